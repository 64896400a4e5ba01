"""What might mend a finding: decisions that experts would think of, none of them tried yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from articulate.findings import Finding
from articulate.improving.gaps import gap, misordered, requisite
from articulate.improving.overlaps import flat, inverted, jumping, overlapping, repeated
from articulate.improving.proposal import Idea
from articulate.improving.scene import Scene, relevel
from articulate.model.programme import Stage

MOST_RAISED = 2
"""Outcomes that are tried for an ability that nothing reaches."""


def ideas(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Yield what might mend one finding; nothing where it is no matter of decisions."""
    if any(i not in scene.pathway.by_id for i in finding.about if not finding.code.startswith("CMP")):
        return
    make = _MAKERS.get(finding.code)
    if make:
        yield from make(scene, finding)


def uncovered(scene: Scene, finding: Finding) -> Iterator[Idea]:
    """Raise the outcome that comes nearest to the ability demanded."""
    wanted = next((c for c in scene.pathway.all_competencies if c.id == finding.subject), None)
    if wanted is None:
        return
    built = scene.pathway.outcomes_for(wanted.id)
    ranked = sorted(built, key=lambda p: (p[0].stage is not Stage.HIGHER, -p[1].level, p[0].id, p[1].topic))
    for course, outcome in ranked[:MOST_RAISED]:
        if outcome.level < wanted.level:
            yield relevel(finding, (), course, [(outcome, wanted.level)])


_MAKERS: Mapping[str, Callable[[Scene, Finding], Iterable[Idea]]] = {
    "CMP001": uncovered,
    "DUP001": repeated,
    "DUP002": repeated,
    "DUP003": overlapping,
    "DUP004": overlapping,
    "DUP005": overlapping,
    "LVL001": inverted,
    "LVL002": flat,
    "LVL003": jumping,
    "REQ002": gap,
    "REQ003": misordered,
    "REQ004": requisite,
}
