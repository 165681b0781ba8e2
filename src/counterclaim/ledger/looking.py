"""One thing by its name: a report, a claim, its history, the versions of a document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from counterclaim.errors import NotFound
from counterclaim.ledger import decisions
from counterclaim.ledger.decisions import Decision
from counterclaim.ledger.keeping import load_reports
from counterclaim.ledger.rows import select_in
from counterclaim.ledger.tables import anchors, capture_reports, captures, readings, report_runs, reports, runs
from counterclaim.model import Capture, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What one run read at an anchor, in which report; `value` is `None` where it found nothing there any more."""

    run: str
    tool: str
    at: str
    report: str
    value: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that happened to one claim or statement; `report` is the one in which it was read last, `seen_by` the runs that read that one."""

    anchor: str
    kind: str
    report: Report
    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    captures: tuple[Capture, ...]
    seen_by: tuple[tuple[str, str], ...]


def find_report(connection: sa.Connection, name: str) -> str:
    """The key of a report: by key, by id where only one bears it, or by the beginning of the key."""
    exact = sa.select(reports.c.key).where(sa.or_(reports.c.key == name, reports.c.id == name)).limit(2)
    found = connection.scalars(exact).all() or connection.scalars(_begins(reports.c.key, name)).all()
    if len(found) == 1:
        return str(found[0])
    if found:
        raise NotFound(
            f"More than one report is called {name}. `counterclaim search report:{name}` shows their keys (rp:…); use one of them."
        )
    raise NotFound(f"There is no report {name} in the ledger. `counterclaim search …` finds reports by their words.")


def find_anchor(connection: sa.Connection, name: str) -> tuple[str, str]:
    """The (id, report) of a claim or statement."""
    found = connection.scalars(_begins(anchors.c.id, name).where(anchors.c.kind != "page")).all()
    if len(found) == 1:
        return str(found[0]), report_of(connection, str(found[0]))
    if found:
        raise NotFound(f"More than one claim begins with {name}. Type more of the id.")
    raise NotFound(f"There is no claim {name} in the ledger. `counterclaim tolls` lists tolls with their ids.")


def report_of(connection: sa.Connection, anchor: str) -> str:
    """The report in which an anchor was read last."""
    query = sa.select(readings.c.report).where(readings.c.anchor == anchor)
    return str(connection.scalar(query.order_by(readings.c.n.desc()).limit(1)))


def history(connection: sa.Connection, anchor: str) -> History:
    """Everything about one anchor, the oldest first."""
    kind, key = connection.scalar(sa.select(anchors.c.kind).where(anchors.c.id == anchor)), report_of(connection, anchor)
    read = sa.select(readings.c.run, runs.c.tool, report_runs.c.at, readings.c.report, readings.c.value)
    read = read.join(runs, runs.c.id == readings.c.run)
    read = read.join(report_runs, sa.and_(report_runs.c.run == readings.c.run, report_runs.c.report == readings.c.report))
    rows = connection.execute(read.where(readings.c.anchor == anchor).order_by(readings.c.n))
    seen = sa.select(report_runs.c.run, report_runs.c.at).where(report_runs.c.report == key).order_by(report_runs.c.at)
    return History(
        anchor=anchor,
        kind=str(kind),
        report=load_reports(connection, [key])[key],
        readings=tuple(Reading(r.run, r.tool, r.at, r.report, None if r.value is None else json.loads(r.value)) for r in rows),
        decisions=tuple(decisions.load(connection, subject=anchor)),
        captures=tuple(captures_of(connection, key)),
        seen_by=tuple((row.run, row.at) for row in connection.execute(seen)),
    )


def captures_of(connection: sa.Connection, key: str) -> list[Capture]:
    """The captures that gave a report, the first one first."""
    query = sa.select(captures).join(capture_reports, capture_reports.c.capture == captures.c.id)
    rows = connection.execute(query.where(capture_reports.c.report == key).order_by(captures.c.taken_at, captures.c.id))
    return [_capture(row) for row in rows]


def versions(connection: sa.Connection, key: str) -> list[Report]:
    """Reports of one document, tied to it as a version, or made of the same bytes by another extractor; by day."""
    found, todo = set[str](), {key}
    while todo:
        found |= todo
        rows = connection.execute(sa.select(reports.c.id, reports.c.document, reports.c.version_of).where(reports.c.key.in_(todo))).all()
        names = {row.id for row in rows} | {row.version_of for row in rows if row.version_of}
        tied = sa.or_(reports.c.document.in_({row.document for row in rows}), reports.c.version_of.in_(names))
        todo = (set(connection.scalars(sa.select(reports.c.key).where(tied))) | _of_same_bytes(connection, todo)) - found
    loaded = load_reports(connection, found)
    return sorted(loaded.values(), key=lambda report: (report.published, report.key))


def newer_versions(connection: sa.Connection, found: Sequence[Report]) -> dict[str, str]:
    """Which of these reports have a later version, with its key: by day of publication, then by what was added later.

    A row of a table has one where its figures are read in another row now, or nowhere any more (then the key is empty).
    """
    prose, rows = [r.key for r in found if not r.cells], [r.key for r in found if r.cells]
    own, other = reports.alias("own"), reports.alias("other")
    tied = sa.or_(other.c.document == own.c.document, other.c.version_of == own.c.id)
    pairs = sa.select(own.c.key, own.c.published, other.c.key.label("other"), other.c.published.label("later"))
    pairs = pairs.join(other, sa.and_(tied, other.c.published >= own.c.published, other.c.key != own.c.key))
    rows_found = list(select_in(connection, pairs, own.c.key, prose))
    first = sa.select(readings.c.report, sa.func.min(readings.c.seq).label("seq")).group_by(readings.c.report)
    order = {r.report: r.seq for r in select_in(connection, first, readings.c.report, {k for r in rows_found for k in (r.key, r.other)})}
    newest: dict[str, str] = {}
    for row in sorted(rows_found, key=lambda row: (row.later, order[row.other])):
        if (row.later, order[row.other]) > (row.published, order[row.key]):
            newest[row.key] = row.other
    return newest | _rows_moved_on(connection, rows)


def _rows_moved_on(connection: sa.Connection, keys: Sequence[str]) -> dict[str, str]:
    here, last, each = readings.alias("here"), readings.alias("last"), readings.alias("each")
    newest = sa.select(sa.func.max(each.c.n)).where(each.c.anchor == here.c.anchor).scalar_subquery()
    query = sa.select(here.c.report, last.c.report.label("now"), last.c.value.is_not(None).label("read")).select_from(here)
    query = query.join(last, sa.and_(last.c.anchor == here.c.anchor, last.c.n == newest)).join(anchors, anchors.c.id == here.c.anchor)
    found: dict[str, dict[str, bool]] = {}
    for row in select_in(connection, query.where(anchors.c.kind != "page").distinct(), here.c.report, keys):
        found.setdefault(row.report, {})[row.now] = bool(row.read) or found.get(row.report, {}).get(row.now, False)
    return {key: next((other for other, read in sorted(now.items()) if read), "") for key, now in found.items() if not now.get(key, False)}


def _of_same_bytes(connection: sa.Connection, keys: set[str]) -> set[str]:
    """Reports that another extractor made of the same place in the same bytes."""
    here, there, same = capture_reports.alias("here"), capture_reports.alias("there"), captures.alias("same")
    query = (
        sa.select(there.c.report)
        .select_from(here)
        .join(captures, captures.c.id == here.c.capture)
        .join(same, same.c.sha256 == captures.c.sha256)
        .join(there, sa.and_(there.c.capture == same.c.id, there.c.place == here.c.place))
    )
    return set(connection.scalars(query.where(here.c.report.in_(keys))))


def _begins(column: Any, name: str) -> sa.Select[Any]:
    """Up to two names that begin so; a range, so that the index is used and no sign is read as a pattern."""
    return sa.select(column).where(column >= name, column < name + "~").order_by(column).limit(2)


def _capture(row: Any) -> Capture:
    return Capture(
        sha256=row.sha256,
        taken_at=row.taken_at,
        origin=row.origin,
        how=row.how,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        collector=row.collector,
        tool=row.tool,
        extractor=row.extractor,
    )
