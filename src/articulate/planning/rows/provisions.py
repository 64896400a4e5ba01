"""Provisions on shares and sums, exact in whole numbers."""

from __future__ import annotations

from articulate.planning.rows.draft import Draft


def provide(draft: Draft) -> None:
    """Keep what must hold, and wish for what is expected."""
    for bound in draft.problem.bounds:
        label = draft.label("provision", provision=bound.limit.provision.id, **bound.values)
        bits = [(i, w) for c, w in bound.weights for i, _ in draft.taken(c)]
        if bound.binding:
            draft.row(bits, bound.most, label)
        else:
            draft.wish([(bits, bound.most)], label)
