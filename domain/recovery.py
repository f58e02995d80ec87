"""A key as a person can copy it from paper: groups of letters, with checks that find a slip.

Crockford's base 32 (no I, L, O, U): 52 letters hold 32 bytes, four more check the whole, and each
line of eight ends with a letter that checks the line.
"""

from hashlib import blake2b

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_KEY_LETTERS, _CHECK_LETTERS, _LINE = 52, 4, 8
KEY_BYTES = 32
LINES = (_KEY_LETTERS + _CHECK_LETTERS) // _LINE


class MiswrittenKey(ValueError):
    """Lines that are no key; `line` counts from 1, 0 where every line alone is right."""

    def __init__(self, line: int) -> None:
        super().__init__(str(line))
        self.line = line


def written(key: bytes) -> tuple[str, ...]:
    """Return a key of 32 bytes as lines such as `K7QM 2XHD 9`."""
    number = int.from_bytes(key)
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_KEY_LETTERS))
    letters += _check(letters, "whole", _CHECK_LETTERS)
    lines = [letters[start : start + _LINE] for start in range(0, len(letters), _LINE)]
    return tuple(
        f"{line[:4]} {line[4:]} {_check(line, str(number), 1)}"
        for number, line in enumerate(lines, 1)
    )


def read(lines: tuple[str, ...]) -> bytes:
    """Return the key that was written as these lines; blanks, case and I, L, O do not matter.

    Raises:
        MiswrittenKey: something was copied wrong; it tells in which line.
    """
    if len(lines) != LINES:
        raise MiswrittenKey(min(len(lines), LINES) + 1 if len(lines) < LINES else LINES)
    letters = "".join(_line(number, line) for number, line in enumerate(lines, 1))
    key_letters, check = letters[:_KEY_LETTERS], letters[_KEY_LETTERS:]
    number = sum(_LETTERS.index(letter) << 5 * place for place, letter in enumerate(key_letters))
    if check != _check(key_letters, "whole", _CHECK_LETTERS) or number >> 8 * KEY_BYTES:
        raise MiswrittenKey(0)
    return number.to_bytes(KEY_BYTES)


def _line(number: int, line: str) -> str:
    plain = "".join(line.upper().replace("-", " ").split()).translate(_READ_AS)
    letters, check = plain[:_LINE], plain[_LINE:]
    if len(plain) != _LINE + 1 or not set(plain) <= set(_LETTERS):
        raise MiswrittenKey(number)
    if check != _check(letters, str(number), 1):
        raise MiswrittenKey(number)
    return letters


def _check(letters: str, purpose: str, length: int) -> str:
    digest = int.from_bytes(blake2b(f"{purpose}:{letters}".encode(), digest_size=8).digest())
    return "".join(_LETTERS[digest >> 5 * place & 31] for place in range(length))
