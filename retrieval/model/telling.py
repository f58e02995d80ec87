"""One answer in a model's words: sentences taken as they come, kept only if passages carry them."""

from collections.abc import Callable, Iterable, Sequence

from retrieval.draft import sentence
from retrieval.model.core import bears_on
from retrieval.model.redaction import has_placeholder
from retrieval.model.sentences import Sentence, SentenceReader
from retrieval.model.sources import Source, name_of
from retrieval.model.verification import is_supported

MOST_SENTENCES = 8
# What is read of a model that rambles, and what a chat message holds well.
_LONGEST, _ENOUGH = 6_000, 1_200
_LONGEST_SENTENCE = 600
_MOST_DROPPED = 3

OnSentence = Callable[[Sequence[str]], None]


class Telling:
    """The sentences of one answer so far; `on_sentence` hears of every one that is kept.

    The first `chosen` of the sources are those of the answer, the others lie near them.
    """

    def __init__(
        self, question: str, sources: Sequence[Source], chosen: int, on_sentence: OnSentence
    ) -> None:
        self._question = question
        self._sources = sources
        self._chosen = sources[:chosen]
        self._on_sentence = on_sentence
        self._reader = SentenceReader()
        self._length = 0
        self._is_astray = False
        self.kept: list[tuple[str, tuple[Source, ...]]] = []
        self.dropped = 0

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more is wanted: enough was said, too much, or the start is lost."""
        said = sum(len(text) for text, _ in self.kept)
        is_enough = len(self.kept) >= MOST_SENTENCES or said >= _ENOUGH
        return is_enough or self._length > _LONGEST or self.is_lost

    @property
    def is_lost(self) -> bool:
        """Tell whether the sentence that answers, the first, or most others stand on nothing."""
        return self._is_astray or self.dropped > max(_MOST_DROPPED, len(self.kept))

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the kept sentences, each with its places; of a law's, headings once."""
        shown: set[int] = set()
        lines = []
        for text, sources in self.kept:
            names = dict.fromkeys(name_of(s, in_full=id(s) not in shown) for s in sources)
            shown.update(map(id, sources))
            places = f"({', '.join(names)})"
            lines.append(text if places in text else f"{text} {places}")
        return tuple(lines)

    @property
    def cited(self) -> tuple[Source, ...]:
        """Return the sources that carry the kept sentences, each once."""
        return tuple({id(s): s for _, sources in self.kept for s in sources}.values())

    def feed(self, piece: str) -> None:
        """Take the next piece of the answer."""
        self._length += len(piece)
        self._take(self._reader.feed(piece))

    def close(self) -> None:
        """Take what is left when the answer is over."""
        if not self.is_over:
            self._take(self._reader.close())

    def _take(self, sentences: Iterable[Sentence]) -> None:
        for said in sentences:
            if self.is_over:
                return
            self._weigh(said)

    def _weigh(self, said: Sentence) -> None:
        if any(said.text.rstrip(".") == text.rstrip(".") for text, _ in self.kept):
            return
        cited = self._cited_by(said)
        if cited and self._stands(said.text, cited):
            self.kept.append((sentence(said.text), cited))
            self._on_sentence(self.lines)
            return
        self.dropped += 1
        self._is_astray = self._is_astray or not self.kept

    def _cited_by(self, said: Sentence) -> tuple[Source, ...]:
        """Return the sources that a sentence names, none if it names one that there is not."""
        if not all(1 <= number <= len(self._sources) for number in said.ids):
            return ()
        return tuple(self._sources[number - 1] for number in said.ids)

    def _stands(self, text: str, cited: Sequence[Source]) -> bool:
        if len(text) > _LONGEST_SENTENCE or has_placeholder(text):
            return False
        only_near = all(source not in self._chosen for source in cited)
        if only_near and not bears_on(self._question, text):
            return False
        return is_supported(text, [source.passage for source in cited])
