"""Where the office's language model answers, and whether it may be outside the office."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_HERE = "localhost"
# `is_private` of the library also holds the networks that books give examples in.
_NEAR = tuple(
    map(
        ipaddress.ip_network,
        (
            *("0.0.0.0/32", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
            *("::1/128", "fc00::/7", "fe80::/10"),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class ModelAccess:
    """An OpenAI-compatible server and a model of it; without `url` it is OpenAI's own.

    `seconds` is all the time that one answer may take. A model outside the office's own network
    is asked only where `may_be_remote`.
    """

    name: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    seconds: float = 20.0
    may_be_remote: bool = False


def is_surely_remote(url: str | None) -> bool:
    """Tell whether an address is outside without looking its name up."""
    if url is None:
        return True
    address = _address(host_of(url))
    return address is not None and not _is_near(address)


def all_near(addresses: Iterable[str]) -> bool:
    """Tell whether addresses that a name stands for are all of this machine or a private net."""
    read = [_address(address) for address in addresses]
    return bool(read) and all(address is not None and _is_near(address) for address in read)


def host_of(url: str) -> str:
    """Return the host of an address, an IPv6 one without its brackets."""
    return urlsplit(url).hostname or ""


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if host == _HERE:
        return ipaddress.ip_address("127.0.0.1")
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_near(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in network for network in _NEAR)
