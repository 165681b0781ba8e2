"""Harm told by an idiom: "12 people lost their lives", "the army lost 300 men", "12 people were taken hostage"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.clause import BE, VERBAL, Clause, counts, is_passive, objects, of_them, subject
from counterclaim.claims.harms import is_hypothetical
from counterclaim.claims.mention import IDIOM_OF_STATE, Mention
from counterclaim.claims.victims import group_of, is_person_word
from counterclaim.inflect import verb_forms
from counterclaim.model import Group, Measure, Phrase
from counterclaim.vocabulary import load_vocabulary

LOSSES = frozenset(
    "men soldiers troops fighters servicemen people women policemen officers personnel members sailors marines pilots lives".split()
)
NOBODY = frozenset({"nobody", "none", "noone"})
STATE = frozenset({Group.MILITARY, Group.POLICE})
ARMED = STATE | {Group.MILITANTS}
KEEPERS = frozenset("authorities government regime ministry service prison jail administration junta fighters".split())
WARDS = frozenset("hospital hospitals clinic clinics ward wards infirmary surgeons doctors medics".split())
TAKING_IN = frozenset({"take", "receive", "admit"})
OTHERWISE_TAKEN = re.compile(r"\b(?:to|home|out|part|place|over|aboard|prisoners?|hostages?|captives?|alive|off|away|custody|in)\b")
OTHERWISE_HELD = re.compile(r"\b(?:responsible|accountable|liable|back|together|hostages?)\b")  # "holds 12 officers responsible"
VERBLESS = "-"  # in place of the verb: what follows stands right behind the figure
LONGEST = 14  # words after the verb in which an idiom is complete


@dataclass(frozen=True, slots=True)
class Idiom:
    """A line of `data/idioms.tsv`: what follows the verb, where the people stand, measure, whether people are so at a moment."""

    after: re.Pattern[str]
    place: str
    measure: Measure
    stock: bool


@cache
def idiom_table() -> dict[str, tuple[Idiom, ...]]:
    """The idioms of `data/idioms.tsv` by their verbs."""
    found: dict[str, list[Idiom]] = {}
    for row in load_vocabulary("idioms"):
        idiom = Idiom(re.compile(row["after"]), row["place"], Measure(row["measure"]), row["scope"] == "stock")
        for verb in row["verbs"].split():
            found.setdefault(verb, []).append(idiom)
    return {verb: tuple(idioms) for verb, idioms in found.items()}


def find_idioms(clause: Clause) -> Iterator[Mention]:
    """Harm told by an idiom: "12 people lost their lives", "12 men gave themselves up", "the army lost 300 men"."""
    for k, token in enumerate(clause.tokens):
        base = "be" if token.lower in BE else verb_forms().base.get(token.lower)
        if base is None or token.tag not in VERBAL:
            continue
        idioms = idiom_table().get(base, ())
        after = " ".join(t.lower for t in clause.tokens[k + 1 : k + 1 + LONGEST]) if idioms else ""
        for idiom in idioms:
            if idiom.after.match(after):
                unreal, rule = is_hypothetical(clause, k), IDIOM_OF_STATE if idiom.stock else "idiom of harm"
                for p in victims_of(clause, k, idiom.place):
                    told = custody(clause, k, p) if idiom.measure is Measure.ABDUCTED else idiom.measure
                    yield Mention(p, told, k, rule, hypothetical=unreal)
        if base in TAKING_IN and (ward := actor(clause, k)) is not None and clause.word(ward.head) in WARDS:
            treated = [p for p in objects(clause, after_particle(clause, k)) if counts(clause, p) and are_people(clause, p)]
            yield from (Mention(p, Measure.INJURED, k, "taken in by a hospital") for p in treated)
        if base == "cost":
            yield from cost_of(clause, k)
        if base == "take" and not is_passive(clause, k):
            yield from taken(clause, k)
        if base in ("hold", "keep") and not is_passive(clause, k) and (holder := actor(clause, k)) is not None:
            yield from held(clause, k, holder)
        if base == "lose":
            people = [p for p in objects(clause, k) if is_loss(clause, p) or loses_bare(clause, k, p)]
            lost = [p for p in subject(clause, k) if counts(clause, p) and are_people(clause, p)] if is_passive(clause, k) else []
            yield from (Mention(p, Measure.KILLED, k, "loss of people") for p in (*people, *lost))
        if base in ("leave", "abandon") and not is_passive(clause, k) and leaves_place(clause, k):
            gone = [p for p in subject(clause, k) if counts(clause, p) and are_people(clause, p)]
            unreal = is_hypothetical(clause, k)
            yield from (Mention(p, Measure.DISPLACED, k, "departure of people", hypothetical=unreal) for p in gone)
    yield from losses(clause)


def actor(clause: Clause, k: int) -> Phrase | None:
    """Who does what the verb at `k` tells: its subject, or whoever is named after "by" where it is passive."""
    if not is_passive(clause, k):
        return next(iter(subject(clause, k)), None)
    by = next((j for j in range(k + 1, min(k + LONGEST, len(clause.tokens))) if clause.word(j) == "by"), None)
    return clause.begins.get(clause.skip(by + 1, 1)) if by is not None else None


def custody(clause: Clause, k: int, taken: Phrase) -> Measure:
    """Whether people whom the verb at `k` leads away are arrested, by soldiers or police, or abducted; soldiers are captured."""
    doer = actor(clause, k)
    if group_of(clause, taken.first, taken.last) is Group.MILITARY:
        return Measure.DETAINED
    state = doer is not None and group_of(clause, doer.first, doer.last) in STATE
    return Measure.DETAINED if state else Measure.ABDUCTED


def held(clause: Clause, k: int, holder: Phrase) -> Iterator[Mention]:
    """People whom somebody with a prison or with arms holds: "the authorities hold [64 aid workers]"; what a hall holds is no toll."""
    side = group_of(clause, holder.first, holder.last)
    keeps = side in ARMED or clause.tag(holder.head) == "PROPN" or clause.word(holder.head) in KEEPERS
    after = " ".join(t.lower for t in clause.tokens[k + 1 : k + 1 + LONGEST])
    for phrase in objects(clause, k) if keeps and not OTHERWISE_HELD.search(after) else ():
        if are_people(clause, phrase) and is_person_word(clause.word(phrase.head)):
            armed = group_of(clause, phrase.first, phrase.last) in ARMED
            measure = Measure.ABDUCTED if side is Group.MILITANTS and not armed else Measure.DETAINED
            now = IDIOM_OF_STATE if clause.tag(k) == "VERB" else "idiom of harm"
            yield Mention(phrase, measure, k, now, hypothetical=is_hypothetical(clause, k))


def after_particle(clause: Clause, k: int) -> int:
    """The particle of the verb at `k`, else the verb: "took [in]"."""
    return k + 1 if clause.word(k + 1) == "in" else k


def cost_of(clause: Clause, k: int) -> Iterator[Mention]:
    """People whom something cost somebody: "the offensive cost it [140 men]"."""
    payer = clause.begins.get(clause.skip(k + 1, 1))
    people = clause.begins.get(clause.skip(payer.last, 1)) if payer is not None and not counts(clause, payer) else None
    if people is not None and counts(clause, people) and is_person_word(clause.word(people.head)):
        yield Mention(people, Measure.KILLED, k, "loss of people", hypothetical=is_hypothetical(clause, k))


def taken(clause: Clause, k: int) -> Iterator[Mention]:
    """People whom armed men take: "fighters took [three schoolboys]"; those taken to hospital or to safety are told by idioms."""
    doer = actor(clause, k)
    armed = doer is not None and group_of(clause, doer.first, doer.last) in ARMED
    after = " ".join(t.lower for t in clause.tokens[k + 1 : k + 1 + LONGEST])
    for phrase in objects(clause, k) if armed and not OTHERWISE_TAKEN.search(after) else ():
        if is_person_word(clause.word(phrase.head)):
            yield Mention(phrase, custody(clause, k, phrase), k, "idiom of harm", hypothetical=is_hypothetical(clause, k))


def is_loss(clause: Clause, phrase: Phrase) -> bool:
    """Whether what is lost is people: "16 of its own", "nobody", "a cousin"."""
    if counts(clause, phrase) and (clause.word(phrase.head) in LOSSES or of_own(clause, phrase.last)):
        return True
    if clause.word(phrase.head) in NOBODY and phrase.last - phrase.first == 1:
        return True
    told = counts(clause, phrase) or clause.word(phrase.first) in ("a", "an", "his", "her", "their")
    return told and is_person_word(clause.word(phrase.head)) and clause.word(phrase.last) not in ("to", "in")


def loses_bare(clause: Clause, k: int, phrase: Phrase) -> bool:
    """Whether the verb at `k` tells that somebody armed lost so many: "the rebels lost [720]"; what is lost of seats has a noun."""
    bare = (
        clause.tag(phrase.last - 1) == "NUM"
        and clause.tag(phrase.last) not in ("NOUN", "PROPN", "ADJ")
        and clause.word(phrase.last) != "of"
    )
    loser = actor(clause, k) if bare else None
    return loser is not None and group_of(clause, loser.first, loser.last) in ARMED


def losses(clause: Clause) -> Iterator[Mention]:
    """People after a noun of loss: "the loss of 650 of its own"."""
    for k, token in enumerate(clause.tokens):
        phrase = clause.begins.get(clause.skip(k + 2, 1)) if token.lower == "loss" and clause.word(k + 1) == "of" else None
        if phrase is not None and is_loss(clause, phrase):
            yield Mention(phrase, Measure.KILLED, k, "loss of people", hypothetical=is_hypothetical(clause, k))


def leaves_place(clause: Clause, k: int) -> bool:
    """Whether the verb at `k` has a bare name as its object, with nothing said of it: "have left Kalim"."""
    named = objects(clause, k)
    return (
        bool(named)
        and clause.tag(named[0].head) == "PROPN"
        and clause.word(named[0].last) not in ("dead", "wounded", "injured", "homeless")
    )


def find_states(clause: Clause) -> Iterator[Mention]:
    """Harm told without a verb, right behind the figure: "over 20,000 still behind bars", "19 with burns"."""
    for phrase in clause.sentence.phrases:
        if counts(clause, phrase) and are_people(clause, phrase):
            k = phrase.last + 2 * of_them(clause, phrase.last)  # "19 of whom did not survive"
            after = " ".join(t.lower for t in clause.tokens[k : k + LONGEST])
            for idiom in idiom_table()[VERBLESS]:
                if idiom.after.match(after):
                    yield Mention(phrase, idiom.measure, k, IDIOM_OF_STATE if idiom.stock else "idiom of harm")


def of_own(clause: Clause, k: int) -> bool:
    """Whether "of their own" stands at `k`: "losing only 16 of their own"."""
    return clause.word(k) == "of" and clause.word(k + 1) in ("their", "its", "his") and clause.word(k + 2) == "own"


def victims_of(clause: Clause, k: int, place: str) -> list[Phrase]:
    """The people of an idiom whose verb stands at `k`."""
    passive = is_passive(clause, k)
    if place == "people":
        return [p for p in subject(clause, k) if are_people(clause, p)]
    if place == "civilians":
        return [p for p in subject(clause, k) if are_people(clause, p) and group_of(clause, p.first, p.last) not in ARMED]
    if place == "people object":
        return [p for p in (subject(clause, k) if passive else objects(clause, k)) if are_people(clause, p)]
    if place == "passive":
        return subject(clause, k) if passive or clause.word(k) in BE else []
    if place == "subject" or passive:
        return subject(clause, k)
    return objects(clause, k) or (subject(clause, k) if place == "victim" else [])


def are_people(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is surely people: by its noun, by a figure that stands alone, or by "of them" behind it."""
    named = is_person_word(clause.word(phrase.head)) and clause.word(phrase.head) not in ("figure", "figures")
    return named or (counts(clause, phrase) and clause.tag(phrase.last - 1) == "NUM")
