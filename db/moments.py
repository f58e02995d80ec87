"""Moments that lie ahead: until when a lease runs, before when nothing is tried again."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, bindparam, func
from sqlalchemy.orm import InstrumentedAttribute

from db.models.base import UtcDateTime


def lies_ahead(
    moment: InstrumentedAttribute[datetime | None], now: datetime, at_most: timedelta
) -> ColumnElement[bool]:
    """Return the condition that a moment is still to come.

    One that is further ahead than it could be set was written before the clock was put back, and
    counts as over: otherwise whatever waits for it would wait as long as the clock went back.
    """
    return lies_between(moment, _at("now", now), _at("latest", now + at_most))


def lies_between(
    moment: InstrumentedAttribute[datetime | None],
    now: BindParameter[datetime],
    latest: BindParameter[datetime],
) -> ColumnElement[bool]:
    """Return the same condition on two moments that are named, for statements built once."""
    known = func.coalesce(moment, now, type_=UtcDateTime)
    return (known > now) & (known <= latest)


def at(name: str) -> BindParameter[datetime]:
    """Return a moment that a statement is given each time that it runs."""
    return bindparam(name, type_=UtcDateTime())


def _at(name: str, moment: datetime) -> BindParameter[datetime]:
    return bindparam(name, moment, type_=UtcDateTime(), unique=True)
