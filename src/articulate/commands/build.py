"""``articulate build``: everything that one pathway gives, in one folder with an index page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from articulate.commands.common import NO_PLAN, Progress, conflict_text, objective_text, read_pathway, say
from articulate.commands.showing import exit_code, summary_text
from articulate.findings import Severity
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.building import Built, Written

PATH_WIDTH = 38
"""Columns of a terminal for the path of a file."""
MOST_FILES = 3
"""Files of one document that the terminal lists; the index page has all of them."""


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate build``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("-o", "--out", type=Path, required=True, help=words("out_folder"))
    one.add_argument("--only", action="append", default=[], metavar="NAME,…", help=words("only"))
    one.add_argument("--years", type=Path, metavar="FILE", help=words("years"))
    one.add_argument("--ascii", action="store_true", help=words("ascii"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))
    one.add_argument("--fail-on", choices=[s.value for s in Severity], default="error", help=words("fail_on"))


def run(options: argparse.Namespace) -> int:
    """Build, write and tell; return the exit code. What was asked for is looked at before the work begins."""
    from articulate.building import build, chosen, write

    lang: Lang = options.lang
    only = [n for given in options.only for n in given.replace("，", ",").replace("、", ",").split(",")]
    chosen(only, lang)
    pathway, policy = read_pathway(options.pathway, options)
    years = None
    if options.years is not None:
        from articulate.readers import read_quality

        years = read_quality(options.years, pathway)
    with Progress(lang) as progress:
        built = build(
            pathway,
            policy,
            on=options.on,
            lang=lang,
            seconds=options.seconds,
            only=only,
            years=years,
            names="en" if options.ascii else lang,
            progress=progress.step,
        )
        written = write(built, options.out)
    say(summary_text(built.report, lang))
    unplanned = built.result.plan is None
    say(conflict_text(built.result, lang) if unplanned else objective_text(built.result, lang))
    say("\n".join(_listed(built, written, options.out, lang, told=bool(options.only))))
    return NO_PLAN if unplanned else exit_code(built.report, options.fail_on)


def _listed(built: Built, written: Written, folder: Path, lang: Lang, *, told: bool) -> list[str]:
    """Return what was written, each document with what it is, and what became of files changed by hand.

    ``told``: documents were asked for by name, so that one which could not be made is told too.
    """
    from articulate.building import INDEX
    from articulate.emitters.text import padded

    count = len(written.paths)
    lines = [label("folder.written", lang, folder=str(folder), count=count, index=INDEX)]
    lines.append(f"  {padded(INDEX, PATH_WIDTH)} {label('folder.index', lang)}")
    for made in built.made:
        what, paths = label(f"folder.{made.artefact.name}.what", lang), tuple(made.files)
        lines += [f"  {padded(p, PATH_WIDTH)} {what}" for p in paths[:MOST_FILES]]
        if len(paths) > MOST_FILES:
            lines.append(f"  {label('folder.more', lang, count=len(paths) - MOST_FILES)}")
        if told and not paths and made.artefact.needs:
            why = label(f"folder.needs.{made.artefact.needs}", lang)
            lines.append(f"  {made.artefact.title(lang)}{label('cli.colon', lang)}{why}")
    for key, paths in (("copied", written.copies), ("removed", written.removed)):
        if paths:
            lines += [label(f"folder.{key}", lang), *(f"  {p}" for p in paths)]
    return lines
