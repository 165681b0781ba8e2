"""One request and its answer over a line to an address that was checked: the one file that speaks HTTP and TLS.

`http.client` and `ssl` are imported when the first request goes out: they take longer to load than the start of the program may last.
"""

from __future__ import annotations

import io
import socket
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import FetchFailed
from counterclaim.fetching.addresses import Target

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from _typeshed import ReadableBuffer, WriteableBuffer

# (numeric address, port, seconds) -> a connected line
Dial = Callable[[str, int, float], socket.socket]

_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS  # zlib's way of asking for gzip's frame
_PLAIN = frozenset({"", "identity"})
_ZIPPED = frozenset({"gzip", "x-gzip"})
# Where the body is of use: a page as it is, or as a proxy passed it on. Everything else carries an error or nothing.
WITH_BODY = frozenset({200, 203})
_PRIVATE_HEADERS = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one host said to one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    address: str

    def header(self, name: str) -> str | None:
        """The first header of this name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Deadline:
    """The moment by which an answer must be whole."""

    __slots__ = ("_at", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """The seconds left, `most` at most. Raises `TimeoutError` where there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"no whole answer within {self._seconds:g} seconds")
        return left if most is None else min(left, most)


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A line to a numeric address; nothing is looked up, and no proxy of the environment is asked."""
    return socket.create_connection((address, port), timeout=seconds)


def exchange(
    target: Target,
    addresses: tuple[str, ...],
    headers: Mapping[str, str],
    *,
    body: bytes = b"",
    most_bytes: int,
    deadline: Deadline,
    connect_seconds: float,
    transport: Dial,
) -> Answer:
    """Asks the first of the addresses that takes the call; sends it `body` where there is one.

    The answer's own body is read only where the status says that there is one to keep.

    Raises `FetchFailed`: nobody answers, the certificate is not the host's, too slow, too large, cut short, not HTTP.
    """
    from http.client import HTTPException

    try:
        line, address = _call(target, addresses, deadline, connect_seconds, transport)
        with closing(line), closing(_secured(line, target, deadline)) as secured:
            response = _ask(_Timed(secured, deadline), target, headers, body)
            content = _read(response, target, most_bytes) if response.status in WITH_BODY else b""
            kept = tuple((name, value) for name, value in response.getheaders() if name.lower() not in _PRIVATE_HEADERS)
            return Answer(response.status, kept, content, address)
    except TimeoutError as error:
        raise FetchFailed(f"too slow: {error}.", source=target.url, passing=True) from None
    except (OSError, HTTPException) as error:
        raise FetchFailed(f"no usable answer ({_words(error)}).", source=target.url, retry_after=0.0, passing=True) from None


def _words(error: Exception) -> str:
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())[:200]


def _call(
    target: Target, addresses: tuple[str, ...], deadline: Deadline, connect_seconds: float, transport: Dial
) -> tuple[socket.socket, str]:
    failed: OSError | None = None
    for address in addresses:
        try:
            return transport(address, target.port, deadline.left(connect_seconds)), address
        except OSError as error:  # also TimeoutError: the next address may answer
            failed = error
    raise failed or OSError("no address to call")


def _secured(line: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    """The line itself for http; for https under TLS, with the certificate checked against the host's name and the system's authorities."""
    if target.scheme == "http":
        return line
    import ssl

    line.settimeout(deadline.left())
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        reason = f"the host cannot prove that it is {target.host} ({error.verify_message}). Nothing was asked of it."
        raise FetchFailed(reason, source=target.url) from None


class _Timed:
    """What `http.client` needs of a line, with every wait held to the deadline: a host that drips a byte a second gains nothing."""

    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line = line
        self._deadline = deadline

    def sendall(self, data: ReadableBuffer) -> None:
        self._line.settimeout(self._deadline.left())
        self._line.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._line, self._deadline), _PIECE)

    def close(self) -> None:
        """Leaves the line open: it is closed when the body was read."""


class _Incoming(io.RawIOBase):
    def __init__(self, line: socket.socket, deadline: Deadline) -> None:
        self._line = line
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._line.settimeout(self._deadline.left())
        try:
            return self._line.recv_into(buffer)
        except TimeoutError:
            self._deadline.left()  # says how long was waited
            raise


def _ask(line: _Timed, target: Target, headers: Mapping[str, str], body: bytes) -> HTTPResponse:
    from http.client import HTTPConnection

    connection = HTTPConnection(target.host, target.port)
    connection.auto_open = 0  # never calls by itself: it would look the name up again
    connection.sock = line
    default = target.port == {"http": 80, "https": 443}[target.scheme]
    shown = f"[{target.host}]" if ":" in target.host else target.host
    connection.putrequest("POST" if body else "GET", target.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", shown if default else f"{shown}:{target.port}")
    for name, value in headers.items():
        connection.putheader(name, value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    return connection.getresponse()


def _read(response: HTTPResponse, target: Target, most: int) -> bytes:
    """The body without its coding. Raises `FetchFailed` where it is larger than `most`, packed or unpacked, or not whole."""
    told = _told_length(response, target)
    if told is not None and told > most:
        raise _too_large(target, most)
    coding = (response.getheader("Content-Encoding") or "").strip().lower()
    if coding not in _PLAIN | _ZIPPED:
        raise FetchFailed(f"the answer is packed in a way that was not asked for ({coding[:40]!r}).", source=target.url)
    pieces = _pieces(response, target, most, told)
    kept: list[bytes] = []
    for piece in _unpacked(pieces, target, most) if coding in _ZIPPED else pieces:
        kept.append(piece)
    return b"".join(kept)


def _told_length(response: HTTPResponse, target: Target) -> int | None:
    """The length that the host declares; none where it sends in chunks, which say by themselves where they end."""
    told = set(response.headers.get_all("Content-Length") or ())
    transfer = response.headers.get_all("Transfer-Encoding") or []
    if transfer and [value.strip().lower() for value in transfer] != ["chunked"]:
        raise FetchFailed("the answer is sent in a way that was not asked for.", source=target.url)
    if transfer or not told:
        return None
    length = told.pop().strip()
    if told or not (length.isascii() and length.isdigit()):
        raise FetchFailed("the answer contradicts itself about its length.", source=target.url, passing=True)
    return int(length)


def _pieces(response: HTTPResponse, target: Target, most: int, told: int | None) -> Iterator[bytes]:
    size = 0
    while piece := response.read(_PIECE):
        size += len(piece)
        if size > most:
            raise _too_large(target, most)
        yield piece
    if told is not None and size != told:
        raise FetchFailed(f"the answer was cut short: {size:,} of {told:,} bytes came.", source=target.url, passing=True)


def _unpacked(pieces: Iterator[bytes], target: Target, most: int) -> Iterator[bytes]:
    """Unpacks gzip a piece at a time and never further than `most`, so that a bomb costs no more than an honest page."""
    unpacker = zlib.decompressobj(_GZIP)
    left = most
    for packed in pieces:
        while packed:
            if unpacker.eof:  # a file of several members
                unpacker = zlib.decompressobj(_GZIP)
            try:
                piece = unpacker.decompress(packed, min(_PIECE, left + 1))
            except zlib.error as error:
                raise FetchFailed(f"the packed answer is broken ({error}).", source=target.url, passing=True) from None
            left -= len(piece)
            if left < 0:
                raise _too_large(target, most)
            yield piece
            packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    # What still waits inside the unpacker: it stops at the limit of a piece even when all input was taken.
    while not unpacker.eof:
        piece = unpacker.decompress(unpacker.unconsumed_tail, min(_PIECE, left + 1))
        left -= len(piece)
        if left < 0:
            raise _too_large(target, most)
        if not piece:
            raise FetchFailed("the packed answer was cut short.", source=target.url, passing=True)
        yield piece


def _too_large(target: Target, most: int) -> FetchFailed:
    size = f"{most // 1024**2} MB" if most >= 1024**2 else f"{most:,} bytes"
    return FetchFailed(f"the answer is larger than {size}. Save it by hand if it is what you want.", source=target.url)
