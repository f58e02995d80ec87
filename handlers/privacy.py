"""What is kept about a person, and /xoa: forgetting it."""

from telegram import Update

from handlers import reply
from handlers.callbacks import Forget
from handlers.context import Context
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import privacy as texts


async def tell_what_is_kept(update: Update, context: Context) -> None:
    """Say what is kept about whoever asks, with a way to erase it."""
    kept = await context.run(context.services.conversations.kept, context.person.id)
    await reply.acknowledge(update)
    notice = texts.notice(kept.questions, kept.drafts, kept.watches)
    await reply.send(update, Screen(notice, ((Button(texts.ERASE, Forget("ask")),),)))


async def ask_to_forget(update: Update, context: Context) -> None:
    """Ask before anything is erased."""
    await reply.acknowledge(update)
    await reply.send(
        update,
        Screen(
            texts.sure(keeps_history=context.office.erase_history is not None),
            ((Button(texts.YES, Forget("yes")), Button(texts.NO, Forget("no"))),),
        ),
    )


async def forget(update: Update, context: Context) -> None:
    """Erase, or leave everything as it is."""
    if pressed(update, Forget).choice == "no":
        await reply.acknowledge(update)
        await reply.show(update, Screen(texts.LEFT))
        return
    count = await context.run(
        context.services.conversations.forget, context.person.id, context.update_key
    )
    await reply.acknowledge(update)
    await _erase_history(update, context)
    await reply.show(update, Screen(texts.forgotten(count)))


async def _erase_history(update: Update, context: Context) -> None:
    """Erase the messages too where this channel keeps them."""
    if context.office.erase_history is not None and update.effective_chat is not None:
        await context.run(context.office.erase_history, update.effective_chat.id)
