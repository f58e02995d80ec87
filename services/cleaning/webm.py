"""WebM files: titles and tags are blanked where they stand."""

from collections.abc import Iterator

from domain.attachments import FileFault
from services.cleaning.refusal import Refused

_HEADER, _SEGMENT = 0x1A45DFA3, 0x18538067
_INFO, _TAGS, _FILES, _CHAPTERS, _VOID = 0x1549A966, 0x1254C367, 0x1941A469, 0x1043A770, 0xEC
# Title, names of files, moment of recording, and the programs that wrote it.
_TOLD = frozenset({0x7BA9, 0x7384, 0x4461, 0x5741, 0x3C83AB, 0x3E83BB})
_INSIDE = frozenset(
    {0x114D9B74, _INFO, 0x1654AE6B, 0x1F43B675, 0x1C53BB6B, _TAGS, _CHAPTERS, _FILES, _VOID, 0xBF}
)


def clean_webm(content: bytes) -> bytes:
    """Return the film or recording without what it tells beside picture and sound.

    Raises:
        Refused: its parts do not follow each other to the file's end, or hold other files.
    """
    out = bytearray(content)
    outer = list(_elements(content, 0, len(content)))
    if [kind for kind, *_ in outer if kind != _VOID] != [_HEADER, _SEGMENT]:
        raise Refused(FileFault.BROKEN)
    segment = next(one for one in outer if one[0] == _SEGMENT)
    for kind, start, body, end in _elements(content, segment[2], segment[3]):
        if kind not in _INSIDE:
            raise Refused(FileFault.BROKEN)
        if kind == _FILES:
            raise Refused(FileFault.ACTIVE)
        if kind in (_TAGS, _CHAPTERS, _VOID):
            _blank(out, start, end)
        elif kind == _INFO:
            for told, first, _, last in _elements(content, body, end):
                if told in _TOLD:
                    _blank(out, first, last)
    return bytes(out)


def _elements(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, start, body and end of the parts; one of unknown size goes on to the end."""
    at = start
    while at < end:
        kind, after = _kind(content, at)
        size, body = _size(content, after)
        stop = end if size is None and kind == _SEGMENT else _end(content, kind, size, body, end)
        if stop > end or body > end:
            raise Refused(FileFault.BROKEN)
        yield kind, at, body, stop
        at = stop


def _end(content: bytes, kind: int, size: int | None, body: int, end: int) -> int:
    """Return where a part ends; a live recording leaves the size of a cluster open."""
    if size is not None:
        return body + size
    if kind != 0x1F43B675:
        raise Refused(FileFault.BROKEN)
    following = content.find(kind.to_bytes(4, "big"), body, end)
    return end if following < 0 else following


def _kind(content: bytes, at: int) -> tuple[int, int]:
    width = _width(content, at, 4)
    return int.from_bytes(content[at : at + width], "big"), at + width


def _size(content: bytes, at: int) -> tuple[int | None, int]:
    width = _width(content, at, 8)
    bits = 7 * width
    value = int.from_bytes(content[at : at + width], "big") & ((1 << bits) - 1)
    return (None if value == (1 << bits) - 1 else value), at + width


def _width(content: bytes, at: int, most: int) -> int:
    first = content[at] if at < len(content) else 0
    width = 9 - first.bit_length()
    if not first or width > most or at + width > len(content):
        raise Refused(FileFault.BROKEN)
    return width


def _blank(out: bytearray, start: int, end: int) -> None:
    """Make a part one that players skip, of the same length."""
    length = end - start
    width = 1 if length <= 128 else min(8, length - 1)
    size = length - 1 - width
    mark = size | (1 << (7 * width))
    out[start:end] = bytes([_VOID]) + mark.to_bytes(width, "big") + bytes(size)
