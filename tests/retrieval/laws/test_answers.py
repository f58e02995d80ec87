"""Answers from laws: named places, clauses found by words, reservations, what is not loaded."""

from datetime import date

import pytest

from domain.answers import Answer, AnswerStatus
from retrieval.laws.names import LawNames
from tests.retrieval.asking import Desk
from tests.retrieval.laws.invented import FEES, FERRIES, invented_laws

TODAY = date(2035, 6, 1)
DESK = Desk(*invented_laws())


def ask(question: str, *earlier: str, on: date = TODAY) -> Answer:
    return DESK.ask(question, *earlier, on=on)


def cited(answer: Answer) -> set[tuple[str, str]]:
    return {(citation.document, citation.path) for citation in answer.citations}


def test_a_named_clause_is_told_word_for_word_and_named_as_lawyers_do() -> None:
    answer = ask("khoản 2 Điều 2 luật bến đò nói gì")
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == {(FERRIES, "2.2")}
    assert "Khoản 2 Điều 2 Luật Bến đò, đò ngang – Giấy phép mở bến" in answer.text
    assert "“Giấy phép có giá trị 03 năm.”" in answer.text


def test_a_named_article_is_told_with_all_its_clauses_and_points() -> None:
    answer = ask("điều 4 luật 11/2031/QH20")
    assert cited(answer) == {(FERRIES, p) for p in ("4.1", "4.1.a", "4.1.b", "4.1.c")}
    assert "a) “Trang bị áo phao" in answer.text


@pytest.mark.parametrize(
    ("question", "place", "fact"),
    [
        ("xin mở bến đò thì xã cấp giấy phép trong mấy ngày", "2.1", "12 ngày làm việc"),
        ("giay phep mo ben co gia tri may nam", "2.2", "03 năm"),
        ("chủ bến phải giữ sổ nhật trình bao lâu", "4.1.c", "24 tháng"),
        ("đò chạy lúc nước lũ có bị cấm không", "3.2", "báo động 2"),
    ],
)
def test_a_clause_is_found_by_the_words_of_the_question(
    question: str, place: str, fact: str
) -> None:
    answer = ask(question)
    assert (FERRIES, place) in cited(answer)
    assert fact in answer.text


def test_a_list_is_told_whole() -> None:
    answer = ask("luật bến đò nghiêm cấm những hành vi nào")
    assert {(FERRIES, "3.1"), (FERRIES, "3.2"), (FERRIES, "3.3")} <= cited(answer)
    assert "trừ trường hợp cứu nạn" in answer.text


def test_a_wrong_figure_is_put_right() -> None:
    answer = ask("học sinh đi đò được giảm 30% giá vé đúng không")
    assert answer.status is AnswerStatus.CORRECTED
    assert answer.text.startswith("Không đúng")
    assert "50%" in answer.text


def test_an_article_that_does_not_exist_is_said_not_to() -> None:
    answer = ask("Điều 9 luật bến đò quy định gì")
    assert answer.status is AnswerStatus.CORRECTED
    assert "5 điều" in answer.text


def test_a_clause_that_does_not_exist_is_said_not_to() -> None:
    answer = ask("khoản 7 điều 2 luật bến đò")
    assert answer.status is AnswerStatus.CORRECTED
    assert "2 khoản" in answer.text


def test_an_article_without_its_law_is_asked_about() -> None:
    answer = ask("điều 1 nói gì")
    assert answer.status is AnswerStatus.REFUSED
    assert "Luật Bến đò, đò ngang" in answer.text
    assert "Nghị định 45/2032/NĐ-CP" in answer.text


def test_a_law_that_is_not_loaded_is_not_answered_about() -> None:
    answer = ask("nghị định 99/2033/NĐ-CP quy định mức phạt chở quá người thế nào")
    assert answer.status is AnswerStatus.REFUSED
    assert not answer.citations


def test_what_no_law_says_is_not_answered() -> None:
    answer = ask("thủ tục đăng ký kết hôn cần giấy tờ gì")
    assert answer.status is AnswerStatus.REFUSED
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("luật bến đò có hiệu lực từ khi nào", "01/01/2032"),
        ("luật bến đò có mấy điều", "5 điều"),
        ("nghị định 45 ban hành ngày nào", "02/03/2032"),
        ("luật bến đò số hiệu bao nhiêu", "11/2031/QH20"),
    ],
)
def test_a_law_is_described(question: str, fact: str) -> None:
    assert fact in ask(question).text


@pytest.mark.parametrize(
    ("day", "reservation"),
    [
        (date(2031, 12, 1), "chưa áp dụng"),
        (date(2042, 1, 1), "77/2040/QH22"),
    ],
)
def test_a_law_is_told_with_its_reservations_on_the_day(day: date, reservation: str) -> None:
    assert reservation in ask("giấy phép mở bến có giá trị mấy năm", on=day).text


def test_a_law_that_is_no_longer_in_force_says_what_replaced_it() -> None:
    answer = ask("giá vé đò người lớn tối đa bao nhiêu", on=date(2040, 2, 1))
    assert (FEES, "1.1") in cited(answer)
    assert "hết hiệu lực" in answer.text
    assert "9/2040" in answer.text


def test_on_a_day_in_force_nothing_is_reserved() -> None:
    assert "Lưu ý" not in ask("giấy phép mở bến có giá trị mấy năm").text


def test_a_follow_up_stays_with_the_law_and_its_article() -> None:
    answer = ask("còn khoản 1 thì sao", "khoản 2 điều 2 luật bến đò nói gì")
    assert cited(answer) == {(FERRIES, "2.1")}


def test_a_duty_said_to_need_no_doing_is_put_right() -> None:
    answer = ask("chủ bến khỏi phải trang bị áo phao cho hành khách đúng không")
    assert answer.status is AnswerStatus.CORRECTED
    assert answer.text.startswith("Không đúng")


def test_the_last_day_is_reckoned_from_the_day_that_a_question_names() -> None:
    answer = ask("nộp hồ sơ xin giấy phép mở bến đò ngày 01/06/2035 thì chậm nhất ngày nào xã cấp")
    assert (FERRIES, "2.1") in cited(answer)
    assert "12 ngày làm việc → 19/06/2035" in answer.text


def test_a_sum_that_the_clause_does_not_name_is_said_to_be_left_open() -> None:
    answer = ask("luật bến đò cấp giấy phép mở bến thì phải nộp bao nhiêu tiền")
    assert answer.status is AnswerStatus.PARTIAL
    assert "không nêu con số" in answer.text


@pytest.mark.parametrize(
    "question",
    ["luật đất đai quy định gì về bến đò", "theo bộ luật lao động thì nghỉ phép thế nào"],
)
def test_a_law_known_by_its_title_that_is_not_loaded_is_named_as_missing(question: str) -> None:
    answer = ask(question)
    assert answer.status is AnswerStatus.REFUSED
    assert "chưa được nạp" in answer.text


def test_discipline_of_officials_does_not_name_a_law_on_officials() -> None:
    names = LawNames(invented_laws())
    assert names.find("ky luat ben do") == ()
    assert [named.slug for named in names.find("luat ben do")] == [FERRIES]
