"""The words of a corpus with what it teaches of accents."""

from dataclasses import dataclass

from retrieval.search.accents import Accents
from retrieval.search.grams import Texts
from retrieval.search.segment import Lexical
from retrieval.search.vocabulary import Vocabulary

_QUESTIONS_COUNT = 20


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a corpus and how often they occur, alone and in pairs."""

    vocabulary: Vocabulary
    accents: Accents

    @classmethod
    def of(cls, words: Lexical, vocabulary: Vocabulary) -> "Language":
        """Return what the corpus `words` and the shipped wordings of questions teach."""
        questions = question_texts(vocabulary)
        corpus = [words.titles, words.laws, words.bodies]
        texts = [*((collection, 1) for collection in corpus), (questions, _QUESTIONS_COUNT)]
        return cls(vocabulary, Accents.learn(texts, len(vocabulary)))


def question_texts(vocabulary: Vocabulary) -> Texts:
    """Return the shipped wordings of questions; words that the corpus lacks are added."""
    from retrieval.lexicon import everyday_phrases

    return Texts.of(vocabulary.learn(line) for line in everyday_phrases())
