"""The audit log: only added to, one chain, no personal data."""

import pytest
from sqlalchemy import text

from db.database import Database
from domain.errors import ConcurrentChange, NotAllowed, StorageUnavailable
from domain.roles import Role
from services.audit_log import AuditHead, read_head
from services.rights import OPERATOR
from tests.conftest import NOW
from tests.services.staff_office import Office


@pytest.fixture
def office(database: Database) -> Office:
    """Return a small administration in which rights were used."""
    office = Office(database)
    manager = office.holds("1", Role.MANAGER, "A", "Bà Trưởng")
    office.holds("2", Role.OFFICIAL, "A", "Y Thử")
    office.staff.people(manager.id, NOW, office.key())
    return office


def unguarded(office: Office, statement: str) -> None:
    """Change the log as somebody does who owns the database and lifts its guards."""
    with office.database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_log DISABLE TRIGGER ALL"))
        else:
            connection.execute(text("DROP TRIGGER audit_log_no_update"))
            connection.execute(text("DROP TRIGGER audit_log_no_delete"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_log SET actor = 9", "DELETE FROM audit_log", "DELETE FROM audit_log WHERE 1=1"],
)
def test_the_database_itself_refuses_to_change_the_log(office: Office, statement: str) -> None:
    before = office.audit.check()
    with (
        pytest.raises((ConcurrentChange, StorageUnavailable)),
        office.database.open_uow() as uow,
    ):
        uow.session.execute(text(statement))
        uow.commit()
    assert office.audit.check() == before
    assert before.is_whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor = 9 WHERE number = 2",
        "UPDATE audit_log SET deed = 'approve' WHERE number = 2",
        "DELETE FROM audit_log WHERE number = 2",
    ],
)
def test_a_change_behind_the_guards_breaks_the_chain_where_it_was(
    office: Office, statement: str
) -> None:
    unguarded(office, statement)
    assert office.audit.check().broken_at == 2


def test_entries_cut_off_at_the_end_are_missed_by_a_head_noted_before(office: Office) -> None:
    head = office.audit.check().head
    assert head is not None
    assert read_head(str(head)) == head
    unguarded(office, f"DELETE FROM audit_log WHERE number = {head.number}")
    assert office.audit.check().is_whole
    assert not office.audit.check(head).is_whole


def test_a_head_noted_before_is_still_there_later(office: Office) -> None:
    head = office.audit.check().head
    office.holds("3", Role.OFFICIAL, "A")
    later = office.audit.check(head)
    assert later.is_whole
    assert later.head != head
    assert read_head("7:zz") is None
    assert not office.audit.check(AuditHead(1, "0" * 64)).is_whole


def test_the_log_tells_who_did_what_in_numbers_and_codes(office: Office) -> None:
    entries = office.audit.latest(OPERATOR, NOW)
    assert [entry.deed for entry in reversed(entries)] == [
        *("invite", "accept", "invite", "accept", "see people"),
    ]
    with office.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT deed, subject, unit_code FROM audit_log").all()
    told = " ".join(str(value) for row in rows for value in row)
    assert "Trưởng" not in told
    assert "Thử" not in told


def test_the_log_is_read_by_those_who_may(office: Office) -> None:
    custodian = office.holds("5", Role.CUSTODIAN, None)
    assert office.audit.latest(custodian.id, NOW)
    with pytest.raises(NotAllowed):
        office.audit.latest(office.comes("1").id, NOW)


def test_a_replayed_update_is_logged_once(office: Office) -> None:
    manager = office.comes("1")
    office.staff.people(manager.id, NOW, "same")
    head = office.audit.check().head
    office.staff.people(manager.id, NOW, "same")
    assert office.audit.check().head == head
