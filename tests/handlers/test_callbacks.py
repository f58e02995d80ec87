"""Buttons carry what they mean in 64 bytes and are read back strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.table import BUTTONS, SCREENS
from handlers.callbacks import (
    MAX_BYTES,
    Action,
    Forget,
    OpenPassage,
    OpenScreen,
    Rate,
    ReadOn,
    ShowDeadlines,
    mark_of,
)

KINDS: list[type[Action]] = [*BUTTONS, OpenScreen, Forget]
_whole = st.integers(0, 2**53)
_paths = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=12)


@given(_whole, st.integers(0, 999), _paths)
def test_what_is_packed_is_read_back(document: int, page: int, path: str) -> None:
    action = OpenPassage(document, page, path)
    if action.fits:
        assert OpenPassage.read(action.pack()) == action


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(data: str) -> None:
    for kind in KINDS:
        read = kind.read(data)
        assert read is None or read.pack() == data


def test_no_two_kinds_of_button_share_a_code() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    "action",
    [
        ReadOn(2**63 - 1, 99),
        Rate(2**63 - 1, "down"),
        ShowDeadlines(10**6, 99, mark_of("van-phong-doan-dai-bieu-quoc-hoi-va-hoi-dong-nhan-dan")),
        OpenPassage(10**6, 99, "phụ lục 12.III.12.3.đ"),
    ],
)
def test_the_longest_buttons_fit(action: Action) -> None:
    assert len(action.pack().encode()) <= MAX_BYTES
    assert type(action).read(action.pack()) == action


def test_every_screen_has_a_conversation() -> None:
    assert set(SCREENS) == set(OpenScreen.choices)
