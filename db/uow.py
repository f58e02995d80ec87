"""The unit of work: one transaction with the repositories that take part in it."""

from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING

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


class UnitOfWork:
    """One transaction. Nothing is kept unless `commit` is called; no row object leaves it.

    On a connection that is in a transaction already it is a part of that one, which can be undone
    apart and is kept with the whole.
    """

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
        self.people = PeopleRepository(self.session, ring)
        self.roles = RoleRepository(self.session, ring)
        self.names = StaffNameRepository(self.session, ring)
        self.units = UnitRepository(self.session)
        self.contacts = ContactRepository(self.session)
        self.invitations = InvitationRepository(self.session, ring)
        self.requests = JoinRequestRepository(self.session, ring)
        self.link_codes = LinkCodeRepository(self.session, ring)
        self.authenticators = AuthenticatorRepository(self.session, ring)
        self.guesses = GuessRepository(self.session, ring)
        self.audit = AuditRepository(self.session, ring)
        self.questions = QuestionRepository(self.session, ring)
        self.drafts = DraftRepository(self.session, ring)
        self.answers = AnswerRepository(self.session, ring)
        self.ratings = RatingRepository(self.session, ring)
        self.watches = WatchRepository(self.session, ring)
        self.documents = DocumentRepository(self.session)
        self.document_drafts = DocumentDraftRepository(self.session, ring)
        self.editing = EditingRepository(self.session, ring)
        self.settled = SettledAnswerRepository(self.session, ring)
        self.handed = HandedQuestionRepository(self.session, ring)
        self.results = ResultRepository(self.session, ring)
        self.marks = MarkRepository(self.session)
        self.inbox = InboxRepository(self.session, ring)
        self.outbox = OutboxRepository(self.session, ring)
        self.leases = LeaseRepository(self.session)
        self._open_study(ring)
        self._open_cases(ring)

    def _open_study(self, ring: KeyRing) -> None:
        self.items = ItemRepository(self.session, ring)
        self.learners = LearnerRepository(self.session)
        self.study_log = StudyLog(self.session)
        self.study_sessions = SessionRepository(self.session)
        self.reminders = ReminderRepository(self.session)
        self.exams = ExamRepository(self.session, ring)
        self.certificates = CertificateRepository(self.session, ring)

    def _open_cases(self, ring: KeyRing) -> None:
        self.cases = CaseRepository(self.session)
        self.case_lists = CaseListRepository(self.session)
        self.case_keys = CaseKeyRepository(self.session, ring)
        self.case_marks = CaseMarks(self.session, ring)
        self.case_lines = CaseLineRepository(self.session)
        self.case_history = CaseHistoryRepository(self.session)
        self.case_explanations = CaseExplanationRepository(self.session)
        self.case_alarms = CaseAlarmRepository(self.session)
        self.case_figures = CaseFigureRepository(self.session)
        self.case_files = CaseFileRepository(self.session, ring)
        self.case_ties = CaseTieRepository(self.session, ring)
        self.case_counts = CaseCountRepository(self.session)
        self.case_names = CaseNameRequestRepository(self.session)

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
