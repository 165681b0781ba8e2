"""Which place of a sentence is a figure's: the one told right behind it, else the first after its word of harm in the same clause, else
the narrowest before it, else that of the sentence before."""

from __future__ import annotations

from counterclaim.claims.clause import VERBAL, Clause
from counterclaim.model import Phrase, Span

LONGEST_LINK = 8  # tokens between a place and the wider one that it lies in: "X, a few miles outside Y"


def place_of(clause: Clause, phrase: Phrase, places: tuple[Span, ...], earlier: tuple[Span, ...], at: int) -> Span | None:
    """The place of a phrase's figure whose word of harm stands at code point `at`; a place in an inserted clause belongs to that clause."""
    behind = place_behind(clause, phrase, places)
    if behind is not None:
        return behind
    inserted = insertions(clause)
    home = next((r for r in inserted if at in r), None)
    own = [p for p in places if next((r for r in inserted if p.start in r), None) == home and not is_anothers(clause, p, phrase)]
    if home is not None and not own:
        own = [p for p in places if p.end <= home.start][-1:]  # "the attack in X, which killed 12"
    before = [p for p in own if p.start < at]
    after = [p for p in own if p.start >= at and not (before and crosses(clause, at, p.start))]
    if after:
        return after[0]
    if before:
        return narrowest(clause, before)
    return earlier[0] if earlier and not places else None


def place_behind(clause: Clause, phrase: Phrase, places: tuple[Span, ...]) -> Span | None:
    """The place of "[six] in X": told right behind a bare figure."""
    if clause.tag(phrase.last - 1) != "NUM" or clause.word(phrase.last) not in ("in", "at", "near", "from"):
        return None
    start = clause.tokens[phrase.last].start
    following = next((p for p in places if p.start > start), None)
    stop = next((t.start for t in clause.tokens[phrase.last :] if t.tag in ("PUNCT", "CC", "VERB", "VED", "AUX")), None)
    return following if following is not None and (stop is None or following.start < stop) else None


def is_anothers(clause: Clause, place: Span, phrase: Phrase) -> bool:
    """Whether a place is told right behind another figure."""
    return any(
        other.first != phrase.first and place_behind(clause, other, (place,)) is not None
        for other in clause.sentence.phrases
        if clause.tokens[other.first].start < place.start
    )


def crosses(clause: Clause, at: int, place: int) -> bool:
    """Whether a clause of its own begins between a word of harm and a place: "…, killing 50 and forcing others to flee to X"."""
    return any(
        t.tag in VERBAL and (clause.tag(k - 1) in ("TO", "CC") or clause.word(k - 1) == ",")
        for k, t in enumerate(clause.tokens)
        if at < t.start < place
    )


def narrowest(clause: Clause, before: list[Span]) -> Span:
    """The first place of the last chain ("X bridge in Y, 60 km east of Z") among places before a word of harm."""
    chosen = before[-1]
    for place in reversed(before[:-1]):
        between = [t for t in clause.tokens if place.end <= t.start < chosen.start]
        if len(between) > LONGEST_LINK or any(t.tag in (*VERBAL, "CC", "SUB", "PRON") or t.text in ";(:" for t in between):
            break
        chosen = place
    return chosen


def insertions(clause: Clause) -> list[range]:
    """Code points of the clauses between commas that begin with "which" or "who"."""
    found = []
    for k in range(1, len(clause.tokens)):
        if clause.word(k) in ("which", "who") and clause.word(k - 1) == ",":
            end = next((t.start for t in clause.tokens[k:] if t.text == ","), None)
            if end is not None:
                found.append(range(clause.tokens[k].start, end))
    return found
