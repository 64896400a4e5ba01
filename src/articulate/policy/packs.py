"""Policies: the provisions of packs of regulations, and those in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import EllipsisType
from typing import Any

from articulate.findings import SpokenError
from articulate.model.pathway import Pathway
from articulate.model.programme import Stage
from articulate.policy.provision import Provision
from articulate.shipped import shipped


@dataclass(frozen=True, slots=True)
class Policy:
    """Provisions, each once, by id. "What if" is another policy: see ``having``."""

    provisions: tuple[Provision, ...] = ()

    def __post_init__(self) -> None:
        ordered = sorted(self.provisions, key=lambda p: p.id)
        for one, other in pairwise(ordered):
            if one.id == other.id and one != other:
                raise ValueError(f"two provisions are called {one.id}")
        object.__setattr__(self, "provisions", tuple({p.id: p for p in ordered}.values()))

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions)

    def __len__(self) -> int:
        return len(self.provisions)

    def on(self, day: date) -> Policy:
        """Return the provisions in force on a day."""
        return Policy(tuple(p for p in self if p.in_force(day)))

    def get(self, provision_id: str) -> Provision | None:
        """Return one provision, or ``None`` where the policy has none of that id."""
        return next((p for p in self if p.id == provision_id), None)

    def of(
        self,
        *,
        topic: str | None = None,
        measure: str | None = None,
        stage: Stage | EllipsisType | None = ...,
        course: str | None = None,
    ) -> tuple[Provision, ...]:
        """Return the provisions on a topic, a measure, a course; ``stage=None`` asks for the five years."""
        return tuple(
            p
            for p in self
            if (topic is None or p.topic == topic)
            and (measure is None or p.measure == measure)
            and (course is None or p.course == course)
            and (isinstance(stage, EllipsisType) or p.speaks_of(stage))
        )

    def having(self, *provisions: Provision) -> Policy:
        """Return the policy with these provisions put in, each in place of one of the same id."""
        new = {p.id for p in provisions}
        return Policy((*(p for p in self if p.id not in new), *provisions))


class UnknownPolicy(SpokenError):
    """A pathway names a policy pack that does not exist."""

    def __init__(self, pack_id: str) -> None:
        self.pack = pack_id
        super().__init__("policy.unknown", pack=pack_id, packs=packs())


@cache
def packs() -> tuple[str, ...]:
    """Return the ids of the policy packs that come with the library."""
    folder = files("articulate.data") / "policies"
    return tuple(sorted(e.name.removesuffix(".yaml") for e in folder.iterdir() if e.name.endswith(".yaml")))


@cache
def pack(pack_id: str) -> tuple[Provision, ...]:
    """Return the provisions of one pack, in the order of the file. Raises ``UnknownPolicy``."""
    if pack_id not in packs():  # the name may come from a user: only our own files are opened
        raise UnknownPolicy(pack_id)
    data = shipped(f"policies/{pack_id}.yaml")
    documents: Mapping[str, Mapping[str, Any]] = data["documents"]
    first = next(iter(documents))
    return tuple(
        _provision(pack_id, entry, documents[entry.get("document", first)]) for entry in data["provisions"]
    )


def _provision(pack_id: str, entry: Mapping[str, Any], document: Mapping[str, Any]) -> Provision:
    said = {k: document[k] for k in ("short", "title", "title_en", "issuer", "year") if k in document}
    try:
        return Provision.of(
            {
                "pack": pack_id,
                "since": document.get("since", document.get("year")),
                **said,
                **entry,
                "document": document.get("number", ""),
            }
        )
    except ValueError as error:
        raise ValueError(f"{pack_id}: {entry.get('id')}: {error}") from error


def load(pack_ids: Iterable[str]) -> Policy:
    """Return the provisions of some packs. Raises ``UnknownPolicy`` for a pack that does not exist."""
    found = (p for pack_id in sorted(set(pack_ids)) for p in pack(pack_id))
    return Policy(tuple(replace(p, basis=_documents_of(p.rests_on)) if p.rests_on else p for p in found))


@cache
def _documents_of(ids: tuple[str, ...]) -> tuple[str, ...]:
    every = (p for pack_id in packs() for p in pack(pack_id) if p.id in ids)
    return tuple(sorted({p.document or p.title for p in every}))


def policy_for(pathway: Pathway, on: date | None = None) -> Policy:
    """Return the policy of a pathway's packs; where a day is given, those provisions in force on it."""
    policy = load(pathway.policies)
    return policy.on(on) if on else policy
