"""Answers that do not fit one message are read on page by page, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.render.pages import PAGE, length, pages_of
from tests.bot.chatting import Chat

_words = st.text(st.sampled_from("aăđ .;!\n👍"), max_size=400)


@given(_words, st.integers(5, 60))
def test_pages_hold_everything_and_are_never_too_long(text: str, limit: int) -> None:
    pages = pages_of(text, limit)
    assert all(length(page) <= limit for page in pages)
    assert "".join("".join(pages).split()) == "".join(text.split())


def test_a_page_ends_at_a_sentence_where_it_can() -> None:
    sentences = [f"Câu số {number} nói về một việc." for number in range(120)]
    first, *_ = pages_of(" ".join(sentences))
    assert first.endswith("việc.")
    assert PAGE - 60 < len(first) <= PAGE


async def test_a_long_answer_is_read_on_to_its_end(chat: Chat) -> None:
    question = "sở nội vụ phải làm những gì"
    whole = chat.services.answers.answer(question, (), chat.session.clock.now().date()).text
    expected = pages_of(whole)
    assert len(expected) > 1, "the question must have a long answer"

    said = await chat.says(question)
    for page in range(2, len(expected) + 1):
        said += await chat.presses(f"Xem tiếp ({page}/{len(expected)})")

    assert all(length(part.text) <= PAGE for part in said)
    told = " ".join(part.text for part in said)
    assert told.split() == whole.split()
    assert not any("Xem tiếp" in label for row in said[-1].buttons for label in row)
