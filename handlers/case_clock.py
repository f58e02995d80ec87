"""What the clock of cases tells: how much waits at a desk, and the letter of apology."""

from collections.abc import Mapping
from typing import Any

from handlers.callbacks import OpenScreen
from handlers.context import Office
from handlers.screens import Button, Screen
from handlers.sent_files import SentFile
from handlers.texts import apologies as apology_texts
from handlers.texts import case_clock as texts
from handlers.texts import cases as desk_texts
from services.apologies import read_apology
from services.case_clock import Alarm


async def due_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return how many cases are near their limit, late, or come from below; nothing of them."""
    text = texts.due(Alarm(payload["alarm"]), int(payload["count"]))
    return Screen(text, ((Button(desk_texts.OPEN_DESK, OpenScreen("hoso")),),))


async def apology_file(office: Office, payload: Mapping[str, Any]) -> SentFile:
    """Return the letter of apology as its reader gets it."""
    from handlers.render.apology import apology_letter

    apology = read_apology(payload)
    content = apology_letter(apology, office.timezone)
    return SentFile(content, apology_texts.FILE_NAME, apology_texts.caption(apology))
