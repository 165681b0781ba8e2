"""Where names are looked up: the file that `counterclaim places build` made, or the tables that come with the package."""

from __future__ import annotations

import os
import sqlite3
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from counterclaim.errors import DataError
from counterclaim.places.entries import (
    REPORTS,
    Candidate,
    Entry,
    country_entries,
    keys_of,
    more_names,
    province_entries,
    region_entries,
    tables_digest,
    town_entries,
)

SCHEMA = "1"
BUNDLED = "bundled"
CACHED = 50_000  # names whose candidates are remembered
FIND = """SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.precision, p.disputed, p.town, p.source, a.how
FROM alias a JOIN place p ON p.n = a.place WHERE a.key = ? ORDER BY p.id"""


class Gazetteer(Protocol):
    """Finds what a folded name may stand for; `made_from` tells one gazetteer's contents from another's."""

    made_from: str

    def find(self, key: str) -> tuple[Candidate, ...]:
        """The candidates, in the order of their ids."""


class BundledGazetteer:
    """The tables that come with the package, in memory."""

    def __init__(self) -> None:
        self.made_from = f"tables {tables_digest()}"
        found: dict[str, list[Candidate]] = {}
        entries = {}
        for entry, names in (*country_entries(), *province_entries(), *region_entries(), *town_entries()):
            entries[entry.id] = entry
            for key, how in keys_of(names):
                found.setdefault(key, []).append(Candidate(entry, how))
        for place, name in more_names():
            for key, _ in keys_of([name]) if place in entries else ():
                rest = [c for c in found.get(key, ()) if c.entry.id != place]
                found[key] = [*rest, Candidate(entries[place], REPORTS)]
        self._found = {key: tuple(sorted(each, key=lambda c: c.entry.id)) for key, each in found.items()}

    def find(self, key: str) -> tuple[Candidate, ...]:
        """The candidates, in the order of their ids."""
        return self._found.get(key, ())


class BuiltGazetteer:
    """A built file, read only. Raises `DataError` where it is no gazetteer of this version."""

    def __init__(self, path: Path) -> None:
        self._connection = connect(path)
        self.made_from = check(self._connection, path)
        self._known = lru_cache(CACHED)(self._look_up)

    def find(self, key: str) -> tuple[Candidate, ...]:
        """The candidates, in the order of their ids."""
        return self._known(key)

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        return tuple(candidate(row) for row in self._connection.execute(FIND, (key,)))


def connect(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """A connection to a gazetteer file; several threads may read through one."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={'rwc' if write else 'ro'}", uri=True, check_same_thread=write)


def check(connection: sqlite3.Connection, path: Path) -> str:
    """What the gazetteer was made from. Raises `DataError` where the file is none of this version."""
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError as error:
        raise DataError(f"{path} is no gazetteer ({error}). Delete it and type `counterclaim places build`.") from error
    if meta.get("schema") != SCHEMA:
        raise DataError(f"{path} was built by another version. Type `counterclaim places build`.")
    return str(meta["made_from"])


def candidate(row: tuple[Any, ...]) -> Candidate:
    """A row of `FIND`."""
    *entry, how = row
    entry[9] = bool(entry[9])
    return Candidate(Entry(*entry), how)


def default_path() -> Path:
    """Where the user's gazetteer lies: `COUNTERCLAIM_PLACES`, else the cache folder of the system's convention."""
    named = os.environ.get("COUNTERCLAIM_PLACES")
    if named and named != BUNDLED:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "counterclaim" / "places.sqlite"


@cache
def bundled_gazetteer() -> Gazetteer:
    """The tables that come with the package."""
    return BundledGazetteer()


def default_gazetteer() -> Gazetteer:
    """The user's gazetteer where one was built, else the bundled one; `COUNTERCLAIM_PLACES=bundled` asks for that."""
    if os.environ.get("COUNTERCLAIM_PLACES") == BUNDLED:
        return bundled_gazetteer()
    path = default_path()
    try:
        stamp = path.stat().st_mtime_ns
    except OSError:
        return bundled_gazetteer()
    return _opened(path, stamp)


@lru_cache(maxsize=2)
def _opened(path: Path, stamp: int) -> Gazetteer:
    return BuiltGazetteer(path)
