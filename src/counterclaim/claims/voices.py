"""Whose word a figure is: the statement that covers it, and whether it stands in a clause of background inside it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.claims.clause import Clause, group_start
from counterclaim.model import Polarity, Span, Stance, Statement, Voice

HEDGES = frozenset(
    "reportedly allegedly apparently purportedly supposedly feared believed presumed thought suspected unconfirmed "
    "unverified alleged".split()
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SETTLED_NOUNS = (
    "involvement",
    "responsibility",
    "role",
    "participation",
    "complicity",
    "any involvement",
    "any role",
    "any responsibility",
)


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word a claim is, and how they stand to it."""

    voice: Voice = Voice.REPORT
    statement: Statement | None = None
    stance: Stance | None = None
    speaker: Span | None = None
    hedged: bool = False
    polarity: Polarity = Polarity.ASSERTS
    rule: str = "nobody else's word stands around it"


def whose_word(clause: Clause, figure: Span, harm_at: int, statements: tuple[Statement, ...]) -> Word:
    """The innermost statement whose content covers the figure decides; a relative clause in it is background (codebook, voice)."""
    doubt = is_hedged(clause, figure, harm_at)
    covering = [s for s in statements if any(c.start <= figure.start < c.end for c in s.content)]
    if not covering:
        return Word(hedged=doubt)
    inner = min(covering, key=lambda s: sum(c.end - c.start for c in s.content))
    if is_background(clause, harm_at, inner):
        return Word(Voice.UNRESOLVED, inner, hedged=doubt, rule="in a clause of background inside what somebody says")
    rejects = inner.stance is Stance.DENIES
    return Word(
        inner.voice,
        inner,
        inner.stance,
        inner.speaker,
        inner.hedged or doubt,
        Polarity.REJECTS if rejects else Polarity.ASSERTS,
        "inside what the speaker says",
    )


def is_hedged(clause: Clause, figure: Span, harm_at: int) -> bool:
    """Whether a word of doubt stands in the verb group of the figure ("reportedly killed", "feared dead")."""
    near = range(max(0, harm_at - 5), min(len(clause.tokens), harm_at + 2))
    if any(
        clause.word(k) in HEDGES and clause.word(k) != "suspected"
        for k in near
        if clause.tokens[k].tag != "ADJ" or clause.word(k) == "feared"
    ):
        return True
    before = [t.lower for t in clause.tokens if figure.start - 25 <= t.start < figure.start]
    return "reportedly" in before or "allegedly" in before


def is_background(clause: Clause, harm_at: int, statement: Statement) -> bool:
    """Whether the word of harm is in a relative clause of the content: "says the bombing that killed 102 was …"."""
    content = next((c for c in statement.content if c.start <= clause.tokens[harm_at].start < c.end), None)
    if content is None:
        return False
    if statement.stance in (Stance.DENIES, Stance.ACCUSES, Stance.REFUSES) and content.text.lower().startswith(SETTLED_NOUNS):
        return True
    start = group_start(clause, harm_at)
    before = clause.skip(start - 1, -1)
    if clause.word(before) not in RELATIVE or clause.tokens[before].start <= content.start:
        return False
    antecedent = clause.tag(clause.skip(before - 1, -1, ("PUNCT", "QUOTE")))
    return antecedent in ("NOUN", "PROPN", "DATE", "NUM")
