"""What might mend a finding: decisions that experts would think of, none of them tried yet.

Hours are chosen so that they can be taught as whole hours a week; levels are raised by one above what
the secondary stage reached. Sentences of outcomes that exist are never rewritten here: where a level
changes, the old sentence stays and the reason says that teachers have to rewrite it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articulate.findings import Finding
from articulate.i18n import Lv, Phrase, label
from articulate.improving.proposal import Idea
from articulate.matching import CourseRelation, OutcomeMatch, Relations, Supplies, Supply
from articulate.model.decision import Decision
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Delivery, LearningOutcome, Stage
from articulate.planning.modes import placements
from articulate.planning.problem import terms_in_words

HOURS_PER_TOPIC = 8
"""Class hours that a bridge course gives to one topic: two weeks of four hours, as schools plan them."""

MOST_LEVEL = 6
ANALYSIS = 4
"""The level from which content belongs to the higher stage by its nature."""

SHOWN_PAIRS = 8
"""Pairs of topics that a reason names."""

MOST_REASON = 1900
"""Characters of a reason; the field holds 2000."""

MOST_HOSTS = 3
"""Courses that are tried as a new home for a topic."""


@dataclass(frozen=True)
class Scene:
    """What ideas are drawn from: the pathway as it stands, how its courses relate, what meets what."""

    pathway: Pathway
    relations: Relations
    supplies: Supplies
    findings: tuple[Finding, ...] = ()

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


def ideas(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Yield what might mend one finding; nothing where it is no matter of decisions."""
    if any(i not in scene.pathway.by_id for i in finding.about if not finding.code.startswith("CMP")):
        return
    for start, make in _MAKERS.items():
        if finding.code.startswith(start):
            yield from make(scene, finding)


# ---- repetition and level, between two courses ---------------------------------------------------------


def _repeated(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Duplicates: merge, exempt, keep only what is new, or raise everything."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    yield from _merge(scene, finding, relation)
    yield from _exempt(scene, finding, relation)
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    yield from _raise(scene, finding, relation.later, relation.no_higher)


def _overlapping(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Partial overlaps: keep the shared topics in one stage, raise them, or accept them."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    yield from _raise(scene, finding, relation.later, relation.no_higher)
    if finding.code == "DUP004":
        yield from _merge(scene, finding, relation)
        yield from _trim_earlier(scene, finding, relation)
    yield from _accept(scene, finding)


def _inverted(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Falling levels: raise the later course, lower the earlier, drop the points, or the course."""
    relation = _relation(scene, finding)
    if relation is None:
        return
    yield from _raise(scene, finding, relation.later, relation.no_higher)
    yield from _trim(scene, finding, relation.later, relation.no_higher)
    yield from _lower(scene, finding, relation)
    if not relation.only_new:
        yield from _exempt(scene, finding, relation)


def _flat(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A course that brings nothing higher, whatever the courses that taught it."""
    course = scene.course(finding.subject)
    best = [m for _, m in scene.relations.taught_before(course.id) if m is not None and m.gain <= 0]
    yield from _trim(scene, finding, course, best)
    yield from _raise(scene, finding, course, best)
    if len(best) == len(course.outcomes):
        decision = _decide(finding, best, exempt={"course": course.id, "by": label("improve.exempt_by")})
        yield Idea((decision,), (_exempted(course, best),))
    yield from _accept(scene, finding)


def _jump(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A step that is too high: raise where it starts from, or lower where it leads to."""
    course = scene.course(finding.subject)
    steep = [m for m in scene.relations.matches if m.later.id == course.id and m.gain >= 3]
    for match in sorted(steep, key=lambda m: (m.earlier.id, m.first.topic, m.second.topic))[:MOST_HOSTS]:
        yield _relevel(finding, [match], match.earlier, [(match.first, match.second.level - 2)])
        yield _relevel(finding, [match], course, [(match.second, match.first.level + 2)])


def _relation(scene: Scene, finding: Finding) -> CourseRelation | None:
    return scene.relations.between(*finding.about) if len(finding.about) == 2 else None


def _merge(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Merge into the stage where the content fits.

    That is the secondary one, where it is taught first and others build on it, unless the shared points
    are at the level of analysis and nothing in the secondary stage needs them.
    """
    into, gone = relation.earlier, relation.later
    if into.delivery is not gone.delivery:
        return
    shared = [m.first.level for m in relation.matches]
    needed = any(c.stage is into.stage for c in scene.builds_on(into))
    if gone.stage is not into.stage and shared and min(shared) >= ANALYSIS and not needed:
        into, gone = gone, into
    taught = {m.first.topic if gone is relation.earlier else m.second.topic for m in relation.matches}
    new = tuple(o.topic for o in gone.outcomes if o.topic not in taught)
    extra = round(gone.hours * len(new) / max(1, len(gone.outcomes)))
    hours = _teachable(scene, into, into.hours + extra, least=into.hours)
    action: dict[str, Any] = {"into": into.id, "from": [gone.id]}
    if hours is not None:
        action["hours"] = hours
    move = Phrase(
        "improve.do.merge",
        {
            "gone": gone.name,
            "gone_stage": gone.stage,
            "gone_hours": gone.hours,
            "into": into.name,
            "into_stage": into.stage,
            "change": _hours_change(into, into.hours + extra if hours is None else hours),
            "carried": Phrase("improve.carried", {"topics": new}) if new else Phrase("improve.nothing_new"),
        },
    )
    yield Idea((_decide(finding, relation.matches, merge=action),), (move,))


def _hours_change(course: Course, hours: int) -> Phrase:
    key = "same" if hours == course.hours else "hours"
    values = {"course": course.name, "new": hours} | ({} if key == "same" else {"old": course.hours})
    return Phrase(f"improve.change.{key}", values)


def _exempt(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Exempt from the later course; what only it teaches moves to a course that builds on it."""
    course = relation.later
    exempt = _decide(
        finding, relation.matches, exempt={"course": course.id, "by": label("improve.exempt_by")}
    )
    done = _exempted(course, relation.matches)
    new = relation.only_new
    if not new:
        yield Idea((exempt,), (done,))
        return
    hosts = [c for c in scene.builds_on(course) if c.stage is course.stage]
    for host in sorted(hosts, key=lambda c: (c.window, c.id))[:1]:
        moves = [
            _decide(finding, (), move={"course": course.id, "topic": o.topic, "to": host.id}) for o in new
        ]
        # A course cannot give away its last outcome; it keeps the repeated ones until it is exempted.
        said = [_moved(course, o, host) for o in new]
        yield Idea((*moves, exempt), (*said, done), (Phrase("improve.note.in_hours", {"course": host.name}),))


def _exempted(course: Course, matches: Sequence[OutcomeMatch]) -> Phrase:
    sources = tuple(dict.fromkeys(m.earlier.name for m in sorted(matches, key=_by_names)))
    return Phrase("improve.do.exempt", {"course": course.name, "hours": course.hours, "sources": sources})


def _moved(course: Course, outcome: LearningOutcome, host: Course) -> Phrase:
    return Phrase(
        "improve.do.move_topic",
        {
            "course": course.name,
            "stage": course.stage,
            "topic": outcome.topic,
            "to": host.name,
            "to_stage": host.stage,
        },
    )


def _trim(scene: Scene, finding: Finding, course: Course, matches: Sequence[OutcomeMatch]) -> Iterator[Idea]:
    """Take the repeated topics out of a course, with their hours."""
    yield from _without(scene, finding, course, {m.second.topic for m in matches}, matches)


def _trim_earlier(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    topics = {m.first.topic for m in relation.no_higher}
    yield from _without(scene, finding, relation.earlier, topics, relation.no_higher)


def _without(
    scene: Scene, finding: Finding, course: Course, topics: set[str], matches: Sequence[OutcomeMatch]
) -> Iterator[Idea]:
    kept = [o for o in course.outcomes if o.topic not in topics]
    if not kept or not topics:
        return
    if course.delivery is Delivery.BLOCK:
        # Whole weeks stay whole weeks: the time goes to what is left.
        hours: int | None = course.hours
    else:
        hours = _teachable(scene, course, round(course.hours * len(kept) / len(course.outcomes)))
    if hours is None:
        return
    named = tuple(sorted(topics))
    decision = _decide(finding, matches, trim={"course": course.id, "topics": named, "hours": hours})
    move = Phrase(
        "improve.do.trim",
        {
            "course": course.name,
            "stage": course.stage,
            "topics": named,
            "change": _hours_change(course, hours),
            "kept": tuple(o.topic for o in kept),
        },
    )
    notes = (Phrase("improve.note.same_hours", {"course": course.name}),) if hours == course.hours else ()
    yield Idea((decision,), (move,), notes)


def _raise(scene: Scene, finding: Finding, course: Course, matches: Sequence[OutcomeMatch]) -> Iterator[Idea]:
    """Raise every repeated outcome one level above what was reached before."""
    best: dict[str, OutcomeMatch] = {}
    for match in sorted(matches, key=_by_names):
        held = best.get(match.second.topic)
        if held is None or match.first.level > held.first.level:
            best[match.second.topic] = match
    if not best or any(m.first.level >= MOST_LEVEL for m in best.values()):
        return
    chosen = [best[t] for t in sorted(best)]
    yield _relevel(finding, matches, course, [(m.second, m.first.level + 1) for m in chosen])


def _lower(scene: Scene, finding: Finding, relation: CourseRelation) -> Iterator[Idea]:
    """Lower the earlier outcomes below the later ones, where there is a level below."""
    falling = [m for m in relation.matches if m.gain < 0]
    if falling and all(m.second.level > 1 for m in falling):
        levels = [(m.first, m.second.level - 1) for m in sorted(falling, key=_by_names)]
        yield _relevel(finding, falling, relation.earlier, levels)


def _relevel(
    finding: Finding,
    matches: Sequence[OutcomeMatch],
    course: Course,
    levels: Sequence[tuple[LearningOutcome, int]],
) -> Idea:
    decisions, moves = [], []
    for outcome, level in levels:
        kind = "raise" if level > outcome.level else "lower"
        own = [m for m in matches if outcome in (m.first, m.second)]
        action: dict[str, Any] = {kind: {"course": course.id, "topic": outcome.topic, "to": level}}
        decisions.append(
            _decide(
                finding,
                own,
                tail=label("improve.reason.rewrite", text=outcome.text or outcome.topic, level=_word(level)),
                **action,
            )
        )
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


def _word(level: int) -> str:
    return label(f"labels.Level.{level}")


def _accept(scene: Scene, finding: Finding) -> Iterator[Idea]:
    courses = (finding.subject,) if finding.code == "LVL002" else finding.about
    names = tuple(scene.course(i).name for i in courses)
    decision = _decide(finding, (), accept={"courses": courses, "codes": [finding.code]}, key="accept")
    move = Phrase("improve.do.accept", {"courses": names, "code": finding.code})
    yield Idea((decision,), (move,), (Phrase("improve.note.accept"),))


# ---- gaps and order ----------------------------------------------------------------------------------


def _gap(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Raise the earlier outcome that is too low; where there is none, draft a bridge course."""
    supply = _supply(scene, finding)
    if supply is None:
        return
    wanted, course = supply.requirement, supply.course
    lower = [m for m in supply.lower if _in_time(m.course, course)]
    for meeting in sorted(lower, key=lambda m: (-m.outcome.level, -m.score, m.course.id))[:2]:
        yield _relevel(finding, (), meeting.course, [(meeting.outcome, wanted.level)])
    if not lower:
        yield from _bridges(scene, finding, supply)


def _supply(scene: Scene, finding: Finding) -> Supply | None:
    topic, level = finding.values.get("topic"), finding.values.get("level")
    return next(
        (
            s
            for s in scene.supplies.of(finding.subject)
            if s.requirement.topic == topic and s.requirement.level == level
        ),
        None,
    )


def _together(scene: Scene, supply: Supply) -> tuple[Supply, ...]:
    """Return the gaps that one bridge closes: of the same consumers or on the same topics, step by step."""
    gaps = [s for s in scene.supplies.all if not s.met_by and not s.lower]
    found = [supply]
    for one in found:
        found += [
            s
            for s in gaps
            if s not in found
            and s.course.stage is supply.course.stage
            and (s.course.id == one.course.id or s.requirement.topic == one.requirement.topic)
        ]
    return tuple(sorted(found, key=lambda s: (s.course.id, s.requirement.topic)))


def _bridges(scene: Scene, finding: Finding, supply: Supply) -> Iterator[Idea]:
    gaps = _together(scene, supply)
    consumers = tuple(sorted({s.course.id for s in gaps}))
    latest = min(scene.course(i).latest_start for i in consumers)
    levels: dict[str, int] = {}
    for gap in gaps:
        levels[gap.requirement.topic] = max(gap.requirement.level, levels.get(gap.requirement.topic, 0))
    topics = tuple(sorted(levels))
    for number, (low, high) in enumerate(_windows(scene, latest)):
        weeks = scene.pathway.calendar.term(high).teaching
        weekly = -(-len(topics) * HOURS_PER_TOPIC // weeks)
        hours = weekly * weeks
        outcomes = [{"topic": t, "level": levels[t], "text": _sentence(t, levels[t])} for t in topics]
        doing = sum(levels[t] >= 3 for t in topics)
        practice = round(hours * doing / (2 * len(topics)))
        name = _bridge_name(topics)
        action = {
            "id": _free_id(scene, consumers[0]),
            "name": name,
            "hours": hours,
            "practice": practice,
            "terms": (low, high),
            "outcomes": outcomes,
        }
        names = tuple(scene.course(i).name for i in consumers)
        said = tuple(f"{s.course.name}：{s.requirement.topic}" for s in gaps)
        reason = label(
            "improve.reason.bridge",
            needs="、".join(said),
            hours=hours,
            weekly=weekly,
            per=HOURS_PER_TOPIC,
            consumers="、".join(f"《{n}》" for n in names),
        )
        move = Phrase(
            "improve.do.bridge",
            {
                "name": name,
                "hours": hours,
                "terms": terms_in_words(low, high),
                "topics": topics,
                "consumers": names,
            },
        )
        notes = (
            Phrase("improve.note.bridge", {"name": name}),
            Phrase("improve.note.requirement", {"consumers": names}),
        )
        yield Idea((_made(reason, bridge=action),), (move,), notes, fallback=number > 0)


def _windows(scene: Scene, latest: int) -> Iterator[tuple[int, int]]:
    """Yield windows for a bridge before a term: late in the secondary stage, then just before the term.

    Of the secondary terms those up to the deadline of the transfer assessment come first, so that what
    the bridge teaches can be assessed. Only terms with the usual teaching weeks count.
    """
    calendar, deadline = scene.pathway.calendar, scene.pathway.transfer.deadline
    good = [t for t in range(1, latest) if calendar.term(t).teaching == scene.weeks(Stage.of(t))]
    secondary = [t for t in good if t <= min(6, deadline)]
    higher = [t for t in good if t >= 7]
    for terms in (secondary[-2:], secondary[:-2][-2:], higher[-1:]):
        if terms:
            yield terms[0], terms[-1]


def _sentence(topic: str, level: int) -> str:
    return label(f"improve.sentence.{level}", topic=topic)


def _bridge_name(topics: Sequence[str]) -> str:
    key = "one" if len(topics) == 1 else "two" if len(topics) == 2 else "many"
    last = topics[1] if len(topics) > 1 else ""
    name = label(f"improve.bridge_name.{key}", first=topics[0], last=last, count=len(topics))
    if len(name) > 120:
        name = label("improve.bridge_name.many", first=topics[0][:90], last="", count=len(topics))
    return name


def _free_id(scene: Scene, consumer: str) -> str:
    """Return an id for the bridge to a course that no course of the pathway as written bears."""
    written = scene.pathway.undecided or scene.pathway
    taken = scene.pathway.by_id.keys() | written.by_id.keys()
    taken |= {d.bridge.id for d in written.decisions if d.bridge}
    stem = f"b-{re.sub('^[sh]-', '', consumer)}"[:56]
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 10_000))
    return next(i for i in numbered if i not in taken)


def _misordered(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Move the supplier forward, the consumer back, or only the topic to a course that is in time."""
    supply = _supply(scene, finding)
    if supply is None:
        return
    course = supply.course
    meetings = sorted(supply.met_by, key=lambda m: (m.course.earliest_end, m.course.id, m.outcome.topic))
    for meeting in meetings[:2]:
        supplier = meeting.course
        yield from _shift(scene, finding, supplier, before=course)
        yield from _shift(scene, finding, course, after=supplier)
        if len(supplier.outcomes) > 1:
            for host in _hosts(scene, supplier, course):
                decision = _decide(
                    finding,
                    (),
                    move={"course": supplier.id, "topic": meeting.outcome.topic, "to": host.id},
                )
                note = Phrase("improve.note.in_hours", {"course": host.name})
                yield Idea((decision,), (_moved(supplier, meeting.outcome, host),), (note,))


def _requisite(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """A requisite that comes too late: only windows can be decided, not what the course names."""
    course = scene.course(finding.subject)
    others = [i for i in finding.about if i != course.id]
    for other in others:
        yield from _shift(scene, finding, scene.course(other), before=course)
        yield from _shift(scene, finding, course, after=scene.course(other))


def _shift(
    scene: Scene,
    finding: Finding,
    course: Course,
    *,
    before: Course | None = None,
    after: Course | None = None,
) -> Iterator[Idea]:
    """Move the window of a course inside its stage, so that it ends before or starts after another."""
    span = min(course.span, default=1)
    first, last = course.stage.terms[0], course.stage.terms[-1]
    low, high = course.window
    if before is not None:
        end = before.latest_start - 1
        # One term of room where the stage has it, so that the planner can choose.
        window = max(first, min(low, end - span + 1)), min(high, end)
    elif after is not None:
        start = after.earliest_end + 1
        window = max(low, start), min(last, max(high, start + span - 1))
    else:
        return
    if window[0] < first or window[1] > last or window[1] - window[0] + 1 < span or window == course.window:
        return
    if not placements(course.but(terms=window), scene.pathway.calendar):
        return
    decision = _decide(finding, (), move={"course": course.id, "terms": window})
    values = {
        "course": course.name,
        "old": terms_in_words(low, high),
        "new": terms_in_words(*window),
    }
    yield Idea((decision,), (Phrase("improve.do.move_terms", values),))


def _hosts(scene: Scene, supplier: Course, consumer: Course) -> list[Course]:
    """Return courses that end in time and are nearest in content: related to the consumer or supplier."""
    near: dict[str, tuple[int, Any]] = {}
    for weight, one in ((0, consumer), (1, supplier)):
        for relation in scene.relations.of(one.id):
            other = relation.later if relation.earlier.id == one.id else relation.earlier
            rank = (weight, -len(relation.matches))
            near[other.id] = min(near.get(other.id, rank), rank)
    found = [scene.course(i) for i in near if i not in (supplier.id, consumer.id)]
    found = [c for c in found if _in_time(c, consumer) and c.required]
    return sorted(found, key=lambda c: (near[c.id], c.id))[:MOST_HOSTS]


def _in_time(earlier: Course, later: Course) -> bool:
    """Whether a course can end before another must start; block weeks stand at the end of a term."""
    same_term = later.delivery is Delivery.BLOCK and earlier.delivery is Delivery.WEEKLY
    return earlier.earliest_end < later.latest_start + same_term


# ---- abilities -----------------------------------------------------------------------------------------


def _uncovered(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Raise the outcome that comes nearest to the ability demanded."""
    wanted = next((c for c in scene.pathway.all_competencies if c.id == finding.subject), None)
    if wanted is None:
        return
    built = scene.pathway.outcomes_for(wanted.id)
    ranked = sorted(built, key=lambda p: (p[0].stage is not Stage.HIGHER, -p[1].level, p[0].id, p[1].topic))
    for course, outcome in ranked[:2]:
        if outcome.level < wanted.level:
            yield _relevel(finding, (), course, [(outcome, wanted.level)])


_MAKERS: Mapping[str, Callable[[Scene, Finding], Iterable[Idea]]] = {
    "CMP001": _uncovered,
    "DUP001": _repeated,
    "DUP002": _repeated,
    "DUP003": _overlapping,
    "DUP004": _overlapping,
    "DUP005": _overlapping,
    "LVL001": _inverted,
    "LVL002": _flat,
    "LVL003": _jump,
    "REQ002": _gap,
    "REQ003": _misordered,
    "REQ004": _requisite,
}


# ---- helpers -------------------------------------------------------------------------------------------


def _decide(
    finding: Finding,
    matches: Iterable[OutcomeMatch],
    *,
    tail: str = "",
    key: str = "found",
    **action: Any,
) -> Decision:
    """Return a decision whose reason names the finding and the outcomes that match."""
    found = sorted(matches, key=_by_names)
    parts = [label(f"improve.reason.{key}", code=finding.code, message=finding.text("zh"))]
    if found:
        pairs = "；".join(_pair(m) for m in found[:SHOWN_PAIRS])
        more = "_more" if len(found) > SHOWN_PAIRS else ""
        parts.append(label(f"improve.reason.pairs{more}", pairs=pairs, count=len(found)))
    return _made("。".join([*parts, tail] if tail else parts), **action)


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


def _made(reason: str, **action: Any) -> Decision:
    if len(reason) > MOST_REASON:
        reason = reason[: MOST_REASON - 1] + "…"
    return Decision.model_validate({**action, "reason": reason, "by": label("improve.by")})


def _by_names(match: OutcomeMatch) -> tuple[str, ...]:
    return match.earlier.id, match.later.id, match.first.topic, match.second.topic


def _leaves(requisite: Any) -> set[str]:
    return {course for _, course in requisite.leaves()}


def _teachable(scene: Scene, course: Course, wanted: int, *, least: int = 1) -> int | None:
    """Return the hours nearest to those wanted that can be taught, the larger of two.

    Whole hours a week over all teaching weeks of a term come first; only where none fit, hours for
    part of a term. ``None`` where nothing fits.
    """
    if course.delivery is Delivery.BLOCK:
        return course.hours
    plain = course.but(split=())
    step = scene.weeks(course.stage)
    reach = range(max(least, 1), wanted + 2 * step * max(course.span, default=1) + 1)
    near = sorted(reach, key=lambda h: (h % step != 0, abs(h - wanted), -h))
    return next((h for h in near if placements(plain.but(hours=h), scene.pathway.calendar)), None)
