"""Files as people send them, made here: pictures with a place in them, papers with an author."""

import io
import zipfile
from collections.abc import Mapping

PLACE = b"+12.6667+108.0500/"
AUTHOR = "Nguyen Van Bi Mat"


def picture(kind: str = "JPEG", size: tuple[int, int] = (120, 80)) -> bytes:
    """Return a picture that tells where it was taken, by whom, and on which side it lies."""
    from PIL import Image

    drawn = Image.new("RGB", size, "white")
    drawn.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = AUTHOR
    exif[0x8825] = {1: "N", 2: (12.0, 40.0, 0.0), 3: "E", 4: (108.0, 3.0, 0.0)}
    out = io.BytesIO()
    drawn.save(out, kind, exif=exif)
    return out.getvalue()


def paper() -> bytes:
    """Return a DOCX document with an author, a remark, a picture and a template of somebody's."""
    from docx import Document

    document = Document()
    document.add_paragraph("Tôi đã nộp hồ sơ ba lần.")
    document.add_picture(io.BytesIO(picture("PNG")))
    document.core_properties.author = AUTHOR
    document.core_properties.last_modified_by = AUTHOR
    out = io.BytesIO()
    document.save(out)
    return repacked(
        out.getvalue(),
        {
            "word/document.xml": lambda xml: xml.replace(
                b"<w:p>", f'<w:p><w:ins w:id="1" w:author="{AUTHOR}"/>'.encode(), 1
            )
        },
    )


def repacked(
    package: bytes, changes: Mapping[str, object], more: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a package with some parts changed and some added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = changes.get(name)
            new.writestr(name, change(old.read(name)) if callable(change) else old.read(name))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def pdf(*, script: bool = False, password: str | None = None) -> bytes:
    """Return a PDF file of one page, with an author and perhaps things that could act."""
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": AUTHOR})
    if script:
        script_at_opening = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject("app.alert('xin chao')"),
            }
        )
        writer.root_object[NameObject("/OpenAction")] = script_at_opening
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): script_at_opening})
        writer.add_attachment("virus.exe", b"MZ\x90\x00")
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.org/"))
    if password is not None:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return a box of an MP4 file."""
    body = b"".join(parts)
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def video(size: int = 64) -> bytes:
    """Return an MP4 film with the place in its details, and a track of places beside it."""
    head = box(b"ftyp", b"isom", bytes(4), b"isommp42")
    dots, places = b"d" * size, b"GPS:" + PLACE
    start = len(head) + 8 + len(dots)
    table = box(
        b"stbl",
        box(b"stco", bytes(4), _number(1), _number(start)),
        box(b"stsz", bytes(4), _number(len(places)), _number(1)),
        box(b"stsc", bytes(4), _number(1), _number(1), _number(1), _number(1)),
    )
    beside = box(
        b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"meta", bytes(12)), box(b"minf", table))
    )
    seen = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(12))))
    told = box(b"udta", box(b"\xa9xyz", PLACE), box(b"\xa9mak", AUTHOR.encode()))
    return head + box(b"mdat", dots, places) + box(b"moov", seen, beside, told)


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def voice() -> bytes:
    """Return an Ogg Opus recording with a comment by its author."""
    comment = f"ARTIST={AUTHOR}".encode()
    tags = b"OpusTags" + (4).to_bytes(4, "little") + b"prog" + (1).to_bytes(4, "little")
    tags += len(comment).to_bytes(4, "little") + comment
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"
    return _page(head, 0, 2) + _page(tags, 1, 0) + _page(b"\xfc" * 40, 2, 4)


def _page(body: bytes, number: int, flags: int) -> bytes:
    head = b"OggS\x00" + bytes([flags]) + bytes(8) + b"\x01\x00\x00\x00"
    return head + number.to_bytes(4, "little") + bytes(4) + bytes([1, len(body)]) + body


def song() -> bytes:
    """Return an MP3 recording with tags before and after it."""
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413
    name = b"TPE1" + (len(AUTHOR) + 1).to_bytes(4, "big") + bytes(3) + AUTHOR.encode()
    before = b"ID3\x03\x00\x00" + bytes([0, 0, 0, len(name)]) + name
    return before + frame * 5 + b"TAG" + AUTHOR.encode().ljust(125, b"\0")


def web_film() -> bytes:
    """Return a WebM film with tags."""
    header = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", b"webm"))
    info = _element(b"\x15\x49\xa9\x66", _element(b"\x7b\xa9", AUTHOR.encode()))
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\x86", b"V_VP8"))
    tags = _element(b"\x12\x54\xc3\x67", PLACE)
    cluster = _element(b"\x1f\x43\xb6\x75", b"\xe7\x81\x00")
    segment = _element(b"\x18\x53\x80\x67", info + tracks + tags + cluster)
    return header + segment


def web_voice() -> bytes:
    """Return a recording as a browser makes it while it goes on: its sizes are left open."""
    header = _element(b"\x1a\x45\xdf\xa3", _element(b"\x42\x82", b"webm"))
    info = _element(b"\x15\x49\xa9\x66", _element(b"\x57\x41", AUTHOR.encode()))
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\x86", b"A_OPUS"))
    open_ended = b"\x01\xff\xff\xff\xff\xff\xff\xff"
    clusters = (b"\x1f\x43\xb6\x75" + open_ended + b"\xe7\x81\x00\xa3\x84\x81\x00\x00\x80") * 2
    return header + b"\x18\x53\x80\x67" + open_ended + info + tracks + clusters


def _element(kind: bytes, body: bytes) -> bytes:
    return kind + (len(body) | 1 << 28).to_bytes(4, "big") + body
