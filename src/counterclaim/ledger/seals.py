"""The SHA-256 of a kept row: when, from where and by whom something came cannot be changed unnoticed either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from counterclaim.ledger.codec import canonical, sha256
from counterclaim.ledger.rows import flowing
from counterclaim.ledger.tables import capture_reports, captures, report_runs, reports, runs

SEALED = (runs, captures, reports, capture_reports, report_runs)
"""The tables whose rows bear a seal. Readings and decisions have hashes of their own; a document's id is the hash of its name."""

UNSEALED = ("digest", "text")  # a report's text has a hash in its row, which is under the seal


def seal(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its digest, taken over everything else in it but the text of a report."""
    return {**row, "digest": sha256(canonical({name: item for name, item in row.items() if name not in UNSEALED}))}


def seal_all(connection: sa.Connection, table: sa.TableClause) -> None:
    """Gives every row of a table its digest: rows that were written before there were any."""
    key = [column for column in table.c if column.name in ("id", "key", "capture", "report", "run")][: 2 if "report" in table.c else 1]
    change = sa.update(table).where(*(column == sa.bindparam(f"own_{column.name}") for column in key))
    change = change.values(digest=sa.bindparam("sealed"))
    rows = [seal(dict(row)) for row in connection.execute(sa.select(*_columns(table))).mappings()]
    found = [{"sealed": row["digest"], **{f"own_{column.name}": row[column.name] for column in key}} for row in rows]
    if found:
        connection.execute(change, found)


def broken_seals(connection: sa.Connection) -> Iterator[str]:
    """Every row whose digest does not fit, named by its table and first columns."""
    for table in SEALED:
        for row in flowing(connection, sa.select(*_columns(table))).mappings():
            if seal(dict(row))["digest"] != row["digest"]:
                named = " ".join(str(row[column.name]) for column in list(table.c)[:2])
                yield f"{table.name} {named}: where, when or how it came is not what was stored"


def _columns(table: sa.TableClause) -> list[Any]:
    return [column for column in table.c if column.name != "text"]
