"""All that the results of a cohort say: decisions, weak topics, lines, value added, equity, forecast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from articulate import display
from articulate.cohort.equity import Equity, Weighed, equity
from articulate.cohort.forecast import Forecast, Sitters, forecast, predicted
from articulate.cohort.growth import Grown, Growth, growth
from articulate.cohort.items import PaperReport, paper_report
from articulate.cohort.judging import Outcome, Terms, Verdict, decide, judge, tie_keys
from articulate.cohort.layout import Layout
from articulate.cohort.lines import LineCount, PartEffect, line_counts, part_effects
from articulate.cohort.results import Results
from articulate.cohort.scoring import Scored, score_all, weighted
from articulate.cohort.topics import Mastery, State, Threat, competencies, threats, topics
from articulate.i18n import Lang, Phrase, show
from articulate.model.criteria import TransferCriteria
from articulate.model.pathway import Pathway
from articulate.model.settings import Judging

RATES = (60, 70, 75, 80, 85, 90, 95)
RETEST_RATES = (0, 50, 70)
"""Pass rates in percent of the table of stated rates."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the forecast. Rates are shares of 1; what is left out comes from the cohort."""

    students: int | None = None
    first: float | None = None
    retest: float | None = None
    swing: float = 0.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast: for the rates of this cohort or stated ones, and over a table of rates."""

    students: int
    retests: int
    answer: Forecast
    stated: bool
    """Whether the rates were stated; else they are those of this cohort."""
    first: float
    """The pass rate at the first sitting that the answer is for."""
    retest: float | None
    table: tuple[tuple[int, int, float, int, int], ...]
    """First rate, retest rate (percent), expected, and the range that holds nine in ten."""


@dataclass(frozen=True)
class CohortStudy:
    """What the results of a cohort say. Students are known by id alone."""

    pathway: Pathway
    criteria: TransferCriteria
    layout: Layout
    results: Results
    terms: Terms
    scored: tuple[Scored, ...]
    verdicts: tuple[Verdict, ...]
    paper: PaperReport
    topics: tuple[Mastery, ...]
    competencies: tuple[Mastery, ...]
    threats: tuple[Threat, ...]
    lines: tuple[LineCount, ...]
    effects: tuple[PartEffect, ...]
    growth: Growth
    equity: Equity
    outlook: Outlook
    notes: tuple[Phrase, ...] = field(default=())

    @property
    def counts(self) -> Counter[Outcome]:
        """How many students each outcome has."""
        return Counter(v.outcome for v in self.verdicts)

    @property
    def through(self) -> int:
        """How many move up."""
        return sum(v.through for v in self.verdicts)

    @property
    def weak(self) -> tuple[Mastery, ...]:
        """Topics that the cohort has not mastered."""
        return tuple(t for t in self.topics if t.state is State.WEAK)

    def lacking(self) -> dict[str, tuple[str, ...]]:
        """Return the weak topics that each student lacks."""
        found: dict[str, list[str]] = {}
        for topic in self.weak:
            for student in topic.lacking:
                found.setdefault(student, []).append(topic.name)
        return {k: tuple(v) for k, v in sorted(found.items())}

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """Return the documented JSON shape of ``articulate cohort --format json``."""
        return {
            "pathway": self.pathway.pathway,
            "students": len(self.verdicts),
            "outcomes": {o.value: self.counts[o] for o in Outcome if self.counts[o]},
            "verdicts": [
                {
                    "student": v.student,
                    "outcome": v.outcome.value,
                    "total": float(v.total),
                    "parts": {p: float(s) for p, s in v.parts.items()},
                    "rank": v.rank,
                    "reasons": [show(named(r, self.layout, lang), lang) for r in v.reasons],
                }
                for v in self.verdicts
            ],
            "topics": [_mastery_json(m) for m in self.topics],
            "competencies": [_mastery_json(m) for m in self.competencies],
            "threats": [
                {
                    "topic": t.mastery.name,
                    "needed_by": list(t.needed_by),
                    "dependent_hours": t.dependent_hours,
                    "bridge_hours": t.hours,
                    "students": len(t.mastery.lacking),
                    "whole_class": t.whole_class,
                    "before_term": t.before_term,
                }
                for t in self.threats
            ],
            "items": [
                {
                    "item": i.item.number,
                    "difficulty": round(i.difficulty, 3),
                    "discrimination": None if i.discrimination is None else round(i.discrimination, 3),
                    "flaws": [f.value for f in i.flaws],
                }
                for i in self.paper.items
            ],
            "notes": [show(n, lang) for n in self.notes],
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return display.bundle(self) or {"text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<CohortStudy {self.pathway.pathway}: {self.through} of {len(self.verdicts)}>"


def _mastery_json(mastery: Mastery) -> dict[str, Any]:
    interval = mastery.interval
    return {
        "name": mastery.name,
        "courses": list(mastery.courses),
        "students": mastery.sat,
        "mastered": mastery.mastered,
        "interval": [round(interval.low, 4), round(interval.high, 4)] if interval else None,
        "state": mastery.state.value,
    }


def named(phrase: Phrase, layout: Layout, lang: Lang) -> Phrase:
    """Return a reason in which keys of columns are the headings that people know."""
    return Phrase(phrase.key, {k: _named(v, layout, lang) for k, v in phrase.values.items()})


def _named(value: Any, layout: Layout, lang: Lang) -> Any:
    if isinstance(value, tuple):
        return tuple(_named(v, layout, lang) for v in value)
    if isinstance(value, Phrase) and value.key == "cohort.column":
        column = layout.by_key.get(value.values["id"])
        return column.name(lang) if column else value.values["id"]
    return value


def study(
    pathway: Pathway,
    criteria: TransferCriteria,
    results: Results,
    *,
    judging: Judging | None = None,
    question: Question = Question(),
) -> CohortStudy:
    """Return everything that results say. Equal results give an equal study, whatever the order of rows was.

    ``judging`` is how single cases are decided, that of the pathway by default; ``question`` what the
    forecast is asked. Raises ``ValueError`` without students.
    """
    if not results.students:
        raise ValueError("no students")
    layout = Layout(pathway, criteria).having(results.items)
    terms = Terms.of(criteria, judging or pathway.transfer.judging)
    scored = score_all(results, layout)
    verdicts = decide(scored, terms, layout)
    paper = paper_report(results)
    found = topics(results, layout, paper)
    return CohortStudy(
        pathway=pathway,
        criteria=criteria,
        layout=layout,
        results=results,
        terms=terms,
        scored=scored,
        verdicts=verdicts,
        paper=paper,
        topics=found,
        competencies=competencies(results, layout, paper),
        threats=threats(found, layout),
        lines=line_counts(scored, terms),
        effects=part_effects(scored, terms),
        growth=growth(_grown(scored, terms)),
        equity=equity(_weighed(scored, verdicts, terms), terms.weights),
        outlook=_outlook(scored, terms, pathway, question),
        notes=tuple(_notes(layout, results)),
    )


def _whole(scored: Scored, terms: Terms) -> bool:
    """Tell whether a student sat everything at the first sitting: only such scores can be compared."""
    return all(p in scored.first and not scored.first[p].marks for p in terms.weights)


def _first_total(scored: Scored, terms: Terms) -> float:
    return float(weighted({p: scored.first[p].score for p in terms.weights}, terms.weights))


def _grown(scored: Sequence[Scored], terms: Terms) -> list[Grown]:
    return [
        Grown(s.student.id, s.student.class_, float(s.student.entry), _first_total(s, terms))
        for s in scored
        if s.student.entry is not None and _whole(s, terms)
    ]


def _weighed(scored: Sequence[Scored], verdicts: Sequence[Verdict], terms: Terms) -> list[Weighed]:
    passed = {v.student: v.qualified for v in verdicts}
    return [
        Weighed(
            parts={p: float(s.first[p].score) for p in terms.weights},
            total=_first_total(s, terms),
            passed=passed[s.student.id],
            class_=s.student.class_,
            group=s.student.group,
        )
        for s in scored
        if _whole(s, terms)
    ]


# ---- forecast ----------------------------------------------------------------------------------------


def _outlook(scored: Sequence[Scored], terms: Terms, pathway: Pathway, question: Question) -> Outlook:
    planning = pathway.planning
    students = question.students or planning.class_size * planning.classes
    unlimited = terms.having()
    firsts = [Scored(s.student, s.sittings[:1]) for s in scored]
    passed = sum(judge(s, unlimited).qualified for s in firsts)
    retests = terms.judging.retests
    retest = question.retest if question.retest is not None else _observed_retest(scored, firsts, unlimited)
    first = question.first if question.first is not None else passed / len(scored)
    stated = question.first is not None or question.retest is not None or bool(question.swing)
    if stated:
        group = Sitters(students, first, retest or 0.0)
        answer = forecast([group], retests=retests, swing=question.swing, seed=question.seed)
    else:
        answer = predicted(students, passed, len(scored))
    return Outlook(students, retests, answer, stated, first, retest, _table(students, retests))


def _observed_retest(scored: Sequence[Scored], firsts: Sequence[Scored], terms: Terms) -> float | None:
    """Return the share of those who sat again that then passed, or nothing where nobody sat again."""
    again = [
        judge(s, terms).qualified
        for s, first in zip(scored, firsts, strict=True)
        if len(s.sittings) > 1 and not judge(first, terms).qualified
    ]
    return sum(again) / len(again) if again else None


def _table(students: int, retests: int) -> tuple[tuple[int, int, float, int, int], ...]:
    made = []
    for first in RATES:
        for retest in RETEST_RATES if retests else (0,):
            group = Sitters(students, first / 100, retest / 100)
            one = forecast([group], retests=retests)
            made.append((first, retest, one.mean, *one.range()))
    return tuple(made)


# ---- notes -------------------------------------------------------------------------------------------


def _notes(layout: Layout, results: Results) -> list[Phrase]:
    """Return what a reader has to know: papers that differ from the blueprint, ties that name nothing."""
    found = []
    _, unknown = tie_keys(layout)
    if unknown:
        found.append(Phrase("cohort.note.ties", {"words": unknown}))
    for cell, (asked, planned) in sorted(_cells(layout, results.items).items()):
        values = {"group": cell[0], "level": cell[1], "asked": f"{float(asked):g}", "planned": planned}
        found.append(Phrase("cohort.note.blueprint", values))
    if not results.items:
        found.append(Phrase("cohort.note.no_items"))
    if not any(k.startswith("point:") for k in results.columns) and layout.criteria.tasks:
        found.append(Phrase("cohort.note.no_points"))
    return found


def _cells(layout: Layout, items: Sequence[Any]) -> Mapping[tuple[str, int], tuple[Fraction, int]]:
    """Return cells of the blueprint whose points the paper does not keep."""
    if not items:
        return {}
    asked: Counter[tuple[str, int]] = Counter()
    for item in items:
        asked[item.course, item.level] += item.most
    out = {}
    for row in layout.criteria.blueprint.rows:
        course = row.course or row.group
        levels = {level for c, level in asked if c == course} | row.points.keys()
        for level in levels:
            mine, planned = Fraction(asked[course, level]), row.points.get(level, 0)
            if mine != planned:
                out[row.group, level] = (mine, planned)
    return out
