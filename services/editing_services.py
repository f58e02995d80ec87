"""The services of editors, and of units that answer for them, put together."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from db.database import Database
from services.answers import Answers
from services.documents import Documents
from services.handed_questions import HandedQuestions
from services.office_wordings import OfficeWordings
from services.question_deeds import QuestionDeeds
from services.question_queue import QuestionQueue
from services.question_reports import QuestionReports
from services.rights import Rights
from services.source import LoadedDocuments
from services.submissions import Submissions


@dataclass(frozen=True)
class EditingServices:
    """Every use case of editing."""

    submissions: Submissions
    queue: QuestionQueue
    deeds: QuestionDeeds
    wordings: OfficeWordings
    handed: HandedQuestions
    reports: QuestionReports


def open_editing(
    database: Database,
    rights: Rights,
    answers: Answers,
    documents: Documents,
    source: LoadedDocuments,
    zone: ZoneInfo,
) -> EditingServices:
    """Return what editors work with, and units that have a question to answer."""
    queue = QuestionQueue(database, rights, answers)
    return EditingServices(
        submissions=Submissions(database, rights, documents, source),
        queue=queue,
        deeds=QuestionDeeds(database, rights, answers, documents, queue),
        wordings=OfficeWordings(database, rights, answers, documents, queue),
        handed=HandedQuestions(database, rights),
        reports=QuestionReports(database, rights, answers, zone),
    )
