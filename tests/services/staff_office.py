"""A small administration in tests: a province, a body with one below it, and another body."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from db.database import Database
from db.units import Unit
from domain.roles import Role
from services.administration import Administration
from services.answers import Answers
from services.audit_log import AuditLog
from services.bank import Bank
from services.certificates import Certificates
from services.directory import Directory
from services.documents import Documents
from services.exam_desk import ExamDesk
from services.exams import Exams
from services.handed_questions import HandedQuestions
from services.invitations import Invitation, Invitations, Wanted
from services.item_exchange import ItemExchange
from services.item_figures import ItemFigureDesk
from services.item_review import ItemReview
from services.joining import Joining
from services.linking import Linking
from services.office_wordings import OfficeWordings
from services.outbox import Message, Outbox
from services.people import People, Person
from services.question_deeds import QuestionDeeds
from services.question_queue import QuestionQueue
from services.question_reports import QuestionReports
from services.rights import OPERATOR, Rights
from services.source import LoadedDocuments
from services.staff import Staff
from services.study_drafts import StudyDrafts
from services.study_figures import StudyFigures
from services.study_nudges import StudyNudges
from services.submissions import Submissions
from tests.conftest import NOW
from tests.knowledge.official_text import WITHOUT_LAWS

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
RIGHTS = Rights(ZONE)
UNITS = (
    Unit("P", "Tỉnh Thử", "tỉnh", None),
    Unit("A", "Sở Một", "sở", "P", ("S1",)),
    Unit("A1", "Chi cục Một", "chi cục", "A"),
    Unit("B", "Phường Hoà Bình", "phường", "P"),
)


@dataclass
class Office:
    """The use cases over people, on one database, and people to act."""

    database: Database
    keys: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self.people = People(self.database, RIGHTS)
        self.invitations = Invitations(self.database, RIGHTS)
        self.joining = Joining(self.database, RIGHTS)
        self.staff = Staff(self.database, RIGHTS)
        self.linking = Linking(self.database, RIGHTS)
        self.directory = Directory(self.database, RIGHTS)
        self.audit = AuditLog(self.database, RIGHTS)
        self.administration = Administration(self.database, RIGHTS)
        self.outbox = Outbox(self.database)
        source = LoadedDocuments(self.database, NOW.date)
        self.bank = Bank(self.database, RIGHTS, source)
        self.item_review = ItemReview(self.bank, source, StudyDrafts(self.database, source))
        self.item_exchange = ItemExchange(self.database, RIGHTS, source)
        self.item_figures = ItemFigureDesk(self.database, RIGHTS)
        self.exams = Exams(self.database, RIGHTS)
        self.exam_desk = ExamDesk(self.database, RIGHTS)
        self.certificates = Certificates(self.database, RIGHTS)
        self.study_figures = StudyFigures(self.database, RIGHTS)
        self.study_nudges = StudyNudges(self.database, RIGHTS)
        self.documents = Documents(self.database, source, WITHOUT_LAWS)
        self.asking = Answers(self.database, source, ZONE, WITHOUT_LAWS)
        self.submissions = Submissions(self.database, RIGHTS, self.documents, source)
        self.queue = QuestionQueue(self.database, RIGHTS, self.asking)
        self.deeds = QuestionDeeds(self.database, RIGHTS, self.asking, self.documents, self.queue)
        self.wordings = OfficeWordings(
            self.database, RIGHTS, self.asking, self.documents, self.queue
        )
        self.handed = HandedQuestions(self.database, RIGHTS)
        self.reports = QuestionReports(self.database, RIGHTS, self.asking, ZONE)
        with self.database.open_uow() as uow:
            for unit in UNITS:
                uow.units.put(unit)
            uow.commit()

    def key(self) -> str:
        """Return the key of another update."""
        return f"u{next(self.keys)}"

    def comes(self, address: str, channel: str = "telegram", now: datetime = NOW) -> Person:
        """Return whoever writes from an address."""
        return self.people.arrive(channel, address, now, self.key())

    def holds(self, address: str, role: Role, unit: str | None, name: str | None = None) -> Person:
        """Return whoever writes from an address, with a role that they were invited to."""
        person = self.comes(address)
        made = self.invites(role, unit, name)
        self.invitations.accept(person.id, person.account_id, made.code, NOW, self.key())
        return self.comes(address)

    def invites(
        self, role: Role, unit: str | None, name: str | None = None, actor: int | None = OPERATOR
    ) -> Invitation:
        """Return an invitation that somebody makes."""
        return self.invitations.invite(actor, Wanted(role, unit, name), NOW, self.key())

    def told(self, channel: str = "telegram") -> tuple[Message, ...]:
        """Return what people are told, one message each."""
        return self.outbox.take(channel, NOW, 50)
