"""Dates as sources write them: the zone stays, and no day is made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from counterclaim.fetching.stamps import read_stamp


@pytest.mark.parametrize(
    ("raw", "at", "day"),
    [
        pytest.param("Fri, 26 Jan 2024 09:00:00 GMT", "2024-01-26T09:00:00+00:00", "2024-01-26", id="RSS"),
        pytest.param("Fri, 26 Jan 2024 23:30:00 +0200", "2024-01-26T23:30:00+02:00", "2024-01-26", id="the day of its own zone"),
        pytest.param("Fri, 26 Jan 2024 19:30:00 EST", "2024-01-26T19:30:00-05:00", "2024-01-26", id="zone with a meaning"),
        pytest.param("Fri, 26 Jan 2024 14:03:00 IST", "2024-01-26T14:03:00", "2024-01-26", id="zone with several meanings"),
        pytest.param("26 Jan 2024 14:03", "2024-01-26T14:03:00", "2024-01-26", id="no zone"),
        pytest.param("26 January 2024", "2024-01-26", "2024-01-26", id="no time"),
        pytest.param("26-Jan-24", "2024-01-26", "2024-01-26", id="two figures for the year"),
        pytest.param("26 Jan 94 10:00 Z", "1994-01-26T10:00:00+00:00", "1994-01-26", id="the last century"),
        pytest.param("January 26, 2024", "2024-01-26", "2024-01-26", id="month first, in words"),
        pytest.param("Fri Jan 26 14:03:22 2024", "2024-01-26T14:03:22", "2024-01-26", id="as C prints it"),
        pytest.param("2024-01-26T10:00:00Z", "2024-01-26T10:00:00+00:00", "2024-01-26", id="Atom"),
        pytest.param("2024-01-26T10:00:00.123456-03:30", "2024-01-26T10:00:00-03:30", "2024-01-26", id="parts of a second"),
        pytest.param("2024-01-26 10:00", "2024-01-26T10:00:00", "2024-01-26", id="a space for the T"),
        pytest.param("2024-01-26", "2024-01-26", "2024-01-26", id="ISO day"),
        pytest.param(" 2024-01-26 ", "2024-01-26", "2024-01-26", id="spaces around"),
        pytest.param("23/01/2024 09:00", "2024-01-23T09:00:00", "2024-01-23", id="figures that mean one day only"),
        pytest.param("01/23/2024", "2024-01-23", "2024-01-23", id="the same, month first"),
        pytest.param("04.04.2024", "2024-04-04", "2024-04-04", id="day and month alike"),
        pytest.param("03/04/2024 09:00", None, None, id="March or April"),
        pytest.param("2024-01", None, None, id="month"),
        pytest.param("January 2024", None, None, id="month in words"),
        pytest.param("2024", None, None, id="year"),
        pytest.param("2024-02-31", None, None, id="no such day"),
        pytest.param("31/31/2024", None, None, id="no such month"),
        pytest.param("2024-01-26T25:00:00Z", None, None, id="no such hour"),
        pytest.param("2024-01-26T10:00:00+99:00", None, None, id="no such zone"),
        pytest.param("yesterday", None, None, id="word"),
        pytest.param("1706259600", None, None, id="seconds"),
        pytest.param("٢٦ يناير ٢٠٢٤", None, None, id="other script"),
    ],
)
def test_stamp(raw: str, at: str | None, day: str | None) -> None:
    stamp = read_stamp(raw)
    assert stamp is not None
    assert (stamp.raw, stamp.at, stamp.day) == (raw.strip(), at, day)


@pytest.mark.parametrize("raw", [None, "", "  "])
def test_nothing_written(raw: str | None) -> None:
    assert read_stamp(raw) is None


@given(day=st.dates(min_value=date(1000, 1, 1)), order=st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"]))
def test_figures_never_give_another_day(day: date, order: str) -> None:
    stamp = read_stamp(format(day, order))
    assert stamp is not None
    assert stamp.day in (None, str(day))
    assert (stamp.day is None) == (day.day <= 12 and day.day != day.month)
