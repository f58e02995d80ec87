"""The lines of a PDF page with their places, columns on one height told apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# Wider than any blank of a justified line, in heights of a letter.
_COLUMN_GAP = 1.6
# Further than raised figures and marks of notes stand above their line.
_LINE_SHIFT = 0.5
_BREAKS = "\r\n\x00\x02"


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line: its columns, and its left, right and lower edge in points."""

    columns: tuple[str, ...]
    left: float
    right: float
    bottom: float
    height: float
    first_word: float

    @property
    def text(self) -> str:
        """Return the line as text, its columns divided as in a typed text."""
        if len(self.columns) > 2:
            return "| " + " | ".join(self.columns) + " |"
        return "    ".join(self.columns)


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float


def lines_of(words: Any) -> Iterator[PdfLine]:
    """Yield the lines of a text page (a handle of pdfium) in reading order."""
    line: list[_Letter] = []
    for letter in _letters(words):
        if letter is None or (line and _leaves(line[-1], letter)):
            yield from _line(line)
            line = []
        if letter is not None:
            line.append(letter)
    yield from _line(line)


def _letters(words: Any) -> Iterator[_Letter | None]:
    """Yield each letter with its box, None where a line ends."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    count = max(0, pdfium.FPDFText_CountChars(words))
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(words, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = 0x10000 + ((high & 0x3FF) << 10) + (code & 0x3FF), 0
        text = chr(code)
        if text in _BREAKS:
            yield None
            continue
        # The box of the line's height and the letter's step, not of the ink alone.
        pdfium.FPDFText_GetLooseCharBox(words, index, box)
        yield _Letter(text, box.left, box.right, box.bottom, box.top)


def _leaves(last: _Letter, letter: _Letter) -> bool:
    """Tell whether a letter stands on another line than the one before."""
    if last.text.isspace() or letter.text.isspace():
        return False
    height = max(last.top - last.bottom, letter.top - letter.bottom, 1.0)
    return abs(letter.bottom - last.bottom) > _LINE_SHIFT * height


def _line(letters: list[_Letter]) -> Iterator[PdfLine]:
    inked = [letter for letter in letters if not letter.text.isspace()]
    if not inked:
        return
    height = max(letter.top - letter.bottom for letter in inked)
    columns = tuple(_columns(letters, _COLUMN_GAP * max(height, 1.0)))
    yield PdfLine(
        columns,
        min(letter.left for letter in inked),
        max(letter.right for letter in inked),
        min(letter.bottom for letter in inked),
        height,
        _first_word(letters),
    )


def _columns(letters: Iterable[_Letter], gap: float) -> Iterator[str]:
    column, last = "", None
    for letter in letters:
        if letter.text.isspace():
            column += " "
            continue
        if last is not None and letter.left - last.right > gap:
            yield " ".join(column.split())
            column = ""
        column += letter.text
        last = letter
    if column.strip():
        yield " ".join(column.split())


def _first_word(letters: list[_Letter]) -> float:
    """Return the width of the first word, to know whether it had room on the line before."""
    inked: list[_Letter] = []
    for letter in letters:
        if not letter.text.isspace():
            inked.append(letter)
        elif inked:
            break
    return inked[-1].right - inked[0].left
