"""Learning which bodies a text names, before its facts are read.

Names are learned where their ends are plain to see: in lists ("Cơ quan phối hợp: …"), in headings
of unit blocks and before "chủ trì". Elsewhere the grammar of names decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.register import Unit
from domain.vietnamese import fold
from knowledge.parser.bodies import HEADS, elided_names, names_in
from knowledge.parser.letters import UPPER
from knowledge.units import fields, find_units, group_named, group_units, make_unit

_ITEM_END = re.compile(
    rf"\s*;\s*|\s*,\s*(?=(?:{HEADS}|[Cc]ác|[Tt]hủ trưởng|UBND)\b)|"
    rf"(?<!HĐND)(?<!ĐBQH)(?<!Báo)\s+(?:và|cùng|cùng với)\s+(?=(?:{HEADS}|[Cc]ác|UBND)\b)"
)
_COLUMN_WORDS = {
    "kinh phi",
    "ghi chu",
    "san pham",
    "thoi gian",
    "thoi han",
    "noi dung",
    "nhiem vu",
    "ket qua",
    "tong cong",
    "cong",
    "stt",
}
_OPENING = re.compile(
    r"^(?:(?:và|cùng|với|giao(?: cho)?|đề nghị|phân công|yêu cầu|do|trách nhiệm của|"
    r"(?:thủ trưởng|giám đốc|chủ tịch|chánh|lãnh đạo|người đứng đầu|trưởng|cục trưởng|vụ trưởng|"
    r"viện trưởng|hiệu trưởng)(?= ))\s+)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*\(.*$|\s*[,–-]?\s*\b(?:chủ trì|phối hợp|là (?:cơ quan|đơn vị)|có trách nhiệm|"
    r"chịu trách nhiệm|giám sát|căn cứ|tham mưu|tổ chức|triển khai|xây dựng kế hoạch|theo dõi|"
    r"hướng dẫn)\b.*$",
    re.DOTALL,
)
_BEFORE_LEADING = re.compile(
    rf"(?:^|[;.(]\s*|\b(?:[Gg]iao|do)\s+)(?P<name>(?:{HEADS})\s[^;:.()]{{2,70}}?)\s*,?\s+"
    r"(?:chủ trì|làm đầu mối|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối|thường trực))"
)
_COLLECTIVE_NAME = re.compile(r"^(?:các|những|toàn thể|mọi)\s", re.IGNORECASE)
_HEAD = re.compile(rf"^(?:{HEADS})\b")
_KINDS_WITH_LEVEL = re.compile(
    r"^(?:Phòng|Sở|Trung tâm|Trạm|Hội|Đoàn|Ban|Liên đoàn|Trường|Ủy ban MTTQ|Bảo hiểm|Kho bạc|"
    r"Chi cục) "
)
_LEVEL_END = re.compile(r" (?:thành phố|tỉnh|huyện|xã|phường|đặc khu)$")
_LONGEST = 14


def discover_units(
    *, headings: Iterable[str], paragraphs: Iterable[str], lists: Iterable[str], issuer: str
) -> tuple[Unit, ...]:
    """Return every body that a text names.

    `lists` are values that hold nothing but names; there a name counts even if no grammar knows
    it. `issuer` tells whose place may be left out of a name.
    """
    texts = (*headings, *paragraphs)
    learned = [name for text in lists for name in listed_names(text)]
    learned += [name for text in texts for name in _leading_names(text)]
    units = _units(learned)
    rest = [_without(text, units) for text in texts]
    wordings = [wording for text in rest for wording in _group_wordings(text)]
    wordings += [name for text in rest for name in elided_names(text)]
    wordings += [match.group() for text in rest for match in names_in(text)]
    found = _with_shorter_names(_merge_same([*units, *_units(wordings)], issuer))
    return tuple(_as_written(unit, texts) for unit in found)


def _as_written(unit: Unit, texts: Sequence[str]) -> Unit:
    """Return a collective unit under the name that the text itself writes for it most often."""
    if not unit.is_group:
        return unit
    whole = "\n".join(texts).lower()
    counts = Counter(
        {
            name: len(re.findall(rf"(?<!\w){re.escape(name.lower())}(?!\w|, )", whole))
            for name in (unit.name, *unit.aliases)
        }
    )
    best = max(counts.values(), default=0)
    if best == 0 or counts[unit.name] > 0:
        return unit
    name = max((n for n, count in counts.items() if count == best), key=len)
    others = tuple(a for a in (unit.name, *unit.aliases) if a != name)
    return replace(unit, name=name[:1].upper() + name[1:], aliases=others)


def listed_names(text: str) -> Iterator[str]:
    """Yield the names in a list of units, their ends being the ends of its items."""
    if group_named(text.strip(" .;:")):
        yield text.strip(" .;:")
        return
    elided = elided_names(text)
    yield from elided
    for item in _ITEM_END.split(text.strip(" .;:")):
        name = _OPENING.sub("", _END.sub("", item.strip(" .,;:–-()"))).strip(" .,;:–-")
        if elided and re.match(r"[Cc]ác (?:[Ss]ở|[Bb]ộ|[Pp]hòng|[Bb]an)\b", name):
            continue
        if not 1 < len(name.split()) <= _LONGEST:
            continue
        if _HEAD.match(name):
            yield from _several(name)
        elif name[0].isupper() or _COLLECTIVE_NAME.match(name):
            yield name


def _several(name: str) -> Iterator[str]:
    """Yield "Sở Nội vụ", "Sở Tài chính" for "Sở Nội vụ, Tài chính"; one name as it is."""
    head, _, rest = name.partition(" ")
    known = sorted((field.name for field in fields()), key=len, reverse=True)
    pieces: list[str] = []
    while rest:
        match = next((field for field in known if rest.startswith(field)), None)
        if match is None:
            yield name
            return
        pieces.append(match)
        rest = re.sub(r"^(?:\s*,\s*|\s+và\s+)", "", rest[len(match) :])
    yield from (f"{head} {piece}" for piece in pieces)


def _leading_names(text: str) -> Iterator[str]:
    """Yield the names that stand between the start of a clause and "chủ trì"."""
    for match in _BEFORE_LEADING.finditer(text):
        yield from listed_names(match["name"])


def _group_wordings(text: str) -> list[str]:
    """Return the collective names that stand in `text` as bodies, not as levels."""
    return [
        mention.wording
        for mention in find_units(text, group_units())
        if mention.wording.lower().startswith(("các", "ubnd", "ủy ban", "uỷ ban"))
        or not text[: mention.start].strip()
        or text[: mention.start].strip().endswith((";", ":", ","))
    ]


def _without(text: str, units: tuple[Unit, ...]) -> str:
    """Return `text` with the names of `units` blanked out; their short forms may mislead."""
    named = tuple(replace(unit, aliases=()) for unit in units)
    for mention in find_units(text, named):
        text = text[: mention.start] + "·" * (mention.end - mention.start) + text[mention.end :]
    return text


def _units(wordings: Iterable[str]) -> tuple[Unit, ...]:
    units: dict[str, Unit] = {}
    for wording in wordings:
        unit = make_unit(wording)
        if fold(wording).split("(")[0].strip() in _COLUMN_WORDS:
            continue
        if unit.id:
            units.setdefault(unit.id, unit)
    return tuple(units.values())


def _merge_same(units: list[Unit], issuer: str) -> tuple[Unit, ...]:
    """Join "Phòng Kinh tế xã" to "Phòng Kinh tế" and "UBND xã Tân Phước" to "UBND xã"."""
    names = {unit.name: unit for unit in units}
    same: dict[str, str] = {}
    bases = Counter(_LEVEL_END.sub("", unit.name) for unit in units if _LEVEL_END.search(unit.name))
    for unit in units:
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
        kept = names[same.get(unit.name, unit.name)]
        known = merged.get(kept.id, kept)
        extra = (unit.name, *unit.aliases) if unit.name in same else ()
        aliases = tuple(dict.fromkeys(known.aliases + extra))
        merged[kept.id] = replace(known, aliases=aliases)
    return tuple(merged.values())


def _with_shorter_names(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Add names without their level ("Trung tâm Kiểm soát bệnh tật") where one body bears them."""
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
