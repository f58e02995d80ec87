"""Number, day, signer, sums, reports, cited documents: told, or told to be blank."""

import pytest

from domain.answers import AnswerStatus
from tests.knowledge.plans import small_plan
from tests.retrieval.asking import Desk, places, without_accents


@pytest.mark.parametrize("question", ["kế hoạch số mấy", "ban hành ngày nào", "ban hanh ngay nao"])
def test_a_blank_number_and_day_are_said_to_be_blank(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status is AnswerStatus.PARTIAL
    assert "để trống" in answer.text
    assert places(answer) == {"đầu văn bản"}


def test_the_number_and_day_of_another_plan_are_told(province: Desk) -> None:
    answer = province.ask("kế hoạch số mấy, ban hành ngày nào")
    assert "87/KH-UBND" in answer.text
    assert "12/03/2026" in answer.text


@pytest.mark.parametrize("question", ["ai ký kế hoạch này", "ai ky", "người ký là ai"])
def test_the_signer_is_named(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert "Đỗ Hữu Huy" in answer.text
    assert "Chủ tịch" in answer.text
    assert places(answer) == {"ký"}


def test_each_plan_has_its_own_signer(commune: Desk, province: Desk) -> None:
    assert "Lương Bá Thiện" in commune.ask("ai ký").text
    assert "Phan Quỳnh Hoa" in province.ask("ai ký").text


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("kinh phí bao nhiêu tiền", "IV"),
        ("kế hoạch hết hiệu lực khi nào", "II.2"),
        ("bao lâu phải báo cáo một lần", "V.9"),
        ("đường dây nóng số mấy", "III.5.b"),
    ],
)
@pytest.mark.parametrize("accented", [True, False])
def test_what_the_plan_leaves_open_is_said_to_be_open(
    desk: Desk, question: str, path: str, accented: bool
) -> None:
    answer = desk.ask(question if accented else without_accents(question))
    assert answer.status is AnswerStatus.PARTIAL
    assert "không nêu" in answer.text
    assert path in places(answer)


def test_sums_hotline_and_report_days_are_told_where_a_plan_has_them(province: Desk) -> None:
    assert "18,6 tỷ" in province.ask("tổng kinh phí bao nhiêu").text
    assert "0299.3888.168" in province.ask("đường dây nóng số mấy").text
    reports = province.ask("bao lâu phải báo cáo một lần")
    assert reports.status is AnswerStatus.ANSWERED
    assert {"V.1", "V.5"} <= places(reports)


def test_who_reports_to_whom_is_told(desk: Desk) -> None:
    answer = desk.ask("xã báo cáo cho ai")
    assert "Sở Nội vụ" in answer.text
    assert "V.9" in places(answer)


@pytest.mark.parametrize(
    ("question", "fact", "path"),
    [
        ("chỉ thị 18 ban hành ngày nào", "08/05/2026", "căn cứ"),
        ("quyết định 700 của ai", "Thủ tướng Chính phủ", "căn cứ"),
        ("thông báo 21 là của cơ quan nào", "Văn phòng Trung ương Đảng", "III.1.b"),
        ("luật cán bộ công chức ngày nào", "24/06/2025", "căn cứ"),
    ],
)
def test_a_cited_document_is_known_by_day_and_issuer(
    desk: Desk, question: str, fact: str, path: str
) -> None:
    answer = desk.ask(question)
    assert fact in answer.text
    assert path in places(answer)


def test_a_cited_document_that_is_not_loaded_is_said_to_be_missing(desk: Desk) -> None:
    assert "chưa được nạp" in desk.ask("quyết định 700 nói về gì").text


def test_all_legal_bases_are_listed(desk: Desk) -> None:
    answer = desk.ask("căn cứ vào những văn bản nào")
    for fact in ("700/QĐ-TTg", "18/CT-TTg", "16/06/2025", "24/06/2025"):
        assert fact in answer.text
    assert places(answer) == {"căn cứ"}


def test_the_recipients_are_listed_and_a_body_not_among_them_is_denied(desk: Desk) -> None:
    assert "Ban Tổ chức Tỉnh ủy" in desk.ask("nơi nhận gồm những ai").text
    assert "Các sở, ban, ngành;" in desk.ask("Sở Y tế có trong nơi nhận không").text
    assert len(desk.ask("nơi nhận có những ai không").text.splitlines()) > 10


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("thường trực hđnd tỉnh có trong nơi nhận ko", "TT HĐND tỉnh (b/c);"),
        ("ban tc tỉnh uỷ có dc gửi bản KH này ko", "Ban Tổ chức Tỉnh ủy;"),
        ("kế hoạch có gửi cho chánh văn phòng ubnd tỉnh không", "CVP, PCVP UBND tỉnh;"),
        ("nơi nhận có ubnd cấp xã không", "UBND các xã, phường;"),
    ],
)
def test_a_body_among_the_recipients_is_found_by_any_of_its_names(
    desk: Desk, question: str, line: str
) -> None:
    assert desk.ask(question).text.startswith(f"Có. Nơi nhận ghi: {line}")


@pytest.mark.parametrize("body", ["Ủy ban Mặt trận Tổ quốc", "tòa án tỉnh", "công an tỉnh"])
def test_a_body_that_no_line_names_is_not_among_the_recipients(desk: Desk, body: str) -> None:
    assert desk.ask(f"nơi nhận có {body} không").text.startswith("Không")


@pytest.mark.parametrize(
    "question",
    [
        "kế hoạch này làm theo kế hoạch số mấy của tỉnh",
        "ke hoach cua tinh so may",
        "xã triển khai kế hoạch nào của UBND tỉnh",
    ],
)
def test_the_plan_that_this_one_carries_out_is_named(swimming: Desk, question: str) -> None:
    answer = swimming.ask(question)
    assert "118/KH-UBND" in answer.text
    assert "47/KH-UBND" not in answer.text
    assert places(answer) == {"căn cứ"}


def test_a_cited_document_is_known_by_its_kind_and_issuer(desk: Desk) -> None:
    answer = desk.ask("thông báo của Văn phòng Trung ương Đảng số mấy")
    assert "21-TB/VPTW" in answer.text
    assert places(answer) == {"III.1.b"}


def test_an_emergency_number_is_no_sum_of_money(swimming: Desk) -> None:
    answer = swimming.ask("thấy người đuối nước thì gọi số nào")
    assert "114" in answer.text
    assert "8.000.000" not in answer.text


def test_a_missing_telephone_number_is_not_filled_with_any_passage() -> None:
    plan = small_plan("I. NHIỆM VỤ", "1. Lập hồ sơ sức khỏe điện tử cho dân.", "2. Việc khác.")
    answer = Desk(plan).ask("số điện thoại của tổ lập hồ sơ sức khỏe điện tử")
    assert "không nêu số điện thoại" in answer.text
    assert places(answer) == set()
