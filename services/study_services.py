"""The services of self-study, put together."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from db.database import Database
from services.bank import Bank
from services.certificates import Certificates
from services.exam_desk import ExamDesk
from services.exams import Exams
from services.item_exchange import ItemExchange
from services.item_figures import ItemFigureDesk
from services.item_review import ItemReview
from services.rights import Rights
from services.source import LoadedDocuments
from services.study import Study, WorkingDays
from services.study_drafts import StudyDrafts
from services.study_figures import StudyFigures
from services.study_nudges import StudyNudges
from services.study_progress import StudyProgress
from services.study_reminders import StudyReminders


@dataclass(frozen=True)
class StudyServices:
    """Every use case of self-study."""

    bank: Bank
    item_review: ItemReview
    item_exchange: ItemExchange
    item_figures: ItemFigureDesk
    study_drafts: StudyDrafts
    study: Study
    study_progress: StudyProgress
    study_reminders: StudyReminders
    study_figures: StudyFigures
    study_nudges: StudyNudges
    exams: Exams
    exam_desk: ExamDesk
    certificates: Certificates


def open_study(
    database: Database,
    rights: Rights,
    working: WorkingDays,
    zone: ZoneInfo,
    source: LoadedDocuments,
) -> StudyServices:
    """Return what officials learn with."""
    bank = Bank(database, rights, source)
    drafts = StudyDrafts(database, source)
    study = Study(database, rights, working)
    return StudyServices(
        bank=bank,
        item_review=ItemReview(bank, source, drafts),
        item_exchange=ItemExchange(database, rights, source),
        item_figures=ItemFigureDesk(database, rights),
        study_drafts=drafts,
        study=study,
        study_progress=StudyProgress(database, rights, working),
        study_reminders=StudyReminders(database, zone, study, working),
        study_figures=StudyFigures(database, rights),
        study_nudges=StudyNudges(database, rights),
        exams=Exams(database, rights),
        exam_desk=ExamDesk(database, rights),
        certificates=Certificates(database, rights),
    )
