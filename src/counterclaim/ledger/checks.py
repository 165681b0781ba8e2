"""Every hash of a ledger computed anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from counterclaim.archive import Archive
from counterclaim.ledger import decisions
from counterclaim.ledger.codec import sha256
from counterclaim.ledger.decisions import Chain
from counterclaim.ledger.redaction import originals_withheld
from counterclaim.ledger.tables import anchors, captures, readings, report_runs, reports


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
    """Checks originals, texts, readings and decisions; a fault is listed, nothing is mended."""
    chain = decisions.verify(connection)
    states = {kept.sha256: kept.state for kept in archive.verify()}
    faults = [*_originals(connection, states), *_reports(connection), *_readings(connection)]
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
    for row in connection.execution_options(yield_per=500).execute(query):
        if sha256(row.text) != row.text_sha256:
            yield f"report {row.key}: its text is not what was stored"
    unread = sa.select(reports.c.key).where(~sa.exists().where(report_runs.c.report == reports.c.key))
    for key in connection.scalars(unread):
        yield f"report {key}: no run has read it"


def _readings(connection: sa.Connection) -> Iterator[str]:
    query = sa.select(readings.c.anchor, readings.c.n, readings.c.digest, readings.c.value)
    for row in connection.execution_options(yield_per=1000).execute(query):
        if sha256(row.value or "") != row.digest:
            yield f"claim {row.anchor}: its reading {row.n} is not what was stored"
    bare = sa.select(anchors.c.id).where(~sa.exists().where(readings.c.anchor == anchors.c.id))
    for anchor in connection.scalars(bare):
        yield f"claim {anchor}: it has no reading"
