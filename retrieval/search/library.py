"""The index on disk: built whole, added to in seconds, opened mapped, always one whole version.

index/manifest.json     which of the following count
index/main-…/           segment, language, model
index/delta-…/          segment and language of what came since
index/chroma/…/         vectors of either, unless a Chroma server keeps them
index/build.lock        held by whoever builds or adds
index/vectors.lock      held by the process that asks the vectors
"""

import logging
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np

from retrieval.search.addition import Addition, Shelved
from retrieval.search.building import BuildStep, Built, OnStep
from retrieval.search.index import ArticleIndex
from retrieval.search.language import Language
from retrieval.search.locks import locked
from retrieval.search.manifest import Manifest, mark_of, read_manifest, write_manifest
from retrieval.search.question import QuestionReader
from retrieval.search.segment import Segment
from retrieval.search.shelf import read_language, read_segment, write_language, write_segment
from retrieval.search.vector_shelf import VectorShelf
from retrieval.search.vectors import VectorsUnavailable
from retrieval.search.vocabulary import Numbers

# How often the index may be replaced while it is opened, before that counts as broken.
_TRIES = 3
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
        self._vectors = VectorShelf(folder, chroma_url, model, models or folder.parent / "models")

    def manifest(self) -> Manifest | None:
        """Return what the index is made of, None where there is none."""
        return read_manifest(self._folder)

    def rebuild(
        self, shelved: Shelved, marks: Mapping[str, str], on_step: OnStep = lambda step: None
    ) -> Manifest:
        """Build everything anew from articles by document, and put it in place of what was.

        Without vectors, the manifest tells why. Another process that builds is waited for.

        Raises:
            ModelUnavailable: the model that is set was not fetched.
        """
        hub = self._vectors.hub_model()
        with locked(self._folder / "build.lock", wait=True):
            main = self._new("main")
            on_step(BuildStep.WORDS)
            built = Built.of([article for slug in shelved for article in shelved[slug]])
            write_segment(main / "segment", built.segment)
            write_language(main / "language", built.language)
            manifest = Manifest(main.name, dict(marks))
            try:
                model, collection = self._vectors.build(main, built, hub, on_step)
                manifest = replace(manifest, model=model, collection=collection)
            except VectorsUnavailable as error:
                _log.warning("vectors_not_built", extra={"fault": error.fault.value})
                manifest = replace(manifest, fault=error.fault.value)
            self._replace(manifest)
            return manifest

    def add(self, shelved: Shelved, marks: Mapping[str, str]) -> Manifest | None:
        """Bring the index up to date by a small part beside the main one; return what it is now.

        `shelved` and `marks` are of all documents. None where there is no main part, it is broken,
        or another process is building.
        """
        with locked(self._folder / "build.lock") as is_ours:
            before = self.manifest()
            if before is None or not is_ours:
                return None
            if before.held() == marks:
                return before
            try:
                manifest = self._with_addition(before, shelved, marks)
            except (OSError, ValueError) as error:
                _log.warning("index_unreadable", extra={"fault": type(error).__name__})
                return None
            self._replace(manifest)
            return manifest

    def open(self, *, by_words_only: bool = False) -> ArticleIndex | None:
        """Return the index as it is now, None where there is none or it is broken."""
        for _ in range(_TRIES):
            mark, manifest = mark_of(self._folder), self.manifest()
            if manifest is None:
                return None
            try:
                return self._opened(replace(manifest, collection="") if by_words_only else manifest)
            except (OSError, ValueError) as error:
                if mark_of(self._folder) == mark:
                    _log.warning("index_unreadable", extra={"fault": type(error).__name__})
                    return None
        return None

    def open_beside(self, shelved: Shelved, marks: Mapping[str, str]) -> ArticleIndex | None:
        """Return the index with what came since held in memory only, None where it is broken."""
        manifest = self.manifest()
        if manifest is None:
            return None
        try:
            addition = Addition.of(self._folder / manifest.main, manifest, shelved, marks)
            alone = replace(manifest, delta_collection="", gone=addition.gone)
            return self._put_together(alone, addition.language, addition.segment)
        except (OSError, ValueError) as error:
            _log.warning("index_unreadable", extra={"fault": type(error).__name__})
            return None

    def vector_fault(self) -> str:
        """Return why there are no vectors or they cannot be asked now, empty where they help.

        Raises:
            OSError, ValueError: the index is broken.
        """
        manifest = self.manifest()
        if manifest is None or not manifest.collection:
            return self._vectors.place_fault() or (manifest.fault if manifest else "")
        main = self._folder / manifest.main
        size = len(read_segment(main / "segment").articles)
        return self._vectors.fault(manifest, main, read_language(main / "language"), size)

    def close(self) -> None:
        """Let another process ask the vectors."""
        self._vectors.close()

    def _with_addition(
        self, before: Manifest, shelved: Shelved, marks: Mapping[str, str]
    ) -> Manifest:
        main = self._folder / before.main
        addition = Addition.of(main, before, shelved, marks)
        bare = replace(
            before, delta="", delta_documents={}, gone=addition.gone, delta_collection=""
        )
        if not addition.documents:
            return bare
        delta = self._new("delta")
        addition.write(delta)
        return replace(
            bare,
            delta=delta.name,
            delta_documents=addition.documents,
            delta_collection=self._vectors.add(before, main, delta, addition),
        )

    def _opened(self, manifest: Manifest) -> ArticleIndex:
        newest = self._folder / (manifest.delta or manifest.main)
        language = read_language(newest / "language")
        added = read_segment(newest / "segment") if manifest.delta else None
        return self._put_together(manifest, language, added)

    def _put_together(
        self, manifest: Manifest, language: Language, added: Segment | None
    ) -> ArticleIndex:
        main = self._folder / manifest.main
        segments = [read_segment(main / "segment"), *([added] if added else [])]
        near = self._vectors.neighbourhood(manifest, main, language, segments)
        gone = _numbers_of(segments[0], frozenset(manifest.gone))
        return ArticleIndex(segments, QuestionReader(language), near, gone)

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
        self._vectors.keep_only(manifest)


def _numbers_of(segment: Segment, documents: frozenset[str]) -> Numbers:
    """Return the numbers of the articles of `documents`."""
    if not documents:
        return np.zeros(0, dtype=np.int64)
    found = [n for n, article in enumerate(segment.articles) if article.document in documents]
    return np.array(found, dtype=np.int64)
