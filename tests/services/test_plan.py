"""Browsing a plan: tasks, targets, units, and what is overdue, coming or ongoing."""

from datetime import date

import pytest

from domain.errors import UnknownDocument, UnknownProvision
from services.registry import Services
from tests.bot.chatting import PLANS
from tests.conftest import NOW
from tests.knowledge.official_text import PLAN

JUNE = date(2026, 6, 10)


def test_a_time_in_a_unit_s_own_block_names_that_unit(services: Services) -> None:
    text = (PLANS / "ke-hoach-lam-giang.txt").read_text(encoding="utf-8")
    report = services.documents.ingest(text, "lam-giang.txt", NOW, "u1")
    assert report.document_id is not None
    board = services.plan.deadlines(report.document_id, JUNE)
    (row,) = [row for row in board.overdue if row.task_path == "V.4"]
    assert (row.due, row.leads) == (date(2026, 3, 31), ("Các sở, ban, ngành",))
    own = services.plan.deadlines(report.document_id, JUNE, "cac-so-ban-nganh")
    assert row in own.overdue


@pytest.fixture
def number(services: Services) -> int:
    return services.documents.document_id(PLAN)


def test_only_documents_with_tasks_or_targets_are_plans(services: Services) -> None:
    (only,) = services.plan.plans()
    assert (only.slug, only.tasks, only.targets) == (PLAN, 8, 16)


def test_the_tasks_stand_in_their_order(services: Services, number: int) -> None:
    assert [task.path for task in services.plan.tasks(number)] == [f"III.{n}" for n in range(1, 9)]


def test_a_task_shows_all_its_facts_with_their_places(services: Services, number: int) -> None:
    task = services.plan.task(number, "III.2")
    assert task.leads == ("Sở Nội vụ",)
    assert task.coordinators == ("Các sở, ban, ngành", "UBND các xã, phường")
    assert (task.objective_path, task.content_path) == ("III.2.a", "III.2.b")
    assert (task.leads_path, task.coordinators_path) == ("III.2.c", "III.2.d")
    assert [m.due for m in task.milestones] == [
        date(2026, 5, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        None,
    ]
    assert task.content
    assert (task.previous, task.next) == ("III.1", "III.3")


def test_a_task_without_coordinating_units_shows_none(services: Services, number: int) -> None:
    task = services.plan.task(number, "III.1")
    assert (task.coordinators, task.coordinators_path, task.previous) == ((), None, None)


def test_a_task_that_there_is_not_is_not_found(services: Services, number: int) -> None:
    with pytest.raises(UnknownProvision):
        services.plan.task(number, "III.9")
    with pytest.raises(UnknownDocument):
        services.plan.tasks(999)


def test_every_target_has_its_text_and_all_but_one_a_figure(
    services: Services, number: int
) -> None:
    targets = services.plan.targets(number)
    assert len(targets) == 16
    assert [target.label for target in targets if not target.measures] == ["l"]
    assert all(target.text for target in targets)


def test_the_units_are_listed_by_how_much_they_lead(services: Services, number: int) -> None:
    first = services.plan.units(number)[0]
    assert (first.name, first.leads) == ("Sở Nội vụ", 6)


def test_the_board_tells_overdue_from_coming_on_a_day(services: Services, number: int) -> None:
    board = services.plan.deadlines(number, JUNE)
    assert {row.due for row in board.overdue} == {date(2026, 5, 31)}
    assert [row.due for row in board.coming] == sorted(
        row.due for row in board.coming if row.due is not None
    )
    assert all(row.days_left == (row.due - JUNE).days for row in board.coming if row.due)
    assert len(board.overdue + board.coming + board.ongoing + board.other) == 13


def test_a_thing_is_in_time_on_its_last_day_and_overdue_on_the_next(
    services: Services, number: int
) -> None:
    on_the_day = services.plan.deadlines(number, date(2026, 6, 30))
    day_after = services.plan.deadlines(number, date(2026, 7, 1))
    assert date(2026, 6, 30) in {row.due for row in on_the_day.coming}
    assert date(2026, 6, 30) in {row.due for row in day_after.overdue}


def test_the_board_of_one_unit_shows_only_what_it_takes_part_in(
    services: Services, number: int
) -> None:
    board = services.plan.deadlines(number, JUNE, "truong-chinh-tri-tinh")
    rows = board.overdue + board.coming + board.ongoing + board.other
    assert board.unit_name == "Trường Chính trị tỉnh"
    assert {row.task_path for row in rows} == {"III.4"}
