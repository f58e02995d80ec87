"""Figures on questions over a span of days: how many, how they were answered, what is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.database import Database
from db.settled_answers import OpenAnswer
from db.uow import UnitOfWork
from domain.answers import AnswerStatus
from domain.roles import Action
from services.answers import Answers
from services.once import run_once
from services.rights import OPERATOR, Rights

_MOST_GROUPS = 200
_MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class ReportedGroup:
    """Questions that were alike and not answered well; personal data in the words is taken out.

    `deeds` tells how many were seen to in which way.
    """

    question: str
    count: int
    downs: int
    first_on: date
    last_on: date
    deeds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What was asked from `first` to `last`, both counted in, and what became of it."""

    first: date
    last: date
    statuses: Mapping[AnswerStatus, int]
    ups: int
    downs: int
    by_day: Sequence[tuple[date, Mapping[AnswerStatus, int]]]
    groups: Sequence[ReportedGroup]
    handed: Mapping[str, int]

    @property
    def asked(self) -> int:
        """Return how many questions there were."""
        return sum(self.statuses.values())


class QuestionReports:
    """Reports for editors, and for the operator's command line."""

    def __init__(
        self, database: Database, rights: Rights, answers: Answers, zone: ZoneInfo
    ) -> None:
        self._database = database
        self._rights = rights
        self._answers = answers
        self._zone = zone

    def make(
        self, actor: int | None, first: date, last: date, now: datetime, update_key: str
    ) -> QuestionReport:
        """Return the report on these days; that it was made is logged.

        Raises:
            NotAllowed: no role of theirs allows it.
            ValueError: the days are in the wrong order or too many.
        """
        if not 0 <= (last - first).days <= _MOST_DAYS:
            raise ValueError("days")
        with self._database.open_uow(read_only=True) as uow:
            self._require(uow, actor, now)
            statuses, verdicts = uow.settled.counts(first, last)
            days = uow.settled.by_day(first, last)
            bad = list(uow.settled.between(first, last))
            deeds = uow.settled.deeds([one.id for one in bad])
            handed = uow.handed.count_ended(self._start(first), self._start(last, 1))
        groups = self._groups(bad, deeds)

        def note(uow: UnitOfWork) -> None:
            self._require(uow, actor, now)
            uow.audit.add(now, actor, "report questions", f"{first}..{last}", None)

        run_once(self._database, update_key, "reports.questions", note)
        return QuestionReport(
            first,
            last,
            _by_status(statuses),
            verdicts["up"],
            verdicts["down"],
            tuple((day, _by_status(days[day])) for day in sorted(days)),
            groups,
            handed,
        )

    def _require(self, uow: UnitOfWork, actor: int | None, now: datetime) -> None:
        if actor is not OPERATOR:
            self._rights.require(uow, actor, Action.TEND_QUESTIONS, None, now)

    def _groups(
        self, bad: Sequence[OpenAnswer], deeds: Mapping[int, str]
    ) -> tuple[ReportedGroup, ...]:
        if not bad:
            return ()
        places = self._answers.engine().alike().groups([one.answer.question for one in bad])
        groups = [_reported([bad[at] for at in group], deeds) for group in places]
        groups.sort(key=lambda one: (-one.count, one.first_on, one.question))
        return tuple(groups[:_MOST_GROUPS])

    def _start(self, day: date, later: int = 0) -> datetime:
        return datetime.combine(day + timedelta(days=later), time.min, self._zone)


def _by_status(counts: Mapping[str, int]) -> dict[AnswerStatus, int]:
    return {status: counts.get(status.value, 0) for status in AnswerStatus}


def _reported(members: Sequence[OpenAnswer], deeds: Mapping[int, str]) -> ReportedGroup:
    from retrieval.model.redaction import redacted

    return ReportedGroup(
        redacted(members[0].answer.question),
        len(members),
        sum(one.is_down for one in members),
        min(one.asked_on for one in members),
        max(one.asked_on for one in members),
        Counter(deeds[one.id] for one in members if one.id in deeds),
    )
