"""What people decided: one chain of rows, each with the hash of the one before. What it says can be withheld and the chain still holds.

A row's hash covers a salted digest of its content, not the content: where content and salt are taken away, the hash can still be
checked, and nobody can find a short name again by trying.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from counterclaim.errors import InvalidDecision, LedgerDamaged, NotFound
from counterclaim.ledger.codec import canonical, sha256
from counterclaim.ledger.tables import decisions

GENESIS = "0" * 64  # what the first row has for the hash of the one before
SALT = 16  # bytes


class Kind(StrEnum):
    """What a decision is."""

    JUDGEMENT = "judgement"
    SENSITIVITY = "sensitivity"
    EMBARGO = "embargo"
    OPENING = "opening"
    REDACTION = "redaction"


class Verdict(StrEnum):
    """What a reviewer says of a value."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the chain. `content` is `None` where it was withheld by a later redaction."""

    seq: int
    kind: Kind
    at: str
    subject: str
    content: dict[str, Any] | None
    hash: str


@dataclass(frozen=True, slots=True)
class Chain:
    """How the chain stands: how many rows, how many of them withheld, the last hash, and the first row that is broken, with the reason."""

    rows: int
    withheld: int
    head: str
    broken: int | None = None
    reason: str = ""


def append(connection: sa.Connection, kind: Kind, subject: str, content: dict[str, Any], *, at: str) -> Decision:
    """Adds a decision at the end of the chain. Raises `InvalidDecision` where it does not say who decided and why."""
    if not str(content.get("who") or "").strip():
        raise InvalidDecision("A decision needs a name: --by NAME, or set COUNTERCLAIM_USER.")
    if not str(content.get("why") or "").strip():
        raise InvalidDecision("A decision needs its reason: --why …")
    last = connection.execute(sa.select(decisions.c.seq, decisions.c.hash).order_by(decisions.c.seq.desc()).limit(1)).one_or_none()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    salt = secrets.token_hex(SALT)
    written = canonical(content)
    digest = sha256(salt + written)
    row = {"seq": seq, "kind": kind.value, "at": at, "subject": subject, "content": written, "salt": salt, "digest": digest}
    own = _hash(previous, seq, kind.value, at, subject, digest)
    connection.execute(decisions.insert().values(**row, previous=previous, hash=own))
    return Decision(seq, kind, at, subject, content, own)


def withhold(connection: sa.Connection, seq: int) -> Kind:
    """Takes away what a decision says; gives its kind. Raises `NotFound`. The decision to do so must be appended beside."""
    kind = connection.scalar(sa.select(decisions.c.kind).where(decisions.c.seq == seq))
    if kind is None:
        raise NotFound(f"There is no decision {seq}. `counterclaim audit list` shows them.")
    connection.execute(sa.update(decisions).where(decisions.c.seq == seq).values(content=None, salt=None))
    return Kind(kind)


def load(connection: sa.Connection, *, subject: str | None = None, kind: Kind | None = None) -> list[Decision]:
    """Decisions in the order in which they were made."""
    query = sa.select(decisions).order_by(decisions.c.seq)
    if subject is not None:
        query = query.where(decisions.c.subject == subject)
    if kind is not None:
        query = query.where(decisions.c.kind == kind.value)
    return [_decision(row) for row in connection.execute(query)]


def verify(connection: sa.Connection) -> Chain:
    """Computes every hash anew, in order; stops at the first row that does not fit."""
    previous, rows, withheld = GENESIS, 0, 0
    allowed = {d.content.get("decision") for d in load(connection, kind=Kind.REDACTION) if d.content}
    for row in connection.execute(sa.select(decisions).order_by(decisions.c.seq)):
        reason = _fault(row, rows + 1, previous, allowed)
        if reason:
            return Chain(rows, withheld, previous, rows + 1, reason)
        previous, rows, withheld = row.hash, rows + 1, withheld + (row.content is None)
    return Chain(rows, withheld, previous)


def _fault(row: Any, expected: int, previous: str, allowed: set[Any]) -> str:
    if row.seq != expected:
        return f"a row is missing before it (it has the number {row.seq})"
    if row.previous != previous:
        return "it does not follow the row before"
    if row.hash != _hash(previous, row.seq, row.kind, row.at, row.subject, row.digest):
        return "its hash does not fit: its kind, time, subject or digest was changed"
    if row.content is None:
        return "" if row.seq in allowed else "what it says was taken away, and no redaction says so"
    return "" if sha256((row.salt or "") + row.content) == row.digest else "what it says was changed"


def _hash(previous: str, seq: int, kind: str, at: str, subject: str, digest: str) -> str:
    return sha256(canonical([previous, seq, kind, at, subject, digest]))


def _decision(row: Any) -> Decision:
    try:
        content = None if row.content is None else json.loads(row.content)
    except json.JSONDecodeError:
        raise LedgerDamaged(
            f"Decision {row.seq} cannot be read: it was changed outside the program. See `counterclaim audit verify`."
        ) from None
    return Decision(row.seq, Kind(row.kind), row.at, row.subject, content, row.hash)


# ---------------------------------------------------------------- what decisions come to


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The last judgement on one field of a claim. `stands` is false where the value is no longer the one that was seen."""

    field: str
    verdict: Verdict
    seen: Any
    value: Any
    who: str
    why: str
    at: str
    seq: int
    stands: bool


def judged_fields(found: list[Decision], present: dict[str, Any] | None) -> list[Judged]:
    """The judgements that count, the last one a field; `present` are the claim's values now, `None` where the claim is gone."""
    last = {d.content["field"]: d for d in found if d.kind is Kind.JUDGEMENT and d.content}
    return [_judged(field, decision, present) for field, decision in sorted(last.items())]


def _judged(field: str, decision: Decision, present: dict[str, Any] | None) -> Judged:
    said = decision.content or {}
    now = None if present is None else present.get(field)
    return Judged(
        field=field,
        verdict=Verdict(said["verdict"]),
        seen=said["seen"],
        value=said["value"],
        who=said["who"],
        why=said["why"],
        at=decision.at,
        seq=decision.seq,
        stands=present is not None and now in (said["seen"], said["value"]),
    )


def sensitive(found: list[Decision], today: str) -> Iterator[tuple[str, str]]:
    """What is withheld now, as (subject, reason): the last word on each subject, embargoes until their day."""
    last: dict[tuple[str, str], Decision] = {}
    for decision in found:
        if decision.kind in (Kind.SENSITIVITY, Kind.EMBARGO) and decision.content:
            last[(decision.subject, str(decision.content.get("name") or ""))] = decision
    for (subject, name), decision in last.items():
        said = decision.content or {}
        if decision.kind is Kind.EMBARGO and today < said["until"]:
            yield name or subject, f"under embargo until {said['until']}"
        elif decision.kind is Kind.SENSITIVITY and said["level"] == "withheld":
            yield name or subject, "withheld"


def count(connection: sa.Connection) -> int:
    """How many decisions there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(decisions)) or 0


def plain_judgements(judged: Iterable[Judged]) -> Iterator[dict[str, Any]]:
    """Judgements as plain values, for rows."""
    for each in judged:
        yield {
            "field": each.field,
            "verdict": each.verdict.value,
            "seen": each.seen,
            "value": each.value,
            "who": each.who,
            "why": each.why,
            "at": each.at,
            "stands": each.stands,
        }
