"""Plans of a school in words: what is shared, what it costs, how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from articulate.emitters.choices import run
from articulate.emitters.words import plain_name, rounded
from articulate.i18n import Lang, Phrase, label, show
from articulate.model.plan import Offering, TeachingPlan
from articulate.planning.joint import JointResult, MemberPlan, SharedCourse, WorkshopLoad
from articulate.planning.joint.clash import said
from articulate.planning.joint.result import QUIET
from articulate.planning.move import Move


def word(key: str, lang: Lang, **values: object) -> str:
    """Return a text of a school's plans."""
    return label(f"joint.{key}", lang, **values)


def school_lines(result: JointResult, lang: Lang = "zh") -> list[str]:
    """Return the answer for a school as lines for a terminal, or why there are no plans."""
    if result.conflict is not None:
        return [result.headline(lang), *result.conflict.lines(lang)]
    if not result.members:
        return [result.headline(lang)]
    out = [result.headline(lang), *school_move_lines(result, lang), word("text.stages", lang)]
    out += [f"  {line}" for line in _stages(result, lang)]
    out += _costs(result, lang)
    # Where plans were kept, what moved is asked for; what stayed as it was stands in the table.
    loads = [w for w in result.loads if w.over or not result.calm]
    shared = [] if result.calm else shared_lines(result, lang)
    for head, lines in (
        (word("text.steps", lang), [s.text(lang) for s in result.steps]),
        (word("text.shared_head", lang, count=len(shared)), shared),
        (word("text.apart_head", lang), apart_lines(result, lang)),
        (word("text.loads_head", lang), [load_text(result, w, lang) for w in loads]),
        (word("text.unmet_head", lang), unmet_lines(result, lang)),
    ):
        if lines:
            out += [head, *(f"  {line}" for line in lines)]
    return [*out, word("text.more_calm" if result.calm else "text.more", lang)]


def school_move_lines(result: JointResult, lang: Lang = "zh") -> list[str]:
    """Return what moved against the kept plans: how many in each pathway, what set it off, each with why."""
    if not result.calm:
        return []
    out = [
        word("of", lang, pathway=m.title, what=m.moves.summary(lang))
        for m in result.members
        if m.moves is not None
    ]
    fresh = tuple(m.title for m in result.members if m.moves is None)
    if fresh:
        out.append(word("moves.fresh", lang, pathways=fresh))
    causes = school_causes(result, lang)
    if causes:
        out += [label("moves.causes", lang), *(f"  · {cause}" for cause in causes)]
    rows = school_moves(result, lang)
    if rows:
        out.append(label("moves.head", lang))
        out += [f"  · {row.text(lang)}" for row in rows]
    return out


def school_causes(result: JointResult, lang: Lang) -> list[str]:
    """Return what the kept plans do not keep any more: each by itself, then all together."""
    found: dict[str, list[str]] = {}
    for member in result.members:
        for cause in member.moves.causes if member.moves is not None else ():
            found.setdefault(show(cause, lang), []).append(member.title)
    own = [word("of", lang, pathway=show(tuple(who), lang), what=what) for what, who in found.items()]
    return own + [show(cause, lang) for cause in result.causes]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One course that moved, in one pathway or, taught together, in several alike."""

    move: Move
    titles: tuple[str, ...]
    why: str

    def text(self, lang: Lang) -> str:
        """Return it as a sentence: course, pathways, from where to where, why."""
        where = self.move.where(lang)
        values = {"course": self.move.name, "pathways": self.titles, "where": where, "why": self.why}
        return word("moves.line", lang, **values)


def school_moves(result: JointResult, lang: Lang) -> list[MoveRow]:
    """Return what moved, each shared course once, with the reason of the pathway in which it arose.

    What happens to a course of several pathways alike, for the same reason, is told once as well.
    """
    shared = {(c.course, k): c.members for c in result.courses for k in c.members}
    groups: dict[tuple[object, ...], list[tuple[MemberPlan, Move]]] = {}
    for member in result.members:
        for move in member.moves.moves if member.moves is not None else ():
            alike = shared.get((move.course, member.key)) or show(move.why, lang)
            key = (move.kind, move.course, move.name, move.before, move.after, alike)
            groups.setdefault(key, []).append((member, move))
    rows = []
    for found in groups.values():
        member, move = min(found, key=lambda one: (one[1].why.key == "joint.moves.with", not one[1].forced))
        why = show(move.why, lang)
        if len({show(m.why, lang) for _, m in found}) > 1 and not move.why.key.startswith("joint."):
            why = word("of", lang, pathway=member.title, what=why)
        rows.append(MoveRow(move, tuple(m.title for m, _ in found), why))
    order = {"moved": 0, "shared": 1, "dropped": 2, "added": 3}
    return sorted(rows, key=lambda r: (order[r.move.kind], r.move.before or r.move.after, r.move.course))


def _stages(result: JointResult, lang: Lang) -> Iterable[str]:
    for number, part in enumerate(result.objective):
        if part.name not in QUIET:
            each = tuple(
                Phrase("joint.text.stage_each", {"pathway": m.title, "value": m.objective[number].value})
                for m in result.members
            )
            name = label(f"plan.objective.{part.name}", lang)
            yield word("text.stage", lang, name=name, value=part.value, bound=part.bound, each=each)


def _costs(result: JointResult, lang: Lang) -> list[str]:
    """What sharing costs, in the first stage in which the pathways would be better off alone."""
    for number, part in enumerate(result.objective):
        alone = sum(m.alone[number].value for m in result.members)
        if part.name not in QUIET and alone < part.value:
            name = Phrase(f"plan.objective.{part.name}")
            return [word("text.sharing_costs", lang, stage=name, alone=alone, value=part.value)]
    return []


def shared_lines(result: JointResult, lang: Lang) -> list[str]:
    """Return each shared course with its terms and weekly hours, as a rule one pattern for all."""
    plans = {m.key: m for m in result.members}
    out = []
    for course in sorted(result.courses, key=lambda c: (_first(result, c), c.name, c.course)):
        ways: dict[str, list[str]] = {}
        for key in course.members:
            when = taught(plans[key].plan, course.course, lang)
            if when:
                ways.setdefault(when, []).append(plans[key].title)
        out += [
            word("text.shared", lang, course=_called(plans, course, lang), when=when, pathways=tuple(titles))
            for when, titles in ways.items()
        ]
    return out


def _called(plans: Mapping[str, MemberPlan], course: SharedCourse, lang: Lang) -> str:
    pathway = plans[course.members[0]].pathway
    return plain_name(pathway, pathway.by_id[course.course], lang)


def _first(result: JointResult, course: SharedCourse) -> int:
    terms = [t for m in result.members for t in m.plan.terms_of(course.course) if m.key in course.members]
    return min(terms, default=99)


def apart_lines(result: JointResult, lang: Lang) -> list[str]:
    """Return the courses of common files that are not taught together, each with the reason."""
    titles = {s.key: s.title for s in result.school.pathways}
    return [
        word("text.apart", lang, course=a.name, pathways=tuple(titles[k] for k in a.members), why=a.why)
        for a in result.apart
    ]


def load_text(result: JointResult, load: WorkshopLoad, lang: Lang) -> str:
    """Return the load of a workshop in a term, with the share of each pathway."""
    titles = {s.key: s.title for s in result.school.pathways}
    each = tuple(f"{titles[k]} {show(rounded(h), lang)}" for k, h in load.hours.items())
    text = word(
        "text.load",
        lang,
        name=load.name,
        term=load.term,
        total=rounded(load.total),
        capacity=load.capacity,
        each=each,
    )
    return text + (word("text.over", lang) if load.over else "")


def unmet_lines(result: JointResult, lang: Lang) -> list[str]:
    """Return the wishes that stay unmet, each with its pathway."""
    own = [word("of", lang, pathway=m.title, what=r.text(lang)) for m in result.members for r in m.unmet]
    return [said(r, lang) for r in result.unmet] + own


def taught(plan: TeachingPlan, course: str, lang: Lang) -> str:
    """Return when a course is taught, ready for a cell; empty where the plan does not have it."""
    offered = plan.of(course)
    pieces: list[list[Offering]] = []
    for one in offered:
        last = pieces[-1][-1] if pieces else None
        if last is not None and (last.weekly, one.term) == (one.weekly, last.term + 1) and not one.block:
            pieces[-1].append(one)
        else:
            pieces.append([one])
    return word("when.and", lang).join(_piece(p, lang) for p in pieces)


def _piece(offered: Sequence[Offering], lang: Lang) -> str:
    terms = run([o.term for o in offered])
    one = offered[0]
    if one.block:
        return word("when.block", lang, terms=terms, weeks=one.weeks)
    return word("when.weekly", lang, terms=terms, weekly=one.weekly)


def member_load(member: MemberPlan, term: int) -> tuple[int | Decimal, int, int]:
    """Return mean weekly hours, examined courses and courses of a pathway in a term."""
    offered = member.plan.in_term(term)
    weeks = member.pathway.calendar.term(term).teaching or 1
    hours = sum(o.hours for o in offered if not o.block)
    return rounded(Fraction(hours, weeks)), sum(o.exam for o in offered), len(offered)
