"""A typed question made readable: one spelling, abbreviations written out, slips mended."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import accumulate

import yaml

from domain.vietnamese import canonical, clean, fold, syllables
from retrieval.lexicon import Lexicon

_LONGEST_QUESTION = 2_000
_LETTERED = {"diem", "muc", "khoan", "tieu", "tiet"}
_TELEPHONE = re.compile(r"\b(?:số|so|sô)\s+(?:đt|dt|đthoại|dthoai|phone|fone)\b", re.IGNORECASE)
_MACHINE_MIND = re.compile(
    r"\bAI\b|(?<=dùng )ai\b|(?<=dung )ai\b|(?<=xài )ai\b|(?<=xai )ai\b|\bchat ?gpt\b|\bcon ai\b"
    r"|(?<=mềm )ai\b(?! (?:chủ|chu|phối|phoi|làm|lam|lo|phụ|phu))"
)
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question: as typed, its reading, and the accents if they are certain."""

    typed: str
    folded: str
    reading: str
    settled: str | None


@dataclass(frozen=True)
class Reading:
    """A question as the engine reads it; `plain` is the whole text folded, words by one blank."""

    raw: str
    words: tuple[Word, ...]

    @cached_property
    def plain(self) -> str:
        """Return the folded words joined by blanks: what patterns are matched against."""
        return " ".join(word.folded for word in self.words)

    @cached_property
    def accented(self) -> str:
        """Return the words with restored accents joined by blanks."""
        return " ".join(word.reading for word in self.words)

    def says(self, phrase: str) -> bool:
        """Tell whether the words of `phrase` occur in a row, accents agreeing where typed."""
        return self.find(phrase) is not None

    def find(self, phrase: str) -> int | None:
        """Return the index of the first word of `phrase` in the question, or None."""
        return self.find_words(canonical(phrase).split())

    def find_words(self, wanted: Sequence[str]) -> int | None:
        """Return the index of the first of `wanted`, canonical words in a row, or None."""
        for start in range(len(self.words) - len(wanted) + 1):
            if self.stands_at(wanted, start):
                return start
        return None

    def matching(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """Return the positions of the words that `pattern` matches in the folded text."""
        return self.at([match.span() for match in pattern.finditer(self.plain)])

    def matching_accents(self, pattern: re.Pattern[str]) -> frozenset[int]:
        """Return the positions of the words that `pattern` matches in the accented text."""
        spans = [match.span() for match in pattern.finditer(self.accented)]
        return _inside(spans, _starts(word.reading for word in self.words))

    def at(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """Return the positions of the words that begin inside `spans` of the folded text."""
        return _inside(spans, _starts(word.folded for word in self.words))

    def stands_at(self, wanted: Sequence[str], start: int) -> bool:
        """Tell whether the words of `wanted` stand at position `start`, accents agreeing."""
        window = self.words[start : start + len(wanted)]
        if len(window) < len(wanted):
            return False
        return all(_agrees(word, want) for word, want in zip(window, wanted, strict=True))


def _inside(spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> frozenset[int]:
    return frozenset(
        index
        for index, start in enumerate(starts)
        if any(begin <= start < end for begin, end in spans)
    )


def _starts(words: Iterable[str]) -> list[int]:
    """Return where each word begins when they are joined by blanks."""
    return list(accumulate((len(word) + 1 for word in words), initial=0))[:-1]


class Analyzer:
    """Reads questions with the lexicon of the loaded documents."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._abbreviations = abbreviations()

    def read(self, question: str) -> Reading:
        """Return the reading of `question`; never fails, whatever was typed."""
        raw = clean(question)[:_LONGEST_QUESTION]
        raw = raw if raw.isupper() else _MACHINE_MIND.sub("trí tuệ nhân tạo", raw)
        raw = _TELEPHONE.sub("số điện thoại", raw)
        raw = re.sub(r"(?<!\d)\s*%", " phần trăm ", raw)
        typed = _without_particle(syllables(canonical(raw)))
        expanded = self._expand(typed)
        folded = [fold(word) for word in expanded]
        settled = [self._lexicon.settle(word) for word in expanded]
        expanded = self._correct(expanded, folded, settled)
        mended = self._mend(expanded, folded, settled)
        restored = self._lexicon.restore(mended, settled)
        words = [
            Word(typed=t, folded=f, reading=r, settled=s)
            for t, f, r, s in zip(expanded, mended, restored, settled, strict=True)
        ]
        return Reading(raw=raw, words=tuple(words))

    def _expand(self, typed: Sequence[str]) -> list[str]:
        words: list[str] = []
        for index, word in enumerate(typed):
            meanings = self._abbreviations.get(word) or self._abbreviations.get(word.strip("."))
            after = typed[index + 1] if index + 1 < len(typed) else ""
            if len(word) == 1 and index and fold(typed[index - 1]) in _LETTERED:
                meanings = None
            meaning = (
                self._fitting(meanings, words[-1] if words else "", after) if meanings else None
            )
            if meaning is None and not self._lexicon.knows(word):
                meaning = _unslang(word, self._lexicon) or _untelex(word, self._lexicon)
            words.extend(meaning.split() if meaning else [word])
        return words

    def _fitting(self, meanings: Sequence[str], before: str, after: str) -> str:
        """Return the meaning that goes best with its neighbours, else the likeliest (the first)."""
        scores = [self._lexicon.goes_with(m.split(), before, after) for m in meanings]
        return meanings[scores.index(max(scores))]

    def _correct(self, words: list[str], folded: list[str], settled: list[str | None]) -> list[str]:
        """Undo slips that made another possible syllable, as the neighbours tell ("phần mền")."""
        for index in range(len(words)):
            if settled[index] is None or self._lexicon.knows(settled[index] or ""):
                continue
            before = folded[index - 1] if index else ""
            after = folded[index + 1] if index + 1 < len(folded) else ""
            meant = self._lexicon.by_company(words[index], before, after)
            if meant is not None:
                folded[index], settled[index] = meant, None
                words[index] = meant
        return words

    def _mend(
        self, words: Sequence[str], folded: list[str], settled: Sequence[str | None]
    ) -> list[str]:
        mended = list(folded)
        for index, plain in enumerate(folded):
            if settled[index] is None:
                before = mended[index - 1] if index else ""
                after = folded[index + 1] if index + 1 < len(folded) else ""
                mended[index] = self._lexicon.repair(plain, before, after)
        return mended


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, Sequence[str]]:
    """Return the shipped abbreviations, each also under its accentless spelling."""
    text = files("retrieval").joinpath("data/abbreviations.yaml").read_text(encoding="utf-8")
    table: dict[str, Sequence[str]] = {}
    for short, said in yaml.safe_load(text).items():
        key = canonical(str(short))
        meaning = said if isinstance(said, list) else [said]
        table[key] = meaning
        table.setdefault(fold(key), meaning)
    return table


def _without_particle(typed: Sequence[str]) -> list[str]:
    """Write out a closing "v" ("những ai bị v?"), which else names part V."""
    if len(typed) > 2 and typed[-1] == "v" and fold(typed[-2]) not in _LETTERED | {"phan", "muc"}:
        return [*typed[:-1], "vậy"]
    return list(typed)


def _agrees(word: Word, wanted: str) -> bool:
    if word.settled is not None and word.settled == word.typed:
        return word.settled == wanted or (wanted == fold(wanted) and word.folded == wanted)
    return word.folded == fold(wanted)


def _unslang(word: str, lexicon: Lexicon) -> str | None:
    """Return `word` with the initial f of chat spelling written ph (fải → phải), or None."""
    spelled = f"ph{word[1:]}" if word.startswith("f") and len(word) > 1 else word
    return spelled if spelled != word and lexicon.knows_fold(fold(spelled)) else None


def _untelex(word: str, lexicon: Lexicon) -> str | None:
    """Return what `word` reads as if typed with a Telex keyboard left off, or None.

    Only words that are no plain syllable of the lexicon and decode to a known one are changed.
    """
    if not word.isascii() or not word.isalpha() or lexicon.knows_fold(word):
        return None
    tone = _TELEX_TONES.get(word[-1], "")
    base = word[:-1] if tone else word
    for keys, letter in (("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("uow", "ươ")):
        base = base.replace(keys, letter)
    base = re.sub(r"([aou])w", lambda m: {"a": "ă", "o": "ơ", "u": "ư"}[m.group(1)], base)
    if base == word:
        return None
    for candidate in _toned(base, tone):
        if lexicon.knows(candidate):
            return candidate
    return None


def _toned(base: str, tone: str) -> list[str]:
    if not tone:
        return [base]
    vowels = [i for i, ch in enumerate(base) if fold(ch) in "aeiouy"]
    return [canonical(base[: i + 1] + tone + base[i + 1 :]) for i in vowels]
