"""The bridge list no longer says what the courses say.

## Why it matters

The bridge list is the reason for everything that is assessed. After a hand edit of the criteria, or when
criteria of last year are kept beside courses of this year, it may lack a topic that a higher course requires,
name a lower level than is presumed, or carry hours that nothing explains.

## What it looks at

Every requirement of a higher course that a professional course of the secondary stage meets: its topic must
be on the list, at that level at least, with the course that needs it. And every item of the list: the level
taught against the courses it names, and its hours against the courses behind them.

## What to do

Derive the criteria anew; correct courses and settings, not the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from articulate.findings import Finding, Severity
from articulate.i18n import Lv, Phrase
from articulate.model.criteria import BridgeItem
from articulate.model.programme import CourseKind, Stage
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1, name: 电气控制技术, terms: [4, 5], outcomes: [继电控制线路/3]}]
higher:    [{id: h1, name: 电机与电气控制, requires: [继电控制线路/3], outcomes: [变频调速/4]}]
criteria:
  bridge: [{topic: 继电控制线路, level: 2, taught_level: 3, courses: [s1], needed_by: [h1], dependent_hours: 72}]
"""

GOOD = """
secondary: [{id: s1, name: 电气控制技术, terms: [4, 5], outcomes: [继电控制线路/3]}]
higher:    [{id: h1, name: 电机与电气控制, requires: [继电控制线路/3], outcomes: [变频调速/4]}]
criteria:
  bridge: [{topic: 继电控制线路, level: 3, taught_level: 3, courses: [s1], needed_by: [h1], dependent_hours: 72}]
"""


def check(case: Case) -> Iterator[Finding]:
    if case.criteria is None:
        return
    listed = {item.topic: item for item in case.criteria.bridge}
    found: dict[str, Phrase] = {}
    for supply in case.supplies.all:
        if supply.course.stage is not Stage.HIGHER:
            continue
        for meeting in supply.met_by:
            if meeting.course.stage is not Stage.SECONDARY or meeting.course.kind is CourseKind.GENERAL:
                continue
            topic, level = meeting.outcome.topic, supply.requirement.level
            item = listed.get(topic)
            values = {"course": supply.course.name, "level": Lv(level)}
            if item is None or supply.course.id not in item.needed_by:
                found.setdefault(topic, Phrase("trn.bridge.missing", values))
            elif item.level < level:
                values["listed"] = Lv(item.level)
                found.setdefault(topic, Phrase("trn.bridge.low", values))
    for item in listed.values():
        why = _own(case, item)
        if why:
            found.setdefault(item.topic, why)
    for topic in sorted(found):
        yield RULE.finding(subject=topic, source=case.pathway.transfer.source, topic=topic, why=found[topic])


def _own(case: Case, item: BridgeItem) -> Phrase | None:
    """What is wrong with an item by itself."""
    courses = [case.pathway.by_id[i] for i in item.courses if i in case.pathway.by_id]
    taught = max((o.level for c in courses for o in c.outcomes if o.topic == item.topic), default=0)
    if item.taught_level > taught:
        return Phrase("trn.bridge.taught", {"listed": Lv(item.taught_level), "taught": Lv(taught)})
    behind = sum(r.hours for r in item.rests)
    if item.rests and behind != item.dependent_hours:
        return Phrase("trn.bridge.hours", {"listed": item.dependent_hours, "behind": behind})
    return None


RULE = Rule(
    code="TRN015",
    name="bridge-out-of-date",
    severity=Severity.ERROR,
    message="the bridge list is out of date at {topic}: {why}",
    hint="derive the criteria anew; correct courses and settings, not the list",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
