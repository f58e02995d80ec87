"""Item analysis against cases that were reckoned by hand, and what must hold for any answers."""

import random
from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.item_analysis import (
    Attempt,
    ItemFlag,
    analyse,
    discrimination_index,
    facility,
    point_biserial,
    rest_share,
)
from domain.recall import calibrate

ANSWERS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), st.booleans()), min_size=2, max_size=60
)


def attempts(rights: int, wrongs: int, lure: str = "1") -> list[Attempt]:
    """Return answers in which those who are right did well elsewhere, the others badly."""
    right = [Attempt(("0",), True, 0.9, 20.0)] * rights
    return [*right, *([Attempt((lure,), False, 0.3, 40.0)] * wrongs)]


def test_facility_is_the_share_of_right_answers() -> None:
    assert facility([True, True, True, False]) == 0.75


def test_discrimination_by_hand() -> None:
    """Ten people: 27 % are three at either end. Upper: 3 of 3 right. Lower: 1 of 3. D = 2/3."""
    scores = [0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2]
    right = [True, True, True, True, False, True, False, False, True, False]
    found = discrimination_index(list(zip(scores, right, strict=True)))
    assert found == pytest.approx(2 / 3)


def test_people_tied_at_the_border_count_in_part() -> None:
    """Ten people, four at 0.8 of whom two are right: upper is 1 sure and 2 places of halves.

    Upper = (1 + 2 · 2/4) / 3 = 2/3; lower (0.1, 0.2, 0.3) = 0 / 3.
    """
    answers = [(0.9, True), (0.8, True), (0.8, False), (0.8, True), (0.8, False), (0.5, True)]
    answers += [(0.4, True), (0.3, False), (0.2, False), (0.1, False)]
    assert discrimination_index(answers) == pytest.approx(2 / 3)


def test_point_biserial_by_hand() -> None:
    """Criteria 1, 2, 3, 4 with the two higher right.

    M₁ = 3.5, M₀ = 1.5, s = √1.25, p = q = ½: r = 2 / √1.25 · ½ = 0.894427.
    """
    found = point_biserial([(1.0, False), (2.0, False), (3.0, True), (4.0, True)])
    assert found == pytest.approx(0.894427, abs=1e-6)


def test_a_criterion_leaves_the_item_itself_out() -> None:
    assert rest_share(right=3, answered=4, is_right=True) == pytest.approx(2 / 3)
    assert rest_share(right=3, answered=4, is_right=False) == 1.0
    assert rest_share(right=1, answered=1, is_right=True) is None


@pytest.mark.parametrize(
    "answers",
    [[], [(0.5, True)], [(0.5, True), (0.9, True)], [(0.5, True), (0.5, False)]],
)
def test_where_people_cannot_be_told_apart_nothing_is_said(
    answers: list[tuple[float, bool]],
) -> None:
    assert point_biserial(answers) is None


def test_an_item_is_analysed_after_thirty_attempts_only() -> None:
    assert analyse(attempts(20, 9), {"0"}) is None
    figures = analyse(attempts(20, 10), {"0"})
    assert figures is not None
    assert figures.attempts == 30
    assert figures.facility == pytest.approx(2 / 3)
    assert figures.discrimination == pytest.approx(1.0)
    assert figures.point_biserial == pytest.approx(1.0)
    assert figures.picked == (("0", 20), ("1", 10))
    assert figures.seconds == 20.0
    assert figures.flags == ()


def test_an_item_that_the_able_get_wrong_is_flagged() -> None:
    able = [Attempt(("1",), False, 0.9, 10.0)] * 10
    rest = [Attempt(("0",), True, 0.2, 10.0)] * 20
    figures = analyse([*able, *rest], {"0"})
    assert figures is not None
    assert figures.discrimination == pytest.approx(-1.0)
    assert figures.flags == (ItemFlag.WEAK,)


def test_a_wrong_choice_taken_more_often_than_the_key_is_flagged() -> None:
    figures = analyse(attempts(14, 16), {"0"})
    assert figures is not None
    assert figures.flags == (ItemFlag.LURE,)
    assert analyse(attempts(15, 15), {"0"}) != figures


def test_with_several_right_choices_the_rarest_of_them_is_compared() -> None:
    rows = [Attempt(("0", "1"), True, 0.9, 5.0)] * 12 + [Attempt(("0", "2"), False, 0.4, 5.0)] * 18
    figures = analyse(rows, {"0", "1"})
    assert figures is not None
    assert ItemFlag.LURE in figures.flags


def test_a_right_choice_that_nobody_takes_is_flagged() -> None:
    figures = analyse([Attempt(("2",), False, 0.5, 5.0)] * 30, {"0"})
    assert figures is not None
    assert (figures.facility, figures.discrimination, figures.point_biserial) == (0, 0, None)
    assert figures.flags == (ItemFlag.WEAK, ItemFlag.LURE)


@given(ANSWERS, st.integers())
def test_the_order_of_answers_makes_no_difference(
    answers: list[tuple[float, bool]], seed: int
) -> None:
    mixed = answers[:]
    random.Random(seed).shuffle(mixed)
    first, second = discrimination_index(answers), discrimination_index(mixed)
    assert first == pytest.approx(second)


@given(ANSWERS)
def test_discrimination_and_correlation_stay_within_their_bounds(
    answers: list[tuple[float, bool]],
) -> None:
    index, r = discrimination_index(answers), point_biserial(answers)
    assert index is not None
    assert -1 - 1e-9 <= index <= 1 + 1e-9
    assert r is None or -1 - 1e-9 <= r <= 1 + 1e-9


@given(ANSWERS)
def test_point_biserial_is_the_correlation_with_right_as_one_and_wrong_as_nought(
    answers: list[tuple[float, bool]],
) -> None:
    found = point_biserial(answers)
    if found is not None:
        scores = [score for score, _ in answers]
        right = [float(is_right) for _, is_right in answers]
        assert found == pytest.approx(correlation(scores, right))


def test_recall_that_comes_as_predicted_is_without_error() -> None:
    """Ten reviews at 0.9, nine remembered: -(0.9 ln 0.9 + 0.1 ln 0.1) = 0.325083."""
    found = calibrate([(0.9, True)] * 9 + [(0.9, False)])
    assert found is not None
    assert found.log_loss == pytest.approx(0.325083, abs=1e-6)
    assert found.rmse == pytest.approx(0)
    (only,) = found.bins
    assert (only.low, only.high, only.reviews, only.actual) == (0.9, 1.0, 10, 0.9)


def test_recall_that_was_overrated_shows() -> None:
    """Two bins: 0.95 expected and 0.5 found, 0.15 expected and 0.5 found; RMSE = √0.1625."""
    reviews = [(0.95, True), (0.95, False), (0.15, True), (0.15, False)]
    found = calibrate(reviews)
    assert found is not None
    assert [one.actual for one in found.bins] == [0.5, 0.5]
    assert found.rmse == pytest.approx((0.45**2 / 2 + 0.35**2 / 2) ** 0.5)


def test_certainty_that_fails_is_bad_but_not_infinitely_so() -> None:
    found = calibrate([(1.0, False)])
    assert found is not None
    assert 9 < found.log_loss < 10
    assert calibrate([]) is None
