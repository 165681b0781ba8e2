"""What no output shows: subjects that somebody marked, and names of private persons."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from counterclaim.ledger import decisions
from counterclaim.ledger.decisions import Kind
from counterclaim.ledger.tables import private_names


@dataclass(frozen=True, slots=True)
class Withheld:
    """What no output shows: subjects (reports, documents, claims) with the reason, and names of persons."""

    subjects: dict[str, str]
    names: tuple[str, ...]


def withheld(connection: sa.Connection, today: str) -> Withheld:
    """What is withheld on a day. The names are those that any report's tolls give, and those that somebody marked."""
    found = [d for kind in (Kind.SENSITIVITY, Kind.EMBARGO) for d in decisions.load(connection, kind=kind)]
    names = set(connection.scalars(sa.select(private_names.c.name).distinct()))
    subjects = dict(decisions.sensitive(sorted(found, key=lambda d: d.seq), today))
    marked = {str(d.content["name"]) for d in found if d.content and d.content.get("name")}
    return Withheld({s: why for s, why in subjects.items() if s not in marked}, tuple(sorted(names | (marked & set(subjects)))))
