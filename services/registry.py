"""All services over one database, put together once at start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo

from db.database import Database
from db.faults import make_folder
from db.sealing import KeyRing
from services.administration import Administration
from services.answers import Answers
from services.apologies import Apologies
from services.article_search import ArticleSearch
from services.attachments import Attachments
from services.audit_log import AuditLog
from services.case_clock import CaseClock
from services.case_custody import CaseCustody
from services.case_desk import CaseDesk
from services.case_figures import CaseFigures
from services.case_files import CaseFiles
from services.case_following import CaseFollowing
from services.case_intake import CaseIntake, CaseLimits
from services.case_keeping import CaseKeeping, KeepCases
from services.case_moves import CaseMoves
from services.case_sight import CaseSight
from services.case_times import CaseTimes, OfficeTimes
from services.conversations import Conversations
from services.data_keys import DataKeys
from services.desk_times import DeskTimes
from services.directory import Directory
from services.documents import Documents
from services.drafts import Drafts
from services.engine_process import EngineProcess, Opening
from services.handed_questions import HandedQuestions
from services.inbox import Inbox
from services.installation import Installation
from services.invitations import Invitations
from services.joining import Joining
from services.leases import Leases
from services.linking import Linking
from services.office_wordings import OfficeWordings
from services.outbox import Outbox
from services.people import People
from services.plan import Plan
from services.privacy import Privacy
from services.question_deeds import QuestionDeeds
from services.question_queue import QuestionQueue
from services.question_reports import QuestionReports
from services.ratings import Ratings
from services.retention import KeepFor, Retention
from services.rights import Rights
from services.signing_in import SigningIn
from services.source import LoadedDocuments
from services.staff import Staff
from services.submissions import Submissions
from services.virus_scan import VirusScanner
from services.watches import Watches
from services.week import Weeks

if TYPE_CHECKING:
    from retrieval.model.access import ModelAccess


@dataclass(frozen=True)
class CaseRules:
    """How this office takes feedback: its custodian's public key, its limits, how long it keeps.

    `scanner` is the address of its virus scanner, if it has one.
    """

    custodian_key: str | None = None
    scanner: str | None = None
    limits: CaseLimits = field(default_factory=CaseLimits)
    keep: KeepCases = field(default_factory=KeepCases)
    times: OfficeTimes = field(default_factory=OfficeTimes)


class Step(StrEnum):
    """A slow step of opening that is taken once."""

    MIGRATE = "migrate"
    LOAD_KNOWLEDGE = "load_knowledge"


@dataclass(frozen=True)
class Services:
    """Every use case, ready to be called from a worker thread."""

    people: People
    answers: Answers
    articles: ArticleSearch
    ratings: Ratings
    watches: Watches
    documents: Documents
    plan: Plan
    conversations: Conversations
    drafts: Drafts
    installation: Installation
    data_keys: DataKeys
    administration: Administration
    directory: Directory
    invitations: Invitations
    joining: Joining
    staff: Staff
    linking: Linking
    signing_in: SigningIn
    audit: AuditLog
    submissions: Submissions
    queue: QuestionQueue
    deeds: QuestionDeeds
    wordings: OfficeWordings
    handed: HandedQuestions
    reports: QuestionReports
    case_times: CaseTimes
    case_clock: CaseClock
    desk_times: DeskTimes
    weeks: Weeks
    case_figures: CaseFigures
    apologies: Apologies
    intake: CaseIntake
    following: CaseFollowing
    desk: CaseDesk
    custody: CaseCustody
    case_files: CaseFiles
    attachments: Attachments
    inbox: Inbox
    outbox: Outbox
    leases: Leases
    retention: Retention
    privacy: Privacy
    database: Database

    def close(self) -> None:
        """Let go of the database, the vectors and the process that answers."""
        self.answers.close()
        self.articles.close()
        self.database.close()


def open_services(
    database_url: str,
    data_keys: Sequence[bytes],
    knowledge_dir: Path,
    var_dir: Path,
    *,
    timezone: str = "Asia/Ho_Chi_Minh",
    model: "ModelAccess | None" = None,
    chroma_url: str | None = None,
    embedding_model: str | None = None,
    apart: bool = False,
    now: datetime | None = None,
    keep: KeepFor | None = None,
    cases: CaseRules | None = None,
    on_step: Callable[[Step], None] = lambda step: None,
) -> Services:
    """Open the database, bring it up to date, load the knowledge and return all services.

    `on_step` hears of each slow step before it is taken; most starts have none. `model` is the
    office's language model, if it has one. With `apart`, people's questions are answered in a
    process of its own; it pays where many ask and there are several processors. `keep`
    tells how long things are kept, `cases` how feedback is taken.

    Raises:
        StorageUnavailable: the database cannot be used; it tells which way.
        DataKeysMissing: something is sealed under a key that is not among the data keys.
        BrokenKnowledge: the knowledge files cannot be used and nothing is loaded yet.
    """
    make_folder(var_dir)
    database = Database(database_url, KeyRing(data_keys))
    try:
        articles = partial(
            ArticleSearch,
            var_dir=var_dir,
            chroma_url=chroma_url,
            embedding_model=embedding_model,
        )
        process = EngineProcess(
            Opening(
                *(database_url, tuple(data_keys), knowledge_dir, var_dir),
                *(timezone, chroma_url, embedding_model),
            )
        )
        zone = ZoneInfo(timezone)
        answers = partial(
            Answers,
            zone=zone,
            knowledge_dir=knowledge_dir,
            model=model,
            process=process if apart else None,
        )
        return _services(
            database, knowledge_dir, zone, now, keep, cases, on_step, articles, answers
        )
    except BaseException:
        database.close()
        raise


def _services(
    database: Database,
    knowledge_dir: Path,
    zone: ZoneInfo,
    now: datetime | None,
    keep: KeepFor | None,
    cases: CaseRules | None,
    on_step: Callable[[Step], None],
    open_articles: Callable[[LoadedDocuments], ArticleSearch],
    open_answers: Callable[..., Answers],
) -> Services:
    if database.needs_migration():
        on_step(Step.MIGRATE)
        database.migrate()
    installation = Installation(database)
    data_keys = DataKeys(database)
    data_keys.check()

    def today() -> date:
        moment = now or installation.now(datetime.now(UTC))
        return moment.astimezone(zone).date()

    source = LoadedDocuments(database, today)
    documents = Documents(database, source, knowledge_dir)
    if documents.needs_knowledge():
        on_step(Step.LOAD_KNOWLEDGE)
        documents.load_knowledge(now or datetime.now(UTC))
    articles = open_articles(source)
    rights = Rights(zone)
    directory = Directory(database, rights)
    cases = cases or CaseRules()
    case_times = CaseTimes(zone, cases.times)
    sight, moves = CaseSight(rights), CaseMoves(rights, case_times)
    drafts = timedelta(days=(keep or KeepFor()).drafts)
    keeping = CaseKeeping(database, moves, cases.keep, drafts)
    answers = open_answers(database, source, search_articles=articles.find, directory=directory)
    return Services(
        answers=answers,
        articles=articles,
        ratings=Ratings(database),
        watches=Watches(database, answers),
        documents=documents,
        plan=Plan(source),
        conversations=Conversations(database),
        drafts=Drafts(database),
        installation=installation,
        data_keys=data_keys,
        directory=directory,
        inbox=Inbox(database),
        outbox=Outbox(database),
        leases=Leases(database),
        retention=Retention(database, rights, keep, keeping),
        privacy=Privacy(database),
        database=database,
        **_people(database, rights),
        **_cases(database, rights, zone, cases, sight, moves, case_times, source),
        **_editing(database, rights, answers, documents, source, zone),
    )


class _People(TypedDict):
    people: People
    administration: Administration
    invitations: Invitations
    joining: Joining
    staff: Staff
    linking: Linking
    signing_in: SigningIn
    audit: AuditLog


def _people(database: Database, rights: Rights) -> _People:
    """Return what concerns people, their roles and their rights."""
    return _People(
        people=People(database, rights),
        administration=Administration(database, rights),
        invitations=Invitations(database, rights),
        joining=Joining(database, rights),
        staff=Staff(database, rights),
        linking=Linking(database, rights),
        signing_in=SigningIn(database, rights),
        audit=AuditLog(database, rights),
    )


class _Cases(TypedDict):
    case_times: CaseTimes
    desk_times: DeskTimes
    weeks: Weeks
    case_clock: CaseClock
    case_figures: CaseFigures
    apologies: Apologies
    intake: CaseIntake
    following: CaseFollowing
    desk: CaseDesk
    custody: CaseCustody
    case_files: CaseFiles
    attachments: Attachments


def _cases(
    database: Database,
    rights: Rights,
    zone: ZoneInfo,
    cases: CaseRules,
    sight: CaseSight,
    moves: CaseMoves,
    case_times: CaseTimes,
    source: LoadedDocuments,
) -> _Cases:
    """Return what takes and resolves citizens' feedback."""
    return _Cases(
        case_times=case_times,
        desk_times=DeskTimes(database, case_times),
        weeks=Weeks(database, rights, sight, case_times, Plan(source)),
        case_clock=CaseClock(database, rights, sight, moves, case_times),
        case_figures=CaseFigures(database, rights, sight, zone),
        apologies=Apologies(database, sight, moves, case_times, zone),
        intake=CaseIntake(
            database,
            rights,
            moves,
            custodian_key=cases.custodian_key,
            limits=cases.limits,
        ),
        following=CaseFollowing(database, rights, moves),
        desk=CaseDesk(database, rights, moves),
        custody=CaseCustody(database, rights, moves),
        case_files=CaseFiles(database),
        attachments=Attachments(None if cases.scanner is None else VirusScanner(cases.scanner)),
    )


class _Editing(TypedDict):
    submissions: Submissions
    queue: QuestionQueue
    deeds: QuestionDeeds
    wordings: OfficeWordings
    handed: HandedQuestions
    reports: QuestionReports


def _editing(
    database: Database,
    rights: Rights,
    answers: Answers,
    documents: Documents,
    source: LoadedDocuments,
    zone: ZoneInfo,
) -> _Editing:
    """Return what editors work with, and units that have a question to answer."""
    queue = QuestionQueue(database, rights, answers)
    return _Editing(
        submissions=Submissions(database, rights, documents, source),
        queue=queue,
        deeds=QuestionDeeds(database, rights, answers, documents, queue),
        wordings=OfficeWordings(database, rights, answers, documents, queue),
        handed=HandedQuestions(database, rights),
        reports=QuestionReports(database, rights, answers, zone),
    )
