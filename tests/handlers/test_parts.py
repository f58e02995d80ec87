"""A message longer than Telegram takes is cut where a reader would pause, and stays valid."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.local.html import parse_html, utf16_length
from handlers.render.markup import escape
from handlers.render.parts import parts_of_html


def test_what_fits_stays_whole() -> None:
    assert parts_of_html("<b>Một</b> hai &amp; ba", 20) == ("<b>Một</b> hai &amp; ba",)
    assert parts_of_html("x" * 4096) == ("x" * 4096,)


def test_a_cut_comes_at_the_end_of_a_sentence() -> None:
    sentences = [f"Đây là câu thứ {number} của một câu trả lời dài." for number in range(40)]
    parts = parts_of_html(" ".join(sentences), 200)
    assert all(part.endswith(".") for part in parts)
    assert " ".join(parts) == " ".join(sentences)


def test_a_line_is_a_better_place_than_a_sentence() -> None:
    first, second = parts_of_html("Câu một. Câu hai dài\nCâu ba. Câu bốn.", 30)
    assert (first, second) == ("Câu một. Câu hai dài", "Câu ba. Câu bốn.")


def test_what_is_bold_across_a_cut_is_bold_on_both_sides() -> None:
    parts = parts_of_html("<b>Một câu. <i>Hai câu.</i> Ba câu</b> và hết câu.", 12)
    assert parts[0] == "<b>Một câu.</b>"
    assert parts[1] == "<b><i>Hai câu.</i></b>"
    assert parts[2] == "<b>Ba câu</b> và"


WORDS = st.text("aăâ 😀.\n&<>", max_size=40)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "a", ""]), WORDS), max_size=30))
def test_every_part_is_short_valid_and_nothing_is_lost(pieces: list[tuple[str, str]]) -> None:
    html = "".join(_tagged(tag, words) for tag, words in pieces)
    whole, _ = parse_html(html)
    read = [parse_html(part) for part in parts_of_html(html, 50)]
    assert all(utf16_length(text) <= 50 for text, _ in read)
    assert "".join("".join(text.split()) for text, _ in read) == "".join(whole.split())


def _tagged(tag: str, words: str) -> str:
    opening = '<a href="https://x.vn">' if tag == "a" else f"<{tag}>"
    return f"{opening}{escape(words)}</{tag}>" if tag else escape(words)
