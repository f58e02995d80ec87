"""What is understood of a question, and what the conversation before it was about."""

from dataclasses import dataclass, field
from datetime import date

from domain.citations import Reference
from retrieval.asks import Ask, Element
from retrieval.figures import Figure
from retrieval.periods import Period
from retrieval.reading import Reading
from retrieval.terms import Term


@dataclass(frozen=True, slots=True)
class Focus:
    """What the conversation was about: places cited, units and asks of the last question."""

    paths: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    asks: frozenset[Ask] = frozenset()
    elements: frozenset[Element] = frozenset()
    terms: tuple[Term, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that was understood of one question."""

    reading: Reading
    today: date
    asks: frozenset[Ask]
    elements: frozenset[Element]
    periods: tuple[Period, ...] = ()
    references: tuple[Reference, ...] = ()
    paths: tuple[str, ...] = ()
    missing: tuple[Reference, ...] = ()
    units: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    topic: tuple[Term, ...] = ()
    focus: Focus = field(default_factory=Focus)
    is_follow_up: bool = False
    is_bare: bool = False

    def asks_any(self, *asks: Ask) -> bool:
        """Tell whether the question asks for any of these."""
        return bool(self.asks.intersection(asks))

    def reads(self, word: str) -> bool:
        """Tell whether `word` is read in the question with just these accents (ký, not kỷ)."""
        return any(w.reading == word for w in self.reading.words)

    @property
    def plain(self) -> str:
        """Return the folded text of the question."""
        return self.reading.plain
