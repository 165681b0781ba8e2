"""Mends two slips of the reading that hide who acts in an event: "forces" taken for a verb, and a noun phrase cut by a date."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Phrase, Sentence, Token

BEHIND_VERB = frozenset({"DET", "NUM", "POSS", "PROPN"})  # what may be forced: "Israel [forces] the ships to leave"


def mend(sentence: Sentence) -> Sentence:
    """The sentence with "Armenian [forces]" a noun again, and "a [four-day] operation" one phrase."""
    tokens, phrases = sentence.tokens, sentence.phrases
    bodies = [k for k, token in enumerate(tokens) if token.lower == "forces" and token.tag == "VERB" and is_noun(tokens, k)]
    if bodies:
        tokens = tuple(replace(token, tag="NOUN") if k in bodies else token for k, token in enumerate(tokens))
        phrases = tuple(Phrase(p.first, p.last + 1, p.last) if p.last in bodies else p for p in phrases)
    if any(token.tag == "DATE" for token in tokens):
        phrases = tuple(joined(tokens, phrases))
    return sentence if tokens is sentence.tokens and phrases == sentence.phrases else replace(sentence, tokens=tokens, phrases=phrases)


def is_noun(tokens: tuple[Token, ...], k: int) -> bool:
    """Whether "forces" at `k` ends a name and has no object."""
    behind = tokens[k + 1].tag if k + 1 < len(tokens) else ""
    return k > 0 and tokens[k - 1].tag in ("PROPN", "ADJ") and behind not in BEHIND_VERB


def joined(tokens: tuple[Token, ...], phrases: tuple[Phrase, ...]) -> list[Phrase]:
    """The phrases, an article and the noun behind a date made one."""
    found: list[Phrase] = []
    for phrase in phrases:
        before = found[-1] if found else None
        dated = before is not None and phrase.first == before.last + 1 and tokens[before.last].tag == "DATE"
        if before is not None and dated and before.last - before.first == 1 and tokens[before.first].tag in ("DET", "POSS"):
            found[-1] = Phrase(before.first, phrase.last, phrase.head)
        else:
            found.append(phrase)
    return found
