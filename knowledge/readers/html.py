"""The text of a web page: its main content, one block a line, tables as `|` rows."""

from collections.abc import Iterator
from typing import Any

from domain.errors import UnreadableDocument
from knowledge.parser.markers import read_article, read_marker

_UNSEEN = {
    *("script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside"),
    *("form", "button", "select", "iframe", "svg", "object", "video", "audio", "canvas", "input"),
}
_BLOCKS = {
    *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section"),
    *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "fieldset"),
}
_WHOLE = ("table", "p", "ul", "ol")
# A title or letterhead beside the text belongs to it.
_TITLES = ("h1", "h2", "h3", "table")
_LAYOUT_COLUMNS = 2
_DEEPEST = 400
_KEPT_SHARE = 0.9
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_html(page: str) -> str:
    """Return the text of the main content of a web page.

    Raises:
        UnreadableDocument: the page cannot be taken apart.
    """
    from lxml import etree
    from lxml import html as lxml_html

    # A text that names its encoding may not be given decoded.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableDocument("trang HTML trống hoặc đã hỏng.") from None
    for element in [*root.iter(*_UNSEEN), *filter(_is_hidden, root.iter())]:
        if element.getparent() is not None:
            element.drop_tree()
    return "\n".join(line for line in _lines(_main(root)) if line)


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None


def _main(root: Any) -> Any:
    """Return the innermost element that holds nearly all numbered lines, or else all text."""
    place = root.find("body") if root.find("body") is not None else root
    weigh = _signs if _signs(place) else _letters
    whole = weigh(place)
    while True:
        inner = max(place, key=weigh, default=None)
        if inner is None or inner.tag in _WHOLE or not len(inner):
            return place
        if any(other.tag in _TITLES for other in place if other is not inner):
            return place
        if weigh(inner) < whole * (1.0 if weigh is _signs else _KEPT_SHARE):
            return place
        place = inner


def _signs(element: Any) -> int:
    lines = "".join(_pieces(element)).split("\n")
    return sum(1 for line in lines if read_article(line.strip()) or read_marker(line.strip()))


def _letters(element: Any) -> int:
    return len("".join(element.itertext()).split())


def _lines(root: Any) -> Iterator[str]:
    for line in "".join(_pieces(root)).split("\n"):
        yield line.strip(" \xa0") if line.startswith("|") else " ".join(line.split())


def _pieces(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield the text in an element with a line break around every block."""
    if depth > _DEEPEST:
        raise UnreadableDocument("trang HTML lồng quá sâu.")
    tag = element.tag
    if tag == "br":
        yield "\n"
    elif tag == "table" and (rows := _rows(element)):
        yield "\n" + "\n".join(rows) + "\n"
    else:
        around = "\n" if tag in _BLOCKS else ""
        yield around + _number(element)
        yield _flat(element.text)
        for child in element:
            yield from _pieces(child, depth + 1)
            yield _flat(child.tail)
        yield around


def _flat(text: str | None) -> str:
    """Return text with its source's line ends as blanks: only blocks and `br` break lines."""
    return " ".join(text.split("\n")).replace("\r", " ") if text else ""


def _rows(table: Any) -> list[str]:
    """Return the rows of a table of three columns or more; narrower ones lay out letterheads."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if max(map(len, cells), default=0) <= _LAYOUT_COLUMNS:
        return []
    return [
        "| " + " | ".join(" ".join("".join(_pieces(cell)).split()) for cell in row) + " |"
        for row in cells
    ]


def _number(element: Any) -> str:
    """Return the number that a browser prints before an item of a numbered list."""
    above = element.getparent()
    if element.tag != "li" or above is None or above.tag != "ol":
        return ""
    start = above.get("start") or "1"
    items = [item for item in above if item.tag == "li"]
    count = items.index(element) + (int(start) if start.isdigit() else 1)
    if (above.get("type") or "1") in "aA" and count <= len(_LETTERS):
        return f"{_LETTERS[count - 1]}) "
    return f"{count}. "
