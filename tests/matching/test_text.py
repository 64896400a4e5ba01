"""Written forms, synonyms and titles."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from articulate.matching.settings import Settings
from articulate.matching.text import Title, Vocabulary, normalise, shipped_kinds, shipped_synonyms, wording
from articulate.matching.words import vocabulary

WORDS = vocabulary(Settings())
NAMES = vocabulary(Settings(), keep_verbs=True)


SAFE = {"砼"}
"""Single characters that are part of no other word."""


def titles(a: str, b: str) -> tuple[Title, Title]:
    return Title.of(a, NAMES), Title.of(b, NAMES)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＰＬＣ技术", "plc技术"),
        ("任务三 公差识读", "公差识读"),
        ("项目2：车床操作", "车床操作"),
        ("模块一、安全用电", "安全用电"),
        ("第二章 三相电路", "三相电路"),
        ("第二课堂", "第二课堂"),
        ("1.2.1", "1.2.1"),
        ("情境四 交车结算", "交车结算"),
        ("（一）整流电路", "整流电路"),
        ("三相电路", "三相电路"),
        ("二极管", "二极管"),
        ("5S管理", "5s管理"),
        ("四轮定位", "四轮定位"),
    ],
)
def test_numbering_and_width_say_nothing_but_numerals_of_words_stay(written: str, plain: str) -> None:
    assert normalise(written) == plain


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("可编程控制器接线", "PLC接线"),
        ("形位公差", "几何公差"),
        ("电子表格", "Excel"),
        ("顶岗实习", "岗位实习"),
        ("褥疮护理", "压疮照护"),
        ("心肺复苏", "CPR"),
    ],
)
def test_synonyms_read_the_same(a: str, b: str) -> None:
    assert WORDS.plain(a) == WORDS.plain(b)


def test_the_longest_word_wins_and_protects_what_is_inside() -> None:
    words = Vocabulary.of([("电动机", "电机"), ("发电机",)])
    assert words.plain("电机") == "电动机"
    assert words.plain("发电机") == "发电机"


def test_a_latin_word_is_never_cut() -> None:
    words = Vocabulary.of([("总线", "can")])
    assert words.plain("can") == "总线"
    assert words.plain("scan") == "scan"
    assert words.plain("can通信") == "总线通信"


def test_action_verbs_and_modal_words_leave_no_grams() -> None:
    assert WORDS.grams("能够正确说明") == Counter()
    assert "说明" not in WORDS.grams("能说明三相电路")


def test_a_group_under_an_empty_word_is_empty() -> None:
    words = Vocabulary.of([("测量", "测定")], frozenset({"测量"}))
    assert words.plain("测定电压") == "电压"


def test_words_of_a_school_are_stronger_than_the_shipped_ones() -> None:
    own = vocabulary(Settings(synonyms=(("花鼓灯", "灯舞"),)))
    assert own.plain("灯舞") == own.plain("花鼓灯")


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(count > 0 for count in WORDS.grams(text).values())
    Title.of(text, NAMES)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("液压与气动技术", "液压传动与气压传动"),
        ("基础护理", "护理学基础"),
        ("旅游地理", "中国旅游地理"),
        ("PLC技术", "可编程序控制器技术"),
        ("岗位实习", "顶岗实习"),
        ("体育", "大学体育"),
        ("饲料与营养", "动物营养与饲料"),
        ("英语1", "英语Ⅱ"),
    ],
)
def test_titles_that_are_one(a: str, b: str) -> None:
    first, second = titles(a, b)
    assert first.same(second) and second.same(first)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("电工基础", "电路分析"),
        ("信息技术", "计算机应用基础"),
        ("护理礼仪", "人际沟通与礼仪"),
        ("物理因子治疗", "理疗学"),
        ("电动汽车结构认识", "新能源汽车概论"),
        ("钳工实训", "机械零件手工制作"),
    ],
)
def test_titles_that_are_two(a: str, b: str) -> None:
    first, second = titles(a, b)
    assert not first.same(second) and not second.same(first)


@pytest.mark.parametrize(
    ("a", "b"), [("英语1", "英语2"), ("英语Ⅰ", "英语Ⅱ"), ("语文（上）", "语文（下）"), ("数学一", "数学二")]
)
def test_a_numbered_series_has_an_order(a: str, b: str) -> None:
    first, second = titles(a, b)
    assert first.precedes(second) and not second.precedes(first)


@pytest.mark.parametrize(
    ("a", "b"), [("英语", "大学英语"), ("数学1", "高等数学1"), ("AI", "AIX"), ("英语1", "数学2")]
)
def test_other_titles_are_no_series(a: str, b: str) -> None:
    first, second = titles(a, b)
    assert not first.precedes(second)


def sections(*names: str) -> list[dict[str, Any]]:
    return [s for n in names for s in yaml.safe_load((files("articulate.data") / n).read_text())["sections"]]


def synonym_sections() -> list[dict[str, Any]]:
    folder = files("articulate.data") / "synonyms"
    entries = sorted(folder.iterdir(), key=lambda e: e.name)
    return [s for e in entries for s in yaml.safe_load(e.read_text("utf-8"))["sections"]]


def test_the_synonym_files_are_sound() -> None:
    seen: dict[str, str] = {}
    for section in synonym_sections():
        assert section["class"] == "通用" or section["class"].endswith("大类")
        groups = [line.split(", ") for line in section["groups"].splitlines()]
        assert groups == sorted(groups, key=lambda group: group[0])
        for group in groups:
            first, *rest = group
            assert all(word == word.strip() and "," not in word for word in group), group
            assert rest == sorted(rest), f"{first}: the rest of a group stands in order"
            for word in (first, *rest):
                plain = normalise(word)
                assert word == unicodedata.normalize("NFC", word)
                assert len(plain) > 1 or plain in SAFE, f"{word} is too short to be safe"
                assert plain not in seen, f"{word} stands with {seen[plain]} and with {first}"
                seen[plain] = first


def test_the_kinds_are_sound() -> None:
    for section in sections("kinds.yaml"):
        assert section["class"] == "通用" or section["class"].endswith("大类")
        assert list(section["kinds"]) == sorted(section["kinds"])
        for kind, members in section["kinds"].items():
            assert members == sorted(set(members)) and kind not in members and len(members) > 1, kind
            assert all(len(w) > 1 and w == unicodedata.normalize("NFC", w) for w in (kind, *members))


def test_there_are_fifteen_hundred_entries() -> None:
    pairs = sum(len(members) for _, members in shipped_kinds())
    assert len(shipped_synonyms()) + pairs >= 1500


def test_a_broader_word_is_known_by_its_members() -> None:
    words = Vocabulary.of(kinds=[("半导体器件", ("三极管", "二极管"))])
    one, other, broad = (words.grams(text) for text in ("二极管", "三极管", "半导体器件"))
    assert "^半导体器件" in one.keys() & other.keys() & broad.keys()
    assert words.members(one) == {"半导体器件": {"=二极管"}} and words.members(broad) == {}


def test_a_known_word_names_what_it_begins_with() -> None:
    words = Vocabulary.of(
        [("液压回路", "油路"), ("气动回路", "气路")], kinds=[("传动介质", ("液压", "气动"))]
    )
    assert words.members(words.grams("油路")) == {"传动介质": {"=液压"}}
    assert words.members(words.grams("气路")) == {"传动介质": {"=气动"}}


def test_generic_words_are_no_names_of_subjects() -> None:
    assert "化学" not in wording().generic and "控制" not in wording().generic
