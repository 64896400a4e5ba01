"""Where a value was written: a file and a line, or a workbook and a cell."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The place a value was written, so that a finding can point at it.

    ``line`` and ``column`` count from 1; 0 means that the value was made in memory. ``cell`` is set
    in place of a line for workbooks (``课程!D7``). ``places`` holds the places of the fields of a
    mapping, so that a finding can point at one of them.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""
    places: tuple[tuple[str, int, int], ...] = ()

    def at(self, field: str) -> SourceRef:
        """Return the place of one field of this mapping, or this place where it is not known."""
        for name, line, column in self.places:
            if name == field:
                return replace(self, line=line, column=column, places=())
        return self

    def __bool__(self) -> bool:
        """Tell whether the place is known at all."""
        return bool(self.file)

    def __str__(self) -> str:
        """Return the place as editors and terminals understand it."""
        if self.cell:
            return f"{self.file}!{self.cell}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = SourceRef()
