"""The stand-in behaves as Telegram does, or the drills would prove nothing."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.local.refusals import ApiRefusal
from services.local_chats import LocalPerson
from tests.standin.faults import Fault, Trouble
from tests.standin.limits import FloodLimits, Rate
from tests.standin.server import telegram_server
from tests.standin.telegram import TOKEN, Telegram
from tests.standin.webhook import SECRET_HEADER

CHAT = 77


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def person(telegram: Telegram) -> LocalPerson:
    return telegram.chats.person(CHAT)


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    async with (
        telegram_server(telegram) as door,
        Bot(TOKEN, base_url=f"{door.url}/bot", base_file_url=f"{door.url}/file/bot") as bot,
    ):
        yield bot


async def write(telegram: Telegram, person: LocalPerson, *texts: str) -> None:
    await telegram.deliver(*(telegram.people.writes(person, text) for text in texts))


async def test_updates_come_again_until_a_higher_offset_confirms_them(
    telegram: Telegram, person: LocalPerson, bot: Bot
) -> None:
    await write(telegram, person, "một", "hai")
    first, second = await bot.get_updates(timeout=0)
    assert [update.update_id for update in await bot.get_updates(timeout=0)] == [
        first.update_id,
        second.update_id,
    ]
    (again,) = await bot.get_updates(offset=second.update_id, timeout=0)
    assert again.update_id == second.update_id
    assert telegram.confirmed == {first.update_id}


async def test_a_second_poller_ends_the_wait_of_the_first(telegram: Telegram) -> None:
    first = asyncio.create_task(telegram.queue.take(None, None, 30))
    await asyncio.sleep(0)
    second = asyncio.create_task(telegram.queue.take(None, None, 0))
    with pytest.raises(ApiRefusal, match="other getUpdates"):
        await first
    assert await second == []


async def test_what_telegram_refuses_is_refused(
    telegram: Telegram, person: LocalPerson, bot: Bot
) -> None:
    with pytest.raises(BadRequest, match="parse entities"):
        await bot.send_message(CHAT, "<b>dở dang", parse_mode="HTML")
    with pytest.raises(BadRequest, match="too long"):
        await bot.send_message(CHAT, "a" * 4097)
    sent = await bot.send_message(CHAT, "xin chào")
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("xin chào")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(CHAT + 1, "ai đấy")
    telegram.chats.block(CHAT)
    with pytest.raises(Forbidden):
        await bot.send_message(CHAT, "còn đó không")


async def test_photos_and_files_travel_both_ways(person: LocalPerson, bot: Bot) -> None:
    await bot.send_photo(CHAT, b"\x89PNG\r\n\x1a\n" + bytes(20), caption="ảnh")
    sent = await bot.send_document(CHAT, b"noi dung", filename="bao-cao.txt")
    assert sent.document is not None
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"noi dung"


async def test_who_sends_too_much_is_told_how_long_to_wait() -> None:
    now = 0.0
    limits = FloodLimits(lambda: now, overall=Rate(30, 30), chat=Rate(1, 2))
    assert [limits.refuse(1) for _ in range(3)] == [None, None, 1]
    assert limits.refuse(2) is None, "another chat is not held back"
    now = 1.0
    assert limits.refuse(1) is None
    assert [limits.refuse(100 + number) for number in range(30)].count(None) < 30


async def test_every_trouble_can_be_switched_on_and_off(
    telegram: Telegram, person: LocalPerson, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without it the library warns of itself whenever it is told to wait.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    troubles: dict[Trouble, type[TelegramError]] = {
        Trouble.TOO_MANY: RetryAfter,
        Trouble.SERVER_ERROR: NetworkError,
        Trouble.FORBIDDEN: Forbidden,
        Trouble.GARBAGE: TelegramError,
        Trouble.RESET: NetworkError,
        Trouble.LOST_ANSWER: NetworkError,
    }
    for trouble, error in troubles.items():
        telegram.faults.switch_to([Fault(trouble, methods=frozenset({"sendMessage"}))])
        with pytest.raises(error):
            await bot.send_message(CHAT, f"khi gặp {trouble}")
    telegram.faults.switch_to([Fault(Trouble.SILENCE)])
    waiting = asyncio.create_task(bot.send_message(CHAT, "có ai không"))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    telegram.faults.switch_to()
    with pytest.raises(NetworkError):
        await waiting
    await bot.send_message(CHAT, "xong")
    texts = [message.payload["text"] for message in telegram.chats.newest(CHAT)]
    assert texts == ["xong", f"khi gặp {Trouble.LOST_ANSWER}"]


async def test_a_webhook_is_tried_until_it_says_yes_and_keeps_the_order(
    telegram: Telegram, person: LocalPerson, bot: Bot
) -> None:
    came: list[tuple[str, str]] = []

    async def take(request: web.Request) -> web.Response:
        update = await request.json()
        came.append((request.headers[SECRET_HEADER], update["message"]["text"]))
        return web.Response(status=503 if len(came) == 1 else 200)

    app = web.Application()
    app.router.add_post("/cua", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    telegram.doors.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
    try:
        await bot.set_webhook("https://congvu.example/cua", secret_token="bi-mat")
        with pytest.raises(Conflict):
            await bot.get_updates(timeout=0)
        await write(telegram, person, "một", "hai")
        async with asyncio.timeout(10):
            while telegram.waiting:
                await asyncio.sleep(0.02)
    finally:
        await bot.delete_webhook()
        await runner.cleanup()
    assert came == [("bi-mat", "một"), ("bi-mat", "một"), ("bi-mat", "hai")]
    assert len(telegram.confirmed) == 2


async def test_a_webhook_must_be_https(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="https"):
        await bot.set_webhook("http://congvu.example/cua")


async def test_parameters_are_read_however_they_come(
    telegram: Telegram, person: LocalPerson
) -> None:
    given = {"chat_id": str(CHAT), "text": "a"}
    async with telegram_server(telegram) as door, aiohttp.ClientSession() as session:
        address = f"{door.url}/bot{TOKEN}/sendMessage"
        for sending in (session.post(address, json=given), session.post(address, data=given)):
            async with sending as answer:
                assert answer.status == 200
