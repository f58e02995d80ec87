"""What is kept about a person, /rieng_tu and /xoa: seeing, taking along and erasing it."""

from telegram import Update

from handlers import reply
from handlers.callbacks import Forget, OwnData
from handlers.context import Context
from handlers.presses import pressed
from handlers.screens import Button, Screen
from handlers.texts import privacy as texts
from services.privacy import as_file


async def tell_what_is_kept(update: Update, context: Context) -> None:
    """Say what is kept about whoever asks, why and how long, and what they can do about it."""
    services, person = context.services, context.person.id
    kept = await context.run(services.conversations.kept, person)
    choices = await context.run(services.privacy.choices, person)
    await reply.acknowledge(update)
    notice = texts.notice(
        kept,
        services.retention.keep,
        remembers=choices.remembers,
        telegram=context.office.erase_history is None,
    )
    await reply.send(update, Screen(notice, _choices(remembers=choices.remembers)))
    await context.run(services.privacy.note_shown, person, context.now())


def _choices(*, remembers: bool) -> tuple[tuple[Button, ...], ...]:
    memory = (
        Button(texts.DO_NOT_REMEMBER, OwnData("do_not"))
        if remembers
        else Button(texts.REMEMBER, OwnData("remember"))
    )
    return (
        (Button(texts.FILE, OwnData("file")), memory),
        (Button(texts.ERASE, Forget("ask")), Button(texts.ERASE_ALL, OwnData("erase"))),
    )


async def do_with_own_data(update: Update, context: Context) -> None:
    """Do what a button under the notice says."""
    match pressed(update, OwnData).choice:
        case "file":
            await _send_file(update, context)
        case "remember" | "do_not" as wish:
            await _choose_memory(update, context, wanted=wish == "remember")
        case "erase":
            await _ask_to_erase(update, context)
        case "erase_yes":
            await _erase(update, context)
        case _:
            await reply.acknowledge(update)
            await reply.show(update, Screen(texts.LEFT))


async def _send_file(update: Update, context: Context) -> None:
    exported = await context.run(context.services.privacy.export, context.person.id)
    await reply.acknowledge(update)
    if not exported:
        await reply.send(update, Screen(texts.NOTHING_KEPT))
        return
    await reply.send_file(update, as_file(exported), texts.FILE_NAME, texts.FILE_CAPTION)


async def _choose_memory(update: Update, context: Context, *, wanted: bool) -> None:
    choose = context.services.privacy.choose_memory
    await context.run(choose, context.person.id, wanted, context.now(), context.update_key)
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.REMEMBERS if wanted else texts.DOES_NOT))


async def _ask_to_erase(update: Update, context: Context) -> None:
    await reply.acknowledge(update)
    rows = (
        (
            Button(texts.ERASE_ALL_YES, OwnData("erase_yes")),
            Button(texts.NO, OwnData("erase_no")),
        ),
    )
    keeps_history = context.office.erase_history is not None
    await reply.send(update, Screen(texts.sure_of_all(keeps_history=keeps_history), rows))


async def _erase(update: Update, context: Context) -> None:
    erase = context.services.privacy.erase
    count = await context.run(erase, context.person.id, context.update_key)
    await reply.acknowledge(update)
    await reply.show(update, Screen(texts.erased(count)))


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
