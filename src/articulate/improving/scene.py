"""What ideas are drawn from, and how they are put into decisions with their reasons.

Hours are chosen so that they can be taught as whole hours a week. Sentences of outcomes that exist are
never rewritten here: where a level changes, the old sentence stays and the reason says that teachers
have to rewrite it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Lv, Phrase, label
from articulate.improving.proposal import Idea
from articulate.matching import OutcomeMatch, Relations, Supplies
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Delivery, LearningOutcome, Stage
from articulate.planning.modes import placements

SHOWN_PAIRS = 8
"""Pairs of topics that a reason names."""

MOST_REASON = 1900
"""Characters of a reason; the field holds 2000."""


@dataclass(frozen=True)
class Scene:
    """The pathway as it stands, how its courses relate, what meets what."""

    pathway: Pathway
    relations: Relations
    supplies: Supplies

    def course(self, course_id: str) -> Course:
        """Return one course."""
        return self.pathway.by_id[course_id]

    def weeks(self, stage: Stage) -> int:
        """The usual number of teaching weeks in a term of a stage: the most frequent, then the larger."""
        counts = Counter(self.pathway.calendar.term(t).teaching for t in stage.terms)
        return max(counts, key=lambda w: (counts[w], w)) or 1

    def builds_on(self, course: Course) -> tuple[Course, ...]:
        """Courses that name this one as a requisite or presume what it teaches, by id."""
        named = {c.id for c in self.pathway.courses for r in c.requisites if course.id in _leaves(r)}
        met = {s.course.id for s in self.supplies.needed_from(course.id)}
        return tuple(self.pathway.by_id[i] for i in sorted(named | met))

    def group_of(self, course: Course) -> str:
        """Return the name of the elective group that a course belongs to, nothing for others."""
        return next((g.name for g in self.pathway.electives if course.id in g.courses), "")

    def taken(self, course_id: str) -> bool:
        """Tell whether some course has or had an id, in the pathway as it stands or as it was written."""
        written = self.pathway.undecided or self.pathway
        bridges = {d.bridge.id for d in written.decisions if d.bridge}
        return course_id in self.pathway.by_id or course_id in written.by_id or course_id in bridges

    def teachable(
        self, course: Course, wanted: int, *, least: int = 1, most: int | None = None
    ) -> int | None:
        """Return the hours nearest to those wanted that can be taught, the larger of two.

        Whole hours a week over all teaching weeks of a term come first; only where none fit, hours for
        part of a term. ``None`` where nothing fits.
        """
        if course.delivery is Delivery.BLOCK:
            return course.hours
        plain = course.but(split=())
        step = self.weeks(course.stage)
        end = wanted + 2 * step * max(course.span, default=1)
        reach = range(max(least, 1), (end if most is None else min(end, most)) + 1)
        near = sorted(reach, key=lambda h: (h % step != 0, abs(h - wanted), -h))
        return next((h for h in near if placements(plain.but(hours=h), self.pathway.calendar)), None)


def relevel(
    finding: Finding,
    matches: Sequence[OutcomeMatch],
    course: Course,
    levels: Sequence[tuple[LearningOutcome, int]],
) -> Idea:
    """Return an idea that gives outcomes of a course other levels."""
    decisions, moves = [], []
    for outcome, level in levels:
        kind = "raise" if level > outcome.level else "lower"
        own = [m for m in matches if outcome in (m.first, m.second)]
        action: dict[str, Any] = {kind: {"course": course.id, "topic": outcome.topic, "to": level}}
        tail = label("improve.reason.rewrite", text=outcome.text or outcome.topic, level=_word(level))
        decisions.append(decide(finding, own, tail=tail, **action))
        values = {
            "course": course.name,
            "stage": course.stage,
            "topic": outcome.topic,
            "old": Lv(outcome.level),
            "to": Lv(level),
        }
        moves.append(Phrase(f"improve.do.{kind}", values))
    note = Phrase("improve.note.rewrite", {"count": len(levels), "course": course.name})
    return Idea(tuple(decisions), tuple(moves), (note,))


# ---- words -------------------------------------------------------------------------------------------


def titled(courses: Iterable[Course], *, stages: bool = False) -> tuple[Phrase, ...]:
    """Return names of courses as they stand in a sentence, with their stage if wanted, each once."""
    key = "improve.course.staged" if stages else "improve.course.plain"
    named = {(c.name, c.stage if stages else None): c for c in courses}
    return tuple(Phrase(key, {"course": c.name, "stage": c.stage}) for c in named.values())


def hours_change(course: Course, hours: int) -> Phrase:
    """Say what becomes of the hours of a course."""
    key = "same" if hours == course.hours else "hours"
    values = {"course": course.name, "new": hours} | ({} if key == "same" else {"old": course.hours})
    return Phrase(f"improve.change.{key}", values)


def decide(
    finding: Finding,
    matches: Iterable[OutcomeMatch],
    *,
    tail: str = "",
    key: str = "found",
    **action: Any,
) -> Decision:
    """Return a decision whose reason names the finding and the outcomes that match."""
    found = sorted(matches, key=by_names)
    parts = [label(f"improve.reason.{key}", code=finding.code, message=finding.text("zh"))]
    if found:
        pairs = "；".join(_pair(m) for m in found[:SHOWN_PAIRS])
        more = "_more" if len(found) > SHOWN_PAIRS else ""
        parts.append(label(f"improve.reason.pairs{more}", pairs=pairs, count=len(found)))
    return made("。".join([*parts, tail] if tail else parts), **action)


def made(reason: str, **action: Any) -> Decision:
    """Return a decision of the joint group, yet to be settled by it."""
    if len(reason) > MOST_REASON:
        reason = reason[: MOST_REASON - 1] + "…"
    return Decision.model_validate({**action, "reason": reason, "by": label("improve.by")})


def by_names(match: OutcomeMatch) -> tuple[str, ...]:
    """Return a key that sorts matches by what their courses and outcomes are called."""
    return match.earlier.id, match.later.id, match.first.topic, match.second.topic


def _pair(match: OutcomeMatch) -> str:
    return label(
        "improve.reason.pair",
        first_stage=match.earlier.stage,
        earlier=match.earlier.name,
        first=match.first.topic,
        first_level=_word(match.first.level),
        second_stage=match.later.stage,
        later=match.later.name,
        second=match.second.topic,
        second_level=_word(match.second.level),
    )


def _word(level: int) -> str:
    return label(f"labels.Level.{level}")


def _leaves(requisite: Any) -> set[str]:
    return {course for _, course in requisite.leaves()}
