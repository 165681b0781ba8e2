"""Countries inside names that are not theirs: "President of [Georgia] A B", "[U.S.] Navy pilot", "the [Syria]–[Turkey] border".

The country in a title becomes a name beside the title, as those who govern from it; two countries joined by a dash are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.places.entries import Entry
from counterclaim.places.fold import fold_mention
from counterclaim.places.gazetteer import Gazetteer
from counterclaim.spans import Name, Place, Span, Spans

TITLE_OF = re.compile(r"\b(?:of|for) (?:the )?")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}|U[SK]|UAE|DRC")  # what stands for a country alone, also in front of anything else
JOINED = re.compile(r"(?P<one>[^\W\d_][\w. ]*)[-–](?P<other>[^\W\d_][\w. ]*)")
LONGEST = 5  # words of a country's name
COUNTRY = "country"


def with_lands(spans: Spans, gazetteer: Gazetteer) -> Spans:
    """The same spans, with the countries that stand inside names without a place."""
    names: list[Name] = []
    for name in spans.names:
        if name.place is not None or len(name.span.text) > 120:
            names.append(name)
            continue
        pair = list(joined(name, gazetteer))
        names += pair or [name, *in_title(name, gazetteer)]
    return replace(spans, names=tuple(names))


def joined(name: Name, gazetteer: Gazetteer) -> Iterator[Name]:
    """Two countries or regions joined by a dash; nothing where one of them is none."""
    match = JOINED.fullmatch(name.span.text)
    if match is None:
        return
    found = [(match.span(part), land(match[part], gazetteer)) for part in ("one", "other")]
    if all(entry is not None for _, entry in found):
        for (start, end), entry in found:
            if entry is not None:
                yield named(name, start, end, entry, literal=True)


def in_title(name: Name, gazetteer: Gazetteer) -> Iterator[Name]:
    """The country in a title: behind "of", or in front of it."""
    text = name.span.text
    title = TITLE_OF.search(text) if name.label == "person" else None
    starts = [title.end()] if title else []
    if name.label == "person" or INITIALS.match(text):
        starts.append(0)
    for start in starts:
        found = longest(text, start, gazetteer)
        if found is not None and (start or found[1] < len(text)):
            yield named(name, start, found[1], found[0], literal=False)
            return


def longest(text: str, start: int, gazetteer: Gazetteer) -> tuple[Entry, int] | None:
    """The longest country that the words from a place begin with, and where it ends."""
    ends = [match.end() for match in re.finditer(r"\S+", text[start:])][:LONGEST]
    for end in reversed(ends):
        entry = land(text[start : start + end].rstrip(",'’"), gazetteer, only=not start)
        if entry is not None:
            return entry, start + len(text[start : start + end].rstrip(",'’"))
    return None


def land(words: str, gazetteer: Gazetteer, *, only: bool = False) -> Entry | None:
    """The one country that some words name; with `only` no province may be called so too ("Georgia Governor A B")."""
    candidates = [c.entry for c in gazetteer.find(fold_mention(words))]
    found = {entry.id: entry for entry in candidates if entry.kind == COUNTRY}
    shared = only and any(entry.kind == "province" for entry in candidates)
    return next(iter(found.values())) if len(found) == 1 and not shared else None


def named(name: Name, start: int, end: int, entry: Entry, *, literal: bool) -> Name:
    """A part of a name as a country."""
    number = entry.id.removeprefix("geonames:")
    span = Span(name.span.start + start, name.span.start + end, name.span.text[start:end])
    place = Place(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        country=None if entry.disputed else entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        geonames=int(number) if number.isdigit() else None,
        disputed=entry.disputed,
        literal=literal,
    )
    return Name(span, "place", place)
