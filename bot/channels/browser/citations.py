"""Buttons that open a passage become links to the reader's page of that passage."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.channels.browser.addresses import passage_address
from domain.errors import UnknownAnswer, UnknownDocument
from handlers.callbacks import AskRelated, OpenPassage, Rate, ReadOn, Watch
from services.registry import Services

_OF_AN_ANSWER: tuple[type[Rate | ReadOn | AskRelated | Watch], ...] = (
    Rate,
    ReadOn,
    AskRelated,
    Watch,
)
_REMEMBERED = 500

Quotes = Mapping[tuple[str, str], str]


@dataclass
class Citations:
    """Addresses of cited places; the quotes come from the answer that the buttons belong to."""

    services: Services
    _quotes: OrderedDict[int, Quotes] = field(default_factory=OrderedDict)

    def links(self, rows: Iterable[Iterable[dict[str, Any]]]) -> "Links":
        """Return the links of one keyboard."""
        datas = [str(button.get("callback_data", "")) for row in rows for button in row]
        quotes = self._quotes_under(datas)
        places = {
            data: (slug, action.path)
            for data in datas
            if (action := OpenPassage.read(data)) is not None
            and (slug := self._slug(action.document)) is not None
        }
        return Links(places, quotes)

    def _slug(self, document: int) -> str | None:
        try:
            return self.services.documents.document(document).info.slug
        except UnknownDocument:
            return None

    def _quotes_under(self, datas: Iterable[str]) -> Quotes:
        for data in datas:
            for kind in _OF_AN_ANSWER:
                if (action := kind.read(data)) is not None:
                    return self._of(action.answer)
        return {}

    def _of(self, answer_id: int) -> Quotes:
        """Return the first quote of each place that an answer cites; called from many threads."""
        known = self._quotes.get(answer_id)
        if known is not None:
            return known
        try:
            citations = self.services.answers.recall(answer_id).answer.citations
        except UnknownAnswer:
            return {}
        quotes = {(c.document, c.path): c.quote for c in reversed(citations)}
        self._quotes[answer_id] = quotes
        if len(self._quotes) > _REMEMBERED:
            self._quotes.popitem(last=False)
        return quotes


@dataclass(frozen=True, slots=True)
class Links:
    """The cited places of one message: by callback data, and by how the text writes them."""

    places: Mapping[str, tuple[str, str]]
    quotes: Quotes

    def of_button(self, data: str) -> str | None:
        """Return the address that a button leads to, None for one that is pressed."""
        place = self.places.get(data)
        return None if place is None else passage_address(*place, self.quotes.get(place, ""))

    def of_text(self, path: str) -> str | None:
        """Return the address of a place that the text names, when it is clear which is meant."""
        # Buttons also lead to places beside the answer, which its text does not name.
        cited = set(self.quotes) or set(self.places.values())
        documents = {slug for slug, _ in cited}
        if len(documents) != 1:
            return None
        slug = documents.pop()
        if (slug, path) in cited:
            return passage_address(slug, path, self.quotes.get((slug, path), ""))
        is_above = any(other.startswith(f"{path}.") for _, other in cited)
        return passage_address(slug, path) if is_above else None
