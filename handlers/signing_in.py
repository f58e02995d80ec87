"""/xacthuc and /dangnhap: signing in with an authenticator app where Telegram is out of reach."""

import re

from telegram import Update

from domain.errors import CodeFault, CodeUnusable
from handlers import reply
from handlers.context import Context
from handlers.render.qr import qr_png
from handlers.screens import Button, Screen
from handlers.staff_callbacks import Join
from handlers.staff_drafts import APP, SIGN_IN, wait_for
from handlers.texts import joining as joining_texts
from handlers.texts import signing_in as texts

_BOTH = re.compile(r"\s*(\d{8})\D+(\d{3}\s?\d{3})\s*")
_CODE = re.compile(r"\s*\d{3}\s?\d{3}\s*")


async def set_up(update: Update, context: Context) -> None:
    """Show what an authenticator app is set up with, and wait for its first code."""
    made = await context.run(
        context.services.signing_in.begin, context.person.id, context.now(), context.update_key
    )
    picture = await context.run(qr_png, made.uri)
    await wait_for(context, APP, {})
    await reply.send_picture(update, picture, texts.setup(made.number, made.secret))


async def confirm(update: Update, context: Context, text: str) -> None:
    """Take the first code of the app."""
    await context.run(
        context.services.signing_in.confirm,
        context.person.id,
        context.person.account_id,
        text,
        context.now(),
        context.update_key,
    )
    await reply.send(update, Screen(texts.CONFIRMED))


async def open_sign_in(update: Update, context: Context) -> None:
    """Wait for the sign-in number and a code of the app."""
    await wait_for(context, SIGN_IN, {})
    stop = (Button(joining_texts.STOP, Join("stop")),)
    await reply.send(update, Screen(texts.SEND_BOTH, (stop,)))


async def enter(update: Update, context: Context, text: str) -> None:
    """Take a number and a code, and let this device be the official's.

    Raises:
        CodeUnusable: they do not fit.
    """
    both = _BOTH.fullmatch(text)
    if both is None:
        raise CodeUnusable(CodeFault.UNKNOWN)
    person, (number, code) = context.person, both.groups()
    await context.run(
        context.services.signing_in.enter,
        person.id,
        person.account_id,
        number,
        code,
        context.now(),
        context.update_key,
    )
    await reply.send(update, Screen(joining_texts.LINKED_HERE))


def is_like_a_code(text: str) -> bool:
    """Tell whether a message may be meant as a code of the app, with or without the number."""
    return _CODE.fullmatch(text) is not None or _BOTH.fullmatch(text) is not None
