"""One person on several channels: codes that tie accounts together, and cutting one off."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from db.browser_sessions import BrowserSessionRepository
from db.database import Database
from db.people import Account
from db.roles import StoredRole
from db.uow import UnitOfWork
from domain.codes import LINK_LETTERS, make_code, read_code
from domain.errors import CodeFault, ConcurrentChange, UnknownPerson
from domain.roles import Action, Role
from services.browser_sessions import forget_browser
from services.conversations import erase_traces
from services.guessing import is_over, raise_refusal, refuse, refuse_all
from services.local_chats import CHANNEL
from services.notices import tell_everywhere
from services.once import run_once
from services.rights import Rights

LASTS = timedelta(minutes=10)
RESTORE_LASTS = timedelta(days=1)
LINKED = "account.linked"


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in that a person has: since when, and for a browser when it was last used."""

    account_id: int
    channel: str
    since: datetime | None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A code that is shown this once."""

    code: str
    expires_at: datetime


class Linking:
    """Tying channel accounts to one person, and untying them."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def make_code(self, person_id: int, now: datetime, update_key: str) -> LinkCode:
        """Return a code by which another account becomes this person's within minutes."""

        def make(uow: UnitOfWork) -> list[str]:
            return _new_code(uow, person_id, now + LASTS)

        return _read(run_once(self._database, update_key, "linking.make_code", make))

    def redeem(
        self, person_id: int, account_id: int, typed: str, now: datetime, update_key: str
    ) -> None:
        """Let the account be the person's who made the code; what was asked from it is erased.

        Raises:
            CodeUnusable: it opens nothing, is one's own, or the account is an official's already.
            TooManyGuesses: too many wrong codes came from this account.
        """
        code = read_code(typed, LINK_LETTERS)

        def redeem(uow: UnitOfWork) -> dict[str, str]:
            if is_over(uow, account_id, now):
                return refuse_all()
            found = None if code is None else uow.link_codes.find(code)
            if found is None:
                return refuse(uow, account_id, CodeFault.UNKNOWN, now)
            if found.is_used or found.expires_at <= now:
                fault = CodeFault.USED if found.is_used else CodeFault.EXPIRED
                return refuse(uow, account_id, fault, now)
            tied = tie(uow, self._rights, person_id, account_id, found.person_id, now)
            if tied is None and not uow.link_codes.use(found.id, now):
                # Somebody else brought it at the same moment: nothing of this is kept.
                raise ConcurrentChange("link_codes")
            return {} if tied is None else refuse(uow, account_id, tied, now)

        raise_refusal({**run_once(self._database, update_key, "linking.redeem", redeem)})

    def unlink(self, person_id: int, account_id: int, now: datetime, update_key: str) -> bool:
        """Cut off one of the person's own accounts; False when it is none of theirs."""

        def unlink(uow: UnitOfWork) -> bool:
            account = uow.people.find_by_id(account_id)
            if account is None or account.person_id != person_id:
                return False
            _cut_off(uow, account)
            uow.audit.add(now, person_id, "unlink", f"person:{person_id}", None)
            return True

        return bool(run_once(self._database, update_key, "linking.unlink", unlink))

    def restore(
        self, actor: int | None, person_id: int, now: datetime, update_key: str
    ) -> LinkCode:
        """Cut off all accounts of somebody who lost their telephone; return a code to come back.

        Raises:
            UnknownPerson: they hold no role.
            NotAllowed: the actor may not do so for every role that the person holds.
        """

        def restore(uow: UnitOfWork) -> list[str]:
            held = uow.roles.of_person(person_id, self._rights.day(now))
            if not held:
                raise UnknownPerson(person_id)
            for one in held:
                self._require(uow, actor, one, now)
            for account in uow.people.accounts(person_id):
                _cut_off(uow, account)
            uow.authenticators.erase(person_id)
            uow.drafts.erase_all(person_id)
            uow.audit.add(now, actor, "restore access", f"person:{person_id}", held[0].unit)
            return _new_code(uow, person_id, now + RESTORE_LASTS)

        return _read(run_once(self._database, update_key, "linking.restore", restore))

    def _require(self, uow: UnitOfWork, actor: int | None, one: StoredRole, now: datetime) -> None:
        role = Role(one.role)
        self._rights.require(uow, actor, Action.RESTORE_ACCESS, one.unit, now, over=role)


def tie(
    uow: UnitOfWork, rights: Rights, person_id: int, account_id: int, owner_id: int, now: datetime
) -> CodeFault | None:
    """Let an account be `owner_id`'s and warn their other devices; return why it cannot be."""
    if owner_id == person_id:
        return CodeFault.OWN
    if rights.holdings(uow, person_id, now):
        return CodeFault.STAFF
    erase_traces(uow, person_id)
    # What was learned comes along, unless the owner has learned under a pseudonym of their own.
    uow.learners.hand_over(person_id, owner_id)
    uow.people.move_account(account_id, owner_id)
    uow.audit.add(now, owner_id, "link", f"person:{owner_id}", None)
    key, payload = f"{LINKED}:{uuid4().hex}", {"kind": LINKED, "account": account_id}
    tell_everywhere(uow, owner_id, key, payload, now, but=account_id)
    return None


def channels_of(uow: UnitOfWork, person_id: int) -> tuple[Channel, ...]:
    """Return the ways in that a person has, the first one first."""
    sessions = BrowserSessionRepository(uow.session)
    found = []
    for account in uow.people.accounts(person_id):
        seen = sessions.last_seen(int(account.address)) if account.channel == CHANNEL else None
        found.append(Channel(account.id, account.channel, account.first_seen, seen))
    return tuple(found)


def _cut_off(uow: UnitOfWork, account: Account) -> None:
    """Erase an account with what waits for it; a browser's chat and its session go with it."""
    uow.outbox.erase_unsent(account.channel, account.address)
    if account.channel == CHANNEL:
        forget_browser(uow, int(account.address))
    uow.people.erase_account(account.id)


def _new_code(uow: UnitOfWork, person_id: int, expires_at: datetime) -> list[str]:
    code = make_code(LINK_LETTERS, secrets.randbelow)
    uow.link_codes.add(code, person_id, expires_at)
    return [code, expires_at.isoformat()]


def _read(stored: list[str]) -> LinkCode:
    code, expires_at = stored
    return LinkCode(code, datetime.fromisoformat(expires_at))
