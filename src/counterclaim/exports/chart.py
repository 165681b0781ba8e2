"""Running totals -> the points of one chart a measure. Points only: a line between two figures would say what nobody said.

A series is one speaker's figures of one origin, group and place. Shapes tell series apart, not colours, and none carries a meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from counterclaim.exports import words
from counterclaim.exports.lines import Line, Liner, speaker_key
from counterclaim.model import Claim, Extraction, Measure, Polarity, Scope, Toll, Unit

# Drawn for a phone's width, so that its letters stay readable there.
WIDTH, HEIGHT = 360, 240
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 22, 26
ARROW = 14
RADIUS = 4.5

# As many as there are shapes that one can tell apart at this size.
SERIES = 8
POINTS = 300

SHAPES = (
    "M{w} {y}A{r} {r} 0 1 1 {e} {y}A{r} {r} 0 1 1 {w} {y}Z",
    "M{w} {n}H{e}V{s}H{w}Z",
    "M{x} {n}L{e} {y}L{x} {s}L{w} {y}Z",
    "M{x} {n}L{e} {s}H{w}Z",
    "M{x} {s}L{e} {n}H{w}Z",
    "M{w} {y}H{e}M{x} {n}V{s}",
    "M{w} {n}L{e} {s}M{e} {n}L{w} {s}",
    "M{w} {n}H{e}L{w} {s}H{e}Z",
)
"""Circle, square, diamond, triangles up and down, plus, cross, hourglass: SVG paths round a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure, placed. `arrow` is `up` for "at least", `down` for "up to"; `hollow` marks "about"."""

    line: Line
    marks: tuple[str, ...]
    whisker: str
    arrow: str
    hollow: bool
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One speaker's figures of one origin, group and place."""

    name: str
    shape: str
    points: tuple[Point, ...]
    drawn: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The running totals of one measure over the days of the reports."""

    measure: str
    summary: str
    series: tuple[Series, ...]
    days: tuple[Tick, ...]
    figures: tuple[Tick, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Scale:
    """From day and figure to the drawing's units; the figures begin at nought."""

    first: int
    last: int
    top: int

    def x(self, day: str) -> float:
        """Where a day stands; a single day stands in the middle."""
        share = (_ordinal(day) - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return round(LEFT + 8 + share * (WIDTH - LEFT - RIGHT - 16), 1)

    def y(self, figure: int) -> float:
        """Where a figure stands."""
        return round(HEIGHT - BOTTOM - figure / self.top * (HEIGHT - BOTTOM - TOP), 1)


Figured = tuple[Extraction, Claim, Toll]


def make_charts(liner: Liner, found: Iterable[tuple[Extraction, Claim]]) -> tuple[Chart, ...]:
    """One chart for each measure that somebody gives a running total of."""
    by_measure: dict[Measure, list[Figured]] = defaultdict(list)
    for extraction, claim in found:
        toll = claim.body
        if isinstance(toll, Toll) and claim.polarity is not Polarity.REJECTS and _drawable(toll):
            by_measure[toll.measure].append((extraction, claim, toll))
    return tuple(_chart(liner, measure, by_measure[measure]) for measure in Measure if measure in by_measure)


def _drawable(toll: Toll) -> bool:
    """Persons in a running total, with a number: vague words, shares and households have no place on this axis."""
    counts_persons = toll.unit is Unit.PERSON and toll.share is None and not toll.person
    return toll.scope is Scope.CUMULATIVE and counts_persons and not toll.vague and (toll.low, toll.high) != (None, None)


def _chart(liner: Liner, measure: Measure, figured: list[Figured]) -> Chart:
    days = sorted(each.report.published for each, _, _ in figured)
    top = _round_up(max(max(toll.low or 0, toll.high or 0) for _, _, toll in figured))
    scale = Scale(_ordinal(days[0]), _ordinal(days[-1]), top)
    groups: dict[tuple[object, ...], list[Figured]] = defaultdict(list)
    for each, claim, toll in figured[:POINTS]:
        groups[_origin(claim, toll)].append((each, claim, toll))
    order = sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0])))
    ends = [days[0], days[-1]] if days[-1] > days[0] else [days[0]]
    return Chart(
        measure=words.MEASURES[measure],
        summary=f"Running totals of people {words.MEASURES[measure]}, by who says so, over the days of the reports, {' to '.join(ends)}.",
        series=tuple(_series(liner, scale, k, items) for k, (_, items) in enumerate(order)),
        days=tuple(Tick(scale.x(day), day) for day in ends),
        figures=tuple(Tick(scale.y(value), f"{value:,}") for value in dict.fromkeys((0, top // 2, top))),
        more=max(0, len(figured) - POINTS),
    )


def _origin(claim: Claim, toll: Toll) -> tuple[object, ...]:
    """Figures of another origin, group or place are another count, even in one speaker's mouth."""
    place = toll.place.text.casefold() if toll.place else ""
    return *speaker_key(claim), toll.since or "", words.group(toll), place


def _series(liner: Liner, scale: Scale, k: int, items: list[Figured]) -> Series:
    each, claim, toll = items[0]
    place = liner.veil.words(each.report, toll.place)
    group = words.group(toll)
    parts = (liner.who(each.report, claim.voice, claim.speaker), words.scope(toll), "" if group == words.NOT_SAID else group, place)
    drawn = k < SERIES
    template = SHAPES[min(k, SERIES - 1)]
    points = tuple(_point(liner, scale, template, item) for item in items)
    return Series(name=", ".join(part for part in parts if part), shape=_shape(template, 8, 8), points=points, drawn=drawn)


def _point(liner: Liner, scale: Scale, template: str, item: Figured) -> Point:
    each, claim, toll = item
    line = liner.claim(each, claim)
    x = scale.x(each.report.published)
    ys = sorted({scale.y(value) for value in (toll.low, toll.high) if value is not None})
    arrow = "up" if toll.high is None else "down" if toll.low is None else ""
    tip = max(2.0, ys[0] - ARROW) if arrow == "up" else min(HEIGHT - BOTTOM, ys[-1] + ARROW) if arrow else ys[-1]
    head = f"M{x - 3} {tip + (4 if arrow == 'up' else -4)}L{x} {tip}L{x + 3} {tip + (4 if arrow == 'up' else -4)}" if arrow else ""
    return Point(
        line=line,
        marks=tuple(_shape(template, x, y) for y in ys),
        whisker=f"M{x} {ys[0]}V{tip}{head}" if arrow or len(ys) > 1 else "",
        arrow=arrow,
        hollow=toll.approx,
        label=f"{each.report.published}: {line.what}, says {line.who}",
    )


def _shape(template: str, x: float, y: float) -> str:
    r = RADIUS
    return template.format(x=x, y=y, r=r, w=round(x - r, 1), e=round(x + r, 1), n=round(y - r, 1), s=round(y + r, 1))


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _round_up(figure: int) -> int:
    """The next 1, 2 or 5 with noughts, so that the axis ends on a round number; 2 where nothing is above it, to halve it."""
    unit = int(10 ** floor(log10(max(figure, 1))))
    return max(2, next((step * unit for step in (1, 2, 4, 5, 6, 8) if step * unit >= figure), ceil(figure / unit) * unit))
