"""The names of a report that may be places, each with what the words around it say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.places import words
from counterclaim.places.entries import demonyms
from counterclaim.places.fold import fold_mention
from counterclaim.spans import Name, Sentence, Spans, Token, within

POSSIBLE = frozenset({"place", "facility", "name"})
REACH = 5  # words before a name in which a land may be told: "in the southern Turkish city of X"
CONTAINER_REACH = 7  # words between a place and the one it lies in: "X, a few miles south of Y"
LINKING = frozenset({"PREP", "DET", "ADJ", "NOUN", "PUNCT", "NUM", "POSS", "ADV"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name with its forms for looking up, the best first; `hints` are the kinds that words beside it name.

    `inside` is the index of the mention that it is said to lie in, `of` the country whose people's word stands before it. `led` tells
    that a word of place leads to it, `part` that a direction makes it a part of a land, `near` that something is near it.
    """

    index: int
    name: Name
    forms: tuple[str, ...]
    hints: frozenset[str]
    inside: int | None
    of: str | None
    led: bool
    part: bool
    near: bool
    literal: bool
    sentence: int


def find_mentions(spans: Spans) -> list[Mention]:
    """Every name that may be a place's, in text order."""
    found: list[Mention] = []
    first = 0
    for number, sentence in enumerate(spans.sentences):
        names = within(spans.names, sentence.start, sentence.end)
        for offset, name in enumerate(names):
            if name.label in POSSIBLE and not is_in_title(name, names, sentence):
                found.append(describe(first + offset, name, names, first, sentence, number))
        first += len(names)
    return found


def is_in_title(name: Name, names: tuple[Name, ...], sentence: Sentence) -> bool:
    """Whether a name is a part of "X of Y" that is no place: "Bank of Y", "Islamic State of Y", "Line of Control"."""
    k = names.index(name)
    if k and joined_by_of(names[k - 1], name, sentence):
        head = [word.lower() for word in names[k - 1].span.text.split()]
        return not set(head) <= words.GENERIC | words.LAND | words.DIRECTIONS | words.HAPPENINGS
    return k + 1 < len(names) and joined_by_of(name, names[k + 1], sentence)


def joined_by_of(one: Name, other: Name, sentence: Sentence) -> bool:
    """Whether only "of" or "of the" stands between two names."""
    between = [t.lower for t in sentence.tokens if one.span.end <= t.start < other.span.start]
    return between in (["of"], ["of", "the"])


def surnames(spans: Spans, known: frozenset[int]) -> frozenset[str]:
    """The last words of longer names of persons, and of longer names that are no place (`known` are): later they may stand alone."""
    found = set()
    for k, name in enumerate(spans.names):
        parts = name.span.text.split()
        if len(parts) > 1 and parts[-2] != "of" and (name.label == "person" or (name.label == "name" and k not in known)):
            found.add(parts[-1])
    return frozenset(found - {name.span.text for name in spans.names if name.label == "place"})


def describe(index: int, name: Name, names: tuple[Name, ...], first: int, sentence: Sentence, number: int) -> Mention:
    """One name with what its sentence says of it."""
    before = [t for t in sentence.tokens if t.end <= name.span.start][-REACH:]
    after = [t for t in sentence.tokens if t.start >= name.span.end][:CONTAINER_REACH]
    forms = tuple(facility_forms(name.span.text) if name.label == "facility" else forms_of(name.span.text))
    led, near = leads(before)
    return Mention(
        index=index,
        name=name,
        forms=forms,
        hints=frozenset(hints_of(name.span.text, before, after)),
        inside=container(name, names, first, sentence),
        of=people_before(before),
        led=led,
        near=near,
        part=bool(before and before[-1].lower in words.DIRECTIONS),
        literal=not stands_for_rulers(before, after),
        sentence=number,
    )


def forms_of(text: str) -> Iterator[str]:
    """The folded name, then without words that only say what it is or which part of it."""
    parts = text.split()
    yield fold_mention(text)
    if len(parts) > 2 and parts[1].lower() == "of" and parts[0].lower() in words.GENERIC | words.LAND:
        yield fold_mention(" ".join(parts[2:]))
    if len(parts) > 1:
        last, begins = parts[-1].lower() in words.GENERIC, parts[0].lower() in words.ADDED
        if last:
            yield fold_mention(" ".join(parts[:-1]))
        if begins:
            yield fold_mention(" ".join(parts[1:]))
        if last and begins and len(parts) > 2:
            yield fold_mention(" ".join(parts[1:-1]))


def facility_forms(text: str) -> Iterator[str]:
    """A facility's own name, then the words it begins with, which may be its town's: "Aleppo University Hospital"."""
    parts = text.split()
    for count in range(len(parts), 0, -1):
        yield fold_mention(" ".join(parts[:count]))


def hints_of(text: str, before: list[Token], after: list[Token]) -> Iterator[str]:
    """The kinds that words in the name or right beside it name: "X Province", "the city of X"."""
    beside = {text.split()[0].lower(), text.split()[-1].lower()} if " " in text else set()
    if after:
        beside.add(after[0].lower)
    if len(before) > 1 and before[-1].lower == "of":
        beside.add(before[-2].lower)
    elif before:
        beside |= {t.lower for t in before[-2:] if t.tag == "NOUN"}
    for kind, known in (("province", words.PROVINCE), ("district", words.DISTRICT), ("town", words.TOWN), ("country", words.LAND)):
        if beside & known:
            yield kind


def leads(before: list[Token]) -> tuple[bool, bool]:
    """Whether a word of place leads to the name, and whether it only says that something is near."""
    k = len(before) - 1
    while k >= 0 and (before[k].tag in ("DET", "ADJ") or before[k].lower in words.ADDED or before[k].lower in words.TOWN | words.PROVINCE):
        k -= 1
    if k < 0:
        return False, False
    word = before[k].lower
    beside = word == "of" and k > 0 and before[k - 1].lower in words.BESIDE
    listed = word in ("and", ",", "or") and any(t.lower in words.LOCATING for t in before[:k])
    told = word == "of" and k > 0 and before[k - 1].lower in words.GENERIC
    return word in words.LOCATING | words.TAKING or beside or listed or told, word in words.NEAR or beside


def people_before(before: list[Token]) -> str | None:
    """The country whose people's word stands right before, with words between that only describe: "the southern Turkish city of"."""
    for k in range(len(before) - 1, -1, -1):
        pair = f"{before[k - 1].lower} {before[k].lower}" if k else ""
        found = demonyms().get(pair) or demonyms().get(before[k].lower)
        if found and before[k].text[0].isupper():
            return found
        if before[k].tag not in ("NOUN", "ADJ", "DET", "PROPN", "PUNCT") and before[k].lower not in ("of", "'s"):
            return None
    return None


def container(name: Name, names: tuple[Name, ...], first: int, sentence: Sentence) -> int | None:
    """The index of the name that this one is said to lie in: "X, Y", "X in eastern Y", "Y's X"."""
    k = names.index(name)
    if k + 1 < len(names):
        between = [t for t in sentence.tokens if name.span.end <= t.start < names[k + 1].span.start]
        told = any(t.lower in ("in", "of", "within") for t in between) and all(t.tag in LINKING for t in between)
        comma = [t.text for t in between] == [","]
        if comma or (told and len(between) <= CONTAINER_REACH):
            return first + k + 1
    if k:
        between = [t for t in sentence.tokens if names[k - 1].span.end <= t.start < name.span.start]
        if between and between[0].tag == "POSS" and all(t.tag in ("POSS", "ADJ", "NOUN") or t.lower == "of" for t in between):
            return first + k - 1
    return None


def stands_for_rulers(before: list[Token], after: list[Token]) -> bool:
    """Whether those who govern from a place are meant by it."""
    follows = [t.lower for t in after[:3]]
    if before and before[-1].lower in words.LOCATING - {"between"}:
        return False
    if follows and follows[0] in words.GOVERNING:
        return True
    if len(follows) > 1 and after[0].tag == "POSS":
        return bool(set(follows[1:]) & words.GOVERNING)
    if follows[:1] in (["has"], ["have"], ["had"], ["will"]) and len(follows) > 1:
        follows = follows[1:]
    agent = len(before) > 1 and before[-1].lower in words.AGENT_BEFORE and before[-2].lower not in ("border", "borders")
    return bool(follows and follows[0] in words.SAYING) or agent
