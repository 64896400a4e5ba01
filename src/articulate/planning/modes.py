"""How a course can run: its hours as weekly hours × weeks in each of consecutive terms.

Custom of Chinese teaching-progress tables (教学进程安排表): whole weekly hours (周学时), over all teaching
weeks of the term if possible, else over half of them. Lectures of a few hours, such as 形势与政策, may
take any number of weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from articulate.model.programme import Course, Delivery
from articulate.model.settings import Calendar, TermCalendar

MOST_WEEKLY = 8
"""Most hours a week that one weekly course may have."""

LEAST_WEEKS = 8
"""A weekly course runs at least this many weeks of a term, or all of a shorter term."""

LECTURE = 8
"""A part of at most this many hours is a series of lectures and may take any number of weeks."""

MOST_UNEVEN = 4
"""How many uneven ways of sharing hours among terms are kept for one start; equal shares need one."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What a course does in one term: ``weekly`` hours for ``weeks`` weeks, or whole weeks (``weekly`` 0)."""

    term: int
    weekly: int
    weeks: int
    hours: int


@dataclass(frozen=True, slots=True, order=True)
class Placement:
    """One way to place a course: a part for each of consecutive terms."""

    course: str
    parts: tuple[Part, ...]
    activity: str = ""
    """The activity of the calendar in whose weeks a block course is given, if any."""

    @property
    def start(self) -> int:
        """The first term."""
        return self.parts[0].term

    @property
    def end(self) -> int:
        """The last term."""
        return self.parts[-1].term

    def part(self, term: int) -> Part | None:
        """What it does in a term; nothing where it does not run."""
        number = term - self.parts[0].term
        return self.parts[number] if 0 <= number < len(self.parts) else None

    def runs(self, term: int) -> bool:
        """Whether it runs in a term."""
        return self.start <= term <= self.end

    def hours(self, term: int) -> int:
        """Weekly-course hours in a term; 0 for block courses, which have their own weeks."""
        part = self.part(term)
        return part.hours if part is not None and part.weekly else 0

    def weeks(self, term: int) -> int:
        """Whole weeks of practice in a term; 0 for weekly courses and for what is given in activity weeks."""
        return 0 if self.activity else self._whole(term)

    def activity_weeks(self, term: int) -> int:
        """Activity weeks in a term."""
        return self._whole(term) if self.activity else 0

    def lessons(self, term: int) -> int:
        """Weeks with lessons of a weekly course in a term; 0 for block courses."""
        part = self.part(term)
        return part.weeks if part is not None and part.weekly else 0

    def _whole(self, term: int) -> int:
        part = self.part(term)
        return 0 if part is None or part.weekly else part.weeks


def starts(course: Course) -> Iterator[tuple[int, int]]:
    """Yield every (first term, span) inside the window, stage and season of a course."""
    first, last = course.window
    first, last = max(first, course.stage.terms[0]), min(last, course.stage.terms[-1])
    for span in sorted(set(course.span)):
        for start in range(first, last - span + 2):
            if course.season is None or (start % 2 == 1) == (course.season == "autumn"):
                yield start, span


def placements(course: Course, calendar: Calendar) -> tuple[Placement, ...]:
    """Return all ways to place a course, sorted; empty where its hours or weeks fit no term of its window."""
    made = {
        Placement(course.id, parts, course.activity or "")
        for start, span in starts(course)
        for parts in _modes(course, calendar, tuple(range(start, start + span)))
    }
    return tuple(sorted(made))


def _modes(course: Course, calendar: Calendar, terms: tuple[int, ...]) -> tuple[tuple[Part, ...], ...]:
    if course.delivery is Delivery.BLOCK:
        return _block_modes(course, calendar, terms)
    teaching = tuple(calendar.term(t).teaching for t in terms)
    for shares in (_planned(course, len(terms)), _uneven(course.hours, teaching)):
        found = tuple(islice(_weekly_modes(course, calendar, terms, shares), MOST_UNEVEN))
        if found:
            return found
    return ()


def _weekly_modes(
    course: Course, calendar: Calendar, terms: tuple[int, ...], shares: Iterable[tuple[int, ...]]
) -> Iterator[tuple[Part, ...]]:
    """Yield the parts for each way to share the hours; in shared weeks also those that leave some free."""
    for share in shares:
        ways = [
            tuple(
                Part(term, weekly, weeks, hours)
                for weekly, weeks in _fits(course, calendar.term(term), hours)
            )
            for term, hours in zip(terms, share, strict=True)
        ]
        yield from product(*ways)


def _fits(course: Course, term: TermCalendar, hours: int) -> tuple[tuple[int, int], ...]:
    """Return (weekly hours, weeks) for the term as a whole and for what whole weeks may leave of it."""
    fits = (
        fit(hours, weeks, course.weekly)
        for weeks in range(term.teaching, term.teaching - term.shared - 1, -1)
    )
    return tuple(dict.fromkeys(f for f in fits if f))


def _planned(course: Course, span: int) -> Iterator[tuple[int, ...]]:
    """The shares the school named, or equal ones."""
    if len(course.split) == span and sum(course.split) == course.hours:
        yield course.split
    elif course.hours % span == 0:
        yield (course.hours // span,) * span


def _uneven(hours: int, teaching: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Shares of full terms whose weekly hours differ by one at most, heavier terms first."""
    if len(teaching) == 1 or not all(teaching):
        return
    low = hours // sum(teaching)
    for extra in product((1, 0), repeat=len(teaching)):
        share = tuple((low + e) * w for e, w in zip(extra, teaching, strict=True))
        if sum(share) == hours and all(share):
            yield share


def fit(hours: int, teaching: int, allowed: Collection[int] = ()) -> tuple[int, int] | None:
    """Return (weekly hours, weeks) that make up the hours of one term, or ``None`` where nothing does.

    All teaching weeks are best, then half of them, then as many weeks as possible; a short series of
    lectures is best given two hours at a time. Where the school names weekly hours it allows, any number
    of weeks will do, and so will more hours a week than are usual.
    """
    lectures = hours <= LECTURE
    least = 1 if lectures or allowed else min(LEAST_WEEKS, teaching)
    usual = allowed or range(1, MOST_WEEKLY + 1)
    if teaching and hours % teaching == 0 and hours // teaching in usual:
        return hours // teaching, teaching
    ways = [
        (hours // weeks, weeks)
        for weeks in range(max(1, least), teaching + 1)
        if hours % weeks == 0 and hours // weeks in usual
    ]
    halves = {teaching // 2, (teaching + 1) // 2}

    def preference(way: tuple[int, int]) -> tuple[bool, int]:
        weekly, weeks = way
        second = weekly == 2 if lectures else weeks in halves
        return not second, -weeks

    return min(ways, key=preference, default=None)


def nearest(hours: int, teaching: int, allowed: Collection[int] = ()) -> tuple[int, ...]:
    """Return the nearest smaller and larger numbers of hours that fit a term, smaller first."""
    most = max(allowed, default=MOST_WEEKLY) * teaching
    below = next((h for h in range(min(hours - 1, most), 0, -1) if fit(h, teaching, allowed)), None)
    above = next((h for h in range(hours + 1, most + 1) if fit(h, teaching, allowed)), None)
    return tuple(h for h in (below, above) if h is not None)


def _block_modes(course: Course, calendar: Calendar, terms: tuple[int, ...]) -> tuple[tuple[Part, ...], ...]:
    """Whole weeks over the terms: by the named split, else equal, else as the calendar has room."""
    room = tuple(whole_weeks(course, calendar.term(t)) for t in terms)
    if course.weeks < len(terms):
        return ()
    named = _named_weeks(course, len(terms))
    if named:
        ways: Iterable[tuple[int, ...]] = (named,)
    elif course.weeks % len(terms) == 0 and all(course.weeks // len(terms) <= r for r in room):
        ways = ((course.weeks // len(terms),) * len(terms),)
    else:
        ways = islice(_fillings(course.weeks, room), MOST_UNEVEN)
    found = []
    for way in ways:
        if all(w <= r for w, r in zip(way, room, strict=True)):
            found.append(
                tuple(Part(t, 0, w, h) for t, w, h in zip(terms, way, _hours_of(course, way), strict=True))
            )
    return tuple(found)


def whole_weeks(course: Course, term: TermCalendar) -> int:
    """Return the whole weeks that a term keeps for a block course: those of its activity, or of practice."""
    return term.kept_for(course.activity) if course.activity else term.block


def _fillings(weeks: int, room: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield ways to share whole weeks among terms, at least one in each, later terms fullest first."""
    *before, last = room
    most = min(last, weeks - len(before))
    if not before:
        if 1 <= weeks <= last:
            yield (weeks,)
        return
    for here in range(most, 0, -1):
        if weeks - here > sum(before):
            return
        for rest in _fillings(weeks - here, tuple(before)):
            yield (*rest, here)


def _named_weeks(course: Course, span: int) -> tuple[int, ...]:
    if len(course.split) != span or sum(course.split) != course.hours or not course.hours:
        return ()
    weeks = [course.weeks * h for h in course.split]
    return tuple(w // course.hours for w in weeks) if all(w % course.hours == 0 for w in weeks) else ()


def _hours_of(course: Course, weeks: tuple[int, ...]) -> tuple[int, ...]:
    """Hours of each term in proportion to its weeks; they add up to the hours of the course."""
    out, done, given = [], 0, 0
    for w in weeks:
        done += w
        upto = course.hours * done // sum(weeks)
        out.append(upto - given)
        given = upto
    return tuple(out)
