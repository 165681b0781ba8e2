"""Whose word a figure is: the statement that covers it, and whether it stands in a clause of background inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.claims.clause import BE, Clause, group_start, previous_verb
from counterclaim.model import Polarity, Span, Stance, Statement, Voice

HEDGES = frozenset(
    "reportedly allegedly apparently purportedly supposedly feared believed presumed thought suspected unconfirmed "
    "unverified alleged".split()
)
# prepositions after which a killing is background: "revenge for", "responding to", "complicit in"
TAKEN_FOR_GRANTED = frozenset({"for", "to", "in", "after", "following", "over", "about", "since", "before"})
ASIDE = frozenset({"over", "about", "after", "following", "since", "before"})  # "arrested four men over the deaths of three"
RESULTING = ("result", "led", "lead", "end", "culminat")  # "resulted in the deaths of 12" tells them
UNTRUE = frozenset("wrong false untrue absurd fantasy fiction invention lie fabrication nonsense propaganda exaggeration fake".split())
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# who demands, refuses or judges takes the harm for granted and does not tell it
NOT_TELLING = frozenset({Stance.DEMANDS, Stance.REFUSES, Stance.RULES})
TURN = "label:turn"  # the rule of a statement that is a whole turn: nothing in it is background of a single sentence
SELF = ":self"  # how the rule of a statement ends that "I" or "we" make
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
    covering = [s for s in statements if any(c.start <= figure.start < c.end for c in s.content) and not is_court_act(s, clause, harm_at)]
    covering = covering or [s for s in statements if s.speaker is None and figure.end <= s.cue.start < clause.tokens[harm_at].start]
    if not covering:
        return Word(hedged=doubt)
    inner = denier_of(min(covering, key=extent_said), covering)
    if inner.voice is Voice.UNRESOLVED and inner.rule.endswith(SELF):
        return Word(hedged=doubt, rule="what the report says that it said itself")
    if inner.speaker is not None and is_set_aside(clause, figure):
        return set_aside(word_of(inner, doubt))
    if inner.rule != TURN and is_background(clause, harm_at, inner):
        return Word(Voice.UNRESOLVED, inner, hedged=doubt, rule="in a clause of background inside what somebody says")
    return word_of(inner, doubt)


def is_court_act(statement: Statement, clause: Clause, harm_at: int) -> bool:
    """Whether the harm is what a court itself does ("jailed 12 men"): the report tells it."""
    return statement.stance is Stance.RULES and statement.cue.start <= clause.tokens[harm_at].start < statement.cue.end


def word_over(covering: tuple[Statement, ...]) -> Word:
    """The word of the innermost of some statements that cover a figure; the report's own where there are none."""
    inner = min(covering, key=extent_said, default=None)
    return word_of(denier_of(inner, covering), doubt=False) if inner else Word()


def denier_of(inner: Statement, covering: Sequence[Statement]) -> Statement:
    """Who denies a claim that only a noun tells: the figure in "denies the rebels' claim that 40 died" is denied, not claimed, there."""
    if not inner.rule.startswith("noun:"):
        return inner
    denials = [s for s in covering if s.stance is Stance.DENIES and s.speaker and any(c.covers(inner.cue) for c in s.content)]
    return min(denials, key=extent_said, default=inner)


def extent_said(statement: Statement) -> int:
    """How many code points a statement's content spans."""
    return sum(c.end - c.start for c in statement.content)


def word_of(inner: Statement, doubt: bool) -> Word:
    """A figure inside what a speaker says is the speaker's."""
    return Word(
        inner.voice,
        inner,
        inner.stance,
        inner.speaker,
        inner.hedged or doubt,
        Polarity.REJECTS if inner.stance is Stance.DENIES else Polarity.ASSERTS,
        "inside what the speaker says",
    )


def is_set_aside(clause: Clause, figure: Span) -> bool:
    """Whether a speaker puts another figure in the place of this one ("36, not [28]", "not [61], but nine"), or doubts it ("[Ten]? …")."""
    at = next((k for k, t in enumerate(clause.tokens) if t.start >= figure.start), clause.size)
    after = next((k for k, t in enumerate(clause.tokens) if t.start >= figure.end), clause.size)
    if clause.word(after) == "?":
        return clause.skip(at - 1, -1, ("QUOTE", "PUNCT")) < 0
    if clause.word(after) in BE and UNTRUE & {clause.word(after + 1), clause.word(after + 2)}:
        return True  # "[Sixteen] is a fantasy"
    corrected = "but" in (clause.word(after), clause.word(after + 1))
    return clause.word(at - 1) == "not" and (corrected or clause.word(at - 2) in (",", ";", "and"))


def set_aside(word: Word) -> Word:
    """A figure that its speaker says is not so."""
    return replace(word, stance=Stance.DENIES, polarity=Polarity.REJECTS, rule="a figure that the speaker puts another in the place of")


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
    if statement.stance in NOT_TELLING:
        return True
    start = group_start(clause, governing(clause, harm_at))
    before = clause.skip(start - 1, -1)
    if clause.tag(before) == "CC" and (shared := previous_verb(clause, before)) is not None:
        before = clause.skip(group_start(clause, shared) - 1, -1)  # "that killed nine and [injured] 28"
    if clause.tokens[max(0, before)].start <= content.start:
        return False
    return is_relative(clause, before) or is_presupposed(clause, harm_at, before, content.start)


def governing(clause: Clause, harm_at: int) -> int:
    """The verb that a noun of harm hangs on: "which [resulted] in 142 deaths", "that [claimed] 241 lives"; else the word itself."""
    if clause.tag(harm_at) not in ("NOUN", "NUM"):
        return harm_at
    k = harm_at
    while clause.tag(k) in ("DET", "NUM", "ADJ", "NOUN", "PREP", "QUOTE", "ADV") and clause.word(k) not in ASIDE:
        k -= 1
    if clause.word(k) in ("which", "whom") and clause.tag(k - 1) == "PREP":
        return k + 1  # "the school, from which [13 of the dead] came"
    return k if clause.tag(k) in ("VERB", "VED") else harm_at


def is_relative(clause: Clause, before: int) -> bool:
    """Whether a relative pronoun stands before the verb group: "the bombing that killed 102", "the raid in which 12 died"."""
    if clause.word(before) not in RELATIVE:
        return clause.ends.get(before + 1) is not None and is_in_which(clause, clause.ends[before + 1].first - 1)
    antecedent = clause.skip(before - 1, -1, ("PUNCT", "QUOTE"))
    beside = clause.word(antecedent) == "those" and clause.tag(antecedent - 1) == "PREP" and clause.word(antecedent - 1) != "of"
    named = clause.tag(antecedent) in ("NOUN", "PROPN", "DATE", "NUM") or beside  # "invented by those who lost 40"; not "two of those who"
    return clause.word(before) == "which" or named


def is_in_which(clause: Clause, k: int) -> bool:
    """Whether "in which" ends at `k`."""
    return clause.word(k) in ("which", "whom") and clause.tag(k - 1) == "PREP"


def is_presupposed(clause: Clause, harm_at: int, before: int, start: int) -> bool:
    """Whether the harm is taken for granted after a preposition: "revenge for the killing of two", "apologised for killing nine"."""
    k = clause.skip(before, -1, ("DET", "ADJ", "POSS"))
    if clause.tokens[k].start < start:
        return False  # "holds the ministry responsible for [the killing of two]": what is said begins behind the preposition
    noun_or_gerund = clause.tag(harm_at) == "VING" or clause.word(harm_at + 1) == "of"
    return noun_or_gerund and clause.word(k) in TAKEN_FOR_GRANTED and not clause.word(k - 1).startswith(RESULTING)
