"""The text of a DOCX file: paragraphs with their automatic numbers, tables as `|` rows."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from domain.errors import UnreadableDocument
from knowledge.readers.numbering import Numbering

_LARGEST_UNPACKED = 200 * 1024 * 1024
_LARGEST_PART = 60 * 1024 * 1024
_MOST_PARTS = 5_000
# Word files lay out letterheads and signatures in tables of two columns.
_LAYOUT_COLUMNS = 2
_BROKEN = "không phải tệp DOCX, hoặc tệp đã hỏng."
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What a reader of the finished document does not see, and what is read in a place of its own.
_UNSEEN = {f"{_NAMESPACE}{name}" for name in ("del", "moveFrom", "instrText", "pPr", "rPr")}
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_NAMESPACE}txbxContent"
_SIGNS = {
    f"{_NAMESPACE}tab": "\t",
    f"{_NAMESPACE}br": "\n",
    f"{_NAMESPACE}cr": "\n",
    f"{_NAMESPACE}noBreakHyphen": "-",
}


def read_docx(content: bytes) -> str:
    """Return the text of a DOCX file, one paragraph or table row a line.

    Raises:
        UnreadableDocument: the file is no DOCX, is damaged or unpacks to an absurd size.
    """
    from docx import Document

    _check_size(content)
    try:
        document = Document(BytesIO(content))
        return "\n".join(_lines(document.element.body, document, Numbering(document)))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        OSError,
        AttributeError,
    ) as error:
        raise UnreadableDocument(_BROKEN) from error
    except Exception as error:
        # python-docx tells a package that is none by an exception of its own kind.
        if type(error).__module__.startswith("docx."):
            raise UnreadableDocument(_BROKEN) from error
        raise


def _check_size(content: bytes) -> None:
    """Refuse a file that unpacks to more than any document needs, before it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError):
        raise UnreadableDocument(_BROKEN) from None
    xml = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
    whole = sum(part.file_size for part in parts)
    if whole > _LARGEST_UNPACKED or xml > _LARGEST_PART or len(parts) > _MOST_PARTS:
        raise UnreadableDocument("nội dung giải nén quá lớn.")


def _lines(container: Any, parent: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of the body or a cell in reading order, content controls looked into."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for element in container:
        if element.tag == f"{_NAMESPACE}p":
            yield from _paragraph(Paragraph(element, parent), parent, numbering)
        elif element.tag == f"{_NAMESPACE}tbl":
            yield from _table_lines(Table(element, parent), numbering)
        elif element.tag not in _UNSEEN and element.tag != f"{_NAMESPACE}sectPr":
            yield from _lines(element, parent, numbering)


def _paragraph(paragraph: Any, parent: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the text boxes that hang on a paragraph, then its own text after its number."""
    for box in paragraph._p.iter(_BOX):
        if not any(above.tag == _ALTERNATIVE for above in box.iterancestors()):
            yield from _lines(box, parent, numbering)
    number = numbering.number_of(paragraph)
    text = "".join(_text(paragraph._p))
    yield f"{number} {text}".strip() if number else text


def _text(element: Any) -> Iterator[str]:
    """Yield the pieces of text in an element as they stand after all changes are accepted."""
    for child in element:
        if child.tag == f"{_NAMESPACE}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNSEEN and child.tag not in (_ALTERNATIVE, _BOX):
            yield from _text(child)


def _table_lines(table: Any, numbering: Numbering) -> Iterator[str]:
    if len(table.columns) <= _LAYOUT_COLUMNS:
        for row in table.rows:
            for cell in _cells(row):
                yield from _lines(cell._tc, cell, numbering)
        return
    for row in table.rows:
        cells = (" ".join(_lines(cell._tc, cell, numbering)) for cell in _cells(row))
        yield "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def _cells(row: Any) -> list[Any]:
    """Return the cells of a row; one that spans columns comes once."""
    kept: list[Any] = []
    for cell in row.cells:
        if not kept or kept[-1]._tc is not cell._tc:
            kept.append(cell)
    return kept
