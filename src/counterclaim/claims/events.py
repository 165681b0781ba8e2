"""Makes a claim of every event that a report tells, however many sentences tell it, and points its tolls to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from counterclaim.claims.gathered import PROTESTS, VIOLENT, Gathered, gather
from counterclaim.claims.occurrence import Telling
from counterclaim.claims.tellings import find_tellings
from counterclaim.event_types import type_of
from counterclaim.model import (
    Acled,
    Actor,
    Claim,
    Event,
    Evidence,
    Group,
    Measure,
    Polarity,
    Realis,
    Report,
    Scope,
    Sentence,
    Side,
    Spans,
    Statement,
    Toll,
    digest,
)

_Found = TypeVar("_Found")

ANYBODY = frozenset({"people", "persons", "others", "individuals", "person", "victims"})
SIDES = {Group.MILITARY: Side.STATE, Group.POLICE: Side.STATE, Group.MILITANTS: Side.REBEL}
SUMS = frozenset({Scope.CUMULATIVE, Scope.PERIOD, Scope.STOCK})  # what a figure over these counts is no event
TAKEN = frozenset({Acled.TERRITORY_GOVERNMENT, Acled.TERRITORY_NON_STATE, Acled.DISRUPTED_WEAPONS})
HITTING = frozenset(
    "air_strike shelling bombard pound launch bombing blast attack chemical".split()
)  # acts that hit a place and those in it
HARMING = VIOLENT | set(PROTESTS) | TAKEN | {None, Acled.SEXUAL_VIOLENCE, Acled.LOOTING_DESTRUCTION, Acled.ABDUCTION, Acled.ARRESTS}
FITTING: dict[Measure, frozenset[Acled | None]] = {
    Measure.KILLED: frozenset(HARMING),
    Measure.INJURED: frozenset(HARMING),
    Measure.CASUALTIES: frozenset(HARMING),
    Measure.MISSING: frozenset(HARMING),
    Measure.DISPLACED: frozenset(HARMING),
    Measure.DETAINED: frozenset({Acled.ARRESTS, *PROTESTS}),
    Measure.ABDUCTED: frozenset({Acled.ABDUCTION}),
    Measure.RELEASED: frozenset({Acled.AGREEMENT}),
}
"""The events that a toll can come of."""


def make_events(report: Report, spans: Spans, statements: tuple[Statement, ...], tolls: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """The events of a report in text order, and its tolls, each with the event that it came of where the text tells which."""
    counted = {e.start for c in tolls if isinstance(c.body, Toll) and c.body.scope in SUMS for e in c.evidence if e.field == "measure"}
    told = (t for t in find_tellings(report, spans, statements) if not (t.effect and t.trigger.start in counted))
    found = gather(told)
    events = [event_claim(report, event) for event in found]
    tellings = [(telling, claim) for event, claim in zip(found, events, strict=True) for telling in event.tellings]
    pointing = [with_event(report, toll, spans.sentences, tellings) for toll in tolls]
    return [with_victims(event, pointing) for event in events], pointing


def event_claim(report: Report, event: Gathered) -> Claim:
    """The claim of one event: its anchor is the first word that tells it, its values the first that any telling gives."""
    first, tellings = event.tellings[0], event.tellings
    told = event.told
    acled, plover = type_of(told)
    dated = next((t for t in tellings if t.date), first)
    targets = first_of(t.targets for t in sorted(tellings, key=lambda t: t.told.target is not told.target)) or ()
    actors = first_of(t.actors for t in sorted(tellings, key=lambda t: t.told.doer is not told.doer)) or ()
    body = Event(
        trigger=first.trigger,
        told=told,
        acled=acled,
        plover=plover,
        actors=tuple(a for a in actors if not is_among(a, targets)),
        targets=targets,
        place=first_of(t.place for t in tellings),
        facility=first_of(t.facility for t in tellings),
        weapon=first_of(t.weapon for t in tellings),
        date_start=dated.dates[0],
        date_end=dated.dates[1],
        realis=first.realis,
    )
    word = first.word
    return Claim(
        id=digest("cl", report.key, "event", first.trigger.start, first.trigger.end),
        report=report.id,
        statement=word.statement.id if word.statement else None,
        voice=word.voice,
        speaker=word.speaker,
        cue=word.statement.cue if word.statement else None,
        stance=word.stance,
        body=body,
        evidence=evidence_of(body, tellings, dated),
        hedged=word.hedged,
        polarity=Polarity.REJECTS if first.realis is Realis.DENIED else Polarity.ASSERTS,
        carried_by=(word.statement.carried_by if word.statement else None) or report.carried_by,
        rules=(("acled", f"{told.act} told by “{first.trigger.text.lower()}”"), ("voice", word.rule)),
    )


def is_among(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether a party is one of some others: nobody does it to themselves."""
    return actor.span is not None and any(o.span is not None and o.span.overlaps(actor.span) for o in others)


def first_of(values: Iterable[_Found | None]) -> _Found | None:
    """The first value that tells something."""
    return next((value for value in values if value), None)


def evidence_of(body: Event, tellings: list[Telling], dated: Telling) -> tuple[Evidence, ...]:
    """The words for an event, each telling's own, and those that its values rest on."""
    spans = [("trigger", t.trigger) for t in tellings]
    spans += [("actor", a.span) for a in body.actors if a.span] + [("target", a.span) for a in body.targets if a.span]
    more = (("place", body.place), ("facility", body.facility), ("weapon", body.weapon), ("date", dated.date))
    return tuple(Evidence(name, s.start, s.end) for name, s in (*spans, *more) if s)


def with_victims(claim: Claim, tolls: Sequence[Claim]) -> Claim:
    """An event that names no target with those who came to harm in it, where a toll says who they were."""
    event = claim.body
    own = [t.body for t in tolls if isinstance(t.body, Toll) and t.body.event == claim.id]
    harmed = next((t for t in own if t.victims and not t.person), None)
    if not isinstance(event, Event) or harmed is None or harmed.victims is None:
        return claim
    aimed = event.told.target in (Side.UNKNOWN, Side.PLACE) and event.told.act in HITTING
    if event.targets and not aimed:
        return claim
    anybody = harmed.victims.text.lower() in ANYBODY
    side = SIDES.get(harmed.group, Side.CIVIL)
    known = event.told.target is not Side.UNKNOWN or (anybody and event.told.doer is Side.STATE)
    told = event.told if known else replace(event.told, target=side)
    acled, plover = type_of(told)
    if anybody:
        return replace(claim, body=replace(event, told=told, acled=acled, plover=plover))
    body = replace(event, told=told, acled=acled, plover=plover, targets=(*event.targets, Actor(harmed.victims)))
    evidence = (*claim.evidence, Evidence("target", harmed.victims.start, harmed.victims.end))
    return replace(claim, body=body, evidence=evidence)


def with_event(report: Report, claim: Claim, sentences: Sequence[Sentence], tellings: list[tuple[Telling, Claim]]) -> Claim:
    """A toll of one event with that event: the one that its own word of harm tells, else the one of its clause or its sentence."""
    toll = claim.body
    if not isinstance(toll, Toll) or toll.scope is not Scope.INCIDENT or not tellings:
        return claim
    at = {e.start for e in claim.evidence if e.field == "measure"}
    own = [event for telling, event in tellings if telling.trigger.start in at]
    number = next((k for k, s in enumerate(sentences) if s.start <= toll.number.start < s.end), -1)
    fitting = [(t, e) for t, e in tellings if isinstance(e.body, Event) and e.body.acled in FITTING[toll.measure]]
    here = [(t, e) for t, e in fitting if t.sentence == number]
    near = [e for t, e in here if is_same_clause(report, toll.number.start, t)]
    for found in (own, near, [e for _, e in here]):
        ids = {e.id for e in found}
        if len(ids) == 1:
            return replace(claim, body=replace(toll, event=ids.pop()))
    return claim


def is_same_clause(report: Report, at: int, telling: Telling) -> bool:
    """Whether nothing that parts clauses stands between a figure and a word of an event."""
    first, last = sorted((at, telling.trigger.start))
    between = report.text[first:last]
    return not any(mark in between for mark in (";", " while ", ", and ", " whereas ", " but "))
