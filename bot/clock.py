"""The clock of one database: the real time moved by the offset that the database holds."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from services.installation import Installation


class Clock:
    """Tells the time to everything that runs over one database."""

    def __init__(
        self, installation: Installation, real_time: Callable[[], datetime] | None = None
    ) -> None:
        self._installation = installation
        self._real_time = real_time or (lambda: datetime.now(UTC))
        self._offset = installation.clock_offset()

    def now(self) -> datetime:
        """Return the present moment of this database, in UTC."""
        return self._real_time() + self._offset

    def move(self, by: timedelta) -> None:
        """Move the clock forward for good."""
        self._offset = self._installation.move_clock(by)
