"""The chart shows running totals as points, and nothing that nobody said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from factories import make_claim, make_extraction, make_report, make_toll

from counterclaim.exports.chart import HEIGHT, SERIES, SHAPES, WIDTH, Chart, make_charts
from counterclaim.exports.lines import Liner
from counterclaim.exports.quotes import make_veil
from counterclaim.model import Extraction, Polarity, Quantifier, Scope, Share, Unit


def total(
    low: int | None,
    high: int | None,
    *,
    day: str = "2031-03-01",
    who: str = "Army",
    polarity: Polarity = Polarity.ASSERTS,
    **values: Any,
) -> Extraction:
    report = make_report(f"{who} said some died. {day}", id=f"{day} {who} {low} {high}", published=day)
    toll = make_toll(report, "some", low, high, **{"scope": Scope.CUMULATIVE, "since": "2031-01-01", **values})
    return make_extraction(report, claims=(make_claim(report, toll, speaker=who, cue="said", polarity=polarity),))


def charts(*extractions: Extraction) -> tuple[Chart, ...]:
    found = [(each, claim) for each in extractions for claim in each.claims]
    return make_charts(Liner(make_veil(extractions), {}), found)


@pytest.mark.parametrize(
    "extraction",
    [
        total(11, 11, scope=Scope.INCIDENT),
        total(None, None),
        total(11, 11, unit=Unit.HOUSEHOLD),
        total(11, 11, share=Share(11.0, 11.0, None)),
        total(1, 1, person=True),
        total(11, 11, polarity=Polarity.REJECTS),
    ],
    ids=["one event", "vague", "households", "share", "person", "said not to be so"],
)
def test_only_asserted_running_totals_of_persons_are_drawn(extraction: Extraction) -> None:
    assert charts(extraction) == ()


@pytest.mark.parametrize(
    ("low", "high", "values", "arrow", "marks", "hollow", "whisker"),
    [
        (11, 11, {}, "", 1, False, False),
        (11, None, {}, "up", 1, False, True),
        (None, 11, {}, "down", 1, False, True),
        (5, 11, {}, "", 2, False, True),
        (11, 11, {"approx": True, "quantifier": Quantifier.ABOUT}, "", 1, True, False),
        (0, 0, {}, "", 1, False, False),
    ],
    ids=["exact", "at least", "up to", "range", "about", "nought"],
)
def test_a_point_shows_its_bound(low: int, high: int, values: Any, arrow: str, marks: int, hollow: bool, whisker: bool) -> None:
    (chart,) = charts(total(low, high, **values))
    (point,) = chart.series[0].points
    assert (point.arrow, len(point.marks), point.hollow, bool(point.whisker)) == (arrow, marks, hollow, whisker)


def test_another_speaker_origin_or_place_is_another_series() -> None:
    same = total(1, 1), total(2, 2, day="2031-04-01")
    (chart,) = charts(*same, total(3, 3, who="Rebels"), total(4, 4, since="2030"), total(5, 5, place="said"))
    assert sorted(len(series.points) for series in chart.series) == [1, 1, 1, 2]


def test_everything_stays_inside_the_drawing() -> None:
    (chart,) = charts(total(1, None), total(99_999, None, day="2031-12-31"), total(None, 5, who="Rebels"))
    for series in chart.series:
        for point in series.points:
            xs = [float(x) for path in point.marks for x in re.findall(r"[ML]([-\d.]+) ", path)]
            assert all(0 <= x <= WIDTH for x in xs)
    assert all(0 <= tick.at <= HEIGHT for tick in chart.figures)
    assert [tick.text for tick in chart.days] == ["2031-03-01", "2031-12-31"]
    assert [tick.text for tick in chart.figures] == ["0", "50,000", "100,000"]


def test_series_beyond_the_shapes_stand_in_the_table_only() -> None:
    (chart,) = charts(*(total(k, k, who=f"Speaker {'abcdefghijk'[k]}") for k in range(1, SERIES + 2)))
    assert [series.drawn for series in chart.series] == [True] * SERIES + [False]
    assert len(SHAPES) == SERIES
