"""Real laws and decrees, as files come: every one loads, and agrees with what is known of it."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from domain.errors import UnreadableDocument
from domain.register import Document
from knowledge.parser import parse_document
from knowledge.readers import read_content
from tests.knowledge.official_text import REPOSITORY

LAWS = Path(os.environ.get("CONGVU_SHARED") or REPOSITORY.parent / "shared") / "corpus" / "laws"
NOISY = ("low", "OCR")


def _manifest() -> list[dict[str, Any]]:
    listed = LAWS / "manifest.json"
    return json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else []


MANIFEST = _manifest()
WHOLE = [entry for entry in MANIFEST if entry["dieu_expected"]]
pytestmark = pytest.mark.skipif(
    not MANIFEST, reason="the corpus of laws is not at hand (set CONGVU_SHARED to its folder)"
)


def named(entry: dict[str, Any]) -> str:
    return Path(entry["file"]).stem


def load(file: str) -> Document:
    return parse_document(read_content((LAWS / file).read_bytes()).text)


def articles(document: Document) -> list[str]:
    return [p.path for p in document.provisions if re.fullmatch(r"\d+[a-zđ]?", p.path)]


@pytest.mark.parametrize("entry", MANIFEST, ids=named)
def test_every_text_loads_under_its_own_number(entry: dict[str, Any]) -> None:
    document = load(entry["file"])
    paths = [provision.path for provision in document.provisions]
    assert document.info.number == entry["document_number"]
    assert len(paths) == len(set(paths))
    assert all(p.parent is None or p.parent in document.by_path for p in document.provisions)


@pytest.mark.parametrize("entry", MANIFEST, ids=named)
def test_no_day_is_read_that_is_not_the_right_one(entry: dict[str, Any]) -> None:
    info = load(entry["file"]).info
    if entry["issuing_date"] and info.issued:
        assert info.issued.isoformat() == entry["issuing_date"]
    if entry["effective_date"] and info.in_force_from:
        assert info.in_force_from.isoformat() == entry["effective_date"][:10]


@pytest.mark.parametrize("entry", WHOLE, ids=named)
def test_articles_are_complete_or_the_missing_ones_are_told(entry: dict[str, Any]) -> None:
    document = load(entry["file"])
    found = [path for path in articles(document) if path.isdigit()]
    missing = entry["dieu_expected"] - len(found)
    if entry["trust"].startswith(NOISY):
        assert not missing or any("Không thấy Điều" in w for w in document.warnings)
    else:
        assert found == [str(number) for number in range(1, entry["dieu_expected"] + 1)]
    assert set(entry["dieu_extra"]) <= set(articles(document))


@pytest.mark.parametrize("entry", WHOLE, ids=named)
def test_no_clause_or_point_is_left_inside_another(entry: dict[str, Any]) -> None:
    document = load(entry["file"])
    left = [
        paragraph.key
        for path in document.by_path
        if re.match(r"\d", path)
        for paragraph in document.by_path[path].paragraphs
        if re.match(r"(?:\d{1,2}\.|[a-zđ]\))\s", paragraph.text)
    ]
    # One law prints a point out of order.
    assert len(left) <= 1


def test_a_noisy_text_loads_with_warnings() -> None:
    noisy = [entry for entry in MANIFEST if entry["trust"].startswith("OCR")]
    assert noisy
    for entry in noisy:
        assert load(entry["file"]).warnings


def test_a_text_that_amends_keeps_only_its_own_articles() -> None:
    own = {"155/2026/NĐ-CP": 23, "156/2026/NĐ-CP": 11}
    for entry in MANIFEST:
        if (count := own.get(entry["document_number"])) is not None:
            assert articles(load(entry["file"])) == [str(n) for n in range(1, count + 1)]


def test_word_and_plain_text_of_one_decree_give_the_same_articles() -> None:
    plain = load("txt/nghi-dinh-30-2020-nd-cp-cong-tac-van-thu.txt")
    word = load("original/nghi-dinh-30-2020-nd-cp.docx")
    assert plain.info == word.info
    for path in (path for path in word.by_path if path[0].isdigit() or path[0] == "c"):
        assert _letters(plain, path) == _letters(word, path), path
    assert [p for p in plain.by_path if p[0].isdigit()] == [
        p for p in word.by_path if p[0].isdigit()
    ]


def test_markdown_and_plain_text_of_one_law_give_the_same_articles() -> None:
    plain = load("txt/luat-72-2025-qh15-to-chuc-chinh-quyen-dia-phuong.txt")
    marked = load("original/luat-72-2025-qh15.md")
    assert plain.info == marked.info
    for path in (path for path in plain.by_path if path[0].isdigit()):
        assert _letters(plain, path) == _letters(marked, path), path


@pytest.mark.parametrize("number", range(1, 7))
def test_an_appendix_file_knows_its_decree(number: int) -> None:
    for file in (
        f"original/nghi-dinh-30-2020-phu-luc-{number}.docx",
        f"txt/nghi-dinh-30-2020-nd-cp.phu-luc-{number}.txt",
    ):
        info = load(file).info
        assert (info.slug, str(info.issued)) == ("nghi-dinh-30-2020-nd-cp", "2020-03-05")


def test_the_signed_scan_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocument, match="bản quét"):
        read_content((LAWS / "original/luat-80-2025-qh15.scan.pdf").read_bytes())


def _letters(document: Document, path: str) -> str:
    provision = document.by_path[path]
    return "".join(f"{provision.heading}{provision.text}".split())


@pytest.mark.parametrize("entry", MANIFEST, ids=named)
def test_hardly_a_line_of_a_text_is_lost(entry: dict[str, Any]) -> None:
    text = read_content((LAWS / entry["file"]).read_bytes()).text
    held = _bare(" ".join(f"{p.heading} {p.text}" for p in parse_document(text).provisions))
    lines = [_bare(_SIGN.sub("", line)) for line in text.splitlines() if "|" not in line]
    lost = [line for line in lines if len(line) > 3 and line not in held]
    assert len(lost) <= max(3, len(lines) // 100)


_SIGN = re.compile(
    r"^[\s#>*_-]*(?:(?:Điều|Chương|Mục|Phụ lục|Phần|Mẫu số)\s+[\w.]+|\d[\d.]*|[a-zđ](?=\W)|[IVX]+)"
    r"\s*[.:)\-–/]*",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
