"""Somebody's count or account as the source of a figure: "by the union's count", "in the words of the mayor", "its tally stands at 40"."""

from __future__ import annotations

from counterclaim.inflect import verb_forms
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import VERBS, Range, View
from counterclaim.statements.words import words_of

STANDS = frozenset({"stand", "be", "rise", "climb", "grow", "reach", "fall"})  # "the union's tally stands at 40"
PLURAL = frozenset({"words", "data", "figures", "records", "lists"})
HANGING = frozenset({"ADV", "DATE", "PREP", "DET", "ADJ", "NOUN", "PROPN", "NUM"})  # what stands between a count and its verb
REACH = 10  # tokens between them
OWN = frozenset({"his", "her", "its", "their", "our", "my"})
BY = frozenset({"by", "in"})
ON_WORD = frozenset({"word", "account", "testimony", "evidence"})  # "on the word of a guard"


def is_count(view: View, k: int) -> bool:
    """Whether the noun at `k` is somebody's count, named as a source or told with its figure."""
    if owner_of_count(view, k) is None:
        return False
    first = start_of_count(view, k)
    if view.lower(first - 1) == "by" and verb_forms().base.get(view.lower(first - 2)) == "stand":
        return False  # "stands by its account"
    if brings_in(view, k):
        return True
    if not view.ends_phrase(k) and view.tag(k + 1) != "NUM":
        return False
    return view.lower(k) in words_of("reckoning") and verb_of_count(view, k) is not None


def verb_of_count(view: View, k: int) -> int | None:
    """The verb of the count at `k`, past what hangs on it: "the union's count [for the same months] is now 40"."""
    near = range(k + 1, min(k + REACH, len(view.tokens)))
    verb = next((j for j in near if view.tag(j) not in HANGING), None)
    return verb if verb is not None and view.tag(verb) in VERBS else None


def brings_in(view: View, k: int) -> bool:
    """Whether the preposition before a count makes it a source: "by" any, "in" a count or account, "on" somebody's word."""
    at = start_of_count(view, k) - 1
    before = view.lower(at)
    if before == "on":  # "nine, on the word of a guard"; "put to death on the word of a chief" is no source
        return view.lower(k) in ON_WORD and (at <= view.body or view.lower(at - 1) == "," or view.tag(at - 1) == "NUM")
    return before == "by" or (before == "in" and (view.lower(k) in words_of("reckoning") or view.lower(k) == "that"))


def start_of_count(view: View, k: int) -> int:
    """The first token of the phrase over a count."""
    phrase = view.over_at(k)
    return k if phrase is None else phrase.first


def owner_of_count(view: View, noun: int) -> Range | None:
    """Who counts, in "by the union's count", "by its count", "by UN count", "in the count of the union"; `None` where it is no count."""
    phrase = view.over_at(noun)
    repeated = view.lower(noun) == "that" and view.lower(noun + 1) == "of" and view.lower(noun - 1) in BY  # "by that of the union"
    if repeated:
        return (noun + 2, phrase_from(view, noun + 2, lists=False)) if view.over_at(noun + 2) is not None else None
    if phrase is None or view.lower(noun) not in words_of("reckoning") | words_of("books"):
        return None
    owner = next((k for k in range(noun - 1, phrase.first, -1) if view.tag(k) == "POSS" and view.lower(k) not in OWN), None)
    if owner is not None:
        return (phrase.first, owner)
    if view.lower(phrase.first) in OWN:
        return (phrase.first, phrase.first + 1)
    if not brings_in(view, noun):
        return None
    whole = view.tag(phrase.first) == "DET" or view.lower(noun) in PLURAL  # "by words of the mayor"
    if view.lower(noun + 1) == "of" and view.over_at(noun + 2) is not None and whole:
        return (noun + 2, phrase_from(view, noun + 2, lists=False))
    named = phrase.first + (view.tag(phrase.first) == "DET")
    return (named, noun) if named < noun and all(view.tag(k) == "PROPN" for k in range(named, noun)) else None


def end_of_count(view: View, noun: int) -> int:
    """One past a count and who counts behind it."""
    owner = owner_of_count(view, noun)
    return max(noun + 1, owner[1] if owner else 0)
