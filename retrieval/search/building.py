"""A whole index out of articles, its vectors trained on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from retrieval.search.articles import Article
from retrieval.search.index import ArticleIndex
from retrieval.search.language import Language
from retrieval.search.lessons import can_train, train_apart
from retrieval.search.question import QuestionReader
from retrieval.search.segment import Lexical, Segment
from retrieval.search.static import StaticModel
from retrieval.search.vectors import ArrayVectors, Neighbourhood
from retrieval.search.vocabulary import Vocabulary


class BuildStep(StrEnum):
    """A slow step of building."""

    WORDS = "words"
    TRAINING = "training"
    VECTORS = "vectors"


OnStep = Callable[[BuildStep], None]


@dataclass(frozen=True, slots=True)
class Built:
    """Articles as numbers, and the postings and language made of them."""

    words: Lexical
    language: Language
    segment: Segment

    @classmethod
    def of(cls, articles: Sequence[Article]) -> "Built":
        """Return what can be made of `articles` by words alone."""
        vocabulary = Vocabulary()
        words = Lexical.of(articles, vocabulary)
        # The language comes first: it adds words to the vocabulary.
        language = Language.of(words, vocabulary)
        return cls(words, language, Segment.build(articles, words, vocabulary))


def build_throw_away(
    articles: Sequence[Article], folder: Path, on_step: OnStep = lambda step: None
) -> ArticleIndex:
    """Return an index of `articles` with vectors in memory, trained with the help of `folder`.

    Without torch, or of a handful of articles, it searches by words alone.
    """
    on_step(BuildStep.WORDS)
    built = Built.of(articles)
    near = _trained(built, folder, on_step) if can_train(built.words) else None
    return ArticleIndex([built.segment], QuestionReader(built.language), near)


def _trained(built: Built, folder: Path, on_step: OnStep) -> Neighbourhood:
    on_step(BuildStep.TRAINING)
    vocabulary = built.language.vocabulary
    train_apart(built.words, vocabulary, folder / "model")
    on_step(BuildStep.VECTORS)
    model = StaticModel.load(folder / "model", vocabulary)
    return Neighbourhood(model, ArrayVectors(model.passages(built.words.whole())))
