"""What is searched: the articles of laws, each with its clauses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of an article; `path` is its place in the document, such as `12.3`."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `path` is its number, `law` the name of its law, `body` its whole text."""

    document: str
    path: str
    law: str
    title: str
    body: str
    clauses: tuple[Clause, ...] = ()

    @property
    def id(self) -> str:
        """Return what names the article among all: `document#path`, or `path` alone."""
        return f"{self.document}#{self.path}" if self.document else self.path
