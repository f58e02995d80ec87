"""Figures over real cases: each kind counted once, by those who may see them, up to midnight."""

from datetime import date, timedelta

import pytest

from db.database import Database
from domain.case_figures import Figures, Shown
from domain.cases import CaseKind, Conduct, SubjectKind
from domain.errors import NotAllowed, UnknownUnit
from domain.periods import Quarter
from domain.roles import Role
from services.cases import Subject
from tests.conftest import NOW
from tests.services.clock_office import DAY, ClockOffice, at, holder

QUARTER = Quarter(2026, 2)
END = at("2026-06-30 09:00")
LATE = at("2026-06-26 09:00")
SPAN = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def office(database: Database) -> ClockOffice:
    return ClockOffice(database)


def lived(office: ClockOffice) -> int:
    """Let one case of every kind be lived through in office A; return its handler."""
    an = office.appoint("an", Role.HANDLER, "A")
    kept: dict[str, str] = {}
    for name in ("on time", "extended", "late", "overdue", "refused", "reopened", "fresh"):
        when = END - DAY if name == "fresh" else NOW
        sender = office.comes(name)
        receipt = office.brings(sender, f"Việc {name}.", now=when, conduct=Conduct.DELAY)
        kept[name], held = receipt.number, holder(sender, receipt)
        if name in ("on time", "reopened"):
            office.answers(an, receipt.number, NOW + DAY)
            rating = 5 if name == "on time" else 2
            held = holder(sender, receipt)
            office.following.rate(held, rating, "vì vậy", NOW + 2 * DAY, office.key())
        if name == "reopened":
            office.following.reopen(
                holder(sender, receipt), "chưa xong", NOW + 3 * DAY, office.key()
            )
    office.clock.extend(an, kept["extended"], "chờ xác minh", NOW + DAY, office.key())
    office.answers(an, kept["extended"], LATE)
    office.desk.refuse(an, kept["refused"], "Không thuộc thẩm quyền.", NOW + DAY, office.key())
    office.apologises(an, kept["late"], LATE)
    office.answers(an, kept["late"], LATE)
    office.brings(office.comes("praise"), "Cảm ơn cán bộ.", kind=CaseKind.PRAISE)
    return an


EXPECTED = Figures(
    received=7,
    on_time=3,
    extended=1,
    late_reply=1,
    overdue=1,
    waiting=1,
    refused=1,
    rated=2,
    satisfied=1,
    reopened=1,
    praised=1,
)


def test_each_case_is_counted_once_and_in_the_right_place(office: ClockOffice) -> None:
    an = lived(office)
    found = office.figures.inner(an, *SPAN, END)
    assert found.total.figures == EXPECTED
    assert [(one.code, one.shown.figures.received) for one in found.offices] == [("A", 7)]
    assert found.inside is not None
    assert found.inside.causes == {Conduct.DELAY: 7}
    assert found.inside.median_time == DAY


def test_what_the_database_counts_is_what_is_counted_one_by_one(office: ClockOffice) -> None:
    an = lived(office)
    public = office.figures.public(None, END, QUARTER)
    # The fresh case came before the last midnight; nothing else changed since.
    full = office.figures.inner(an, *SPAN, at("2026-06-30 00:00"))
    assert public.shown.figures == full.total.figures


def test_public_figures_end_at_midnight(office: ClockOffice) -> None:
    office.appoint("an", Role.HANDLER, "A")
    for number in range(6):
        office.brings(office.comes(f"dan{number}"), f"Việc {number}.")
    evening = at("2026-06-10 23:00")
    today = office.figures.public(None, evening)
    assert (today.shown.figures.received, today.closed_on) == (0, date(2026, 6, 9))
    tomorrow = office.figures.public(None, evening + timedelta(hours=2))
    assert (tomorrow.shown.figures.received, tomorrow.closed_on) == (6, date(2026, 6, 10))


def test_small_numbers_are_hidden_from_the_public_also_by_office(office: ClockOffice) -> None:
    an = lived(office)
    found = office.figures.public(None, END, QUARTER, "A")
    assert found.shown.has_received is True
    assert found.shown.has_timing is False
    full = office.figures.inner(an, *SPAN, END)
    assert full.total == Shown(full.total.figures)


def test_a_case_above_the_unit_counts_where_it_lies(office: ClockOffice) -> None:
    head = office.appoint("dung dau", Role.MANAGER, "A", "Nguyễn Văn Thử")
    office.appoint("tinh", Role.MANAGER, "P")
    subject = Subject(SubjectKind.OFFICIAL, person_id=head)
    for number in range(5):
        office.brings(office.comes(f"dan{number}"), f"Việc {number}.", subject=subject)
    found = office.figures.public(None, END, QUARTER)
    assert [code for code, _ in found.offices] == ["P"]
    assert office.figures.public(head, END, QUARTER).shown.figures.received == 0
    assert office.figures.inner(head, *SPAN, END).total.figures.received == 0


def test_whoever_sees_no_cases_sees_no_full_figures(office: ClockOffice) -> None:
    lived(office)
    official = office.appoint("chuyen vien", Role.OFFICIAL, "A")
    administrator = office.appoint("quan tri", Role.ADMINISTRATOR, None)
    for person in (office.comes("dan").id, official, administrator):
        with pytest.raises(NotAllowed):
            office.figures.inner(person, *SPAN, END)


def test_a_unit_that_is_not_there_has_no_figures(office: ClockOffice) -> None:
    an = lived(office)
    with pytest.raises(UnknownUnit):
        office.figures.public(None, END, QUARTER, "NOWHERE")
    with pytest.raises(UnknownUnit):
        office.figures.public_report(END, QUARTER, "NOWHERE")
    with pytest.raises(UnknownUnit):
        office.figures.inner(an, *SPAN, END, "NOWHERE")
