"""An event whose parties are still words -> the same with actors, and with the type that they make of it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from counterclaim.actors.context import Context
from counterclaim.actors.register import REGION, STATE
from counterclaim.actors.resolving import RESOLVED, Found, of_entry, resolve
from counterclaim.event_types import type_of
from counterclaim.model import Actor, ActorKind, Claim, Event, Group, Name, Side, WeaponKind
from counterclaim.vocabulary import load_vocabulary

SIDES = {Group.MILITARY: Side.STATE, Group.POLICE: Side.STATE, Group.MILITANTS: Side.REBEL}

CODE = re.compile(r"\bbabel:([A-Z]{2})\b")
NEAR = 80  # code points behind the word of an event in which a land tells where an unknown town lies
TAKING = frozenset({"capture", "retake"})  # acts that ACLED tells apart by whose the land is
STATES_OWN = frozenset({"air_strike", "shelling", "bombard", "launch", "pound", "offensive", "bombing"})
STATES_ARMS = frozenset({WeaponKind.AIR, WeaponKind.ARTILLERY})
"""Acts and arms of states: who is named for them by a people's adjective alone is the state."""


def with_parties(context: Context, claim: Claim, names: tuple[Name, ...]) -> Claim:
    """An event with its actors and targets resolved; a state or an armed group that they turn out to be may tell its type."""
    event = claim.body
    if not isinstance(event, Event):
        return claim
    by_state = (
        event.told.act in STATES_OWN or event.told.weapon in STATES_ARMS or event.trigger.text.lower().endswith(("strike", "strikes"))
    )
    doers = [_resolved(context, actor, adjective=by_state) for actor in event.actors]
    targets = [_resolved(context, actor) for actor in event.targets]
    told = replace(event.told, doer=_side(event.told.doer, context, doers), target=_side(event.told.target, context, targets, done_to=True))
    if told.act in TAKING and told.doer is Side.STATE and _is_foreign(context, event, doers, names):
        told = replace(told, doer=Side.FOREIGN)
    acled, plover = type_of(told)
    body = replace(
        event,
        told=told,
        acled=acled,
        plover=plover,
        actors=tuple(actor for actor, _ in doers),
        targets=tuple(actor for actor, _ in targets),
    )
    return replace(claim, body=body)


def _is_foreign(context: Context, event: Event, doers: list[tuple[Actor, Found]], names: tuple[Name, ...]) -> bool:
    """Whether a state's forces act in a land that is another state's: of a disputed place no land is told, and nobody is foreign there."""
    place = next((n.place for n in names if n.place and event.place and n.span.overlaps(event.place)), None)
    near = (n.place for n in names if n.place and n.place.country and 0 < n.span.start - event.trigger.end < NEAR)
    place = place or next(near, None)  # "entered Doru, Luhansk Oblast"
    home = next((found.state for _, found in doers if found.state), None)
    scene = next(iter(context.scenes)) if len(context.scenes) == 1 else None
    land = states_by_code().get(place.country or "") if place else scene
    return home is not None and land is not None and home != land


@cache
def states_by_code() -> dict[str, str]:
    """The states of the register by the ISO code of the package entry that names them."""
    coded = ((CODE.search(row["source"]), row["id"]) for row in load_vocabulary("actors") if row["sort"] == STATE)
    return {code.group(1): name for code, name in coded if code}


def _resolved(context: Context, actor: Actor, *, adjective: bool = False) -> tuple[Actor, Found]:
    """An actor with who it is; with `adjective` a state's adjective alone is the state: "[Turkish] air strikes"."""
    assert actor.span is not None
    found = resolve(context, actor.span, members=True)
    if found.id is None and adjective:
        pieces = context.within(actor.span.start, actor.span.end)
        entry = pieces[0].entry if len(pieces) == 1 and pieces[0].letter == "A" else None
        found = of_entry(entry, RESOLVED) if entry is not None and entry.sort == STATE else found
    return (Actor(actor.span, found.id, found.name, found.how) if found.id else actor), found


def _side(told: Side, context: Context, parties: list[tuple[Actor, Found]], *, done_to: bool = False) -> Side:
    """The side of a party of the register, else the one that the words tell; a land that it is done to has none."""
    groups = [found.group for _, found in parties if found.group]
    if groups and told in (Side.UNKNOWN, Side.STATE, Side.REBEL):
        return SIDES.get(Group(groups[0]), told)
    if told is not Side.UNKNOWN:
        return told
    sides = (_side_of(context, found, done_to=done_to) for _, found in parties)
    return next((side for side in sides if side is not Side.UNKNOWN), Side.UNKNOWN)


def _side_of(context: Context, found: Found, *, done_to: bool) -> Side:
    if found.group:
        return SIDES.get(Group(found.group), Side.CIVIL)
    if done_to:
        return Side.UNKNOWN
    entry = context.register.entries.get(found.id or "")
    if entry is not None and entry.sort in (STATE, REGION):
        return Side.STATE
    return Side.STATE if ActorKind.AUTHORITY in found.kinds else Side.UNKNOWN
