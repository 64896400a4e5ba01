"""The course map: what it shows, where it stands, what it says, in SVG and in text for other engines."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from random import Random
from textwrap import dedent
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articulate.emitters import band, diagram, dot, picture
from articulate.emitters.document import ems
from articulate.emitters.layered import Item, Wire, arrange, isotonic
from articulate.emitters.lettering import clip, wrap
from articulate.emitters.markup import el, raw
from articulate.emitters.plot import BOUNDARY, COLUMN, GUTTER, Plot, left, plot, right
from articulate.emitters.scene import Scene, provisional_terms, scene
from articulate.findings import ArticulateError
from articulate.graph import CourseGraph
from articulate.matching import relate
from articulate.model.pathway import Pathway
from articulate.model.plan import TeachingPlan
from articulate.readers.example import parse
from strategies import draw_pathway, pathways

CASE = """
secondary:
  - {id: s-maths, name: 数学, kind: general, terms: [1, 2], span: 2,
     outcomes: [三角函数/2], hours: 72}
  - {id: s-art, name: 艺术, kind: general, terms: [1, 4]}
  - {id: s-electric, name: 电工基础, kind: foundation, terms: [3, 3], requires: [三角函数/2],
     outcomes: [低压电器/3/使用低压电器搭接线路, 欧姆定律/3/使用欧姆定律计算, 电路测量/3/完成电路测量]}
  - {id: s-plc, name: PLC应用技术, terms: [4, 5], span: 2, requisites: [s-electric], outcomes: [PLC接线/3]}
  - {id: s-line, name: 自动化生产线安装与调试, terms: [6, 6], requisites: [s-plc, s-electric]}
higher:
  - {id: h-electric, name: 电路分析, kind: foundation, terms: [7, 7],
     outcomes: [低压电器/3/使用低压电器搭接线路, 欧姆定律/3/使用欧姆定律计算, 电路测量/3/完成电路测量]}
  - {id: h-robot, name: 机器人系统集成, terms: [9, 9], requisites: [{any: [s-line, h-electric]}]}
  - {id: h-practice, name: 综合实训, kind: practicum, delivery: block, weeks: 2, hours: 48, terms: [9, 9],
     requisites: [{strict_co: h-robot}]}
"""


def shown(text: str = CASE) -> Scene:
    case = parse(dedent(text))
    return scene(case.pathway, CourseGraph(case.pathway), case.plan, relate(case.pathway))


def links(one: Scene) -> dict[tuple[str, str], str]:
    return {(k.earlier, k.later): k.style for k in one.links}


def placed(one: Scene) -> Plot:
    return plot(one, 200, lambda course: "2学时/周")


# ---- what is shown -----------------------------------------------------------------------------------


def test_without_a_plan_courses_stand_after_what_they_build_on() -> None:
    one = shown()
    assert one.terms["s-electric"] == (3,) and one.terms["s-plc"] == (4, 5)
    assert all(one.terms[k.earlier][0] <= one.terms[k.later][0] for k in one.links)
    assert not any(k.late for k in one.links)


def test_a_plan_decides_the_terms_and_what_it_does_not_take_is_absent() -> None:
    one = shown(CASE + "plan: {s-electric: [[5, 4, 18]], s-plc: [[3, 4, 18]]}\n")
    assert one.terms == {"s-electric": (5,), "s-plc": (3,)}
    assert {c.id for c in one.absent} == {c.id for c in one.pathway.courses} - set(one.terms)
    late = {(k.earlier, k.later) for k in one.links if k.late}
    assert late == {("s-electric", "s-plc")}


def test_a_line_that_a_chain_of_others_says_is_left_out() -> None:
    one = shown()
    assert ("s-electric", "s-line") not in links(one)
    assert {("s-electric", "s-plc"), ("s-plc", "s-line")} <= links(one).keys()
    assert one.implied == 1


def test_a_relation_between_the_stages_gives_the_line_its_style() -> None:
    one = shown()
    assert links(one)["s-electric", "h-electric"] == "duplicate"
    link = next(k for k in one.links if k.style == "duplicate")
    assert not link.order, "nothing but content joins the two"


def test_of_alternatives_only_those_in_time_are_drawn() -> None:
    later = CASE.replace("{any: [s-line, h-electric]}", "{any: [s-line, h-practice]}")
    found = links(shown(later.replace("requisites: [{strict_co: h-robot}]", "requisites: []")))
    assert ("s-line", "h-robot") in found and ("h-practice", "h-robot") not in found


@given(pathways())
@settings(max_examples=15)
def test_leaving_lines_out_changes_no_chain(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, plan = drawn
    graph = CourseGraph(pathway)
    one = scene(pathway, graph, plan)
    ordered = [(k.earlier, k.later) for k in one.links if k.order]
    needed = [
        (e.earlier, e.later)
        for e in graph.edges
        if e.earlier in one.terms and e.later in one.terms
        if one.terms[e.earlier][-1] < one.terms[e.later][0] and e.kind == "pre"
    ]
    assert set(needed) <= _reached(ordered)


def _reached(pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    found = set(pairs)
    while more := {(a, d) for a, b in found for c, d in pairs if b == c} - found:
        found |= more
    return found


@given(pathways(), st.randoms())
@settings(max_examples=10)
def test_the_order_of_courses_says_nothing(drawn: tuple[Pathway, TeachingPlan], rng: Random) -> None:
    pathway, plan = drawn
    courses = list(pathway.courses)
    rng.shuffle(courses)
    mixed = pathway.with_courses(tuple(courses))
    assert diagram.course_map(mixed, CourseGraph(mixed), plan) == diagram.course_map(
        pathway, CourseGraph(pathway), plan
    )


@given(pathways())
@settings(max_examples=15)
def test_terms_without_a_plan_keep_the_windows(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, _ = drawn
    terms = provisional_terms(pathway, CourseGraph(pathway).edges)
    assert terms.keys() == pathway.by_id.keys()
    for course in pathway.courses:
        first, last = course.window
        assert first <= terms[course.id][0] and terms[course.id][-1] <= last
        assert list(terms[course.id]) == list(range(terms[course.id][0], terms[course.id][-1] + 1))


def test_courses_that_wait_for_each_other_still_make_a_map() -> None:
    ring = CASE.replace("name: 电工基础,", "name: 电工基础, requisites: [s-plc],")
    one = shown(ring)
    assert any(k.late for k in one.links)
    assert "link pre late" in diagram.draw(one)


# ---- where it stands -----------------------------------------------------------------------------------


def columns(places: Plot) -> dict[int, list[tuple[float, float]]]:
    """Tops and bottoms of all boxes in each column."""
    out: dict[int, list[tuple[float, float]]] = {}
    for boxes in places.boxes.values():
        for box in boxes:
            out.setdefault(box.term, []).append((box.y, box.y + box.height))
    return out


@given(pathways(18))
@settings(max_examples=25)
def test_boxes_keep_apart_and_lines_never_pass_behind_one(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, plan = drawn
    places = placed(scene(pathway, CourseGraph(pathway), plan))
    boxes = columns(places)
    for column in boxes.values():
        for (_, bottom), (top, _) in pairwise(sorted(column)):
            assert top - bottom >= 8
    runs = [run for _, run in places.lines] + [r for runs in places.ribbons.values() for r in runs]
    for run in runs:
        for column, y in run.lanes:
            assert not any(top <= y <= bottom for top, bottom in boxes.get(column, ()))


@given(pathways(18))
@settings(max_examples=25)
def test_lines_start_and_end_at_the_edge_of_their_course(drawn: tuple[Pathway, TeachingPlan]) -> None:
    pathway, plan = drawn
    one = scene(pathway, CourseGraph(pathway), plan)
    places = placed(one)
    ends = {
        name: [(b.x, b.x + COLUMN, b.y, b.y + b.height) for b in boxes]
        for name, boxes in places.boxes.items()
    } | {b.course.id: [(b.x, b.x + b.width, b.y, b.y + b.height)] for b in places.bars}
    for link, run in places.lines:
        first, last = (link.later, link.earlier) if run.back else (link.earlier, link.later)
        assert any(run.start.x == e and top <= run.start.y <= low for _, e, top, low in ends[first])
        assert any(run.end.x in (x, e) and top <= run.end.y <= low for x, e, top, low in ends[last])


@given(pathways(18))
@settings(max_examples=25)
def test_no_bar_lies_over_the_gutter_that_a_line_of_a_higher_bar_goes_down(
    drawn: tuple[Pathway, TeachingPlan],
) -> None:
    pathway, plan = drawn
    one = scene(pathway, CourseGraph(pathway), plan)
    rows = band.band_rows(one)
    for link in one.links:
        for name, gutter in (
            (link.earlier, one.terms[link.earlier][-1]),
            (link.later, one.terms[link.later][0] - 1),
        ):
            if name in rows:
                under = [n for n in rows if rows[n] < rows[name]]
                assert not any(one.terms[n][0] <= gutter < one.terms[n][-1] for n in under)


def test_a_public_course_that_builds_on_a_professional_one_stands_in_the_columns() -> None:
    one = shown(CASE.replace("name: 艺术,", "name: 艺术, requisites: [s-electric],"))
    assert "s-art" not in band.band_rows(one) and "s-maths" in band.band_rows(one)


def test_a_bar_without_lines_makes_way_for_one_with_a_line() -> None:
    one = shown(
        """
        secondary:
          - {id: a, name: 甲, kind: general, terms: [1, 2], span: 2}
          - {id: b, name: 乙, kind: general, terms: [2, 3], span: 2}
          - {id: c, name: 丙, kind: general, terms: [3, 5], span: 3}
          - {id: d, name: 丁, terms: [6, 6], requisites: [a, b]}
        """
    )
    rows = band.band_rows(one)
    assert rows["a"] < rows["b"] < rows["c"], "丙 would lie over the gutter that the line of 乙 goes down"


def test_the_stages_stand_apart() -> None:
    assert left(7) - right(6) == BOUNDARY > left(6) - right(5) == GUTTER


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(0.1, 5)), min_size=1, max_size=12))
def test_settled_heights_never_fall_and_stay_inside(wanted: list[tuple[float, float]]) -> None:
    values, weights = zip(*wanted, strict=True)
    found = isotonic(values, weights, -20, 20)
    assert len(found) == len(values)
    assert all(a <= b for a, b in pairwise(found)) and found[0] >= -20 and found[-1] <= 20


def test_heights_that_are_in_order_stay_as_they_are() -> None:
    assert isotonic([1, 2, 3], [1, 1, 1], 0, 9) == [1, 2, 3]
    assert isotonic([3, 1], [1, 1], 0, 9) == [2, 2]


def test_crossings_that_can_be_avoided_are_avoided() -> None:
    items = [Item(k, c, 20) for c, names in ((1, "abc"), (2, "xyz")) for k in names]
    wires = [Wire(a, b, f"{a}{b}") for a, b in (("a", "z"), ("b", "y"), ("c", "x"))]
    drawing = arrange(items, wires)
    assert drawing.crossings == 0
    assert drawing.y["a"] == drawing.y["z"]


def test_a_wire_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        arrange([Item("a", 2, 9), Item("b", 1, 9)], [Wire("a", "b", "x")])


# ---- letters -------------------------------------------------------------------------------------------


def test_names_break_into_even_lines_without_parting_words() -> None:
    assert wrap("电工电子技术与技能", 8.9) == ("电工电子", "技术与技能")
    assert wrap("内科护理（慢性病护理）", 8.9) == ("内科护理", "（慢性病护理）")
    assert wrap("CAD", 8.9) == ("CAD",)


@given(st.text("技术应用（）与系统ABC d、工业机器人", min_size=1, max_size=40), st.floats(3, 12))
def test_broken_names_fit_and_lose_nothing_before_the_cut(name: str, width: float) -> None:
    lines = wrap(name, width, most=3)
    assert len(lines) <= 3 and all(ems(line) <= width for line in lines)
    kept = "".join(lines).removesuffix("…").replace(" ", "")
    assert name.replace(" ", "").startswith(kept)


@given(st.text(max_size=30), st.floats(1, 10))
def test_cut_names_fit(name: str, width: float) -> None:
    assert ems(clip(name, width)) <= max(width, ems("…"))


# ---- what it says ----------------------------------------------------------------------------------------

HOSTILE = '</text><script>alert("x")</script>&<!--\x07'


def hostile(text: str = CASE) -> Scene:
    case = parse(text)
    courses = tuple(c.but(name=f"{HOSTILE}{c.name}") for c in case.pathway.courses)
    partner = case.pathway.secondary.but(school=HOSTILE)
    pathway = case.pathway.with_courses(courses).but(secondary=partner)
    pathway = Pathway.model_construct(**{f: getattr(pathway, f) for f in Pathway.model_fields})
    return scene(pathway, CourseGraph(pathway), None, relate(pathway))


def test_the_picture_is_well_formed_and_names_every_course() -> None:
    root = ElementTree.fromstring(diagram.draw(shown()))
    ids = {g.get("data-course") for g in root.iter() if g.get("data-course")}
    assert ids == {c.id for c in shown().pathway.courses}
    words = "".join(t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text"))
    for expected in ("第10学期", "转段", "某中职学校", "PLC应用技术", "先修", "重复", "尚无教学进程"):
        assert expected in words


def test_what_a_school_typed_stays_text() -> None:
    text = diagram.draw(hostile())
    root = ElementTree.fromstring(text)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert "<script" not in text and "\x07" not in text


def test_markup_escapes_everything_but_markup() -> None:
    assert el("p", "<b>", el("b", 1), title='"') == '<p title="&quot;">&lt;b&gt;<b>1</b></p>'
    assert el("p", [raw("<i>"), None, ["a", "&"]]) == "<p><i>a&amp;</p>"
    assert el("option", value="", selected=True, hidden=False) == '<option value="" selected=""></option>'


def test_weekly_hours_and_whole_weeks_stand_in_the_boxes() -> None:
    text = diagram.draw(shown(CASE + "plan: {s-plc: [[4, 3, 18], [5, 3, 18]], h-practice: [[9, 0, 2]]}\n"))
    assert "3学时/周" in text and "2W" in text


def test_english_is_spoken_on_request() -> None:
    text = diagram.draw(shown(), "en")
    assert "Term 10" in text and "transfer" in text and "学期" not in text


def test_a_linked_picture_brings_no_style_and_links_to_the_cards() -> None:
    text = diagram.draw(shown(), linked=True)
    root = ElementTree.fromstring(text)
    assert "<style" not in text and " style=" not in text
    assert {a.get("href") for a in root.iter("a")} == {f"#course-{c.id}" for c in shown().pathway.courses}
    ordered = [g for g in root.iter("g") if g.get("data-order") is not None]
    assert {(g.get("data-from"), g.get("data-to")) for g in ordered} == {
        (k.earlier, k.later) for k in shown().links if k.order
    }


def test_an_empty_pathway_makes_a_picture() -> None:
    assert ElementTree.fromstring(diagram.draw(shown("secondary: []\nhigher: []\n"))) is not None


def test_a_large_pathway_is_drawn_at_once() -> None:
    pathway, plan = draw_pathway(Random(4), (24, 28))
    assert len(diagram.course_map(pathway, CourseGraph(pathway), plan)) > 20_000


# ---- other engines ----------------------------------------------------------------------------------------


def test_dot_gives_every_node_a_width_for_its_chinese_name() -> None:
    text = dot.dot_text(shown())
    widths = dict(re.findall(r'"course (s-\S+|h-\S+)" \[.*? width=([\d.]+)\]', text))
    assert widths.keys() == {c.id for c in shown().pathway.courses}
    assert float(widths["s-line"]) > float(widths["s-art"])
    assert '"course s-electric" -> "course s-plc"' in text


def test_dot_escapes_names() -> None:
    text = dot.dot_text(hostile())
    labels = re.findall(r"label=(.)", text)
    assert set(labels) == {'"'}, "none is read as HTML"
    # Outside strings nothing of the name is left.
    assert "script" not in re.sub(r'"(?:\\.|[^"\\])*"', "", text)


@pytest.mark.skipif(shutil.which("dot") is None, reason="no Graphviz")
def test_graphviz_understands_the_text() -> None:
    assert picture._run(["dot", "-Tplain"], dot.dot_text(hostile()), "zh").startswith(b"graph")


def test_mermaid_keeps_ids_apart_and_names_harmless() -> None:
    text = dot.mermaid_text(hostile())
    names = [dot._name(i) for i in ("a-b", "a_b", "a.b", "a_1b", "ab")]
    assert len(set(names)) == len(names) and all(re.fullmatch(r"\w+", n) for n in names)
    assert "<script" not in text and "flowchart LR" in text
    assert all(line.count('"') % 2 == 0 for line in text.splitlines()[3:])


# ---- pictures ------------------------------------------------------------------------------------------------


def test_a_picture_without_a_chinese_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "chinese_fonts", lambda: ())
    with pytest.raises(ArticulateError, match="fonts-noto-cjk"):
        picture.render(shown(), ".png")


def test_a_machine_without_any_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "chinese_fonts", lambda: ("font.ttc",))
    monkeypatch.setattr(picture, "painted_png", lambda svg: None)
    monkeypatch.setattr(picture.shutil, "which", lambda name: None)
    with pytest.raises(ArticulateError, match=r"articulate\[png\]"):
        picture.render(shown(), ".png")
    with pytest.raises(ArticulateError, match="librsvg"):
        picture.render(shown(), ".pdf")


def test_a_program_that_fails_or_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArticulateError, match="false"):
        picture._run(["false"], "", "zh")
    monkeypatch.setattr(picture, "SECONDS", 0.05)
    with pytest.raises(ArticulateError, match="sleep"):
        picture._run(["sleep", "5"], "", "zh")


@pytest.mark.skipif(not picture.chinese_fonts(), reason="no Chinese font")
def test_the_drawing_becomes_png() -> None:
    pytest.importorskip("resvg_py")
    one = shown("secondary: [{id: s, name: 课程}]\nhigher: []\n")
    first = picture.render(one, ".png")
    assert first.startswith(b"\x89PNG") and first == picture.render(one, ".png")


@pytest.mark.skipif(
    not picture.chinese_fonts() or not (shutil.which("rsvg-convert") or shutil.which("dot")),
    reason="no Chinese font or no program",
)
def test_the_drawing_becomes_pdf() -> None:
    assert picture.render(shown(), ".pdf").startswith(b"%PDF")


def test_other_formats_are_refused() -> None:
    with pytest.raises(ValueError, match="gif"):
        picture.render(shown(), ".gif")
