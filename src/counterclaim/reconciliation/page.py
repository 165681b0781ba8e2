"""One report's statements and tolls, ready to be looked up from a statement's or a figure's place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from counterclaim.model import Claim, Extraction, Polarity, Position, Stance, Statement, Toll
from counterclaim.reconciliation.words import same_speaker

ANSWERING = frozenset({Stance.DENIES, Stance.DISPUTES})


@dataclass(frozen=True, slots=True)
class Counted:
    """A toll with the claim that carries it."""

    claim: Claim
    toll: Toll

    @property
    def at(self) -> int:
        """The code point where the figure stands."""
        return self.toll.number.start


@dataclass(frozen=True, slots=True)
class Page:
    """A report's statements in text order, the position of each, and its tolls."""

    extraction: Extraction
    statements: tuple[Statement, ...]
    position: dict[str, Claim]
    tolls: tuple[Counted, ...]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds a code point."""
        return bisect_right(self.extraction.spans.sentences, at, key=lambda s: s.start) - 1

    def others_before(self, k: int, *, reach: int) -> list[Statement]:
        """What other speakers said before statement `k`, at most `reach` sentences back; answers are no claims to be answered."""
        statement = self.statements[k]
        farthest = self.sentence_of(statement.cue.start) - reach
        found: list[Statement] = []
        for earlier in reversed(self.statements[:k]):
            if self.sentence_of(earlier.cue.start) < farthest:
                break
            if earlier.id != statement.inside and earlier.stance not in ANSWERING and not same_speaker(earlier.speaker, statement.speaker):
                found.insert(0, earlier)
        return found

    def figures_in(self, statement: Statement) -> list[Claim]:
        """The figures that a statement asserts, parts of a figure left out."""
        said = (t for t in self.tolls if t.claim.statement == statement.id and t.toll.part_of is None)
        return [t.claim for t in said if t.claim.polarity is Polarity.ASSERTS]

    def tolls_before(self, at: int, *, reach: int) -> list[Counted]:
        """The tolls before a code point, at most `reach` sentences back."""
        here = self.sentence_of(at)
        end = bisect_right(self.tolls, at - 1, key=lambda t: t.at)
        found: list[Counted] = []
        for counted in reversed(self.tolls[:end]):
            if self.sentence_of(counted.at) < here - reach:
                break
            found.insert(0, counted)
        return found


def make_page(extraction: Extraction) -> Page:
    """An extraction with its claims sorted by what they are."""
    positions = {c.statement: c for c in extraction.claims if isinstance(c.body, Position) and c.statement}
    tolls = sorted((Counted(c, c.body) for c in extraction.claims if isinstance(c.body, Toll)), key=lambda t: t.at)
    return Page(extraction, extraction.statements, positions, tuple(tolls))
