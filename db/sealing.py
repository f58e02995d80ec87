"""Sealing of single columns with the data keys, bound to the row that they stand in."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from domain.errors import UnsealingFailed

KEY_BYTES = 32
_KEY_MARK = 4
_VERSION = b"\x01"
# What a sealed value begins with, before what only its key can read.
HEAD_BYTES = len(_VERSION) + _KEY_MARK


class RepeatedKey(ValueError):
    """A key that a setting lists twice; its later position is told, never its value."""


class KeyRing:
    """The data keys: all of them open, the first one seals.

    A sealed value names its key by a mark, a short hash that tells nothing of the key, so that
    the keys in use can be counted and named without opening anything.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"data keys must be {KEY_BYTES} bytes each, at least one")
        self._boxes = {_mark(key): Aead(key) for key in reversed(keys)}
        self._first = _mark(keys[0])
        self._hash_keys = tuple(
            hashlib.blake2b(key, person=b"congvu-lookup").digest() for key in keys
        )

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the marks of the keys, that of the sealing one first."""
        return tuple(mark.hex() for mark in reversed(self._boxes))

    @property
    def head(self) -> bytes:
        """Return what every value sealed under the first key begins with."""
        return _VERSION + self._first

    def reseal(self, sealed: bytes, table: str, column: str, row: str) -> tuple[bytes, str]:
        """Return a value sealed under the first key instead, and the value in the open.

        Raises:
            UnsealingFailed: no data key opens it.
        """
        opened = self.open(sealed, table, column, row)
        return self.seal(opened, table, column, row), opened

    def seal(self, value: str, table: str, column: str, row: str) -> bytes:
        """Return `value` encrypted under the first key; it opens only for the same place."""
        sealed = self._boxes[self._first].encrypt(value.encode(), aad=_place(table, column, row))
        return self.head + bytes(sealed)

    def open(self, sealed: bytes, table: str, column: str, row: str) -> str:
        """Return what was sealed for this place.

        Raises:
            UnsealingFailed: no data key opens it, or it was sealed for another place.
        """
        box = self._boxes.get(sealed[len(_VERSION) : HEAD_BYTES])
        if box is None or sealed[:1] != _VERSION:
            raise UnsealingFailed(f"{table}.{column}")
        try:
            opened = box.decrypt(sealed[HEAD_BYTES:], aad=_place(table, column, row))
        except (CryptoError, ValueError):
            raise UnsealingFailed(f"{table}.{column}") from None
        return opened.decode()

    def lookup(self, *parts: str) -> bytes:
        """Return a keyed hash by which a sealed value is stored and found again."""
        return digest(self._hash_keys[0], *parts)

    def lookups(self, *parts: str) -> tuple[bytes, ...]:
        """Return the keyed hashes under every data key, to find rows of before a rotation."""
        return tuple(digest(key, *parts) for key in self._hash_keys)


def mark_of(sealed: bytes) -> str:
    """Return the mark of the key that a value is sealed under."""
    return sealed[len(_VERSION) : HEAD_BYTES].hex()


def read_keys(text: str) -> tuple[bytes, ...]:
    """Return the keys that a setting lists: base64 of 32 bytes each, separated by commas.

    Raises:
        RepeatedKey: an entry stands there twice.
        ValueError: an entry is no such key; its position is told, never its value.
    """
    keys: list[bytes] = []
    for position, piece in enumerate(text.split(","), 1):
        try:
            key = base64.b64decode(piece.strip(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(str(position)) from None
        if len(key) != KEY_BYTES:
            raise ValueError(str(position))
        if key in keys:
            raise RepeatedKey(str(position))
        keys.append(key)
    return tuple(keys)


def digest(key: bytes, *parts: str) -> bytes:
    """Return the hash of some texts under a key."""
    # The length before each part keeps ("a", "bc") apart from ("ab", "c").
    message = b"".join(f"{len(part)}:{part}".encode() for part in parts)
    return hmac.new(key, message, hashlib.sha256).digest()


def _mark(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=_KEY_MARK, person=b"congvu-mark").digest()


def _place(table: str, column: str, row: str) -> bytes:
    return f"{table}.{column}:{row}".encode()
