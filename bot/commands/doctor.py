"""`congvu doctor`: settings, database, keys, knowledge, model and token, each with what to do."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from bot import console
from bot.failures import FAILURE, BadInput, explain
from bot.settings import Settings, load_settings
from bot.wiring import keep_for, model_access, open_house
from domain.errors import CongvuError, UnusableVectors

if TYPE_CHECKING:
    from retrieval.model.access import ModelAccess


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: in order, or what to do about it."""

    name: str
    words: str
    is_fault: bool = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Kiểm tra cấu hình, cơ sở dữ liệu, khoá, tri thức, mô hình ngôn ngữ, mã bot."""
    faulty = False
    for finding in findings():
        faulty = faulty or finding.is_fault
        mark = "✗" if finding.is_fault else "✓"
        console.result(f"{mark} {finding.name}: {finding.words}")
    if faulty:
        raise typer.Exit(FAILURE)


def findings() -> Iterator[Finding]:
    """Yield what is found; without usable settings nothing else can be looked at."""
    try:
        settings = load_settings()
    except CongvuError as error:
        yield from (Finding("Cấu hình", line, is_fault=True) for line in explain(error)[0])
        return
    yield Finding("Cấu hình", "dùng được.")
    yield from _checked("Khoá", lambda: _keys(settings))
    yield from _checked("Cơ sở dữ liệu", lambda: _database(settings))
    yield from _checked("Thời hạn giữ", lambda: _retention(settings))
    yield from _checked("Thời hạn phản ánh", lambda: _limits(settings))
    yield from _checked("Tin nhắn", lambda: _queues(settings))
    yield from _checked("Nhật ký quyền", lambda: _audit(settings))
    yield from _checked("Chỉ mục", lambda: _index(settings))
    yield from _checked("Vectơ", lambda: _vectors(settings))
    access = model_access(settings)
    if access is not None:
        yield _model(access)
    yield _token(settings)


def _checked(name: str, check: Callable[[], str]) -> Iterator[Finding]:
    try:
        yield Finding(name, check())
    except CongvuError as error:
        yield from (Finding(name, line, is_fault=True) for line in explain(error)[0])


def _keys(settings: Settings) -> str:
    """Tell which keys seal what; a key that seals nothing any more can go."""
    with open_house(settings) as house:
        first, *others = house.services.data_keys.uses()
    if settings.data_keys is None:
        return "chưa đặt DATA_KEYS, dùng khoá phát triển trong VAR_DIR; `serve` thì phải đặt."
    words = [f"DATA_KEYS dùng được, {first.mark} niêm phong {first.values} mục"]
    for key in others:
        words.append(
            f"{key.mark} còn {key.values} mục, chạy `congvu admin rotate-keys`"
            if key.values
            else f"{key.mark} không còn dùng, bỏ được khỏi DATA_KEYS"
        )
    return "; ".join(words) + "."


def _retention(settings: Settings) -> str:
    """Tell how long things are kept, and where that was decided."""
    keep = keep_for(settings)
    days = (
        f"trả lời {keep.answers} ngày, bản nháp {keep.drafts}, tin lỗi {keep.failed}, trình duyệt "
        f"bỏ không {keep.browsers}, danh sách xoá {keep.erasures}"
    )
    if keep.decided is None:
        return f"{days}; chưa ghi văn bản quyết định (KEEP_DECIDED)."
    return f"{days}; theo {keep.decided}."


def _limits(settings: Settings) -> str:
    """Tell how long the steps of a case may take, what is provisional, and which year is open."""
    from domain.case_limits import Span

    with open_house(settings) as house:
        limits, now = house.services.case_times, house.now()
        found = [limits.limit(span, now) for span in Span]
        is_covered = limits.covers(now.year)
        with house.services.database.open_uow(read_only=True) as uow:
            hours = limits.hours(uow, None)
    words = [
        f"{sum(not one.is_provisional for one in found)}/{len(found)} bước có văn bản quyết định"
        + ("" if settings.case_limits_file else " (CASE_LIMITS_FILE), còn lại là tạm thời"),
        f"giờ làm việc {'tạm thời' if hours.is_provisional else 'theo WORKING_HOURS'}",
        f"ngày hoán đổi năm {now.year} {'đã có' if is_covered else 'chưa có (WORKING_DAYS_FILE)'}",
    ]
    return "; ".join(words) + "."


def _database(settings: Settings) -> str:
    with open_house(settings) as house:
        services = house.services
        held = [summary for summary in services.documents.summaries() if summary.id is not None]
        demo = ", bản dùng thử" if services.installation.is_demo() else ""
        return f"{services.database.place}, {len(held)} văn bản{demo}."


def _queues(settings: Settings) -> str:
    """Tell what waits, and what was given up: the log has a code for each."""
    with open_house(settings) as house:
        inbox, outbox = house.services.inbox.count(), house.services.outbox.count()
    waiting, given_up = inbox.open + outbox.open, inbox.parked + outbox.parked
    words = f"{waiting} đang chờ, {outbox.held} giữ lại vì người nhận chặn bot"
    if not given_up:
        return f"{words}."
    return f"{words}, {given_up} không xử lý được (xem update_parked trong nhật ký)."


def _audit(settings: Settings) -> str:
    """Tell how far the chain of the audit log holds; a broken one is a fault."""
    with open_house(settings) as house:
        checked = house.services.audit.check()
    if checked.broken_at is not None:
        raise BadInput(f"bị sửa từ mục {checked.broken_at}; đối chiếu với bản sao lưu.")
    if checked.head is None:
        return "chưa có mục nào."
    return f"{checked.head.number} mục, nguyên vẹn; dấu hiện tại {checked.head}."


def _index(settings: Settings) -> str:
    with open_house(settings) as house:
        started = perf_counter()
        house.services.answers.rebuild()
        return f"dựng được trong {perf_counter() - started:.1f} giây."


def _vectors(settings: Settings) -> str:
    """Tell whether laws are searched by vectors too; a Chroma server that is set must answer."""
    with open_house(settings) as house:
        state = house.services.articles.vectors()
    if state.fault == "elsewhere":
        return "một tiến trình khác đang dùng; tiến trình này tìm theo từ ngữ."
    if state.fault:
        raise UnusableVectors(state.fault)
    if not state.model:
        return "chưa có, đang tìm theo từ ngữ; `congvu index` sẽ dựng."
    return f"dùng được ({state.model})."


def _model(access: "ModelAccess") -> Finding:
    """Tell whether the language model answers; nothing but a greeting is sent to it."""
    from retrieval.model.failures import ModelFault
    from retrieval.model.teller import Teller

    words = {
        ModelFault.REMOTE: "máy chủ ở ngoài mạng của cơ quan; xem CHAT_MODEL_REMOTE.",
        ModelFault.REFUSED: "máy chủ từ chối khoá; xem CHAT_MODEL_KEY.",
        ModelFault.UNREACHABLE: "không nối được máy chủ; xem CHAT_MODEL_URL.",
        ModelFault.SLOW: "không trả lời trong thời gian cho phép; xem CHAT_MODEL_SECONDS.",
        ModelFault.FAULTY: "máy chủ không trả lời đúng cách; xem CHAT_MODEL và CHAT_MODEL_URL.",
    }
    fault = Teller(access).probe()
    if fault is None:
        return Finding("Mô hình ngôn ngữ", f"{access.name} trả lời được.")
    return Finding("Mô hình ngôn ngữ", words[fault], is_fault=True)


def _token(settings: Settings) -> Finding:
    if settings.telegram_bot_token is None:
        words = "chưa có TELEGRAM_BOT_TOKEN; vẫn dùng được ở cửa sổ dòng lệnh."
        return Finding("Telegram", words)
    from telegram.error import InvalidToken, TelegramError

    token = settings.telegram_bot_token
    try:
        name = asyncio.run(_ask_name(token, settings.telegram_api_url))
    except InvalidToken:
        return Finding("Telegram", "mã bot bị từ chối; lấy lại ở @BotFather.", is_fault=True)
    except TelegramError:
        words = "không gọi được máy chủ Telegram; xem mạng hoặc TELEGRAM_API_URL."
        return Finding("Telegram", words, is_fault=True)
    return Finding("Telegram", f"đã nối với @{name}.")


async def _ask_name(token: str, api_url: str | None) -> str:
    """Return the bot's name as Telegram knows it."""
    from telegram import Bot

    base = f"{api_url.rstrip('/')}/bot" if api_url else "https://api.telegram.org/bot"
    async with Bot(token, base_url=base) as bot:
        return (await bot.get_me()).username or bot.name
