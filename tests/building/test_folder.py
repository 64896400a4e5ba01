"""A folder is written whole or not at all, and nothing that a person wrote is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from articulate.building import folder as room
from articulate.building.folder import LEDGER, Written, write_folder

PLAN, PAPER = {"1-方案/进程.xlsx": b"plan"}, {"3-转段/标准.docx": b"criteria"}


def put(folder: Path, **made: Mapping[str, bytes]) -> Written:
    return write_folder(folder, made, "index.html", lambda older: f"index {sorted(older)}".encode())


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != LEDGER
    }


def test_a_new_folder_holds_what_was_made_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    written = put(tmp_path / "out", plan=PLAN, criteria=PAPER)
    assert content(tmp_path / "out") == {"index.html": b"index []", **PLAN, **PAPER}
    assert set(written.paths) == {"index.html", *PLAN, *PAPER} and not written.copies
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, plan=PLAN)
    before = {**content(tmp_path), LEDGER: (tmp_path / LEDGER).read_bytes()}
    written = put(tmp_path, plan=PLAN)
    assert {**content(tmp_path), LEDGER: (tmp_path / LEDGER).read_bytes()} == before
    assert not written.copies and not written.removed


def test_files_of_the_user_stay(tmp_path: Path) -> None:
    (tmp_path / "1-方案").mkdir(parents=True)
    (tmp_path / "1-方案" / "会议纪要.docx").write_bytes(b"mine")
    (tmp_path / "index.html").write_bytes(b"my page")
    written = put(tmp_path, plan=PLAN)
    assert content(tmp_path)["1-方案/会议纪要.docx"] == b"mine"
    assert written.copies == ("index-edited1.html",)
    assert content(tmp_path)["index-edited1.html"] == b"my page"


def test_what_a_person_changed_is_kept_as_a_copy_each_time(tmp_path: Path) -> None:
    paper = tmp_path / "3-转段/标准.docx"
    put(tmp_path, criteria=PAPER)
    for number in (1, 2):
        paper.write_bytes(f"filled in {number}".encode())
        written = put(tmp_path, criteria=PAPER)
        assert written.copies == (f"3-转段/标准-edited{number}.docx",)
        assert paper.read_bytes() == b"criteria"
    assert content(tmp_path)["3-转段/标准-edited1.docx"] == b"filled in 1"


def test_what_is_no_longer_made_is_removed_unless_it_was_changed(tmp_path: Path) -> None:
    put(tmp_path, plan=PLAN, criteria=PAPER)
    written = put(tmp_path, plan={}, criteria=PAPER)
    assert written.removed == ("1-方案/进程.xlsx",)
    assert not (tmp_path / "1-方案").exists()
    put(tmp_path, plan=PLAN, criteria=PAPER)
    (tmp_path / "1-方案/进程.xlsx").write_bytes(b"changed by hand")
    assert put(tmp_path, plan={}, criteria=PAPER).removed == ()
    assert content(tmp_path)["1-方案/进程.xlsx"] == b"changed by hand"


def test_what_was_not_asked_for_stays_and_the_index_knows_it(tmp_path: Path) -> None:
    put(tmp_path, plan=PLAN, criteria=PAPER)
    put(tmp_path, criteria={"3-转段/标准.docx": b"newer"})
    assert content(tmp_path) == {
        "index.html": "index ['1-方案/进程.xlsx']".encode(),
        "1-方案/进程.xlsx": b"plan",
        "3-转段/标准.docx": b"newer",
    }


@pytest.mark.parametrize("failing", [1, 2, 3, 5])
def test_a_move_that_fails_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    out = tmp_path / "out"
    put(out, plan=PLAN, criteria=PAPER)
    (out / "1-方案/进程.xlsx").write_bytes(b"changed by hand")
    before, ledger = content(out), (out / LEDGER).read_bytes()
    calls = 0
    rename = Path.rename

    def locked(self: Path, target: Path) -> Path:
        nonlocal calls
        if "part" in str(self) or "part" in str(target) or "edited" in str(target):
            calls += 1
            if calls == failing:
                raise PermissionError(13, "open in another program", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(PermissionError):
        put(
            out,
            plan={"1-方案/进程.xlsx": b"new"},
            criteria={"3-转段/标准.docx": b"new"},
            more={"4-x/y": b"1"},
        )
    monkeypatch.undo()
    assert content(out) == before and (out / LEDGER).read_bytes() == ledger
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> Path:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(room, "write", full)
    with pytest.raises(OSError, match="no space"):
        put(tmp_path / "out", plan=PLAN)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(IsADirectoryError):
        put(tmp_path, plan=PLAN)
    assert not (tmp_path / "1-方案").exists()


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "a/../../secret.txt", "..\\secret.txt", "C:x"]
)
def test_a_list_that_was_tampered_with_reaches_nothing_outside(tmp_path: Path, path: str) -> None:
    secret, out = tmp_path / "secret.txt", tmp_path / "out"
    secret.write_bytes(b"secret")
    put(out, plan=PLAN)
    ledger = json.loads((out / LEDGER).read_text("utf-8"))
    ledger["files"][path] = {"artefact": "plan", "sha256": room._digest(b"secret")}
    (out / LEDGER).write_text(json.dumps(ledger), "utf-8")
    assert put(out, plan=PLAN).removed == ()
    assert secret.read_bytes() == b"secret"


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": {"a": "b"}}', "\0"])
def test_a_broken_list_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    put(tmp_path, plan=PLAN)
    (tmp_path / LEDGER).write_text(text, "utf-8")
    put(tmp_path, plan=PLAN)
    assert content(tmp_path)["1-方案/进程.xlsx"] == b"plan"
    assert json.loads((tmp_path / LEDGER).read_text("utf-8"))["files"]
