"""``articulate plan``: the ten terms, kept calm, repaired, beside other plans, or under a change."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articulate.commands.asking import ALLOW, asked_choice, asked_of
from articulate.commands.common import (
    NO_PLAN,
    OK,
    Progress,
    as_text,
    conflict_text,
    objective_text,
    plan_json,
    read_pathway,
    say,
)
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.model.pathway import Pathway
    from articulate.model.plan import TeachingPlan
    from articulate.planning import PlanResult
    from articulate.policy import Policy


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate plan``, but for those that all commands on a pathway share."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("-o", "--out", type=Path, help=words("plan_out"))
    one.add_argument("--bare", action="store_true", help=words("bare"))
    start = one.add_mutually_exclusive_group()
    start.add_argument("--keep", type=Path, metavar="FILE", help=words("keep"))
    start.add_argument("--repair", type=Path, metavar="FILE", help=words("repair"))
    one.add_argument(
        "--move-for",
        choices=["conditions", "wishes", "balance"],
        default="conditions",
        help=words("move_for"),
    )
    one.add_argument("--pin", action="append", default=[], metavar="COURSE=TERM", help=words("pin"))
    one.add_argument("--forbid", action="append", default=[], metavar="COURSE=TERM", help=words("forbid"))
    more = one.add_mutually_exclusive_group()
    more.add_argument("--alternatives", type=int, metavar="N", help=words("alternatives"))
    more.add_argument("--what-if", action="append", default=[], metavar="CHANGE", help=words("what_if"))
    one.add_argument("--differ", type=int, metavar="COURSES", help=words("differ"))
    one.add_argument("--allow", type=int, default=ALLOW, metavar="PERCENT", help=words("allow"))
    one.add_argument("--seconds", type=float, default=60, help=words("seconds"))
    one.add_argument("--solver", choices=["highs", "cpsat"], default="highs", help=words("solver"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))


def run(options: argparse.Namespace) -> int:
    """Plan, print and write; return the exit code."""
    pathway, policy = read_pathway(options.pathway, options)
    if options.bare:
        pathway = pathway.bare()
    wanted = _wanted(options, pathway)
    if options.alternatives is not None:
        return _alternatives(options, pathway, policy, wanted)
    if options.what_if:
        return _what_if(options, pathway, policy, wanted)
    if options.repair:
        return _repair(options, pathway, policy, wanted)
    return _plan(options, pathway, policy, wanted)


# ---- what is asked ----------------------------------------------------------------------------------


def _wanted(options: argparse.Namespace, pathway: Pathway) -> dict[str, Any]:
    """Return what every way of planning is asked to keep to. Raises ``InputError`` with every slip."""
    pins, forbid = asked_of(pathway, options.pin, options.forbid)
    return {"pins": pins, "forbid": forbid, "seconds": options.seconds, "solver": options.solver}


def _given(options: argparse.Namespace, pathway: Pathway) -> TeachingPlan | None:
    """Return the plan in use, or the one to be repaired, whichever was given."""
    from articulate.readers import read_plan

    path = options.keep or options.repair
    return read_plan(path, pathway, in_use=bool(options.keep)) if path else None


# ---- ways of planning -------------------------------------------------------------------------------


def _plan(options: argparse.Namespace, pathway: Pathway, policy: Policy, wanted: dict[str, Any]) -> int:
    from articulate.planning import plan

    keep = _given(options, pathway)
    with Progress(options.lang) as progress:
        progress.step("plan")
        result = plan(pathway, policy, keep=keep, move_for=options.move_for, **wanted)
    if options.format == "json":
        say(as_text(plan_json(result, options.lang)).rstrip("\n"))
    elif result.plan is None:
        say(conflict_text(result, options.lang))
    else:
        _tell(options, result)
    return _finish(options, pathway, policy, result)


def _repair(options: argparse.Namespace, pathway: Pathway, policy: Policy, wanted: dict[str, Any]) -> int:
    from articulate.planning import repair
    from articulate.readers import read_plan

    given = read_plan(options.repair, pathway)
    with Progress(options.lang) as progress:
        progress.step("plan")
        found = repair(pathway, policy, given, move_for=options.move_for, **wanted)
    if options.format == "json":
        shown = {**plan_json(found.result, options.lang), **found.as_json(options.lang)}
        say(as_text(shown).rstrip("\n"))
    else:
        say("\n".join(found.lines(options.lang)))
        if found.result.plan is None:
            say(conflict_text(found.result, options.lang))
        else:
            _tell(options, found.result, moves=False)
    return _finish(options, pathway, policy, found.result)


def _alternatives(
    options: argparse.Namespace, pathway: Pathway, policy: Policy, wanted: dict[str, Any]
) -> int:
    from articulate.emitters.choices import alternatives_json, alternatives_lines
    from articulate.planning import alternatives
    from articulate.planning.repairing import known_part, review

    given = _given(options, pathway)
    if given is not None:
        keep = known_part(given, pathway) if options.repair else given
        wanted |= {"keep": keep, "move_for": options.move_for}
    wanted |= asked_choice(options)
    with Progress(options.lang) as progress:
        progress.step("plan")
        found = alternatives(pathway, policy, **wanted)
    repair = None
    if options.repair and given is not None:
        asked = {"pins": wanted["pins"], "forbid": wanted["forbid"]}
        repair = review(pathway, policy, given, found.results[0], **asked)
    if options.format == "json":
        faults = repair.as_json(options.lang) if repair is not None else {}
        say(as_text(faults | alternatives_json(found, options.lang)).rstrip("\n"))
    else:
        if repair is not None:
            say("\n".join(repair.fault_lines(options.lang)))
        if not found.plans:
            say(conflict_text(found.results[0], options.lang))
        else:
            say("\n".join(alternatives_lines(found, options.lang, causes=repair is None)))
    if not found.plans:
        return NO_PLAN
    for number, made in enumerate(found.plans, start=1):
        if options.out:
            name = options.out if number == 1 else options.out.with_stem(f"{options.out.stem}-{number}")
            _write(options, made, pathway, policy, name)
    return OK


def _what_if(options: argparse.Namespace, pathway: Pathway, policy: Policy, wanted: dict[str, Any]) -> int:
    from articulate.emitters.choices import what_if_json, what_if_lines
    from articulate.planning import compare
    from articulate.readers.changes import changed

    after = changed(pathway, options.what_if)
    present = _given(options, pathway)
    with Progress(options.lang) as progress:
        progress.step("plan")
        found = compare(
            pathway,
            after.pathway,
            policy,
            present=present,
            what=after.what,
            move_for=options.move_for,
            **wanted,
        )
    if options.format == "json":
        say(as_text(what_if_json(found, options.lang)).rstrip("\n"))
    else:
        say("\n".join(what_if_lines(found, options.lang)))
    if options.out and found.after.plan is not None:
        _write(options, found.after.plan, after.pathway, policy, options.out)
    return OK if found.after.plan is not None else NO_PLAN


# ---- showing and writing ----------------------------------------------------------------------------


def _tell(options: argparse.Namespace, result: PlanResult, *, moves: bool = True) -> None:
    """Print status, objective, wishes left unmet, and what moved."""
    lang = options.lang
    say(objective_text(result, lang))
    if result.unmet:
        say(label("cli.unmet", lang))
        for reason in result.unmet:
            say(f"  · {reason.text(lang)}")
        if result.moves is not None and options.move_for == "conditions":
            say(label("cli.unmet_how", lang))
    if moves and result.moves is not None:
        say(result.moves.text(lang))


def _finish(options: argparse.Namespace, pathway: Pathway, policy: Policy, result: PlanResult) -> int:
    """Write the plan, or print it where no file is asked for; return the exit code."""
    if result.plan is None:
        return NO_PLAN
    if options.out:
        _write(options, result.plan, pathway, policy, options.out)
    elif options.format == "text":
        from articulate.emitters.text import plan_lines

        say("\n".join(plan_lines(pathway, result.plan, options.lang)))
    return OK


def _write(
    options: argparse.Namespace, made: TeachingPlan, pathway: Pathway, policy: Policy, path: Path
) -> None:
    from articulate.emitters import emit

    emit(made, path, lang=options.lang, pathway=pathway, policy=policy)
    if options.format == "text":
        say(label("cli.file_written", options.lang, file=str(path)))
