"""Study and exams on SQLite and on PostgreSQL, and what happens when two things come at once."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.errors import ExamRefused, StudyRefused
from domain.exams import Blueprint
from domain.learning import Scope
from domain.roles import Role
from domain.study import Skill
from services.registry import Services, open_services
from tests.conftest import KEY, NOW
from tests.knowledge.official_text import WITHOUT_LAWS
from tests.services.learner import Learner, right_answer, wrong_answer

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNIT = "SNV"


@pytest.fixture
def both(database_url: str, tmp_path: Path) -> Iterator[Services]:
    """Yield the services over a database of each kind."""
    opened = open_services(database_url, [KEY], WITHOUT_LAWS, tmp_path, now=NOW)
    yield opened
    opened.close()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do things in threads of their own; return what each returned or raised."""
    outcomes: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(at: int) -> None:
        gate.wait()
        try:
            outcomes[at] = acts[at]()
        except Exception as error:
            outcomes[at] = error

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_days_of_study_add_up_and_can_be_reckoned_anew(both: Services) -> None:
    learner = Learner(both)
    for days in range(4):
        learner.studies({0, 1}, now=NOW + days * DAY)
    later = NOW + 3 * DAY
    before = both.study_progress.of(learner.person, later)
    assert before.answered > before.right > 0
    assert both.study_progress.recompute() == 1
    assert both.study_progress.of(learner.person, later) == before
    assert both.study_progress.forget(learner.person, later, learner.key())
    assert both.study_progress.of(learner.person, later).answered == 0


def test_one_answer_of_several_at_once_counts(both: Services) -> None:
    learner = Learner(both)
    asked = learner.starts()
    right, wrong = right_answer(asked.item), wrong_answer(asked.item)
    outcomes = at_once(
        lambda: learner.answers(asked, right),
        lambda: learner.answers(asked, wrong),
        lambda: learner.answers(asked, right, channel="local"),
    )
    assert sum(isinstance(one, StudyRefused) for one in outcomes) == 2
    assert len(both.study_progress.log(learner.person)) == 1


def test_two_presses_on_begin_start_one_session(both: Services) -> None:
    learner = Learner(both)
    first, second = at_once(learner.starts, learner.starts)
    assert first == second


def officials(services: Services, size: int) -> list[Learner]:
    """Return the people of a unit; the first one manages it."""
    people = [Learner(services, f"official {number}") for number in range(size)]
    with services.database.open_uow() as uow:
        for at, one in enumerate(people):
            role = Role.OFFICIAL if at else Role.MANAGER
            uow.roles.grant(one.person, role, UNIT, NOW.date(), None)
            uow.names.put(one.person, f"Người {at}")
        uow.commit()
    return people


def test_a_unit_studies_and_sits_an_exam(both: Services) -> None:
    people = officials(both, 6)
    manager = people[0].person
    for one in people:
        one.studies({0}, scope=Scope(skill=Skill.PLAN))
    both.study_figures.set_goal(manager, UNIT, Skill.PLAN, 1, NOW, people[0].key())
    figures = both.study_figures.unit(manager, UNIT, NOW, people[0].key())
    assert (figures.people, figures.studying, figures.active) == (6, 6, 6)
    paper = Blueprint({Skill.PLAN: 4}, minutes=5)
    made = both.exam_desk.create(
        *(manager, UNIT, "Kiểm tra", paper, NOW, NOW + HOUR, NOW, people[0].key())
    )
    for one in people[1:]:
        asked = both.exams.begin(one.person, made.exam, NOW, one.key())
        while asked is not None:
            choice = right_answer(asked.item)
            number, attempt = asked.number, asked.session
            both.exams.answer(one.person, attempt, number, choice, "local", NOW, one.key())
            asked = both.exams.next(one.person, attempt, NOW, one.key())
        both.exams.finish(one.person, attempt, NOW, one.key())
    results = both.exam_desk.results(manager, made.exam, NOW, people[0].key())
    assert (results.finished, results.passed) == (5, 5)


def test_the_last_attempt_is_begun_once_however_often_one_presses(both: Services) -> None:
    people = officials(both, 2)
    paper = Blueprint({Skill.PLAN: 2}, minutes=5, attempts=1)
    made = both.exam_desk.create(
        *(people[0].person, UNIT, "Kiểm tra", paper, NOW, NOW + HOUR, NOW, people[0].key())
    )

    def begin() -> object:
        return both.exams.begin(people[1].person, made.exam, NOW, people[1].key())

    outcomes = at_once(begin, begin, begin)
    assert not [one for one in outcomes if isinstance(one, ExamRefused)]
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_items_on_a_changed_place_retire(both: Services) -> None:
    from domain.changes import ChangeKind, PassageChange
    from tests.knowledge.official_text import PLAN
    from tests.services.learner import an_item

    item = an_item()
    change = PassageChange(PLAN, f"{item.path}#1", ChangeKind.CHANGED, "1", "2")
    with both.database.open_uow() as uow:
        uow.documents.note_changes([change], NOW + HOUR)
        uow.commit()
    assert both.bank.retire_changed(NOW + 2 * HOUR) > 0
    with both.database.open_uow(read_only=True) as uow:
        found = uow.items.find(item.code)
    assert found is not None
    assert found.state == "retired"
