"""Adds a user's places to the gazetteer: a CSV, a GeoNames dump, or a list of facilities with their towns.

A facility is kept with the coordinates of its town, never with its own: nothing finer than a town can leave what does not hold it.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from counterclaim.errors import InvalidPlaces, UnreadableFile
from counterclaim.places.building import build_bundled, put, stamp
from counterclaim.places.entries import Entry, country_ids, is_disputed
from counterclaim.places.fold import fold
from counterclaim.places.gazetteer import FIND, candidate, check, connect
from counterclaim.places.ranking import kilometres

DUMP_COLUMNS = 19  # of GeoNames' own files
NEAREST_KM = 30.0  # how far from a facility its town may lie
PRECISIONS = {"town": 1, "facility": 1, "district": 3, "province": 4, "region": 5}
KINDS = {
    **{kind: kind for kind in PRECISIONS},
    **dict.fromkeys(("village", "city", "camp", "settlement", "neighbourhood", "neighborhood", "hamlet"), "town"),
    **dict.fromkeys(
        ("hospital", "clinic", "school", "mosque", "church", "airport", "prison", "base", "crossing", "bridge", "port"), "facility"
    ),
    **dict.fromkeys(("governorate", "oblast", "state"), "province"),
    "county": "district",
}
CLASSES = {"P": "town", "S": "facility", "L": "region", "T": "region", "H": "region", "V": "region"}  # GeoNames' feature classes
COLUMNS = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "facility": "name", "aliases": "other_names", "type": "kind"}
Line = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to."""

    new: int = 0
    changed: int = 0
    same: int = 0


def add(source: Path, path: Path) -> Added:
    """Adds the places of a file to the gazetteer at `path`, which is made of the bundled tables where there is none.

    All of them or none. Raises `UnreadableFile`, or `InvalidPlaces`, which names the line.
    """
    lines = list(read_lines(source))
    if not path.exists():
        build_bundled(path)
    done = Added()
    with closing(connect(path, write=True)) as connection, connection:
        check(connection, path)
        for number, row in lines:
            entry, names = Reading(connection, source, number, row).entry()
            done = keep(connection, entry, names, done)
        stamp(connection)
    return done


def keep(connection: sqlite3.Connection, entry: Entry, names: list[str], done: Added) -> Added:
    """Adds one place; one that is there with other values takes the new ones."""
    fresh = (json.dumps(astuple(entry)), json.dumps(names))
    before = connection.execute("SELECT entry, names FROM added WHERE id = ?", (entry.id,)).fetchone()
    if before == fresh:
        return replace(done, same=done.same + 1)
    if before and entry.id.startswith("user:"):
        connection.execute("DELETE FROM alias WHERE place = (SELECT n FROM place WHERE id = ?)", (entry.id,))
        connection.execute("DELETE FROM place WHERE id = ?", (entry.id,))
    connection.execute("INSERT OR REPLACE INTO added VALUES (?,?,?)", (entry.id, *fresh))
    put(connection, entry, names)
    return replace(done, changed=done.changed + 1) if before else replace(done, new=done.new + 1)


def read_lines(source: Path) -> Iterator[Line]:
    """The rows of a file with the numbers of their lines. Raises `UnreadableFile`."""
    try:
        text = source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened ({error.strerror}).", source=str(source)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile("it is not UTF-8. Save it as UTF-8 text.", source=str(source)) from error
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise UnreadableFile("it is empty.", source=str(source))
    first = lines[0].split("\t")
    yield from dump_lines(lines) if len(first) == DUMP_COLUMNS and first[0].isdigit() else table_lines(lines, source)


def dump_lines(lines: list[str]) -> Iterator[Line]:
    """The lines of a GeoNames dump."""
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if len(cells) != DUMP_COLUMNS:
            yield number, {"broken": f"{len(cells)} columns, and GeoNames' files have {DUMP_COLUMNS}"}
            continue
        kind = {"ADM1": "province", "ADM2": "district", "ADM3": "district"}.get(cells[7]) or CLASSES.get(cells[6], "region")
        yield (
            number,
            {
                "id": cells[0],
                "name": cells[1],
                "other_names": cells[3].replace(",", "|"),
                "lat": cells[4],
                "lon": cells[5],
                "kind": kind,
                "country": cells[8],
                "admin1": cells[10],
                "population": cells[14],
                "dump": "yes",
            },
        )


def table_lines(lines: list[str], source: Path) -> Iterator[Line]:
    """The rows of a table whose first line names the columns."""
    delimiter = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=delimiter)
    head = [COLUMNS.get(name, name) for name in (cell.strip().lower() for cell in next(rows))]
    if "name" not in head or not ({"lat", "lon"} <= set(head) or "town" in head):
        wanted = "a column `name`, and `lat` and `lon` or (for facilities) `town`"
        raise UnreadableFile(f"its first line must name the columns: {wanted}. It names: {', '.join(head)}.", source=str(source))
    for cells in rows:
        if any(cell.strip() for cell in cells):
            yield rows.line_num, dict(zip(head, (cell.strip() for cell in cells), strict=False))


@dataclass(frozen=True, slots=True)
class Reading:
    """One line on its way to an entry."""

    connection: sqlite3.Connection
    source: Path
    number: int
    row: dict[str, str]

    def wrong(self, reason: str) -> InvalidPlaces:
        """The error that names the line."""
        return InvalidPlaces(f"{reason} Nothing was added.", source=str(self.source), place=f"line {self.number}")

    def get(self, name: str) -> str:
        """A cell, empty where there is none."""
        return self.row.get(name, "")

    def entry(self) -> tuple[Entry, list[str]]:
        """The place with its names."""
        if broken := self.get("broken"):
            raise self.wrong(f"it has {broken}.")
        name, country = self.get("name"), self.get("country").upper()
        if not fold(name):
            raise self.wrong("it has no name in Latin letters.")
        if country and country not in country_ids():
            raise self.wrong(f"{country!r} is no country's two letters (as in UA, PS, SD).")
        kind = KINDS.get(self.get("kind").lower() or ("facility" if self.get("town") else "town"))
        if kind is None:
            raise self.wrong(f"{self.get('kind')!r} is no kind of place. Known: {', '.join(sorted(KINDS))}.")
        people = self.get("population") or "0"
        if not people.isdecimal():
            raise self.wrong(f"the population {people!r} is no number.")
        lat, lon, town = self.where(kind, country)
        place = self.name_id(name, country, lat, lon)
        admin1 = self.get("admin1")
        contested = is_disputed(place, country, admin1)
        source = f"user {self.source.name}"
        entry = Entry(place, name, kind, country, admin1, lat, lon, int(people), PRECISIONS[kind], contested, town, source)
        return entry, [name, *filter(None, (part.strip() for part in self.get("other_names").split("|")))]

    def name_id(self, name: str, country: str, lat: float, lon: float) -> str:
        """GeoNames' number, the user's own id, or one made of what names the place."""
        if self.get("dump"):
            return f"geonames:{self.get('id')}"
        return f"user:{self.get('id') or f'{fold(name)}:{country.lower()}:{lat:.2f}:{lon:.2f}'.replace(' ', '-')}"

    def where(self, kind: str, country: str) -> tuple[float, float, str]:
        """Its coordinates; a facility's are its town's, which is named too."""
        if kind != "facility":
            return *self.point(), ""
        town = self.named_town(country) if self.get("town") else self.nearest_town(*self.point())
        assert town.lat is not None
        assert town.lon is not None
        return town.lat, town.lon, town.name

    def point(self) -> tuple[float, float]:
        """The coordinates that the line gives."""
        try:
            lat, lon = float(self.get("lat")), float(self.get("lon"))
        except ValueError:
            raise self.wrong(f"the coordinates {self.get('lat')!r}, {self.get('lon')!r} are no numbers.") from None
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            raise self.wrong(f"the coordinates {lat}, {lon} lie nowhere: latitude goes to 90, longitude to 180.")
        return lat, lon

    def named_town(self, country: str) -> Entry:
        """The town that the line names."""
        name = self.get("town")
        found = [candidate(row).entry for row in self.connection.execute(FIND, (fold(name),))]
        towns = [entry for entry in found if entry.kind == "town" and country in ("", entry.country)]
        if not towns:
            raise self.wrong(f"the town {name!r} is not in the gazetteer. Add it first, or give its coordinates.")
        if len({entry.country for entry in towns}) > 1:
            raise self.wrong(f"there is a town {name!r} in several countries: give the `country`.")
        return max(towns, key=lambda entry: (entry.population, entry.id))

    def nearest_town(self, lat: float, lon: float) -> Entry:
        """The town that lies nearest."""
        box = (lat - 0.5, lat + 0.5, lon - 0.5, lon + 0.5)
        rows = self.connection.execute(NEAR, box)
        here = Entry("", "", "facility", "", "", lat, lon, 0, 1)
        near = sorted(((kilometres(here, entry), entry.id, entry) for entry in (candidate(row).entry for row in rows)), key=lambda n: n[:2])
        if not near or near[0][0] > NEAREST_KM:
            raise self.wrong(f"no town lies within {NEAREST_KM:.0f} km of this facility. Name its `town`, or build the gazetteer first.")
        return near[0][2]


NEAR = """SELECT id, name, kind, country, admin1, lat, lon, population, precision, disputed, town, source, 1 FROM place
WHERE kind = 'town' AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?"""
