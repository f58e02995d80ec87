"""Whatever lines a text is made of, it is read or refused in words, and its places are sound."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableDocument
from domain.register import Document
from knowledge.parser import parse_document, parse_plain

LINES = (
    *("CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/2026/NĐ-CP", "NGHỊ ĐỊNH"),
    *("KẾ HOẠCH", "Về cây xanh", "Hà Nội, ngày 05 tháng 3 năm 2026", "Căn cứ Luật Cây xanh;"),
    *("Số hiệu | 12/2026/NĐ-CP", "Ngày ban hành | 05/3/2026", "Loại văn bản: Nghị định"),
    *("Phần thứ nhất", "Chương I", "Chương II", "Mục 1", "Mục 2. TRỒNG", "Tiểu mục 1", "QUY ĐỊNH"),
    *("Điều 1. Phạm vi", "Điều 2. Sửa đổi Điều 4 như sau", "Điều 3. Việc", "Điều 3a. Thêm"),
    *("Điều 4. Tưới", "Điều 12. Xa", "“Điều 9. Chặt", "1. Một", "2. Hai", "2a. Thêm", "5. Năm"),
    *(
        "a) Sáng;",
        "b) Chiều.",
        "đ) Đêm;",
        "- a) Gạch",
        "- Sở Nội vụ",
        "I. MỤC ĐÍCH",
        "II. NHIỆM VỤ",
    ),
    *("như sau:", "2. Không chặt.”.", '"1. Trồng', 'Hết."', "STT | Việc | Hạn", "1 | Trồng | 2026"),
    *(
        "Nơi nhận:",
        "- Các bộ; - Các tỉnh; - Lưu: VT | TM. CHÍNH PHỦ",
        "KT. CHỦ TỊCH",
        "Trần Văn An",
    ),
    *(
        "Phụ lục I",
        "PHỤ LỤC",
        "Mẫu số 01",
        "Mẫu số 02 | Đơn",
        "(Kèm theo Nghị định số 9/2026/NĐ-CP)",
    ),
    *("Nghị định này có hiệu lực thi hành kể từ ngày ký.", "- 2 -", "---", "\f", ""),
    *(
        "Luật này được Quốc hội thông qua ngày 15 tháng 5 năm 2026.",
        "Người ký: A",
        "Thời gian ký: B",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=40))
def test_any_order_of_lines_gives_sound_places_or_a_refusal(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        _check(parse_document(text))
    except UnreadableDocument:
        # Stamps and page numbers alone are no text either.
        with suppress(UnreadableDocument):
            _check(parse_plain(text))


def _check(document: Document) -> None:
    paths = [provision.path for provision in document.provisions]
    assert len(paths) == len(set(paths))
    keys = [p.key for provision in document.provisions for p in provision.paragraphs]
    assert len(keys) == len(set(keys))
    for provision in document.provisions:
        assert provision.parent is None or provision.parent in document.by_path
