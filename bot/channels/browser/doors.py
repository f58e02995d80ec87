"""By which addresses people come in, and what that means for cookies."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Doors:
    """The hosts that the pages answer to, and the origins that may write.

    `is_secure`: people come by https, so a cookie never travels openly.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    is_secure: bool

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; the prefix keeps other hosts from planting one."""
        return "__Host-congvu" if self.is_secure else "congvu"


def loopback_doors(port: int) -> Doors:
    """Return the doors of a server that only this machine reaches."""
    hosts = frozenset(f"{name}:{port}" for name in _LOOPBACK_NAMES) | (
        frozenset(_LOOPBACK_NAMES) if port == 80 else frozenset()
    )
    return Doors(hosts, frozenset(f"http://{host}" for host in hosts), is_secure=False)


def public_doors(address: str) -> Doors:
    """Return the doors of a server that people reach at `address`.

    Raises:
        ValueError: it is no plain https address.
    """
    parts = urlsplit(address)
    plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme != "https" or not parts.hostname or not plain:
        raise ValueError(address)
    host = parts.netloc.lower().removesuffix(":443")
    return Doors(frozenset({host, f"{host}:443"}), frozenset({f"https://{host}"}), is_secure=True)


def is_loopback(host: str) -> bool:
    """Tell whether a server bound to `host` is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
