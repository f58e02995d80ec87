"""Browsers that people write from: an unguessable cookie opens one chat and no other.

A cookie leaves no trace here until its visitor writes. What is stored is a keyed hash, so whoever
reads the database cannot make a cookie from it.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from hmac import compare_digest
from secrets import token_hex

from db.browser_sessions import BrowserSessionRepository, StoredSession
from db.database import Database
from db.local_chats import LocalChatRepository
from db.sealing import digest
from db.uow import UnitOfWork
from domain.errors import ConcurrentChange
from services.conversations import erase_traces
from services.data_keys import DataKeys
from services.local_chats import CHANNEL, LocalPerson

_SECRET_LETTERS = 64
_PROOF_LETTERS = 32
_SEEN_EVERY = timedelta(days=1)
_AT_ONCE = 50
_VISITOR = "khach-"


class BrowserSessions:
    """Cookies, the chats that they open, and forgetting both."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def new_token(self) -> str:
        """Return the value of a new cookie: a secret, and our mark that we made it."""
        secret = token_hex(_SECRET_LETTERS // 2)
        return secret + self._hash("browser cookie", secret).hex()[:_PROOF_LETTERS]

    def is_ours(self, token: str) -> bool:
        """Tell whether we made this cookie; a value that somebody thought of is no cookie."""
        secret, mark = token[:_SECRET_LETTERS], token[_SECRET_LETTERS:]
        return self._is_marked("browser cookie", secret, mark)

    def proof(self, token: str) -> str:
        """Return what a page of this cookie's visitor sends along to show that it is ours."""
        return self._hash("browser page", token).hex()[:_PROOF_LETTERS]

    def is_proof(self, token: str, proof: str) -> bool:
        """Tell whether `proof` was given to a page of this cookie's visitor."""
        return self._is_marked("browser page", token, proof)

    def find(self, token: str, now: datetime) -> LocalPerson | None:
        """Return whose chat the cookie opens, None before its visitor wrote anything."""
        with self._database.open_uow(read_only=True) as uow:
            session = self._session(uow, token)
            person = None if session is None else _whose(uow, session)
        if session is not None and now - session.seen_at > _SEEN_EVERY:
            self._see(session, now)
        return person

    def open(self, token: str, now: datetime) -> LocalPerson:
        """Return whose chat the cookie opens, a new one where it opened none."""
        return self.find(token, now) or self._once(
            lambda uow: _whose(uow, self._opened(uow, token, now))
        )

    def play(self, token: str, part: str | None, now: datetime) -> LocalPerson:
        """Let the visitor go on as a demo person of theirs named by `part`, or as themselves."""

        def play(uow: UnitOfWork) -> LocalPerson:
            session = self._opened(uow, token, now)
            person = _part(uow, session, part, now)
            acting = None if person.chat_id == session.person else person.chat_id
            BrowserSessionRepository(uow.session).act(session.id, acting)
            return person

        return self._once(play)

    def end(self, token: str) -> tuple[int, ...]:
        """Forget a browser and all that its visitor wrote; return the chats that are gone."""
        with self._database.open_uow() as uow:
            session = self._session(uow, token)
            if session is None:
                return ()
            gone = tuple(_forget(uow, session))
            uow.commit()
        return gone

    def _is_marked(self, purpose: str, value: str, mark: str) -> bool:
        wanted = self._hash(purpose, value).hex()[:_PROOF_LETTERS]
        # Compared as bytes: a mark that is not ASCII is wrong, not an error.
        return compare_digest(mark.encode(), wanted.encode())

    def _hash(self, purpose: str, value: str) -> bytes:
        """Return a hash that stays the same when the data keys change: browsers hold it."""
        return digest(self._secret, purpose, value)

    @cached_property
    def _secret(self) -> bytes:
        return DataKeys(self._database).browser_secret()

    def _session(self, uow: UnitOfWork, token: str) -> StoredSession | None:
        return BrowserSessionRepository(uow.session).find([self._hash("browser session", token)])

    def _opened(self, uow: UnitOfWork, token: str, now: datetime) -> StoredSession:
        session = self._session(uow, token)
        if session is not None:
            return session
        person = _chats(uow).add_person(_VISITOR + token_hex(12), now)
        token_hash = self._hash("browser session", token)
        return BrowserSessionRepository(uow.session).add(token_hash, person.number, now)

    def _once(self, act: Callable[[UnitOfWork], LocalPerson]) -> LocalPerson:
        """Commit `act`; when another tab opened the same chat at once, act on what it made."""
        try:
            return self._commit(act)
        except ConcurrentChange:
            return self._commit(act)

    def _commit(self, act: Callable[[UnitOfWork], LocalPerson]) -> LocalPerson:
        with self._database.open_uow() as uow:
            person = act(uow)
            uow.commit()
        return person

    def _see(self, session: StoredSession, now: datetime) -> None:
        with self._database.open_uow() as uow:
            BrowserSessionRepository(uow.session).see(session.id, now)
            uow.commit()


def forget_idle(uow: UnitOfWork, now: datetime, idle_for: timedelta) -> int:
    """Forget browsers that nobody has used for so long, some at a time; return how many."""
    idle = BrowserSessionRepository(uow.session).unseen_since(now - idle_for, _AT_ONCE)
    for session in idle:
        list(_forget(uow, session))
    return len(idle)


def forget_browser(uow: UnitOfWork, chat_id: int) -> None:
    """Erase a chat with its messages, and the browsers that opened it."""
    sessions, chats = BrowserSessionRepository(uow.session), _chats(uow)
    if chats.person(chat_id) is None:
        return
    chats.erase_history(chat_id)
    for session in sessions.of_person(chat_id):
        sessions.erase(session.id)
        # Nobody can open this chat again, so nothing is to be sent to it.
        chats.set_blocked(chat_id, True)


def _whose(uow: UnitOfWork, session: StoredSession) -> LocalPerson:
    stored = _chats(uow).person(session.acting or session.person)
    assert stored is not None
    return LocalPerson(stored.name, stored.number, stored.is_blocked)


def _part(uow: UnitOfWork, session: StoredSession, part: str | None, now: datetime) -> LocalPerson:
    chats = _chats(uow)
    own = chats.person(session.person)
    assert own is not None
    if part is None:
        return LocalPerson(own.name, own.number)
    name = f"{own.name}.{part}"
    stored = chats.find_person(name) or chats.add_person(name, now)
    return LocalPerson(stored.name, stored.number)


def _forget(uow: UnitOfWork, session: StoredSession) -> Iterator[int]:
    """Erase a browser and yield the chats that went with it, those of its demo persons too."""
    chats = _chats(uow)
    BrowserSessionRepository(uow.session).erase(session.id)
    own = chats.person(session.person)
    assert own is not None
    for person in (own, *chats.named_like(f"{own.name}.")):
        chats.erase_history(person.number)
        # Nobody can open this chat again, so nothing is to be sent to it.
        chats.set_blocked(person.number, True)
        account = uow.people.find_account(CHANNEL, str(person.number))
        if account is not None:
            erase_traces(uow, account.person_id)
        yield person.number


def _chats(uow: UnitOfWork) -> LocalChatRepository:
    return LocalChatRepository(uow.session, uow.ring)
