"""Provisions and policies as values: exact numbers, force, days, what-if."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from articulate.findings import Severity
from articulate.i18n import show
from articulate.model.programme import Stage
from articulate.policy import Policy, Provision, amount
from articulate.policy.provision import between, spell


def made(**fields: Any) -> Provision:
    return Provision.of({"id": "X", **fields})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1/3", Fraction(1, 3)), (3000, 3000), ("6/3", 2), (0.1, Fraction(1, 10)), ("0.25", Fraction(1, 4))],
)
def test_numbers_are_read_exactly(written: Any, meant: Any) -> None:
    read = made(at_least=written).at_least
    assert read == meant and type(read) is type(meant)


@pytest.mark.parametrize("wrong", ["viele", True, [1], "1/0"])
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        made(at_least=wrong)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="at_leest"):
        made(at_leest=3)


@pytest.mark.parametrize(
    ("force", "verified", "severity"),
    [
        ("required", True, Severity.ERROR),
        ("expected", True, Severity.WARNING),
        ("may", True, Severity.ADVICE),
        ("required", False, Severity.ADVICE),
        ("expected", False, Severity.ADVICE),
    ],
)
def test_force_and_verification_make_the_severity(force: str, verified: bool, severity: Severity) -> None:
    assert made(force=force, verified=verified).severity is severity


def test_tolerance_widens_the_bounds_and_is_said_beside_the_words() -> None:
    provision = made(at_least=28, at_most=30, tolerance=2, unit="hour_week", force="expected")
    assert (provision.floor, provision.ceiling) == (26, 32)
    assert show(provision.bound) == "一般应在每周28至30学时之间（“一般”按26至32掌握）"


def test_a_figure_alone_binds_only_with_a_tolerance() -> None:
    assert made(about=6).floor is None
    assert (made(about="1/3", tolerance="1/30").floor, made(about=6, tolerance=1).ceiling) == (
        Fraction(3, 10),
        7,
    )


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"at_least": 3000, "unit": "hour"}, "应不少于3000学时", "must be at least 3000 hours"),
        ({"at_most": 1, "unit": "month"}, "应不超过1个月", "must be at most 1 month"),
        ({"at_least": 40, "at_most": 40, "unit": "week"}, "应为40周", "must be 40 weeks"),
        ({"at_least": 6, "at_most": 8, "unit": "course"}, "应在6至8门之间", "must be 6 to 8 courses"),
        (
            {"about": "1/3", "at_least": "3/10", "at_most": "2/5", "unit": "ratio", "force": "expected"},
            "一般应占约33.3%（30%至40%）",
            "should be about 33.3% (30% to 40%)",
        ),
    ],
)
def test_bounds_in_words(fields: dict[str, Any], zh: str, en: str) -> None:
    assert (show(made(**fields).bound), show(made(**fields).bound, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "said"),
    [(28, "28"), (Fraction(13, 2), "6.5"), (Fraction(20, 3), "6.7"), (Fraction(199, 20), "10"), (0, "0")],
)
def test_numbers_are_said_to_one_decimal(number: Any, said: str) -> None:
    assert spell(number) == said


def test_amounts_have_their_unit() -> None:
    assert show(amount(1, "credit"), "en") == "1 credit"
    assert show(amount(Fraction(1, 4), "ratio")) == "25%"
    assert show(between(16, 18, "hour")) == "16至18学时"


@pytest.mark.parametrize(
    ("fields", "secondary", "higher", "five_years"),
    [
        ({"stage": "secondary"}, True, False, False),
        ({}, True, True, False),
        ({"whole": True}, False, False, True),
    ],
)
def test_of_which_stage_it_speaks(
    fields: dict[str, Any], secondary: bool, higher: bool, five_years: bool
) -> None:
    provision = made(**fields)
    spoken = [provision.speaks_of(s) for s in (Stage.SECONDARY, Stage.HIGHER, None)]
    assert spoken == [secondary, higher, five_years]
    assert [bool(Policy((provision,)).of(stage=s)) for s in (*Stage, None)] == spoken


def test_a_figure_for_three_years_does_not_fit_the_two_of_a_pathway() -> None:
    three = made(years=3)
    assert three.fits(Stage.SECONDARY) and not three.fits(Stage.HIGHER) and three.fits(None)


def test_some_provisions_speak_of_some_majors() -> None:
    nurses, others = made(only_for=["5202"]), made(not_for=["5202"])
    assert nurses.concerns("720201", "520201") and not others.concerns("720201", "520201")
    assert others.concerns("660301", "460301") and not nurses.concerns("660301", "460301")


def test_two_provisions_of_one_name_are_refused_unless_equal() -> None:
    with pytest.raises(ValueError, match="X"):
        Policy((made(at_least=1), made(at_least=2)))
    assert len(Policy((made(at_least=1), made(at_least=1)))) == 1


def test_what_if_is_another_policy() -> None:
    policy = Policy((made(at_least=1),))
    changed = policy.having(made(at_least=2))
    asked = [p.at_least for p in (*policy, *changed)]
    assert asked == [1, 2]


def test_a_bare_year_means_its_first_day() -> None:
    since = made(since=2020).since
    assert since is not None and since.isoformat() == "2020-01-01"
