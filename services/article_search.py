"""Search over the articles of the loaded documents, kept in step with the database."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import UnusableModel
from services.source import LoadedDocuments

if TYPE_CHECKING:
    from retrieval.search.articles import Article
    from retrieval.search.building import BuildStep
    from retrieval.search.index import ArticleIndex, Found
    from retrieval.search.library import IndexLibrary

INDEX, MODELS = "index", "models"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What an index holds; without a `model` words alone are searched, `fault` tells why."""

    articles: int
    clauses: int
    model: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class VectorState:
    """The model whose vectors an index has, if any, and what keeps them from being asked now."""

    model: str
    fault: str


@dataclass(frozen=True, slots=True)
class FetchedModel:
    """A model that was fetched, and what is known of it."""

    name: str
    revision: str
    dimension: int


class ArticleSearch:
    """Finds articles of the loaded laws; every document that comes or changes is found at once."""

    def __init__(
        self,
        source: LoadedDocuments,
        var_dir: Path,
        chroma_url: str | None = None,
        embedding_model: str | None = None,
    ) -> None:
        self._source = source
        self._var_dir = var_dir
        self._chroma_url = chroma_url
        self._model = embedding_model
        self._lock = threading.Lock()
        self._index: ArticleIndex | None = None
        self._seen: tuple[str, tuple[int, int]] | None = None
        self._opened_library: IndexLibrary | None = None

    def find(self, question: str, top: int = 10) -> Found:
        """Return the `top` articles of the loaded laws for a question."""
        return self._current().find(question, top)

    def rebuild(self, on_step: Callable[[BuildStep], None] = lambda step: None) -> Rebuilt:
        """Build the index anew from the database, its vectors too, and use it from now on.

        Raises:
            UnusableModel: the embedding model that is set was not fetched.
        """
        from retrieval.search.hub import ModelUnavailable

        shelved = self._shelved()
        try:
            manifest = self._library().rebuild(shelved, _marks(shelved), on_step)
        except ModelUnavailable as error:
            raise UnusableModel(self._model or "", error.reason) from None
        with self._lock:
            self._seen = None
        articles = [article for found in shelved.values() for article in found]
        clauses = sum(len(article.clauses) for article in articles)
        return Rebuilt(len(articles), clauses, manifest.model, manifest.fault)

    def vectors(self) -> VectorState:
        """Return whether vectors help now; a Chroma server that is set must answer in any case."""
        library = self._library()
        manifest = library.manifest()
        model = manifest.model if manifest else ""
        try:
            return VectorState(model, library.vector_fault())
        except (OSError, ValueError):
            return VectorState(model, "broken")

    def close(self) -> None:
        """Let another process ask the vectors."""
        with self._lock:
            self._index = self._seen = None
            if self._opened_library is not None:
                self._opened_library.close()

    def fetch_model(self, name: str) -> FetchedModel:
        """Fetch an embedding model by name, or from a local folder.

        Raises:
            UnusableModel: it cannot be fetched or used.
        """
        from retrieval.search.hub import ModelUnavailable, fetch

        try:
            card = fetch(name, self._var_dir / MODELS)
        except ModelUnavailable as error:
            raise UnusableModel(name, error.reason) from None
        return FetchedModel(card.name, card.revision, card.dimension)

    def _current(self) -> ArticleIndex:
        """Return an index of what is loaded now; one found behind is brought up to date first."""
        from retrieval.search.manifest import mark_of

        with self._lock:
            version = self._source.version()
            if self._index is None or self._seen != (version, mark_of(self._var_dir / INDEX)):
                self._index, mark = self._opened()
                self._seen = (version, mark)
            return self._index

    def _opened(self) -> tuple[ArticleIndex, tuple[int, int]]:
        """Return an index with the mark of what it was opened from."""
        from retrieval.search.index import ArticleIndex
        from retrieval.search.manifest import mark_of

        shelved = self._shelved()
        marks = _marks(shelved)
        library = self._library()
        manifest = library.manifest()
        if manifest is not None and manifest.held() != marks:
            manifest = library.add(shelved, marks)
            if manifest is None:
                # Another process builds just now; what is new need not wait for it.
                mark = mark_of(self._var_dir / INDEX)
                beside = library.open_beside(shelved, marks)
                if beside is not None:
                    return beside, mark
        mark = mark_of(self._var_dir / INDEX)
        index = library.open() if manifest is not None else None
        if index is None:
            # Nothing was built, or it is broken: words alone are indexed in a moment, in memory.
            index = ArticleIndex.build([article for found in shelved.values() for article in found])
        return index, mark

    def _library(self) -> IndexLibrary:
        from retrieval.search.library import IndexLibrary

        if self._opened_library is None:
            models = self._var_dir / MODELS
            self._opened_library = IndexLibrary(
                self._var_dir / INDEX, self._chroma_url, self._model, models
            )
        return self._opened_library

    def _shelved(self) -> dict[str, Sequence[Article]]:
        """Return the articles of every wording of the documents that are built of articles."""
        from retrieval.search.statutes import articles_of

        found = ((document.wording, articles_of(document)) for document in self._source.editions())
        return {wording: articles for wording, articles in found if articles}


def _marks(shelved: dict[str, Sequence[Article]]) -> dict[str, str]:
    return {slug: _mark(articles) for slug, articles in shelved.items()}


def _mark(articles: Sequence[Article]) -> str:
    return hashlib.sha256(repr(tuple(articles)).encode()).hexdigest()[:16]
