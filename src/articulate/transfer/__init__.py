"""What the secondary stage must hand over, and how it is shown: the transfer criteria.

Nothing here is an opinion typed by hand. The boundary between terms 6 and 7 cuts the graph; for every
secondary outcome that a higher course requires, continues or raises, the hours that depend on it
(directly and through chains) decide how much it weighs. Settings of the two schools decide the rest:
weights of the parts, lines, deadlines, retest and fallback.

``boundary`` says what rests on what; ``bridge``, ``tasks``, ``paper`` and ``courses`` make the parts of it,
``pools`` and ``calendar`` what is needed to hold the assessment, ``deriving`` puts all together. ``shared``
compares the criteria of two pathways that share a secondary programme.

Shares become whole points by the method of largest remainders (Hamilton), so that they always add up.
"""

from __future__ import annotations

from articulate.transfer.calendar import duty_date
from articulate.transfer.deriving import criteria
from articulate.transfer.pools import draw
from articulate.transfer.shared import shared_core
from articulate.transfer.shares import largest_remainder

__all__ = ["criteria", "draw", "duty_date", "largest_remainder", "shared_core"]
