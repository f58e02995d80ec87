"""Questions and answers: asking with a short memory, asking again, and recalling an answer."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.database import Database
from db.privacy import PrivacyRepository
from db.uow import UnitOfWork
from domain.answers import Answer, SearchHit
from domain.editing import Editing
from domain.errors import UnknownAnswer
from domain.register import Document
from services.engine_process import EngineProcess, Question
from services.once import read_result, run_once
from services.source import LoadedDocuments

if TYPE_CHECKING:
    from retrieval.engine import AnswerEngine
    from retrieval.laws.shelf import ArticleSearch
    from retrieval.model.access import ModelAccess
    from retrieval.model.teller import Teller
    from services.directory import Directory

OnText = Callable[[str], None]

_USE_CASE = "answers.ask"
MEMORY = timedelta(days=1)
MEMORY_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """An answer that was given and kept (without identity) under `answer_id`.

    `outdated_on` is the day from which it is no longer right, where that day has come.
    """

    answer_id: int
    answer: Answer
    outdated_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """What is known when a question comes; `answer_id` where the update was answered already."""

    questions: tuple[str, ...]
    answer_id: int | None
    version: str
    edited: str


class Answers:
    """Answers from the loaded documents; a person's questions are remembered for a day.

    With `model`, the office's language model may tell what an answer quotes. Without, questions of
    people are answered by `process` where there is one.
    """

    def __init__(
        self,
        database: Database,
        source: LoadedDocuments,
        zone: ZoneInfo,
        knowledge_dir: Path,
        model: ModelAccess | None = None,
        search_articles: ArticleSearch | None = None,
        process: EngineProcess | None = None,
        directory: Directory | None = None,
    ) -> None:
        self._database = database
        self._search_articles = search_articles
        self._directory = directory
        self._source = source
        self._zone = zone
        self._knowledge_dir = knowledge_dir
        self._model = model
        # What a model says is told while it comes, which does not cross processes.
        self._process = process if model is None else None
        self._teller: Teller | None = None
        self._engine: AnswerEngine | None = None
        self._lock = threading.Lock()

    def ask(
        self,
        person_id: int,
        question: str,
        now: datetime,
        update_key: str,
        document: str | None = None,
        on_text: OnText | None = None,
    ) -> AskedAnswer:
        """Return the answer to a person's question, which their earlier questions give a topic.

        `on_text` hears an answer of the language model while it comes, in the calling thread.
        """
        before = self._before(person_id, now, update_key)
        if before.answer_id is not None:
            return self.recall(before.answer_id)
        day = self.day(now)
        of_directory = self._of_directory(question, document)
        if of_directory is not None:
            answer = of_directory
        elif self._process is not None:
            answer = self._process.answer(
                Question(question, before.questions, day, document, before.version, before.edited)
            )
        else:
            answer = self.engine().answer(
                question,
                history=before.questions,
                as_of=day,
                document=document,
                version=before.version,
                edited=before.edited,
                on_text=on_text or _nobody_listens,
            )
        return self._keep(person_id, answer, now, update_key)

    def answer(
        self,
        question: str,
        history: Sequence[str],
        as_of: date,
        document: str | None = None,
        *,
        may_retell: bool = False,
    ) -> Answer:
        """Return the answer to a question without keeping anything.

        The language model is asked only where it `may_retell`.
        """
        return self._of_directory(question, document) or self.engine().answer(
            question,
            history=history,
            as_of=as_of,
            document=document,
            on_text=_nobody_listens if may_retell else None,
        )

    def search(self, query: str, top: int) -> tuple[SearchHit, ...]:
        """Return the `top` passages most like `query`, best first."""
        return self.engine().search(query, top)

    def ask_again(
        self,
        person_id: int,
        answer_id: int,
        index: int,
        now: datetime,
        update_key: str,
        on_text: OnText | None = None,
    ) -> AskedAnswer:
        """Return the answer to the related question `index` of an answer given before.

        Raises:
            UnknownAnswer: there is no such answer, or it has no such related question.
        """
        related = self.recall(answer_id).answer.related
        if not 0 <= index < len(related):
            raise UnknownAnswer(answer_id)
        return self.ask(person_id, related[index], now, update_key, on_text=on_text)

    def recall(self, answer_id: int) -> AskedAnswer:
        """Return an answer as it was given.

        Raises:
            UnknownAnswer: there is no such answer.
        """
        with self._database.open_uow(read_only=True) as uow:
            answer = uow.answers.find(answer_id)
            outdated_on = uow.answers.outdated_on(answer_id)
        if answer is None:
            raise UnknownAnswer(answer_id)
        is_outdated = outdated_on is not None and outdated_on <= self._source.today()
        return AskedAnswer(answer_id, answer, outdated_on if is_outdated else None)

    def ask_anew(
        self,
        person_id: int,
        answer_id: int,
        now: datetime,
        update_key: str,
        on_text: OnText | None = None,
    ) -> AskedAnswer:
        """Return what the question of an earlier answer is answered now.

        Raises:
            UnknownAnswer: there is no such answer.
        """
        question = self.recall(answer_id).answer.question
        return self.ask(person_id, question, now, update_key, on_text=on_text)

    def engine(self) -> AnswerEngine:
        """Return the engine; the first call imports it and reads what it needs."""
        with self._lock:
            if self._engine is None:
                from knowledge.communes import load_communes
                from knowledge.wordings import load_wordings
                from retrieval.engine import AnswerEngine

                folder = self._knowledge_dir
                self._teller = self._teller or self._make_teller()
                self._engine = AnswerEngine(
                    self._source,
                    load_communes(folder),
                    load_wordings(folder),
                    self._teller,
                    self._search_articles,
                    self._edited,
                )
            return self._engine

    def warm_up(self) -> None:
        """Build what the first question needs; a service calls it in a thread while it starts."""
        if self._process is not None:
            self._process.warm()
        else:
            self.engine().warm()
        if self._teller is not None:
            self._teller.warm()
        self._source.references().warm()
        # It stays while the process runs. A collector that walks through it every few hundred
        # questions would cost a seventh of all work.
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """End the process that answers, if there is one."""
        if self._process is not None:
            self._process.close()

    def rebuild(self) -> None:
        """Build the indexes anew from the database."""
        with self._lock:
            self._engine = None
        self.engine().warm()

    def documents(self) -> tuple[Document, ...]:
        """Return the documents that answers come from, as they are worded today."""
        return self._source.documents()

    def version(self) -> str:
        """Return a mark that changes whenever any document, or what editors added to them, does."""
        with self._database.open_uow(read_only=True) as uow:
            return f"{uow.documents.version()}+{uow.editing.version()}"

    def day(self, now: datetime) -> date:
        """Return the day on which people here live at `now`."""
        return now.astimezone(self._zone).date()

    def _edited(self) -> Editing:
        with self._database.open_uow(read_only=True) as uow:
            return uow.editing.current()

    def _of_directory(self, question: str, document: str | None) -> Answer | None:
        """Return how a unit is reached, if that is what the question asks for."""
        if self._directory is None or document is not None:
            return None
        asked = self._directory.asked(question)
        if asked is None:
            return None
        from retrieval.answers.contacts import contact_answer

        return contact_answer(question, asked)

    def _make_teller(self) -> Teller | None:
        if self._model is None:
            return None
        from retrieval.model.teller import Teller

        return Teller(self._model)

    def _before(self, person_id: int, now: datetime, update_key: str) -> _Before:
        with self._database.open_uow(read_only=True) as uow:
            return _Before(
                uow.questions.recent(person_id, now - MEMORY, MEMORY_QUESTIONS),
                read_result(uow, update_key, _USE_CASE),
                uow.documents.version(),
                uow.editing.version(),
            )

    def _keep(self, person_id: int, answer: Answer, now: datetime, update_key: str) -> AskedAnswer:
        kept: list[int] = []

        def keep(uow: UnitOfWork) -> int:
            uow.questions.forget_before(now - MEMORY)
            if not PrivacyRepository(uow.session, uow.ring).refuses_memory(person_id):
                uow.questions.add(person_id, answer.question, now)
            kept.append(uow.answers.add(answer, self.day(now)))
            return kept[-1]

        answer_id: int = run_once(self._database, update_key, _USE_CASE, keep)
        if answer_id in kept:
            return AskedAnswer(answer_id, answer)
        # Another worker was first with this update, perhaps on other documents.
        return self.recall(answer_id)


def _nobody_listens(text: str) -> None:
    """Let an answer come whole."""
