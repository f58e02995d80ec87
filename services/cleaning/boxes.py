"""MP4 and QuickTime files: what tells of place, telephone and author is blanked where it stands.

Nothing moves, so every number that points into the file stays right.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.attachments import FileFault
from services.cleaning.refusal import Refused

_OUTER = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"meta", b"udta", b"uuid", b"moof"}
) | {b"mfra", b"sidx", b"styp", b"pnot", b"prft", b"emsg"}
_HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"moof"})
_BLANKED = frozenset({b"udta", b"meta", b"uuid", b"emsg", b"pnot"})
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    body: int
    end: int


def clean_boxes(content: bytes) -> bytes:
    """Return the film or recording without what it tells beside picture and sound.

    Raises:
        Refused: its parts do not follow each other to the file's end.
    """
    out = bytearray(content)
    outer = list(_boxes(content, 0, len(content)))
    kinds = {box.kind for box in outer}
    if not {b"ftyp", b"moov"} <= kinds or not kinds <= _OUTER:
        raise Refused(FileFault.BROKEN)
    for box in outer:
        _clean(out, content, box, 0)
    return bytes(out)


def _boxes(content: bytes, start: int, end: int) -> Iterator[_Box]:
    while start < end:
        size, kind = (
            int.from_bytes(content[start : start + 4], "big"),
            content[start + 4 : start + 8],
        )
        body = start + 8
        if size == 1:
            size, body = int.from_bytes(content[start + 8 : start + 16], "big"), start + 16
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise Refused(FileFault.BROKEN)
        yield _Box(kind, start, body, start + size)
        start += size


def _clean(out: bytearray, content: bytes, box: _Box, depth: int) -> None:
    if depth > _DEEPEST:
        raise Refused(FileFault.HEAVY)
    if box.kind in _BLANKED or (box.kind in (b"free", b"skip")):
        _blank(out, box)
    elif box.kind == b"trak" and _handler(content, box) == b"meta":
        # A track of places and moments beside the film: what it points at is blanked too.
        for start, size in _samples(content, box):
            out[start : start + size] = bytes(size)
        _blank(out, box)
    elif box.kind in _HOLDERS:
        for inner in _boxes(content, box.body, box.end):
            _clean(out, content, inner, depth + 1)


def _blank(out: bytearray, box: _Box) -> None:
    out[box.start + 4 : box.start + 8] = b"free"
    out[box.body : box.end] = bytes(box.end - box.body)


def _find(content: bytes, box: _Box, *path: bytes) -> _Box | None:
    for kind in path:
        inner = _boxes(content, box.body, box.end)
        found = next((one for one in inner if one.kind == kind), None)
        if found is None:
            return None
        box = found
    return box


def _handler(content: bytes, track: _Box) -> bytes:
    handler = _find(content, track, b"mdia", b"hdlr")
    return b"" if handler is None else content[handler.body + 8 : handler.body + 12]


def _samples(content: bytes, track: _Box) -> Iterator[tuple[int, int]]:
    """Yield where the chunks of a track begin and how long the whole of each may be."""
    table = _find(content, track, b"mdia", b"minf", b"stbl")
    if table is None:
        return
    sizes = _find(content, table, b"stsz")
    for kind, width in ((b"stco", 4), (b"co64", 8)):
        offsets = _find(content, table, kind)
        if offsets is None or sizes is None:
            continue
        chunks = list(_numbers(content, offsets.body + 4, offsets.end, width))
        each = list(_sizes(content, sizes))
        runs = _runs(content, _find(content, table, b"stsc"), len(chunks), len(each))
        for start, count in zip(chunks, runs, strict=False):
            size = sum(each[:count])
            each = each[count:]
            if start + size <= len(content):
                yield start, size


def _numbers(content: bytes, start: int, end: int, width: int) -> Iterator[int]:
    count = int.from_bytes(content[start : start + 4], "big")
    at = start + 4
    if count * width > end - at:
        raise Refused(FileFault.BROKEN)
    for number in range(count):
        here = at + number * width
        yield int.from_bytes(content[here : here + width], "big")


def _sizes(content: bytes, box: _Box) -> Iterator[int]:
    same = int.from_bytes(content[box.body + 4 : box.body + 8], "big")
    if not same:
        yield from _numbers(content, box.body + 8, box.end, 4)
        return
    count = int.from_bytes(content[box.body + 8 : box.body + 12], "big")
    if count > len(content):
        raise Refused(FileFault.BROKEN)
    yield from (same for _ in range(count))


def _runs(content: bytes, box: _Box | None, chunks: int, samples: int) -> Iterator[int]:
    """Yield how many samples each chunk holds."""
    if box is None:
        yield samples
        return
    count = int.from_bytes(content[box.body + 4 : box.body + 8], "big")
    if count * 12 > box.end - box.body - 8:
        raise Refused(FileFault.BROKEN)
    entries = [
        (
            int.from_bytes(content[at : at + 4], "big"),
            int.from_bytes(content[at + 4 : at + 8], "big"),
        )
        for at in range(box.body + 8, box.body + 8 + count * 12, 12)
    ]
    for number in range(1, chunks + 1):
        yield next((many for first, many in reversed(entries) if first <= number), samples)
