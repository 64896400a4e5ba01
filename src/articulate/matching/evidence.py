"""What a relation rests on, in lines that a reader can check: figures, matches, and why no other kind."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from articulate.findings import Evidence
from articulate.i18n import Phrase
from articulate.matching.words import own_topic
from articulate.model.programme import LearningOutcome

if TYPE_CHECKING:
    from articulate.matching.relations import CourseRelation, OutcomeMatch


def of_match(match: OutcomeMatch) -> Evidence:
    """Return two outcomes side by side; ``a`` and ``b`` are what ``matches`` of a pathway calls them."""
    first, second = match.first, match.second
    said = {
        "first_said": _said(first),
        "first_level": first.stated,
        "first_text": first.text,
        "second_said": _said(second),
        "second_level": second.stated,
        "second_text": second.text,
    }
    return Evidence("match", {**_sides(match), **said, "similarity": match.similarity, "why": match.why})


def of_limit(match: OutcomeMatch, instead: str | None = None, *, more: bool = False) -> tuple[Evidence, ...]:
    """Return that a verdict stands at its limit and what it would be instead; then which match decides.

    ``instead`` is a kind of relation, None for nothing; ``more`` tells whether the texts would have to be
    more alike for it.
    """
    key = "more" if more else "less" if instead else "none"
    other = {"other": Phrase(f"labels.Relation.{instead}")} if instead else {}
    limit = Phrase(f"evidence.limit.{key}", other)
    return Evidence("at_limit", {"limit": limit}), Evidence("to_settle", _sides(match))


def _sides(match: OutcomeMatch) -> dict[str, Any]:
    """Return which outcomes of which courses a match is about."""
    return {
        "first_stage": match.earlier.stage,
        "earlier": match.earlier.name,
        "first": match.first.topic,
        "second_stage": match.later.stage,
        "later": match.later.name,
        "second": match.second.topic,
        "a": f"{match.earlier.id}/{match.first.topic}",
        "b": f"{match.later.id}/{match.second.topic}",
    }


def _said(outcome: LearningOutcome) -> str:
    """Return topic and sentence of an outcome in one line."""
    if not outcome.text or not own_topic(outcome):
        return outcome.topic
    return f"{outcome.topic}：{outcome.text}"


def of_relation(relation: CourseRelation) -> tuple[Evidence, ...]:
    """Return figures, limit, matches, what is new in the later course, and why it is of no nearer kind.

    What asks for an answer stands before the matches: a screen shows no more than the first few lines.
    """
    lines = [_figures(relation)]
    if relation.at_limit:
        at = relation.at_limit
        lines += of_limit(at.match, at.instead, more=at.more)
    lines += map(of_match, relation.matches)
    if relation.only_new:
        topics = tuple(o.topic for o in relation.only_new)
        lines.append(Evidence("only_new", {"later": relation.later.name, "topics": topics}))
    values = _values(relation)
    lines += [
        Evidence("why_not", {"other": kind, "reason": Phrase(f"evidence.because.{why}", values)})
        for kind, why in relation.why_not
    ]
    return tuple(lines)


def _figures(relation: CourseRelation) -> Evidence:
    return Evidence(
        "figures",
        {
            "relation": relation.kind,
            "earlier": relation.earlier.name,
            "later": relation.later.name,
            "share": relation.share,
            "cover": relation.cover,
            "change": change(relation.gain),
            "gain": tenths(relation.gain),
            "hours": relation.hours,
            # What texts say is never certain.
            "confidence": Fraction(min(99, round(relation.confidence * 100)), 100),
        },
    )


def _values(relation: CourseRelation) -> dict[str, Any]:
    """Return what a reason may name: counts of matches, figures, and the limits that decided."""
    gains = [m.gain for m in relation.matches]
    settings = relation.settings
    return {
        "earlier": relation.earlier.name,
        "later": relation.later.name,
        "matched": len(gains),
        "equal": sum(g == 0 for g in gains),
        "rising": sum(g > 0 for g in gains),
        "falling": sum(g < 0 for g in gains),
        "share": relation.share,
        "cover": relation.cover,
        "change": change(relation.gain),
        "least_share": settings.share,
        "least_cover": settings.cover,
        "rise": tenths(settings.rise),
    }


def change(gain: Fraction) -> Phrase:
    """Return a mean change of level in words: up or down by how many levels, or none."""
    key = "up" if gain > 0 else "down" if gain < 0 else "same"
    return Phrase(f"evidence.change.{key}", {"levels": tenths(abs(gain))})


def tenths(number: Fraction) -> Decimal:
    """Return a number with one decimal at most, and two where one would make it nothing."""
    digits = 1 if abs(number) >= Fraction(1, 20) else 2
    return Decimal(round(number * 10**digits)) / Decimal(10**digits)
