"""Who did it and to whom: subjects and objects, "by" and "on", and what a noun of an event is owned by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from counterclaim.claims.clause import BE, VERBAL, Clause, group_start, is_passive, objects, previous_verb, subject
from counterclaim.claims.event_sides import SERIES, Range, is_armed, is_body, is_thing
from counterclaim.claims.places import DEMONYM
from counterclaim.claims.triggers import Trigger, irregular, lexicon, weapon_kinds
from counterclaim.claims.victims import HEADS_WITH_OF, is_person_word, sides
from counterclaim.inflect import inflect
from counterclaim.model import Phrase

# verbs whose subject is who does the act that their object names: "launched an offensive"
LIGHT = (
    "launch carry conduct stage mount hold perpetrate commit execute perform continue intensify ramp step start begin order resume use "
    "employ sign sustain make expand impose declare announce press wage undertake unleash escalate agree reach accept propose conclude "
    "honour honor observe ratify violate break extend attend join organise organize lead participate establish"
)
LINKING = frozenset({"on", "against", "at", "targeting", "upon", "into", "towards", "toward"})
INTRANSITIVE = frozenset({"clash", "protest", "riot", "transfer", "spread", "group_change", "offensive"})  # acts whose verbs need no object
BLAMING = frozenset({"of", "for", "from"})  # words between who is accused, blamed or kept from it and what they do
DONE_OF = frozenset(
    "abduct arrest sexual massacre killing assault capture retake blast shelling air_strike bombard pound attack raid shooting mob loot "
    "destroy disperse offensive disrupt".split()
)
DONE_BY = frozenset({"attack", "raid", "offensive"})  # acts whose "of" may tell who did it
MOVED = frozenset({"transfer", "deploy", "group_change", "headquarters"})  # acts whose "of" tells who moves
DONE_WITH = frozenset("fire control possession part stones rocks bottles bricks rounds shots gas".split())
OF_TARGET = frozenset({"of"})
BETWEEN = frozenset({"between", "among", "involving"})
MUTUAL = frozenset({"clash", "agreement", "mob", "riot", "protest"})  # acts that are "between" two
BETWEEN_REACH = 9  # "clashes broke out between X and Y"
BY_REACH = 10  # tokens after a word of an event in which "by" tells who did it
SORTS = frozenset("group organization organisation faction movement militia army party front alliance coalition".split())
LEADING_OUT = frozenset({"more", "other", "another", "of"})  # before who it is: "tens of thousands of [monks]"
BACKED = frozenset("backed supported led assisted aided joined accompanied funded armed trained commanded allied helped loyal".split())
LOOSE = frozenset("it they he she who which that this we i them him her us what there those these one".split())
ANSWERING = frozenset("responsibility responsible credit blamed accused suspected convicted guilty".split())
DENYING = frozenset("deny denies denied denying disclaim disclaims disclaimed reject rejects rejected".split())
BLAMES = frozenset("accuse accuses accused accusing blame blames blamed blaming suspect suspects suspected".split())
ARTICLES = ("DET", "ADJ", "NUM", "DATE", "QUOTE", "POSS", "ADV")
SENT = ("ADJ", "ADV", "VED", "AUX", "NEG")  # between a verb and "to": "is likely [to] withdraw", "were sent [to] fight"
MINED = frozenset("hit hits struck strikes strike ran runs run drove drive drives stepped steps triggered triggers".split())
TAKING = frozenset({"capture", "retake"})  # acts that take from somebody: "took the hill [from] the rebels"
LOSING = frozenset("lose loses lost losing fall falls fell fallen falling".split())
LOST_REACH = 9  # tokens behind the verb in which "from" and "to" tell who lost and who gained
UNCOUNTED = frozenset("people persons men women others person victims two three four five some many several".split())


@dataclass(frozen=True, slots=True)
class Parties:
    """Token ranges of who did it, to whom, and from whom something was taken; both sides of a fight are doers."""

    doers: tuple[Range, ...] = ()
    targets: tuple[Range, ...] = ()
    losers: tuple[Range, ...] = ()


def parties_of(clause: Clause, trigger: Trigger) -> Parties:
    """Who did it and to whom, as the sentence tells it at this word."""
    if trigger.noun:
        return of_noun(clause, trigger)
    if clause.tag(trigger.at) not in VERBAL:
        return of_untagged(clause, trigger)
    start = clause.skip(group_start(clause, trigger.at), 1, ("ADV", "NEG"))
    passive = is_passive(clause, trigger.at) and (trigger.act not in INTRANSITIVE or clause.word(start) in BE)
    passive = passive or is_held(clause, trigger)
    above = above_verb(clause, trigger, start, passive=passive)
    if trigger.act == "blast" and clause.word(trigger.at) in MINED:
        return Parties((), ranges(clause, above, trigger))  # "a car [hit] a mine"
    if trigger.act in TAKING:
        return taken(clause, trigger, above, passive=passive)
    if trigger.act in MOVED and passive:
        return Parties(ranges(clause, above, trigger, acting=True))  # "troops are [deployed]"
    doers = agent(clause, trigger.at) if passive else above
    targets = above if passive else [] if trigger.act in MOVED else done_to(clause, trigger.at)
    if trigger.act == "clash" and not passive:
        doers = [*beside_left(clause, doers), *doers]
    return Parties(ranges(clause, doers, trigger, acting=True), ranges(clause, targets, trigger))


def above_verb(clause: Clause, trigger: Trigger, start: int, *, passive: bool) -> list[Phrase]:
    """The subject of a verb, or what a participle behind a comma belongs to: "X, [attacked] by three men"."""
    before = clause.skip(start - 1, -1)
    gerund = clause.tag(trigger.at) == "VING" and start == trigger.at
    if gerund and clause.word(before) == ",":
        return above_gerund(clause, trigger.at)
    if gerund and clause.tag(before) == "CC":
        return []  # shared with the verb before
    beside = clause.ends.get(start) if gerund else None
    if beside is not None:
        return [beside] if trigger.act != "killing" or is_body(clause, beside.head) else []  # "with soldiers [firing] on the crowd"
    found = doing(clause, trigger.at) or (above_gerund(clause, trigger.at) if gerund else [])
    named = clause.ends.get(before) if passive and not found and clause.word(before) == "," else None
    return [named] if named else found


def taken(clause: Clause, trigger: Trigger, above: list[Phrase], *, passive: bool) -> Parties:
    """Who took what from whom: "took the hill [from] the rebels", "lost it [to] the army", "fell [to] them"."""
    k = trigger.at
    if clause.word(k) in LOSING:
        gained = linked(clause, k + 1, frozenset({"to"}), reach=LOST_REACH)
        fell = clause.word(k).startswith("f")
        losers = () if fell else ranges(clause, above, trigger)
        return Parties(ranges(clause, gained, trigger, acting=True), ranges(clause, above, trigger) if fell else (), losers)
    below = objects(clause, k)
    doers, targets = (agent(clause, k), above) if passive else (above, done_to(clause, k))
    left = linked(clause, (below[-1].last if below else k + 1), frozenset({"from"}), reach=LOST_REACH)
    return Parties(ranges(clause, doers, trigger, acting=True), ranges(clause, targets, trigger), ranges(clause, left, trigger))


def beside_left(clause: Clause, found: list[Phrase]) -> list[Phrase]:
    """The other side of a fight, joined to the subject: "[police] and youths clashed"."""
    if len(found) != 1 or clause.word(found[0].first - 1) != "and":
        return []
    other = clause.ends.get(found[0].first - 1)
    free = other is not None and clause.tag(other.first - 1) not in (*VERBAL, "PREP")
    return [other] if other is not None and free else []


def is_held(clause: Clause, trigger: Trigger) -> bool:
    """Whether those before "held captive" are the captives: no other object stands behind it."""
    below = clause.begins.get(clause.skip(trigger.at + 1, 1))
    return (
        trigger.act == "abduct"
        and below is not None
        and clause.word(below.head) in ("captive", "hostage")
        and below.last - below.first == 1
    )


def of_untagged(clause: Clause, trigger: Trigger) -> Parties:
    """The parties of a verb that was taken for a noun, inside its subject's phrase: "Protesters [set] fire to houses"."""
    phrase = next((p for p in clause.sentence.phrases if p.first <= trigger.at < p.last), None)
    if phrase is None:
        return Parties()
    inside = [Phrase(phrase.first, trigger.at, trigger.at - 1)] if phrase.first < trigger.at else []
    above = inside or subject(clause, trigger.at)  # "Rebels reportedly [seize] control"
    below = linked(clause, phrase.last, LINKING | {"to", "with", "of", "over"}, reach=2)
    return Parties(ranges(clause, above, trigger, acting=True), ranges(clause, below, trigger))


def done_to(clause: Clause, k: int) -> list[Phrase]:
    """What a verb is done to: its object, or what stands behind it and what it is done with: "opened fire [on] X", "clashed [with] X"."""
    below = objects(clause, k)
    if below and (clause.word(below[0].head) in DONE_WITH or clause.word(below[0].head) in weapon_kinds()):
        return linked(clause, below[-1].last, LINKING | OF_TARGET | {"over"}, reach=2)
    return below or linked(clause, k + 1, LINKING | {"with"}, reach=4)


def of_noun(clause: Clause, trigger: Trigger) -> Parties:
    """The parties of "an attack by X on Y", "clashes between X and Y", "X launched an attack on Y", "X's attack", "the killing of Y"."""
    phrase = phrase_of(clause, trigger)
    at = next((k for k in range(trigger.at + 1, trigger.at + BETWEEN_REACH) if clause.word(k) in BETWEEN), trigger.at + 1)
    between = linked(clause, at, BETWEEN, reach=1, both=True) if trigger.act in MUTUAL else []
    doers = ranges(clause, between, trigger, acting=True) or ranges(clause, agent(clause, trigger.at), trigger, acting=True)
    owned = owner(clause, phrase.first, trigger.first) if phrase else None
    if not doers and owned:
        doers = (owned,)
    if not doers and phrase:
        told = lit(clause, phrase) or whose(clause, phrase) or answering(clause, phrase)
        doers = ranges(clause, told, trigger, acting=True)
    links = LINKING | {"with"} | (OF_TARGET if trigger.act in DONE_OF else set())
    targets = ranges(clause, linked(clause, trigger.at + 1, links, reach=3), trigger)
    if not doers and phrase and trigger.act == "clash" and targets:
        doers = ranges(clause, fallen(clause, phrase), trigger, acting=True)
    if not doers and trigger.act in DONE_BY and clause.word(trigger.at + 1) == "of" and is_armed(clause, targets):
        doers, targets = targets, ()  # "an attack of three armed groups"
    if not doers and trigger.act in MOVED:
        doers = ranges(clause, linked(clause, trigger.at + 1, OF_TARGET, reach=2), trigger, acting=True)
    if not targets and phrase and clause.word(phrase.first - 1) == "by":
        targets = ranges(clause, hit(clause, phrase.first - 2), trigger)
    if (
        not targets
        and (clause.tag(trigger.at + 1) in VERBAL or clause.word(trigger.at + 1) in lexicon())
        and not is_passive(clause, trigger.at + 1)
    ):
        below = [
            phrase for phrase in objects(clause, trigger.at + 1) if clause.word(phrase.head) != "place"
        ]  # "takes place" aims at nobody
        targets = ranges(clause, below, trigger)  # "a blast hit a market"
    return Parties(doers, targets)


def phrase_of(clause: Clause, trigger: Trigger) -> Phrase | None:
    """The noun phrase that a word stands in; a plural that was taken for a verb goes on with the phrase before it."""
    inside = next((p for p in clause.sentence.phrases if p.first <= trigger.at < p.last), None)
    if inside is not None or not trigger.noun:
        return inside
    before = next((clause.ends[k] for k in range(trigger.at, trigger.first - 1, -1) if k in clause.ends), None)
    return Phrase(before.first if before else trigger.first, trigger.at + 1, trigger.at)


def agent(clause: Clause, k: int) -> list[Phrase]:
    """The phrase after "by" that belongs to the word at `k`."""
    for j in range(k + 1, min(k + BY_REACH, len(clause.tokens))):
        if clause.word(j) == "by":
            first = clause.begins.get(clause.skip(j + 1, 1))
            return beside(clause, first) if first and clause.tag(first.first) != "DATE" else []
        if clause.word(j) in (":", ";") or (clause.word(j) == "," and clause.tag(j + 1) in ("CC", "VING", "SUB", "PREP", "PRON")):
            return []
        if clause.tag(j) in ("VERB", "VED", "SUB") and clause.word(j + 1) not in ("out", "by"):
            return []
    return []


def linked(clause: Clause, k: int, words: frozenset[str], *, reach: int, both: bool = False) -> list[Phrase]:
    """The phrases after the first of some words among the next tokens: "attack [on] X", "clashes [between] X and Y"."""
    for j in range(k, min(k + reach, len(clause.tokens))):
        if clause.word(j) in words:
            first = clause.begins.get(clause.skip(j + 1, 1))
            return beside(clause, first, both=both) if first else []
        if clause.tag(j) in VERBAL or clause.tag(j) in ("PUNCT", "CC", "SUB"):
            return []
    return []


def beside(clause: Clause, first: Phrase, *, both: bool = False) -> list[Phrase]:
    """A phrase and the one joined to it with "and", unless that begins a clause; "between" has `both`."""
    other = clause.begins.get(clause.skip(end_of(clause, first) + 1, 1)) if clause.word(end_of(clause, first)) == "and" else None
    return [first, other] if other and (both or clause.tag(other.last) not in ("VERB", "VED", "AUX")) else [first]


def lit(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """Who does the act that an object or passive subject names: "X [launched an attack]", "the attack was carried out by X"."""
    first = phrase.first
    if clause.word(first - 1) == "of" and (whole := clause.ends.get(first - 1)) and clause.word(whole.head) in SERIES:
        first = whole.first  # "a series of air strikes"
    before = clause.skip(first - 1, -1, ("ADV", "QUOTE", "PREP", "NUM", "DATE"))
    if clause.word(before) in ("out", "up"):
        before -= 1
    if clause.word(before) in light_verbs():
        return doing(clause, before)
    after = next((j for j in range(phrase.last, min(phrase.last + 4, len(clause.tokens))) if clause.word(j) in light_verbs()), None)
    return agent(clause, after) if after is not None and is_passive(clause, after) else []


def answering(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """Who owns up to what a noun names, or is blamed for it: "X claimed responsibility for the [attack]", "X is behind the [raid]"."""
    k = clause.skip(phrase.first - 1, -1, ARTICLES)
    if clause.word(k) == "behind" and clause.tag(k - 1) == "AUX":
        return subject(clause, k)
    word = clause.word(k - 1)
    if clause.word(k) not in BLAMING:
        return []
    blamed = clause.ends.get(k)
    if blamed is not None and word not in ANSWERING:
        return [blamed] if clause.word(blamed.first - 1) in BLAMES else []  # "blamed the army for the [attack]"
    if word not in ANSWERING:
        return []
    if word in ("responsibility", "credit"):
        verb = previous_verb(clause, k - 1)
        return doing(clause, verb) if verb is not None and clause.word(verb) not in DENYING and not is_denied(clause, verb) else []
    return [] if is_denied(clause, k - 1) else subject(clause, k - 1)


def is_denied(clause: Clause, k: int) -> bool:
    """Whether "not" or "no" stands in the verb group that ends at `k`."""
    return any(clause.tag(j) == "NEG" or clause.word(j) in ("no", "never") for j in range(group_start(clause, k), k + 2))


def fallen(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """The side whose own were killed "in clashes with" the other, where the text says who they were."""
    verb = previous_verb(clause, phrase.first) if clause.word(clause.skip(phrase.first - 1, -1, ARTICLES)) in ("in", "during") else None
    if verb is None or clause.tag(verb) != "VED":
        return []
    return [p for p in subject(clause, verb) if clause.word(p.head) not in UNCOUNTED]


def hit(clause: Clause, k: int) -> list[Phrase]:
    """The subject of a passive verb before "by": "[the camp] was hit by an air strike"."""
    return subject(clause, k) if clause.tag(k) in ("VED", "VERB") and is_passive(clause, k) else []


def whose(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """Who owns "its" and "their": the subject of the verb before: "The army widened [its] push"."""
    before = previous_verb(clause, phrase.first) if clause.word(phrase.first) in ("its", "their", "his", "her") else None
    return doing(clause, before) if before is not None else []


def doing(clause: Clause, k: int) -> list[Phrase]:
    """The subject of a verb; of "promises to [carry out]" that of the verb before."""
    start = group_start(clause, k)
    if clause.tag(start) != "TO" or start != k - 1:
        return [backed(clause, phrase) for phrase in subject(clause, k)]
    above = previous_verb(clause, start)
    sent = clause.ends.get(start)
    if above is not None and clause.skip(start - 1, -1, SENT) <= above:
        return subject(clause, above)
    if sent is not None and is_body(clause, sent.head):
        return [sent]  # "sent [soldiers] to fight"
    return subject(clause, above) if above is not None and sent is not None else subject(clause, k)


def backed(clause: Clause, phrase: Phrase) -> Phrase:
    """Who acts, behind whom somebody else stands: "[rebels] backed by X took the town"."""
    by = phrase.first - 1
    if clause.word(by) == "and" and by in clause.ends:
        by = clause.ends[by].first - 1  # "backed by jets and [tanks]"
    helped = clause.word(by) in ("by", "to", "with") and clause.word(by - 1) in BACKED
    return clause.ends.get(clause.skip(by - 2, -1, ("ADV", "PUNCT")) + 1, phrase) if helped else phrase


def above_gerund(clause: Clause, k: int) -> list[Phrase]:
    """The subject of the clause that a gerund stands in: "Rebels took the hill after [capturing] the town"."""
    prep = clause.skip(k - 1, -1, ("ADV", "NEG"))
    blamed = clause.ends.get(prep) if clause.word(prep) in BLAMING else None
    if clause.word(prep) in BLAMING and clause.word(prep - 1) in ANSWERING:
        return answering(clause, Phrase(prep + 1, k + 1, k))
    if blamed is not None:
        return [blamed]  # "accused the army of [shelling] a school"
    before = previous_verb(clause, k)
    return subject(clause, before) if before is not None and clause.word(prep) not in BLAMING else []


@cache
def light_verbs() -> frozenset[str]:
    """Every form of the verbs of `LIGHT`."""
    return frozenset(form for verb in LIGHT.split() for form in inflect(verb, *irregular().get(verb, ("", ""))))


def owner(clause: Clause, first: int, last: int) -> Range | None:
    """The party in front of a noun: "an [Israeli] air strike", "[Taliban] attacks", "the [army]'s offensive"."""
    for start in range(first, last):
        if not is_party(clause, start):
            continue
        end = start + 1
        while end < last and is_party(clause, end):
            end += 1
        return start, end
    return None


def is_party(clause: Clause, k: int) -> bool:
    """Whether a word in front of a noun can name who did it."""
    word = clause.word(k)
    if word in weapon_kinds() or (word in lexicon() and clause.tag(k) != "PROPN"):
        return False
    people = clause.tokens[k].text[0].isupper() and bool(DEMONYM.search(clause.tokens[k].text))  # "[Turkish] air strikes"
    return clause.tag(k) == "PROPN" or people or is_body(clause, k) or (clause.tag(k) != "ADJ" and bool(sides().fullmatch(word)))


def ranges(clause: Clause, phrases: list[Phrase], trigger: Trigger, *, acting: bool = False) -> tuple[Range, ...]:
    """The words of some phrases that name a party; of a weapon or an event that acts, whose it is."""
    found = []
    for phrase in phrases:
        head = clause.word(phrase.head)
        last = end_of(clause, phrase)
        if (head in weapon_kinds() and trigger.act != "disrupt") or (acting and head in lexicon() and not is_person_word(head)):
            owned = owner(clause, phrase.first, phrase.head) if acting else None
            found += [owned] if owned else []
            continue
        if not acting and last - phrase.first == 1 and head in lexicon() and not is_person_word(head):
            continue  # "stormed the court and [set] it on fire"
        if acting and is_thing(clause, phrase.head):
            continue  # "a bus [carrying] soldiers", "the third night of [riots]"
        first = phrase.first
        while first < last and (clause.tag(first) in ("DET", "NUM", "ADV", "QUOTE") or clause.word(first) in LEADING_OUT):
            first += 1
        if last - first > 1 and clause.word(last - 1) in ("hostage", "captive"):
            last -= 1  # "took [three priests] hostage"
        if first < last and head not in LOOSE and not first <= trigger.at < last and clause.tag(phrase.head) != "DATE":
            found.append(called(clause, first, last) or (first, last))
    return tuple(found)


def called(clause: Clause, first: int, last: int) -> Range | None:
    """The name of a body that stands behind its sort: "the militant group, [Kalim], in"."""
    name = clause.begins.get(last + 1) if clause.word(last) == "," and clause.word(last - 1) in SORTS else None
    alone = name is not None and all(clause.tag(k) == "PROPN" for k in range(name.first, name.last))
    unnamed = all(clause.tag(k) != "PROPN" for k in range(first, last))
    return (name.first, name.last) if name is not None and alone and unnamed and clause.tag(name.last) in ("PUNCT", "PREP") else None


def end_of(clause: Clause, phrase: Phrase) -> int:
    """The end of a phrase with the "of" that says whose members they are, or with "forces" that were taken for a verb."""
    if clause.word(phrase.last) == "forces" and clause.tag(phrase.last - 1) in ("PROPN", "ADJ"):
        return phrase.last + 1
    if clause.word(phrase.last) == "of" and clause.word(phrase.last - 1) in HEADS_WITH_OF | {
        "number",
        "group",
        "dozens",
        "hundreds",
        "thousands",
    }:
        inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
        return inner.last if inner else phrase.last
    return phrase.last
