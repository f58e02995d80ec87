"""Vectors kept in Chroma: a folder of this machine, or a `chroma run` server for several processes.

A cache: whatever is wrong with it, words still answer, and `congvu index` builds it anew. On this
machine every collection is a Chroma folder of its own, written before anybody knows its name and
only asked afterwards, by the one process that has the lease.
"""

import shutil
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.search.chroma_server import close_client, open_server
from retrieval.search.locks import FolderLease
from retrieval.search.postings import Scores
from retrieval.search.seals import is_sealed, seal
from retrieval.search.static import Vectors
from retrieval.search.vectors import VectorFault, VectorsUnavailable
from retrieval.search.vocabulary import Numbers

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# SQLite, under Chroma, takes no more values at once.
_BATCH = 5_461
_WRITING = 120.0
# So long a store that failed is left alone: nobody should wait for it at every question.
PAUSE = 15.0


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection and the number that its first article has over all segments."""

    name: str
    first: int
    size: int


class ChromaVectors:
    """The vectors of some collections; opened when they are first asked for."""

    def __init__(
        self,
        place: Path | str,
        shelves: Sequence[Shelf],
        lease: FolderLease | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Use the folder or the server's address `place`, the folder while `lease` is had."""
        self._place = place
        self._shelves = tuple(shelf for shelf in shelves if shelf.size)
        self._lease = lease
        self._clock = clock
        self._opening = threading.Lock()
        self._opened: _Opened | None = None
        self._fault = VectorFault.BROKEN
        self._paused_until = 0.0

    def nearest(self, vector: Vectors, top: int) -> tuple[Numbers, Scores]:
        """Return the numbers of the nearest articles and their cosines, nearest first.

        Raises:
            VectorsUnavailable: the collections cannot be opened or asked now.
        """
        if self._lease is not None and not self._lease.take():
            raise VectorsUnavailable(VectorFault.ELSEWHERE)
        if self._clock() < self._paused_until:
            raise VectorsUnavailable(self._fault)
        try:
            opened = self._collections()
            found = [_ask(s, opened.collections[s.name], vector, top) for s in self._shelves]
        except Exception as error:
            # Chroma has no root of its errors; a broken folder raises nearly anything.
            self._fault = _fault_of(error, self._place)
            self._opened, self._paused_until = None, self._clock() + PAUSE
            raise VectorsUnavailable(self._fault) from error
        numbers = np.concatenate([numbers for numbers, _ in found])
        cosines = np.concatenate([cosines for _, cosines in found])
        order = np.argsort(-cosines, kind="stable")[:top]
        return numbers[order], cosines[order]

    def _collections(self) -> "_Opened":
        with self._opening:
            if self._opened is None:
                self._opened = _Opened(self._place, self._shelves)
            return self._opened


class _Opened:
    """Collections ready to be asked; their clients go when the last who asks is done."""

    def __init__(self, place: Path | str, shelves: Sequence[Shelf]) -> None:
        self.collections: dict[str, Collection] = {}
        for shelf in shelves:
            client = _open_client(place, shelf.name)
            weakref.finalize(self, close_client, client).atexit = False
            collection = client.get_collection(shelf.name, embedding_function=None)
            if collection.count() != shelf.size:
                raise VectorsUnavailable(VectorFault.BROKEN)
            self.collections[shelf.name] = collection


def write_vectors(place: Path | str, name: str, vectors: Vectors) -> None:
    """Write `vectors` into a new collection `name`.

    Raises:
        VectorsUnavailable: the folder or server cannot be written to.
    """
    try:
        client = _new_client(place, name)
        try:
            collection = client.create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            for at in range(0, len(vectors), _BATCH):
                portion = vectors[at : at + _BATCH]
                ids = [str(at + number) for number in range(len(portion))]
                collection.upsert(ids=ids, embeddings=np.ascontiguousarray(portion))
        finally:
            close_client(client)
        if isinstance(place, Path):
            seal(place / name)
    except Exception as error:
        raise VectorsUnavailable(_fault_of(error, place)) from error


def drop_others(place: Path | str, prefix: str, kept: Sequence[str]) -> None:
    """Delete the collections of `prefix` that are not `kept`; what cannot be deleted stays."""
    if isinstance(place, Path):
        for found in place.iterdir() if place.is_dir() else ():
            # Whoever still has it open keeps reading until they open the new one.
            if found.name not in kept:
                shutil.rmtree(found, ignore_errors=True) if found.is_dir() else found.unlink()
        return
    try:
        client = open_server(place)
        try:
            for collection in client.list_collections():
                if collection.name.startswith(prefix) and collection.name not in kept:
                    client.delete_collection(collection.name)
        finally:
            close_client(client)
    except Exception as error:
        raise VectorsUnavailable(_fault_of(error, place)) from error


def _new_client(place: Path | str, name: str) -> "ClientAPI":
    if isinstance(place, Path):
        (place / name).mkdir(parents=True)
        return _open_folder(place / name)
    return open_server(place, patience=_WRITING)


def _open_client(place: Path | str, name: str) -> "ClientAPI":
    """Return a client of what was written; what is not as it was written may crash Chroma."""
    if not isinstance(place, Path):
        return open_server(place)
    if not is_sealed(place / name):
        raise VectorsUnavailable(VectorFault.BROKEN)
    return _open_folder(place / name)


def _open_folder(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _fault_of(error: Exception, place: Path | str) -> VectorFault:
    if isinstance(error, VectorsUnavailable):
        return error.fault
    return VectorFault.BROKEN if isinstance(place, Path) else VectorFault.SERVER


def _ask(
    shelf: Shelf, collection: "Collection", vector: Vectors, top: int
) -> tuple[Numbers, Scores]:
    """Return the nearest of one collection, numbered over all segments."""
    found: Any = collection.query(
        query_embeddings=vector[np.newaxis], n_results=min(top, shelf.size), include=["distances"]
    )
    numbers = np.array([int(one) for one in found["ids"][0]], dtype=np.int64) + shelf.first
    return numbers, 1 - np.array(found["distances"][0], dtype=np.float32)
