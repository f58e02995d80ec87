"""Paths of provisions: how people name a place of a document, and which places that may be.

A path is Roman part, number and letter (`II.2.k`), or article, clause and point (`12.3.b`), or an
appendix row (`phụ lục.3`). Letters keep their accents: d and đ, o, ô and ơ are different points.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from domain.vietnamese import canonical, fold, has_marks

_LETTER = "[a-zđôơăâêư]"
_ROMAN = r"x{0,2}(?:ix|iv|v?i{1,3}|v|x)"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})*"
_GAP = r"\s*[.,/\-\s]\s*"
_PATH = re.compile(
    rf"(?<![\w.])({_ROMAN})(?:{_GAP}|(?=\d))({_NUMBER})(?:(?:{_GAP}|(?<=\d))({_LETTER}))?(?![\w%])"
)
_PART = re.compile(rf"\b(phần|mục|phan|muc|chương|chuong)\s+(?:số\s+|thứ\s+|so\s+)?({_ROMAN})\b")
_MORE_PART = re.compile(
    r"\b(?:phần|phan) [ivx]+\s*(?:,|&|và|va|với|voi|cùng|cung)\s*([ivx]+)(?!\w)"
)
_BARE_PART = re.compile(
    rf"\b(?:nguyên văn|nguyen van|trích|trich|chép|chep|xem|đọc|doc)\s+({_ROMAN})(?=$|[\s,;:?!])"
    rf"|^\s*({_ROMAN})\s*[?.]?\s*$"
)
_PART_NUMBER = re.compile(
    r"\b(?:phần|phan)\s+(?:thứ\s+|số\s+|thu\s+|so\s+)?"
    r"(\d{1,2}|một|mot|nhất|nhat|hai|ba|bốn|bon|tư|tu|năm|nam|sáu|bảy|bay|tám|tam)\b(?!\s*%)"
)
_SPELLED = {
    "mot": 1,
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
}
_SPELLED_ITEM = re.compile(
    r"(?<!nhiều )(?<!nhieu )(?<!ít )(?<!it )"
    r"\b(nhóm nhiệm vụ|nhiệm vụ|nhóm|nhom nhiem vu|nhiem vu|nhom)\s+(?:số |so |thứ |thu )?"
    r"(một|mot|nhất|nhat|hai|ba|bốn|bon|tư|năm|sáu|bảy|bay|tám|tam)\b(?!\s+(?:cơ|co|đơn|don"
    r"|sở|so|năm|nam|nay|ngoái|ngoai|trước|truoc|sau|tới|toi|vừa|qua|đầu|cuối|\d))"
)
_AND_NUMBER = re.compile(
    r"\s*(?:,|và|va|với|voi|hoặc|hoac|hay|so với|so voi)\s+(?:số\s+|so\s+)?(\d{1,2})\b"
    r"(?!\s*(?:%|/|[.]\d|tháng|thang|ngày|ngay|năm|nam|cơ quan|co quan|đơn vị|don vi|sở|so)\b)"
)
_DOTTED = re.compile(
    rf"(?<![\w.,/])(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})(?:\.({_LETTER}))?(?![\w%]|[.,/]\d|\s*(?:%|triệu|tỷ|trieu|ty|đồng|dong))"
)
_ITEM_POINT = re.compile(
    r"\b(?:mục|muc|nhóm|nhom|nhiệm vụ|nhiem vu|khoản|khoan)\s+(\d{1,2})"
    rf"\s*[.\-/]?\s*({_LETTER})(?=$|[\s,;:?!)])"
    r"(?!\s+(?:tế|te)\b)"
)
_NAMED_CLOSING = re.compile(rf"(?<![\w.])({_ROMAN})\s*\.\s*(?:cuối|cuoi)\b")
_CLOSING = re.compile(
    r"\b(?:đoạn|doan|câu|cau|khúc|khuc|ý|y|dòng|dong)\s+(?:cuối|cuoi|chót|chot|kết"
    r"|ket)(?:\s+(?:cùng|cung))?"
)
_ITEM = re.compile(
    r"\b(nhiệm vụ giải pháp|nhóm nhiệm vụ|nhóm việc|nhiệm vụ|nhóm|nhiem vu giai phap|"
    r"nhom nhiem vu|nhom viec|nhiem vu|nhom|đầu việc|dau viec|nv|khoản|khoan|tiểu mục"
    r"|tieu muc|mục|muc|"
    rf"số thứ tự|stt|dòng|dong)\s+(?:số\s+|so\s+|thứ\s+|thu\s+)?({_NUMBER})(?![\w%/.]|\s*%)"
)
_POINT = re.compile(
    rf"\b(điểm|diem|tiết|tiet|chỉ tiêu|chi tieu|mục tiêu|muc tieu|khoản|khoan|mục|muc)"
    rf"\s+({_LETTER})(?=$|[\s,.;:?!)])(?!\s+(?:tế|te)\b)"
)
_ARTICLE = re.compile(r"\b(?:điều|dieu)\s+(\d{1,3}[a-zđ]?)\b")
_APPENDIX = re.compile(rf"\b(?:phụ lục|phu luc)(?:\s+(?:số\s+|so\s+)?(\d{{1,2}}|{_ROMAN})\b)?")
_TASK_WORDS = {
    "nhiem vu giai phap",
    "nhom nhiem vu",
    "nhom viec",
    "nhiem vu",
    "nhom",
    "nv",
    "dau viec",
}
_TARGET_WORDS = {"chi tieu", "muc tieu"}
_ROMANS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_LOOSE = {"d": "dđ", "o": "oôơ", "a": "aăâ", "e": "eê", "u": "uư"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A place as somebody named it; `letters` holds every letter that may be meant."""

    part: str | None = None
    number: str | None = None
    letters: tuple[str, ...] = ()
    article: str | None = None
    appendix: str | None = None
    is_task: bool = False
    is_target: bool = False
    is_closing: bool = False
    spans: tuple[tuple[int, int], ...] = ()


def read_references(text: str) -> tuple[Reference, ...]:
    """Return the places that `text` names, in any order and spelling; parts said apart join."""
    lowered = canonical(text)
    is_plain = not has_marks(text)
    found: list[Reference] = []
    taken: list[tuple[int, int]] = []
    for reference in _scan(lowered, is_plain):
        span = reference.spans[0]
        if not any(span[0] < end and start < span[1] for start, end in taken):
            taken.append(span)
            found.append(reference)
    found.sort(key=lambda reference: reference.spans[0])
    return tuple(_join(found))


def _scan(text: str, is_plain: bool) -> list[Reference]:
    found: list[Reference] = []
    for match in _PATH.finditer(text):
        if _looks_like_path(match):
            part, number, letter = match.groups()
            found.append(
                Reference(part.upper(), number, _letters(letter, is_plain), spans=(match.span(),))
            )
    for match in _PART.finditer(text):
        found.append(Reference(part=match.group(2).upper(), spans=(match.span(),)))
    for match in _MORE_PART.finditer(text):
        found.append(Reference(part=match.group(1).upper(), spans=(match.span(1),)))
    for match in _BARE_PART.finditer(text):
        part = match.group(1) or match.group(2)
        found.append(Reference(part=part.upper(), spans=(match.span(),)))
    for match in _PART_NUMBER.finditer(text):
        said = match.group(1)
        number = int(said) if said.isdigit() else _SPELLED[fold(said)]
        if 0 < number < len(_ROMANS):
            found.append(Reference(part=_ROMANS[number], spans=(match.span(),)))
    for match in _DOTTED.finditer(text):
        letters = _letters(match.group(2), is_plain)
        found.append(Reference(number=match.group(1), letters=letters, spans=(match.span(),)))
    for match in _ITEM_POINT.finditer(text):
        letters = _letters(match.group(2), is_plain)
        found.append(Reference(number=match.group(1), letters=letters, spans=(match.span(),)))
    for match in _ITEM.finditer(text):
        is_task = fold(match.group(1)) in _TASK_WORDS
        found.append(Reference(number=match.group(2), is_task=is_task, spans=(match.span(),)))
        found.extend(_listed(text, match.end(), is_task))
    found.extend(_spelled(text))
    for match in _NAMED_CLOSING.finditer(text):
        found.append(Reference(part=match.group(1).upper(), is_closing=True, spans=(match.span(),)))
    for match in _CLOSING.finditer(text):
        found.append(Reference(is_closing=True, spans=(match.span(),)))
    for match in _POINT.finditer(text):
        is_target = fold(match.group(1)) in _TARGET_WORDS
        found.append(
            Reference(
                letters=_letters(match.group(2), is_plain),
                is_target=is_target,
                spans=(match.span(),),
            )
        )
    for match in _ARTICLE.finditer(text):
        found.append(Reference(article=match.group(1), spans=(match.span(),)))
    for match in _APPENDIX.finditer(text):
        found.append(Reference(appendix=(match.group(1) or "").upper(), spans=(match.span(),)))
    return found


def _spelled(text: str) -> list[Reference]:
    """Return the places whose number is written as a word: `nhiệm vụ hai`, `nhóm thứ ba`."""
    return [
        Reference(
            number=str(_SPELLED[fold(match.group(2))]),
            is_task=fold(match.group(1)) in _TASK_WORDS,
            spans=(match.span(),),
        )
        for match in _SPELLED_ITEM.finditer(text)
    ]


def _listed(text: str, start: int, is_task: bool) -> list[Reference]:
    """Return the further numbers of a list: `nhóm 2, 3 và 5`."""
    found: list[Reference] = []
    match = _AND_NUMBER.match(text, start)
    while match is not None:
        found.append(Reference(number=match.group(1), is_task=is_task, spans=(match.span(1),)))
        match = _AND_NUMBER.match(text, match.end())
    return found


def _looks_like_path(match: re.Match[str]) -> bool:
    """Refuse quarters, years and ordinary words: `quý III 2026`, `i 3`."""
    before = fold(match.string[: match.start()]).split()[-1:]
    if before in (["quy"], ["dot"], ["khoa"], ["cap"], ["loai"], ["hang"]):
        return False
    return len(match.group(2).split(".")[0]) < 3


def _letters(letter: str | None, is_plain: bool) -> tuple[str, ...]:
    if letter is None:
        return ()
    return tuple(_LOOSE.get(letter, letter)) if is_plain else (letter,)


def _join(found: Sequence[Reference]) -> list[Reference]:
    """Join neighbours that complete each other: `điểm d` + `mục 3` + `phần III`."""
    joined: list[Reference] = []
    for reference in found:
        last = joined[-1] if joined else None
        merged = _merge(last, reference) if last is not None and _near(last, reference) else None
        if merged is None:
            joined.append(reference)
        else:
            joined[-1] = merged
    return joined


def _near(first: Reference, second: Reference) -> bool:
    return second.spans[0][0] - first.spans[-1][1] <= 12


def _merge(first: Reference, second: Reference) -> Reference | None:
    clashes = (
        (first.part and second.part)
        or (first.number and second.number)
        or (first.letters and second.letters)
        or (first.article and second.article)
        or (first.appendix is not None and second.appendix is not None)
    )
    if clashes:
        return None
    return replace(
        first,
        part=first.part or second.part,
        number=first.number or second.number,
        letters=first.letters or second.letters,
        article=first.article or second.article,
        appendix=first.appendix if first.appendix is not None else second.appendix,
        is_task=first.is_task or second.is_task,
        is_target=first.is_target or second.is_target,
        is_closing=first.is_closing or second.is_closing,
        spans=first.spans + second.spans,
    )


def paths_meant(
    reference: Reference, paths: Collection[str], tasks: Sequence[str], targets: Sequence[str]
) -> tuple[str, ...]:
    """Return the paths among `paths` that `reference` may mean; empty when there is no such place.

    `tasks` and `targets` are the paths of the task groups and targets, for `nhóm 5`, `điểm k`.
    """
    if reference.is_closing and not (reference.number or reference.letters):
        return tuple(p for p in paths if p.endswith(".cuối") and p.startswith(reference.part or ""))
    if reference.article is not None:
        return _law_paths(reference, paths)
    if reference.appendix is not None:
        return _appendix_paths(reference, paths)
    if reference.part is not None:
        return _full_paths(reference, paths)
    if reference.number is not None:
        return _numbered_paths(reference, paths, tasks)
    pool = [path for path in targets if _ends(path, reference)] or [
        path for path in paths if path.count(".") >= 1 and _ends(path, reference)
    ]
    return tuple(pool)


def _full_paths(reference: Reference, paths: Collection[str]) -> tuple[str, ...]:
    stem = ".".join(piece for piece in (reference.part, reference.number) if piece)
    if reference.letters:
        exact = tuple(f"{stem}.{x}" for x in reference.letters if f"{stem}.{x}" in paths)
        if exact or reference.number:
            return exact
        inside = [p for p in paths if p.startswith(f"{stem}.") and _ends(p, reference)]
        return tuple(inside)
    if stem in paths:
        return (stem,)
    return tuple(
        p
        for p in paths
        if reference.number and _tail(p) == reference.number and p.startswith(f"{reference.part}.")
    )


def _numbered_paths(
    reference: Reference, paths: Collection[str], tasks: Sequence[str]
) -> tuple[str, ...]:
    number = reference.number or ""
    among = tasks if reference.is_task else [p for p in paths if _is_item(p, number)]
    stems = [p for p in among if p == number or p.endswith(f".{number}")]
    if not stems and not reference.is_task:
        stems = [p for p in tasks if p.endswith(f".{number}")]
    if reference.letters:
        return tuple(f"{s}.{x}" for s in stems for x in reference.letters if f"{s}.{x}" in paths)
    return tuple(stems)


def _is_item(path: str, number: str) -> bool:
    return path == number or path.endswith(f".{number}")


def _law_paths(reference: Reference, paths: Collection[str]) -> tuple[str, ...]:
    pieces = [reference.article or ""]
    if reference.number:
        pieces.append(reference.number)
    stem = ".".join(pieces)
    if reference.letters:
        return tuple(f"{stem}.{x}" for x in reference.letters if f"{stem}.{x}" in paths)
    return (stem,) if stem in paths else ()


def _appendix_paths(reference: Reference, paths: Collection[str]) -> tuple[str, ...]:
    name = " ".join(piece for piece in ("phụ lục", reference.appendix) if piece)
    stem = ".".join(piece for piece in (name, reference.part, reference.number) if piece)
    if stem in paths:
        return (stem,)
    return tuple(p for p in paths if p.startswith("phụ lục") and not p.count("."))


def _ends(path: str, reference: Reference) -> bool:
    return _tail(path) in reference.letters


def _tail(path: str) -> str:
    return path.rpartition(".")[2]


def article_of(path: str) -> str:
    """Return the article that a place of a law stands in; any other place stands for itself."""
    return path.split(".", 1)[0] if path[:1].isdigit() else path


def is_article(path: str) -> bool:
    """Tell whether a place is an article of a law: a number at the top, be it inserted (`35a`)."""
    return path[:1].isdigit() and "." not in path


def place_words(path: str) -> str:
    """Return how lawyers name a place of a law: `12.3.b` is "điểm b khoản 3 Điều 12".

    What a digit begins is a clause and what a letter begins a point, wherever it stands; places
    that are no articles keep their words, the inner ones first ("mục 2 chương II").
    """
    outer, *inner = path.split(".")
    if path[:1].isdigit():
        named = [f"{'khoản' if piece[:1].isdigit() else 'điểm'} {piece}" for piece in inner]
        return " ".join([*reversed(named), f"Điều {outer}"])
    if all(" " in piece for piece in inner):
        return " ".join([*reversed(inner), outer])
    return path


def is_within(path: str, ancestor: str) -> bool:
    """Tell whether `path` is `ancestor` or a place inside it."""
    return path == ancestor or path.startswith(f"{ancestor}.")
