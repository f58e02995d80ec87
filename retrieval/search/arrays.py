"""Index parts as folders of plain arrays, mapped from disk when they are read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from retrieval.search.articles import Article, Clause
from retrieval.search.vocabulary import Numbers


def write_arrays(folder: Path, **arrays: npt.NDArray[Any]) -> None:
    """Write each array to a file of its name in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def read_arrays(folder: Path, *names: str) -> list[npt.NDArray[Any]]:
    """Return arrays mapped from the files of their names in `folder`.

    Raises:
        OSError, ValueError: a file is missing or broken.
    """
    return [_mapped(folder / f"{name}.npy") for name in names]


def _mapped(path: Path) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    # A plain view: the class np.memmap costs time at every slice.
    return array.view(np.ndarray)


class ArticleFile(Sequence[Article]):
    """Articles kept in a file, read one by one when they are needed."""

    def __init__(self, folder: Path) -> None:
        """Open what `write` wrote.

        Raises:
            OSError, ValueError: a file is missing or broken.
        """
        (starts,) = read_arrays(folder, "article_starts")
        self._starts: Numbers = starts
        self._bytes = np.memmap(folder / "articles.jsonl", mode="r") if len(starts) > 1 else b""
        if len(self._bytes) != starts[-1]:
            raise ValueError("articles")

    @classmethod
    def write(cls, folder: Path, articles: Iterable[Article]) -> None:
        """Write `articles` into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        starts = [0]
        with (folder / "articles.jsonl").open("wb") as file:
            for article in articles:
                starts.append(starts[-1] + file.write(_packed(article)))
        write_arrays(folder, article_starts=np.array(starts, dtype=np.int64))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Article: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Article]: ...
    def __getitem__(self, number: int | slice) -> Article | Sequence[Article]:
        """Return an article, or several."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return _unpacked(bytes(self._bytes[self._starts[number] : self._starts[number + 1]]))

    def __iter__(self) -> Iterator[Article]:
        return (self[number] for number in range(len(self)))


def _packed(article: Article) -> bytes:
    clauses = [[clause.path, clause.text] for clause in article.clauses]
    fields = [article.document, article.path, article.law, article.title, article.body, clauses]
    return json.dumps(fields, ensure_ascii=False).encode("utf-8") + b"\n"


def _unpacked(line: bytes) -> Article:
    document, path, law, title, body, clauses = json.loads(line)
    return Article(document, path, law, title, body, tuple(Clause(*clause) for clause in clauses))
