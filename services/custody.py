"""The custodian's key pair: the public part seals names here, the private part stays on paper."""

import base64
from dataclasses import dataclass, field

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

# As long as any name may be, so that a sealed one does not tell how long it is.
_LENGTH = 240


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


def seal_name(name: str, public: str) -> bytes:
    """Return a name as only the private part opens it; all are of one length."""
    box = SealedBox(PublicKey(base64.b64decode(public)))
    return bytes(box.encrypt(name.encode().ljust(_LENGTH)))


def open_name(boxed: str, private: bytes) -> str | None:
    """Return the name in what the custodian was handed; None where this key does not open it."""
    try:
        sealed = base64.b64decode(boxed, validate=True)
        return SealedBox(PrivateKey(private)).decrypt(sealed).decode().rstrip()
    except (CryptoError, ValueError, TypeError):
        return None


def _public(private: PrivateKey) -> str:
    return base64.b64encode(bytes(private.public_key)).decode()
