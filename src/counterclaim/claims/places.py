"""The named places of a sentence that something can have happened in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.claims.clause import VERBAL, Clause, is_passive
from counterclaim.claims.victims import is_person_word
from counterclaim.inflect import verb_forms
from counterclaim.model import Name, Report, Span

LOCATING = frozenset("in at near off outside inside around across into along through throughout over within".split())
ATTACKS = frozenset(
    "attack attacks strike strikes airstrike airstrikes raid raids assault bombing bombings bombardment shelling siege offensive".split()
)
# lower-case words that go on with a name ("Kramatorsk air base"), and those that only say what the name is ("Damascus suburb")
FACILITIES = frozenset(
    "airport base prison camp academy station refinery headquarters hospital market mosque church university border checkpoint "
    "bridge mall school shrine temple stadium hotel restaurant plant mine mines barracks synagogue embassy consulate square farms "
    "mountains crossing airbase building festival fort".split()
)
PLACES = frozenset(
    "city town village suburb suburbs district province region neighbourhood neighborhood area areas portion capital state county island "
    "coast governorate valley river territory sea oblast township municipality commune prefecture port settlement enclave strip peninsula "
    "heights".split()
)
# "on the outskirts of X", "just north of X", "in front of X": where something is, told by a name
BESIDE = frozenset(
    "outskirts outside edge north south east west northeast northwest southeast southwest part parts vicinity front centre".split()
)
# verbs whose object is the place where their harm is done: "shells X, killing two"
TAKING = frozenset("shell bombard capture recapture seize besiege overrun storm invade enter attack strike bomb hit".split())
# what is named after the place where it happened: "the Kalim bombings, which killed 12"
HAPPENINGS = frozenset(
    "massacre massacres bombing bombings blast blasts bomb shooting shootings stampede earthquake siege bakery market prison court".split()
)
EXECUTING = frozenset({"execute", "hang", "report", "record", "confirm"})
# bodies that have a house in which something can happen
HOUSED = frozenset("university ministry embassy consulate headquarters court parliament palace academy bank congress".split())
# "the Nigerian town" is no place by itself, nor are "the Kalim-held city" and "two SUVs"
DEMONYM = re.compile(
    r"(?:(?<!st)an|ese|ish|(?:ael|raq|[dt]esh|stan|aud|wait|tar|irat|men|rain|zer|mir|jab|nd|mal|ha)i|[-–][a-z]+|[A-Z]{2,}s)$"
)
# parts of a land that have its name to themselves: "the Maradi region of Niger"; "the U.S. state of Texas" is Texas
OWN_NAMED = frozenset("region area district province governorate county oblast neighbourhood neighborhood".split())
CAPITALS = frozenset("capital city town village port".split())
NEAR_BORDER = LOCATING | {"on"}
OF_NAME = PLACES | BESIDE
# what "of" leads on to is no place: "the death of X"
OF_NO_PLACE = frozenset("death deaths killing murder assassination arrest case support response presence help name head leader".split())
HELD = re.compile(r"[-–][a-z]+$")
FAITHS = frozenset("shia shiite sunni christian catholic coptic jewish muslim hindu sikh orthodox".split())
NOT_PLACES = frozenset({"org", "person", "outlet"})
REACH = 3  # "in a market in the northern town of X": phrases between the preposition and the name


def places_of(report: Report, clause: Clause, names: tuple[Name, ...]) -> list[Span]:
    """The named places of a sentence that something can have happened in, in text order."""
    found: list[Span] = []
    houses = {n.span.start for n in names if n.label == "facility"}
    for k, token in enumerate(clause.tokens):
        leads = token.tag == "PREP" or token.tag in VERBAL or token.lower in OF_NAME or token.start in houses
        span = place_at(report, clause, k, names) if leads else None
        if span is not None and not any(span.overlaps(f) for f in found) and not is_listed(clause, span):
            found.append(with_second(report, clause, span, names))
    return found or list(told_by_name(report, clause, names))


def is_listed(clause: Clause, span: Span) -> bool:
    """Whether a place is the first of three or more: a list has no name that covers it."""
    k = next((k for k, t in enumerate(clause.tokens) if t.start >= span.end), len(clause.tokens))
    commas = 0
    while clause.word(k) == "," and (following := clause.begins.get(k + 1)) and clause.tag(following.last - 1) == "PROPN":
        commas, k = commas + 1, following.last
    k += clause.word(k) == "," and clause.word(k + 1) == "and"
    last = clause.begins.get(k + 1)
    return commas > 0 and clause.word(k) == "and" and last is not None and clause.tag(last.last - 1) == "PROPN"


def with_second(report: Report, clause: Clause, span: Span, names: tuple[Name, ...]) -> Span:
    """Both places of "in [X and Y]", unless Y begins a clause of its own."""
    k = next((k for k, t in enumerate(clause.tokens) if t.start >= span.end), len(clause.tokens))
    second = clause.begins.get(k + 1)
    if clause.word(k) != "and" or second is None or clause.tag(second.last) in VERBAL:
        return span
    name = name_in(clause, second.first, second.last, names)
    other = name_span(report, clause, name, second.last) if name and not is_people(name) else None
    return report.span(span.start, other.end) if other else span


def place_at(report: Report, clause: Clause, k: int, names: tuple[Name, ...]) -> Span | None:
    """The place that the word at `k` leads to, or that begins there."""
    token = clause.tokens[k]
    if token.tag == "PREP" and (border := bordering(report, clause, k, names)):
        return border
    leads = token.tag == "PREP" and (token.lower in LOCATING or (token.lower == "on" and leads_to_place(clause, k, names)))
    if leads and (span := located(report, clause, k, names)) is not None:
        return span
    if token.lower in OF_NAME and clause.word(k + 1) == "of":
        return located(report, clause, k + 1, names)
    if token.lower in CAPITALS:
        return apposed(clause, k + 1 + (token.lower == "capital" and clause.word(k + 1) == ","), names)
    if token.tag in VERBAL and verb_forms().base.get(token.lower) in TAKING and not is_passive(clause, k):
        return located(report, clause, k, names)
    name = next((n for n in names if n.span.start == token.start and n.label == "facility"), None)
    return with_facility(report, clause, name.span) if name else None


def apposed(clause: Clause, k: int, names: tuple[Name, ...]) -> Span | None:
    """The name that begins at `k` in "the capital, [X],", "the port [Y]"."""
    start = clause.tokens[k].start if k < len(clause.tokens) else -1
    name = next((n for n in names if n.span.start == start and n.label not in NOT_PLACES), None)
    return None if name is None or DEMONYM.search(name.span.text) else name.span


def bordering(report: Report, clause: Clause, k: int, names: tuple[Name, ...]) -> Span | None:
    """The words of "near the [border with X]"."""
    phrase = clause.begins.get(clause.skip(k + 1, 1)) if clause.word(k) in NEAR_BORDER else None
    if phrase is None or clause.word(phrase.head) != "border" or clause.word(phrase.last) != "with":
        return None
    inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
    name = name_in(clause, inner.first, inner.last, names) if inner else None
    return report.span(clause.tokens[phrase.head].start, name.span.end) if name else None


def told_by_name(report: Report, clause: Clause, names: tuple[Name, ...]) -> Iterator[Span]:
    """Where no place is told, the name that what happened is called by ("the [Kalim] bombings"), or a land that counts its own dead."""
    for name in names:
        k = next((k for k, t in enumerate(clause.tokens) if t.end == name.span.end), len(clause.tokens))
        if clause.word(k + 1) == "border" and not is_person_word(clause.word(k + 2)):
            yield with_facility(report, clause, name.span)
        if name.label in NOT_PLACES or is_people(name) or name.span.text.isupper():
            continue
        happened = clause.word(k + 1) in HAPPENINGS and clause.tag(k - len(name.span.text.split())) == "DET"
        counts_own = clause.tokens[0].start == name.span.start and verb_forms().base.get(clause.word(k + 1)) in EXECUTING
        if happened or (counts_own and clause.tag(k + 1) == "VERB"):
            yield name.span


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
        inner = goes_on and clause.word(phrase.head) in PLACES and (clause.word(phrase.head) not in OWN_NAMED or is_people(name))
        if clause.word(phrase.head) in CAPITALS and apposed(clause, phrase.last + (clause.word(phrase.last) == ","), names):
            return None  # "the Kalim capital, Doru": Doru is told beside it
        if name is not None and not inner:
            return name_span(report, clause, name, phrase.last)
        if not goes_on or clause.word(phrase.head) in OF_NO_PLACE:
            return None
        phrase = clause.begins.get(clause.skip(phrase.last + 1, 1))
    return None


def is_people(name: Name | None) -> bool:
    """Whether a name is a word for a people or for who holds a place, and no place by itself."""
    return name is not None and bool(DEMONYM.search(name.span.text))


def name_in(clause: Clause, first: int, last: int, names: tuple[Name, ...]) -> Name | None:
    """The last name inside a phrase that can be a place."""
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    house = clause.word(last - 1) in FACILITIES  # "the King Doro academy"
    inside = [n for n in names if n.span.start < end and start < n.span.end and (house or n.label not in NOT_PLACES or is_housed(n))]
    inside = [n for n in inside if n.span.text.lower() not in BESIDE]  # "the North"
    described = any(clause.tokens[k].text.islower() and is_person_word(clause.word(k)) for k in range(first, last - 1))
    if described and clause.tag(last - 1) == "PROPN":
        return None  # "the mayor Jan Holm"
    if len(inside) > 1 and HELD.search(inside[-1].span.text):
        return inside[-2]  # "Kalim's Doru-speaking region"
    return inside[-1] if inside else None


def is_housed(name: Name) -> bool:
    """Whether a body's name can stand for its house: "a bomb inside the Ministry of Works"."""
    return name.label == "org" and bool(HOUSED & {w.lower() for w in name.span.text.split()})


def name_span(report: Report, clause: Clause, name: Name, last: int) -> Span | None:
    """The name, with a facility's word that follows it; `None` where what follows makes it no place ("Israeli airstrikes")."""
    rest = [t for t in clause.tokens[:last] if t.start >= name.span.end]
    after = next((t for t in clause.tokens if t.start >= name.span.end), None)
    named_so = clause.word(last - 2) == "of" and clause.word(last - 3) in PLACES  # "the city of Ryazan"
    if not rest and not named_so and after is not None and (after.tag in ("NOUN", "ADJ") or after.lower in ATTACKS) and is_people(name):
        return None  # "in Israeli strikes", however the tagger reads "strikes"
    whole = len(name.span.text.split()) > 1 and name.span.text.split()[-1].lower() in PLACES  # "the Kalim Strip"
    if not rest or rest[0].tag == "POSS" or rest[0].lower in BESIDE or whole:
        return with_facility(report, clause, name.span)
    owned = any(t.tag == "POSS" and t.end + 1 == name.span.start for t in clause.tokens)  # "Kalim's Doruan province"
    no_name = (is_people(name) and not owned) or name.span.text.lower() in FAITHS
    if rest[-1].lower in FACILITIES and (rest[-1].lower in HOUSED | {"border"} or not no_name):
        return report.span(name.span.start, rest[-1].end)
    return name.span if rest[-1].lower in PLACES and not no_name else None


def with_facility(report: Report, clause: Clause, span: Span) -> Span:
    """The name with a facility's word right behind it."""
    after = next((t for t in clause.tokens if t.start == span.end + 1), None)
    return report.span(span.start, after.end) if after is not None and after.lower in FACILITIES else span
