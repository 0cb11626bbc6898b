"""The address guard: no socket is opened to an address that is not public, unless the operator named its network.

The check is made on the address that the socket connects to, not on the name: a name that resolves to another
address at the second look-up, a redirect, a decimal or octal IPv4 form all end here.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Any

from twisted.internet.interfaces import IReactorPluggableNameResolver
from zope.interface import directlyProvides

from archive.errors import ArchiveError, ConfigError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

_NAT64 = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
)  # RFC 6052, RFC 8215
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is assigned as global unicast
_NEVER = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # RFC 6598 carrier-grade NAT
        "192.88.99.0/24",  # RFC 7526 6to4 relays
        "::/96",  # RFC 4291 2.5.5.1 IPv4-compatible
        "fec0::/10",  # RFC 3879 site-local
        "5f00::/16",  # RFC 9602 segment routing
        # What Pythons of different months do not agree on
        "192.0.0.0/24",  # RFC 6890 protocol assignments
        "2001::/23",  # RFC 2928 protocol assignments
        "3fff::/20",  # RFC 9637 documentation
    )
)


class AddressRefusedError(ArchiveError):
    """A connection was asked for to an address that is neither public nor in a network opened by the operator."""


def parse_networks(texts: Iterable[str]) -> tuple[IPNetwork, ...]:
    """The networks of `--allow-network` values, CIDR or single addresses.

    Raises ConfigError naming the value that is neither.
    """
    networks: list[IPNetwork] = []
    for text in texts:
        try:
            networks.append(ipaddress.ip_network(text.strip()))
        except ValueError as error:
            raise ConfigError(
                f"--allow-network {text!r}: {error}. Give a network such as 127.0.0.1/32 or 10.1.0.0/16."
            ) from None
    return tuple(networks)


def is_public(address: IPAddress) -> bool:
    """Whether an address is public unicast, looking through mapped, 6to4, Teredo and NAT64 forms."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        inner = _embedded_ipv4(address)
        if inner is not None:
            return is_public(inner)
        if address not in _UNICAST:
            return False
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


class AddressGuard:
    """Decides which addresses may be connected to."""

    def __init__(self, networks: Sequence[IPNetwork] = (), *, opened_only: bool = False) -> None:
        """`networks`: opened by the operator. `opened_only`: refuse public addresses too."""
        self._networks = tuple(networks)
        self._opened_only = opened_only

    @property
    def has_networks(self) -> bool:
        """Whether the operator opened any network."""
        return bool(self._networks)

    def is_opened(self, address: IPAddress) -> bool:
        """Whether the operator named a network that holds this very address."""
        return any(address in network for network in self._networks if network.version == address.version)

    def check(self, host: str) -> None:
        """Raises AddressRefusedError unless this IP literal may be connected to."""
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            raise AddressRefusedError(f"{host!r} is no IP address; refusing to connect.") from None
        if self.is_opened(address):
            return
        if self._opened_only:
            raise AddressRefusedError(
                f"{address} is outside the opened networks; refusing to connect at a pace that only they allow."
            )
        if not is_public(address):
            raise AddressRefusedError(
                f"{address} is not a public address; refusing to connect. "
                f"Open its network with --allow-network {address} if it is yours."
            )


class GuardedReactor:
    """A reactor that checks each address with the guard as its socket is about to connect; otherwise the real one."""

    def __init__(self, reactor: Any, guard: AddressGuard) -> None:
        self._reactor = reactor
        self._guard = guard
        directlyProvides(self, IReactorPluggableNameResolver)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reactor, name)

    def connectTCP(self, host: str, *args: Any, **kwargs: Any) -> Any:
        """Twisted's `connectTCP`, which its endpoints call with the resolved address."""
        self._guard.check(host)
        return self._reactor.connectTCP(host, *args, **kwargs)


def guard_endpoint(endpoint: Any, guarded: GuardedReactor) -> None:
    """Make a Twisted endpoint, plain or wrapped in TLS, connect through the guarded reactor."""
    inner = getattr(endpoint, "_wrappedEndpoint", endpoint)
    if not hasattr(inner, "_reactor"):
        raise AddressRefusedError(f"{endpoint!r} cannot be guarded; refusing to connect.")
    inner._reactor = guarded
