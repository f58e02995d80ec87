"""Waits between tries grow, and not without end."""

from datetime import timedelta

from domain.patience import back_off

MINUTE = timedelta(minutes=1)


def test_each_wait_is_twice_the_one_before_up_to_the_longest() -> None:
    waits = [back_off(times, MINUTE).total_seconds() for times in range(1, 10)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_however_often_it_was_tried_a_wait_can_be_told() -> None:
    assert back_off(0, MINUTE).total_seconds() == 1
    assert back_off(10**9, MINUTE) == MINUTE
