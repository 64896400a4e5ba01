"""A pass line is missing, or decides nothing.

## Why it matters

Minimum lines are what a student plans by. A part without a line can be given up, and a total line that
everybody reaches who reaches the lines of the parts is a line on paper only.

## What it looks at

The line of the total and of each part that has a weight: zero is no line. Then the weighted sum of the lines
of the parts against the line of the total: where it is higher, the total never decides.

## What to do

Set `pass.total`, `pass.each` or `pass.parts` so that each line decides something.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from articulate.findings import Finding, Severity
from articulate.i18n import Phrase
from articulate.rule import Case, Rule

BAD = """
secondary: [{id: s1}]
criteria:  {pass_total: 60, pass_each: 70}
"""

GOOD = """
secondary: [{id: s1}]
criteria:  {pass_total: 60, pass_each: 50}
"""


def check(case: Case) -> Iterator[Finding]:
    criteria = case.criteria
    if criteria is None:
        return
    weighed = [part for part, weight in criteria.weights.items() if weight]
    source = case.pathway.transfer.passing.source or case.pathway.transfer.source.at("pass")
    none = [part for part in weighed if not criteria.line(part)]
    if not criteria.pass_total:
        yield RULE.finding(subject="total", source=source, what=Phrase("trn.line.no_total"))
    if none:
        parts = tuple(Phrase(f"trn.part.{part}") for part in none)
        yield RULE.finding(subject="each", source=source, what=Phrase("trn.line.no_part", {"parts": parts}))
    least = sum((Fraction(criteria.weights[p] * criteria.line(p), 100) for p in weighed), Fraction(0))
    if criteria.pass_total and least > criteria.pass_total:
        values = {"least": int(least), "total": criteria.pass_total}
        yield RULE.finding(subject="lines", source=source, what=Phrase("trn.line.idle_total", values))


RULE = Rule(
    code="TRN012",
    name="line-decides-nothing",
    severity=Severity.ADVICE,
    message="{what}",
    hint="set the lines under pass so that each of them decides something",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    needs=("criteria",),
)
