"""``articulate improve``: decisions proposed for what a check finds, chosen by name or number, written."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from articulate.commands.common import OK, Progress, as_text, read_pathway, say
from articulate.findings import SpokenError
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.improving import Improvement, Mended, Proposal

NAME = re.compile(r"[a-z]+:[A-Za-z0-9][A-Za-z0-9._+:/@-]*")
"""How the name of a proposal looks; see ``improving/naming.py``."""


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate improve``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("--bare", action="store_true", help=words("bare"))
    one.add_argument("--all", action="store_true", help=words("improve_all"))
    one.add_argument("--choose", default="", metavar="NAME,…", help=words("choose"))
    one.add_argument("--write", action="store_true", help=words("write"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))


def run(options: argparse.Namespace) -> int:
    """Propose, print and, where asked to, write; return the exit code."""
    from articulate.improving import improve

    wanted = _wanted(options.choose)
    pathway, policy = read_pathway(options.pathway, options)
    before = len((pathway.undecided or pathway).decisions) if options.bare else 0
    if options.write:
        if not wanted and not options.all:
            raise SpokenError("improve.write_what")
        if before:
            raise SpokenError("improve.bare_has_decisions", file=options.pathway, count=before)
    if options.bare:
        pathway = pathway.bare()
    with Progress(options.lang) as progress:
        progress.step("improve")
        found = improve(pathway, policy, on=options.on)
        done = {w: places for w in wanted if isinstance(w, str) and (places := found.taken(w))}
        chosen = found.get(*(w for w in wanted if w not in done))
        found.choose(*(p.rank for p in chosen))
        mended = found.mend(*(p.rank for p in chosen)) if options.all else None
    written = _write(options, mended.proposals if mended else chosen) if options.write else None
    if options.format == "json":
        _json(options, found, mended, done, written)
    else:
        _tell(options, found, chosen, mended, done, written, before)
    return OK


def _wanted(text: str) -> tuple[int | str, ...]:
    """Return numbers and names of proposals, as they are given with commas."""
    items = [item.strip() for item in text.replace("，", ",").split(",") if item.strip()]
    for item in items:
        if not (item.isascii() and item.isdigit() and len(item) < 6) and not NAME.fullmatch(item):
            raise SpokenError("improve.bad_choice", item=item)
    return tuple(int(item) if item.isdigit() else item for item in dict.fromkeys(items))


def _write(options: argparse.Namespace, chosen: Sequence[Proposal]) -> dict[str, Any]:
    """Put the decisions of proposals into the file; return which file, and how many there were."""
    from articulate.building import write_decisions

    decisions = tuple(d for p in chosen for d in p.decisions)
    if not decisions:
        return {}
    file = write_decisions(options.pathway, decisions, root=options.root)
    return {"file": str(file), "decisions": len(decisions)}


def _json(
    options: argparse.Namespace,
    found: Improvement,
    mended: Mended | None,
    done: dict[str, tuple[int, ...]],
    written: dict[str, Any] | None,
) -> None:
    shown = found.as_json(options.lang)
    if mended is not None:
        shown["all"] = mended.as_json(options.lang)
    if done:
        shown["already"] = [{"name": name, "decisions": list(places)} for name, places in done.items()]
    if written:
        shown["written"] = written
    say(as_text(shown).rstrip("\n"))


def _tell(
    options: argparse.Namespace,
    found: Improvement,
    chosen: Sequence[Proposal],
    mended: Mended | None,
    done: dict[str, tuple[int, ...]],
    written: dict[str, Any] | None,
    before: int,
) -> None:
    """Print the proposals, what was chosen already, and how to write or what was written."""
    from articulate.emitters.proposals import improvement_lines, mended_lines

    lang = options.lang
    if chosen or not done:
        listed = chosen if options.choose and not options.all else found.proposals
        say("\n".join(improvement_lines(found, listed, lang)))
    if mended is not None:
        say("\n".join(mended_lines(mended, lang)))
    for name, places in done.items():
        say(label("improve.already", lang, name=name, file=options.pathway, numbers=places))
        if again := tuple(p.name for p in found.called(name)):
            say(label("improve.again", lang, names=again))
    if written is None:
        best = mended.proposals if mended is not None else chosen or (() if done else found.proposals[:1])
        if best:
            say(_how_to_write(options, best, before))
    elif written:
        by = (mended.proposals if mended else chosen)[0].decision.by
        say(label("improve.written", lang, by=by, file=written["file"], count=written["decisions"]))
    else:
        say(label("improve.nothing_to_write", lang))


def _how_to_write(options: argparse.Namespace, picked: Sequence[Proposal], before: int) -> str:
    """Say how to write proposals; those for a bare pair do not fit a file that holds decisions."""
    if before:
        return label("improve.how_on_decided", options.lang, file=options.pathway, count=before)
    name = str(options.pathway)
    words = ["articulate", "improve", f'"{name}"' if " " in name else name]
    words += ["--on", options.on.isoformat()] if options.on else []
    words += ["--choose", ",".join(p.name for p in picked), "--write"]
    return label("improve.how_to_write", options.lang, command=" ".join(words))
