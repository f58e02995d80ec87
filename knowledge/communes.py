"""Communes and wards of the province, and finding them in a text however they are typed.

A name with a word that is not spelt as Vietnamese ("Ea Kao") is found bare, plain or with a slip.
A name of ordinary syllables ("Tân An") needs its marks, its capitals, or a word such as "xã" or
"ở" before it; the few that stand inside everyday phrases ("dân cư bao gồm") need more than one.
A text that is nothing but a name is that name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from domain.errors import BrokenKnowledge
from domain.syllables import is_syllable
from domain.vietnamese import canonical
from knowledge.files import document_folders, read_info, read_provisions
from knowledge.place_words import Window, Word, squeeze, windows_at, words_of

_AT = {"o", "tai", "thuoc", "ubnd"}
_OTHER_SORTS = {"song", "suoi", "nui", "deo", "duong", "truong", "benh"}
# Names that everyday phrases hold even with their marks: dân cư bao gồm, buôn hồ tiêu, hoàn thành
# nhất trí, mới tân lập, tân tiến, bắc qua sông cầu; and Phú Yên, which was a province.
_EVERYDAY = {"cubao", "buonho", "thanhnhat", "tanlap", "tantien", "songcau", "phuyen"}
# Names that are everyday words once their marks are gone: văn hóa, (phường) cũ bao gồm.
_EVERYDAY_PLAIN = {"vanhoa", "cubao"}
_SHORTEST_SLIP, _LONG = 5, 10


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward; `kind` is "xã" or "phường", `full_name` begins with it."""

    code: str
    name: str
    kind: str
    full_name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommuneMention:
    """A commune named in a text: `wording` is the text from `start` to `end`, its kind included."""

    commune: Commune
    start: int
    end: int
    wording: str


@dataclass(frozen=True, slots=True)
class _Name:
    commune: Commune
    words: tuple[Word, ...]
    plain: str
    marked: str
    is_foreign: bool

    @property
    def is_telling(self) -> bool:
        """Tell whether the first word alone suggests the name, so that a slip may be supposed."""
        return not is_syllable(self.words[0].plain) or len(self.words) > 2


@dataclass(frozen=True, slots=True)
class _Names:
    by_plain: dict[str, list[_Name]]
    by_start: dict[tuple[int, str], list[_Name]]


def load_communes(root: Path) -> tuple[Commune, ...]:
    """Return the communes that documents under `root` list, by code.

    Raises:
        BrokenKnowledge: with every fault of the files read.
    """
    faults: list[str] = []
    found: list[Commune] = []
    for folder in document_folders(root):
        info = read_info(folder, faults)
        if info is None or not info.lists_communes:
            continue
        for entry in read_provisions(folder, faults):
            for fact in (item.commune for item in entry.paragraphs if item.commune):
                full_name = f"{fact.kind.capitalize()} {fact.name}"
                found.append(Commune(fact.code, fact.name, fact.kind, full_name, fact.aliases))
    if faults:
        raise BrokenKnowledge(tuple(faults))
    return tuple(sorted(found, key=lambda commune: commune.code))


def find_communes(text: str, communes: tuple[Commune, ...]) -> tuple[CommuneMention, ...]:
    """Return the communes that `text` names, in order; several at one place when it is open."""
    words = words_of(text)
    is_marked_text = any(word.marked != word.plain for word in words)
    names = _index(communes)
    found: list[CommuneMention] = []
    place = 0
    while place < len(words):
        windows = tuple(windows_at(words, place, is_marked_text=is_marked_text))
        window, chosen = _match(windows, names)
        place += len(window.words) if chosen else 1
        wording = text[window.start : window.end]
        found.extend(CommuneMention(one, window.start, window.end, wording) for one in chosen)
    return tuple(found)


def _match(windows: Sequence[Window], names: _Names) -> tuple[Window, tuple[Commune, ...]]:
    """Return the longest window that is a name, with whose it is; else no commune."""
    if windows[0].is_other_place:
        return windows[0], ()
    for window in windows:
        same = [n for n in names.by_plain.get(window.plain, ()) if _accepts(window, n)]
        if same:
            exact = [name for name in same if name.marked == window.marked]
            return window, _communes_of(exact or same)
    for window in windows:
        near = _nearest(window, names)
        if len(near) == 1:
            return window, near
    return windows[0], ()


def _accepts(window: Window, name: _Name) -> bool:
    """Tell whether words that fold to `name` are meant as it (see the head of the module)."""
    if name.is_foreign:
        return True
    exact = window.marked == name.marked and (window.is_marked_text or window.has_kind)
    agrees = exact or window.marked == window.plain or _agrees_by_word(window, name)
    if window.is_whole_text:
        return agrees or window.is_capital
    if name.plain in _EVERYDAY_PLAIN and window.marked == window.plain and not window.is_capital:
        return False
    if window.has_kind or len(name.words) > 2:
        return agrees or (window.has_kind and window.is_capital)
    if window.before[-1:] and window.before[-1] in _OTHER_SORTS:
        return False
    if name.plain in _EVERYDAY:
        return agrees and window.is_capital
    stands_at = bool(window.before) and window.before[-1] in _AT
    return exact or (agrees and (window.is_capital or stands_at))


def _agrees_by_word(window: Window, name: _Name) -> bool:
    """Tell whether every word is plain or has the name's own marks."""
    if len(window.words) != len(name.words):
        return False
    pairs = zip(window.words, name.words, strict=True)
    return all(typed.marked in (word.marked, typed.plain) for typed, word in pairs)


def _nearest(window: Window, names: _Names) -> tuple[Commune, ...]:
    """Return the communes whose names are one slip away, two in a long name."""
    typed = window.plain
    allowed = 2 if len(typed) >= _LONG else 1
    if len(typed) < _SHORTEST_SLIP or typed in _EVERYDAY_PLAIN:
        return ()
    found: dict[int, list[_Name]] = {}
    for name in names.by_start.get((len(window.words), typed[0]), ()):
        if _may_slip(window, name):
            distance = OSA.distance(typed, name.plain, score_cutoff=allowed)
            if distance <= allowed:
                found.setdefault(distance, []).append(name)
    return _communes_of(found[min(found)]) if found else ()


def _may_slip(window: Window, name: _Name) -> bool:
    """Tell whether a slip may be supposed: after "xã", or where a telling first word is right.

    The first letter of `name` is right.
    """
    if name.plain in _EVERYDAY or name.plain in _EVERYDAY_PLAIN:
        return False
    return window.has_kind or (name.words[0].plain == window.words[0].plain and name.is_telling)


def _communes_of(names: Sequence[_Name]) -> tuple[Commune, ...]:
    return tuple(dict.fromkeys(name.commune for name in names))


@lru_cache(maxsize=8)
def _index(communes: tuple[Commune, ...]) -> _Names:
    """Return the names of `communes` by what they fold to and by how many words they have."""
    index = _Names({}, {})
    for commune in communes:
        for wording in _wordings(commune):
            name = _name(commune, wording)
            index.by_plain.setdefault(name.plain, []).append(name)
            index.by_start.setdefault((len(name.words), name.plain[0]), []).append(name)
    return index


def _wordings(commune: Commune) -> tuple[str, ...]:
    """Return name and other names; "Phú Hoà 1" is also called without its number."""
    stem = commune.name.rstrip("0123456789 ")
    return tuple(dict.fromkeys((commune.name, *commune.aliases, stem)))


def _name(commune: Commune, wording: str) -> _Name:
    words = tuple(words_of(wording))
    marked = "".join(word.marked for word in words)
    is_foreign = any(not is_syllable(canonical(word.marked)) for word in words if _spells(word))
    return _Name(commune, words, squeeze(wording), marked, is_foreign)


def _spells(word: Word) -> bool:
    return not word.plain.isdigit()
