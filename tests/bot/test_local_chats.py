"""The chats of local channels, on both databases."""

from datetime import UTC, datetime

from sqlalchemy import text

from db.database import Database
from services.local_chats import LocalChats

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_a_person_keeps_their_chat(database: Database) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)

    assert chats.person("dan", NOW) == dan
    assert dan.chat_id != lan.chat_id
    assert chats.person_of(lan.chat_id) == lan
    assert chats.person_of(999) is None


def test_messages_are_read_back_newest_first_and_by_their_own_chat_only(
    database: Database,
) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)
    sent = [
        chats.add_message(dan.chat_id, {"text": f"tin {number}"}, from_bot=True, now=NOW)
        for number in range(3)
    ]

    assert [m.payload["text"] for m in chats.newest(dan.chat_id, 2)] == ["tin 2", "tin 1"]
    assert chats.newest(dan.chat_id, before=sent[1].message_id) == (sent[0],)
    assert chats.newest(lan.chat_id) == ()
    assert chats.message(lan.chat_id, sent[0].message_id) is None
    assert not chats.delete_message(lan.chat_id, sent[0].message_id)
    assert sent[0].payload["message_id"] == sent[0].message_id


def test_what_people_write_and_send_is_sealed(database: Database) -> None:
    chats = LocalChats(database)
    dan = chats.person("dan", NOW)
    message = chats.add_message(dan.chat_id, {"text": "chuyện riêng"}, from_bot=False, now=NOW)
    chats.change_message(dan.chat_id, message.message_id, {"text": "chuyện riêng khác"})
    file = chats.put_file(dan.chat_id, "don-rieng.txt", "text/plain", b"rieng tu", now=NOW)

    with database.open_uow(read_only=True) as uow:
        messages = uow.session.execute(text("SELECT payload_sealed FROM local_messages")).all()
        files = uow.session.execute(text("SELECT head_sealed, content_sealed FROM local_files"))
        held = b"".join(bytes(value) for row in [*messages, *files] for value in row)
    assert "riêng".encode() not in held
    assert b"rieng" not in held
    found = chats.file(file.file_id)
    assert found is not None
    assert (found.name, found.content) == ("don-rieng.txt", b"rieng tu")


def test_erasing_a_history_leaves_other_chats_alone(database: Database) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)
    for person in (dan, lan):
        chats.add_message(person.chat_id, {"text": "x"}, from_bot=True, now=NOW)
    file = chats.put_file(dan.chat_id, "a.txt", "text/plain", b"x", now=NOW)

    assert chats.erase_history(dan.chat_id) == 1
    assert chats.newest(dan.chat_id) == ()
    assert chats.file(file.file_id) is None
    assert len(chats.newest(lan.chat_id)) == 1


def test_no_update_number_is_given_twice(database: Database) -> None:
    numbers = [LocalChats(database).next_update(NOW) for _ in range(5)]
    assert numbers == sorted(set(numbers))
    with database.open_uow() as uow:
        uow.session.execute(text("DELETE FROM local_updates"))
        uow.commit()
    assert LocalChats(database).next_update(NOW) > numbers[-1]
