"""`congvu serve`: the bot on Telegram."""

import asyncio
from zoneinfo import ZoneInfo

import typer

from bot.failures import BadInput
from bot.settings import Settings, WrongSettings, load_settings
from bot.wiring import open_house

_NO_TOKEN = "TELEGRAM_BOT_TOKEN: chưa đặt. Tạo bot ở @BotFather rồi đặt mã nhận được vào .env."
_NO_KEYS = "DATA_KEYS: chưa đặt. Phục vụ người thật cần khoá riêng; cách tạo có trong .env.example."
_DEMO = (
    "cơ sở dữ liệu này đã đánh dấu là bản dùng thử nên không phục vụ người thật được; hãy dùng "
    "VAR_DIR hoặc DATABASE_URL khác."
)
_REJECTED = (
    "Telegram không nhận mã trong TELEGRAM_BOT_TOKEN; lấy lại mã bằng lệnh /token ở @BotFather."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help="Phục vụ trên Telegram.")(serve)


def serve() -> None:
    """Answer on Telegram until the process is asked to stop."""
    settings = load_settings()
    token = _token(settings)
    house = open_house(settings, development=False)
    try:
        if house.services.installation.is_demo():
            raise BadInput(_DEMO)
        from telegram.error import InvalidToken

        from bot.channels.telegram import poll
        from bot.logs import start_logging

        start_logging()
        try:
            zone = ZoneInfo(settings.timezone)
            asyncio.run(poll(house.services, token, zone, settings.telegram_api_url))
        except InvalidToken:
            # The library's message repeats the token.
            raise BadInput(_REJECTED) from None
    finally:
        house.services.close()


def _token(settings: Settings) -> str:
    """Return the token; everything that serving needs and lacks is told at once."""
    faults = []
    if settings.telegram_bot_token is None:
        faults.append(_NO_TOKEN)
    if settings.data_keys is None:
        faults.append(_NO_KEYS)
    if faults or settings.telegram_bot_token is None:
        raise WrongSettings(tuple(faults))
    return settings.telegram_bot_token
