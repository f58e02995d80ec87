"""Files that are wrong in parts: each fault at its line or row, and the good items kept."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from domain.study import ItemType, OptionRole
from services.item_files.aiken import read_aiken
from services.item_files.gift_reading import read_gift
from services.item_files.parts import ReadFile, Source
from services.item_files.workbook import read_workbook

PLAN = Source("ke-hoach-ct18-dak-lak", "II.2.i")
HEADINGS = ["Loại", "Câu hỏi", "Đáp án", "Phương án 1", "Phương án 2", "Phương án 3"]
ROW = ["single", "Mức hài lòng?", "A", "98%", "95%", "90%"]


def faults(file: ReadFile) -> list[tuple[int, str]]:
    return [(fault.row, fault.words) for fault in file.faults]


def stems(file: ReadFile) -> list[str]:
    return [one.item.stem for one in file.items]


def workbook(*rows: list[Any], headings: list[str] = HEADINGS, merge: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    for row in [headings, *rows]:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_errors_in_the_middle_of_a_gift_file_spoil_nothing_else() -> None:
    text = """// a comment
::kh-900::Câu một? {=đúng ~sai#Vì thế. ~sai nữa####Mục II.2.i.}

Câu hai thiếu ngoặc {=đúng ~sai

Câu ba? {đúng ~sai}

Câu bốn không có trả lời

Câu năm là tự luận {}

Câu sáu? {=chỉ ~%25%một nửa}

Câu bảy? {T#Không phải.}
"""
    file = read_gift(text, PLAN)
    assert stems(file) == ["Câu một?", "Câu sáu?", "Câu bảy?"]
    assert faults(file) == [
        (4, "dấu { } không khớp"),
        (6, "phương án phải bắt đầu bằng = hoặc ~"),
        (8, "không có phần trả lời { }"),
        (10, "câu tự luận hoặc chưa có đáp án"),
    ]
    first, sixth, seventh = (one.item for one in file.items)
    assert (first.code, first.explanation) == ("kh-900", "Mục II.2.i.")
    assert [(o.text, o.is_right, o.why) for o in first.options] == [
        ("đúng", True, ""),
        ("sai", False, "Vì thế."),
        ("sai nữa", False, ""),
    ]
    assert sixth.type is ItemType.SEVERAL
    assert (seventh.type, seventh.answer, seventh.why) == (
        ItemType.TRUE_FALSE, True, "Không phải.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ("#90..98", "chỉ nhận một đáp số, không nhận khoảng"),
        ("#98:2", "chỉ nhận một đáp số, không nhận khoảng"),
        ("#chín tám", "đáp số không phải số"),
        ("#NaN", "đáp số không phải số"),
        ("=a -> b -> c =d -> e =f -> g", "mỗi cặp cần đúng một dấu ->"),
        ("=một =hai", "câu trả lời ngắn bằng chữ không dùng được"),
        ("=một ~hai} và {", "dấu { } không khớp"),
    ],
)
def test_answers_that_gift_allows_and_we_do_not_are_told(answers: str, fault: str) -> None:
    file = read_gift(f"Bao nhiêu? {{{answers}}}", PLAN)
    assert faults(file) == [(1, fault)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("// congvu {nope\nA? {T}", "dòng chú thích congvu không đọc được"),
        ('// congvu {"skill": "cooking"}\nA? {T}', "không có kỹ năng này"),
        ('// congvu {"type": "poll"}\nA? {T}', "không có loại câu này"),
        ('// congvu {"difficulty": 9}\nA? {T}', "độ khó là 1, 2 hoặc 3"),
        ('// congvu {"version": "x"}\nA? {T}', "phiên bản không phải số"),
        ('// congvu {"facts": ["a"]}\nA? {T}', "dòng chú thích congvu không đọc được"),
        ('// congvu {"facts": "lead|II"}\nA? {T}', "dữ kiện phải viết như target|II.2.i|98"),
        ("[html]<b>A?</b> {T}", "câu hỏi viết bằng HTML; hãy dùng chữ thường"),
        ("::t:: {T}", "câu hỏi để trống"),
    ],
)
def test_a_comment_or_text_that_cannot_be_read_is_told(text: str, fault: str) -> None:
    file = read_gift(text, PLAN)
    assert [words for _, words in faults(file)] == [fault]


def test_a_file_without_source_says_so_for_each_item() -> None:
    file = read_gift("A? {T}\n\nB? {F}", Source())
    assert [row for row, _ in faults(file)] == [1, 3]
    assert "thiếu nguồn" in file.faults[0].words


def test_a_situation_and_steps_may_be_written_in_plain_gift() -> None:
    text = """// congvu {"type": "situation"}
Người dân chờ lâu. Làm gì? {=Xin lỗi ~%-100%Im lặng ~Chờ thêm}

// congvu {"type": "order"}
Xếp các bước {=1 -> Nhận =2 -> Xử lý =3 -> Trả}

// congvu {"type": "order"}
Xếp các bước khác {=1 -> Nhận =3 -> Xử lý =2 -> Trả}
"""
    file = read_gift(text, PLAN)
    situation, order = (one.item for one in file.items)
    assert [option.role for option in situation.options] == [
        OptionRole.BEST,
        OptionRole.WORST,
        OptionRole.OTHER,
    ]
    assert order.sequence == ("Nhận", "Xử lý", "Trả")
    assert faults(file) == [(8, "các bước phải đánh số 1, 2, 3…")]


def test_aiken_faults_are_told_at_the_line_where_the_question_begins() -> None:
    text = """Câu một?
A. đúng
B) sai
C. sai nữa
ANSWER: A

Câu hai thiếu đáp án?
A. một
B. hai
Câu ba?
A. một
C. ba
ANSWER: A
Câu bốn?
A. một
B. hai
ANSWER: D
ANSWER: A
Câu cuối?
A. một
"""
    file = read_aiken(text, PLAN)
    assert stems(file) == ["Câu một?"]
    assert faults(file) == [
        (7, "thiếu dòng ANSWER"),
        (10, "các phương án phải theo thứ tự A, B, C…"),
        (14, "không có phương án D"),
        (18, "không có phương án A"),
        (19, "thiếu dòng ANSWER"),
    ]


def test_rows_of_a_workbook_are_told_by_their_number() -> None:
    content = workbook(
        ROW,
        ["single", "Có công thức?", "A", "=1+1", "b", "c"],
        ["poll", "Loại gì?", "A", "a", "b", "c"],
        ["single", "Đáp án ở đâu?", "F", "a", "b", "c"],
        ["single", "Không có đáp án?", None, "a", "b", "c"],
        ["several", "Còn trống?", "A", "a", None, "c"],
        [None, None, None, None, None, None],
        ["true_false", "Đúng chứ?", "có thể", None, None, None],
        ["number", "Bao nhiêu?", 98, None, None, None],
        ["date", "Khi nào?", "30/02/2026", None, None, None],
        ["situation", "Làm gì?", "A", "a", "b", "c"],
        ["match", "Ghép?", "theo cặp", "a", "b", "c"],
        ["single", None, "A", "a", "b", "c"],
    )
    file = read_workbook(content, PLAN)
    assert stems(file) == ["Mức hài lòng?", "Bao nhiêu?", "Ghép?"]
    assert faults(file) == [
        (3, "có công thức; hãy dán giá trị"),
        (4, "không có loại câu này"),
        (5, "đáp án nêu phương án không có"),
        (6, "đáp án viết như A, hoặc A, C; câu tình huống viết A > D"),
        (7, "các phương án phải liền nhau, không để trống ở giữa"),
        (9, "đáp án phải là đúng hoặc sai"),
        (11, "đáp án không phải ngày (viết như 30/6/2026)"),
        (12, "đáp án viết như A, hoặc A, C; câu tình huống viết A > D"),
        (14, "câu hỏi để trống"),
    ]


def test_merged_cells_spoil_the_rows_that_they_touch_only() -> None:
    file = read_workbook(
        workbook(ROW, ROW, ROW, [*ROW[:1], "Khác?", *ROW[2:]], merge="B3:B4"), PLAN
    )
    assert [one.row for one in file.items] == [2, 5]
    assert [row for row, _ in faults(file)] == [3, 4]
    assert "B3:B4" in file.faults[0].words


def test_a_workbook_with_other_columns_is_told_which_are_missing() -> None:
    file = read_workbook(workbook(["a", "b"], headings=["Câu hỏi", "Trả lời"]), PLAN)
    assert file.items == ()
    assert faults(file) == [(1, "dòng đầu thiếu cột: Loại, Đáp án")]


def test_a_hundred_thousand_rows_are_read_no_further_than_the_limit() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for number in range(100_000):
        sheet.append(["single", f"Câu {number}?", "A", "một", "hai", "ba"])
    content = io.BytesIO()
    book.save(content)
    file = read_workbook(content.getvalue(), PLAN)
    assert len(file.items) == 2_000
    assert faults(file) == [(2_002, "tệp có hơn 2000 dòng; hãy chia thành nhiều tệp")]


@pytest.mark.parametrize("content", [b"", b"khong phai", b"PK\x03\x04hong", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_told(content: bytes) -> None:
    file = read_workbook(content, PLAN)
    assert faults(file) == [(0, "tệp không phải XLSX; hãy lưu lại thành .xlsx")]


def test_a_bomb_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    file = read_workbook(content.getvalue(), PLAN)
    assert faults(file) == [(0, "tệp quá lớn sau khi giải nén; hãy chia thành nhiều tệp")]


def test_a_workbook_that_only_looks_like_one_is_told() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet>")
    assert faults(read_workbook(content.getvalue(), PLAN))[0][0] == 0
