"""Lists every number near a word of harm that made no toll, with the reason."""

from __future__ import annotations

from counterclaim.claims.clause import Clause, make_clause
from counterclaim.claims.harms import find_harms
from counterclaim.claims.roles import find_mentions
from counterclaim.model import Claim, Number, Report, Spans, Toll, Unread

NEAR = 12  # tokens between a number and a word of harm for the number to count as near it; a clause of news rarely spans more


def unread_numbers(report: Report, spans: Spans, tolls: list[Claim]) -> tuple[Unread, ...]:
    """The numbers within `NEAR` words of a word of harm that no toll rests on."""
    used = [c.body.number for c in tolls if isinstance(c.body, Toll)]
    found = []
    for sentence in spans.sentences:
        numbers = [n for n in spans.numbers if sentence.start <= n.core.start < sentence.end and not any(n.core.overlaps(u) for u in used)]
        if not numbers:
            continue
        clause = make_clause(sentence)
        harms = [h.at for h in find_harms(clause)]
        found += [Unread(report.id, n.span, reason(clause, n)) for n in numbers if is_near(clause, n, harms)]
    return tuple(found)


def is_near(clause: Clause, number: Number, harms: list[int]) -> bool:
    """Whether a word of harm stands within `NEAR` words of the number."""
    at = next((k for k, t in enumerate(clause.tokens) if t.start <= number.core.start < t.end), None)
    return at is not None and any(abs(at - h) <= NEAR for h in harms)


def reason(clause: Clause, number: Number) -> str:
    """Why a number made no toll."""
    if number.share is not None:
        return "share_of_a_population"
    for mention in find_mentions(clause):
        phrase = mention.phrase
        if clause.tokens[phrase.first].start <= number.core.start < clause.tokens[phrase.last - 1].end and mention.hypothetical:
            return "hypothetical"
    return "number_without_measure"
