"""A message longer than Telegram takes, cut into several where a reader would pause.

Each part is valid by itself: what is bold across a cut is bold on both sides of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.render.pages import length

LIMIT = 4096
_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^>]*)>|&(?:#?\w+);|.", re.DOTALL)
_ENDS_SENTENCE = ".!?…;"


@dataclass(frozen=True, slots=True)
class _Letter:
    """One letter as it is written, an entity counting as one, and the tags that are open there."""

    written: str
    tags: tuple[str, ...]

    @property
    def units(self) -> int:
        return 1 if len(self.written) > 1 else length(self.written)


def parts_of_html(html: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Return `html` in parts of at most `limit` UTF-16 units, tags not counted."""
    if length(html) <= limit:
        return (html,)
    letters, parts = list(_letters(html)), []
    while letters:
        end = _end(letters, limit)
        parts.append(_written(letters[:end]))
        letters = letters[end:]
        while letters and letters[0].written.isspace():
            letters.pop(0)
    return tuple(part for part in parts if part.strip())


def _letters(html: str) -> Iterator[_Letter]:
    open_tags: tuple[str, ...] = ()
    for match in _TOKEN.finditer(html):
        if match.group(2) is None:
            yield _Letter(match.group(), open_tags)
        elif match.group(1):
            open_tags = open_tags[:-1]
        else:
            open_tags = (*open_tags, match.group())


def _end(letters: Sequence[_Letter], limit: int) -> int:
    """Return how many letters the next part holds: up to a line's, sentence's or word's end."""
    full, units = 0, 0
    while full < len(letters) and units + letters[full].units <= limit:
        units += letters[full].units
        full += 1
    if full == len(letters):
        return full
    ends = range(full, full // 2, -1)
    for is_pause in (_is_line, _is_sentence, _is_word):
        found = next((end for end in ends if is_pause(letters, end)), None)
        if found is not None:
            return found
    return full


def _is_line(letters: Sequence[_Letter], end: int) -> bool:
    return letters[end].written == "\n"


def _is_sentence(letters: Sequence[_Letter], end: int) -> bool:
    return _is_word(letters, end) and letters[end - 1].written in _ENDS_SENTENCE


def _is_word(letters: Sequence[_Letter], end: int) -> bool:
    return letters[end].written.isspace()


def _written(letters: Sequence[_Letter]) -> str:
    out: list[str] = []
    open_tags: tuple[str, ...] = ()
    for letter in letters:
        out += _changed(open_tags, letter.tags)
        out.append(letter.written)
        open_tags = letter.tags
    return "".join([*out, *_changed(open_tags, ())])


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    """Yield the tags that lead from one set of open tags to another."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    for tag in reversed(before[same:]):
        yield f"</{re.split(r'[ >]', tag[1:])[0]}>"
    yield from after[same:]
