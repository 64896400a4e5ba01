"""The report page: one safe file that says everything, in both languages, for every kind of pathway."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from articulate.checking import check
from articulate.emitters.page import PageInput, report_page
from articulate.emitters.page.shell import asset
from articulate.findings import Evidence, Finding, Report, Severity
from articulate.graph import CourseGraph
from articulate.i18n import LANGS, Lang
from articulate.matching import relate
from articulate.model.pathway import Pathway
from articulate.planning import Conflict, ConflictReason, PlanResult, plan
from articulate.policy import Policy, assess, policy_for
from articulate.readers import read
from articulate.readers.example import parse
from articulate.transfer import criteria
from papers import SAMPLE, sample, sample_report

CURRICULA = Path(__file__).parents[2] / "curricula" / "pathways"
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr", "rect", "path"}

REPEATED = """
secondary:
  - {id: s1, name: 电工基础, hours: 96, outcomes: [欧姆定律/3/使用欧姆定律计算电路, 正弦交流电/2/说明三要素,
     三相负载/3/完成三相负载连接]}
higher:
  - {id: h1, name: 电工基础, hours: 64, outcomes: [欧姆定律/3/使用欧姆定律计算电路, 正弦交流电/2/说明三要素,
     三相负载/3/完成三相负载连接]}
  - {id: h2, name: 电机控制, hours: 64, requires: [三相负载/3, 触摸屏组态/3], outcomes: [变频调速/4/调试变频调速系统]}
pathway:
  decisions: [{exempt: {course: h1, by: 免修测试}, reason: 三项成果中职均已达到, by: 联合教研组}]
"""


class Page(HTMLParser):
    """What a reader of the page finds: ids, links, attributes, elements, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def page_input(
    pathway: Pathway, policy: Policy, result: PlanResult, report: Report | None = None
) -> PageInput:
    graph, relations = CourseGraph(pathway), relate(pathway)
    made = criteria(pathway, result.plan, graph=graph, relations=relations)
    return PageInput(
        pathway=pathway,
        bare_report=check(pathway.bare(), policy),
        report=report or check(pathway, policy, plan=result.plan, criteria=made),
        plan_result=result,
        criteria=made,
        policy=policy,
        assessments=assess(pathway, policy, result.plan),
        relations=relations,
        bare_relations=relate(pathway.bare()),
        graph=graph,
    )


@cache
def sampled(text: str = SAMPLE) -> PageInput:
    case = parse(text)
    status = "optimal" if case.plan else "unknown"
    return page_input(case.pathway, case.policy, PlanResult(status, case.plan, (), None, 0.0))


@cache
def real() -> PageInput:
    pathway = read(CURRICULA / "16b-industrial-robotics")
    policy = policy_for(pathway)
    return page_input(pathway, policy, plan(pathway, policy, seconds=30))


# ---- one safe file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_whole(lang: Lang) -> None:
    page = Page(report_page(real(), lang))
    assert not page.open, "every element is closed"
    assert len(page.ids) == len(set(page.ids)), "no id twice"
    assert {link[1:] for link in page.links} <= set(page.ids), "every link leads somewhere on the page"
    assert all(link.startswith("#") for link in page.links), "nothing outside is asked for"


@pytest.mark.parametrize("lang", LANGS)
def test_the_content_policy_allows_its_own_style_and_script_and_nothing_else(lang: Lang) -> None:
    text = report_page(sampled(), lang)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    allowed = policy[1].replace("&#x27;", "'")
    assert allowed.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.S)
        digest = b64encode(sha256(inner.encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    assert "unsafe" not in allowed and "http" not in allowed.replace("http-equiv", "")


def test_no_element_carries_style_or_script_of_its_own() -> None:
    page = Page(report_page(real()))
    assert "style" not in page.attributes
    assert not [a for a in page.attributes if a.startswith("on")]
    assert page.tags.count("script") == 1 and page.tags.count("style") == 1
    assert not {"iframe", "object", "embed", "form", "base", "img"} & set(page.tags)


@pytest.mark.parametrize("name", ["page.css", "page.js"])
def test_style_and_script_ask_for_nothing_outside(name: str) -> None:
    assert not re.search(
        r"https?:|url\(|@import|fetch\(|XMLHttp|innerHTML|eval\(|document\.write", asset(name)
    )


@pytest.mark.skipif(shutil.which("node") is None, reason="no JavaScript")
def test_the_script_is_well_formed(tmp_path: Path) -> None:
    script = tmp_path / "page.js"
    script.write_text(asset("page.js"), "utf-8")
    done = subprocess.run(["node", "--check", str(script)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_style_and_script_name_what_the_page_has() -> None:
    page = Page(report_page(real()))
    asked = set(re.findall(r'"#([a-z]+)', asset("page.js"))) - {"course", "names"}
    assert asked <= set(page.ids)


def test_equal_input_gives_equal_bytes() -> None:
    assert report_page(sampled()) == report_page(sampled())
    assert report_page(sampled(SAMPLE + " ")) == report_page(sampled())


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&"


def test_what_anybody_typed_stays_text() -> None:
    page = sampled()
    pathway = page.pathway
    courses = tuple(
        c.but(
            name=f"{HOSTILE}{c.id}",
            outcomes=tuple(o.but(topic=f"{HOSTILE}{o.topic}", text=HOSTILE) for o in c.outcomes),
            requires=tuple(r.but(topic=HOSTILE) for r in c.requires),
            origin=c.origin.but(basis=HOSTILE),
        )
        for c in pathway.courses
    )
    decisions = tuple(d.but(reason=HOSTILE, by=HOSTILE) for d in pathway.decisions)
    partner = pathway.secondary.but(school=HOSTILE)
    changed = pathway.with_courses(courses).but(decisions=decisions, secondary=partner, origin_note=HOSTILE)
    changed = Pathway.model_construct(**{f: getattr(changed, f) for f in Pathway.model_fields})
    finding = Finding(
        code="ZZZ001",
        name="made",
        severity=Severity.ERROR,
        subject="s-plc",
        english=("{what}", "{what}"),
        values={"what": HOSTILE},
        evidence=(Evidence("note", {"note": HOSTILE}),),
        about=("s-plc",),
    )
    made = page_input(changed, page.policy, page.plan_result, Report("example", (finding,)))
    made = replace(made, criteria=made.criteria.but(retest=HOSTILE, fallback=(HOSTILE,)))
    text = report_page(made)
    found = Page(text)
    assert not found.open
    assert found.tags.count("script") == 1 and "img" not in found.tags and "onerror" not in found.attributes
    assert text.count("<script") == 1
    assert HOSTILE in found.text


# ---- what it says ----------------------------------------------------------------------------------------


def test_the_head_names_the_pair_and_its_figures() -> None:
    text = Page(report_page(real())).text
    for expected in (
        "工业机器人技术应用→工业机器人技术",
        "晋中市职业中专学校",
        "晋中职业技术学院",
        "660303",
        "现方案没有错误",
        "已证明最优",
    ):
        assert expected in text


def test_figures_before_and_after_are_those_of_the_reports() -> None:
    page = real()
    before, after = (sum(r.totals()[s.value] for s in Severity) for r in (page.bare_report, page.report))
    assert f"{before}→{after}" in Page(report_page(page)).text


def test_every_course_has_a_card_and_a_place_on_the_map() -> None:
    page = real()
    ids = set(Page(report_page(page)).ids)
    for course in page.pathway.courses:
        assert {f"course-{course.id}", f"map-{course.id}"} <= ids


def test_findings_stand_with_outcomes_side_by_side_and_the_decision_that_removed_them() -> None:
    page = sampled(REPEATED)
    assert [f.code for f in page.bare_report.errors if f.family == "DUP"]
    text = report_page(page)
    left, removed = text.split("finding-group removed")
    gap = "“触摸屏组态”"
    assert gap in left and gap not in removed.split("</section>")[0], "what is still there was not removed"
    for expected in ("欧姆定律", "使用欧姆定律计算电路", "应用（3）", 'href="#decision-1"', "免修互认"):
        assert expected in removed
    assert 'id="decision-1"' in text and "三项成果中职均已达到" in text


def test_what_was_settled_is_shown_with_its_reason() -> None:
    page = replace(sampled(), report=sample_report())
    text = Page(report_page(page)).text
    assert "教研组商定保留" in text and "联合教研组" in text
    assert "PLN001" in text, "rules that were not run are told"


def test_evidence_without_the_usual_values_becomes_a_sentence() -> None:
    odd = Evidence("note", {"note": "一句话"})
    finding = sample_report().findings[0]
    page = replace(sampled(), report=Report("x", (replace(finding, evidence=(odd,)),)))
    assert "一句话" in Page(report_page(page)).text


def test_the_plan_grid_shows_weekly_hours_and_whole_weeks() -> None:
    text = report_page(sampled())
    grid = text[text.index('class="grid"') : text.index("</table>", text.index('class="grid"'))]
    assert "每周5学时 × 18周 = 90学时" in grid and "2W" in grid
    assert "岗位实习" in grid and "职业素养" not in grid, "electives not taken are left out"


def test_without_a_plan_the_page_says_why() -> None:
    reason = ConflictReason("pre", {"course": "PLC应用技术", "other": "电工基础"})
    relax = ConflictReason("relax_pre", {"course": "PLC应用技术", "other": "电工基础"})
    conflict = Conflict((reason,), (relax,))
    case = sample()
    result = PlanResult("infeasible", None, (), conflict, 0.1)
    text = Page(report_page(page_input(case.pathway, case.policy, result))).text
    assert "排不出" in text and reason.text() in text and relax.text() in text
    assert "尚未排定" in text, "cards give windows in place of terms"


def test_criteria_show_weights_blueprint_and_routes() -> None:
    page = real()
    text = Page(report_page(page)).text
    for expected in ("40%", "25%", "35%", "双向细目表", page.criteria.bridge[0].topic, page.criteria.retest):
        assert expected in text
    assert page.criteria.blueprint.total == 100


def test_criteria_show_calendar_pools_and_where_figures_come_from() -> None:
    page = real()
    text = Page(report_page(page)).text
    assert [s.what for s in page.criteria.calendar if s.what and s.what not in text] == []
    for task in page.criteria.tasks:
        assert task.variants[0].id in text
    first = page.criteria.bridge[0]
    for one in first.rests:
        course = page.pathway.by_id[one.course]
        assert f"{course.name}（{one.hours}" in text
    assert "用最大余数法取整" in text and "各项设定及其依据" in text


def test_every_provision_stands_with_its_verdict_and_document() -> None:
    page = real()
    html = report_page(page)
    text = Page(html).text
    assert html.count('class="gauge"') == len(page.assessments)
    for one in page.assessments:
        assert one.provision.cite() in text
    assert "达标" in text and "未核实" in text


def test_a_pathway_without_anything_makes_a_page() -> None:
    empty = sampled("secondary: []\nhigher: []\n")
    page = Page(report_page(empty))
    assert not page.open and "没有衔接决议" in page.text


def test_english_speaks_english() -> None:
    page = Page(report_page(sampled(), "en"))
    assert "Teaching plan of ten terms" in page.text
    for word in ("学时", "衔接决议", "教学进程", "双向细目表", "课程一览"):
        assert word not in page.text
