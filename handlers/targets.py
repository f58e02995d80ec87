"""/chitieu: a plan's targets."""

from telegram import Update

from handlers import reply
from handlers.callbacks import ListTargets, OpenPassage
from handlers.choosing import the_plan
from handlers.context import Context
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.render.markup import bold, escape
from handlers.screens import Button, Screen, in_rows, shortened
from handlers.texts import plans as texts
from services.plan import TargetView

_SIZE = 8
_TEXT = 260


async def open_targets(update: Update, context: Context) -> None:
    """Send the list of targets, after a choice where there are several plans."""
    plan = await the_plan(update, context, lambda number: ListTargets(number, 0))
    if plan is not None:
        targets = await context.run(context.services.plan.targets, plan)
        await reply.send(update, _screen(plan, targets, 0))


async def list_targets(update: Update, context: Context) -> None:
    """Show a page of the list in the same message."""
    action = pressed(update, ListTargets)
    targets = await context.run(context.services.plan.targets, action.document)
    await reply.acknowledge(update)
    await reply.show(update, _screen(action.document, targets, action.page))


def _screen(plan: int, targets: tuple[TargetView, ...], page: int) -> Screen:
    if not targets:
        return Screen(texts.NO_TARGETS)
    pages = page_count(len(targets), _SIZE)
    page = min(page, pages - 1)
    shown = slice_of(targets, page, _SIZE)
    lines = [f"{bold(t.path)} {escape(shortened(_text(t), _TEXT))}" for t in shown]
    paths = dict.fromkeys(target.path for target in shown)
    buttons = [Button(path, OpenPassage(plan, 0, path)) for path in paths]
    rows = (
        *in_rows(buttons, 4),
        *turning(page, pages, lambda number: ListTargets(plan, number)),
    )
    head = bold(f"{texts.TARGETS} ({len(targets)})")
    return Screen("\n".join([head, *lines]), rows)


def _text(target: TargetView) -> str:
    """Return what a target says; of several in one place, its own paragraph."""
    paragraphs = target.text.split("\n")
    if len(paragraphs) == 1 or not target.label.isdigit():
        return target.text
    ordinal = int(target.label)
    return paragraphs[ordinal - 1] if 0 < ordinal <= len(paragraphs) else target.subject
