"""Long texts cut into pages where a reader would pause: at lines, sentences, then words."""

import re
from collections.abc import Iterable, Sequence

PAGE = 1500
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+")


def pages_of(text: str, limit: int = PAGE) -> tuple[str, ...]:
    """Return `text` in pages of at most `limit` UTF-16 units; nothing is lost but blanks."""
    pieces = [piece for line in text.split("\n") for piece in _line_pieces(line, limit)]
    return tuple(page.strip("\n") for page in _pack(pieces, limit)) or ("",)


def pages_of_blocks(blocks: Iterable[str], limit: int = PAGE) -> tuple[str, ...]:
    """Return whole blocks, such as rows of a list, packed into pages of about `limit`."""
    pages: list[str] = []
    for block in blocks:
        joined = f"{pages[-1]}\n{block}" if pages else block
        if pages and length(joined) <= limit:
            pages[-1] = joined
        else:
            pages.append(block)
    return tuple(pages) or ("",)


def pages_of_clauses(clauses: Iterable[str], limit: int = PAGE) -> tuple[str, ...]:
    """Return whole clauses packed into pages; one longer than a page is cut where it pauses."""
    return pages_of_blocks((page for clause in clauses for page in pages_of(clause, limit)), limit)


def length(text: str) -> int:
    """Return the length of `text` in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _line_pieces(line: str, limit: int) -> list[str]:
    """Return a line, its end included, cut further only when it fills a page alone."""
    if length(line) < limit:
        return [line + "\n"]
    sentences = [f"{part} " for part in _SENTENCE_END.split(line)]
    pieces = [piece for sentence in sentences for piece in _word_pieces(sentence, limit)]
    pieces[-1] = pieces[-1].rstrip(" ") + "\n"
    return pieces


def _word_pieces(sentence: str, limit: int) -> list[str]:
    pieces: list[str] = []
    while length(sentence) > limit:
        cut = _cut(sentence, limit)
        pieces.append(sentence[:cut])
        sentence = sentence[cut:]
    return [*pieces, sentence] if sentence else pieces


def _cut(sentence: str, limit: int) -> int:
    """Return where to cut: after the last blank that fits, else where the page is full."""
    end = min(limit, len(sentence))
    while length(sentence[:end]) > limit:
        end -= 1
    blank = sentence.rfind(" ", 0, end)
    return blank + 1 if blank > limit // 2 else end


def _pack(pieces: Sequence[str], limit: int) -> list[str]:
    pages: list[str] = []
    for piece in pieces:
        if pages and length((pages[-1] + piece).rstrip()) <= limit:
            pages[-1] += piece
        else:
            pages.append(piece)
    return [page.rstrip() for page in pages if page.strip()]
