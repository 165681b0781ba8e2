"""A PostgreSQL of its own for tests and benchmarks: Debian's, on a free loopback port, in a temporary folder, as its own user."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs; it makes databases and gives the addresses of ledgers in them."""

    port: int
    user: str
    archives: Path
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def create(self, template: str | None = None) -> str:
        """The address of a new database, empty or a copy of the one at another address; its archive is a new folder."""
        name = f"ledger{next(self.numbers)}"
        words = ["createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", self.user, name]
        if template:
            path, _, folder = template.partition("?archive=")
            words += ["-T", path.rpartition("/")[2]]
            shutil.copytree(folder, self.archives / name)
        run(words)
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/{name}?archive={self.archives / name}"

    def schemas(self) -> Iterator[str]:
        """The addresses of new ledgers, each in a schema of its own in one database: made faster than databases."""
        address, _, folder = self.create().partition("?archive=")
        database = address.rpartition("/")[2]
        for number in itertools.count(1):
            name = f"schema{number}"
            run(["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", self.user, "-q", "-c", f"CREATE SCHEMA {name}", database])
            yield f"{address}?options=-csearch_path%3D{name}&archive={folder}-{name}"


def run(words: list[str]) -> None:
    """Runs one of PostgreSQL's programs as the user that may run them."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*become, str(BINARIES[0] / words[0]), *words[1:]], check=True, capture_output=True, cwd="/")


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Starts a server and stops it at the end. Needs `BINARIES`: on Debian, apt install postgresql."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder, archives = Path(tempfile.mkdtemp(prefix="counterclaim-pg-")), Path(tempfile.mkdtemp(prefix="counterclaim-archives-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")  # root may not run a server
    data = str(folder / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    try:
        run(["initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        run(["pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start"])
        yield Server(port, user, archives)
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            run(["pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(archives, ignore_errors=True)
