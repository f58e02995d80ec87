"""PDF files made for tests: lines of letters set at given places of pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

LETTER = 6.0
SIZE = 12
_HEAD = b"%PDF-1.4\n"


@dataclass(frozen=True)
class Set:
    """A line as it is set: its text and where it begins, in points from the lower left corner."""

    text: str
    left: float
    bottom: float

    @property
    def right(self) -> float:
        """Return where the line ends; every letter is equally wide."""
        return self.left + LETTER * len(self.text)


def pdf(pages: Sequence[Sequence[Set]]) -> bytes:
    """Return a PDF file whose single font holds every letter that its pages use."""
    letters = sorted({letter for page in pages for line in page for letter in line.text})
    codes = {letter: code for code, letter in enumerate(letters, start=33)}
    assert len(codes) < 220, "one font of one byte holds no more letters"
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _font(len(codes)),
        _stream(_meanings(codes)),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(_stream("\n".join(_show(line, codes) for line in page).encode()))
    return _file(objects)


def typed(text: str, *, left: float = 85.0, top: float = 760.0, right: float = 540.0) -> list[Set]:
    """Return paragraphs set as offices do: the first line indented, each line filled."""
    lines: list[Set] = []
    for paragraph in text.splitlines():
        start, line = left + 28, ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and start + LETTER * len(longer) > right:
                lines.append(Set(line, start, top - 18 * len(lines)))
                start, longer = left, word
            line = longer
        lines.append(Set(line, start, top - 18 * len(lines)))
    return lines


def locked(content: bytes) -> bytes:
    """Return a PDF file that opens only with a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt("bí mật", algorithm="RC4-128")
    stored = BytesIO()
    writer.write(stored)
    return stored.getvalue()


def _show(line: Set, codes: dict[str, int]) -> str:
    digits = "".join(f"{codes[letter]:02x}" for letter in line.text)
    return f"BT /F1 {SIZE} Tf {line.left:.1f} {line.bottom:.1f} Td <{digits}> Tj ET"


def _font(count: int) -> bytes:
    widths = " ".join(["500"] * count)
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 33 /LastChar {32 + count} "
        f"/Widths [{widths}] /ToUnicode 4 0 R >>"
    ).encode()


def _meanings(codes: dict[str, int]) -> bytes:
    entries = [f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items()]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    mapped = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{mapped}\nendcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    stored, places = _HEAD, []
    for number, value in enumerate(objects, start=1):
        places.append(len(stored))
        stored += b"%d 0 obj\n%b\nendobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return stored + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(stored))
    )
