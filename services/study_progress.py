"""One's own progress: days, skills, what comes and what is forgotten; one's log and its end."""

from datetime import date, datetime, timedelta
from typing import Any

from db.database import Database
from db.learners import PlacedCard
from db.privacy import PrivacyRepository
from db.study_log import StoredAnswer
from db.uow import UnitOfWork
from domain.learning import KNOWN_DAYS, streak
from domain.study import ItemState, Skill
from services.once import run_once
from services.rights import Rights
from services.scheduling import CardState, review
from services.study import WorkingDays
from services.study_sessions import card_of
from services.study_views import Day, Logged, Place, Progress, SkillProgress

# How much was erased, in the list by which a copy put back forgets it too.
STUDY = "study"
_YEAR = 366
_FORECAST_DAYS = 30
_FORGOTTEN_LAPSES = 2
_MOST_PLACES = 5


class StudyProgress:
    """What a person's own answers add up to, and what becomes of them."""

    def __init__(self, database: Database, rights: Rights, working: WorkingDays) -> None:
        self._database = database
        self._rights = rights
        self._working = working

    def of(self, person_id: int, now: datetime) -> Progress:
        """Return a person's progress; all of it is nought for somebody who never studied."""
        day = self._rights.day(now)
        with self._database.open_uow(read_only=True) as uow:
            learner = uow.learners.find(person_id)
            cards = () if learner is None else uow.learners.cards(learner)
            days = () if learner is None else uow.learners.days(learner, _before(day, _YEAR))
            goals = _goals(uow, [h.unit for h in self._rights.holdings(uow, person_id, now)])
            skills = _skills(uow, cards, goals)
            row = streak({one for one, _, _ in days}, day, self._working(uow, day))
            shares = uow.learners.shares_name(person_id)
        return Progress(
            row,
            sum(answered for _, answered, _ in days),
            sum(right for _, _, right in days),
            tuple(Day(*one) for one in days),
            skills,
            _forecast(cards, day),
            _forgotten(cards),
            shares,
        )

    def log(self, person_id: int) -> tuple[Logged, ...]:
        """Return every answer that a person gave, those of a running exam left out."""
        with self._database.open_uow(read_only=True) as uow:
            return own_log(uow, person_id)

    def share_name(self, person_id: int, wanted: bool, now: datetime, update_key: str) -> None:
        """Keep whether the unit may see a person's name beside their progress."""

        def share(uow: UnitOfWork) -> None:
            uow.learners.ensure(person_id, now, self._rights.day(now))
            uow.learners.share_name(person_id, wanted)

        run_once(self._database, update_key, "study_progress.share_name", share)

    def forget(self, person_id: int, now: datetime, update_key: str) -> bool:
        """Destroy a person's pseudonym: their answers lead to nobody, only their number stays."""

        def forget(uow: UnitOfWork) -> bool:
            PrivacyRepository(uow.session, uow.ring).list_erasure(person_id, STUDY)
            return forget_study(uow, person_id, now)

        return bool(run_once(self._database, update_key, "study_progress.forget", forget))

    def recompute(self) -> int:
        """Reckon all cards and days anew from the log, and return how many learners have any."""
        with self._database.open_uow() as uow:
            learners = uow.study_log.learners()
            for learner in learners:
                self._recompute(uow, learner)
            uow.commit()
        return len(learners)

    def _recompute(self, uow: UnitOfWork, learner: int) -> None:
        if not uow.learners.people_of([learner]):
            return
        uow.learners.erase_reckoned(learner)
        states: dict[int, CardState] = {}
        for answer in uow.study_log.of_learner(learner):
            if answer.attempt_id is None:
                day = self._rights.day(answer.answered_at)
                before = states.get(answer.item_id)
                states[answer.item_id] = review(before, answer.is_right, answer.is_sure, day)
                uow.learners.count_answer(learner, day, answer.is_right)
        for item_id, state in states.items():
            uow.learners.put_card(learner, card_of(item_id, state), is_new=True)


def forget_study(
    uow: UnitOfWork, person_id: int, now: datetime, until: datetime | None = None
) -> bool:
    """Destroy a person's pseudonym and whatever leads to it; False when they had none.

    `until`: only one that was made up to this moment, for a copy that is put back.
    """
    if not uow.learners.destroy(person_id, until):
        return False
    uow.certificates.cut_off(person_id)
    uow.exams.leave_rosters(person_id, now)
    uow.reminders.erase(person_id)
    return True


def own_log(uow: UnitOfWork, person_id: int) -> tuple[Logged, ...]:
    """Return every answer that a person gave, those of a running exam left out."""
    learner = uow.learners.find(person_id)
    if learner is None:
        return ()
    running = {attempt.id for attempt in uow.exams.running_of(learner)}
    answers = uow.study_log.of_learner(learner)
    return tuple(_logged(one) for one in answers if one.attempt_id not in running)


def log_rows(uow: UnitOfWork, person_id: int) -> list[dict[str, Any]]:
    """Return a person's own log for the file of all that is kept about them."""
    return [
        {field: getattr(one, field) for field in Logged.__slots__}
        for one in own_log(uow, person_id)
    ]


def is_known(card: PlacedCard) -> bool:
    """Tell whether an item is remembered for a week or longer."""
    return card.card.stability >= KNOWN_DAYS


def _logged(one: StoredAnswer) -> Logged:
    return Logged(
        one.code,
        one.number,
        one.channel,
        one.shown_at,
        one.answered_at,
        one.choice,
        one.is_sure,
        one.is_right,
        one.attempt_id,
        one.before,
        one.after,
    )


def _goals(uow: UnitOfWork, units: list[str | None]) -> dict[Skill, int]:
    """Return the highest goal of each skill among somebody's units."""
    goals: dict[Skill, int] = {}
    for (_, skill), known in uow.reminders.goals({unit for unit in units if unit}).items():
        goals[skill] = max(known, goals.get(skill, 0))
    return goals


def _skills(
    uow: UnitOfWork, cards: tuple[PlacedCard, ...], goals: dict[Skill, int]
) -> tuple[SkillProgress, ...]:
    counts = uow.items.count()
    return tuple(
        SkillProgress(
            skill,
            counts.get((skill, ItemState.APPROVED), 0),
            sum(one.skill is skill for one in cards),
            sum(one.skill is skill and is_known(one) for one in cards),
            goals.get(skill),
        )
        for skill in Skill
    )


def _forecast(cards: tuple[PlacedCard, ...], day: date) -> tuple[tuple[date, int], ...]:
    ahead = [date.fromordinal(day.toordinal() + at) for at in range(_FORECAST_DAYS)]
    due = [max(one.card.due_on, day) for one in cards]
    return tuple((one, due.count(one)) for one in ahead)


def _forgotten(cards: tuple[PlacedCard, ...]) -> tuple[Place, ...]:
    places: dict[tuple[str, str], int] = {}
    for one in cards:
        if one.card.lapses >= _FORGOTTEN_LAPSES:
            place = (one.document, one.path)
            places[place] = places.get(place, 0) + one.card.lapses
    ordered = sorted(places.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Place(*place, lapses) for place, lapses in ordered[:_MOST_PLACES])


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)
