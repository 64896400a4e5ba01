"""How findings and reports look on a terminal."""

from __future__ import annotations

from articulate.commands.common import FOUND, OK
from articulate.findings import Finding, Report, Severity
from articulate.i18n import Lang, label

EVIDENCE_LINES = 6
"""Lines of evidence under a finding in the terminal; the report has all of them."""

ALWAYS = ("figures", "at_limit", "to_settle", "only_new", "why_not")
"""Kinds of evidence that are never cut: what a finding rests on as a whole, how surely, and why no other."""


def report_lines(report: Report, lang: Lang) -> list[str]:
    """Return a report as the terminal shows it: open findings, settled ones, rules that were not run."""
    out = []
    for finding in report.open:
        out += [*finding_lines(finding, lang), ""]
    settled = [f for f in report.findings if f.settled]
    if settled:
        out.append(label("cli.settled_head", lang))
        for finding in settled:
            reason = finding.settled.reason if finding.settled else ""
            out.append(f"  {finding.code} {finding.text(lang)}")
            out.append(f"    {label('cli.reason', lang)}{reason}")
        out.append("")
    if report.not_run:
        out.append(label("cli.not_run_head", lang))
        reasons: dict[str, list[str]] = {}
        for one in report.not_run:
            reasons.setdefault(one.text(lang), []).append(one.code)
        out += [f"  {', '.join(codes)}: {text}" for text, codes in reasons.items()]
        out.append("")
    return out


def finding_lines(finding: Finding, lang: Lang) -> list[str]:
    """Return a finding as the terminal shows it: place, what, evidence, second place, what to do."""
    head = f"{finding.source}: " if finding.source else ""
    severity = label(finding.severity, lang)
    out = [f"{head}{finding.code} {severity}{label('cli.colon', lang)}{finding.text(lang)}"]
    out += [f"    · {line}" for line in _evidence(finding, lang)]
    for place in finding.related[:3]:
        if place:
            out.append(f"    {label('cli.see_also', lang)}{place}")
    out.append(f"    {label('cli.to_do', lang)}{finding.to_do(lang)}")
    return out


def _evidence(finding: Finding, lang: Lang) -> list[str]:
    """Return the lines of evidence there is room for; single pieces are cut, with their number in place."""
    places = [n for n, one in enumerate(finding.evidence) if one.kind not in ALWAYS]
    room = max(2, EVIDENCE_LINES - (len(finding.evidence) - len(places)))
    left_out = set(places[room:])
    out = []
    for number, one in enumerate(finding.evidence):
        if number not in left_out:
            out.append(one.text(lang))
        elif number == places[room]:
            out.append(label("cli.more", lang, count=len(left_out)))
    return out


def summary_text(report: Report, lang: Lang) -> str:
    """Return how many findings of each severity there are, in one line."""
    totals = report.totals()
    return label("cli.summary", lang, pathway=report.title or report.pathway, **totals)


def exit_code(report: Report, fail_on: str) -> int:
    """Return the exit code of a report: found something at or above a severity, or not."""
    return FOUND if report.at_least(Severity(fail_on)) else OK
