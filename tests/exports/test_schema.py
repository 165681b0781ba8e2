"""The schema fits the contract's own examples and everything that is written; its committed copy is current."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from factories import make_claim, make_extraction, make_report, make_toll, span

from counterclaim.exports.jsonl import jsonl_rows
from counterclaim.exports.schema import schema
from counterclaim.model import Actor, Attribution, DateSpan, Name, Number, Precision, Quantifier, Scope, Share, Spans

jsonschema = pytest.importorskip("jsonschema")

SPAN = '{"start":0,"end":2,"text":"ab"}'
ACTOR = f'{{"span":{SPAN},"id":null,"name":null,"how":"named"}}'


def validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def filled(block: str) -> list[dict[str, Any]]:
    """The contract's examples as JSON: `…` becomes a value, of alternatives the first stands."""
    lines = re.sub(r"\n(?!\{\"type\")", " ", block.strip()).split("\n")
    head = re.search(r"\"report\":\"r1\",\"statement\".*?\"confidence\":[\d.]+", lines[1])
    assert head
    made = []
    for line in lines:
        line = re.sub(r"(\"kind\":\"\w+\"), …(?:same head…)?,", lambda match: f'{match[1]},"id":"cl:1",{head.group()},', line)
        line = line.replace('"start","end","text", …', '"start":0,"end":2,"text":"ab"').replace("{…}", ACTOR)
        line = re.sub(r"\bspan\b(?!\")", SPAN, line)
        line = re.sub(r"(?:\|(?:\"[^\"]*\"|null|…))+", "", line)
        made.append(json.loads(line))
    return made


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_contracts_examples_are_valid(shared: Path) -> None:
    block = re.search(r"```json\n(.*?)```", (shared / "contract.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    examples = filled(block[1])
    assert {row["type"] for row in examples} == {"statement", "claim", "link", "finding", "unread", "span"}
    assert [error.message for row in examples for error in validator().iter_errors(row)] == []


def everything() -> Any:
    """A report with a value in every field that is easily forgotten."""
    report = make_report("On 3 May 11 people in Northtown, Dana Orlov")
    number = Number(span(report, "11"), span(report, "11"), 11, 11, Quantifier.EXACT)
    day = DateSpan(span(report, "3 May"), "2024-05", "2024-05", "2024-05", Precision.MONTH)
    unresolved = DateSpan(span(report, "May"), None, None, None, Precision.UNKNOWN)
    names = (Name(span(report, "Northtown"), "place"), Name(span(report, "Dana Orlov"), "person"))
    actor = Actor(span(report, "people"), "people", "People", "resolved")
    toll = make_toll(
        report, "11", 11, 11, share=Share(80.0, None, "people"), scope=Scope.CUMULATIVE, since="2024-05",
        attributed_to=(Attribution(actor),), victims_party=actor,
        demographic=("women",), place="Northtown", lat=1.5, lon=2.5, place_precision=3, person=True,
    )  # fmt: skip
    claim = make_claim(report, toll, speaker="people", speaker_actor=actor, carried_by=("Wire",), confidence=0.5)
    spans = Spans(sentences=(), numbers=(number,), dates=(day, unresolved), names=names)
    return make_extraction(report, claims=(claim,), spans=spans)


def test_every_row_is_valid_and_every_field_is_in_the_schema(case: Any) -> None:
    made = [json.loads(line) for line in jsonl_rows([*case.extractions, everything()], case.links, unread=True, spans=True)]
    assert [error.message for row in made for error in validator().iter_errors(row)] == []
    known = {name: set(shape["properties"]) | {"type"} for name, shape in schema()["$defs"].items()}
    assert {(row["type"], name) for row in made for name in row if name not in known[row["type"]]} == set()
    assert {name for row in made for name in row.get("toll", {}) if name not in known["Toll"]} == set()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("stance",), "shouts"),
        (("toll", "low"), "11"),
        (("toll", "quantifier"), None),
        (("toll", "since"), "7 October"),
        (("toll",), None),
        (("evidence",), [{"field": "number"}]),
        (("voice",), None),
    ],
    ids=["unknown stance", "figure as text", "no quantifier", "date in words", "no toll", "evidence without place", "no voice"],
)
def test_a_broken_row_is_refused(path: tuple[str, ...], value: Any) -> None:
    report = make_report("11 died")
    claim = make_claim(report, make_toll(report, "11", 11, 11))
    row = json.loads(next(jsonl_rows([make_extraction(report, claims=(claim,))], [], unread=False, spans=False)))
    assert validator().is_valid(row)
    place = row
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    assert not validator().is_valid(row)


def test_what_is_not_known_yet_passes() -> None:
    assert validator().is_valid({"type": "a later kind", "x": 1})


def test_the_committed_copy_is_current(root: Path) -> None:
    path = root / "docs" / "reference" / "contract.schema.json"
    made = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert path.read_text(encoding="utf-8") == made, f"write json.dumps(schema(), indent=2, ensure_ascii=False) to {path.name} again"
