"""The rows keep the contract's names and nesting, and are one line each whatever the text holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import make_claim, make_extraction, make_link, make_report, make_toll, make_unread, span
from hypothesis import given, strategies as st

from counterclaim.exports.jsonl import jsonl_rows
from counterclaim.model import Actor, Attribution, DateSpan, LinkKind, Name, Number, Precision, Quantifier, Spans, Stance


def rows(extractions: Any, links: Any = (), *, unread: bool = False, spans: bool = False, names: bool = False) -> list[dict[str, Any]]:
    return [json.loads(line) for line in jsonl_rows(extractions, links, unread=unread, spans=spans, names=names)]


def test_a_toll_row_has_the_contracts_shape() -> None:
    report = make_report("Officials said at least 11 people died.", published="2024-01-27")
    claim = make_claim(report, make_toll(report, "at least 11", 11, None, victims="people"), speaker="Officials", cue="said")
    (row,) = rows([make_extraction(report, claims=(claim,))])
    assert row["type"] == "claim"
    assert row["kind"] == "toll"
    assert row["speaker"] == {"start": 0, "end": 9, "text": "Officials"}
    assert row["evidence"][0] == {"field": "number", "start": 15, "end": 26}
    assert row["toll"]["number"] == {"start": 15, "end": 26, "text": "at least 11"}
    assert (row["toll"]["low"], row["toll"]["high"], row["toll"]["quantifier"]) == (11, None, "at_least")
    assert (row["stance"], row["voice"], row["polarity"], row["published"]) == ("reports", "named", "asserts", "2024-01-27")
    assert {"rules", "body", "synthetic"}.isdisjoint(row)
    assert "person" not in row["toll"]


def test_a_link_row_says_from_and_to() -> None:
    report = make_report("11 dead, not 12.")
    one, two = (make_claim(report, make_toll(report, number, int(number), int(number))) for number in ("11", "12"))
    link = make_link(two, one, LinkKind.DISPUTES, evidence=span(report, "not"))
    row = rows([make_extraction(report, claims=(one, two))], [link])[-1]
    assert (row["type"], row["from"], row["to"], row["kind"], row["across"]) == ("link", two.id, one.id, "disputes", False)
    assert row["evidence"] == {"start": 9, "end": 12, "text": "not"}
    assert {"source", "target"}.isdisjoint(row)


def test_whoever_is_blamed_is_an_actor_with_who_blames_them_and_how() -> None:
    report = make_report("11 died in a strike by the army.")
    toll = make_toll(report, "11", 11, 11, attributed_to=(Attribution(Actor(span(report, "the army")), stance=Stance.ALLEGES),))
    (row,) = rows([make_extraction(report, claims=(make_claim(report, toll),))])
    army = {"start": 23, "end": 31, "text": "the army"}
    assert row["toll"]["attributed_to"] == [
        {"actor": {"span": army, "id": None, "name": None, "how": "named"}, "speaker": None, "stance": "alleges"}
    ]


@pytest.mark.parametrize(("names", "words"), [(False, "[name withheld]"), (True, "Dana Orlov")], ids=["by default", "where asked for"])
def test_a_person_counted_by_name_is_flagged_and_the_name_withheld(names: bool, words: str) -> None:
    report = make_report("Dana Orlov was killed.")
    toll = make_toll(report, "Dana Orlov", 1, 1, person=True)
    (row,) = rows([make_extraction(report, claims=(make_claim(report, toll),))], names=names)
    assert row["toll"]["person"] is True
    assert row["toll"]["number"] == {"start": 0, "end": 10, "text": words}


def test_every_row_made_from_a_synthetic_report_says_so(case: Any) -> None:
    made = rows(case.extractions, case.links, unread=True, spans=True)
    assert {row["type"] for row in made} == {"statement", "claim", "unread", "span", "link"}
    assert all(row["synthetic"] is True for row in made)


@pytest.mark.parametrize(
    ("unread", "spans", "types"),
    [(False, False, set()), (True, False, {"unread"}), (False, True, {"span"}), (True, True, {"unread", "span"})],
    ids=["neither", "unread", "spans", "both"],
)
def test_unread_and_spans_only_where_asked_for(unread: bool, spans: bool, types: set[str]) -> None:
    report = make_report("40 trucks")
    found = Spans(sentences=(), numbers=(), dates=(), names=(Name(span(report, "trucks"), "name"),))
    extraction = make_extraction(report, unread=(make_unread(report, "40"),), spans=found)
    assert {row["type"] for row in rows([extraction], unread=unread, spans=spans)} == types


def test_span_rows_stand_in_text_order_with_their_values() -> None:
    report = make_report("On 3 May 11 people in Northtown")
    number = Number(span(report, "11"), span(report, "11"), 11, 11, Quantifier.EXACT)
    day = DateSpan(span(report, "3 May"), "2024-05-03", "2024-05-03", "2024-05-03", Precision.DAY)
    names = (Name(span(report, "Northtown"), "place"), Name(span(report, "people"), "org"))
    spans = Spans(sentences=(), numbers=(number,), dates=(day,), names=names)
    made = rows([make_extraction(report, spans=spans)], spans=True)
    assert [(row["kind"], row["text"]) for row in made] == [
        ("date", "3 May"), ("number", "11"), ("name", "people"), ("place", "Northtown"),
    ]  # fmt: skip
    assert (made[0]["value"], made[0]["precision"]) == ("2024-05-03", "day")
    assert (made[1]["low"], made[1]["quantifier"], made[1]["unit"]) == (11, "exact", "person")
    assert (made[2]["label"], made[2]["actor"], made[3]["lat"]) == ("org", None, None)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_gives_one_line_that_reads_back(text: str) -> None:
    report = make_report(f"{text}11{text}\u2028\u0085\n")
    number = make_toll(report, "11", 11, 11)
    lines = list(jsonl_rows([make_extraction(report, claims=(make_claim(report, number),))], [], unread=False, spans=False))
    assert [len(line.splitlines()) for line in lines] == [1]
    span_row = json.loads(lines[0])["toll"]["number"]
    assert report.text[span_row["start"] : span_row["end"]] == span_row["text"]
