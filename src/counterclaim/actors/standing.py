"""The kinds of a speaker, as a report tells them: a state whose forces it names is a belligerent, one beside others' war a third state."""

from __future__ import annotations

from counterclaim.actors.context import Context, home_of
from counterclaim.actors.register import STATE
from counterclaim.actors.resolving import Found
from counterclaim.model import ActorKind

ORDER = tuple(ActorKind)


def kinds_of(context: Context, found: Found) -> tuple[ActorKind, ...]:
    """What a speaker is; `unknown` where neither the register nor its own words tell."""
    kinds = set(found.kinds)
    if found.state and ActorKind.AUTHORITY in kinds:
        if found.state in context.fighting:
            kinds.add(ActorKind.BELLIGERENT)
        elif not kinds & {ActorKind.BELLIGERENT, ActorKind.HEALTH_AUTHORITY} and is_third(context, found.state):
            kinds.add(ActorKind.THIRD_STATE)
    return tuple(sorted(kinds, key=ORDER.index)) or (ActorKind.UNKNOWN,)


def is_third(context: Context, state: str) -> bool:
    """Whether the report names forces of others, a scene elsewhere, and this state only once: as the speaker.

    Only a state by its own name or adjective: a region, or a body that is counted to one, may be where the war is.
    """
    named = [piece.entry for piece in context.pieces if piece.entry is not None and home_of(piece.entry) == state]
    return len(named) == 1 and named[0].sort == STATE and bool(context.fighting - {state}) and bool(context.scenes - {state})
