"""Reports, captures, anchors and readings: added once, never changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import sqlalchemy as sa

from counterclaim.ledger.codec import canonical, decode, encode, sha256
from counterclaim.ledger.derived import drop_claims, drop_reports, write_derived
from counterclaim.ledger.records import PAGE, Entry, Record, claim_span, read_record
from counterclaim.ledger.rows import add_rows, batches, select_in
from counterclaim.ledger.seals import seal
from counterclaim.ledger.tables import anchors, capture_reports, captures, documents, readings, report_runs, reports, runs
from counterclaim.model import Body, Capture, Extraction, Report, digest

# What of a report has a column of its own; the rest of it is kept as JSON.
COLUMNS = ("id", "key", "text", "published", "publisher", "url", "title", "language", "version_of", "carried_by", "synthetic")
ORDER = tuple(kind.__name__.lower() for kind in get_args(Body))


@dataclass(frozen=True, slots=True)
class Run:
    """A program with its rules, as it read: `rules` is a digest over vocabularies and grammars."""

    tool: str
    rules: str
    at: str

    @property
    def id(self) -> str:
        """The same program with the same rules has the same id, whenever it ran."""
        return digest("rn", self.tool, self.rules)


@dataclass(frozen=True, slots=True)
class Change:
    """An anchor whose reading is not what it was: `before` or `after` is `None` where it was not there, or is gone."""

    anchor: str
    kind: str
    report: str
    before: str | None
    after: str | None


def document_name(report: Report) -> str:
    """What the versions of one document have in common: the address, else whose version it is, else the outlet's own id.

    Rows of a table may all name the address that they were taken from, so theirs does not count.
    """
    if report.url and not report.cells:
        return report.url
    own = report.version_of or (report.id if report.id != report.key else None)
    return f"{report.publisher or ''} {own}".strip() if own else report.key


def document_id(report: Report) -> str:
    """The id of the document that a report is a version of."""
    return digest("dc", document_name(report))


def known_keys(connection: sa.Connection, keys: Iterable[str]) -> set[str]:
    """Which of these reports are in the ledger."""
    return {row.key for row in select_in(connection, sa.select(reports.c.key), reports.c.key, keys)}


def add_entries(connection: sa.Connection, run: Run, entries: Sequence[Entry]) -> list[str]:
    """Adds reports with their captures and readings, all or nothing; gives the keys of those that were new."""
    known = known_keys(connection, (entry.record.report.key for entry in entries))
    fresh = {entry.record.report.key: entry for entry in entries if entry.record.report.key not in known}
    names = {document_name(entry.record.report) for entry in fresh.values()}
    add_rows(connection, runs, [_run_row(run)] if fresh else [])
    add_rows(connection, documents, [{"id": digest("dc", name), "name": name} for name in sorted(names)])
    add_rows(connection, reports, [report_row(entry.record.report, run.at) for entry in fresh.values()])
    add_captures(connection, ((entry.capture, entry.record.report.key, entry.place) for entry in entries))
    records = [entry.record for entry in fresh.values()]
    _write_first(connection, run, records)
    write_derived(connection, records)
    return list(fresh)


def add_captures(connection: sa.Connection, found: Iterable[tuple[Capture | None, str, str]]) -> None:
    """Adds captures of reports that are in the ledger, as (capture, report, place in it)."""
    taken = {(capture_id(capture), key): (capture, place) for capture, key, place in found if capture}
    rows = {name: _capture_row(name, capture) for (name, _), (capture, _) in taken.items()}
    add_rows(connection, captures, list(rows.values()))
    places = [seal({"capture": name, "report": key, "place": place}) for (name, key), (_, place) in taken.items()]
    add_rows(connection, capture_reports, places)


def capture_id(capture: Capture) -> str:
    """The same bytes from the same place, made into text in the same way, are one capture however often they are added."""
    return digest("cp", capture.sha256, capture.origin, capture.how, capture.extractor)


def read_again(connection: sa.Connection, run: Run, records: Sequence[Record]) -> list[Change]:
    """Writes the readings that are not what they were, for reports in the ledger; gives the changes.

    What another report last read at an anchor is read here again, and derived from there no longer: a row of a table that went back.
    """
    keys = [record.report.key for record in records]
    before, emptied = current_values(connection, keys), _emptied_cells(connection, records)
    changes = [
        change for record in records for change in compare(before.get(record.report.key, {}) | emptied.get(record.report.key, {}), record)
    ]
    add_rows(connection, runs, [_run_row(run)])
    add_rows(connection, report_runs, [_seen_row(run, key) for key in keys])
    present = {anchor.id for record in records for anchor in record.anchors}
    add_rows(connection, anchors, [{"id": c.anchor, "kind": c.kind} for c in changes if c.anchor in present])
    last = _last_readings(connection, [change.anchor for change in changes])
    drop_claims(connection, last)
    rows = [_reading_row(run, c.report, c.anchor, last[c.anchor].n + 1 if c.anchor in last else 1, c.after) for c in changes]
    add_rows(connection, readings, rows)
    return changes


def compare(before: Mapping[str, tuple[str, str]], record: Record) -> Iterator[Change]:
    """What changes from the readings (anchor -> kind, value) to those of a record."""
    after = {anchor.id: anchor for anchor in record.anchors}
    for name, anchor in after.items():
        old = before[name][1] if name in before else None
        if old != anchor.value:
            yield Change(name, anchor.kind, record.report.key, old, anchor.value)
    for name, (kind, value) in before.items():
        if name not in after:
            yield Change(name, kind, record.report.key, value, None)


def withdraw(connection: sa.Connection, run: Run, keys: Sequence[str]) -> int:
    """Ends what is current in some rows of a table that are no longer in it; gives the number of figures. Their texts stay."""
    current = {key: [name for name, (kind, _) in found.items() if kind != PAGE] for key, found in current_values(connection, keys).items()}
    names = [name for found in current.values() for name in found]
    add_rows(connection, runs, [_run_row(run)])
    add_rows(connection, report_runs, [_seen_row(run, key) for key in current])
    last = _last_readings(connection, names)
    drop_claims(connection, names)
    rows = [_reading_row(run, key, name, last[name].n + 1, None) for key, found in current.items() for name in found]
    add_rows(connection, readings, rows)
    return len(rows)


def table_rows(connection: sa.Connection, name: str) -> list[str]:
    """The rows of a table, by its name, that hold a current figure: the keys of their reports."""
    query = sa.select(reports.c.key).where(reports.c.id.startswith(f"{name}#", autoescape=True)).order_by(reports.c.id, reports.c.key)
    keys = [key for key, report in load_reports(connection, connection.scalars(query)).items() if report.cells]
    current = current_values(connection, keys)
    return [key for key in keys if any(kind != PAGE for kind, _ in current.get(key, {}).values())]


def _emptied_cells(connection: sa.Connection, records: Sequence[Record]) -> dict[str, dict[str, tuple[str, str]]]:
    """What earlier versions of these rows of tables hold and the present ones do not: row -> anchor -> (kind, value)."""
    owners = {record.report.id: record for record in records if record.report.cells}
    versions = {row.key: row.id for row in select_in(connection, sa.select(reports.c.key, reports.c.id), reports.c.id, owners)}
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for key, values in current_values(connection, versions).items():
        record = owners[versions[key]]
        here = {anchor.id for anchor in record.anchors}
        if key != record.report.key:
            found[record.report.key] |= {n: v for n, v in values.items() if n not in here and v[0] != PAGE}
    return found


def current_values(connection: sa.Connection, keys: Iterable[str]) -> dict[str, dict[str, tuple[str, str]]]:
    """The present readings of some reports: report -> anchor -> (kind, value).

    What is gone is left out, and what a later report read at the same anchor: a row of a table that came again.
    """
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    query = sa.select(readings.c.anchor, anchors.c.kind, readings.c.report, readings.c.value)
    query = query.join(anchors, anchors.c.id == readings.c.anchor).order_by(readings.c.anchor, readings.c.n)
    for batch in batches(dict.fromkeys(keys)):
        inside = readings.alias("inside")
        here = sa.select(inside.c.anchor).where(inside.c.report.in_(batch))
        last = {row.anchor: row for row in connection.execute(query.where(readings.c.anchor.in_(here)))}
        for row in last.values():
            if row.value is not None and row.report in batch:
                found[row.report][row.anchor] = (row.kind, row.value)
    return found


def load_reports(connection: sa.Connection, keys: Iterable[str]) -> dict[str, Report]:
    """Stored reports by key. `source` names the first capture."""
    query = (
        sa.select(reports, captures.c.origin, capture_reports.c.place)
        .join(capture_reports, capture_reports.c.report == reports.c.key, isouter=True)
        .join(captures, captures.c.id == capture_reports.c.capture, isouter=True)
        .order_by(captures.c.taken_at.desc(), captures.c.id.desc())
    )
    return {row.key: _report(row) for row in select_in(connection, query, reports.c.key, keys)}


def load_extractions(connection: sa.Connection, keys: Sequence[str]) -> list[Extraction]:
    """Stored reports with their present readings, in the order of the keys; statements and claims in text order."""
    found, values = load_reports(connection, keys), current_values(connection, keys)
    loaded = (read_record(found[key], values.get(key, {}).values()) for key in keys if key in found)
    return [in_text_order(extraction) for extraction in loaded]


def in_text_order(extraction: Extraction) -> Extraction:
    """Statements, then claims by kind and anchor, as reading gives them: the database keeps no order."""
    statements = sorted(extraction.statements, key=lambda s: (s.cue.start, s.cue.end, s.id))
    claims = sorted(extraction.claims, key=lambda c: (ORDER.index(c.kind), *claim_span(c), c.id))
    return replace(extraction, statements=tuple(statements), claims=tuple(claims))


def derive_again(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Derives anew what hangs on some reports whose readings or text have changed."""
    drop_reports(connection, [record.report.key for record in records])
    write_derived(connection, records)


def report_row(report: Report, at: str) -> dict[str, Any]:
    """A report as it is kept."""
    row = {
        "key": report.key,
        "id": report.id,
        "document": document_id(report),
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "title": report.title,
        "version_of": report.version_of,
        "language": report.language,
        "synthetic": report.synthetic,
        "carried_by": canonical(list(report.carried_by)),
        "text": report.text,
        "text_sha256": sha256(report.text),
        "more": canonical({name: item for name, item in encode(report).items() if name not in (*COLUMNS, "source")}),
        "added_at": at,
    }
    return seal(row)


def _report(row: Any) -> Report:
    origin = f"{row.origin}, {row.place}" if row.place else row.origin
    own = {name: getattr(row, name) for name in COLUMNS} | {"carried_by": json.loads(row.carried_by), "source": origin or ""}
    return decode(Report, {**own, **json.loads(row.more)}, row.text)


def _write_first(connection: sa.Connection, run: Run, records: Sequence[Record]) -> None:
    """The readings of new reports. An anchor that was read in another report before goes on there: its row of a table came again."""
    add_rows(connection, report_runs, [_seen_row(run, record.report.key) for record in records])
    read: list[tuple[str, str, str | None]] = [(r.report.key, anchor.id, anchor.value) for r in records for anchor in r.anchors]
    read += [(key, name, None) for key, names in _emptied_cells(connection, records).items() for name in names]
    last = _last_readings(connection, [name for _, name, _ in read])
    drop_claims(connection, last)
    add_rows(connection, anchors, [{"id": anchor.id, "kind": anchor.kind} for record in records for anchor in record.anchors])
    rows = [_reading_row(run, key, name, last[name].n + 1 if name in last else 1, value) for key, name, value in read]
    add_rows(connection, readings, rows)


def _last_readings(connection: sa.Connection, names: Iterable[str]) -> dict[str, Any]:
    query = sa.select(readings.c.anchor, readings.c.n).order_by(readings.c.anchor, readings.c.n)
    return {row.anchor: row for row in select_in(connection, query, readings.c.anchor, names)}


def _run_row(run: Run) -> dict[str, Any]:
    return seal({"id": run.id, "tool": run.tool, "rules": run.rules, "first_at": run.at})


def _seen_row(run: Run, key: str) -> dict[str, Any]:
    return seal({"report": key, "run": run.id, "at": run.at})


def _reading_row(run: Run, key: str, name: str, n: int, value: str | None) -> dict[str, Any]:
    return {"anchor": name, "n": n, "report": key, "run": run.id, "digest": sha256(value or ""), "value": value}


def _capture_row(name: str, capture: Capture) -> dict[str, Any]:
    row = {
        "id": name,
        "sha256": capture.sha256,
        "taken_at": capture.taken_at,
        "origin": capture.origin,
        "how": capture.how,
        "headers": canonical([list(pair) for pair in capture.headers]),
        "collector": capture.collector,
        "tool": capture.tool,
        "extractor": capture.extractor,
    }
    return seal(row)
