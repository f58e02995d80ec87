"""The vectors of an index: which model makes them, where they are kept, who may ask them."""

import logging
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import numpy as np

from retrieval.search.addition import Addition
from retrieval.search.articles import Article
from retrieval.search.building import BuildStep, Built, OnStep
from retrieval.search.chroma import ChromaVectors, Shelf, drop_others, write_vectors
from retrieval.search.chroma_server import probe
from retrieval.search.hub import HubModel, ModelUnavailable
from retrieval.search.language import Language
from retrieval.search.lessons import TrainingFailed, can_train, train_apart
from retrieval.search.locks import FolderLease
from retrieval.search.manifest import Manifest
from retrieval.search.segment import Lexical, Segment
from retrieval.search.static import StaticModel, Vectors, revision_of
from retrieval.search.vectors import (
    ArrayVectors,
    Neighbourhood,
    StackedVectors,
    VectorFault,
    VectorStore,
    VectorsUnavailable,
)

_MODEL = "model"
_log = logging.getLogger(__name__)
Encoding = HubModel | StaticModel


class VectorShelf:
    """Makes, keeps and finds the vectors of the index in one folder."""

    def __init__(
        self, folder: Path, chroma_url: str | None, model: str | None, models: Path
    ) -> None:
        """Use `chroma_url`, else a part of `folder`; `model` is one fetched into `models`."""
        self._folder = folder
        self._url = chroma_url
        self._model = model
        self._models = models
        self._place: Path | str = chroma_url or folder / "chroma"
        self._lease = None if chroma_url else FolderLease(folder / "vectors.lock")

    def hub_model(self) -> HubModel | None:
        """Return the fetched model that is set, None where vectors are trained here.

        Raises:
            ModelUnavailable: it was not fetched.
        """
        return HubModel(self._model, self._models) if self._model else None

    def build(
        self, main: Path, built: Built, hub: HubModel | None, on_step: OnStep
    ) -> tuple[str, str]:
        """Make and keep the vectors of all; return model and collection, empty without vectors.

        Raises:
            VectorsUnavailable: they cannot be made or kept.
        """
        if hub is None and not can_train(built.words):
            return "", ""
        if hub is None:
            on_step(BuildStep.TRAINING)
            try:
                train_apart(built.words, built.language.vocabulary, main / _MODEL)
            except TrainingFailed as error:
                raise VectorsUnavailable(VectorFault.TRAINING) from error
        on_step(BuildStep.VECTORS)
        encoder = hub or StaticModel.load(main / _MODEL, built.language.vocabulary)
        name = _label(encoder, main)
        collection = f"{self._prefix()}{name}-{main.name}"
        vectors = _encoded(encoder, built.segment.articles, built.words)
        write_vectors(self._place, collection, vectors)
        return name, collection

    def add(self, before: Manifest, main: Path, delta: Path, addition: Addition) -> str:
        """Keep the vectors of an addition; return their collection, empty where that failed."""
        if not before.collection or not len(addition.segment.articles):
            return ""
        collection = f"{self._prefix()}{before.model}-{delta.name}"
        try:
            encoder = self._encoder(before, main, addition.language)
            vectors = _encoded(encoder, addition.segment.articles, addition.words)
            write_vectors(self._place, collection, vectors)
        except VectorsUnavailable as error:
            _log.warning("vectors_not_added", extra={"fault": error.fault.value})
            return ""
        return collection

    def neighbourhood(
        self, manifest: Manifest, main: Path, language: Language, segments: Sequence[Segment]
    ) -> Neighbourhood | None:
        """Return what finds near articles among `segments`, None where nothing can."""
        if not manifest.collection:
            return None
        try:
            encoder = self._encoder(manifest, main, language)
        except VectorsUnavailable as error:
            _log.warning("vectors_unavailable", extra={"fault": error.fault.value})
            return None
        size = len(segments[0].articles)
        shelves = [Shelf(manifest.collection, 0, size)]
        if len(segments) > 1 and manifest.delta_collection:
            shelves.append(Shelf(manifest.delta_collection, size, len(segments[1].articles)))
        store: VectorStore = ChromaVectors(self._place, shelves, self._lease)
        if len(segments) > 1 and not manifest.delta_collection:
            # What could not be kept is few enough to be reckoned again.
            articles = segments[1].articles
            words = Lexical.of(articles, language.vocabulary)
            rest = ArrayVectors(_encoded(encoder, articles, words))
            store = StackedVectors(((0, store), (size, rest)))
        return Neighbourhood(encoder, store)

    def fault(self, manifest: Manifest, main: Path, language: Language, size: int) -> str:
        """Return why the vectors of `manifest` do not help now, empty where they do."""
        try:
            encoder = self._encoder(manifest, main, language)
            asked = np.ones(encoder.dimension, dtype=np.float32)
            shelves = [Shelf(manifest.collection, 0, size)]
            ChromaVectors(self._place, shelves, self._lease).nearest(asked, 1)
        except VectorsUnavailable as error:
            return error.fault.value
        return ""

    def place_fault(self) -> str:
        """Return why nothing could be kept now, empty where it could."""
        try:
            if self._url is not None:
                probe(self._url)
        except VectorsUnavailable as error:
            return error.fault.value
        return ""

    def keep_only(self, manifest: Manifest) -> None:
        """Delete every collection that `manifest` does not name."""
        kept = (manifest.collection, manifest.delta_collection)
        try:
            drop_others(self._place, self._prefix(), kept)
        except VectorsUnavailable:
            _log.warning("old_vectors_kept")

    def close(self) -> None:
        """Let another process ask the vectors."""
        if self._lease is not None:
            self._lease.release()

    def _encoder(self, manifest: Manifest, main: Path, language: Language) -> Encoding:
        """Return what made the vectors of `manifest`.

        Raises:
            VectorsUnavailable: it is not there, or another model was set since.
        """
        try:
            if not (main / _MODEL).is_dir():
                hub = HubModel(self._model or "", self._models)
                if hub.card.label == manifest.model:
                    return hub
            elif self._model is None:
                return StaticModel.load(main / _MODEL, language.vocabulary)
        except ModelUnavailable as error:
            raise VectorsUnavailable(VectorFault.MODEL) from error
        except Exception as error:
            # Two libraries read a model, each with errors of its own making.
            raise VectorsUnavailable(VectorFault.BROKEN) from error
        # Questions by one model do not fit vectors by another.
        raise VectorsUnavailable(VectorFault.OTHER_MODEL)

    def _prefix(self) -> str:
        """Return what the names of our collections begin with; a server may hold others'."""
        if self._url is None:
            return "articles-"
        file = self._folder / "name.txt"
        if not file.exists():
            file.write_text(uuid4().hex[:8], encoding="ascii")
        return f"articles-{file.read_text(encoding='ascii')}-"


def _encoded(encoder: Encoding, articles: Sequence[Article], words: Lexical) -> Vectors:
    if isinstance(encoder, HubModel):
        return encoder.passages(articles)
    return encoder.passages(words.whole())


def _label(encoder: Encoding, main: Path) -> str:
    """Return the name of a model with its revision and dimension."""
    if isinstance(encoder, HubModel):
        return encoder.card.label
    return f"static-{revision_of(main / _MODEL)}-{encoder.dimension}"
