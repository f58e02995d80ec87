"""Plain texts in every encoding that offices use, and files that are no text at all."""

import unicodedata
import zipfile
from io import BytesIO

import pytest

from domain.errors import UnreadableDocument
from knowledge.readers import read_content

TEXT = "Điều 1. Phạm vi điều chỉnh\nQuy định này áp dụng cho các xã, phường của tỉnh."
# The same words as the fonts .VnTime and VNI-Times store them.
TCVN3 = "§iÒu 1. Ph¹m vi ®iÒu chØnh. Quy ®Þnh nµy ¸p dông cho c¸c x·, ph­êng cña tØnh."
VNI = "Ñieàu 1. Phaïm vi ñieàu chænh. Quy ñònh naøy aùp duïng cho caùc xaõ, phöôøng cuûa tænh."


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "le", "be", "utf-32", "decomposed"],
)
def test_a_text_is_read_alike_in_every_unicode_encoding(content: bytes) -> None:
    assert read_content(content).text == TEXT


def test_the_vietnamese_code_page_of_windows_is_read() -> None:
    marks = "\u0300\u0301\u0303\u0309\u0323"
    pieces = []
    for letter in TEXT:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in marks)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))
        pieces.append(base + tone)
    assert read_content("".join(pieces).encode("cp1258")).text == TEXT


@pytest.mark.parametrize(("text", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_text_of_old_fonts_is_refused_with_advice(text: str, name: str, encoding: str) -> None:
    with pytest.raises(UnreadableDocument, match=name) as refused:
        read_content(text.encode(encoding))
    assert "Unicode" in refused.value.reason


def test_a_foreign_name_does_not_make_a_text_one_of_old_fonts() -> None:
    text = f"{TEXT}\nÔng José Ñuñez, bà Zoë Müller và đoàn đến thăm tỉnh."
    assert read_content(text.encode()).text == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không có chữ"),
        (b" \n\t...", "không có chữ"),
        (b"K\xdf\xff ho\xe1ch", "UTF-8"),
        (b"\x00\x01\x02\xff", "nhị phân"),
        (b"abc\x00def", "nhị phân"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04 not really", "hỏng"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>", "MHTML"),
    ],
)
def test_what_is_no_text_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read_content(content)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["xl/workbook.xml"], "bảng tính"),
        (["content.xml", "mimetype"], "ODT"),
        (["a.txt"], "tệp nén"),
        (["word/document.xml"], "DOCX"),
    ],
)
def test_packed_files_are_told_by_what_they_hold(names: list[str], words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read_content(_packed(dict.fromkeys(names, b"<x/>")))


def test_a_file_that_unpacks_to_an_absurd_size_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableDocument, match="giải nén quá lớn"):
        read_content(_packed({"word/document.xml": b"<x/>" + b" " * 70_000_000}))


def test_markdown_loses_its_marks_but_keeps_quotations() -> None:
    text = (
        "# **Chương I\n****QUY ĐỊNH CHUNG**\n\n## Điều 1\\. Cây\n"
        "Xem [Luật](https://a.vn/x_(y)) *cây xanh*."
    )
    assert read_content(text.encode()).text.split("\n") == [
        "Chương I",
        "QUY ĐỊNH CHUNG",
        "",
        "Điều 1. Cây",
        "Xem Luật *cây xanh*.",
    ]


def _packed(parts: dict[str, bytes]) -> bytes:
    stored = BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stored.getvalue()


def test_a_short_text_of_plain_words_is_not_taken_for_one_of_old_fonts() -> None:
    text = "Quá khoá hoà toà xoá loé quà."
    assert read_content(text.encode()).text == text
