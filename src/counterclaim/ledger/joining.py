"""Links between reports, made for a stretch of days at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

import sqlalchemy as sa

from counterclaim.ledger.derived import link_row
from counterclaim.ledger.keeping import load_extractions
from counterclaim.ledger.rows import add_rows, batches
from counterclaim.ledger.store import Store
from counterclaim.ledger.tables import links, reports, unlinked
from counterclaim.model import Extraction, Link

STRETCH = 30  # days done at once: with ten more on both sides a few hundred reports are in memory


def join_reports(store: Store, across: Callable[[Sequence[Extraction]], Iterable[Link]], reach: int) -> Iterator[int]:
    """Compares every report that is not compared yet with those of `reach` days around it; gives the links found, stretch by stretch."""
    while True:
        with store.reading() as connection:
            pending = _pending(connection)
            if not pending:
                return
            around = load_extractions(connection, _around(connection, pending, reach))
        owner = {claim.id: each.report.key for each in around for claim in each.claims}
        found = [each for each in across(around) if not pending.keys().isdisjoint((owner[each.source], owner[each.target]))]
        rows = [link_row(each, owner[each.source]) for each in found]

        def work(connection: sa.Connection, rows: list[dict[str, object]] = rows, done: Iterable[str] = tuple(pending)) -> None:
            add_rows(connection, links, rows)
            for batch in batches(done):
                connection.execute(sa.delete(unlinked).where(unlinked.c.report.in_(batch)))

        store.write(work)
        yield len(rows)


def _pending(connection: sa.Connection) -> dict[str, str]:
    """The earliest reports that are not compared yet, with their days."""
    query = sa.select(reports.c.key, reports.c.published).join(unlinked, unlinked.c.report == reports.c.key)
    first = connection.scalar(sa.select(sa.func.min(query.subquery().c.published)))
    if first is None:
        return {}
    last = _shifted(first, STRETCH)
    return {row.key: row.published for row in connection.execute(query.where(reports.c.published <= last))}


def _around(connection: sa.Connection, pending: dict[str, str], reach: int) -> list[str]:
    first, last = _shifted(min(pending.values()), -reach), _shifted(max(pending.values()), reach)
    query = sa.select(reports.c.key).where(reports.c.published.between(first, last))
    return list(connection.scalars(query.order_by(reports.c.published, reports.c.key)))


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
