"""Noun phrases to the right of a cue: with what hangs on them, and with the lists they begin."""

from __future__ import annotations

from counterclaim.statements.view import VERBS, View
from counterclaim.statements.words import name_labels

PLACE_LINKS = frozenset({"in", "at", "from", "near", "on"})
HOUSES = frozenset({"facility", "org", "office"})  # "a nurse at the clinic", "an official at the foreign ministry"
OFFICE_LINKS = frozenset({"for", "with", "to"})


def phrase_from(view: View, first: int, *, lists: bool = True) -> int:
    """One past the noun phrase that begins at or covers `first`, with what hangs on it; `first` itself where there is none."""
    phrase = view.over[first] if 0 <= first < len(view.tokens) else None
    if phrase is None:
        return first
    end = phrase.last
    while True:
        step = end
        if hangs_on(view, end) or (
            lists and view.tag(end) == "CC" and view.lower(end) in ("and", "or", "&") and view.over_at(end + 1) is not None
        ):
            step = end + 1
        elif lists and view.lower(end) == "," and list_goes_on(view, end):
            step = end + 2 if view.tag(end + 1) == "CC" else end + 1
        if step == end:
            return end
        after = view.over_at(step)
        if after is None or after.last <= end:
            return end
        end = after.last


def hangs_on(view: View, k: int) -> bool:
    """Whether the preposition at `k` ties the next noun phrase to the one before: "of" always, places and bodies only by name."""
    after = view.over_at(k + 1)
    if after is None:
        return False
    named = view.tag(after.head) == "PROPN"
    return (
        view.lower(k) == "of"
        or (view.lower(k) in PLACE_LINKS and (named or name_labels().get(view.lower(after.head)) in HOUSES))
        or (
            view.lower(k) in OFFICE_LINKS
            and (named or view.tag(k + 1) == "DET")
            and view.tag(after.head) != "DATE"
            and "time" not in view.lower(after.head)
        )
    )


def list_goes_on(view: View, comma: int) -> bool:
    """Whether "A, B and C" goes on after the comma: only names and commas until an "and" before the last."""
    k = comma
    for _ in range(12):
        if view.lower(k) != ",":
            return False
        if view.tag(k + 1) == "CC":
            if view.lower(k + 1) not in ("and", "or"):
                return False
            return view.over_at(k + 2) is not None and view.tag(phrase_end(view, k + 2)) not in VERBS
        phrase = view.over_at(k + 1)
        if phrase is None:
            return False
        if view.tag(phrase.last) == "CC" and view.over_at(phrase.last + 1) is not None:
            return view.tag(phrase_end(view, phrase.last + 1)) not in VERBS
        k = phrase.last
    return False


def phrase_end(view: View, first: int) -> int:
    """One past the bare noun phrase over token `first`."""
    phrase = view.over_at(first)
    return phrase.last if phrase else first
