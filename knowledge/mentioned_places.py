"""The place of a document that a mention means, seen from the place where it is made."""

import re
from collections.abc import Iterator

from domain.mentions import THIS, Mention
from domain.register import Document

_ROMANS = {"I": 1, "V": 5, "X": 10}
_APPENDIX = re.compile(r"^phụ lục (?:số )?([IVX]+|\d+)")


def place_of_mention(mention: Mention, document: Document, path: str) -> str | None:
    """Return the path in `document` that a mention at `path` means, None where there is none.

    `path` is empty where the mention is made in another document. Of a place that a digest leaves
    out the nearest one around it is returned.
    """
    for pieces in _readings(mention, document, path):
        while pieces and pieces[0]:
            if (place := ".".join(pieces)) in document.by_path:
                return place
            pieces = pieces[:-1]
    return None


def places_between(document: Document, first: str, last: str) -> tuple[str, ...]:
    """Return the places between two neighbours of one kind, in reading order, both left out."""
    paths = [provision.path for provision in document.provisions]
    inside = paths[paths.index(first) + 1 : paths.index(last)]
    # Articles of a range may stand in several chapters.
    parent = document.by_path[first].parent if "." in first else None
    return tuple(
        place
        for place in inside
        if place.count(".") == first.count(".")
        and place[:1].isdigit() == first[:1].isdigit()
        and (parent is None or document.by_path[place].parent == parent)
    )


def _readings(mention: Mention, document: Document, path: str) -> Iterator[list[str]]:
    """Yield what a mention may mean, piece by piece, the likeliest first."""
    inner = [piece for piece in (mention.clause, mention.point) if piece]
    if mention.appendix is not None:
        stem = _appendix(mention.appendix, document, path)
        for part in _parts(mention):
            yield (
                [stem, *part, mention.article, *inner] if mention.article else [stem, *part, *inner]
            )
    elif mention.article.startswith("chương"):
        section = [f"mục {mention.clause}"] if mention.clause else []
        yield [mention.article, *section]
    elif mention.part:
        yield [mention.part, mention.article, *inner]
    else:
        yield _article_and_clause(mention, path) + ([mention.point] if mention.point else [])


def _parts(mention: Mention) -> list[list[str]]:
    if not mention.part:
        return [[]]
    # The first part of an appendix may be set without a place of its own.
    return [[f"phần {mention.part}"], [mention.part], []][: 3 if mention.part == "I" else 2]


def _article_and_clause(mention: Mention, path: str) -> list[str]:
    """Return article and clause; what is not said is that of the place itself."""
    article, clause = mention.article, mention.clause
    own = path.split(".") if path[:1].isdigit() else []
    if article in ("", THIS):
        article = own[0] if own else ""
    if clause == THIS or (mention.point and not clause and not mention.article):
        clause = own[1] if len(own) > 1 and own[1][:1].isdigit() else ""
    return [article, clause] if clause else [article]


def _appendix(wanted: str, document: Document, path: str) -> str:
    """Return the path of an appendix, however its number is written."""
    number = _number_in(path) if wanted == THIS else _number(wanted)
    stems = (p.path for p in document.provisions if "." not in p.path)
    return next((s for s in stems if number is not None and _number_in(s) == number), "")


def _number_in(path: str) -> int | None:
    match = _APPENDIX.match(path)
    return _number(match[1]) if match else None


def _number(label: str) -> int:
    """Return the number that digits or Roman letters write."""
    if label.isdigit():
        return int(label)
    values = [_ROMANS[letter] for letter in label.upper() if letter in _ROMANS]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
