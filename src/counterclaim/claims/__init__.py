"""report, spans, statements → claims, and what was left unread."""

from __future__ import annotations

from counterclaim.claims.located import located
from counterclaim.claims.positions import make_positions
from counterclaim.claims.tolls import make_tolls
from counterclaim.claims.trained import revised
from counterclaim.claims.unread import unread_numbers
from counterclaim.model import SEEN, Claim, Report, Spans, Statement, Unread

__all__ = ["make_claims"]


def make_claims(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
    """Tolls and positions in text order, and every number near a word of harm that made no toll, with the reason."""
    seen = frozenset(s.id for s in statements if s.rule and s.rule.startswith(SEEN))
    tolls = [located(revised(claim, spans.scored, seen), spans) for claim in make_tolls(report, spans, statements)]
    positions = make_positions(report, statements)
    return (*tolls, *positions), unread_numbers(report, spans, tolls)
