"""A web server on this machine that says what a test tells it to, byte for byte, and names that lead to it."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from counterclaim.fetching import Fetcher, Limits

Write = Callable[[bytes], object]
# The bytes to send, or a function that sends them in its own time.
Answer = bytes | Callable[[Write], object]

# Quick tests: no pauses, unless a test is about them.
QUICK = Limits(host_delay=0.0, back_off=0.0, seconds=10.0, connect_seconds=5.0)


def reply(body: bytes | str = b"", *, status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """A whole answer with the length of its body, or the length that a test wants to be told."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(raw) if length is None else length}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + raw


def moved(place: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return reply(status=status, Location=place)


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


@dataclass
class Server:
    """Answers by path; of several answers each is given once, the last for ever."""

    port: int = 0
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def say(self, path: str, *answers: Answer) -> str:
        """What to answer at a path, and the address to ask."""
        self.answers[path] = list(answers)
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def take(self, path: str) -> Answer:
        answers = self.answers.get(path.partition("?")[0], [reply(status="404 Not Found")])
        return answers.pop(0) if len(answers) > 1 else answers[0]


@contextmanager
def serve() -> Iterator[Server]:
    """A server while the block lasts."""
    state, lock = Server(), threading.Lock()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            first, *lines = iter(lambda: self.rfile.readline().strip().decode("latin-1"), "")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            with lock:
                body = self.rfile.read(int(headers.get("content-length", "0")))
                state.asked.append(Asked(first.split()[1], headers, first.split()[0], body))
                answer = state.take(first.split()[1])
            with suppress(OSError):  # the other side hung up, as it should on a bad answer
                answer(self.wfile.write) if callable(answer) else self.wfile.write(answer)

    class Machine(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Machine(("127.0.0.1", 0), Handler) as machine:
        state.port = machine.server_address[1]
        worker = threading.Thread(target=machine.serve_forever, kwargs={"poll_interval": 0.01})
        worker.start()
        yield state
        machine.shutdown()
        worker.join()


@dataclass
class World:
    """Names with public numbers, all of which are this test's server: what a fetcher without permissions sees."""

    server: Server
    names: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        numbers = self.names.get(host)
        if numbers is None:
            return (host,)
        return numbers.pop(0) if len(numbers) > 1 else numbers[0]

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        self.called.append(address)
        return socket.create_connection(("127.0.0.1", self.server.port), timeout=seconds)

    def fetcher(self, limits: Limits = QUICK, **options: Any) -> Fetcher:
        return Fetcher(limits=limits, resolver=self.resolve, transport=self.dial, **options)


PUBLIC = ("93.184.215.14",)
ALSO_PUBLIC = ("2606:2800:21f:cb07:6820:80da:af6b:8b2c",)
