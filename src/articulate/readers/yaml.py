"""YAML text as plain values in which every mapping knows its line, with all problems in one list.

The C parser makes the nodes; what they mean is decided here, since YAML 1.1 would turn ``no`` into
false and ``012`` into ten. Mappings carry their place under ``@source``; words in lists are
``Word``, a ``str`` that carries its place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from articulate.findings import Finding
from articulate.i18n import Phrase
from articulate.model.source import SourceRef
from articulate.model.value import SOURCE_KEY
from articulate.readers import problems

MAX_BYTES = 4 * 1024 * 1024
"""A curriculum file is some 100 KB; what is far larger is not one."""
MAX_NODES = 200_000
"""Values of a file after its aliases are written out."""
MAX_SYNTAX_ERRORS = 10

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_TRAPS = (
    (re.compile(r"(?:yes|Yes|YES|on|On|ON)"), "true"),
    (re.compile(r"(?:no|No|NO|off|Off|OFF)"), "false"),
    (re.compile(r"[-+]?0[0-9]+"), "number"),
    (re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+"), "sexagesimal"),
    (re.compile(r"0[xob][0-9A-Fa-f]+"), "number"),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*"), "number"),
)


class Word(str):
    """A piece of text from a list that knows where it was written."""

    __slots__ = ("source",)
    source: SourceRef

    @classmethod
    def at(cls, text: str, source: SourceRef) -> Word:
        """Return the text with its place."""
        word = cls(text)
        word.source = source
        return word


class _Loader(yaml.CSafeLoader):
    """Composes nodes without guessing at the meaning of plain words."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML looks it up on the class)


def read_text(path: Path, shown: str) -> tuple[str, list[Finding]]:
    """Return the text of a file, or what keeps it from being read. Never raises."""

    def refuse(key: str, **values: Any) -> tuple[str, list[Finding]]:
        return "", [
            problems.UNREADABLE.at(
                SourceRef(shown),
                what=shown,
                why=Phrase(f"src.unreadable.{key}", values),
                remedy=Phrase(f"src.unreadable_remedy.{key}", values),
            )
        ]

    try:
        if not path.exists():
            return refuse("missing")
        if path.is_dir():
            return refuse("folder")
        if not path.is_file():
            return refuse("special")
        if path.stat().st_size > MAX_BYTES:
            return refuse("large", limit=MAX_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except OSError as error:
        return refuse("denied", why=error.strerror or "")
    if b"\0" in data:
        return refuse("binary")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return refuse("binary")
        return refuse("gbk")
    if not text.strip():
        return refuse("empty")
    return text, []


def parse(text: str, file: str = "") -> tuple[Any, list[Finding], bool]:
    """Return plain values, the problems found, and whether the text was whole.

    Where the text is not YAML the offending line is set aside and the rest is read, so that one slip
    does not hide the others; the last value is then false. An item of a list that stands where none may
    stand is set aside with all that is written under it.
    """
    found: list[Finding] = []
    lines = text.split("\n")
    for _ in range(MAX_SYNTAX_ERRORS + 1):
        try:
            loader = _Loader("\n".join(lines))
            try:
                node = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            number = min(mark.line if mark else 0, len(lines) - 1)
            at_fault, finding = _syntax(error, lines, number, mark.column if mark else 0, file)
            found.append(finding)
            if len(found) > MAX_SYNTAX_ERRORS or not lines[at_fault[0]].strip():
                return None, found, False
            for at in at_fault:
                lines[at] = ""
            continue
        except yaml.YAMLError:
            return None, [*found, _plain_syntax(file, "characters")], False
        except RecursionError:
            return None, [*found, _unsafe(file, "deep")], False
        break
    else:
        return None, found, False
    if node is None:
        return None, found, not found
    try:
        if _size(node, {}, set()) > MAX_NODES:
            return None, [*found, _unsafe(file, "bomb")], False
    except RecursionError:
        return None, [*found, _unsafe(file, "deep")], False
    except _EndlessError:
        return None, [*found, _unsafe(file, "endless")], False
    whole = not found
    value = _build(node, file, found)
    return value, found, whole


class _EndlessError(Exception):
    """An alias that contains itself."""


def _size(node: yaml.Node, known: dict[int, int], open_: set[int]) -> int:
    if id(node) in known:
        return known[id(node)]
    if id(node) in open_:
        raise _EndlessError
    open_.add(id(node))
    if isinstance(node, yaml.MappingNode):
        total = 1 + sum(_size(k, known, open_) + _size(v, known, open_) for k, v in node.value)
    elif isinstance(node, yaml.SequenceNode):
        total = 1 + sum(_size(v, known, open_) for v in node.value)
    else:
        total = 1
    open_.discard(id(node))
    known[id(node)] = total
    return total


def _place(node: yaml.Node, file: str) -> SourceRef:
    return SourceRef(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _build(node: yaml.Node, file: str, found: list[Finding]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file, found)
    if node.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        found.append(_unsafe(file, "tag", node))
    if isinstance(node, yaml.SequenceNode):
        out: list[Any] = []
        for item in node.value:
            value = _build(item, file, found)
            out.append(Word.at(value, _place(item, file)) if isinstance(value, str) else value)
        return out
    made: dict[str, Any] = {}
    places: list[tuple[str, int, int]] = []
    first: dict[str, int] = {}
    for key, item in node.value:
        if not isinstance(key, yaml.ScalarNode):
            found.append(_unsafe(file, "key", key))
            continue
        name = str(key.value)
        where = _place(key, file)
        if name == "<<" and not key.style:
            found.append(_unsafe(file, "merge", key))
            continue
        if name.startswith("@"):
            none = Phrase("src.guess_none")
            found.append(problems.UNKNOWN_FIELD.at(where, field=name, where="", guess=none))
            continue
        value = _build(item, file, found)
        if name in made:
            found.append(problems.DUPLICATE_KEY.at(where, field=name, other=first[name]))
            continue
        first[name] = where.line
        places.append((name, where.line, where.column))
        made[name] = value
    here = _place(node, file)
    made[SOURCE_KEY] = SourceRef(here.file, here.line, here.column, places=tuple(places))
    return made


def _scalar(node: yaml.ScalarNode, file: str, found: list[Finding]) -> Any:
    text: str = node.value
    if node.tag.startswith("!") or node.tag not in _PLAIN_TAGS:
        found.append(_unsafe(file, "tag", node))
        return text
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    for pattern, read in _TRAPS:
        if pattern.fullmatch(text):
            instead = _plain_number(text) if read == "number" else read
            remedy = f'{instead} / "{text}"' if instead not in ("sexagesimal", "") else f'"{text}"'
            found.append(
                problems.YAML_TRAP.at(
                    _place(node, file), given=text, read=Phrase(f"src.trap.{read}"), remedy=remedy
                )
            )
            return {"true": True, "false": False}.get(read, text)
    return text


_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "null", "bool", "int", "float", "timestamp")
)


def _plain_number(text: str) -> str:
    digits = text.replace("_", "").lstrip("0")
    return digits if digits.isdigit() else ""


def _syntax(
    error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int, file: str
) -> tuple[range, Finding]:
    """Return the lines at fault (from 0) and the finding, with the commonest slips told apart."""
    if "quoted scalar" in (error.context or "") and error.context_mark is not None:
        number, column = error.context_mark.line, error.context_mark.column
        return _one(number), _slip(file, number, column, "quote")
    # The parser stops where it gives up, which may be the line after the slip.
    for k in (number, number - 1):
        if 0 <= k < len(lines):
            line = lines[k]
            if "\t" in line[: len(line) - len(line.lstrip())]:
                return _one(k), _slip(file, k, line.index("\t"), "tab")
            if re.match(r"\s*(?:- )?[A-Za-z_]+：", line):
                return _one(k), _slip(file, k, line.index("："), "wide_colon")
            if re.search(r"[{,]\s*[a-z_]+：|：\s*[\d{\[]", line):
                return _one(k), _slip(file, k, line.index("："), "wide_colon")
    line = lines[number]
    quotes = line.count('"') % 2 or line.count("'") % 2
    if quotes:
        return _one(number), _slip(file, number, column, "quote")
    if line.count("{") != line.count("}") or line.count("[") != line.count("]"):
        return _one(number), _slip(file, number, column, "bracket")
    what = str(error.problem or "")
    key = "indent" if "block" in what or "mapping values" in what else "other"
    if _ITEM.match(line) and "expected" in what:
        return _item(lines, number), _slip(file, number, column, "item")
    return _one(number), _slip(file, number, column, key)


_ITEM = re.compile(r"\s*- ")


def _one(number: int) -> range:
    return range(number, number + 1)


def _item(lines: list[str], number: int) -> range:
    """Return the lines of an item of a list: its own and those indented under it."""
    end = number + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > _indent(lines[number])):
        end += 1
    return range(number, end)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _slip(file: str, line: int, column: int, key: str) -> Finding:
    return problems.SYNTAX.at(
        SourceRef(file, line + 1, column + 1),
        why=Phrase(f"src.syntax.{key}"),
        remedy=Phrase(f"src.syntax_remedy.{key}"),
    )


def _plain_syntax(file: str, key: str) -> Finding:
    return problems.SYNTAX.at(
        SourceRef(file, 1, 1), why=Phrase(f"src.syntax.{key}"), remedy=Phrase(f"src.syntax_remedy.{key}")
    )


def _unsafe(file: str, key: str, node: yaml.Node | None = None) -> Finding:
    place = _place(node, file) if node is not None else SourceRef(file, 1, 1)
    return problems.UNSAFE.at(
        place, what=Phrase(f"src.unsafe.{key}"), remedy=Phrase(f"src.unsafe_remedy.{key}")
    )
