"""``articulate school``: the pathways of one school, planned so that they agree on what they share."""

from __future__ import annotations

import argparse
from pathlib import Path

from articulate.commands.common import NO_PLAN, OK, Progress, as_text, say
from articulate.i18n import Lang, label


def add(one: argparse.ArgumentParser, lang: Lang) -> None:
    """Add the arguments of ``articulate school``."""

    def words(key: str) -> str:
        return label(f"cli.help.{key}", lang)

    one.add_argument("school", type=Path, metavar="SCHOOL", help=words("school_file"))
    one.add_argument("-o", "--out", type=Path, metavar="FILE", help=words("school_out"))
    one.add_argument("--plans", type=Path, metavar="DIR", help=words("school_plans"))
    one.add_argument("--way", choices=["auto", "joint", "sequence"], default="auto", help=words("school_way"))
    one.add_argument("--seconds", type=float, default=120, help=words("school_seconds"))
    one.add_argument("--solver", choices=["highs", "cpsat"], default="highs", help=words("solver"))
    one.add_argument("--format", choices=["text", "json"], default="text", help=words("format"))


def run(options: argparse.Namespace) -> int:
    """Plan, print and write; return the exit code."""
    from articulate.emitters import emit
    from articulate.emitters.school_text import school_lines
    from articulate.planning.joint import plan_school
    from articulate.policy import policy_for
    from articulate.readers import read_school

    school = read_school(options.school, root=options.root)
    with Progress(options.lang) as progress:
        progress.step("plan")
        result = plan_school(
            school,
            lambda pathway: policy_for(pathway, options.on),
            way=options.way,
            seconds=options.seconds,
            solver=options.solver,
        )
    if options.format == "json":
        say(as_text(result.as_json(options.lang)).rstrip("\n"))
    else:
        say("\n".join(school_lines(result, options.lang)))
    written = []
    if options.out:
        written.append(emit(result, options.out, options.lang))
    for member in result.members if options.plans else ():
        file = options.plans / f"{member.key}.yaml"
        written.append(emit(member.plan, file, options.lang, pathway=member.pathway))
    for file in written if options.format == "text" else ():
        say(label("joint.text.written", options.lang, file=str(file)))
    return OK if result.members else NO_PLAN
