"""What is built, by name and family, and what the index page says of it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

import articulate as art
from articulate.building import ARTEFACTS, INDEX, Built, build, chosen, write
from articulate.building.artefacts import FAMILIES, Artefact, make
from articulate.cli import main
from articulate.emitters.document import Document, Paragraph
from articulate.findings import SpokenError
from articulate.i18n import LANGS, catalogue, label

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("curriculum")
    assert main(["new", str(folder)]) == 0
    return folder / "pathways" / "example"


@cache
def made(path: Path, lang: str = "zh", names: str = "", only: tuple[str, ...] = ()) -> Built:
    pathway = art.read(path)
    return build(pathway, art.policy_for(pathway), lang=lang, names=names or None, only=only)


def links(page: bytes) -> set[str]:
    return {unquote(h) for h in re.findall(r'href="([^"#]+)"', page.decode("utf-8"))}


# ---- the list


def test_names_are_told_apart_and_have_words_in_both_languages() -> None:
    names = [a.name for a in ARTEFACTS]
    assert len({*names, *FAMILIES, "programme"}) == len({*names, *FAMILIES})
    assert len(set(names)) == len(names)
    for artefact in ARTEFACTS:
        assert artefact.name == artefact.name.lower() and artefact.file.isascii() and artefact.suffix
        for lang in LANGS:
            assert {"title", "what", "who"} == catalogue("folder", lang)[artefact.name].keys()
    assert len({a.title("zh") for a in ARTEFACTS}) == len(ARTEFACTS)


def test_they_stand_in_the_order_of_their_folders() -> None:
    places = [FAMILIES.index(a.family) for a in ARTEFACTS]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "word", ["criteria", "CRITERIA", "转段考核标准", "transfer", "转段", "Transfer criteria"]
)
def test_a_document_is_chosen_by_name_title_or_family(word: str) -> None:
    assert [a.name for a in chosen([word])] == ["criteria"]


def test_without_a_name_all_are_chosen_and_order_of_names_does_not_matter() -> None:
    assert chosen([]) == chosen(["", " "]) == ARTEFACTS
    assert chosen(["map", "plan"]) == chosen(["plan", "map"])


def test_an_unknown_name_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(SpokenError) as refusal:
        chosen(["plan", "timetable"])
    for lang in LANGS:
        text = refusal.value.text(lang)
        assert "timetable" in text
        assert all(a.name in text for a in ARTEFACTS)
        assert all(f in text for f in {a.family for a in ARTEFACTS})


def test_an_unknown_name_is_told_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out"), "--only", "plans"]) == 2
    said = capsys.readouterr().err
    assert "plans" in said and "criteria" in said
    assert not (tmp_path / "out").exists()


# ---- what is made


def test_every_document_stands_in_the_folder_of_its_family(example: Path) -> None:
    built = made(example)
    for one in built.made:
        number = FAMILIES.index(one.artefact.family) + 1
        name = label(f"folder.family.{one.artefact.family}")
        assert all(path.startswith(f"{number}-{name}/") for path in one.files)
    assert next(iter(built.files)) == INDEX


@pytest.mark.parametrize(("lang", "names"), [("en", ""), ("zh", "en")])
def test_names_in_english_are_ascii(example: Path, lang: str, names: str) -> None:
    files = made(example, lang, names).files
    assert all(path.isascii() for path in files)
    assert {"1-programme/plan.xlsx", "3-transfer/criteria.docx", "7-data/plan.yaml"} <= files.keys()


def test_only_makes_what_was_asked_for(example: Path) -> None:
    built = made(example, only=("plan", "figures"))
    assert [m.artefact.name for m in built.made] == ["plan", "map"]
    assert len(built.files) == 3


def test_a_document_in_many_files_gets_a_folder_and_counts_each_open_point_once(example: Path) -> None:
    def write_two(_: object) -> dict[str, Document]:
        return {n: Document(n, (Paragraph(n),), open_points=("甲", n)) for n in ("数学", "英语")}

    artefact = Artefact("plan", "standards", "course-standards.md", write_two)
    given = make(artefact, made(example).work, "en")
    assert list(given.files) == [
        "2-standards/course-standards/数学.md",
        "2-standards/course-standards/英语.md",
    ]
    assert given.open_points == ("甲", "数学", "英语")


# ---- the index page


def test_the_index_links_to_every_file_and_to_nothing_else(example: Path) -> None:
    built = made(example)
    assert links(built.files[INDEX]) == built.files.keys() - {INDEX}


def test_the_index_says_what_must_still_be_written_once_each(example: Path) -> None:
    built = made(example)
    page = built.files[INDEX].decode("utf-8")
    points = {p for m in built.made for p in m.open_points}
    assert points
    assert label("folder.page.todo", count=len(points)) in page
    for point in points:
        assert page.count(f"<li>{point} ") == 1


def test_the_index_says_the_result_and_the_day_of_a_duty() -> None:
    pathway = art.read(ROOT / "curricula/pathways/16b-industrial-robotics")
    built = build(pathway, art.policy_for(pathway), only=["map"], on=date(2026, 4, 15))
    page = built.files[INDEX].decode("utf-8")
    assert label("folder.page.check", **built.report.totals()) in page
    assert "2026-05-20" in page and "已过 2026-02-28" in page and "晋教职成〔2025〕1号" in page
    assert label("folder.state.skipped") in page


def test_the_index_stands_by_itself_and_escapes(example: Path) -> None:
    built = made(example)
    hostile = '<script>alert(1)</script>" onload="x'
    pathway = built.pathway.but(title=hostile)
    page = build(pathway, built.work.policy, only=["map"]).files[INDEX].decode("utf-8")
    assert "<script" not in page and "&lt;script&gt;" in page and 'onload="' not in page
    assert "http://" not in page and "https://" not in page
    assert "default-src 'none'" in unescape(page)


# ---- on disk


def test_what_is_left_out_stays_and_is_named_older(example: Path, tmp_path: Path) -> None:
    write(made(example), tmp_path)
    write(made(example, only=("map",)), tmp_path)
    page = (tmp_path / INDEX).read_bytes()
    assert links(page) == made(example).files.keys() - {INDEX}
    assert label("folder.state.older") in page.decode("utf-8")


def test_build_tells_every_file_and_can_be_run_again(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "输出"
    command = ["build", str(example), "-o", str(out), "--only", "plan、map", "--only", "转段"]
    assert main(command) == 0
    said = capsys.readouterr().out
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} - {".articulate.json"}
    assert len(there) == 4
    assert all(path in said for path in there)
    (out / "1-方案/教学进程安排表.xlsx").write_bytes(b"changed by hand")
    assert main(command) == 0
    assert "1-方案/教学进程安排表-edited1.xlsx" in capsys.readouterr().out
