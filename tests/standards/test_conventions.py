"""Numbers of ours stand once in the list at the front, and change with the constant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articulate.emitters.standards import conventions
from articulate.emitters.standards.paper import Basis
from articulate.emitters.standards.programme import ProgrammePaper
from articulate.model.planning import Planning, StageLimits
from filed import PAIRS, basis, document

ROBOTS = PAIRS[1]
TOLD = {
    "programme": ("14学时", "最多分2批", "40%", "60%", "每5年", "检查教学1次", "层次2及以下"),
    "teaching": ("14学时", "最多分2批", "40%", "60%", "每5年", "检查教学1次", "层次2及以下"),
    "course": ("层次2及以下", "成比例分配", "40%", "60%"),
    "facility": ("最多分2批", "中职段30学时、高职段28学时"),
    "workplan": ("每学期至少召开1次会议", "每2年更新一次"),
    "internship": ("企业评价占50%", "学校评价占30%", "学生实习材料占20%"),
}


@pytest.mark.parametrize("name", TOLD)
def test_every_convention_of_a_paper_stands_once_in_its_front_list(name: str) -> None:
    mine = [p for p in document(ROBOTS, name).open_points if p.startswith("下列数值没有法规规定")]
    assert len(mine) == 1
    assert all(words in mine[0] for words in TOLD[name]), mine[0]


def test_a_paper_that_uses_no_convention_says_nothing_of_any() -> None:
    assert "chain" not in conventions.USED
    assert not document(ROBOTS, "chain").open_points


def test_a_changed_constant_changes_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = ProgrammePaper.on(basis(ROBOTS))
    before = conventions.open_convention(paper)
    monkeypatch.setattr(conventions, "MOST_SHIFTS", 3)
    after = conventions.open_convention(paper)
    assert before and after and "最多分2批" in before and "最多分3批" in after


def test_what_the_schools_set_themselves_is_no_convention() -> None:
    made = basis(ROBOTS)
    own = StageLimits(weekly_hours=(20, 30), teacher_hours=14)
    planning = Planning(secondary=own, higher=own, class_size=40)
    other = replace(made, pathway=made.pathway.but(planning=planning))
    assert isinstance(other, Basis)
    told = conventions.open_convention(ProgrammePaper.on(other))
    assert told and "每名教师周课时" not in told
