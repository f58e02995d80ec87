"""A part of an index as a folder: written whole, read back mapped."""

from pathlib import Path

from retrieval.search.accents import Accents
from retrieval.search.arrays import ArticleFile, read_arrays, write_arrays
from retrieval.search.language import Language
from retrieval.search.postings import Postings
from retrieval.search.segment import Segment
from retrieval.search.vocabulary import Vocabulary

_POSTINGS = ("whole", "clauses", "plain", "titles")
_ARRAYS = ("keys", "starts", "texts", "impacts", "means")
_COUNTS = ("counts", "pairs", "pair_counts")


def write_segment(folder: Path, segment: Segment) -> None:
    """Write a segment into `folder`."""
    for name in _POSTINGS:
        postings: Postings = getattr(segment, name)
        write_arrays(folder / name, **{array: getattr(postings, array) for array in _ARRAYS})
    write_arrays(folder, starts=segment.starts)
    ArticleFile.write(folder, segment.articles)


def read_segment(folder: Path) -> Segment:
    """Return the segment that `folder` holds.

    Raises:
        OSError, ValueError: a file is missing or broken.
    """
    articles = ArticleFile(folder)
    (starts,) = read_arrays(folder, "starts")
    size, clauses = len(articles), int(starts[-1])
    return Segment(
        articles,
        _postings(folder / "whole", size),
        _postings(folder / "clauses", clauses),
        _postings(folder / "plain", size),
        _postings(folder / "titles", size),
        starts,
    )


def _postings(folder: Path, size: int) -> Postings:
    keys, starts, texts, impacts, means = read_arrays(folder, *_ARRAYS)
    if len(starts) != len(keys) + 1 or not starts[-1] == len(texts) == len(impacts):
        raise ValueError(folder.name)
    return Postings(keys, starts, texts, impacts, means, size)


def write_language(folder: Path, language: Language) -> None:
    """Write words and counts into `folder`."""
    accents = language.accents
    write_arrays(folder, **{name: getattr(accents, name) for name in _COUNTS})
    (folder / "words.txt").write_text("\n".join(language.vocabulary.words), encoding="utf-8")


def read_language(folder: Path) -> Language:
    """Return the words and counts that `folder` holds.

    Raises:
        OSError, ValueError: a file is missing or broken.
    """
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = Vocabulary(word for word in words if word)
    accents = Accents(*read_arrays(folder, *_COUNTS))
    if len(vocabulary) != len(accents.counts) or len(accents.pairs) != len(accents.pair_counts):
        raise ValueError(folder.name)
    return Language(vocabulary, accents)
