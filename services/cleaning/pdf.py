"""PDF files are put together anew from their pages: no scripts, no files inside, no author."""

import io
from typing import TYPE_CHECKING, Any

from domain.attachments import FileFault
from services.cleaning.refusal import Refused

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 300
_DROPPED = (
    *("/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/XFA"),
    *("/Metadata", "/PieceInfo", "/RichMediaContent", "/Launch", "/LastModified"),
)
# What a click may still do: go to a page of the same file, or name a web address.
_KEPT_ACTIONS = ("/GoTo", "/URI", "/Named")
_DROPPED_NOTES = ("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Widget")
_AUTHORS = ("/T", "/CreationDate", "/M", "/NM")


def clean_pdf(content: bytes) -> bytes:
    """Return the file with its pages alone.

    Raises:
        Refused: it is locked, has too many pages, or cannot be read.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused(FileFault.LOCKED)
        if not 0 < len(reader.pages) <= _MOST_PAGES:
            raise Refused(FileFault.HEAVY if reader.pages else FileFault.BROKEN)
        return _written(reader, PdfWriter())
    except RecursionError:
        raise Refused(FileFault.HEAVY) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        raise Refused(FileFault.BROKEN) from None


def _written(reader: "PdfReader", writer: Any) -> bytes:
    for page in reader.pages:
        writer.add_page(page)
    seen: set[int] = set()
    for page in writer.pages:
        _clean(page, seen)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _clean(root: Any, seen: set[int]) -> None:
    """Take what is dropped out of everything that hangs on an object."""
    from pypdf.generic import ArrayObject, DictionaryObject

    waiting = [root]
    while waiting:
        found = waiting.pop().get_object()
        if id(found) in seen:
            continue
        seen.add(id(found))
        if isinstance(found, DictionaryObject):
            _clean_dictionary(found)
            waiting += [value for key, value in found.items() if key != "/Parent"]
        elif isinstance(found, ArrayObject):
            kept = [one for one in found if not _is_dropped_note(one)]
            found[:] = kept
            waiting += kept


def _clean_dictionary(found: Any) -> None:
    from pypdf.generic import NameObject, StreamObject

    is_note = found.get("/Subtype") is not None and "/Rect" in found
    for key in (*_DROPPED, *(_AUTHORS if is_note else ())):
        found.pop(NameObject(key), None)
    for key in ("/A", "/Next"):
        action: Any = found.get(key)
        is_kept = action is None or action.get_object().get("/S") in _KEPT_ACTIONS
        if not is_kept:
            found.pop(NameObject(key), None)
    if isinstance(found, StreamObject) and found.get("/Filter") == "/DCTDecode":
        found._data = without_details(found._data)


def _is_dropped_note(one: Any) -> bool:
    found = one.get_object()
    return hasattr(found, "get") and "/Rect" in found and found.get("/Subtype") in _DROPPED_NOTES


def without_details(jpeg: bytes) -> bytes:
    """Return a JPEG picture without the parts that tell of camera, place and author."""
    out, position = bytearray(jpeg[:2]), 2
    while jpeg[position : position + 1] == b"\xff" and position + 4 <= len(jpeg):
        mark = jpeg[position + 1]
        size = int.from_bytes(jpeg[position + 2 : position + 4], "big")
        # 0xDA: from here on there are only dots. 0xEE tells how colours are meant.
        if mark == 0xDA:
            break
        if not (0xE1 <= mark <= 0xED or mark in (0xEF, 0xFE)):
            out += jpeg[position : position + 2 + size]
        position += 2 + size
    return bytes(out) + jpeg[position:]
