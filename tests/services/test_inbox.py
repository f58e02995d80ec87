"""The inbox on both databases: once, in order, by one worker at a time."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from db.database import Database
from db.sealing import KeyRing
from db.uow import UnitOfWork
from db.updates import Ending
from domain.errors import LeaseLost
from services.fencing import holding
from services.inbox import LEASE, MOST_DEATHS, MOST_WAITING, Arrival, Claim, Desk, Inbox, Turn
from services.once import run_once
from tests.conftest import KEY, NOW

ONE = Desk("telegram", 7, "one")
TWO = Desk("telegram", 7, "two")


def arrival(update_id: int, person: str = "an") -> Arrival:
    return Arrival(update_id, person, {"update_id": update_id, "words": f"{person} {update_id}"})


def store(inbox: Inbox, *arrivals: Arrival) -> None:
    assert inbox.turn(ONE, Turn(arrivals), NOW) == ()


def claims(inbox: Inbox, desk: Desk = ONE, after: timedelta = timedelta(0)) -> list[Claim]:
    return list(inbox.turn(desk, Turn(free=100), NOW + after))


def person_of(claim: Claim) -> str:
    assert claim.payload is not None
    return str(claim.payload["words"]).split()[0]


def numbers(claimed: list[Claim]) -> list[int]:
    return sorted(claim.update_id for claim in claimed)


def test_one_turn_stores_and_claims(database: Database) -> None:
    (claim,) = Inbox(database).turn(ONE, Turn([arrival(1)], free=1), NOW)
    assert claim.payload == {"update_id": 1, "words": "an 1"}
    assert (claim.failures, claim.is_overflow, claim.is_last) == (0, False, False)


def test_an_update_is_stored_once_however_often_it_comes(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(1), arrival(1))
    (claim,) = claims(inbox)
    inbox.turn(ONE, Turn(endings=[claim.done()]), NOW)
    store(inbox, arrival(1))
    assert claims(inbox) == []


def test_another_bot_or_channel_has_its_own_numbers(database: Database) -> None:
    inbox = Inbox(database)
    for desk in (ONE, Desk("telegram", 8, "one"), Desk("local", 7, "one")):
        assert len(inbox.turn(desk, Turn([arrival(1)], free=9), NOW)) == 1


def test_a_persons_updates_come_one_after_the_other_by_their_numbers(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(3), arrival(1, "ba"))
    store(inbox, arrival(2), arrival(4, "ba"))
    first = claims(inbox)
    assert numbers(first) == [1, 2]
    assert claims(inbox, TWO) == [], "nobody is worked on twice at once"
    second = inbox.turn(TWO, Turn(endings=[claim.done() for claim in first], free=9), NOW)
    assert numbers(list(second)) == [3, 4]


def test_an_update_that_was_overtaken_waits_for_the_one_in_hand(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(5))
    (claim,) = claims(inbox)
    store(inbox, arrival(4))
    assert claims(inbox, TWO) == []
    inbox.turn(ONE, Turn(endings=[claim.done()]), NOW)
    assert numbers(claims(inbox, TWO)) == [4]


def test_a_worker_takes_no_more_than_it_has_hands(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, *(arrival(number, f"p{number}") for number in range(10)))
    assert len(inbox.turn(ONE, Turn(free=3), NOW)) == 3
    assert len(inbox.turn(TWO, Turn(free=100), NOW)) == 7


def test_who_vanished_is_replaced_and_who_still_works_is_not(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(1), arrival(2, "ba"))
    kept, lost = inbox.turn(ONE, Turn(free=2), NOW)
    later = NOW + LEASE - timedelta(seconds=1)
    inbox.turn(ONE, Turn(kept=[kept]), later)
    assert claims(inbox, TWO, LEASE - timedelta(seconds=1)) == []
    (taken,) = claims(inbox, TWO, LEASE)
    assert taken.update_id == lost.update_id
    assert taken.fence > lost.fence
    assert (taken.deaths, taken.failures) == (1, 0)


def test_an_update_that_takes_its_worker_with_it_is_given_up_at_last(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(1))
    (first,) = claims(inbox)
    inbox.turn(ONE, Turn(endings=[first.failed(NOW)]), NOW)
    for number in range(1, MOST_DEATHS + 1):
        (claim,) = claims(inbox, ONE, number * LEASE)
        assert not claim.is_hopeless
    (claim,) = claims(inbox, ONE, (MOST_DEATHS + 1) * LEASE)
    assert claim.is_hopeless
    inbox.turn(ONE, Turn(endings=[claim.failed(NOW)]), NOW)
    assert (inbox.count().open, inbox.count().parked) == (0, 1)


def test_who_lost_the_lease_can_neither_act_nor_close(database: Database) -> None:
    inbox, done = Inbox(database), list[int]()
    store(inbox, arrival(1))
    (lost,) = claims(inbox)
    (held,) = claims(inbox, TWO, LEASE)

    def act(uow: UnitOfWork) -> int:
        uow.marks.set("acted", "yes")
        done.append(1)
        return 1

    with holding(lost.lease), pytest.raises(LeaseLost):
        run_once(database, "u1", "test", act)
    assert done == []
    inbox.turn(ONE, Turn(endings=[lost.done()]), NOW)
    assert inbox.count().open == 1
    with holding(held.lease):
        assert run_once(database, "u1", "test", act) == 1
    assert done == [1]


def test_a_lease_lost_in_mid_effect_takes_the_effect_with_it_or_waits(database: Database) -> None:
    """Either the effect is committed before the lease goes over, or it is not committed at all."""
    inbox = Inbox(database)
    store(inbox, arrival(1))
    (mine,) = claims(inbox)
    inside, taken = threading.Event(), list[Claim]()

    def take_over() -> None:
        inside.wait()
        taken.extend(claims(inbox, TWO, LEASE))

    def act(uow: UnitOfWork) -> int:
        inside.set()
        other.join(0.3)
        assert taken == [], "nobody takes over between the check and the commit"
        return 1

    other = threading.Thread(target=take_over)
    other.start()
    with holding(mine.lease):
        assert run_once(database, "u1", "test", act) == 1
    other.join()
    (successor,) = taken
    with holding(successor.lease):
        assert run_once(database, "u1", "test", lambda uow: 2) == 1, "the stored result"


def test_workers_that_claim_at_once_share_and_never_overlap(
    database_url: str, database: Database
) -> None:
    people = [f"p{number}" for number in range(12)]
    inbox = Inbox(database)
    store(inbox, *(arrival(n, person) for n, person in enumerate(people * 4)))
    seen: list[tuple[str, int]] = []
    overlaps: list[str] = []
    busy: set[str] = set()
    guard = threading.Lock()

    def work(worker: str) -> None:
        with Database(database_url, KeyRing([KEY])) as own:
            mine, desk = Inbox(own), Desk("telegram", 7, worker)
            endings: list[Ending] = []
            while claimed := mine.turn(desk, Turn(endings=endings, free=5), NOW):
                with guard:
                    for claim in claimed:
                        overlaps.extend({person_of(claim)} & busy)
                        busy.add(person_of(claim))
                        seen.append((person_of(claim), claim.update_id))
                with guard:
                    busy.difference_update(map(person_of, claimed))
                endings = [claim.done() for claim in claimed]

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inbox.count().open == 0
    assert overlaps == []
    assert len(seen) == len(set(seen)) == 48
    for person in people:
        order = [number for name, number in seen if name == person]
        assert order == sorted(order)


def test_a_person_who_floods_is_bounded_and_others_are_not(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, *(arrival(number) for number in range(500)), arrival(900, "ba"))
    assert inbox.count().open == MOST_WAITING + 1
    store(inbox, *(arrival(number) for number in range(1000, 1500)))
    assert inbox.count().open == MOST_WAITING + 1
    answered = []
    while claimed := claims(inbox):
        answered += claimed
        inbox.turn(ONE, Turn(endings=[claim.done() for claim in claimed]), NOW)
    assert [claim.update_id for claim in answered if claim.is_overflow] == [MOST_WAITING - 1]
    store(inbox, arrival(2000))
    assert numbers(claims(inbox)) == [2000]


def test_what_no_key_opens_keeps_nobody_waiting(database_url: str, database: Database) -> None:
    store(Inbox(database), arrival(1), arrival(2, "ba"))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE inbox SET payload_sealed = :x WHERE update_id = 1"),
                           {"x": b"\x01broken"})  # fmt: skip
    found = {claim.update_id: claim.payload for claim in claims(Inbox(database))}
    assert found[1] is None
    assert found[2] is not None


def test_words_are_sealed_and_gone_once_an_update_is_closed(database: Database) -> None:
    inbox = Inbox(database)
    store(inbox, arrival(1))
    sealed = _payloads(database)[0]
    assert sealed is not None
    assert b"words" not in bytes(sealed)
    (claim,) = claims(inbox)
    inbox.turn(ONE, Turn(endings=[claim.done()]), NOW)
    assert _payloads(database) == [None]


def _payloads(database: Database) -> list[bytes | None]:
    with database.engine.connect() as connection:
        return list(connection.execute(text("SELECT payload_sealed FROM inbox")).scalars())
