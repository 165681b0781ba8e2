"""Headers, tags and a user's mapping -> what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from counterclaim.errors import InvalidReport
from counterclaim.model import Group, Measure, Scope, Unit
from counterclaim.tables.grid import Grid
from counterclaim.vocabulary import Row, load_vocabulary

PLAIN_FIELDS = frozenset(
    (
        *("id", "date", "date_start", "date_end", "published", "place", "place_id", "source", "url", "measure", "number"),
        *("party", "attributed_to", "notes", "ignore"),
    )
)
_SHARES = re.compile(r"%|\b(?:per ?cent|rate|ratio|share|per)\b", re.IGNORECASE)  # these columns hold no counts
_DETAILS = ("group", "bound", "scope", "unit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds and how that is known: `given` by the user, by `hxl` tag or `header`; `none` where it is passed over.

    A `toll` column has its measure, and where its header says so the group, whether it is the `low` or `high` end, scope and unit.
    """

    index: int
    letter: str
    header: str
    field: str
    how: str
    measure: Measure | None = None
    group: Group = Group.UNSPECIFIED
    bound: str | None = None
    scope: Scope = Scope.UNKNOWN
    unit: Unit = Unit.PERSON


def map_columns(grid: Grid, mapping: Mapping[str, str], *, source: str) -> tuple[Column, ...]:
    """What the columns hold. Raises `InvalidReport` where none holds a figure, or the mapping names an unknown header or field."""
    unknown = [header for header in mapping if header not in grid.headers]
    if unknown:
        reason = f"there is no column {unknown[0]!r}; the columns are {', '.join(filter(None, grid.headers))}."
        raise InvalidReport(reason, source=source)
    columns = tuple(_column(grid, index, mapping, source) for index in range(len(grid.headers)))
    if not any(column.field in ("toll", "number") for column in columns):
        names = ", ".join(filter(None, grid.headers)) or "none"
        raise InvalidReport(f"no column holds a number of people (columns: {names}). Say which one does, as in `killed`.", source=source)
    return _once(columns)


def letter(index: int) -> str:
    """The name of a column in a spreadsheet: A, B, …, Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _column(grid: Grid, index: int, mapping: Mapping[str, str], source: str) -> Column:
    header = grid.headers[index]
    tag = grid.tags[index]
    if header in mapping:
        return _given(index, header, mapping[header], source)
    by, words = ("hxl", re.sub(r"\s+", "", tag).lower()) if any(grid.tags) else ("header", _plain(header))
    found = _match(by, words)
    if not words or found is None or (found["field"] == "toll" and _SHARES.search(header)):
        return Column(index=index, letter=letter(index), header=header, field="ignore", how="none")
    details = {name: _detail(by, name, words) for name in _DETAILS} if found["field"] == "toll" else {}
    return _with(index, header, found["field"], by, found["value"], details)


def _plain(header: str) -> str:
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[^\w%]+|_", " ", header).lower().split())


@cache
def _rules(by: str, detail: bool) -> tuple[tuple[re.Pattern[str], Row], ...]:
    rows = [row for row in load_vocabulary("columns") if row["by"] == by and (row["field"] in _DETAILS) is detail]
    return tuple((re.compile(row["pattern"]), row) for row in rows)


def _match(by: str, words: str) -> Row | None:
    return next((row for pattern, row in _rules(by, False) if pattern.fullmatch(words)), None)


def _detail(by: str, name: str, words: str) -> str | None:
    return next((row["value"] for pattern, row in _rules(by, True) if row["field"] == name and pattern.fullmatch(words)), None)


def _given(index: int, header: str, spec: str, source: str) -> Column:
    first, *rest = spec.split(":")
    if first in PLAIN_FIELDS and not rest:
        return Column(index=index, letter=letter(index), header=header, field=first, how="given")
    values = {"group": [*Group], "bound": ["low", "high"], "scope": [*Scope], "unit": [*Unit]}
    details = {name: next((part for part in rest if part in known), None) for name, known in values.items()}
    if first not in [*Measure] or len(rest) != sum(value is not None for value in details.values()):
        raise InvalidReport(
            f"column {header!r} cannot be {spec!r}: name a field ({', '.join(sorted(PLAIN_FIELDS))}) or a measure.", source=source
        )
    return _with(index, header, "toll", "given", first, details)


def _with(index: int, header: str, field: str, how: str, value: str, details: Mapping[str, str | None]) -> Column:
    return Column(
        index=index,
        letter=letter(index),
        header=header,
        field=field,
        how=how,
        measure=Measure(value) if field == "toll" else None,
        group=Group(details.get("group") or Group.UNSPECIFIED),
        bound=details.get("bound"),
        scope=Scope(details.get("scope") or Scope.UNKNOWN),
        unit=Unit(details.get("unit") or Unit.PERSON),
    )


def _once(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of several columns for one field the first, where only one can count; places may be several, from large to small."""
    seen: set[str] = set()
    kept = []
    for column in columns:
        if column.field in PLAIN_FIELDS - {"ignore", "place", "place_id", "notes"} and column.field in seen and column.how != "given":
            kept.append(Column(index=column.index, letter=column.letter, header=column.header, field="ignore", how="none"))
            continue
        seen.add(column.field)
        kept.append(column)
    return tuple(kept)
