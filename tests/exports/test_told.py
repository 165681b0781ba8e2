"""Events, rulings and relations have parts of their own in the brief, under what they are, with who says so."""

from __future__ import annotations

import pytest
from factories import make_report

from counterclaim.exports import told
from counterclaim.exports.brief import Brief, make_brief
from counterclaim.exports.told import Part
from counterclaim.pipeline import extract

TEXT = (
    "The ministry said that jets bombed Doru on Monday. The army shelled Vela. Rebels shelled a school in Doru. "
    "The International Court of Justice ordered Ruritania to let aid in. The Doru Front is an ally of the Vela Brigade. "
    "The army is planning to raid the port."
)


def brief_of(*texts: str) -> Brief:
    return make_brief([extract(make_report(text, id=f"r{n}")) for n, text in enumerate(texts)], ())


def part(brief: Brief, kind: str) -> Part:
    return next(each for each in brief.told if each.kind == kind)


def test_events_stand_under_their_type_the_commonest_first() -> None:
    groups = part(brief_of(TEXT), "event").groups
    assert [(group.name, group.count) for group in groups][:2] == [("shelling", 2), ("air strike", 1)]
    assert groups[1].lines[0].who == "The ministry"


def test_an_event_that_has_not_happened_says_so() -> None:
    lines = [line for group in part(brief_of(TEXT), "event").groups for line in group.lines]
    assert [line.what for line in lines if "raid" in line.what] == ["“raid” (planned)"]


@pytest.mark.parametrize(
    ("kind", "name", "what"),
    [
        ("ruling", "International Court of Justice", "orders “to let aid in”"),
        ("relation", "is an ally of", "Doru Front is an ally of Vela Brigade"),
    ],
)
def test_rulings_stand_under_who_decides_and_relations_under_the_tie(kind: str, name: str, what: str) -> None:
    (group,) = part(brief_of(TEXT), kind).groups
    assert (group.name, [line.what for line in group.lines]) == (name, [what])


def test_long_parts_are_cut_and_the_rest_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "GROUPS", 1)
    monkeypatch.setattr(told, "LINES_PER_GROUP", 1)
    events = part(brief_of(TEXT), "event")
    assert [(group.name, len(group.lines), group.more) for group in events.groups] == [("shelling", 1, 1)]
    assert events.more_groups >= 1


def test_nothing_told_leaves_every_part_empty() -> None:
    assert [(each.kind, each.groups) for each in brief_of("It rained in Doru.").told] == [("event", ()), ("ruling", ()), ("relation", ())]
