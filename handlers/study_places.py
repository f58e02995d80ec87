"""The source of an item: its place and document as people name them, and what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.caveats import changes_told
from domain.citations import article_of
from domain.errors import UnknownDocument
from domain.register import Document
from handlers.callbacks import OpenPassage
from handlers.context import Context
from handlers.screens import Button, shortened
from handlers.texts.names import document_name, short_name
from services.places import place_name
from services.study_views import Place

_LABEL, _NAME = 40, 70


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item stands; `number` is the document's, None where it is not held any more.

    `heading` is the place's own, or that of the nearest place above that has one.
    """

    number: int | None
    path: str
    place: str
    document: str
    heading: str = ""
    caution: str = ""

    @property
    def button(self) -> Button | None:
        """Return the button that opens the place (of a law its article)."""
        if self.number is None:
            return None
        label = shortened(f"{self.place} – {self.heading}" if self.heading else self.place, _LABEL)
        return Button(label, OpenPassage(self.number, 0, article_of(self.path)))


async def source_of(context: Context, slug: str, path: str) -> Source:
    """Return the source at a place of a document, by its slug."""
    return await context.run(_source, context, slug, path)


async def sources_of(context: Context, places: Sequence[Place]) -> list[Source]:
    """Return the sources of several places."""
    return [await source_of(context, place.document, place.path) for place in places]


def _source(context: Context, slug: str, path: str) -> Source:
    documents = context.services.documents
    try:
        number, document = documents.document_id(slug), documents.document(slug)
    except UnknownDocument:
        return Source(None, path, path, slug)
    info = document.info
    return Source(
        number,
        path,
        place_name(document, path),
        _named(info.kind, info.number or "", info.title),
        _heading(document, path),
        changes_told(info.caveat),
    )


def _named(kind: str, number: str, title: str) -> str:
    """Return a document's name with its number; one without a number by its title alone."""
    short = short_name(kind, number, title)
    return document_name(kind, number, title, _NAME) if number in short else short


def _heading(document: Document, path: str) -> str:
    while path:
        found = document.by_path.get(path)
        if found is not None and found.heading:
            return found.heading
        path = path.rpartition(".")[0]
    return ""
