"""report, spans, statements → claims, and what was left unread."""

from __future__ import annotations

from counterclaim.claims.attribution import attributed
from counterclaim.claims.located import located
from counterclaim.claims.positions import make_positions
from counterclaim.claims.relations import make_relations
from counterclaim.claims.rulings import make_rulings
from counterclaim.claims.tolls import make_tolls
from counterclaim.claims.unread import unread_numbers
from counterclaim.model import Claim, Report, Spans, Statement, Unread

__all__ = ["make_claims"]


def make_claims(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
    """Tolls, positions, rulings and relations, each in text order, and every number near a word of harm without a toll, with the reason."""
    tolls = [located(claim, spans) for claim in attributed(report, spans, make_tolls(report, spans, statements), statements)]
    positions = make_positions(report, statements)
    rulings, relations = make_rulings(report, spans, statements), make_relations(report, spans, statements)
    return (*tolls, *positions, *rulings, *relations), unread_numbers(report, spans, tolls)
