"""What a question asks for, read off its form."""

import pytest

from retrieval.asks import Ask, Element, asks_of, elements_of, without_tail
from tests.retrieval.asking import Desk, without_accents

FORMS = [
    ("nhiệm vụ 2 ai chủ trì", Ask.LEADS),
    ("việc này giao cho cơ quan nào", Ask.LEADS),
    ("đầu mối của nhóm 3 là ai", Ask.LEADS),
    ("ai phối hợp nhóm 4", Ask.COORDINATES),
    ("đơn vị nào thường trực", Ask.WHO),
    ("bao giờ phải xong", Ask.WHEN),
    ("hạn chót nhóm 2", Ask.WHEN),
    ("tháng mấy thì nộp", Ask.WHEN),
    ("mức hài lòng bao nhiêu", Ask.AMOUNT),
    ("có mấy chỉ tiêu", Ask.COUNT),
    ("tổng số nhóm nhiệm vụ", Ask.COUNT),
    ("liệt kê các chỉ tiêu", Ask.LIST),
    ("gồm những gì", Ask.LIST),
    ("cơ quan nào chủ trì nhiều nhóm nhất", Ask.MOST),
    ("hạn nào sớm nhất", Ask.LEAST),
    ("nhóm nào không có cơ quan phối hợp", Ask.NEGATION),
    ("ngoài Sở Nội vụ còn ai", Ask.NEGATION),
    ("chỉ tiêu là 95% phải không", Ask.CLAIM),
    ("nghe nói có 9 nhóm", Ask.CLAIM),
    ("trích nguyên văn điểm k", Ask.QUOTE),
    ("vì sao phải xin lỗi", Ask.WHY),
    ("gọi số nào để phản ánh", Ask.WHERE),
    ("so sánh nhóm 4 và nhóm 6", Ask.COMPARE),
    ("ai chủ trì nhiều hơn", Ask.COMPARE),
    ("hiện nay đạt bao nhiêu rồi", Ask.OUTCOME),
    ("còn mấy ngày nữa", Ask.DAYS_LEFT),
    ("việc nào quá hạn", Ask.OVERDUE),
    ("việc nào sắp đến hạn", Ask.UPCOMING),
    ("Sở Tài chính phải làm gì", Ask.DUTIES),
    ("ai tham gia nhóm 7", Ask.INVOLVES),
    # Last, for without accents "nói" may as well be "nơi".
    ("mục nào nói về xin lỗi", Ask.LOCATE),
]
KINDS = [
    ("có bao nhiêu xã phường", Element.COMMUNE),
    ("có mấy chỉ tiêu", Element.TARGET),
    ("nhóm nhiệm vụ nào", Element.TASK),
    ("mốc thời gian nào", Element.MILESTONE),
    ("kế hoạch có mấy phần", Element.PART),
    ("căn cứ pháp lý", Element.BASIS),
    ("nơi nhận gồm những ai", Element.RECIPIENT),
    ("cơ quan nào", Element.UNIT),
    ("có mấy nội dung", Element.ITEM),
    ("những văn bản nào", Element.DOCUMENT),
]


@pytest.mark.parametrize(("question", "ask"), FORMS)
def test_the_form_tells_what_is_asked(desk: Desk, question: str, ask: Ask) -> None:
    assert ask in asks_of(desk.read(question))


@pytest.mark.parametrize(("question", "ask"), FORMS[:-1])
def test_it_does_so_without_accents_too(desk: Desk, question: str, ask: Ask) -> None:
    assert ask in asks_of(desk.read(without_accents(question)))


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_the_sort_of_thing_spoken_of_is_seen(desk: Desk, question: str, kind: Element) -> None:
    assert kind in elements_of(desk.read(question))


def test_a_closing_tag_is_no_negation(desk: Desk) -> None:
    assert Ask.NEGATION not in asks_of(desk.read("Sở Nội vụ chủ trì nhóm 2 phải không ạ"))
    assert Ask.YES_NO in asks_of(desk.read("nhóm 2 có hạn không"))


@pytest.mark.parametrize(
    "tail", ["phải không", "đúng không ạ", "hay không", "chưa", "nhỉ", "phải không bạn"]
)
def test_a_closing_tag_is_taken_off(desk: Desk, tail: str) -> None:
    plain = desk.read(f"nhóm 2 do Sở Nội vụ chủ trì {tail}").plain
    assert without_tail(plain) == "nhom 2 do so noi vu chu tri"


def test_a_plain_name_asks_for_nothing(desk: Desk) -> None:
    assert not asks_of(desk.read("chữ ký số")) - {Ask.LIST}
