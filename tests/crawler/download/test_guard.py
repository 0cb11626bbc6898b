"""Which addresses a socket may be opened to, whatever way they are written."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twisted.internet.endpoints import HostnameEndpoint, TCP4ClientEndpoint
from twisted.internet.protocol import ClientFactory
from twisted.internet.testing import MemoryReactorClock

from archive.errors import ConfigError
from crawler.download.guard import (
    AddressGuard,
    AddressRefusedError,
    GuardedReactor,
    guard_endpoint,
    is_public,
    parse_networks,
)

REFUSED = [
    # loopback, this host, private, shared, link-local
    "127.0.0.1", "127.1.2.3", "127.255.255.255", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1", "100.127.255.255", "169.254.0.1",
    "169.254.169.254",
    # documentation, protocol assignments, benchmarks, 6to4 relays
    "192.0.2.1", "198.51.100.7", "203.0.113.9", "192.0.0.1", "192.0.0.170", "198.18.0.1", "198.19.255.255",
    "192.88.99.1",
    # multicast, reserved, broadcast
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "254.1.1.1", "255.255.255.255",
    # IPv6: loopback, unspecified, unique local, link-local, site-local, multicast, documentation, discard
    "::1", "::", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fe80::1%1", "fec0::1", "ff02::1", "ff0e::1",
    "2001:db8::1", "3fff::1", "100::1", "5f00::1", "2001:2::1", "2001:10::1",
    "2001:1::1", "3fff:fff::1", "4000::1", "e000::1",
    # a scope on a public address
    "2606:2800:220:1:248:1893:25c8:1946%eth0",
    # IPv4 within IPv6: mapped, compatible, 6to4, Teredo, NAT64
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:7f00:1", "::127.0.0.1", "::10.0.0.1",
    "::93.184.216.34", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::", "2002:a9fe:a9fe::",
    "2001:0:7f00:1:0:ffff:80ff:fffe", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::a00:1", "64:ff9b:1::7f00:1", "::ffff:0:127.0.0.1",
    # other ways to write an IPv4 address, and what is no address: a name must not come so far
    "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "127.000.000.001",
    "①②⑦.0.0.1", "１２７.0.0.1", "localhost", "vvg.lt", "", " ", "127.0.0.1 ", "127.0.0.1\n", "[::1]", "127.0.0.1:80",
    "1.2.3.4.5", "256.1.1.1", "::1::", "93.184.216.34/32",
]  # fmt: skip

ALLOWED = [
    "93.184.216.34", "1.1.1.1", "8.8.8.8", "193.219.128.49", "185.49.152.10", "100.63.255.255", "100.128.0.1",
    "172.15.255.255", "172.32.0.1", "11.0.0.1", "223.255.255.254", "192.0.1.1", "198.17.255.255", "198.20.0.1",
    "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:400f:80d::200e", "2001:4860:4860::8888", "2a02:4780::1",
    "::ffff:93.184.216.34", "2002:5db8:d822::1", "64:ff9b::93.184.216.34",
]  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(AddressRefusedError) as caught:
        AddressGuard().check(address)
    assert "refusing to connect" in str(caught.value)


@pytest.mark.parametrize("address", ALLOWED)
def test_a_public_address_is_let_through(address: str) -> None:
    AddressGuard().check(address)


def test_an_opened_network_is_let_through_and_no_more() -> None:
    guard = AddressGuard(parse_networks(["127.0.0.0/8", "10.1.0.0/16", "fd00::/8", " ::1 "]))
    for address in ("127.0.0.1", "127.9.9.9", "10.1.2.3", "fd00::9", "::1", "93.184.216.34"):
        guard.check(address)
    for address in ("10.2.0.1", "192.168.0.1", "::ffff:10.2.0.1", "fe80::1", "0.0.0.0"):
        with pytest.raises(AddressRefusedError):
            guard.check(address)
    assert guard.has_networks
    assert not AddressGuard().has_networks


def test_a_refusal_says_how_to_open_the_network() -> None:
    with pytest.raises(AddressRefusedError, match=r"--allow-network 10\.0\.0\.1"):
        AddressGuard().check("10.0.0.1")


@pytest.mark.parametrize("text", ["", "vvg.lt", "300.1.1.1", "127.0.0.1/33", "127.0.0.1/8", "10.0.0.0-10.0.0.9", "*"])
def test_what_is_no_network_is_named(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_networks(["127.0.0.0/8", text])
    assert f"--allow-network {text!r}" in str(caught.value)


@given(st.ip_addresses(v=4))
def test_ipv4_within_ipv6_is_judged_as_what_it_is(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    public = is_public(address)
    assert is_public(ipaddress.IPv6Address((0xFFFF << 32) | number)) == public
    assert is_public(ipaddress.IPv6Address((0x2002 << 112) | (number << 80))) == public
    assert is_public(ipaddress.IPv6Address((0x64FF9B << 96) | number)) == public


@given(st.ip_addresses())
def test_whatever_python_calls_private_is_not_public(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        assert not is_public(address)


@given(st.text(max_size=30))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        AddressGuard().check(text)
    except AddressRefusedError:
        return
    assert is_public(ipaddress.ip_address(text))


def guarded(reactor: Any) -> GuardedReactor:
    return GuardedReactor(reactor, AddressGuard())


def test_a_guarded_reactor_opens_no_socket_to_a_refused_address() -> None:
    reactor: Any = MemoryReactorClock()
    factory = ClientFactory()
    with pytest.raises(AddressRefusedError):
        guarded(reactor).connectTCP("127.0.0.1", 80, factory)
    assert reactor.tcpClients == []
    guarded(reactor).connectTCP("93.184.216.34", 80, factory)
    assert [client[0] for client in reactor.tcpClients] == ["93.184.216.34"]


def test_a_guarded_endpoint_fails_where_its_name_leads_to_a_refused_address() -> None:
    reactor: Any = MemoryReactorClock()
    for endpoint in (TCP4ClientEndpoint(reactor, "127.0.0.1", 80), HostnameEndpoint(reactor, "127.0.0.1", 80)):
        guard_endpoint(endpoint, guarded(reactor))
        failures: list[Any] = []
        endpoint.connect(None).addErrback(failures.append)
        reactor.advance(60)
        assert len(failures) == 1
        assert failures[0].check(AddressRefusedError)
    assert reactor.tcpClients == []


def test_an_endpoint_of_another_kind_is_refused() -> None:
    reactor: Any = MemoryReactorClock()
    with pytest.raises(AddressRefusedError, match="cannot be guarded"):
        guard_endpoint(object(), guarded(reactor))
