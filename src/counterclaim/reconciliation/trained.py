"""Answers that the trained reader sees inside a report: who goes against whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.model import Claim, LinkKind, Span, Stance
from counterclaim.reconciliation.page import Page


@dataclass(frozen=True, slots=True)
class Trust:
    """From which probability on the network is followed: chosen on `written` and `written_later` (docs/decisions/0016)."""

    against: float = 0.6


TRUST = Trust()


def scored_links(page: Page) -> Iterator[tuple[Claim, Claim, LinkKind, Span | None]]:
    """The trained reader holds one figure or statement for an answer to the other."""
    scored = page.extraction.spans.scored
    for link in scored.links if scored else ():
        if link.score >= TRUST.against:
            source, target = claim_at(page, link.source), claim_at(page, link.target)
            if source and target:
                yield source, target, kind_of(source), source.cue


def claim_at(page: Page, at: int) -> Claim | None:
    """The toll whose number, or the position whose cue, is at a code point."""
    tolls = (t.claim for t in page.tolls if t.toll.number.start <= at < t.toll.number.end)
    positions = (page.position[s.id] for s in page.statements if s.cue.start <= at < s.cue.end and s.id in page.position)
    return next(tolls, None) or next(positions, None)


def kind_of(source: Claim) -> LinkKind:
    """The kind of an answer by its stance."""
    if source.stance is None:
        return LinkKind.DISPUTES
    return {Stance.DENIES: LinkKind.DENIES, Stance.DISPUTES: LinkKind.DISPUTES}.get(source.stance, LinkKind.COUNTERS)
