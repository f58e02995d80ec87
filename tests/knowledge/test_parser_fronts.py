"""Number, day, issuer and signer where files hold them: portals, conversions, scans."""

from datetime import date

from domain.register import Document
from knowledge.parser import parse_document

BODY = """Điều 1. Phạm vi
Nghị định này quy định việc trồng cây.
Điều 2. Hiệu lực
Nghị định này có hiệu lực thi hành kể từ ngày ký.
"""
FILLER = "".join(f"Điều {n}. Việc {n}\nLàm việc {n}.\n" for n in range(3, 12))


def facts(document: Document) -> tuple[str, str | None, date | None, str]:
    info = document.info
    return info.kind, info.number, info.issued, info.issuer


KNOWN = ("nghị định", "12/2026/NĐ-CP", date(2026, 3, 5), "Chính phủ")


def test_the_table_of_facts_of_a_portal_is_read() -> None:
    text = (
        "Nghị định 12/2026/NĐ-CP - Sửa đổi Nghị định số 9/2019/NĐ-CP\nTHÔNG TIN VĂN BẢN\n"
        "Thuộc tính | Nội dung\nSố hiệu | 12/2026/NĐ-CP\nLoại văn bản | Nghị định\n"
        "Cơ quan ban hành | Chính phủ\nNgày ban hành | 05/3/2026\nNgày hiệu lực | 01/7/2026\n"
        "Văn bản sửa đổi | Nghị định số 9/2019/NĐ-CP ngày 10/4/2019\n"
        "Trích yếu | Sửa đổi một số điều về cây xanh\nNỘI DUNG\n"
    )
    document = parse_document(text + BODY.replace("kể từ ngày ký", "theo lệnh"))
    assert facts(document) == KNOWN
    assert document.info.title == "Sửa đổi một số điều về cây xanh"
    assert document.info.in_force_from == date(2026, 7, 1)
    assert document.info.slug == "nghi-dinh-12-2026-nd-cp"


def test_a_letterhead_that_a_conversion_put_behind_the_text_is_found() -> None:
    text = (
        f"NGHỊ ĐỊNH\nVề cây xanh\nCăn cứ Luật Cây xanh;\n{BODY}{FILLER}"
        "CHÍNH PHỦ _ Số: 12/2026/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc Hà Nội, ngày 05 tháng 3 năm 2026\n"
        "Nơi nhận: - Ban Bí thư; - Các bộ; - Lưu: VT. | TM. CHÍNH PHỦ THỦ TƯỚNG [ (Đã ký) "
        "Trần Văn An\n"
    )
    document = parse_document(text)
    assert facts(document) == KNOWN
    assert document.info.in_force_from == date(2026, 3, 5)
    assert (document.info.signer, document.info.signer_title) == ("Trần Văn An", "THỦ TƯỚNG")
    assert document.by_path["11"].text == "Làm việc 11."
    assert [p.text for p in document.by_path["nơi nhận"].paragraphs] == [
        "Ban Bí thư",
        "Các bộ",
        "Lưu: VT",
    ]


def test_a_signature_without_line_ends_is_taken_apart() -> None:
    text = (
        f"Số: 12/2026/NĐ-CP\nNGHỊ ĐỊNH\nVề cây xanh\n{BODY}- Các bộ; - Các tỉnh; - Lưu: VT | "
        "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Lê Thị Bình\n"
    )
    info = parse_document(text).info
    assert (info.signer, info.signer_title) == ("Lê Thị Bình", "PHÓ THỦ TƯỚNG")


def test_an_appendix_tells_the_day_that_the_letterhead_lost() -> None:
    text = (
        f"CHÍNH PHỦ Số: 12/2026/NĐ-CP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNGHỊ ĐỊNH\n"
        f"Về cây xanh\n{BODY}Phụ lục\n(Kèm theo Nghị định số 12/2026/NĐ-CP ngày 05 tháng 3 năm "
        "2026 của Chính phủ)\n1. Cây lim.\n2. Cây sao.\n"
    )
    assert facts(parse_document(text)) == KNOWN


def test_what_the_text_does_not_tell_is_not_invented() -> None:
    document = parse_document(f"NGHỊ ĐỊNH\nVề cây xanh\n{BODY}")
    assert facts(document) == ("nghị định", None, None, "")
    assert {"Văn bản không nêu số, ký hiệu.", "Văn bản không nêu ngày ban hành."} <= set(
        document.warnings
    )


def test_stamps_of_signing_programs_and_lines_of_gazettes_are_left_out() -> None:
    text = (
        "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\nEmail: a@b.vn\nCơ quan: VĂN PHÒNG\n"
        "Thời gian ký: 16.07.2026 14:31:27 +07:00\nCHÍNH PHỦ\nSố: 12/2026/NĐ-CP\n"
        f"NGHỊ ĐỊNH\nVề cây xanh\n{BODY}".replace(
            "Điều 2.", "CÔNG BÁO/Số 851 + 852/Ngày 02-7-2026\nĐiều 2."
        )
    )
    document = parse_document(text)
    assert "Email" not in document.by_path["đầu văn bản"].text
    assert document.by_path["1"].text == "Nghị định này quy định việc trồng cây."


def test_the_forms_of_an_appendix_count_from_one_each() -> None:
    form = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐƠN XIN TRỒNG CÂY\n1. Tên.\n2. Nơi trồng.\n"
    text = (
        f"Số: 12/2026/NĐ-CP\nNGHỊ ĐỊNH\nVề cây xanh\n{BODY}Phụ lục\nBIỂU MẪU\n"
        f"Mẫu số 01 | Đơn trồng\nMẫu số 02 | Đơn chặt\nMẫu số 01\n{form}Mẫu số 02\n{form}"
    )
    document = parse_document(text)
    assert {"phụ lục.mẫu 01.1", "phụ lục.mẫu 01.2", "phụ lục.mẫu 02.1"} <= set(document.by_path)
    assert document.by_path["phụ lục.mẫu 02.1"].parent == "phụ lục.mẫu 02"
    assert not any("hơn một lần" in warning for warning in document.warnings)


def test_an_appendix_of_a_decree_assigns_no_tasks() -> None:
    appendix = parse_document(
        "Phụ lục II\nCÁCH TRỒNG\n(Kèm theo Nghị định số 12/2026/NĐ-CP ngày 05 tháng 3 năm 2026 "
        "của Chính phủ)\nI. TRỒNG\n1. Sở Nội vụ chủ trì trồng cây.\n- a) Cây lim;\n- b) Cây sao.\n"
    )
    assert (appendix.tasks, appendix.warnings) == ((), ())
    assert {"phụ lục II.I.1.a", "phụ lục II.I.1.b"} <= set(appendix.by_path)


def test_an_official_letter_is_told_by_its_subject() -> None:
    letter = parse_document(
        "SỞ NỘI VỤ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 15/SNV-VP          Đắk Lắk, ngày 5 tháng 3 năm 2026\nV/v trồng cây xanh\n"
        "Kính gửi: UBND các xã, phường.\nSở đề nghị:\n1. Trồng cây.\n2. Tưới cây.\n"
    )
    assert (letter.info.kind, letter.info.number) == ("công văn", "15/SNV-VP")
    assert letter.info.title == "Trồng cây xanh"
    assert letter.info.slug == "cong-van-15-2026-so-noi-vu"


def test_the_constitution_needs_no_number() -> None:
    text = (
        "HIẾN PHÁP\nNƯỚC MẪU\nLời nói đầu\nChương I\nCHẾ ĐỘ\nĐiều 1\nNước là của dân.\nĐiều 2\n"
        "1. Dân làm chủ.\n2. Dân giám sát.\n"
    )
    info = parse_document(text).info
    assert (info.kind, info.articles, info.slug) == ("hiến pháp", 2, "hien-phap-nuoc-mau")


def test_an_empty_table_of_a_form_keeps_its_head_and_a_full_one_its_first_column() -> None:
    appendix = parse_document(
        "Phụ lục I\nSỔ CÂY\n(Kèm theo Nghị định số 12/2026/NĐ-CP ngày 05 tháng 3 năm 2026 của "
        "Chính phủ)\nI. SỔ\nSTT | Tên cây | Ngày trồng\n(1) | (2) | (3)\nII. CHÚ GIẢI\n"
        "5a, 5b, 5c | : | Tên người trồng\n6 | : | Dấu\n"
    )
    assert appendix.by_path["phụ lục I.I"].text == "STT | Tên cây | Ngày trồng"
    assert "5a, 5b, 5c" in " ".join(p.text for p in appendix.provisions)
