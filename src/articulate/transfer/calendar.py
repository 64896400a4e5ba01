"""The calendar of the assessment, back-planned from the days of the cohort, and the papers that are filed.

The steps are data (``data/transfer_calendar.yaml``). A day that the schools have set wins over the usual
one; a duty of theirs that says what a step says takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from articulate.model.criteria import CalendarStep, DutyDate, FilingItem
from articulate.model.pathway import Pathway
from articulate.model.settings import Duty
from articulate.shipped import shipped

Event = Literal["enrolment", "admission", "assessment"]


def of_transfer(duty: Duty) -> bool:
    """Whether a duty belongs to the transfer assessment: as it says, or by its words."""
    if duty.transfer is not None:
        return duty.transfer
    return duty.step is not None or duty.before == "assessment" or "转段" in duty.what + duty.result


def duty_date(duty: Duty, pathway: Pathway) -> DutyDate:
    """Return a duty with its day: as written, or that of the event it must precede."""
    events: dict[str, date | None] = {
        "admission": pathway.calendar.admission_starts,
        "enrolment": pathway.calendar.enrolment,
        "assessment": pathway.transfer.exam_on,
    }
    day = duty.by or (events[duty.before] if duty.before else None)
    lead = duty.lead or pathway.partner(pathway.governance.lead).school
    return DutyDate(what=duty.what, lead=lead, on=day, before=duty.before, result=duty.result)


@dataclass(frozen=True, slots=True)
class Days:
    """The three days from which all others are counted; ``None`` where not even the year is known."""

    enrolment: date | None
    admission: date | None
    assessment: date | None

    @classmethod
    def of(cls, pathway: Pathway) -> Days:
        """Return the days that the schools name, and the usual ones for the rest."""
        usual, calendar, transfer = _usual()["events"], pathway.calendar, pathway.transfer
        enrolment = calendar.enrolment
        if enrolment is None and pathway.cohort:
            enrolment = date(pathway.cohort, usual["enrolment"]["month"], usual["enrolment"]["day"])
        admission, assessment = calendar.admission_starts, transfer.exam_on
        if enrolment is not None:
            admission = admission or enrolment + timedelta(days=usual["admission"]["days"])
            # Term 1 is the autumn of the year of entry, term 2 the spring after it.
            year = enrolment.year + transfer.assessed_in // 2
            place = usual["assessment"]["autumn" if transfer.assessed_in % 2 else "spring"]
            assessment = assessment or date(year, place["month"], place["day"])
        return cls(enrolment, admission, assessment)

    def at(self, place: Mapping[str, Any] | None, draw_days: int = 0) -> date | None:
        """Return the day of a place in the calendar, ``None`` where there is none or its event is unknown."""
        base: date | None = getattr(self, place["event"]) if place else None
        if place is None or base is None:
            return None
        if place.get("draw"):
            return base - timedelta(days=draw_days)
        if "spring" in place:
            return base.replace(**place["spring"]) if base.month < 8 else None
        if "months" in place:
            return _months(base, place["months"])
        day = base
        if "month" in place:
            day = date(base.year + place.get("years", 0), place["month"], place["day"])
        return day + timedelta(days=place.get("days", 0))


def assessment_calendar(pathway: Pathway) -> tuple[CalendarStep, ...]:
    """Return every step with its day and limits, and the schools' other duties of the assessment, by day."""
    days, transfer = Days.of(pathway), pathway.transfer
    duties = {d.id: d for d in pathway.governance.duties}
    own = _duties_by_step(pathway)
    steps = []
    for rank, step in enumerate(_usual()["steps"]):
        duty = duties.get(own.get(step["id"], ""))
        written = duty_date(duty, pathway) if duty else None
        fixed = {"exam": transfer.exam_on, "publish": transfer.published}.get(step["id"])
        named = fixed or (duty.done or duty.by if duty else None)
        steps.append(
            (
                rank,
                CalendarStep(
                    step=step["id"],
                    what=written.what if written else "",
                    lead=written.lead if written else "",
                    side=step["side"],
                    on=named or days.at(step["usual"], transfer.pool.draw_days),
                    settled=named is not None,
                    earliest=days.at(step.get("earliest")),
                    latest=days.at(step.get("latest")),
                    after=tuple(step.get("after", ())),
                    provisions=tuple(step.get("provisions", ())),
                    result=written.result if written else "",
                ),
            )
        )
    taken = set(own.values())
    for duty in sorted(pathway.governance.duties, key=lambda d: d.id):
        if duty.id not in taken and of_transfer(duty):
            one = duty_date(duty, pathway)
            made = CalendarStep(
                what=one.what,
                lead=one.lead,
                on=one.on,
                before=None if duty.by else one.before,
                settled=one.on is not None,
                result=one.result,
            )
            steps.append((len(steps), made))
    steps.sort(key=lambda s: (s[1].on is None, s[1].on or date.min, s[0]))
    return tuple(step for _, step in steps)


def filing_list(pathway: Pathway, calendar: tuple[CalendarStep, ...]) -> tuple[FilingItem, ...]:
    """Return the papers that are filed, in the order of the steps in which they are."""
    by_step = {s.step: s for s in calendar if s.step}
    needless = set() if pathway.transfer.concessions else {"concessions"}
    found = [
        FilingItem(
            paper=paper["paper"],
            step=step["id"],
            side=paper["side"],
            to=paper["to"],
            on=by_step[step["id"]].on,
        )
        for step in _usual()["steps"]
        for paper in step.get("papers", ())
        if paper["paper"] not in needless
    ]
    places = {step: n for n, step in enumerate(by_step)}
    return tuple(sorted(found, key=lambda f: places[f.step]))


def _duties_by_step(pathway: Pathway) -> dict[str, str]:
    """Return the id of the duty for each step: one that names it, else the first whose words say it."""
    own: dict[str, str] = {}
    duties = sorted(pathway.governance.duties, key=lambda d: d.id)
    for duty in duties:
        if duty.step:
            own.setdefault(duty.step, duty.id)
    for duty in duties:
        if duty.step or not (of_transfer(duty) or duty.by):
            continue
        step = next((s["id"] for s in _usual()["steps"] if s["id"] not in own and _says(duty, s)), None)
        if step:
            own[step] = duty.id
    return own


def _says(duty: Duty, step: Mapping[str, Any]) -> bool:
    words = any(all(w in duty.what for w in line) for line in step["words"])
    return words and not any(w in duty.what for w in step.get("without", ()))


def _months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


@cache
def _usual() -> Mapping[str, Any]:
    found: Mapping[str, Any] = shipped("transfer_calendar.yaml")
    return found
