"""Text -> the words that searches compare. Both databases index these words, cut here and not by their own parsers: equal result sets."""

from __future__ import annotations

import re
import unicodedata

# A stretch of more words is indexed in parts: PostgreSQL keeps 256 positions a word, and a phrase must mean the same in both databases.
UNIT = 250

# Longer words are noise (addresses, base64); PostgreSQL refuses those of more than 2 kB.
LONGEST = 100

_WORD = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-pr-z0-9]")


def tokens(text: str) -> list[str]:
    """The words of a text: runs of letters and digits, without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def ascii_word(word: str) -> str:
    """A word in a-z and 0-9 only, for FTS5, whose tokenizers know the letters of an older Unicode.

    Letter by letter and one to one, so that the beginning of a word stays the beginning of its spelling: `q` is the escape.
    """
    return "".join(c if _ASCII.fullmatch(c) else f"q{ord(c):x}q" for c in word)
