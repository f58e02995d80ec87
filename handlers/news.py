"""News of a later answer, or of one put right: the answer below a word on why it comes now."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.answer_card import card
from handlers.context import Office
from handlers.screens import Screen
from handlers.texts import news as texts
from handlers.texts.names import short_name
from services.answers import AskedAnswer
from services.documents import DocumentSummary


async def news_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what somebody reads who waited for this answer."""
    return await _screen_of(office, payload, texts.head)


async def correction_screen(office: Office, payload: Mapping[str, Any]) -> Screen:
    """Return what somebody reads whose answer was put right."""
    return await _screen_of(office, payload, texts.corrected)


async def _screen_of(
    office: Office, payload: Mapping[str, Any], head: Callable[[str, Sequence[str]], str]
) -> Screen:
    services = office.services
    asked = await asyncio.to_thread(services.answers.recall, int(payload["answer"]))
    shelf = await asyncio.to_thread(services.documents.summaries)
    return _screen(asked, shelf, head)


def _screen(
    asked: AskedAnswer,
    shelf: tuple[DocumentSummary, ...],
    head: Callable[[str, Sequence[str]], str],
) -> Screen:
    held = {summary.slug: summary for summary in shelf if summary.id is not None}
    numbers = {slug: summary.id for slug, summary in held.items() if summary.id is not None}
    sources = dict.fromkeys(citation.document for citation in asked.answer.citations)
    names = [
        short_name(held[slug].kind, held[slug].number, held[slug].title)
        for slug in sources
        if slug in held
    ]
    answer = card(asked, numbers)
    return Screen(f"{head(asked.answer.question, names)}\n\n{answer.html}", answer.rows)
