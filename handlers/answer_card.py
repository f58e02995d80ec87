"""An answer as a message: its text in pages, the places it stands on and what to press next."""

from collections.abc import Iterator, Mapping, Sequence

from domain.answers import Answer
from domain.citations import article_of
from handlers.callbacks import (
    AskAnew,
    AskRelated,
    OpenPassage,
    OpenScreen,
    Rate,
    ReadOn,
    Watch,
    WatchCorrection,
)
from handlers.render.markup import answer_html, italic
from handlers.render.pages import pages_of
from handlers.screens import Button, Row, Screen, in_rows, shortened
from handlers.texts import answers as texts
from services.answers import AskedAnswer
from services.documents import Place
from services.watches import can_be_awaited, can_be_corrected

MAX_PASSAGES = 6
MAX_RELATED = 3
LABEL = 40


def card(asked: AskedAnswer, numbers: Mapping[str, int], beside: Sequence[Place] = ()) -> Screen:
    """Return the first page of an answer; `numbers` tells the documents' numbers by slug.

    `beside` are places of other documents that go with it.
    """
    answer = asked.answer
    rows = (
        *_anew(asked),
        *_read_on(asked, 0),
        *in_rows(_passages(answer, numbers), 3),
        *in_rows(_beside(beside), 1),
        *in_rows(_related(asked), 1),
        *_watch(asked),
        *_correction(asked),
        (
            Button(texts.SEND_FEEDBACK, OpenScreen("phananh")),
            Button(texts.UP, Rate(asked.answer_id, "up")),
            Button(texts.DOWN, Rate(asked.answer_id, "down")),
        ),
    )
    return Screen(_html(asked, 0), rows)


def page(asked: AskedAnswer, number: int) -> Screen | None:
    """Return a further page of an answer, None when there is no such page."""
    if not 0 < number < len(pages_of(asked.answer.text)):
        return None
    return Screen(_html(asked, number), (*_read_on(asked, number), *_anew(asked)))


def _html(asked: AskedAnswer, number: int) -> str:
    text = pages_of(asked.answer.text)[number]
    html = answer_html(text, (citation.path for citation in asked.answer.citations))
    if asked.outdated_on is None:
        return html
    return f"{italic(texts.outdated(asked.outdated_on))}\n{html}"


def _anew(asked: AskedAnswer) -> tuple[Row, ...]:
    """Offer to ask again where an answer is no longer right."""
    return ((Button(texts.ASK_ANEW, AskAnew(asked.answer_id)),),) if asked.outdated_on else ()


def _read_on(asked: AskedAnswer, number: int) -> tuple[Row, ...]:
    pages = len(pages_of(asked.answer.text))
    if number + 1 >= pages:
        return ()
    label = texts.read_on(number + 2, pages)
    return ((Button(label, ReadOn(asked.answer_id, number + 1)),),)


def _passages(answer: Answer, numbers: Mapping[str, int]) -> Iterator[Button]:
    """Yield a button for each cited place (of a law its article), in the order of the answer.

    At most `MAX_PASSAGES` are offered.
    """
    places = dict.fromkeys(
        (numbers[c.document], article_of(c.path)) for c in answer.citations if c.document in numbers
    )
    for document, path in list(places)[:MAX_PASSAGES]:
        yield Button(texts.read_passage(path), OpenPassage(document, 0, path))


def _beside(places: Sequence[Place]) -> Iterator[Button]:
    for place in places:
        yield Button(texts.see_also(place), OpenPassage(place.document_id, 0, place.path))


def _related(asked: AskedAnswer) -> Iterator[Button]:
    for index, question in enumerate(asked.answer.related[:MAX_RELATED]):
        yield Button(shortened(question, LABEL), AskRelated(asked.answer_id, index))


def _watch(asked: AskedAnswer) -> tuple[Row, ...]:
    if not can_be_awaited(asked.answer):
        return ()
    return ((Button(texts.WATCH, Watch(asked.answer_id, "on")),),)


def _correction(asked: AskedAnswer) -> tuple[Row, ...]:
    """Offer to tell when an answer that leaves nothing open is put right."""
    if can_be_awaited(asked.answer) or not can_be_corrected(asked.answer):
        return ()
    return ((Button(texts.WATCH_CORRECTION, WatchCorrection(asked.answer_id, "on")),),)
