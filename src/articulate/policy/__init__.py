"""What regulations ask on a given day, and how a pathway stands against it.

A number of a regulation is written once, in ``data/policies``, with its document, its days and how sure
we are of it. The rules read it, and so does the planner: a measure is one or two sums over courses, exact
and linear. Shares are fractions, for regulations speak of thirds and quarters.
"""

from articulate.policy.assess import (
    Assessment,
    Breach,
    Verdict,
    assess,
    breaches,
    conflicts,
    unmet,
)
from articulate.policy.duties import Obligation, obligations
from articulate.policy.measure import (
    MEASURED,
    MEASURES,
    TOTALS,
    Limit,
    Measure,
    limits,
    measured_courses,
    readings,
    visit_internships,
    work_internships,
)
from articulate.policy.names import answering, answers, usual_place
from articulate.policy.packs import Policy, UnknownPolicy, load, pack, packs, policy_for
from articulate.policy.provision import Number, Provision, amount, place, years_of

__all__ = [
    "MEASURED",
    "MEASURES",
    "TOTALS",
    "Assessment",
    "Breach",
    "Limit",
    "Measure",
    "Number",
    "Obligation",
    "Policy",
    "Provision",
    "UnknownPolicy",
    "Verdict",
    "amount",
    "answering",
    "answers",
    "assess",
    "breaches",
    "conflicts",
    "limits",
    "load",
    "measured_courses",
    "obligations",
    "pack",
    "packs",
    "place",
    "policy_for",
    "readings",
    "unmet",
    "usual_place",
    "visit_internships",
    "work_internships",
    "years_of",
]
