"""An extraction whose names and speakers are still words -> the same with actors: who speaks, for whom, of what kind.

Ids and anchors stay what they were: an actor is a reading. What one candidate alone does not settle stays unresolved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from counterclaim.actors.context import Context, read_context
from counterclaim.actors.events import with_parties
from counterclaim.actors.register import Register, load_register
from counterclaim.actors.resolving import Found, resolve
from counterclaim.actors.standing import kinds_of
from counterclaim.model import Actor, Body, Claim, Extraction, Group, Name, Position, Relation, Ruling, Span, Statement, Toll

__all__ = ["Register", "load_register", "resolve_actors"]

Said = TypeVar("Said", Statement, Claim)


def resolve_actors(extraction: Extraction, register: Register | None = None) -> Extraction:
    """Fills every actor: who speaks, at whom it is aimed, whose the victims were, who is named, rules, must obey, sides, acts."""
    context = read_context(extraction.report, register or load_register())
    statements = tuple(_with_target(context, _with_speaker(context, said)) for said in extraction.statements)
    spoken = (_with_party(context, _with_actors(context, _with_speaker(context, claim))) for claim in extraction.claims)
    claims = tuple(with_parties(context, claim, extraction.spans.names) for claim in spoken)
    names = tuple(_with_actor(context, name) for name in extraction.spans.names)
    return replace(extraction, statements=statements, claims=claims, spans=replace(extraction.spans, names=names))


def _with_speaker(context: Context, said: Said) -> Said:
    """A statement or a claim with its speaker's actor and kind; without a speaker it stays as it is."""
    if said.speaker is None:
        return said
    found = resolve(context, said.speaker)
    return replace(said, speaker_actor=_actor(found, said.speaker), speaker_kind=kinds_of(context, found))


def _actor(found: Found, span: Span) -> Actor | None:
    return Actor(span, found.id, found.name, found.how) if found.id else None


def _with_target(context: Context, said: Statement) -> Statement:
    return replace(said, target_actor=_actor(resolve(context, said.target), said.target)) if said.target else said


def _with_actors(context: Context, claim: Claim) -> Claim:
    """A claim whose body's actors are resolved; whom the words do not settle stays as the words name them."""
    return replace(claim, body=_resolved(context, claim.body))


def _resolved(context: Context, body: Body) -> Body:
    match body:
        case Toll(attributed_to=found, victims_party=party) if found or party:
            doers = tuple(replace(each, actor=_who(context, each.actor, side=True)) for each in found)
            return replace(body, attributed_to=doers, victims_party=_who(context, party, side=True) if party else None)
        case Position(target_actor=Actor() as target):
            return replace(body, target_actor=_who(context, target))
        case Ruling(body=court, addressee=addressee):
            return replace(body, body=_who(context, court), addressee=_who(context, addressee) if addressee else None)
        case Relation(subject=subject, object=other):
            return replace(body, subject=_who(context, subject, side=True), object=_who(context, other, side=True))
    return body


def _who(context: Context, actor: Actor, *, side: bool = False) -> Actor:
    """An actor by its words; a side may be the people of a party, or a name tied to others."""
    if actor.span is None:
        return actor
    return _actor(resolve(context, actor.span, members=side, tied=side), actor.span) or actor


def _with_party(context: Context, claim: Claim) -> Claim:
    """A toll with the armed party or the police that its victims belong to, and their group where their own words name none."""
    toll = claim.body
    if not isinstance(toll, Toll) or toll.victims is None or toll.person:
        return claim
    found = resolve(context, toll.victims, members=True, nominal=False)
    if not found.id or not found.group:
        return claim
    group = Group(found.group) if toll.group is Group.UNSPECIFIED else toll.group
    return replace(claim, body=replace(toll, victims_party=_actor(found, toll.victims), group=group))


def _with_actor(context: Context, name: Name) -> Name:
    found = resolve(context, name.span, nominal=False)
    return replace(name, actor=found.id) if found.id else name
