"""What the tellings of one sentence share, and which of them is about an event of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from counterclaim.claims.clause import Clause
from counterclaim.claims.occurrence import Telling
from counterclaim.claims.triggers import Trigger

BACK = frozenset({"after", "following", "over", "since"})  # words that lead back to what came before an event
BACK_REACH = 10
CROWDS = frozenset({"protest", "riot"})
CAUSING = frozenset(
    "prompting prompted prompts sparking sparked sparks triggering triggered triggers provoking provoked causing caused".split()
)
CAUSE_REACH = 6


def shared(clause: Clause, triggers: list[Trigger], tellings: list[Telling]) -> Iterator[Telling]:
    """The tellings with what they share: who did it with the verb before ("stormed the house and [set] fire to it"), where it spread."""
    before: Telling | None = None
    spread = next((t.place for t in tellings if t.told.act == "spread" and t.place), None)
    ends = 0
    causes = {first.at for first, crowd in pairwise(triggers) if crowd.act in CROWDS and has_word(clause, first.at, crowd.first, CAUSING)}
    for trigger, telling in zip(triggers, tellings, strict=True):
        if before and before.actors and is_shared(clause, trigger, telling):
            doer = replace(telling.told, doer=before.told.doer)
            telling = replace(telling, actors=before.actors, told=doer)
        if trigger.at in causes or (telling.effect and has_word(clause, max(ends, trigger.first - BACK_REACH), trigger.first, BACK)):
            telling = replace(telling, another=True)  # "tear gas at a rally after a man was [killed] in custody"
        if telling.told.act in CROWDS and has_word(clause, max(ends, trigger.first - CAUSE_REACH), trigger.first, CAUSING):
            telling = replace(telling, another=True)  # "shot a teenager, prompting [protests]"
        before, ends = telling, trigger.at
        yield replace(telling, place=telling.place or spread)


def is_shared(clause: Clause, trigger: Trigger, telling: Telling) -> bool:
    """Whether a verb has its subject from the verb before: behind "and", a pronoun, or "…, [seizing] hostages"."""
    before = clause.skip(trigger.first - 1, -1)
    gerund = clause.tag(trigger.at) == "VING" and clause.word(before) == ","
    pronoun = clause.word(before) in ("they", "it", "he", "she")
    return not trigger.noun and (gerund or ((pronoun or clause.tag(before) == "CC") and not telling.actors))


def has_word(clause: Clause, first: int, last: int, words: frozenset[str]) -> bool:
    """Whether one of some words stands between two tokens."""
    return any(clause.word(k) in words for k in range(first, last))
