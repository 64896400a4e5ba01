"""Numbers at the end of course names."""

from __future__ import annotations

import pytest

from articulate.model.serial import serial


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("体育2", ("体育", 2)),
        ("大学英语 12", ("大学英语", 12)),
        ("语文（二）", ("语文", 2)),
        ("英语(3)", ("英语", 3)),
        ("钳工实训Ⅱ", ("钳工实训", 2)),
        ("机械制图III", ("机械制图", 3)),
        ("专业英语（下）", ("专业英语", 3)),
    ],
)
def test_parts_of_a_series_are_known(name: str, found: tuple[str, int]) -> None:
    assert serial(name) == found


@pytest.mark.parametrize(
    "name", ["岗位实习", "中国统一", "工业4.0", "AutoCAD2020", "电工（含实训）", "XIV", "2", "体育0"]
)
def test_other_names_are_left_alone(name: str) -> None:
    assert serial(name) is None
