"""Which of the counts before it a bare figure answers: a near one, of the same size, of the dead where nothing else is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import log

from counterclaim.claims.scopes import Extent
from counterclaim.model import Claim, Measure, Number, Scope, Toll

ABOUT = Extent(Scope.UNKNOWN, rule="counted over what the report tells of before, else one incident")
KEPT = 12  # sentences with figures that are looked back to
# What speaks against a count, in powers of e of the difference in size; chosen on the training reports a to c.
STEP = 0.6  # for each sentence with figures that it lies back
NOT_DEAD = 0.5  # what is contested is mostly the dead
PART = 1.5  # parts are answered less often than wholes
UNSIZED = 1.0  # one of the two has no size: vague, or nobody
# Answers differ less: a figure twenty times as large counts something else, or seven times where other figures stand between.
NEAREST, FARTHER = 3.2, 2.0


@dataclass(frozen=True, slots=True)
class Recent:
    """The figures of the last sentences that had any, the latest last."""

    sentences: tuple[tuple[Claim, ...], ...] = ()

    def then(self, found: list[Claim]) -> Recent:
        """These figures with those of the next sentence."""
        return Recent((*self.sentences, tuple(found))[-KEPT:]) if found else self

    def answered(self, number: Number, harms: frozenset[Measure]) -> Claim | None:
        """The count that a bare figure answers; `harms` are what its sentence says that happened before it."""
        costs = [
            (cost + STEP * back, -k, claim)
            for back, claims in enumerate(reversed(self.sentences))
            for k, claim in enumerate(claims)
            if isinstance(claim.body, Toll)
            and (not harms or claim.body.measure in harms)
            and (cost := against(claim.body, number, bool(harms))) < (FARTHER if back else NEAREST)
        ]
        return min(costs, key=lambda c: c[:2])[2] if costs else None

    def over_what(self, claim: Claim) -> Claim:
        """A count that tells neither day nor occasion, over what the last count before it tells: the event that the report is about."""
        own = claim.body
        if not isinstance(own, Toll) or own.scope is not Scope.UNKNOWN:
            return claim
        told = (c.body for claims in reversed(self.sentences) for c in reversed(claims) if isinstance(c.body, Toll))
        last = next((t for t in told if t.scope not in (Scope.UNKNOWN, Scope.STOCK)), None)
        if last is None:
            return replace(claim, body=replace(own, scope=Scope.INCIDENT)) if ("scope", ABOUT.rule) in claim.rules else claim
        return replace(claim, body=replace(own, scope=last.scope))  # a start is never taken from another sentence

    def whole(self, number: int | None, harms: frozenset[Measure], size: int | None = None) -> Claim | None:
        """The latest count that a part of so many can be counted inside, of the dead first where nothing else is named; `size` is its
        own figure where the part names it ("eight of the fourteen")."""
        for claims in reversed(self.sentences):
            wholes = [c for c in claims if is_whole(c, number, harms)]
            if size is not None:
                wholes = [c for c in wholes if isinstance(c.body, Toll) and c.body.low == size]
            dead = [c for c in wholes if isinstance(c.body, Toll) and c.body.measure is Measure.KILLED]
            if wholes:
                return (dead or wholes)[-1]
        return None


def is_whole(claim: Claim, number: int | None, harms: frozenset[Measure]) -> bool:
    """Whether a count is no part itself and large enough to hold a part."""
    toll = claim.body
    if not isinstance(toll, Toll) or toll.part_of is not None or (harms and toll.measure not in harms):
        return False
    return toll.vague or number is None or number <= (toll.low or toll.high or 0)


def against(toll: Toll, number: Number, named: bool) -> float:
    """How much speaks against a figure's counting what a toll counts; `named` says that its sentence names what happened."""
    dead = 0.0 if named or toll.measure is Measure.KILLED else NOT_DEAD
    return dead + PART * (toll.part_of is not None) + unlike(toll, number)


def unlike(toll: Toll, number: Number) -> float:
    """How far apart two figures are, in powers of e."""
    own, earlier = number.low or number.high, toll.low or toll.high
    return abs(log(own / earlier)) if own and earlier else UNSIZED
