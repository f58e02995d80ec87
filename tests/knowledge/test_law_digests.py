"""The digests of laws beside their official texts: every place and figure exact, words our own."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from domain.register import Document, Provision
from domain.vietnamese import canonical
from knowledge.loader import load_document, load_documents
from knowledge.parser import parse_document
from tests.knowledge.official_text import SHIPPED

LAWS = Path(__file__).parents[3] / "shared" / "corpus" / "laws"
DIGESTS = tuple(sorted(d.info.slug for d in load_documents(SHIPPED) if d.is_statute))
LONGEST_RUN = 12
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
# Notes of ours on the copy that was digested, not on what it says.
_NOTE = re.compile(r"\([^()]*(?:bản nguồn|Luật số|theo bản)[^()]*\)")


@cache
def digest(slug: str) -> Document:
    return load_document(SHIPPED / slug)


@cache
def official(slug: str) -> tuple[Document, str]:
    """Return the official text of a digested law, parsed and as it stands with its appendices."""
    if not LAWS.is_dir():
        pytest.skip("../shared/corpus/laws is not here: official texts are loaded by the operator")
    number = digest(slug).info.number
    texts = [
        (LAWS / entry["file"]).read_text(encoding="utf-8")
        for entry in json.loads((LAWS / "manifest.json").read_text(encoding="utf-8"))
        if entry["document_number"] == number
        and "OCR" not in entry["kind"]
        and "phap-dien" not in entry["file"]
    ]
    body = max(texts, key=lambda text: len(re.findall(r"^Điều \d", text, re.M)))
    return parse_document(body, slug=slug), "\n".join(texts)


def articles(document: Document) -> dict[str, str]:
    """Return all that stands in each article, with the numbers of its clauses."""
    return {
        p.path: "\n".join(f"{q.label} {q.heading}\n{q.text}" for q in document.subtree(p.path))
        for p in document.provisions
        if re.fullmatch(r"\d+[a-z]?", p.path)
    }


def figures(text: str) -> set[str]:
    return {figure.lstrip("0") or "0" for figure in _FIGURE.findall(_NOTE.sub("", text))}


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", canonical(text))
    return {tuple(words[i : i + LONGEST_RUN]) for i in range(len(words) - LONGEST_RUN + 1)}


def in_articles(document: Document) -> list[Provision]:
    return [p for p in document.provisions if p.path[:1].isdigit()]


@pytest.mark.parametrize("slug", DIGESTS)
def test_every_article_of_a_digest_is_one_of_the_law_with_its_heading(slug: str) -> None:
    law, _ = official(slug)
    said = {p.path: p.heading for p in in_articles(digest(slug)) if "." not in p.path}
    held = {path: law.by_path[path].heading for path in said if path in law.by_path}
    assert {path: canonical(heading) for path, heading in said.items()} == {
        path: canonical(heading) for path, heading in held.items()
    }


@pytest.mark.parametrize("slug", DIGESTS)
def test_every_place_of_a_digest_is_one_of_the_law(slug: str) -> None:
    law, _ = official(slug)
    assert [p.path for p in in_articles(digest(slug)) if p.path not in law.by_path] == []


@pytest.mark.parametrize("slug", DIGESTS)
def test_every_figure_of_an_article_stands_in_the_laws_own(slug: str) -> None:
    held = {path: figures(text) for path, text in articles(official(slug)[0]).items()}
    said = {path: figures(text) for path, text in articles(digest(slug)).items()}
    astray = {path: said[path] - held.get(path, set()) for path in said}
    assert {path: lost for path, lost in astray.items() if lost} == {}


@pytest.mark.parametrize("slug", DIGESTS)
def test_the_words_of_a_digest_are_our_own(slug: str) -> None:
    _, text = official(slug)
    theirs = runs(text)
    copied = [
        paragraph.key
        for provision in digest(slug).provisions
        for paragraph in provision.paragraphs
        if runs(paragraph.text) & theirs
    ]
    assert copied == []


@pytest.mark.parametrize("slug", DIGESTS)
def test_a_digest_tells_how_many_articles_the_law_has(slug: str) -> None:
    law, _ = official(slug)
    assert digest(slug).info.articles == law.info.articles
