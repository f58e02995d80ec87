"""The poster of a unit: a QR code on the wall that opens feedback about that unit."""

from handlers.render.paper import GREY, Code, Words, draw_sheet
from handlers.texts import receipts as texts

_WIDTH, _MARGIN = 1240, 110


def poster_picture(unit_name: str, link: str) -> bytes:
    """Return a PNG picture that fits a sheet of A4."""
    parts = (
        Words(unit_name, 48, is_bold=True, below=30),
        Words(texts.POSTER, 62, is_bold=True, below=20),
        Words(texts.POSTER_ABOUT, 38, colour=GREY, below=40),
        Code(link, 760, below=30),
        Words(texts.POSTER_HOW, 36, below=30),
        Words(texts.POSTER_PROMISE, 34, colour=GREY, below=24),
        Words(link.removeprefix("https://"), 30, colour=GREY, below=0),
    )
    return draw_sheet(parts, _WIDTH, _MARGIN)
