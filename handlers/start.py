"""The first screen, help and how to ask."""

from telegram import Update

from domain.register import TextState
from domain.roles import Action, may_anywhere
from handlers import reply
from handlers.callbacks import OpenScreen
from handlers.context import Context
from handlers.first_notice import first_notice
from handlers.question_queue import editing_rows
from handlers.screens import Button, Screen
from handlers.staff import staff_rows
from handlers.texts import start as texts
from handlers.texts.names import document_name, short_name, state_name
from handlers.unit_study import study_rows
from services.documents import DocumentSummary

MENU = (
    ((texts.ASK, "hoi"), (texts.DEADLINES, "han")),
    ((texts.TASKS, "nhiemvu"), (texts.TARGETS, "chitieu")),
    ((texts.SEND_FEEDBACK, "phananh"), (texts.FOLLOW, "theodoi")),
    ((texts.DOCUMENTS, "vanban"), (texts.STUDY, "hoc")),
    ((texts.KEPT, "giu"),),
)


async def greet(update: Update, context: Context) -> None:
    """Show the first screen."""
    shelf = await context.run(context.services.documents.summaries)
    held = [_name(summary) for summary in shelf if summary.state is not TextState.MISSING]
    missing = [
        short_name(summary.kind, summary.number, summary.title)
        for summary in shelf
        if summary.state is TextState.MISSING
    ]
    async with first_notice(context) as notice:
        await reply.send(
            update, notice.below(Screen(texts.greeting(held, missing), _menu(context)))
        )


async def explain(update: Update, context: Context) -> None:
    """Show what the bot can do."""
    roles = context.person.roles
    may_see = may_anywhere(roles, Action.SEE_PEOPLE)
    told = texts.help_for(
        is_staff=bool(roles),
        may_see_people=may_see,
        has_desk=may_anywhere(roles, Action.SEE_CASES),
        leads=may_anywhere(roles, Action.SEE_WEEK),
        may_see_study=may_anywhere(roles, Action.SEE_STUDY),
        has_questions=may_anywhere(roles, Action.TEND_QUESTIONS)
        or may_anywhere(roles, Action.ANSWER_HANDED),
    )
    await reply.send(update, Screen(told, _menu(context)))


async def invite(update: Update, context: Context) -> None:
    """Say how to ask."""
    await reply.acknowledge(update)
    await reply.send(update, Screen(texts.HOW_TO_ASK))


def _menu(context: Context) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of the first screen; nobody sees one that their roles do not allow."""
    everybody = tuple(tuple(Button(label, OpenScreen(name)) for label, name in row) for row in MENU)
    return (*everybody, *study_rows(context), *staff_rows(context), *editing_rows(context))


def _name(summary: DocumentSummary) -> str:
    name = document_name(summary.kind, summary.number, summary.title)
    digest = summary.state is TextState.DIGEST
    return f"{name} ({state_name(summary.state)})" if digest else name
