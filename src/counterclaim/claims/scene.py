"""One sentence with everything that a toll of it can rest on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.claims.clause import Clause, make_clause
from counterclaim.claims.places import places_of
from counterclaim.claims.scopes import Extent
from counterclaim.claims.whereabouts import insertions
from counterclaim.model import DateSpan, Name, Number, Report, Scored, Sentence, Span, Spans, Statement, within

TOPIC = re.compile(r"[^:.,;\n]{3,60}: ")
COUNTED_FROM = re.compile(r"\bsince\b", re.I)  # "Total since 1 May: 37 dead" tells over what is counted


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence: its figures, dates, names and places, what is said over it, and what the lines before it tell.

    `earlier` are the places of the sentence before in the same paragraph; `above` is the extent of a bulletin's line above.
    """

    report: Report
    clause: Clause
    numbers: tuple[Number, ...]
    dates: tuple[DateSpan, ...]
    names: tuple[Name, ...]
    places: tuple[Span, ...]
    earlier: tuple[Span, ...]
    statements: tuple[Statement, ...]
    above: Extent | None
    scored: Scored | None = None

    @property
    def words(self) -> str:
        """The sentence behind its topic."""
        return self.report.text[self.start : self.clause.sentence.end]

    @property
    def start(self) -> int:
        """Where the sentence begins behind its topic."""
        return after_topic(self.report, self.clause.sentence)


def find_scenes(
    report: Report, spans: Spans, statements: tuple[Statement, ...], taken: frozenset[int], above: dict[int, Extent]
) -> Iterator[Scene]:
    """The sentences of a report; figures that begin at a code point in `taken` are read already."""
    said = said_in(spans, statements)
    earlier: tuple[Span, ...] = ()
    for k, sentence in enumerate(spans.sentences):
        clause = make_clause(sentence)
        names = within(spans.names, sentence.start, sentence.end)
        places = tuple(places_of(report, clause, names))
        yield Scene(
            report=report,
            clause=clause,
            numbers=tuple(n for n in within(spans.numbers, sentence.start, sentence.end) if n.core.start not in taken),
            dates=within(spans.dates, after_topic(report, sentence), sentence.end),
            names=names,
            places=places,
            earlier=earlier,
            statements=tuple(said.get(k, ())),
            above=above.get(k),
            scored=spans.scored,
        )
        goes_on = "\n" not in report.text[sentence.end : sentence.end + 2]  # a place of another paragraph says nothing here
        main = tuple(p for p in places if not any(p.start in r for r in insertions(clause)))
        earlier = (main or (() if places else earlier)) if goes_on else ()


def after_topic(report: Report, sentence: Sentence) -> int:
    """Where the sentence begins behind a topic ("2010–2011 Ivorian crisis: …"): the years of a topic date no figure."""
    topic = TOPIC.match(report.text, sentence.start, sentence.end)
    return topic.end() if topic and not COUNTED_FROM.search(topic[0]) else sentence.start


def said_in(spans: Spans, statements: tuple[Statement, ...]) -> dict[int, list[Statement]]:
    """The statements whose content reaches into each sentence, by the sentence's number."""
    starts = [s.start for s in spans.sentences]
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        for content in statement.content:
            for k in range(max(0, bisect_right(starts, content.start) - 1), bisect_right(starts, content.end - 1)):
                found.setdefault(k, []).append(statement)
    return found
