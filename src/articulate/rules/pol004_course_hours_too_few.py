"""A public basic course has fewer hours or credits than the documents on it ask.

## Why it matters

Each public basic course has a document of its own that fixes its least hours: military training, physical
education, labour education, situation and policy in every term. Cut hours are the usual price of squeezing
three years of a college into two.

## What it looks at

The hours of all courses of a stage that answer to the name, against the least hours of the document, where
there is such a course. Figures written for three years are advice in the two-year stage, and both stages
together are shown.

## What to do

Give the course its hours, or state in the programme why five years together need fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from articulate.findings import Evidence, Finding, Severity
from articulate.i18n import Phrase
from articulate.model.programme import Course, Stage
from articulate.policy import Number, Provision, amount, answering, conflicts
from articulate.rule import Case, Rule

BAD = """
higher: [{id: h1, name: 军事理论, kind: general, hours: 32}]
policy: [public-basic-higher]
"""

GOOD = """
higher:
- {id: h0, name: 思想道德与法治, kind: general, hours: 48}
- {id: h1, name: 军事理论, kind: general, hours: 36}
- {id: h2, name: 形势与政策, kind: general, hours: 32, span: 4}
policy: [public-basic-higher]
"""


def check(case: Case) -> Iterator[Finding]:
    for stage in Stage:
        for provision in case.policy.of(stage=stage):
            courses = answering(case.pathway, provision.course, stage) if provision.course else ()
            least = _least(provision, stage)
            if not courses or least is None:
                continue
            measured = _measured(provision, courses)
            if measured is None or measured >= least:
                continue
            yield RULE.finding(
                subject=courses[0].id,
                source=courses[0].source.at("credits" if provision.unit == "credit" else "hours"),
                related=[c.source.at("hours") for c in courses[1:]],
                about=[c.id for c in courses],
                severity=provision.severity if provision.fits(stage) else Severity.ADVICE,
                evidence=(*_five_years(case, provision), *conflicts((provision,), stage)),
                hours=int(least - measured) if provision.unit == "hour" else None,
                stage=stage,
                course=_called(provision, courses),
                measured=amount(measured, provision.unit),
                bound=_bound(provision, stage, least),
                gap=amount(least - measured, provision.unit),
                basis=provision.citation,
            )


def _least(provision: Provision, stage: Stage) -> Number | None:
    if provision.floor is None or provision.measure not in (
        "course_hours",
        "course_hours_per_term",
        "course_credits",
    ):
        return None
    each_term = provision.measure == "course_hours_per_term"
    return provision.floor * len(stage.terms) if each_term else provision.floor


def _measured(provision: Provision, courses: tuple[Course, ...]) -> Number | None:
    if provision.measure != "course_credits":
        return sum(c.hours for c in courses)
    total = sum((c.credits for c in courses), Decimal(0))
    return Fraction(total) if total else None  # nobody gave credits: nothing can be said


def _called(provision: Provision, courses: tuple[Course, ...]) -> Phrase:
    names = tuple(c.name for c in courses)
    if len(names) == 1:
        return Phrase("pol.one_course", {"name": names[0]})
    return Phrase("pol.courses_of", {"name": provision.course, "courses": names})


def _bound(provision: Provision, stage: Stage, least: Number) -> Phrase:
    must = Phrase(f"policy.must.{provision.force}")
    if provision.measure == "course_hours_per_term":
        each = amount(provision.floor or 0, provision.unit)
        return Phrase(
            "pol.each_term",
            {"must": must, "each": each, "terms": len(stage.terms), "low": amount(least, provision.unit)},
        )
    return Phrase("policy.bound.at_least", {"must": must, "low": amount(least, provision.unit)})


def _five_years(case: Case, provision: Provision) -> Iterator[Evidence]:
    """What both stages give together, where both teach the course."""
    hours = {
        stage.value: sum(c.hours for c in answering(case.pathway, provision.course or "", stage))
        for stage in Stage
    }
    if all(hours.values()):
        yield Evidence("five_years", {**hours, "total": sum(hours.values())})


RULE = Rule(
    code="POL004",
    name="course-hours-too-few",
    severity=Severity.ERROR,
    message="{stage}: {course} has {measured}, {bound}, {gap} short ({basis})",
    hint="give the course its hours, or state in the programme why five years together need fewer",
    doc=__doc__,
    good=GOOD,
    bad=BAD,
    check=check,
    provisions=(
        "PB-HV-MILT",
        "PB-HV-MILS",
        "PB-HV-PE",
        "PB-HV-SIT",
        "PB-HV-PSY",
        "PB-HV-CAR",
        "PB-HV-LAB",
        "PB-HV-SECU",
        "PB-HV-ENG",
        "PB-HV-IT",
        "PB-SEC-POL",
        "PB-SEC-CHN",
        "PB-SEC-HIS",
        "PB-SEC-MAT",
        "PB-SEC-ENG",
        "PB-SEC-IT",
        "PB-SEC-PE",
        "PB-SEC-ART",
        "PB-SEC-LAB",
    ),
)
