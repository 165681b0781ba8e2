"""What a user sets going on a ledger, in order: archive first, then one transaction a batch, then the count of what was done."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.actors import Register, load_register
from counterclaim.errors import InputError, NotFound, UnreadableFile
from counterclaim.ledger import (
    Change,
    Decision,
    Entry,
    Ledger,
    Migration,
    Record,
    Redacted,
    Run,
    Verification,
    find_ledger,
    make_record,
    open_ledger,
)
from counterclaim.model import Capture, Extraction, Report, Taken
from counterclaim.persons import person_names
from counterclaim.pipeline import extract
from counterclaim.reconciliation import WINDOW, link, links_across
from counterclaim.reports import read_reports, read_taken
from counterclaim.runs import TOOL, make_run
from counterclaim.settings import load_settings
from counterclaim.tables import Table, read_pdf_tables, read_table
from counterclaim.views import now

GROUP = 200  # reports in one transaction: few enough to lose no more than a second's work, enough for 1,000 reports a second
TABLES = (".csv", ".tsv", ".xlsx")  # where a file of this name is named itself; in a folder it may be anything


def open_or_make(address: str) -> Ledger:
    """The ledger at an address, made where there is none."""
    return open_ledger(address, create=True, at=now(), tool=TOOL)


def record_of(extraction: Extraction) -> Record:
    """The rows of one extraction, with its links and the private persons in it. A row of a table has no sentences, so no links inside."""
    links = link([extraction]) if extraction.spans.sentences else ()
    return make_record(extraction, links, person_names(extraction))


def _read_records(reports: Sequence[Report]) -> list[Record]:
    return [record_of(extract(report, register=_register())) for report in reports]


def _register() -> Register:
    """The package's actors with the user's own; read once a run."""
    return load_register(load_settings().actors)


def finish(ledger: Ledger) -> None:
    """Compares what is new or changed with the reports around it, and keeps redactions. What was interrupted before is done as well."""
    ledger.keep_redacted()
    ledger.link_across(links_across, WINDOW)


def rebuild(ledger: Ledger) -> int:
    """Drops everything derived and makes it anew; gives the number of reports."""
    done = ledger.rebuild(record_of)
    finish(ledger)
    return done


# ---------------------------------------------------------------- adding


@dataclass(frozen=True, slots=True)
class Added:
    """What adding came to: new reports with their claims, reports that were there already, and files that cannot be read.

    `absent` are the rows that a table held when it came before and holds no longer, `withdrawn` the figures ended because of that.
    """

    new: int
    known: int
    claims: int
    failed: tuple[InputError, ...]
    absent: tuple[str, ...] = ()
    withdrawn: int = 0


def add(
    ledger: Ledger,
    sources: Iterable[str],
    *,
    published: str | None = None,
    publisher: str | None = None,
    collector: str | None = None,
    today: date | None = None,
    whole: bool = False,
    pdf_tables: bool = False,
    jobs: int | None = None,
    on_error: Callable[[InputError], None] | None = None,
    on_batch: Callable[[Added], None] | None = None,
) -> Added:
    """Reads files, folders, globs or `-` into the ledger; what cannot be read goes to `on_error` and the rest goes on.

    With `whole` each table is all that there is of it: rows that it held before and holds no longer end (see `add_table`). With
    `pdf_tables` the ruled tables of PDFs that are named themselves are added beside their texts.
    """
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        if on_error:
            on_error(error)

    sources = list(sources)
    tables = [source for source in sources if source.lower().endswith(TABLES)]
    taken = read_taken(
        [source for source in sources if source not in tables],
        taken_at=now(),
        collector=collector,
        tool=TOOL,
        extractor=TOOL,
        on_error=fail,
        published=published,
        publisher=publisher,
        today=today,
    )
    parts = [add_taken(ledger, taken, jobs=jobs, on_batch=on_batch)]
    pdfs = [source for source in sources if pdf_tables and source.lower().endswith(".pdf")]
    for path in map(Path, [*tables, *pdfs]):
        try:
            parts.append(add_table(ledger, path, published=published, publisher=publisher, collector=collector, whole=whole, on_error=fail))
        except InputError as error:
            fail(error)
    return replace(total(parts), failed=tuple(failed))


def total(parts: Sequence[Added]) -> Added:
    """What several runs of adding came to together."""
    return Added(
        new=sum(part.new for part in parts),
        known=sum(part.known for part in parts),
        claims=sum(part.claims for part in parts),
        failed=tuple(error for part in parts for error in part.failed),
        absent=tuple(row for part in parts for row in part.absent),
        withdrawn=sum(part.withdrawn for part in parts),
    )


def add_table(
    ledger: Ledger,
    path: Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    collector: str | None = None,
    whole: bool = False,
    on_error: Callable[[InputError], None],
) -> Added:
    """Adds the rows of a table of figures, which are current from then on; one with another figure gives its claims a new reading.

    The figure of a cell that was emptied is current no longer. Rows that the table held before and does not hold now may be gone or
    just not in this part of it: only with `whole` do their figures end. Of a PDF, the tables in it are added, dated as the PDF is.

    Raises `UnreadableFile` or `InvalidReport` where the file is no such table; what is wrong with single rows goes to `on_error`.
    """
    if path.suffix.lower() == ".pdf":
        published = published or next((report.published for report in read_reports([str(path)], on_error=lambda _: None)), None)
        tables = read_pdf_tables(path, published=published, publisher=publisher, register=_register())
    else:
        tables = (read_table(path, published=published, publisher=publisher, register=_register()),)
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    if any(table.dataset != digest for table in tables):
        raise UnreadableFile("it was changed while it was read. Add it again.", source=str(path))
    ledger.archive.store(raw)
    capture = Capture(sha256=digest, taken_at=now(), origin=str(path), how="file", collector=collector, tool=TOOL, extractor=TOOL)
    parts = [_add_rows(ledger, table, capture, raw, whole=whole, on_error=on_error) for table in tables]
    finish(ledger)
    return total(parts)


def _add_rows(ledger: Ledger, table: Table, capture: Capture, raw: bytes, *, whole: bool, on_error: Callable[[InputError], None]) -> Added:
    for error in table.failed:
        on_error(error)
    taken = [Taken(report=extraction.report, capture=capture, raw=raw) for extraction in table.extractions]
    records = {extraction.report.key: record_of(extraction) for extraction in table.extractions}
    done = Added(0, 0, 0, ())
    for group in _groups(taken):
        known = ledger.known(each.report.key for each in group)
        fresh = {each.report.key: records[each.report.key] for each in group if each.report.key not in known}
        done = _write(ledger, make_run(), group, fresh, done)
        if known:  # a row that goes back to what it said before is current again
            ledger.read_again(make_run(), [records[key] for key in sorted(known)])
    absent = tuple(key for key in ledger.table_rows(table.name) if key not in records)
    withdrawn = ledger.withdraw(make_run(), absent) if whole and absent else 0
    return replace(done, absent=absent, withdrawn=withdrawn)


def add_taken(ledger: Ledger, taken: Iterable[Taken], *, jobs: int | None = None, on_batch: Callable[[Added], None] | None = None) -> Added:
    """Adds reports with their captures. Each batch is one transaction; what `on_batch` has counted is on the disk."""
    run, done = make_run(), Added(0, 0, 0, ())
    for group, records in _extracted(ledger, _groups(taken), jobs):
        done = _write(ledger, run, group, records, done)
        if on_batch:
            on_batch(done)
    finish(ledger)
    return done


def _write(ledger: Ledger, run: Run, group: list[Taken], records: dict[str, Record], done: Added) -> Added:
    """One transaction for what is new in a group; `done` with what that came to added."""
    entries = [
        Entry(record=records[each.report.key], capture=each.capture, place=_place(each)) for each in group if each.report.key in records
    ]
    rest = [(each.capture, each.report.key, _place(each)) for each in group if each.report.key not in records]
    fresh = set(ledger.add(run, entries)) if entries else set()
    if rest:
        ledger.add_captures(rest)
    claims = sum(len(entry.record.claims) for entry in entries if entry.record.report.key in fresh)
    return Added(done.new + len(fresh), done.known + len(group) - len(fresh), done.claims + claims, ())


def _place(taken: Taken) -> str:
    """Where in the file the report stands ("line 3"); empty where it is the file."""
    return taken.report.source.removeprefix(taken.capture.origin).removeprefix(", ")


def _groups(taken: Iterable[Taken]) -> Iterator[list[Taken]]:
    group: list[Taken] = []
    for each in taken:
        group.append(each)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


def _extracted(ledger: Ledger, groups: Iterable[list[Taken]], jobs: int | None) -> Iterator[tuple[list[Taken], dict[str, Record]]]:
    """Each group with the records of the reports that the ledger does not have yet; their bytes are archived before."""
    archived: set[str] = set()

    def prepared() -> Iterator[tuple[list[Taken], list[Report]]]:
        for group in groups:
            for each in group:
                if each.capture.sha256 not in archived:
                    ledger.archive.store(each.raw)
                    archived.add(each.capture.sha256)
            known = ledger.known(each.report.key for each in group)
            yield group, [each.report for each in group if each.report.key not in known]

    for group, records in _spread(prepared(), jobs):
        yield group, {record.report.key: record for record in records}


def _spread(work: Iterator[tuple[Any, list[Report]]], jobs: int | None) -> Iterator[tuple[Any, list[Record]]]:
    """Reads the reports of each item, in order. The first group is read here; a longer task is spread over processes."""
    jobs = jobs or os.cpu_count() or 1
    for item, reports in work:
        yield item, _read_records(reports)
        if jobs > 1 and len(reports) == GROUP:
            break
    else:
        return
    waiting: deque[tuple[Any, Future[list[Record]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("forkserver")) as pool:
        for item, reports in work:
            waiting.append((item, pool.submit(_read_records, reports)))
            if len(waiting) > 2 * jobs:
                first, done = waiting.popleft()
                yield first, done.result()
        for item, done in waiting:
            yield item, done.result()


# ---------------------------------------------------------------- reading again


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again came to, in claims and statements; `judged_gone` are claims that people judged and that are not read any more."""

    reports: int
    same: int
    changed: int
    new: int
    gone: int
    changes: tuple[Change, ...]
    judged_gone: tuple[str, ...]


def reread(ledger: Ledger, keys: Sequence[str] | None = None, *, write: bool = True, jobs: int | None = None) -> Reread:
    """Reads the stored texts again under the present rules; with `write` the new readings are added to the old ones.

    Texts, ids and judgements stay as they are. Rows of tables are read in the table's original; where a redaction took that away, or
    their text would be another one now, they stay as they are.
    """
    run, total, changes = make_run(), 0, []
    keys = ledger.report_keys() if keys is None else keys
    groups = (list(keys[k : k + GROUP]) for k in range(0, len(keys), GROUP))
    loaded = (list(ledger.reports(group).values()) for group in groups)
    parted = (([report for report in found if report.cells], [report for report in found if not report.cells]) for found in loaded)
    for rows, prose in _spread(parted, jobs):
        records = [*prose, *_row_records(ledger, rows)]
        found = ledger.read_again(run, records) if write else ledger.compare(records)
        changes += [change for change in found if change.kind != "page"]
        total += sum(len(record.anchors) - 1 for record in records)
    if write:
        finish(ledger)
    new = sum(change.before is None for change in changes)
    gone = [change.anchor for change in changes if change.after is None]
    judged = set(ledger.judged_anchors())
    changed = len(changes) - new - len(gone)
    return Reread(len(keys), total - new - changed, changed, new, len(gone), tuple(changes), tuple(a for a in gone if a in judged))


def _row_records(ledger: Ledger, rows: Sequence[Report]) -> list[Record]:
    """The current ones of these rows of tables, read again in the original of their table."""
    moved, tables, found = ledger.newer(rows), dict[tuple[str | None, ...], dict[str, Extraction]](), list[Record]()
    for report in rows:
        if report.key in moved:
            continue
        capture, sheet = ledger.captures(report.key)[-1], report.cells[0].sheet
        name = (capture.sha256, report.published, report.publisher, sheet)
        if name not in tables:
            tables[name] = _rows_of(ledger, capture, report, sheet)
        if report.key in tables[name]:
            found.append(record_of(tables[name][report.key]))
    return found


def _rows_of(ledger: Ledger, capture: Capture, report: Report, sheet: str | None) -> dict[str, Extraction]:
    """The rows of a kept table as they are read now, by key, dated and published as one of them was; none where it cannot be read."""
    try:
        raw = ledger.archive.fetch(capture.sha256)
        path, published, publisher = Path(capture.origin), report.published, report.publisher
        if path.suffix.lower() == ".pdf":
            tables = read_pdf_tables(path, raw=raw, published=published, publisher=publisher, register=_register())
        else:
            tables = (read_table(path, raw=raw, sheet=sheet, published=published, publisher=publisher, register=_register()),)
    except (NotFound, InputError):
        return {}
    return {each.report.key: each for table in tables for each in table.extractions}


def verify(ledger: Ledger, *, derived: bool = False) -> Verification:
    """Computes every hash anew; with `derived` also derives everything anew and compares, which takes as long as a rebuild."""
    found = ledger.verify()
    return replace(found, faults=(*found.faults, *ledger.verify_derived(record_of))) if derived else found


def redact(ledger: Ledger, name: str, words: str, *, who: str, why: str) -> Redacted:
    """Takes words out of a report for good. Raises `NotFound` or `InvalidDecision`."""
    done = ledger.redact(ledger.find_report(name), words, record_of, who=who, why=why, at=now())
    finish(ledger)
    return done


def redact_decision(ledger: Ledger, seq: int, *, who: str, why: str) -> Decision:
    """Takes away what a decision says. Raises `NotFound` or `InvalidDecision`."""
    return ledger.redact_decision(seq, who=who, why=why, at=now())


def restore(address: str, path: Path) -> int:
    """Fills an empty ledger from a backup; gives the number of reports. Raises `LedgerError`, `LedgerDamaged` or `NotFound`."""
    ledger = open_or_make(address)
    done = ledger.restore(path, record_of)
    finish(ledger)
    return done


def migrate(address: str) -> list[Migration]:
    """Brings a ledger to this program's schema; gives the steps that were done. Raises `NotFound` where there is no ledger."""
    ledger = find_ledger(address)
    done = ledger.migrate(record_of, at=now(), tool=TOOL)
    finish(ledger)
    return done
