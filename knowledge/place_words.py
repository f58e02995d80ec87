"""The words of a text as a place name may be made of them: joined, split, with marks or none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.vietnamese import canonical, fold

_WORD = re.compile(r"[^\W_]+(?:['’`ʼ][^\W_]+)*")
_BREAK = re.compile(r"[;:,!?()\n]|\.(?=\s|$)")
_LONGEST = 5
_KINDS = {"xa", "x", "phuong", "p", "f"}
# Words that make the "xã" after them a common noun: "cấp xã", "thị xã".
_NOT_NAMING = {"cap", "thi", "moi", "nhieu", "tung", "muoi"}
# A place of another level bears the name, mostly a former district.
_OTHER_LEVELS = {"tinh", "huyen", "tp", "tx", "tt"}
_OTHER_PAIRS = {("thi", "xa"), ("thi", "tran"), ("thanh", "pho")}


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place: `plain` without marks, `marked` canonical, letters and digits only."""

    plain: str
    marked: str
    is_capital: bool
    start: int
    end: int
    is_broken_off: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Words that may be a name, what stands before, and whether "xã" or "phường" does."""

    words: tuple[Word, ...]
    plain: str
    marked: str
    start: int
    has_kind: bool
    before: tuple[str, ...]
    is_marked_text: bool
    is_whole_text: bool

    @property
    def is_capital(self) -> bool:
        """Tell whether every word is written as in a proper name."""
        return all(word.is_capital for word in self.words)

    @property
    def end(self) -> int:
        """Return where the words end in the text."""
        return self.words[-1].end

    @property
    def is_other_place(self) -> bool:
        """Tell whether a place of another level is named: "thị xã Buôn Hồ"."""
        return self.before in _OTHER_PAIRS or self.before[-1:] in {(x,) for x in _OTHER_LEVELS}


def words_of(text: str) -> list[Word]:
    """Return the words of `text`; a stop after "P" or "X" does not end a phrase."""
    found: list[Word] = []
    end = 0
    is_shouted = text.isupper()
    for match in _WORD.finditer(text):
        wording, gap = match.group(), text[end : match.start()]
        after_short_kind = bool(found) and len(found[-1].plain) == 1 and gap.strip() == "."
        found.append(
            Word(
                plain=squeeze(wording),
                marked=_letters(canonical(wording)),
                is_capital=(wording[0].isupper() and not is_shouted) or wording.isdigit(),
                start=match.start(),
                end=match.end(),
                is_broken_off=bool(_BREAK.search(gap)) and not after_short_kind,
            )
        )
        end = match.end()
    return found


def windows_at(words: Sequence[Word], place: int, *, is_marked_text: bool) -> Iterator[Window]:
    """Yield the words from `place` on, longest first, none across a stop or comma."""
    has_kind = _has_kind(words, place)
    first = place - 1 if has_kind else place
    before = tuple(word.plain for word in words[max(0, first - 2) : first])
    for length in range(_reach(words, place), 0, -1):
        chosen = tuple(words[place : place + length])
        plain = "".join(word.plain for word in chosen)
        marked = "".join(word.marked for word in chosen)
        start = words[first].start
        is_whole = first == 0 and place + length == len(words)
        yield Window(chosen, plain, marked, start, has_kind, before, is_marked_text, is_whole)


def squeeze(text: str) -> str:
    """Return `text` folded to letters and digits alone: "Ea H'Leo" → "eahleo"."""
    return _letters(fold(text))


def _letters(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum())


def _reach(words: Sequence[Word], place: int) -> int:
    """Return how many words from `place` on may belong together."""
    length = 1
    while length < _LONGEST and place + length < len(words):
        if words[place + length].is_broken_off:
            break
        length += 1
    return length


def _has_kind(words: Sequence[Word], place: int) -> bool:
    """Tell whether "xã", "phường" or their short forms stand before `place` and name it."""
    if place == 0 or words[place - 1].plain not in _KINDS or words[place].is_broken_off:
        return False
    return place < 2 or words[place - 2].plain not in _NOT_NAMING
