"""Date expressions: values, precision, since and until; nothing finer than the words (contract, "dates")."""

from __future__ import annotations

import re
import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from counterclaim.model import DateSpan, Precision
from counterclaim.reading.dates import find_dates
from counterclaim.vocabulary import Row, load_vocabulary

SATURDAY = "2024-01-27"
ROWS = load_vocabulary("dates")


def only(text: str, published: str = SATURDAY) -> DateSpan:
    """The one date of a text."""
    dates = find_dates(text, published)
    assert len(dates) == 1, [found.span.text for found in dates]
    return dates[0]


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("on 24 January 2024", "24 January 2024", "2024-01-24", "2024-01-24", "day"),
        ("on January 24th, 2024", "January 24th, 2024", "2024-01-24", "2024-01-24", "day"),
        ("on Wednesday, 24 January 2024", "Wednesday, 24 January 2024", "2024-01-24", "2024-01-24", "day"),
        ("on 2024-01-24", "2024-01-24", "2024-01-24", "2024-01-24", "day"),
        ("on 24/01/2024", "24/01/2024", "2024-01-24", "2024-01-24", "day"),
        ("on 24.01.2024", "24.01.2024", "2024-01-24", "2024-01-24", "day"),
        ("on 03/04/2024", "03/04/2024", None, None, "day"),
        ("on Jan. 24", "Jan. 24", "2024-01-24", "2024-01-24", "day"),
        ("on October 7", "October 7", "2023-10-07", "2023-10-07", "day"),
        ("on the 13th, they said", "the 13th", "2024-01-13", "2024-01-13", "day"),
        ("on the night of 20 June 2021", "the night of 20 June 2021", "2021-06-20", "2021-06-20", "day"),
        ("on Christmas Day 2022", "Christmas Day 2022", "2022-12-25", "2022-12-25", "day"),
        ("will be held on February 8", "February 8", "2024-02-08", "2024-02-08", "day"),
        ("will be held on April 8", "April 8", "2023-04-08", "2023-04-08", "day"),
        ("in November", "November", "2023-11", "2023-11", "month"),
        ("in early December", "early December", "2023-12", "2023-12", "month"),
        ("in January", "January", "2024-01", "2024-01", "month"),
        ("last November", "last November", "2023-11", "2023-11", "month"),
        ("next May", "next May", "2024-05", "2024-05", "month"),
        ("at the end of March 2023", "the end of March 2023", "2023-03", "2023-03", "month"),
        ("in spring 2022", "spring 2022", "2022", "2022", "season"),
        ("in the winter of 2022", "the winter of 2022", "2021", "2023", "season"),
        ("in mid-2019", "mid-2019", "2019", "2019", "year"),
        ("in 2014", "2014", "2014", "2014", "year"),
        ("in the 1990s", "the 1990s", "1990", "1999", "period"),
        ("from 1986-91", "1986-91", "1986", "1991", "period"),
        ("between 12 and 18 January", "12 and 18 January", "2024-01-12", "2024-01-18", "period"),
        ("from 5 to 8 May", "5 to 8 May", "2023-05-05", "2023-05-08", "period"),
        ("on May 5-8", "May 5-8", "2023-05-05", "2023-05-08", "period"),
        ("from 5 May to 8 June 2023", "5 May to 8 June 2023", "2023-05-05", "2023-06-08", "period"),
        ("from November to January 2023", "November to January 2023", "2022-11", "2023-01", "period"),
        ("between 1986 and 1991", "1986 and 1991", "1986", "1991", "period"),
        ("yesterday", "yesterday", "2024-01-26", "2024-01-26", "day"),
        ("today", "today", "2024-01-27", "2024-01-27", "day"),
        ("overnight", "overnight", "2024-01-26", "2024-01-27", "day"),
        ("last night", "last night", "2024-01-26", "2024-01-26", "day"),
        ("on Monday night", "Monday night", "2024-01-22", "2024-01-22", "day"),
        ("on Saturday", "Saturday", "2024-01-27", "2024-01-27", "day"),
        ("last Saturday", "last Saturday", "2024-01-20", "2024-01-20", "day"),
        ("next Friday", "next Friday", "2024-02-02", "2024-02-02", "day"),
        ("will meet on Tuesday", "Tuesday", "2024-01-30", "2024-01-30", "day"),
        ("last week", "last week", "2024-01-15", "2024-01-21", "week"),
        ("last month", "last month", "2023-12", "2023-12", "month"),
        ("this year", "this year", "2024", "2024", "year"),
        ("in the past 24 hours", "the past 24 hours", "2024-01-26", "2024-01-27", "period"),
        ("in the past two weeks", "the past two weeks", "2024-01-13", "2024-01-27", "period"),
        ("in the last three months", "the last three months", "2023-10", "2024-01-27", "period"),
        ("three days ago", "three days ago", "2024-01-24", "2024-01-24", "day"),
        ("two months ago", "two months ago", "2023-11", "2023-11", "month"),
        ("a few days ago", "a few days ago", None, None, "day"),
        ("two days later", "two days later", None, None, "day"),
        ("on the same day", "the same day", None, None, "day"),
        ("for two months", "two months", None, None, "period"),
        ("at 14:00 GMT", "14:00 GMT", None, None, "hour"),
    ],
)
def test_date_is_no_finer_than_its_words(text: str, words: str, start: str | None, end: str | None, precision: str) -> None:
    found = only(text)
    assert (found.span.text, found.start, found.end, found.precision) == (words, start, end, precision)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 7 October 2023", "2023-10-07"),
        ("on Monday night", "2024-01-22TNI"),
        ("last week", "2024-W03"),
        ("the 1990s", "199"),
        ("in spring 2022", "2022-SP"),
        ("in the past 24 hours", "PT24H"),
        ("for several weeks", "PXW"),
        ("now", "PRESENT_REF"),
        ("at 5pm", "T17:00"),
        ("from 5 to 8 May", "2023-05-05/2023-05-08"),
    ],
)
def test_value_is_timex3(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("published", "text", "start"),
    [
        ("2024-08-01", "on July 13", "2024-07-13"),
        ("2024-01-27", "on January 27", "2024-01-27"),
        ("2024-01-27", "on January 28", "2023-01-28"),
        ("2023-12-28", "will begin on January 4", "2024-01-04"),
        ("2024-02-29", "on 29 February", "2024-02-29"),
        ("2026-06-15", "Since the ceasefire (October 11):", "2025-10-11"),
    ],
)
def test_bare_day_is_the_last_one(published: str, text: str, start: str) -> None:
    assert only(text, published).start == start


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since 7 October", True, False),
        ("since the ceasefire (October 11)", True, False),
        ("since the beginning of the fighting on October 7, 2023", True, False),
        ("since 2014", True, False),
        ("from 7 October onwards", True, False),
        ("until 30 November", False, True),
        ("as of 26 January", False, True),
        ("on 7 October", False, False),
        ("nothing since. On 7 October", False, False),
    ],
)
def test_since_and_until(text: str, since: bool, until: bool) -> None:
    assert (only(text).since, only(text).until) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "they may go", "a march on the capital", "the Arab Spring", "the fall of the city", "Black Friday sales",
        "In March 12 people were killed",
        "killing 2000 people", "over 2000 homes", "1,939 people", "a 13-year-old", "a second blast", "on 30 February 2024", "9/11", "8200",
    ],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert [found.span.text for found in find_dates(text, SATURDAY) if found.precision is not Precision.MONTH] == []


def test_two_days_are_two_dates() -> None:
    assert [found.start for found in find_dates("on 7 and 8 October 2023", SATURDAY)] == ["2023-10-07", "2023-10-08"]


HISTORY = (
    "In 1938 and 1939 they armed. In 1939 war came. On 3 September 1939 two more joined, on 17 September another. {} In 1945 it ended."
)


@pytest.mark.parametrize(
    ("words", "start"),
    [("In April they landed.", "1939-04"), ("The next day they met.", "1939-09-18"), ("Two days later they met.", "1939-09-19")],
)
def test_history_counts_from_the_date_before(words: str, start: str) -> None:
    found = find_dates(HISTORY.format(words), SATURDAY)
    assert [item.start for item in found][-2] == start


def test_news_with_old_years_is_no_history() -> None:
    text = "After wars in 2008, 2009, 2012, 2014 and 2021 they met on Monday. On 7 October it began again."
    assert [found.start for found in find_dates(text, SATURDAY)][-2:] == ["2024-01-22", "2023-10-07"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']}: {row['words']}")
def test_vocabulary_example_runs(row: Row) -> None:
    dates = find_dates(row["example"], SATURDAY)
    if row["kind"] == "before weekday":
        assert dates == ()
        return
    assert len(dates) == 1
    found, value = dates[0], row["value"]
    if row["kind"] == "month":
        assert found.start == f"2023-{int(value):02}-07"
    elif row["kind"] == "weekday":
        assert found.start is not None
        assert date.fromisoformat(found.start).weekday() == int(value)
    elif row["kind"] in ("reference", "set", "holiday", "season", "part of day", "unit"):
        assert (value or "None") in str(found.value) or row["kind"] == "unit"
    elif row["kind"] == "ahead":
        assert found.start == "2024-02-08"


PIECES = st.sampled_from(
    [
        *(row["words"] for row in ROWS),
        "the",
        "of",
        "and",
        "to",
        "from",
        "between",
        "since",
        "5",
        "31",
        "1939",
        "2023",
        "ago",
        "later",
        ",",
        "-",
        "(",
        ":",
        "\n",
    ]
)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31)).map(date.isoformat)


@given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "  "]), DAYS)
def test_dates_are_quotes_in_order_with_sane_ends(pieces: list[str], glue: str, published: str) -> None:
    text = glue.join(pieces)
    dates = find_dates(text, published)
    for found in dates:
        assert text[found.span.start : found.span.end] == found.span.text
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", day) for day in (found.start, found.end) if day)
        assert not (found.start and found.end) or found.start[: len(found.end)] <= found.end[: len(found.start)]
        assert not (found.since and found.until)
    assert all(first.span.end <= second.span.start for first, second in pairwise(dates))


@given(st.text(max_size=60), DAYS)
def test_any_text_is_read(text: str, published: str) -> None:
    assert all(text[d.span.start : d.span.end] == d.span.text for d in find_dates(text, published))


@given(DAYS, DAYS)
def test_full_day_reads_back(day: str, published: str) -> None:
    asked = date.fromisoformat(day)
    months = {int(row["value"]): row["words"] for row in reversed(ROWS) if row["kind"] == "month"}
    for text in (
        f"on {asked.day} {months[asked.month]} {asked.year}.",
        f"on {months[asked.month]} {asked.day}, {asked.year}.",
        f"on {day}.",
    ):
        assert only(text, published).start == day


@given(DAYS, DAYS)
def test_bare_day_never_lies_ahead(day: str, published: str) -> None:
    asked = date.fromisoformat(day)
    months = {int(row["value"]): row["words"] for row in reversed(ROWS) if row["kind"] == "month"}
    for found in find_dates(f"It was on {asked.day} {months[asked.month]}.", published):
        assert found.start is None or found.start <= published


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", ",", "the ", "May ", "in May ", "since ", "since May (", "from May to ", "5 May-", "2024-", "two days ", "Monday, "],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        best = []
        for _ in range(3):
            start = time.perf_counter()
            find_dates(text, SATURDAY)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(80_000) < 20 * seconds(8_000) + 0.1  # ten times the text; quadratic would be a hundred times
