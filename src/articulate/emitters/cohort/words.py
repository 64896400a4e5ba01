"""A study with the words of one language: names of columns, courses, outcomes, and the kinds of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any, TypeAlias

from articulate.cohort import CohortStudy, Outcome, Student, Verdict
from articulate.cohort.intervals import Interval
from articulate.cohort.study import named
from articulate.cohort.topics import Mastery, State
from articulate.emitters.document import Cell, Column, Row, Scalar, Table, Tone, row
from articulate.emitters.words import course_names, joined
from articulate.i18n import Lang, label, show

TONES: Mapping[str, Tone] = {
    **{o: "good" for o in (Outcome.PASSED, Outcome.EXEMPT, Outcome.RETEST_PASSED)},
    **{o: "warn" for o in (Outcome.TIED, Outcome.NO_PLACE, Outcome.DEFERRED, Outcome.RETEST)},
    **{o: "bad" for o in (Outcome.FAILED, Outcome.VOID)},
}
STATES: Mapping[State, Tone] = {
    State.WEAK: "bad",
    State.OPEN: "warn",
    State.SOUND: "good",
    State.SUSPECT: "warn",
    State.FEW: "muted",
}


Heads: TypeAlias = Sequence[tuple[str, float] | tuple[str, float, str]]
"""Columns of a table: key of the heading, width in millimetres, and ``"left"`` for columns of text."""


def say(key: str, lang: Lang, **values: Any) -> str:
    """Return words of ``cohort.toml``."""
    return label(f"cohort.{key}", lang, **values)


def near(value: float, places: int = 1) -> Decimal:
    """Return a number as people read it, rounded half up."""
    made = Decimal(str(round(value, places + 6))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(made) if made == 0 else made


def percent(share: float) -> str:
    """Return a share in percent, without decimals where it is whole."""
    return f"{near(share * 100).normalize():f}%"


def percent_range(interval: Interval | None, lang: Lang) -> str:
    """Return an interval of shares in percent."""
    if interval is None:
        return ""
    return say("range", lang, low=f"{near(interval.low * 100, 0)}%", high=f"{near(interval.high * 100, 0)}%")


def points_range(interval: Interval, lang: Lang) -> str:
    """Return an interval of points."""
    return say("range", lang, low=f"{near(interval.low):+}", high=f"{near(interval.high):+}")


def signed(value: float) -> str:
    """Return a difference with its sign."""
    return f"{near(value):+}"


def table(
    keys: Heads,
    rows: Iterable[Row],
    lang: Lang,
    *,
    title: str = "",
    notes: Sequence[str] = (),
    freeze: int = 0,
    size: float = 9.5,
    heads: Mapping[str, str] | None = None,
) -> Table:
    """Return a table whose headings are words of ``cohort.head``, or those given in ``heads``."""
    named_heads = heads or {}
    return Table(
        columns=tuple(Column(k[1], "left" if len(k) > 2 else "center") for k in keys),
        head=(row(*(named_heads.get(k[0]) or say(f"head.{k[0]}", lang) for k in keys)),),
        rows=tuple(rows),
        title=title,
        notes=tuple(notes),
        size=size,
        freeze=freeze,
    )


@dataclass(frozen=True)
class Words:
    """A study as its documents speak of it."""

    study: CohortStudy
    lang: Lang
    names: bool = False
    """Whether masked names and identity numbers are shown."""

    def say(self, key: str, **values: Any) -> str:
        """Return words of ``cohort.toml``."""
        return say(key, self.lang, **values)

    def show(self, value: Any) -> str:
        """Return a value as people write it."""
        return show(value, self.lang)

    def part(self, part: str) -> str:
        """Return the name of a part, or of the total."""
        return self.say(f"part.{part}")

    def outcome(self, outcome: Outcome) -> Cell:
        """Return an outcome in its colour."""
        return Cell(self.say(f"outcome.{outcome.value}"), tone=TONES[outcome])

    def state(self, state: State) -> Cell:
        """Return the state of a topic in its colour."""
        return Cell(self.say(f"state.{state.value}"), tone=STATES[state])

    def reasons(self, verdict: Verdict) -> str:
        """Return why a verdict is what it is, in sentences."""
        words = [show(named(r, self.study.layout, self.lang), self.lang) for r in verdict.reasons]
        return self.say("sentence_end").join(words) + self.say("full_stop") if words else ""

    def next_step(self, verdict: Verdict) -> str:
        """Return what is to be done about a student."""
        return self.say(f"next.{verdict.outcome.value}")

    def courses(self, ids: Iterable[str]) -> str:
        """Return the names of courses."""
        return joined(course_names(self.study.pathway, ids), self.lang)

    def competency(self, mastery: Mastery) -> str:
        """Return the name of a competency."""
        words = {c.id: c.name for c in self.study.pathway.all_competencies}
        words |= {c.id: c.name for c in self.study.pathway.secondary.programme.competencies}
        return words.get(mastery.name, mastery.name)

    @cached_property
    def students(self) -> dict[str, Student]:
        """Students by id."""
        return {s.id: s for s in self.study.results.students}

    def person(self, student_id: str) -> tuple[Scalar, ...]:
        """Return the cells that say who a student is."""
        student = self.students[student_id]
        more = (student.name, student.identity) if self.names else ()
        return (student.id, *more, student.class_ or None)

    def person_columns(self) -> list[tuple[str, float]]:
        """Return the columns that ``person`` fills."""
        more = [("name", 18.0), ("identity", 40.0)] if self.names else []
        return [("student", 30.0), *more, ("class", 22.0)]
