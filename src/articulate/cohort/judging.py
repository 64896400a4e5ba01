"""Who passes, who may sit again, who does not pass, each with the reason in words.

A student is decided by the criteria alone: weights, lines of the total and of each part, concessions,
retests, absence, places. Two things hold by construction: the order of the students means nothing, and a
higher score never turns a pass into a fail, because every part counts with the best of its sittings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from articulate.cohort.layout import Layout
from articulate.cohort.results import Mark
from articulate.cohort.scoring import PartScore, Scored, fraction_of, tenth, weighted
from articulate.i18n import Phrase
from articulate.model.assessment import PARTS
from articulate.model.criteria import TransferCriteria
from articulate.model.settings import Concession, Judging

FULL_MARKS = Decimal(100)


class Outcome(StrEnum):
    """What becomes of a student."""

    PASSED = "passed"
    EXEMPT = "exempt"
    RETEST_PASSED = "retest_passed"
    TIED = "tied"
    """Passed, but level with others at the last place."""
    NO_PLACE = "no_place"
    """Passed, but behind the last place."""
    DEFERRED = "deferred"
    RETEST = "retest"
    """Not passed, and may sit again."""
    FAILED = "failed"
    VOID = "void"


THROUGH = frozenset((Outcome.PASSED, Outcome.EXEMPT, Outcome.RETEST_PASSED))
"""Outcomes of those who move up."""
QUALIFIED = THROUGH | {Outcome.TIED, Outcome.NO_PLACE}
"""Outcomes of those who reached the lines, with a place or without."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By what students are decided: figures only, so that other lines can be tried."""

    weights: Mapping[str, int]
    total: int
    each: Mapping[str, int]
    """The line of every part that counts."""
    caps: Mapping[str, int]
    """The most that a retest of each part is recorded with; other lines that are tried leave it alone."""
    concessions: tuple[Concession, ...]
    judging: Judging

    @classmethod
    def of(cls, criteria: TransferCriteria, judging: Judging) -> Terms:
        """Return the terms of the criteria."""
        weights: dict[str, int] = {p: w for p in PARTS if (w := criteria.weights.get(p, 0))}
        each: dict[str, int] = {p: criteria.line(p) for p in PARTS if p in weights}
        cap = judging.retest_cap
        return cls(
            weights=weights,
            total=criteria.pass_total,
            each=each,
            caps={p: max(criteria.pass_total, each[p]) if cap is None else cap for p in weights},
            concessions=criteria.concessions,
            judging=judging,
        )

    def having(self, *, total: int | None = None, each: Mapping[str, int] | None = None) -> Terms:
        """Return the terms with other lines, and without a limit of places."""
        return replace(
            self,
            total=self.total if total is None else total,
            each={**self.each, **(each or {})},
            judging=self.judging.but(places=None),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one student, and why. Scores are of a hundred, to one decimal."""

    student: str
    outcome: Outcome
    parts: Mapping[str, Decimal]
    """The score of each part that counts, the best of its sittings."""
    total: Decimal
    """With bonus."""
    bonus: int = 0
    reasons: tuple[Phrase, ...] = ()
    short: tuple[str, ...] = ()
    """What lies below its line: parts, and ``total``."""
    rank: int | None = None
    """Place among those who reached the lines; equals share one."""
    tie: tuple[Decimal, ...] = field(default=(), repr=False)
    """Scores that break ties, in their order."""

    @property
    def through(self) -> bool:
        """Whether the student moves up."""
        return self.outcome in THROUGH

    @property
    def qualified(self) -> bool:
        """Whether the student reached the lines."""
        return self.outcome in QUALIFIED


def decide(cohort: Sequence[Scored], terms: Terms, layout: Layout) -> tuple[Verdict, ...]:
    """Return a verdict for every student, by id; places are given to those who reached the lines."""
    keys, _ = tie_keys(layout)
    verdicts = [replace(v, tie=_tie(v, s, keys, layout)) for s in cohort for v in (judge(s, terms),)]
    return tuple(sorted(_placed(verdicts, terms.judging.places), key=lambda v: v.student))


def judge(scored: Scored, terms: Terms) -> Verdict:
    """Return what the criteria say of one student, places left aside."""
    held = [terms.concessions[n] for n in scored.student.claims]
    parts, reasons = _best(scored, terms, full="skill" if any(c.effect == "full" for c in held) else "")
    bonus = _bonus(held, terms.judging)
    total = min(FULL_MARKS, weighted(parts, terms.weights) + bonus)
    verdict = Verdict(scored.student.id, Outcome.FAILED, parts, total, bonus)
    cheated = [key for s in scored.sittings for p in s.values() for key in p.where(Mark.CHEATED)]
    if cheated and terms.judging.cheating == "void":
        return replace(
            verdict, outcome=Outcome.VOID, reasons=(Phrase("cohort.reason.void", {"where": _keys(cheated)}),)
        )
    exempt = next((c for c in held if c.effect == "exempt"), None)
    if exempt is not None:
        why = Phrase("cohort.reason.exempt", {"item": concession_name(exempt)})
        return replace(verdict, outcome=Outcome.EXEMPT, reasons=(why,))
    granted = [
        Phrase(f"cohort.reason.{c.effect}", {"item": concession_name(c), "points": c.points})
        for c in held
        if c.effect == "full" or (c.effect == "bonus" and bonus)
    ]
    low = [p for p, line in terms.each.items() if parts[p] < line]
    verdict = replace(verdict, short=tuple([*low, "total"] if total < terms.total else low))
    if _waits(scored, terms):
        why = Phrase("cohort.reason.deferred", {"where": _places(scored, Mark.DEFERRED)})
        return replace(verdict, outcome=Outcome.DEFERRED, reasons=(why, *granted, *reasons))
    if not verdict.short:
        return _passed(verdict, scored, terms, (*granted, *reasons))
    missed = _missed(verdict, terms)
    may, more = _may_retest(scored, verdict, terms)
    outcome = Outcome.RETEST if may else Outcome.FAILED
    return replace(verdict, outcome=outcome, reasons=(*missed, *granted, *reasons, *more))


def concession_name(concession: Concession) -> str:
    """Return what a concession is for, in one line: contest or certificate, grade and result."""
    return " ".join(t for t in (concession.item, concession.grade, concession.result) if t)


def _keys(keys: Sequence[str]) -> tuple[Phrase, ...]:
    # The names of columns are put in when a document is made: here only their keys are known.
    return tuple(Phrase("cohort.column", {"id": k}) for k in dict.fromkeys(keys))


def _places(scored: Scored, mark: Mark) -> tuple[Phrase, ...]:
    return _keys([key for part in scored.first.values() for key in part.where(mark)])


# ---- scores ------------------------------------------------------------------------------------------


def _best(scored: Scored, terms: Terms, *, full: str) -> tuple[dict[str, Decimal], tuple[Phrase, ...]]:
    """Return the score of each part, the best of its sittings, and what is to be said about retests."""
    parts: dict[str, Decimal] = {}
    reasons: list[Phrase] = []
    for part in terms.weights:
        first = scored.first.get(part)
        best = FULL_MARKS if part == full else first.score if first else Decimal(0)
        # A deferred examination is a first one and is recorded in full.
        late = first is not None and first.has(Mark.DEFERRED)
        again_at = [s[part] for s in scored.sittings[1:] if part in s and part != full]
        for again in again_at[: terms.judging.retests + late]:
            refused = _refused(part, first, terms)
            if refused:
                reasons.append(Phrase(f"cohort.reason.{refused}", {"part": _part(part)}))
                continue
            counted = again.score if late else min(again.score, Decimal(terms.caps[part]))
            if counted > best:
                key = "late" if late else "retest_capped" if counted < again.score else "retest_counted"
                reasons.append(
                    Phrase(
                        f"cohort.reason.{key}",
                        {"part": _part(part), "score": again.score, "counted": counted, "before": best},
                    )
                )
                best = counted
            late = False
        parts[part] = best
    return parts, tuple(reasons)


def _refused(part: str, first: PartScore | None, terms: Terms) -> str:
    """Return why a retest of a part does not count, or nothing."""
    if first is not None and first.has(Mark.DEFERRED):
        return ""
    if part not in terms.judging.retest_parts or not terms.judging.retests:
        return "retest_not_this_part"
    if first is not None and first.has(Mark.ABSENT) and not terms.judging.absent_may_retest:
        return "retest_absent"
    return ""


def _bonus(held: Sequence[Concession], judging: Judging) -> int:
    points = [c.points for c in held if c.effect == "bonus"]
    if not points:
        return 0
    return min(judging.bonus_most, max(points) if judging.bonus == "highest" else sum(points))


# ---- words -------------------------------------------------------------------------------------------


def _part(part: str) -> Phrase:
    return Phrase(f"cohort.part.{part}")


def _passed(verdict: Verdict, scored: Scored, terms: Terms, reasons: tuple[Phrase, ...]) -> Verdict:
    without = replace(terms, judging=terms.judging.but(retests=0))
    again = len(scored.sittings) > 1 and terms.judging.retests and judge(scored, without).short
    why = Phrase("cohort.reason.passed", {"total": verdict.total, "line": terms.total})
    outcome = Outcome.RETEST_PASSED if again else Outcome.PASSED
    return replace(verdict, outcome=outcome, reasons=(why, *reasons))


def _missed(verdict: Verdict, terms: Terms) -> list[Phrase]:
    out = []
    for name in verdict.short:
        score = verdict.total if name == "total" else verdict.parts[name]
        line = terms.total if name == "total" else terms.each[name]
        values = {"score": score, "line": line, "gap": line - score, "part": _part(name)}
        out.append(Phrase("cohort.reason.total_short" if name == "total" else "cohort.reason.short", values))
    return out


def _waits(scored: Scored, terms: Terms) -> bool:
    """Tell whether a deferred examination is still to come."""
    deferred = [p for p in terms.weights if p in scored.first and scored.first[p].has(Mark.DEFERRED)]
    return any(not any(p in s for s in scored.sittings[1:]) for p in deferred)


def _may_retest(scored: Scored, verdict: Verdict, terms: Terms) -> tuple[bool, list[Phrase]]:
    """Tell whether a student may sit again, and what stands in the way or is to be known."""
    judging, more = terms.judging, list[Phrase]()
    absent = _places(scored, Mark.ABSENT)
    if absent:
        more.append(Phrase("cohort.reason.absent", {"where": absent}))
    used = sum(
        any(p in s and not (p in scored.first and scored.first[p].has(Mark.DEFERRED)) for p in terms.weights)
        for s in scored.sittings[1:]
    )
    if used >= judging.retests:
        return False, [*more, Phrase("cohort.reason.retests_used", {"count": used})] if used else more
    parts = [p for p in verdict.short if p != "total"]
    barred = [p for p in parts if _refused(p, scored.first.get(p), terms)]
    if barred:
        return False, [*more, Phrase("cohort.reason.barred", {"parts": tuple(map(_part, barred))})]
    open_ = [p for p in terms.weights if not _refused(p, scored.first.get(p), terms)]
    if not open_:
        return False, more
    raised = {
        p: max(s, Decimal(terms.caps[p])) if p in open_ and (p in parts or not parts) else s
        for p, s in verdict.parts.items()
    }
    most = min(FULL_MARKS, weighted(raised, terms.weights) + verdict.bonus)
    if most < terms.total:
        more.append(Phrase("cohort.reason.out_of_reach", {"most": most, "line": terms.total}))
    return True, more


# ---- places and ties ---------------------------------------------------------------------------------


def tie_keys(layout: Layout) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what breaks ties as keys of columns, and the words of the criteria that name no column."""
    keys: list[str] = []
    unknown: list[str] = []
    for words in layout.criteria.ties:
        key = _tie_key(words, layout)
        (keys if key else unknown).append(key or words)
    return tuple(dict.fromkeys(keys)), tuple(unknown)


def _tie_key(words: str, layout: Layout) -> str:
    named = [
        n.key
        for n in layout.nodes.values()
        if n.key.count(":") == 1 and n.column.zh in words and n.key != words
    ]
    if named:
        return max(named, key=lambda k: (len(layout.by_key[k].zh), k))
    for key, hints in (
        ("written", ("笔试", "专业知识", "理论", "written")),
        ("practical", ("操作", "实操", "practical")),
        ("skill", ("技能", "skill")),
        ("process", ("过程", "process")),
        ("culture", ("文化", "culture")),
    ):
        if key in layout.nodes and any(h in words for h in hints):
            return key
    return ""


def _tie(verdict: Verdict, scored: Scored, keys: Sequence[str], layout: Layout) -> tuple[Decimal, ...]:
    out = []
    for key in keys:
        share = fraction_of(layout.nodes[key], scored.student.first.scores)
        first = tenth(share * 100) if share is not None else Decimal(0)
        out.append(verdict.parts.get(key, first))
    return tuple(out)


def _placed(verdicts: Sequence[Verdict], places: int | None) -> list[Verdict]:
    """Give ranks, and outcomes where places run out. Who is exempt has a place before all others."""
    exempt = [v for v in verdicts if v.outcome is Outcome.EXEMPT]
    through = [v for v in verdicts if v.qualified and v.outcome is not Outcome.EXEMPT]
    out = [*exempt, *(v for v in verdicts if not v.qualified)]
    left = None if places is None else max(0, places - len(exempt))
    before = 0
    for _, level in groupby(sorted(through, key=_standing, reverse=True), key=_standing):
        equals = list(level)
        for verdict in equals:
            made = replace(verdict, rank=before + 1)
            if left is not None and before >= left:
                why = Phrase("cohort.reason.no_place", {"rank": before + 1, "places": left})
                made = replace(made, outcome=Outcome.NO_PLACE, reasons=(*made.reasons, why))
            elif left is not None and before + len(equals) > left:
                why = Phrase("cohort.reason.tied", {"count": len(equals), "left": left - before})
                made = replace(made, outcome=Outcome.TIED, reasons=(*made.reasons, why))
            out.append(made)
        before += len(equals)
    return out


def _standing(verdict: Verdict) -> tuple[Decimal, ...]:
    return (verdict.total, *verdict.tie)
