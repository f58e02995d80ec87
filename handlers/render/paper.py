"""Plain pictures of words and codes: receipts to keep, posters to hang up."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from handlers.render.qr import qr_png

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

INK, GREY, RED = "#1a1a1a", "#555555", "#b3261e"


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the middle of a sheet, broken into lines where they are too wide."""

    text: str
    size: int
    is_bold: bool = False
    colour: str = INK
    below: int = 24


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code in the middle of a sheet."""

    text: str
    side: int
    below: int = 24


def draw_sheet(parts: tuple[Words | Code, ...], width: int, margin: int) -> bytes:
    """Return a PNG picture of the parts below each other, as high as they need."""
    from PIL import Image

    blocks = [(_drawn(part, width - 2 * margin), part.below) for part in parts]
    height = 2 * margin + sum(block.height + below for block, below in blocks)
    sheet = Image.new("RGB", (width, height), "white")
    top = margin
    for block, below in blocks:
        sheet.paste(block, ((width - block.width) // 2, top))
        top += block.height + below
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _drawn(part: Words | Code, width: int) -> "Picture":
    from PIL import Image, ImageDraw

    if isinstance(part, Code):
        with Image.open(BytesIO(qr_png(part.text))) as code:
            return code.convert("RGB").resize((part.side, part.side), Image.Resampling.NEAREST)
    font = _font(part.size, part.is_bold)
    lines = _lines(part.text, font, width)
    # Capital letters with two marks reach above the letters' own height.
    step, above = int(part.size * 1.35), part.size // 5
    block = Image.new("RGB", (width, above + step * len(lines)), "white")
    pen = ImageDraw.Draw(block)
    for number, line in enumerate(lines):
        left = (width - font.getlength(line)) / 2
        pen.text((left, above + number * step), line, font=font, fill=part.colour)
    return block


def _lines(text: str, font: "FreeTypeFont", width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=16)
def _font(size: int, is_bold: bool) -> "FreeTypeFont":
    """Return letters that have all Vietnamese marks; they come with the library of charts."""
    from PIL import ImageFont

    found = find_spec("matplotlib")
    assert found is not None
    assert found.submodule_search_locations is not None
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(folder / name), size)
