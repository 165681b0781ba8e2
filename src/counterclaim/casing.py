"""A report all in capitals (telexes, old wires) → the same in ordinary letters, so that names stand out; every quote stays as it was.

Letters change, places in the text do not. What is read of the changed text is given back with the words of the report itself.
Names are those of the package's places and parties, acronyms with what they stand for, and unknown words beside a name or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from counterclaim.inflect import verb_forms
from counterclaim.model import Extraction, Report
from counterclaim.vocabulary import load_vocabulary

CAPITALS = 0.9  # share of capitals among the letters above which a text is one of capitals: headlines and acronyms stay far below it
ENOUGH = 40  # letters below which a text tells nothing about its case
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
STOP = re.compile(r"[.!?]['\"”)\]]*\s+$|^\s*$|\n\s*\n\s*$")
BRACKET = re.compile(r"[\[(]([^\[\]()\n]{2,90}(?:\n[^\[\]()\n]{2,60})?)[\])]")
ACRONYM_LENGTH = 7
SMALL = frozenset("the of a an and in at to for by on with from or as de del la el las los y e".split())
CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday thursday friday "
    "saturday sunday".split()
)
EVERYDAY = frozenset({"march", "may", "us", "it", "who", "turkey", "nice", "man", "bar"})  # words that are names, but seldom
ENDINGS = re.compile(
    r".{2,}(?:tions?|sions?|ments?|ness|ity|ities|ships?|[ae]nces?|[ai]bles?|ful|less|ous|ives?|ings?|ed|ly|isms?|ists?|ures?|ages?)"
)
PLACES = ("countries", "provinces", "towns", "regions", "names", "demonyms")
ORDINARY = ("words", "groups", "harms", "events", "things", "numbers", "weapons", "parties", "idioms", "occasions", "cues", "offices")
Words = tuple[str, ...]


def in_letters(report: Report) -> Report:
    """The report with ordinary letters where it is all in capitals, else the report itself."""
    letters = [c for c in report.text if c.isalpha()]
    if len(letters) < ENOUGH or sum(map(str.isupper, letters)) < CAPITALS * len(letters):
        return report
    return replace(report, text=lowered(report.text))


def quoted(extraction: Extraction, report: Report) -> Extraction:
    """What was read of a changed text with the words of the report that it was made from."""
    told: Extraction = _quoted(extraction, extraction.report.text, report)
    return told


def _quoted(value: Any, text: str, report: Report) -> Any:
    """A value, and all that it is made of, with the report's own words."""
    if isinstance(value, Report):
        return report
    if isinstance(value, tuple):
        changed = [_quoted(part, text, report) for part in value]
        return type(value)(*changed) if hasattr(value, "_fields") else tuple(changed)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {f.name: _quoted(getattr(value, f.name), text, report) for f in fields(value) if f.init}
    words, start, end = (changes.get(name) for name in ("text", "start", "end"))
    if isinstance(words, str) and isinstance(start, int) and isinstance(end, int) and words == text[start:end]:
        changes["text"] = report.text[start:end]
    return replace(value, **{name: new for name, new in changes.items() if new is not getattr(value, name)})


# ---------------------------------------------------------------- letters


def lowered(text: str) -> str:
    """A text in capitals with ordinary letters, each where it was."""
    found = [*WORD.finditer(text)]
    words = [match.group().lower() for match in found]
    capital, kept = named(words), acronyms(text)
    spans = [match.span() for match in found]
    for first, last in expansions(text, spans, words):
        capital |= {k for k in range(first, last) if words[k] not in SMALL}
    capital |= beside_names(text, spans, words, capital)
    letters = list(text)
    for k, match in enumerate(found):
        word, low = match.group(), words[k]
        if low in kept or len(low) != len(word):
            continue
        large = k in capital or STOP.search(text[max(0, match.start() - 6) : match.start()])
        letters[match.start() : match.end()] = (low[0].upper() if large else low[0]) + low[1:]
    return "".join(letters)


def named(words: list[str]) -> set[int]:
    """The words that stand in a name that the package knows, the longest name first."""
    capital: set[int] = set()
    k = 0
    while k < len(words):
        name = next((n for n in names().get(words[k], ()) if tuple(words[k : k + len(n)]) == n), ())
        capital |= {k + i for i, word in enumerate(name) if word not in SMALL}
        k += max(1, len(name))
    return capital | {k for k, word in enumerate(words) if word in CALENDAR}


def acronyms(text: str) -> frozenset[str]:
    """What stands alone in brackets and is no ordinary word ("[ELN]"), and what the register of parties has in capitals."""
    found = [(match.group(1).lower(), text[: match.start()].split()[-1:]) for match in BRACKET.finditer(text)]
    told = [inside if " " not in inside else "".join(before).lower() for inside, before in found]  # "[ELN]", "ELN [what it stands for]"
    here = (word for word in told if len(word) <= ACRONYM_LENGTH and word.isalpha())
    return frozenset(word for word in (*here, *known_acronyms()) if word not in ordinary() and word != "text")


def expansions(text: str, spans: list[tuple[int, int]], words: list[str]) -> Iterable[tuple[int, int]]:
    """The words that an acronym stands for: those in brackets behind it, and those before "[ELN]" that begin with its letters."""
    for match in BRACKET.finditer(text):
        inside = [k for k, (start, _) in enumerate(spans) if match.start() < start < match.end()]
        if len(inside) > 1:
            yield inside[0], inside[-1] + 1
        elif inside and (first := head_of(words, inside[0])) is not None:
            yield first, inside[0]


def head_of(words: list[str], k: int) -> int | None:
    """Where the name before the acronym at `k` begins: its words begin with the acronym's letters, small words passed over."""
    letters, j = list(words[k]), k
    while letters and j > 0:
        j -= 1
        if words[j][0] == letters[-1]:
            letters.pop()
        elif words[j] not in SMALL:
            return None
    return None if letters else j


def beside_names(text: str, spans: list[tuple[int, int]], words: list[str], capital: set[int]) -> set[int]:
    """Unknown words beside a name, a title or another unknown word that is one, and wherever else the text has them."""
    unknown = {k for k, word in enumerate(words) if k not in capital and is_unknown(word)}
    joined = [text[spans[k][1] : spans[k + 1][0]].strip("\n ") == "" for k in range(len(words) - 1)]
    found: set[int] = set()
    for k in sorted(unknown):
        before = k > 0 and joined[k - 1] and (words[k - 1] in titles() or (k - 1) in capital | found or (k - 1) in unknown)
        behind = k < len(joined) and joined[k] and ((k + 1) in capital or (k + 1) in unknown)
        found |= {k} if before or behind else set()
    again = {words[k] for k in found}
    return {k for k in unknown if words[k] in again}


def is_unknown(word: str) -> bool:
    """Whether a word is in no vocabulary and looks like no ordinary one."""
    return len(word) > 2 and word not in SMALL and word not in ordinary() and not ENDINGS.fullmatch(word)


# ---------------------------------------------------------------- vocabularies


@cache
def names() -> dict[str, tuple[Words, ...]]:
    """The names of places and parties by their first word, longest first; single words that are ordinary ones are none."""
    found: dict[str, set[Words]] = {}
    for name in (*of_places(), *of_parties()):
        words = tuple(word.lower() for word in WORD.findall(name))
        if words and name[0].isupper() and (len(words) > 1 or (words[0] not in ordinary() and words[0] not in EVERYDAY)):
            found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(all_of, key=len, reverse=True)) for first, all_of in found.items()}


def of_places() -> Iterable[str]:
    """Every name of the tables of places."""
    for table in PLACES:
        for row in load_vocabulary(f"places/{table}"):
            yield from (row.get(column, "") for column in ("name", "word", "demonym"))
            yield from row.get("others", "").split("|")


def of_parties() -> Iterable[str]:
    """Every name of the register of parties."""
    for row in load_vocabulary("actors"):
        for column in ("name", "aliases", "adjectives", "places"):
            yield from row[column].split("|")


@cache
def known_acronyms() -> frozenset[str]:
    """The names of parties that are written in capitals; "US" is too often a word."""
    return frozenset(name.lower() for name in of_parties() if name.isupper() and name.isalpha() and 2 < len(name) <= ACRONYM_LENGTH)


@cache
def ordinary() -> frozenset[str]:
    """The words of the vocabularies and of their examples that are written small."""
    cells = (
        cell for table in ORDINARY for row in load_vocabulary(table) for cell in (row.get("word", ""), row.get("cue", ""), row["example"])
    )
    small = {word for cell in cells for word in WORD.findall(cell) if word.islower()}
    return frozenset(small) | frozenset(verb_forms().tag)


@cache
def titles() -> frozenset[str]:
    """Words that stand before a name: "general", "president"."""
    return frozenset(row["word"] for row in load_vocabulary("names") if row["label"] in ("office", "title"))
