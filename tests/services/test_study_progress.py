"""Progress, the log that it is reckoned from, being forgotten, reminders, and a unit's figures."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.database import Database
from db.privacy import PrivacyRepository
from domain.errors import NotAllowed
from domain.exams import Blueprint
from domain.learning import Scope
from domain.roles import Role
from domain.study import Skill
from services.bank_files import store
from services.privacy import replay
from services.registry import Services
from services.retention import KeepFor, Retention
from services.scheduling import read_state, review
from services.study_reminders import REMINDER
from tests.conftest import NOW
from tests.services.learner import Learner, wrong_answer
from tests.services.staff_office import RIGHTS

DAY = timedelta(days=1)
UNIT = "SNV"


@pytest.fixture
def learner(services: Services) -> Learner:
    return Learner(services)


def cards(services: Services, person: int) -> list[tuple[object, ...]]:
    """Return a person's cards and days as rows."""
    with services.database.open_uow(read_only=True) as uow:
        own = uow.learners.find(person)
        assert own is not None
        rows = uow.learners.raw_cards(own)
        days = uow.learners.days(own, date.min)
    return [*((c.item_id, c.stability, c.difficulty, c.due_on, c.reps) for c in rows), *days]


def test_progress_can_be_reckoned_anew_from_the_log_alone(learner: Learner) -> None:
    services = learner.services
    for days, wrong in ((0, {1, 3}), (1, set()), (4, {0}), (9, {2}), (40, {0, 1})):
        learner.studies(wrong, now=NOW + days * DAY)
    before = cards(services, learner.person)
    with services.database.open_uow() as uow:
        uow.session.execute(text("UPDATE study_cards SET stability = 1, reps = 0"))
        uow.session.execute(text("DELETE FROM study_days"))
        uow.commit()
    assert cards(services, learner.person) != before
    assert services.study_progress.recompute() == 1
    assert cards(services, learner.person) == before


def test_each_state_in_the_log_follows_from_the_one_before(learner: Learner) -> None:
    for days in (0, 3, 9):
        learner.studies({0, 2}, now=NOW + days * DAY)
    last: dict[str, str | None] = {}
    for one in learner.services.study_progress.log(learner.person):
        assert one.before == last.get(one.item)
        assert one.after is not None
        before = None if one.before is None else read_state(one.before)
        day = RIGHTS.day(one.answered_at)
        assert review(before, one.is_right, one.is_sure, day).text == one.after
        last[one.item] = one.after
    assert len(last) > 5


@pytest.mark.parametrize(
    "deed", ["UPDATE study_answers SET is_right = NULL", "DELETE FROM study_answers"]
)
def test_the_log_of_answers_cannot_be_changed(database: Database, deed: str) -> None:
    fill(database)
    with pytest.raises(DBAPIError, match="only added to"), database.engine.begin() as connection:
        connection.execute(text(deed))


def fill(database: Database) -> None:
    """Log one answer."""
    from db.study_log import NewAnswer
    from domain.study import ItemOrigin
    from tests.services.learner import an_item

    with database.open_uow() as uow:
        store(uow, [an_item()], ItemOrigin.SHIPPED, NOW)
        version = uow.items.outlines()[0].version_id
        uow.study_log.add(
            NewAnswer(1, version, None, "telegram", NOW, NOW, "1", True, False, None, "[]")
        )
        uow.commit()


def test_progress_tells_days_skills_what_comes_and_what_is_forgotten(learner: Learner) -> None:
    for days in range(6):
        learner.studies({0}, scope=Scope(skill=Skill.PLAN), now=NOW + days * DAY)
    progress = learner.services.study_progress.of(learner.person, NOW + 5 * DAY)
    assert progress.answered == sum(day.answered for day in progress.days)
    assert progress.answered - progress.right == 6
    # The tenth of June 2026 is a Wednesday: three working days, a weekend, a Monday.
    assert progress.streak == 4
    plan = next(one for one in progress.skills if one.skill is Skill.PLAN)
    assert plan.items > plan.met >= plan.known
    assert plan.met > 0
    assert len(progress.forecast) == 30
    assert sum(count for _, count in progress.forecast) == plan.met
    assert progress.forgotten
    assert not progress.shares_name


def test_somebody_who_never_studied_has_no_progress(learner: Learner) -> None:
    progress = learner.services.study_progress.of(learner.person, NOW)
    assert (progress.answered, progress.streak, progress.days) == (0, 0, ())
    assert learner.services.study_progress.log(learner.person) == ()
    assert not learner.services.study_progress.forget(learner.person, NOW, learner.key())


def test_being_forgotten_leaves_answers_that_lead_to_nobody(learner: Learner) -> None:
    services = learner.services
    learner.studies({0})
    logged = count(services, "study_answers")
    assert logged > 0
    assert services.study_progress.forget(learner.person, NOW, learner.key())
    assert count(services, "study_answers") == logged
    for table in ("learners", "study_cards", "study_days", "study_sessions"):
        assert count(services, table) == 0, table
    assert services.study_progress.log(learner.person) == ()
    learner.studies()
    assert len(services.study_progress.log(learner.person)) < count(services, "study_answers")


def test_whoever_is_erased_is_forgotten_in_study_too(learner: Learner) -> None:
    services = learner.services
    learner.studies()
    services.study_reminders.choose(learner.person, 8, 0, NOW, learner.key())
    exported = services.privacy.export(learner.person)
    assert len(exported["study_answers"]) == count(services, "study_answers")
    services.privacy.erase(learner.person, learner.key())
    for table in ("learners", "study_cards", "study_days", "study_sessions", "study_reminders"):
        assert count(services, table) == 0, table
    assert count(services, "study_answers") > 0


def test_a_copy_put_back_forgets_whoever_asked_to_be_forgotten_since(learner: Learner) -> None:
    services = learner.services
    learner.studies()
    with services.database.open_uow(read_only=True) as uow:
        kept = uow.learners.find(learner.person)
    assert kept is not None
    services.study_progress.forget(learner.person, NOW, learner.key())
    with services.database.open_uow() as uow:
        erasures = PrivacyRepository(uow.session, uow.ring).erasures()
        # As the copy of before had it.
        uow.session.execute(
            text("INSERT INTO learners VALUES (:p, :l, '2026-01-01', '2026-01-01', 0)"),
            {"p": learner.person, "l": kept},
        )
        assert replay(uow, erasures) == 1
        assert uow.learners.find(learner.person) is None
        uow.commit()


def test_an_unused_pseudonym_goes_by_itself(learner: Learner) -> None:
    services = learner.services
    learner.studies()
    keep = Retention(services.database, RIGHTS, KeepFor(study=30))
    keep.sweep(NOW + 29 * DAY)
    assert count(services, "learners") == 1
    keep.sweep(NOW + 32 * DAY)
    assert (count(services, "learners"), count(services, "study_cards")) == (0, 0)


def test_an_exam_goes_after_its_days_with_roster_and_attempts(learner: Learner) -> None:
    services = learner.services
    paper = Blueprint({Skill.PLAN: 1}, minutes=5)
    services.exams.practise(learner.person, "Thi thử", paper, NOW, learner.key())
    keep = Retention(services.database, RIGHTS, KeepFor(study=30))
    keep.sweep(NOW + 32 * DAY)
    for table in ("exams", "exam_rosters", "exam_attempts", "exam_items"):
        assert count(services, table) == 0, table


@pytest.mark.parametrize(
    ("chosen_at", "first"),
    [
        # NOW is a Wednesday, 9:30 in Đắk Lắk.
        (8, datetime(2026, 6, 11, 1, 0)),
        (10, datetime(2026, 6, 10, 3, 0)),
    ],
)
def test_one_is_first_reminded_at_the_next_such_hour(
    learner: Learner, chosen_at: int, first: datetime
) -> None:
    due = learner.services.study_reminders.choose(learner.person, chosen_at, 0, NOW, learner.key())
    assert due.utctimetuple()[:5] == first.timetuple()[:5]
    chosen = learner.services.study_reminders.of(learner.person)
    assert chosen is not None
    assert (chosen.hour, chosen.minute) == (chosen_at, 0)


def reminded(services: Services, now: datetime) -> list[str]:
    """Let the clock come and return what people are told."""
    services.study_reminders.send(now)
    told = services.outbox.take("telegram", now, 50)
    for one in told:
        services.outbox.accepted(one)
    return [one.kind for one in told]


def test_a_reminder_comes_once_on_working_days_unless_one_studied(learner: Learner) -> None:
    services = learner.services
    services.study_reminders.choose(learner.person, 8, 0, NOW, learner.key())
    thursday = datetime.fromisoformat("2026-06-11T08:01:00+07:00")
    assert reminded(services, thursday - timedelta(minutes=2)) == []
    assert reminded(services, thursday) == [REMINDER]
    assert reminded(services, thursday + timedelta(minutes=1)) == []
    learner.studies(now=thursday + 23 * timedelta(hours=1))
    assert reminded(services, thursday + DAY) == []
    # Saturday and Sunday nobody is reminded; on Monday they are.
    assert reminded(services, thursday + 2 * DAY) == []
    assert reminded(services, thursday + 4 * DAY) == [REMINDER]


def test_nobody_is_woken_at_night_for_an_hour_that_passed_while_nothing_ran(
    learner: Learner,
) -> None:
    services = learner.services
    services.study_reminders.choose(learner.person, 20, 0, NOW, learner.key())
    night = datetime.fromisoformat("2026-06-12T02:00:00+07:00")
    assert reminded(services, night) == []
    assert reminded(services, datetime.fromisoformat("2026-06-12T20:00:00+07:00")) == [REMINDER]


def test_reminders_end_when_one_wants(learner: Learner) -> None:
    services = learner.services
    services.study_reminders.choose(learner.person, 8, 0, NOW, learner.key())
    assert services.study_reminders.stop(learner.person, learner.key())
    assert not services.study_reminders.stop(learner.person, learner.key())
    assert reminded(services, NOW + 2 * DAY) == []
    with pytest.raises(ValueError, match="hour"):
        services.study_reminders.choose(learner.person, 24, 0, NOW, learner.key())


def staff(services: Services, size: int, unit: str = UNIT) -> list[Learner]:
    """Return the people of a unit; the first one manages it."""
    people = [Learner(services, f"{unit} {number}") for number in range(size)]
    with services.database.open_uow() as uow:
        for at, one in enumerate(people):
            role = Role.OFFICIAL if at else Role.MANAGER
            uow.roles.grant(one.person, role, unit, NOW.date(), None)
            uow.names.put(one.person, f"Người {at}")
        uow.commit()
    return people


def test_of_fewer_than_five_people_only_their_number_is_told(services: Services) -> None:
    people = staff(services, 4)
    people[1].studies()
    figures = services.study_figures.unit(people[0].person, UNIT, NOW, people[0].key())
    assert (figures.people, figures.studying, figures.active) == (4, None, None)
    assert not figures.hardest
    assert not figures.named
    assert all(share.reached is None for share in figures.skills)
    assert services.study_figures.compare(people[0].person, NOW) == ()


def test_a_unit_sees_shares_and_the_hardest_places_but_no_names(services: Services) -> None:
    people = staff(services, 6)
    manager = people[0]
    services.study_figures.set_goal(manager.person, UNIT, Skill.PLAN, 1, NOW, manager.key())
    for one in people[1:]:
        with one.services.database.open_uow() as uow:
            outline = uow.items.outlines((Skill.PLAN,))[0]
            learner = uow.learners.ensure(one.person, NOW, NOW.date())
            uow.study_sessions.add(learner, "", [outline.id], NOW)
            uow.commit()
        asked = one.services.study.next(one.person, NOW, one.key())
        assert asked is not None
        one.answers(asked, wrong_answer(asked.item))
    figures = services.study_figures.unit(manager.person, UNIT, NOW, manager.key())
    assert (figures.people, figures.studying, figures.active) == (6, 5, 5)
    assert [place.wrong for place in figures.hardest] == [5]
    assert figures.named == ()
    plan = next(share for share in figures.skills if share.skill is Skill.PLAN)
    assert (plan.goal, plan.reached) == (1, 0)
    assert {s.reached for s in figures.skills if s.skill is not Skill.PLAN} == {None}
    compared = services.study_figures.compare(manager.person, NOW)
    assert [(one.unit, one.people, one.active) for one in compared] == [(UNIT, 6, 5)]


def test_a_name_is_seen_only_where_its_bearer_agrees(services: Services) -> None:
    people = staff(services, 5)
    manager, one = people[0], people[1]
    one.studies()
    services.study_progress.share_name(one.person, True, NOW, one.key())
    figures = services.study_figures.unit(manager.person, UNIT, NOW, manager.key())
    assert [named.name for named in figures.named] == ["Người 1"]
    services.study_progress.share_name(one.person, False, NOW, one.key())
    figures = services.study_figures.unit(manager.person, UNIT, NOW, manager.key())
    assert figures.named == ()


def test_who_reaches_the_goal_knows_it_and_the_unit_counts_it(services: Services) -> None:
    people = staff(services, 5)
    manager, one = people[0], people[1]
    services.study_figures.set_goal(manager.person, UNIT, Skill.PLAN, 2, NOW, manager.key())
    for days in (0, 2, 3, 12, 13):
        one.studies(scope=Scope(skill=Skill.PLAN), now=NOW + days * DAY)
    later = NOW + 13 * DAY
    own = next(
        s for s in services.study_progress.of(one.person, later).skills if s.skill is Skill.PLAN
    )
    assert (own.goal, own.has_reached) == (2, True)
    figures = services.study_figures.unit(manager.person, UNIT, later, manager.key())
    assert next(s.reached for s in figures.skills if s.skill is Skill.PLAN) == 1
    services.study_figures.set_goal(manager.person, UNIT, Skill.PLAN, 0, NOW, manager.key())
    assert services.study_figures.goals(UNIT) == {}


def test_an_official_sees_no_figures_of_the_unit(services: Services) -> None:
    people = staff(services, 5)
    with pytest.raises(NotAllowed):
        services.study_figures.unit(people[1].person, UNIT, NOW, people[1].key())


def test_looking_at_figures_is_in_the_audit_log(services: Services) -> None:
    manager = staff(services, 5)[0]
    services.study_figures.unit(manager.person, UNIT, NOW, manager.key())
    with services.database.open_uow(read_only=True) as uow:
        last = uow.audit.head()
    assert last is not None
    assert (last.actor, last.deed, last.unit) == (manager.person, "see study", UNIT)


def count(services: Services, table: str) -> int:
    """Return how many rows a table has."""
    with services.database.open_uow(read_only=True) as uow:
        return int(uow.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_what_was_learned_in_a_browser_comes_along_when_it_is_tied(services: Services) -> None:
    official, browser = Learner(services, "official"), Learner(services, "browser")
    browser.studies({0})
    learned = services.study_progress.of(browser.person, NOW)
    code = services.linking.make_code(official.person, NOW, official.key())
    services.linking.redeem(
        browser.person, browser.account.account_id, code.code, NOW, official.key()
    )
    assert services.study_progress.of(official.person, NOW) == learned
    assert services.study_progress.of(browser.person, NOW).answered == 0


def test_tet_neither_breaks_a_streak_nor_brings_a_reminder(learner: Learner) -> None:
    services = learner.services
    # In 2026 offices rest from Monday 16 to Friday 20 February.
    friday = datetime.fromisoformat("2026-02-13T09:00:00+07:00")
    learner.studies(now=friday)
    services.study_reminders.choose(learner.person, 8, 0, friday, learner.key())
    assert reminded(services, friday + 4 * DAY) == []
    after = friday + 10 * DAY
    assert reminded(services, after) == [REMINDER]
    learner.studies(now=after)
    assert services.study.today(learner.person, after).streak == 2
