"""The best one-to-one assignment, for the small tables that two courses make."""

from __future__ import annotations

from collections.abc import Sequence

_FAR = float("inf")


def assign(gains: Sequence[Sequence[float]]) -> tuple[tuple[int, int], ...]:
    """Return pairs (row, column), each row and column at most once, with the greatest sum of gains.

    Only pairs with a positive gain are returned. Rows ascend. The method is the Hungarian one with
    potentials and shortest augmenting paths (Kuhn 1955; Munkres 1957), in time rows² × columns.
    """
    if not gains or not gains[0]:
        return ()
    if len(gains) > len(gains[0]):
        flipped = assign([list(column) for column in zip(*gains, strict=True)])
        return tuple(sorted((row, column) for column, row in flipped))
    owner = _owners([[-max(g, 0.0) for g in row] for row in gains])
    pairs = sorted((row, column) for column, row in enumerate(owner) if row >= 0)
    return tuple((row, column) for row, column in pairs if gains[row][column] > 0)


def _owners(costs: list[list[float]]) -> list[int]:
    """Return for each column the row that owns it in a cheapest assignment, -1 for none.

    There must be at least as many columns as rows. The row being placed sits in an extra column 0.
    """
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        owner[0] = row
        at, came_from = 0, [0] * (columns + 1)
        slack, done = [_FAR] * (columns + 1), [False] * (columns + 1)
        while owner[at]:
            done[at] = True
            here, least, nearest = owner[at], _FAR, 0
            for column in range(1, columns + 1):
                if done[column]:
                    continue
                reduced = costs[here - 1][column - 1] - row_price[here] - column_price[column]
                if reduced < slack[column]:
                    slack[column], came_from[column] = reduced, at
                if slack[column] < least:
                    least, nearest = slack[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_price[owner[column]] += least
                    column_price[column] -= least
                else:
                    slack[column] -= least
            at = nearest
        while at:
            owner[at], at = owner[came_from[at]], came_from[at]
    return [row - 1 for row in owner[1:]]
