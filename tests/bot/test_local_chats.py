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


def test_a_chat_tells_what_changed_since_somebody_looked(database: Database) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)
    first = chats.add_message(dan.chat_id, {"text": "một"}, from_bot=True, now=NOW)
    seen = chats.changes(dan.chat_id, 0, 10)
    assert seen.is_whole
    assert seen.messages == (first,)

    chats.add_message(lan.chat_id, {"text": "của lan"}, from_bot=True, now=NOW)
    assert chats.changes(dan.chat_id, seen.revision, 10).messages == ()
    second = chats.add_message(dan.chat_id, {"text": "hai"}, from_bot=True, now=NOW)
    chats.change_message(dan.chat_id, first.message_id, {"text": "một, đã đổi"})
    later = chats.changes(dan.chat_id, seen.revision, 10)
    assert not later.is_whole
    assert [m.payload["text"] for m in later.messages] == ["một, đã đổi", "hai"]

    chats.delete_message(dan.chat_id, second.message_id)
    gone = chats.changes(dan.chat_id, later.revision, 10)
    assert gone.is_whole
    assert [m.message_id for m in gone.messages] == [first.message_id]
    assert chats.changes(dan.chat_id, gone.revision, 10).messages == ()
    assert chats.changes(dan.chat_id, gone.revision + 9, 10).is_whole, "a restored copy is older"


def test_who_missed_very_much_gets_the_latest_messages_whole(database: Database) -> None:
    chats = LocalChats(database)
    dan = chats.person("dan", NOW)
    for number in range(70):
        chats.add_message(dan.chat_id, {"text": str(number)}, from_bot=True, now=NOW)
    changes = chats.changes(dan.chat_id, 1, 10)
    assert changes.is_whole
    assert changes.has_older
    assert [m.payload["text"] for m in changes.messages] == [str(n) for n in range(60, 70)]


def test_a_message_under_a_key_is_kept_once(database: Database) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)
    first = chats.receive(dan.chat_id, {"text": "một"}, NOW, "khoá-1")
    assert chats.receive(dan.chat_id, {"text": "một"}, NOW, "khoá-1") == first
    assert chats.receive(lan.chat_id, {"text": "một"}, NOW, "khoá-1") != first
    other = chats.receive(dan.chat_id, {"text": "một"}, NOW)
    assert other.update_id > first.update_id
    assert len(chats.newest(dan.chat_id)) == 2


def test_a_file_is_found_in_its_own_chat_only(database: Database) -> None:
    chats = LocalChats(database)
    dan, lan = chats.person("dan", NOW), chats.person("lan", NOW)
    file = chats.put_file(dan.chat_id, "a.txt", "text/plain", b"x", now=NOW)
    assert chats.file(file.file_id, dan.chat_id) == file
    assert chats.file(file.file_id, lan.chat_id) is None
