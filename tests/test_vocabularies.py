"""Every line of the vocabularies of reading and of claims has an example, and the example comes out as the line says.

Numbers, dates, cues and languages have their own tests beside their rooms.
"""

from __future__ import annotations

import re
from importlib import resources

import pytest
from factories import make_report
from rooms import events_of, positions_of, read_text, tolls_of

from counterclaim.claims.occurrence import Telling
from counterclaim.claims.tellings import find_tellings
from counterclaim.model import Relation, Ruling, Stance, Toll
from counterclaim.reading import read_spans
from counterclaim.vocabulary import Row, load_vocabulary

FILES = sorted(
    path.name.removesuffix(".tsv")
    for path in (resources.files("counterclaim") / "data").iterdir()
    if path.name.endswith(".tsv") and path.name != "actors.tsv"  # its lines have sources, which a test of its own opens
)
MARKED = re.compile(r"\[(.+?)\]")
PERSON = frozenset({"office", "title"})  # an office or a title makes a person of the name that it stands before


def rows(vocabulary: str, column: str) -> pytest.MarkDecorator:
    """One case a line, named by the value of a column."""
    return pytest.mark.parametrize("row", load_vocabulary(vocabulary), ids=lambda row: re.sub(r"\s+", " ", row[column])[:60])


def marked(row: Row) -> tuple[str, str]:
    """The example without its brackets, and the words inside them."""
    found = MARKED.search(row["example"])
    assert found, f"mark the words that the line is about in {row['example']!r}"
    return MARKED.sub(r"\1", row["example"]), found.group(1)


def tolls(text: str) -> list[Toll]:
    return [claim.body for claim in tolls_of(read_text(text)) if isinstance(claim.body, Toll)]


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_an_example_and_no_line_comes_twice(name: str) -> None:
    found = load_vocabulary(name)
    assert found
    assert all(row["example"].strip() for row in found)
    keys = [tuple(value for column, value in row.items() if column != "example") for row in found]
    assert not {key for key in keys if keys.count(key) > 1}


@rows("harms", "word")
def test_harms(row: Row) -> None:
    text, number = marked(row)
    found = [(body.number.text, body.measure.value) for body in tolls(text)]
    assert found == [(number, row["measure"])]


@rows("idioms", "after")
def test_idioms(row: Row) -> None:
    text, number = marked(row)
    found = [(body.number.text, body.measure.value, body.scope.value == "stock") for body in tolls(text)]
    assert found == [(number, row["measure"], row["scope"] == "stock")]


@rows("groups", "word")
def test_groups(row: Row) -> None:
    text, word = marked(row)
    assert word.lower() == row["word"]
    assert {body.group.value for body in tolls(text)} == {row["group"]}


@rows("sides", "word")
def test_sides(row: Row) -> None:
    text, _ = marked(row)
    assert {body.group.value for body in tolls(text) if body.low == 12} == {row["group"]}


@rows("scopes", "pattern")
def test_scopes(row: Row) -> None:
    assert [body.scope.value for body in tolls(row["example"]) if body.low == 120] == [row["scope"]]


@rows("things", "word")
def test_things(row: Row) -> None:
    assert re.search(rf"\b{row['word']}\b", row["example"])
    assert not tolls(row["example"])


@rows("denials", "pattern")
def test_denials(row: Row) -> None:
    ((claim, position),) = positions_of(read_text(f"The army denied {row['example']}."))
    assert claim.stance is Stance.DENIES
    assert position.denies_what
    assert position.denies_what.value == row["denies_what"]


@rows("health_care", "pattern")
def test_health_care(row: Row) -> None:
    found = [position.health_care for _, position in positions_of(read_text(f"The ministry accused the army of {row['example']}."))]
    assert found == [row["health_care"]]


@rows("rulings", "pattern")
def test_rulings(row: Row) -> None:
    assert [claim.body.instrument for claim in read_text(row["example"]).claims if isinstance(claim.body, Ruling)] == [row["instrument"]]


@rows("relations", "words")
def test_relations(row: Row) -> None:
    subject, other = (re.search(rf"\[{mark} ((?:[^\[\]]|\[.*?\])+)\]", row["example"]) for mark in "SO")
    assert subject
    assert other
    text, first, second = (re.sub(r"\[[SO] |\]", "", words) for words in (row["example"], subject[1], other[1]))
    found = [claim.body for claim in read_text(text).claims if isinstance(claim.body, Relation)]
    assert [body.relation for body in found] == [row["relation"]]
    assert [[side.span and side.span.text for side in (body.subject, body.object)] for body in found] == [[first, second]]


def test_words_and_verbs_have_no_line_that_nothing_can_reach() -> None:
    twice = {row["word"] for row in load_vocabulary("words")} & {row["verb"] for row in load_vocabulary("verbs")}
    assert not {row["word"] for row in load_vocabulary("words") if row["word"] in twice and row["tag"] == "VERB"}


@rows("words", "word")
def test_words(row: Row) -> None:
    """A number or a date that holds the word speaks first."""
    spans = read_text(row["example"]).spans
    token = next(token for sentence in spans.sentences for token in sentence.tokens if token.lower == row["word"])
    speaks_first = {"NUM": [n.span for n in spans.numbers], "DATE": [d.span for d in spans.dates]}
    held = {tag for tag, found in speaks_first.items() for span in found if span.start <= token.start < span.end}
    assert token.tag in (held or {row["tag"]})


@rows("verbs", "verb")
def test_verbs(row: Row) -> None:
    tokens = [token for sentence in read_text(row["example"]).spans.sentences for token in sentence.tokens]
    auxiliaries = {each["word"] for each in load_vocabulary("words") if each["tag"] == "AUX"}
    assert [token.tag for token in tokens if token.lower == row["verb"]] == ["AUX" if row["verb"] in auxiliaries else "VERB"]


@rows("names", "word")
def test_names(row: Row) -> None:
    names = [name for name in read_text(row["example"]).spans.names if row["word"] in name.span.text.lower()]
    assert [name.label for name in names] == ["person" if row["label"] in PERSON else row["label"]]


def tellings(row: Row) -> list[Telling]:
    """What the marked word of an example tells."""
    text, word = marked(row)
    report = make_report(text)
    found = find_tellings(report, read_spans(report), ())
    return [telling for telling in found if word in telling.trigger.text or telling.trigger.text in word]


@rows("events", "word")
def test_words_of_events(row: Row) -> None:
    assert {telling.told.act for telling in tellings(row)} == ({row["act"]} if row["act"] != "none" else set())


@rows("event_types", "example")
def test_types_of_events(row: Row) -> None:
    text, word = marked(row)
    at = text.index(word, row["example"].index("["))
    found = {
        (body.acled, body.plover)
        for claim, body in events_of(read_text(text))
        if any(e.field == "trigger" and e.start < at + len(word) and at < e.end for e in claim.evidence)
    }
    assert found == {(row["acled"] or None, row["plover"] or None)}


@rows("parties", "word")
def test_parties(row: Row) -> None:
    text, _ = marked(row)
    ((_, body),) = events_of(read_text(text))
    assert body.told.target == row["side"]


@rows("weapons", "word")
def test_weapons(row: Row) -> None:
    text, word = marked(row)
    found = [(weapon.span.text, weapon.kind) for weapon in read_spans(make_report(text)).weapons]
    assert found == ([(word, row["kind"])] if row["names"] == "weapon" else [])


@rows("realis", "pattern")
def test_realis(row: Row) -> None:
    assert [telling.realis for telling in tellings(row)] == [row["realis"]]
