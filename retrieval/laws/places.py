"""Articles, clauses and points as a question names them: "điểm b khoản 3 Điều 12", "k2 đ7"."""

import re
from dataclasses import dataclass

from domain.register import Document
from domain.vietnamese import canonical

_ARTICLE = re.compile(
    r"(?<!\w)(?:điều|dieu|điêu|đ\.?(?=\s?\d)|d\.?(?=\d))\s*(\d{1,3}[a-zđ]?)(?!\w)"
)
_CLAUSE = re.compile(
    r"(?<!\w)(?:khoản|khoan|k\.?(?=\s?\d))\s*(\d{1,2}[a-zđ]?(?:\s*(?:,|và|va)\s*\d{1,2}(?!\w))*)(?!\w)"
)
_POINT = re.compile(r"(?<!\w)(?:điểm|diem)\s+([a-zđ](?:\s*(?:,|và|va)\s*[a-zđ](?!\w))*)(?!\w)")
_LOOSE = {"d": "dđ"}


@dataclass(frozen=True, slots=True)
class Place:
    """An article, or a place in one; `points` holds every letter that may be meant."""

    article: str | None
    clauses: tuple[str, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def paths(self) -> list[str]:
        """Return the paths that are meant, whether the law has them or not."""
        article = self.article or ""
        clauses = [f"{article}.{clause}" for clause in self.clauses] or [article]
        return [f"{clause}.{point}" for clause in clauses for point in self.points] or clauses

    def paths_in(self, document: Document) -> list[str]:
        """Return the paths of a law that are meant, those that it has."""
        return [path for path in self.paths if path in document.by_path]


def read_place(question: str) -> Place | None:
    """Return the place that a question names; of several articles the first."""
    text = canonical(question)
    article = _ARTICLE.search(text)
    clause, point = _CLAUSE.search(text), _POINT.search(text)
    if article is None and clause is None:
        return None
    return Place(
        article[1] if article else None,
        tuple(re.findall(r"\d{1,2}[a-zđ]?", clause[1])) if clause else (),
        _letters(point[1]) if point else (),
    )


def spans_of_places(question: str) -> list[tuple[int, int]]:
    """Return where in the canonical question places are named."""
    text = canonical(question)
    found = [m.span() for rule in (_ARTICLE, _CLAUSE, _POINT) for m in rule.finditer(text)]
    return sorted(found)


def _letters(said: str) -> tuple[str, ...]:
    named = re.findall(r"(?<!\w)[a-zđ](?!\w)", said)
    return tuple(dict.fromkeys(letter for one in named for letter in _LOOSE.get(one, one)))
