"""Training vectors of words and pairs on the loaded articles, so that nothing is downloaded.

A text is the mean of its grams. Titles are drawn to the body of their article, clauses to what
stands around them, away from the other texts of the batch (in-batch negatives, both directions).
Training starts from the singular vectors of the corpus (latent semantic analysis), which puts words
that keep the same company near to each other before the first step.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.search.lessons import read_lessons
from retrieval.search.segment import Lexical
from retrieval.search.static import rows_of, write_folder
from retrieval.search.vocabulary import Numbers, Vocabulary

if TYPE_CHECKING:
    import torch

DIMENSION = 256
_MOST_GRAMS = 150_000
_ROWS_FOR_START = 20_000
_BATCH, _EPOCHS, _MOST_STEPS = 512, 8, 400
_RATE, _SHARPNESS, _START_LENGTH = 0.1, 20.0, 10.0
_LONGEST = 96
_KEEP_SELF = 0.3


def train(
    lessons: Lexical,
    vocabulary: Vocabulary,
    folder: Path,
    on_progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Train on `lessons` and write the model to `folder`; the same lessons give the same model.

    Raises:
        ImportError: torch is not installed.
    """
    import torch

    torch.manual_seed(0)
    keys, idf = _grams_to_learn(lessons, vocabulary)
    bags = _Bags(lessons, vocabulary, keys)
    table = torch.nn.EmbeddingBag.from_pretrained(
        _START_LENGTH * _start(bags.bodies, idf), mode="mean", freeze=False, sparse=True
    )
    _learn(table, bags, on_progress)
    write_folder(folder, vocabulary, keys, table.weight.detach().numpy())


class _Bag:
    """Texts as rows of the table."""

    def __init__(self, rows: Numbers, starts: Numbers) -> None:
        self.rows, self.starts = rows, starts

    def __getitem__(self, number: int) -> Numbers:
        return self.rows[self.starts[number] : self.starts[number + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1


class _Bags:
    """The lessons as rows of the table; a batch is pairs of such texts."""

    def __init__(self, lessons: Lexical, vocabulary: Vocabulary, keys: Numbers) -> None:
        stop = vocabulary.stopwords()
        self.titles, self.bodies, self.clauses = (
            _Bag(*rows_of(texts, stop, keys))
            for texts in (lessons.titles, lessons.bodies, lessons.clauses)
        )
        self.owners = lessons.owners
        self.firsts = np.searchsorted(self.owners, np.arange(len(self.titles) + 1))
        self._random = np.random.default_rng(0)
        siblings = np.diff(self.firsts)[self.owners]
        # A title pair is written as -1 - article, a clause pair as the number of the clause.
        self._pool = np.concatenate(
            [-1 - np.arange(len(self.titles)), np.flatnonzero(siblings > 1)]
        )

    def batches(self) -> list[Numbers]:
        """Return the pairs of one epoch, shuffled."""
        self._random.shuffle(self._pool)
        size = min(_BATCH, len(self._pool))
        return [self._pool[at : at + size] for at in range(0, len(self._pool) - size + 1, size)]

    def articles(self, batch: Numbers) -> Numbers:
        """Return the article of each pair."""
        return np.where(batch < 0, -1 - batch, self.owners[np.maximum(batch, 0)])

    def sides(self, batch: Numbers) -> tuple[list[Numbers], list[Numbers]]:
        """Return what is asked and what should be found, as samples of their grams."""
        asked = [self.titles[-1 - n] if n < 0 else self.clauses[n] for n in batch]
        wanted = [self.bodies[-1 - n] if n < 0 else self._around(n) for n in batch]
        return [self._sample(rows) for rows in asked], [self._sample(rows) for rows in wanted]

    def _around(self, clause: int) -> Numbers:
        """Return title and clauses of the clause's article, mostly without the clause itself."""
        article = self.owners[clause]
        start, end = self.clauses.starts[[self.firsts[article], self.firsts[article + 1]]]
        rows = self.clauses.rows
        parts = [self.titles[article], rows[start : self.clauses.starts[clause]]]
        if self._random.random() < _KEEP_SELF:
            parts.append(self.clauses[clause])
        return np.concatenate([*parts, rows[self.clauses.starts[clause + 1] : end]])

    def _sample(self, rows: Numbers) -> Numbers:
        return rows if len(rows) <= _LONGEST else self._random.choice(rows, _LONGEST)


def _grams_to_learn(lessons: Lexical, vocabulary: Vocabulary) -> tuple[Numbers, Numbers]:
    """Return the keys that two texts or more hold, the most frequent ones, and their idf."""
    from retrieval.search.grams import grams_of
    from retrieval.search.postings import Field, Postings

    stop = vocabulary.stopwords()
    size = len(lessons.bodies)
    held = Postings.build(
        [Field(grams_of(lessons.titles, stop)), Field(grams_of(lessons.bodies, stop))], size
    )
    counts = np.diff(held.starts)
    often = np.flatnonzero(counts >= 2)
    if len(often) > _MOST_GRAMS:
        often = np.sort(often[np.argpartition(-counts[often], _MOST_GRAMS)[:_MOST_GRAMS]])
    idf = np.log1p((size - counts[often] + 0.5) / (counts[often] + 0.5))
    return held.keys[often], idf


def _start(bodies: _Bag, idf: Numbers) -> "torch.Tensor":
    """Return the right singular vectors of the tf-idf matrix, each gram's by its idf."""
    import torch

    chosen = np.random.default_rng(0).permutation(len(bodies))[:_ROWS_FOR_START]
    texts = [bodies[number] for number in np.sort(chosen)]
    owners = np.repeat(np.arange(len(texts)), [len(rows) for rows in texts])
    cells = np.stack([owners, np.concatenate(texts)])
    shape = (len(texts), len(idf))
    weights = torch.tensor(idf, dtype=torch.float32)
    counts = _sparse(torch.from_numpy(cells), torch.ones(cells.shape[1]), shape)
    values = torch.log1p(counts.values()) * weights[counts.indices()[1]]
    squares = torch.zeros(len(texts)).index_add_(0, counts.indices()[0], values**2)
    values = values / squares.sqrt().clamp(min=1e-6)[counts.indices()[0]]
    matrix = _sparse(counts.indices(), values, shape)
    _, _, vectors = torch.svd_lowrank(matrix, q=min(DIMENSION, *shape), niter=3)
    start = torch.zeros(len(idf), DIMENSION)
    start[:, : vectors.shape[1]] = vectors * weights[:, None]
    return start


def _sparse(
    cells: "torch.Tensor", values: "torch.Tensor", shape: tuple[int, int]
) -> "torch.Tensor":
    import torch

    return torch.sparse_coo_tensor(cells, values, shape, check_invariants=False).coalesce()


def _learn(
    table: "torch.nn.EmbeddingBag", bags: _Bags, on_progress: Callable[[float], None]
) -> None:
    import torch

    optimizer = torch.optim.SparseAdam(table.parameters(), lr=_RATE)
    epoch = len(bags.batches())
    steps = min(_EPOCHS * epoch, _MOST_STEPS)
    done = 0
    while done < steps:
        for batch in bags.batches()[: steps - done]:
            for group in optimizer.param_groups:
                group["lr"] = _RATE * (1 - done / steps)
            optimizer.zero_grad()
            _loss(table, bags, batch).backward()  # type: ignore[no-untyped-call]
            optimizer.step()  # type: ignore[no-untyped-call]
            done += 1
            on_progress(done / steps)


def _loss(table: "torch.nn.EmbeddingBag", bags: _Bags, batch: Numbers) -> "torch.Tensor":
    import torch
    from torch.nn.functional import cross_entropy, normalize

    asked, wanted = (normalize(table(*_packed(side)), dim=1) for side in bags.sides(batch))
    articles = torch.from_numpy(bags.articles(batch))
    # Two pairs of one article are no counterexample to each other.
    same = (articles[:, None] == articles[None, :]).fill_diagonal_(False)
    likeness = (_SHARPNESS * asked @ wanted.T).masked_fill(same, -1e4)
    right = torch.arange(len(batch))
    return (cross_entropy(likeness, right) + cross_entropy(likeness.T, right)) / 2


def _packed(texts: list[Numbers]) -> tuple["torch.Tensor", "torch.Tensor"]:
    """Return texts end to end with the place where each starts, as an EmbeddingBag takes them."""
    import torch

    starts = np.concatenate([[0], np.cumsum([len(rows) for rows in texts])])[:-1]
    return torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts)


def main() -> None:
    """Train on the lessons in one folder and write the model to another."""
    lessons, folder = (Path(argument) for argument in sys.argv[1:3])
    told = 0

    def tell(share: float) -> None:
        nonlocal told
        if share * 10 >= told + 1:
            told = int(share * 10)
            print(f"{told * 10} %", file=sys.stderr, flush=True)

    train(*read_lessons(lessons), folder, tell)


if __name__ == "__main__":
    main()
