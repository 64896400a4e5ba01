"""The page of a rule, in the terminal: why it matters, what it looks at, examples, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articulate.i18n import Lang, catalogue, label
from articulate.readers.problems import PROBLEMS, Problem
from articulate.rule import Rule
from articulate.rules import BUILTIN

SECTIONS = ("Why it matters", "What it looks at", "What to do")
"""The three headings that the docstring of every rule has."""


def rule_page(code: str, lang: Lang = "zh") -> list[str]:
    """Return the page of a rule or of a problem of the input as lines, empty for an unknown code."""
    for rule in BUILTIN:
        if code in (rule.code, rule.name.upper()):
            return list(_page(rule, lang))
    for problem in PROBLEMS:
        if code in (problem.code, problem.name.upper()):
            return list(_problem_page(problem, lang))
    return []


def rule_index(lang: Lang = "zh") -> list[str]:
    """Return one line for each rule, by family."""
    out: list[str] = []
    family = ""
    every: tuple[Rule | Problem, ...] = (*PROBLEMS, *BUILTIN)
    for one in every:
        if one.code[:3] != family:
            family = one.code[:3]
            out += ["", f"{family}  {label(f'labels.Family.{family}', lang)}"]
        out.append(f"  {one.code}  {title(one, lang)}")
    return [*out[1:], "", label("cli.explain_how", lang)]


def title(one: Rule | Problem, lang: Lang) -> str:
    """Return what a rule finds, in a few words."""
    if lang == "zh":
        found = catalogue(one.code[:3].lower(), "zh").get(one.code, {}).get("title")
        if found:
            return str(found)
    return one.name if isinstance(one, Problem) else one.doc.strip().splitlines()[0]


def sections(rule: Rule, lang: Lang) -> tuple[str, str, str]:
    """Return the three parts of a rule's page: why it matters, what it looks at, what to do."""
    if lang == "zh":
        words = catalogue(rule.code[:3].lower(), "zh").get(rule.code, {})
        if {"why", "looks", "do"} <= words.keys():
            return words["why"], words["looks"], words["do"]
    parts = re.split(r"^## .+$", rule.doc, flags=re.MULTILINE)[1:4]
    why, looks, do = (" ".join(p.split()) for p in parts)
    return why, looks, do


def _page(rule: Rule, lang: Lang) -> Iterator[str]:
    why, looks, do = sections(rule, lang)
    yield f"{rule.code} {title(rule, lang)} ({rule.name})"
    yield f"{label('cli.page.severity', lang)}{label(rule.severity, lang)}"
    for key, text in (("why", why), ("looks", looks), ("do", do)):
        yield ""
        yield label(f"cli.page.{key}", lang)
        yield f"  {text}"
    for key, text in (("bad", rule.bad), ("good", rule.good)):
        yield ""
        yield label(f"cli.page.{key}", lang)
        yield from (f"  {line}" for line in text.strip().splitlines())


def _problem_page(problem: Problem, lang: Lang) -> Iterator[str]:
    yield f"{problem.code} {title(problem, lang)} ({problem.name})"
    yield f"{label('cli.page.severity', lang)}{label('labels.Severity.error', lang)}"
    yield ""
    words = catalogue("src", "zh").get(problem.code, {})
    yield f"  {words.get('why', problem.doc) if lang == 'zh' else problem.doc}"
