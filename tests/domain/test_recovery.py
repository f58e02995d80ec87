"""A key copied from paper comes back whole, and a slip is found in its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recovery import LINES, MiswrittenKey, read, written

KEYS = st.binary(min_size=32, max_size=32)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(KEYS)
def test_what_is_written_is_read(key: bytes) -> None:
    lines = written(key)
    assert len(lines) == LINES
    assert read(lines) == key
    assert read(tuple(line.lower().replace(" ", "") for line in lines)) == key


@given(KEYS, st.integers(0, LINES - 1), st.integers(0, 7), st.sampled_from(_LETTERS))
def test_a_wrong_letter_is_never_taken_for_the_key(
    key: bytes, line: int, place: int, letter: str
) -> None:
    lines = [line.replace(" ", "") for line in written(key)]
    if lines[line][place] == letter:
        return
    lines[line] = lines[line][:place] + letter + lines[line][place + 1 :]
    with pytest.raises(MiswrittenKey) as caught:
        read(tuple(lines))
    # One letter in thirty-two passes the line's own check; the whole has another one.
    assert caught.value.line in (line + 1, 0)


def test_letters_that_look_alike_are_read_as_the_same() -> None:
    lines = written(bytes(32))
    assert read(tuple(line.replace("0", "O") for line in lines)) == bytes(32)


def test_lines_in_another_order_are_no_key() -> None:
    lines = written(bytes(range(32)))
    with pytest.raises(MiswrittenKey):
        read((lines[1], lines[0], *lines[2:]))


@pytest.mark.parametrize("lines", [(), ("",) * 7, ("đ" * 9,) * 7, ("AAAA AAAA A",) * 8])
def test_what_is_no_key_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(MiswrittenKey):
        read(lines)
