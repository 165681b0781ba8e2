"""The words for a speaker -> who it is, by the pieces in them and by the report around them.

A pattern over the letters of the pieces must fit the whole phrase: what is left over leaves it unresolved. The letters:
E a body or party · C a state or region, A its adjective, T a place in it · P a person of the register, N another capitalised word ·
O an office · S the state itself ("government"), F officials · V who speaks for others · W what a body is ·
M what a speaker is ("residents") · G fighters, H "the group", K "the country", Y "the ministry" ·
l a link ("of"), c a comma, & "and", b a bar ("former"), x another word · left out: d what says nothing, h a tie ("Hamas-run").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from counterclaim.actors.context import Context, home_of
from counterclaim.actors.pieces import Piece, read_pieces
from counterclaim.actors.register import STATE, Entry, slug
from counterclaim.model import ActorKind, Span
from counterclaim.vocabulary import Row, load_vocabulary

Pieces = tuple[Piece, ...]

# who speaks for a state with no more than its adjective: "an Israeli spokesman"; a "Syrian leader" may be anybody
FOR_A_STATE = frozenset(
    "spokesman spokeswoman spokesperson spokespersons statement envoy delegation diplomat diplomats negotiator negotiators minister "
    "ministers representative leaders leadership investigators".split()
)
# offices that a town has too
OF_TOWNS = frozenset({"police", "court", "high-court", "mayor", "governor", "prosecutor", "civil-protection", "health-authorities"})
OF_DISTRICTS = frozenset({"governor", "mayor"})
SORTS_OF_PLACE = frozenset("oblast province governorate state region district city county prefecture raion".split())
NO_PLACE = frozenset("regional provincial local deputy lieutenant district state city county municipal".split())
ANYBODYS = frozenset(
    "constitutional criminal electoral regional local city district international joint general special armed revolutionary public "
    "presidential parliamentary transitional".split()
)
# offices that are somebody's without being named: a report about one state means that state's
NOT_BY_CONTEXT = frozenset({"embassy", "mayor", "governor", "red-cross", "monarch", "leader"})
# offices that a body has too: "the party's leader"
LED_BY = frozenset({"leader", "president", "prosecutor"})
REACH = 16  # pieces around a name in which its office stands; the longest office with a name in the corpora has ten
OUTSIDE = frozenset("x.&")  # letters that no pattern has
NAMED, RESOLVED, INFERRED = "named", "resolved", "inferred"


@dataclass(frozen=True, slots=True)
class Found:
    """Who some words stand for; without an `id` only what they are. `state` is the state or region that the actor belongs to."""

    id: str | None = None
    name: str | None = None
    how: str = NAMED
    kinds: frozenset[ActorKind] = frozenset()
    group: str = ""
    state: str = ""


NOBODY = Found()
Rule = Callable[[Context, dict[str, Pieces], int], Found]


def resolve(context: Context, span: Span, *, members: bool = False, nominal: bool = True, tied: bool = False) -> Found:
    """Who a span stands for. With `members` people who belong to a party are the party; without `nominal` only names count.

    With `tied` the span may be no more than what ties others to somebody: "[Turkish]-backed", "pro-[Hamas]".
    """
    pieces = of_a_side(context, span) if tied else context.within(span.start, span.end)
    if tied and len(pieces) == 1 and pieces[0].letter in "hA" and pieces[0].entry is not None:
        return of_entry(pieces[0].entry)
    pieces = tuple(p for p in pieces if p.letter not in "dh" and not (members and p.letter == "V"))
    pieces = tuple(p for p, after in pairwise((*pieces, None)) if p and not (after and p.letter == after.letter == "E"))  # "the UN's WHO"
    letters = "".join(piece.letter for piece in pieces)
    if not letters:
        return NOBODY
    if members:
        letters = letters.lstrip("l")
        pieces = pieces[len(pieces) - len(letters) :]
    for pattern, rule, by_name in () if OUTSIDE & set(letters) else NAMES_ONLY if set(letters) == {"N"} else PATTERNS:
        match = (by_name or nominal) and pattern.fullmatch(letters)
        if match:
            groups = {key: pieces[match.start(key) : match.end(key)] for key in match.groupdict() if match[key]}
            found = rule(context, groups, span.start)
            if found is not NOBODY:
                return found
    unlisted = an_unlisted_body(span, pieces)
    return unlisted if unlisted is not NOBODY or not nominal else kinds_by_words(pieces)


def of_a_side(context: Context, span: Span) -> Pieces:
    """The pieces of one side of a tie, where one name may hold both: "the [Hamas]-run [Health Ministry]"."""
    inside = context.within(span.start, span.end)
    if inside and inside[-1].end > span.end:
        return read_pieces(span.text, context.register, caseless=context.caseless)
    return inside or tuple(piece for piece in context.before(span.start)[-1:] if piece.end == span.end)


def kinds_by_words(pieces: Iterable[Piece]) -> Found:
    """What a speaker is by its last word for people, where nobody in particular is named: "residents", "the judge"."""
    rows = [piece.row for piece in pieces if piece.row is not None and piece.letter in "MOGSFW"]
    return Found(kinds=kinds_in(rows[-1])) if rows else NOBODY


# ---------------------------------------------------------------- who


def of_entry(entry: Entry, how: str = NAMED) -> Found:
    """The actor of a line of the register."""
    return Found(entry.id, entry.name, how, entry.kinds, entry.group, home_of(entry))


def a_body(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A body of the register, unless the adjective before it names another state: "the Iraqi Hezbollah" is not Lebanon's."""
    body = groups["e"][0].entry
    assert body is not None
    states = {home_of(p.entry) for p in groups.get("t", ()) if p.entry is not None}
    home = context.register.entries.get(body.country)
    if states and home is not None and home.sort == STATE and home_of(body) not in states:
        return NOBODY  # whose a region is may be told in several ways: "the Palestinian group" of Gaza
    offices = [p for p in groups.get("v", ()) if p.row is not None and p.letter in "OS" and p.row["office"] not in LED_BY]
    if offices and ActorKind.BELLIGERENT not in body.kinds:
        return NOBODY  # "the UN court", "the EU government"
    return of_entry(body)


def an_office(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """An office of a state, a region or a town that is named beside it."""
    owner, office = groups["t"][0], groups["o"][0]
    assert owner.entry is not None
    assert office.row is not None
    if owner.letter != "T":
        return office_of(context, office.row, owner.entry)
    if office.row["office"] not in OF_TOWNS:
        return NOBODY
    id, name = f"{slug(owner.text)}-{office.row['office']}", f"{office.row['name']} of {owner.text}"
    return Found(id, name, RESOLVED, kinds_in(office.row), office.row["group"], home_of(owner.entry))


def of_an_unknown_place(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """The governor or mayor of a place that the register does not know: "the governor of Example Oblast"."""
    row = groups["o"][0].row
    place = " ".join(piece.text for piece in groups["w"] if piece.text.lower() not in SORTS_OF_PLACE)
    if row is None or row["office"] not in OF_DISTRICTS or not place or place.lower() in NO_PLACE:
        return NOBODY
    return Found(f"{slug(place)}-{row['office']}", f"{row['name']} of {place}", RESOLVED, kinds_in(row), row["group"])


def a_named_court(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A court by its own name, all in capitals: "the Example District Court"."""
    row = groups["w"][-1].row
    if row is None or ActorKind.COURT not in kinds_in(row) or not all(piece.text[0].isupper() for piece in groups["w"]):
        return NOBODY
    if not any(map(is_proper, groups["w"][:-1])):
        return NOBODY
    name = context.report.text[groups["w"][0].start : groups["w"][-1].end]
    homes = {home_of(piece.entry) for piece in groups["w"] if piece.entry is not None}
    return Found(slug(name), name, NAMED, kinds_in(row), "", homes.pop() if len(homes) == 1 else "")


def kinds_in(row: Row) -> frozenset[ActorKind]:
    """The kinds in a line of `data/offices.tsv`."""
    return frozenset(map(ActorKind, row["kinds"].split()))


def office_of(context: Context, row: Row, owner: Entry, how: str = RESOLVED) -> Found:
    """An office of a state or region; the register's own line for it where there is one."""
    id = f"{owner.id}-{row['office']}"
    known = context.register.entries.get(id)
    if known is not None:
        return Found(id, known.name, how, known.kinds | kinds_in(row), known.group or row["group"], home_of(owner))
    return Found(id, f"{row['name']} of {owner.name}", how, kinds_in(row), row["group"], home_of(owner))


def a_state(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A state by its name, or by its seat where the name stands alone ("Kyiv said")."""
    owner = groups["t"][0]
    assert owner.entry is not None
    if owner.letter == "T" and owner.text != owner.entry.seat:
        return NOBODY
    return of_entry(owner.entry, NAMED if owner.letter == "C" else RESOLVED)


def for_a_state(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A state by those who speak for it: "Malian officials", "the government of Mali", "a Malian spokesman"."""
    owner, first = groups["t"][0], groups["v"][0]
    rank = context.register.office(first.row["office"]) if first.row is not None else None
    if rank is not None and owner.letter != "T" and owner.entry is not None:
        return office_of(context, rank, owner.entry)  # "a Malian general"
    if first.letter == "V" and first.text.lower() not in FOR_A_STATE:
        return NOBODY
    if owner.letter == "T" and (owner.entry is None or owner.text != owner.entry.seat or first.letter != "S"):
        return NOBODY
    return of_entry(owner.entry, RESOLVED) if owner.entry is not None else NOBODY


def a_person(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A person of the register: the office that they held on the report's day, else the person."""
    person = groups["p"][0].entry
    assert person is not None
    held = next((term.party for term in person.terms if term.holds(context.report.published)), None)
    if held is not None and "b" not in groups:
        return _by_id(context, held, person)
    introduced = an_introduced_person(context, {"n": groups["p"]}, at) if "b" not in groups else NOBODY
    return introduced if introduced is not NOBODY else Found(person.id, person.name, NAMED)


def a_regime(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A state by whoever rules it: "the Example government", where one person of the register bears the name."""
    named = groups["n"][-1]
    bearers = [named.entry] if named.entry is not None else context.register.bearers(named.text)
    states = {person.country for person in bearers if person.terms}
    owner = context.register.entries.get(states.pop()) if len(states) == 1 else None
    return of_entry(owner, RESOLVED) if owner is not None else NOBODY


def led_by(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A body by who leads it: "the leader of the Example Front"."""
    offices = {piece.row["office"] for piece in groups["v"] if piece.row is not None}
    return a_body(context, groups, at) if offices <= LED_BY else NOBODY


def _by_id(context: Context, party: str, person: Entry) -> Found:
    """An office by its id: the register's line for it, else made of its state and its words."""
    if party in context.register.entries:
        return of_entry(context.register.entries[party], RESOLVED)
    owner = context.register.entries.get(person.country)
    row = context.register.office(party.removeprefix(f"{owner.id}-")) if owner else None
    return office_of(context, row, owner) if row is not None and owner is not None else Found(person.id, person.name, NAMED)


def an_office_alone(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """An office without its state: that of the person named beside it, else of the one state that the report is about."""
    office = groups["o"][0]
    assert office.row is not None
    person = next((p.entry for p in groups.get("n", ()) if p.letter == "P" and p.entry is not None), None)
    owner = context.register.entries.get(person.country) if person else None
    if owner is not None:
        return office_of(context, office.row, owner)
    where = groups.get("w")
    if where:
        return an_office(context, {"t": where, "o": groups["o"]}, at)
    owner = None if office.row["office"] in NOT_BY_CONTEXT else context.only_state()
    return office_of(context, office.row, owner, INFERRED) if owner is not None else NOBODY


def the_state(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """ "The government", "the country": the one state that the report is about."""
    owner = context.only_state()
    return of_entry(owner, INFERRED) if owner is not None else NOBODY


def the_fighters(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """ "The rebels": the one armed group that the report names."""
    armed = {p.entry.id: p.entry for p in context.pieces if p.letter == "E" and p.entry is not None and p.entry.group == "militants"}
    return of_entry(next(iter(armed.values())), INFERRED) if len(armed) == 1 else NOBODY


def the_group(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """ "The group": the one body that the report has named before."""
    named = {
        p.entry.id: p.entry for p in context.before(at) if p.letter == "E" and p.entry is not None and ActorKind.MEDIA not in p.entry.kinds
    }
    return of_entry(next(iter(named.values())), INFERRED) if len(named) == 1 else NOBODY


def the_ministry(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """ "The ministry": the one that the report has named before, with the state beside it."""
    rows = (piece.row for piece in context.before(at) if piece.letter == "O" and piece.row is not None)
    ministries = {row["office"]: row for row in rows if row["office"].endswith("ministry")}
    owner = context.only_state()
    if owner is None or len(ministries) != 1:
        return NOBODY
    return office_of(context, next(iter(ministries.values())), owner, INFERRED)


def an_introduced_person(context: Context, groups: dict[str, Pieces], at: int) -> Found:
    """A name that the report gives an office or a body anywhere: "Malian President A B … B said", "A B, the Malian president, said"."""
    name = groups["n"][-1].text
    pieces, letters = context.telling, context.letters
    for k in context.spots.get(name, ()):
        first, closed = max(0, k - REACH), letters[k + 1 : k + 2] == "c"
        match = (
            INTRODUCED.search(letters, first, k + 1)
            or (closed and SET_OFF.search(letters, first, k + 1))
            or APPOSED.match(letters, k + 1, k + REACH)
        )
        if match:
            parts = {key.rstrip("2"): pieces[slice(*match.span(key))] for key, value in match.groupdict().items() if value}
            found = a_body(context, parts, at) if "e" in parts else an_office(context, parts, at)
            if found is not NOBODY:
                return found
    return NOBODY


BODY_NAME = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w.]*['’]s )?(?P<name>[A-Z][\w’'-]*(?:\s(?:(?:of|for|on|and|the)\s)*[A-Z][\w’'-]*)*)")

KIND_AND_NAME = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:[\w’'.-]+ ){0,5}(?P<kind>[a-z]+) (?P<name>[A-Z][\w’'&-]*(?: (?:(?:of|for|and) )?[A-Z][\w’'&-]*)*)"
)
# kinds of bodies that are called by a name behind them; "the army Example" is none
NAMED_AFTER = frozenset(
    "company firm airline charity bank group agency network organization organisation association institute union foundation "
    "newspaper tabloid magazine broadcaster channel".split()
)


@cache
def body_kinds() -> dict[str, frozenset[ActorKind]]:
    """The words of `data/bodies.tsv` with their kinds."""
    return {row["word"]: frozenset(map(ActorKind, row["kinds"].split())) for row in load_vocabulary("bodies")}


def an_unlisted_body(span: Span, pieces: Pieces) -> Found:
    """A body that the register does not know, by its own name in capitals: "the Example Agency", "the Front for the Example"."""
    match = BODY_NAME.fullmatch(span.text)
    if match is None:
        return by_its_kind(span, pieces)
    if any(piece.letter in "EPbx" for piece in pieces) or not any(is_proper(piece) for piece in pieces):
        return NOBODY
    words = match["name"].split()
    head = next((k for k, word in enumerate(words) if word in ("of", "for", "on")), len(words))
    kinds = body_kinds().get(words[head - 1].lower())
    if kinds is None or len(words) < 2:
        return NOBODY
    homes = {home_of(piece.entry) for piece in pieces if piece.entry is not None}
    home = homes.pop() if len(homes) == 1 else ""
    owned = home if match.start("name") > len("The ") else ""  # "Mali's Electoral Commission" is not another state's
    return Found(slug(f"{owned} {match['name']}"), match["name"], NAMED, kinds, "", home)


def by_its_kind(span: Span, pieces: Pieces) -> Found:
    """A body whose kind stands before its name: "the gas company Example", "Northern rights group Example Watch"."""
    match = KIND_AND_NAME.fullmatch(span.text)
    if match is None or match["kind"] not in NAMED_AFTER:
        return NOBODY
    own = [piece for piece in pieces if piece.start >= span.start + match.start("name")]
    if not own or any(piece.letter != "N" for piece in own if piece.letter != "l") or any(piece.letter == "b" for piece in pieces):
        return NOBODY
    homes = {home_of(piece.entry) for piece in pieces if piece.entry is not None}
    return Found(slug(match["name"]), match["name"], NAMED, body_kinds()[match["kind"]], "", homes.pop() if len(homes) == 1 else "")


def is_proper(piece: Piece) -> bool:
    """Whether a word makes a name somebody's own: "the Constitutional Tribunal" may be any state's."""
    return piece.letter in "CAT" or (piece.letter == "N" and piece.text.lower() not in ANYBODYS)


# ---------------------------------------------------------------- how the words stand together

_BEFORE = r"(?:[NP]+c)?(?:[VF]+[NP]*l)?"  # "A B, a spokesman for …"
_AFTER = r"(?:c?(?P<n>[NPCAT]*[NP]))?c?"  # "…, A B"

_OFFICE = r"(?:(?P<t>[CAT])S?(?P<o>O+)[VFO]*|(?P<e>E)(?P<v>V+))"
_BEHIND = r"(?:(?P<t>[CAT])S?(?P<o>O+)[VF]*|(?P<o2>O+)l(?P<t2>[CT])|(?P<e>E)(?P<v>V+)|V+l(?P<e2>E))"
INTRODUCED = re.compile(rf"(?<![b&]){_OFFICE}[NP]+$")
SET_OFF = re.compile(rf"(?<![b&]){_OFFICE}c[NP]+$")
APPOSED = re.compile(rf"c{_BEHIND}(?:[c.]|$)")
"""An office of a state, or a body and who speaks for it: before a name, before a name between commas, and behind one."""

PATTERNS: tuple[tuple[re.Pattern[str], Rule, bool], ...] = (
    (re.compile(rf"{_BEFORE}(?:O+l)?(?P<t>[CAT]*)[WHGMVO]*(?P<e>E)(?P<v>[VFGHOSMW]*)(?:l[CT])?{_AFTER}(?:l[CT])?"), a_body, True),
    (re.compile(rf"(?P<v>O+)l(?P<e>E){_AFTER}"), led_by, True),
    (re.compile(r"(?P<n>[NP])S[VF]*"), a_regime, True),
    (re.compile(rf"{_BEFORE}(?P<t>[CAT])S?(?P<o>O+)[VFO]*(?:l[CTE])?{_AFTER}(?:l[CTE]c?)?"), an_office, True),
    (re.compile(rf"{_BEFORE}(?P<o>O+)[VF]*l(?P<t>[CT]){_AFTER}"), an_office, True),
    (re.compile(r"(?P<t>[CT])c?"), a_state, True),
    (re.compile(rf"{_BEFORE}(?P<t>[CAT])(?P<v>[SFV]+)(?:l[CTE])?{_AFTER}(?:l[CT])?"), for_a_state, True),
    (re.compile(rf"{_BEFORE}(?P<v>[SF]V*)l(?P<t>[CT]){_AFTER}"), for_a_state, True),
    (re.compile(r"(?P<w>[CATN]*[NT][CATN]*O)(?:l[CT])?"), a_named_court, True),
    (re.compile(rf"(?P<w>N+)(?P<o>O){_AFTER}"), of_an_unknown_place, True),
    (re.compile(r"(?P<o>O)l(?P<w>N+)(?:l[CT])?c?"), of_an_unknown_place, True),
    (re.compile(rf"{_BEFORE}K?(?P<o>O+)[VFO]*{_AFTER}(?:l(?P<w>[CT]))?c?"), an_office_alone, False),
    (re.compile(r"(?P<b>b)?[CAT]?[VO]*(?P<p>P)[SV]*c?"), a_person, True),
    (re.compile(rf"(?:[VF]+l)?S[VF]*{_AFTER}|F+|K"), the_state, False),
    (re.compile(r"G"), the_fighters, False),
    (re.compile(r"(?:V+l)?HV*"), the_group, False),
    (re.compile(r"(?:V+l)?YV*"), the_ministry, False),
    (re.compile(r"(?P<n>N+)"), an_introduced_person, True),
)
"""Patterns over the letters of a phrase, what each stands for, and whether it is a name."""

NAMES_ONLY = PATTERNS[-1:]
