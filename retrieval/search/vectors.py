"""Nearness of texts by their vectors: what makes them, what keeps them, what is near."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from retrieval.search.postings import Scores
from retrieval.search.static import Vectors
from retrieval.search.vocabulary import Numbers

NONE_NEAR = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


class Encoder(Protocol):
    """What turns a question into a vector of length one."""

    def question(self, text: str, words: Numbers) -> Vectors:
        """Return the vector of a question, given as typed and as the words it was read as."""
        ...


class VectorStore(Protocol):
    """What keeps the vectors of articles."""

    def nearest(self, vector: Vectors, top: int) -> tuple[Numbers, Scores]:
        """Return the numbers of the nearest articles and their cosines, nearest first.

        Raises:
            VectorsUnavailable: the store cannot be asked now.
        """
        ...


class VectorFault(StrEnum):
    """Why vectors do not help now."""

    ELSEWHERE = "elsewhere"
    BROKEN = "broken"
    SERVER = "server"
    MODEL = "model"
    OTHER_MODEL = "other model"
    TRAINING = "training"


class VectorsUnavailable(Exception):
    """Vectors that cannot be reached or read; words alone must do."""

    def __init__(self, fault: VectorFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class ArrayVectors:
    """Vectors in one array, in memory or mapped from a file; compared one by one, exactly."""

    rows: Vectors

    def nearest(self, vector: Vectors, top: int) -> tuple[Numbers, Scores]:
        """Return the numbers of the nearest articles and their cosines, nearest first."""
        # Not BLAS: its threads wait for each other longer than one question takes.
        cosines = np.einsum("ij,j->i", self.rows, vector)
        best = (
            np.argpartition(-cosines, top)[:top] if len(cosines) > top else np.arange(len(cosines))
        )
        best = best[np.argsort(-cosines[best], kind="stable")]
        return best, cosines[best]


@dataclass(frozen=True, slots=True)
class StackedVectors:
    """Stores one behind the other, each with the number that its first article has over all."""

    parts: tuple[tuple[int, VectorStore], ...]

    def nearest(self, vector: Vectors, top: int) -> tuple[Numbers, Scores]:
        """Return the numbers of the nearest articles and their cosines, nearest first."""
        found = [(first, *store.nearest(vector, top)) for first, store in self.parts]
        numbers = np.concatenate([numbers + first for first, numbers, _ in found])
        cosines = np.concatenate([cosines for _, _, cosines in found])
        order = np.argsort(-cosines, kind="stable")[:top]
        return numbers[order], cosines[order]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An encoder with the store of what it encoded."""

    encoder: Encoder
    store: VectorStore

    def of(self, text: str, words: Numbers, top: int) -> tuple[Numbers, Scores]:
        """Return the articles near to a question; none where it says nothing.

        Raises:
            VectorsUnavailable: the store cannot be asked now.
        """
        vector = self.encoder.question(text, words)
        return self.store.nearest(vector, top) if vector.any() else NONE_NEAR
