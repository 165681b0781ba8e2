"""Who the people were, in the text's words: the shortest phrase, its group, age, sex and trade (codebook, toll)."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.claims.clause import BE, Clause, after_complements
from counterclaim.model import Group, Phrase
from counterclaim.vocabulary import load_vocabulary

NOT_WHO = frozenset("more additional further such least total new only different separate".split())
HEADS_WITH_OF = frozenset(
    "members member supporters supporter employees employee citizens citizen residents followers nationals officers "
    "soldiers staff relatives students leaders leader fighters inhabitants units commander head".split()
)
HOUSEHOLDS = frozenset({"families", "family", "households", "household"})
HARM_NOUNS = frozenset(
    "deaths fatalities casualties injuries lives life bodies corpses arrests detentions abductions kidnappings toll dead "
    "losses wounded injured death killing killings murder murders".split()
)
NEUTRAL_HEADS = frozenset(
    "members member leader leaders commander commanders head heads personnel men people guards hostages hostage".split()
)
# words of harm that may stand between a bare figure and who they were
HARMED = frozenset("dead killed slain wounded injured missing captured fatality death".split())
RANKS = frozenset("officer officers member members leader leaders commander commanders".split())
ARMED = frozenset({Group.MILITARY, Group.MILITANTS, Group.POLICE})
AGE = re.compile(r"(\d{1,2})-years?-old$")
ADULT = 18  # years
UNDER = re.compile(
    r"(?:of (?:them|whom|the \w+) )?(?:,? ?(?:was|were|are|is) )?(?:aged |all |still )?(?:under|below|younger than)(?: the age of)? "
    r"(?P<years>\d{1,2}|[a-z]+)\b"
)
SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split()
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
    numbers = [k for k in range(first, last) if clause.tag(k) == "NUM" or (clause.word(k) == "one" and last - first == 1)]
    if numbers:
        first = numbers[-1] + 1
    while first < last and (
        clause.tag(first) in ("DET", "ADV", "QUOTE") or clause.word(first) in NOT_WHO or (is_age(clause, first) and first + 1 < last)
    ):
        first += 1
    if first >= last and clause.word(phrase.last) == "of":
        inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
        if inner is None or any(clause.tag(k) == "NUM" for k in range(inner.first, inner.last)):
            return None
        found = victim_tokens(clause, inner)
        return (found[0], joined(clause, found[1], subject=True)) if found else None
    if last - first > 1 and clause.word(last - 1) in HARM_NOUNS and clause.word(last - 2) in groups():
        return first, last - 1  # "140 civilian deaths"
    if last > first and clause.word(last - 1) in HARM_NOUNS and clause.word(last) in ("of", "among") and numbers:
        inner = clause.begins.get(clause.skip(last + 1, 1))  # "1,411 deaths of [children]"
        plain = inner is not None and not any(clause.tag(k) in ("NUM", "DET", "POSS") for k in range(inner.first, inner.last))
        if inner is not None and plain and is_person_word(clause.word(inner.head)):
            return inner.first, inner.last
    if last - first > 1 and clause.word(last - 1) in ("hostage", "captive", "prisoner") and is_person_word(clause.word(last - 2)):
        return first, last - 1  # "took 12 workers hostage"
    if first >= last or clause.word(last - 1) in HARM_NOUNS or clause.tag(last - 1) == "PRON":
        return None
    if clause.word(last - 1) in HEADS_WITH_OF and clause.word(last) == "of":
        inner = clause.begins.get(clause.skip(last + 1, 1))
        last = inner.last if inner else last
    return first, joined(clause, last, subject=clause.tag(phrase.first - 1) not in ("VERB", "VED", "VING"))


def is_age(clause: Clause, k: int) -> bool:
    """Whether a word before a noun tells an age: "two [17-year-old] pupils", "a 1 [year old] child"."""
    word = clause.word(k)
    return word.endswith("-old") or (word == "year" and clause.word(k + 1) == "old") or (word == "old" and clause.word(k - 1) == "year")


def described_as(clause: Clause, phrase: Phrase) -> tuple[int, int] | None:
    """Token range of the words that describe a named person: "[German businessman] Jan Holm", "Jan Holm, [a member of the union]"."""
    end = next((k + 1 for k in range(phrase.last - 1, phrase.first - 1, -1) if describes(clause, k)), 0)
    if not end:
        after = clause.begins.get(phrase.last + 1) if clause.word(phrase.last) == "," else None
        found = victim_tokens(clause, after) if after is not None and is_person_word(clause.word(after.head)) else None
        both = next((k for k in range(*found) if clause.word(k) == "and"), None) if found else None
        return (found[0], both) if found and both else found  # "Jan Holm, [a photographer] and citizen"
    first = next((k + 1 for k in range(end - 2, phrase.first - 1, -1) if clause.tag(k) == "POSS"), phrase.first)
    while first < end and (clause.tag(first) in ("DET", "ADV", "QUOTE") or clause.word(first).endswith("-old")):
        first += 1
    return (first, end) if first < end else None


def ends_in_name(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase ends in a name that is no word for people: "the mayor Jan Holm", not "a Palestinian"."""
    return clause.tag(phrase.last - 1) == "PROPN" and not is_person_word(clause.word(phrase.last - 1))


def describes(clause: Clause, k: int) -> bool:
    """Whether a word of a phrase that ends in a name is no part of the name: a word for people, or one without a capital."""
    return clause.tag(k) != "POSS" and (is_person_word(clause.word(k)) or clause.tokens[k].text.islower())


def said_to_be(clause: Clause, phrase: Phrase) -> tuple[int, int] | None:
    """Token range of the people that a bare figure is said to have been: "all five were [militants]", "91, all of them [detainees]",
    "one dead, a [shepherd]", "the ten killed at X were [bandits]", "eight, [rebels] to a man"."""
    k = phrase.last
    if clause.word(k) == "of":
        inner = clause.begins.get(k + 1)
        k = inner.last if inner is not None else k + 2
    k = clause.skip(k, 1)
    if clause.word(k) in HARMED:
        k = clause.skip(after_complements(clause, k + 1), 1)
    if clause.word(k) == ",":
        return apposed(clause, phrase, k)
    if clause.word(k) not in BE:
        return None
    k = clause.skip(k + 1, 1)
    return plain_people(clause, k + 2 if clause.tag(k) == "VED" and clause.word(k + 1) == "as" else k)  # "are classed as [civilians]"


def apposed(clause: Clause, phrase: Phrase, comma: int) -> tuple[int, int] | None:
    """Token range of the people told behind a comma: ", all of them [detainees]", ", a [shepherd]", ", [rebels] to a man"."""
    if clause.word(comma + 1) in ("all", "both"):
        of_them = clause.word(comma + 2) == "of"
        return plain_people(clause, comma + (4 if of_them else 2)) or plain_people(clause, comma + 1)
    inner = clause.begins.get(comma + 1)
    if inner is None or clause.tag(phrase.last - 1) != "NUM":
        return None
    to_a_man = [clause.word(j) for j in range(inner.last, inner.last + 3)] == ["to", "a", "man"]
    one = clause.word(phrase.last - 1) in ("one", "1") and clause.word(inner.first) in ("a", "an")
    ends = clause.tag(inner.last) in ("PUNCT", "") and clause.word(inner.last) != ","
    return plain_people(clause, comma + 1) if to_a_man or (one and ends) else None


def plain_people(clause: Clause, k: int) -> tuple[int, int] | None:
    """Token range of a phrase of people that begins at `k` and has no verb behind it."""
    inner = clause.begins.get(k)
    plain = inner is not None and is_person_word(clause.word(inner.head)) and clause.tag(inner.last) not in ("VED", "VERB", "VING")
    return victim_tokens(clause, inner) if inner is not None and plain else None


def before_toll(clause: Clause, toll_at: int) -> tuple[int, int] | None:
    """Token range of the people that a toll's own name counts: "the [US military] death toll"."""
    last = toll_at - (clause.word(toll_at - 1) in ("death", "injury", "casualty"))
    phrase = next((p for p in clause.sentence.phrases if p.first <= toll_at < p.last), None)
    if phrase is None or clause.word(last - 1) not in groups() or clause.word(last - 1) == "official":
        return None
    first = last - 1
    while first > phrase.first and clause.tag(first - 1) in ("PROPN", "NOUN") and clause.word(first - 1) not in ("total", "nationwide"):
        first -= 1
    return first, last


def joined(clause: Clause, last: int, *, subject: bool) -> int:
    """The end of "women and children", where one figure counts both."""
    other = clause.begins.get(last + 1)
    shares_head = clause.tag(last - 1) == "PROPN"  # "160 Kesh and Doru members"
    if clause.word(last) != "and" or other is None or not (shares_head or clause.word(last - 1) in groups()):
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
            if found and (found is not Group.UNSPECIFIED or word not in NEUTRAL_HEADS):
                return found
    return side_of(" ".join(t.text for t in clause.tokens[first:last])) or Group.UNSPECIFIED


@cache
def side_words() -> dict[str, Group]:
    """The words of `data/sides.tsv`, and the names of armed forces and groups as the register of actors has them."""
    names = {
        name: Group(row["group"])
        for row in load_vocabulary("actors")
        if row["group"] in ARMED
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
    return names | {row["word"]: Group(row["group"]) for row in load_vocabulary("sides")}


@cache
def sides() -> re.Pattern[str]:
    """The words of sides in any case and the names of the register as they are written, longer ones first."""
    plain = {row["word"] for row in load_vocabulary("sides")}
    words = sorted(side_words(), key=len, reverse=True)
    either = "|".join(f"(?i:{re.escape(word)})" if word in plain else re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def side_of(words: str) -> Group | None:
    """The side that some words name by their last word for one: "the front's spokesman"; `None` where they name none."""
    found = sides().findall(words)
    return (side_words().get(found[-1]) or side_words().get(found[-1].lower())) if found else None


def part_group(clause: Clause, phrase: Phrase, who: tuple[int, int] | None, own: Group, whole: Group) -> Group:
    """The group of a part: "ten rebels, including two leaders" are all rebels; so are parts that name nobody, or only their country."""
    if own is Group.UNSPECIFIED and are_minors(clause, phrase):
        return Group.CHILDREN
    if who is None:
        return whole if own is Group.UNSPECIFIED and whole is not Group.MIXED else own
    last = clause.word(who[1] - 1)
    ranked = last in RANKS and own in (Group.UNSPECIFIED, Group.POLICE) and whole in ARMED
    people = own is Group.UNSPECIFIED and clause.tokens[who[1] - 1].text[0].isupper() and last in groups() and whole is not Group.MIXED
    return whole if ranked or people else own


def age_group(clause: Clause, who: tuple[int, int], group: Group) -> Group:
    """Children where the words before say so: "a [16-year-old] villager"."""
    age = next((a for k in (who[0] - 1, who[0]) if k >= 0 and (a := AGE.match(clause.word(k)))), None)
    return Group.CHILDREN if group is Group.UNSPECIFIED and age and int(age.group(1)) < ADULT else group


def are_minors(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words behind a figure say that those whom it counts are children: "nine of them under 15"."""
    told = UNDER.match(" ".join(clause.word(k) for k in range(phrase.last, phrase.last + 9)))
    years = told["years"] if told else ""
    return bool(years) and (int(years) if years.isdigit() else SMALL.index(years) + 1 if years in SMALL else ADULT + 1) <= ADULT


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
