"""Secrecy of cases: keys of their own, nothing in the open, change of keys, erasing, keeping."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.case_keys import CaseKey, new_key
from db.database import Database
from db.models import Base
from db.privacy import Erasure, PrivacyRepository
from db.sealing import KeyRing
from domain.cases import CaseState, Identity, Move
from domain.errors import UnknownCase, UnsealingFailed
from domain.roles import Role
from services.case_files import CleanFile
from services.case_keeping import CaseKeeping, KeepCases
from services.cases import Holder
from services.data_keys import DataKeys
from services.privacy import replay
from tests.conftest import KEY, NOW
from tests.services.case_office import CaseHouse, holder

DAY = timedelta(days=1)
SECRETS = ("zuyênkín", "Quyzơ Hoa", "0987654321", "chỗ-xảy-ra", "hôm-xảy-ra")


@pytest.fixture
def house(database: Database) -> CaseHouse:
    """Return a small administration, once on each kind of database."""
    made = CaseHouse(database)
    made.appoint("h", Role.HANDLER, "A")
    return made


def everything(database: Database) -> bytes:
    """Return every value of every table, as the database holds it."""
    with database.engine.connect() as connection:
        rows = [
            value
            for table in Base.metadata.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        ]
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for value in rows
    )


def told_story(house: CaseHouse, identity: Identity = Identity.NAMED) -> tuple[str, str]:
    """Tell a case with secrets in every place and return its number and code."""
    sender, handler = house.comes("0987654321"), house.comes("h").id
    file = CleanFile("document", "text/plain", SECRETS[0].encode())
    kept = house.case_files.keep(sender.id, file, NOW, house.key())
    receipt = house.brings(
        sender,
        f"Nói về {SECRETS[0]}",
        identity=identity,
        name=SECRETS[1],
        place=SECRETS[3],
        when=SECRETS[4],
        files=(kept.uid,),
    )
    house.desk.note(handler, receipt.number, SECRETS[0], NOW, house.key())
    house.desk.ask(handler, receipt.number, SECRETS[0], NOW, house.key())
    house.following.answer(holder(sender, receipt), SECRETS[0], NOW, house.key())
    house.desk.refuse(handler, receipt.number, SECRETS[0], NOW, house.key())
    return receipt.number, receipt.code


@pytest.mark.parametrize("identity", [Identity.NAMED, Identity.SEALED])
def test_nothing_that_was_told_stands_open_in_the_database(
    house: CaseHouse, identity: Identity
) -> None:
    _, code = told_story(house, identity)
    held = everything(house.database)
    for secret in (*SECRETS, code):
        assert secret.encode() not in held, secret


def test_a_value_opens_only_under_its_key_and_in_its_place() -> None:
    key = new_key()
    locked = key.lock("lời", "case_lines", "text_locked", "a")
    assert key.unlock(locked, "case_lines", "text_locked", "a") == "lời"
    for other, place in (
        (new_key(), ("case_lines", "text_locked", "a")),
        (key, ("case_lines", "text_locked", "b")),
        (key, ("cases", "text_locked", "a")),
        (key, ("case_lines", "other_locked", "a")),
    ):
        with pytest.raises(UnsealingFailed):
            other.unlock(locked, *place)
    with pytest.raises(UnsealingFailed):
        CaseKey(b"k" * 32).unlock(locked[:-1], "case_lines", "text_locked", "a")


def test_codes_open_and_cases_can_be_read_after_the_data_keys_changed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test.db'}"
    with Database(url, KeyRing([KEY])) as database:
        database.migrate()
        house = CaseHouse(database)
        house.appoint("h", Role.HANDLER, "A")
        number, code = told_story(house)
        waits = CleanFile("photo", "image/jpeg", b"x")
        house.case_files.keep(house.comes("w").id, waits, NOW, house.key())
    with Database(url, KeyRing([b"n" * 32, KEY])) as database:
        keys = DataKeys(database)
        keys.check()
        moved = list(keys.rotate())
        assert sum(step.unreadable for step in moved) == 0
        assert keys.left() == 0
    with Database(url, KeyRing([b"n" * 32])) as database:
        DataKeys(database).check()
        house = CaseHouse(database)
        sender = house.comes("0987654321")
        found = house.following.own(sender.id)
        assert [one.number for one in found] == [number]
        view = house.following.open(
            Holder(sender.id, sender.account_id, code), NOW, "after the change"
        )
        assert view.content.what == f"Nói về {SECRETS[0]}"
        case = house.desk.case(house.comes("h").id, number, NOW, "also after the change")
        assert case.name == SECRETS[1]
        assert len(house.case_files.waiting(house.comes("w").id)) == 1


@pytest.mark.parametrize("deed", ["UPDATE case_history SET move = 'x'", "DELETE FROM case_history"])
def test_the_history_is_only_added_to(house: CaseHouse, deed: str) -> None:
    told_story(house)
    with pytest.raises(Exception, match="only added to"), house.database.engine.begin() as one:
        one.execute(text(deed))


def test_an_answered_case_closes_and_with_it_goes_where_it_was_told(house: CaseHouse) -> None:
    number, code = told_story(house)
    sender = house.comes("0987654321")
    house.keeping.sweep(NOW + 29 * DAY)
    mine = Holder(sender.id, sender.account_id, code)
    assert house.following.open(mine, NOW, house.key()).keeps_address
    house.keeping.sweep(NOW + 31 * DAY)
    view = house.following.open(mine, NOW, house.key())
    assert (view.state, view.keeps_address, view.may) == (CaseState.CLOSED, False, frozenset())
    with house.database.open_uow(read_only=True) as uow:
        case = uow.cases.find_number(number)
        assert case is not None
        assert uow.case_ties.address(case.id) is None


def test_after_its_time_a_case_cannot_be_read_by_anybody_but_is_still_counted(
    house: CaseHouse,
) -> None:
    number, code = told_story(house)
    keeping = CaseKeeping(house.database, house.moves, KeepCases(30, 100), DAY)
    keeping.sweep(NOW + 31 * DAY)
    keeping.sweep(NOW + 100 * DAY)
    handler = house.comes("h").id
    assert house.desk.case(handler, number, NOW, house.key()).line.number == number
    keeping.sweep(NOW + 132 * DAY)
    with pytest.raises(UnknownCase):
        house.desk.case(handler, number, NOW, house.key())
    sender = house.comes("0987654321")
    assert house.following.told(number, None) is None
    with pytest.raises(UnknownCase):
        house.following.open(Holder(sender.id, sender.account_id, code), NOW, house.key())
    with house.database.open_uow(read_only=True) as uow:
        case = uow.cases.find_number(number)
        assert case is not None
        assert (case.state, case.content_locked, case.erased_at is not None) == (
            CaseState.CLOSED,
            None,
            True,
        )
        assert Move.REFUSE in {one.move for one in uow.case_history.of(case.id, None)}
    with house.database.engine.connect() as connection:
        for table in ("case_keys", "case_lines", "case_files", "case_links", "case_addresses"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table


def test_a_case_that_is_held_outlives_its_time(house: CaseHouse) -> None:
    number, _ = told_story(house)
    handler = house.comes("h").id
    house.desk.hold(handler, number, True, "Theo yêu cầu của toà", NOW, house.key())
    keeping = CaseKeeping(house.database, house.moves, KeepCases(30, 100), DAY)
    for days in (31, 500):
        keeping.sweep(NOW + days * DAY)
    case = house.desk.case(handler, number, NOW, house.key())
    assert case.is_held
    house.desk.hold(handler, number, False, "Toà xong", NOW + 501 * DAY, house.key())
    keeping.sweep(NOW + 602 * DAY)
    with pytest.raises(UnknownCase):
        house.desk.case(handler, number, NOW, house.key())


def test_who_is_erased_leaves_a_case_that_is_nobodys(house: CaseHouse) -> None:
    number, code = told_story(house)
    sender = house.comes("0987654321")
    assert [one["number"] for one in house.privacy.export(sender.id)["cases"]] == [number]
    house.case_files.keep(sender.id, CleanFile("photo", "image/jpeg", b"x"), NOW, house.key())
    house.privacy.erase(sender.id, house.key())
    handler = house.comes("h").id
    case = house.desk.case(handler, number, NOW, house.key())
    assert case.name is None, "the name goes with whoever gave it"
    again = house.comes("0987654321")
    assert house.following.own(again.id) == ()
    view = house.following.open(Holder(again.id, again.account_id, code), NOW, house.key())
    assert (view.is_linked, view.keeps_address) == (False, False)
    with house.database.engine.connect() as connection:
        waiting = text("SELECT count(*) FROM case_files WHERE case_id IS NULL")
        assert connection.scalar(waiting) == 0


def test_a_copy_that_is_put_back_forgets_them_again(house: CaseHouse) -> None:
    told_story(house)
    sender = house.comes("0987654321")
    with house.database.open_uow() as uow:
        (account,) = PrivacyRepository(uow.session, uow.ring).accounts(sender.id)
        assert replay(uow, [Erasure(account.uid, "person", NOW)]) == 1
        uow.commit()
    assert house.following.own(sender.id) == ()
    with house.database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM case_addresses")) == 0


def test_an_official_who_is_erased_cannot_be_told_from_the_history(house: CaseHouse) -> None:
    number, _ = told_story(house)
    handler, second = house.comes("h").id, house.appoint("h2", Role.HANDLER, "A")
    house.privacy.erase(handler, house.key())
    case = house.desk.case(second, number, NOW, house.key())
    assert {one.who for one in case.history if one.who}
    with house.database.engine.connect() as connection:
        found = text("SELECT count(*) FROM case_pseudonyms WHERE person_id = :person")
        assert connection.scalar(found, {"person": handler}) == 0


def test_a_code_is_not_found_among_the_hashes_of_another_installation(tmp_path: Path) -> None:
    marks = []
    for name in ("one", "two"):
        with Database(f"sqlite:///{tmp_path / name}", KeyRing([KEY])) as database:
            database.migrate()
            with database.open_uow() as uow:
                marks.append(uow.case_marks.receipt("7K2MQ9XHD4RTAWNF5"))
                uow.commit()
    assert marks[0] != marks[1]
