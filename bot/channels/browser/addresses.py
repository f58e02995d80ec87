"""Addresses of the reader's pages, and a quote made short enough to stand in one."""

from urllib.parse import quote as percent

from handlers.screens import shortened

QUOTE = "trich"
_SHORT = 120
_END = 50


def shelf_address() -> str:
    """Return the address of the shelf."""
    return "/van-ban"


def document_address(slug: str) -> str:
    """Return the address of a document's contents."""
    return f"/van-ban/{percent(slug)}"


def passage_address(slug: str, path: str, quote: str = "") -> str:
    """Return the permanent address of a place, with what is to stand out there.

    Without a path it is that of the document.
    """
    if not path:
        return document_address(slug)
    address = f"{document_address(slug)}/{percent(path, safe='')}"
    return f"{address}?{QUOTE}={percent(excerpt(quote), safe='')}#trich" if quote else address


def excerpt(quote: str) -> str:
    """Return a short quote as it is, of a long one its beginning, an ellipsis and its end."""
    words = " ".join(quote.split())
    if len(words) <= _SHORT:
        return words
    head = shortened(words, _END + 1).rstrip("…")
    tail = words[-_END:]
    return f"{head}…{tail[tail.find(' ') + 1 :]}"
