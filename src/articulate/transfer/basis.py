"""What each setting of the assessment rests on: the schools' own word, or a default with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from articulate.model.pathway import Pathway
from articulate.policy import Provision, load
from articulate.shipped import shipped

PACKS = ("shanxi-2025-1", "shanxi-2016-transfer", "reference-practice")
"""Where provisions about the transfer assessment stand; for sources, whatever a pathway must keep."""


@dataclass(frozen=True, slots=True)
class SettingBasis:
    """A setting: whether the schools wrote it themselves, and what its default rests on."""

    setting: str
    """Which one; its words are in ``i18n`` (``criteria.setting``)."""
    own: bool
    provisions: tuple[Provision, ...]


def settings_basis(pathway: Pathway) -> tuple[SettingBasis, ...]:
    """Return every setting of the assessment with its basis, in the order of the criteria."""
    written = pathway.transfer.model_fields_set
    return tuple(
        SettingBasis(entry["id"], entry["field"] in written, cited(entry["provisions"]))
        for entry in _settings()["settings"]
    )


def cited(ids: Iterable[str]) -> tuple[Provision, ...]:
    """Return the provisions of some ids; unknown ids say nothing."""
    return tuple(found for i in ids if (found := load(PACKS).get(i)))


@cache
def _settings() -> Mapping[str, Any]:
    found: Mapping[str, Any] = shipped("transfer_settings.yaml")
    return found
