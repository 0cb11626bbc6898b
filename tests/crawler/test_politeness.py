"""The promise to public hosts holds whatever a source says; an opened network is spared it."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import pytest

from crawler.download.guard import AddressGuard, parse_networks
from crawler.politeness import MAX_CONCURRENCY, MIN_DELAY_S, choose_pace
from tests.crawler.samples import make_source

OPEN = AddressGuard(parse_networks(["127.0.0.0/8", "10.0.0.0/8", "::1"]))
CLOSED = AddressGuard()
NAMES = {
    "vvg.lt": ["93.184.216.34"],
    "vietinis.lt": ["127.0.0.1", "::1"],
    "vidinis.lt": ["10.1.2.3"],
    "abu.lt": ["127.0.0.1", "93.184.216.34"],
    "nulis.lt": [],
}


def resolve(host: str) -> Iterable[str]:
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    if host not in NAMES:
        raise socket.gaierror(-2, "Name or service not known")
    return NAMES[host]


def test_the_promise_is_half_a_second_and_two_at_once() -> None:
    assert (MIN_DELAY_S, MAX_CONCURRENCY) == (0.5, 2)


@pytest.mark.parametrize("guard", [OPEN, CLOSED])
@pytest.mark.parametrize("hosts", [["vvg.lt"], ["93.184.216.34:8080"], ["vvg.lt", "vietinis.lt"], ["abu.lt"]])
@pytest.mark.parametrize(("delay_s", "concurrency"), [(0.0, 16), (0.0, 1), (0.49, 2), (2.0, 3), (300.0, 16)])
def test_a_public_host_is_never_asked_faster(
    guard: AddressGuard, hosts: list[str], delay_s: float, concurrency: int
) -> None:
    source = make_source(hosts=hosts, delay_s=delay_s, concurrency=concurrency)
    pace = choose_pace(source, guard, resolve=resolve)
    assert pace.delay_s == max(delay_s, MIN_DELAY_S)
    assert pace.concurrency == min(concurrency, MAX_CONCURRENCY)
    assert not pace.opened_only


@pytest.mark.parametrize("hosts", [["vietinis.lt"], ["127.0.0.1:8080"], ["vidinis.lt", "127.0.0.9"], ["[::1]:80"]])
def test_an_opened_network_may_be_asked_at_full_speed(hosts: list[str]) -> None:
    pace = choose_pace(make_source(hosts=hosts, delay_s=0.0, concurrency=16), OPEN, resolve=resolve)
    assert (pace.delay_s, pace.concurrency, pace.opened_only) == (0.0, 16, True)
    slow = choose_pace(make_source(hosts=hosts, delay_s=0.0, concurrency=16), CLOSED, resolve=resolve)
    assert (slow.delay_s, slow.concurrency, slow.opened_only) == (MIN_DELAY_S, MAX_CONCURRENCY, False)


@pytest.mark.parametrize("hosts", [["nezinomas.lt"], ["nulis.lt"], ["vietinis.lt", "nezinomas.lt"]])
def test_a_host_that_cannot_be_resolved_counts_as_public(hosts: list[str]) -> None:
    pace = choose_pace(make_source(hosts=hosts, delay_s=0.0, concurrency=16), OPEN, resolve=resolve)
    assert (pace.delay_s, pace.concurrency, pace.opened_only) == (MIN_DELAY_S, MAX_CONCURRENCY, False)


def test_a_polite_source_keeps_its_pace_and_asks_no_resolver() -> None:
    def refuse(host: str) -> Iterable[str]:
        raise AssertionError(host)

    pace = choose_pace(make_source(delay_s=3.0, concurrency=2), OPEN, resolve=refuse)
    assert (pace.delay_s, pace.concurrency, pace.opened_only) == (3.0, 2, False)


def test_the_price_of_full_speed_is_that_public_addresses_are_refused() -> None:
    guard = AddressGuard(parse_networks(["127.0.0.0/8"]), opened_only=True)
    guard.check("127.0.0.1")
    with pytest.raises(Exception, match="outside the opened networks"):
        guard.check("93.184.216.34")
