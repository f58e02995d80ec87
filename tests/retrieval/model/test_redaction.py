"""Personal data of a question is taken out; what an answer needs stays."""

import pytest

from retrieval.model.redaction import has_placeholder, redacted, without_contacts


@pytest.mark.parametrize(
    ("typed", "private"),
    [
        ("gọi tôi số 0905 123 456 nhé", "123 456"),
        ("sđt +84-905.123.456", "905"),
        ("máy bàn 02623812345", "3812345"),
        ("CCCD 066012345678 của tôi", "066012345678"),
        ("chứng minh 241234567", "241234567"),
        ("gửi về le.an99@gmail.com", "gmail"),
        ("ông Nguyễn Văn An nhận tiền", "An nhận"),
        ("ông nguyễn văn an nhận tiền", "văn an"),
        ("ong nguyen van an nhan tien", "van an"),
        ("chị Hà ở một cửa", "Hà"),
        ("bà H'Hen Niê hỏi", "Hen"),
        ("anh Y Bhăm Êban", "Bhăm"),
        ("tôi là Trần Thị Bé", "Bé"),
        ("đơn của LÊ VĂN TÁM", "TÁM"),
        ("tôi tên là lê thị bé", "thị bé"),
        ("nhà ở số 12 Lê Duẩn", "Lê Duẩn"),
        ("số nhà 12/3 đường Hùng Vương", "Hùng Vương"),
        ("ở buôn Ako Dhông", "Dhông"),
        ("thôn 3 xã tôi", "thôn 3"),
        ("tổ dân phố 5", "phố 5"),
        ("xe 47A-123.45", "123.45"),
        ("tài khoản 19034567890123", "1903"),
    ],
)
def test_personal_data_is_taken_out(typed: str, private: str) -> None:
    left = redacted(typed)
    assert private not in left
    assert has_placeholder(left)


@pytest.mark.parametrize(
    "typed",
    [
        "Nhiệm vụ 2 ai chủ trì, hạn ngày 30/6/2026?",
        "theo Nghị định số 30/2020/NĐ-CP thì bao lâu",
        "Chỉ thị 18/CT-TTg có mấy nhóm nhiệm vụ",
        "mức 1.500.000.000 đồng cho 56.000 người",
        "UBND xã Ea Kar và Sở Nội vụ làm gì",
        "học tập tư tưởng Hồ Chí Minh ở Hà Nội",
        "chi trả chế độ cho anh hùng lao động",
        "điểm b khoản 3 Điều 12 quy định gì",
        "Hội đồng nhân dân xã giám sát thế nào",
    ],
)
def test_what_is_no_personal_data_stays(typed: str) -> None:
    assert redacted(typed) == typed


def test_an_official_text_keeps_its_places_and_loses_contacts_and_people() -> None:
    text = "Thôn 3, đường Hùng Vương: liên hệ bà Trần Thị Bé, 0905123456, a@b.vn, trước 30/6/2026."
    left = without_contacts(text)
    assert "đường Hùng Vương" in left
    assert "30/6/2026" in left
    assert all(private not in left for private in ("Bé", "0905", "a@b.vn"))
