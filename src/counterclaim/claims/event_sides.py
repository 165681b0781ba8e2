"""What side a party of an event is on, by its own words: state, rebels, protesters, a mob, the unarmed, a place."""

from __future__ import annotations

from functools import cache

from counterclaim.claims.clause import Clause
from counterclaim.claims.victims import group_of, groups, is_person_word
from counterclaim.model import Group, Name, Side
from counterclaim.vocabulary import load_vocabulary

ACTS_COUNTED = frozenset("series number wave string spate barrage".split())
SERIES = frozenset("series number wave string spate barrage dozens hundreds scores total".split())
COUNTED = SERIES | {"group", "groups", "crowd", "crowds", "family", "party", "team", "thousands"}
ARMED_SIDES: dict[Group | None, Side] = {Group.MILITARY: Side.STATE, Group.POLICE: Side.STATE, Group.MILITANTS: Side.REBEL}
QUALITIES = frozenset({"twin", "double", "triple", "quadruple"})  # words for people that tell how many attacks there are
BODIES = frozenset("ministry parliament embassy consulate church bank university party".split())  # houses, and who is in them
TIMES = frozenset("night day week month year time capital city town".split())
Range = tuple[int, int]


@cache
def party_words() -> dict[str, Side]:
    """The words of `data/parties.tsv` with their side."""
    return {row["word"]: Side(row["side"]) for row in load_vocabulary("parties")}


def side_of_words(clause: Clause, words: Range, names: tuple[Name, ...], *, doing: bool = False) -> Side:
    """The side that the words tell: the last word of the list of parties, else the group that they name, else the place that they are.

    A people alone ("Israeli", "Palestinians") are civilians where it is done to them, and anybody where they do it.
    """
    first, last = words
    ofs = next((k for k in range(first, last) if clause.word(k) == "of"), last)
    counted = ofs < last and clause.word(ofs - 1) in COUNTED  # "a group of players"
    for begin, end in ((ofs, last),) if counted else ((first, ofs), (first, last)):
        for k in range(end - 1, begin - 1, -1):
            word = clause.word(k)
            found = party_words().get(f"{clause.word(k - 1)} {word}") or party_words().get(word) or ARMED_SIDES.get(groups().get(word))
            if found:
                return found
    group = group_of(clause, first, last)
    if group in ARMED_SIDES:
        return ARMED_SIDES[group]
    if group is not Group.UNSPECIFIED or (is_person_word(clause.word(last - 1)) and not doing):
        return Side.CIVIL
    start, end = clause.tokens[first].start, clause.tokens[last - 1].end
    if any(n.label == "facility" and start <= n.span.start and n.span.end <= end for n in names):
        return Side.CIVIL
    place = next((n.place for n in names if n.place and start <= n.span.start and n.span.end <= end), None)
    if place is not None and place.kind == "country":
        return Side.STATE if doing else Side.UNKNOWN  # what is done to a land is done to nobody in particular
    if place is not None:
        return Side.PLACE
    return Side.UNKNOWN


def is_armed(clause: Clause, found: tuple[Range, ...]) -> bool:
    """Whether some words name armed people."""
    return any(side_of_words(clause, words, ()) in (Side.STATE, Side.REBEL) for words in found)


def is_body(clause: Clause, k: int) -> bool:
    """Whether a word names people or a body that can act; a house, a car or a quality ("separate") can not."""
    word = clause.word(k)
    side = party_words().get(word)
    return side not in (None, Side.CIVIL) or (is_person_word(word) and clause.tag(k) not in ("ADJ", "NUM") and word not in QUALITIES)


def is_thing(clause: Clause, k: int) -> bool:
    """Whether a word is nobody: a house or a car, a stretch of time, a count of acts."""
    word = clause.word(k)
    site = party_words().get(word) is Side.CIVIL and not is_person_word(word) and word not in BODIES
    return site or word in ACTS_COUNTED or word in TIMES
