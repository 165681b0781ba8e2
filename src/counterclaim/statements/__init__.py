"""report, spans → statements: who says what, with which cue and stance, across sentences; and the cues that made none."""

from __future__ import annotations

from counterclaim.model import Report, Spans, Statement, Unread
from counterclaim.statements.confidence import with_confidence
from counterclaim.statements.nesting import nest
from counterclaim.statements.reader import Reader
from counterclaim.statements.trained import with_seen

__all__ = ["find_statements"]


def find_statements(report: Report, spans: Spans) -> tuple[tuple[Statement, ...], tuple[Unread, ...]]:
    """The statements of a report in text order, and the cues that made no statement with the reason (codebook, "Statement")."""
    reader = Reader(report, spans)
    for number in range(len(spans.sentences)):
        reader.read_sentence(number)
    found, unread = reader.finished()
    return tuple(map(with_confidence, nest(with_seen(report, spans, found)))), unread
