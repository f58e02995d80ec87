"""Where documents come from, and the passages that search and answers work on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.register import Document, Provision, TextState


class DocumentSource(Protocol):
    """What the engine needs of whoever keeps the documents."""

    def version(self) -> str:
        """Return a mark that changes whenever any document changes."""
        ...

    def documents(self, as_of: date | None = None) -> tuple[Document, ...]:
        """Return every document that holds text, worded as on a day, today without one.

        The plan of the province comes first.
        """
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph in its place; `headings` are those above it, outermost first."""

    document: str
    path: str
    key: str
    text: str
    headings: tuple[str, ...]
    is_verbatim: bool


def passages_of(document: Document) -> Iterator[Passage]:
    """Yield the passages of `document` in reading order; a bare heading is a passage too."""
    verbatim = document.state is TextState.LOADED
    for provision in document.provisions:
        headings = heading_trail(document, provision)
        texts = [(p.key, p.text) for p in provision.paragraphs]
        if is_row(provision):
            texts = [(texts[0][0], "; ".join(text for _, text in texts))]
        if not texts and provision.heading:
            texts = [(f"{provision.path}#0", provision.heading)]
        for key, text in texts:
            yield Passage(document.info.slug, provision.path, key, text, headings, verbatim)


def is_row(provision: Provision) -> bool:
    """Tell whether a provision is a row of a table: its cells are read as one."""
    cells = provision.paragraphs
    return len(cells) >= 2 and cells[0].text == provision.heading


def heading_trail(document: Document, provision: Provision) -> tuple[str, ...]:
    """Return the headings from the outermost part down to `provision` itself."""
    above = [p.heading for p in document.ancestors(provision.path)]
    return tuple(heading for heading in [*above, provision.heading] if heading)
