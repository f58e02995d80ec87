"""Repository of people and their channel accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from db.models.people import AccountRow, PersonRow
from db.sealing import KeyRing

_ADDRESS = ("channel_accounts", "address_sealed")

# Built once, since every message runs them.
_ACCOUNT = select(
    AccountRow.id,
    AccountRow.person_id,
    AccountRow.unreachable_since,
    AccountRow.first_seen,
    AccountRow.menu,
).where(
    AccountRow.channel == bindparam("channel"),
    AccountRow.address_hash.in_(bindparam("hashes", expanding=True)),
)
_ADD_PERSON = insert(PersonRow).returning(PersonRow.id)
_ADD_ACCOUNT = insert(AccountRow).returning(AccountRow.id)


@dataclass(frozen=True, slots=True)
class Account:
    """A channel account with its address in the open; `menu` marks the commands offered there."""

    id: int
    person_id: int
    channel: str
    address: str
    is_reachable: bool
    first_seen: datetime
    menu: str | None = None


class PeopleRepository:
    """People and their channel accounts."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def any(self) -> bool:
        """Tell whether there is anybody."""
        return bool(self._session.scalar(select(exists(select(PersonRow.id)))))

    def find_account(self, channel: str, address: str) -> Account | None:
        """Return the account with this address on a channel."""
        hashes = self._ring.lookups(channel, address)
        row = (
            self._session.connection()
            .execute(_ACCOUNT, {"channel": channel, "hashes": hashes})
            .first()
        )
        if row is None:
            return None
        is_reachable = row.unreachable_since is None
        return Account(
            row.id, row.person_id, channel, address, is_reachable, row.first_seen, row.menu
        )

    def set_unreachable(self, account_id: int, since: datetime | None) -> None:
        """Keep since when the channel refuses to deliver to an account; None: it does not."""
        changed = update(AccountRow).where(AccountRow.id == account_id)
        self._session.execute(changed.values(unreachable_since=since))

    def set_menu(self, account_id: int, menu: str | None) -> None:
        """Keep which commands the channel offers to an account."""
        changed = update(AccountRow).where(AccountRow.id == account_id)
        self._session.execute(changed.values(menu=menu))

    def add_account(self, channel: str, address: str, now: datetime) -> Account:
        """Add a person with their first account."""
        connection = self._session.connection()
        person_id = connection.execute(_ADD_PERSON, {"first_seen": now}).scalar_one()
        uid = uuid4().hex
        row = {
            "uid": uid,
            "person_id": person_id,
            "channel": channel,
            "address_hash": self._ring.lookup(channel, address),
            "address_sealed": self._ring.seal(address, *_ADDRESS, uid),
            "first_seen": now,
        }
        account_id = connection.execute(_ADD_ACCOUNT, row).scalar_one()
        return Account(account_id, person_id, channel, address, True, now)

    def latest_account(self, person_id: int) -> Account | None:
        """Return the account through which a person came last to us."""
        row = self._session.scalar(
            select(AccountRow)
            .where(AccountRow.person_id == person_id)
            .order_by(AccountRow.id.desc())
            .limit(1)
        )
        return None if row is None else self._opened(row)

    def accounts(self, person_id: int) -> tuple[Account, ...]:
        """Return every account of a person, the first one first."""
        own = select(AccountRow).where(AccountRow.person_id == person_id)
        return tuple(map(self._opened, self._session.scalars(own.order_by(AccountRow.id))))

    def reachable_account(self, person_id: int) -> Account | None:
        """Return the latest account of a person at which they can be told something."""
        found = [account for account in self.accounts(person_id) if account.is_reachable]
        return found[-1] if found else None

    def find_by_id(self, account_id: int) -> Account | None:
        """Return the account of this number."""
        row = self._session.get(AccountRow, account_id)
        return None if row is None else self._opened(row)

    def move_account(self, account_id: int, person_id: int) -> None:
        """Let an account be another person's from now on."""
        moved = update(AccountRow).where(AccountRow.id == account_id)
        self._session.execute(moved.values(person_id=person_id))

    def erase_account(self, account_id: int) -> None:
        """Erase an account; whoever writes from there again is a newcomer."""
        self._session.execute(delete(AccountRow).where(AccountRow.id == account_id))

    def _opened(self, row: AccountRow) -> Account:
        return Account(
            id=row.id,
            person_id=row.person_id,
            channel=row.channel,
            address=self._ring.open(row.address_sealed, *_ADDRESS, row.uid),
            is_reachable=row.unreachable_since is None,
            first_seen=row.first_seen,
            menu=row.menu,
        )
