"""Who is writing: a person and the channel accounts through which they come."""

from dataclasses import dataclass
from datetime import datetime

from db.database import Database
from db.people import Account
from db.uow import UnitOfWork
from domain.roles import Holding
from services.once import read_result, run_once
from services.rights import Rights

_USE_CASE = "people.arrive"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one channel account shows them; `is_new` on their very first update.

    `drafts` are the kinds of what they had left unfinished when they wrote, `roles` what they may
    be shown; services check again what they may do. `menu` marks the commands that their channel
    offers them, none for those of everybody.
    """

    id: int
    channel: str
    account_id: int
    is_new: bool
    drafts: frozenset[str] = frozenset()
    roles: tuple[Holding, ...] = ()
    menu: str | None = None


class People:
    """People and their accounts; addresses are sealed and found again by a keyed hash."""

    def __init__(self, database: Database, rights: Rights) -> None:
        self._database = database
        self._rights = rights

    def arrive(self, channel: str, address: str, now: datetime, update_key: str) -> Person:
        """Return the person behind a channel's address, known from now on if they were not."""
        known = self._known(channel, address, now, update_key)
        if known is not None:
            return known
        person_id, account_id = self._register(channel, address, now, update_key)
        return Person(person_id, channel, account_id, is_new=True)

    def note_menu(self, account_id: int, menu: str | None) -> None:
        """Keep which commands the channel offers to an account from now on."""
        with self._database.open_uow() as uow:
            uow.people.set_menu(account_id, menu)
            uow.commit()

    def at(self, channel: str, address: str, now: datetime) -> Person | None:
        """Return whoever is known at an address, without anything of theirs being changed."""
        with self._database.open_uow(read_only=True) as uow:
            account = uow.people.find_account(channel, address)
            if account is None:
                return None
            roles = self._rights.holdings(uow, account.person_id, now)
        return Person(
            account.person_id, channel, account.id, False, frozenset(), roles, account.menu
        )

    def mark_unreachable(self, channel: str, address: str, now: datetime) -> None:
        """Keep that the channel refuses to deliver to this address, until its person writes.

        What was still to be sent there is held back until then.
        """
        with self._database.open_uow() as uow:
            account = uow.people.find_account(channel, address)
            if account is not None and account.is_reachable:
                uow.people.set_unreachable(account.id, now)
            uow.outbox.hold(channel, address)
            uow.commit()

    def _welcome_back(self, account: Account) -> None:
        with self._database.open_uow() as uow:
            uow.people.set_unreachable(account.id, None)
            uow.outbox.resume(account.channel, account.address)
            uow.commit()

    def _known(self, channel: str, address: str, now: datetime, update_key: str) -> Person | None:
        with self._database.open_uow(read_only=True) as uow:
            stored = read_result(uow, update_key, _USE_CASE)
            account = uow.people.find_account(channel, address)
            if account is None:
                return None
            drafts = uow.drafts.kinds(account.person_id)
            roles = self._rights.holdings(uow, account.person_id, now)
        if not account.is_reachable:
            self._welcome_back(account)
        # A replay of somebody's first update is still their first.
        is_new = stored is not None
        return Person(account.person_id, channel, account.id, is_new, drafts, roles, account.menu)

    def _register(
        self, channel: str, address: str, now: datetime, update_key: str
    ) -> tuple[int, int]:
        def register(uow: UnitOfWork) -> list[int]:
            account = uow.people.find_account(channel, address)
            account = account or uow.people.add_account(channel, address, now)
            return [account.person_id, account.id]

        person_id, account_id = run_once(self._database, update_key, _USE_CASE, register)
        return person_id, account_id
