"""A typed question made readable: one spelling, abbreviations written out, slips mended."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from domain.editing import Synonym
from domain.syllables import is_syllable
from domain.vietnamese import canonical, clean, fold, syllables
from knowledge.tables import read_table
from retrieval.lexicon import Lexicon
from retrieval.reading import Reading, Word

_LONGEST_QUESTION = 2_000
# Of running text with accents about two syllables in three bear one.
_MOSTLY, _TRUSTED = 0.5, 3.0
_PARTICLES = {"he", "hen", "hi", "nghen", "nhen", "nghe"}
# "hong" at the end asks ("không"); before other words it is "hỏng" typed plain.
_BROKEN_OR_NOT = "hong"
_DECREE = {"nđ", "nd"}
_LETTERED = {"diem", "muc", "khoan", "tieu", "tiet"}
_TELEPHONE = re.compile(r"\b(?:số|so|sô)\s+(?:đt|dt|đthoại|dthoai|phone|fone)\b", re.IGNORECASE)
_MACHINE_MIND = re.compile(
    r"\bAI\b|(?<=dùng )ai\b|(?<!tuyen dung )(?<!noi dung )(?<!xay dung )(?<=dung )ai\b"
    r"|(?<=xài )ai\b|(?<=xai )ai\b|\bchat ?gpt\b"
    r"|(?<=mềm )ai\b(?! (?:chủ|chu|phối|phoi|làm|lam|lo|phụ|phu))"
)
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}


class Analyzer:
    """Reads questions with the lexicon of the loaded documents."""

    def __init__(self, lexicon: Lexicon, said: Sequence[Synonym] = ()) -> None:
        """Read with a lexicon; `said` are wordings of this office that stand for others."""
        self._lexicon = lexicon
        self._said = tuple(said)
        self._abbreviations = abbreviations()

    def read(self, question: str) -> Reading:
        """Return the reading of `question`; never fails, whatever was typed."""
        raw = clean(question)[:_LONGEST_QUESTION]
        raw = raw if raw.isupper() else _MACHINE_MIND.sub("trí tuệ nhân tạo", raw)
        raw = _TELEPHONE.sub("số điện thoại", raw)
        raw = re.sub(r"(?<!\d)\s*%", " phần trăm ", raw)
        typed = _without_particle(syllables(canonical(raw)))
        expanded = self._expand(typed)
        settled = [self._lexicon.settle(word) for word in expanded]
        folded = [fold(sure or word) for sure, word in zip(settled, expanded, strict=True)]
        expanded = self._correct(expanded, folded, settled)
        mended = self._mend(expanded, folded, settled)
        restored = self._lexicon.restore(mended, settled, _plain_gain(typed))
        words = [
            Word(typed=t, folded=f, reading=r, settled=s)
            for t, f, r, s in zip(expanded, mended, restored, settled, strict=True)
        ]
        return Reading(raw=raw, words=tuple(words), said=self._said)

    def knows(self, text: str) -> bool:
        """Tell whether every word of a text occurs in what the lexicon was learned from."""
        return all(self._lexicon.knows(word) for word in syllables(canonical(text)))

    def _expand(self, typed: Sequence[str]) -> list[str]:
        words: list[str] = []
        for index, word in enumerate(typed):
            meanings = self._abbreviations.get(word) or self._abbreviations.get(word.strip("."))
            after = typed[index + 1] if index + 1 < len(typed) else ""
            if word in _DECREE and re.fullmatch(r"\d{2,4}(?:/.*)?", after):
                meanings = ["nghị định"]
            if word == _BROKEN_OR_NOT and after and self._lexicon.knows("hỏng"):
                meanings = None
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
    shipped = read_table(files("retrieval").joinpath("data/abbreviations.yaml"))
    table: dict[str, Sequence[str]] = {}
    for short, said in shipped.items():
        key = canonical(str(short))
        meaning = said if isinstance(said, list) else [said]
        table[key] = meaning
        if key == fold(key) or not is_syllable(key):
            table.setdefault(fold(key), meaning)
    return table


def _plain_gain(typed: Sequence[str]) -> float:
    """Return how far a word typed bare is trusted: not at all unless most others bear accents."""
    words = [word for word in typed if word.isalpha() and len(word) > 1]
    marked = sum(word != fold(word) for word in words)
    return _TRUSTED if words and marked >= _MOSTLY * len(words) else 0.0


def _without_particle(typed: Sequence[str]) -> list[str]:
    """Write out a closing "v" ("những ai bị v?"), which else names part V; drop "he", "hen"."""
    if len(typed) > 2 and typed[-1] in _PARTICLES:
        return list(typed[:-1])
    if len(typed) > 2 and typed[-1] == "v" and fold(typed[-2]) not in _LETTERED | {"phan", "muc"}:
        return [*typed[:-1], "vậy"]
    return list(typed)


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
