"""Extractions -> the output contract: one JSON object a line, in the order statements, claims, unread, spans, links.

A row is its model object, field by field, under the same names; the tables below are the only differences. `schema.py` reads the
same tables, so the schema cannot drift from the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from counterclaim.exports.quotes import Veil, make_veil
from counterclaim.model import (
    Claim,
    DateSpan,
    Event,
    Extraction,
    Link,
    Name,
    Number,
    Place,
    Report,
    Span,
    Spans,
    Statement,
    Toll,
    Unread,
    Weapon,
)

RENAMED: dict[tuple[type, str], str] = {(Link, "source"): "from", (Link, "target"): "to"}
"""Where the contract's name is not the model's."""

LEFT_OUT = frozenset({(Statement, "rule"), (Claim, "rules"), (Claim, "body"), (Toll, "person"), (Event, "told")})
"""Fields that a row does not copy: rules are for `explain`; a claim's body comes under its kind, `person` only where true,
what an event's type rests on not at all."""

SPAN_KINDS = {"place": "place", "facility": "facility"}
"""Labels of names that are a kind of their own in span rows; every other label is a `name` row with its label."""

LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Characters that some line readers split at; inside a JSON string an escape means the same."""


def jsonl_rows(
    extractions: Iterable[Extraction], links: Iterable[Link], *, unread: bool, spans: bool, names: bool = False
) -> Iterator[str]:
    """The rows of the contract as JSON text, without line ends.

    Rows made from a synthetic report, and links that touch one, carry `"synthetic": true`. Names of private persons who came to harm
    are withheld from the words of every span (law 8), the offsets stay; `names` prints them.
    """
    extractions = tuple(extractions)
    veil = None if names else make_veil(extractions)
    invented: set[str] = set()
    for extraction in extractions:
        if extraction.report.synthetic:
            invented.update(claim.id for claim in extraction.claims)
        for row in _report_rows(extraction, unread=unread, spans=spans):
            yield _line(withheld(row, veil, extraction.report) if veil and extraction.report.id in veil.hidden else row)
    for link in links:
        yield _line(link_row(link, synthetic=link.source in invented or link.target in invented))


def _report_rows(extraction: Extraction, *, unread: bool, spans: bool) -> Iterator[dict[str, Any]]:
    report = extraction.report
    for statement in extraction.statements:
        yield statement_row(statement, report)
    for claim in extraction.claims:
        yield claim_row(claim, report)
    if unread:
        for left in extraction.unread:
            yield unread_row(left, report)
    if spans:
        yield from span_rows(extraction.spans, report)


def withheld(value: Any, veil: Veil, report: Report) -> Any:
    """A row, or a part of one, with private persons' names cut out of the words of its spans."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            value = {**value, "text": veil.words(report, Span(value["start"], value["end"], value["text"]))}
        return {key: withheld(item, veil, report) for key, item in value.items()}
    return [withheld(item, veil, report) for item in value] if isinstance(value, list) else value


def statement_row(statement: Statement, report: Report) -> dict[str, Any]:
    """A statement with its report's date."""
    return {"type": "statement", **plain(statement), "published": report.published, **_invented(report)}


def claim_row(claim: Claim, report: Report) -> dict[str, Any]:
    """A claim with its report's date; its values stand under the name of its kind."""
    body = plain(claim.body)
    if isinstance(claim.body, Toll) and claim.body.person:
        body["person"] = True
    head = {"type": "claim", "kind": claim.kind, **plain(claim), "published": report.published, **_invented(report)}
    return {**head, claim.kind: body}


def link_row(link: Link, *, synthetic: bool) -> dict[str, Any]:
    """A link; `report` is where its evidence stands."""
    return {"type": "link", **plain(link), **({"synthetic": True} if synthetic else {})}


def unread_row(left: Unread, report: Report) -> dict[str, Any]:
    """Something that made no claim, with the reason."""
    return {"type": "unread", **plain(left), **_invented(report)}


def span_rows(spans: Spans, report: Report) -> Iterator[dict[str, Any]]:
    """Names, dates, numbers and weapons in text order, with their values."""
    found: list[Number | DateSpan | Name | Weapon] = [*spans.numbers, *spans.dates, *spans.names, *spans.weapons]
    for row in sorted(map(_span_row, found), key=lambda row: (row["start"], row["end"], row["kind"])):
        yield {"type": "span", "report": report.id, **row, **_invented(report)}


def _span_row(item: Number | DateSpan | Name | Weapon) -> dict[str, Any]:
    match item:
        case Number():
            value = {key: plain(getattr(item, key)) for key in ("low", "high", "quantifier", "unit")}
            return {"kind": "number", **plain(item.span), **value}
        case DateSpan():
            value = {"value": item.value, "date_start": item.start, "date_end": item.end, "precision": plain(item.precision)}
            return {"kind": "date", **plain(item.span), **value}
        case Weapon():
            return {"kind": "weapon", **plain(item.span), "weapon_kind": item.kind.value}
        case Name():
            kind = SPAN_KINDS.get(item.label, "place" if item.place else "name")
            value = {"label": item.label, "actor": item.actor} if kind == "name" else place_value(item.place)
            return {"kind": kind, **plain(item.span), **value}


def place_value(place: Place | None) -> dict[str, Any]:
    """What a place is on the map; every value is null where the text does not settle that."""
    if place is None:
        return dict.fromkeys(("geonames", "lat", "lon", "precision"))
    value = {"geonames": place.geonames, "lat": place.lat, "lon": place.lon, "precision": place.precision}
    more = {"word": place.word, "place_id": place.id, "place_kind": place.kind, "country": place.country, "literal": place.literal}
    return {**value, **more, **({"disputed": True} if place.disputed else {})}


def plain(value: Any) -> Any:
    """A model value as JSON: objects by field, tuples as lists, codes as strings."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.text}
    if is_dataclass(value):
        kind: type = type(value)
        return {name: plain(getattr(value, field)) for field, name in exported(kind)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


@cache
def exported(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a model class that a row copies, with their names in the row."""
    names = (field.name for field in fields(kind))
    return tuple((name, RENAMED.get((kind, name), name)) for name in names if (kind, name) not in LEFT_OUT)


def _invented(report: Report) -> dict[str, bool]:
    return {"synthetic": True} if report.synthetic else {}


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False).translate(LINE_BREAKS)
