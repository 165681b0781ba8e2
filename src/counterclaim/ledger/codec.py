"""Model values <-> JSON: spans are offsets only, and fields that hold their default are left out.

A stored value never copies words of the report: they are taken from the one stored text, so that what is redacted there is gone
everywhere. A field that is added to the model later reads old rows.
"""

from __future__ import annotations

import hashlib
import json
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from counterclaim.model import Span

_Kind = TypeVar("_Kind")


def encode(value: Any) -> Any:
    """A model value as plain JSON."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        kept = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: encode(item) for field, item in kept if field.default is MISSING or item != field.default}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def decode(kind: type[_Kind], value: Any, text: str) -> _Kind:
    """The model value behind plain JSON, its words taken from `text`. Raises `ValueError` or `TypeError` where it does not fit."""
    return cast(_Kind, decode_as(kind, value, text))


def decode_as(kind: Any, value: Any, text: str) -> Any:
    """The same for any type hint of the model: unions, tuples, enums."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind), value, text)
    if origin is tuple:
        return _decode_tuple(get_args(kind), value, text)
    if kind is Span:
        start, end = value
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the report has no words from {start} to {end}: its text has {len(text)} characters")
        return Span(start, end, text[start:end])
    if is_dataclass(kind):
        return _decode_object(kind, value, text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not of the kind {getattr(kind, '__name__', kind)}")
    return value


def _decode_union(kinds: tuple[Any, ...], value: Any, text: str) -> Any:
    if value is None and type(None) in kinds:
        return None
    known = [kind for kind in kinds if kind is not type(None)]
    if len(known) > 1:  # a claim's bodies: each but one has fields that it is never without
        known.sort(key=lambda kind: -len(_needed(kind)))
        return _decode_object(next(kind for kind in known if _needed(kind) <= set(value)), value, text)
    return decode_as(known[0], value, text)


def _decode_tuple(kinds: tuple[Any, ...], value: Any, text: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(decode_as(kinds[0], item, text) for item in value)
    return tuple(decode_as(kind, item, text) for kind, item in zip(kinds, value, strict=True))


def _decode_object(kind: Any, value: Any, text: str) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not an object")
    hints = field_kinds(kind)
    return kind(**{name: decode_as(hints[name], item, text) for name, item in value.items()})


@cache
def _needed(kind: type) -> frozenset[str]:
    """The fields of a model class that have no default."""
    return frozenset(field.name for field in fields(kind) if field.default is MISSING)


@cache
def field_kinds(kind: type) -> dict[str, Any]:
    """The kinds of a model class's fields, by name."""
    return get_type_hints(kind)


def canonical(value: Any) -> str:
    """JSON in the one form that hashes are taken of: keys sorted, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
