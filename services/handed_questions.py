"""Questions that were handed to a unit: its people reply or give them back, in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from db.database import Database
from db.handed_questions import BACK, OPEN, REPLIED, StoredHanded
from db.uow import UnitOfWork
from domain.errors import NotAllowed, QuestionSettled
from domain.roles import Action
from domain.vietnamese import clean
from services.fencing import check_lease
from services.notices import tell
from services.once import run_once
from services.question_deeds import tell_unit
from services.rights import Rights

REMINDED = "question.reminded"
REPLY = "question.reply"
RETURNED = "question.returned"
LATE = "question.late"
LONGEST_REPLY = 2_000
_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HandedQuestion:
    """A question in a unit's hands; `is_late` once its day has passed."""

    number: int
    unit_name: str
    question: str
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply that was sent, to how many who waited for it."""

    unit_name: str
    told: int


class HandedQuestions:
    """What units have to answer, and the clock that reminds them."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def mine(self, actor: int, now: datetime, update_key: str) -> tuple[HandedQuestion, ...]:
        """Return what the actor's units have to answer, the earliest due first; it is logged.

        Raises:
            NotAllowed: no role of theirs allows it.
        """
        with self._database.open_uow(read_only=True) as uow:
            reach = self._rights.reach(uow, actor, Action.ANSWER_HANDED, now)
            found = uow.handed.open(reach.selected)
        unit = next(iter(reach.codes)) if len(reach.codes) == 1 else None
        run_once(
            self._database,
            update_key,
            "handed.mine",
            lambda uow: uow.audit.add(now, actor, "see handed", "list", unit),
        )
        return self._shown(found, now)

    def open(self, actor: int, number: int, now: datetime) -> HandedQuestion:
        """Return a question that the actor's unit has to answer.

        Raises:
            NotAllowed: it is no question of theirs.
            QuestionSettled: it was answered or given back meanwhile.
        """
        with self._database.open_uow(read_only=True) as uow:
            found = self._theirs(uow, actor, number, now)
        return self._shown([found], now)[0]

    def reply(self, actor: int, number: int, text: str, now: datetime, update_key: str) -> Replied:
        """Send the unit's reply to the editor and to whoever wished to hear, once.

        Raises:
            NotAllowed: it is no question of theirs.
            QuestionSettled: it was answered or given back meanwhile.
            ValueError: the reply is empty or too long.
        """
        said = clean(text)
        if not 0 < len(said) <= LONGEST_REPLY:
            raise ValueError("reply")

        def reply(uow: UnitOfWork) -> list[Any]:
            found = self._theirs(uow, actor, number, now)
            if not uow.handed.end(number, REPLIED, said, actor, now):
                raise QuestionSettled
            told = _tell_who_waits(uow, found, said, self._rights.day(now), now)
            _tell_editor(uow, found, REPLY, now, said)
            uow.audit.add(now, actor, "reply question", f"question:{number}", found.unit)
            return [found.unit_name, told]

        return Replied(*run_once(self._database, update_key, "handed.reply", reply))

    def give_back(self, actor: int, number: int, now: datetime, update_key: str) -> str:
        """Let the question wait for an editor again; return the unit's name.

        Raises:
            NotAllowed: it is no question of theirs.
            QuestionSettled: it was answered or given back meanwhile.
        """

        def give_back(uow: UnitOfWork) -> str:
            found = self._theirs(uow, actor, number, now)
            if not uow.handed.end(number, BACK, None, actor, now):
                raise QuestionSettled
            uow.settled.reopen(uow.handed.answers_of(number))
            _tell_editor(uow, found, RETURNED, now)
            uow.audit.add(now, actor, "give back question", f"question:{number}", found.unit)
            return found.unit_name

        return str(run_once(self._database, update_key, "handed.give_back", give_back))

    def everywhere(self, actor: int, now: datetime) -> tuple[HandedQuestion, ...]:
        """Return what is in the hands of all units, for editors.

        Raises:
            NotAllowed: no role of theirs allows it.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            found = uow.handed.open()
        return self._shown(found, now)

    def remind(self, now: datetime) -> int:
        """Remind units the day before, on the day, and the day after, then tell the editor too."""
        today = self._rights.day(now)
        with self._database.open_uow(read_only=True) as uow:
            due = uow.handed.due(today + _BEFORE, today)
        return sum(self._remind(one, today, now) for one in due if one.due_on >= today - _BEFORE)

    def _remind(self, one: StoredHanded, today: date, now: datetime) -> bool:
        with self._database.open_uow() as uow:
            check_lease(uow)
            uow.handed.remind(one.id, today)
            tell_unit(uow, self._rights, one.unit, one.id, REMINDED, now)
            if one.due_on < today:
                _tell_editor(uow, one, LATE, now)
            uow.commit()
        return True

    def _theirs(self, uow: UnitOfWork, actor: int, number: int, now: datetime) -> StoredHanded:
        found = uow.handed.find(number)
        # One that does not exist is refused like one of another unit: neither tells more.
        if found is None:
            raise NotAllowed(Action.ANSWER_HANDED)
        self._rights.require(uow, actor, Action.ANSWER_HANDED, found.unit, now)
        if found.state != OPEN:
            raise QuestionSettled
        return found

    def _shown(self, found: Sequence[StoredHanded], now: datetime) -> tuple[HandedQuestion, ...]:
        today = self._rights.day(now)
        return tuple(
            HandedQuestion(one.id, one.unit_name, one.question, one.due_on, one.due_on < today)
            for one in found
        )


def _tell_who_waits(
    uow: UnitOfWork, handed: StoredHanded, reply: str, today: date, now: datetime
) -> int:
    """Send a unit's reply to whoever wished to hear of an answer, and erase the wishes."""
    told = 0
    for wish in uow.watches.of_answers(uow.handed.answers_of(handed.id)):
        payload = {
            "kind": REPLY,
            "unit": handed.unit_name,
            "question": handed.question,
            "reply": reply,
            "day": today.isoformat(),
            "is_editor": False,
        }
        key = f"{REPLY}:{handed.id}:{wish.id}"
        told += uow.outbox.add(key, wish.channel, wish.address, payload, now)
        uow.watches.erase_told(wish.id)
    return told


def _tell_editor(
    uow: UnitOfWork, handed: StoredHanded, kind: str, now: datetime, reply: str = ""
) -> None:
    if handed.editor_id is None:
        return
    payload = {
        "kind": kind,
        "unit": handed.unit_name,
        "question": handed.question,
        "reply": reply,
        "day": handed.due_on.isoformat(),
        "is_editor": True,
    }
    tell(uow, handed.editor_id, f"{kind}:{handed.id}:editor", payload, now)
