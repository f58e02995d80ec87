"""Repository of what concerns a person's own data: notices shown, all their rows, erasing them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from db.conversations import affected
from db.models import Base
from db.models.conversations import DraftRow, QuestionRow, ResultRow, WatchRow
from db.models.local import LocalFileRow, LocalMessageRow
from db.models.people import AccountRow, PersonRow
from db.models.privacy import ErasureRow, NoticeRow
from db.models.queues import InboxRow, OutboxRow
from db.resealing import SEALED, SealedColumn
from db.sealing import KeyRing
from db.updates import CLOSED, OPEN

Row = dict[str, Any]

_REFUSES = select(NoticeRow.memory_refused_at).where(NoticeRow.person_id == bindparam("person"))
_NOT_TOLD = ("_hash", "uid")
_LOCAL = "local"
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Notice:
    """Which version of the privacy notice a person was shown, and whether they refuse memory."""

    version: int
    shown_at: datetime
    memory_refused_at: datetime | None


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """A channel account with its random name, which stays in the list of erasures."""

    uid: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """That an account's conversation, or its person, was erased."""

    account_uid: str
    scope: str
    erased_at: datetime


class PrivacyRepository:
    """A person's own data, over all tables."""

    def __init__(self, session: Session, ring: KeyRing) -> None:
        self._session = session
        self._ring = ring

    def notice(self, person_id: int) -> Notice | None:
        """Return which notice a person was shown."""
        row = self._session.get(NoticeRow, person_id)
        return None if row is None else Notice(row.version, row.shown_at, row.memory_refused_at)

    def show_notice(self, person_id: int, version: int, now: datetime) -> None:
        """Keep that a person was shown this version."""
        row = self._session.get(NoticeRow, person_id) or NoticeRow(person_id=person_id)
        row.version, row.shown_at = version, now
        self._session.add(row)
        self._session.flush()

    def refuse_memory(self, person_id: int, since: datetime | None) -> None:
        """Keep since when a person does not want to have questions remembered; None: they do."""
        self._session.get_one(NoticeRow, person_id).memory_refused_at = since
        self._session.flush()

    def refuses_memory(self, person_id: int) -> bool:
        """Tell whether a person's questions must not be remembered."""
        refused = self._session.connection().scalar(_REFUSES, {"person": person_id})
        return refused is not None

    def accounts(self, person_id: int) -> tuple[NamedAccount, ...]:
        """Return a person's accounts."""
        rows = self._session.scalars(select(AccountRow).where(AccountRow.person_id == person_id))
        return tuple(
            NamedAccount(row.uid, row.channel, self._ring.open(row.address_sealed, *_place(row)))
            for row in rows
        )

    def person_of(self, account_uid: str) -> int | None:
        """Return whose account has this random name."""
        owner = select(AccountRow.person_id).where(AccountRow.uid == account_uid)
        return self._session.scalar(owner)

    def own_rows(self, person_id: int) -> dict[str, list[Row]]:
        """Return every row that is kept under a person's number, in the open, by table."""
        found: dict[str, list[Row]] = {}
        for table in Base.metadata.sorted_tables:
            if _is_of_people(table):
                own = select(table).where(table.c.person_id == person_id)
                rows = [dict(self._opened(table, row)) for row in self._session.execute(own)]
                if rows:
                    found[table.name] = rows
        return found

    def wishes(self, person_id: int) -> list[Row]:
        """Return a person's wishes to be told, in the open."""
        table = Base.metadata.tables[WatchRow.__tablename__]
        owned = table.c.owner_hash.in_(self._ring.lookups("watch", str(person_id)))
        rows = self._session.execute(select(table).where(owned))
        return [dict(self._opened(table, row)) for row in rows]

    def list_erasure(self, person_id: int, scope: str) -> None:
        """Add to the list of erasures that this person was erased, account by account."""
        accounts = select(AccountRow.uid).where(AccountRow.person_id == person_id)
        rows = [{"account_uid": uid, "scope": scope} for uid in self._session.scalars(accounts)]
        if rows:
            self._session.execute(insert(ErasureRow), rows)

    def erase_updates(self, channel: str, address: str) -> int:
        """Erase what is left of a person's messages that were answered or given up."""
        mine = InboxRow.person_hash.in_(self._ring.lookups("inbox", channel, address))
        closed = select(InboxRow.bot_id, InboxRow.update_id).where(mine, InboxRow.state == CLOSED)
        answered = self._session.execute(closed.where(InboxRow.channel == channel)).all()
        keys = [f"{channel}:{row.bot_id}:{row.update_id}" for row in answered]
        for start in range(0, len(keys), 500):
            old = ResultRow.update_key.in_(keys[start : start + 500])
            self._session.execute(delete(ResultRow).where(old))
        given_up = mine & InboxRow.state.not_in((OPEN, CLOSED))
        return affected(self._session, delete(InboxRow).where(given_up))

    def erase_messages(self, channel: str, address: str) -> None:
        """Erase the traces of messages that were sent to a person."""
        mine = OutboxRow.owner_hash.in_(self._ring.lookups("outbox", channel, address))
        affected(self._session, delete(OutboxRow).where(mine))

    def erasures(self) -> tuple[Erasure, ...]:
        """Return the list of erasures, the oldest first."""
        rows = self._session.scalars(select(ErasureRow).order_by(ErasureRow.erased_at))
        return tuple(Erasure(row.account_uid, row.scope, row.erased_at) for row in rows)

    def list_again(self, erasures: Sequence[Erasure]) -> None:
        """Put erasures of another copy on the list; what is there already stays once."""
        missing = [asdict(erasure) for erasure in erasures if erasure not in self.erasures()]
        if missing:
            self._session.execute(insert(ErasureRow), missing)

    def forget_erasures(self, before: datetime) -> int:
        """Erase from the list what no kept copy can hold any more."""
        return affected(self._session, delete(ErasureRow).where(ErasureRow.erased_at < before))

    def erase_until(self, person_id: int, moment: datetime) -> int:
        """Erase what a person left behind up to a moment; return how many records it was."""
        owned = WatchRow.owner_hash.in_(self._ring.lookups("watch", str(person_id)))
        old = [
            delete(QuestionRow).where(
                QuestionRow.person_id == person_id, QuestionRow.asked_at <= moment
            ),
            delete(DraftRow).where(DraftRow.person_id == person_id, DraftRow.made_at <= moment),
            delete(WatchRow).where(owned, WatchRow.made_on <= moment.date()),
        ]
        for account in self.accounts(person_id):
            to = self._ring.lookups("outbox", account.channel, account.address)
            sent = OutboxRow.owner_hash.in_(to) & (OutboxRow.made_at <= moment)
            old.append(delete(OutboxRow).where(sent))
            if account.channel == _LOCAL:
                chat = int(account.address)
                own = (LocalMessageRow.person_id == chat, LocalMessageRow.sent_at <= moment)
                old.append(delete(LocalMessageRow).where(*own))
                files = (LocalFileRow.person_id == chat, LocalFileRow.kept_at <= moment)
                old.append(delete(LocalFileRow).where(*files))
        return sum(affected(self._session, statement) for statement in old)

    def erase_person(self, person_id: int) -> None:
        """Erase all rows under a person's number; the number stays, bare, and leads to nobody.

        Were it given to somebody else later, what the audit log tells of it would seem theirs.
        """
        for table in reversed(Base.metadata.sorted_tables):
            if _is_of_people(table):
                self._session.execute(delete(table).where(table.c.person_id == person_id))
        bare = update(PersonRow).where(PersonRow.id == person_id).values(first_seen=_NO_DAY)
        affected(self._session, bare)

    def _opened(self, table: Table, row: Any) -> Iterator[tuple[str, Any]]:
        for column in table.columns:
            value = getattr(row, column.name)
            if column.name.endswith(_NOT_TOLD) or column.name in ("id", "person_id"):
                continue
            if not column.name.endswith(SEALED):
                yield column.name, value
            elif value is not None:
                place = SealedColumn(table, column).place(row)
                yield column.name.removesuffix(SEALED), self._ring.open(bytes(value), *place)


def _place(row: AccountRow) -> tuple[str, str, str]:
    return "channel_accounts", "address_sealed", row.uid


def _is_of_people(table: Table) -> bool:
    """Tell whether rows of a table are kept under a person's number."""
    if "person_id" not in table.columns:
        return False
    keys = table.columns["person_id"].foreign_keys
    return any(key.target_fullname == "people.id" for key in keys)
