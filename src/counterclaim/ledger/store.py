"""A database and how to speak to it: SQLite in a folder, PostgreSQL by address. One writer at a time, on both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from counterclaim.errors import LedgerError

FILE = "ledger.sqlite"
PATIENCE = 120  # seconds that a writer waits for another; adding a batch of reports takes under one
TRIES = 5  # for the rare conflict that waiting does not end, such as two processes that switch a new file to a write-ahead log at once
PAUSE = 0.2  # seconds before the first retry; it doubles
WRITER = 0x636F756E74657231  # the number of the lock that a PostgreSQL writer holds until it commits

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Store:
    """An engine, and the archive's folder that goes with it."""

    engine: sa.Engine
    archive: Path
    address: str

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one unchanging state of the ledger."""
        with _clear(self.address), self.engine.connect() as connection, connection.begin():
            yield connection

    def write(self, work: Callable[[sa.Connection], _Result]) -> _Result:
        """Does `work` in one transaction, alone among writers: all of it or nothing. Tried again where the database asks for it."""
        for attempt in range(TRIES):
            try:
                with _clear(self.address), self.engine.connect() as plain:
                    connection = plain.execution_options(writer=True)
                    with connection.begin():
                        return work(connection)
            except LedgerError as error:
                if attempt == TRIES - 1 or not _passes(error.__cause__):
                    raise
                time.sleep(PAUSE * 2**attempt)
        raise AssertionError  # not reached: the last try returns or raises


def open_store(address: str) -> Store:
    """The store of a folder (SQLite) or of an address `postgresql+psycopg://…?archive=FOLDER`. Nothing is written yet.

    Raises `LedgerError` where the address cannot be used.
    """
    if "://" not in address:
        folder = Path(address)
        if folder.exists() and not folder.is_dir():
            raise LedgerError(f"{folder} is a file. A ledger is a folder: name another with --ledger.")
        engine = sa.create_engine(f"sqlite:///{folder / FILE}", poolclass=NullPool, connect_args={"timeout": PATIENCE})
        return Store(_prepare(engine), folder / "archive", str(folder))
    try:
        url = sa.make_url(address)
        archive = url.query.get("archive")
        if url.drivername not in ("postgresql", "postgresql+psycopg") or not isinstance(archive, str):
            raise LedgerError(
                "An address of a ledger looks like postgresql+psycopg://user@host/name?archive=/folder/of/the/original/files. "
                "For SQLite name a folder."
            )
        database = url.set(drivername="postgresql+psycopg").difference_update_query(["archive"])
        # No column is an hstore: without this, every connection asks whether there are any.
        engine = sa.create_engine(database, poolclass=NullPool, use_native_hstore=False)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise LedgerError(f"The address of the ledger cannot be read: {error}.") from None
    except ModuleNotFoundError:
        raise LedgerError("PostgreSQL needs one more package: pip install 'counterclaim[postgres]'.") from None
    return Store(_prepare(engine), Path(archive), url.render_as_string(hide_password=True))


def _prepare(engine: sa.Engine) -> sa.Engine:
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    else:
        sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says so, DDL included
    cursor = connection.cursor()
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    # FULL: what was said to be kept is on the disk even if the power fails. Measured: adding in batches costs no more than NORMAL.
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -65536", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writer = connection.get_execution_options().get("writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writer"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@contextmanager
def _clear(address: str) -> Iterator[None]:
    """Turns what the database says into one error that names the ledger."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        raise LedgerError(f"The ledger {address} cannot be used: {reason}.") from error


def _passes(cause: BaseException | None) -> bool:
    """Whether the same may succeed a moment later: a lock or a deadlock."""
    words = str(cause).lower()
    return any(word in words for word in ("database is locked", "deadlock", "could not serialize"))
