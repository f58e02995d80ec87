"""Browsers and the chats that their cookies open, on both databases."""

import threading
from datetime import UTC, datetime, timedelta

from db.database import Database
from db.sealing import KeyRing
from services.browser_sessions import BrowserSessions
from services.local_chats import LocalChats
from tests.conftest import KEY

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_a_cookie_opens_one_chat_and_no_other(database: Database) -> None:
    sessions = BrowserSessions(database)
    one, two = sessions.new_token(), sessions.new_token()
    assert sessions.find(one, NOW) is None
    mine = sessions.open(one, NOW)
    assert sessions.find(one, NOW + timedelta(days=2)) == sessions.open(one, NOW) == mine
    assert sessions.open(two, NOW).chat_id != mine.chat_id
    assert sessions.find(sessions.new_token(), NOW) is None


def test_only_our_own_cookies_and_proofs_count(database: Database) -> None:
    sessions = BrowserSessions(database)
    token = sessions.new_token()
    assert sessions.is_ours(token)
    assert sessions.is_proof(token, sessions.proof(token))
    for other in ("", token[:-1], token + "0", "0" * len(token), "é" * 96, token.upper()):
        assert not sessions.is_ours(other)
        assert not sessions.is_proof(token, other)
    assert not sessions.is_proof(sessions.new_token(), sessions.proof(token))


def test_a_cookie_outlives_a_change_of_keys(database_url: str, database: Database) -> None:
    sessions = BrowserSessions(database)
    token = sessions.new_token()
    mine = sessions.open(token, NOW)
    proof = sessions.proof(token)
    with Database(database_url, KeyRing([b"n" * 32, KEY])) as rotated:
        later = BrowserSessions(rotated)
        assert later.is_ours(token)
        assert later.is_proof(token, proof)
        assert later.find(token, NOW) == mine


def test_two_tabs_that_begin_at_once_share_one_chat(database: Database) -> None:
    sessions = BrowserSessions(database)
    token = sessions.new_token()
    found: list[int] = []
    begin = threading.Barrier(4)

    def open_chat() -> None:
        begin.wait()
        found.append(sessions.open(token, NOW).chat_id)

    threads = [threading.Thread(target=open_chat) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_playing_a_part_keeps_ones_own_chat(database: Database) -> None:
    sessions = BrowserSessions(database)
    token = sessions.new_token()
    own = sessions.open(token, NOW)
    official = sessions.play(token, "can-bo", NOW)
    assert sessions.find(token, NOW) == official != own
    assert sessions.play(token, None, NOW) == own
    assert sessions.play(token, "can-bo", NOW) == official


def test_forgetting_takes_every_part_along(database: Database) -> None:
    sessions, chats = BrowserSessions(database), LocalChats(database)
    token = sessions.new_token()
    own = sessions.open(token, NOW)
    official = sessions.play(token, "can-bo", NOW)
    for person in (own, official):
        chats.add_message(person.chat_id, {"text": "x"}, from_bot=True, now=NOW)
    assert set(sessions.end(token)) == {own.chat_id, official.chat_id}
    assert sessions.find(token, NOW) is None
    assert chats.newest(own.chat_id) == chats.newest(official.chat_id) == ()
    assert sessions.end(token) == ()
