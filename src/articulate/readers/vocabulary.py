"""The words that the schools set for matching: groups of synonyms and broader words that contradict nothing.

Looks at plain values, like ``references``: one slip in a file must not hide another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.matching.text import normalise
from articulate.model.source import SourceRef
from articulate.model.value import SOURCE_KEY
from articulate.readers import problems
from articulate.readers.shape import place


def words(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with the synonyms and kinds of a pathway."""
    matching = data.get("matching")
    if not isinstance(matching, Mapping):
        return
    groups = matching.get("synonyms")
    groups = groups if isinstance(groups, list) else []
    kinds = matching.get("kinds")
    yield from _synonyms(matching, groups)
    if isinstance(kinds, Mapping):
        yield from _kinds(kinds, groups)


def _synonyms(matching: Mapping[str, Any], groups: Sequence[Any]) -> Iterator[Finding]:
    """Groups of fewer than two words, and words that stand in two groups."""
    home: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        if not isinstance(group, list):
            continue
        where = place(matching, ("synonyms", number - 1))
        here = {normalise(w): w for w in _texts(group)}
        if len(here) < 2 and len(_texts(group)) == len(group):
            key, word = "one_word" if here else "no_word", next(iter(here.values()), "")
            yield _found(getattr(word, "source", None) or where, key, "group", group=number, word=word)
        for plain, word in here.items():
            first = home.setdefault(plain, number)
            if first != number:
                source = getattr(word, "source", None) or where
                yield _found(source, "two_groups", "two_groups", word=str(word), first=first, second=number)


def _kinds(kinds: Mapping[str, Any], groups: Sequence[Any]) -> Iterator[Finding]:
    """Broader words without members or within themselves, and members that are said to be the same."""
    same = [{normalise(w) for w in _texts(group)} for group in groups if isinstance(group, list)]
    for kind, members in kinds.items():
        if kind == SOURCE_KEY or not isinstance(members, list):
            continue
        where = place(kinds, (kind,))
        if not members:
            yield _found(where, "no_members", "no_members", kind=kind)
        texts = {normalise(w): str(w) for w in _texts(members)}
        if normalise(kind) in texts:
            yield _found(where, "own_member", "own_member", kind=kind)
        for one, other in combinations(texts, 2):
            if any({one, other} <= group for group in same):
                values = {"first": texts[one], "second": texts[other], "kind": kind}
                yield _found(where, "same_and_apart", "same_and_apart", **values)


def _texts(values: Sequence[Any]) -> list[str]:
    return [v for v in values if isinstance(v, str)]


def _found(where: SourceRef, what: str, remedy: str, **values: Any) -> Finding:
    return problems.INCONSISTENT.at(
        where,
        what=Phrase(f"src.inconsistent.{what}", values),
        remedy=Phrase(f"src.inconsistent_remedy.{remedy}", values),
    )
