"""/duyet: editors go through the bank item by item, each beside the passage it rests on."""

from telegram import Update

from domain.errors import AlreadyDecided
from domain.item_parts import parts_of, text_of
from domain.study import ItemState
from handlers import reply
from handlers.callbacks import OpenPassage
from handlers.context import Context
from handlers.item_callbacks import (
    ApproveItem,
    EditItem,
    EditPart,
    NextItem,
    OpenBank,
    PutAway,
    ShowItem,
)
from handlers.item_drafts import REASON, WORDS, wait_for
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import item_review as texts
from services.item_review import Pile, ReviewCard

STOP: Row = (Button(texts.STOP, OpenBank("stop")),)


async def open_bank(update: Update, context: Context) -> None:
    """Show what waits for an editor."""
    desk = await context.run(context.services.item_review.desk, context.person.id, context.now())
    await reply.acknowledge(update)
    piles = {Pile.DRAFTS: texts.DRAFTS, Pile.UNVETTED: texts.SHIPPED}
    waiting = [
        Button(f"{label} ({desk.piles[pile]})", NextItem(pile, ""))
        for pile, label in piles.items()
        if desk.piles[pile]
    ]
    files = [Button(texts.IMPORT, OpenBank("import")), Button(texts.EXPORT, OpenBank("export"))]
    figures = (Button(texts.FIGURES, OpenBank("figures")),)
    html = texts.overview(desk.counts, desk.piles[Pile.UNVETTED])
    await reply.send(update, Screen(html, (*in_rows(waiting, 2), *in_rows(files, 2), figures)))


async def show_next(update: Update, context: Context) -> None:
    """Show the next item of a pile in place of the one before."""
    action = pressed(update, NextItem)
    await reply.acknowledge(update)
    await _go_on(update, context, action.pile, action.after)


async def show_item(update: Update, context: Context) -> None:
    """Show an item again as it stands now."""
    action = pressed(update, ShowItem)
    await reply.acknowledge(update)
    await reply.show(update, await item_screen(context, action.pile, action.item))


async def approve(update: Update, context: Context) -> None:
    """Approve an item with one tap and go on to the next."""
    action = pressed(update, ApproveItem)
    try:
        held = await context.run(
            context.services.bank.approve,
            context.person.id,
            action.item,
            action.version,
            context.now(),
            context.update_key,
        )
    except AlreadyDecided:
        await reply.acknowledge(update, texts.TOO_LATE)
        await reply.show(update, await item_screen(context, action.pile, action.item))
        return
    await reply.acknowledge(update, texts.approved(held.item.code))
    await _go_on(update, context, action.pile, action.item)


async def choose_part(update: Update, context: Context) -> None:
    """Offer the parts of an item that can be worded anew."""
    action = pressed(update, EditItem)
    card = await context.run(
        context.services.item_review.card, context.person.id, action.item, context.now()
    )
    await reply.acknowledge(update)
    item = card.held.item
    buttons = [
        Button(
            texts.part_label(part, item), EditPart(action.pile, item.version, f"{part}|{item.code}")
        )
        for part in parts_of(item)
    ]
    back = (Button(texts.BACK_TO_ITEM, ShowItem(action.pile, item.code)),)
    await reply.send(update, Screen(texts.CHOOSE_PART, (*in_rows(buttons, 3), back)))


async def ask_words(update: Update, context: Context) -> None:
    """Ask for the new words of a part."""
    action = pressed(update, EditPart)
    part, _, code = action.place.partition("|")
    card = await context.run(
        context.services.item_review.card, context.person.id, code, context.now()
    )
    item = card.held.item
    if part not in parts_of(item) or item.version != action.version:
        await reply.acknowledge(update, texts.TOO_LATE)
        await reply.send(update, await item_screen(context, action.pile, code))
        return
    await reply.acknowledge(update)
    waiting = {"item": code, "version": item.version, "part": part, "pile": action.pile}
    await wait_for(context, WORDS, waiting)
    label = texts.part_label(part, item)
    await reply.send(update, Screen(texts.ask_words(label, text_of(item, part)), (STOP,)))


async def ask_reason(update: Update, context: Context) -> None:
    """Ask why an item is refused or withdrawn."""
    action = pressed(update, PutAway)
    await context.run(
        context.services.item_review.card, context.person.id, action.item, context.now()
    )
    await reply.acknowledge(update)
    await wait_for(context, REASON, {"item": action.item, "pile": action.pile})
    await reply.send(update, Screen(texts.ASK_REASON, (STOP,)))


async def _go_on(update: Update, context: Context, pile: int, after: str) -> None:
    await reply.show(update, await next_screen(context, pile, after))


async def next_screen(context: Context, pile: int, after: str) -> Screen:
    """Return the item of a pile behind a code, or that none is left."""
    card = await context.run(
        context.services.item_review.next, context.person.id, Pile(pile), after, context.now()
    )
    if card is None:
        return Screen(texts.NOTHING, ((Button(texts.BACK, OpenBank("desk")),),))
    return _screen(card, pile)


async def item_screen(context: Context, pile: int, code: str) -> Screen:
    """Return one item with what can be done about it."""
    card = await context.run(
        context.services.item_review.card, context.person.id, code, context.now()
    )
    return _screen(card, pile)


def _screen(card: ReviewCard, pile: int) -> Screen:
    held = card.held
    code, version = held.item.code, held.item.version
    is_draft = held.state is ItemState.DRAFT
    approve = Button(
        texts.APPROVE if is_draft else texts.TAKE_OVER, ApproveItem(pile, version, code)
    )
    put_away = Button(texts.REJECT if is_draft else texts.WITHDRAW, PutAway(pile, code))
    edit = Button(texts.EDIT, EditItem(pile, version, code))
    source = (
        [Button(texts.PASSAGE, OpenPassage(card.document_id, 0, held.item.path))]
        if card.document_id is not None
        else []
    )
    may_approve = not (held.is_vetted or card.lacks) or held.state is ItemState.RETIRED
    deeds = [*([approve] if may_approve else []), edit]
    if held.state is not ItemState.RETIRED:
        deeds.append(put_away)
    onward = [
        *source,
        Button(texts.SKIP, NextItem(pile, code)),
        Button(texts.BACK, OpenBank("desk")),
    ]
    html = texts.card(held, card.document, card.source, card.lacks)
    return Screen(html, (*in_rows(deeds, 2), *in_rows(onward, 3)))
