"""What is called untrue: "calls this a lie", "rejected as fiction the charge that …", "a number that the army termed invented"."""

from __future__ import annotations

from counterclaim.model import Stance
from counterclaim.statements.answers import ALONE, ANSWERING, names_saying, object_relative, said_of
from counterclaim.statements.cues import Cue, Entry
from counterclaim.statements.ends import content_end
from counterclaim.statements.frames import JUDGING, Match, clause_follows, clause_match
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import Range, View, skip_on
from counterclaim.statements.words import words_of


def verdict_match(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """What is called untrue: the antecedent of a relative clause, the object behind "as …", or the object before the verdict."""
    judging = JUDGING in entry.frames
    if not judging and entry.stance not in ANSWERING:
        return None
    end = content_end(view, q, cue, clause=False)
    relative = object_relative(view, cue.first) if judging else None
    if relative is not None and verdict(view, q, end):
        answered = said_of(view, relative, Stance.DENIES)
        return Match(entry, JUDGING, (answered,), speaker=relative.subject) if answered else None
    behind = postponed(view, q)
    if behind is not None and (not judging or is_judged(view, behind, verdict(view, q, behind))):
        return clause_match(view, cue, entry, behind, JUDGING)
    return clause_match(view, cue, entry, q, JUDGING) if judging and is_judged(view, q, verdict(view, q, end)) else None


def is_judged(view: View, first: int, found: Stance | None) -> bool:
    """Whether the object at `first` is denied or disputed: called untrue, or something said that is called unsound."""
    phrase = view.over_at(first)
    named = phrase is not None and any(names_saying(view, k) for k in range(first, phrase.last))
    said = named or view.lower(first) in ALONE or is_said(view, first)
    return found is not None and (said or (found is Stance.DENIES and phrase is not None))


def postponed(view: View, q: int) -> int | None:
    """Where the object begins that stands behind "as fiction", "as "a lie""; `None` where no "as" stands at `q`."""
    if view.lower(q) != "as":
        return None
    if view.tag(q + 1) == "QUOTE":
        closing = next((k for k in range(q + 2, min(q + 10, len(view.tokens))) if view.tag(k) == "QUOTE"), None)
        k = None if closing is None else closing + 1
    else:
        k = skip_on(view, q + 1, frozenset({"ADV", "ADJ"}))
        k = phrase_from(view, k, lists=False) if k == q + 1 else k
    return k if k is not None and view.opens_phrase(k) else None


def verdict(view: View, first: int, last: int) -> Stance | None:
    """`denies` where the words call something untrue, `disputes` where unsound; adjectives of the object itself are no verdict."""
    found = None
    for k in range(first, last):
        inside = view.over_at(k)
        attribute = inside is not None and inside.first == first and view.tag(k) == "ADJ" and view.tag(k + 1) == "NOUN"
        if attribute or view.lower(k) in ("not", "nor"):
            continue
        if view.lower(k) in words_of("untrue"):
            return Stance.DENIES
        found = Stance.DISPUTES if view.lower(k) in words_of("unsound") else found
    return found


def is_claimed(view: View, first: int) -> bool:
    """Whether the noun phrase at `first`, or one that hangs on it, names something said: "the first of these findings"."""
    first += view.lower(first) == "that" and view.over_at(first) is None
    return any(view.lower(k) in words_of("claim") for k in range(first, phrase_from(view, first)))


def is_counted(view: View, content: Range) -> bool:
    """Whether what is judged is a figure: its head says so."""
    phrase = view.over_at(content[0])
    return phrase is not None and view.lower(phrase.head) in words_of("figure")


def is_said(view: View, k: int) -> bool:
    """Whether "that" at `k` points at something said: "rejects that account", not "rejects that men died"."""
    phrase = view.over_at(k + 1) if view.lower(k) == "that" else None
    return phrase is not None and names_saying(view, phrase.last - 1)


def points_at_saying(view: View, q: int) -> bool:
    """Whether "that" at `q` points at something said: "rejects that account", not "rejects that the account was false"."""
    return (is_said(view, q) or (view.lower(q) == "that" and view.tag(q + 1) in ("PREP", "ADV"))) and not clause_follows(view, q + 1)
