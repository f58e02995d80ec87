"""Typed text and addresses are sealed: for one row, with keys that can be changed."""

import pytest
from sqlalchemy import text

from db.database import Database
from db.sealing import KeyRing, read_keys
from domain.answers import Answer, AnswerStatus
from domain.errors import UnsealingFailed
from tests.conftest import KEY, NOW

OTHER = b"o" * 32
PLACE = ("questions", "text_sealed", "row1")


def test_what_is_sealed_opens_again() -> None:
    ring = KeyRing([KEY])
    assert ring.open(ring.seal("Chào anh Y Đắk", *PLACE), *PLACE) == "Chào anh Y Đắk"


def test_the_same_text_is_never_sealed_the_same_twice() -> None:
    ring = KeyRing([KEY])
    assert ring.seal("a", *PLACE) != ring.seal("a", *PLACE)


@pytest.mark.parametrize(
    "place",
    [
        ("questions", "text_sealed", "row2"),
        ("questions", "other", "row1"),
        ("drafts", "text_sealed", "row1"),
    ],
)
def test_a_sealed_value_does_not_open_in_another_place(place: tuple[str, str, str]) -> None:
    ring = KeyRing([KEY])
    with pytest.raises(UnsealingFailed):
        ring.open(ring.seal("a", *PLACE), *place)


def test_a_changed_sealed_value_does_not_open() -> None:
    ring = KeyRing([KEY])
    sealed = bytearray(ring.seal("a", *PLACE))
    sealed[-1] ^= 1
    with pytest.raises(UnsealingFailed):
        ring.open(bytes(sealed), *PLACE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x02abcd", b"\x01abcdrest"])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(UnsealingFailed):
        KeyRing([KEY]).open(sealed, *PLACE)


def test_a_new_first_key_seals_while_the_old_one_still_opens() -> None:
    old, both = KeyRing([KEY]), KeyRing([OTHER, KEY])
    assert both.open(old.seal("a", *PLACE), *PLACE) == "a"
    with pytest.raises(UnsealingFailed):
        old.open(both.seal("a", *PLACE), *PLACE)


def test_a_person_is_found_again_after_the_keys_changed(database_url: str) -> None:
    with Database(database_url, KeyRing([KEY])) as database:
        database.migrate()
        with database.open_uow() as uow:
            account = uow.people.add_account("telegram", "12345", NOW)
            uow.commit()
    with (
        Database(database_url, KeyRing([OTHER, KEY])) as database,
        database.open_uow(read_only=True) as uow,
    ):
        assert uow.people.find_account("telegram", "12345") == account
        assert uow.people.latest_account(account.person_id) == account


def test_no_typed_word_and_no_address_stands_readable_in_the_database(database: Database) -> None:
    secret = "bí mật của tôi"
    with database.open_uow() as uow:
        account = uow.people.add_account("telegram", "987654321", NOW)
        uow.questions.add(account.person_id, secret, NOW)
        uow.drafts.put(account.person_id, "reason", {"text": secret}, NOW)
        answer_id = uow.answers.add(Answer(secret, AnswerStatus.REFUSED, secret), NOW.date())
        uow.ratings.set_reason(answer_id, secret)
        uow.watches.add(account.person_id, answer_id, "telegram", "987654321", NOW)
        uow.results.add("telegram:1:2", "drafts.take", {"text": secret})
        uow.commit()
    everything = _everything(database)
    assert b"987654321" not in everything
    assert secret.encode() not in everything
    assert b"b\\u00ed" not in everything


@pytest.mark.parametrize("keys", [[], [b"short"], [KEY, b""]])
def test_a_ring_needs_whole_keys(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="data keys"):
        KeyRing(keys)


def test_keys_are_read_from_a_list_in_base64() -> None:
    import base64

    texts = [base64.b64encode(key).decode() for key in (KEY, OTHER)]
    assert read_keys(", ".join(texts)) == (KEY, OTHER)


@pytest.mark.parametrize(("text", "position"), [("", "1"), ("abc", "1"), ("!!!", "1")])
def test_a_wrong_key_is_told_by_its_position_alone(text: str, position: str) -> None:
    with pytest.raises(ValueError, match=f"^{position}$"):
        read_keys(text)


def _everything(database: Database) -> bytes:
    """Return every stored value of every table as bytes."""
    with database.engine.connect() as connection:
        from db.models import Base

        rows = (
            value
            for table in Base.metadata.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))
            for value in row
        )
        return b"\n".join(
            value if isinstance(value, bytes) else str(value).encode() for value in rows
        )
