"""Data keys: which are missing, and putting another one in the place of the first."""

from datetime import UTC, datetime, timedelta

import pytest

from db.database import Database
from db.handed_questions import REPLIED
from db.resealing import ResealingRepository, sealed_columns
from db.sealing import KeyRing
from domain.answers import Answer, AnswerStatus
from domain.editing import Link
from domain.errors import DataKeysMissing
from domain.exams import Blueprint
from domain.roles import Role
from domain.study import ItemOrigin, Skill
from services.bank_files import store
from services.browser_sessions import BrowserSessions
from services.data_keys import DataKeys
from services.inbox import Arrival, Desk, Inbox, Turn
from services.local_chats import LocalChats
from services.rights import OPERATOR
from tests.conftest import KEY
from tests.services.case_office import CaseHouse
from tests.services.learner import an_item, right_answer
from tests.services.staff_office import Office

OTHER, THIRD = b"o" * 32, b"t" * 32
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DESK = Desk("telegram", 7, "worker")


def mark(key: bytes) -> str:
    """Return the mark of a key."""
    return KeyRing([key]).marks[0]


def fill(database: Database) -> None:
    """Write something into every sealed column."""
    with database.open_uow() as uow:
        account = uow.people.add_account("telegram", "987654321", NOW)
        uow.questions.add(account.person_id, "bí mật", NOW)
        uow.drafts.put(account.person_id, "reason", {"text": "bí mật"}, NOW)
        answer = uow.answers.add(Answer("bí mật", AnswerStatus.REFUSED, "bí mật"), NOW.date())
        uow.ratings.set_reason(answer, "bí mật")
        uow.watches.add(account.person_id, answer, "telegram", "987654321", NOW)
        uow.results.add("telegram:1:2", "drafts.take", {"text": "bí mật"})
        uow.outbox.add("news:1", "telegram", "987654321", {"kind": "news"}, NOW)
        uow.commit()
    payload = {"update_id": 5, "message": {"from": {"id": 987654321}, "text": "bí mật"}}
    Inbox(database).turn(DESK, Turn([Arrival(5, "987654321", payload)]), NOW)
    chats = LocalChats(database)
    chats.add_message(chats.person("an", NOW).chat_id, {"text": "x"}, from_bot=False, now=NOW)
    with database.open_uow() as uow:
        from db.local_chats import LocalChatRepository

        LocalChatRepository(uow.session, uow.ring).add_file(1, "a.txt", "text/plain", b"x", NOW)
        uow.authenticators.put(account.person_id, "123456", "SECRET")
        uow.commit()
    office = CaseHouse(database)
    _fill_office(office)
    _fill_study(office)
    _fill_editing(office)
    _fill_cases(office)


def _fill_editing(office: Office) -> None:
    """Let an editor send a file, link a passage, and hand a question to a unit that replies."""
    editor = office.comes("editor").id
    with office.database.open_uow() as uow:
        uow.document_drafts.add(editor, "ghi-chu.txt", "bí mật", (), NOW)
        uow.editing.add_link(Link(0, "bí mật", "ke-hoach", "III.1", "dấu"), editor, NOW)
        handed = uow.handed.add("A", "bí mật", NOW.date(), None, NOW)
        uow.handed.end(handed, REPLIED, "bí mật", editor, NOW)
        uow.commit()


def _fill_cases(office: CaseHouse) -> None:
    """Let somebody bring a case that has a file, and be told of it here."""
    with office.database.open_uow() as uow:
        uow.case_files.add(b"somebody", "photo", "image/png", b"x", None, NOW)
        uow.commit()
    office.brings(office.comes("sender"))


def _fill_study(office: Office) -> str:
    """Let an editor refuse an item and somebody pass an exam; return the certificate's code."""
    with office.database.open_uow() as uow:
        store(uow, [an_item()], ItemOrigin.SHIPPED, NOW)
        uow.commit()
    person = office.holds("candidate", Role.MANAGER, "A", "Phạm Thị Dung").id
    closes = NOW + timedelta(hours=1)
    paper = Blueprint({Skill.PLAN: 1}, minutes=5)
    made = office.exam_desk.create(
        *(person, "A", "Kiểm tra", paper, NOW, closes, NOW, office.key())
    )
    asked = office.exams.begin(person, made.exam, NOW, office.key())
    assert asked is not None
    office.exams.answer(
        *(person, asked.session, 1, right_answer(asked.item), "telegram", NOW, office.key())
    )
    office.exams.finish(person, asked.session, NOW, office.key())
    printed = office.certificates.issue(person, asked.session, "Phạm Thị Dung", NOW, office.key())
    office.bank.retire(OPERATOR, asked.item.code, "sai nguồn", NOW, office.key())
    return printed.code


def _fill_office(office: Office) -> None:
    """Let people hold a role, be invited, and ask to join."""
    office.holds("manager", Role.MANAGER, "A", "Nguyễn Văn An")
    office.invites(Role.OFFICIAL, "A", "Trần Thị Bình")
    newcomer = office.comes("newcomer")
    office.joining.ask(newcomer.id, Role.OFFICIAL, "A", "Lê Văn Cường", NOW, office.key())


def with_keys(url: str, *keys: bytes) -> Database:
    """Return the same database opened with other keys."""
    return Database(url, KeyRing(keys))


@pytest.fixture
def filled(database: Database) -> Database:
    """Return a database of one key with something in every sealed column."""
    DataKeys(database).check()
    fill(database)
    return database


def test_every_sealed_column_knows_what_its_rows_are_sealed_for(filled: Database) -> None:
    with filled.open_uow(read_only=True) as uow:
        counts = {
            column.name: ResealingRepository(uow.session, uow.ring).count(column)
            for column in sealed_columns()
        }
    assert [name for name, count in counts.items() if not count] == []


def test_other_keys_are_refused_by_mark_and_the_right_ones_go_on(
    filled: Database, database_url: str
) -> None:
    with with_keys(database_url, OTHER) as wrong, pytest.raises(DataKeysMissing) as caught:
        DataKeys(wrong).check()
    assert set(caught.value.missing) == {mark(KEY)}
    assert not caught.value.is_rotating
    DataKeys(filled).check()


def test_a_key_taken_out_before_everything_was_moved_is_missed(
    filled: Database, database_url: str
) -> None:
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
    with with_keys(database_url, OTHER) as early, pytest.raises(DataKeysMissing) as caught:
        DataKeys(early).check()
    assert caught.value.is_rotating
    assert caught.value.missing.keys() == {mark(KEY)}
    assert caught.value.missing[mark(KEY)] > 10


def test_a_rotation_leaves_nothing_under_the_old_key(filled: Database, database_url: str) -> None:
    with with_keys(database_url, OTHER, KEY) as both:
        keys = DataKeys(both)
        keys.check()
        left = keys.left()
        steps = list(keys.rotate())
        assert sum(step.values for step in steps) == left
        assert sum(step.unreadable for step in steps) == 0
        assert keys.left() == 0
        assert [(use.mark, use.seals) for use in keys.uses()] == [
            (mark(OTHER), True),
            (mark(KEY), False),
        ]
        assert keys.uses()[1].values == 0
        assert list(keys.rotate()) == []
    with with_keys(database_url, OTHER) as new:
        DataKeys(new).check()
        DataKeys(new).check()
        with new.open_uow(read_only=True) as uow:
            account = uow.people.find_account("telegram", "987654321")
            assert account is not None
            assert uow.questions.recent(account.person_id, NOW - timedelta(days=1), 5) == (
                "bí mật",
            )
            assert uow.watches.count(account.person_id) == 1
            assert uow.outbox.count_unsent("telegram", "987654321") == 1
            assert uow.results.find("telegram:1:2", "drafts.take") is not None


def test_a_rotation_that_was_cut_off_goes_on_where_it_was(
    filled: Database, database_url: str
) -> None:
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        steps = DataKeys(both).rotate()
        next(steps)
        next(steps)
        del steps
    with with_keys(database_url, OTHER, KEY) as again:
        keys = DataKeys(again)
        keys.check()
        assert keys.left() > 0
        assert [step.unreadable for step in keys.rotate() if step.unreadable] == []
        assert keys.left() == 0


def test_what_the_bot_writes_meanwhile_is_kept(filled: Database, database_url: str) -> None:
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        for _ in DataKeys(both).rotate():
            with both.open_uow() as uow:
                person = uow.people.add_account("telegram", "1", NOW).person_id
                uow.questions.add(person, "mới", NOW)
                uow.drafts.put(1, "reason", {"text": "đổi"}, NOW)
                uow.commit()
            break
        list(DataKeys(both).rotate())
        with both.open_uow(read_only=True) as uow:
            draft = uow.drafts.find(1, "reason")
            assert draft is not None
            assert draft.payload == {"text": "đổi"}
        assert DataKeys(both).left() == 0


def test_a_waiting_message_keeps_its_place_behind_its_senders_earlier_ones(
    filled: Database, database_url: str
) -> None:
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        list(DataKeys(both).rotate())
        inbox = Inbox(both)
        later = {"update_id": 6, "message": {"from": {"id": 987654321}}}
        (first,) = inbox.turn(DESK, Turn([Arrival(6, "987654321", later)], free=5), NOW)
        assert first.update_id == 5
        assert inbox.count().open == 2


def test_a_value_that_no_key_opens_is_counted_and_the_others_are_moved(
    filled: Database, database_url: str
) -> None:
    with with_keys(database_url, THIRD) as foreign, foreign.open_uow() as uow:
        uow.questions.add(1, "của khoá khác", NOW)
        uow.commit()
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        steps = list(DataKeys(both).rotate())
        assert sum(step.unreadable for step in steps) == 1
        assert DataKeys(both).left() == 1


def test_a_browser_is_known_after_the_old_key_is_gone(filled: Database, database_url: str) -> None:
    token = BrowserSessions(filled).new_token()
    mine = BrowserSessions(filled).open(token, NOW)
    proof = BrowserSessions(filled).proof(token)
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        list(DataKeys(both).rotate())
    with with_keys(database_url, OTHER) as new:
        later = BrowserSessions(new)
        assert later.is_ours(token)
        assert later.is_proof(token, proof)
        assert later.find(token, NOW) == mine


def test_a_certificate_is_found_after_the_old_key_is_gone(
    database: Database, database_url: str
) -> None:
    DataKeys(database).check()
    code = _fill_study(Office(database))
    with with_keys(database_url, OTHER, KEY) as both:
        DataKeys(both).check()
        list(DataKeys(both).rotate())
    with with_keys(database_url, OTHER) as new:
        office = Office(new)
        anybody = office.comes("anybody")
        found = office.certificates.check(anybody.account_id, code, NOW, office.key())
        assert found.name == "Phạm Thị Dung"


def test_the_key_of_an_earlier_version_is_remembered(database: Database, database_url: str) -> None:
    place = ("marks", "value", "key_proof")
    with database.open_uow() as uow:
        uow.marks.set("key_proof", uow.ring.seal("key_proof", *place).hex())
        uow.commit()
    with with_keys(database_url, OTHER) as wrong, pytest.raises(DataKeysMissing):
        DataKeys(wrong).check()
    DataKeys(database).check()
    with database.open_uow(read_only=True) as uow:
        assert uow.marks.get("key_proof") is None
