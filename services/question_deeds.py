"""Seeing to questions that were not answered well: a passage linked, a unit asked, or left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from db.database import Database
from db.settled_answers import OpenAnswer
from db.uow import UnitOfWork
from domain.editing import Deed, Dismissal, Link, wording_mark
from domain.errors import QuestionSettled, UnknownProvision, UnknownUnit, UnusableLink
from domain.roles import Action, Role
from services.answers import Answers
from services.documents import Documents
from services.notices import tell
from services.once import run_once
from services.question_queue import QuestionQueue
from services.rights import Rights

HANDED = "question.handed"
_MOST_LINKS = 10
_LONGEST_TERM = timedelta(days=90)
_TOLD_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of seeing to a group: how many questions, and how many will hear of it."""

    questions: int
    waiting: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A question that a unit has now, and how many of its people were told."""

    unit_name: str
    due_on: date
    told: int


class QuestionDeeds:
    """What editors do about a group of the queue; each question is seen to once."""

    def __init__(
        self,
        database: Database,
        rights: Rights,
        answers: Answers,
        documents: Documents,
        queue: QuestionQueue,
    ) -> None:
        self._database = database
        self._rights = rights
        self._answers = answers
        self._documents = documents
        self._queue = queue

    def link(
        self,
        actor: int,
        answer_id: int,
        document_id: int,
        path: str,
        now: datetime,
        update_key: str,
        *,
        whole_group: bool = False,
    ) -> Seen:
        """Let a place answer this question from now on, or every question of its group.

        The question is kept without names, numbers and addresses of people.

        Raises:
            NotAllowed: no role of theirs allows it.
            QuestionSettled: somebody saw to it meanwhile.
            UnknownDocument: the document or the place is not held.
            UnusableLink: the question says too little to be known again.
        """
        from retrieval.links import without_people

        document = self._documents.document(document_id)
        mark = wording_mark(document, path)
        if mark is None:
            raise UnknownProvision(document.info.slug, path)
        slug = document.info.slug

        def act(members: Sequence[OpenAnswer]) -> Any:
            questions = self._told_apart(members, whole_group=whole_group)
            ids = [one.id for at, one in enumerate(members) if whole_group or at in questions[0]]
            texts = [without_people(members[places[0]].answer.question) for places in questions]

            def link(uow: UnitOfWork) -> list[int]:
                self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
                self._settle(uow, ids, Deed.LINKED, now)
                for text in texts:
                    number = uow.editing.add_link(Link(0, text, slug, path, mark), actor, now)
                    uow.audit.add(now, actor, "link passage", f"link:{number}", None)
                uow.answers.outdate_these(ids, self._rights.day(now))
                return [len(ids), uow.settled.wishes(ids)]

            return link

        return self._see_to(actor, answer_id, now, update_key, "deeds.link", act)

    def dismiss(
        self, actor: int, answer_id: int, why: Dismissal, now: datetime, update_key: str
    ) -> Seen:
        """Leave a group at that, for a reason that is kept.

        Raises:
            NotAllowed: no role of theirs allows it.
            QuestionSettled: somebody saw to it meanwhile.
        """

        def act(members: Sequence[OpenAnswer]) -> Any:
            ids = [one.id for one in members]

            def dismiss(uow: UnitOfWork) -> list[int]:
                self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
                self._settle(uow, ids, Deed.DISMISSED, now, why)
                uow.audit.add(now, actor, "dismiss question", f"{why} {len(ids)}", None)
                return [len(ids), 0]

            return dismiss

        return self._see_to(actor, answer_id, now, update_key, "deeds.dismiss", act)

    def hand(
        self,
        actor: int,
        answer_id: int,
        unit: str,
        due_on: date,
        now: datetime,
        update_key: str,
    ) -> HandedOver:
        """Hand a group's question to a unit until a day; personal data in it is taken out.

        Raises:
            NotAllowed: no role of theirs allows it.
            QuestionSettled: somebody saw to it meanwhile.
            UnknownUnit: there is no such unit.
            ValueError: the day has passed or lies too far ahead.
        """
        from retrieval.model.redaction import redacted

        today = self._rights.day(now)
        if not today <= due_on <= today + _LONGEST_TERM:
            raise ValueError("due day")

        def hand(uow: UnitOfWork) -> list[Any]:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            found = uow.units.find(unit)
            if found is None:
                raise UnknownUnit(unit)
            ids = [one.id for one in members]
            question = redacted(members[0].answer.question)
            number = uow.handed.add(unit, question, due_on, actor, now)
            self._settle(uow, ids, Deed.HANDED, now, handed_id=number)
            uow.audit.add(now, actor, "hand question", f"question:{number}", unit)
            told = tell_unit(uow, self._rights, unit, number, HANDED, now)
            return [found.name, told]

        members = self._unless_done(actor, answer_id, now, update_key, "deeds.hand")
        unit_name, told = run_once(self._database, update_key, "deeds.hand", hand)
        return HandedOver(unit_name, due_on, told)

    def _see_to(
        self, actor: int, answer_id: int, now: datetime, update_key: str, name: str, act: Any
    ) -> Seen:
        members = self._unless_done(actor, answer_id, now, update_key, name)
        work = act(members) if members else (lambda uow: [0, 0])
        questions, waiting = run_once(self._database, update_key, name, work)
        return Seen(questions, waiting)

    def _unless_done(
        self, actor: int, answer_id: int, now: datetime, update_key: str, name: str
    ) -> list[OpenAnswer]:
        """Return the group, nothing where this update saw to it already."""
        with self._database.open_uow(read_only=True) as uow:
            is_done = uow.results.find(update_key, name) is not None
        return [] if is_done else self._queue.members(actor, answer_id, now)

    def _told_apart(
        self, members: Sequence[OpenAnswer], *, whole_group: bool
    ) -> list[tuple[int, ...]]:
        """Return the positions of the questions that ask the same, question by question.

        Raises:
            UnusableLink: the question says too little to be known again.
        """
        alike = self._answers.engine().alike()
        from retrieval.links import without_people

        texts = [without_people(one.answer.question) for one in members]
        if not alike.can_know_again(texts[0]):
            raise UnusableLink
        found: list[tuple[int, ...]] = []
        left = list(range(len(texts)))
        while left and len(found) < (_MOST_LINKS if whole_group else 1):
            first = left[0]
            same = alike.same(texts[first], [texts[at] for at in left])
            found.append(tuple(dict.fromkeys((first, *(left[at] for at in same)))))
            left = [at for at in left if at not in found[-1]]
        return found

    def _settle(
        self,
        uow: UnitOfWork,
        ids: Sequence[int],
        deed: Deed,
        now: datetime,
        note: str = "",
        handed_id: int | None = None,
    ) -> None:
        if not uow.settled.settle(ids, deed, now, note, handed_id):
            raise QuestionSettled


def tell_unit(
    uow: UnitOfWork, rights: Rights, unit: str, number: int, kind: str, now: datetime
) -> int:
    """Tell the people of a unit of a question that it has: its managers, else all; how many."""
    day = rights.day(now)
    people = uow.roles.holders(Role.MANAGER, unit, day)
    if not people:
        others = (uow.roles.holders(role, unit, day) for role in (Role.HANDLER, Role.OFFICIAL))
        people = tuple(dict.fromkeys(person for held in others for person in held))
    return sum(
        tell(
            uow,
            person,
            f"{kind}:{number}:{person}:{day}",
            {"kind": kind, "question": number, "to": person},
            now,
        )
        for person in people[:_TOLD_AT_MOST]
    )
