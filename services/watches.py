"""Báo khi có văn bản: who wishes to hear when a document answers a question that went open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.answers import StoredWatch
from db.database import Database
from db.uow import UnitOfWork
from domain.answers import Answer, AnswerStatus
from domain.errors import UnknownAnswer, UnknownPerson
from services.answers import MEMORY, MEMORY_QUESTIONS, Answers, AskedAnswer
from services.once import run_once

_STANDS_OPEN = (AnswerStatus.REFUSED, AnswerStatus.PARTIAL)
_LOOK_BACK = 200
SENDING = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class News:
    """An answer that somebody waited for, and the channel and address where they wait."""

    watch_id: int
    channel: str
    address: str
    answer: Answer


class Watches:
    """Wishes to hear of a later answer; each holds a sealed return address that can be erased."""

    def __init__(self, database: Database, answers: Answers) -> None:
        self._database = database
        self._answers = answers
        # Questions that the documents of this version still leave open need no second look.
        self._open_at: dict[int, str] = {}

    def watch(self, person_id: int, answer_id: int, now: datetime, update_key: str) -> bool:
        """Keep the wish; False when this person already has it for this answer.

        Raises:
            UnknownAnswer: there is no such answer, or nothing is missing in it.
            UnknownPerson: nobody to come back to.
        """

        def watch(uow: UnitOfWork) -> bool:
            answer = uow.answers.find(answer_id)
            if answer is None or not can_be_awaited(answer):
                raise UnknownAnswer(answer_id)
            if uow.watches.exists(person_id, answer_id):
                return False
            account = uow.people.latest_account(person_id)
            if account is None:
                raise UnknownPerson(person_id)
            history = _before(uow, person_id, answer.question, now)
            uow.watches.add(person_id, answer_id, account.channel, account.address, now, history)
            return True

        added: bool = run_once(self._database, update_key, "watches.watch", watch)
        return added

    def cancel(self, person_id: int, answer_id: int, update_key: str) -> bool:
        """Erase the wish and its return address; False when there was none."""
        erased: bool = run_once(
            self._database,
            update_key,
            "watches.cancel",
            lambda uow: uow.watches.erase(person_id, answer_id),
        )
        return erased

    def is_watching(self, person_id: int, answer_id: int) -> bool:
        """Tell whether this person waits for news on this answer."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.watches.exists(person_id, answer_id)

    def news(self, as_of: date, channel: str | None = None) -> tuple[News, ...]:
        """Return the answers that documents loaded since then give to those who wait.

        With `channel`, only for those who wait there. Whoever cannot be reached is left out.
        """
        # Read first: a document that comes meanwhile has another version, so it is not missed.
        version = self._answers.version()
        found = []
        for watch, question in self._waiting(channel, version):
            answer = self._answers.answer(question, watch.history, as_of)
            if answer.status in _STANDS_OPEN:
                self._open_at[watch.id] = version
            else:
                found.append(News(watch.id, watch.channel, watch.address, answer))
        return tuple(found)

    def claim(self, news: News, now: datetime) -> AskedAnswer | None:
        """Take news for sending, its answer kept without identity like any other.

        None when the wish is gone or somebody else is sending. A claim whose sender vanished
        falls free after `SENDING`.
        """
        with self._database.open_uow() as uow:
            if not uow.watches.claim(news.watch_id, now, now + SENDING):
                return None
            answer_id = _kept(uow, news, self._answers.day(now))
            uow.commit()
        return AskedAnswer(answer_id, news.answer)

    def release(self, watch_id: int) -> None:
        """Give a claim back that could not be sent, so that it can be taken again at once."""
        with self._database.open_uow() as uow:
            uow.watches.release(watch_id)
            uow.commit()

    def told(self, watch_id: int) -> bool:
        """Erase a wish that was fulfilled, its return address with it."""
        with self._database.open_uow() as uow:
            erased = uow.watches.erase_told(watch_id)
            uow.commit()
        self._open_at.pop(watch_id, None)
        return erased

    def _waiting(self, channel: str | None, version: str) -> list[tuple[StoredWatch, str]]:
        """Return the wishes that could be told now, each with its question."""
        waiting = []
        with self._database.open_uow(read_only=True) as uow:
            for watch in uow.watches.all():
                if channel not in (None, watch.channel) or self._open_at.get(watch.id) == version:
                    continue
                account = uow.people.find_account(watch.channel, watch.address)
                answer = uow.answers.find(watch.answer_id)
                if answer is not None and account is not None and account.is_reachable:
                    waiting.append((watch, answer.question))
        return waiting


def can_be_awaited(answer: Answer) -> bool:
    """Tell whether a document could still answer: something is missing, not refused on purpose."""
    return answer.is_missing or answer.status is AnswerStatus.PARTIAL


def _before(uow: UnitOfWork, person_id: int, question: str, now: datetime) -> tuple[str, ...]:
    """Return the questions that the person asked before this one, the oldest first."""
    recent = uow.questions.recent(person_id, now - MEMORY, _LOOK_BACK)
    if question not in recent:
        return ()
    at = len(recent) - 1 - recent[::-1].index(question)
    return recent[max(0, at - MEMORY_QUESTIONS) : at]


def _kept(uow: UnitOfWork, news: News, day: date) -> int:
    """Return the number of the answer that is told; a second attempt finds that of the first."""
    kept = uow.watches.news_id(news.watch_id)
    if kept is not None and uow.answers.find(kept) == news.answer:
        return kept
    answer_id = uow.answers.add(news.answer, day)
    uow.watches.set_news(news.watch_id, answer_id)
    return answer_id
