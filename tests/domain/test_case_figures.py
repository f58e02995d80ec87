"""The figures of feedback, as docs/figures.md defines them."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.case_figures import CaseFact, Figures, Timeliness, count, look_inside, published
from domain.cases import Conduct
from domain.periods import Quarter, quarter_of, read_quarter

PAGE = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = timedelta(days=1)


def case(**told: object) -> CaseFact:
    values: dict[str, object] = {
        "office": "22235",
        "conduct": Conduct.DELAY,
        "received_at": NOW - 20 * DAY,
        "due_at": NOW - 6 * DAY,
    }
    return CaseFact(**{**values, **told})  # type: ignore[arg-type]


def counted(*facts: CaseFact) -> Figures:
    return count(fact.standing(NOW) for fact in facts)["22235"]


def example() -> Figures:
    """Return the example that stands in the documentation."""
    told = re.search(r"^Example: (.+?)\.$", PAGE, re.MULTILINE | re.DOTALL)
    assert told is not None
    pairs = (pair.split() for pair in told[1].replace("\n", " ").split(","))
    return Figures(**{name: int(value) for name, value in pairs})


FORMULAS = re.findall(r"^\| `(\w+)` \| (.+?) \| ([\d.]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("name", "formula", "result"), FORMULAS, ids=[one[0] for one in FORMULAS])
def test_each_published_formula_is_the_one_that_counts(
    name: str, formula: str, result: str
) -> None:
    figures = example()
    value = getattr(figures, name)
    names = {word: getattr(figures, word) for word in re.findall(r"[a-z_]+", formula)}
    assert value == pytest.approx(eval(formula, {}, names))
    assert f"{value:.4f}" == result or str(value) == result


def test_every_rate_and_sum_has_its_formula_in_the_documentation() -> None:
    derived = {name for name, value in vars(Figures).items() if isinstance(value, property)}
    assert derived == {name for name, _, _ in FORMULAS}
    assert set(re.findall(r"^\| `(\w+)` \| [a-z]", PAGE, re.MULTILINE)) >= {
        stands.name.lower() for stands in Timeliness
    }


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        ({"replied_at": NOW - 7 * DAY}, Timeliness.ON_TIME),
        ({"replied_at": NOW - 6 * DAY}, Timeliness.ON_TIME),
        ({"replied_at": NOW - 7 * DAY, "is_extended": True}, Timeliness.EXTENDED),
        ({"replied_at": NOW - 5 * DAY}, Timeliness.LATE_REPLY),
        ({}, Timeliness.OVERDUE),
        ({"due_at": NOW + DAY}, Timeliness.WAITING),
        ({"due_at": NOW + DAY, "is_extended": True}, Timeliness.WAITING),
        ({"due_at": None}, Timeliness.WAITING),
        ({"due_at": NOW + DAY, "late_since": NOW - DAY}, Timeliness.OVERDUE),
        (
            {"replied_at": NOW - 7 * DAY, "late_since": NOW - 8 * DAY, "is_extended": True},
            Timeliness.LATE_REPLY,
        ),
        ({"replied_at": NOW - 7 * DAY, "is_reopened": True}, Timeliness.ON_TIME),
    ],
)
def test_a_case_stands_in_exactly_one_way(told: dict[str, object], stands: Timeliness) -> None:
    assert case(**told).standing(NOW).timeliness is stands


def test_an_open_overdue_case_counts_as_late_and_an_extended_one_not_as_on_time() -> None:
    figures = counted(case(), case(replied_at=NOW - 7 * DAY, is_extended=True))
    assert (figures.late, figures.extended, figures.on_time) == (1, 1, 0)
    assert figures.on_time_rate == 0


def test_ratings_refusals_and_praise_are_counted() -> None:
    answered = NOW - 7 * DAY
    facts = [
        case(replied_at=answered, rating=4),
        case(replied_at=answered, rating=3, is_reopened=True),
        case(replied_at=answered, is_refused=True),
        case(is_praise=True, due_at=None),
    ]
    figures = counted(*facts)
    assert (figures.received, figures.praised) == (3, 1)
    assert (figures.rated, figures.satisfied, figures.refused, figures.reopened) == (2, 1, 1, 1)


def test_nothing_gives_no_rate_instead_of_nought() -> None:
    nothing = Figures()
    assert nothing.response_rate is None
    assert nothing.satisfaction is None
    assert published({}).total.figures == nothing


def test_managers_see_the_median_the_ninetieth_percentile_and_the_causes() -> None:
    facts = [
        case(replied_at=NOW - 20 * DAY + days * DAY, conduct=Conduct.ARROGANCE)
        for days in range(1, 11)
    ]
    inside = look_inside([*facts, case(), case(is_praise=True)])
    assert inside.median_time == timedelta(days=5, hours=12)
    assert inside.ninetieth_time == 9 * DAY
    assert inside.causes == {Conduct.ARROGANCE: 10, Conduct.DELAY: 1}


def test_quarters_follow_each_other_and_are_read_strictly() -> None:
    last = quarter_of(NOW.date())
    assert last == Quarter(2026, 4)
    assert last.next == Quarter(2027, 1)
    assert last.next.previous == last
    assert (last.start.isoformat(), last.end.isoformat()) == ("2026-10-01", "2027-01-01")
    assert read_quarter("2026-Q4") == read_quarter("20264") == last
    assert [read_quarter(text) for text in ("2026", "2026-Q5", "năm nay", "12-Q1", "")] == [
        None
    ] * 5
