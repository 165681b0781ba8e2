"""Figures: bounds, ranges, vague words, zero, shares, and what counts nobody (codebook, "toll")."""

from __future__ import annotations

import json
import random
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from counterclaim.model import Number, Quantifier, Unit
from counterclaim.reading.numbers import find_numbers
from counterclaim.vocabulary import Row, load_vocabulary

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"
ROWS = load_vocabulary("numbers")


def only(text: str) -> Number:
    """The one number of a text."""
    numbers = find_numbers(text)
    assert len(numbers) == 1, [number.span.text for number in numbers]
    return numbers[0]


def shown(text: str) -> list[str]:
    """Every number of a text as `words low..high quantifier`."""
    return [f"{n.span.text} {n.low}..{n.high} {n.quantifier}" + (" approx" if n.approx else "") for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("killing 11 people", 11),
        ("killing 1,200 people", 1200),
        ("killing 1 200 people", 1200),
        ("killing 1,00,000 people", 100_000),
        ("killing 26.900 people", 26_900),
        ("killing 1.234.567 people", 1_234_567),
        ("1.9 million refugees", 1_900_000),
        ("26K wounded", 26_000),
        ("1.2m people", 1_200_000),
        ("2.5 thousand homes", 2_500),
        ("5 hundred people", 500),
        ("twenty-one soldiers", 21),
        ("twenty one soldiers", 21),
        ("two hundred and fifty people", 250),
        ("one hundred thousand people", 100_000),
        ("two million three hundred thousand and five people", 2_300_005),
        ("two and a half million people", 2_500_000),
        ("half a million people", 500_000),
        ("a hundred people", 100),
        ("a dozen people", 12),
        ("two dozen people", 24),
        ("half a dozen people", 6),
        ("a half-dozen people", 6),
        ("another 30 were hurt", 30),
        ("12 more were hurt", 12),
        ("a further 12 people", 12),
        ("Number of injuries: 6.", 6),
        ("2000 people were killed", 2000),
        ("One person died", 1),
        ("In March 12 people were killed", 12),
        ("a strike killed 40 at 40 km", 40),
    ],
)
def test_numeral_has_its_value(text: str, value: int) -> None:
    number = only(text)
    assert (number.low, number.high, number.quantifier) == (value, value, Quantifier.EXACT)
    assert number.core == number.span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 10 killed and 15 wounded", ["at least 10 10..None at_least", "15 15..15 exact"]),
        ("more than 1,200 people", ["more than 1,200 1200..None more_than"]),
        ("no fewer than 12 people", ["no fewer than 12 12..None at_least"]),
        ("at least another 30 people", ["at least another 30 30..None at_least"]),
        ("up to 11 people", ["up to 11 None..11 up_to"]),
        ("as many as 400 people", ["as many as 400 None..400 up_to"]),
        ("no more than 30 dead", ["no more than 30 None..30 up_to"]),
        ("fewer than 30 dead", ["fewer than 30 None..30 fewer_than"]),
        ("some 40 people", ["some 40 40..40 about approx"]),
        ("nearly 40 people", ["nearly 40 40..40 nearly approx"]),
        ("an estimated 40 people", ["an estimated 40 40..40 about approx"]),
        ("up to about 40 people", ["up to about 40 None..40 up_to approx"]),
        ("more than a dozen people", ["more than a dozen 12..None more_than"]),
        ("11 or more people", ["11 or more 11..None at_least"]),
        ("11+ people", ["11+ 11..None at_least"]),
        ("30 or so people", ["30 or so 30..30 about approx"]),
        ("30-odd people", ["30-odd 30..30 about approx"]),
        ("between 5 and 8 people", ["between 5 and 8 5..8 range"]),
        ("5 to 8 people", ["5 to 8 5..8 range"]),
        ("5-8 people", ["5-8 5..8 range"]),
        ("5–8 people", ["5–8 5..8 range"]),
        ("two or three people", ["two or three 2..3 range"]),
        ("2 to 3 million people", ["2 to 3 million 2000000..3000000 range"]),
        ("about 20 to 30 people", ["about 20 to 30 20..30 range approx"]),
        ("estimates range from 5 to 8 people", ["from 5 to 8 5..8 range"]),
        ("the toll rose from 5 to 8", ["5 5..5 exact", "8 8..8 exact"]),
        ("a feud between two groups", ["two 2..2 exact"]),
        ("convicted over 39 deaths", ["39 39..39 exact"]),
        ("injured over 60", ["over 60 60..None more_than"]),
    ],
)
def test_bound_belongs_to_its_figure(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("several people", "several"),
        ("dozens more", "dozens"),
        ("scores of people", "scores"),
        ("several dozen people", "several dozen"),
        ("a few hundred people", "a few hundred"),
        ("hundreds of thousands of people", "hundreds of thousands"),
        ("many thousands of people", "many thousands"),
        ("an unknown number are missing", "an unknown number"),
        ("a number of people", "a number"),
        ("a couple of people", "a couple"),
        ("a huge majority of the people", "a huge majority"),
        ("mass casualties", "mass"),
        ("denied any civilian casualties", "any"),
    ],
)
def test_words_without_a_numeral_are_vague(text: str, words: str) -> None:
    number = only(text)
    assert (number.span.text, number.vague, number.low, number.high, number.quantifier) == (words, True, None, None, Quantifier.VAGUE)


@pytest.mark.parametrize(
    "text", ["No one was hurt", "nobody was hurt", "none died", "no casualties", "no immediate civilian casualties", "not a single person"]
)
def test_zero_is_a_figure(text: str) -> None:
    assert (only(text).low, only(text).high, only(text).vague) == (0, 0, False)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("83% of them", (83.0, 83.0)),
        ("83 per cent of them", (83.0, 83.0)),
        ("35.4 percent of them", (35.4, 35.4)),
        ("60-70% of them", (60.0, 70.0)),
        ("more than 80% of them", (80.0, None)),
        ("two thirds of them", (66.7, 66.7)),
        ("a third of them", (33.3, 33.3)),
        ("half of them", (50.0, 50.0)),
        ("one in five people", (20.0, 20.0)),
    ],
)
def test_share_is_no_count(text: str, share: tuple[float, float | None]) -> None:
    number = only(text)
    assert (number.share, number.low, number.high) == (share, None, None)


@pytest.mark.parametrize("text", ["300 families fled", "300 displaced families"])
def test_families_are_households(text: str) -> None:
    assert only(text).unit is Unit.HOUSEHOLD


@pytest.mark.parametrize(
    "text",
    [
        "in 2024", "in 1986-91", "the 2003 invasion", "October 7, 2023", "on 7 October", "12 and 18 January", "5 to 8 May", "Jan. 24",
        "at 9:30", "14:00 GMT", "10 a.m.", "24/7", "3rd", "$5m", "5 euros", "US$ 3 billion", "$5-10 million", "5 km", "20 miles", "48-hour",
        "6.5-magnitude", "122mm", "15 kilograms", "26.9", "Section 76", "Resolution 2334", "Flight 17", "Boeing 737", "M23", "F-16",
        "COVID-19", "Channel 4", "No. 5", "Group of 7", "the Three Gorges", "aged 13", "aged 3, 5 and 8", "a 13-year-old", "13 years old",
        "at the age of 58", "children under 5", "Mr Example, 45, said", "voted 8–0", "a two-day visit", "a 15-point plan", "one of them",
        "one another", "this one", "one day", "1. First", "[12]", "007", "how many people", "he scores a goal", "several days",
        "hundreds of miles",
    ],
)  # fmt: skip
def test_what_counts_nobody_is_no_figure(text: str) -> None:
    assert shown(text) == []


def _agrees(row: Row, number: Number) -> bool:
    kind, value = row["kind"], row["value"]
    if kind in ("before", "after"):
        return number.quantifier == value and number.core.text == "40"
    if kind in ("vague", "plural", "multiplier", "before harm", "harm"):
        return number.vague
    if kind == "fraction":
        return number.share is not None
    if kind == "spread":
        return (number.low, number.high) == (5, 8)
    if kind == "charge":
        return number.quantifier is Quantifier.EXACT
    if kind == "zero":
        return number.low == number.high == 0
    if kind in ("unit", "tens"):
        return number.low == number.high == int(value)
    return number.low is not None


NO_FIGURE = {"measure", "money", "designator", "age"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['words']}")
def test_vocabulary_example_runs(row: Row) -> None:
    numbers = find_numbers(row["example"])
    if row["kind"] in NO_FIGURE:
        assert numbers == ()
    elif row["kind"] == "growth":
        assert [(number.low, number.high) for number in numbers] == [(5, 5), (8, 8)]
    else:
        assert len(numbers) == 1
        assert _agrees(row, numbers[0])


def spell(value: int) -> str:
    """An integer below a million in English words."""
    small = [row["words"] for row in ROWS if row["kind"] == "unit"]
    tens = [row["words"] for row in ROWS if row["kind"] == "tens"]
    if value < 20:
        return small[value]
    if value < 100:
        return tens[value // 10 - 2] + (f"-{small[value % 10]}" if value % 10 else "")
    if value < 1000:
        return f"{small[value // 100]} hundred" + (f" and {spell(value % 100)}" if value % 100 else "")
    rest = value % 1000
    return f"{spell(value // 1000)} thousand" + ((" and " if rest < 100 else " ") + spell(rest) if rest else "")


@pytest.mark.parametrize("separator", ["", ","])
@given(value=st.integers(0, 999_999))
def test_digits_read_back(separator: str, value: int) -> None:
    assert only(f"{format(value, separator)} people").low == value


@given(value=st.integers(0, 999_999))
def test_spelled_integer_reads_back(value: int) -> None:
    number = only(f"{spell(value)} people")
    assert (number.low, number.high, number.span.text) == (value, value, spell(value))


PIECES = st.sampled_from(
    [
        *(row["words"] for row in ROWS),
        "and",
        "to",
        "from",
        "between",
        "5",
        "8",
        "1,200",
        "2.5",
        "2024",
        "May",
        ",",
        ".",
        "-",
        "–",
        "%",
        "(",
        "\n",
        "of",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "  "]))
def test_numbers_are_quotes_in_order_with_sane_ends(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    numbers = find_numbers(text)
    for number in numbers:
        assert text[number.span.start : number.span.end] == number.span.text
        assert text[number.core.start : number.core.end] == number.core.text
        assert number.span.covers(number.core)
        assert number.low is None or number.high is None or 0 <= number.low <= number.high
        assert not number.vague or (number.low, number.high) == (None, None)
    assert all(first.span.end <= second.span.start for first, second in pairwise(numbers))


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(text[n.span.start : n.span.end] == n.span.text for n in find_numbers(text))


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1 ", "100 ", ",", "a ", "one ", "hundred and ", "5 million ", "at least ", "5 to ", "5-", "aged 3, ", "hundreds of "],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = []
        for _ in range(3):
            start = time.perf_counter()
            find_numbers(text)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(80_000) < 20 * seconds(8_000) + 0.1  # ten times the text; quadratic would be a hundred times


@pytest.mark.skipif(not GOLD.exists(), reason="the gold items are not part of the repository: ../shared/gold")
def test_marked_figures_are_found() -> None:
    hits = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        numbers = find_numbers(item["text"])
        for toll in item["tolls"]:
            mark = toll["number"]
            if toll["vague"] or re.fullmatch(r"(?i)(at least |over |more than |about |around |up to )*[\d,]+", mark["text"]):
                near = [n for n in numbers if n.span.start < mark["end"] and mark["start"] < n.span.end]
                hits.append(any((n.low, n.high, n.vague) == (toll["low"], toll["high"], toll["vague"]) for n in near))
    assert sum(hits) >= 0.97 * len(hits)


def test_order_of_reading_does_not_matter() -> None:
    texts = [row["example"] for row in ROWS]
    before = [find_numbers(text) for text in texts]
    random.Random(7).shuffle(texts)
    assert {text: find_numbers(text) for text in texts} == dict(zip((row["example"] for row in ROWS), before, strict=True))
