"""Questions as people type them become readable: accents, abbreviations, chat spelling, slips."""

import unicodedata

import pytest

from tests.retrieval.asking import Desk, without_accents


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("nhiem vu 2 ai chu tri", "nhiệm vụ 2 ai chủ trì"),
        ("han chot nhom 2 la khi nao", "hạn chót nhóm 2 là khi nào"),
        ("chuyen doi so", "chuyển đổi số"),
        ("thủ tuc hành chinh", "thủ tục hành chính"),
        ("con may ngay nua", "còn mấy ngày nữa"),
        ("bao nhieu chi tieu", "bao nhiêu chỉ tiêu"),
        ("mức độ hài lòng bao nhieu", "mức độ hài lòng bao nhiêu"),
    ],
)
def test_accents_left_off_are_put_back(desk: Desk, typed: str, read: str) -> None:
    assert desk.read(typed).accented == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cbcc xã dc bồi dưỡng gì", "cán bộ công chức xã được bồi dưỡng gì"),
        ("tthc trễ hạn", "thủ tục hành chính trễ hạn"),
        ("cntt", "công nghệ thông tin"),
        ("hộ nghèo DTTS", "hộ nghèo dân tộc thiểu số"),
        ("lđ xã", "lãnh đạo xã"),
        ("csdl cán bộ", "cơ sở dữ liệu cán bộ"),
    ],
)
def test_abbreviations_are_written_out(desk: Desk, typed: str, read: str) -> None:
    assert desk.read(typed).accented == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ko bik ai lo vụ này", "không biết ai lo vụ này"),
        ("xã fải làm gì", "xã phải làm gì"),
        ("k có hạn", "không có hạn"),
        ("cacs xax phair lamf gif", "các xã phải làm gì"),
    ],
)
def test_chat_spelling_is_understood(desk: Desk, typed: str, read: str) -> None:
    assert desk.read(typed).accented == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("bồi duỡng cán bộ", "bồi dưỡng cán bộ"),
        ("phần mền một cửa", "phần mềm một cửa"),
        ("tuyên truyèn", "tuyên truyền"),
        ("chử ký số", "chữ ký số"),
    ],
)
def test_slips_of_spelling_are_mended(desk: Desk, typed: str, read: str) -> None:
    assert desk.read(typed).accented == read


def test_a_letter_that_names_a_point_is_no_abbreviation(desk: Desk) -> None:
    assert desk.read("điểm k nói gì").accented == "điểm k nói gì"
    assert desk.read("k nói gì").accented == "không nói gì"


def test_who_is_not_taken_for_the_machine(desk: Desk) -> None:
    assert desk.read("ai làm việc này").accented == "ai làm việc này"
    assert "trí tuệ nhân tạo" in desk.read("cán bộ dùng AI được không").accented


def test_what_is_typed_with_accents_stays_as_typed(desk: Desk) -> None:
    for question in ("nhiệm vụ 2 ai chủ trì", "Hồ sơ trễ hạn thì làm gì", "chợ đầu mối"):
        assert desk.read(question).accented == question.lower()


def test_numbers_dates_and_document_numbers_are_kept(desk: Desk) -> None:
    assert desk.read("18/CT-TTg đến 30/6 đạt 98%").plain == "18/ct-ttg den 30/6 dat 98%"


def test_decomposed_letters_and_invisible_characters_change_nothing(desk: Desk) -> None:
    question = "nhiệm vụ 2 ai chủ trì"
    assert desk.read(unicodedata.normalize("NFD", question)).accented == question
    assert desk.read("nhi\u200bệm vụ\ufeff 2 ai chủ\u00ad trì").accented == question


def test_the_two_placings_of_a_tone_read_alike(desk: Desk) -> None:
    assert desk.read("Hoà Xuân").accented == desk.read("Hòa Xuân").accented


def test_plain_typing_reads_the_same_words(desk: Desk) -> None:
    question = "các nhóm nhiệm vụ do Sở Nội vụ chủ trì thực hiện"
    assert desk.read(without_accents(question)).plain == desk.read(question).plain


def test_a_phrase_is_found_where_its_accents_agree(desk: Desk) -> None:
    assert desk.read("han cua nhom").says("hạn của nhóm")
    assert desk.read("hạn của nhóm").says("hạn của")
    assert not desk.read("hân của nhóm").says("hạn của")


@pytest.mark.parametrize("typed", ["", " ", "…", "😀", "\x00", "1" * 5000])
def test_anything_typed_has_a_reading(desk: Desk, typed: str) -> None:
    assert len(desk.read(typed).raw) <= 2000


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("quản lí kĩ năng số", "quản lý kỹ năng số"),
        ("tỷ lệ dạt bao nhiêu", "tỷ lệ đạt bao nhiêu"),
        ("khó khăng vướng mắc", "khó khăn vướng mắc"),
        ("việc nào sớm nhut", "việc nào sớm nhất"),
    ],
)
def test_spellings_that_sound_the_same_are_read_alike(desk: Desk, typed: str, read: str) -> None:
    assert desk.read(typed).accented == read


def test_who_is_employed_is_no_question_on_machines(desk: Desk) -> None:
    assert "trí tuệ" not in desk.read("doi moi danh gia tuyen dung ai lam").accented
