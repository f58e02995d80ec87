"""What an official is writing on cases: one draft of each kind, one of them awake at most."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from domain.desk_drafts import Deed, DeskDraft
from handlers import rating, staff_drafts
from handlers.context import Context
from services.drafts import Draft

_PREFIX = "cases."
# Until then a message is surely meant for what is being written; later it is gone on with by
# its button.
FRESH = timedelta(hours=2)


def kind_of(deed: Deed) -> str:
    """Return the kind under which a draft of this deed is kept."""
    return f"{_PREFIX}{deed}"


async def find(context: Context, deed: Deed) -> DeskDraft | None:
    """Return what is being written of this kind."""
    kind = kind_of(deed)
    if kind not in context.person.drafts:
        return None
    kept = await context.run(context.services.drafts.peek, context.person.id, kind)
    return None if kept is None else DeskDraft.read(kept.payload)


async def awake(context: Context) -> DeskDraft | None:
    """Return what the next message is meant for; None where it is a question."""
    for deed in _begun(context):
        kept = await context.run(context.services.drafts.peek, context.person.id, kind_of(deed))
        if kept is None:
            continue
        draft = DeskDraft.read(kept.payload)
        if draft.last_key == context.update_key:
            return draft
        is_fresh = context.now() - kept.made_at <= FRESH
        if not draft.is_asleep and is_fresh and not await _is_overtaken(context, kept):
            return draft
    return None


async def _is_overtaken(context: Context, kept: Draft) -> bool:
    """Tell whether another conversation began to wait for a message after this one."""
    newest = await context.run(context.services.drafts.peek, context.person.id)
    is_other = newest is not None and not newest.kind.startswith(_PREFIX)
    return newest is not None and is_other and newest.made_at > kept.made_at


async def begun(context: Context) -> tuple[DeskDraft, ...]:
    """Return everything that was begun and holds something."""
    found = [await find(context, deed) for deed in _begun(context)]
    return tuple(draft for draft in found if draft is not None and not draft.is_empty)


async def change(
    context: Context, draft: DeskDraft, how: Callable[[DeskDraft], DeskDraft]
) -> DeskDraft:
    """Return the draft as it is changed and kept; an update that comes again changes nothing."""
    if draft.last_key == context.update_key:
        return draft
    changed = replace(how(draft), last_key=context.update_key)
    await _put(context, changed)
    return changed


async def begin(context: Context, draft: DeskDraft) -> DeskDraft:
    """Let the next message be for this draft and for nothing else."""
    for kind in (rating.DRAFT, *staff_drafts.KINDS):
        if kind in context.person.drafts:
            await context.run(
                context.services.drafts.take, context.person.id, kind, context.update_key
            )
    await sleep(context, but=draft.deed)
    return await change(context, draft, lambda old: replace(old, is_asleep=False))


async def sleep(context: Context, but: Deed | None = None) -> None:
    """Let the next message be a question; what was written stays."""
    for deed in _begun(context):
        draft = None if deed is but else await find(context, deed)
        if draft is None or draft.is_asleep:
            continue
        if draft.is_empty:
            await drop(context, deed)
        else:
            await change(context, draft, lambda old: replace(old, is_asleep=True))


async def dropped(context: Context, deed: Deed, choice: str) -> DeskDraft | None:
    """Return what this same update dropped before; None where it is new."""
    if choice != "send":
        return None
    drafts = context.services.drafts
    taken = await context.run(drafts.take, context.person.id, kind_of(deed), context.update_key)
    return None if taken is None else DeskDraft.read(taken)


async def drop(context: Context, deed: Deed) -> None:
    """Erase what was written."""
    drafts = context.services.drafts
    await context.run(drafts.take, context.person.id, kind_of(deed), context.update_key)


async def _put(context: Context, draft: DeskDraft) -> None:
    await context.run(
        context.services.drafts.put,
        context.person.id,
        kind_of(draft.deed),
        draft.payload(),
        context.now(),
        context.update_key,
    )


def _begun(context: Context) -> tuple[Deed, ...]:
    return tuple(deed for deed in Deed if kind_of(deed) in context.person.drafts)
