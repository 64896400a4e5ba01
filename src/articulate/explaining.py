"""The page of a rule, in the terminal and in the docs: why it matters, what it looks at, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from articulate.checking import check
from articulate.emitters.files import write
from articulate.findings import Finding
from articulate.i18n import Lang, catalogue, label
from articulate.policy import Policy, load, packs
from articulate.readers.example import parse
from articulate.readers.problems import PROBLEMS as SOURCE_PROBLEMS
from articulate.readers.problems import Problem
from articulate.readers.result_problems import RESULT_PROBLEMS
from articulate.rule import Rule
from articulate.rules import BUILTIN

PROBLEMS = (*SOURCE_PROBLEMS, *RESULT_PROBLEMS)
"""What is told while files are read: curricula first, then results of a cohort."""

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
    """Return what a rule or a problem finds, in a few words."""
    if isinstance(one, Rule):
        return one.title(lang)
    words = catalogue(one.code[:3].lower(), "zh").get(one.code, {}) if lang == "zh" else {}
    return str(words.get("title") or one.name)


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
    words = catalogue(problem.code[:3].lower(), "zh").get(problem.code, {})
    yield f"  {words.get('why', problem.doc) if lang == 'zh' else problem.doc}"


# ---- as files ------------------------------------------------------------------------------------

_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3}\d{3}(?![0-9])")


def markdown_page(rule: Rule, lang: Lang = "zh", *, depth: int = 1, examples: bool = True) -> str:
    """Return the page of a rule as Markdown in one language.

    ``depth`` is the depth of its first heading; ``examples=False`` leaves the two examples out, for a
    page below one that shows them. What a report says of the offending example is found by running it.
    """
    return "\n\n".join(_markdown(rule, lang, depth, examples)) + "\n"


def markdown_files() -> dict[str, str]:
    """Return all pages and their index by file name, Chinese first and English below."""
    pages = {
        f"{rule.code}.md": f"{markdown_page(rule)}\n---\n\n"
        + markdown_page(rule, "en", depth=2, examples=False)
        for rule in BUILTIN
    }
    index = [*_markdown_index("zh", 1), "---", *_markdown_index("en", 2)]
    return {"index.md": "\n\n".join(index) + "\n", **pages}


def write_markdown(folder: Path | str) -> None:
    """Write all pages into a folder, and remove the pages of rules that are no more."""
    files = markdown_files()
    for name, text in files.items():
        write(Path(folder) / name, text)
    for page in Path(folder).glob("*.md"):
        if page.name not in files:
            page.unlink()


def _markdown(rule: Rule, lang: Lang, depth: int, examples: bool) -> Iterator[str]:
    below = "#" * (depth + 1)
    yield f"{'#' * depth} {rule.code} {title(rule, lang).rstrip('.')}"
    yield " · ".join(_facts(rule, lang))
    for key, text in zip(("why", "looks", "do"), sections(rule, lang), strict=True):
        yield f"{below} {label(f'cli.page.{key}', lang)}"
        yield _linked(text, rule)
    if examples:
        yield f"{below} {label('cli.page.bad', lang)}"
        yield f"```yaml\n{rule.bad.strip()}\n```"
    yield label("cli.page.says", lang) if examples else f"{below} {label('cli.page.says_heading', lang)}"
    finding = _example(rule)
    yield f"> {finding.text(lang)}\n>\n> {label('cli.to_do', lang)}{finding.to_do(lang)}"
    if examples:
        yield f"{below} {label('cli.page.good', lang)}"
        yield f"```yaml\n{rule.good.strip()}\n```"
    if rule.provisions:
        yield f"{below} {label('cli.page.provisions', lang)}"
        yield "\n".join(_provisions(rule, lang))


def _facts(rule: Rule, lang: Lang) -> Iterator[str]:
    yield f"`{rule.name}`"
    yield f"{label('cli.page.severity', lang)}{label(rule.severity, lang)}"
    yield f"{label('cli.page.family', lang)}{label(f'labels.Family.{rule.code[:3]}', lang)}"
    for need in rule.needs:
        if _CODE.fullmatch(need):
            yield label("cli.page.needs.rule", lang, code=f"[{need}]({need}.md)")
        else:
            yield label(f"cli.page.needs.{need}", lang)
    yield f"[{label('cli.page.all_rules', lang)}](index.md)"


def _linked(text: str, rule: Rule) -> str:
    """Return a text in which the codes of other rules lead to their pages."""
    others = {r.code for r in BUILTIN} - {rule.code}
    return _CODE.sub(lambda m: f"[{m[0]}]({m[0]}.md)" if m[0] in others else m[0], text)


def _provisions(rule: Rule, lang: Lang) -> Iterator[str]:
    known = _policy()
    for provision in filter(None, map(known.get, rule.provisions)):
        colon = label("cli.colon", lang)
        yield f"- `{provision.id}` {provision.cite_in_full(lang)}{colon}{provision.text(lang)}"


def _markdown_index(lang: Lang, depth: int) -> Iterator[str]:
    yield f"{'#' * depth} {label('cli.page.all_rules', lang)}"
    yield label("cli.page.intro", lang)
    every: tuple[Rule | Problem, ...] = (*BUILTIN, *PROBLEMS)
    for family, members in groupby(every, key=lambda one: one.code[:3]):
        yield f"{'#' * (depth + 1)} {family} {label(f'labels.Family.{family}', lang)}"
        if family in {p.code[:3] for p in PROBLEMS}:
            key = "input_intro" if family == SOURCE_PROBLEMS[0].code[:3] else "results_intro"
            yield label(f"cli.page.{key}", lang)
        yield "\n".join([label("cli.page.head", lang), "|---|---|---|", *(_row(m, lang) for m in members)])


def _row(one: Rule | Problem, lang: Lang) -> str:
    found = title(one, lang).rstrip(".")
    if isinstance(one, Problem):
        return f"| {one.code} | {found} | {label('labels.Severity.error', lang)} |"
    return f"| [{one.code}]({one.code}.md) | {found} | {label(one.severity, lang)} |"


@cache
def _policy() -> Policy:
    return load(packs())


@cache
def _example(rule: Rule) -> Finding:
    """Return what the rule finds in its offending example."""
    case = parse(rule.bad)
    # Rules about what others found need the others to run.
    rules = BUILTIN if rule.after_others else (rule,)
    report = check(
        case.pathway,
        case.policy,
        plan=case.plan,
        criteria=case.criteria,
        quality=case.quality,
        on=case.day,
        rules=rules,
    )
    return next(f for f in report.findings if f.code == rule.code)
