"""The custodian's key pair: the public part seals names here, the private part stays on paper."""

import base64
from dataclasses import dataclass, field

from nacl.public import PrivateKey


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A new pair; the private part is never kept here."""

    public: str
    private: bytes = field(repr=False)


def new_pair() -> KeyPair:
    """Return a new pair; the public part is written as the setting wants it."""
    private = PrivateKey.generate()
    return KeyPair(_public(private), bytes(private))


def fits(private: bytes, public: str) -> bool:
    """Tell whether what the public part seals is opened by this private part."""
    return _public(PrivateKey(private)) == public


def _public(private: PrivateKey) -> str:
    return base64.b64encode(bytes(private.public_key)).decode()
