"""``articulate school``: the pathways of one school, planned so that they agree on what they share."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articulate.commands.asking import ALLOW, asked_choice, asked_of_school
from articulate.commands.common import NO_PLAN, OK, Progress, as_text, say
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.model.plan import TeachingPlan
    from articulate.model.school import School
    from articulate.planning.joint import JointRepair, JointResult
    from articulate.planning.joint.sharing import Policies


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate school``."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("school", type=Path, metavar="SCHOOL", help=words("school_file"))
    one.add_argument("-o", "--out", type=Path, metavar="FILE", help=words("school_out"))
    one.add_argument("--plans", type=Path, metavar="DIR", help=words("school_plans"))
    one.add_argument(
        "--plans-as", choices=["yaml", "xlsx", "docx", "md"], default="yaml", help=words("school_plans_as")
    )
    start = one.add_mutually_exclusive_group()
    start.add_argument("--keep", action="append", metavar="DIR", help=words("school_keep"))
    start.add_argument("--repair", action="append", metavar="DIR", help=words("school_repair"))
    one.add_argument(
        "--move-for",
        choices=["conditions", "wishes", "balance"],
        default="conditions",
        help=words("move_for"),
    )
    one.add_argument(
        "--pin", action="append", default=[], metavar="[PATHWAY:]COURSE=TERM", help=words("school_pin")
    )
    one.add_argument(
        "--forbid", action="append", default=[], metavar="[PATHWAY:]COURSE=TERM", help=words("school_forbid")
    )
    more = one.add_mutually_exclusive_group()
    more.add_argument("--alternatives", type=int, metavar="N", help=words("alternatives"))
    more.add_argument(
        "--what-if", action="append", default=[], metavar="[PATHWAY:]CHANGE", help=words("school_what_if")
    )
    one.add_argument("--differ", type=int, metavar="COURSES", help=words("differ"))
    one.add_argument("--allow", type=int, default=ALLOW, metavar="PERCENT", help=words("allow"))
    one.add_argument("--way", choices=["auto", "joint", "sequence"], default="auto", help=words("school_way"))
    one.add_argument("--seconds", type=float, default=120, help=words("school_seconds"))
    one.add_argument("--solver", choices=["highs", "cpsat"], default="highs", help=words("solver"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))


def run(options: argparse.Namespace) -> int:
    """Plan, print and write; return the exit code."""
    from articulate.emitters.school_text import school_lines
    from articulate.readers import read_school

    school = read_school(options.school, root=options.root)
    if options.what_if:
        return _what_if(options, school)
    if options.alternatives is not None:
        return _alternatives(options, school)
    result, repair = _planned(options, school)
    if options.format == "json":
        shown = {**(repair.as_json(options.lang) if repair else {}), **result.as_json(options.lang)}
        say(as_text(shown).rstrip("\n"))
    else:
        say("\n".join([*(repair.lines(options.lang) if repair else ()), *school_lines(result, options.lang)]))
    _write(options, result)
    return OK if result.members else NO_PLAN


def _planned(options: argparse.Namespace, school: School) -> tuple[JointResult, JointRepair | None]:
    """Return the plans of the school and, where plans were given to be repaired, what is wrong with them."""
    from articulate.planning.joint import plan_school, repair_school

    asked, given, policies = _asked(options, school), _given(options, school), _policies(options)
    with Progress(options.lang) as progress:
        progress.step("plan")
        if not options.repair:
            return plan_school(school, policies, keep=given, **asked), None
        repair = repair_school(school, policies, given=given, **asked)
        return repair.told, repair


def _what_if(options: argparse.Namespace, school: School) -> int:
    """Try a change, print what it does to the plans, and write the nearest ones; return the exit code."""
    from articulate.emitters.school_choices import school_what_if_json, school_what_if_lines
    from articulate.planning.joint import compare_school
    from articulate.readers.school_changes import changed_school

    asked, present = _asked(options, school), _given(options, school)
    after = changed_school(school, options.what_if)
    with Progress(options.lang) as progress:
        progress.step("plan")
        found = compare_school(
            school, after.school, _policies(options), present=present, what=after.what, **asked
        )
    if options.format == "json":
        say(as_text(school_what_if_json(found, options.lang)).rstrip("\n"))
    else:
        say("\n".join(school_what_if_lines(found, options.lang)))
    _write(options, found.after)
    return OK if found.after.members else NO_PLAN


def _alternatives(options: argparse.Namespace, school: School) -> int:
    """Find other plans, print and write them, the first without a number; return the exit code."""
    from articulate.emitters.school_choices import school_alternatives_json, school_alternatives_lines
    from articulate.emitters.school_text import school_lines
    from articulate.planning.joint import alternatives_school, known_parts, review_school

    asked, given, lang = _asked(options, school), _given(options, school), options.lang
    keep = known_parts(given, school) if options.repair else given
    with Progress(lang) as progress:
        progress.step("plan")
        found = alternatives_school(school, _policies(options), keep=keep, **asked_choice(options), **asked)
    first = found.results[0]
    repair = None
    if options.repair:
        pins, forbid = asked["pins"], asked["forbid"]
        repair = review_school(school, _policies(options), given, first, pins=pins, forbid=forbid)
    if options.format == "json":
        faults = repair.as_json(lang) if repair is not None else {}
        say(as_text(faults | school_alternatives_json(found, lang)).rstrip("\n"))
    else:
        lines = repair.lines(lang) if repair is not None else []
        if first.members:
            lines += school_alternatives_lines(found, lang, causes=repair is None)
        else:
            lines += school_lines(first, lang)
        say("\n".join(lines))
    for number, result in enumerate(found.found, start=1):
        _write(options, result, number)
    return OK if found.found else NO_PLAN


def _asked(options: argparse.Namespace, school: School) -> dict[str, Any]:
    """Return what every way of planning is asked to keep to. Raises ``InputError`` with every slip."""
    pins, forbid = asked_of_school(school, options.pin, options.forbid)
    return {
        "pins": pins,
        "forbid": forbid,
        "move_for": options.move_for,
        "way": options.way,
        "seconds": options.seconds,
        "solver": options.solver,
    }


def _given(options: argparse.Namespace, school: School) -> dict[str, TeachingPlan]:
    """Return the plans in use, or those to be repaired, whichever were given."""
    from articulate.readers.school_plans import read_school_plans

    return read_school_plans(options.keep or options.repair or (), school, in_use=bool(options.keep))


def _policies(options: argparse.Namespace) -> Policies:
    from articulate.policy import policy_for

    return lambda pathway: policy_for(pathway, options.on)


def _write(options: argparse.Namespace, result: JointResult, number: int = 1) -> None:
    for file in _written(options, result, number):
        if options.format == "text":
            say(label("joint.text.written", options.lang, file=str(file)))


def _written(options: argparse.Namespace, result: JointResult, number: int) -> Iterator[Path]:
    """Write the common table and the plan of each pathway, as far as asked for; yield each file.

    Names of further alternatives end in their number.
    """
    from articulate.emitters import emit
    from articulate.policy import policy_for

    def numbered(path: Path) -> Path:
        return path if number == 1 else path.with_stem(f"{path.stem}-{number}")

    if options.out:
        yield emit(result, numbered(options.out), options.lang)
    for member in result.members if options.plans else ():
        file = numbered(options.plans) / f"{member.key}.{options.plans_as}"
        policy = policy_for(member.pathway, options.on)
        yield emit(member.plan, file, options.lang, pathway=member.pathway, policy=policy)
