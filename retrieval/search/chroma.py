"""Vectors kept in Chroma: a folder of this machine, or a `chroma run` server for several processes.

A cache: whatever is wrong with it, words still answer, and `congvu index` builds it anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from retrieval.search.postings import Scores
from retrieval.search.static import Vectors
from retrieval.search.vectors import VectorsUnavailable
from retrieval.search.vocabulary import Numbers

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

# SQLite, under Chroma, takes no more values at once.
_BATCH = 5_461


@dataclass(frozen=True, slots=True)
class Shelf:
    """A collection and the number that its first article has over all segments."""

    name: str
    first: int
    size: int


class ChromaVectors:
    """The vectors of some collections; opened when they are first asked for."""

    def __init__(self, place: Path | str, shelves: Sequence[Shelf]) -> None:
        """Use the folder or the server's address `place`."""
        self._place = place
        self._shelves = tuple(shelf for shelf in shelves if shelf.size)
        self._opened: list[tuple[Shelf, Collection]] | None = None

    def nearest(self, vector: Vectors, top: int) -> tuple[Numbers, Scores]:
        """Return the numbers of the nearest articles and their cosines, nearest first.

        Raises:
            VectorsUnavailable: the collections cannot be opened or asked.
        """
        try:
            if self._opened is None:
                self._opened = self._open()
            found = [_ask(shelf, opened, vector, top) for shelf, opened in self._opened]
        except Exception as error:
            # Chroma has no root of its errors; a broken folder raises nearly anything.
            raise VectorsUnavailable(type(error).__name__) from error
        numbers = np.concatenate([numbers for numbers, _ in found])
        cosines = np.concatenate([cosines for _, cosines in found])
        order = np.argsort(-cosines, kind="stable")[:top]
        return numbers[order], cosines[order]

    def _open(self) -> "list[tuple[Shelf, Collection]]":
        client = open_client(self._place, must_exist=True)
        opened = []
        for shelf in self._shelves:
            collection = client.get_collection(shelf.name, embedding_function=None)
            if collection.count() != shelf.size:
                raise VectorsUnavailable("half a collection")
            opened.append((shelf, collection))
        return opened


def write_vectors(place: Path | str, name: str, vectors: Vectors) -> None:
    """Write `vectors` into a new collection, in place of one of that name.

    Raises:
        VectorsUnavailable: the folder or server cannot be written to.
    """
    try:
        client = open_client(place)
        if name in {collection.name for collection in client.list_collections()}:
            client.delete_collection(name)
        collection = client.create_collection(
            name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        for at in range(0, len(vectors), _BATCH):
            portion = vectors[at : at + _BATCH]
            ids = [str(at + number) for number in range(len(portion))]
            collection.upsert(ids=ids, embeddings=np.ascontiguousarray(portion))
    except Exception as error:
        raise VectorsUnavailable(type(error).__name__) from error


def drop_others(place: Path | str, prefix: str, kept: Sequence[str]) -> None:
    """Delete the collections of `prefix` that are not `kept`; what cannot be deleted stays."""
    try:
        client = open_client(place)
        for collection in client.list_collections():
            if collection.name.startswith(prefix) and collection.name not in kept:
                client.delete_collection(collection.name)
    except Exception as error:
        raise VectorsUnavailable(type(error).__name__) from error


def open_client(place: Path | str, *, must_exist: bool = False) -> "ClientAPI":
    """Return a client of a folder or of a server at an address; nothing is told to anybody."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        if must_exist and not (place / "chroma.sqlite3").is_file():
            raise VectorsUnavailable("no folder")
        return chromadb.PersistentClient(str(place), settings=settings)
    address = urlsplit(place)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 80)
    return chromadb.HttpClient(address.hostname or "localhost", port, ssl=secure, settings=settings)


def _ask(
    shelf: Shelf, collection: "Collection", vector: Vectors, top: int
) -> tuple[Numbers, Scores]:
    """Return the nearest of one collection, numbered over all segments."""
    found: Any = collection.query(
        query_embeddings=vector[np.newaxis], n_results=min(top, shelf.size), include=["distances"]
    )
    numbers = np.array([int(one) for one in found["ids"][0]], dtype=np.int64) + shelf.first
    return numbers, 1 - np.array(found["distances"][0], dtype=np.float32)
