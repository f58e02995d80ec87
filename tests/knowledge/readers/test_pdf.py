"""PDF files: whole paragraphs without page furniture, or a refusal in words."""

import pytest

from domain.errors import UnreadableDocument
from knowledge.readers import read_content
from tests.knowledge.readers.pdf_files import LETTER, Set, locked, pdf, typed

RULES = """Điều 1. Phạm vi điều chỉnh
1. Quy định này nói về việc trồng và chăm sóc cây xanh ở các xã, phường.
2. Cây trong vườn nhà không thuộc phạm vi của quy định này, trừ cây cổ thụ."""


def paragraphs(*pages: list[Set]) -> list[str]:
    return read_content(pdf(pages)).text.splitlines()


def test_lines_that_the_printer_filled_are_one_paragraph() -> None:
    assert paragraphs(typed(RULES)) == RULES.splitlines()


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    lines = typed(RULES)
    first, second = lines[:2], lines[2:]
    assert paragraphs(first, second) == RULES.splitlines()


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Set(f"CÔNG BÁO/Số 85{n} + 86{n}/Ngày 02-7-2025", 150, 800),
            Set(str(n), 500, 800),
            *typed(f"{n}. Việc thứ {n} do xã làm trong quý.", top=700),
            Set(f"- {n} -", 280, 40),
        ]
        for n in (1, 2, 3)
    ]
    assert paragraphs(*pages) == [f"{n}. Việc thứ {n} do xã làm trong quý." for n in (1, 2, 3)]


def test_a_heading_in_capitals_that_fills_its_line_ends_before_the_article() -> None:
    heading = "TRÁCH NHIỆM CỦA ỦY BAN NHÂN DÂN XÃ, PHƯỜNG TRONG VIỆC TRỒNG CÂY XANH"
    lines = [Set(heading, 85, 760), *typed(RULES, top=740)]
    assert paragraphs(lines) == [heading, *RULES.splitlines()]


def test_the_two_columns_of_a_letterhead_stay_apart() -> None:
    lines = [
        Set("UBND XÃ EA", 85, 780),
        Set("CỘNG HÒA XÃ HỘI", 320, 780),
        *typed(RULES, top=700),
    ]
    head = paragraphs(lines)[0]
    assert "UBND XÃ EA" in head
    assert [column.strip() for column in head.split("   ") if column.strip()] == [
        "UBND XÃ EA",
        "CỘNG HÒA XÃ HỘI",
    ]


def test_the_columns_of_a_table_become_a_row() -> None:
    cells = [Set("STT", 85, 700), Set("Việc", 200, 700), Set("Hạn", 400, 700)]
    assert "| STT | Việc | Hạn |" in paragraphs([*typed(RULES), *cells])


def test_pages_that_are_pictures_are_named() -> None:
    read = read_content(pdf([typed(RULES), [], typed(RULES), []]))
    assert read.warnings == ("Trang 2, 4 của tệp PDF không có chữ (có thể là ảnh quét).",)


def test_a_scan_without_text_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocument, match="bản quét"):
        read_content(pdf([[], []]))


def test_a_locked_file_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocument, match="có mật khẩu"):
        read_content(locked(pdf([typed(RULES)])))


@pytest.mark.parametrize("kept", [9, 100, 400])
def test_a_broken_file_is_refused(kept: int) -> None:
    with pytest.raises(UnreadableDocument, match="PDF"):
        read_content(pdf([typed(RULES)])[:kept])


def test_letters_are_equally_wide_so_that_lines_can_be_filled() -> None:
    assert Set("abc", 10, 0).right == 10 + 3 * LETTER
