"""Two workers on one PostgreSQL database: each message answered once, in order, by either."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from sqlalchemy import text

from bot.application import App, build_application
from bot.reception import Reception
from services.registry import Services, open_services
from tests import postgresql
from tests.bot.chatting import KEY, KNOWLEDGE, MONDAY
from tests.bot.receiving import settled
from tests.bot.scripted import ScriptedApi, ok

PEOPLE = range(1, 13)
LINES = ("/start", "nhiem vu 2 ai lam", "/help")


class Office(ScriptedApi):
    """A Bot API that notes which worker says what to whom."""

    def __init__(self, services: Services) -> None:
        super().__init__([])
        self.application: App = build_application(
            "1:local", services, channel="telegram", now=lambda: MONDAY, request=self
        )


async def test_two_workers_on_postgresql_share_the_work(
    postgresql_folder: Path, tmp_path: Path
) -> None:
    address = postgresql.new_database(postgresql_folder)
    opened = [open_services(address, [KEY], KNOWLEDGE, tmp_path, now=MONDAY) for _ in range(2)]
    async with AsyncExitStack() as stack:
        for services in opened:
            stack.callback(services.close)
        await share(opened)
        with opened[0].database.engine.connect() as connection:
            count = connection.execute(text("SELECT count(*) FROM answers")).scalar()
        assert count == len(PEOPLE)
        assert opened[0].inbox.count().parked == 0


async def share(opened: list[Services]) -> None:
    """Let two workers answer everybody; each update comes to both of them."""
    offices = [Office(services) for services in opened]
    for office in offices:
        office.replies.append(ok({"id": 1, "is_bot": True, "first_name": "b", "username": "b"}))
        await office.application.initialize()
    stop = asyncio.Event()
    receptions = [
        Reception(office.application, worker=str(number)) for number, office in enumerate(offices)
    ]
    running = [asyncio.create_task(reception.run(stop)) for reception in receptions]
    for number, line in enumerate(LINES):
        updates = [update(100 * number + person, person, line) for person in PEOPLE]
        await asyncio.gather(*(reception.take(updates) for reception in receptions))
    await settled(opened[0])
    stop.set()
    await asyncio.gather(*running)
    assert sum(office.called.count("sendMessage") for office in offices) == len(PEOPLE) * len(LINES)


def update(number: int, person: int, line: str) -> dict[str, object]:
    command = {"type": "bot_command", "offset": 0, "length": len(line)}
    message = {
        "message_id": number,
        "date": 0,
        "chat": {"id": person, "type": "private"},
        "from": {"id": person, "is_bot": False, "first_name": "An"},
        "text": line,
        "entities": [command] if line.startswith("/") else [],
    }
    return {"update_id": number, "message": message}
