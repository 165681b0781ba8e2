"""A text -> pieces: names of actors, words for offices, links and what stands between them, each with one letter for the grammar."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.actors.register import WORD, Entry, Register, Words
from counterclaim.vocabulary import Row

LINKS = frozenset({"of", "for", "from", "in", "at", "by", "to", "near"})
# "Hamas-run", "Saudi-led": the name tells where the body belongs and is not the body
TIED = frozenset(
    "run led controlled appointed installed backed based aligned linked affiliated held administered occupied supported dominated "
    "owned funded trained allied born".split()
)
PARTICLES = frozenset("al el ad an ar as ash az bin ibn ben de del der den di da du la le van von y jr sr".split())
SUFFIXES = frozenset({"jr", "sr"})
MARKS = {",": "c", "(": "c", ")": "c", "&": "&", "and": "&", "or": "&"}
SILENT = frozenset("\"'“”‘’«»-–") | {"s"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One name, office, link or other word; `letter` as in `resolving.py`."""

    letter: str
    start: int
    end: int
    text: str
    entry: Entry | None = None
    row: Row | None = None


def read_pieces(text: str, register: Register, *, caseless: bool) -> tuple[Piece, ...]:
    """The pieces of a text in order; silent marks make none."""
    found = list(WORD.finditer(text))
    texts = ["'" if match[0] == "’" else match[0] for match in found]
    lowers = [word.lower() for word in texts]
    pieces = []
    k = 0
    while k < len(found):
        words = register.at(texts, lowers, k, caseless=caseless)
        last = k + len(words.tokens) if words else k + 1
        letter = _letter(words, texts, lowers, k, last, caseless=caseless)
        if letter:
            start, end = found[k].start(), found[last - 1].end()
            entry, row = (words.entry, words.row) if words else (None, None)
            pieces.append(Piece(letter, start, end, text[start:end], entry, row))
        k = last
    return tuple(pieces)


def _letter(words: Words | None, texts: list[str], lowers: list[str], k: int, last: int, *, caseless: bool) -> str:
    """The letter of the piece that begins at `k`; empty for a silent mark."""
    tied = last + 1 < len(texts) and texts[last] == "-" and lowers[last + 1] in TIED
    if words is not None and k > 1 and texts[k - 1] == "-" and lowers[k - 2] in PARTICLES and words.entry is not None:
        return "N"  # "al-Masri" is a name and no state's adjective
    if words is not None:
        return "h" if tied and words.entry is not None else words.letter
    word = lowers[k]
    if word in SILENT:
        return ""
    if word in LINKS:
        return "l"
    if word in MARKS:
        return MARKS[word]
    if word in TIED and k > 0 and texts[k - 1] == "-":
        return "d"
    if not word[0].isalnum():
        initial = word == "." and k > 0 and (is_initial(texts, k - 1) or lowers[k - 1] in SUFFIXES)
        return "" if initial else "."  # "Ann B. Example"
    if tied:
        return "h"
    return "N" if caseless or texts[k][0].isupper() or is_in_name(texts, lowers, k) else "x"


def is_initial(texts: list[str], k: int) -> bool:
    """Whether a word is a letter that stands for a name: "Ann [B]. Example"."""
    return len(texts[k]) == 1 and texts[k].isupper() and k + 2 < len(texts) and texts[k + 2][0].isupper()


def is_in_name(texts: list[str], lowers: list[str], k: int) -> bool:
    """Whether a word without a capital is part of a name: "bin Example", "al-Example", "Ex-ample"."""
    if lowers[k] in PARTICLES:
        return k + 1 < len(texts) and (texts[k + 1] == "-" or texts[k + 1][0].isupper() or lowers[k + 1] in PARTICLES)
    return k > 1 and texts[k - 1] == "-" and texts[k - 2][0].isupper()
