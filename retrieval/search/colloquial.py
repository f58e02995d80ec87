"""What people call things, and what laws call them: our own table of wordings."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files

from domain.syllables import is_syllable
from domain.vietnamese import canonical
from knowledge.tables import read_table

Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def legal_wordings() -> dict[Phrase, tuple[Phrase, ...]]:
    """Return by everyday phrase the wordings of laws, as words in canonical spelling."""
    shipped = read_table(files("retrieval").joinpath("data/legal_wordings.yaml"))
    return {
        _phrase(said): tuple(_phrase(meant) for meant in meanings)
        for said, meanings in shipped.items()
    }


@lru_cache(maxsize=1)
def abbreviations_written_out() -> dict[str, Phrase]:
    """Return the abbreviations of one meaning that are no syllable: safe on both sides."""
    from retrieval.analyzer import abbreviations

    path = files("retrieval").joinpath("data/legal_abbreviations.yaml")
    legal: dict[str, str] = read_table(path)
    everyday = {
        short: _phrase(meanings[0])
        for short, meanings in abbreviations().items()
        if len(meanings) == 1 and short.isalpha() and not is_syllable(short) and len(short) > 1
    }
    return everyday | {canonical(short): _phrase(meant) for short, meant in legal.items()}


def added_wordings(
    words: Sequence[str], is_usual: Callable[[Phrase], bool] = lambda phrase: False
) -> list[Phrase]:
    """Return the legal wordings for the everyday phrases in `words`; a longer phrase goes first.

    A phrase that `is_usual` in the laws themselves gets none.
    """
    table = legal_wordings()
    longest = max((len(phrase) for phrase in table), default=0)
    added: list[Phrase] = []
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            meant = table.get(tuple(words[at : at + length]))
            if meant is not None:
                added.extend(() if is_usual(tuple(words[at : at + length])) else meant)
                at += length - 1
                break
        at += 1
    return added


def _phrase(text: str) -> Phrase:
    return tuple(canonical(str(text)).split())
