"""What a toll's or an event's place is on the map, as the names of the report were resolved."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Claim, Event, Place, Span, Spans, Toll, within

TOWN_OR_NEAR = 2  # UCDP's precision up to which coordinates say where something happened
LONGEST_NAME = 80  # code points


def located(claim: Claim, spans: Spans) -> Claim:
    """The claim with its place on the map, where one name in its words was resolved; else as it is."""
    told = claim.body
    if not isinstance(told, Toll | Event) or told.place is None or told.place_id is not None:
        return claim
    place = place_in(told.place, spans)
    if place is None:
        return claim
    if isinstance(told, Event):
        return replace(claim, body=replace(told, place_id=place.id))
    exact = place.precision <= TOWN_OR_NEAR
    body = replace(
        told,
        place_id=place.id,
        lat=place.lat if exact else None,
        lon=place.lon if exact else None,
        place_precision=place.precision,
        place_word=place.word,
        place_disputed=place.disputed,
    )
    return replace(claim, body=body)


def place_in(words: Span, spans: Spans) -> Place | None:
    """The one place that these words name; `None` where they name several, or a name that was not resolved stands there first."""
    names = [n for n in within(spans.names, words.start - LONGEST_NAME, words.end) if n.span.overlaps(words)]
    if not names or names[0].place is None:
        return None
    places = {n.place.id for n in names if n.place is not None}
    return names[0].place if len(places) == 1 else None
