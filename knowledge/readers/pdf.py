"""The text of a PDF file: lines joined to paragraphs, running heads and page numbers left out."""

from collections.abc import Sequence
from typing import Any

from domain.errors import UnreadableDocument
from knowledge.readers.file_text import FileText
from knowledge.readers.pages import Page, without_running_lines
from knowledge.readers.pdf_lines import lines_of
from knowledge.readers.pdf_paragraphs import paragraphs_of

_MOST_PAGES = 3_000
_FEWEST_LETTERS = 20
_PASSWORD = 4
_NAMED_PAGES = 8
_UNREADABLE_SHARE = 0.1
_SCAN = (
    "là bản quét, không có lớp chữ; hãy tìm bản Word hoặc PDF chữ, hoặc nhận dạng chữ (OCR) trước."
)


def read_pdf(content: bytes) -> FileText:
    """Return the text of a PDF file, one paragraph a line, and which pages are only pictures.

    Raises:
        UnreadableDocument: it is a scan without text, has a password, or is damaged.
    """
    pages = _pages(content)
    letters = [page.letters for page in pages]
    blank = [number for number, count in enumerate(letters, 1) if count < _FEWEST_LETTERS]
    if len(blank) == len(pages):
        raise UnreadableDocument(_SCAN)
    text = "\n".join(paragraphs_of(without_running_lines(pages)))
    _check_letters(text)
    return FileText(text, _warnings(blank))


def _pages(content: bytes) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(_refusal(error)) from None
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableDocument(f"có hơn {_MOST_PAGES} trang; hãy chia nhỏ tệp.")
        if not len(document):
            raise UnreadableDocument("tệp PDF không có trang nào.")
        return [_page(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError:
        raise UnreadableDocument("tệp PDF đã hỏng.") from None
    finally:
        document.close()


def _page(document: Any, index: int) -> Page:
    page = document[index]
    words = page.get_textpage()
    try:
        return Page(tuple(lines_of(words.raw)), page.get_height())
    finally:
        words.close()
        page.close()


def _refusal(error: Any) -> str:
    if getattr(error, "err_code", None) == _PASSWORD:
        return "tệp PDF có mật khẩu; hãy gỡ mật khẩu rồi lưu lại."
    return "tệp PDF đã hỏng."


def _check_letters(text: str) -> None:
    """Refuse a file whose fonts do not tell which letters they draw."""
    strange = sum(1 for letter in text if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    if strange > _UNREADABLE_SHARE * len(text):
        raise UnreadableDocument("phông chữ trong PDF không cho biết chữ nào; hãy tìm bản Word.")


def _warnings(blank: Sequence[int]) -> tuple[str, ...]:
    if not blank:
        return ()
    named = ", ".join(map(str, blank[:_NAMED_PAGES]))
    more = "…" if len(blank) > _NAMED_PAGES else ""
    return (f"Trang {named}{more} của tệp PDF không có chữ (có thể là ảnh quét).",)
