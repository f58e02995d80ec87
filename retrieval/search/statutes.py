"""Laws, decrees and the like as articles with their clauses."""

from collections.abc import Iterator

from domain.citations import is_article
from domain.register import Document, Provision
from retrieval.search.articles import Article, Clause


def articles_of(document: Document) -> tuple[Article, ...]:
    """Return the articles of `document`; none where it is not built of articles."""
    return tuple(_articles(document))


def _articles(document: Document) -> Iterator[Article]:
    law = f"{document.info.kind} {document.info.title}".strip()
    for provision in document.provisions:
        if is_article(provision.path):
            inside = document.subtree(provision.path)[1:]
            clauses = [p for p in inside if p.parent == provision.path]
            yield Article(
                document.wording,
                provision.path,
                law,
                provision.heading,
                "\n".join(filter(None, [provision.text, *(_written(p) for p in inside)])),
                tuple(Clause(clause.path, _whole(document, clause)) for clause in clauses),
            )


def _whole(document: Document, clause: Provision) -> str:
    return "\n".join(filter(None, (_written(p) for p in document.subtree(clause.path))))


def _written(provision: Provision) -> str:
    return "\n".join(filter(None, [provision.heading, provision.text]))
