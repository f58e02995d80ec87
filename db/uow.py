"""The unit of work: one transaction with the repositories that take part in it."""

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from db.answers import AnswerRepository, RatingRepository, WatchRepository
from db.audit import AuditRepository
from db.authenticators import AuthenticatorRepository
from db.case_alarms import CaseAlarmRepository
from db.case_figures import CaseFigureRepository
from db.case_files import CaseFileRepository
from db.case_keys import CaseKeyRepository
from db.case_lines import (
    CaseExplanationRepository,
    CaseHistoryRepository,
    CaseLineRepository,
)
from db.case_lists import CaseListRepository
from db.case_marks import CaseMarks
from db.case_ties import (
    CaseCountRepository,
    CaseNameRequestRepository,
    CaseTieRepository,
)
from db.cases import CaseRepository
from db.certificates import CertificateRepository
from db.conversations import DraftRepository, QuestionRepository
from db.documents import DocumentRepository
from db.editing import DocumentDraftRepository, EditingRepository
from db.exams import ExamRepository
from db.faults import meaning
from db.handed_questions import HandedQuestionRepository
from db.inbox import InboxRepository
from db.joining import (
    GuessRepository,
    InvitationRepository,
    JoinRequestRepository,
    LinkCodeRepository,
)
from db.learners import LearnerRepository
from db.leases import LeaseRepository
from db.outbox import OutboxRepository
from db.people import PeopleRepository
from db.results import MarkRepository, ResultRepository
from db.roles import RoleRepository, StaffNameRepository
from db.sealing import KeyRing
from db.settled_answers import SettledAnswerRepository
from db.study_items import ItemRepository
from db.study_log import StudyLog
from db.study_reminders import ReminderRepository
from db.study_sessions import SessionRepository
from db.units import ContactRepository, UnitRepository

if TYPE_CHECKING:
    from db.writers import WriterQueue


_R = TypeVar("_R")


class _Opened(Generic[_R]):
    """A repository that is opened when it is first asked for: most work needs two or three."""

    def __init__(self, opens: "Callable[[UnitOfWork], _R]") -> None:
        self._opens = opens

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: "UnitOfWork", owner: type) -> _R:
        repository = self._opens(uow)
        # From now on the unit of work finds it without asking here.
        uow.__dict__[self._name] = repository
        return repository


def _plain(opens: Callable[[Session], _R]) -> _Opened[_R]:
    return _Opened(lambda uow: opens(uow.session))


def _sealing(opens: Callable[[Session, KeyRing], _R]) -> _Opened[_R]:
    return _Opened(lambda uow: opens(uow.session, uow.ring))


class UnitOfWork:
    """One transaction. Nothing is kept unless `commit` is called; no row object leaves it.

    On a connection that is in a transaction already it is a part of that one, which can be undone
    apart and is kept with the whole.
    """

    people = _sealing(PeopleRepository)
    roles = _sealing(RoleRepository)
    names = _sealing(StaffNameRepository)
    units = _plain(UnitRepository)
    contacts = _plain(ContactRepository)
    invitations = _sealing(InvitationRepository)
    requests = _sealing(JoinRequestRepository)
    link_codes = _sealing(LinkCodeRepository)
    authenticators = _sealing(AuthenticatorRepository)
    guesses = _sealing(GuessRepository)
    audit = _sealing(AuditRepository)
    questions = _sealing(QuestionRepository)
    drafts = _sealing(DraftRepository)
    answers = _sealing(AnswerRepository)
    ratings = _sealing(RatingRepository)
    watches = _sealing(WatchRepository)
    documents = _plain(DocumentRepository)
    document_drafts = _sealing(DocumentDraftRepository)
    editing = _sealing(EditingRepository)
    settled = _sealing(SettledAnswerRepository)
    handed = _sealing(HandedQuestionRepository)
    results = _sealing(ResultRepository)
    marks = _plain(MarkRepository)
    inbox = _sealing(InboxRepository)
    outbox = _sealing(OutboxRepository)
    leases = _plain(LeaseRepository)
    items = _sealing(ItemRepository)
    learners = _plain(LearnerRepository)
    study_log = _plain(StudyLog)
    study_sessions = _plain(SessionRepository)
    reminders = _plain(ReminderRepository)
    exams = _sealing(ExamRepository)
    certificates = _sealing(CertificateRepository)
    cases = _plain(CaseRepository)
    case_lists = _plain(CaseListRepository)
    case_keys = _sealing(CaseKeyRepository)
    case_marks = _sealing(CaseMarks)
    case_lines = _plain(CaseLineRepository)
    case_history = _plain(CaseHistoryRepository)
    case_explanations = _plain(CaseExplanationRepository)
    case_alarms = _plain(CaseAlarmRepository)
    case_figures = _plain(CaseFigureRepository)
    case_files = _sealing(CaseFileRepository)
    case_ties = _sealing(CaseTieRepository)
    case_counts = _plain(CaseCountRepository)
    case_names = _plain(CaseNameRequestRepository)

    def __init__(
        self,
        bind: Engine | Connection,
        ring: KeyRing,
        place: str,
        writers: "WriterQueue | None" = None,
    ) -> None:
        self.session = Session(
            bind,
            autoflush=False,
            expire_on_commit=False,
            join_transaction_mode="create_savepoint",
        )
        self.ring = ring
        self._place = place
        self._writers = writers

    def commit(self) -> None:
        """Keep everything that was done in this unit of work."""
        with meaning(self._place):
            self.session.commit()

    def __enter__(self) -> "UnitOfWork":
        if self._writers is not None:
            self._writers.enter()
        try:
            with meaning(self._place):
                # Begin now: on SQLite this takes the write lock before anything is read.
                self.session.connection()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()
        if error is not None:
            with meaning(self._place):
                raise error

    def _leave(self) -> None:
        try:
            self.session.close()
        except DBAPIError:
            # The server went away. What was committed stays; the rest went with it.
            with suppress(SQLAlchemyError):
                self.session.invalidate()
        finally:
            if self._writers is not None:
                self._writers.leave()
