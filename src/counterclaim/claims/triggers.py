"""Finds the words that tell an event, by `data/events.tsv`: nouns and verbs with what must stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.clause import VERBAL, Clause
from counterclaim.claims.places import DEMONYM
from counterclaim.inflect import inflect
from counterclaim.model import Report, WeaponKind
from counterclaim.vocabulary import Row, load_vocabulary

AROUND = 160  # code points on each side of a word in which its line looks
NO_EVENT = "none"
NOUNS = frozenset({"NOUN", "VERB", "VED", "VING"})  # tags of a word that may tell an event; the tagger takes some nouns for verbs

CARRIERS = frozenset({"car", "truck", "vehicle", "motorcycle", "lorry"})  # "suicide car bomb attack"
FLYING_TOGETHER = frozenset(
    {"drone", "drones", "missile", "missiles", "rocket", "rockets"}
)  # sent in one salvo: one event, and an air strike
BEHIND_NOUN = frozenset({"PREP", "PUNCT", "AUX", "VERB", "VED", "CC", "DATE", ""})
BEHIND_GERUND = frozenset(
    "between in near across around along is was has breaks broke erupts erupted continues continued intensified".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens `[first, at]` that tell an event, and the sort of act; `noun` where the word is one here.

    `kind` is the weapon of one of two that share a noun, a `pair`: "[aerial] and [tank fire]".
    """

    first: int
    at: int
    act: str
    noun: bool
    kind: WeaponKind | None = None
    pair: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the vocabulary: the words before the last, what it makes, and what must stand around it."""

    before: tuple[str, ...]
    noun: bool
    act: str
    where: re.Pattern[str] | None


@cache
def lines_by_class(form: str, verbal: bool) -> tuple[Line, ...]:
    """The lines of a form: compounds first, then those of the word's own class."""
    return tuple(sorted(lexicon()[form], key=lambda line: (-len(line.before), line.noun is verbal)))


@cache
def lexicon() -> dict[str, tuple[Line, ...]]:
    """The lines by every form of their last word, in the order of the file."""
    found: dict[str, list[Line]] = {}
    for row in load_vocabulary("events"):
        *before, last = row["word"].split()
        where = re.compile(rf"(?<!\w)(?:{row['where']})") if row["where"] else None
        line = Line(tuple(before), row["class"] == "noun", row["act"], where)
        for form in forms_of(row, last):
            found.setdefault(form, []).append(line)
    return {form: tuple(lines) for form, lines in found.items()}


def forms_of(row: Row, last: str) -> tuple[str, ...]:
    """The plural beside a noun; every form of a verb."""
    if row["class"] == "noun":
        ending = "es" if last.endswith(("s", "sh", "ch", "x")) else "s"
        return (last, last[:-1] + "ies" if last.endswith("y") else last + ending)
    known = irregular().get(last, ("", ""))
    return tuple(inflect(last, *known))


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Past and participle of the verbs that have their own."""
    return {row["verb"]: (row["past"], row["participle"]) for row in load_vocabulary("verbs")}


@cache
def weapon_kinds() -> dict[str, WeaponKind]:
    """The single words of `data/weapons.tsv` with their kind."""
    return {row["word"]: WeaponKind(row["kind"]) for row in load_vocabulary("weapons") if " " not in row["word"]}


def find_triggers(report: Report, clause: Clause) -> list[Trigger]:
    """The words of a sentence that tell an event, in order; of two that share a word the longer ("[bombing raid]")."""
    found: list[Trigger] = []
    words = lexicon()
    for k, token in enumerate(clause.tokens):
        if token.lower not in words or not can_tell(clause, k):
            continue
        line = line_for(report, clause, k)
        if line is not None and line.act != NO_EVENT:
            told = list(tell(clause, k, line))
            found = [t for t in found if t.at < told[0].first] + told
    return found


def can_tell(clause: Clause, k: int) -> bool:
    """Whether a word can tell an event here: no name and nobody's quality ("an offensive word", "the captured men")."""
    tag = clause.tag(k)
    quality = tag == "ADJ" and clause.tag(k + 1) in ("NOUN", "PROPN", "ADJ")
    return tag in NOUNS or (tag == "ADJ" and not quality) or (tag == "PROPN" and k == 0)


def line_for(report: Report, clause: Clause, k: int) -> Line | None:
    """The first line that fits: compounds first, then those of the word's own class."""
    token, sentence = clause.tokens[k], clause.sentence
    verbal = token.tag in VERBAL and not is_plural(clause, k) and not is_gerund(clause, k)
    around = ""
    for line in lines_by_class(token.lower, verbal):
        first = k - len(line.before)
        if first < 0 or any(clause.word(first + i) != word for i, word in enumerate(line.before)):
            continue
        if is_object(clause, k) if not line.noun and not verbal else line.noun and clause.tag(k - 1) == "TO":
            continue  # "the central [jail]" is no verb, "to [combat] fraud" no noun
        if line.where is None:
            return line
        if not around or line.before:
            start = clause.tokens[first].start
            before = report.text[max(sentence.start, start - AROUND) : start].lower()
            around = before + "@" + report.text[token.end : min(sentence.end, token.end + AROUND)].lower()
        if line.where.search(around):
            return line
    return None


def is_object(clause: Clause, k: int) -> bool:
    """Whether a word that is tagged a noun can be no verb: "the central [jail]", "gas [shells]"."""
    told = clause.word(k - 1) == "since" and clause.tag(k - 2) == "AUX"  # "have since spread"
    return (clause.tag(k - 1) in ("DET", "ADJ", "POSS", "NUM", "PREP") and not told) or clause.word(k) in weapon_kinds()


def is_plural(clause: Clause, k: int) -> bool:
    """Whether a word that was taken for a verb is a plural: "Israeli [strikes] on", where the people would be Israelis that strike."""
    if not clause.word(k).endswith("s") or clause.tag(k + 1) not in BEHIND_NOUN:
        return False
    if clause.tag(k - 1) == "DATE" or (clause.tag(k - 1) in ("NOUN", "ADJ") and clause.tag(k - 2) in ("VERB", "VED")):
        return True  # "the 11 September [attacks]", "held nationwide [protests]"
    if clause.tag(k - 1) != "PROPN":
        return False
    dated = clause.tag(clause.skip(k - 1, -1, ("PROPN",))) == "DATE"  # "the 2011 Norway [attacks]"
    return dated or bool(DEMONYM.search(clause.tokens[k - 1].text))


def is_gerund(clause: Clause, k: int) -> bool:
    """Whether a word in -ing is a noun: "heavy [fighting] between", not "are fighting"."""
    if clause.tag(k) == "VING" and (clause.word(k + 1) == "of" or clause.tag(k - 1) in ("DET", "POSS")):
        return True  # "the 2018 [killing] of a journalist"
    if clause.tag(k) == "VING" and clause.word(k - 1) in ("in", "during") and clause.tag(k + 1) == "PREP":
        return True  # "killed in [bombing] on the outskirts"
    named = clause.tag(k - 1) == "PROPN" and clause.tag(clause.skip(k - 1, -1, ("PROPN",))) in ("DET", "POSS", "DATE")
    if clause.tag(k) == "VING" and named and clause.tag(k + 1) in BEHIND_NOUN:
        return True  # "the Doru [bombing]"
    alone = clause.tag(k - 1) in ("", "ADJ", "PREP", "PUNCT", "VERB", "VED", "PROPN", "CC")
    return clause.tag(k) == "VING" and alone and clause.word(k + 1) in BEHIND_GERUND


def tell(clause: Clause, k: int, line: Line) -> Iterator[Trigger]:
    """The trigger with the weapons named in front of it; two where two of them share the noun."""
    first = k - len(line.before)
    kinds = weapon_kinds()
    while line.noun and (clause.word(first - 1) in kinds or clause.word(first - 1) in CARRIERS) and clause.tag(first - 1) != "PUNCT":
        first -= 1
    other = first - 2
    shares = line.noun and line.act != "disperse" and clause.word(first - 1) in ("and", "or") and clause.word(other) in kinds
    both = {kinds[clause.word(other)], kinds.get(clause.word(first))} if shares else set()
    salvo = {clause.word(other), clause.word(first)} <= FLYING_TOGETHER
    if len(both) > 1 and not salvo:
        yield Trigger(other, other, "attack", True, kinds[clause.word(other)], pair=True)
    mixed = WeaponKind.AIR in both and salvo
    yield Trigger(first, k, "attack", True, WeaponKind.AIR) if mixed else Trigger(first, k, line.act, line.noun, pair=len(both) > 1)
