"""Study by its rules alone: grading, typed answers, sessions, streaks, exams and questions."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exams import (
    Blueprint,
    ExamFault,
    Given,
    draw,
    ends_at,
    fault_of,
    flags_of,
    honest,
    is_over,
    score,
)
from domain.grading import is_possible, is_right, read_day, read_number, read_typed, why_wrong
from domain.learning import (
    BACKLOG,
    NEW_AT_MOST,
    SESSION,
    Due,
    Fresh,
    Scope,
    monday_to_friday,
    most_forgotten_first,
    new_first,
    next_reminder,
    plan_session,
    read_scope,
    show_order,
    streak,
)
from domain.study import (
    Choice,
    Item,
    ItemType,
    Option,
    OptionRole,
    Pair,
    Skill,
    read_choice,
)

NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)


def item(kind: ItemType, **content: object) -> Item:
    """Return an item of a type."""
    said = ("x-1", 1, kind, Skill.PLAN, 1, "ke-hoach", "III.2", "Hỏi?", "Vì mục III.2.", "ai")
    return Item(*said, **content)  # type: ignore[arg-type]


SINGLE = item(
    ItemType.SINGLE,
    options=(Option("a", why="không phải a"), Option("b", is_right=True), Option("c", why="c")),
)
SEVERAL = item(
    ItemType.SEVERAL,
    options=(Option("a", True), Option("b", why="sai b"), Option("c", True), Option("d")),
)
SITUATION = item(
    ItemType.SITUATION,
    options=(
        Option("a", role=OptionRole.WORST, why="tệ"),
        Option("b", role=OptionRole.OTHER, why="tạm"),
        Option("c", role=OptionRole.BEST, why="tốt"),
    ),
)
MATCH = item(ItemType.MATCH, pairs=(Pair("a", "1"), Pair("b", "2"), Pair("c", "3")))
ORDER = item(ItemType.ORDER, sequence=("một", "hai", "ba"))
TRUE_FALSE = item(ItemType.TRUE_FALSE, answer=False, why="vì sao")
NUMBER = item(ItemType.NUMBER, number=Decimal(98), unit="%")
DATE = item(ItemType.DATE, day=date(2026, 6, 30), wording="tháng 6/2026")


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        (SINGLE, Choice((1,)), Choice((0,))),
        (SEVERAL, Choice((0, 2)), Choice((0,))),
        (SITUATION, Choice((2, 0)), Choice((2, 1))),
        (MATCH, Choice((0, 1, 2)), Choice((1, 0, 2))),
        (ORDER, Choice((0, 1, 2)), Choice((2, 1, 0))),
        (TRUE_FALSE, Choice((0,)), Choice((1,))),
        (NUMBER, Choice(number=Decimal("98.0")), Choice(number=Decimal(95))),
        (DATE, Choice(day=date(2026, 6, 30)), Choice(day=date(2026, 6, 1))),
    ],
    ids=lambda one: one.type if isinstance(one, Item) else None,
)
def test_each_type_knows_its_right_answer(asked: Item, right: Choice, wrong: Choice) -> None:
    for choice in (right, wrong):
        assert is_possible(asked, choice)
        assert read_choice(choice.code) == choice
    assert is_right(asked, right)
    assert not is_right(asked, wrong)


@pytest.mark.parametrize(
    ("asked", "choice"),
    [
        (SINGLE, Choice((3,))),
        (SINGLE, Choice((0, 1))),
        (SINGLE, Choice(number=Decimal(1))),
        (SEVERAL, Choice((2, 0))),
        (SEVERAL, Choice((0, 0))),
        (SITUATION, Choice((2, 2))),
        (MATCH, Choice((0, 1))),
        (MATCH, Choice((0, 1, 1))),
        (ORDER, Choice((0, 1, 2, 3))),
        (TRUE_FALSE, Choice((2,))),
        (NUMBER, Choice((0,))),
        (DATE, Choice(number=Decimal(1))),
    ],
)
def test_an_answer_that_an_item_does_not_offer_is_impossible(asked: Item, choice: Choice) -> None:
    assert not is_possible(asked, choice)


def test_a_wrong_pick_is_explained_and_a_right_one_is_not() -> None:
    assert why_wrong(SINGLE, Choice((0,))) == ("không phải a",)
    assert why_wrong(SINGLE, Choice((1,))) == ()
    assert why_wrong(SEVERAL, Choice((0, 1))) == ("sai b",)
    assert why_wrong(TRUE_FALSE, Choice((1,))) == ("vì sao",)
    assert why_wrong(SITUATION, Choice((1, 0))) == ("tạm",)
    assert why_wrong(NUMBER, Choice(number=Decimal(1))) == ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("98%", "98"),
        ("98 %", "98"),
        ("98 phần trăm", "98"),
        ("khoảng 98 phần trăm", "98"),
        ("chín tám", "98"),
        ("chín mươi tám phần trăm", "98"),
        ("Chin muoi tam", "98"),
        ("95,5", "95.5"),
        ("95.5%", "95.5"),
        ("1.000", "1000"),
        ("1.234.567 người", "1234567"),
        ("một trăm", "100"),
        ("một trăm linh năm", "105"),
        ("hai mươi lăm", "25"),
        ("một nghìn hai trăm", "1200"),
        ("mười", "10"),
        ("không", "0"),
        ("98, đúng 98", "98"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str, number: str) -> None:
    assert read_number(typed) == Decimal(number)
    assert read_typed(NUMBER, typed) == Choice(number=Decimal(number))


@pytest.mark.parametrize(
    "typed", ["", "không biết", "năm nay tôi quên", "từ 90 đến 95", "nhiều", "90 hay 95?", "%"]
)
def test_what_says_no_single_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "30/6/2026",
        "30-06-2026",
        "30.6.2026",
        "2026-06-30",
        "30/6/26",
        "30/6",
        "ngày 30 tháng 6 năm 2026",
        "Tháng 6/2026",
        "tháng 6 năm 2026",
        "thang 6 2026",
        "tháng sáu năm 2026",
        "6/2026",
        "hết tháng 6",
        "cuối tháng 6/2026",
        "trước ngày 30/6/2026",
        "chậm nhất 30/6",
        "trước tháng 7/2026",
        "quý II/2026",
        "quý 2 năm 2026",
        "6 tháng đầu năm 2026",
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str) -> None:
    assert read_day(typed, 2026) == date(2026, 6, 30)
    assert read_typed(DATE, typed) == Choice(day=date(2026, 6, 30))


@pytest.mark.parametrize("typed", ["", "sớm", "31/6/2026", "tháng 13/2026", "thường xuyên", "42"])
def test_what_says_no_day_is_none(typed: str) -> None:
    assert read_day(typed, 2026) is None


def test_recall_orders_what_is_due_the_most_forgotten_first() -> None:
    today = date(2026, 6, 20)
    due = [
        Due(1, date(2026, 6, 10), 100.0),
        Due(2, date(2026, 6, 18), 1.0),
        Due(3, date(2026, 6, 10), 20.0),
        Due(4, date(2026, 6, 25), 1.0),
    ]
    assert [one.item_id for one in most_forgotten_first(due, today)] == [2, 3, 1, 4]


def test_new_items_come_easy_ones_first_and_skills_in_turn() -> None:
    fresh = [
        Fresh(n, skill, n % 3 + 1) for n, skill in enumerate([Skill.PLAN] * 6 + [Skill.ETHICS] * 3)
    ]
    ordered = new_first(fresh, 7)
    assert {one.skill for one in ordered[:2]} == {Skill.PLAN, Skill.ETHICS}
    for skill in (Skill.PLAN, Skill.ETHICS):
        hard = [one.difficulty for one in ordered if one.skill is skill]
        assert hard == sorted(hard)
    assert new_first(fresh[::-1], 7) == ordered
    assert sorted(one.item_id for one in ordered) == list(range(9))


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_session_is_as_long_as_it_can_be_and_keeps_room_for_new_items(due: int, new: int) -> None:
    queue = plan_session(list(range(due)), list(range(1000, 1000 + new)))
    reviews = [one for one in queue if one < 1000]
    fresh = [one for one in queue if one >= 1000]
    assert len(set(queue)) == len(queue) <= SESSION
    assert reviews == list(range(len(reviews)))
    assert fresh == list(range(1000, 1000 + len(fresh)))
    assert len(fresh) >= (min(2, new) if due <= BACKLOG else 0)
    assert not fresh or due <= BACKLOG
    assert len(fresh) <= NEW_AT_MOST
    assert len(queue) == min(SESSION, len(reviews) + min(new, NEW_AT_MOST)) or due > len(reviews)
    if due + min(new, NEW_AT_MOST) >= SESSION:
        assert len(queue) == SESSION


def test_choices_are_shown_in_another_order_each_time_and_steps_never_in_the_right_one() -> None:
    assert len({show_order(SINGLE, seed) for seed in range(50)}) == 6
    assert show_order(TRUE_FALSE, 3) == (1, 0)
    assert show_order(NUMBER, 3) == ()
    assert all(show_order(ORDER, seed) != (0, 1, 2) for seed in range(200))
    assert sorted(show_order(MATCH, 5)) == [0, 1, 2]


def test_a_streak_counts_working_days_and_a_weekend_does_not_break_it() -> None:
    # Wednesday 3 to Wednesday 10 June 2026.
    studied = {date(2026, 6, day) for day in (3, 4, 5, 8, 9)}
    assert streak(studied, date(2026, 6, 10), monday_to_friday) == 5
    assert streak(studied | {date(2026, 6, 10)}, date(2026, 6, 10), monday_to_friday) == 6
    assert streak(studied - {date(2026, 6, 8)}, date(2026, 6, 10), monday_to_friday) == 1
    assert streak(studied | {date(2026, 6, 6)}, date(2026, 6, 7), monday_to_friday) == 3
    assert streak(set(), date(2026, 6, 10), monday_to_friday) == 0
    holiday = {date(2026, 6, 8)}
    assert (
        streak(
            studied - holiday,
            date(2026, 6, 10),
            lambda day: monday_to_friday(day) and day not in holiday,
        )
        == 4
    )


def test_the_next_reminder_skips_days_off() -> None:
    assert next_reminder(date(2026, 6, 12), monday_to_friday) == date(2026, 6, 15)
    assert next_reminder(date(2026, 6, 10), monday_to_friday) == date(2026, 6, 11)


@pytest.mark.parametrize("scope", [Scope(), Scope(skill=Skill.ETHICS), Scope(document="luat-1")])
def test_a_scope_is_read_back_as_it_was_kept(scope: Scope) -> None:
    assert read_scope(scope.code) == scope


PAPER = Blueprint({Skill.PLAN: 3, Skill.ETHICS: 2}, minutes=10)
POOLS = {Skill.PLAN: list(range(10)), Skill.ETHICS: list(range(100, 105))}


def test_a_draw_follows_the_blueprint_and_its_seed_alone() -> None:
    drawn = draw(PAPER, POOLS, 42)
    assert draw(PAPER, {skill: own[::-1] for skill, own in POOLS.items()}, 42) == drawn
    assert sum(one < 100 for one in drawn) == 3
    assert len(set(drawn)) == 5
    assert len({draw(PAPER, POOLS, seed) for seed in range(50)}) > 40
    assert len(draw(PAPER, {Skill.PLAN: [1]}, 42)) == 1


def test_every_item_is_drawn_about_as_often_as_any_other() -> None:
    drawn = [one for seed in range(2000) for one in draw(PAPER, POOLS, seed) if one < 100]
    counts = [drawn.count(one) for one in range(10)]
    assert min(counts) > 500
    assert max(counts) < 700


@pytest.mark.parametrize(
    ("blueprint", "fault"),
    [
        (PAPER, None),
        (Blueprint({}, 10), ExamFault.COUNT),
        (Blueprint({Skill.PLAN: 11}, 10), ExamFault.POOL),
        (Blueprint({Skill.DIGITAL: 1}, 10), ExamFault.POOL),
        (Blueprint({Skill.PLAN: 3}, 241), ExamFault.MINUTES),
        (Blueprint({Skill.PLAN: 3}, 10, attempts=11), ExamFault.ATTEMPTS),
        (Blueprint({Skill.PLAN: 3}, 10, pass_mark=0), ExamFault.PASS_MARK),
        (Blueprint({Skill.PLAN: -1, Skill.ETHICS: 3}, 10), ExamFault.COUNT),
    ],
)
def test_a_blueprint_that_cannot_be_is_told(blueprint: Blueprint, fault: ExamFault | None) -> None:
    assert fault_of(blueprint, {skill: len(own) for skill, own in POOLS.items()}) == fault


def test_the_clock_of_an_exam_is_honest() -> None:
    end = ends_at(NOW, 10, None)
    assert end == NOW + timedelta(minutes=10)
    assert ends_at(NOW, 10, NOW + timedelta(minutes=3)) == NOW + timedelta(minutes=3)
    assert not is_over(end + timedelta(seconds=10), end)
    assert is_over(end + timedelta(seconds=11), end)
    assert honest(NOW - timedelta(hours=1), NOW) == NOW


def test_a_score_passes_at_its_mark_exactly() -> None:
    assert score(3, 5, 60).has_passed
    assert not score(2, 5, 60).has_passed
    assert score(2, 3, 66).has_passed
    assert not score(2, 3, 67).has_passed
    assert (score(0, 0, 60).has_passed, score(0, 0, 60).percent) == (False, 0)


def answers(who: int, wrong: dict[int, str], seconds: float = 30, items: int = 10) -> list[Given]:
    """Return somebody's answers, right but for those that are told."""
    return [
        Given(who, item, wrong.get(item, "0"), item not in wrong, seconds) for item in range(items)
    ]


def test_the_same_wrong_answers_of_two_people_are_a_question() -> None:
    same = {1: "2", 4: "1", 7: "3"}
    given_by = [*answers(1, same), *answers(2, {**same}), *answers(3, {1: "1", 4: "2", 7: "1"})]
    flags = flags_of(given_by)
    assert [(flag.kind, flag.who, flag.seen, flag.of) for flag in flags] == [("same", (1, 2), 3, 3)]
    assert flags[0].items == (1, 4, 7)


def test_two_people_who_share_few_of_many_wrong_answers_are_none() -> None:
    one = {1: "2", 2: "2", 3: "2", 4: "2", 5: "2"}
    other = {1: "2", 2: "2", 3: "2", 4: "3", 5: "3"}
    assert flags_of([*answers(1, one), *answers(2, other)]) == ()


def test_right_answers_in_a_tenth_of_the_usual_time_are_a_question() -> None:
    people = [one for who in range(2, 8) for one in answers(who, {}, seconds=60)]
    flags = flags_of([*answers(1, {0: "1"}, seconds=1), *people])
    assert [(flag.kind, flag.who, flag.seen, flag.of) for flag in flags] == [("fast", (1,), 9, 10)]
    assert flags_of(people) == ()
