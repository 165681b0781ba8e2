"""Relative clauses that open with a preposition: "the Front, to which survivors attribute the raid", "a raid of which the mayor speaks"."""

from __future__ import annotations

from counterclaim.statements.answers import BESIDE, JOINS, antecedent_of
from counterclaim.statements.cues import Cue, Entry
from counterclaim.statements.frames import Match
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import Range, View, skip_back

PRONOUNS = frozenset({"which", "whom"})


def fronted_match(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """What is said, or who is blamed, stands before the preposition of a cue's frame."""
    found = fronted(view, cue.first)
    if found is None or entry.form != "verb":
        return None
    word, antecedent, subject = found
    object_ = (q, phrase_from(view, q)) if view.over_at(q) is not None else None
    for frame in entry.frames:
        kind, _, marker = frame.rpartition("+")
        if marker != word:
            continue
        if kind == "X" and object_ is not None:
            return Match(entry, frame, (object_,), target=antecedent, speaker=subject)
        if kind == "T" and object_ is not None:
            return Match(entry, frame, (antecedent,), target=object_, speaker=subject)
        if not kind and object_ is None:
            return Match(entry, "relative", (antecedent,), speaker=subject)
    return None


def opens_relative(view: View, first: int, verb: int) -> bool:
    """Whether a relative clause with a preposition before its pronoun opens right at `first` and holds the verb at `verb`."""
    near = range(first, min(first + 3, verb))
    return any(view.tag(k) in ("PREP", "TO") and view.lower(k + 1) in PRONOUNS for k in near)


def fronted(view: View, verb: int) -> tuple[str, Range, Range] | None:
    """The preposition, the antecedent and the subject of the relative clause whose verb stands at `verb`."""
    end = skip_back(view, verb - 1, BESIDE)
    if not view.ends_phrase(end):
        return None
    first = view.over[end].first  # type: ignore[union-attr]
    while view.lower(first - 1) in JOINS and view.ends_phrase(first - 2):
        first = view.over[first - 2].first  # type: ignore[union-attr]
    if view.lower(first - 1) not in PRONOUNS or view.tag(first - 2) not in ("PREP", "TO"):
        return None
    antecedent = antecedent_of(view, first - 2)
    return (view.lower(first - 2), antecedent, (first, end + 1)) if antecedent else None
