"""Places that a passage of a document names: "điểm a, b khoản 1 Điều này", "từ Điều 5 đến Điều 9".

Official texts name places strictly, so this reads less than `domain.citations`, which reads what
people type, but it keeps where each place stands and which document it is said to be of.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

THIS = "này"


class Level(IntEnum):
    """How far in a place stands; a name goes from the inside out: point, clause, article."""

    DOCUMENT = 0
    APPENDIX = 1
    ARTICLE = 2
    CLAUSE = 3
    POINT = 4


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that a text names; `slug` is empty where it is not held, `is_own` for itself."""

    start: int
    end: int
    slug: str
    wording: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that a text names, with where it does.

    A level that is said as "này" is `THIS`; one that is not said is empty. `article` is the label
    of an article, a part or a chapter, `part` that of the part around it where both are said.
    `since` is the mention that begins a range which this ends.
    """

    start: int
    end: int
    part: str = ""
    article: str = ""
    clause: str = ""
    point: str = ""
    appendix: str | None = None
    document: NamedDocument | None = None
    since: "Mention | None" = None

    @property
    def names_no_place(self) -> bool:
        """Tell whether it is a document alone, without a place in it."""
        return not (self.article or self.clause or self.point or self.appendix is not None)


@dataclass(frozen=True, slots=True)
class _Atom:
    level: Level
    value: str
    start: int
    end: int
    document: NamedDocument | None = None


_LETTER = r"[a-eghiklmnopqstuvxyđôơ]"
_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_SEPARATOR = r"(?:,|;|và|hoặc|hay|đến)"
# What may follow a number that only goes on with a list: "Điều 5, 6 và 7 Luật này", never "7 ngày".
_GOES_ON = (
    r"(?=\s*(?:[,;.:)]|$)|\s+(?:và|hoặc|hay|đến|của|các|điều|khoản|điểm|mục|phần|này|luật|bộ luật"
    r"|pháp lệnh|nghị|thông|quyết|kế hoạch|thì|trên|nêu|phải|được|không)\b)"
)
_NUMBER_GOES_ON = rf"\d{{1,3}}[a-zđ]?(?![\w%/]|[.,]\d){_GOES_ON}"
_LETTER_GOES_ON = rf"{_LETTER}(?!\w){_GOES_ON}"
_THIS_ONE = re.compile(r"(?<!\w)(điều|khoản|điểm|phụ lục)\s+này(?!\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?<!\w)(?i:điều)\s+(?:(?i:từ)\s+)?(\d{1,3}[a-zđ]?)(?![\w%/]|[.,]\d)")
_CLAUSE = re.compile(
    r"(?<!tài )(?<!\w)(?i:khoản|tiểu mục|mục)\s+(?:(?i:từ)\s+)?(\d{1,2}[a-zđ]?)(?![\w%/]|[.,]\d)"
)
_POINT = re.compile(rf"(?<!\w)(?i:điểm|tiết)\s+(?:(?i:từ)\s+)?({_LETTER}\d?)(?!\w)")
_PART = re.compile(
    rf"(?<!\w)(?i:mục|phần|điểm|khoản|nhiệm vụ)\s+(?:(?i:số)\s+)?"
    rf"({_ROMAN}(?:\.\d{{1,2}})*(?:\.{_LETTER})?)(?!\w|\.\d)"
)
_CHAPTER = re.compile(rf"(?<!\w)(?i:chương)\s+({_ROMAN}|\d{{1,2}})(?!\w)")
_APPENDIX = re.compile(rf"(?<!\w)(?i:phụ lục)\s+(?:(?i:số)\s+)?({_ROMAN}|\d{{1,2}})(?!\w|[.,]\d)")
_GAP = re.compile(
    rf"\s*(?:{_SEPARATOR}\s*)*(?:(?:của|tại|các|từ|thuộc|kèm theo)\s*)*", re.IGNORECASE
)
_SEPARATED = re.compile(_SEPARATOR, re.IGNORECASE)
_TO = re.compile(r"\s*đến\s*", re.IGNORECASE)
_LEVELS = {
    "điều": Level.ARTICLE,
    "khoản": Level.CLAUSE,
    "điểm": Level.POINT,
    "phụ lục": Level.APPENDIX,
}
_LISTED = {
    Level.ARTICLE: _NUMBER_GOES_ON,
    Level.CLAUSE: _NUMBER_GOES_ON,
    Level.POINT: _LETTER_GOES_ON,
}
_NEXT = {
    level: re.compile(rf"\s*(?:{_SEPARATOR}\s*)+({item})", re.IGNORECASE)
    for level, item in _LISTED.items()
}


def read_mentions(text: str, documents: Iterable[NamedDocument] = ()) -> tuple[Mention, ...]:
    """Return the places that `text` names, in order, each of the `documents` it is said to be of.

    A document that is named without a place in it is a mention of its own.
    """
    atoms = _atoms(text, documents)
    found: list[Mention] = []
    while atoms:
        chain = _chain(text, atoms)
        atoms = atoms[len(chain) :]
        found.extend(_read_chain(text, chain))
    return tuple(found)


def _atoms(text: str, documents: Iterable[NamedDocument]) -> list[_Atom]:
    found = [_Atom(Level.DOCUMENT, "", d.start, d.end, d) for d in documents]
    for match in _THIS_ONE.finditer(text):
        found.append(_Atom(_LEVELS[match[1].lower()], THIS, *match.span()))
    for rule, level in (
        (_ARTICLE, Level.ARTICLE),
        (_PART, Level.ARTICLE),
        (_CHAPTER, Level.ARTICLE),
        (_APPENDIX, Level.APPENDIX),
        (_CLAUSE, Level.CLAUSE),
        (_POINT, Level.POINT),
    ):
        for match in rule.finditer(text):
            name = f"chương {match[1]}" if rule is _CHAPTER else match[1]
            found.append(_Atom(level, name, *match.span()))
            found.extend(_listed(text, level, match.end()))
    return _apart(found)


def _listed(text: str, level: Level, end: int) -> Iterable[_Atom]:
    """Yield the further labels of a list that names its level once: "điểm a, b và d"."""
    while level in _NEXT and (match := _NEXT[level].match(text, end)) is not None:
        yield _Atom(level, match[1], *match.span(1))
        end = match.end(1)


def _apart(atoms: Iterable[_Atom]) -> list[_Atom]:
    """Return atoms in order; of two that overlap the one that begins first, then the longer."""
    kept: list[_Atom] = []
    for atom in sorted(atoms, key=lambda atom: (atom.start, -atom.end)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _chain(text: str, atoms: Sequence[_Atom]) -> list[_Atom]:
    """Return the first atom with those that follow it in one breath."""
    chain = [atoms[0]]
    for atom in atoms[1:]:
        gap = text[chain[-1].end : atom.start]
        if not _GAP.fullmatch(gap) or _begins_anew(chain[-1], atom, gap):
            break
        chain.append(atom)
    return chain


def _begins_anew(last: _Atom, atom: _Atom, gap: str) -> bool:
    """Tell whether a document begins or ends a breath: "Luật này và Luật Đất đai", "Luật A, B"."""
    if last.level is Level.DOCUMENT and atom.level is Level.DOCUMENT:
        return True
    is_listed = _SEPARATED.search(gap) is not None
    return atom.level is Level.DOCUMENT and is_listed and gap.strip() != ","


def _read_chain(text: str, chain: Sequence[_Atom]) -> list[Mention]:
    units = _units(text, chain)
    read = [_said(unit) for unit in units]
    for at in range(len(read) - 2, -1, -1):
        read[at] = _completed(read[at], read[at + 1])
    for at in range(1, len(read)):
        read[at] = _going_on(read[at], read[at - 1])
        if _TO.fullmatch(_between(text, units[at - 1], units[at])):
            read[at] = replace(read[at], since=read[at - 1])
    return read


def _between(text: str, before: Sequence[_Atom], after: Sequence[_Atom]) -> str:
    return text[before[-1].end : after[0].start]


def _units(text: str, chain: Sequence[_Atom]) -> list[list[_Atom]]:
    """Split a chain into places: each goes outward without a separator in between."""
    units: list[list[_Atom]] = []
    for atom in chain:
        last = units[-1][-1] if units else None
        if last is not None and _joins(text, last, atom):
            units[-1].append(atom)
        else:
            units.append([atom])
    return units


def _joins(text: str, last: _Atom, atom: _Atom) -> bool:
    """Tell whether a name goes on outward: "khoản 2" + "Điều 5", "Mục IV" + "Phần I"."""
    if atom.level is Level.DOCUMENT:
        return True
    is_around = last.level is atom.level is Level.ARTICLE and not atom.value[:1].isdigit()
    is_outer = atom.level < last.level or (is_around and not last.value[:1].isdigit())
    return is_outer and not _SEPARATED.search(text[last.end : atom.start])


def _said(unit: Sequence[_Atom]) -> Mention:
    """Return what one place says of itself."""
    value: dict[Level, str] = {}
    for atom in unit:
        value.setdefault(atom.level, atom.value)
    around = [atom.value for atom in unit if atom.level is Level.ARTICLE][1:]
    return Mention(
        unit[0].start,
        unit[-1].end,
        "".join(around),
        value.get(Level.ARTICLE, ""),
        value.get(Level.CLAUSE, ""),
        value.get(Level.POINT, ""),
        value.get(Level.APPENDIX),
        unit[-1].document,
    )


def _completed(mention: Mention, after: Mention) -> Mention:
    """Return a place of a list with the outer levels that only a later one says."""
    if mention.names_no_place:
        return mention
    if mention.point and not mention.clause and not mention.article:
        mention = replace(mention, clause=after.clause)
    if (mention.point or mention.clause) and not mention.article and mention.appendix is None:
        mention = replace(mention, article=after.article)
    if THIS in (mention.article, mention.clause):
        return mention
    if mention.appendix is None and not mention.article[:1].isdigit():
        mention = replace(mention, appendix=after.appendix)
    return replace(mention, document=mention.document or after.document)


def _going_on(mention: Mention, before: Mention) -> Mention:
    """Return a place that is said after its article: "Điều 9, khoản 3"."""
    is_inside = mention.clause or mention.point
    if not is_inside or mention.article or not before.article:
        return mention
    clause = mention.clause or before.clause
    document = mention.document or before.document
    return replace(mention, article=before.article, clause=clause, document=document)
