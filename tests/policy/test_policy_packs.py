"""The packs: every number once, every clause with its document, nothing claimed that was not read."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import articulate
from articulate.findings import Severity
from articulate.i18n import label
from articulate.policy import (
    MEASURED,
    Policy,
    Provision,
    UnknownPolicy,
    conflicts,
    load,
    pack,
    packs,
)
from articulate.shipped import shipped

DATA = Path(articulate.__file__).parent / "data"
EVERYTHING = load(packs())


def figure(provision_id: str, bound: str = "at_least") -> Fraction:
    provision = EVERYTHING.get(provision_id)
    assert provision is not None
    return Fraction(getattr(provision, bound))


def test_the_ten_packs_are_there() -> None:
    assert packs() == (
        "certificates",
        "moe-2009-2",
        "moe-2019-13",
        "moe-2021-4",
        "moe-std-2025",
        "public-basic-higher",
        "public-basic-secondary",
        "reference-practice",
        "shanxi-2016-transfer",
        "shanxi-2025-1",
    )


@pytest.mark.parametrize("provision", EVERYTHING.provisions, ids=lambda p: p.id)
class TestEveryProvision:
    def test_names_its_document(self, provision: Provision) -> None:
        assert provision.title
        assert provision.document or provision.short or provision.scope in ("practice", "derived", "shanxi")
        assert provision.cite("zh") and provision.cite("en") and provision.cite_in_full("zh")

    def test_speaks_both_languages(self, provision: Provision) -> None:
        for lang in ("zh", "en"):
            text = provision.text(lang)
            assert text.endswith(("。", ".")) and "{" not in text and "None" not in text

    def test_has_its_numbers_only_once(self, provision: Provision) -> None:
        numbers = {str(n) for n in (provision.at_least, provision.at_most, provision.about) if n is not None}
        for wording in (provision.zh, provision.en):
            assert not numbers & set(re.findall(r"\d+(?:/\d+)?", wording))

    def test_says_when_it_is_unverified_and_is_then_advice(self, provision: Provision) -> None:
        if provision.verified:
            assert "未核实" not in provision.cite("zh")
        else:
            assert provision.severity is Severity.ADVICE
            assert "未核实" in provision.cite("zh") and "未核实" in provision.cite_in_full("zh")
            assert "not verified" in provision.cite("en")

    def test_knows_from_when_it_holds_or_is_only_for_reference(self, provision: Provision) -> None:
        assert provision.since is not None or provision.pack in ("reference-practice", "certificates")

    def test_rests_on_provisions_that_exist(self, provision: Provision) -> None:
        assert all(EVERYTHING.get(i) for i in provision.rests_on)

    def test_has_words_for_what_it_measures(self, provision: Provision) -> None:
        if provision.measure in MEASURED:
            for lang in ("zh", "en"):
                assert label(f"policy.measure.{provision.measure}", lang)
                assert label(provision.bound.key, lang, **provision.bound.values)

    def test_names_only_courses_with_a_list_of_names(self, provision: Provision) -> None:
        names = shipped("public_courses.yaml")
        asked = [provision.course] if provision.course else []
        if provision.measure in ("courses_required", "courses_offered"):
            asked += provision.value
        assert all(name in names and name == names[name][0] for name in asked)


def test_reference_practice_binds_nobody() -> None:
    assert all(p.severity is Severity.ADVICE for p in pack("reference-practice"))


def test_nothing_of_other_provinces_binds() -> None:
    provinces = {"guangdong", "shandong", "shanghai", "fujian", "zhejiang"}
    assert all(p.severity is Severity.ADVICE for p in EVERYTHING if p.scope in provinces)


@pytest.mark.parametrize("path", sorted(DATA.glob("**/*.yaml")), ids=lambda p: p.stem)
def test_data_names_no_address(path: Path) -> None:
    assert not re.search(r"https?:|www\.|\w\.(?:cn|com|net|org)\b", path.read_text("utf-8"))


def test_what_must_not_be_cited_is_not() -> None:
    assert all("2023〕8号" not in p.document for p in EVERYTHING)


def test_derived_figures_follow_from_what_they_rest_on() -> None:
    two_years = figure("HRS-HV-TOTAL") * Fraction(2, 3)
    assert figure("HRS-FY-DERIVED-HV2") == -(-two_years // 1)
    assert figure("HRS-FY-DERIVED-TOTAL") == figure("HRS-SEC-TOTAL") + figure("HRS-FY-DERIVED-HV2")
    assert figure("HRS-FY-DERIVED-CAP", "at_most") == 5 * figure("HRS-WEEKS-YEAR") * figure("HRS-SEC-WEEKLY")
    weighted = (
        figure("HRS-SEC-TOTAL") * figure("SHR-SEC-BASIC", "about") + two_years * figure("SHR-HV-BASIC")
    ) / (figure("HRS-SEC-TOTAL") + two_years)
    assert abs(weighted - figure("SHR-FY-DERIVED-BASIC", "about")) < Fraction(1, 100)


def test_a_derived_provision_cites_the_document_it_rests_on() -> None:
    derived = EVERYTHING.get("HRS-FY-DERIVED-HV2")
    assert derived is not None
    assert derived.cite() == "由教职成〔2019〕13号推算（未核实）"


def test_the_four_political_courses_make_one() -> None:
    names = shipped("public_courses.yaml")["思想政治"]
    assert {"中国特色社会主义", "心理健康与职业生涯", "哲学与人生", "职业道德与法治"} <= set(names)


def test_conflicts_name_provisions_and_have_words() -> None:
    for name, entry in shipped("conflicts.yaml").items():
        assert all(EVERYTHING.get(i) for i in entry["provisions"]), name
        for lang in ("zh", "en"):
            assert label(f"policy.conflict.{name}", lang)


def test_a_conflict_of_one_stage_is_not_told_of_the_other() -> None:
    internship = EVERYTHING.get("INT-6M")
    assert internship is not None
    assert [e.values["id"] for e in conflicts([internship], None)] == []
    assert len(shipped("conflicts.yaml")) == 6


@pytest.mark.parametrize("name", ["nowhere", "../majors", "moe-2019-13.yaml", ""])
def test_a_pack_that_does_not_exist_is_told_with_those_that_do(name: str) -> None:
    with pytest.raises(UnknownPolicy, match="moe-2019-13") as caught:
        load([name])
    assert "没有名为" in caught.value.text("zh")
    assert "no policy pack" in caught.value.text("en") and "moe-2019-13" in caught.value.text("en")


def test_the_order_of_packs_says_nothing() -> None:
    names = ["shanxi-2025-1", "moe-2019-13", "moe-2009-2"]
    assert load(names) == load(names[::-1]) == load(names * 2)


def test_only_what_is_in_force_on_a_day_counts() -> None:
    before, after = EVERYTHING.on(date(2018, 1, 1)), EVERYTHING.on(date(2026, 9, 1))
    assert before.get("HRS-SEC-TOTAL") is None and before.get("HRS-SEC-CREDITS") is not None
    assert after.get("HRS-SEC-TOTAL") is not None
    assert len(before) < len(after)


def test_the_last_day_still_counts() -> None:
    once = Provision.of({"id": "X", "since": date(2020, 1, 1), "until": date(2020, 12, 31)})
    policy = Policy((once,))
    assert [len(policy.on(date(y, 12, 31))) for y in (2019, 2020, 2021)] == [0, 1, 0]
