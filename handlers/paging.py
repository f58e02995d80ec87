"""Turning the pages of a list that does not fit one message."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from handlers.callbacks import Action
from handlers.screens import Button, Row

T = TypeVar("T")

BACK = "◀ Trang trước"
ON = "Trang sau ▶"


def page_count(things: int, size: int) -> int:
    """Return how many pages `things` need; an empty list is one page."""
    return max(1, -(-things // size))


def slice_of(things: Sequence[T], page: int, size: int) -> Sequence[T]:
    """Return the things of one page."""
    return things[page * size : (page + 1) * size]


def turning(page: int, pages: int, action: Callable[[int], Action]) -> tuple[Row, ...]:
    """Return the row that turns pages, none where there is one page only."""
    back = (Button(BACK, action(page - 1)),) if page > 0 else ()
    on = (Button(ON, action(page + 1)),) if page + 1 < pages else ()
    return ((*back, *on),) if back or on else ()
