"""Joins words of harm with the phrases that say who: subject, object, "of"-phrase, counted noun or "N dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims.clause import (
    BE,
    BETWEEN,
    Clause,
    beside_after,
    beside_before,
    counts,
    group_start,
    is_age_of_one,
    is_passive,
    objects,
    of_them,
    subject,
)
from counterclaim.claims.harms import Harm, find_harms, is_hypothetical
from counterclaim.claims.idioms import find_idioms, find_states
from counterclaim.claims.mention import OBJECT, PART, STATUS_NOUN, Mention
from counterclaim.claims.standing import in_hospital, standing_tolls
from counterclaim.claims.victims import ARMED, described_as, ends_in_name, group_of
from counterclaim.model import Measure, Phrase

LINKING = BE | {"remain", "remains", "remained", "remaining", "go", "went", "gone", "become", "became"}
TOTALS = frozenset({"total", "record", "group", "combined"})
STATUS_NOUNS = frozenset({"hostages", "captives", "abductees", "refugees", "evacuees", "detainees", "internees"})
FROM_SCENE = re.compile(r"the scene|from (?:the )?(?:police|scene|custody|prison|jail)|on foot")  # flight of a suspect displaces nobody
VAGUE_PARTS = frozenset({"most", "some", "many"})
# how people die whom nobody killed
OF_NATURE = re.compile(r"(?:\S+ ){0,3}(?:at the age|aged \d|at age|of (?:cancer|old age|natural)|in office|in (?:his|her) sleep)")
COUNTED_ACTS = frozenset({"death", "killing", "killings", "murder", "murders"})  # "nine killings" are nine killed
INCLUDING = frozenset({"including", "includes", "included", "include", "among"})


def find_mentions(clause: Clause) -> list[Mention]:
    """Every phrase of people in a sentence to whom something happened, in text order, parts included."""
    mentions: dict[tuple[int, Measure], Mention] = {}
    for harm in find_harms(clause):
        for mention in mentions_of(clause, harm):
            mentions.setdefault((mention.phrase.first, mention.measure), mention)
    for found in (*find_idioms(clause), *standing_tolls(clause), *in_hospital(clause)):
        mention = of_the_person(clause, found)
        mentions[mention.phrase.first, mention.measure] = mention
    for key in [k for k, m in mentions.items() if m.rule == STATUS_NOUN and sum(o.phrase.first == k[0] for o in mentions.values()) > 1]:
        del mentions[key]  # "35 hostages were rescued" is news of the rescue
    placed = {first for first, _ in mentions}
    mentions |= {(m.phrase.first, m.measure): m for m in find_states(clause) if m.phrase.first not in placed}
    wholes = tuple(mentions.values())
    among = any(t.lower in ("among", "included") for t in clause.tokens) if wholes else False
    for mention in wholes:
        for part in parts_of(clause, mention):
            if any(is_between(w, mention, part) for w in wholes):
                continue  # "30 wounded and 12 dead, five of them women": the five are inside the twelve
            mentions.setdefault((part.phrase.first, part.measure), part)
        for part in told_among(clause, mention) if among else ():
            same = mentions.get((part.phrase.first, part.measure))
            if same is None or (same.parent is None and same.harm_at == mention.harm_at):
                mentions[part.phrase.first, part.measure] = part
    kept = [m for m in mentions.values() if not has_own_harm(m, tuple(mentions.values()))]
    return sorted(kept, key=lambda m: (m.phrase.first, m.harm_at))


def of_the_person(clause: Clause, mention: Mention) -> Mention:
    """A mention of an age as one of whoever is so old: "[a boy of 8] with burns"."""
    if not is_age_of_one(clause, mention.phrase):
        return mention
    return replace(mention, phrase=clause.ends[mention.phrase.first - 1])


def has_own_harm(part: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Whether something else is told behind a part: "19 were hurt, [two] of whom have died" are two dead and no two hurt."""
    if part.rule != PART or part.harm_at > part.phrase.first:
        return False
    others = (m for m in mentions if m.phrase.first == part.phrase.first and m.rule != PART)
    return any(m.measure is not part.measure and m.harm_at >= m.phrase.last for m in others)


def is_between(other: Mention, whole: Mention, part: Mention) -> bool:
    """Whether a count with a word of harm of its own stands between a whole and its part."""
    apart = whole.phrase.last <= other.phrase.first and other.phrase.last < part.phrase.first
    return apart and other.harm_at > whole.harm_at


def mentions_of(clause: Clause, harm: Harm) -> Iterator[Mention]:
    """The phrases that belong to one word of harm."""
    place = {"verb": verb_phrases, "noun": noun_phrases, "adjective": state_phrases}[harm.word_class]
    unreal = harm.word_class != "adjective" and is_hypothetical(clause, harm.at)
    found = sorted({(reach(clause, phrase), rule) for phrase, rule in place(clause, harm)}, key=lambda f: f[0].first)
    for phrase, rule in joined_names(clause, found):
        yield Mention(phrase, harm.measure, harm.at, rule, hypothetical=unreal)


def joined_names(clause: Clause, found: list[tuple[Phrase, str]]) -> list[tuple[Phrase, str]]:
    """ "A, B and C" without a word beside each name is one phrase; names behind a figure ("two medics A and B") are inside it."""
    kept: list[tuple[Phrase, str]] = []
    for phrase, rule in found:
        if (
            kept
            and is_bare_name(clause, phrase)
            and ends_in_name(clause, kept[-1][0])
            and only_joined(clause, kept[-1][0].last, phrase.first)
        ):
            whole = kept[-1][0]
            kept[-1] = (whole if counts(clause, whole) else Phrase(whole.first, phrase.last, phrase.head), rule)
        else:
            kept.append((phrase, rule))
    return kept


def is_bare_name(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a name of several words and nothing else, with no description in it or behind it."""
    bare = phrase.last - phrase.first > 1 and all(clause.tag(k) == "PROPN" for k in range(phrase.first, phrase.last))
    return bare and described_as(clause, phrase) is None


def only_joined(clause: Clause, first: int, last: int) -> bool:
    """Whether nothing but a comma or "and" stands between two tokens."""
    return first < last and all(clause.word(k) in (",", "and") for k in range(first, last))


def reach(clause: Clause, phrase: Phrase) -> Phrase:
    """The phrase that holds the figure: "a total of [12 people]"."""
    while clause.word(phrase.head) in TOTALS and clause.word(phrase.last) == "of":
        inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
        if inner is None:
            break
        phrase = inner
    return phrase


def verb_phrases(clause: Clause, harm: Harm) -> Iterator[tuple[Phrase, str]]:
    """Passive: the subject. Active: the object, or the subject of "die", "flee"."""
    k = harm.at
    if harm.place == "subject":
        after = " ".join(t.lower for t in clause.tokens[k + 1 : k + 8])
        if clause.tag(k) == "ADJ" or FROM_SCENE.match(after) or (harm.measure is Measure.KILLED and OF_NATURE.match(after)):
            return
        if clause.tag(k) == "VING" and clause.word(k + 1) == "of":
            yield from of_phrase(clause, k)  # "the drowning of eight"
            return
        fled = harm.measure is Measure.DISPLACED  # fighters who flee are on the run
        yield from ((p, "subject of the verb") for p in subject(clause, k) if not (fled and group_of(clause, p.first, p.last) in ARMED))
        return
    inside = next((p for p in clause.sentence.phrases if p.first <= k < p.last - 1), None)
    if clause.tag(k) == "ADJ" and inside is not None:
        yield inside, "word of harm inside the phrase"
    elif is_passive(clause, k) or clause.tag(k) == "ADJ":
        yield from passive_subject(clause, k)
        if (other := joined_after(clause, k)) is not None:
            yield other, "subject of the passive verb"
    elif clause.tag(k) == "VING" and clause.word(k + 1) == "of":
        yield from of_phrase(clause, k)
    else:
        yield from ((p, OBJECT) for p in objects(clause, k))


def passive_subject(clause: Clause, k: int) -> Iterator[tuple[Phrase, str]]:
    """ "12 people were killed", "12 people killed in …", "12 killed"."""
    start = group_start(clause, k)
    if (
        any(clause.word(j) in LINKING for j in range(start, k))
        or clause.tag(start - 1) in ("CC", "SUB")
        or clause.word(start - 1) in ("who", "which")
    ):
        yield from ((p, "subject of the passive verb") for p in subject(clause, k))
        return
    beside = clause.ends.get(clause.skip(k - 1, -1) + 1)
    if beside is None:
        yield from ((p, "subject of the passive verb") for p in subject(clause, k))
        return
    for phrase in subject(clause, k):
        yield phrase, "phrase before the participle"


def joined_after(clause: Clause, k: int) -> Phrase | None:
    """Who else is named behind the verb: "seven officers were killed, [along with a civilian]"."""
    j = k + 1 + (clause.word(k + 1) == ",")
    words = " ".join(clause.word(i) for i in range(j, j + 3))
    size = 2 if words.startswith(("along with", "together with")) else 3 if words == "as well as" else 0
    return clause.begins.get(clause.skip(j + size, 1)) if size else None


def noun_phrases(clause: Clause, harm: Harm) -> Iterator[tuple[Phrase, str]]:
    """ "12 deaths"; "the deaths of 12 people"."""
    own = next((p for p in clause.sentence.phrases if p.first <= harm.at < p.last), None)
    of_people = list(of_phrase(clause, harm.at))
    many = clause.ends.get(own.first - 1) if own is not None and clause.word(own.first - 1) == "of" else None
    if own is not None and not counts(clause, own) and many is not None and counts(clause, many):
        yield many, "counted by the noun itself"  # "dozens of civilian casualties"
        return
    none = clause.ends.get(own.first - 1) if own is not None and clause.tag(own.first - 1) == "CC" else None
    if none is not None and harm.place == "count" and clause.word(none.first) == "no":
        yield none, "counted by the noun itself"  # "no military or civilian casualties"
        return
    if of_people and not (own and counts(clause, own)):
        yield from of_people
    elif (
        own is not None
        and own.head == harm.at
        and (harm.place == "count" or (clause.word(harm.at) in COUNTED_ACTS and counts(clause, own)))
    ):
        yield own, STATUS_NOUN if clause.word(harm.at) in STATUS_NOUNS else "counted by the noun itself"


def of_phrase(clause: Clause, k: int) -> Iterator[tuple[Phrase, str]]:
    """The people named after "of"."""
    if clause.word(k + 1) != "of":
        return
    first = clause.begins.get(clause.skip(k + 2, 1))
    if first is not None:
        yield first, "named after of"
        yield from ((p, "named after of") for p in beside_after(clause, first))


def state_phrases(clause: Clause, harm: Harm) -> Iterator[tuple[Phrase, str]]:
    """ "12 people are dead", "leaving 12 dead", "12 feared dead"."""
    j = harm.at - 1
    while clause.tag(j) in ("ADV", "TO", "NEG", "CC", "AUX") or clause.word(j) in BETWEEN | LINKING or clause.tag(j) == "VED":
        if clause.tag(j) == "CC" and clause.tag(j - 1) not in ("VED", "ADJ"):
            break
        j -= 1
    if clause.word(j) == "as" and (j in clause.ends or clause.word(j - 1) in BETWEEN):
        j -= 1  # "listing 12 persons as missing", "four reported as dead"
        while clause.word(j) in BETWEEN | LINKING:
            j -= 1
    linked = any(clause.word(i) in LINKING for i in range(j + 1, harm.at))
    inside = next((p for p in clause.sentence.phrases if p.first <= harm.at < p.last - 1), None)
    if inside is not None:
        yield inside, "word of harm inside the phrase"
    elif linked:
        yield from ((p, "subject of the state") for p in subject(clause, j + 1))
    elif j + 1 in clause.ends:
        head = clause.ends[j + 1]
        many = clause.ends.get(head.first - 1) if clause.word(head.first - 1) == "of" else None
        head = many if many and counts(clause, many) else head  # "leaving dozens of militants dead"
        yield from ((p, "phrase before the state") for p in (*beside_before(clause, head), head))


def the_other(clause: Clause, k: int) -> Phrase | None:
    """The other one of "two of them soldiers and [the other] a driver", told after "of them" at `k`."""
    described = clause.begins.get(k + 2)
    at = described.last + 1 if described is not None and clause.word(described.last) == "and" else 0
    return clause.begins.get(at) if at and clause.word(at) == "the" and clause.word(at + 1) == "other" else None


def of_whom(clause: Clause, k: int) -> Phrase | None:
    """The part of ", of whom 940 minors" with "of" at `k`; what happened to others ("of whom five were freed") is no part."""
    told = clause.begins.get(k + 2) if clause.word(k - 1) == "," else None
    if told is None or not counts(clause, told):
        return None
    verbs = clause.tag(clause.skip(told.last, 1)) in ("VED", "VERB", "AUX", "VING")
    return None if verbs and clause.word(clause.skip(told.last, 1)) not in BE else told


def told_among(clause: Clause, whole: Mention) -> Iterator[Mention]:
    """ "12 people, [two nurses] among them", "[ten women] and [three infants] included": the parts stand before the word for it."""
    for k in range(whole.phrase.last + 1, len(clause.tokens)):
        among = clause.word(k) == "among" and clause.word(k + 1) in ("them", "whom")
        last = clause.ends.get(k) if among or clause.word(k) == "included" else None
        if last is not None and last.first > whole.phrase.last:
            parts = [last]
            while clause.word(parts[0].first - 1) == "and" and (joined := clause.ends.get(parts[0].first - 1)) is not None:
                parts.insert(0, joined)
            if clause.word(clause.skip(parts[0].first - 1, -1)) in (",", "("):
                yield from (Mention(p, whole.measure, whole.harm_at, PART, whole.phrase.first, whole.hypothetical) for p in parts)
            return


def parts_of(clause: Clause, whole: Mention) -> Iterator[Mention]:
    """ "12 people, including three children and a nurse": the parts are counted inside the whole."""
    from_token = whole.phrase.last
    for k in range(from_token, len(clause.tokens)):
        word = clause.word(k)
        if of_them(clause, k):
            counted = clause.ends.get(k) or (Phrase(k - 1, k, k - 1) if clause.word(k - 1) in VAGUE_PARTS else None)
            if counted is not None and (counts(clause, counted) or clause.word(k - 1) in VAGUE_PARTS):
                yield Mention(counted, whole.measure, whole.harm_at, PART, whole.phrase.first, whole.hypothetical)
                if (rest := the_other(clause, k)) is not None:
                    yield Mention(rest, whole.measure, whole.harm_at, PART, whole.phrase.first, whole.hypothetical)
            elif (told := of_whom(clause, k)) is not None:
                yield Mention(told, whole.measure, whole.harm_at, PART, whole.phrase.first, whole.hypothetical)  # "of whom 940 minors"
            continue
        if word in ("(", ":") and k in (from_token, whole.harm_at + 1):
            start = k + 1 + (clause.word(k + 1) in INCLUDING)
        elif (word == "among" and clause.word(k + 1) in ("them", "whom", "which")) or (word == "of" and clause.word(k + 1) == "which"):
            start = k + 2
        elif word in INCLUDING and word != "among":
            start = k + 1
        elif clause.tag(k) in ("VED", "VERB", "VING") and k > whole.harm_at and clause.tag(k - 1) not in ("PUNCT",):
            return
        else:
            continue
        first = clause.begins.get(clause.skip(start, 1, ("ADV", "QUOTE", "PUNCT", "AUX")))
        if first is not None:
            for phrase in (first, *beside_after(clause, first)):
                yield Mention(phrase, whole.measure, whole.harm_at, PART, whole.phrase.first, whole.hypothetical)
        return
