"""From the bytes of a file to the text of a document, or a refusal in words."""

import unicodedata
from dataclasses import replace

from domain.errors import UnreadableDocument
from knowledge.readers.encodings import decode
from knowledge.readers.file_text import FileText
from knowledge.readers.formats import Format, format_of, is_html, is_web_archive
from knowledge.readers.legacy import legacy_encoding
from knowledge.readers.markdown import is_markdown, without_breaks, without_markdown


def read_content(content: bytes) -> FileText:
    """Return the text that the bytes of a file hold, told by content and not by name.

    Raises:
        UnreadableDocument: it cannot be read or holds no text; the reason tells what to do.
    """
    read = _read(content)
    text = unicodedata.normalize("NFC", read.text)
    if not any(map(str.isalnum, text)):
        raise UnreadableDocument("tệp không có chữ nào.")
    if (name := legacy_encoding(text)) is not None:
        raise UnreadableDocument(
            f"chữ theo bảng mã cũ {name}; hãy chuyển sang Unicode "
            "(Unikey: Công cụ, rồi Chuyển mã) và nạp lại."
        )
    return replace(read, text=text)


def _read(content: bytes) -> FileText:
    match format_of(content):
        case Format.DOCX:
            from knowledge.readers.docx import read_docx

            return FileText(read_docx(content))
        case Format.PDF:
            from knowledge.readers.pdf import read_pdf

            return read_pdf(content)
        case _:
            return FileText(_plain(content))


def _plain(content: bytes) -> str:
    text = decode(content)
    if is_web_archive(text):
        raise UnreadableDocument("là trang web lưu kiểu MHTML; hãy lưu lại thành HTML hoặc PDF.")
    if is_html(text):
        from knowledge.readers.html import read_html

        return read_html(text)
    text = without_breaks(text)
    return without_markdown(text) if is_markdown(text) else text
