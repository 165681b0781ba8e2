"""Somebody's count or account as the source of a figure: "by the union's count", "in the mayor's words", "its tally stands at 40"."""

from __future__ import annotations

from counterclaim.inflect import verb_forms
from counterclaim.statements.view import VERBS, Range, View, skip_on
from counterclaim.statements.words import words_of

STANDS = frozenset({"stand", "be", "rise", "climb", "grow", "reach", "fall"})  # "the union's tally stands at 40"
OWN = frozenset({"his", "her", "its", "their"})


def is_count(view: View, k: int) -> bool:
    """Whether the noun at `k` is somebody's count, named as a source or told with its figure."""
    if view.lower(k) not in words_of("reckoning") or owner_of_count(view, k) is None:
        return False
    if not view.ends_phrase(k) and view.tag(k + 1) != "NUM":
        return False
    first = view.over[k].first  # type: ignore[union-attr]
    if view.lower(first - 1) == "by" and verb_forms().base.get(view.lower(first - 2)) == "stand":
        return False  # "stands by its account"
    if view.lower(first - 1) in ("by", "in"):
        return True
    return view.lower(first) not in OWN and view.tag(skip_on(view, k + 1, frozenset({"ADV", "DATE"}))) in VERBS


def owner_of_count(view: View, noun: int) -> Range | None:
    """Who counts, in "by the union's count" or "by its count"."""
    phrase = view.over_at(noun)
    if phrase is None:
        return None
    owner = next((k for k in range(noun - 1, phrase.first, -1) if view.tag(k) == "POSS" and view.lower(k) not in OWN), None)
    if owner is not None:
        return (phrase.first, owner)
    return (phrase.first, phrase.first + 1) if view.lower(phrase.first) in OWN else None
