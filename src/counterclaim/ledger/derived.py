"""Everything that can be dropped and rebuilt: flat rows for filters, links, the search index, the names of private persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa

from counterclaim.ledger.codec import canonical, encode
from counterclaim.ledger.records import Record
from counterclaim.ledger.rows import add_rows, batches
from counterclaim.ledger.tables import DERIVED, facts, links, private_names, sentences, unlinked
from counterclaim.ledger.terms import ascii_word
from counterclaim.model import Link

_ADD_POSTGRESQL = sa.text(
    "INSERT INTO sentences (report, published, begins, ends, words) VALUES (:report, :published, :begins, :ends, CAST(:words AS tsvector))"
)
# FTS5 reads the words from `sentences` and must be told what it is to add or to forget.
_ADD_SQLITE = sa.text("INSERT INTO sentence_words (rowid, words) SELECT id_number, words FROM sentences WHERE id_number > :last")
_FORGET_SQLITE = (
    "INSERT INTO sentence_words (sentence_words, rowid, words) SELECT 'delete', id_number, words FROM sentences WHERE report IN :keys"
)


def write_derived(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Adds what is derived from these records, whose reports must have no derived rows yet."""
    add_rows(connection, facts, [fact for record in records for fact in record.facts])
    add_rows(connection, links, [link_row(link, record.report.key) for record in records for link in record.links])
    add_rows(connection, unlinked, [{"report": record.report.key} for record in records])
    add_rows(connection, private_names, [{"report": r.report.key, "name": name} for r in records for name in r.names])
    _write_sentences(connection, [row for record in records for row in _sentence_rows(record, connection.dialect.name)])


def drop_reports(connection: sa.Connection, keys: Iterable[str]) -> None:
    """Takes the derived rows of some reports away."""
    forget = sa.text(_FORGET_SQLITE).bindparams(sa.bindparam("keys", expanding=True))
    for batch in batches(keys):
        if connection.dialect.name == "sqlite":
            connection.execute(forget, {"keys": batch})
        own = sa.select(facts.c.anchor).where(facts.c.report.in_(batch))
        connection.execute(sa.delete(links).where(links.c.target.in_(own)))
        for table in DERIVED:
            connection.execute(sa.delete(table).where(table.c.report.in_(batch)))


def drop_claims(connection: sa.Connection, names: Iterable[str]) -> None:
    """Takes away what is derived from single claims and statements."""
    for batch in batches(names):
        connection.execute(sa.delete(facts).where(facts.c.anchor.in_(batch)))
        connection.execute(sa.delete(links).where(sa.or_(links.c.source.in_(batch), links.c.target.in_(batch))))


def drop_all(connection: sa.Connection) -> None:
    """Empties every derived table."""
    for table in DERIVED:
        connection.execute(sa.delete(table))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')")


def _write_sentences(connection: sa.Connection, rows: list[dict[str, object]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_ADD_POSTGRESQL, rows)
        return
    last = connection.scalar(sa.select(sa.func.max(sentences.c.id_number))) or 0
    add_rows(connection, sentences, rows)
    connection.execute(_ADD_SQLITE, {"last": last})


def _sentence_rows(record: Record, dialect: str) -> Iterator[dict[str, object]]:
    for begins, ends, words in record.sentences:
        yield {
            "report": record.report.key,
            "published": record.report.published,
            "begins": begins,
            "ends": ends,
            "words": _vector(words) if dialect == "postgresql" else " ".join(map(ascii_word, words)),
        }


def link_row(link: Link, key: str) -> dict[str, object]:
    """A link as it is kept; `key` is the report whose words it rests on."""
    return {
        "id": link.id,
        "report": key,
        "source": link.source,
        "target": link.target,
        "kind": link.kind.value,
        "value": canonical(encode(link)),
    }


def _vector(words: Sequence[str]) -> str:
    """A tsvector, written out: no parser of the database takes part. The words hold letters and digits only, so nothing needs escaping."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, found))}" for word, found in places.items())
