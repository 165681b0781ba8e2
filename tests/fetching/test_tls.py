"""https: a host must prove its name before anything is asked of it."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from webserver import ALSO_PUBLIC, PUBLIC, QUICK, moved, reply

from counterclaim.errors import AddressRefused, FetchFailed
from counterclaim.fetching import Fetcher


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for wire.example that nobody but this test trusts, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl, to make a certificate: on Debian, apt install openssl")
    folder = tmp_path_factory.mktemp("tls")
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    names = ["-subj", "/CN=wire.example", "-addext", "subjectAltName=DNS:wire.example"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run([openssl, "req", "-x509", *kind, *files, *names], check=True, capture_output=True)
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture
def secure_port(certificate: tuple[Path, Path]) -> Iterator[int]:
    """A host with this certificate that answers two calls: /plain leads to http, anything else is a page."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def answer(listener: socket.socket) -> None:
        try:
            line, _ = listener.accept()
            with line, context.wrap_socket(line, server_side=True) as secured:
                asked = secured.recv(4096)
                secured.sendall(moved("http://wire.example/page") if b"/plain" in asked else reply("At least 11"))
        except OSError:  # the other side did not trust us, or nobody called
            return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        worker = threading.Thread(target=answer, args=(listener,))
        worker.start()
        yield listener.getsockname()[1]
        worker.join()


def fetcher(port: int) -> Fetcher:
    return Fetcher(
        limits=QUICK,
        resolver=lambda host, _port, _seconds: PUBLIC if host == "wire.example" else ALSO_PUBLIC,
        transport=lambda _address, _port, seconds: socket.create_connection(("127.0.0.1", port), timeout=seconds),
    )


def test_trusted(secure_port: int, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert fetcher(secure_port).fetch("https://wire.example/a").content == b"At least 11"


def test_authority_that_is_not_trusted(secure_port: int) -> None:
    with pytest.raises(FetchFailed, match=r"cannot prove that it is wire\.example"):
        fetcher(secure_port).fetch("https://wire.example/a")


def test_name_of_another(secure_port: int, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with pytest.raises(FetchFailed, match=r"cannot prove that it is other\.example"):
        fetcher(secure_port).fetch("https://other.example/a")


def test_protection_is_not_given_up(secure_port: int, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with pytest.raises(AddressRefused, match="from https to http://"):
        fetcher(secure_port).fetch("https://wire.example/plain")
