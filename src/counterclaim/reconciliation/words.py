"""Compares words: do two speakers look like one, do two contents speak of the same thing?"""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.model import Span, Statement

WORD = re.compile(r"\w+")
EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "from",
        "that",
        "which",
        "who",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "its",
        "it",
        "their",
        "his",
        "her",
        "they",
        "he",
        "she",
        "this",
        "these",
        "those",
        "any",
        "all",
        "as",
        "not",
        "no",
        "s",
        "t",
        "had",
        "did",
        "do",
        "does",
        "said",
        "say",
        "says",
        "after",
        "over",
        "about",
        "into",
        "during",
        "also",
        "than",
        "more",
        "some",
        "same",
    ]
)
STEM = 5  # letters that two inflections of one word share: "killing" and "killed"; shorter stems join unlike words in the marked items


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning."""
    return frozenset(w[:STEM] for w in WORD.findall(text.lower()) if w not in EMPTY)


def content_stems(statement: Statement) -> frozenset[str]:
    """The stems of what is said."""
    return frozenset().union(*(stems(c.text) for c in statement.content)) if statement.content else frozenset()


def same_speaker(a: Span | None, b: Span | None) -> bool:
    """Whether two speakers' words name one: equal, or one inside the other ("Trump", "President Donald Trump")."""
    if a is None or b is None:
        return False
    x, y = stems(a.text), stems(b.text)
    return bool(x and y and (x <= y or y <= x))


def speaks_of(statement: Statement, party: Span | None) -> bool:
    """Whether a statement is aimed at a party or names it."""
    if party is None:
        return False
    named = stems(party.text)
    aimed = stems(statement.target.text) if statement.target else frozenset()
    return bool(named & aimed) or bool(named & content_stems(statement))
