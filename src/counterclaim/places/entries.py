"""What a gazetteer holds: places with the names under which they are found, and the tables that come with the package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from counterclaim.errors import DataError
from counterclaim.places.fold import bare, fold

TABLES = ("countries", "provinces", "regions", "towns", "names", "disputed", "demonyms")
COUNTRY, PROVINCE, TOWN, FACILITY = 6, 4, 1, 1  # UCDP's precision
SEA = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `kind` is `town`, `district`, `province`, `region`, `country`, `sea` or `facility`; `country` may name two, `IN|PK`.

    A facility has the coordinates of its town, which `town` names.
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    precision: int
    disputed: bool = False
    town: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for, and how it bears it: `OTHER`, `OWN` name, or what `REPORTS` call it before anything else."""

    entry: Entry
    how: int


OTHER, OWN, REPORTS = range(3)


Rows = tuple[dict[str, str], ...]


@cache
def table(name: str) -> Rows:
    """The rows of `data/places/NAME.tsv`. Raises `DataError` where one has another number of columns than the head."""
    text = (resources.files("counterclaim") / "data" / "places" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    if any(len(line) != len(lines[0]) for line in lines):
        raise DataError(f"data/places/{name}.tsv is damaged. Reinstall the package.")
    return tuple(dict(zip(lines[0], line, strict=True)) for line in lines[1:])


@cache
def tables_digest() -> str:
    """A digest over the bundled tables."""
    sha = hashlib.sha256()
    for name in TABLES:
        sha.update((resources.files("counterclaim") / "data" / "places" / f"{name}.tsv").read_bytes())
    return sha.hexdigest()[:16]


@cache
def disputed() -> frozenset[str]:
    """The ids of places over whose sovereignty states disagree; what lies in such a province or country is one too."""
    return frozenset(row["place"] if ":" in row["place"] else f"geonames:{row['place']}" for row in table("disputed"))


@cache
def demonyms() -> MappingProxyType[str, str]:
    """Words for the people of a country, folded, with its code; of several countries that share a word the largest."""
    found: dict[str, str] = {}
    for row in sorted(table("countries"), key=lambda row: int(row["population"])):  # the largest comes last and stays
        found[fold(row["demonym"].split(",")[0])] = row["country"]
    found |= {fold(row["word"]): row["country"] for row in table("demonyms")}
    return MappingProxyType({word: country for word, country in found.items() if word})


@cache
def country_ids() -> MappingProxyType[str, str]:
    """The id of each country, by its code."""
    return MappingProxyType({row["country"]: f"geonames:{row['geonames']}" for row in table("countries")})


def point(row: dict[str, str]) -> tuple[float | None, float | None]:
    """The coordinates of a row that has some."""
    return (float(row["lat"]), float(row["lon"])) if row["lat"] else (None, None)


def is_disputed(place: str, country: str, admin1: str) -> bool:
    """Whether states disagree over whose a place is."""
    return bool({place, f"geonames:{country}.{admin1}", country_ids().get(country, "")} & disputed())


def country_entries() -> Iterator[tuple[Entry, list[str]]]:
    """Countries and territories, with their names."""
    for row in table("countries"):
        place = f"geonames:{row['geonames']}"
        entry = Entry(
            place, row["name"].strip(), "country", row["country"], "", *point(row), int(row["population"]), COUNTRY, place in disputed()
        )
        yield entry, [entry.name, *filter(None, row["others"].split("|"))]


PROVINCE_WORDS = frozenset(
    "governorate province district oblast republic krai state region territory respublika raionul rayon rayonu muhafazat wilayat e "
    "shabiyat mintaqat avtonomnyy okrug sheng shi zizhiqu autonomous city sahari gov prov emirate department".split()
)


def province_entries() -> Iterator[tuple[Entry, list[str]]]:
    """First-level divisions, with their names also without "Province" and the like."""
    for row in table("provinces"):
        country, admin1 = row["code"].split(".", 1)
        place = f"geonames:{row['code']}"
        entry = Entry(
            place,
            row["name"],
            "province",
            country,
            admin1,
            *point(row),
            int(row["population"]),
            PROVINCE,
            is_disputed(place, country, admin1),
        )
        words = [word for word in row["name"].split() if fold(word) not in PROVINCE_WORDS and word != "Wilayat-e"]
        yield entry, [entry.name, " ".join(words)]


def region_entries() -> Iterator[tuple[Entry, list[str]]]:
    """Regions that are no first-level division, and seas."""
    for row in table("regions"):
        place = "region:" + fold(row["name"]).replace(" ", "-")
        precision = int(row["precision"])
        kind = {SEA: "sea", 3: "district", 4: "province"}.get(precision, "region")
        yield Entry(place, row["name"], kind, row["country"], "", *point(row), 0, precision, place in disputed()), [row["name"]]


def town_entries() -> Iterator[tuple[Entry, list[str]]]:
    """The towns of the extract, with their names."""
    for row in table("towns"):
        place = f"geonames:{row['geonames']}"
        where = (row["country"], row["admin1"], *point(row), int(row["population"]), TOWN)
        contested = is_disputed(place, row["country"], row["admin1"])
        yield Entry(place, row["name"], "town", *where, contested), [row["name"], *filter(None, row["others"].split("|"))]


def more_names() -> Iterator[tuple[str, str]]:
    """Names that reports use and no package has, as (id, name)."""
    for row in table("names"):
        yield f"geonames:{row['place']}", row["name"]


def keys_of(names: list[str]) -> Iterator[tuple[str, int]]:
    """The forms under which a place is found, with how it bears each; the first of `names` is its own."""
    seen: set[str] = set()
    for k, name in enumerate(names):
        key = fold(name)
        for form, how in ((key, OTHER if k else OWN), (bare(key), OTHER)):
            if len(form) > 1 and form not in seen:
                seen.add(form)
                yield form, how
