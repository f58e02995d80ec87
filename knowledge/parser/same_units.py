"""Which of the names in a text are names of one body."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from domain.register import Unit
from domain.vietnamese import canonical, fold
from knowledge.parser.letters import UPPER
from knowledge.units import make_unit

_KINDS_WITH_LEVEL = re.compile(
    r"^(?:Phòng|Sở|Trung tâm|Trạm|Hội|Đoàn|Ban|Liên đoàn|Trường|Ủy ban MTTQ|Bảo hiểm|Kho bạc|"
    r"Chi cục) "
)
_BELONGING = re.compile(r" (?:thuộc .+|(?:có )?liên quan|trên địa bàn.*)$")
_LEVEL_END = re.compile(r" (?:thành phố|tỉnh|huyện|xã|phường|đặc khu)$")


def merge_same(units: list[Unit], issuer: str) -> tuple[Unit, ...]:
    """Join names of one body: with and without its level or place, or its words in any order."""
    names = {unit.name: unit for unit in units}
    same = _other_wordings(units)
    bases = Counter(_LEVEL_END.sub("", unit.name) for unit in units if _LEVEL_END.search(unit.name))
    for unit in units:
        if unit.name in same:
            continue
        base = _base_name(unit.name, issuer)
        shorter = _LEVEL_END.sub("", unit.name)
        if base == unit.name and shorter in names and bases[shorter] == 1 and _has_level(unit.name):
            base = shorter
        if base != unit.name and (base in names or _place_of(issuer) in unit.name):
            same[unit.name] = base
    for base in dict.fromkeys(same.values()):
        names.setdefault(base, make_unit(base))
    merged: dict[str, Unit] = {}
    for unit in units:
        kept = names[_last(unit.name, same)]
        known = merged.get(kept.id, kept)
        extra = (unit.name, *unit.aliases) if unit.name in same else ()
        aliases = tuple(dict.fromkeys(known.aliases + extra))
        merged[kept.id] = replace(known, aliases=aliases)
    return tuple(merged.values())


def _other_wordings(units: Sequence[Unit]) -> dict[str, str]:
    """Return the name kept for names that say the same in other words, by the name given up.

    "Thôn, buôn trưởng" and "trưởng thôn, trưởng buôn" have the same words; "Mặt trận xã" is a
    short form of "Ủy ban MTTQ Việt Nam xã".
    """
    by_words: dict[frozenset[str], str] = {}
    found: dict[str, str] = {}
    for unit in units:
        first = by_words.setdefault(_words_of(unit.name), unit.name)
        if first != unit.name:
            found[unit.name] = first
    kept = [unit for unit in units if unit.name not in found]
    longer = {canonical(alias): unit.name for unit in kept for alias in unit.aliases}
    for unit in kept:
        name = longer.get(canonical(unit.name), unit.name)
        if name not in (unit.name, *found) and len(unit.name.split()) > 1:
            found[unit.name] = name
    return found


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name).removeprefix("cac "))) - {"va"}


def _last(name: str, same: Mapping[str, str]) -> str:
    """Return the name at the end of a chain of joined names."""
    seen = {name}
    while name in same and same[name] not in seen:
        name = same[name]
        seen.add(name)
    return name


def with_shorter_names(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Add names without their level ("Trung tâm Kiểm soát bệnh tật") where one body bears them.

    "Các phòng, đơn vị thuộc Sở" are "các phòng, đơn vị" as well.
    """
    taken = {fold(name) for unit in units for name in (unit.name, *unit.aliases)}
    found: list[Unit] = []
    for unit in units:
        shorter = _LEVEL_END.sub("", unit.name)
        is_new = shorter != unit.name and _has_level(unit.name)
        is_police = shorter == "Công an" and shorter != unit.name
        is_distinct = (is_new and len(shorter.split()) > 2) or is_police
        if is_distinct and fold(shorter) not in taken:
            taken.add(fold(shorter))
            unit = replace(unit, aliases=(*unit.aliases, shorter))
        group = _BELONGING.sub("", unit.name)
        if (
            unit.is_group
            and group != unit.name
            and len(group.split()) > 1
            and fold(group) not in taken
        ):
            taken.add(fold(group))
            unit = replace(unit, aliases=(*unit.aliases, group))
        found.append(unit)
    return tuple(found)


def _base_name(name: str, issuer: str) -> str:
    """Return `name` without the issuer's own place and level at its end."""
    place = _place_of(issuer)
    base = name.removesuffix(f" {place}") if place else name
    level = issuer.removesuffix(place).split()[-1:] if place else []
    return base.removesuffix(f" {level[0]}") if level and _has_level(base) else base


def _has_level(name: str) -> bool:
    """Tell whether bodies of this kind are known without their level too."""
    return _KINDS_WITH_LEVEL.match(name) is not None


def _place_of(issuer: str) -> str:
    levels = "tỉnh|thành phố|xã|phường|huyện|đặc khu"
    match = re.search(rf"(?:{levels}) (?P<place>[{UPPER}].+)$", issuer)
    return match["place"] if match else ""
