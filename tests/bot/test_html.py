"""What is escaped by the bot arrives as it was, whatever people typed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.local.html import parse_html
from handlers.render.markup import answer_html, bold, escape

_texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60)


@given(_texts)
def test_escaped_text_reads_as_it_was_typed(text: str) -> None:
    plain, entities = parse_html(escape(text))
    assert plain == text.strip()
    assert entities == []


@given(_texts, st.lists(st.sampled_from(["III.2.c", "II.2.đ", "<b>", "a&b", "x.1"])))
def test_an_answer_is_valid_markup_whatever_it_holds(text: str, paths: list[str]) -> None:
    whole = f"{text}\nXem III.2.c và <b>a&b</b>. {text}"
    assert parse_html(answer_html(whole, paths))[0] == whole.strip()


def test_cited_places_and_those_above_them_stand_out() -> None:
    html = answer_html("Theo III.2 (III.2.c), không phải III.21.c.", ["III.2.c"])
    assert html == "Theo <b>III.2</b> (<b>III.2.c</b>), không phải III.21.c."


def test_a_line_that_names_a_place_is_a_heading() -> None:
    html = answer_html("III.2 – Rà soát đội ngũ\n• Thực hiện: Sở Nội vụ", ["III.2.c"])
    assert html.splitlines() == [bold("III.2 – Rà soát đội ngũ"), "• Thực hiện: Sở Nội vụ"]
