"""What a file is, by its first bytes; its name and what its sender calls it count for nothing."""

import io
import zipfile

from domain.attachments import FileFault, FileKind
from services.cleaning.refusal import Refused

_PNG, _JPEG, _ZIP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"
_EBML, _PDF, _OGG = b"\x1a\x45\xdf\xa3", b"%PDF-", b"OggS"
_SOUND_BRANDS = (b"M4A ", b"M4B ")
_VIDEO_BRANDS = (
    *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  "),
    *(b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"MSNV", b"M4V ", b"dash"),
)
_HEAD = 4096
# Files that browsers or systems run; they are told apart from what is merely unknown.
_ACTIVE = (b"<svg", b"<html", b"<!doctype", b"<script", b"<?php", b"<?xml", b"{\\rtf")
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xd0\xcf\x11\xe0",
)
_SECOND_OPINION = {
    FileKind.PICTURE: ("image/jpeg", "image/png", "image/webp"),
    FileKind.PDF: ("application/pdf",),
    FileKind.SOUND: ("audio/", "application/ogg", "video/mp4", "video/webm"),
    FileKind.VIDEO: ("video/", "application/x-matroska", "application/mp4"),
}


def kind_of(content: bytes) -> FileKind:
    """Return what kind of file this is.

    Raises:
        Refused: it is none that is taken, could do something when opened, or is two at once.
    """
    kind = _by_head(content)
    if kind is None:
        raise Refused(FileFault.ACTIVE if _is_active(content) else FileFault.UNKNOWN_KIND)
    if _is_something_else_too(content, kind) or not _is_agreed(content, kind):
        raise Refused(FileFault.MIXED)
    return kind


def _by_head(content: bytes) -> FileKind | None:
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if content.startswith((_PNG, _JPEG)) or is_webp:
        return FileKind.PICTURE
    if content.startswith(_PDF):
        return FileKind.PDF
    if content.startswith(_ZIP):
        return FileKind.DOCX
    if content.startswith(_OGG) or _is_mp3(content):
        return FileKind.SOUND
    if content.startswith(_EBML):
        return FileKind.VIDEO if b"V_" in content[:_HEAD] else FileKind.SOUND
    return _by_brand(content)


def _by_brand(content: bytes) -> FileKind | None:
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    if brand in _SOUND_BRANDS:
        return FileKind.SOUND
    return FileKind.VIDEO if brand in _VIDEO_BRANDS else None


def _is_mp3(content: bytes) -> bool:
    is_frame = content[:1] == b"\xff" and content[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2")
    return content.startswith(b"ID3") or is_frame


def _is_active(content: bytes) -> bool:
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return content.startswith(_PROGRAMS) or any(mark in head for mark in _ACTIVE)


def _is_something_else_too(content: bytes, kind: FileKind) -> bool:
    """Tell whether another program would read the same bytes as another kind of file."""
    head, tail = content[:_HEAD].lower(), content[-_HEAD:].lower()
    if kind is not FileKind.PDF and _PDF in content:
        return True
    if kind is not FileKind.DOCX and zipfile.is_zipfile(io.BytesIO(content)):
        return True
    return any(mark in place for mark in (b"<script", b"<html", b"<?php") for place in (head, tail))


def _is_agreed(content: bytes, kind: FileKind) -> bool:
    """Tell whether a library of file types sees no other kind in the first bytes."""
    import puremagic

    wanted = _SECOND_OPINION.get(kind)
    if wanted is None:
        return True
    try:
        seen = [match.mime_type for match in puremagic.magic_string(content[:_HEAD])]
    except (puremagic.PureError, ValueError):
        return True
    return any(mime.startswith(wanted) for mime in seen) or not any(seen)
