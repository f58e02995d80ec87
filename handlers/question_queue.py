"""/hangdoi: what waits for editors, what they added, and what units have in their hands."""

from telegram import Update

from domain.editing import Synonym
from domain.errors import NotAllowed
from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.editing_callbacks import (
    AnswerHanded,
    LinkPlace,
    QueueFile,
    SeeTo,
    ShowAdded,
    ShowGroup,
    ShowHanded,
    ShowQuestions,
    TakeBack,
)
from handlers.paging import page_count, slice_of, turning
from handlers.presses import pressed
from handlers.screens import Button, Row, Screen, in_rows
from handlers.texts import editing as texts
from handlers.texts.names import short_name
from services.handed_questions import HandedQuestion
from services.office_wordings import AddedLink
from services.question_queue import QuestionGroup

_PAGE = 5
_FOUND = 4
_IN_HANDS = 10


async def open_queue(update: Update, context: Context) -> None:
    """Show what waits for an editor, or what a unit has to answer."""
    await reply.acknowledge(update)
    roles = context.person.roles
    if may_anywhere(roles, Action.TEND_QUESTIONS):
        await reply.send(update, await _queue(context, 0))
    elif may_anywhere(roles, Action.ANSWER_HANDED):
        await reply.send(update, await _mine(context))
    else:
        raise NotAllowed(Action.TEND_QUESTIONS)


async def turn_queue(update: Update, context: Context) -> None:
    """Show another page of what waits."""
    screen = await _queue(context, pressed(update, ShowQuestions).page)
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def _queue(context: Context, page: int) -> Screen:
    groups = await context.run(
        context.services.queue.waiting, context.person.id, context.now(), context.update_key
    )
    pages = page_count(len(groups), _PAGE)
    page = min(page, pages - 1)
    here = slice_of(groups, page, _PAGE)
    first = page * _PAGE + 1
    numbers = [Button(str(at), ShowGroup(one.answer_id)) for at, one in enumerate(here, first)]
    rows = (*in_rows(numbers, _PAGE), *turning(page, pages, ShowQuestions), *_beside())
    if not groups:
        return Screen(texts.EMPTY, rows)
    asked = sum(one.count for one in groups)
    return Screen(texts.queue(here, first, len(groups), asked), rows)


def _beside() -> tuple[Row, ...]:
    return (
        (Button(texts.IN_HANDS, ShowHanded(0)), Button(texts.ADDED, ShowAdded(0))),
        (Button(texts.LOAD, SeeTo(0, "load")), Button(texts.REPORT, QueueFile("month"))),
    )


async def show_group(update: Update, context: Context) -> None:
    """Show one group with the places that may answer it."""
    screen = await group_screen(context, pressed(update, ShowGroup).answer)
    await reply.acknowledge(update)
    await reply.show(update, screen)


async def group_screen(context: Context, answer: int) -> Screen:
    """Return a group with what can be done about it."""
    group = await context.run(
        context.services.queue.group, context.person.id, answer, context.now()
    )
    places = await place_rows(context, group, group.questions[0])
    ways = [
        Button(label, SeeTo(group.answer_id, way))
        for label, way in (
            (texts.FIND, "find"),
            (texts.SAY, "say"),
            (texts.HAND, "hand"),
            (texts.LOAD, "load"),
            (texts.DROP, "drop"),
        )
    ]
    back = (Button(texts.BACK, ShowQuestions(0)),)
    return Screen(texts.group(group), (*places, *in_rows(ways, 2), back))


async def place_rows(context: Context, group: QuestionGroup, query: str) -> tuple[Row, ...]:
    """Return the places nearest to a query as buttons, one a row."""
    services = context.services
    hits = await context.run(services.answers.search, query, _FOUND)
    shelf = await context.run(services.documents.summaries)
    names = {one.slug: one for one in shelf}
    buttons = [
        Button(
            texts.found(hit.path, short_name(named.kind, named.number, named.title)),
            LinkPlace(group.answer_id, named.id, hit.path),
        )
        for hit in hits
        if (named := names.get(hit.document)) is not None and named.id is not None
    ]
    return in_rows(buttons, 1)


async def show_added(update: Update, context: Context) -> None:
    """Show links and wordings, the newest first, each with a way to take it back."""
    await reply.acknowledge(update)
    await reply.show(update, await _added(context, pressed(update, ShowAdded).page))


async def _added(context: Context, page: int) -> Screen:
    added = await context.run(context.services.wordings.added, context.person.id, context.now())
    things: list[AddedLink | tuple[int, Synonym]] = [*added.links, *added.synonyms]
    pages = page_count(len(things), _PAGE)
    page = min(page, pages - 1)
    first = page * _PAGE + 1
    here = slice_of(things, page, _PAGE)
    links = [one for one in here if not isinstance(one, tuple)]
    synonyms = [one for one in here if isinstance(one, tuple)]
    parts = [
        texts.added_links(links, first) if links else "",
        texts.added_wordings(synonyms, first + len(links)) if synonyms else "",
    ]
    buttons = [
        Button(
            texts.take_back(at),
            TakeBack(one[0], "say") if isinstance(one, tuple) else TakeBack(one.number, "link"),
        )
        for at, one in enumerate(here, first)
    ]
    rows = (*in_rows(buttons, 3), *turning(page, pages, ShowAdded), (_back(),))
    return Screen("\n".join(filter(None, parts)) or texts.NOTHING_ADDED, rows)


async def take_back(update: Update, context: Context) -> None:
    """Take a link or a wording back."""
    action = pressed(update, TakeBack)
    wordings = context.services.wordings
    deed = wordings.take_back_link if action.kind == "link" else wordings.take_back_synonym
    await context.run(deed, context.person.id, action.number, context.now(), context.update_key)
    await reply.acknowledge(update, texts.TAKEN_BACK)
    await reply.show(update, await _added(context, 0))


async def show_in_hands(update: Update, context: Context) -> None:
    """Show editors what units have in their hands."""
    found = await context.run(context.services.handed.everywhere, context.person.id, context.now())
    await reply.acknowledge(update)
    html = texts.in_hands(found[:20], texts.IN_HANDS) if found else texts.NONE_IN_HANDS
    await reply.show(update, Screen(html, ((_back(),),)))


async def _mine(context: Context) -> Screen:
    found = await context.run(
        context.services.handed.mine, context.person.id, context.now(), context.update_key
    )
    if not found:
        return Screen(texts.NONE_IN_HANDS)
    return Screen(texts.in_hands(found[:_IN_HANDS], "Câu hỏi chờ đơn vị trả lời"), _numbers(found))


def _numbers(found: tuple[HandedQuestion, ...]) -> tuple[Row, ...]:
    buttons = [
        Button(str(at), AnswerHanded(one.number, "open"))
        for at, one in enumerate(found[:_IN_HANDS], 1)
    ]
    return in_rows(buttons, 5)


def _back() -> Button:
    return Button(texts.BACK, ShowQuestions(0))


def editing_rows(context: Context) -> tuple[Row, ...]:
    """Return the row of the first screen that belongs to editors."""
    if not may_anywhere(context.person.roles, Action.TEND_QUESTIONS):
        return ()
    return ((Button(texts.QUEUE, OpenScreen("hangdoi")),),)
