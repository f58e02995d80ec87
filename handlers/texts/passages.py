"""A place of a document as people read it, and the contents of a document."""

from collections.abc import Sequence

from domain.register import TextState
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened

CONTENTS = "Mục lục"
ALL_DOCUMENTS = "Các văn bản"
VERBATIM = "Nguyên văn."
DIGEST = "Bản tóm lược, không phải nguyên văn."


def place(document: str, trail: Sequence[tuple[str, str]], path: str, heading: str) -> str:
    """Return the head of a passage: where it stands, from the document down."""
    above = " › ".join([shortened(document, 60), *(_step(*step) for step in trail)])
    name = f"{path} – {shortened(heading, 200)}" if heading and heading != path else path
    return f"{italic(above)}\n{bold(name)}"


def mark(state: TextState) -> str:
    """Return whether the reader sees the official wording."""
    return italic(VERBATIM if state is TextState.LOADED else DIGEST)


def contents(document: str, state: TextState) -> str:
    """Return the head of a document's contents."""
    return f"{bold(document)}\n{mark(state)}\nXin chọn phần muốn xem:"


def part(label: str, path: str, heading: str) -> str:
    """Return the label of a button that opens a part."""
    name = label or path
    return shortened(f"{name} · {heading}" if heading and heading != name else name, 48)


def bullets(paragraphs: Sequence[str]) -> str:
    """Return paragraphs as one block, with bullets when there are several."""
    lead = "• " if len(paragraphs) > 1 else ""
    return "\n".join(f"{lead}{text}" for text in paragraphs)


def page_of(html: str, page: int, pages: int) -> str:
    """Return a page with its number where there are several."""
    return f"{html}\n{escape(f'(trang {page + 1}/{pages})')}" if pages > 1 else html


def _step(path: str, heading: str) -> str:
    return shortened(f"{path} {heading}" if heading else path, 48)
