"""What one toll takes from another beside it: whose word it is, over what it counts, who the people are."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.claims.clause import Clause
from counterclaim.claims.harms import find_harms
from counterclaim.claims.scene import Scene
from counterclaim.model import Claim, Measure, Scope, Toll, Voice

# words that begin something else between two figures of a sentence
BREAKS = frozenset({";", ":", ".", "while", "whereas", "but", "though", "although", "as", "after"})
STRETCHES = frozenset({Scope.PERIOD, Scope.CUMULATIVE})


def goes_on_counting(claim: Claim, before: list[Claim]) -> Claim:
    """ "Dozens of others are wounded" counts over what the sentence before counted over."""
    toll, earlier = claim.body, before[-1].body if before else None
    if not (isinstance(toll, Toll) and isinstance(earlier, Toll)) or toll.victims is None or toll.victims.text.lower() != "others":
        return claim
    if earlier.scope not in STRETCHES or toll.scope is not Scope.INCIDENT or toll.date_start:
        return claim
    return with_extent(claim, toll, earlier)


def is_told_again(claim: Claim, earlier: list[Claim]) -> bool:
    """Whether "the man" is one who was counted before: same measure, same last word."""
    toll = claim.body
    if not isinstance(toll, Toll) or toll.victims is None or not toll.number.text.lower().startswith("the "):
        return False
    head = toll.victims.text.lower().split()[-1]
    before = (c.body for c in earlier if isinstance(c.body, Toll) and c.body.victims and c.body.measure is toll.measure)
    return any(t.victims is not None and t.victims.text.lower().split()[-1] == head for t in before)


def carried_on(scene: Scene, found: list[Claim]) -> list[Claim]:
    """The tolls of a sentence; one without a word of its own that only goes on counting is whosever the one before it is."""
    ordered = sorted(found, key=lambda c: c.evidence[0].start)
    harms = {h.at for h in find_harms(scene.clause)} if len(ordered) > 1 else set()
    for k, before in enumerate(ordered[:-1]):
        claim = ordered[k + 1]
        counts_on = only_counts(scene.clause, before.evidence[0].end, claim.evidence[0].start, harms)
        of_them = is_of_them(scene, claim)
        if counts_on or is_part(claim, before) or of_them:
            claim = counted_over(claim, before)
        told = before.statement is not None and before.voice is not Voice.UNRESOLVED
        ordered[k + 1] = with_word(claim, before) if (counts_on or of_them) and told and claim.voice is Voice.REPORT else claim
    return ordered


def with_word(claim: Claim, before: Claim) -> Claim:
    """A claim as the word of whoever says the one before it."""
    return replace(
        claim,
        statement=before.statement,
        voice=before.voice,
        speaker=before.speaker,
        cue=before.cue,
        stance=before.stance,
        hedged=claim.hedged or before.hedged,
        polarity=before.polarity,
        carried_by=before.carried_by,
    )


def is_of_them(scene: Scene, claim: Claim) -> bool:
    """Whether a toll tells what else happened to some of those before: "[five] of whom have died", "of whom [five] were freed"."""
    first, text = claim.evidence[0], scene.report.text
    return text.startswith((" of whom", " of them"), first.end) or text.endswith("of whom ", 0, first.start)


def is_part(claim: Claim, whole: Claim) -> bool:
    """Whether a toll is counted inside another, or inside what that one is counted inside."""
    own, other = claim.body, whole.body
    return isinstance(own, Toll) and isinstance(other, Toll) and own.part_of is not None and own.part_of in (whole.id, other.part_of)


def counted_over(claim: Claim, before: Claim) -> Claim:
    """A toll whose own words name no time, over what the one before it counts over where that is a stretch of time."""
    own, earlier = claim.body, before.body
    if not (isinstance(own, Toll) and isinstance(earlier, Toll)) or own.date_start or own.scope not in (Scope.INCIDENT, Scope.UNKNOWN):
        return claim
    return with_extent(claim, own, earlier) if earlier.scope in STRETCHES else claim


def with_extent(claim: Claim, own: Toll, other: Toll) -> Claim:
    """A claim whose toll counts over what another one counts over."""
    return replace(claim, body=replace(own, scope=other.scope, since=other.since, date_start=other.date_start, date_end=other.date_end))


def only_counts(clause: Clause, start: int, end: int, harms: set[int]) -> bool:
    """Whether nothing but what is counted stands between two code points: "12 dead, five of them women, and [44] hurt"."""
    between = [k for k, t in enumerate(clause.tokens) if start <= t.start < end]
    if any(clause.word(k) in BREAKS for k in between):
        return False
    return not any(clause.tag(k) in ("VERB", "AUX", "VED", "SUB") and k not in harms for k in between)


def shared_victims(scene: Scene, claim: Claim, told: list[Claim]) -> Claim:
    """A bare figure with the people of the last whole count before it in the same part of the sentence: "40 civilians dead and [42]"."""
    at, own = claim.evidence[0].start, claim.body
    before = last_whole([c for c in told if c.evidence[0].start < at and ";" not in scene.report.text[c.evidence[0].start : at]])
    if before is None or not isinstance(own, Toll) or not isinstance(before.body, Toll) or own.victims is not None:
        return claim
    if before.body.low == 1 and before.body.victims is not None:
        return claim  # "an old woman was killed and 44 were hurt"
    return replace(claim, body=replace(own, victims=before.body.victims, group=before.body.group))


def last_whole(tolls: list[Claim]) -> Claim | None:
    """The last toll of deaths that is no part of another, else the last of any harm: what is contested is mostly the dead."""
    wholes = [c for c in tolls if isinstance(c.body, Toll) and c.body.part_of is None] or tolls
    dead = [c for c in wholes if isinstance(c.body, Toll) and c.body.measure is Measure.KILLED]
    return (dead or wholes)[-1] if wholes else None
