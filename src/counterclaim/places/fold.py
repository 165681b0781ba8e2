"""Spellings of a place name → the one form under which it is looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# marks that spellings differ in go, what joins words becomes a space, and letters that Unicode does not take apart become two or one
PLAIN = str.maketrans(
    {
        **dict.fromkeys("'’‘ʿʾʼʻ`´.", ""),
        **dict.fromkeys(map(chr, range(0x2B0, 0x370)), ""),
        **dict.fromkeys("-–—_/", " "),
        **{"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ħ": "h"},
    }
)
# the Arabic article in its written forms, also before "sun letters"; inside a name it may also be "il" or "ul"
ARTICLES = frozenset("al el ad ar as ash at az an adh".split())
INNER_ARTICLES = ARTICLES | frozenset("il ul ed er es ez et en".split())
ENDING = re.compile(r"(?<=[a-z]{3})ah\b")  # Hodeidah, Hodeida


def fold(name: str) -> str:
    """Lower case without accents, apostrophes and hyphens; articles written one way. Empty where the letters are not Latin."""
    lowered = name.lower() if name.isascii() else unicodedata.normalize("NFKD", name.lower())
    words = lowered.translate(PLAIN).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        last = len(words) - 1
        words = ["al" if k < last and word in (INNER_ARTICLES if k else ARTICLES) else word for k, word in enumerate(words)]
    joined = " ".join(words)
    if not joined.isascii():
        return ""
    return ENDING.sub("a", joined) if "ah" in joined else joined


@lru_cache(maxsize=20_000)
def fold_mention(name: str) -> str:
    """The same for names in reports, which come again and again."""
    return fold(name)


def bare(key: str) -> str:
    """A folded name without the article before it: "al fashir" and "fashir" are one."""
    return key.removeprefix("al ")
