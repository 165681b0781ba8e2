"""What reading finds in a text: stretches of it with their words, sentences, numbers, dates and names, in text order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeVar

from counterclaim.codes import Layout, Precision, Quantifier, Unit, WeaponKind


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code points `[start, end)` of a report's text, with the words: `report.text[start:end] == text`."""

    start: int
    end: int
    text: str

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, with a coarse part of speech (`reading/words.py` lists the tags)."""

    start: int
    end: int
    text: str
    lower: str
    tag: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase of a sentence: tokens `[first, last)` of it, `head` the index of its head noun."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a line of a bulletin or a heading, with its tokens and noun phrases."""

    start: int
    end: int
    layout: Layout
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in the text: `span` with its bound words ("at least 11"), `core` without ("11").

    A per cent figure or a fraction has `share`, lowest and highest per cent, and no `low` and `high`.
    """

    span: Span
    core: Span
    low: int | None
    high: int | None
    quantifier: Quantifier
    approx: bool = False
    vague: bool = False
    unit: Unit = Unit.PERSON
    share: tuple[float | None, float | None] | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression: `value` in TIMEX3 form, first and last day as ISO prefixes, only as precise as known.

    `start` and `end` are `None` where the words do not resolve. `since` marks an open start ("since 7 October").
    """

    span: Span
    value: str | None
    start: str | None
    end: str | None
    precision: Precision
    since: bool = False
    until: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a name stands for on the map, as the gazetteer has it; how the report names it stays in the name's span.

    `id` is GeoNames' number or code (`geonames:281124`, `geonames:PS.GZ`), `region:` and a word, or a user's own. `precision` is UCDP's:
    1 a town, 2 near a town, 3 a district, 4 a province, 5 a region or a part of a land, 6 a country, 7 sea or air; `lat` and `lon` are the
    town's, from 3 on those of a point in the middle that stands for the whole. A facility has its town's, never finer. `country` is
    an ISO code, `None` where states disagree over whose it is (`disputed`). `literal` is false where the name stands for those who govern
    from there ("the Kyiv government").
    """

    id: str
    name: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int
    geonames: int | None = None
    disputed: bool = False
    literal: bool = True

    @property
    def word(self) -> str:
        """The precision in a word."""
        return PRECISION_WORDS[self.precision]


PRECISION_WORDS = {
    1: "town",
    2: "near a town",
    3: "district",
    4: "province",
    5: "region",
    6: "country",
    7: "sea or air",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: `label` is `person`, `org`, `place`, `facility`, `outlet` or `name` (not known).

    `place` is what it stands for on the map, where the text settles that; `actor` the id of whom it names.
    """

    span: Span
    label: str
    place: Place | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A word for a weapon, or for what carries it, and the sort of attack that it makes."""

    span: Span
    kind: WeaponKind


Spanned = TypeVar("Spanned", Number, DateSpan, Name, Weapon)


def within(items: tuple[Spanned, ...], start: int, end: int) -> tuple[Spanned, ...]:
    """The items, given in text order, that begin in `[start, end)`; found by halving, so long reports stay quick."""
    first = bisect_left(items, start, key=lambda item: item.span.start)
    return items[first : bisect_left(items, end, lo=first, key=lambda item: item.span.start)]


SEEN = "trained reader"  # how the rule of what only the trained reader saw begins
Odds = tuple[tuple[str, float], ...]  # codes with their probabilities, the likeliest first
Aims = tuple[tuple[Span | None, float], ...]  # words that are pointed to, the likeliest first; `None` is nowhere in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredFigure:
    """What the trained reader makes of a figure, or of a phrase that may count as one. `at` is the code point where it begins.

    `measures` holds a probability for each measure by itself.
    """

    at: int
    measures: Odds
    group: Odds
    scope: Odds
    voice: Odds
    stance: Odds


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredCue:
    """What the trained reader makes of a word that may bring in a statement; `score` is how likely it does."""

    cue: Span
    score: float
    voice: Odds
    stance: Odds
    hedged: float
    speaker: Aims
    content: Aims
    target: Aims


@dataclass(frozen=True, slots=True)
class ScoredLink:
    """How likely the figure or cue at code point `source` goes against the one at `target`."""

    source: int
    target: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Everything that the trained reader says about a report, in text order."""

    figures: tuple[ScoredFigure, ...] = ()
    cues: tuple[ScoredCue, ...] = ()
    links: tuple[ScoredLink, ...] = ()

    def within(self, start: int, end: int) -> tuple[ScoredFigure, ...]:
        """The figures that begin in `[start, end)`."""
        return self.figures[bisect_left(self.figures, start, key=lambda f: f.at) : bisect_left(self.figures, end, key=lambda f: f.at)]

    def figure(self, start: int, end: int) -> ScoredFigure | None:
        """The figure that begins in `[start, end)`, the likeliest where several do."""
        return max((f for f in self.figures if start <= f.at < end), key=lambda f: max(p for _, p in f.measures), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """Everything that reading found in a report, in text order. `scored` is the trained reader's part, where it was asked."""

    sentences: tuple[Sentence, ...]
    numbers: tuple[Number, ...]
    dates: tuple[DateSpan, ...]
    names: tuple[Name, ...]
    weapons: tuple[Weapon, ...] = ()
    scored: Scored | None = None
