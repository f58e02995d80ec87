"""`congvu web`: the bot in a browser."""

import asyncio
import signal
import socket
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
    public = None if public_url is None else _public(public_url)
    is_local = is_loopback(host) and public is None
    if demo and not is_local:
        raise BadInput(texts.DEMO_IS_LOCAL)
    if not is_local and public is None:
        raise BadInput(texts.NO_PUBLIC_ADDRESS)
    house = open_house(development=is_local, for_many=True)
    try:
        _check_kind(house, is_demo=demo, is_local=is_local)
        with _listening(host, port) as listening:
            _serve(house, listening, public, is_demo=demo)
    finally:
        house.services.close()


def _public(address: str) -> Doors:
    try:
        return public_doors(address)
    except ValueError:
        raise BadInput(texts.BAD_PUBLIC_ADDRESS) from None


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


def _listening(host: str, port: int) -> socket.socket:
    from bot.channels.browser.run import listen

    try:
        return listen(host, port)
    except OSError:
        raise BadInput(texts.PORT_TAKEN.format(port=port)) from None


def _serve(house: House, listening: socket.socket, public: Doors | None, *, is_demo: bool) -> None:
    from bot.channels.browser.front import open_front
    from bot.channels.browser.run import serve
    from bot.channels.local.channel import open_local_channel
    from bot.logs import start_logging

    start_logging()
    host, port = listening.getsockname()[:2]
    zone = ZoneInfo(house.settings.timezone)
    channel = open_local_channel(house.services, zone)
    doors = public or loopback_doors(port)
    front = open_front(house.services, channel, doors, zone, is_demo=is_demo)
    address = min(doors.origins) if public else f"http://{_written(host)}:{port}"

    async def until_stopped() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve(
            front,
            listening,
            stop,
            lambda: console.result(texts.OPEN_AT.format(address=f"{address}/")),
            is_behind_proxy=public is not None,
        )

    asyncio.run(until_stopped())


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host
