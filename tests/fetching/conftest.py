"""No test here can reach another machine; what it needs of the web is a server on this one."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from webserver import ALSO_PUBLIC, PUBLIC, QUICK, Server, World, serve

from counterclaim.fetching import Fetcher


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here may look a name up elsewhere or call another machine, whatever the code under test does."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def local_connect(line: socket.socket, address: Any) -> None:
        assert address[0] in ("127.0.0.1", "::1"), f"a call to {address}"
        connect(line, address)

    def local_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        assert str(host) in ("127.0.0.1", "::1", "localhost"), f"a look-up of {host}"
        return look_up(host, *arguments, **options)

    monkeypatch.setattr(socket.socket, "connect", local_connect)
    monkeypatch.setattr(socket, "getaddrinfo", local_look_up)


@pytest.fixture
def near() -> Fetcher:
    """A fetcher that may ask this machine, which is what the server runs on."""
    return Fetcher(limits=QUICK, allow_private=True)


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server, with nothing to say yet."""
    with serve() as found:
        yield found


@pytest.fixture
def world(server: Server) -> World:
    """Two names with public numbers."""
    return World(server, {"wire.example": [PUBLIC], "other.example": [ALSO_PUBLIC]})
