"""How fast a source may be asked: the promise to public hosts, and what an opened network is spared."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.download.guard import AddressGuard
from crawler.sources.models import Source

MIN_DELAY_S = 0.5
"""Least pause between requests to one public host."""

MAX_CONCURRENCY = 2
"""Most requests at a time to one public host."""

Resolve = Callable[[str], Iterable[str]]
"""Host name to its addresses; raises OSError when it has none."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a source is asked in this run."""

    delay_s: float
    concurrency: int
    opened_only: bool
    """Whether the crawl may connect to opened networks only: the price of a pace that is faster than the promise."""


def choose_pace(source: Source, guard: AddressGuard, *, resolve: Resolve | None = None) -> Pace:
    """The source's own pace where all its hosts lie in opened networks, else the promise's bounds."""
    if source.delay_s >= MIN_DELAY_S and source.concurrency <= MAX_CONCURRENCY:
        return Pace(source.delay_s, source.concurrency, opened_only=False)
    if all(_is_opened(host.host, guard, resolve or _resolve) for host in source.hosts):
        return Pace(source.delay_s, source.concurrency, opened_only=True)
    return Pace(max(source.delay_s, MIN_DELAY_S), min(source.concurrency, MAX_CONCURRENCY), opened_only=False)


def _is_opened(host: str, guard: AddressGuard, resolve: Resolve) -> bool:
    name = urlsplit(f"//{host}").hostname
    if not guard.has_networks or name is None:
        return False
    try:
        addresses = [ipaddress.ip_address(address.partition("%")[0]) for address in resolve(name)]
    except (OSError, ValueError):
        return False
    return bool(addresses) and all(guard.is_opened(address) for address in addresses)


def _resolve(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
