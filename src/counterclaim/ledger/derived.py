"""Everything that can be dropped and rebuilt: flat rows for filters, links, the search index, the names of private persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from counterclaim.ledger.codec import canonical, encode
from counterclaim.ledger.records import Record
from counterclaim.ledger.rows import add_rows, batches
from counterclaim.ledger.tables import DERIVED, facts, links, private_names, sentences
from counterclaim.ledger.terms import ascii_word

_ADD_POSTGRESQL = sa.text(
    "INSERT INTO sentences (report, published, begins, ends, words) VALUES (:report, :published, :begins, :ends, CAST(:words AS tsvector))"
)
_ADD_WORDS_SQLITE = sa.text("INSERT INTO sentence_words (rowid, words) VALUES (:id_number, :words)")


def write_derived(connection: sa.Connection, records: Sequence[Record]) -> None:
    """Adds what is derived from these records, whose reports must have no derived rows yet."""
    add_rows(connection, facts, [fact for record in records for fact in record.facts])
    add_rows(connection, links, [_link(record, k) for record in records for k in range(len(record.links))])
    add_rows(connection, private_names, [{"report": r.report.key, "name": name} for r in records for name in r.names])
    units = [
        (
            {"report": record.report.key, "published": record.report.published, "begins": begins, "ends": ends},
            words,
        )
        for record in records
        for begins, ends, words in record.sentences
    ]
    if connection.dialect.name == "postgresql":
        rows = [{**unit, "words": _vector(words)} for unit, words in units]
        if rows:
            connection.execute(_ADD_POSTGRESQL, rows)
        return
    first = (connection.scalar(sa.select(sa.func.max(sentences.c.id_number))) or 0) + 1
    numbered = [({**unit, "id_number": first + k}, words) for k, (unit, words) in enumerate(units)]
    add_rows(connection, sentences, [unit for unit, _ in numbered])
    spelt = [{"id_number": unit["id_number"], "words": _spelling(words)} for unit, words in numbered]
    if spelt:
        connection.execute(_ADD_WORDS_SQLITE, spelt)


def drop_reports(connection: sa.Connection, records: Iterable[Record], keys: Iterable[str]) -> None:
    """Takes the derived rows of some reports away; `records` are what those rows were made from."""
    if connection.dialect.name == "sqlite":
        for record in records:
            _forget_words(connection, record)
    for batch in batches(keys):
        for table in DERIVED:
            connection.execute(sa.delete(table).where(table.c.report.in_(batch)))


def drop_all(connection: sa.Connection) -> None:
    """Empties every derived table."""
    for table in DERIVED:
        connection.execute(sa.delete(table))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO sentence_words (sentence_words) VALUES ('delete-all')")


def _forget_words(connection: sa.Connection, record: Record) -> None:
    """FTS5 keeps no text of its own: to forget words it must be told them."""
    numbers = connection.scalars(
        sa.select(sentences.c.id_number).where(sentences.c.report == record.report.key).order_by(sentences.c.id_number)
    ).all()
    words = [_spelling(found) for _, _, found in record.sentences]
    rows = [{"id_number": number, "words": spelt} for number, spelt in zip(numbers, words, strict=True)]
    command = sa.text("INSERT INTO sentence_words (sentence_words, rowid, words) VALUES ('delete', :id_number, :words)")
    if rows:
        connection.execute(command, rows)


def _link(record: Record, k: int) -> dict[str, object]:
    link = record.links[k]
    return {
        "id": link.id,
        "report": record.report.key,
        "source": link.source,
        "target": link.target,
        "kind": link.kind.value,
        "value": canonical(encode(link)),
    }


def _spelling(words: Iterable[str]) -> str:
    return " ".join(map(ascii_word, words))


def _vector(words: Sequence[str]) -> str:
    """A tsvector, written out: no parser of the database takes part. The words hold letters and digits only, so nothing needs escaping."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, found))}" for word, found in places.items())
