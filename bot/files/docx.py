"""The text of a DOCX file: paragraphs with their automatic numbers, tables as `|` rows."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from bot.failures import BadInput
from bot.files.numbering import Numbering

_LARGEST_UNPACKED = 200 * 1024 * 1024
# Word files lay out letterheads and signatures in tables of two columns.
_LAYOUT_COLUMNS = 2


def read_docx(content: bytes, path: Path) -> str:
    """Return the text of a DOCX file, one paragraph or table row a line.

    Raises:
        BadInput: the file is no DOCX, is damaged or unpacks to an absurd size.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    broken = BadInput(f"{path}: không phải tệp DOCX, hoặc tệp đã hỏng.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise BadInput(f"{path}: nội dung giải nén quá lớn.")
        document = Document(BytesIO(content))
        return "\n".join(_lines(document, Numbering(document)))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise broken from None


def _lines(container: Any, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a document or cell in reading order."""
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _table_lines(block, numbering)
        else:
            number = numbering.number_of(block)
            yield f"{number} {block.text}".strip() if number else block.text


def _table_lines(table: Any, numbering: Numbering) -> Iterator[str]:
    if len(table.columns) <= _LAYOUT_COLUMNS:
        for row in table.rows:
            for cell in _cells(row):
                yield from _lines(cell, numbering)
        return
    for row in table.rows:
        cells = (" ".join(_lines(cell, numbering)) for cell in _cells(row))
        yield "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def _cells(row: Any) -> list[Any]:
    """Return the cells of a row; one that spans columns comes once."""
    kept: list[Any] = []
    for cell in row.cells:
        if not kept or kept[-1]._tc is not cell._tc:
            kept.append(cell)
    return kept
