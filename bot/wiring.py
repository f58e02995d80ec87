"""Putting a process together: settings, keys, database and services."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from bot.console import progress
from bot.keys import data_keys
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from retrieval.model.access import ModelAccess
    from services.case_times import OfficeTimes
    from services.registry import CaseRules, Services
    from services.retention import KeepFor

_STEPS = {
    "migrate": "Đang chuẩn bị cơ sở dữ liệu…",
    "load_knowledge": "Đang nạp tri thức…",
}


@dataclass(frozen=True)
class House:
    """A process that is ready to work: its settings and its services."""

    settings: Settings
    services: "Services"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.services.close()

    def now(self) -> datetime:
        """Return the present moment in the office's zone, as far as this database moved it."""
        zone = ZoneInfo(self.settings.timezone)
        return self.services.installation.now(datetime.now(UTC)).astimezone(zone)


def open_house(
    settings: Settings | None = None, *, development: bool = True, for_many: bool = False
) -> House:
    """Return the process's services; the first start on an empty VAR_DIR tells its progress.

    `development` allows a key made on the spot where `DATA_KEYS` is not set. `for_many` uses a
    second processor, where there is one, to answer.

    Raises:
        WrongSettings: settings cannot be used.
        StorageUnavailable: the database cannot be used.
        BrokenKnowledge: the knowledge files cannot be used.
    """
    settings = settings or load_settings()
    keys = data_keys(settings, development=development)
    from services.registry import open_services

    services = open_services(
        settings.database(),
        keys,
        settings.knowledge_dir,
        settings.var_dir,
        timezone=settings.timezone,
        model=model_access(settings),
        chroma_url=settings.chroma_url,
        embedding_model=settings.embedding_model,
        apart=for_many and _processors() > 1,
        keep=keep_for(settings),
        cases=case_rules(settings),
        on_step=lambda step: progress(_STEPS[step]),
    )
    return House(settings, services)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def keep_for(settings: Settings) -> "KeepFor":
    """Return how long the office keeps things."""
    from services.retention import KeepFor

    return KeepFor(
        settings.keep_answers_days,
        settings.keep_drafts_days,
        settings.keep_failed_days,
        settings.keep_browsers_days,
        settings.keep_erasures_days,
        settings.keep_decided,
    )


def case_rules(settings: Settings) -> "CaseRules":
    """Return how the office takes feedback."""
    from services.case_intake import CaseLimits
    from services.case_keeping import KeepCases
    from services.registry import CaseRules

    return CaseRules(
        custodian_key=settings.custodian_key,
        scanner=settings.clamav_address,
        limits=CaseLimits(
            settings.cases_per_person, settings.cases_per_unit, settings.cases_in_all
        ),
        keep=KeepCases(settings.close_cases_days, settings.keep_cases_days),
        times=office_times(settings),
    )


def office_times(settings: Settings) -> "OfficeTimes":
    """Return when offices work and how long steps may take, as the operator set it.

    Raises:
        BrokenKnowledge: a file of the operator's cannot be used.
    """
    from domain.working_days import read_hours
    from knowledge.office_files import load_days, load_limits
    from services.case_times import OfficeTimes

    return OfficeTimes(
        load_days(settings.working_days_file),
        load_limits(settings.case_limits_file),
        read_hours(settings.working_hours or ""),
    )


def model_access(settings: Settings) -> "ModelAccess | None":
    """Return the office's language model, if it has one."""
    if settings.chat_model is None:
        return None
    from retrieval.model.access import ModelAccess

    return ModelAccess(
        settings.chat_model,
        settings.chat_model_url,
        settings.chat_model_key,
        settings.chat_model_seconds,
        settings.chat_model_remote,
    )
