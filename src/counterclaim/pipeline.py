"""report → extraction: every reading room once, in order; pure but for looking names up in the gazetteer."""

from __future__ import annotations

from counterclaim.actors import Register, resolve_actors
from counterclaim.casing import in_letters, quoted
from counterclaim.claims import make_claims
from counterclaim.model import Extraction, Report
from counterclaim.places import Gazetteer, name_lands, resolve_spans
from counterclaim.reading import Scorer, read_spans, rules_alone
from counterclaim.statements import find_statements

__all__ = ["extract", "rules_alone"]


def extract(
    report: Report, gazetteer: Gazetteer | None = None, register: Register | None = None, *, scorer: Scorer | None = None
) -> Extraction:
    """Reads one report. The same report always gives the same ids, and with the same gazetteer and register the same readings.

    Without a gazetteer the user's is asked, else the one that comes with the package; the register is the package's unless given,
    and so is the trained reader (`scorer`; `rules_alone` asks none).
    """
    read = in_letters(report)
    spans = resolve_spans(read_spans(read, scorer), gazetteer)
    statements, unread_cues = find_statements(read, spans)
    claims, unread_figures = make_claims(read, spans, statements)
    unread = sorted((*unread_cues, *unread_figures), key=lambda u: (u.span.start, u.span.end))
    extraction = Extraction(report=read, spans=name_lands(spans, gazetteer), statements=statements, claims=claims, unread=tuple(unread))
    resolved = resolve_actors(extraction, register)
    return resolved if read is report else quoted(resolved, report)
