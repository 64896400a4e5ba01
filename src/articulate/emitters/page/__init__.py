"""The report of one pathway as a page: one file, no network, for teachers and reviewers.

Everything that the other rooms found out about the pathway, in reading order: figures, map, teaching
plan, findings with evidence, decisions, before and after, transfer criteria, regulations, courses. It
can be read without scripts; with them the map answers to the pointer and to the keyboard.

All that a school typed is escaped (``markup``), and the page forbids itself whatever it does not
bring along: its content policy allows one style and one script, each by its hash.
"""

from __future__ import annotations

from articulate.emitters.page.shell import report_page
from articulate.emitters.page.view import PageInput

__all__ = ["PageInput", "report_page"]
