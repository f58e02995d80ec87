"""/hangdoi: questions that were not answered well, grouped by likeness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.database import Database
from db.settled_answers import OpenAnswer
from db.uow import UnitOfWork
from domain.answers import Answer
from domain.errors import QuestionSettled
from domain.roles import Action
from domain.vietnamese import has_marks
from services.answers import Answers
from services.once import run_once
from services.rights import Rights

_MOST_LOOKED_AT = 1_000
_SHOWN_REASONS = 5


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that are alike: how many, what the first was answered, what was wrong with it.

    `answer_id` is that of the first one, by which the group is known. `waiting` is how many wish
    to hear of a better answer; who asked is not known.
    """

    answer_id: int
    answer: Answer
    questions: tuple[str, ...]
    count: int
    downs: int
    reasons: tuple[str, ...]
    first_on: date
    last_on: date
    waiting: int = 0


class QuestionQueue:
    """The questions that documents or the bot failed, for editors alone; nobody's name is there."""

    def __init__(self, database: Database, rights: Rights, answers: Answers) -> None:
        self._database = database
        self._rights = rights
        self._answers = answers
        self._grouped: tuple[int, tuple[tuple[int, ...], ...]] | None = None

    def waiting(self, actor: int, now: datetime, update_key: str) -> tuple[QuestionGroup, ...]:
        """Return what waits for an editor, what was asked most first; the log keeps who looked.

        Raises:
            NotAllowed: no role of theirs allows it.
        """

        def look(uow: UnitOfWork) -> None:
            uow.audit.add(now, actor, "see questions", "list", None)

        groups = self._groups(actor, now)
        run_once(self._database, update_key, "queue.waiting", look)
        shown = [_shown(group) for group in groups]
        return tuple(sorted(shown, key=lambda one: (-one.count, one.first_on, one.answer_id)))

    def group(self, actor: int, answer_id: int, now: datetime) -> QuestionGroup:
        """Return the group in which an answer stands.

        Raises:
            NotAllowed: no role of theirs allows it.
            QuestionSettled: somebody saw to it meanwhile.
        """
        members = self.members(actor, answer_id, now)
        with self._database.open_uow(read_only=True) as uow:
            waiting = uow.settled.wishes([one.id for one in members])
        return _shown(members, waiting)

    def members(self, actor: int, answer_id: int, now: datetime) -> list[OpenAnswer]:
        """Return the answers of the group in which one stands, that one first.

        Raises:
            As `group`.
        """
        groups = self._groups(actor, now)
        found = next((g for g in groups if any(one.id == answer_id for one in g)), None)
        if found is None:
            raise QuestionSettled
        # The one that was pressed speaks for the group.
        return sorted(found, key=lambda one: one.id != answer_id)

    def _groups(self, actor: int, now: datetime) -> list[list[OpenAnswer]]:
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            found = uow.settled.waiting(_MOST_LOOKED_AT)
        if not found:
            return []
        groups = self._alike(found)
        # What is typed with its marks is read best, so it speaks for the group.
        return [
            sorted((found[at] for at in group), key=lambda one: not has_marks(one.answer.question))
            for group in groups
        ]

    def _alike(self, found: Sequence[OpenAnswer]) -> tuple[tuple[int, ...], ...]:
        """Return the positions of questions that are alike, reckoned anew only where any changed.

        Nothing but positions is kept between two presses.
        """
        mark = hash((self._answers.version(), tuple(one.id for one in found)))
        known = self._grouped
        if known is None or known[0] != mark:
            alike = self._answers.engine().alike()
            known = self._grouped = (mark, alike.groups([one.answer.question for one in found]))
        return known[1]


def _shown(members: Sequence[OpenAnswer], waiting: int = 0) -> QuestionGroup:
    first = members[0]
    reasons = tuple(dict.fromkeys(one.reason for one in members if one.reason))
    questions = tuple(dict.fromkeys(one.answer.question for one in members))
    return QuestionGroup(
        first.id,
        first.answer,
        questions,
        len(members),
        sum(one.is_down for one in members),
        reasons[:_SHOWN_REASONS],
        min(one.asked_on for one in members),
        max(one.asked_on for one in members),
        waiting,
    )
