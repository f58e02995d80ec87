"""Leases of roles, the outbox and the sweep, on both databases."""

import threading
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from db.database import Database
from db.sealing import KeyRing
from domain.errors import LeaseLost, StorageFault, StorageUnavailable
from services.fencing import RoleLease, holding
from services.inbox import Arrival, Desk, Inbox, Turn
from services.leases import SPAN, TICK, Leases
from services.outbox import LONGEST_PAUSE, MOST_ATTEMPTS, SENDING, Outbox
from services.retention import Retention
from services.rights import Rights
from tests.conftest import KEY, NOW
from tests.pragmas import set_for_all

SECOND = timedelta(seconds=1)
RIGHTS = Rights(ZoneInfo("Asia/Ho_Chi_Minh"))
DESK = Desk("telegram", 7, "one")


def write(database: Database, key: str, address: str = "77") -> bool:
    with database.open_uow() as uow:
        is_new = uow.outbox.add(key, "telegram", address, {"kind": "news", "answer": key}, NOW)
        uow.commit()
    return is_new


def test_a_role_is_held_by_one_until_it_is_let_go(database: Database) -> None:
    leases = Leases(database)
    held = leases.take(TICK, "a", NOW)
    assert held is not None
    assert leases.take(TICK, "b", NOW) is None
    assert leases.take("dispatcher:telegram", "b", NOW) is not None
    leases.give_back(held)
    assert leases.take(TICK, "b", NOW) is not None
    assert leases.take(TICK, "a", NOW) is None


def test_a_holder_that_keeps_renewing_is_never_replaced(database: Database) -> None:
    leases = Leases(database)
    first = leases.take(TICK, "a", NOW)
    for number in range(1, 5):
        assert leases.take(TICK, "a", NOW + number * SPAN * 0.9) == first
        assert leases.take(TICK, "b", NOW + number * SPAN * 0.9) is None


def test_a_holder_that_vanished_is_replaced_and_fenced_off(database: Database) -> None:
    leases = Leases(database)
    lost = leases.take(TICK, "a", NOW)
    assert lost is not None
    assert leases.take(TICK, "b", NOW + SPAN - SECOND) is None
    assert leases.take(TICK, "b", NOW + SPAN) is not None
    with holding(lost), pytest.raises(LeaseLost):
        Retention(database, RIGHTS).sweep(NOW)
    leases.give_back(lost)
    assert leases.take(TICK, "c", NOW + SPAN) is None, "who lost a role cannot let it go"


def test_a_clock_put_back_does_not_keep_a_role_for_ever(database: Database) -> None:
    leases = Leases(database)
    assert leases.take(TICK, "a", NOW) is not None
    assert leases.take(TICK, "b", NOW - timedelta(days=1)) is not None


def test_of_many_who_want_a_role_at_once_one_gets_it(database: Database) -> None:
    leases, got = Leases(database), list[RoleLease | None]()

    def want(worker: str) -> None:
        got.append(leases.take(TICK, worker, NOW))

    threads = [threading.Thread(target=want, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(lease is not None for lease in got) == 1


def test_a_message_is_written_once_by_its_key(database: Database) -> None:
    assert write(database, "k1")
    assert not write(database, "k1")
    (message,) = Outbox(database).take("telegram", NOW, 10)
    assert (message.kind, message.address, message.attempt) == ("news", "77", 1)


def test_a_message_that_is_being_sent_is_not_sent_by_another(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "k1")
    (first,) = outbox.take("telegram", NOW, 10)
    assert outbox.take("telegram", NOW, 10) == ()
    assert outbox.take("local", NOW + SENDING, 10) == ()
    (again,) = outbox.take("telegram", NOW + SENDING, 10)
    assert (again.id, again.attempt) == (first.id, 2)


def test_each_person_gets_their_messages_in_order(database: Database) -> None:
    outbox = Outbox(database)
    for key, address in (("k1", "77"), ("k2", "77"), ("k3", "88")):
        write(database, key, address)
    first = outbox.take("telegram", NOW, 10)
    assert [m.payload["answer"] for m in first] == ["k1", "k3"]
    outbox.put_off(first[0], NOW)
    outbox.accepted(first[1])
    assert outbox.take("telegram", NOW, 10) == (), "the second waits for the first"
    (again,) = outbox.take("telegram", NOW + SECOND, 10)
    outbox.accepted(again)
    (second,) = outbox.take("telegram", NOW + SECOND, 10)
    assert second.payload["answer"] == "k2"


def test_a_refused_message_is_tried_five_times(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "k1")
    for number in range(MOST_ATTEMPTS):
        (message,) = outbox.take("telegram", NOW + number * timedelta(minutes=1), 10)
        outbox.refused(message, NOW + number * timedelta(minutes=1))
    assert outbox.take("telegram", NOW + LONGEST_PAUSE / 2, 10) == ()
    assert outbox.count().parked == 1


def test_a_message_waits_for_a_channel_that_is_away(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "k1")
    at = NOW
    for _ in range(3 * MOST_ATTEMPTS):
        (message,) = outbox.take("telegram", at, 10)
        outbox.put_off(message, at)
        at += timedelta(minutes=1)
    (message,) = outbox.take("telegram", at, 10)
    outbox.put_off(message, at, timedelta(minutes=10))
    assert outbox.take("telegram", at + timedelta(minutes=9), 10) == ()
    assert len(outbox.take("telegram", at + timedelta(minutes=10), 10)) == 1


def test_a_sent_message_keeps_neither_words_nor_address(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "k1")
    outbox.accepted(*outbox.take("telegram", NOW, 10))
    with database.engine.connect() as connection:
        row = connection.execute(text("SELECT state, address_sealed, payload_sealed FROM outbox"))
        assert [tuple(one) for one in row] == [("sent", None, None)]


def test_what_is_done_with_is_swept_and_what_waits_is_kept(database: Database) -> None:
    inbox, outbox, retention = Inbox(database), Outbox(database), Retention(database, RIGHTS)
    for number in (1, 2):
        inbox.turn(DESK, Turn([Arrival(number, str(number), {})]), NOW)
        write(database, f"k{number}", str(number))
    (first, _) = inbox.turn(DESK, Turn(free=2), NOW)
    inbox.turn(DESK, Turn(endings=[first.done()]), NOW)
    outbox.accepted(outbox.take("telegram", NOW, 10)[0])
    assert retention.sweep(NOW + timedelta(days=2)) == 0
    assert retention.sweep(NOW + timedelta(days=4)) == 2
    assert inbox.count().open == 1
    assert outbox.count().open == 1


def test_a_full_disk_is_told_and_nothing_is_half_stored(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/small.db", KeyRing([KEY])) as database:
        database.migrate()
        inbox = Inbox(database)
        arrivals = [Arrival(n, str(n), {"words": "x" * 500}) for n in range(100)]
        with database.engine.connect() as connection:
            pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        set_for_all(database, f"max_page_count={pages + 5}")
        with pytest.raises(StorageUnavailable) as caught:
            inbox.turn(DESK, Turn(arrivals), NOW)
        assert caught.value.fault is StorageFault.FULL
        assert inbox.count().open == 0
        set_for_all(database, f"max_page_count={pages + 1000}")
        inbox.turn(DESK, Turn(arrivals), NOW)
        assert inbox.count().open == 100


def test_a_read_only_database_is_told(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/small.db", KeyRing([KEY])) as database:
        database.migrate()
        set_for_all(database, "query_only=ON")
        with pytest.raises(StorageUnavailable) as caught:
            Inbox(database).turn(DESK, Turn([Arrival(1, "an", {})]), NOW)
        assert caught.value.fault is StorageFault.READ_ONLY
