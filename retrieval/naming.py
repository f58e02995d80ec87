"""Bodies that a question names: units of the document, its communes, and strangers to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from domain.vietnamese import canonical, fold
from knowledge.units import UnitMention, fields, find_units, groups
from retrieval.analyzer import Analyzer
from retrieval.facts import Facts
from retrieval.reading import Reading

_OWN_COMMUNE = re.compile(
    r"\b(?:ubnd |cac |cap |chinh quyen |o |ben )?(?:xa|phuong|dia phuong)(?: (?:minh|toi|em"
    r"|ta|chung toi|chung ta|ben em|nha))\b"
    r"|(?:^"
    r"|(?<!cap )(?<!chuc )(?<!bo )(?<!ngu )(?<!vien )(?<!ban )(?<!dan )(?<!o )(?<!tai )"
    r"(?<!ve )(?<!vung sau vung )"
    r"(?<!sach )(?<!ds )\b)(?:xa|phuong|cap xa|dia phuong)(?= (?:phai|can|duoc|co"
    r"|lam|lap|thi|chu tri|nop|bao|gui|lo|tu|cung|se|phoi|chung|nen|ra)\b)"
    r"|\b(?:cac xa|xa phuong|uy ban xa|cap xa phai|ubnd cap xa|ubnd xa)\b"
)
_MINISTRY = re.compile(r"\b(?:lên|len|cho|gửi|gui|về|ve|trình|trinh) B[ộo](?=[\s?.,!]*$|[,;?])")
_LEVELS = {"xa", "phuong", "tinh", "huyen"}
_ALREADY_NAMED = re.compile(r"\b(?:can bo|cong chuc|doi ngu|vien chuc)(?: \w+)? $")
_BODIES = (
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Bộ đội Biên phòng",
    "Ban Dân tộc",
    "Bảo hiểm xã hội",
    "Kho bạc Nhà nước",
    "Liên đoàn Lao động",
    "Hội Nông dân",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên",
    "Tỉnh đoàn",
    "Mặt trận Tổ quốc",
    "Tòa án nhân dân",
    "Viện kiểm sát",
    "Đài Phát thanh",
    "Ban Tuyên giáo",
)


@dataclass(frozen=True, slots=True)
class Named:
    """The reading of a question with the units in it; `positions` are the words that name them."""

    reading: Reading
    units: tuple[str, ...]
    strangers: tuple[str, ...]
    positions: frozenset[int]


def read_names(question: str, facts: Facts, analyzer: Analyzer) -> Named:
    """Return `question` read, with units written by their names before abbreviations are."""
    spoken, units, wordings = _name_units(question, facts)
    reading = analyzer.read(spoken)
    own, span = _own_commune(reading.plain, facts)
    named = [*units, *_units_in(reading.accented, facts)]
    units = tuple(dict.fromkeys([*named, *own, *_only_ministry(question, named, facts)]))
    strangers = _strangers(reading, units, facts)
    positions = _unit_positions(reading, units, facts) | reading.at([span])
    positions |= {i for wording in wordings for i in positions_of(reading, wording)}
    positions |= {i for name in strangers for i in _stranger_positions(reading, name)}
    return Named(reading, units, strangers, frozenset(positions))


def positions_of(reading: Reading, wording: str) -> range:
    """Return where the words of `wording` stand in the question."""
    words = canonical(wording).replace(",", " ").split()
    start = reading.find_words(words)
    return range(0) if start is None else range(start, start + len(words))


def _unit_positions(reading: Reading, units: Sequence[str], facts: Facts) -> set[int]:
    """Return where the names of units stand, every time, with the level that people add."""
    plain = [word.folded for word in reading.words]
    found: set[int] = set()
    for unit in units:
        name = fold(facts.unit_name(unit)).replace(",", "").split()
        for start in range(len(plain) - len(name) + 1):
            end = start + len(name)
            if plain[start:end] == name:
                found.update(range(start, end))
                found.update({end} if plain[end : end + 1] and plain[end] in _LEVELS else ())
    return found


def _stranger_positions(reading: Reading, name: str) -> set[int]:
    """Return where a body that the document does not name stands, by its name or short form."""
    shorts = {fold(s) for b in fields() if name.endswith(f" {b.name}") for s in b.short}
    shorts.add(fold(name.partition(" ")[2]))
    found = set(positions_of(reading, name))
    for index, word in enumerate(reading.words[1:], start=1):
        if reading.words[index - 1].folded in {"so", "bo"} and word.folded in shorts:
            found |= {index - 1, index}
    return found


def _name_units(question: str, facts: Facts) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Write units by their names before abbreviations are read: "Sở NV" is no "Sở nhiệm vụ"."""
    mentions = [m for m in find_units(question, facts.document.units) if _is_meant(m, facts)]
    spoken = question
    for mention in sorted(mentions, key=lambda m: -m.start):
        name = facts.unit_name(mention.unit_id)
        if not facts.is_group(mention.unit_id):
            spoken = f"{spoken[: mention.start]} {name} {spoken[mention.end :]}"
    groups = tuple(m.wording for m in mentions if facts.is_group(m.unit_id))
    return spoken, tuple(dict.fromkeys(m.unit_id for m in mentions)), groups


def _units_in(text: str, facts: Facts) -> tuple[str, ...]:
    mentions = find_units(text, facts.document.units)
    return tuple(dict.fromkeys(m.unit_id for m in mentions if _is_meant(m, facts)))


def _is_meant(mention: UnitMention, facts: Facts) -> bool:
    """Tell whether a mention names a body: "trạm y tế" is a thing, "các trạm y tế" are bodies."""
    if not facts.is_group(mention.unit_id) or mention.unit_id in _collective_names():
        return True
    return fold(mention.wording).split()[0] in {"cac", "nhung", "toan"}


@cache
def _collective_names() -> frozenset[str]:
    return frozenset(group.id for group in groups())


@cache
def _departments() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return each department and ministry: its name, the name folded, and how it is spoken of."""
    found = []
    for branch in fields():
        for prefix in ("Sở", "Bộ"):
            name = f"{prefix} {branch.name}"
            shorts = "|".join(re.escape(fold(short)) for short in (branch.name, *branch.short))
            spoken = re.compile(rf"\b{fold(prefix)} (?:{shorts})\b")
            found.append((name, fold(name).replace(",", ""), spoken))
    return tuple(found)


def _strangers(reading: Reading, units: Sequence[str], facts: Facts) -> tuple[str, ...]:
    """Return departments that the question names and the document does not."""
    known = {fold(facts.unit_name(unit)).replace(",", "") for unit in units}
    asked = fold(reading.raw)
    found: list[str] = []
    for name, plain, spoken in _departments():
        if spoken.search(asked) is None or plain in known:
            continue
        if not any(plain in k or k in plain for k in known):
            found.append(name)
    for body in _BODIES:
        said = re.search(rf"\b{fold(body)}\b", asked) is not None
        if said and not any(fold(body) in k or k in fold(body) for k in known):
            found.append(body)
    for short in re.findall(r"\bso ([bcdđghklmnpqrstvx&]{2,6})\b", asked):
        if not known and not found:
            found.append(f"Sở {short.upper()}")
    return tuple(found)


def _only_ministry(question: str, named: Sequence[str], facts: Facts) -> list[str]:
    """Return the one ministry that the document names where "lên Bộ" says no more."""
    ministries = [u.id for u in facts.document.units if u.name.startswith("Bộ ") and not u.is_group]
    said = _MINISTRY.search(question)
    return ministries if said and len(ministries) == 1 and not set(named) & set(ministries) else []


def _own_commune(plain: str, facts: Facts) -> tuple[tuple[str, ...], tuple[int, int]]:
    """Take "xã mình", "các xã" for the communes' collective name, with where that stands."""
    match = _OWN_COMMUNE.search(plain)
    if match is None or _ALREADY_NAMED.search(plain[: match.start()]):
        return (), (0, 0)
    for unit in facts.document.units:
        words = fold(unit.name).replace(",", " ").split()
        if unit.is_group and "ubnd" in words and {"xa", "phuong"} & set(words):
            return (unit.id,), match.span()
    is_its_own = {"xa", "phuong"} & set(fold(facts.document.info.issuer).split())
    return (), match.span() if is_its_own else (0, 0)
