"""Vietnamese text as letters and syllables: one spelling for one sound, with and without marks."""

import re
import unicodedata
from functools import lru_cache

# The capital letters of Vietnamese, to stand in a class of a pattern.
CAPITALS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_SPACES = re.compile(r"[^\S\n]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_PAIRS = {"oa", "oe", "uy"}
_SYLLABLE = re.compile(r"[^\W_]+(?:[/.,\-][^\W_]+)*%?", re.UNICODE)
_SLASH_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def clean(text: str) -> str:
    """Return `text` in NFC, without invisible characters, runs of blanks made one."""
    composed = unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)
    return _SPACES.sub(" ", composed).strip()


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return `text` in lower case without any marks; đ becomes d. The length in letters stays."""
    lowered = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(ch for ch in lowered if not unicodedata.combining(ch))


@lru_cache(maxsize=20_000)
def canonical(text: str) -> str:
    """Return `text` in NFC lower case with every tone mark on the same vowel (hoà → hòa)."""
    return _WORD.sub(lambda match: _place_tone(match.group()), clean(text).lower())


def has_marks(text: str) -> bool:
    """Tell whether `text` has any Vietnamese diacritic."""
    return fold(text) != text.lower()


def syllables(text: str) -> list[str]:
    """Return the words of `text`; numbers such as `18/ct-ttg`, `30/6` and `98%` stay whole."""
    return _SYLLABLE.findall(text)


def without_slashes(text: str) -> str:
    """Return `text` with words that a slash joins apart: "20 lít/người/ngày"; numbers keep theirs.

    One letter before or after a slash is a short form ("b/c").
    """
    return _SLASH_BETWEEN_WORDS.sub(" ", text)


def slugify(text: str) -> str:
    """Return `text` folded to ASCII words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


@lru_cache(maxsize=20_000)
def _place_tone(word: str) -> str:
    """Move the tone of open oa, oe, uy to the first vowel, the older of the two spellings."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next((ch for ch in decomposed if ch in _TONES), "")
    if not tone:
        return word
    bare = unicodedata.normalize("NFC", decomposed.replace(tone, "", 1))
    if bare[-2:] in _OPEN_PAIRS and not bare.startswith("qu"):
        return bare[:-2] + unicodedata.normalize("NFC", bare[-2] + tone) + bare[-1]
    return word
