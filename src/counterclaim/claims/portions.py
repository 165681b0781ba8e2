"""Parts of a count told in a sentence of their own: "Six of them were children", "Twelve were minors", "Among them were two nurses"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.claims.clause import BE, Clause, beside_after, counts
from counterclaim.claims.victims import said_to_be
from counterclaim.model import Measure, Phrase

# who is counted already: "among the dead", "six of the victims"
COUNTED = {
    "dead": Measure.KILLED,
    "slain": Measure.KILLED,
    "fallen": Measure.KILLED,
    "killed": Measure.KILLED,
    "drowned": Measure.KILLED,
    "victims": Measure.KILLED,
    "wounded": Measure.INJURED,
    "injured": Measure.INJURED,
    "missing": Measure.MISSING,
    "displaced": Measure.DISPLACED,
    "detainees": Measure.DETAINED,
    "hostages": Measure.ABDUCTED,
    "captives": Measure.ABDUCTED,
}
DEAD = frozenset({Measure.KILLED})
POINTING = frozenset({"them", "these", "those", "whom"})
OPENERS = frozenset({"", ";", ":", "–", "—", "(", "and", "but", "that"})
FIGURING = frozenset({"figure", "figures"})
INCLUDING = frozenset("include includes included comprise comprises comprised".split())


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a count: its phrase, what is said to have happened to the whole, and the phrase with the whole's own figure."""

    phrase: Phrase
    harms: frozenset[Measure] = frozenset()
    of: Phrase | None = None


def portions(clause: Clause) -> Iterator[Portion]:
    """The phrases that are parts of a count before them."""
    for phrase in clause.sentence.phrases:
        if not counts(clause, phrase) or clause.tag(phrase.last - 1) != "NUM":
            continue
        whole = whole_of(clause, phrase.last)
        of = counted_whole(clause, phrase.last)
        said_so = opens_clause(clause, phrase) and clause.word(verb_after(clause, phrase)) in BE
        if whole == DEAD or of is not None or (whole is not None and said_so):
            yield Portion(phrase, whole or frozenset(), of)  # "identified 11 of the dead", "eight of the fourteen"
        elif said_so and said_to_be(clause, phrase) is not None:
            yield Portion(phrase)
    yield from listed(clause)


def counted_whole(clause: Clause, k: int) -> Phrase | None:
    """The phrase of "of [the fourteen]" at `k`."""
    named = clause.begins.get(clause.skip(k + 1, 1)) if clause.word(k) == "of" else None
    bare = named is not None and clause.tag(named.last - 1) == "NUM" and clause.word(named.first) in ("the", "these", "those")
    return named if bare else None


def verb_after(clause: Clause, phrase: Phrase) -> int:
    """The word behind a bare figure and "of them", "of the dead"."""
    k = phrase.last
    if clause.word(k) == "of":
        inner = clause.begins.get(clause.skip(k + 1, 1))
        k = inner.last if inner is not None else k + 2
        k += clause.word(k) in COUNTED
    return clause.skip(k, 1)


def opens_clause(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase stands at the head of its clause."""
    return clause.word(clause.skip(phrase.first - 1, -1)) in OPENERS


def whole_of(clause: Clause, k: int) -> frozenset[Measure] | None:
    """What "of them", "of the dead", "of the fourteen" at `k` say that happened to the whole; `None` where no whole is named."""
    if clause.word(k) != "of":
        return None
    if clause.word(k + 1) in POINTING - {"whom"}:
        return frozenset()
    named = clause.begins.get(clause.skip(k + 1, 1))
    if named is None or clause.word(named.first) not in ("the", "these", "those", "its", "their"):
        return None
    last = clause.word(named.last - 1)
    return frozenset({COUNTED[last]}) if last in COUNTED else frozenset() if clause.tag(named.last - 1) == "NUM" else None


def listed(clause: Clause) -> Iterator[Portion]:
    """The phrases of "Among them were [two nurses] and [a driver]", "The dead include [four nurses]", "Includes [12 guards]"."""
    start = clause.skip(0, 1, ("QUOTE", "PUNCT"))
    if clause.word(start) in INCLUDING:
        yield from (Portion(phrase) for phrase in joined_from(clause, start + 1))
        return
    among = clause.word(start) == "among"
    first = clause.begins.get(start + among)
    k = first.last if first is not None else start + 2 if among and clause.word(start + 1) in POINTING else 0
    last = clause.word(k - 1)
    if not k or (last not in POINTING and last not in COUNTED and clause.word(k) not in COUNTED):
        return
    k += last not in POINTING and last not in COUNTED  # "the dead" in which "dead" stands outside the phrase
    verb = clause.skip(k, 1, ("ADV", "QUOTE", "NOUN", "PUNCT"))
    if clause.word(verb) not in (BE | FIGURING if among else INCLUDING):
        return
    whole = frozenset({COUNTED[w]}) if (w := clause.word(k - 1)) in COUNTED else frozenset()
    yield from (Portion(phrase, whole) for phrase in joined_from(clause, verb + 1))


def joined_from(clause: Clause, k: int) -> list[Phrase]:
    """The phrase that begins at `k` with those joined to it."""
    head = clause.begins.get(clause.skip(k, 1))
    return [head, *beside_after(clause, head)] if head is not None else []
