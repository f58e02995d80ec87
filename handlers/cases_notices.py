"""Notices of cases to officials: that something waits, never what; a button leads to it."""

from collections.abc import Mapping
from typing import Any

from handlers.callbacks import OpenScreen
from handlers.context import Office
from handlers.screens import Button, Screen
from handlers.texts import cases as texts
from handlers.texts import cases_heard as heard_texts
from handlers.texts import cases_names as name_texts

_OF_NAMES = frozenset({"name"})


async def desk_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return that something waits at the desk, or that a name is asked for."""
    about = str(payload["about"])
    button = Button(texts.OPEN_DESK, OpenScreen("hoso"))
    if about in _OF_NAMES:
        button = Button(name_texts.OPEN, OpenScreen("giu_ten"))
    return Screen(texts.news(about), ((button,),))


async def explain_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return that somebody is asked to explain."""
    return Screen(heard_texts.ASKED, ((Button(heard_texts.OPEN, OpenScreen("giaitrinh")),),))


async def praised_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return that praise has come."""
    return Screen(heard_texts.PRAISED, ((Button(heard_texts.READ, OpenScreen("loikhen")),),))
