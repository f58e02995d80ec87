"""A place of a document as people read it, and the contents of a document."""

from collections.abc import Sequence

from domain.register import TextState
from handlers.render.markup import bold, escape, italic
from handlers.screens import shortened
from handlers.texts.names import listed
from services.documents import Place, ProvisionView

CONTENTS = "Mục lục"
ALL_DOCUMENTS = "Các văn bản"
LEADS_TO, COMES_FROM = "→", "←"
VERBATIM = "Nguyên văn."
DIGEST = "Bản tóm lược, không phải nguyên văn."

_BUTTON = 48


def place(document: str, trail: Sequence[tuple[str, str]], name: str, heading: str) -> str:
    """Return the head of a passage: where it stands, from the document down."""
    above = " › ".join([shortened(document, 60), *(_step(*step) for step in trail)])
    is_named = heading and heading != name
    title = f"{name} – {shortened(heading, 200)}" if is_named else name
    return f"{italic(above)}\n{bold(title)}"


def place_name(place: Place, here: str) -> str:
    """Return what a button to a place says: its document too where it is another one."""
    if place.slug == here:
        return shortened(place.name, _BUTTON)
    return shortened(" ".join(filter(None, (place.name, place.document_name))), _BUTTON)


def references(view: ProvisionView) -> str:
    """Return the head of the references of a passage."""
    found = view.references
    lines = [bold(f"Dẫn chiếu của {view.name}")]
    if found.cites:
        lines.append(f"{LEADS_TO} dẫn đến: {len(found.cites)} nơi")
    if found.cited_by:
        lines.append(f"{COMES_FROM} được dẫn tại: {len(found.cited_by)} nơi")
    if found.missing:
        lines.append(missing(found.missing))
    return "\n".join(lines)


def missing(names: Sequence[str]) -> str:
    """Return that texts which a passage names are not loaded, or nothing."""
    return italic(f"Có dẫn nhưng chưa nạp: {listed(names, 3)}.") if names else ""


def all_references(count: int) -> str:
    """Return the label of the button to every reference of a passage."""
    return f"Dẫn chiếu ({count})"


def back_to(name: str) -> str:
    """Return the label of the button back to a passage."""
    return shortened(f"◀ {name}", _BUTTON)


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


def bullets(view: ProvisionView) -> tuple[str, ...]:
    """Return the text of a passage in blocks; several without marks of their own bear bullets."""
    lead = "• " if len(view.blocks) > 1 and not view.is_whole else ""
    return tuple(f"{lead}{text}" for text in view.blocks)


def page_of(html: str, page: int, pages: int) -> str:
    """Return a page with its number where there are several."""
    return f"{html}\n{escape(f'(trang {page + 1}/{pages})')}" if pages > 1 else html


def _step(path: str, heading: str) -> str:
    return shortened(f"{path} {heading}" if heading else path, 48)
