"""Numbered steps that make a ledger's tables, each in one transaction with its own record. A released step never changes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from counterclaim.ledger.seals import SEALED, seal_all
from counterclaim.ledger.tables import schema_versions

_FIRST = """
CREATE TABLE runs (id TEXT PRIMARY KEY, tool TEXT NOT NULL, rules TEXT NOT NULL, first_at TEXT NOT NULL);
CREATE TABLE documents (id TEXT PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE captures (id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, taken_at TEXT NOT NULL, origin TEXT NOT NULL, how TEXT NOT NULL,
    headers TEXT NOT NULL, collector TEXT, tool TEXT NOT NULL, extractor TEXT NOT NULL);
CREATE INDEX captures_sha256 ON captures (sha256);
CREATE TABLE reports (key TEXT PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents, published TEXT NOT NULL,
    publisher TEXT, url TEXT, title TEXT, version_of TEXT, language TEXT NOT NULL, synthetic BOOLEAN NOT NULL, carried_by TEXT NOT NULL,
    text TEXT NOT NULL, text_sha256 TEXT NOT NULL, more TEXT NOT NULL, added_at TEXT NOT NULL);
CREATE INDEX reports_id ON reports (id);
CREATE INDEX reports_document ON reports (document);
CREATE INDEX reports_version_of ON reports (version_of);
CREATE INDEX reports_publisher ON reports (publisher);
CREATE INDEX reports_published ON reports (published);
CREATE TABLE capture_reports (capture TEXT NOT NULL REFERENCES captures, report TEXT NOT NULL REFERENCES reports, place TEXT NOT NULL,
    PRIMARY KEY (capture, report));
CREATE INDEX capture_reports_report ON capture_reports (report);
CREATE TABLE report_runs (report TEXT NOT NULL REFERENCES reports, run TEXT NOT NULL REFERENCES runs, at TEXT NOT NULL,
    PRIMARY KEY (report, run));
CREATE TABLE anchors (id TEXT PRIMARY KEY, kind TEXT NOT NULL);
CREATE TABLE readings (seq {serial}, anchor TEXT NOT NULL REFERENCES anchors, n INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES reports, run TEXT NOT NULL REFERENCES runs, digest TEXT NOT NULL, value TEXT, UNIQUE (anchor, n));
CREATE INDEX readings_report ON readings (report);
CREATE TABLE decisions (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, subject TEXT NOT NULL, content TEXT, salt TEXT,
    digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX decisions_subject ON decisions (subject);
CREATE TABLE facts (anchor TEXT PRIMARY KEY, kind TEXT NOT NULL, report TEXT NOT NULL, published TEXT NOT NULL, speaker TEXT NOT NULL,
    voice TEXT NOT NULL, stance TEXT, polarity TEXT, measure TEXT, low BIGINT, high BIGINT, scope TEXT, place TEXT NOT NULL,
    person BOOLEAN NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL);
CREATE INDEX facts_report ON facts (report);
CREATE INDEX facts_kind ON facts (kind, measure, published);
CREATE TABLE links (id TEXT PRIMARY KEY, report TEXT, source TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX links_report ON links (report);
CREATE INDEX links_source ON links (source);
CREATE INDEX links_target ON links (target);
CREATE TABLE unlinked (report TEXT PRIMARY KEY);
CREATE TABLE sentences (id_number {serial}, report TEXT NOT NULL, published TEXT NOT NULL, begins INTEGER NOT NULL,
    ends INTEGER NOT NULL, words {words} NOT NULL);
CREATE INDEX sentences_report ON sentences (report);
"""
_SEARCH = {
    "sqlite": "CREATE VIRTUAL TABLE sentence_words USING fts5(words, content='sentences', content_rowid='id_number', tokenize='ascii')",
    "postgresql": "CREATE INDEX sentences_words ON sentences USING gin (words)",
}
_WORDS = {
    "sqlite": {"serial": "INTEGER PRIMARY KEY AUTOINCREMENT", "words": "TEXT"},
    "postgresql": {"serial": "BIGSERIAL PRIMARY KEY", "words": "TSVECTOR"},
}
_BEGUN = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'",
    "postgresql": "SELECT to_regclass('schema_versions') IS NOT NULL",
}
_SECOND = """
CREATE TABLE private_names (report TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (report, name));
CREATE TABLE stamps (seq {serial}, decision INTEGER NOT NULL REFERENCES decisions, at TEXT NOT NULL, service TEXT NOT NULL,
    answer TEXT NOT NULL)
"""


# What lists are in the order of, and what the beginning of a name is looked up in.
_IN_ORDER = {
    "reports": "key id published",
    "anchors": "id",
    "readings": "anchor",
    "captures": "id taken_at",
    "facts": "anchor report published",
    "sentences": "report published",
    "links": "id",
}


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, what it is for, and what it does. With the last step everything derived is made anew."""

    version: int
    title: str
    apply: Callable[[sa.Connection], None]


def _run(connection: sa.Connection, script: str) -> None:
    for command in script.format(**_WORDS[connection.dialect.name]).split(";"):
        if command.strip():
            connection.exec_driver_sql(command)


def _first(connection: sa.Connection) -> None:
    _run(connection, _FIRST)
    connection.exec_driver_sql(_SEARCH[connection.dialect.name])


def _second(connection: sa.Connection) -> None:
    _run(connection, _SECOND)


def _third(connection: sa.Connection) -> None:
    for table in SEALED:
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN digest TEXT NOT NULL DEFAULT ''")
        seal_all(connection, table)
    if connection.dialect.name == "postgresql":  # the order of SQLite, whatever language the server was set up for
        for name, columns in _IN_ORDER.items():
            for column in columns.split():
                connection.exec_driver_sql(f'ALTER TABLE {name} ALTER COLUMN {column} TYPE TEXT COLLATE "C"')


MIGRATIONS = (
    Migration(1, "reports, captures, claims, readings, decisions, search", _first),
    Migration(2, "names of private persons across reports; time stamps of decisions", _second),
    Migration(3, "hashes of where, when and how everything came; one order of names in both databases", _third),
)
NEWEST = MIGRATIONS[-1].version


def schema_version(connection: sa.Connection) -> int:
    """The number of the last step that was done; 0 where there are no tables yet."""
    if not connection.exec_driver_sql(_BEGUN[connection.dialect.name]).scalar():
        return 0
    return connection.scalar(sa.select(sa.func.max(schema_versions.c.version))) or 0


def apply(connection: sa.Connection, migration: Migration, *, at: str, tool: str) -> bool:
    """Does one step and records it, in the transaction that is open. False where another process did it meanwhile."""
    if schema_version(connection) >= migration.version:
        return False
    if migration.version == 1:
        connection.exec_driver_sql("CREATE TABLE schema_versions (version INTEGER PRIMARY KEY, at TEXT NOT NULL, tool TEXT NOT NULL)")
    migration.apply(connection)
    connection.execute(schema_versions.insert().values(version=migration.version, at=at, tool=tool))
    return True
