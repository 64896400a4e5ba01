"""What of a finding's evidence a terminal shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articulate.commands.showing import finding_lines
from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import LANGS, Lang, Phrase, label


def finding(matches: int) -> Finding:
    """A finding about two courses with so many matches between its figures and what it is not."""
    figures = {"relation": "duplicate", "earlier": "甲", "later": "乙", "share": 1, "cover": 1, "hours": 40}
    more = {"change": Phrase("evidence.change.same"), "gain": 0, "confidence": 0.9}
    reason = Phrase("evidence.because.other_title", {"earlier": "甲", "later": "乙"})
    return Finding(
        "DUP001", "duplicate", Severity.ERROR, "h1", ("{later}", "{later}"),
        values={"earlier": "甲", "later": "乙", "matched": 9, "total": 9, "hours": 40, "share": 1},
        evidence=(
            Evidence("figures", figures | more),
            *(Evidence("note", {"note": f"对应{n}"}) for n in range(matches)),
            Evidence("only_new", {"later": "乙", "topics": ("新",)}),
            Evidence("why_not", {"other": "renamed_duplicate", "reason": reason}),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("matches", "shown"), [(2, 2), (3, 3), (4, 3), (9, 3)])
def test_matches_are_cut_and_why_it_is_nothing_nearer_never_is(lang: Lang, matches: int, shown: int) -> None:
    one = finding(matches)
    lines = finding_lines(one, lang)
    assert sum("对应" in line for line in lines) == shown
    assert all(any(piece.text(lang) in line for line in lines) for piece in one.evidence[-2:])
    more = label("cli.more", lang, count=matches - shown)
    assert any(more in line for line in lines) == (matches > shown)
    if matches > shown:
        # In the place of what was cut: what follows the matches still stands behind.
        assert next(k for k, line in enumerate(lines) if more in line) == shown + 2


def test_what_asks_for_an_answer_is_never_cut() -> None:
    limit = Evidence("at_limit", {"limit": Phrase("evidence.limit.none")})
    one = finding(9)
    lines = finding_lines(replace(one, evidence=(*one.evidence, limit)), "zh")
    assert any(limit.text() in line for line in lines)
    assert sum("对应" in line for line in lines) == 2
