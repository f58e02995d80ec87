"""When an item comes back, counted in days of the office."""

from datetime import date, timedelta

import pytest

from services.scheduling import LONGEST_DAYS, CardState, read_state, recall, review

DAY = date(2026, 6, 10)


def after(*answers: tuple[bool, bool]) -> CardState:
    """Return the state after answers that come when they are due: right or not, sure or not."""
    state = review(None, *answers[0], DAY)
    for is_right, is_sure in answers[1:]:
        state = review(state, is_right, is_sure, state.due_on)
    return state


def test_what_is_known_comes_back_ever_later() -> None:
    days = [
        (state.due_on - state.last_on).days
        for state in (after(*[(True, True)] * times) for times in range(1, 7))
    ]
    assert days == sorted(days)
    assert days[0] >= 1
    assert days[-1] > 100
    assert days[-1] <= LONGEST_DAYS


def test_wrong_comes_before_unsure_and_unsure_before_right() -> None:
    start = after((True, True), (True, True), (True, True))
    wrong, unsure, right = (
        review(start, *answer, start.due_on)
        for answer in ((False, True), (True, False), (True, True))
    )
    assert wrong.due_on < unsure.due_on < right.due_on
    assert (wrong.lapses, unsure.lapses, right.lapses) == (1, 0, 0)


def test_a_first_wrong_answer_is_no_lapse_but_comes_back_tomorrow() -> None:
    state = after((False, True))
    assert (state.reps, state.lapses) == (1, 0)
    assert state.due_on == DAY + timedelta(days=1)


def test_nine_of_ten_are_remembered_when_a_card_falls_due() -> None:
    state = after((True, True), (True, True), (True, True))
    assert recall(state, state.due_on) == pytest.approx(0.9, abs=0.01)
    assert recall(state, state.last_on) == 1
    assert recall(state, state.due_on + timedelta(days=200)) < 0.9


def test_a_state_is_read_back_to_the_last_digit() -> None:
    state = after((True, True), (False, True), (True, False))
    assert read_state(state.text) == state
    assert len(state.text) < 160


def test_a_day_before_the_last_answer_counts_as_that_day() -> None:
    state = after((True, True), (True, True))
    back = review(state, True, True, state.last_on - timedelta(days=30))
    assert back == review(state, True, True, state.last_on)
