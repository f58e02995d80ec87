"""From the bytes of a plain text to its letters, composed (NFC), whichever encoding holds them."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from domain.errors import UnreadableDocument
from knowledge.readers.legacy import legacy_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be")
# Form feeds part pages; other control characters do not occur in texts.
_LOOKS_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_FEWEST_VIETNAMESE = 0.02
_FEWEST_WIDE = 0.15
_NOT_UTF8 = "không phải UTF-8; hãy lưu lại tệp bằng mã UTF-8."
_BINARY = "là tệp nhị phân, không phải văn bản chữ."


def decode(content: bytes) -> str:
    """Return the text that `content` holds.

    Raises:
        UnreadableDocument: it is no text, or one of an encoding that cannot be told.
    """
    for text in _readings(content):
        if _LOOKS_BINARY.search(text):
            raise UnreadableDocument(_BINARY)
        return unicodedata.normalize("NFC", text)
    raise UnreadableDocument(_BINARY if b"\x00" in content else _NOT_UTF8)


def _readings(content: bytes) -> Iterator[str]:
    """Yield `content` read in the encodings that it may be in, the surest first."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            yield from _read(content, encoding)
            return
    if b"\x00" in content:
        yield from _wide(content)
        return
    yield from _read(content, "utf-8")
    yield from _windows(content)


def _read(content: bytes, encoding: str) -> Iterator[str]:
    try:
        yield content.decode(encoding)
    except UnicodeDecodeError:
        return


def _wide(content: bytes) -> Iterator[str]:
    """Yield UTF-16 without its mark, which shows in the empty halves of blanks and digits."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    encoding = _WIDE[0] if odd > even else _WIDE[1]
    if max(even, odd) < _FEWEST_WIDE * len(content) / 2 or min(even, odd):
        return
    yield from _read(content, encoding)


def _windows(content: bytes) -> Iterator[str]:
    """Yield a text of the Vietnamese Windows code page; texts of old fonts are refused."""
    for wrong in _read(content, "latin-1"):
        if (name := legacy_encoding(wrong)) is not None:
            raise UnreadableDocument(f"chữ theo bảng mã cũ {name}; hãy chuyển sang Unicode.")
    for text in _read(content, "cp1258"):
        composed = unicodedata.normalize("NFC", text)
        letters = sum(map(str.isalpha, composed))
        if letters and len(_VIETNAMESE.findall(composed)) >= _FEWEST_VIETNAMESE * letters:
            yield composed
