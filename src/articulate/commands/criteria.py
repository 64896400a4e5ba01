"""``articulate criteria``: the transfer criteria of a pathway, a draw, a reason, or a common core of two."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from articulate.commands.common import OK, Progress, read_pathway, say
from articulate.findings import SpokenError
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.model.criteria import TransferCriteria
    from articulate.model.pathway import Pathway
    from articulate.model.plan import TeachingPlan
    from articulate.policy import Policy

MOST_SEED = 100
"""Characters of a seed at the most."""


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate criteria``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"criteria.help.{key}", lang)

    one.add_argument("other", nargs="?", metavar="PATHWAY2", help=words("other"))
    one.add_argument("-o", "--out", type=Path, help=label("cli.help.criteria_out", lang))
    one.add_argument("--draw", metavar="SEED", help=words("draw"))
    one.add_argument("--why", metavar="TOPIC", help=words("why"))
    one.add_argument("--seconds", type=float, default=60, help=label("cli.help.seconds", lang))


def run(options: argparse.Namespace) -> int:
    """Derive criteria and write or print what is asked; return the exit code."""
    if options.out is None and options.draw is None and options.why is None:
        raise SpokenError("criteria.help.say_what" if options.other is None else "criteria.shared.needs_file")
    if options.draw is not None and not 0 < len(options.draw.strip()) <= MOST_SEED:
        raise SpokenError("criteria.drawn.bad_seed", most=MOST_SEED)
    if options.other is not None:
        return _shared(options)
    pathway, policy, plan, criteria = _derived(options.pathway, options)
    if options.why is not None:
        _why(options, pathway, criteria)
    if options.draw is not None:
        _draw(options, criteria)
    if options.out is not None:
        from articulate.emitters import emit

        emit(criteria, options.out, lang=options.lang, pathway=pathway, policy=policy, plan=plan)
        say(label("cli.file_written", options.lang, file=str(options.out)))
    return OK


def _derived(
    name: str, options: argparse.Namespace
) -> tuple[Pathway, Policy, TeachingPlan | None, TransferCriteria]:
    from articulate.planning import plan
    from articulate.transfer import criteria

    pathway, policy = read_pathway(name, options)
    with Progress(options.lang) as progress:
        progress.step("plan")
        result = plan(pathway, policy, seconds=options.seconds)
    if result.plan is None:
        say(label("cli.criteria_without_plan", options.lang))
    return pathway, policy, result.plan, criteria(pathway, result.plan)


def _shared(options: argparse.Namespace) -> int:
    from articulate.emitters import emit
    from articulate.model.shared import SHARED_PARTS
    from articulate.transfer import shared_core

    if options.out is None:
        raise SpokenError("criteria.shared.needs_file")
    pathway, _, _, mine = _derived(options.pathway, options)
    two, _, _, other = _derived(options.other, options)
    core = shared_core((pathway, mine), (two, other))
    emit(core, options.out, lang=options.lang)
    common = {part: core.common(part) for part in SHARED_PARTS}
    first, second = core.higher
    say(label("criteria.shared.plain", options.lang, first=first, second=second, **common))
    say(label("cli.file_written", options.lang, file=str(options.out)))
    return OK


def _why(options: argparse.Namespace, pathway: Pathway, criteria: TransferCriteria) -> None:
    from articulate.emitters.criteria.why import why_lines

    item = next((b for b in criteria.bridge if b.topic == options.why.strip()), None)
    if item is None:
        near = get_close_matches(options.why, [b.topic for b in criteria.bridge], n=3, cutoff=0.3)
        key = "criteria.why.unknown_near" if near else "criteria.why.unknown"
        raise SpokenError(key, topic=options.why[:60], near=tuple(near))
    say("\n".join(why_lines(pathway, criteria, item, options.lang)))


def _draw(options: argparse.Namespace, criteria: TransferCriteria) -> None:
    from articulate.emitters.criteria.why import draw_lines
    from articulate.transfer import draw

    seed = options.draw.strip()
    lines = draw_lines(criteria, draw(criteria, seed), options.lang)
    if not lines:
        raise SpokenError("criteria.drawn.nothing")
    say("\n".join([label("criteria.drawn.head", options.lang, seed=seed), *lines]))
