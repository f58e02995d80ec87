"""The index on disk: built whole, added to in seconds, opened mapped, always one whole version.

index/manifest.json     which of the following count
index/main-…/           segment, language, model
index/delta-…/          segment and language of what came since
index/chroma/           vectors, unless a Chroma server keeps them
"""

import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np

from retrieval.search.articles import Article
from retrieval.search.building import BuildStep, Built, OnStep
from retrieval.search.chroma import ChromaVectors, Shelf, drop_others, write_vectors
from retrieval.search.hub import HubModel, ModelUnavailable
from retrieval.search.index import ArticleIndex
from retrieval.search.language import Language
from retrieval.search.lessons import TrainingFailed, can_train, train_apart
from retrieval.search.manifest import Manifest, read_manifest, write_manifest
from retrieval.search.question import QuestionReader
from retrieval.search.segment import Lexical, Segment
from retrieval.search.shelf import read_language, read_segment, write_language, write_segment
from retrieval.search.static import StaticModel, Vectors, revision_of
from retrieval.search.vectors import Neighbourhood, VectorsUnavailable
from retrieval.search.vocabulary import Numbers

_PREFIX = "articles-"
Shelved = Mapping[str, Sequence[Article]]
_log = logging.getLogger(__name__)


class IndexLibrary:
    """The index of articles under one folder, with its vectors in Chroma."""

    def __init__(
        self,
        folder: Path,
        chroma_url: str | None = None,
        model: str | None = None,
        models: Path | None = None,
    ) -> None:
        """Use `folder`; vectors are of the fetched `model` in `models`, else trained here."""
        self._folder = folder
        self._model = model
        self._models = models or folder.parent / "models"
        self._chroma: Path | str = chroma_url or folder / "chroma"

    def manifest(self) -> Manifest | None:
        """Return what the index is made of, None where there is none."""
        return read_manifest(self._folder)

    def rebuild(
        self, shelved: Shelved, marks: Mapping[str, str], on_step: OnStep = lambda step: None
    ) -> Manifest:
        """Build everything anew from articles by document, and put it in place of what was.

        Raises:
            ModelUnavailable: the model that is set was not fetched.
        """
        hub = HubModel(self._model, self._models) if self._model else None
        main = self._new("main")
        articles = [article for slug in shelved for article in shelved[slug]]
        on_step(BuildStep.WORDS)
        built = Built.of(articles)
        write_segment(main / "segment", built.segment)
        write_language(main / "language", built.language)
        model, collection = self._vectors(main, built, hub, on_step)
        manifest = Manifest(main.name, dict(marks), model=model, collection=collection)
        self._replace(manifest)
        return manifest

    def add(self, shelved: Shelved, marks: Mapping[str, str]) -> Manifest | None:
        """Bring the index up to date by a small part beside the main one; None without a main one.

        `shelved` and `marks` are of all documents. What changed since main was built is built
        again, weighed by main, so that a new document costs seconds.
        """
        before = self.manifest()
        if before is None:
            return None
        main = self._folder / before.main
        changed = [slug for slug, mark in marks.items() if before.documents.get(slug) != mark]
        gone = tuple(s for s, mark in before.documents.items() if marks.get(s) != mark)
        if not changed:
            manifest = Manifest(
                before.main, before.documents, gone=gone, model=before.model,
                collection=before.collection,
            )  # fmt: skip
            self._replace(manifest)
            return manifest
        delta = self._new("delta")
        language = read_language(main / "language")
        articles = [article for slug in changed for article in shelved[slug]]
        words = Lexical.of(articles, language.vocabulary)
        whole = Language(language.vocabulary, language.accents.grown(len(language.vocabulary)))
        background = read_segment(main / "segment")
        segment = Segment.build(articles, words, language.vocabulary, background)
        write_segment(delta / "segment", segment)
        write_language(delta / "language", whole)
        manifest = Manifest(
            before.main,
            before.documents,
            delta.name,
            {slug: marks[slug] for slug in changed},
            gone,
            before.model,
            before.collection,
            self._delta_vectors(before, main, delta, articles, words, whole),
        )
        self._replace(manifest)
        return manifest

    def open(self, *, by_words_only: bool = False) -> ArticleIndex | None:
        """Return the index as it is now, None where there is none or it is broken."""
        manifest = self.manifest()
        if manifest is None:
            return None
        try:
            return self._opened(replace(manifest, collection="") if by_words_only else manifest)
        except (OSError, ValueError) as error:
            _log.warning("index_unreadable", extra={"fault": type(error).__name__})
            return None

    def _opened(self, manifest: Manifest) -> ArticleIndex:
        main = self._folder / manifest.main
        newest = self._folder / (manifest.delta or manifest.main)
        language = read_language(newest / "language")
        segments = [read_segment(main / "segment")]
        if manifest.delta:
            segments.append(read_segment(newest / "segment"))
        near = self._neighbourhood(manifest, main, language, segments)
        gone = _numbers_of(segments[0], frozenset(manifest.gone))
        return ArticleIndex(segments, QuestionReader(language), near, gone)

    def _neighbourhood(
        self, manifest: Manifest, main: Path, language: Language, segments: Sequence[Segment]
    ) -> Neighbourhood | None:
        if not manifest.collection:
            return None
        size = len(segments[0].articles)
        shelves = [Shelf(manifest.collection, 0, size)]
        if manifest.delta_collection:
            shelves.append(Shelf(manifest.delta_collection, size, len(segments[1].articles)))
        try:
            encoder = self._encoder(main, language)
        except ModelUnavailable:
            _log.warning("model_unavailable")
            return None
        if isinstance(encoder, HubModel) and encoder.card.label != manifest.model:
            # Another model was set since: its questions do not fit these vectors.
            return None
        return Neighbourhood(encoder, ChromaVectors(self._chroma, shelves))

    def _encoder(self, main: Path, language: Language) -> HubModel | StaticModel:
        """Return what made the vectors beside `main`."""
        if (main / "model").is_dir():
            return StaticModel.load(main / "model", language.vocabulary)
        return HubModel(self._model or "", self._models)

    def _vectors(
        self, main: Path, built: Built, hub: HubModel | None, on_step: OnStep
    ) -> tuple[str, str]:
        """Encode and store; return the names of model and collection, empty without vectors."""
        if hub is None and not can_train(built.words):
            return "", ""
        try:
            if hub is None:
                on_step(BuildStep.TRAINING)
                train_apart(built.words, built.language.vocabulary, main / "model")
            on_step(BuildStep.VECTORS)
            encoder = hub or StaticModel.load(main / "model", built.language.vocabulary)
            name = _label(encoder, main)
            collection = f"{_PREFIX}{name}-{main.name}"
            vectors = _encoded(encoder, built.segment.articles, built.words)
            write_vectors(self._chroma, collection, vectors)
        except (TrainingFailed, VectorsUnavailable) as error:
            _log.warning("vectors_not_built", extra={"fault": type(error).__name__})
            return "", ""
        return name, collection

    def _delta_vectors(
        self,
        before: Manifest,
        main: Path,
        delta: Path,
        articles: Sequence[Article],
        words: Lexical,
        language: Language,
    ) -> str:
        if not before.collection:
            return ""
        collection = f"{_PREFIX}{before.model}-{delta.name}"
        try:
            encoder = self._encoder(main, language)
            write_vectors(self._chroma, collection, _encoded(encoder, articles, words))
        except (OSError, ModelUnavailable, VectorsUnavailable) as error:
            _log.warning("vectors_not_built", extra={"fault": type(error).__name__})
            return ""
        return collection

    def _new(self, kind: str) -> Path:
        folder = self._folder / f"{kind}-{uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        return folder

    def _replace(self, manifest: Manifest) -> None:
        """Make `manifest` the index, then clear away what it no longer names."""
        write_manifest(self._folder, manifest)
        kept = {manifest.main, manifest.delta}
        for folder in [*self._folder.glob("main-*"), *self._folder.glob("delta-*")]:
            if folder.name not in kept:
                # Whoever still has it mapped keeps reading until they open the new one.
                shutil.rmtree(folder, ignore_errors=True)
        if manifest.collection:
            try:
                collections = (manifest.collection, manifest.delta_collection)
                drop_others(self._chroma, _PREFIX, collections)
            except VectorsUnavailable:
                _log.warning("old_vectors_kept")


def _encoded(
    encoder: HubModel | StaticModel, articles: Sequence[Article], words: Lexical
) -> Vectors:
    if isinstance(encoder, HubModel):
        return encoder.passages(articles)
    return encoder.passages(words.whole())


def _label(encoder: HubModel | StaticModel, main: Path) -> str:
    """Return the name of a model with its revision and dimension."""
    if isinstance(encoder, HubModel):
        return encoder.card.label
    return f"static-{revision_of(main / 'model')}-{encoder.dimension}"


def _numbers_of(segment: Segment, documents: frozenset[str]) -> Numbers:
    """Return the numbers of the articles of `documents`."""
    if not documents:
        return np.zeros(0, dtype=np.int64)
    found = [n for n, article in enumerate(segment.articles) if article.document in documents]
    return np.array(found, dtype=np.int64)
