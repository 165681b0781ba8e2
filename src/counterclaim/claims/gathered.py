"""Tellings of one event, gathered: what one event told in three sentences has in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from counterclaim.claims.occurrence import Telling
from counterclaim.codes import Acled, Side
from counterclaim.event_types import type_of
from counterclaim.model import Realis, Span, Told

# what a protest turns into, by the acts that are told with it
TURNS = (
    ("shot", frozenset({"shooting", "killing"})),
    ("riot", frozenset({"riot", "clash", "attack", "destroy", "loot", "mob"})),
    ("disperse", frozenset({"disperse", "arrest"})),
)
CROWDS = frozenset({"protest", "riot"})
LOOSE_ACTS = frozenset({"attack", "pound", "killing", "raid", "assault"})  # may name any violence
EXPLOSIVE = frozenset({"blast", "attack", "killing"})
SEIZING = frozenset({"capture", "retake", "disrupt"})  # acts that people die of without another event
CARRIED = frozenset({Acled.REMOTE_EXPLOSIVE, Acled.SUICIDE_BOMB})  # a suicide bomb is a bomb
VIOLENT = frozenset(
    {
        Acled.AIR_STRIKE,
        Acled.SHELLING,
        Acled.ARMED_CLASH,
        Acled.SUICIDE_BOMB,
        Acled.REMOTE_EXPLOSIVE,
        Acled.ATTACK_ON_CIVILIANS,
        Acled.GRENADE,
        Acled.CHEMICAL_WEAPON,
        Acled.MOB_VIOLENCE,
    }
)
GROUND = frozenset({Acled.ARMED_CLASH, Acled.ATTACK_ON_CIVILIANS})
BURSTING = frozenset({Acled.SUICIDE_BOMB, Acled.REMOTE_EXPLOSIVE, Acled.GRENADE, Acled.SHELLING, Acled.AIR_STRIKE})
# what a protest became, from the mildest on: the last that is told names it
PROTESTS = (Acled.PEACEFUL_PROTEST, Acled.PROTEST_INTERVENTION, Acled.VIOLENT_DEMONSTRATION, Acled.EXCESSIVE_FORCE)
UNREAL = frozenset({Realis.PLANNED, Realis.HYPOTHETICAL})
REACH = 2  # sentences over which an event is told on without a word that points back
ARMED = frozenset({Side.STATE, Side.REBEL})
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Gathered:
    """The tellings of one event; the first is its anchor."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def told(self) -> Told:
        """What the type rests on: the telling that says most, with weapon and sides from any of them."""
        best = max(self.tellings, key=weight)
        weapon = best.told.weapon or next((t.told.weapon for t in self.tellings if t.told.weapon), None)
        doer = next((t.told.doer for t in (best, *self.tellings) if t.told.doer is not Side.UNKNOWN), Side.UNKNOWN)
        target = next((t.told.target for t in (best, *self.tellings) if t.told.target is not Side.UNKNOWN), Side.UNKNOWN)
        return Told(self.turned(best.told.act, doer), weapon, doer, target)

    @property
    def all_told(self) -> set[Told]:
        """What each telling rests on, and all of them together."""
        return {self.told, *(t.told for t in self.tellings)}

    def turned(self, act: str, doer: Side) -> str:
        """What a protest turned into by what else is told of it; any other act stays what it is."""
        acts = {t.told.act for t in self.tellings}
        if not CROWDS & acts or len(acts) == 1:
            return act
        return next((turn for turn, by in TURNS if by & acts and (turn != "shot" or doer is Side.STATE)), act)


def weight(telling: Telling) -> tuple[bool, bool, int]:
    """How much a telling says about the type: more than what came of it, more than a loose word, the gravest of a protest."""
    acled = type_of(telling.told)[0]
    grave = PROTESTS.index(acled) if acled in PROTESTS else 0
    return not telling.effect, telling.told.act not in LOOSE_ACTS or telling.told.weapon is not None, grave


def gather(tellings: Iterable[Telling]) -> list[Gathered]:
    """The events that some tellings, given in text order, are about; what only tells the effect of none of them makes its own if it can."""
    events: list[Gathered] = []
    tellings = list(tellings)
    for telling in sorted(tellings, key=lambda t: (t.sentence, t.effect, t.trigger.start)):
        home = home_of(telling, events)
        if home is not None:
            for event in (home, *twins(home, events, telling)):
                event.tellings.append(telling)
        elif not telling.effect or stands_alone(telling):
            events.append(Gathered([telling]))
    return sorted(events, key=lambda e: e.tellings[0].trigger.start)


def home_of(telling: Telling, events: list[Gathered]) -> Gathered | None:
    """The event that a telling is about: the last that shares its place or its word, else the last that it can be about."""
    can = [event for event in reversed(events) if is_of(telling, event)]
    if len(can) < 2:
        return can[0] if can else None
    if telling.effect:
        return min(can, key=lambda event: distance(telling, event))
    shared = [e for e in can if any(t.place and telling.place and not differs(t.place, telling.place) for t in e.tellings)]
    alike = [e for e in can if any(words_of(t.trigger) & words_of(telling.trigger) for t in e.tellings)]
    return next(iter([*shared, *alike, *can]), None)


def distance(telling: Telling, event: Gathered) -> tuple[bool, int]:
    """How far the words of an event stand from what came of it; what stands before is nearer than what stands behind."""
    start = telling.trigger.start
    near = [(t.trigger.start > start, abs(start - t.trigger.start)) for t in event.tellings if t.sentence == telling.sentence]
    return min(near, default=(True, start))


def twins(home: Gathered, events: list[Gathered], telling: Telling) -> list[Gathered]:
    """The other event of a pair, where a later telling names no weapon and so may be about both."""
    first = home.tellings[0]
    if not first.pair or telling.told.weapon is not None:
        return []
    return [e for e in events if e is not home and e.tellings[0].pair and e.tellings[0].sentence == first.sentence]


def stands_alone(telling: Telling) -> bool:
    """Whether a killing or wounding is an event of its own: somebody armed did it, or a weapon, or it was done to somebody armed."""
    told = telling.told
    return told.weapon is not None or told.doer not in (Side.UNKNOWN, Side.PLACE, Side.CIVIL) or told.target in (Side.PROTEST,)


def is_of(telling: Telling, event: Gathered) -> bool:
    """Whether a telling is about an event that was told before."""
    last = event.tellings[-1]
    here = (
        telling.effect and telling.sentence == last.sentence
    )  # what came of an event is told in its clause, wherever the next place stands
    hangs = telling.tail and here and last.told.act in SEIZING  # "captured the island, killing four soldiers"
    if telling.another or (not here and conflicts(telling, event)):
        return False
    if not hangs and not any(is_alike(telling.told, told) for told in event.all_told):
        return False
    if (telling.realis in UNREAL) is not (event.tellings[0].realis in UNREAL) and not telling.effect:
        return False
    if telling.sentence == last.sentence:
        return not is_other_act(telling, event)
    if telling.new and (telling.dates[0] or loose(telling.told) in LOOSE_ACTS):
        return any(t.place and telling.place and not differs(t.place, telling.place) for t in event.tellings)
    return telling.definite or (telling.sentence - last.sentence <= REACH and not is_other_act(telling, event))


def is_alike(a: Told, b: Told) -> bool:
    """Whether two tellings can be about acts of one sort."""
    first, second = type_of(a)[0], type_of(b)[0]
    if {first, second} == CARRIED and "killing" in (a.act, b.act):
        return True
    if a.weapon and b.weapon and a.weapon is not b.weapon:
        return False
    if first is None and second is None:
        return a.act == b.act
    if first is second or (a.act == b.act and a.act in SEIZING and Side.UNKNOWN in (a.doer, b.doer)):
        return True
    if first in PROTESTS and second in PROTESTS:
        return True
    if a.act in CROWDS or b.act in CROWDS:
        return is_turn(b if a.act in CROWDS else a)
    for one, act, other in ((first, loose(a), second), (second, loose(b), first)):
        aimed = act != "raid" or other in GROUND
        if act in LOOSE_ACTS and aimed and (one is None or one in VIOLENT) and other in VIOLENT:
            return True
        if act in EXPLOSIVE and one in (None, Acled.REMOTE_EXPLOSIVE) and other in BURSTING:
            return True
        if act == "raid" and one is None and other is Acled.ARRESTS:
            return True
    return False


def is_turn(told: Told) -> bool:
    """Whether an act told beside a protest belongs to it: protesters do it, or it is done to them or by the police."""
    if told.weapon is not None or not any(told.act in acts for _, acts in TURNS):
        return False
    if told.act == "arrest" and told.target is not Side.PROTEST:
        return False
    by_police = told.doer is Side.STATE and told.act in ("shooting", "killing", "arrest", "disperse")
    nobodys = told.doer is Side.UNKNOWN and told.act in ("destroy", "loot", "clash", "disperse")
    return by_police or nobodys or Side.PROTEST in (told.doer, told.target) or told.act == "clash"


def loose(told: Told) -> str:
    """The act of a telling that names no weapon; with a weapon it is no loose word."""
    return told.act if told.weapon is None else ""


def conflicts(telling: Telling, event: Gathered) -> bool:
    """Whether a telling names another place or another day than the event."""
    for other in event.tellings:
        if differs(telling.place, other.place) and not (is_facility(telling) or is_facility(other)):
            return True
        a, b = telling.dates[0], other.dates[0]
        if a and b and not (a.startswith(b) or b.startswith(a)):
            return True
    return False


def is_facility(telling: Telling) -> bool:
    """Whether the place of a telling is a house: it may lie in the town that another telling names."""
    return telling.place is not None and telling.facility is not None and telling.place.overlaps(telling.facility)


def is_other_act(telling: Telling, event: Gathered) -> bool:
    """Whether a telling that does not point back names other parties than the event, or the same act once more in the same breath."""
    if told_against(telling.told, event.told):
        return True
    for other in event.tellings:
        doers = [(a.span, b.span) for a in telling.actors for b in other.actors]
        targets = [(a.span, b.span) for a in telling.targets for b in other.targets]
        if doers and all(differs(a, b) for a, b in doers) and all(is_name(a) and is_name(b) for a, b in doers):
            return True
        again = telling.told.act == other.told.act and bool(telling.actors) is bool(other.actors)  # "three were shot as police opened fire"
        if targets and not telling.effect and again and all(differs(a, b) for a, b in targets):
            return True
    return False


def told_against(a: Told, b: Told) -> bool:
    """Whether one side does the one and its enemy the other: "bombers killed ten before soldiers [killed] six"."""
    return {a.doer, b.doer} == ARMED and "clash" not in (a.act, b.act)


def differs(a: Span | None, b: Span | None) -> bool:
    """Whether two names share no word."""
    return a is not None and b is not None and not words_of(a) & words_of(b)


def is_name(span: Span | None) -> bool:
    """Whether some words hold a proper name."""
    return span is not None and any(word[0].isupper() for word in WORD.findall(span.text))


@lru_cache(maxsize=1024)
def words_of(span: Span) -> frozenset[str]:
    """The words of a span, without their case."""
    return frozenset(word.lower() for word in WORD.findall(span.text))
