"""Finds the words of harm in a sentence and what happened, by whom it is counted and whether it is real."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.clause import MODALS, Clause
from counterclaim.inflect import verb_forms
from counterclaim.model import Measure
from counterclaim.vocabulary import load_vocabulary

TO_DEATH = frozenset({"dead", "to death", "and killed", "and kill", "and kills", "and killing"})
# "killing or injuring 56", "dead and wounded": one figure for both
KILLED_OR = re.compile(r"(?:kill\w*|dead) (?:or|and|and/or)$")
DEATHLY = re.compile(r"\bto death\b|\bdead\b")
PLEADED = ("order", "demand", "urg", "seek", "sought", "request", "call for", "calls for", "called for", "calling for", "call by", "plea")
PLANNED_NOUNS = frozenset({"release", "arrest", "detention", "evacuation", "capture"})
CAUSING = ("forc", "caus", "prompt", "compel", "oblig", "led", "lead", "made", "mak")  # beginnings of the verbs
# words that make of a figure beside them no fact
UNREAL = frozenset("could would might should if will unless cannot hypothetical threatened threatens fears scenario planning".split())
PERHAPS = frozenset({"may", "might", "could", "must"})
HYPOTHETICAL_MODALS = MODALS - {"do", "does", "did"}


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm at token `at`: where the people stand (`place`) and what happened to them."""

    at: int
    word_class: str
    place: str
    measure: Measure


@cache
def harm_words() -> dict[tuple[str, str], tuple[str, Measure]]:
    """(class, form) → (place, measure), every inflection of the verbs of `data/harms.tsv` included."""
    words: dict[tuple[str, str], tuple[str, Measure]] = {}
    of_base: dict[str, list[str]] = {}
    for form, base in verb_forms().base.items():
        of_base.setdefault(base, []).append(form)
    for row in load_vocabulary("harms"):
        value = (row["place"], Measure(row["measure"]))
        forms = of_base.get(row["word"], [row["word"]]) if row["class"] == "verb" else [row["word"]]
        for form in forms:
            words[row["class"], form] = value
    return words


def find_harms(clause: Clause) -> list[Harm]:
    """The words of harm of a sentence, in order."""
    found = []
    for k, token in enumerate(clause.tokens):
        classes: tuple[str, ...] = ("noun",) if token.tag in ("NOUN", "PROPN", "NUM") else ("verb", "adjective", "noun")
        if token.tag == "PROPN" and not clause.caseless:
            continue
        if token.tag == "VERB" and ("noun", token.lower) in harm_words():
            classes = ("verb", "noun")
        for word_class in classes:
            value = harm_words().get((word_class, token.lower))
            if value:
                found.append(Harm(k, word_class, value[0], settled_measure(clause, k, value[1])))
                break
    return found


def settled_measure(clause: Clause, k: int, measure: Measure) -> Measure:
    """ "shot dead" and "stabbed to death" are deaths; "killed or wounded" is one figure for both (codebook, measure)."""
    after = " ".join(t.lower for t in clause.tokens[k + 1 : k + 3])
    before = " ".join(t.lower for t in clause.tokens[max(0, k - 2) : k])
    fatal = after in TO_DEATH or DEATHLY.search(until_verb(clause, k)) or before.endswith("fatally")
    if measure is Measure.INJURED and fatal:
        return Measure.KILLED
    if measure is Measure.INJURED and KILLED_OR.search(before):
        return Measure.CASUALTIES
    both = re.match(r"(?:or|and|and/or) (?:wound|injur|hurt)", after) and not (clause.tag(k) == "NOUN" and after.endswith("ing"))
    if measure is Measure.KILLED and both and not clause.word(k).startswith("shot"):
        return Measure.CASUALTIES
    return measure


def until_verb(clause: Clause, k: int) -> str:
    """The words after `k` up to the next verb or mark: "stabs [a competitor to death]"."""
    words = []
    for token in clause.tokens[k + 1 : k + 9]:
        if token.tag in ("VERB", "VED", "VING", "AUX", "PUNCT", "CC"):
            break
        words.append(token.lower)
    return " ".join(words)


def is_hypothetical(clause: Clause, k: int) -> bool:
    """Whether the verb group that ends at `k` is no fact: "could kill", "will be released", "was not hurt", "threatened to kill"."""
    if clause.word(k) in PLANNED_NOUNS and clause.tag(k) == "NOUN":
        lead = " ".join(clause.word(j) for j in range(max(0, k - 5), k))
        return any(word.startswith(PLEADED) for word in lead.split()) or any(plea in lead for plea in PLEADED if " " in plea)
    j = k - 1
    while j >= 0 and clause.tokens[j].tag in ("AUX", "ADV", "NEG", "TO"):
        word = clause.tokens[j].lower
        happened = word in PERHAPS and clause.word(j + 1) == "have"  # "may have perished" speaks of the past
        if (word in HYPOTHETICAL_MODALS and not happened) or clause.tokens[j].tag == "NEG":
            return True
        if word == "be" and clause.tag(j - 1) not in ("AUX", "TO", "ADV", "NEG"):
            return True  # "demands that his brother be freed"
        if word == "to" and clause.tokens[k].tag == "VERB" and not is_caused(clause, j):
            return True  # "to kill"; "to have killed" has a participle
        j -= 1
    return False


def is_caused(clause: Clause, to: int) -> bool:
    """Whether the infinitive is something made to happen: "forcing 3,000 [to] flee"."""
    phrase = clause.ends.get(to)
    return phrase is not None and any(clause.word(j).startswith(CAUSING) for j in range(max(0, phrase.first - 2), phrase.first))
