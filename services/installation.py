"""The installation itself: whether it is a demo, and how far its clock was moved."""

from datetime import datetime, timedelta

from db.database import Database
from db.uow import UnitOfWork

_DEMO = "demo"
_OFFSET = "clock_offset"
_BOT_NAME = "bot_name"


class Installation:
    """Marks that belong to the database as a whole."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_demo(self) -> bool:
        """Tell whether this database was marked as a demo."""
        with self._database.open_uow(read_only=True) as uow:
            return is_demo(uow)

    def has_people(self) -> bool:
        """Tell whether anybody has written yet."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.people.any()

    def mark_demo(self) -> None:
        """Mark this database as a demo for good."""
        with self._database.open_uow() as uow:
            uow.marks.set(_DEMO, "1")
            uow.commit()

    def keep_bot_name(self, name: str) -> None:
        """Keep what the bot is called on Telegram, so that invitations can lead to it."""
        if self.bot_name() != name:
            with self._database.open_uow() as uow:
                uow.marks.set(_BOT_NAME, name)
                uow.commit()

    def bot_name(self) -> str | None:
        """Return what the bot is called on Telegram, once it has served there."""
        with self._database.open_uow(read_only=True) as uow:
            return uow.marks.get(_BOT_NAME)

    def clock_offset(self) -> timedelta:
        """Return how far the clock of this database was moved forward."""
        with self._database.open_uow(read_only=True) as uow:
            return timedelta(seconds=float(uow.marks.get(_OFFSET) or 0))

    def move_clock(self, by: timedelta) -> timedelta:
        """Move the clock forward and return the whole offset."""
        with self._database.open_uow() as uow:
            offset = float(uow.marks.get(_OFFSET) or 0) + by.total_seconds()
            uow.marks.set(_OFFSET, str(offset))
            uow.commit()
        return timedelta(seconds=offset)

    def now(self, real: datetime) -> datetime:
        """Return the time of this database when the real time is `real`."""
        return real + self.clock_offset()


def is_demo(uow: UnitOfWork) -> bool:
    """Tell whether the database of this transaction was marked as a demo."""
    return uow.marks.get(_DEMO) is not None
