"""An exam that 500 people begin at once, through the whole bot over the in-process transport.

Everybody presses “Bắt đầu” at the same moment; then everybody answers, item by item. Each press is
an update that is stored, claimed, handled and answered as in service. What came of it is read from
the log of answers and from the attempts.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels.local.channel import LocalChannel, open_local_channel
from bot.channels.local.people import LocalPeople
from bot.reception import Reception
from domain.exams import Blueprint
from domain.grading import right_picks
from domain.roles import Role
from domain.study import TYPED, Choice, ItemState, Skill
from handlers.exam_callbacks import BeginExam, FinishExam
from handlers.study_callbacks import GiveAnswer
from services.local_chats import CHANNEL, LocalPerson
from services.registry import Services, open_services
from tests.bot.chatting import KEY, ZONE
from tests.knowledge.official_text import WITHOUT_LAWS

_CANDIDATES = 500
_ITEMS = 5
_UNIT = "SNV"
_LOOK_EVERY = 0.05

Bring = Callable[[list[dict[str, Any]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ExamRush:
    """Seconds until all had their first item, answers a second then, and what was lost or late.

    `begin_cpu_seconds` is what this process worked for it, whatever else the machine does.
    """

    candidates: int
    begin_seconds: float
    begin_cpu_seconds: float
    answers_per_second: float
    lost: int
    late: int


def measure_exam(folder: Path, candidates: int = _CANDIDATES) -> ExamRush:
    """Return what becomes of an exam that so many begin at once."""
    return asyncio.run(_measure(folder, candidates))


async def _measure(folder: Path, candidates: int) -> ExamRush:
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder / 'congvu.db'}"
    services = open_services(url, [KEY], WITHOUT_LAWS, folder)
    channel = open_local_channel(services, ZONE)
    reception, stop = Reception(channel.application), asyncio.Event()
    try:
        async with channel.application:
            working = asyncio.create_task(reception.run(stop))
            rush = await _Hall(services, channel, reception.take).holds(candidates)
            stop.set()
            await working
            return rush
    finally:
        services.close()


class _Hall:
    """Everybody who sits the exam."""

    def __init__(self, services: Services, channel: LocalChannel, bring: Bring) -> None:
        self._services, self._channel, self._bring = services, channel, bring
        self._people = LocalPeople(channel.api)

    async def holds(self, candidates: int) -> ExamRush:
        """Let an exam be made, begun, answered and handed in."""
        now = datetime.now(UTC)
        people = [self._channel.chats.person(f"thi{at}", now) for at in range(candidates)]
        # Everybody writes something first, so that there are messages with buttons.
        await self._all([self._people.writes(person, "/thi") for person in people])
        exam = self._made([self._number_of(person) for person in people], now)
        begins = [self._press(person, BeginExam(exam).pack()) for person in people]
        worked = time.process_time()
        begin = await self._all(begins)
        worked = time.process_time() - worked
        attempts = self._attempts(exam)
        answering = 0.0
        for place in range(1, _ITEMS + 1):
            answering += await self._all(
                self._press(person, self._answer(attempts[self._number_of(person)], place))
                for person in people
            )
        await self._all(
            self._press(person, FinishExam(attempts[self._number_of(person)], "yes").pack())
            for person in people
        )
        right, late = self._came(exam)
        wanted = candidates * _ITEMS
        return ExamRush(candidates, begin, worked, wanted / answering, wanted - right, late)

    async def _all(self, updates: Iterable[dict[str, Any]]) -> float:
        """Let updates arrive at the same moment; return the seconds until all were handled."""
        brought = list(updates)
        started = time.perf_counter()
        await self._bring(brought)
        while await asyncio.to_thread(self._waiting):
            await asyncio.sleep(_LOOK_EVERY)
        return time.perf_counter() - started

    def _waiting(self) -> int:
        return self._services.inbox.count().open

    def _press(self, person: LocalPerson, data: str) -> dict[str, Any]:
        newest = self._channel.chats.newest(person.chat_id, 5)
        message = next(one for one in newest if one.from_bot)
        return self._people.forges(person, message, data)

    def _number_of(self, person: LocalPerson) -> int:
        with self._services.database.open_uow(read_only=True) as uow:
            account = uow.people.find_account(CHANNEL, str(person.chat_id))
        assert account is not None
        return account.person_id

    def _made(self, people: list[int], now: datetime) -> int:
        with self._services.database.open_uow() as uow:
            for at, person in enumerate(people):
                role = Role.OFFICIAL if at else Role.MANAGER
                uow.roles.grant(person, role, _UNIT, now.date() - timedelta(days=1), None)
            for found in uow.items.all(ItemState.APPROVED):
                if found.item.type in TYPED:
                    uow.items.set_state(found.id, ItemState.RETIRED, now)
            uow.commit()
        paper = Blueprint({Skill.PLAN: _ITEMS}, minutes=30)
        closes = now + timedelta(hours=2)
        return self._services.exam_desk.create(
            *(people[0], _UNIT, "Kiểm tra", paper, now, closes, now, "exam")
        ).exam

    def _attempts(self, exam: int) -> dict[int, int]:
        """Return each person's attempt."""
        with self._services.database.open_uow(read_only=True) as uow:
            attempts = {one.learner_id: one.id for one in uow.exams.attempts_of(exam)}
            people = uow.learners.people_of(attempts)
        return {people[learner]: attempt for learner, attempt in attempts.items()}

    def _answer(self, attempt: int, place: int) -> str:
        with self._services.database.open_uow(read_only=True) as uow:
            asked = uow.exams.item(attempt, place)
            version = None if asked is None else uow.items.version(asked.version_id)
        assert version is not None
        choice = Choice(right_picks(version.item))
        return GiveAnswer(1, attempt, place, 1, choice.code).pack()

    def _came(self, exam: int) -> tuple[int, int]:
        """Return how many answers were right in all, and how many attempts were late."""
        with self._services.database.open_uow(read_only=True) as uow:
            attempts = uow.exams.attempts_of(exam)
        scores = [one.score.right for one in attempts if one.score is not None]
        return sum(scores), sum(one.is_late for one in attempts)
