"""The receipt of a case as a picture: number, code, QR code and where to follow it."""

from domain.receipts import DEEP_LINK, shown
from handlers.render.paper import GREY, RED, Code, Words, draw_sheet
from handlers.texts import receipts as texts

_WIDTH, _MARGIN = 900, 60


def receipt_picture(number: str, code: str, bot_name: str | None) -> bytes:
    """Return a PNG picture; its QR code opens the case where the bot's name is known."""
    link = None if bot_name is None else f"https://t.me/{bot_name}?start={DEEP_LINK}{code}"
    parts = (
        Words(texts.RECEIPT, 34, colour=GREY, below=18),
        Words(number, 60, is_bold=True, below=40),
        Words(texts.CODE, 28, colour=GREY, below=8),
        Words(shown(code), 50, is_bold=True, below=36),
        Code(link or shown(code), 420, below=20),
        Words(texts.how_to_follow(bot_name), 28, below=24),
        Words(texts.KEEP_SECRET, 28, is_bold=True, colour=RED, below=0),
    )
    return draw_sheet(parts, _WIDTH, _MARGIN)
