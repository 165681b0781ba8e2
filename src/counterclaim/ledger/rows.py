"""Rows into tables: what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

FLOW = 1000  # rows that are fetched at once where a whole table is gone through
MANY = 500  # values in one `IN (…)`: SQLite's older limit is 999

_Item = TypeVar("_Item")


def add_rows(connection: sa.Connection, table: sa.TableClause, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows; one whose key is there already is passed over."""
    if rows:
        connection.execute(_insert(table.name, tuple(rows[0])), list(rows))


@cache
def _insert(table: str, names: tuple[str, ...]) -> sa.TextClause:
    marks = ", ".join(f":{name}" for name in names)
    return sa.text(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING")


def batches(items: Iterable[_Item], size: int = MANY) -> Iterator[list[_Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def select_in(connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnClause[Any], values: Iterable[str]) -> Iterator[Any]:
    """The query's rows whose `column` is one of the values, however many those are."""
    for batch in batches(dict.fromkeys(values)):
        yield from connection.execute(query.where(column.in_(batch)))


def flowing(connection: sa.Connection, query: sa.Select[Any]) -> sa.CursorResult[Any]:
    """The query's rows as they come, so that a whole table never stands in memory. The option must not stay with the connection."""
    return connection.execute(query, execution_options={"yield_per": FLOW})
