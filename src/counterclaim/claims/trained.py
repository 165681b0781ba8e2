"""What the trained reader adds to the rules about tolls: which figures count people harmed where no rule of grammar placed them.

It only points at a figure and names its measure. The figure's bounds, its people, place, time and speaker are read by the same rules as any
other toll's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterclaim.claims.clause import Clause
from counterclaim.claims.harms import find_harms
from counterclaim.claims.leftover import stands_alone
from counterclaim.claims.mention import Mention
from counterclaim.claims.victims import is_person_word
from counterclaim.model import SEEN, Claim, Measure, Number, Phrase, Polarity, Scope, Scored, Toll, Voice


@dataclass(frozen=True, slots=True)
class Trust:
    """From which probability on the network is followed."""

    add: float = 0.9  # a number that the rules left unread is a toll
    phrase: float = 0.9  # a phrase without a number is one
    bare: float = 0.02  # below it a figure without a word of harm of its own counts nothing
    scope: float = 0.99  # another scope than the rules'
    said: float = 0.95  # a figure is said by whom a statement names that only the network saw


TRUST = Trust()
COMING = frozenset({"may", "might", "could", "would", "will", "shall"})  # what people behind a figure are yet to do


def seen_mentions(clause: Clause, numbers: tuple[Number, ...], scored: Scored | None, taken: set[int]) -> Iterator[Mention]:
    """The figures of a sentence that the network holds for tolls and whose number does not begin at a code point in `taken`."""
    if scored is None:
        return
    sentence = clause.sentence
    for figure in scored.within(sentence.start, sentence.end):
        measure, chance = figure.measures[0]
        phrase = next((p for p in sentence.phrases if clause.tokens[p.first].start <= figure.at < clause.tokens[p.last - 1].end), None)
        if (
            phrase is None
            or clause.word(clause.skip(phrase.last, 1)) in COMING
            or not of_people(clause, phrase, numbers)
            or chance < (TRUST.add if any(clause.tag(k) == "NUM" for k in range(phrase.first, phrase.last)) else TRUST.phrase)
        ):
            continue
        start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
        if any(start <= t < end for t in taken):
            continue
        yield Mention(phrase, Measure(measure), harm_near(clause, phrase, Measure(measure)), f"{SEEN}, {chance:.2f}")


def is_doubted(scored: Scored | None, measure: Measure, start: int, end: int) -> bool:
    """Whether the network was asked about the figure in `[start, end)` and hardly holds it for a count of this harm."""
    figure = scored.figure(start, end) if scored else None
    return figure is not None and dict(figure.measures).get(measure, 0.0) < TRUST.bare


def of_people(clause: Clause, phrase: Phrase, numbers: tuple[Number, ...]) -> bool:
    """Whether a phrase may count people by its words: it names some, or is a number that stands alone and is no age, time or share."""
    if clause.tag(phrase.last - 1) != "NUM":
        return is_person_word(clause.word(phrase.head))
    start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
    number = next((n for n in numbers if start <= n.core.start < end), None)
    return number is not None and stands_alone(clause, phrase, number)


def harm_near(clause: Clause, phrase: Phrase, measure: Measure) -> int:
    """The nearest word of the same harm; where there is none, the figure itself."""
    near = [h.at for h in find_harms(clause) if h.measure is measure]
    return min(near, key=lambda at: abs(at - phrase.head), default=phrase.head)


def revised(claim: Claim, scored: Scored | None, seen: frozenset[str]) -> Claim:
    """A toll with the network's scope where it is all but certain, and unsaid where only a statement that it saw (`seen`) says it and it
    does not hold the figure for somebody's word: an invented speaker is worse than none."""
    toll = claim.body
    figure = scored.figure(toll.number.start, toll.number.end) if scored and isinstance(toll, Toll) else None
    if figure is None or not isinstance(toll, Toll):
        return claim
    scope, chance = figure.scope[0]
    if scope != toll.scope and chance >= TRUST.scope:
        toll = replace(toll, scope=Scope(scope), since=toll.since if scope == Scope.CUMULATIVE else None)
        rules = (*(r for r in claim.rules if r[0] != "scope"), ("scope", f"{SEEN}, {chance:.2f}"))
        claim = replace(claim, body=toll, rules=rules)
    return unsaid(claim) if claim.statement in seen and dict(figure.voice).get(Voice.NAMED, 0.0) < TRUST.said else claim


def unsaid(claim: Claim) -> Claim:
    """A claim as the report's own word."""
    return replace(
        claim,
        voice=Voice.REPORT,
        speaker=None,
        stance=None,
        statement=None,
        cue=None,
        polarity=Polarity.ASSERTS,
        evidence=tuple(e for e in claim.evidence if e.field != "speaker"),
        rules=(*(r for r in claim.rules if r[0] != "voice"), ("voice", f"{SEEN}: nobody says it")),
    )
