"""Small numbers stay hidden against whoever adds and subtracts everything that is shown."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.case_figures import Figures, PublicTable, Shown, Timeliness, published
from domain.small_cells import is_small

# Every kind of case that can be told apart: how it stands, refused or not, rating, opened again.
REPLIED = (Timeliness.ON_TIME, Timeliness.EXTENDED, Timeliness.LATE_REPLY)
OPEN = (Timeliness.OVERDUE, Timeliness.WAITING)
KINDS = (
    *product(REPLIED, (True, False), (None, True, False), (True, False)),
    *((stands, False, None, False) for stands in OPEN),
)
Cases = dict[int, int]


def figures_of(kind: int) -> Figures:
    stands, refused, satisfied, reopened = KINDS[kind]
    return Figures(
        received=1,
        on_time=int(stands is Timeliness.ON_TIME),
        extended=int(stands is Timeliness.EXTENDED),
        late_reply=int(stands is Timeliness.LATE_REPLY),
        overdue=int(stands is Timeliness.OVERDUE),
        waiting=int(stands is Timeliness.WAITING),
        refused=int(refused),
        rated=int(satisfied is not None),
        satisfied=int(satisfied is True),
        reopened=int(reopened),
    )


def sum_of(cases: Cases) -> Figures:
    total = Figures()
    for kind, number in cases.items():
        for _ in range(number):
            total += figures_of(kind)
    return total


def cells(figures: Figures) -> tuple[int, ...]:
    """Return every number that is shown, or can be had by subtracting within one row."""
    f = figures
    return (
        f.received,
        *(f.on_time, f.extended, f.late_reply, f.overdue, f.waiting),
        *(f.refused, f.replied - f.refused),
        *(f.satisfied, f.rated - f.satisfied),
        *(f.reopened, f.replied - f.reopened),
    )


def mask(shown: Shown) -> tuple[bool, ...]:
    return (
        shown.has_received,
        *[shown.has_timing] * 5,
        *[shown.has_refused] * 2,
        *[shown.has_satisfaction] * 2,
        *[shown.has_reopened] * 2,
    )


CELLS = [cells(figures_of(kind)) for kind in range(len(KINDS))]
NOTHING = tuple([0] * len(CELLS[0]))
Change = tuple[int, ...]


def changes(cases: Cases, shown: tuple[bool, ...]) -> Iterator[Change]:
    """Yield how an office's cells could differ, by one case, without any shown one differing."""
    there = [NOTHING] + [CELLS[kind] for kind, number in cases.items() if number]
    for before, after in product(there, [NOTHING, *CELLS]):
        change = tuple(b - a for a, b in zip(before, after, strict=True))
        if any(change) and not any(c for c, seen in zip(change, shown, strict=True) if seen):
            yield change


def open_secrets(offices: Mapping[str, Cases], table: PublicTable) -> list[tuple[str, int]]:
    """Return the small hidden cells for which no other table shows the same."""
    total_mask = mask(table.total)
    possible = {o: set(changes(cases, mask(table.offices[o]))) for o, cases in offices.items()}

    def seen(change: Change) -> Change:
        return tuple(c for c, is_shown in zip(change, total_mask, strict=True) if is_shown)

    found = []
    for office, cases in offices.items():
        shown = mask(table.offices[office])
        others = {seen(c) for o, every in possible.items() if o != office for c in every}
        others.add(seen(NOTHING))
        for cell, number in enumerate(cells(sum_of(cases))):
            if shown[cell] or not is_small(number):
                continue
            if not any(
                change[cell] and tuple(-c for c in seen(change)) in others
                for change in possible[office]
            ):
                found.append((office, cell))
    return found


OFFICES = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.dictionaries(st.integers(0, len(KINDS) - 1), st.integers(0, 12), max_size=5),
    max_size=5,
)


@settings(max_examples=400, deadline=None)
@given(OFFICES)
def test_no_hidden_small_number_can_be_worked_out(offices: dict[str, Cases]) -> None:
    table = published({office: sum_of(cases) for office, cases in offices.items()})
    assert open_secrets(offices, table) == []


@settings(max_examples=200, deadline=None)
@given(OFFICES)
def test_no_shown_number_is_small(offices: dict[str, Cases]) -> None:
    table = published({office: sum_of(cases) for office, cases in offices.items()})
    for shown in (*table.offices.values(), table.total):
        visible = zip(cells(shown.figures), mask(shown), strict=True)
        assert [number for number, seen in visible if seen and is_small(number)] == []


def test_one_small_office_takes_another_one_with_it() -> None:
    table = published(
        {"A": Figures(received=3), "B": Figures(received=9), "C": Figures(received=20)}
    )
    assert not table.offices["A"].has_received
    assert not table.offices["B"].has_received
    assert table.offices["C"].has_received
    assert table.total.has_received


def test_the_search_for_open_secrets_finds_what_hiding_a_single_cell_leaves_open() -> None:
    offices: dict[str, Cases] = {"A": {35: 3}, "B": {35: 9}}
    table = published({office: sum_of(cases) for office, cases in offices.items()})
    careless = PublicTable(
        {"A": Shown(table.offices["A"].figures, *[False] * 6), "B": Shown(sum_of(offices["B"]))},
        Shown(table.total.figures),
    )
    assert ("A", 0) in open_secrets(offices, careless)
