"""Recordings: only sound goes on; what they tell of title, place and author is left behind."""

from collections.abc import Iterator

from domain.attachments import FileFault
from services.cleaning.refusal import Refused

_OGG_HEAD = 27
_COMMENTS = (b"OpusTags", b"\x03vorbis")
_FEWEST_FRAMES = 3
_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)


def clean_mp3(content: bytes) -> bytes:
    """Return the frames of an MP3 recording, without anything before, between or after them.

    Raises:
        Refused: there are hardly any frames, or something else stands among them.
    """
    start, end = _after_tags(content), _before_tags(content)
    at, frames = start, 0
    while at + 4 <= end:
        size = _frame(content[at : at + 4])
        if size is None:
            raise Refused(FileFault.BROKEN)
        if at + size > end:
            break
        at, frames = at + size, frames + 1
    if frames < _FEWEST_FRAMES:
        raise Refused(FileFault.BROKEN)
    return content[start:at]


def _after_tags(content: bytes) -> int:
    at = 0
    while content[at : at + 3] == b"ID3" and at + 10 <= len(content):
        size = 0
        for byte in content[at + 6 : at + 10]:
            size = (size << 7) | (byte & 0x7F)
        at += 10 + size
    # Some writers fill up to the first frame with nothing.
    while content[at : at + 1] == b"\x00":
        at += 1
    return at


def _before_tags(content: bytes) -> int:
    end = len(content)
    if content[-128:-125] == b"TAG":
        end -= 128
    if content[end - 32 : end - 24] == b"APETAGEX":
        end -= int.from_bytes(content[end - 20 : end - 16], "little")
        if content[end - 32 : end - 24] == b"APETAGEX":
            end -= 32
    return max(end, 0)


def _frame(head: bytes) -> int | None:
    """Return how long the frame with this head is; None where it is none of layer III."""
    if head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, rate, speed = (head[1] >> 3) & 3, (head[2] >> 2) & 3, head[2] >> 4
    if version == 1 or rate == 3 or not 0 < speed < 15:
        return None
    is_first = version == 3
    per_second = _RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    bits = (_MPEG1 if is_first else _MPEG2)[speed] * 1000
    return (144 if is_first else 72) * bits // per_second + ((head[2] >> 1) & 1)


def clean_ogg(content: bytes) -> bytes:
    """Return an Ogg recording whose comments are blanked.

    Raises:
        Refused: its pages do not follow each other to the file's end, or hold no sound.
    """
    out, heard = bytearray(content), False
    for start, body, end in _pages(content):
        inside = content[body:end]
        heard = heard or inside.startswith((b"OpusHead", b"\x01vorbis"))
        mark = next((mark for mark in _COMMENTS if inside.startswith(mark)), None)
        if mark is not None:
            out[body:end] = _no_comments(mark, inside, content[start + 27 : body])
            out[start + 22 : start + 26] = bytes(4)
            out[start + 22 : start + 26] = _sum(bytes(out[start:end])).to_bytes(4, "little")
    if not heard:
        raise Refused(FileFault.UNKNOWN_KIND)
    return bytes(out)


def _pages(content: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at < len(content):
        if content[at : at + 4] != b"OggS" or at + _OGG_HEAD > len(content):
            raise Refused(FileFault.BROKEN)
        body = at + _OGG_HEAD + content[at + 26]
        end = body + sum(content[at + _OGG_HEAD : body])
        if end > len(content):
            raise Refused(FileFault.BROKEN)
        yield at, body, end
        at = end


def _no_comments(mark: bytes, inside: bytes, lacing: bytes) -> bytes:
    """Return the body of a page of comments with none in it, of the same length."""
    size = 0
    for piece in lacing:
        size += piece
        if piece < 255:
            break
    blank = size - len(mark) - 8 - (1 if mark == _COMMENTS[1] else 0)
    if blank < 0:
        raise Refused(FileFault.BROKEN)
    packet = mark + blank.to_bytes(4, "little") + b" " * blank + bytes(4)
    packet += b"\x01" if mark == _COMMENTS[1] else b""
    return packet + inside[size:]


def _sum(page: bytes) -> int:
    """Return the check sum of an Ogg page whose own is nought."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = ((total << 1) ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total
