"""The narrowest named place of a figure: the first place after its word of harm, else the first of its sentence, else of the one before."""

from __future__ import annotations

from counterclaim.claims.clause import Clause
from counterclaim.model import Name, Report, Span

LOCATING = frozenset("in at near off outside inside around across from on into of to through over by".split())
STRONG = frozenset({"in", "at", "near", "off", "outside", "inside", "around", "across"})
PLACE_WORDS = frozenset(
    "city town village suburb district province region neighbourhood neighborhood area capital camp state county island "
    "coast border airport hospital prison market base port shrine governorate valley river mosque church square bakery "
    "territory sea hotel station refinery school".split()
)
NOT_PLACES = frozenset({"org", "person", "outlet"})


def places_of(report: Report, clause: Clause, names: tuple[Name, ...]) -> list[Span]:
    """The named places of a sentence that something can have happened in, in text order."""
    found: list[Span] = []
    for k, token in enumerate(clause.tokens):
        if token.tag != "PREP" or token.lower not in STRONG:
            continue
        span = located(report, clause, k, names)
        if span is not None and not any(span.overlaps(f) for f in found):
            found.append(span)
    return found


def located(report: Report, clause: Clause, k: int, names: tuple[Name, ...]) -> Span | None:
    """The place that the preposition at `k` points to: "in the besieged town of X", "in Y's eastern Z Province"."""
    phrase = clause.begins.get(clause.skip(k + 1, 1))
    for _ in range(3):
        if phrase is None:
            return None
        start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
        inside = [n for n in names if start <= n.span.start and n.span.end <= end and n.label not in NOT_PLACES]
        if inside:
            name = inside[-1]
            rest = [t.lower for t in clause.tokens[phrase.first : phrase.last] if t.start >= name.span.end]
            return name.span if not rest or rest[-1] in PLACE_WORDS or rest == ["'s"] else None
        if clause.word(phrase.last) not in ("of", "in", "with"):
            return None
        phrase = clause.begins.get(clause.skip(phrase.last + 1, 1))
    return None


def place_of(places: list[Span], earlier: list[Span], at: int) -> Span | None:
    """The place of a figure whose word of harm stands at code point `at`."""
    after = [p for p in places if p.start >= at]
    chosen = after or places or earlier
    return chosen[0] if chosen else None
