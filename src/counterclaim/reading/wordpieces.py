"""Cuts a text into the words and word pieces that the network reads, with the features that pieces alone do not show.

The encoder is uncased and knows no line breaks: how a word is written, whether it begins a line and what the grammars of numbers and
dates make of it go in beside the pieces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.spans import DateSpan, Number

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
WINDOW = 512  # pieces that the encoder sees at once, its two marks included
OVERLAP = 160  # pieces that a window repeats of the one before: about a third, so that every word has neighbours on both sides
LONGEST_WORD = 100  # characters; longer ones are one unknown piece, as in the encoder's own tokeniser
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LOWER, TITLE, UPPER, DIGITS, OTHER = range(1, 6)
PLAIN, NUMBER, VAGUE, SHARE, DATE = range(1, 6)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each begins and ends, and its features (`case`, `line`, `grammar`); 0 is no word's value."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    case: tuple[int, ...]
    line: tuple[int, ...]
    grammar: tuple[int, ...]
    pieces: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[first, last)` as the encoder sees them; `heads` is the place of each word's first piece."""

    first: int
    last: int
    pieces: tuple[int, ...]
    features: tuple[tuple[int, int, int], ...]
    heads: tuple[int, ...]


@dataclass(slots=True)
class WordPieces:
    """The encoder's vocabulary: pieces of words by greedy longest match, remembered for every word met."""

    vocabulary: Mapping[str, int]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """The pieces of one word."""
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self.cut(plain(word))
        return found

    def cut(self, word: str) -> tuple[int, ...]:
        """The longest piece that fits, then the longest of the rest; one unknown piece where some rest fits none."""
        unknown = (self.vocabulary[UNKNOWN],)
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            end = len(word)
            while end > start and (piece := ("##" if start else "") + word[start:end]) not in self.vocabulary:
                end -= 1
            if end == start:
                return unknown
            found.append(self.vocabulary[piece])
            start = end
        return tuple(found) or unknown


def plain(word: str) -> str:
    """Lower case without accents, as the encoder was trained."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def find_words(text: str, numbers: tuple[Number, ...], dates: tuple[DateSpan, ...], vocabulary: WordPieces) -> Words:
    """The words of a text with their features."""
    grammar = {}
    for date in dates:
        grammar.update(dict.fromkeys(range(date.span.start, date.span.end), DATE))
    for number in numbers:
        kind = SHARE if number.share is not None else VAGUE if number.vague else NUMBER
        grammar.update(dict.fromkeys(range(number.core.start, number.core.end), kind))
    found = list(WORD.finditer(text))
    ends = [0, *(m.end() for m in found)]
    return Words(
        starts=tuple(m.start() for m in found),
        ends=tuple(ends[1:]),
        case=tuple(case_of(m.group()) for m in found),
        line=tuple(1 + ("\n" in text[end : m.start()] or not k) for k, (end, m) in enumerate(zip(ends, found, strict=False))),
        grammar=tuple(grammar.get(m.start(), PLAIN) for m in found),
        pieces=tuple(vocabulary.pieces_of(m.group()) for m in found),
    )


def case_of(word: str) -> int:
    """How a word is written."""
    if word.isdigit():
        return DIGITS
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    return TITLE if word[:1].isupper() else OTHER


def find_windows(words: Words, vocabulary: WordPieces) -> list[Window]:
    """The text in windows of at most `WINDOW` pieces that overlap; one where it fits."""
    first, found = 0, []
    while True:
        last, size = first, 2
        while last < len(words.pieces) and size + len(words.pieces[last]) <= WINDOW:
            size += len(words.pieces[last])
            last += 1
        found.append(window_of(words, first, last, vocabulary))
        if last >= len(words.pieces):
            return found
        back = 0
        while last > first + 1 and back < OVERLAP:
            last -= 1
            back += len(words.pieces[last])
        first = last


def window_of(words: Words, first: int, last: int, vocabulary: WordPieces) -> Window:
    """One window with the encoder's marks around it."""
    pieces, features, heads = [vocabulary.vocabulary[CLS]], [(0, 0, 0)], []
    for k in range(first, last):
        heads.append(len(pieces))
        pieces += words.pieces[k]
        features += [(words.case[k], words.line[k], words.grammar[k])] * len(words.pieces[k])
    return Window(first, last, (*pieces, vocabulary.vocabulary[SEP]), (*features, (0, 0, 0)), tuple(heads))
