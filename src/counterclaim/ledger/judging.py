"""A judgement on one field of a claim: what was seen is written down beside what the person says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, get_args

import sqlalchemy as sa

from counterclaim.errors import InvalidDecision, NotFound
from counterclaim.ledger import decisions
from counterclaim.ledger.codec import decode, decode_as, encode, field_kinds
from counterclaim.ledger.decisions import Decision, Judged, Kind, Verdict
from counterclaim.ledger.rows import select_in
from counterclaim.ledger.search import FIRST_DAY
from counterclaim.ledger.tables import anchors, readings, reports
from counterclaim.model import Body, Claim, Statement

DAYS = ("since", "as_of", "date_start", "date_end")
UNJUDGED = {"id", "report", "body", "rules", "evidence", "rule", "carried_by", "told"}  # what is not somebody's reading of the text


def claim_values(connection: sa.Connection, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The present value of every field that can be judged, by claim; a claim that is gone is left out."""
    query = (
        sa.select(anchors.c.id, anchors.c.kind, readings.c.value, reports.c.text)
        .join(readings, readings.c.anchor == anchors.c.id)
        .join(reports, reports.c.key == readings.c.report)
        .order_by(anchors.c.id, readings.c.n)
    )
    last = {row.id: row for row in select_in(connection, query, anchors.c.id, names)}
    return {name: _values(row.kind, row.value, row.text) for name, row in last.items() if row.value is not None}


def judged_claims(connection: sa.Connection, names: Iterable[str]) -> dict[str, list[Judged]]:
    """The judgements that count, by claim."""
    wanted = set(names)
    found = [d for d in decisions.load(connection, kind=Kind.JUDGEMENT) if d.subject in wanted]
    present = claim_values(connection, {d.subject for d in found})
    subjects = dict.fromkeys(d.subject for d in found)
    return {s: decisions.judged_fields([d for d in found if d.subject == s], present.get(s)) for s in subjects}


def judge_claim(
    connection: sa.Connection, anchor: str, field: str, verdict: Verdict, value: Any, *, who: str, why: str, at: str
) -> Decision:
    """Appends a judgement that binds to the claim, the field and the value seen.

    `value` is what a correction puts in its place: JSON as `history` prints it, checked against the field's kind. Raises `NotFound`
    where the claim is gone, `InvalidDecision` where field or value does not fit.
    """
    present = claim_values(connection, [anchor]).get(anchor)
    if present is None:
        raise NotFound(f"{anchor} is no longer read in its report. `counterclaim history {anchor}` shows what it was.")
    if field not in present:
        raise InvalidDecision(f"{anchor} has no field {field}. It has: {', '.join(sorted(present))}.")
    seen = present[field]
    if verdict is Verdict.CORRECT:
        _check(connection, anchor, field, value)
        _check_sense(field, value)
        if value == seen:
            raise InvalidDecision(
                f"{field} is {json.dumps(seen, ensure_ascii=False)} already. To say that it is right, use --verdict accept."
            )
    content = {"field": field, "verdict": verdict.value, "seen": seen, "value": value if verdict is Verdict.CORRECT else seen}
    return decisions.append(connection, Kind.JUDGEMENT, anchor, {**content, "who": who, "why": why}, at=at)


def _check(connection: sa.Connection, anchor: str, field: str, value: Any) -> None:
    where = sa.select(anchors.c.kind, reports.c.text).join(readings, readings.c.anchor == anchors.c.id)
    where = where.join(reports, reports.c.key == readings.c.report).where(anchors.c.id == anchor)
    kind, text = connection.execute(where.order_by(readings.c.n.desc()).limit(1)).one()
    hint = next(hints[field] for hints in map(field_kinds, _kinds(kind)) if field in hints)
    try:
        decode_as(hint, value, text)
    except (ValueError, TypeError, StopIteration) as error:
        raise InvalidDecision(f"{json.dumps(value, ensure_ascii=False)} cannot stand in the field {field}: {error}.") from None


def _check_sense(field: str, value: Any) -> None:
    """Raises `InvalidDecision` where no report can say this: less than none, a day that is none."""
    reason = None
    if field in ("low", "high") and value is not None and value < 0:
        reason = "a count is 0 or more"
    elif field in DAYS and value is not None and not _is_day(value):
        reason = "a day is written 2024-01-27, a month 2024-01, a year 2024"
    if reason:
        raise InvalidDecision(f"{json.dumps(value, ensure_ascii=False)} cannot stand in the field {field}: {reason}.")


def _is_day(value: str) -> bool:
    """Whether a day, a month or a year is one of the calendar's."""
    try:
        date.fromisoformat(value + FIRST_DAY[len(value) :])
    except ValueError:
        return False
    return len(value) in (4, 7, 10)


def _values(kind: str, written: str, text: str) -> dict[str, Any]:
    loaded = json.loads(written)
    if kind == "statement":
        statement = decode(Statement, loaded, text)
        return {f.name: encode(getattr(statement, f.name)) for f in fields(statement) if f.name not in UNJUDGED}
    claim = decode(Claim, loaded, text)
    head = {f.name: encode(getattr(claim, f.name)) for f in fields(claim) if f.name not in UNJUDGED}
    return head | {f.name: encode(getattr(claim.body, f.name)) for f in fields(claim.body) if f.name not in UNJUDGED}


def _kinds(kind: str) -> tuple[type, ...]:
    return (Statement,) if kind == "statement" else (*(body for body in get_args(Body) if body.__name__.lower() == kind), Claim)
