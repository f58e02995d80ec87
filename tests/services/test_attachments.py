"""Attached files: what they tell of their maker is gone, and what could harm is not taken."""

import io
import socket
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pypdf import PdfReader

from domain.attachments import MOST_BYTES, FileFault
from domain.errors import FileRefused
from services.attachments import Attachments
from services.virus_scan import VirusScanner
from tests.services.made_files import (
    AUTHOR,
    PLACE,
    paper,
    pdf,
    picture,
    repacked,
    song,
    video,
    voice,
    web_film,
    web_voice,
)

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def fault_of(content: bytes) -> FileFault:
    with pytest.raises(FileRefused) as refused:
        Attachments().clean(content)
    return refused.value.fault


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_loses_place_and_author_and_stands_upright(kind: str) -> None:
    from PIL import Image

    sent = picture(kind)
    assert AUTHOR.encode() in sent or kind == "PNG"
    cleaned = Attachments().clean(sent)
    assert (cleaned.kind, cleaned.original) == ("photo", None)
    assert cleaned.media_type in ("image/jpeg", "image/png")
    with Image.open(io.BytesIO(cleaned.content)) as drawn:
        assert dict(drawn.getexif()) == {}
        assert drawn.size == (80, 120)
        assert drawn.convert("RGB").getpixel((70, 10))[0] > 200  # type: ignore[index]
    assert AUTHOR.encode() not in cleaned.content


def test_the_file_as_it_came_goes_along_only_if_its_sender_wishes_so() -> None:
    sent = picture()
    cleaned = Attachments().clean(sent, keeps_original=True)
    assert (cleaned.original, cleaned.content != sent) == (sent, True)


def test_the_film_that_a_telephone_hangs_on_a_picture_is_left_behind() -> None:
    cleaned = Attachments().clean(picture() + video())
    assert PLACE not in cleaned.content


@pytest.mark.parametrize(
    ("make", "kind", "media_type"),
    [
        (video, "video", "video/mp4"),
        (voice, "voice", "audio/ogg"),
        (song, "voice", "audio/mpeg"),
        (web_film, "video", "video/webm"),
        (web_voice, "voice", "audio/webm"),
    ],
)
def test_recordings_lose_place_and_author_and_keep_their_sound(
    make: Callable[[], bytes], kind: str, media_type: str
) -> None:
    sent = make()
    assert AUTHOR.encode() in sent
    cleaned = Attachments().clean(sent)
    assert (cleaned.kind, cleaned.media_type) == (kind, media_type)
    assert AUTHOR.encode() not in cleaned.content
    assert PLACE not in cleaned.content
    again = Attachments().clean(cleaned.content)
    assert again.content == cleaned.content


def test_the_pictures_of_a_film_stay_where_they_are() -> None:
    sent = video(size=500)
    cleaned = Attachments().clean(sent).content
    assert len(cleaned) == len(sent)
    assert cleaned.index(b"d" * 500) == sent.index(b"d" * 500)


def test_a_pdf_file_loses_its_author_and_all_that_could_act() -> None:
    sent = pdf(script=True)
    assert b"JavaScript" in sent
    cleaned = Attachments().clean(sent)
    for word in (b"JavaScript", b"/JS", b"virus.exe", b"EmbeddedFile", b"MZ\x90"):
        assert word not in cleaned.content
    reader = PdfReader(io.BytesIO(cleaned.content))
    assert len(reader.pages) == 1
    assert reader.metadata is None or reader.metadata.author is None
    (link,) = reader.pages[0].annotations or []
    assert link.get_object()["/A"]["/URI"] == "https://example.org/"


def test_a_document_loses_its_author_and_still_opens() -> None:
    from docx import Document

    sent = paper()
    cleaned = Attachments().clean(sent)
    assert cleaned.kind == "document"
    document = Document(io.BytesIO(cleaned.content))
    assert "ba lần" in "".join(paragraph.text for paragraph in document.paragraphs)
    with zipfile.ZipFile(io.BytesIO(cleaned.content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if name.startswith("docProps")]
    assert AUTHOR.encode() not in everything


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (HTML, FileFault.ACTIVE),
        (SVG, FileFault.ACTIVE),
        (b"\xef\xbb\xbf  " + SVG, FileFault.ACTIVE),
        (b"<?xml version='1.0'?>" + SVG, FileFault.ACTIVE),
        (b"MZ\x90\x00" + bytes(500), FileFault.ACTIVE),
        (b"#!/bin/sh\nrm -rf /\n", FileFault.ACTIVE),
        (b"just words", FileFault.UNKNOWN_KIND),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), FileFault.UNKNOWN_KIND),
        (b"GIF89a" + bytes(60), FileFault.UNKNOWN_KIND),
        (b"x" * (MOST_BYTES + 1), FileFault.TOO_LARGE),
        (b"%PDF-1.7\nnothing of it", FileFault.BROKEN),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00 and no sound at all", FileFault.BROKEN),
        (b"OggS and no more", FileFault.BROKEN),
    ],
)
def test_what_is_no_evidence_is_refused_with_a_reason(content: bytes, fault: FileFault) -> None:
    assert fault_of(content) is fault


@pytest.mark.parametrize("cut", [40, 300, 700])
def test_a_picture_that_breaks_off_is_refused(cut: int) -> None:
    sent = picture(size=(400, 300))
    assert fault_of(sent[:cut]) is FileFault.BROKEN


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused() -> None:
    # A PNG header that promises a thousand million dots.
    size = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    assert fault_of(png) is FileFault.HEAVY


def test_a_document_that_unpacks_to_far_too_much_is_refused() -> None:
    bomb = repacked(paper(), {}, {"word/more.xml": b"<a>" + b" " * (70 * 1024 * 1024) + b"</a>"})
    assert len(bomb) < 1024 * 1024
    assert fault_of(bomb) is FileFault.HEAVY


@pytest.mark.parametrize(
    "more",
    [
        {"word/vbaProject.bin": b"macro"},
        {"word/embeddings/oleObject1.bin": b"object"},
        {"word/activeX/activeX1.xml": b"<a/>"},
        {"word/media/image9.emf": b"a drawing that is a program"},
    ],
)
def test_a_document_with_something_that_could_act_is_refused(more: dict[str, bytes]) -> None:
    assert fault_of(repacked(paper(), {}, more)) is FileFault.ACTIVE


def test_a_document_that_fetches_from_elsewhere_is_refused() -> None:
    link = (
        b'<Relationship Id="rX" Type="http://x/relationships/image" '
        b'Target="http://example.org/track.png" TargetMode="External"/></Relationships>'
    )
    changed = repacked(
        paper(),
        {"word/_rels/document.xml.rels": lambda xml: xml.replace(b"</Relationships>", link)},
    )
    assert fault_of(changed) is FileFault.ACTIVE


def test_a_document_that_defines_words_of_its_own_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]>'
    changed = repacked(paper(), {"word/document.xml": lambda xml: laughs + b"<l>&a;</l>"})
    assert fault_of(changed) is FileFault.ACTIVE


def test_an_archive_that_is_no_document_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "words")
    assert fault_of(out.getvalue()) is FileFault.UNKNOWN_KIND


def test_a_file_behind_a_password_is_refused() -> None:
    assert fault_of(pdf(password="bi mat")) is FileFault.LOCKED


@pytest.mark.parametrize("make", [picture, video, voice, song, pdf])
@pytest.mark.parametrize("tail", [paper, lambda: HTML])
def test_a_file_that_is_two_kinds_at_once_is_refused(
    make: Callable[[], bytes], tail: Callable[[], bytes]
) -> None:
    assert fault_of(make() + tail()) is FileFault.MIXED


def test_a_pdf_file_hidden_behind_another_head_is_refused() -> None:
    assert fault_of(picture() + pdf()) is FileFault.MIXED


def test_no_file_at_all_brings_its_reader_down() -> None:
    for make in (picture, video, voice, song, web_film, pdf, paper):
        sent = bytearray(make())
        for place in range(8, len(sent), max(1, len(sent) // 4)):
            sent[place] ^= 0xFF
        try:
            Attachments().clean(bytes(sent))
        except FileRefused:
            continue


@contextmanager
def scanner(verdict: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Yield the address of a scanner that gives this verdict, and what it was sent."""
    sent: list[bytes] = []

    def serve(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line, line.makefile("rb") as stream:
            sent.append(stream.read(10))
            while size := int.from_bytes(stream.read(4), "big"):
                sent.append(stream.read(size))
            line.sendall(verdict)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,))
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}", sent
        thread.join()


def test_a_file_is_taken_when_the_scanner_finds_nothing() -> None:
    content = picture()
    with scanner(b"stream: OK\0") as (address, sent):
        assert Attachments(VirusScanner(address)).clean(content).kind == "photo"
    assert (sent[0], b"".join(sent[1:])) == (b"zINSTREAM\0", content)


@pytest.mark.parametrize(
    ("verdict", "fault"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", FileFault.INFECTED),
        (b"INSTREAM size limit exceeded. ERROR\0", FileFault.UNSCANNED),
        (b"", FileFault.UNSCANNED),
    ],
)
def test_a_file_is_refused_on_any_other_verdict(verdict: bytes, fault: FileFault) -> None:
    with scanner(verdict) as (address, _), pytest.raises(FileRefused) as refused:
        Attachments(VirusScanner(address)).clean(picture())
    assert refused.value.fault is fault


def test_without_the_scanner_that_was_set_up_nothing_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FileRefused) as refused:
        Attachments(VirusScanner(f"127.0.0.1:{port}")).clean(picture())
    assert refused.value.fault is FileFault.UNSCANNED
