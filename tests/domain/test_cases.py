"""The table of moves, walked at random: what holds of every case whoever moves it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases import (
    DESK,
    DONE,
    ENDED,
    MOVES,
    NEW,
    OPEN,
    Actor,
    CaseState,
    Move,
    after,
    possible,
)
from domain.errors import AlreadyRated, AlreadyReopened, MoveNotPossible

STEPS = st.lists(st.tuples(st.sampled_from(Move), st.sampled_from(Actor)), max_size=60)


def walk(steps: list[tuple[Move, Actor]]) -> list[tuple[CaseState, Move, Actor, CaseState]]:
    """Return the moves of a random walk that the table let through."""
    state, was_reopened, made = CaseState.RECEIVED, False, []
    for move, actor in steps:
        try:
            new = after(state, move, actor, was_reopened=was_reopened)
        except (MoveNotPossible, AlreadyRated, AlreadyReopened):
            continue
        made.append((state, move, actor, new))
        was_reopened = was_reopened or move is Move.REOPEN
        state = new
    return made


@given(STEPS)
def test_what_has_ended_stays_ended(steps: list[tuple[Move, Actor]]) -> None:
    for before, _, _, now in walk(steps):
        if before in ENDED:
            assert now is before


@given(STEPS)
def test_a_case_is_reopened_once(steps: list[tuple[Move, Actor]]) -> None:
    assert [move for _, move, _, _ in walk(steps)].count(Move.REOPEN) <= 1


@given(STEPS)
def test_a_rating_follows_an_answer_and_nothing_else(steps: list[tuple[Move, Actor]]) -> None:
    for before, move, actor, _ in walk(steps):
        if move is Move.RATE:
            assert (before, actor) == (CaseState.ANSWERED, Actor.SENDER)


@given(STEPS)
def test_only_an_office_answers_refuses_and_gives_away(steps: list[tuple[Move, Actor]]) -> None:
    for _, move, actor, _ in walk(steps):
        if move in (Move.ANSWER, Move.REFUSE, Move.ASSIGN, Move.WITHDRAW):
            assert actor in DESK
        if move is Move.TRANSFER:
            assert actor in DESK | {Actor.CLOCK}, "by itself where nobody is left to resolve it"


@given(STEPS)
def test_the_official_concerned_moves_nothing(steps: list[tuple[Move, Actor]]) -> None:
    for before, move, actor, now in walk(steps):
        if actor is Actor.SUBJECT:
            assert (move, now) == (Move.EXPLAIN, before)


@given(STEPS)
def test_who_was_asked_is_waited_for_until_they_answer_or_the_case_leaves(
    steps: list[tuple[Move, Actor]],
) -> None:
    leaving = {Move.REPLY, Move.ANSWER, Move.REFUSE, Move.TRANSFER, Move.MERGE}
    for before, move, _, now in walk(steps):
        if before is CaseState.ASKED and now is not CaseState.ASKED:
            assert move in leaving


@given(st.sampled_from(CaseState), st.sampled_from(Actor), st.booleans())
def test_what_is_possible_is_what_the_table_lets_through(
    state: CaseState, actor: Actor, was_reopened: bool
) -> None:
    for move in Move:
        try:
            after(state, move, actor, was_reopened=was_reopened)
            passes = True
        except (MoveNotPossible, AlreadyRated, AlreadyReopened):
            passes = False
        assert passes == (move in possible(state, actor, was_reopened=was_reopened))


def test_every_state_is_one_of_open_done_and_ended_and_is_reached() -> None:
    assert set(CaseState) == OPEN | DONE | ENDED
    assert not OPEN & DONE
    assert not DONE & ENDED
    assert NEW < OPEN
    reached = {CaseState.RECEIVED}
    for _ in CaseState:
        reached |= {to for (at, _, _), to in MOVES.items() if at in reached}
    assert reached == set(CaseState)


def test_from_every_open_case_there_is_a_way_to_an_answer() -> None:
    for state in OPEN:
        assert after(state, Move.ANSWER, Actor.HANDLER) is CaseState.ANSWERED


def test_rating_twice_and_reopening_twice_are_told_apart_from_other_mistakes() -> None:
    with pytest.raises(AlreadyRated):
        after(CaseState.RATED, Move.RATE, Actor.SENDER)
    with pytest.raises(AlreadyReopened):
        after(CaseState.RATED, Move.REOPEN, Actor.SENDER, was_reopened=True)
    with pytest.raises(MoveNotPossible):
        after(CaseState.RECEIVED, Move.RATE, Actor.SENDER)
