"""How fast somebody may go: a bucket that fills with time, one for each cookie or address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

_MOST_BUCKETS = 20_000


class Pace:
    """Allows `burst` at once and then `rate` a second, for each key on its own."""

    def __init__(
        self,
        burst: int,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        most: int = _MOST_BUCKETS,
    ) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """Take one and return 0, or return how many seconds to wait for the next."""
        now = self._clock()
        left, since = self._buckets.pop(key, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > self._most:
            # Whoever was quiet longest has a full bucket again, or nearly.
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, ceil((1 - left) / self._rate))


@dataclass(frozen=True, slots=True)
class Paces:
    """What is paced. An office shares one address, so an address may do much more than a cookie."""

    deeds: Pace
    files: Pace
    chats: Pace
    writing: Pace
    reading: Pace


def usual_paces() -> Paces:
    """Return the paces that people never notice."""
    return Paces(
        deeds=Pace(burst=30, rate=1.0),
        files=Pace(burst=8, rate=0.1),
        chats=Pace(burst=60, rate=0.2),
        writing=Pace(burst=200, rate=20.0),
        reading=Pace(burst=400, rate=40.0),
    )


def place_of(host: str) -> str:
    """Return what counts as one address: an IPv6 network of one customer, or an IPv4 address."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or int(address) >> 64)
    return str(address)
