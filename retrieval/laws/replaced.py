"""Laws that are not loaded but that a loaded one is known to have put out of force."""

import re

from domain.answers import AnswerStatus
from domain.standing import Ending
from domain.vietnamese import fold
from retrieval.draft import Draft, Evidence, place_name
from retrieval.facts import Facts
from retrieval.laws.questions import LawQuestion
from retrieval.laws.shelf import LawShelf, law_name

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_BESIDE = re.compile(r"^\s*(?:nam\s+|so\s+)?(?:\d+/)?((?:19|20)\d\d)\b")
_NUMBER = re.compile(r"0*(\d+)\s*/\s*(\d{4})")


def replaced_law(asked: LawQuestion, shelf: LawShelf) -> Draft | None:
    """Return that a law which the question names was put out of force, and by which, or pass."""
    if asked.slugs or not asked.missing:
        return None
    for law in shelf.laws:
        for ending in law.document.standing.ends:
            if not ending.is_partly and _is_named(ending, asked.missing[0]):
                return _told(ending, law)
    return None


def older_than(asked: LawQuestion, shelf: LawShelf) -> Ending | None:
    """Return the earlier law of the same name that a question means by its year, if it does.

    "Luật Cán bộ, công chức 2008" bears the name of a loaded law of another year.
    """
    for named in asked.named:
        law = shelf.law(named.slug) if named.slug else None
        year = _YEAR_BESIDE.match(asked.plain[named.end :])
        if law is None or year is None:
            continue
        info = law.document.info
        if f"/{year[1]}/" in (info.number or "") or (
            info.issued and f"{info.issued:%Y}" == year[1]
        ):
            continue
        for ending in law.document.standing.ends:
            is_alike = fold(ending.title) in ("", fold(info.title))
            if ending.kind == info.kind and is_alike and f"/{year[1]}/" in ending.number:
                return ending
    return None


def said_of_older(ending: Ending, law: Facts) -> str:
    """Return a line that an earlier law has ended and by which one the answer goes."""
    info = law.document.info
    since = f" từ {ending.day:%d/%m/%Y}" if ending.day else ""
    return (
        f"{info.kind[:1].upper()}{info.kind[1:]} số {ending.number} đã hết hiệu lực{since}; "
        f"dưới đây là quy định của {law_name(law)} số {info.number} đã thay thế."
    )


def _told(ending: Ending, law: Facts) -> Draft:
    name = f"{ending.kind[:1].upper()}{ending.kind[1:]}"
    name = f"{name} {ending.title}" if ending.title else name
    since = f" từ {ending.day:%d/%m/%Y}" if ending.day else ""
    source = f"{place_name(ending.at, law)} {law_name(law)}"
    lines = (
        f"{name} số {ending.number} đã hết hiệu lực{since} theo {source}, "
        f"nên tôi không trả lời theo văn bản đó. Ông/bà có thể hỏi theo {law_name(law)}.",
    )
    place = law.document.by_path[ending.at]
    return Draft(lines, (Evidence(law, place.path, place.text),), AnswerStatus.CORRECTED)


def _is_named(ending: Ending, wording: str) -> bool:
    """Tell whether folded words name a document: by number, or by title and year."""
    number = _NUMBER.match(ending.number)
    said = _NUMBER.search(wording)
    if said is not None or number is None:
        return number is not None and said is not None and said.groups() == number.groups()
    years = _YEAR.findall(wording)
    title = " ".join(re.sub(r"[^\w\s]", " ", fold(ending.title)).split())
    bare = " ".join(re.sub(r"[^\w\s]", " ", wording).split())
    return bool(title) and f" {title} " in f"{bare} " and years == [number[2]]
