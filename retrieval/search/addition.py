"""What came since the main part was built: a small part beside it, ready in seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.search.articles import Article
from retrieval.search.language import Language
from retrieval.search.manifest import Manifest
from retrieval.search.segment import Lexical, Segment
from retrieval.search.shelf import read_language, read_segment, write_language, write_segment

Shelved = Mapping[str, Sequence[Article]]


@dataclass(frozen=True, slots=True)
class Addition:
    """Documents that came or changed since main was built, and the names of those gone from it.

    Everything in it is weighed by main, so that the scores of both compare.
    """

    documents: Mapping[str, str]
    gone: tuple[str, ...]
    words: Lexical
    language: Language
    segment: Segment

    @classmethod
    def of(
        cls, main: Path, before: Manifest, shelved: Shelved, marks: Mapping[str, str]
    ) -> "Addition":
        """Return what `main`, described by `before`, lacks of all documents as they are now.

        Raises:
            OSError, ValueError: a file of main is missing or broken.
        """
        changed = {s: mark for s, mark in marks.items() if before.documents.get(s) != mark}
        gone = tuple(s for s, mark in before.documents.items() if marks.get(s) != mark)
        articles = [article for slug in changed for article in shelved[slug]]
        learned = read_language(main / "language")
        vocabulary = learned.vocabulary
        words = Lexical.of(articles, vocabulary)
        language = Language(vocabulary, learned.accents.grown(len(vocabulary)))
        background = read_segment(main / "segment")
        segment = Segment.build(articles, words, vocabulary, background)
        return cls(changed, gone, words, language, segment)

    def write(self, folder: Path) -> None:
        """Write what is searched by words into `folder`."""
        write_segment(folder / "segment", self.segment)
        write_language(folder / "language", self.language)
