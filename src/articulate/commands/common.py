"""What several subcommands share: reading, progress, and how results of planning are shown."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from articulate.findings import place_json
from articulate.i18n import Lang, label

if TYPE_CHECKING:
    from articulate.model.pathway import Pathway
    from articulate.planning import ConflictReason, PlanResult
    from articulate.policy import Policy

OK, FOUND, NOT_UNDERSTOOD, NO_PLAN = 0, 1, 2, 3

SILENT = ("choice", "tie")
"""Parts of the objective that only make the best plan unique; a reader learns nothing from their figures."""


def read_pathway(name: str, options: argparse.Namespace) -> tuple[Pathway, Policy]:
    """Return a pathway and the policy it falls under on the day that the options name."""
    from articulate.policy import policy_for
    from articulate.readers import read

    pathway = read(name, root=options.root)
    return pathway, policy_for(pathway, options.on)


def say(text: str) -> None:
    """Print to the screen."""
    print(text)


def as_text(value: Any) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def objective_text(result: PlanResult, lang: Lang) -> str:
    """Return the status of a plan and the parts of its objective."""
    key = "optimal" if result.status == "optimal" else "feasible"
    lines = [label(f"cli.plan_{key}", lang, seconds=f"{result.seconds:.1f}")]
    for part in result.objective:
        if part.name not in SILENT:
            name = label(f"plan.objective.{part.name}", lang)
            text = label("cli.objective_part", lang, name=name, value=part.value, bound=part.bound)
            lines.append(f"  {text}")
    return "\n".join(lines)


def conflict_text(result: PlanResult, lang: Lang) -> str:
    """Return why there is no plan."""
    if result.conflict is None:
        return label("cli.plan_unknown", lang)
    return result.conflict.text(lang)


def plan_json(result: PlanResult, lang: Lang) -> dict[str, Any]:
    """Return the answer of planning as JSON."""
    conflict = result.conflict
    shown = {
        "status": result.status,
        "objective": [{"name": p.name, "value": p.value, "bound": p.bound} for p in result.objective],
        "plan": result.plan.model_dump(mode="json") if result.plan else None,
        "conflict": [_reason_json(r, lang) for r in (conflict.reasons if conflict else ())],
        "relax": [_reason_json(r, lang) for r in (conflict.relax if conflict else ())],
        "remedies": [
            {"steps": [_reason_json(s, lang) for s in r.steps], "cost": r.cost, "regulation": r.regulation}
            for r in (conflict.remedies if conflict else ())
        ],
        "unmet": [_reason_json(r, lang) for r in result.unmet],
    }
    if result.moves is not None:
        shown["moves"] = result.moves.as_json(lang)
    return shown


def _reason_json(reason: ConflictReason, lang: Lang) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "message": reason.text(lang),
        "source": place_json(reason.source),
        "provision": reason.provision,
        "courses": list(reason.about),
    }


class Progress:
    """One line on a terminal that says what is being done; silent everywhere else."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.terminal = sys.stderr.isatty()

    def step(self, key: str) -> None:
        """Say which step begins."""
        if self.terminal:
            print(f"\r\x1b[2K{label('cli.steps.' + key, self.lang)}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
