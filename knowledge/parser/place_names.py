"""Places of a law as another text names them: "điểm a, b khoản 1 và khoản 3 Điều 5"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ROMAN = r"[IVXLC]+"
# Word → label, and how deep the place lies in its family.
_WORDS = {
    "điểm": (r"[a-zđăâêôơư]\d?", 2),
    "khoản": (r"[1-9]\d?[a-zđ]?", 1),
    "điều": (r"[1-9]\d{0,2}[a-zđ]?", 0),
    "tiểu mục": (r"\d{1,2}", 2),
    "mục": (r"\d{1,2}[a-zđ]?", 1),
    "chương": (rf"(?:{_ROMAN}|\d{{1,2}})[a-zđ]?", 0),
}
_CHAPTERS = ("tiểu mục", "mục", "chương")
_NAMED = re.compile(
    "|".join(
        rf"(?<!\w)(?i:{word})\s+(?P<w{n}>{label})(?!\w)"
        for n, (word, (label, _)) in enumerate(_WORDS.items())
    )
)
_MORE = {
    word: re.compile(rf"\s*(?:,\s*và|,|và)\s+({label})(?![\w/])(?!\s*(?:ngày|tháng|năm|%))")
    for word, (label, _) in _WORDS.items()
}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A path that may still get an outer place; `depth` is that of its outermost one."""

    path: str
    depth: int


def places_in(text: str, within: str = "") -> tuple[str, ...]:
    """Return the paths of the places that `text` names, each once, in order.

    Points and clauses that name no article are taken to stand in `within`; without it they are
    left out.
    """
    articles = _joined(_names(text, chapters=False))
    chapters = _joined(_names(text, chapters=True))
    found = [_placed(one, within) for one in articles]
    found += [one.path if one.depth == 0 else "" for one in chapters]
    return tuple(dict.fromkeys(path for path in found if path))


def _names(text: str, *, chapters: bool) -> Iterator[_Waiting]:
    """Yield every name with its depth, "khoản 2, 3 và 5" as three names."""
    for match in _NAMED.finditer(text):
        words = list(_WORDS)
        word = words[next(n for n in range(len(words)) if match[f"w{n}"])]
        if (word in _CHAPTERS) != chapters:
            continue
        depth = _WORDS[word][1]
        label, end = match[f"w{words.index(word)}"], match.end()
        while True:
            yield _Waiting(f"{word} {label}" if chapters else label, depth)
            more = _MORE[word].match(text, end)
            if more is None:
                break
            label, end = more[1], more.end()


def _joined(names: Iterator[_Waiting]) -> list[_Waiting]:
    """Put inner places into the next outer one: "điểm a khoản 1" → `1.a`."""
    open_names: list[_Waiting] = []
    for name in names:
        if any(one.depth > name.depth for one in open_names):
            open_names = [
                _Waiting(f"{name.path}.{one.path}", name.depth) if one.depth > name.depth else one
                for one in open_names
            ]
        else:
            open_names.append(name)
    return open_names


def _placed(name: _Waiting, within: str) -> str:
    """Return the whole path of a name that stands in `within`, "" where that does not tell."""
    if name.depth == 0:
        return name.path
    above = within.split(".")[: name.depth]
    return ".".join([*above, name.path]) if within and len(above) == name.depth else ""
