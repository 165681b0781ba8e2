"""Who the people were, in the text's words: the shortest phrase, its group, age, sex and trade (codebook, toll)."""

from __future__ import annotations

from functools import cache

from counterclaim.claims.clause import Clause
from counterclaim.model import Group, Phrase
from counterclaim.vocabulary import load_vocabulary

NOT_WHO = frozenset("more additional further such least total new only different separate".split())
HEADS_WITH_OF = frozenset(
    "members member supporters supporter employees employee citizens citizen residents followers nationals officers "
    "soldiers staff relatives students leaders leader fighters inhabitants units commander head".split()
)
HARM_NOUNS = frozenset(
    "deaths fatalities casualties injuries lives life bodies corpses arrests detentions abductions kidnappings toll dead "
    "losses wounded injured".split()
)
DEMOGRAPHIC = {Group.CHILDREN: "children", Group.WOMEN: "women"}


@cache
def groups() -> dict[str, Group]:
    """Words and compounds of `data/groups.tsv` with their group."""
    return {row["word"]: Group(row["group"]) for row in load_vocabulary("groups")}


def victim_tokens(clause: Clause, phrase: Phrase) -> tuple[int, int] | None:
    """Token range of the words that say who, without determiner, number and "more"; `None` where nothing says it."""
    first, last = phrase.first, phrase.last
    if clause.word(last) == "of" and clause.word(last + 1) in ("them", "whom", "these", "those"):
        inner = clause.begins.get(clause.skip(last + 2, 1, ("ADV", "AUX", "QUOTE")))  # "four of them [boys]"
        return victim_tokens(clause, inner) if inner else None
    numbers = [k for k in range(first, last) if clause.tag(k) == "NUM"]
    if numbers:
        first = numbers[-1] + 1
    while first < last and (clause.tag(first) in ("DET", "ADV", "QUOTE") or clause.word(first) in NOT_WHO):
        first += 1
    if first >= last and clause.word(phrase.last) == "of":
        inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
        return victim_tokens(clause, inner) if inner and not any(clause.tag(k) == "NUM" for k in range(inner.first, inner.last)) else None
    if last - first > 1 and clause.word(last - 1) in HARM_NOUNS and clause.word(last - 2) in groups():
        return first, last - 1  # "140 civilian deaths"
    if first >= last or clause.word(last - 1) in HARM_NOUNS or clause.tag(last - 1) == "PRON":
        return None
    if clause.word(last - 1) in HEADS_WITH_OF and clause.word(last) == "of":
        inner = clause.begins.get(clause.skip(last + 1, 1))
        last = inner.last if inner else last
    return first, joined(clause, last, subject=clause.tag(phrase.first - 1) not in ("VERB", "VED", "VING"))


def before_toll(clause: Clause, toll_at: int) -> tuple[int, int] | None:
    """Token range of the people that a toll's own name counts: "the [US military] death toll"."""
    last = toll_at - (clause.word(toll_at - 1) in ("death", "injury", "casualty"))
    phrase = next((p for p in clause.sentence.phrases if p.first <= toll_at < p.last), None)
    if phrase is None or clause.word(last - 1) not in groups():
        return None
    first = last - 1
    while first > phrase.first and clause.tag(first - 1) in ("PROPN", "NOUN") and clause.word(first - 1) not in ("total", "nationwide"):
        first -= 1
    return first, last


def joined(clause: Clause, last: int, *, subject: bool) -> int:
    """The end of "women and children", where one figure counts both."""
    other = clause.begins.get(last + 1)
    if clause.word(last) != "and" or other is None or clause.word(last - 1) not in groups():
        return last
    bare = all(clause.tag(k) in ("NOUN", "PROPN", "ADJ") for k in range(other.first, other.last))
    own_verb = not subject and clause.tag(other.last) in ("VERB", "VED", "AUX")
    return other.last if bare and clause.word(other.last - 1) in groups() and not own_verb else last


def group_of(clause: Clause, first: int, last: int) -> Group:
    """The group that the words name: compounds before single words, the head before what stands before it."""
    words = [clause.word(k) for k in range(first, last)]
    whole = groups().get(" ".join(words))
    if whole is not None:
        return whole  # "soldiers and policemen"
    if "and" in words and "of" not in words:
        k = words.index("and")
        sides = {group_of(clause, first, first + k), group_of(clause, first + k + 1, last)}
        return sides.pop() if len(sides) == 1 else Group.MIXED
    ofs = words.index("of") if "of" in words else len(words)
    for end in (ofs, len(words)):
        for size in (4, 3, 2):
            for k in range(end - size, -1, -1):
                found = groups().get(" ".join(words[k : k + size]))
                if found:
                    return found
        for word in reversed(words[:end]):
            found = groups().get(word)
            if found and (
                found is not Group.UNSPECIFIED
                or word not in ("members", "member", "leader", "leaders", "commander", "commanders", "personnel", "men", "people", "guards")
            ):
                return found
    return Group.UNSPECIFIED


def is_person_word(word: str) -> bool:
    """Whether a word names people."""
    return word in groups()


@cache
def things() -> frozenset[str]:
    """The words of `data/things.tsv`."""
    return frozenset(row["word"] for row in load_vocabulary("things"))


def is_thing_word(word: str) -> bool:
    """Whether a word names what is counted but is no person: "drones shot down", "chickens died"."""
    return word in things()
