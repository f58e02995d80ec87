"""Which strings of letters can be Vietnamese syllables."""

import pytest

from domain.syllables import is_syllable, swap_hook_and_tilde


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "khuya", "quốc", "giêng", "gì", "quyền", "đường", "ươm", "yêu", "chuyển", "kỷ",
     "xoong", "pháp", "việc", "cac", "oanh", "huỳnh"],
)  # fmt: skip
def test_what_vietnamese_writes_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["xyz", "bk", "việtt", "phàp", "q", "zô", "wifi", "streaming", "", "áà", "đgì", "phà p"]
)
def test_what_vietnamese_cannot_write_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_a_stopped_syllable_takes_only_the_sharp_and_the_heavy_tone() -> None:
    assert is_syllable("cách")
    assert is_syllable("cạch")
    assert not is_syllable("cảch")


@pytest.mark.parametrize(("slip", "meant"), [("kỹ", "kỷ"), ("mở", "mỡ"), ("nghỉ", "nghĩ")])
def test_hook_and_tilde_are_exchanged_both_ways(slip: str, meant: str) -> None:
    assert swap_hook_and_tilde(slip) == meant
    assert swap_hook_and_tilde(meant) == slip


def test_other_tones_are_left_alone() -> None:
    assert swap_hook_and_tilde("cấp") == "cấp"
