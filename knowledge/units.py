"""Names of public bodies: one id for each, the ways people type them, and finding them in text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from domain.register import Unit
from domain.vietnamese import canonical, fold, slugify
from knowledge.hamlets import heads_of_hamlets
from knowledge.tables import read_table

_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+|[;:.\n()!?]")
_OTHER_HEADS = {"bo", "phong", "cuc"}
_FRONT = re.compile(
    r"^(?:MTTQ|Mặt trận)(?: Việt Nam)? (?P<level>(?:tỉnh|thành phố|huyện|xã|phường|đặc khu)\b.*)$"
)
_SMALL = {"và", "của", "các"}


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named in a text: `wording` is the text from `start` to `end`."""

    unit_id: str
    start: int
    end: int
    wording: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of state management with its short forms; `alone` when "Sở" may be left out."""

    name: str
    short: tuple[str, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A collective name and every way it is written."""

    id: str
    name: str
    written: tuple[str, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    marked: str
    start: int
    end: int


@cache
def _file() -> dict[str, Any]:
    return dict(read_table(Path(__file__).parent / "units.yaml"))


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields of state management, longest name first."""
    found = [Field(e["name"], tuple(e["short"]), e.get("alone", False)) for e in _file()["fields"]]
    return tuple(sorted(found, key=lambda field: -len(field.name)))


@cache
def groups() -> tuple[Group, ...]:
    """Return the collective names."""
    return tuple(
        Group(e["id"], e["name"], tuple(e["written"]), tuple(e.get("typed", ())))
        for e in _file()["groups"]
    )


def canonical_name(wording: str) -> str:
    """Return the name under which a body is known: UBND, HĐND, MTTQ for their long forms."""
    name = " ".join(wording.split()).strip(" .,;:-–")
    name = re.sub(r"\bUy ban\b", "Ủy ban", name)  # a slip of reading machines
    for short, *longs in _file()["same_words"]:
        if short in ("UBND", "HĐND", "MTTQ"):
            for long in longs:
                name = re.sub(rf"\b{long}\b", short, name, flags=re.IGNORECASE)
    name = _FRONT.sub(r"Ủy ban MTTQ Việt Nam \g<level>", name)
    return name[:1].upper() + name[1:]


def group_named(wording: str) -> Group | None:
    """Return the group that `wording` names, if it names one."""
    return _group_by_words().get(_plain(canonical_name(wording)))


@cache
def _group_by_words() -> dict[tuple[str, ...], Group]:
    return {_plain(written): group for group in groups() for written in group.written}


@cache
def group_units() -> tuple[Unit, ...]:
    """Return every group as a unit."""
    return tuple(make_unit(group.name) for group in groups())


@cache
def make_unit(wording: str) -> Unit:
    """Return the unit that `wording` names, with the short forms that people type for it."""
    group = group_named(wording)
    if group is not None:
        wordings = group.written + group.typed
        spellings = dict.fromkeys(s for wording in wordings for s in _spellings(wording))
        return Unit(group.id, group.name, tuple(s for s in spellings if s != group.name), True)
    name = canonical_name(wording)
    is_group = re.search(r"\b(?:các|những)\b", name.lower()) is not None
    return Unit(slugify(name), name, aliases_of(name), is_group)


def aliases_of(name: str) -> tuple[str, ...]:
    """Return the other ways of writing `name`: long forms, initials and known short forms."""
    found: list[str] = []
    for spelling in _spellings(name):
        found.append(spelling)
        found.extend(_short_forms(spelling))
    found.extend(_file()["irregular"].get(name, ()))
    found.extend(_parts_of_group(name))
    found.extend(heads_of_hamlets(name))
    distinct = {canonical(alias): alias for alias in reversed(found)}
    distinct.pop(canonical(name), None)
    return tuple(reversed(distinct.values()))


def _parts_of_group(name: str) -> list[str]:
    """Return "các thôn" and "thôn, buôn" for "Các thôn, buôn"."""
    match = re.match(r"(?i)các (?P<parts>[^,]+(?:, [^,]+)+)$", name)
    if match is None:
        return []
    parts = match["parts"].split(", ")
    return [match["parts"], *(f"các {part}" for part in parts)]


def find_units(text: str, units: Sequence[Unit]) -> tuple[UnitMention, ...]:
    """Return every mention of `units` in `text`, in order, the longest name winning.

    Accents may be missing; a syllable typed with marks must agree in them.
    """
    names = _index(tuple(units))
    words = _words(text)
    found: list[UnitMention] = []
    place = 0
    while place < len(words):
        match = _longest(words, place, names)
        if match is None:
            place += 1
            continue
        unit_id, length = match
        start, end = words[place].start, words[place + length - 1].end
        found.append(UnitMention(unit_id, start, end, text[start:end]))
        place += length
    return tuple(found)


def _spellings(name: str) -> list[str]:
    """Return `name` with words that stand for one another exchanged."""
    found = [name]
    for words in _file()["same_words"]:
        for spelling in list(found):
            for word in words:
                if re.search(rf"(?<!\w){word}(?!\w)", spelling):
                    found.extend(
                        re.sub(rf"(?<!\w){word}(?!\w)", other, spelling)
                        for other in words
                        if other != word
                    )
                    break
    return list(dict.fromkeys(found))


def _short_forms(name: str) -> list[str]:
    """Return abbreviations by rule: Sở NV, SNV, SKHCN, Sở Khoa học, "nội vụ"."""
    head, _, rest = name.partition(" ")
    parts = [name.replace(" và ", " ")] if " và " in name else []
    if name.startswith("Ủy ban MTTQ"):
        level = name.removeprefix("Ủy ban MTTQ").removeprefix(" Việt Nam")
        return [f"MTTQ{level}", f"Mặt trận{level}", f"Mặt trận Tổ quốc{level}", "MTTQ", "Mặt trận"]
    field = next((f for f in fields() if rest == f.name), None)
    if field is None:
        return [*parts, *_initials(name)]
    shorts = [f"{head} {short}" for short in field.short]
    joined = [f"{head[0]}{re.sub(r'[^0-9A-Za-zĐđ]', '', short)}" for short in field.short]
    openings = [name[: m.start()] for m in re.finditer(r" và |, | - ", name)]
    alone = []
    if field.alone and head == "Sở":
        alone = [field.name, *(short for short in field.short if len(short) > 2)]
    return [*shorts, *dict.fromkeys(joined), *parts, *openings, *alone]


def _initials(name: str) -> list[str]:
    """Return the initials of a name of four or more words (TTPVHCC), else nothing."""
    words = [w for w in re.findall(r"[^\W\d_]+", name) if w not in _SMALL]
    is_short = any(w.isupper() or w in ("Ủy", "Uỷ") for w in words)
    if name.lower().startswith("các ") or not 4 <= len(words) <= 7 or is_short:
        return []
    return ["".join(word[0].upper() for word in words)]


def _plain(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in _words(text))


def _words(text: str) -> list[_Word]:
    """Return the words of `text` with their places; dashes, commas and `&` are left out."""
    return [
        _Word(fold(m.group()), canonical(m.group()), m.start(), m.end())
        for m in _TOKEN.finditer(text)
    ]


_Names = dict[str, list[tuple[tuple[_Word, ...], str]]]


@cache
def _index(units: tuple[Unit, ...]) -> _Names:
    """Return the names of `units` by first plain word, longest first; first owner keeps a name."""
    owner: dict[tuple[str, ...], str] = {}
    names: _Names = {}
    for wording, unit_id in _wordings(units):
        words = tuple(_words(wording))
        key = tuple(word.marked for word in words)
        if words and owner.setdefault(key, unit_id) == unit_id:
            names.setdefault(words[0].plain, []).append((words, unit_id))
    for entries in names.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return names


def _wordings(units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return names before aliases, so that an alias never takes another unit's own name."""
    listed = list(units)
    return [(unit.name, unit.id) for unit in listed] + [
        (alias, unit.id) for unit in listed for alias in unit.aliases
    ]


def _longest(words: Sequence[_Word], place: int, names: _Names) -> tuple[str, int] | None:
    headed = place > 0 and words[place - 1].plain in _OTHER_HEADS and words[place].plain != "so"
    for name, unit_id in names.get(words[place].plain, ()):
        if headed and unit_id.startswith("so-"):
            # "Bộ Nội vụ" does not name Sở Nội vụ by its short form.
            continue
        window = words[place : place + len(name)]
        if len(window) == len(name) and all(map(_agree, window, name)):
            return unit_id, len(name)
    return None


def _agree(typed: _Word, named: _Word) -> bool:
    """Tell whether a typed word may stand for a word of a name: plain, or with the same marks."""
    return typed.plain == named.plain and typed.marked in (named.marked, named.plain)
