"""Laws that amend others, and laws whose numbers are missing, printed twice or out of order."""

from datetime import date

from domain.register import Document
from knowledge.parser import parse_document

HEAD = """CHÍNH PHỦ
Số: 12/2026/NĐ-CP
Hà Nội, ngày 05 tháng 3 năm 2026
NGHỊ ĐỊNH
Về cây xanh
Căn cứ Luật Cây xanh;
"""
TAIL = "Nghị định này có hiệu lực thi hành kể từ ngày ký."


def decree(body: str) -> Document:
    return parse_document(f"{HEAD}{body}")


def articles(document: Document) -> list[str]:
    return [p.path for p in document.provisions if p.path.partition("(")[0].isdigit()]


def test_a_quoted_article_with_clauses_belongs_to_the_clause_that_amends() -> None:
    amending = decree(
        "Điều 1. Sửa đổi một số điều của Nghị định về vườn\n1. Sửa đổi Điều 2 như sau:\n"
        "“Điều 2. Tưới cây\n1. Tưới mỗi ngày.\na) Buổi sáng;\nb) Buổi chiều.”.\n"
        f"2. Bãi bỏ Điều 3.\nĐiều 2. Hiệu lực thi hành\n{TAIL}\n"
    )
    assert articles(amending) == ["1", "2"]
    assert amending.by_path["1.1"].paragraphs[1].text == "“Điều 2. Tưới cây"
    assert len(amending.by_path["1.1"].paragraphs) == 5
    assert amending.by_path["2"].heading == "Hiệu lực thi hành"
    assert not any(p.path.startswith("1.1.") for p in amending.provisions)


def test_an_amendment_without_quotation_marks_is_told_by_what_announces_it() -> None:
    amending = decree(
        "Điều 1. Sửa đổi, bổ sung Điều 4 như sau\nĐiều 4. Tưới cây\n1. Tưới mỗi ngày.\n"
        "Điều 2. Sửa đổi khoản 1 Điều 15 như sau\n1. Trồng vào mùa mưa.\n"
        "Điều 3. Bổ sung Điều 19a vào sau Điều 19 như sau\nĐiều 19a. Chặt cây\n"
        f"Không chặt.\nĐiều 4. Hiệu lực thi hành\n{TAIL}\n"
    )
    assert articles(amending) == ["1", "2", "3", "4"]
    assert amending.by_path["1"].text == "Điều 4. Tưới cây\n1. Tưới mỗi ngày."
    assert amending.by_path["3"].text == "Điều 19a. Chặt cây\nKhông chặt."
    assert amending.by_path["4"].heading == "Hiệu lực thi hành"


def test_a_mark_that_is_never_closed_does_not_swallow_the_rest() -> None:
    amending = decree(
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 9 như sau:\n“Điều 9. Tưới cây.\n2. Sửa đổi Điều 10:\n"
        f"“Điều 10. Chặt cây.”\nĐiều 2. Hiệu lực thi hành\n{TAIL}\n"
    )
    assert {"1.1", "1.2", "2"} <= set(amending.by_path)


def test_articles_after_a_wide_gap_are_found_and_the_gap_is_told() -> None:
    holed = decree("".join(f"Điều {n}. Việc {n}\nLàm.\n" for n in (1, 2, 12, 13, 14, 15)) + TAIL)
    assert articles(holed) == ["1", "2", "12", "13", "14", "15"]
    assert any("Không thấy Điều 3, 4, 5" in warning for warning in holed.warnings)


def test_a_reference_at_the_start_of_a_line_is_no_article() -> None:
    cut = decree(
        "Điều 1. Việc\n1. Làm theo khoản 2\nĐiều 30. Luật Cây xanh và\nĐiều 9. của Luật Vườn.\n"
        f"Điều 2. Hiệu lực thi hành\n{TAIL}\n"
    )
    assert articles(cut) == ["1", "2"]


def test_an_article_printed_twice_stays_reachable_and_is_told() -> None:
    doubled = decree(
        f"Điều 1. Một\nLàm.\nĐiều 2. Hai\nLàm.\nĐiều 2. Hai nữa\nLàm.\nĐiều 3. Ba\n{TAIL}\n"
    )
    assert articles(doubled) == ["1", "2", "2(2)", "3"]
    assert any("hơn một lần: 2;" in warning for warning in doubled.warnings)


def test_a_clause_that_is_missing_or_printed_twice_is_told() -> None:
    noisy = decree(f"Điều 1. Một\n1. A.\n3. C.\n3. D.\nĐiều 2. Hai\n{TAIL}\n")
    assert {"1.1", "1.3", "1.3(2)"} <= set(noisy.by_path)
    assert any("trước 1.3" in warning for warning in noisy.warnings)


def test_parts_sections_and_subsections_are_places_of_their_own() -> None:
    code = decree(
        "Phần thứ nhất\nQUY ĐỊNH CHUNG\nChương I\nPHẠM VI\nĐiều 1. Một\nChương II của Luật này.\n"
        "Chương II\nTRỒNG\nMục 1\nTRỒNG MỚI\nTiểu mục 1\nCÂY LỚN\nĐiều 2. Hai\nLàm.\n"
        f"Tiểu mục 2\nCÂY NHỎ\nĐiều 3. Ba\n{TAIL}\n"
    )
    assert code.by_path["chương I"].parent == "phần I"
    assert code.by_path["1"].text == "Chương II của Luật này."
    assert code.by_path["2"].parent == "chương II.mục 1.tiểu mục 1"
    assert code.by_path["3"].parent == "chương II.mục 1.tiểu mục 2"
    assert code.by_path["chương II.mục 1.tiểu mục 2"].heading == "CÂY NHỎ"


def test_the_day_of_effect_is_read_from_its_wording() -> None:
    after = "Nghị định này có hiệu lực thi hành sau 45 ngày kể từ ngày ký ban hành."
    merged = (
        "1. Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2026.\n"
        "2. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2027."
    )
    unknown = "Nghị định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo."
    days = {
        wording: decree(f"Điều 1. Một\nLàm.\nĐiều 2. Hiệu lực\n{wording}\n")
        for wording in (TAIL, after, merged, unknown)
    }
    assert days[TAIL].info.in_force_from == date(2026, 3, 5)
    assert days[after].info.in_force_from == date(2026, 4, 19)
    assert days[merged].info.in_force_from == date(2026, 5, 1)
    assert any("nhiều ngày có hiệu lực" in warning for warning in days[merged].warnings)
    assert days[unknown].info.in_force_from is None
    assert any("ngày có hiệu lực" in warning for warning in days[unknown].warnings)


def test_what_takes_effect_later_is_told() -> None:
    partly = decree(
        "Điều 1. Một\nLàm.\nĐiều 2. Hiệu lực\n1. Nghị định này có hiệu lực thi hành từ ngày 01 "
        "tháng 7 năm 2026, trừ trường hợp quy định tại khoản 2 Điều này.\n2. Điều 1 từ năm 2027.\n"
    )
    assert "Một phần có hiệu lực vào ngày khác, xem 2.1." in partly.warnings


def test_a_sound_decree_has_nothing_to_warn_of() -> None:
    assert decree(f"Điều 1. Một\nLàm.\nĐiều 2. Hiệu lực\n{TAIL}\n").warnings == ()


def test_a_law_whose_first_article_a_scan_lost_is_read_as_a_law() -> None:
    body = "".join(f"Điều {n}. Việc {n}\n1. Làm.\n" for n in range(2, 8))
    holed = decree(f"Diều l. Việc\n{body}{TAIL}\n")
    assert articles(holed) == [str(n) for n in range(2, 8)]
    assert any("Không thấy Điều 1." in warning for warning in holed.warnings)


def test_articles_in_capitals_or_before_a_dash_are_articles() -> None:
    old = decree(f"ĐIỀU 1 - Phạm vi\nLàm.\nĐIỀU 2: Đối tượng\nLàm.\nĐiều 3\n{TAIL}\n")
    assert articles(old) == ["1", "2", "3"]
    assert old.by_path["1"].heading == "Phạm vi"
