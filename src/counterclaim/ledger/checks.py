"""Every hash of a ledger computed anew."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from counterclaim.archive import Archive
from counterclaim.ledger import decisions
from counterclaim.ledger.codec import sha256
from counterclaim.ledger.decisions import Chain
from counterclaim.ledger.redaction import originals_withheld
from counterclaim.ledger.rows import flowing
from counterclaim.ledger.seals import broken_seals
from counterclaim.ledger.tables import anchors, captures, documents, facts, links, private_names, readings, report_runs, reports, sentences
from counterclaim.model import digest

COMPARED = (facts, links, sentences, private_names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was checked, and every fault with what it is about. No faults: unchanged since ingest, which says nothing of the time before."""

    originals: int
    withheld: int
    reports: int
    readings: int
    chain: Chain
    faults: tuple[str, ...]


def verify_ledger(connection: sa.Connection, archive: Archive) -> Verification:
    """Checks originals, texts, readings, decisions, and where everything came from; a fault is listed, nothing is mended."""
    chain = decisions.verify(connection)
    states = {kept.sha256: kept.state for kept in archive.verify()}
    faults = [
        *_originals(connection, states),
        *_reports(connection),
        *_readings(connection),
        *_documents(connection),
        *broken_seals(connection),
    ]
    if chain.broken is not None:
        faults.append(f"decision {chain.broken}: {chain.reason}")
    tally = Counter(states.values())
    return Verification(
        originals=tally["whole"],
        withheld=tally["withheld"],
        reports=connection.scalar(sa.select(sa.func.count()).select_from(reports)) or 0,
        readings=connection.scalar(sa.select(sa.func.count()).select_from(readings)) or 0,
        chain=chain,
        faults=tuple(faults),
    )


def derived_faults(connection: sa.Connection, derive_all: Callable[[sa.Connection], object]) -> Iterator[str]:
    """The derived tables that are not what is derived from the kept rows now. Everything is put back as it was.

    Links across reports are made in a second step: only those inside a report are compared.
    """
    before = {table.name: _digests(connection, table) for table in COMPARED}
    undo = connection.begin_nested()
    derive_all(connection)
    after = {table.name: _digests(connection, table) for table in COMPARED}
    undo.rollback()
    for name in before:
        if after[name] - before[name] or (name != "links" and before[name] - after[name]):
            yield f"derived rows ({name}) are not what they are derived from; type `counterclaim rebuild`"


def _digests(connection: sa.Connection, table: sa.TableClause) -> Counter[bytes]:
    """How often each row is there, by its hash, without its running number."""
    columns = [column for column in table.c if column.name != "id_number"]
    rows = flowing(connection, sa.select(*columns))
    return Counter(hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest() for row in rows)


def _originals(connection: sa.Connection, states: dict[str, str]) -> Iterator[str]:
    allowed = originals_withheld(connection)
    for sha in sorted(set(connection.scalars(sa.select(captures.c.sha256))) | set(states)):
        state = states.get(sha, "missing")
        if state == "changed":
            yield f"original {sha}: its bytes are not what was stored"
        elif state == "missing":
            yield f"original {sha}: it is not in the archive"
        elif state == "withheld" and sha not in allowed:
            yield f"original {sha}: it was withheld, and no decision says so"
        elif state == "whole" and sha in allowed:
            yield f"original {sha}: a redaction withholds it and it is still there; the next `counterclaim add` takes it away"


def _reports(connection: sa.Connection) -> Iterator[str]:
    query = sa.select(reports.c.key, reports.c.text, reports.c.text_sha256)
    for row in flowing(connection, query):
        if sha256(row.text) != row.text_sha256:
            yield f"report {row.key}: its text is not what was stored"
    unread = sa.select(reports.c.key).where(~sa.exists().where(report_runs.c.report == reports.c.key))
    for key in connection.scalars(unread):
        yield f"report {key}: no run has read it"


def _documents(connection: sa.Connection) -> Iterator[str]:
    for row in connection.execute(sa.select(documents)):
        if digest("dc", row.name) != row.id:
            yield f"document {row.id}: its name is not what was stored"


def _readings(connection: sa.Connection) -> Iterator[str]:
    query = sa.select(readings.c.anchor, readings.c.n, readings.c.digest, readings.c.value)
    for row in flowing(connection, query):
        if sha256(row.value or "") != row.digest:
            yield f"claim {row.anchor}: its reading {row.n} is not what was stored"
    holes = sa.select(readings.c.anchor).group_by(readings.c.anchor).having(sa.func.max(readings.c.n) != sa.func.count())
    for anchor in connection.scalars(holes):
        yield f"claim {anchor}: one of its readings is missing"
    bare = sa.select(anchors.c.id).where(~sa.exists().where(readings.c.anchor == anchors.c.id))
    for anchor in connection.scalars(bare):
        yield f"claim {anchor}: it has no reading"
