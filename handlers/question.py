"""Free text is a question, unless a draft says what the next message means."""

from telegram import Update

from domain.errors import UnknownAnswer
from handlers import reply
from handlers.answer_card import card, page
from handlers.callbacks import AskAnew, AskRelated, ReadOn
from handlers.context import Context
from handlers.first_notice import first_notice
from handlers.growing import growing_reply
from handlers.presses import pressed
from handlers.screens import Screen
from services.answers import AskedAnswer


async def answer(update: Update, context: Context) -> None:
    """Answer what the person wrote."""
    assert update.message is not None
    await answer_text(update, context, update.message.text or "")


async def answer_text(update: Update, context: Context, text: str) -> None:
    """Answer a question, whichever way it came."""
    async with first_notice(context) as notice, growing_reply(update) as growing:
        asked = await context.run(
            context.services.answers.ask,
            context.person.id,
            text,
            context.now(),
            context.update_key,
            on_text=growing.grow,
        )
        await growing.finish(notice.below(await _card(context, asked)))


async def ask_related(update: Update, context: Context) -> None:
    """Ask the related question of the pressed button."""
    action = pressed(update, AskRelated)
    await reply.acknowledge(update)
    async with growing_reply(update) as growing:
        asked = await context.run(
            context.services.answers.ask_again,
            context.person.id,
            action.answer,
            action.index,
            context.now(),
            context.update_key,
            on_text=growing.grow,
        )
        await growing.finish(await _card(context, asked))


async def ask_anew(update: Update, context: Context) -> None:
    """Ask the question of an answer that is no longer right again."""
    action = pressed(update, AskAnew)
    await reply.acknowledge(update)
    async with growing_reply(update) as growing:
        asked = await context.run(
            context.services.answers.ask_anew,
            context.person.id,
            action.answer,
            context.now(),
            context.update_key,
            on_text=growing.grow,
        )
        await growing.finish(await _card(context, asked))


async def read_on(update: Update, context: Context) -> None:
    """Send the next page of a long answer."""
    action = pressed(update, ReadOn)
    asked = await context.run(context.services.answers.recall, action.answer)
    screen = page(asked, action.page)
    if screen is None:
        raise UnknownAnswer(action.answer)
    await reply.acknowledge(update)
    await reply.send(update, screen)


async def _card(context: Context, asked: AskedAnswer) -> Screen:
    documents = context.services.documents
    beside = await context.run(documents.beside, asked.answer.citations)
    return card(asked, documents.numbers(), beside)
