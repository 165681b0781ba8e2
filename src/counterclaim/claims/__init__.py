"""report, spans, statements → claims, and what was left unread."""

from __future__ import annotations

from counterclaim.claims.attribution import attributed
from counterclaim.claims.confidence import with_confidence
from counterclaim.claims.events import make_events
from counterclaim.claims.located import located
from counterclaim.claims.positions import make_positions
from counterclaim.claims.relations import make_relations
from counterclaim.claims.rulings import make_rulings
from counterclaim.claims.tolls import make_tolls
from counterclaim.claims.trained import revised
from counterclaim.claims.unread import unread_numbers
from counterclaim.model import SEEN, Claim, Report, Spans, Statement, Unread

__all__ = ["make_claims"]


def make_claims(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> tuple[tuple[Claim, ...], tuple[Unread, ...]]:
    """Tolls, positions, rulings, relations and events, each kind in text order; then every number near a word of harm without a toll."""
    seen = frozenset(s.id for s in statements if s.rule and s.rule.startswith(SEEN))
    tolls = [revised(claim, spans.scored, seen) for claim in make_tolls(report, spans, statements)]
    events, tolls = make_events(report, spans, statements, attributed(report, spans, tolls, statements))
    tolls, events = ([located(claim, spans) for claim in claims] for claims in (tolls, events))
    positions = make_positions(report, statements, (*tolls, *events))
    rulings, relations = make_rulings(report, spans, statements), make_relations(report, spans, statements)
    by_id = {statement.id: statement for statement in statements}
    claims = tuple(with_confidence(claim, spans.scored, by_id) for claim in (*tolls, *positions, *rulings, *relations, *events))
    return claims, unread_numbers(report, spans, tolls)
