"""Values in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_report, make_toll

from counterclaim.exports import words
from counterclaim.model import Basis, Group, LinkKind, Measure, Quantifier, Scope, Share, Unit, Voice

REPORT = make_report("scores of people")


@pytest.mark.parametrize(
    ("low", "high", "values", "said"),
    [
        (11, 11, {}, "11 killed"),
        (0, 0, {}, "0 killed"),
        (11, None, {}, "at least 11 killed"),
        (26000, None, {"quantifier": Quantifier.MORE_THAN, "measure": Measure.CASUALTIES}, "more than 26,000 killed or injured"),
        (None, 11, {}, "up to 11 killed"),
        (None, 11, {"quantifier": Quantifier.FEWER_THAN}, "fewer than 11 killed"),
        (40, 40, {"quantifier": Quantifier.ABOUT, "approx": True}, "about 40 killed"),
        (40, 40, {"quantifier": Quantifier.NEARLY, "approx": True}, "nearly 40 killed"),
        (40, 40, {"approx": True}, "about 40 killed"),
        (5, 8, {}, "5 to 8 killed"),
        (5, 8, {"quantifier": Quantifier.RANGE, "approx": True}, "about 5 to 8 killed"),
        (None, None, {}, "“scores” killed"),
        (300, 300, {"unit": Unit.HOUSEHOLD, "measure": Measure.DISPLACED}, "300 households displaced"),
        (None, None, {"share": Share(85.0, 85.0, "the town"), "measure": Measure.DISPLACED}, "85 per cent of the town displaced"),
        (None, None, {"share": Share(7.5, 10.0, None), "measure": Measure.DISPLACED}, "7.5 to 10 per cent displaced"),
        (None, None, {"share": Share(80.0, None, None), "measure": Measure.DISPLACED}, "at least 80 per cent displaced"),
        (None, None, {"share": Share(None, 80.0, None), "measure": Measure.DISPLACED}, "up to 80 per cent displaced"),
        (None, None, {"share": Share(None, None, "the town"), "measure": Measure.DISPLACED}, "“scores” displaced"),
        (1, 1, {"person": True}, "a named person (name withheld) killed"),
        (5, None, {"quantifier": Quantifier.RANGE}, "“scores” killed"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_bound(low: int | None, high: int | None, values: dict[str, Any], said: str) -> None:
    assert words.count(make_toll(REPORT, "scores", low, high, **values)) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"scope": Scope.INCIDENT}, "one event"),
        ({"scope": Scope.PERIOD}, "a period"),
        ({"scope": Scope.PERIOD, "since": "2024-03-01", "until": "2024-03-07"}, "a period, 2024-03-01 to 2024-03-07"),
        ({"scope": Scope.PERIOD, "until": "2024-03"}, "a period, until 2024-03"),
        ({"scope": Scope.CUMULATIVE, "since": "2023-10-07"}, "since 2023-10-07"),
        ({"scope": Scope.CUMULATIVE}, "a running total, start not said"),
        ({"scope": Scope.STOCK}, "at a moment"),
        ({"scope": Scope.STOCK, "as_of": "2024-03"}, "at a moment, 2024-03"),
        ({"scope": Scope.UNKNOWN}, "time not said"),
    ],
)  # fmt: skip
def test_a_scope_in_plain_words(values: dict[str, Any], said: str) -> None:
    assert words.scope(make_toll(REPORT, "scores", 1, 1, **values)) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(None, None, "not said"), ("2024-01", "2024-01", "2024-01"), ("2024-01-01", "2024-01-03", "2024-01-01 to 2024-01-03"),
     ("2024", None, "from 2024"), (None, "2024", "until 2024")],
)  # fmt: skip
def test_a_day_is_only_as_precise_as_known(first: str | None, last: str | None, said: str) -> None:
    assert words.when(make_toll(REPORT, "scores", 1, 1, date_start=first, date_end=last)) == said


@pytest.mark.parametrize(
    ("values", "said"),
    [({}, "not said"), ({"group": Group.MILITANTS}, "militants"), ({"demographic": ("women", "children")}, "women, children"),
     ({"group": Group.WOMEN, "demographic": ("women",)}, "women")],
)  # fmt: skip
def test_a_group_names_each_word_once(values: dict[str, Any], said: str) -> None:
    assert words.group(make_toll(REPORT, "scores", 1, 1, **values)) == said


def test_every_code_has_words() -> None:
    assert set(words.MEASURES) == set(Measure)
    assert set(words.BASES) == set(Basis)
    assert set(words.LINKS) == set(LinkKind)
    assert {*words.NOBODY_NAMED, Voice.NAMED} == set(Voice)
    assert {*words.FIGURES, Quantifier.VAGUE} == set(Quantifier)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("plain 🕊️ العربية\n\t", "plain 🕊️ العربية\n\t"), ("\x1b[31m", "\ufffd[31m"), ("a\u202eb", "a\ufffdb"),
     ("\ud800", "\ufffd"), ("\x00", "\ufffd")],
    ids=["text stays", "terminal code", "direction override", "half a pair", "nul"],
)  # fmt: skip
def test_what_could_mislead_is_shown(text: str, shown: str) -> None:
    assert words.visible(text) == shown


@pytest.mark.parametrize(("text", "shown"), [("a\n b", "a b"), ("abcdef", "abcd…"), ("abc def", "abc…")])
def test_one_line(text: str, shown: str) -> None:
    assert words.one_line(text, 5) == shown


@pytest.mark.parametrize(
    ("count", "these", "said"),
    [
        (1, "", "1 report"),
        (1, "these", "this report"),
        (0, "", "0 reports"),
        (1200, "", "1,200 reports"),
        (47, "these", "these 47 reports"),
    ],
)
def test_one_report_is_no_reports(count: int, these: str, said: str) -> None:
    assert words.reports(count, these) == said
