"""Extractions and decisions -> a ledger that keeps them, and back. The only SQL for claims."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from counterclaim.archive import Archive
from counterclaim.errors import LedgerError, LedgerOutdated, NotFound
from counterclaim.ledger import copies, decisions, keeping, redaction, stamping
from counterclaim.ledger.checks import Verification, derived_faults, verify_ledger
from counterclaim.ledger.codec import decode
from counterclaim.ledger.decisions import Chain, Decision, Judged, Kind, Verdict, plain_judgements
from counterclaim.ledger.derived import drop_all, write_derived
from counterclaim.ledger.joining import join_reports
from counterclaim.ledger.judging import judge_claim, judged_claims
from counterclaim.ledger.keeping import Change, Run, document_id
from counterclaim.ledger.looking import History, captures_of, find_anchor, find_report, history, newer_versions, versions
from counterclaim.ledger.migrations import MIGRATIONS, NEWEST, Migration, apply, schema_version
from counterclaim.ledger.query import Query, matches, parse
from counterclaim.ledger.records import Entry, Record, make_record, words_of
from counterclaim.ledger.redaction import Redacted
from counterclaim.ledger.rows import batches, select_in
from counterclaim.ledger.search import Filters, Hit, list_anchors, search
from counterclaim.ledger.stamping import Stamp
from counterclaim.ledger.store import Store, open_store
from counterclaim.ledger.tables import KEPT, facts, links, reports
from counterclaim.ledger.withholding import Withheld, withheld
from counterclaim.model import Capture, Extraction, Link, Report

__all__ = [
    "Chain",
    "Change",
    "Decision",
    "Entry",
    "Filters",
    "History",
    "Hit",
    "Judged",
    "Kind",
    "Ledger",
    "Migration",
    "Query",
    "Record",
    "Redacted",
    "Run",
    "Stamp",
    "Verdict",
    "Verification",
    "Withheld",
    "document_id",
    "find_ledger",
    "make_record",
    "matches",
    "open_ledger",
    "parse",
    "plain_judgements",
    "words_of",
]

BATCH = 200  # reports in memory at once while everything is derived anew

Derive = Callable[[Extraction], Record]


def find_ledger(address: str) -> Ledger:
    """The ledger at an address, also of an older schema. Raises `NotFound` where there is none, `LedgerOutdated` where it is newer."""
    ledger = Ledger(open_store(address))
    _check_version(ledger, oldest=1)
    return ledger


def open_ledger(address: str, *, create: bool = False, at: str = "", tool: str = "") -> Ledger:
    """The ledger in a folder, or at `postgresql+psycopg://…?archive=FOLDER`; made where `create` says so and there is none.

    Raises `NotFound` where there is none, `LedgerOutdated` where its schema is another one, `LedgerError` where it cannot be used.
    """
    ledger = Ledger(open_store(address))
    if create:
        ledger.make(at=at, tool=tool)
    _check_version(ledger, oldest=NEWEST)
    return ledger


def _check_version(ledger: Ledger, *, oldest: int) -> None:
    version, address = ledger.version(), ledger.store.address
    if version > NEWEST:
        raise LedgerOutdated(f"The ledger {address} has schema {version}: a newer program made it. Use that one.")
    if version == 0:
        raise NotFound(f"There is no ledger at {address}. `counterclaim add REPORTS… --ledger {address}` begins one.")
    if version < oldest:
        raise LedgerOutdated(
            f"The ledger {address} has schema {version}, this program {NEWEST}. "
            "Make a copy with the older program (`counterclaim backup FILE`), then type `counterclaim migrate`."
        )


@dataclass(frozen=True, slots=True)
class Ledger:
    """Reports with their captures and readings, what people decided, and everything derived from them."""

    store: Store

    @property
    def archive(self) -> Archive:
        """The original bytes."""
        return Archive(self.store.archive)

    # ------------------------------------------------------------ schema

    def version(self) -> int:
        """The schema's number; 0 where nothing was made yet."""
        if self.store.dialect == "sqlite" and not self._file().exists():
            return 0
        with self.store.reading() as connection:
            return schema_version(connection)

    def make(self, *, at: str, tool: str) -> None:
        """Makes an empty ledger of the newest schema where there is none; anything else is left as it is."""
        if self.version():
            return
        try:
            self.store.archive.mkdir(parents=True, exist_ok=True)
            if self.store.dialect == "sqlite":
                self._file().parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"{self.store.archive} cannot be made: {error.strerror}. Name another folder with --ledger.") from None

        def work(connection: sa.Connection) -> None:
            if schema_version(connection) == 0:
                for migration in MIGRATIONS:
                    apply(connection, migration, at=at, tool=tool)

        self.store.write(work)

    def migrate(self, derive: Derive, *, at: str, tool: str) -> list[Migration]:
        """Does the steps that are still to be done, each in one transaction; gives them. With the last one, everything derived is anew."""
        done = []
        for migration in MIGRATIONS[self.version() :]:

            def work(connection: sa.Connection, migration: Migration = migration) -> bool:
                fresh = apply(connection, migration, at=at, tool=tool)
                if fresh and migration.version == NEWEST:
                    _derive_all(connection, derive)
                return fresh

            if self.store.write(work):
                done.append(migration)
        return done

    # ------------------------------------------------------------ reports

    def known(self, keys: Iterable[str]) -> set[str]:
        """Which of these reports are in the ledger."""
        with self.store.reading() as connection:
            return keeping.known_keys(connection, keys)

    def add(self, run: Run, entries: Sequence[Entry]) -> list[str]:
        """Adds reports in one transaction; gives the keys of those that were new. Adding the same again changes nothing."""
        return self.store.write(lambda connection: keeping.add_entries(connection, run, entries))

    def add_captures(self, found: Sequence[tuple[Capture, str, str]]) -> None:
        """Adds captures of reports that are in the ledger already, as (capture, report, place in it)."""
        self.store.write(lambda connection: keeping.add_captures(connection, found))

    def report_keys(self) -> list[str]:
        """Every report, by day and key."""
        with self.store.reading() as connection:
            return list(connection.scalars(sa.select(reports.c.key).order_by(reports.c.published, reports.c.key)))

    def reports(self, keys: Iterable[str]) -> dict[str, Report]:
        """Reports by key."""
        with self.store.reading() as connection:
            return keeping.load_reports(connection, keys)

    def extractions(self, keys: Sequence[str]) -> list[Extraction]:
        """Reports with their present readings, in the order of the keys."""
        with self.store.reading() as connection:
            return keeping.load_extractions(connection, keys)

    def links(self, keys: Iterable[str]) -> list[Link]:
        """The links of some reports."""
        with self.store.reading() as connection:
            query = sa.select(links.c.report, links.c.value).order_by(links.c.id)
            rows = list(select_in(connection, query, links.c.report, keys))
            texts = {key: report.text for key, report in keeping.load_reports(connection, {row.report for row in rows}).items()}
        return [decode(Link, json.loads(row.value), texts[row.report]) for row in rows]

    def find_report(self, name: str) -> str:
        """The key of a report, from its key, the beginning of it, or its id. Raises `NotFound`."""
        with self.store.reading() as connection:
            return find_report(connection, name)

    def find_anchor(self, name: str) -> tuple[str, str]:
        """The (id, report) of a claim or statement, from its id or the beginning of it. Raises `NotFound`."""
        with self.store.reading() as connection:
            return find_anchor(connection, name)

    def newer(self, found: Sequence[Report]) -> dict[str, str]:
        """Which of these reports have a later version, with its key; empty where a row of a table was taken back."""
        with self.store.reading() as connection:
            return newer_versions(connection, found)

    def versions(self, key: str) -> list[Report]:
        """All versions of the document of a report, the oldest first."""
        with self.store.reading() as connection:
            return versions(connection, key)

    def document_of(self, key: str) -> str:
        """The document that a report is a version of."""
        with self.store.reading() as connection:
            return str(connection.scalar(sa.select(reports.c.document).where(reports.c.key == key)))

    def captures(self, key: str) -> list[Capture]:
        """The captures that gave a report."""
        with self.store.reading() as connection:
            return captures_of(connection, key)

    def places(self, names: Iterable[str]) -> list[tuple[str, int, int]]:
        """Where claims and statements stand, as (report, first and last code point)."""
        with self.store.reading() as connection:
            rows = select_in(connection, sa.select(facts), facts.c.anchor, names)
            return [(row.report, row.begins, row.ends) for row in rows]

    def history(self, anchor: str) -> History:
        """Every reading of a claim, what was decided on it, and the captures of its report."""
        with self.store.reading() as connection:
            return history(connection, anchor)

    def search(self, typed: str, *, limit: int, after: int = 0) -> list[Hit]:
        """The sentences that a search finds, those of the latest reports first, without the first `after`. Raises `InvalidQuery`."""
        with self.store.reading() as connection:
            return search(connection, typed, limit=limit, after=after)

    def find(self, kind: str, filters: Filters, *, limit: int | None = None) -> list[tuple[str, str]]:
        """The (report, anchor) of tolls, positions or statements."""
        with self.store.reading() as connection:
            return list(list_anchors(connection, kind, filters, limit=limit))

    # ------------------------------------------------------------ reading again, deriving again

    def compare(self, records: Sequence[Record]) -> list[Change]:
        """What reading again would change; nothing is written."""
        with self.store.reading() as connection:
            before = keeping.current_values(connection, [record.report.key for record in records])
        return [change for record in records for change in keeping.compare(before.get(record.report.key, {}), record)]

    def read_again(self, run: Run, records: Sequence[Record]) -> list[Change]:
        """Writes new readings where they are not what they were, and derives those reports anew; one transaction."""

        def work(connection: sa.Connection) -> list[Change]:
            changes = keeping.read_again(connection, run, records)
            changed = {change.report for change in changes}
            keeping.derive_again(connection, [record for record in records if record.report.key in changed])
            return changes

        return self.store.write(work)

    def table_rows(self, name: str) -> list[str]:
        """The rows of a table, by its name, that hold a current figure: the keys of their reports."""
        with self.store.reading() as connection:
            return keeping.table_rows(connection, name)

    def withdraw(self, run: Run, keys: Sequence[str]) -> int:
        """Ends what is current in rows that are no longer in their table; gives the number of figures. Nothing is deleted."""
        return self.store.write(lambda connection: keeping.withdraw(connection, run, keys))

    def link_across(self, across: Callable[[Sequence[Extraction]], Iterable[Link]], reach: int) -> int:
        """Compares reports that are new or changed with those of `reach` days around them; gives the number of new links.

        Whatever interrupts it, the reports that are still to be compared are remembered.
        """
        return sum(join_reports(self.store, across, reach))

    def rebuild(self, derive: Derive) -> int:
        """Drops everything derived and makes it anew from what is kept, in one transaction; gives the number of reports."""
        return self.store.write(lambda connection: _derive_all(connection, derive))

    # ------------------------------------------------------------ decisions

    def judge(self, anchor: str, field: str, verdict: Verdict, value: Any, *, who: str, why: str, at: str) -> Decision:
        """Records what a person says of one field of a claim. Raises `NotFound` or `InvalidDecision`."""
        return self.store.write(lambda c: judge_claim(c, anchor, field, verdict, value, who=who, why=why, at=at))

    def judged(self, anchors: Iterable[str]) -> dict[str, list[Judged]]:
        """The judgements that count, by claim."""
        with self.store.reading() as connection:
            return judged_claims(connection, anchors)

    def judged_anchors(self) -> list[str]:
        """Every claim on which something was decided."""
        with self.store.reading() as connection:
            return list(dict.fromkeys(d.subject for d in decisions.load(connection, kind=Kind.JUDGEMENT)))

    def decide(self, kind: Kind, subject: str, content: dict[str, Any], *, at: str) -> Decision:
        """Records a sensitivity, an embargo or an opening. Raises `InvalidDecision` where name or reason is missing."""
        return self.store.write(lambda connection: decisions.append(connection, kind, subject, content, at=at))

    def decisions(self) -> list[Decision]:
        """Everything that was decided, in order."""
        with self.store.reading() as connection:
            return decisions.load(connection)

    def withheld(self, today: str) -> Withheld:
        """What no output shows today."""
        with self.store.reading() as connection:
            return withheld(connection, today)

    def redact(self, key: str, words: str, derive: Derive, *, who: str, why: str, at: str) -> Redacted:
        """Takes words out of a report, and its original bytes out of the archive; a tombstone keeps the chain whole."""
        redacted = self.store.write(lambda c: redaction.redact_words(c, key, words, derive, who=who, why=why, at=at))
        redaction.take_originals(self.store, self.archive)
        redaction.scrub(self.store)
        return redacted

    def keep_redacted(self) -> None:
        """Takes away the originals of redacted reports that came again, or that an interrupted redaction left."""
        redaction.take_originals(self.store, self.archive)

    def redact_decision(self, seq: int, *, who: str, why: str, at: str) -> Decision:
        """Takes away what a decision says; its hash stays."""
        done = self.store.write(lambda c: redaction.redact_decision(c, seq, who=who, why=why, at=at))
        redaction.scrub(self.store)
        return done

    def audit(self) -> Chain:
        """The chain of decisions, every hash computed anew."""
        with self.store.reading() as connection:
            return decisions.verify(connection)

    def stamp_request(self) -> bytes:
        """The request for a time stamp on the last decision, for a service of the user's choice. Raises `LedgerError`."""
        return stamping.make_request(self.audit().head)

    def stamp(self, answer: bytes, roots: bytes, *, service: str) -> str:
        """Keeps a service's answer; gives the time in it. Raises `InvalidDecision` where it is no stamp on the last decision."""
        chain = self.audit()
        at = stamping.read_answer(answer, chain.head, roots)
        self.store.write(lambda c: stamping.keep_answer(c, chain.rows, answer, at=at, service=service))
        return at

    def stamps(self, roots: Path) -> list[Stamp]:
        """Every kept time stamp, checked anew."""
        with self.store.reading() as connection:
            return stamping.load_stamps(connection, roots)

    # ------------------------------------------------------------ custody

    def verify(self) -> Verification:
        """Computes every hash anew: originals, texts, readings, decisions, and where everything came from."""
        with self.store.reading() as connection:
            return verify_ledger(connection, self.archive)

    def verify_derived(self, derive: Derive) -> list[str]:
        """The faults of what is derived, found by deriving it anew; nothing is changed, and no one else can write meanwhile."""
        return self.store.write(lambda connection: list(derived_faults(connection, lambda c: _derive_all(c, derive))))

    def backup(self, path: Path, *, at: str) -> copies.Copied:
        """Writes the whole ledger into one file. Raises `LedgerError`."""
        with self.store.reading() as connection:
            return copies.write_backup(connection, self.archive, path, at=at)

    def restore(self, path: Path, derive: Derive) -> int:
        """Fills this empty ledger from a backup, tables and derived rows in one transaction; gives the number of reports."""
        copies.check_backup(path)
        self._refuse_if_filled()
        copies.restore_originals(path, self.archive)

        def work(connection: sa.Connection) -> int:
            copies.restore_tables(connection, path)
            return _derive_all(connection, derive)

        return self.store.write(work)

    def counts(self) -> dict[str, int]:
        """How many rows each kept table has."""
        with self.store.reading() as connection:
            return {t.name: connection.scalar(sa.select(sa.func.count()).select_from(t)) or 0 for t in KEPT}

    def _refuse_if_filled(self) -> None:
        if any(self.counts().values()):
            raise LedgerError(f"The ledger {self.store.address} is not empty. Restore into a new one: --ledger NEW-FOLDER.")

    def _file(self) -> Path:
        return Path(self.store.engine.url.database or "")


def _derive_all(connection: sa.Connection, derive: Derive) -> int:
    drop_all(connection)
    keys = list(connection.scalars(sa.select(reports.c.key).order_by(reports.c.key)))
    for batch in batches(keys, BATCH):
        write_derived(connection, [derive(extraction) for extraction in keeping.load_extractions(connection, batch)])
    return len(keys)
