"""The register of actors: every line has a source in which its names stand; users' lines come before ours."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from factories import make_report
from rooms import read_text

from counterclaim.actors import load_register
from counterclaim.actors.context import read_context
from counterclaim.actors.register import SORTS
from counterclaim.actors.resolving import resolve
from counterclaim.errors import InvalidReport
from counterclaim.model import ActorKind, Group
from counterclaim.vocabulary import Row, load_vocabulary

ROWS = load_vocabulary("actors")


def wikinews(shared: Path) -> Iterator[tuple[str, str]]:
    csv.field_size_limit(10**9)
    for path in sorted((shared / "corpora" / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                yield f"wikinews:{row['url'].rsplit('/', 1)[1]}", f"{row['title']} {row['text']}"


def muc34(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "corpora" / "muc34").glob("*/*")):
        if path.parent.name in ("dev", "tst1", "tst2"):
            for part in re.split(r"(?m)^(?=(?:DEV|TST\d)-MUC\d-\d+)", path.read_text(encoding="utf-8", errors="replace")):
                yield f"muc34:{part.split(maxsplit=1)[0] if part.split() else ''}", re.sub(r"\s+", " ", part)


def re3d(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "corpora" / "re3d").glob("*/documents.json")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            document = json.loads(line)
            yield f"re3d:{document['_id']}", document["text"]


def current_events(shared: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(shared / "corpora" / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            yield f"current_events:{item['id']}", item["text"]


@pytest.fixture(scope="module")
def sources(shared: Path) -> dict[str, str]:
    """The text of every source that the register names."""
    wanted = {source for row in ROWS for source in row["source"].split()}
    territories = Locale("en").territories
    texts = {f"babel:{code}": str(name) for code, name in territories.items()}
    for corpus in (current_events, wikinews, re3d, muc34):
        texts |= {source: text for source, text in corpus(shared) if source in wanted}
    return texts


def every_name(row: Row) -> list[str]:
    parts = (part for column in ("aliases", "adjectives", "places") for part in row[column].split("|"))
    return [row["name"], *filter(None, parts)]


def stands_in(name: str, source: str, text: str) -> bool:
    """Whether a name stands in a source, at the edges of words; some sources are in capitals throughout."""
    flags = re.IGNORECASE if source.startswith("muc34:") else re.NOFLAG
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None


def test_every_name_stands_in_a_source_of_its_line(sources: dict[str, str]) -> None:
    missing = {source for row in ROWS for source in row["source"].split()} - sources.keys()
    assert not missing
    unfounded = [
        (row["id"], name)
        for row in ROWS
        for name in every_name(row)
        if not any(stands_in(name, source, sources[source]) for source in row["source"].split())
    ]
    assert not unfounded


def test_no_line_without_a_source() -> None:
    assert all(row["source"].split() for row in ROWS)


def test_lines_are_well_formed() -> None:
    register = load_register()
    assert len(register.entries) == len(ROWS), "an id comes twice"
    for row in ROWS:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["id"])
        assert row["sort"] in SORTS
        assert all(ActorKind(kind) for kind in row["kinds"].split())
        assert not row["group"] or Group(row["group"])
        assert not row["country"] or row["country"] in register.entries, row["id"]
    parties = {term.party for entry in register.entries.values() if entry.sort != "person" for term in entry.terms}
    assert parties <= register.entries.keys()


def test_no_name_is_two_actors() -> None:
    names = [name for row in ROWS for name in every_name(row)]
    assert not {name for name in names if names.count(name) > 1}


def test_a_term_of_office_ends_no_earlier_than_it_begins() -> None:
    terms = [term for entry in load_register().entries.values() for term in entry.terms]
    assert terms
    assert all((term.first or "") <= (term.last or "9") for term in terms)


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    own = tmp_path / "actors.tsv"
    own.write_text(
        "# ours\nid\tname\taliases\tkinds\nriver-guard\tRiver Guard\tRG\tbelligerent\nhamas\tHamas\t\tbelligerent\n", encoding="utf-8"
    )
    register = load_register(own)
    assert register.entries["river-guard"].sort == "body"
    assert register.entries["hamas"].group == ""
    assert len(register.entries) == len(ROWS) + 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no line"),
        ("id\tname\nriver-guard\n", "line 2"),
        ("id\tname\nriver-guard\t\n", "no id or no name"),
        ("id\tname\tkinds\nriver-guard\tRiver Guard\tarmy\n", "army"),
        ("id\tname\tsort\nriver-guard\tRiver Guard\tarmy\n", "no sort"),
    ],
)
def test_a_users_file_that_is_wrong_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "actors.tsv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidReport, match=said) as error:
        load_register(own)
    assert "actors.tsv" in str(error.value)


OFFICE = {row["word"]: row for row in load_vocabulary("offices")}


ROLES = {
    "official": "mali",
    "state": "mali",
    "fighters": "al-shabaab",
    "group": "al-shabaab",
    "country": "mali",
    "ministry": "mali-health-ministry",
    "kind": "al-shabaab",
    "voice": "hamas",
    "skip": "taliban",
}


@pytest.mark.parametrize("row", OFFICE.values(), ids=OFFICE)
def test_words_of_offices(row: Row) -> None:
    report = make_report(row["example"])
    words = report.text.rpartition("road. ")[2].split(" said that")[0]
    start = report.text.rindex(words)
    found = resolve(read_context(report, load_register()), report.span(start, start + len(words)))
    assert found.id == (f"mali-{row['office']}" if row["role"] in ("office", "portfolio") else ROLES.get(row["role"]))
    if row["role"] == "nominal":
        assert found.kinds == {ActorKind(kind) for kind in row["kinds"].split()}


@pytest.mark.parametrize("row", load_vocabulary("bodies"), ids=lambda row: str(row["word"]))
def test_words_of_bodies(row: Row) -> None:
    said = read_text(row["example"]).statements[-1]
    assert said.speaker_actor
    assert said.speaker_actor.id == f"example-{row['word']}"
    assert {kind.value for kind in said.speaker_kind} == set(row["kinds"].split())
