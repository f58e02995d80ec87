"""Which addresses are of the office's own network, and when a model is left alone."""

import pytest

from retrieval.model.access import ModelAccess, all_near, is_surely_remote
from retrieval.model.breaker import AT_ONCE, FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1/v1",
        "http://[::1]:8000/v1",
        "http://10.0.0.8:8000/v1",
        "https://192.168.1.20/v1",
        "http://[fd00::1]/v1",
        "http://[::ffff:10.0.0.1]/v1",
    ],
)
def test_this_machine_and_private_networks_are_near(url: str) -> None:
    assert not is_surely_remote(url)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://8.8.8.8/v1",
        "http://203.0.113.5/v1",
        "http://[2001:4860:4860::8888]/v1",
        "http://[::ffff:8.8.8.8]",
    ],
)
def test_public_addresses_and_no_address_are_remote(url: str | None) -> None:
    assert is_surely_remote(url)


def test_a_name_is_near_only_when_everything_it_stands_for_is() -> None:
    assert all_near(["10.0.0.8", "fe80::1%eth0"])
    assert not all_near(["10.0.0.8", "8.8.8.8"])
    assert not all_near([])


def test_the_key_is_not_shown() -> None:
    assert "hidden" not in repr(ModelAccess("x", key="hidden"))


def may_ask(breaker: Breaker) -> bool:
    with breaker.turn() as may:
        return may


def fail(breaker: Breaker) -> None:
    with breaker.turn() as may:
        assert may
        breaker.failed()


def test_a_failing_model_is_left_alone_for_longer_and_longer() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        fail(breaker)
    assert not may_ask(breaker)
    clock.now += FIRST_PAUSE
    fail(breaker)
    clock.now += FIRST_PAUSE
    assert not may_ask(breaker)
    clock.now += FIRST_PAUSE
    assert may_ask(breaker)


def test_no_pause_is_longer_than_the_longest() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(30):
        fail(breaker)
        clock.now += LONGEST_PAUSE
    assert may_ask(breaker)


def test_one_answer_makes_a_model_good_again() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        fail(breaker)
    clock.now += FIRST_PAUSE
    breaker.worked()
    fail(breaker)
    assert may_ask(breaker)


def test_only_so_many_wait_for_a_model_at_once() -> None:
    breaker = Breaker()
    turns = [breaker.turn() for _ in range(AT_ONCE)]
    assert all(turn.__enter__() for turn in turns)
    assert not may_ask(breaker)
    for turn in turns:
        turn.__exit__(None, None, None)
    assert may_ask(breaker)


def test_after_a_pause_one_alone_tries_whether_the_model_works_again() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        fail(breaker)
    clock.now += FIRST_PAUSE
    with breaker.turn() as first, breaker.turn() as second:
        assert (first, second) == (True, False)
