"""report → extraction: every reading room once, in order; pure, without disk, database or network."""

from __future__ import annotations

from counterclaim.actors import Register, resolve_actors
from counterclaim.claims import make_claims
from counterclaim.model import Extraction, Report
from counterclaim.reading import read_spans
from counterclaim.statements import find_statements

__all__ = ["extract"]


def extract(report: Report, register: Register | None = None) -> Extraction:
    """Reads one report, with the actors of `register` (default: the package's). The same report always gives the same ids and readings."""
    spans = read_spans(report)
    statements, unread_cues = find_statements(report, spans)
    claims, unread_figures = make_claims(report, spans, statements)
    unread = sorted((*unread_cues, *unread_figures), key=lambda u: (u.span.start, u.span.end))
    extraction = Extraction(report=report, spans=spans, statements=statements, claims=claims, unread=tuple(unread))
    return resolve_actors(extraction, register)
