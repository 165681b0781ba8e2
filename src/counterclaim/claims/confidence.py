"""How often a claim like this one is right, as measured on marked texts: the share that is marked, not a chance of this one.

Right is, of a toll: figure, bounds and measure; of a position: what is said; of an event: word and type; of a ruling and a relation: that
it is one, of these sides. Whether what is said is so is another question, which nothing here answers. `evals/reliability.py` measures it.
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.claims.mention import AS_BEFORE, LEFT_OVER
from counterclaim.model import SEEN, Claim, Event, Relation, Ruling, Scored, Statement, Toll

# Tolls in long texts: of those that the rules make, the share that is right where the network gives their measure at least this
# probability; and of those that only the network sees. Measured on `written`, `written_later` and `read_last`.
AGREED = ((0.95, 0.98), (0.5, 0.94), (0.05, 0.83), (0.0, 0.73))
ALONE = 0.65

# Tolls in short texts, of which the network is not asked, by what counts whom. Measured on the 2,529 marked items of `training/marks`.
NUMERAL, VAGUE, ONE = 0.97, 0.94, 0.77  # "12 people were killed", "dozens were", "a soldier was" or a name
IDIOM, BARE = 0.74, 0.41  # "12 people lost their lives"; a figure without a word of harm of its own
WITHOUT_HARM = frozenset({LEFT_OVER, AS_BEFORE})
NUMBER_GRAMMAR = "number grammar"

# The rest, measured on the halves of `evals/events.jsonl`, `rulings.tsv` and `relations.tsv` that nobody looked at.
TYPED, UNCODED, RULED, TIED = 0.69, 0.50, 0.94, 0.95


def with_confidence(claim: Claim, scored: Scored | None, statements: dict[str, Statement]) -> Claim:
    """A claim with how often such a claim is right; a position is as sure as its statement."""
    body = claim.body
    match body:
        case Toll():
            figure = scored.figure(body.number.start, body.number.end) if scored else None
            sure = of_a_toll(claim, body, dict(figure.measures).get(body.measure, 0.0) if figure else None)
        case Event():
            sure = TYPED if body.acled else UNCODED
        case Ruling():
            sure = RULED
        case Relation():
            sure = TIED
        case _:
            said = statements.get(claim.statement or "")
            return replace(claim, confidence=said.confidence if said else None)
    return replace(claim, confidence=sure)


def of_a_toll(claim: Claim, toll: Toll, chance: float | None) -> float:
    """How often such a toll is right; `chance` is the network's for its measure, where it was asked."""
    rules = dict(claim.rules)
    if rules["measure"].startswith(SEEN):
        return ALONE
    if chance is not None:
        return next(share for least, share in AGREED if chance >= least)
    if rules["measure"] in WITHOUT_HARM:
        return BARE
    if rules["measure"].startswith("idiom"):
        return IDIOM
    if rules.get("number") != NUMBER_GRAMMAR:
        return ONE
    return VAGUE if toll.vague else NUMERAL
