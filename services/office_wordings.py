"""Wordings of this office: what people here say for what documents say, tried before they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.database import Database
from db.uow import UnitOfWork
from domain.answers import Answer, AnswerStatus
from domain.editing import Deed, Link, Synonym, read_synonym, wording_mark
from domain.errors import SynonymFault, UnusableSynonym
from domain.register import Document
from domain.roles import Action
from domain.vietnamese import fold
from services.answers import Answers
from services.documents import Documents
from services.once import read_result, run_once
from services.question_deeds import Seen
from services.question_queue import QuestionQueue
from services.rights import Rights

if TYPE_CHECKING:
    from retrieval.engine import AnswerEngine

_ADD = "wordings.add"
_MOST_TRIED = 300
_GOOD = (AnswerStatus.ANSWERED, AnswerStatus.CORRECTED)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a wording would change: the answer to the question, and how many others stay good."""

    synonym: Synonym
    before: Answer
    after: Answer
    tried: int

    @property
    def helps(self) -> bool:
        """Tell whether the question is answered better with it."""
        return self.after.status in _GOOD and self.after.citations != self.before.citations


@dataclass(frozen=True, slots=True)
class AddedLink:
    """A passage that answers a question; `stands` until its words change."""

    number: int
    question: str
    place: str
    document_name: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Additions:
    """All that editors added: links, and synonyms by their numbers."""

    links: tuple[AddedLink, ...]
    synonyms: tuple[tuple[int, Synonym], ...]


class OfficeWordings:
    """Adding wordings, and taking back what editors added."""

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

    def attempt(self, actor: int, answer_id: int, typed: str, now: datetime) -> Trial:
        """Return what a wording, typed as "what people say = what documents say", would change.

        Raises:
            NotAllowed: no role of theirs allows it.
            QuestionSettled: somebody saw to the question meanwhile.
            UnusableSynonym: it is none, names nothing in the documents, or would spoil answers.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            known = uow.editing.synonyms()
            good = uow.settled.good(_MOST_TRIED)
        synonym = read_synonym(typed, known)
        question = self._queue.group(actor, answer_id, now).answer.question
        engine = self._answers.engine()
        if not engine.knows(synonym.meant):
            raise UnusableSynonym(SynonymFault.STRANGE)
        trial, today = engine.with_synonym(synonym), self._rights.day(now)
        bearing = [one for one in good if fold(synonym.said) in fold(one.answer.question)]
        broken = sum(_differs(one.answer, engine, trial, today) for one in bearing)
        if broken:
            raise UnusableSynonym(SynonymFault.BREAKING, broken)
        before = engine.answer(question, as_of=today)
        return Trial(synonym, before, trial.answer(question, as_of=today), len(bearing))

    def add(self, actor: int, answer_id: int, typed: str, now: datetime, update_key: str) -> Seen:
        """Let a wording count from now on; what it answers waits no more.

        Raises:
            As `attempt`.
        """
        with self._database.open_uow(read_only=True) as uow:
            stored = read_result(uow, update_key, _ADD)
        if stored is not None:
            return Seen(*stored)
        synonym = self.attempt(actor, answer_id, typed, now).synonym
        trial, today = self._answers.engine().with_synonym(synonym), self._rights.day(now)
        members = self._queue.members(actor, answer_id, now)
        answered = [
            one.id
            for one in members
            if trial.answer(one.answer.question, as_of=today).status in _GOOD
        ]

        def add(uow: UnitOfWork) -> list[int]:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            if synonym in uow.editing.synonyms():
                raise UnusableSynonym(SynonymFault.KNOWN)
            number = uow.editing.add_synonym(synonym, actor, now)
            uow.settled.settle(answered, Deed.SYNONYM, now)
            uow.answers.outdate_these(answered, today)
            uow.audit.add(now, actor, "add synonym", f"synonym:{number}", None)
            return [len(answered), uow.settled.wishes(answered)]

        return Seen(*run_once(self._database, update_key, _ADD, add))

    def added(self, actor: int, now: datetime) -> Additions:
        """Return all that editors added, the newest first.

        Raises:
            NotAllowed: no role of theirs allows it.
        """
        with self._database.open_uow(read_only=True) as uow:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            links = uow.editing.links()
            synonyms = uow.editing.synonym_numbers()
        held = {document.info.slug: document for document in self._answers.documents()}
        shown = tuple(self._shown(link, held) for link in reversed(links))
        return Additions(shown, tuple(sorted(synonyms.items(), reverse=True)))

    def take_back_link(self, actor: int, number: int, now: datetime, update_key: str) -> bool:
        """Let a passage answer its question no more; False when it did not.

        Raises:
            NotAllowed: no role of theirs allows it.
        """

        def take_back(uow: UnitOfWork) -> bool:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            uow.audit.add(now, actor, "unlink passage", f"link:{number}", None)
            return uow.editing.erase_link(number)

        return bool(run_once(self._database, update_key, "wordings.unlink", take_back))

    def take_back_synonym(self, actor: int, number: int, now: datetime, update_key: str) -> bool:
        """Let a wording count no more; False when it did not.

        Raises:
            NotAllowed: no role of theirs allows it.
        """

        def take_back(uow: UnitOfWork) -> bool:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)
            uow.audit.add(now, actor, "drop synonym", f"synonym:{number}", None)
            return uow.editing.erase_synonym(number)

        return bool(run_once(self._database, update_key, "wordings.unsay", take_back))

    def _shown(self, link: Link, held: Mapping[str, Document]) -> AddedLink:
        document = held.get(link.document)
        name = link.document if document is None else document.info.cited_name
        stands = document is not None and wording_mark(document, link.path) == link.mark
        return AddedLink(link.number, link.question, link.path, name, stands)


def _differs(given: Answer, engine: "AnswerEngine", trial: "AnswerEngine", today: date) -> bool:
    """Tell whether a good answer would be another with the wording."""
    now, then = (one.answer(given.question, as_of=today) for one in (engine, trial))
    return now.status in _GOOD and (then.status, then.citations) != (now.status, now.citations)
