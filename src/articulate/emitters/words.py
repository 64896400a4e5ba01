"""Phrases that several documents share: who the pair is, what a course presumes, which level it reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import PurePath

from articulate.findings import Report
from articulate.i18n import Lang, label, show
from articulate.model.pathway import Pathway
from articulate.model.programme import Course, Major, Requisite, Stage
from articulate.model.source import SourceRef


def joined(names: Iterable[str], lang: Lang) -> str:
    """Return names as a list within a sentence."""
    return show(tuple(names), lang)


def apart(names: Iterable[str], lang: Lang) -> str:
    """Return names as a list, with commas where one is a list itself (金属制品、机械和设备修理业)."""
    every = tuple(names)
    return "，".join(every) if lang == "zh" and any("、" in n for n in every) else joined(every, lang)


def day_text(on: date, lang: Lang) -> str:
    """Return a day as it is written in a filed paper: 2026年5月20日."""
    return label("documents.day", lang, year=on.year, month=on.month, day=on.day)


def begun(text: str) -> str:
    """Return a text as a sentence or a heading begins: with a capital, where the script has any."""
    return text[:1].upper() + text[1:]


_NUMERALS = "〇一二三四五六七八九十"


def numeral(number: int, lang: Lang) -> str:
    """Return a number from 1 to 99 as headings write it: 十二 in Chinese, 12 in English."""
    if lang != "zh":
        return str(number)
    tens, ones = divmod(number, 10)
    written = {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens]}十")
    return written + (_NUMERALS[ones] if ones else "")


def numbered(number: int, text: str, lang: Lang) -> str:
    """Return a heading with its number: 一、检查概况."""
    return label("documents.numbered", lang, number=numeral(number, lang), text=text)


def major_name(major: Major, lang: Lang) -> str:
    """Return a major with its direction: 机电一体化技术（煤矿机电方向）."""
    if not major.direction:
        return major.name
    return label("documents.major_direction", lang, name=major.name, direction=major.direction)


def pair_name(pathway: Pathway, lang: Lang) -> str:
    """Return both majors in one phrase: 机电技术应用—机电一体化技术."""
    names = tuple(major_name(pathway.partner(s).programme.major, lang) for s in Stage)
    return label("documents.pair", lang, secondary=names[0], higher=names[1])


def parties(pathway: Pathway, lang: Lang) -> str:
    """Return both schools with majors and codes, and the cohort, on one line."""
    words = [
        label(
            f"documents.party_{stage.value}",
            lang,
            school=pathway.partner(stage).school,
            major=major_name(pathway.partner(stage).programme.major, lang),
            code=pathway.partner(stage).programme.major.code,
        )
        for stage in Stage
    ]
    if pathway.cohort:
        words.append(label("documents.cohort", lang, year=pathway.cohort))
    return ("　" if lang == "zh" else "   ").join(words)


def requisite_text(pathway: Pathway, course: Course, lang: Lang) -> str:
    """Return the conditions on the order of a course with the names of the courses, alternatives kept."""
    return joined((_condition(r, pathway, lang) for r in course.requisites), lang)


def _condition(requisite: Requisite, pathway: Pathway, lang: Lang, inner: bool = False) -> str:
    if requisite.kind in ("all", "any"):
        word = label(f"documents.requisite.{requisite.kind}", lang)
        text = word.join(_condition(p, pathway, lang, inner=True) for p in requisite.parts)
        mixed = inner and len(requisite.parts) > 1
        return label("documents.requisite.inner", lang, text=text) if mixed else text
    course = pathway.by_id.get(requisite.course or "")
    name = plain_name(pathway, course, lang) if course else str(requisite.course)
    return label(f"documents.requisite.{requisite.kind}", lang, name=name)


def plain_name(pathway: Pathway, course: Course, lang: Lang) -> str:
    """Return the name of a course, with its stage where the other stage has one of that name."""
    twins = (c for c in pathway.courses if c.name == course.name and c.id != course.id)
    return staged_name(course, lang) if any(twins) else course.name


def staged_name(course: Course, lang: Lang) -> str:
    """Return the name of a course with its stage: 高职机械制图. 高职英语 says it already."""
    if course.name.startswith(show(course.stage, lang)):
        return course.name
    return label("documents.staged", lang, stage=course.stage, name=course.name)


def found_courses(pathway: Pathway, ids: Iterable[str]) -> tuple[Course, ...]:
    """Return courses by id, those that decisions took away included, in the order given."""
    before = pathway.undecided.by_id if pathway.undecided else {}
    found = (pathway.by_id.get(i) or before.get(i) for i in ids)
    return tuple(c for c in found if c)


def course_names(pathway: Pathway, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the names of courses, those that decisions took away included, in the order given."""
    return tuple(c.name for c in found_courses(pathway, ids))


def rounded(value: Fraction, places: int = 1) -> int | Decimal:
    """Return a number with at most so many decimals, rounded half up; whole numbers stay whole."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    near = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return int(near) if near == near.to_integral_value() else near


def inner(title: str) -> str:
    """Return a title that can stand inside 《》: titles within it take single marks."""
    return title.translate(str.maketrans("《》", "〈〉"))


def checks_not_run(report: Report, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return what was not checked, with the reason; checks that lack the same thing stand together."""
    from articulate.rules import BUILTIN

    titles = {rule.code: rule.title(lang).rstrip(".") for rule in BUILTIN}
    groups: dict[str, list[str]] = {}
    for one in report.not_run:
        title = titles.get(one.code)
        name = label("documents.report.check", lang, title=title, code=one.code) if title else one.code
        groups.setdefault(one.text(lang), []).append(name)
    return tuple((joined(names, lang), why) for why, names in groups.items())


def short_place(source: SourceRef) -> str:
    """Return the place in a file without its folders: 660301-mechatronics.yaml:41, or a cell."""
    if not source:
        return ""
    name = PurePath(source.file.replace("\\", "/")).name
    if source.cell:
        return f"{name} {source.cell}"
    return f"{name}:{source.line}" if source.line else name
