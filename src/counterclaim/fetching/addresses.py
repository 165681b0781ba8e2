"""What may be asked: an address that a user, or a redirect, gives -> a target, and the numeric addresses that may be called for it.

A name is looked up once and the call goes to the number that was checked, so a name that changes its meaning between check and call
("DNS rebinding") gains nothing.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit, urlunsplit

from counterclaim.errors import AddressRefused, FetchFailed

_PORTS = {"http": 80, "https": 443}
# Below are mail, files, name service and the like: no web page is there, and a page may not make us talk to them.
_FIRST_FREE_PORT = 1024
MAX_ADDRESS_CHARACTERS = 4096  # servers refuse request lines of more than 8,000

# What `ipaddress` does not call private, or does not in every Python that we run on.
_NEVER = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own service to its machines, at a public-looking address
        "192.0.0.0/24",  # for protocols; a cloud's metadata service is here too
        "192.88.99.0/24",  # once relays from version 6 to 4
        "2001::/23",  # for protocols, among them tunnels that hide an address of version 4
        "2002::/16",  # the same
        "3fff::/20",  # documentation
    )
)
_GLOBAL_V6 = ip_network("2000::/3")  # the only part of version 6 from which public addresses are given out
_FOUR_IN_SIX = ip_network("64:ff9b::/96")  # how networks of version 6 only write an address of version 4


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: `url` in ASCII and without fragment, `path` as the request line has it."""

    url: str
    scheme: str
    host: str
    port: int
    path: str


def parse_address(url: str) -> Target:
    """The target of an http or https address. Raises `AddressRefused`, which says what is wrong with it."""
    if len(url) > MAX_ADDRESS_CHARACTERS or not url.isprintable() or " " in url:
        raise AddressRefused("an address has no spaces or invisible characters in it and is not endless. Correct it.", source=url[:200])
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(f"this is no web address ({error}). Correct it.", source=url) from None
    if scheme not in _PORTS:
        raise AddressRefused("only addresses that begin with http:// or https:// are fetched.", source=url)
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("a name or password in an address would end up in the ledger. Leave it out.", source=_without_login(url))
    host = _ascii_host(host, url)
    port = _PORTS[scheme] if port is None else port
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        raise AddressRefused(f"no web page is served at port {port}.", source=url)
    shown = f"[{host}]" if ":" in host else host
    place = shown if port == _PORTS[scheme] else f"{shown}:{port}"
    path, query = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    asked = f"{path}?{query}" if query else path
    return Target(urlunsplit((scheme, place, path, query, "")), scheme, host, port, asked)


def _without_login(url: str) -> str:
    return url.partition("://")[0] + "://" + url.rpartition("@")[2]


def _ascii_host(host: str, url: str) -> str:
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    if not plain or "%" in plain:
        raise AddressRefused("there is no usable host in this address. Correct it.", source=url)
    return plain


def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """The numeric addresses of a host, in the order in which the system would call them.

    Raises `OSError` where there are none, and `TimeoutError` where the look-up takes too long: the system cannot be told how long.
    """
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    worker = threading.Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise TimeoutError("the look-up of the host's name took too long")
    if failed or not found:
        raise OSError(f"the host's name is not known ({failed[0] if failed else 'no address'})")
    return tuple(dict.fromkeys(found))


def check_addresses(addresses: Iterable[str], target: Target, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses, where each may be called; one that may not spoils the host: an honest name does not mix the two.

    Raises `AddressRefused` where one is private, on this machine, link-local (where clouds keep their metadata) or otherwise not public.
    """
    checked = tuple(addresses)
    for address in checked:
        if not (is_public(address) or (allow_private and _is_near(address))):
            reason = f"it leads to {address}, which is not a public address. Only what everybody can reach is fetched."
            raise AddressRefused(reason, source=target.url)
    if not checked:
        raise FetchFailed("the host's name has no address.", source=target.url, passing=True)
    return checked


def is_public(address: str) -> bool:
    """Whether a numeric address is one that the whole Internet can reach."""
    plain = _plain(address)
    if plain is None or any(plain in network for network in _NEVER if network.version == plain.version):
        return False
    if isinstance(plain, IPv6Address) and plain not in _GLOBAL_V6:
        return False
    return plain.is_global and not (plain.is_multicast or plain.is_reserved)


def _is_near(address: str) -> bool:
    """This machine or a private network; never link-local, where clouds keep their secrets."""
    plain = _plain(address)
    return plain is not None and (plain.is_loopback or (plain.is_private and not plain.is_link_local and not plain.is_unspecified))


def _plain(address: str) -> IPv4Address | IPv6Address | None:
    """The address itself, also where one of version 4 is written as one of version 6."""
    try:
        found = ip_address(address)
    except ValueError:  # such as fe80::1%eth0, which means a card of this machine
        return None
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return found.ipv4_mapped
        if found in _FOUR_IN_SIX:
            return IPv4Address(int(found) & 0xFFFFFFFF)
    return found
