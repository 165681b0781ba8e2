"""Words taken out of a report, or a decision emptied, with a tombstone that keeps every hash verifiable."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from counterclaim.archive import Archive
from counterclaim.errors import InvalidDecision
from counterclaim.ledger import decisions
from counterclaim.ledger.codec import sha256
from counterclaim.ledger.decisions import SALT, Decision, Kind
from counterclaim.ledger.keeping import derive_again, load_extractions
from counterclaim.ledger.looking import captures_of
from counterclaim.ledger.records import Record
from counterclaim.ledger.rows import select_in
from counterclaim.ledger.seals import seal
from counterclaim.ledger.store import Store
from counterclaim.ledger.tables import capture_reports, captures, reports
from counterclaim.model import Extraction

BLOCK = "█"  # one for each character, so that every offset still points to its place


@dataclass(frozen=True, slots=True)
class Redacted:
    """What a redaction did. Whoever keeps `salt` and the old text can prove later what was withheld; the ledger keeps neither."""

    decision: Decision
    places: int
    originals: tuple[str, ...]
    salt: str


def redact_words(
    connection: sa.Connection, key: str, words: str, derive: Callable[[Extraction], Record], *, who: str, why: str, at: str
) -> Redacted:
    """Blackens the words wherever the report prints them and appends the tombstone. Raises `InvalidDecision` where it does not."""
    row = connection.execute(sa.select(reports).where(reports.c.key == key)).mappings().one()
    pattern = re.compile(re.escape(words.strip()), re.IGNORECASE)
    if not words.strip() or not pattern.search(row["text"]):
        raise InvalidDecision(f"The report {key} does not print these words. Give them as it prints them.")
    text, places = pattern.subn(lambda match: BLOCK * len(match[0]), row["text"])
    title = pattern.sub(lambda match: BLOCK * len(match[0]), row["title"]) if row["title"] else None
    salt = secrets.token_hex(SALT)
    originals = sorted({capture.sha256 for capture in captures_of(connection, key)})
    content = {
        "who": who,
        "why": why,
        "places": places,
        "before": sha256(salt + row["text"]),
        "after": sha256(text),
        "originals": originals,
    }
    decision = decisions.append(connection, Kind.REDACTION, key, content, at=at)
    changed = seal({**row, "text": text, "title": title, "text_sha256": sha256(text)})
    connection.execute(sa.update(reports).where(reports.c.key == key).values(changed))
    derive_again(connection, [derive(extraction) for extraction in load_extractions(connection, [key])])
    return Redacted(decision, places, tuple(originals), salt)


def redact_decision(connection: sa.Connection, seq: int, *, who: str, why: str, at: str) -> Decision:
    """Takes away what a decision says and appends the tombstone that allows it. Raises `InvalidDecision` for a tombstone: it must stay."""
    kind = decisions.withhold(connection, seq)
    if kind is Kind.REDACTION:
        raise InvalidDecision(f"Decision {seq} says why something was redacted. Without it nobody could tell that from damage: it stays.")
    return decisions.append(connection, Kind.REDACTION, f"decision {seq}", {"who": who, "why": why, "decision": seq}, at=at)


def take_originals(store: Store, archive: Archive) -> None:
    """Takes the originals of every redaction out of the archive: also what an interrupted one left there, and what came again later."""
    with store.reading() as connection:
        withheld = originals_withheld(connection)
    for sha in withheld:
        if not archive.is_withheld(sha):
            archive.withhold(sha)


def originals_withheld(connection: sa.Connection) -> set[str]:
    """The originals that tombstones name, and every other file that gave the same report since."""
    tombstones = [each for each in decisions.load(connection, kind=Kind.REDACTION) if each.content]
    named = {sha for each in tombstones for sha in (each.content or {}).get("originals", ())}
    again = sa.select(captures.c.sha256, capture_reports.c.report).join(capture_reports, capture_reports.c.capture == captures.c.id)
    return named | {row.sha256 for row in select_in(connection, again, capture_reports.c.report, {each.subject for each in tombstones})}


def scrub(store: Store) -> None:
    """Has the database overwrite what was deleted: neither keeps its promise before its files are written anew."""
    if store.dialect == "sqlite":
        commands = ("INSERT INTO sentence_words (sentence_words) VALUES ('rebuild')", "VACUUM", "PRAGMA wal_checkpoint (TRUNCATE)")
    else:
        commands = ("VACUUM FULL reports", "VACUUM FULL sentences", "VACUUM FULL decisions")
    raw = store.engine.raw_connection()  # these commands refuse to run inside a transaction
    try:
        if store.dialect == "postgresql":
            raw.dbapi_connection.autocommit = True  # type: ignore[union-attr]
        for command in commands:
            raw.cursor().execute(command)
    finally:
        raw.close()
