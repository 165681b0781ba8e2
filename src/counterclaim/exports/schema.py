"""The model -> the JSON Schema of the output contract.

Rows may gain fields and new kinds of row may come: the schema says what the known ones hold and lets the rest pass, and so should
a consumer.
"""

from __future__ import annotations

import types
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterclaim.exports.jsonl import exported
from counterclaim.model import (
    Actor,
    Attribution,
    Body,
    Claim,
    Evidence,
    Link,
    Position,
    Precision,
    Quantifier,
    Share,
    Span,
    Statement,
    Toll,
    Unit,
    Unread,
    WeaponKind,
)

Json = dict[str, Any]

NESTED = (Span, Actor, Evidence, Share, Attribution, *get_args(Body))
"""Model classes that rows hold; each is a definition of its own."""

ADDED = frozenset(
    {
        (Statement, "carried_by"),
        (Statement, "speaker_kind"),
        (Statement, "target_actor"),
        (Claim, "speaker_kind"),
        (Position, "target_actor"),
        (Link, "report"),
        (Toll, "place_word"),
        (Toll, "place_disputed"),
    }
)
"""Fields that rows have beyond the contract: always written, never demanded of another writer."""

BASE = {str: "string", bool: "boolean", int: "integer", float: "number", types.NoneType: "null"}

DAY = r"^\d{4}(-\d{2}(-\d{2})?)?$"
"""A date, only as precise as known."""

DATED = frozenset({"since", "until", "as_of", "date_start", "date_end"})


def schema() -> Json:
    """One row of `counterclaim read --format jsonl`, as JSON Schema (draft 2020-12)."""
    rows = {"statement": _row(Statement), "claim": _claim(), "link": _row(Link), "unread": _row(Unread), "span": _span()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One row of `counterclaim read --format jsonl`",
        "description": "Choose by `type`. Fields and types that are not listed here may be added; skip those that you do not know.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"type": "string"}},
        "allOf": [_when("type", name, {"$ref": f"#/$defs/{name}"}) for name in rows],
        "$defs": {**rows, **{kind.__name__: _nested(kind) for kind in NESTED}},
    }


def _row(kind: type) -> Json:
    shape = _object(kind)
    shape["properties"] |= {"published": _day(), "synthetic": {"const": True}}
    return shape


def _claim() -> Json:
    shape = _row(Claim)
    shape["required"].insert(0, "kind")
    kinds = {kind.__name__.lower(): {"$ref": f"#/$defs/{kind.__name__}"} for kind in get_args(Body)}
    shape["properties"] |= {"kind": {"type": "string"}, **kinds}
    shape["allOf"] = [_when("kind", name, {"required": [name]}) for name in kinds]
    return shape


def _span() -> Json:
    """Span rows are flat: the words, and the values that belong to their kind."""
    shape = _object(Span)
    shape["description"] = "A name, date, number or weapon that was read, with its value."
    shape["required"] = ["report", "kind", *shape["required"]]
    maybe = {"geonames": int, "lat": float, "lon": float, "value": str, "low": int, "high": int, "label": str, "actor": str}
    more = {"word": str, "place_id": str, "country": str, "place_kind": str}
    shape["properties"] |= {
        "report": {"type": "string"},
        "kind": {"enum": ["place", "facility", "date", "number", "name", "weapon"]},
        **{name: {"type": [BASE[base], "null"]} for name, base in (maybe | more).items()},
        "literal": {"type": "boolean"},
        "disputed": {"const": True},
        "date_start": _day(null=True),
        "date_end": _day(null=True),
        "precision": {"anyOf": [_of(Precision), {"type": ["integer", "null"]}]},
        "quantifier": _of(Quantifier),
        "unit": _of(Unit),
        "weapon_kind": _of(WeaponKind),
        "synthetic": {"const": True},
    }
    return shape


def _nested(kind: type) -> Json:
    shape = _object(kind)
    if kind is Toll:
        shape["properties"]["person"] = {"const": True, "description": "One person, counted by name: withhold the words of `number`."}
    return shape


def _object(kind: type) -> Json:
    hints = get_type_hints(kind)
    properties = {name: _day(null=True) if field in DATED else _of(hints[field]) for field, name in exported(kind)}
    required = [name for field, name in exported(kind) if (kind, field) not in ADDED]
    return {"description": (kind.__doc__ or "").strip(), "type": "object", "required": required, "properties": properties}


def _of(hint: Any) -> Json:
    """The schema of a type in the model."""
    if get_origin(hint) in (types.UnionType, Union):
        return {"anyOf": [_of(part) for part in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if hint in BASE:
        return {"type": BASE[hint]}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _day(*, null: bool = False) -> Json:
    return {"type": ["string", "null"] if null else "string", "pattern": DAY}


def _when(field: str, value: str, then: Json) -> Json:
    return {"if": {"properties": {field: {"const": value}}, "required": [field]}, "then": then}
