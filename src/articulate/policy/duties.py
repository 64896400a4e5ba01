"""The duties that provisions lay on a pathway: which entry of its list answers each, and by which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articulate.model.pathway import Pathway
from articulate.model.settings import Duty
from articulate.policy.packs import Policy
from articulate.policy.provision import Provision


@dataclass(frozen=True, slots=True)
class Obligation:
    """One duty of a provision, as it stands in a pathway.

    ``duty`` is the pathway's own entry, ``None`` where its list has none. ``limit`` is the day of the
    provision: the last day in time where it is ``inclusive``, else the first day that is too late.
    ``guide``: the notice names the day for another year, and the same day of the cohort's year is taken.
    """

    provision: Provision
    kind: str
    duty: Duty | None
    limit: date | None
    inclusive: bool
    guide: bool

    @property
    def day(self) -> date | None:
        """The day it was done or is planned for."""
        return (self.duty.done or self.duty.by) if self.duty else None

    @property
    def done(self) -> date | None:
        """The day it was done."""
        return self.duty.done if self.duty else None

    def in_time(self, day: date) -> bool:
        """Tell whether a day keeps the limit."""
        return self.limit is None or day < self.limit or (self.inclusive and day == self.limit)


def obligations(pathway: Pathway, policy: Policy) -> tuple[Obligation, ...]:
    """Return the duties that the provisions of a policy lay on a pathway, in the order of provisions."""
    return tuple(_obligation(pathway, p) for p in policy.of(measure="duty"))


def _obligation(pathway: Pathway, provision: Provision) -> Obligation:
    value = provision.value
    by: date | str | None = value.get("by")
    if by is None:
        limit, guide = pathway.calendar.admission_starts, False
    else:
        limit = by if isinstance(by, date) else date.fromisoformat(by)
        guide = bool(pathway.cohort) and pathway.cohort != limit.year
        limit = _same_day(limit, pathway.cohort or limit.year)
    return Obligation(
        provision=provision,
        kind=value["duty"],
        duty=_answering(pathway, value["duty"], value.get("words", ()), value.get("without", ())),
        limit=limit,
        inclusive=by is not None,
        guide=guide,
    )


def _answering(
    pathway: Pathway, kind: str, words: Iterable[Iterable[str]], without: Iterable[str]
) -> Duty | None:
    """Return the first duty of that id, else the first whose words say it."""
    duties = sorted(pathway.governance.duties, key=lambda d: d.id)
    named = [d for d in duties if d.id == kind]
    worded = [
        d
        for d in duties
        if any(all(w in d.what for w in several) for several in words)
        and not any(w in d.what for w in without)
    ]
    return next(iter(named + worded), None)


def _same_day(day: date, year: int) -> date:
    """Return the same day of another year; the 29th of February becomes the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
