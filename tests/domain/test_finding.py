"""Finding words and quotes, with or without accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.finding import merged, quote_spans, spans_of, spans_of_words

TEXT = "Nâng cao đạo đức công vụ; đạo đức  Công Vụ là gốc."


def found(text: str, wanted: str) -> list[str]:
    return [text[start:end] for start, end in spans_of(text, wanted)]


@pytest.mark.parametrize("wanted", ["đạo đức công vụ", "dao duc cong vu", "ĐẠO ĐỨC CÔNG VỤ"])
def test_words_are_found_however_they_are_typed(wanted: str) -> None:
    assert found(TEXT, wanted) == ["đạo đức công vụ", "đạo đức  Công Vụ"]


def test_typed_accents_count() -> None:
    assert found("ma, má, mã, mà", "má") == ["má"]
    assert found("ma, má, mã, mà", "ma") == ["ma", "má", "mã", "mà"]


def test_a_word_begins_where_a_word_begins() -> None:
    assert found("an toàn, quan, ban an", "an") == ["an", "an"]
    assert found("công chức, công", "cong ch") == ["công ch"]


def test_all_words_have_to_be_there() -> None:
    assert spans_of_words(TEXT, "công gốc") != ()
    assert spans_of_words(TEXT, "công ngọn") == ()
    assert spans_of(TEXT, "  ") == spans_of_words(TEXT, "") == ()


def test_a_quote_covers_its_part_of_each_paragraph() -> None:
    paragraphs = ["Một. Hai ba.", "Bốn năm.", "Sáu."]
    assert quote_spans(paragraphs, "Hai ba.\nBốn năm.") == {0: (5, 12), 1: (0, 8)}
    assert quote_spans(paragraphs, "Hai…Sáu") == {0: (5, 12), 1: (0, 8), 2: (0, 3)}
    assert quote_spans(paragraphs, "Sáu…Hai") == {}
    assert quote_spans(paragraphs, "không có") == quote_spans(paragraphs, "") == {}


def test_spans_that_touch_become_one() -> None:
    assert merged([(5, 7), (0, 2), (2, 4), (6, 9)]) == ((0, 4), (5, 9))


@given(st.text(max_size=80), st.text(max_size=20))
def test_every_span_lies_within_the_text(text: str, wanted: str) -> None:
    spans = [*spans_of(text, wanted), *spans_of_words(text, wanted)]
    spans += quote_spans([text], wanted).values()
    assert all(0 <= start < end <= len(text) for start, end in spans)
