"""Numbers at the end of a course name: 体育2, 语文（二）, 钳工实训Ⅱ, 专业英语（下）."""

from __future__ import annotations

import re

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERS = (
    {str(n): n for n in range(1, 13)}
    | {chr(0x2160 + k): k + 1 for k in range(10)}
    | {roman: k + 1 for k, roman in enumerate(_ROMAN)}
)
_INSIDE = _NUMBERS | {c: k + 1 for k, c in enumerate("一二三四五六七八九十")} | {"上": 1, "中": 2, "下": 3}
_BARE = re.compile(r"^(?P<title>.*[^\dIVX.\s])\s*(?P<number>\d{1,2}|[\u2160-\u2169]|[IVX]+)$")
_BRACKETS = re.compile(r"^(?P<title>.+?)\s*[(（](?P<number>[^()（）]{1,4})[)）]$")


def serial(name: str) -> tuple[str, int] | None:
    """Return title and number of a name in a numbered series, or ``None`` where it has no number.

    Chinese numerals and 上、中、下 count only in brackets, where they are no part of a word.
    """
    for pattern, numbers in ((_BRACKETS, _INSIDE), (_BARE, _NUMBERS)):
        found = pattern.match(name)
        if found and (number := numbers.get(found["number"].strip())):
            return found["title"], number
    return None
