"""A corpus made as large as all laws together, out of the clauses of a smaller one."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.search.articles import Article

_FEWEST, _MOST = 2, 6


def padded(articles: Sequence[Article], size: int) -> Iterator[Article]:
    """Yield `articles`, then mixtures of their clauses under numbers of their own, to `size`."""
    yield from articles
    lot = random.Random(0)
    pool = [clause for article in articles for clause in article.clauses]
    for number in range(size - len(articles)):
        model = lot.choice(articles)
        clauses = tuple(lot.sample(pool, lot.randint(_FEWEST, _MOST)))
        yield replace(
            model,
            document=f"pad-{number // 100}",
            path=str(number % 100 + 1),
            title=_mixed(model.title, lot),
            body="\n\n".join(clause.text for clause in clauses),
            clauses=clauses,
        )


def _mixed(title: str, lot: random.Random) -> str:
    words = title.split()
    lot.shuffle(words)
    return " ".join(words)
