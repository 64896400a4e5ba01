"""Figures of Word files: metafiles made of our own SVG, with nothing installed."""

from __future__ import annotations

import io
import zipfile
from struct import unpack_from

import pytest

from articulate.emitters import docx, metafile, picture
from articulate.emitters.document import Document, Figure

FIGURE = (
    '<svg width="200" height="100"><title>t</title>'
    '<rect x="0" y="0" width="200" height="100" fill="#ffffff"/>'
    '<line x1="10" y1="50" x2="30" y2="50" stroke="#1f6fb2" stroke-dasharray="6 5"/>'
    '<circle cx="20" cy="50" r="4.5" fill="#1f6fb2" stroke="#ffffff" stroke-width="1.5"/>'
    '<text x="100" y="20" font-size="10" text-anchor="middle" fill="#000000">合格率 92%</text>'
    '<text x="150" y="20" font-size="10" fill="#000000">rate &lt; 5%</text></svg>'
)


def records(data: bytes) -> list[tuple[int, bytes]]:
    """Walk through a metafile as an office program does."""
    found, at = [], 0
    while at < len(data):
        kind, size = unpack_from("<II", data, at)
        assert size >= 8 and size % 4 == 0
        found.append((kind, data[at : at + size]))
        at += size
    return found


def test_a_metafile_holds_as_many_records_and_bytes_as_its_head_says() -> None:
    data = metafile.from_svg(FIGURE)
    walked = records(data)
    kind, size = unpack_from("<II", data)
    written, count = unpack_from("<II", data, 48)
    assert (kind, size, data[40:44]) == (1, 108, b" EMF")
    assert (written, count) == (len(data), len(walked))
    assert walked[-1][0] == 14
    assert metafile.from_svg(FIGURE) == data


def test_letters_stay_letters_and_stand_where_their_widths_put_them() -> None:
    texts = {}
    for kind, data in records(metafile.from_svg(FIGURE)):
        if kind == 84:
            x, _, count, start = unpack_from("<iiII", data, 36)
            texts[data[start : start + 2 * count].decode("utf-16-le")] = x / metafile.FINE
    # Three characters of 10 and four letters of 5 around 100; the other text begins where it says.
    assert texts == {"合格率 92%": 100 - 25, "rate < 5%": 150}


def test_broken_lines_are_drawn_dash_by_dash() -> None:
    ends = [
        unpack_from("<i", d, 8)[0] / metafile.FINE for k, d in records(metafile.from_svg(FIGURE)) if k == 54
    ]
    assert ends == [16, 27]


def test_what_no_figure_of_ours_has_is_refused() -> None:
    with pytest.raises(ValueError, match="path"):
        metafile.from_svg('<svg width="1" height="1"><path d="M0 0"/></svg>')


def test_a_word_file_has_its_figures_where_nothing_paints_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "painted_png", lambda svg: None)
    made = docx.render(Document("t", blocks=(Figure("a.svg", FIGURE, "图1"), Figure("b.svg", FIGURE))))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert file.read("word/media/figure1.emf") == metafile.from_svg(FIGURE)
        assert "word/media/figure2.emf" in file.namelist()
        assert b"image/x-emf" in file.read("[Content_Types].xml")
        assert 'descr="图1"'.encode() in file.read("word/document.xml")
