"""The narrowest named place of a figure: the first place after its word of harm, else the first of its sentence, else of the one before."""

from __future__ import annotations

import re

from counterclaim.claims.clause import Clause
from counterclaim.model import Name, Report, Span

LOCATING = frozenset("in at near off outside inside around across into along".split())
ATTACKS = frozenset("attack attacks strike strikes airstrike airstrikes raid raids assault bombing bombings bombardment".split())
# lower-case words that go on with a name ("Kramatorsk air base"), and those that only say what the name is ("Damascus suburb")
FACILITIES = frozenset(
    "airport base prison camp academy station refinery headquarters hospital market mosque church university border checkpoint".split()
)
PLACES = frozenset(
    "city town village suburb district province region neighbourhood neighborhood area capital state county island coast governorate "
    "valley river territory sea oblast township municipality commune department prefecture port mountains settlement".split()
)
# bodies that have a house in which something can happen
HOUSED = frozenset("university ministry embassy consulate headquarters court parliament palace academy bank".split())
DEMONYM = re.compile(r"(?:an|ese|ish|[^aeiou]i)$")  # "the Nigerian town" is no place by itself
NOT_PLACES = frozenset({"org", "person", "outlet"})
REACH = 3  # "in a market in the northern town of X": phrases between the preposition and the name


def places_of(report: Report, clause: Clause, names: tuple[Name, ...]) -> list[Span]:
    """The named places of a sentence that something can have happened in, in text order."""
    found: list[Span] = []
    for k, token in enumerate(clause.tokens):
        span = None
        if token.tag == "PREP" and (token.lower in LOCATING or (token.lower == "on" and leads_to_place(clause, k, names))):
            span = located(report, clause, k, names)
        elif token.lower in PLACES and clause.word(k + 1) == "of":
            span = located(report, clause, k + 1, names)
        elif name := next((n for n in names if n.span.start == token.start and n.label == "facility"), None):
            span = with_facility(report, clause, name.span)
        if span is not None and not any(span.overlaps(f) for f in found):
            found.append(span)
    return found


def leads_to_place(clause: Clause, k: int, names: tuple[Name, ...]) -> bool:
    """Whether "on" tells a place: "an air strike on X", "on the West Bank"."""
    phrase = clause.begins.get(clause.skip(k + 1, 1))
    if phrase is None:
        return False
    last = clause.tokens[phrase.last - 1]
    return clause.word(k - 1) in ATTACKS or any(n.label in ("place", "facility") and n.span.end == last.end for n in names)


def located(report: Report, clause: Clause, k: int, names: tuple[Name, ...]) -> Span | None:
    """The place that the preposition at `k` points to: "in the besieged town of X", "in Y's eastern Z Province"."""
    phrase = clause.begins.get(clause.skip(k + 1, 1))
    for _ in range(REACH):
        if phrase is None:
            return None
        goes_on = clause.word(phrase.last) in ("of", "in", "at", "on")
        name = name_in(clause, phrase.first, phrase.last, names)
        if name is not None and not (goes_on and clause.word(phrase.head) in PLACES):
            return name_span(report, clause, name, phrase.last)
        if not goes_on:
            return None
        phrase = clause.begins.get(clause.skip(phrase.last + 1, 1))
    return None


def name_in(clause: Clause, first: int, last: int, names: tuple[Name, ...]) -> Name | None:
    """The last name inside a phrase that can be a place."""
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    inside = [n for n in names if n.span.start < end and start < n.span.end and (n.label not in NOT_PLACES or is_housed(n))]
    return inside[-1] if inside else None


def is_housed(name: Name) -> bool:
    """Whether a body's name can stand for its house: "a bomb inside the Ministry of Works"."""
    return name.label == "org" and bool(HOUSED & {w.lower() for w in name.span.text.split()})


def name_span(report: Report, clause: Clause, name: Name, last: int) -> Span | None:
    """The name, with a facility's word that follows it; `None` where what follows makes it no place ("Israeli airstrikes")."""
    rest = [t for t in clause.tokens[:last] if t.start >= name.span.end]
    after = next((t for t in clause.tokens if t.start >= name.span.end), None)
    named_so = clause.word(last - 2) == "of" and clause.word(last - 3) in PLACES  # "the city of Ryazan"
    if (
        not rest
        and not named_so
        and after is not None
        and after.tag in ("NOUN", "VERB", "VED", "VING", "ADJ")
        and DEMONYM.search(name.span.text)
    ):
        return None  # "in Israeli strikes", however the tagger reads "strikes"
    if not rest or rest[0].tag == "POSS":
        return with_facility(report, clause, name.span)
    if rest[-1].lower in FACILITIES:
        return report.span(name.span.start, rest[-1].end)
    return name.span if rest[-1].lower in PLACES and not DEMONYM.search(name.span.text) else None


def with_facility(report: Report, clause: Clause, span: Span) -> Span:
    """The name with a facility's word right behind it."""
    after = next((t for t in clause.tokens if t.start == span.end + 1), None)
    return report.span(span.start, after.end) if after is not None and after.lower in FACILITIES else span


def place_of(clause: Clause, places: tuple[Span, ...], earlier: tuple[Span, ...], at: int) -> Span | None:
    """The place of a figure whose word of harm stands at code point `at`; a place in an inserted clause belongs to that clause."""
    inserted = insertions(clause)
    home = next((r for r in inserted if at in r), None)
    own = [p for p in places if next((r for r in inserted if p.start in r), None) == home]
    after = [p for p in own if p.start >= at]
    chosen = after or own or ([] if places else list(earlier))
    return chosen[0] if chosen else None


def insertions(clause: Clause) -> list[range]:
    """Code points of the clauses between commas that begin with "which" or "who"."""
    found = []
    for k in range(1, len(clause.tokens)):
        if clause.word(k) in ("which", "who") and clause.word(k - 1) == ",":
            end = next((t.start for t in clause.tokens[k:] if t.text == ","), None)
            if end is not None:
                found.append(range(clause.tokens[k].start, end))
    return found
