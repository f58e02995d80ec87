"""`congvu web`: the bot in a browser."""

import asyncio
import signal
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import console
from bot.channels.browser import texts
from bot.channels.browser.doors import Doors, is_loopback, loopback_doors, public_doors
from bot.failures import BadInput
from bot.wiring import House, open_house

_PORT = 8000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help="Phục vụ trong trình duyệt.")(web)


def web(
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="CỔNG", help="Cổng nghe; 0: máy tự chọn.")
    ] = _PORT,
    host: Annotated[
        str, typer.Option(metavar="ĐỊA CHỈ", help="Địa chỉ nghe; mặc định chỉ máy này vào được.")
    ] = "127.0.0.1",
    public_url: Annotated[
        str | None,
        typer.Option(metavar="https://…", help="Địa chỉ người dùng gõ, khi có máy chủ phía trước."),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Bản dùng thử: đổi vai, dời đồng hồ.")
    ] = False,
) -> None:
    """Serve the chat and the reader's pages until the process is asked to stop."""
    is_local = is_loopback(host) and public_url is None
    if demo and not is_local:
        raise BadInput(texts.DEMO_IS_LOCAL)
    if not is_local and public_url is None:
        raise BadInput(texts.NO_PUBLIC_ADDRESS)
    house = open_house(development=is_local)
    try:
        _check_kind(house, is_demo=demo, is_local=is_local)
        _run(house, host, port, public_url, is_demo=demo)
    finally:
        house.services.close()


def _check_kind(house: House, *, is_demo: bool, is_local: bool) -> None:
    """Keep demo people and real people apart; a demo marks its database for good."""
    from services.local_chats import LocalChats

    installation = house.services.installation
    if is_demo:
        if LocalChats(house.services.database).has_outsiders():
            raise BadInput(texts.DEMO_HAS_PEOPLE)
        installation.mark_demo()
    elif not is_local and installation.is_demo():
        raise BadInput(texts.IS_DEMO)


def _run(house: House, host: str, port: int, public_url: str | None, *, is_demo: bool) -> None:
    from bot.channels.browser.front import open_front
    from bot.channels.browser.run import listen, serve
    from bot.channels.local.channel import open_local_channel
    from bot.logs import start_logging

    try:
        listening = listen(host, port)
    except OSError:
        raise BadInput(texts.PORT_TAKEN.format(port=port)) from None
    start_logging()
    zone = ZoneInfo(house.settings.timezone)
    chosen = listening.getsockname()[1]
    doors = _doors(public_url, chosen)
    channel = open_local_channel(house.services, zone)
    front = open_front(house.services, channel, doors, zone, is_demo=is_demo)
    address = public_url or f"http://{f'[{host}]' if ':' in host else host}:{chosen}/"

    async def serve_until_stopped() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve(
            front,
            listening,
            stop,
            lambda: console.result(texts.OPEN_AT.format(address=address)),
            is_behind_proxy=public_url is not None,
        )

    asyncio.run(serve_until_stopped())


def _doors(public_url: str | None, port: int) -> Doors:
    if public_url is None:
        return loopback_doors(port)
    try:
        return public_doors(public_url)
    except ValueError:
        raise BadInput(texts.BAD_PUBLIC_ADDRESS) from None
