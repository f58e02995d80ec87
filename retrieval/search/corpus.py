"""Articles of a corpus file: one JSON object a line, `{id, law, title, body}`, perhaps gzipped."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from retrieval.search.articles import Article, Clause

_CLAUSE = re.compile(r"^\s*(\d{1,3}[a-zđ]?)\s*\.\s+(?=\S)", re.MULTILINE)
_NEEDED = ("id", "law", "title", "body")


class BrokenCorpus(ValueError):
    """A corpus file that cannot be read; `line` is where (0: the file itself)."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def read_corpus(path: Path) -> list[Article]:
    """Return the articles of a file.

    Raises:
        OSError: the file cannot be opened.
        BrokenCorpus: a line is no article.
    """
    return list(_articles(path))


def article_of(entry: Mapping[str, Any]) -> Article:
    """Return the article that a line of a corpus describes, its clauses told by their numbers."""
    document, _, path = str(entry["id"]).rpartition("#")
    body = str(entry["body"])
    return Article(
        document,
        path,
        str(entry["law"]),
        str(entry["title"]),
        body,
        tuple(split_clauses(path, body)),
    )


def split_clauses(path: str, body: str) -> Iterator[Clause]:
    """Yield the numbered clauses of an article's text; none where it is not numbered."""
    marks = list(_CLAUSE.finditer(body))
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        end = after.start() if after else len(body)
        yield Clause(f"{path}.{mark[1]}", body[mark.end() : end].strip())


def _articles(path: Path) -> Iterator[Article]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                yield article_of({name: entry[name] for name in _NEEDED})
            except (ValueError, KeyError, TypeError):
                raise BrokenCorpus(number) from None


def _opened(path: Path) -> Any:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8")
