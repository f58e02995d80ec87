"""Repositories of people with their accounts and roles, and of the units they serve in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import bindparam, exists, insert, select, update
from sqlalchemy.orm import Session

from db.models.people import AccountRow, PersonRow, RoleRow, UnitRow
from db.sealing import KeyRing

_ADDRESS = ("channel_accounts", "address_sealed")

# Built once, since every message runs them.
_ACCOUNT = select(AccountRow.id, AccountRow.person_id, AccountRow.unreachable_since).where(
    AccountRow.channel == bindparam("channel"),
    AccountRow.address_hash.in_(bindparam("hashes", expanding=True)),
)
_ADD_PERSON = insert(PersonRow).returning(PersonRow.id)
_ADD_ACCOUNT = insert(AccountRow).returning(AccountRow.id)


@dataclass(frozen=True, slots=True)
class Account:
    """A channel account with its address in the open."""

    id: int
    person_id: int
    channel: str
    address: str
    is_reachable: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the administration."""

    code: str
    name: str
    kind: str
    parent: str | None


class PeopleRepository:
    """People, their channel accounts and roles."""

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
        return Account(row.id, row.person_id, channel, address, is_reachable)

    def set_unreachable(self, account_id: int, since: datetime | None) -> None:
        """Keep since when the channel refuses to deliver to an account; None: it does not."""
        changed = update(AccountRow).where(AccountRow.id == account_id)
        self._session.execute(changed.values(unreachable_since=since))

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
        return Account(account_id, person_id, channel, address)

    def latest_account(self, person_id: int) -> Account | None:
        """Return the account through which a person came last to us."""
        row = self._session.scalar(
            select(AccountRow)
            .where(AccountRow.person_id == person_id)
            .order_by(AccountRow.id.desc())
            .limit(1)
        )
        if row is None:
            return None
        address = self._ring.open(row.address_sealed, *_ADDRESS, row.uid)
        return Account(row.id, person_id, row.channel, address)

    def accounts(self, person_id: int) -> tuple[Account, ...]:
        """Return every account of a person."""
        rows = self._session.scalars(select(AccountRow).where(AccountRow.person_id == person_id))
        return tuple(
            Account(
                id=row.id,
                person_id=person_id,
                channel=row.channel,
                address=self._ring.open(row.address_sealed, *_ADDRESS, row.uid),
                is_reachable=row.unreachable_since is None,
            )
            for row in rows
        )

    def grant(
        self, person_id: int, role: str, unit_code: str | None, start: date, end: date | None
    ) -> None:
        """Give a person a role; the same role of the same unit is only prolonged."""
        row = self._session.scalar(
            select(RoleRow).where(
                RoleRow.person_id == person_id,
                RoleRow.role == role,
                RoleRow.unit_code.is_(None)
                if unit_code is None
                else RoleRow.unit_code == unit_code,
            )
        )
        if row is None:
            row = RoleRow(person_id=person_id, role=role, unit_code=unit_code, valid_from=start)
            self._session.add(row)
        row.valid_until = end
        self._session.flush()

    def roles(self, person_id: int, on: date) -> tuple[tuple[str, str | None], ...]:
        """Return the roles that a person holds on a day, each with its unit's code."""
        rows = self._session.execute(
            select(RoleRow.role, RoleRow.unit_code)
            .where(
                RoleRow.person_id == person_id,
                RoleRow.valid_from <= on,
                RoleRow.valid_until.is_(None) | (RoleRow.valid_until >= on),
            )
            .order_by(RoleRow.id)
        )
        return tuple((role, unit_code) for role, unit_code in rows)


class UnitRepository:
    """The units of the administration."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> tuple[Unit, ...]:
        """Return every unit, ordered by code."""
        rows = self._session.scalars(select(UnitRow).order_by(UnitRow.code))
        return tuple(Unit(row.code, row.name, row.kind, row.parent_code) for row in rows)

    def has(self, code: str) -> bool:
        """Tell whether there is a unit with this code."""
        return self._session.get(UnitRow, code) is not None

    def put(self, unit: Unit) -> None:
        """Add a unit, or give the one with its code a new name, kind and parent."""
        row = UnitRow(code=unit.code, name=unit.name, kind=unit.kind, parent_code=unit.parent)
        self._session.merge(row)
        self._session.flush()
