"""Báo khi có văn bản: who wishes to hear when a document answers a question that went open."""

from dataclasses import dataclass
from datetime import date, datetime

from db.database import Database
from db.uow import UnitOfWork
from domain.answers import Answer, AnswerStatus
from domain.errors import UnknownAnswer, UnknownPerson
from services.answers import Answers
from services.once import run_once

_STANDS_OPEN = (AnswerStatus.REFUSED, AnswerStatus.PARTIAL)


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

    def watch(self, person_id: int, answer_id: int, now: datetime, update_key: str) -> bool:
        """Keep the wish; False when this person already has it for this answer.

        Raises:
            UnknownAnswer: there is no such answer.
            UnknownPerson: nobody to come back to.
        """

        def watch(uow: UnitOfWork) -> bool:
            if not uow.answers.exists(answer_id):
                raise UnknownAnswer(answer_id)
            if uow.watches.exists(person_id, answer_id):
                return False
            account = uow.people.latest_account(person_id)
            if account is None:
                raise UnknownPerson(person_id)
            uow.watches.add(person_id, answer_id, account.channel, account.address, now)
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

    def news(self, as_of: date) -> tuple[News, ...]:
        """Return the answers that documents loaded since then give to those who wait."""
        with self._database.open_uow(read_only=True) as uow:
            waiting = [(watch, uow.answers.find(watch.answer_id)) for watch in uow.watches.all()]
        found = []
        for watch, then in waiting:
            if then is None:
                continue
            answer = self._answers.answer(then.question, (), as_of)
            if then.status in _STANDS_OPEN and answer.status not in _STANDS_OPEN:
                found.append(News(watch.id, watch.channel, watch.address, answer))
        return tuple(found)

    def told(self, watch_id: int) -> bool:
        """Erase a wish that was fulfilled, its return address with it."""
        with self._database.open_uow() as uow:
            erased = uow.watches.erase_told(watch_id)
            uow.commit()
        return erased
