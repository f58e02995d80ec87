"""A law and a decree that nobody passed, for tests that need no official text."""

from datetime import date

from domain.register import Amendment, Document, DocumentInfo, Paragraph, Provision, TextState

FERRIES = "luat-11-2031-qh20"
FEES = "nghi-dinh-45-2032-nd-cp"


def invented_laws() -> tuple[Document, Document]:
    """Return a law on ferries and a decree on their fees."""
    return _ferries(), _fees()


def _ferries() -> Document:
    info = DocumentInfo(
        slug=FERRIES,
        kind="luật",
        title="Bến đò, đò ngang",
        issuer="Quốc hội",
        number="11/2031/QH20",
        issued=date(2031, 5, 4),
        in_force_from=date(2032, 1, 1),
        articles=5,
        aliases=("luật bến đò",),
        amended_by=(Amendment("77/2040/QH22", date(2041, 1, 1)),),
    )
    return _document(
        info,
        {
            "1": ("Phạm vi điều chỉnh", "Luật này điều chỉnh hoạt động của bến đò ngang sông."),
            "2": ("Giấy phép mở bến", ""),
            "2.1": "Chủ tịch UBND cấp xã cấp giấy phép mở bến trong 12 ngày làm việc.",
            "2.2": "Giấy phép có giá trị 03 năm.",
            "3": ("Các hành vi bị nghiêm cấm", ""),
            "3.1": "Chở quá số người quy định.",
            "3.2": "Cho đò chạy khi nước lũ trên báo động 2.",
            "3.3": "Chở người không mặc áo phao, trừ trường hợp cứu nạn.",
            "4": ("Trách nhiệm của chủ bến", ""),
            "4.1": "Chủ bến có trách nhiệm:",
            "4.1.a": "Trang bị áo phao cho mọi hành khách;",
            "4.1.b": "Niêm yết giá vé tại bến;",
            "4.1.c": "Giữ sổ nhật trình ít nhất 24 tháng.",
            "5": ("Hiệu lực thi hành", "Luật này có hiệu lực từ ngày 01 tháng 01 năm 2032."),
        },
    )


def _fees() -> Document:
    info = DocumentInfo(
        slug=FEES,
        kind="nghị định",
        title="Quy định về giá vé đò ngang",
        issuer="Chính phủ",
        number="45/2032/NĐ-CP",
        issued=date(2032, 3, 2),
        in_force_from=date(2032, 5, 1),
        in_force_to=date(2039, 12, 31),
        replaced_by="Nghị định 9/2040/NĐ-CP",
        articles=2,
    )
    return _document(
        info,
        {
            "1": ("Mức giá", ""),
            "1.1": "Giá vé người lớn không quá 7.000 đồng một lượt.",
            "1.2": "Học sinh được giảm 50% giá vé.",
            "2": ("Thu, nộp tiền vé", "Tiền vé nộp vào tài khoản của xã mỗi quý một lần."),
        },
    )


def _document(info: DocumentInfo, places: dict[str, str | tuple[str, str]]) -> Document:
    return Document(info, TextState.LOADED, tuple(_provision(*one) for one in places.items()))


def _provision(path: str, said: str | tuple[str, str]) -> Provision:
    heading, text = said if isinstance(said, tuple) else ("", said)
    above, _, label = path.rpartition(".")
    paragraphs = (Paragraph(f"{path}#1", text),) if text else ()
    return Provision(path, label, heading, above or None, paragraphs)
