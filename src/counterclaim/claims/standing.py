"""Figures at which a toll stands: "the death toll rises to 45"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.claims.clause import Clause, beside_after, counts
from counterclaim.claims.harms import find_harms, harm_words
from counterclaim.claims.mention import STANDS_AT, Mention
from counterclaim.inflect import verb_forms
from counterclaim.model import Measure, Phrase

TOLL_TO = frozenset(
    "to at of is was stands stood reached reaches exceeds exceeded passes passed surpasses surpassed tops topped as : now "
    "were number numbered numbers are".split()
)
IN_HOSPITAL = re.compile(r"(?:are |is |remain |remains |still )*in (?:an? |the )?(?:\S+ ){0,2}(?:condition|hospital|intensive care)\b")
RISING = frozenset("rise climb grow reach hit pass exceed top increase mount jump fall drop swell".split())
NEAR = 9  # words between a noun of harm and its verb of change
COUNTS = frozenset({"number", "count", "tally"})
STATES = {
    "dead": Measure.KILLED,
    "killed": Measure.KILLED,
    "wounded": Measure.INJURED,
    "injured": Measure.INJURED,
    "missing": Measure.MISSING,
    "displaced": Measure.DISPLACED,
    "losses": Measure.KILLED,
}


def standing_tolls(clause: Clause) -> Iterator[Mention]:
    """ "the death toll rises to 45", "bringing the number of injured to 60"."""
    for k, token in enumerate(clause.tokens):
        if token.lower == "toll" and clause.word(k - 1) not in ("heavy", "a"):
            measure = Measure.INJURED if clause.word(k - 1) in ("injury", "injured") else Measure.KILLED
        elif token.lower in STATES and (is_head(clause, k) or counts_next(clause, k)):
            measure = STATES[token.lower]
        elif (noun := harm_words().get(("noun", token.lower))) is not None and noun[0] == "count" and changes(clause, k):
            measure = noun[1]
        elif token.lower in COUNTS and clause.word(k + 1) == "of":
            found = next((h for h in find_harms(clause) if k < h.at <= k + 8), None)
            if found is None:
                continue
            measure = found.measure
        else:
            continue
        phrase = figure_after(clause, k)
        if phrase is not None:
            yield Mention(phrase, measure, k, STANDS_AT)
            yield from (Mention(p, measure, k, STANDS_AT) for p in beside_after(clause, phrase) if counts(clause, p))


def changes(clause: Clause, k: int) -> bool:
    """Whether a noun of harm at `k` without a figure is the subject of a verb of change: "[deaths] from the raid climb to 38"."""
    own = next((p for p in clause.sentence.phrases if p.first <= k < p.last), None)
    verbs = (verb_forms().base.get(clause.word(j)) for j in range(k + 1, k + NEAR))
    return own is not None and not counts(clause, own) and any(verb in RISING for verb in verbs)


def figure_after(clause: Clause, k: int) -> Phrase | None:
    """The phrase with the figure at which a toll stands; of "from 30 to 45" the second."""
    for phrase in clause.sentence.phrases:
        if phrase.first <= k or not counts(clause, phrase):
            continue
        before = clause.skip(phrase.first - 1, -1)
        if clause.word(before) in TOLL_TO or before == k:
            return phrase
        if clause.word(before) != "from":
            return None
    return None


def in_hospital(clause: Clause) -> Iterator[Mention]:
    """People in hospital are injured: "with 19 in critical condition", "169 in hospital"."""
    for phrase in clause.sentence.phrases:
        after = " ".join(clause.word(k) for k in range(phrase.last, phrase.last + 4))
        if counts(clause, phrase) and IN_HOSPITAL.match(after):
            yield Mention(phrase, Measure.INJURED, phrase.last, "in hospital")


def counts_next(clause: Clause, k: int) -> bool:
    """Whether a state stands before its bare figure, as in notes: "dead 8 so far, wounded 14"."""
    following = clause.begins.get(k + 1)
    bare = following is not None and clause.tag(following.last - 1) == "NUM"
    return bare and clause.word(k) in ("dead", "missing") and clause.tag(k - 1) in ("PUNCT", "", "CC")


def is_head(clause: Clause, k: int) -> bool:
    """Whether a state is a noun here: "put [the dead] at 31", "the bakery's [dead] number 19"."""
    if clause.word(k + 1) == "at" and {"put", "puts"} & {clause.word(j) for j in range(k - 4, k)}:
        return True  # "a source put enemy dead at 40"
    owned = clause.tag(k - 1) == "POSS" or clause.word(k - 1) in ("the", "its", "their", "own")
    return owned and (clause.tag(k + 1) not in ("NOUN", "PROPN", "ADJ", "NUM") or clause.word(k + 1) in ("number", "numbers", "numbered"))
