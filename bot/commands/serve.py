"""`congvu serve`: the bot on Telegram."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.failures import BadInput
from bot.settings import Settings, WrongSettings, load_settings
from bot.wiring import House, open_house

_NO_TOKEN = "TELEGRAM_BOT_TOKEN: chưa đặt. Tạo bot ở @BotFather rồi đặt mã nhận được vào .env."
_NO_KEYS = "DATA_KEYS: chưa đặt. Phục vụ người thật cần khoá riêng; cách tạo có trong .env.example."
_DEMO = (
    "cơ sở dữ liệu này đã đánh dấu là bản dùng thử nên không phục vụ người thật được; hãy dùng "
    "VAR_DIR hoặc DATABASE_URL khác."
)
_NO_URL = "WEBHOOK_URL: chưa đặt. Cần địa chỉ https:// mà Telegram gọi tới được."
_NO_SECRET = (
    "WEBHOOK_SECRET: chưa đặt. Đặt một chuỗi ngẫu nhiên để chỉ Telegram gửi tin tới được; ví dụ "
    'python -c "import secrets; print(secrets.token_urlsafe(32))".'
)
_REJECTED = (
    "Telegram không nhận mã trong TELEGRAM_BOT_TOKEN; lấy lại mã bằng lệnh /token ở @BotFather."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help="Phục vụ trên Telegram.")(serve)


def serve(
    webhook: Annotated[
        bool, typer.Option("--webhook", help="Nhận tin qua WEBHOOK_URL thay vì tự hỏi Telegram.")
    ] = False,
    host: Annotated[str, typer.Option(help="Địa chỉ nghe khi dùng --webhook.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Cổng nghe khi dùng --webhook.", min=1, max=65535)
    ] = 8080,
) -> None:
    """Answer on Telegram until the process is asked to stop."""
    settings = load_settings()
    token = _token(settings, webhook=webhook)
    house = open_house(settings, development=False, for_many=True)
    try:
        if house.services.installation.is_demo():
            raise BadInput(_DEMO)
        from telegram.error import InvalidToken

        from bot.logs import start_logging

        start_logging()
        try:
            asyncio.run(_serving(house, token, (host, port) if webhook else None))
        except InvalidToken:
            # The library's message repeats the token.
            raise BadInput(_REJECTED) from None
    finally:
        house.services.close()


def _serving(
    house: House, token: str, listen_at: tuple[str, int] | None
) -> Coroutine[Any, Any, None]:
    from bot.channels.telegram import listen, poll
    from bot.channels.telegram.webhook import Webhook

    settings = house.settings
    zone, api_url = ZoneInfo(settings.timezone), settings.telegram_api_url
    if listen_at is None:
        return poll(house.services, token, zone, api_url)
    host, port = listen_at
    webhook = Webhook(settings.webhook_url or "", settings.webhook_secret or "", host, port)
    return listen(house.services, token, zone, webhook, api_url)


def _token(settings: Settings, *, webhook: bool) -> str:
    """Return the token; everything that serving needs and lacks is told at once."""
    faults = []
    if settings.telegram_bot_token is None:
        faults.append(_NO_TOKEN)
    if settings.data_keys is None:
        faults.append(_NO_KEYS)
    if webhook and settings.webhook_url is None:
        faults.append(_NO_URL)
    if webhook and settings.webhook_secret is None:
        faults.append(_NO_SECRET)
    if faults or settings.telegram_bot_token is None:
        raise WrongSettings(tuple(faults))
    return settings.telegram_bot_token
