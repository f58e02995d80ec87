"""A unit's side of a question that was handed to it: reading, replying, giving it back."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from telegram import Update

from domain.errors import NotAllowed, QuestionSettled
from handlers import reply
from handlers.awaiting import waits_for_nothing
from handlers.context import Context, Office
from handlers.editing_callbacks import AnswerHanded, ShowQuestions
from handlers.editing_drafts import REPLY, WRITTEN, held, wait_for
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen
from handlers.texts import editing as texts
from services.handed_questions import LONGEST_REPLY


async def do(update: Update, context: Context) -> None:
    """Do what the pressed button says with a question of the unit."""
    action = pressed(update, AnswerHanded)
    handed = context.services.handed
    await context.run(handed.open, context.person.id, action.question, context.now())
    await reply.acknowledge(update)
    await _DEEDS[action.choice](update, context, action.question)


async def _open(update: Update, context: Context, number: int) -> None:
    handed = context.services.handed
    one = await context.run(handed.open, context.person.id, number, context.now())
    await reply.send(update, Screen(texts.handed(one), _deeds(number)))


async def _wait(update: Update, context: Context, number: int) -> None:
    await wait_for(context, REPLY, {"question": number})
    await reply.send(update, Screen(texts.WRITE_REPLY, (_stop(number),)))


async def _stop_writing(update: Update, context: Context, number: int) -> None:
    for kind in (REPLY, WRITTEN):
        await waits_for_nothing(context, kind)
    await reply.show(update, Screen(texts.STOPPED))


async def _ask_back(update: Update, context: Context, number: int) -> None:
    yes = Button(texts.SURE_BACK, AnswerHanded(number, "back_yes"))
    await reply.send(update, Screen(texts.SURE_TO_GIVE_BACK, ((yes, *_stop(number)),)))


async def _give_back(update: Update, context: Context, number: int) -> None:
    unit = await context.run(
        context.services.handed.give_back,
        context.person.id,
        number,
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.given_back(unit)))


async def _send(update: Update, context: Context, number: int) -> None:
    written = await held(context, WRITTEN)
    if written is None or written.get("question") != number:
        await _wait(update, context, number)
        return
    sent = await context.run(
        context.services.handed.reply,
        context.person.id,
        number,
        str(written["text"]),
        context.now(),
        context.update_key,
    )
    await reply.show(update, Screen(texts.sent(sent.told)))
    await waits_for_nothing(context, WRITTEN)


_DEEDS = {
    "open": _open,
    "reply": _wait,
    "send": _send,
    "stop": _stop_writing,
    "back": _ask_back,
    "back_yes": _give_back,
}


async def take_reply(update: Update, context: Context, number: int, text: str) -> bool:
    """Show a typed reply before it goes out; False where it cannot be sent."""
    if not 0 < len(text.strip()) <= LONGEST_REPLY:
        await reply.send(update, Screen(texts.REPLY_TOO_LONG, (_stop(number),)))
        return False
    payload = {"question": number, "text": text}
    drafts = context.services.drafts
    await context.run(
        drafts.put, context.person.id, WRITTEN, payload, context.now(), context.update_key
    )
    send = Button(texts.SEND_REPLY, AnswerHanded(number, "send"))
    again = Button("Viết lại", AnswerHanded(number, "reply"))
    await reply.send(update, Screen(texts.sure_to_send(text), ((send, again), _stop(number))))
    return True


async def handed_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return a question as the people of its unit read it, nothing of it once it is over."""
    return await _told(office, payload, is_reminder=False)


async def reminded_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return the reminder of a question that is due."""
    return await _told(office, payload, is_reminder=True)


async def _told(office: Office, payload: Mapping[str, Any], *, is_reminder: bool) -> Screen:
    actor, number = int(payload["to"]), int(payload["question"])
    try:
        handed = office.services.handed
        one = await asyncio.to_thread(handed.open, actor, number, office.now())
    except (NotAllowed, QuestionSettled):
        # They may have left, or a colleague was faster, while this message waited.
        return Screen(texts.SETTLED)
    html = texts.reminded(one) if is_reminder else texts.handed(one)
    return Screen(html, _deeds(number))


async def reply_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return a unit's reply as the editor, or whoever waited for it, reads it."""
    unit, question, said = (str(payload[name]) for name in ("unit", "question", "reply"))
    if payload["is_editor"]:
        return Screen(texts.reply_for_editor(unit, question, said))
    return Screen(texts.reply_for_asker(unit, question, said, date.fromisoformat(payload["day"])))


async def returned_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what the editor reads of a question that came back."""
    queue = (Button(texts.QUEUE, ShowQuestions(0)),)
    return Screen(texts.returned(str(payload["unit"]), str(payload["question"])), (queue,))


async def late_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what the editor reads of a question that was not answered in time."""
    due = date.fromisoformat(payload["day"])
    return Screen(texts.late(str(payload["unit"]), str(payload["question"]), due))


def _deeds(number: int) -> tuple[Row, ...]:
    return (
        (
            Button(texts.DO_REPLY, AnswerHanded(number, "reply")),
            Button(texts.GIVE_BACK, AnswerHanded(number, "back")),
        ),
    )


def _stop(number: int) -> Row:
    return (Button(texts.STOP, AnswerHanded(number, "stop")),)
