"""Sentences come out of a model's answer as soon as they are whole, whatever the pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.model.sentences import Sentence, SentenceReader

ANSWER = "1. **Sở A** lập danh sách. [1]\n- Hạn là 30/6/2026 [2][3].\nKhông rõ.\nCòn lại [1, 2]"
READ = [
    Sentence("Sở A lập danh sách.", (1,)),
    Sentence("Hạn là 30/6/2026", (2, 3)),
    Sentence("Không rõ."),
    Sentence("Còn lại", (1, 2)),
]


def read(*pieces: str) -> list[Sentence]:
    reader = SentenceReader()
    return [s for piece in pieces for s in reader.feed(piece)] + reader.close()


def test_lines_are_sentences_with_the_numbers_that_they_name() -> None:
    assert read(ANSWER) == READ


@given(st.lists(st.integers(0, len(ANSWER)), max_size=12))
def test_pieces_of_any_length_give_the_same_sentences(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(ANSWER)]
    assert read(*(ANSWER[a:b] for a, b in pairwise(ends))) == READ


def test_sentences_on_one_line_come_one_by_one() -> None:
    reader = SentenceReader()
    assert reader.feed("Một việc. [1] Hai") == [Sentence("Một việc.", (1,))]
    assert reader.feed(" việc. [2]") == []
    assert reader.close() == [Sentence("Hai việc.", (2,))]


def test_several_sentences_before_one_number_all_name_it() -> None:
    assert read("Một việc. Hai việc. [4]") == [
        Sentence("Một việc.", (4,)),
        Sentence("Hai việc.", (4,)),
    ]


def test_thinking_aloud_is_no_part_of_the_answer() -> None:
    assert read("<thi", "nk>Để xem [1]\nxong</thi", "nk>\nMột việc [1]\n") == [
        Sentence("Một việc", (1,))
    ]
    assert read("<think>không dứt [1]\n") == []


@pytest.mark.parametrize("text", ["", "\n\n", "[1]", "   "])
def test_nothing_said_is_no_sentence(text: str) -> None:
    assert read(text) == []
