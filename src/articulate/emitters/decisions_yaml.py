"""Decisions put into the text of a pathway file by line; every other character stays as it is.

Where the list of decisions ends is read from the events of the YAML parser, so that comments, quotes,
anchors and line ends of the file need not be understood, only left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from articulate.findings import SpokenError
from articulate.model.decision import Decision

WIDTH = 110
"""Columns up to which a decision is written on one line."""

# What may stand unquoted in a flow mapping: it begins with a letter, and holds nothing that YAML reads.
_PLAIN = re.compile(
    r"[A-Za-z\u4e00-\u9fff《〔“][\w\u4e00-\u9fff.+~/（）《》〔〕“”‘’、，。；：？！…—～·×°％ -]*(?<! )"
)
_TRAPS = re.compile(r"(?i)(?:y|n|yes|no|on|off|true|false|null|\.inf|\.nan)")
# JSON leaves these as they are; YAML breaks lines at some and refuses others.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class CannotInsertError(SpokenError):
    """The text holds no place for decisions; says why by a key under ``improve.insert``."""

    def __init__(self, key: str) -> None:
        super().__init__(f"improve.insert.{key}")


def insert(text: str, decisions: Sequence[Decision]) -> str:
    """Return the text of a pathway file with decisions after those it holds.

    Works where ``decisions`` is missing, empty, a block list or a flow list. Line ends follow those of
    the file. Raises ``CannotInsertError`` where the text is no mapping or ``decisions`` is no list.
    """
    if not decisions:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    place = _find(text)
    if place is None:
        return _appended(text, decisions, newline)
    if place.flow_end is not None:
        comma = ", " if place.needs_comma else ""
        return text[: place.flow_end] + comma + ", ".join(map(flow, decisions)) + text[place.flow_end :]
    start, end = place.cut or (place.end, place.end)
    head, tail = text[:start], text[end:]
    if not place.whole_lines:
        stop = tail.find("\n") + 1 or len(tail)
        line, tail = tail[:stop], tail[stop:]
        if place.cut and not line.strip():
            head = head.rstrip(" ")
        head += line if line.endswith("\n") else line + newline
    return head + "".join(_block(d, place.indent, newline) for d in decisions) + tail


@dataclass(frozen=True, slots=True)
class _Place:
    """Where decisions go: after ``end``, indented so far; or in front of the bracket at ``flow_end``.

    ``cut`` is an empty value that goes; ``whole_lines`` tells that ``end`` is the beginning of a line.
    """

    end: int
    indent: int
    flow_end: int | None = None
    needs_comma: bool = False
    cut: tuple[int, int] | None = None
    whole_lines: bool = False


def _find(text: str) -> _Place | None:
    """Return where the list of decisions ends, ``None`` where the file has none."""
    events: list[Any] = list(yaml.parse(text, Loader=yaml.SafeLoader))
    at = next((k for k, e in enumerate(events) if isinstance(e, yaml.DocumentStartEvent)), 0) + 1
    root = events[at]
    if not isinstance(root, yaml.MappingStartEvent) or root.flow_style:
        raise CannotInsertError("no_mapping")
    at += 1
    while not isinstance(events[at], yaml.MappingEndEvent):
        key, value = events[at], at + 1
        after = _behind(events, value)
        if isinstance(key, yaml.ScalarEvent) and key.value == "decisions":
            return _place(text, key, events[value:after])
        at = after
    return None


def _behind(events: Sequence[Any], at: int) -> int:
    """Return the position behind the value that begins at one."""
    depth = 0
    while True:
        event = events[at]
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        at += 1
        if depth == 0:
            return at


def _place(text: str, key: Any, value: Sequence[Any]) -> _Place:
    first, last = value[0], value[-1]
    if isinstance(first, yaml.ScalarEvent) and first.implicit[0] and first.value in ("", "~", "null"):
        start, end = _span(first)
        if not first.value:
            # An empty value may be marked anywhere behind the colon.
            start = end = text.index(":", key.end_mark.index) + 1
        return _Place(end, key.start_mark.column + 2, cut=(start, end))
    if not isinstance(first, yaml.SequenceStartEvent):
        raise CannotInsertError("not_a_list")
    if first.flow_style:
        start, end = _span(first)[0], _span(last)[1]
        inner = text[start + 1 : end - 1]
        items = [e for e in value[1:-1]]
        if not items and not inner.strip():
            return _Place(end, key.start_mark.column + 2, cut=(start, end))
        told = max((e.end_mark.index for e in items), default=start + 1)
        # Behind the last item only a comma, blanks and comments may stand.
        needs = bool(items) and "," not in re.sub(r"#[^\n]*", "", text[told : end - 1])
        return _Place(end, 0, flow_end=end - 1, needs_comma=needs)
    # The end of a block list is marked behind the comments that follow it, so its last leaf counts.
    ends = [(e.end_mark.index, getattr(e, "style", None)) for e in value if _leaf(e)]
    end, style = max(ends, key=lambda one: one[0])
    whole = style in ("|", ">") and text[end - 1 : end] == "\n"
    return _Place(end, _column(first), whole_lines=whole)


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _column(event: Any) -> int:
    return int(event.start_mark.column)


def _leaf(event: Any) -> bool:
    """Tell whether the end of an event is where its text ends: scalars, aliases, closing brackets."""
    if isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
        return True
    closing = isinstance(event, yaml.CollectionEndEvent)
    return closing and event.end_mark.index > event.start_mark.index


def _appended(text: str, decisions: Sequence[Decision], newline: str) -> str:
    """Put a new list behind everything, in front of a mark that ends the document."""
    tail = ""
    ending = re.search(r"(?m)^\.\.\.[ \t]*\r?$", text)
    if ending:
        text, tail = text[: ending.start()], text[ending.start() :]
    if text and not text.endswith("\n"):
        text += newline
    body = "".join(_block(d, 2, newline) for d in decisions)
    return f"{text}{newline}decisions:{newline}{body}{tail}"


# ---- decisions as text -----------------------------------------------------------------------------


def _block(decision: Decision, indent: int, newline: str) -> str:
    return "".join(f"{' ' * indent}{line}{newline}" for line in _lines(decision))


def _lines(decision: Decision) -> Iterator[str]:
    action = _plain(decision.action)
    one = f"- {decision.kind}: {_flow(action)}"
    if len(one) <= WIDTH and not any(map(_of_mappings, action.values())):
        yield one
    else:
        yield f"- {decision.kind}:"
        for key, value in action.items():
            if _of_mappings(value):
                yield f"    {key}:"
                yield from (f"      - {_flow(item)}" for item in value)
            else:
                yield f"    {key}: {_flow(value)}"
    yield f"  reason: {_flow(decision.reason)}"
    if decision.by:
        yield f"  by: {_flow(decision.by)}"


def _of_mappings(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def flow(decision: Decision) -> str:
    """Return a decision as one flow mapping."""
    parts: dict[str, Any] = {decision.kind: _plain(decision.action), "reason": decision.reason}
    return _flow(parts | ({"by": decision.by} if decision.by else {}))


def _plain(action: Any) -> dict[str, Any]:
    made: dict[str, Any] = action.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return made


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def _text(value: str) -> str:
    """Return a text as people would write it, in quotes wherever YAML could read something else."""
    if _PLAIN.fullmatch(value) and not _TRAPS.fullmatch(value):
        return value
    # JSON strings are YAML strings, once what YAML does not print is escaped.
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def decisions_in(values: Iterable[Decision]) -> tuple[tuple[str, str, str, str], ...]:
    """Return what decisions say, without where they stand, to compare what was meant with what was read."""
    return tuple((d.kind, d.action.model_dump_json(), d.reason, d.by) for d in values)
