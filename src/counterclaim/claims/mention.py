"""What the rules about roles hand on: some people, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Measure, Phrase

# The rules that other rules ask for by name.
OBJECT = "object of the verb"
STATUS_NOUN = "counted by what they already are"
STANDS_AT = "toll that stands at the figure"
IDIOM_OF_STATE = "idiom that tells how many are so at a moment"
LEFT_OVER = "counts the nearest harm of its part of the sentence"
PART = "part of the figure before"
AS_BEFORE = "counts what the figure before counted"


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase of people to whom one thing happened. `harm_at` is the token of the word of harm.

    `parent` is the token where the phrase begins that this one is counted inside ("12 people, including [three children]").
    """

    phrase: Phrase
    measure: Measure
    harm_at: int
    rule: str
    parent: int | None = None
    hypothetical: bool = False
