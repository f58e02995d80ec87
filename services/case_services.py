"""The services of citizens' feedback, put together."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from db.database import Database
from services.apologies import Apologies
from services.attachments import Attachments
from services.case_clock import CaseClock
from services.case_custody import CaseCustody
from services.case_desk import CaseDesk
from services.case_figures import CaseFigures
from services.case_files import CaseFiles
from services.case_following import CaseFollowing
from services.case_intake import CaseIntake, CaseLimits
from services.case_keeping import KeepCases
from services.case_moves import CaseMoves
from services.case_sight import CaseSight
from services.case_times import CaseTimes, OfficeTimes
from services.desk_times import DeskTimes
from services.plan import Plan
from services.rights import Rights
from services.virus_scan import VirusScanner
from services.week import Weeks


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


@dataclass(frozen=True)
class CaseServices:
    """Every use case of feedback."""

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


def open_cases(
    database: Database, rights: Rights, zone: ZoneInfo, rules: CaseRules, plan: Plan
) -> CaseServices:
    """Return the services of feedback as this office takes it."""
    times = CaseTimes(zone, rules.times)
    sight, moves = CaseSight(rights), CaseMoves(rights, times)
    intake = CaseIntake(
        database, rights, moves, custodian_key=rules.custodian_key, limits=rules.limits
    )
    return CaseServices(
        case_times=times,
        desk_times=DeskTimes(database, times),
        weeks=Weeks(database, rights, sight, times, plan),
        case_clock=CaseClock(database, rights, sight, moves, times),
        case_figures=CaseFigures(database, rights, sight, zone),
        apologies=Apologies(database, sight, moves, times, zone),
        intake=intake,
        following=CaseFollowing(database, rights, moves),
        desk=CaseDesk(database, rights, moves),
        custody=CaseCustody(database, rights, moves),
        case_files=CaseFiles(database),
        attachments=Attachments(None if rules.scanner is None else VirusScanner(rules.scanner)),
    )
