"""All services over one database, put together once at start."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from db.database import Database
from db.faults import make_folder
from db.sealing import KeyRing
from services.administration import Administration
from services.answers import Answers
from services.article_search import ArticleSearch
from services.audit_log import AuditLog
from services.case_keeping import CaseKeeping
from services.case_moves import CaseMoves
from services.case_services import CaseRules as CaseRules
from services.case_services import CaseServices, open_cases
from services.conversations import Conversations
from services.data_keys import DataKeys
from services.directory import Directory
from services.documents import Documents
from services.drafts import Drafts
from services.editing_services import EditingServices, open_editing
from services.engine_process import EngineProcess, Opening
from services.inbox import Inbox
from services.installation import Installation
from services.invitations import Invitations
from services.joining import Joining
from services.leases import Leases
from services.linking import Linking
from services.outbox import Outbox
from services.people import People
from services.plan import Plan
from services.privacy import Privacy
from services.ratings import Ratings
from services.retention import KeepFor, Retention
from services.rights import Rights
from services.signing_in import SigningIn
from services.source import LoadedDocuments
from services.staff import Staff
from services.study_days import StudyDays
from services.study_services import StudyServices, open_study
from services.watches import Watches

if TYPE_CHECKING:
    from retrieval.model.access import ModelAccess


class Step(StrEnum):
    """A slow step of opening that is taken once."""

    MIGRATE = "migrate"
    LOAD_KNOWLEDGE = "load_knowledge"


@dataclass(frozen=True)
class Services(CaseServices, StudyServices, EditingServices):
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
    _bring_up_to_date(database, on_step)
    installation, data_keys = Installation(database), DataKeys(database)

    def today() -> date:
        moment = now or installation.now(datetime.now(UTC))
        return moment.astimezone(zone).date()

    data_keys.check()
    source = LoadedDocuments(database, today)
    documents = Documents(database, source, knowledge_dir)
    if documents.needs_knowledge():
        on_step(Step.LOAD_KNOWLEDGE)
        documents.load_knowledge(now or datetime.now(UTC))
    articles = open_articles(source)
    rights = Rights(zone)
    directory = Directory(database, rights)
    rules = cases or CaseRules()
    feedback = open_cases(database, rights, zone, rules, Plan(source))
    answers = open_answers(database, source, search_articles=articles.find, directory=directory)
    return Services(
        **vars(feedback),
        people=People(database, rights),
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
        administration=Administration(database, rights),
        directory=directory,
        invitations=Invitations(database, rights),
        joining=Joining(database, rights),
        staff=Staff(database, rights),
        linking=Linking(database, rights),
        signing_in=SigningIn(database, rights),
        audit=AuditLog(database, rights),
        inbox=Inbox(database),
        outbox=Outbox(database),
        leases=Leases(database),
        retention=_retention(database, rights, feedback, rules, keep),
        privacy=Privacy(database),
        database=database,
        **vars(open_study(database, rights, StudyDays(feedback.case_times, zone), zone, source)),
        **vars(open_editing(database, rights, answers, documents, source, zone)),
    )


def _bring_up_to_date(database: Database, on_step: Callable[[Step], None]) -> None:
    if database.needs_migration():
        on_step(Step.MIGRATE)
        database.migrate()


def _retention(
    database: Database,
    rights: Rights,
    feedback: CaseServices,
    rules: CaseRules,
    keep: KeepFor | None,
) -> Retention:
    """Return the sweep, which also closes and erases cases in their time."""
    drafts = timedelta(days=(keep or KeepFor()).drafts)
    moves = CaseMoves(rights, feedback.case_times)
    keeping = CaseKeeping(database, moves, rules.keep, drafts)
    return Retention(database, rights, keep, keeping)
