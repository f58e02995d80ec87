"""Báo khi có văn bản: who wishes to hear of an answer that went open, or of one put right."""

from dataclasses import dataclass
from datetime import date, datetime

from db.answers import StoredWatch
from db.database import Database
from db.uow import UnitOfWork
from domain.answers import Answer, AnswerStatus
from domain.errors import UnknownAnswer, UnknownPerson
from services.answers import MEMORY, MEMORY_QUESTIONS, Answers
from services.fencing import check_lease
from services.once import run_once

_STANDS_OPEN = (AnswerStatus.REFUSED, AnswerStatus.PARTIAL)
_SAYS_SOMETHING = (AnswerStatus.ANSWERED, AnswerStatus.CORRECTED)
_LOOK_BACK = 200
NEWS = "news"
CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class News:
    """An answer that somebody waited for, and the channel and address where they wait.

    `corrects` tells that it takes the place of one that is no longer right.
    """

    watch_id: int
    channel: str
    address: str
    answer: Answer
    corrects: bool = False


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
            UnknownAnswer: there is no such answer, or nothing that could become better.
            UnknownPerson: nobody to come back to.
        """

        def watch(uow: UnitOfWork) -> bool:
            answer = uow.answers.find(answer_id)
            if answer is None or not (can_be_awaited(answer) or can_be_corrected(answer)):
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
        """Return the answers that documents or editors have given since then to those who wait.

        With `channel`, only for those who wait there. Whoever cannot be reached is left out.
        """
        # Read first: a document that comes meanwhile has another version, so it is not missed.
        version = self._answers.version()
        found = []
        for watch, given in self._waiting(channel, version, as_of):
            answer = self._answers.answer(given.question, watch.history, as_of)
            if answer.status in _STANDS_OPEN or _says_the_same(answer, given):
                self._open_at[watch.id] = version
            else:
                corrects = can_be_corrected(given)
                found.append(News(watch.id, watch.channel, watch.address, answer, corrects))
        return tuple(found)

    def send_news(self, now: datetime, channel: str | None = None) -> int:
        """Write the news of later answers to the outbox and return how many there were.

        The wish is erased in the same commit, so each is told of once.
        """
        found = self.news(self._answers.day(now), channel)
        return sum(self._send(news, now) for news in found)

    def _send(self, news: News, now: datetime) -> bool:
        with self._database.open_uow() as uow:
            check_lease(uow)
            if not uow.watches.erase_told(news.watch_id):
                return False
            answer_id = uow.answers.add(news.answer, self._answers.day(now))
            kind = CORRECTION if news.corrects else NEWS
            payload = {"kind": kind, "answer": answer_id}
            uow.outbox.add(f"{kind}:{answer_id}", news.channel, news.address, payload, now)
            uow.commit()
        self._open_at.pop(news.watch_id, None)
        return True

    def _waiting(
        self, channel: str | None, version: str, today: date
    ) -> list[tuple[StoredWatch, Answer]]:
        """Return the wishes that could be told now, each with the answer that was given."""
        waiting = []
        with self._database.open_uow(read_only=True) as uow:
            known = {number for number, at in self._open_at.items() if at == version}
            for watch in uow.watches.to_look_at(today, known):
                if channel not in (None, watch.channel):
                    continue
                account = uow.people.find_account(watch.channel, watch.address)
                answer = uow.answers.find(watch.answer_id)
                if answer is None or account is None or not account.is_reachable:
                    continue
                waiting.append((watch, answer))
        return waiting


def can_be_awaited(answer: Answer) -> bool:
    """Tell whether a document could still answer: something is missing, not refused on purpose."""
    return answer.is_missing or answer.status is AnswerStatus.PARTIAL


def can_be_corrected(answer: Answer) -> bool:
    """Tell whether an answer says something that may turn out wrong or change."""
    return answer.status in _SAYS_SOMETHING and bool(answer.citations)


def _says_the_same(answer: Answer, given: Answer) -> bool:
    """Tell whether an answer is the one that was given before."""
    return (answer.text, answer.citations) == (given.text, given.citations)


def _before(uow: UnitOfWork, person_id: int, question: str, now: datetime) -> tuple[str, ...]:
    """Return the questions that the person asked before this one, the oldest first."""
    recent = uow.questions.recent(person_id, now - MEMORY, _LOOK_BACK)
    if question not in recent:
        return ()
    at = len(recent) - 1 - recent[::-1].index(question)
    return recent[max(0, at - MEMORY_QUESTIONS) : at]
