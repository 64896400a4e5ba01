"""What stands in one cell of a score sheet: a score, a mark, an id, a sitting. Never raises.

``None`` comes back for what cannot be understood, and the caller says so at its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from articulate.cohort.judging import concession_name
from articulate.cohort.layout import plain
from articulate.cohort.results import Entry, Mark
from articulate.i18n import Phrase
from articulate.model.criteria import SkillTask
from articulate.model.settings import Concession
from articulate.readers.tables import Content, Percentage

MARKS = {
    **dict.fromkeys(("缺考", "缺", "旷考", "未考", "absent"), Mark.ABSENT),
    **dict.fromkeys(("缓考", "缓", "deferred"), Mark.DEFERRED),
    **dict.fromkeys(("作弊", "违纪", "舞弊", "取消", "cheated", "cheating"), Mark.CHEATED),
    **dict.fromkeys(("免考", "免试", "免", "exempt"), Mark.EXEMPT),
}
ATTEMPTS = {
    **dict.fromkeys(("首考", "正考", "初考", "初试", "第一次", "第1次", "一", "first"), 1),
    **dict.fromkeys(("补考", "重考", "缓考", "第二次", "第2次", "二", "second", "retest"), 2),
    **dict.fromkeys(("第三次", "第3次", "三", "third"), 3),
}
MOST_ATTEMPTS = 6
NOTHING = frozenset(("", "-", "/", "无", "没有", "否", "none", "no"))

_NUMBER = re.compile(r"[-+]?\d{1,6}(?:\.\d{1,6})?")
_STUDENT = re.compile(r"(?=.*\d)[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff_./-]{0,31}")
_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")
_HARMLESS = re.compile(r"[-+0-9.,%/:]{1,12}|[A-Ea-e][-+]?")
_GRADES = frozenset(
    ("优", "良", "中", "差", "优秀", "良好", "中等", "及格", "不及格", "合格", "不合格", "通过", "不通过")
)


def folded(content: Content) -> str:
    """Return a cell as text in plain widths."""
    if isinstance(content, Decimal):
        whole = content == content.to_integral_value()
        return f"{content:f}".split(".")[0] if whole else f"{content.normalize():f}"
    return unicodedata.normalize("NFKC", content).strip() if isinstance(content, str) else ""


def entry(content: Content, most: Fraction | None) -> Entry | None:
    """Return points or a mark: 85, ８５, 85分, 85%, 缺考. A percentage is of the full marks."""
    if isinstance(content, Percentage):
        return Fraction(content.share) * (most if most is not None else 100)
    if isinstance(content, Decimal):
        return Fraction(content)
    text = folded(content).replace(" ", "")
    mark = MARKS.get(text.casefold())
    if mark is not None:
        return mark
    text = text.removesuffix("分")
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        return Fraction(text[:-1]) / 100 * (most if most is not None else 100)
    return Fraction(text) if _NUMBER.fullmatch(text) else None


def student_id(content: Content) -> tuple[str, str]:
    """Return an id, and the name of what is wrong with it; one of the two is empty.

    An id has a figure in it: a name that slipped into its column is none.
    """
    if isinstance(content, Decimal) and abs(content) >= 10**15:
        return "", "identity" if len(folded(content)) == 18 else "rounded"
    text = folded(content)
    if re.fullmatch(r"\d(?:\.\d+)?[Ee]\+?\d+", text):
        return "", "rounded"
    if _IDENTITY.fullmatch(text):
        return "", "identity"
    return (text, "") if _STUDENT.fullmatch(text) else ("", "form")


def attempt(content: Content | None) -> int | None:
    """Return which sitting a row is of; an empty cell is the first."""
    if content is None:
        return 1
    text = folded(content).casefold()
    if text in ATTEMPTS:
        return ATTEMPTS[text]
    return int(text) if text.isdigit() and 1 <= int(text[:3]) <= MOST_ATTEMPTS else None


def claims(content: Content | None, concessions: Sequence[Concession]) -> tuple[int, ...] | None:
    """Return what is claimed as numbers in the list from 0: by number, or by words that fit one item only."""
    if content is None:
        return ()
    found: list[int] = []
    for piece in re.split(r"[、,;/\n]", folded(content)):
        word = plain(piece)
        if word in NOTHING:
            continue
        digits = re.fullmatch(r"(?:第|项目|no)?(\d{1,3})(?:项|号)?", word)
        if digits:
            fits = [int(digits[1]) - 1] if 1 <= int(digits[1]) <= len(concessions) else []
        else:
            fits = [k for k, c in enumerate(concessions) if word in plain(concession_name(c))]
        if len(fits) != 1:
            return None
        found += fits
    return tuple(sorted(set(found)))


def variant(content: Content, task: SkillTask) -> str:
    """Return which task of the pool a cell names, by its id or its number; nothing where there is none."""
    text = folded(content).casefold()
    digits = re.sub(r"\D", "", text.removeprefix(task.id.casefold()))
    for k, one in enumerate(task.variants, start=1):
        if text == one.id.casefold() or digits.lstrip("0") == str(k):
            return one.id
    return ""


def seen(content: Content) -> str | Phrase:
    """Return what a cell holds as a message may say it: figures and grades, and of all else only the kind."""
    if isinstance(content, Decimal):
        return folded(content)
    if isinstance(content, Percentage):
        return f"{(content.share * 100).normalize():f}%"
    if isinstance(content, str):
        text = folded(content)
        if _HARMLESS.fullmatch(text) or text in _GRADES:
            return Phrase("cohort.given.quoted", {"text": text})
        return Phrase("cohort.given.text", {"count": len(text)})
    return Phrase("cohort.given.date")


def masked_name(content: Content | None) -> str:
    """Return a name of which only the first character is left: 张**."""
    text = folded(content) if content is not None else ""
    return text[:1] + "*" * min(3, max(1, len(text) - 1)) if text else ""


def masked_identity(content: Content | None) -> str:
    """Return an identity number of which the first six and the last four figures are left."""
    text = folded(content) if content is not None else ""
    return f"{text[:6]}{'*' * (len(text) - 10)}{text[-4:]}" if len(text) >= 15 else "*" * len(text)
