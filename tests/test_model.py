"""The facts themselves: spans, ids and what a claim calls itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest
from factories import make_claim, make_report, make_toll
from hypothesis import given, strategies as st

from counterclaim import model
from counterclaim.model import Position, Span, digest

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(min(ends), max(ends), ""))


def test_a_report_quotes_itself() -> None:
    report = make_report("🕊️ العربية rain")
    assert report.span(3, 10) == Span(3, 10, "العربية")


@given(SPANS, SPANS)
def test_spans_overlap_both_ways_and_cover_what_lies_inside(a: Span, b: Span) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.covers(a)
    if a.covers(b) and b.start < b.end:
        assert a.overlaps(b)
    if a.end == b.start:
        assert not a.overlaps(b)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_ids_are_stable_and_tell_parts_apart(one: list[str], other: list[str]) -> None:
    assert digest("cl", *one) == digest("cl", *one)
    if "\x1f".join(one) != "\x1f".join(other):
        assert digest("cl", *one) != digest("cl", *other)


def test_an_id_is_known_by_its_prefix() -> None:
    prefix, rest = digest("st", "r1", 4).split(":")
    assert prefix == "st"
    assert len(rest) == 16
    assert set(rest) <= set("0123456789abcdef")


def test_ids_do_not_change_between_versions_of_the_product() -> None:
    assert digest("cl", "r1", "toll", 10, 12, "killed") == "cl:96f883e90b8cf9f6"


def test_a_claim_tells_its_kind() -> None:
    report = make_report("12 people died.")
    assert make_claim(report, make_toll(report, "12", 12, 12)).kind == "toll"
    assert make_claim(report, Position(), cue="died").kind == "position"


def test_facts_cannot_be_changed() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)]
    assert kinds
    assert all(kind.__dataclass_params__.frozen and "__slots__" in vars(kind) for kind in kinds)
    with pytest.raises(FrozenInstanceError):
        setattr(Span(0, 1, "a"), fields(Span)[0].name, 3)
