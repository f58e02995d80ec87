"""The same plan typed, exported or scanned in another way says the same."""

import re
import textwrap
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableDocument
from domain.register import Document, paragraphs_of
from knowledge.parser import parse_document
from tests.knowledge.official_text import official_plan
from tests.knowledge.plans import COMMUNE, PROVINCE, WHOLE_PLANS, plan_text

Change = Callable[[str], str]


def wrapped(width: int) -> Change:
    def change(text: str) -> str:
        lines = [
            textwrap.wrap(line, width, break_on_hyphens=False) or [""]
            if not any(gap in line for gap in ("|", "\t", "    "))
            else [line]
            for line in text.split("\n")
        ]
        return "\n".join(piece for pieces in lines for piece in pieces)

    return change


def paged(text: str) -> str:
    lines = wrapped(92)(text).split("\n")
    pages = ["\n".join(lines[i : i + 38]) for i in range(0, len(lines), 38)]
    return "".join(f"{page}\n\n{number}\n\n" for number, page in enumerate(pages, start=1))


CHANGES: dict[str, Change] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "no blank lines": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "lines cut at 92": wrapped(92),
    "lines cut at 100": wrapped(100),
    "pages with numbers": paged,
    "Phần I": lambda text: re.sub(r"(?m)^([IVX]+)\. ", r"Phần \1. ", text),
    "PHẦN I above its heading": lambda text: re.sub(r"(?m)^([IVX]+)\. ", r"PHẦN \1\n", text),
    "1) for 1.": lambda text: re.sub(r"(?m)^(\d+)\. ", r"\1) ", text),
    "no blank after the number": lambda text: re.sub(r"(?m)^(\d+)\. (?=[A-ZĐ])", r"\1.", text),
    "a. for a)": lambda text: re.sub(r"(?m)^([a-zđôơ])\) ", r"\1. ", text),
    "other bullets": lambda text: re.sub(r"(?m)^[-–] ", "+ ", text),
    "indented": lambda text: re.sub(r"(?m)^(?=\S)", "    ", text),
    "headings in Markdown": lambda text: re.sub(r"(?m)^([IVX]+\. .*)$", r"## **\1**", text),
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "invisible characters": lambda text: text.replace("Sở", "S\u200bở"),
}


def facts(document: Document) -> dict[str, object]:
    return {
        "places": [(p.path, p.heading, p.parent, len(p.paragraphs)) for p in document.provisions],
        "tasks": document.tasks,
        "milestones": document.milestones,
        "duties": document.duties,
        "blocks": document.blocks,
        "targets": document.targets,
        "reports": document.reports,
        "cited": document.cited,
        "units": sorted(unit.id for unit in document.units),
        "info": document.info,
    }


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("name", WHOLE_PLANS)
def test_another_way_of_typing_changes_no_fact(name: str, change: Change) -> None:
    text = plan_text(name)
    assert facts(parse_document(change(text))) == facts(parse_document(text))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_official_plan_typed_another_way_says_the_same(change: Change) -> None:
    text = official_plan()
    assert facts(parse_document(change(text))) == facts(parse_document(text))


@pytest.mark.parametrize("name", [PROVINCE, COMMUNE])
def test_long_names_of_bodies_mean_the_same_units(name: str) -> None:
    text = plan_text(name)
    spelled = re.sub(r"(?<![/-])\bUBND\b", "Ủy ban nhân dân", text)
    spelled = re.sub(r"\bMTTQ\b", "Mặt trận Tổ quốc", spelled)
    first, second = parse_document(text), parse_document(spelled)
    assert [(t.leads, t.coordinators) for t in second.tasks] == [
        (t.leads, t.coordinators) for t in first.tasks
    ]
    assert second.blocks == first.blocks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n \t ",
        "Chào mọi người, hôm nay trời đẹp. Tôi đi chợ mua rau.\nChiều về nấu cơm.",
        "😀😀😀",
        "SELECT * FROM users; DROP TABLE users;",
        "x" * 100_000,
        "<html><body><h1>Trang chủ</h1></body></html>",
    ],
)
def test_a_text_that_is_no_official_document_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        parse_document(text)


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(min_value=200, max_value=4000))
def test_a_plan_cut_off_anywhere_is_read_or_refused_but_never_breaks(cut: int) -> None:
    text = plan_text(PROVINCE)[:cut]
    try:
        document = parse_document(text)
    except UnreadableDocument:
        return
    paths = [p.path for p in document.provisions]
    assert len(paths) == len(set(paths))
    assert all(p.parent is None or p.parent in document.by_path for p in document.provisions)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="IVX1234.)ab đ-|\n\tSởNộivụ:;,% ", max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = parse_document(text)
    except UnreadableDocument:
        return
    keys = [p.key for p in paragraphs_of(document.provisions)]
    assert len(keys) == len(set(keys))
    assert {duty.key for duty in document.duties} <= set(keys)
    assert {milestone.key for milestone in document.milestones} <= set(keys)
