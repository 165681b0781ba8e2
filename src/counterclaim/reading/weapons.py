"""Finds words for weapons by `data/weapons.tsv`, the longest first: "car bomb" before "bomb"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from counterclaim.model import Report, Token, Weapon, WeaponKind
from counterclaim.vocabulary import load_vocabulary

NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "VING"})


@cache
def weapon_words() -> dict[str, tuple[tuple[tuple[str, ...], WeaponKind], ...]]:
    """The words of every weapon with its kind, by their first word, longer ones first."""
    found: dict[str, list[tuple[tuple[str, ...], WeaponKind]]] = {}
    for row in load_vocabulary("weapons"):
        if row["names"] == "weapon":
            words = tuple(row["word"].split())
            found.setdefault(words[0], []).append((words, WeaponKind(row["kind"])))
    return {first: tuple(sorted(items, key=lambda item: -len(item[0]))) for first, items in found.items()}


def find_weapons(report: Report, tokens: tuple[Token, ...]) -> Iterator[Weapon]:
    """The weapons named in one sentence, in order; a verb ("shells the town") names none."""
    lexicon = weapon_words()
    end = 0
    for k, token in enumerate(tokens):
        if k < end or token.lower not in lexicon:
            continue
        for words, kind in lexicon[token.lower]:
            last = k + len(words)
            if tuple(t.lower for t in tokens[k:last]) == words and (len(words) > 1 or token.tag in NOUNS):
                yield Weapon(report.span(token.start, tokens[last - 1].end), kind)
                end = last
                break
