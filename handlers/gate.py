"""The gate: who is this, and is this a place where the bot talks."""

from telegram import Chat, Update
from telegram.ext import ApplicationHandlerStop

from handlers import reply
from handlers.context import Context
from handlers.screens import Screen
from handlers.texts import other as texts


async def admit(update: Update, context: Context) -> None:
    """Let a person in, known to the services from now on; a group hears where to write.

    Raises:
        ApplicationHandlerStop: nobody to talk with.
    """
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        raise ApplicationHandlerStop
    if chat.type != Chat.PRIVATE:
        if update.message is not None:
            await reply.send(update, Screen(texts.ONLY_PRIVATE))
        await reply.acknowledge(update, texts.ONLY_PRIVATE)
        raise ApplicationHandlerStop
    context.person = await context.run(
        context.services.people.arrive,
        context.office.channel,
        str(user.id),
        context.now(),
        context.update_key,
    )
