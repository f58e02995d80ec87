"""The gate: who is this, and is this a place where the bot talks."""

from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop

from domain.errors import WorkAbandoned
from handlers import reply
from handlers.context import Context
from handlers.screens import Screen
from handlers.texts import other as texts


async def admit(update: Update, context: Context) -> None:
    """Let a person in, known to the services from now on; a group hears where to write.

    Whoever writes faster than can be answered hears so once, and nothing more is done for them
    until what waits is answered.

    Raises:
        ApplicationHandlerStop: nobody to talk with, or nothing to do but this.
        WorkAbandoned: this update took every process with it that worked on it.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        raise ApplicationHandlerStop
    if chat.type != Chat.PRIVATE:
        if update.message is not None:
            await reply.send(update, Screen(texts.ONLY_PRIVATE))
        await reply.acknowledge(update, texts.ONLY_PRIVATE)
        raise ApplicationHandlerStop
    if context.attempt.is_overflow:
        await reply.acknowledge(update, texts.TOO_MANY)
        await reply.send(update, Screen(texts.TOO_MANY))
        raise ApplicationHandlerStop
    if context.attempt.is_hopeless:
        raise WorkAbandoned
    context.person = await context.run(
        context.services.people.arrive,
        context.office.channel,
        str(user.id),
        context.now(),
        context.update_key,
    )
