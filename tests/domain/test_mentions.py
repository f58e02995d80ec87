"""Places named in official sentences: lists, ranges, "này", and the document they are of."""

import pytest

from domain.mentions import THIS, NamedDocument, read_mentions


def places(text: str) -> list[str]:
    """Return what is named, from the inside out, with `..` before what ends a range."""
    found = []
    for one in read_mentions(text):
        levels = (one.point, one.clause, one.article, one.part, one.appendix)
        said = " ".join(level for level in levels if level)
        found.append(f"..{said}" if one.since else said)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo khoản 2 Điều 5 của Luật này", ["2 5"]),
        ("các điểm a, b và d khoản 1 Điều này", ["a 1 này", "b 1 này", "d 1 này"]),
        ("tại khoản 2, khoản 6 Điều này", ["2 này", "6 này"]),
        ("tại Điều 21, Điều 22 và khoản 2 Điều 33", ["21", "22", "2 33"]),
        ("các khoản 3, 4 và 5 Điều 9", ["3 9", "4 9", "5 9"]),
        ("từ Điều 5 đến Điều 9", ["5", "..9"]),
        ("các khoản từ 1 đến 6 của Điều này", ["1 này", "..6 này"]),
        ("điểm b khoản này", ["b này"]),
        ("Điều 35a và điểm a1 khoản 2 Điều 36", ["35a", "a1 2 36"]),
        ("điểm a và điểm b khoản 1, khoản 2 Điều 5", ["a 1 5", "b 1 5", "2 5"]),
        ("Điều 9, khoản 3", ["9", "3 9"]),
        ("mục II.2.k", ["II.2.k"]),
        ("Điểm a khoản 2 Mục III", ["a 2 III"]),
        ("Mục IV Phần I Phụ lục này", ["IV I này"]),
        ("Chương II của Luật này", ["chương II"]),
    ],
)
def test_places_are_read_in_every_form_that_laws_use(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tài khoản 2 của xã",
        "các điểm cầu",
        "3 điều kiện",
        "điều 30% còn lại",
        "Phần mềm",
        "khoản thu",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_list_ends_before_a_number_that_counts_something() -> None:
    assert places("theo Điều 5 và 30 ngày sau") == ["5"]
    assert places("theo Điều 5, 6 và 7 Luật này") == ["5", "6", "7"]


def test_every_place_of_a_list_is_of_the_document_named_at_its_end() -> None:
    text = "Điều 21 và khoản 2 Điều 33 Luật Đò"
    law = NamedDocument(text.index("Luật"), len(text), "luat-do", "Luật Đò")
    assert [one.document for one in read_mentions(text, [law])] == [law, law]


def test_this_article_is_never_one_of_another_law() -> None:
    text = "khoản 1 Điều này và Điều 33 Luật Đò"
    law = NamedDocument(text.index("Luật"), len(text), "luat-do", "Luật Đò")
    first, second = read_mentions(text, [law])
    assert (first.article, first.document) == (THIS, None)
    assert second.document == law


def test_two_laws_in_a_row_are_two_mentions() -> None:
    text = "Luật Đò, Luật Bến"
    laws = [NamedDocument(0, 7, "do", "Luật Đò"), NamedDocument(9, 17, "ben", "Luật Bến")]
    found = read_mentions(text, laws)
    assert [one.document for one in found] == laws
    assert all(one.names_no_place for one in found)


def test_a_mention_covers_the_words_of_its_place() -> None:
    text = "quy định tại điểm b khoản 2 Điều 30 thì"
    (one,) = read_mentions(text)
    assert text[one.start : one.end] == "điểm b khoản 2 Điều 30"
