"""Moments that lie ahead: until when a lease runs, before when nothing is tried again."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import InstrumentedAttribute

from db.models.base import UtcDateTime


def lies_ahead(
    moment: InstrumentedAttribute[datetime | None], now: datetime, at_most: timedelta
) -> ColumnElement[bool]:
    """Return the condition that a moment is still to come.

    One that is further ahead than it could be set was written before the clock was put back, and
    counts as over: otherwise whatever waits for it would wait as long as the clock went back.
    """
    known = func.coalesce(moment, now, type_=UtcDateTime)
    return (known > now) & (known <= now + at_most)
