"""One telling of an event: what stands in one sentence about it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.claims.voices import Word
from counterclaim.model import Actor, Realis, Span, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one word of a sentence tells of an event; `sentence` is its number.

    `definite` where it speaks of one told before ("the attack"), `another` where it says that it is one more, `effect` where it only
    tells what came of one ("killing five"), `tail` where that hangs on the verb before (", killing five"), `new` where it brings one in
    ("an attack"). Two of a `pair` are told in one breath by two sorts of weapons ("warplanes and tanks"): what is told of both is told
    of each.
    """

    trigger: Span
    sentence: int
    told: Told
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    place: Span | None
    facility: Span | None
    weapon: Span | None
    dates: tuple[str | None, str | None]
    date: Span | None
    realis: Realis
    word: Word
    definite: bool
    another: bool
    effect: bool
    tail: bool = False
    new: bool = False
    pair: bool = False
