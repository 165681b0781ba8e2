"""Parts of a count told in a sentence of their own: "Six of them were children", "Twelve were minors", "Among them were two nurses"."""

from __future__ import annotations

from collections.abc import Iterator

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


def portions(clause: Clause) -> Iterator[tuple[Phrase, frozenset[Measure]]]:
    """The phrases that are parts of a count before their sentence, with what the words say that happened to the whole."""
    for phrase in clause.sentence.phrases:
        if not counts(clause, phrase) or clause.tag(phrase.last - 1) != "NUM":
            continue
        whole = whole_of(clause, phrase.last)
        if whole == DEAD:
            yield phrase, whole  # "identified 11 of the dead"
        if whole == DEAD or not opens_clause(clause, phrase):
            continue
        said_so = clause.word(verb_after(clause, phrase)) in BE
        if said_so and (whole is not None or said_to_be(clause, phrase) is not None):
            yield phrase, whole or frozenset()
    yield from listed(clause)


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


def listed(clause: Clause) -> Iterator[tuple[Phrase, frozenset[Measure]]]:
    """The phrases of "Among them were [two nurses] and [a driver]", "The dead include [four nurses]"."""
    start = clause.skip(0, 1, ("QUOTE", "PUNCT"))
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
    head = clause.begins.get(clause.skip(verb + 1, 1))
    whole = frozenset({COUNTED[w]}) if (w := clause.word(k - 1)) in COUNTED else frozenset()
    for phrase in (head, *beside_after(clause, head)) if head is not None else ():
        yield phrase, whole
