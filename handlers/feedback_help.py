"""What feedback is not: a complaint or denunciation in the sense of law, or a call for help."""

from domain.contacts import ContactKind
from domain.errors import UnknownDocument, UnknownUnit
from domain.grievances import FormalKind
from domain.vietnamese import fold
from handlers import feedback_screens as screens
from handlers.context import Context
from handlers.screens import Screen
from handlers.texts import feedback as texts

_LAWS = {
    FormalKind.COMPLAINT: "luat-02-2011-qh13",
    FormalKind.DENUNCIATION: "luat-25-2018-qh14",
}


async def formal_screen(context: Context, kind: FormalKind) -> Screen:
    """Return how the law calls what was told, with the article on its form where that is loaded."""
    return screens.formal(texts.formal(kind, await _article(context, kind)))


async def _article(context: Context, kind: FormalKind) -> str | None:
    """Return the article of the loaded law that is about the form of such a letter."""
    try:
        law = await context.run(context.services.documents.document, _LAWS[kind])
    except UnknownDocument:
        return None
    wanted = fold(f"hình thức {kind}")
    for provision in law.provisions:
        if fold(provision.heading or "").strip() == wanted:
            return f"Điều {provision.path} ({provision.heading}), Luật {law.info.title}"
    return f"Luật {law.info.title}"


async def danger_screen(context: Context, unit: str | None) -> Screen:
    """Return what to do in danger, with the numbers that the directory holds of the unit."""
    try:
        contacts = await context.run(context.services.directory.contacts, unit or "")
    except UnknownUnit:
        contacts = ()
    numbers = [f"{one.value} ({one.source})" for one in contacts if one.kind == ContactKind.PHONE]
    return Screen(texts.danger(numbers))
