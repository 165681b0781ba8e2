"""Lists every number near a word of harm that made no toll, with the reason."""

from __future__ import annotations

from counterclaim.claims.clause import Clause, make_clause
from counterclaim.claims.harms import find_harms
from counterclaim.claims.roles import find_mentions
from counterclaim.model import Claim, Number, Report, Spans, Toll, Unread, within

NEAR = 12  # tokens between a number and a word of harm for the number to count as near it; a clause of news rarely spans more


def unread_numbers(report: Report, spans: Spans, tolls: list[Claim]) -> tuple[Unread, ...]:
    """The numbers within `NEAR` words of a word of harm that no toll rests on."""
    used = {at for c in tolls if isinstance(c.body, Toll) for at in range(c.body.number.start, c.body.number.end)}
    found = []
    for sentence in spans.sentences:
        numbers = [n for n in within(spans.numbers, sentence.start, sentence.end) if used.isdisjoint(range(n.core.start, n.core.end))]
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
