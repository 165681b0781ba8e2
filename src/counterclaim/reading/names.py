"""Finds proper names by their capitals and gives each a label by its own words and the words before it.

Names joined by "of", "for" and the like are one name where the first part is a body ("Syrian Observatory for Human Rights",
"Ministry of Health"). The trained reader replaces this; the labels stay.
"""

from __future__ import annotations

from functools import cache

from counterclaim.model import Name, Report, Token
from counterclaim.vocabulary import load_vocabulary

PARTICLES = frozenset({"de", "del", "la", "al", "el", "bin", "ibn", "ben", "von", "van", "da", "du", "des", "ez", "y", "e"})
OF_PLACES = frozenset({"republic", "kingdom", "gulf", "bay", "strait", "cape", "isle"})  # "Republic of the Congo"
IN_PLACE = frozenset({"in", "at", "near", "outside", "inside", "across", "from", "into", "around"})


@cache
def kinds() -> dict[str, str]:
    """The words of `data/names.tsv` that tell what kind of name they stand in."""
    return {row["word"]: row["label"] for row in load_vocabulary("names")}


def find_names(report: Report, tokens: tuple[Token, ...]) -> tuple[Name, ...]:
    """The proper names of one sentence, in order."""
    names = []
    k = 0
    while k < len(tokens):
        if tokens[k].tag != "PROPN" and not is_office(tokens, k):
            k += 1
            continue
        last = end_of_name(tokens, k)
        span = report.span(tokens[k].start, tokens[last - 1].end)
        names.append(Name(span, label(tokens, k, last)))
        k = last
    return tuple(names)


def is_office(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether an office or title at the head of a sentence begins a name: "[President] of X José Ramos-Horta", "[General] Doro"."""
    after = tokens[k + 1 : k + 3]
    if not tokens[k].text[0].isupper() or kinds().get(tokens[k].lower) not in ("office", "title") or not after:
        return False
    return after[0].tag == "PROPN" or (after[0].lower == "of" and after[-1].tag == "PROPN")


def end_of_name(tokens: tuple[Token, ...], k: int) -> int:
    """One past the last token of the name that begins at `k`."""
    first = k
    k += 1
    while k < len(tokens):
        if tokens[k].tag == "PROPN":
            k += 1
            continue
        word = tokens[k].lower
        follows = k + 1 < len(tokens) and tokens[k + 1].tag == "PROPN"
        the = k + 2 < len(tokens) and tokens[k + 1].lower == "the" and tokens[k + 2].tag == "PROPN"
        body = any(kinds().get(t.lower) in ("org", "office") or t.lower in OF_PLACES for t in tokens[first:k])
        if word in PARTICLES and follows:
            k += 1
        elif word in ("of", "for") and body and (follows or the):
            k += 1 if follows else 2
        elif word == "-" and follows and tokens[k].start == tokens[k - 1].end:
            k += 1
        else:
            break
    return k


def label(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """`place`, `facility`, `org`, `person`, `outlet` or `name`, by the name's words, then by the word before it."""
    words = [t.lower for t in tokens[first:last]]
    found = [kinds()[w] for w in words if w in kinds()]
    for kind in ("facility", "org", "outlet"):
        if kind in found:
            return kind
    if "office" in found or "title" in found:
        return "person"
    if "place" in found:
        return "place"
    before = tokens[first - 1].lower if first else ""
    if before in IN_PLACE:
        return "place"
    return "name"
