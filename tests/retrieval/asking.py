"""Asking the engine in tests: real documents on a shelf, one call a question."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from domain.answers import Answer
from domain.register import Document
from knowledge.communes import load_communes
from knowledge.loader import load_documents
from knowledge.parser import parse_document
from knowledge.wordings import load_wordings
from retrieval.analyzer import Analyzer
from retrieval.engine import AnswerEngine
from retrieval.facts import Facts
from retrieval.frame import Frame
from retrieval.lexicon import Lexicon
from retrieval.passages import passages_of
from retrieval.reading import Reading
from retrieval.understanding import understand
from tests.knowledge.official_text import SHIPPED, official_plan
from tests.knowledge.plans import plan_text

TODAY = date(2026, 6, 10)


class Shelf:
    """Documents that stay as they are, plans first, as the database hands them out."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = tuple(sorted(documents, key=lambda document: not document.tasks))

    def version(self) -> str:
        """Return a mark that never changes."""
        return "as it stands"

    def documents(self, as_of: date | None = None) -> tuple[Document, ...]:
        """Return the documents, plans first."""
        return self._documents


class Desk:
    """An engine over some documents, and the first of them made ready for questions."""

    def __init__(self, *documents: Document) -> None:
        self.shelf = Shelf(documents)
        self.engine = AnswerEngine(self.shelf, load_communes(SHIPPED), load_wordings(SHIPPED))

    def ask(
        self, question: str, *earlier: str, on: date = TODAY, document: str | None = None
    ) -> Answer:
        """Return the answer to `question` after the questions in `earlier`, oldest first."""
        return self.engine.answer(question, history=earlier, as_of=on, document=document)

    def read(self, question: str) -> Reading:
        """Return how the analyzer reads `question` in the language of the documents."""
        return self.analyzer.read(question)

    def frame(self, question: str, on: date = TODAY) -> Frame:
        """Return what is understood of `question` against the first document."""
        return understand(question, self.facts, self.analyzer, on)

    @property
    def plan(self) -> Document:
        """Return the first document."""
        return self.shelf.documents()[0]

    @cached_property
    def facts(self) -> Facts:
        """Return the first document made ready for questions."""
        return Facts(self.plan)

    @cached_property
    def analyzer(self) -> Analyzer:
        """Return an analyzer that knows the words of the documents."""
        passages = [p for document in self.shelf.documents() for p in passages_of(document)]
        return Analyzer(Lexicon(text for p in passages for text in (*p.headings, p.text)))


def shipped_documents(*, with_laws: bool = False) -> tuple[Document, ...]:
    """Return the digests that ship with the bot: the plan and the communes, or the laws too."""
    shipped = load_documents(SHIPPED)
    return shipped if with_laws else tuple(d for d in shipped if not d.is_statute)


def with_the_official_plan() -> tuple[Document, ...]:
    """Return the shipped documents with the official text in place of the plan's digest."""
    official = parse_document(official_plan())
    others = [d for d in shipped_documents() if d.info.slug != official.info.slug]
    return (official, *others)


def parsed_plan(name: str) -> Document:
    """Return one of the plans in `tests/plans`, parsed."""
    return parse_document(plan_text(name))


def without_accents(text: str) -> str:
    """Return `text` as typed on a keyboard without Vietnamese letters."""
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(ch for ch in letters if not unicodedata.combining(ch))


def places(answer: Answer) -> set[str]:
    """Return the paths that an answer cites."""
    return {citation.path for citation in answer.citations}
