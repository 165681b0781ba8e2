"""Finds the noun phrases of a sentence: `[the besieged town]`, `[at least 11 gunmen]`, `[Israel's defence minister]`, `[50]`."""

from __future__ import annotations

import re

from counterclaim.model import Name, Phrase, Token

PARTICLES = frozenset("up out off down away back over".split())
LETTER = {"DET": "D", "NUM": "#", "ADJ": "A", "NOUN": "N", "PROPN": "P", "POSS": "s", "PRON": "R", "ADV": "a"}
# determiners, a figure, adjectives and nouns; a figure after a noun begins anew ("monitors count [52]")
PHRASE = re.compile(r"D*(?:a(?=[A#]))?A*(?:#+(?:[ANP]*[NP])?|[ANP]*[NP])(?:s[A#NP]*[NP#])*|D+A+|R|A*D+(?=[^A#NPs]|$)")


def find_phrases(tokens: tuple[Token, ...], names: tuple[Name, ...]) -> tuple[Phrase, ...]:
    """Noun phrases as token ranges with the index of the head noun; names ("Ministry of Health") are kept whole."""
    letters = list("".join(LETTER.get(t.tag, ".") for t in tokens))
    for k in range(1, len(tokens)):
        if tokens[k].lower in ("more", "other", "additional", "further") and letters[k - 1] == "#" and letters[k] in "aD":
            letters[k] = "A"  # "thousands more adults", "three other people"
        if tokens[k].lower in PARTICLES and tokens[k].tag == "ADV" and tokens[k - 1].tag in ("VERB", "VED", "VING"):
            letters[k] = "."  # "rounded up 15 men"
    for k in range(1, len(tokens) - 1):
        if tokens[k].tag == "QUOTE" and letters[k - 1] in "#A" and letters[k + 1] in "NPA":
            letters[k] = "A"  # 400 "terrorists"
    for name in names:
        inside = [k for k, t in enumerate(tokens) if name.span.start <= t.start < name.span.end]
        for k in inside:
            letters[k] = "P"
    joined = "".join(letters)
    phrases = []
    for match in PHRASE.finditer(joined):
        first, last = match.span()
        head = next((k for k in range(last - 1, first - 1, -1) if joined[k] in "NPR#"), last - 1)
        phrases.append(Phrase(first, last, head))
    return tuple(phrases)
