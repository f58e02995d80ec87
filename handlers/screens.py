"""One message as handlers make it: marked-up text and buttons."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.callbacks import Action

Row = tuple["Button", ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says and what a press means."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Screen:
    """HTML as Telegram takes it and rows of buttons below.

    What is protected cannot be forwarded or saved, as far as the channel sees to it.
    """

    html: str
    rows: tuple[Row, ...] = ()
    is_protected: bool = False


def in_rows(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Return `buttons` in rows of at most `width`; one that does not fit 64 bytes is left out."""
    fitting = [button for button in buttons if button.action.fits]
    return tuple(tuple(fitting[start : start + width]) for start in range(0, len(fitting), width))


def shortened(text: str, limit: int) -> str:
    """Return `text` cut at a word so that it has at most `limit` letters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:.–-") + "…"
