"""DOCX files: automatic numbers are written out, tables become rows, layout tables lines."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from domain.errors import UnreadableDocument
from knowledge.readers.docx import read_docx


def lines_of(document: Any) -> list[str]:
    stored = BytesIO()
    document.save(stored)
    return read_docx(stored.getvalue()).splitlines()


def test_paragraphs_and_tables_stand_in_reading_order() -> None:
    document = docx.Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(
        table.rows, [("STT", "Việc", "Hạn"), ("1", "Làm\nngay", "")], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("Sau bảng")
    assert lines_of(document) == [
        "Trước bảng",
        "| STT | Việc | Hạn |",
        "| 1 | Làm ngay |  |",
        "Sau bảng",
    ]


def test_a_letterhead_table_becomes_lines_one_cell_after_the_other() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "UBND TỈNH\nSố: 1/KH-UBND"
    table.cell(0, 1).text = "CỘNG HÒA"
    assert lines_of(document) == ["UBND TỈNH", "Số: 1/KH-UBND", "CỘNG HÒA"]


def test_a_cell_that_spans_columns_comes_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Nhóm việc"
    table.cell(0, 2).text = "x"
    assert lines_of(document) == ["| Nhóm việc | x |"]


def test_automatic_numbers_are_written_out_level_by_level() -> None:
    document = docx.Document()
    levels = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]
    number = _add_list(document, levels)
    for depth, text in [(0, "Một"), (1, "Việc"), (2, "Điểm"), (2, "Điểm"), (1, "Việc"), (0, "Hai")]:
        _put_in_list(document.add_paragraph(text), number, depth)
    assert lines_of(document) == ["I. Một", "1. Việc", "a) Điểm", "b) Điểm", "2. Việc", "II. Hai"]


def test_articles_that_word_numbers_keep_their_name() -> None:
    document = docx.Document()
    number = _add_list(document, [("decimal", "Điều %1."), ("decimal", "%1.%2.")])
    for depth, text in [(0, "Phạm vi"), (0, "Đối tượng"), (1, "Cán bộ")]:
        _put_in_list(document.add_paragraph(text), number, depth)
    assert lines_of(document) == ["Điều 1. Phạm vi", "Điều 2. Đối tượng", "2.1. Cán bộ"]


def test_bullets_get_no_number() -> None:
    document = docx.Document()
    number = _add_list(document, [("bullet", "•")])
    _put_in_list(document.add_paragraph("Việc"), number, 0)
    assert lines_of(document) == ["Việc"]


def test_a_style_s_numbers_count_too() -> None:
    document = docx.Document()
    document.add_paragraph("Việc một", style="List Number")
    document.add_paragraph("Việc hai", style="List Number")
    assert lines_of(document) == ["1. Việc một", "2. Việc hai"]


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="DOCX"):
        read_docx(content)


def _add_list(document: Any, levels: list[tuple[str, str]]) -> int:
    """Add a list with these levels to the numbering part and return its number."""
    root = document.part.numbering_part.element
    abstract = _element("w:abstractNum", abstractNumId="990")
    for depth, (form, text) in enumerate(levels):
        level = _element("w:lvl", ilvl=str(depth))
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            level.append(_element(f"w:{name}", val=value))
        abstract.append(level)
    root.insert(0, abstract)
    number = _element("w:num", numId="991")
    number.append(_element("w:abstractNumId", val="990"))
    root.append(number)
    return 991


def _put_in_list(paragraph: Any, number: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def test_changes_that_word_tracks_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trồng ")
    for name, kind, text in (("w:ins", "w:t", "mười "), ("w:del", "w:delText", "chín ")):
        change, run, words = OxmlElement(name), OxmlElement("w:r"), OxmlElement(kind)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("cây")
    assert lines_of(document) == ["Trồng mười cây"]


def test_text_inside_content_controls_is_read() -> None:
    document = docx.Document()
    inner = document.add_paragraph("Điều 1. Cây")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inner.getparent().replace(inner, control)
    content.append(inner)
    control.append(content)
    document.add_paragraph("Điều 2. Hoa")
    assert lines_of(document) == ["Điều 1. Cây", "Điều 2. Hoa"]
