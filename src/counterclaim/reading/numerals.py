"""Words -> numerals ("1,200", "1.9 million", "26K", "two hundred and fifty", "a dozen"), and the words and tables that go with them.

A text is cut into words once; every later decision is a look at a word and its neighbours, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from counterclaim.model import Span
from counterclaim.vocabulary import load_vocabulary

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W\d_](?:\w|['’](?=\w))*|[^\w\s]|_")
_DIGITS = re.compile(r"(\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.(\d+))?([^\W\d_]*)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_LONGEST_NUMERAL = 15  # characters: more people than ever lived need fewer
_LONGEST_SCALE = 2  # "hundred thousand"
_SPACES = frozenset(" \u00a0\u202f\u2009")  # may stand between thousands

Words = tuple[str, ...]
Value = TypeVar("Value")


def table(kind: str) -> dict[Words, str]:
    """The phrases of one kind in `data/numbers.tsv` with their values."""
    return {tuple(row["words"].lower().split()): row["value"] for row in load_vocabulary("numbers") if row["kind"] == kind}


def words_of(kind: str) -> frozenset[str]:
    """The single words of one kind in `data/numbers.tsv`."""
    return frozenset(phrase[0] for phrase in table(kind))


def _values(kind: str) -> dict[str, int]:
    return {phrase[0]: int(value) for phrase, value in table(kind).items()}


UNITS, _TENS, SCALES, _SUFFIXES = (_values(kind) for kind in ("unit", "tens", "scale", "suffix"))
NUMERALS = frozenset(UNITS) | frozenset(_TENS) | frozenset(SCALES)
_HYPHENS = frozenset("-‑")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as words and marks; what lies past either end is the empty word."""

    text: str
    lower: Words
    spans: tuple[tuple[int, int], ...]

    def at(self, k: int) -> str:
        """Word `k` in lower case."""
        return self.lower[k] if 0 <= k < len(self.lower) else ""

    def glued(self, k: int) -> bool:
        """Whether nothing stands between word `k - 1` and word `k`."""
        return 0 < k < len(self.spans) and self.spans[k - 1][1] == self.spans[k][0]

    def capital(self, k: int) -> bool:
        """Whether word `k` begins with a capital letter."""
        return 0 <= k < len(self.spans) and self.text[self.spans[k][0]].isupper()

    def gap(self, k: int) -> str:
        """What stands between word `k - 1` and word `k`; a line break at the ends."""
        return self.text[self.spans[k - 1][1] : self.spans[k][0]] if 0 < k < len(self.spans) else "\n"

    def span(self, first: int, last: int) -> Span:
        """Words `[first, last)` as a span."""
        start, end = self.spans[first][0], self.spans[last - 1][1]
        return Span(start, end, self.text[start:end])

    def phrase(self, phrases: Mapping[Words, Value], first: int, longest: int) -> tuple[int, Value] | None:
        """The longest of `phrases` that begins at word `first`: where it ends, and its value."""
        for last in range(min(first + longest, len(self.lower)), first, -1):
            value = phrases.get(self.lower[first:last])
            if value is not None:
                return last, value
        return None


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral, words `[first, last)`.

    `plain` says that it is digits alone without a separator; `scaled` that a scale word or suffix stands in it;
    `doubtful` that it is a count only where people follow ("26.900", "1.2m").
    """

    first: int
    last: int
    value: float
    plain: bool = False
    scaled: bool = False
    doubtful: bool = False


def cut(text: str) -> Text:
    """The words and marks of `text`."""
    spans = tuple([found.span() for found in _TOKEN.finditer(text)])
    return Text(text, tuple([text[start:end].lower() for start, end in spans]), spans)


def figure_at(words: Text, k: int) -> Figure | None:
    """The numeral that begins at word `k`, or none."""
    word = words.lower[k]
    if word[0].isdecimal():
        return _in_digits(words, k)
    if word in NUMERALS or word in ("a", "an", "half"):
        figure = _in_words(words, k)
        return _repeated(words, figure) if figure else None
    return None


def _repeated(words: Text, figure: Figure) -> Figure:
    """ "five (5)": the digits in brackets say the same and belong to the figure."""
    opened, digits, closed = words.lower[figure.last : figure.last + 3] if words.at(figure.last + 2) else ("", "", "")
    same = (opened, closed) == ("(", ")") and digits.isdecimal() and int(digits) == figure.value
    return replace(figure, last=figure.last + 3) if same else figure


def _in_digits(words: Text, k: int) -> Figure | None:
    figure = _digits(words, k)
    if figure is None or figure.scaled or words.at(k + 1) not in SCALES:
        return figure
    value, last = (figure.value / 1000 if figure.doubtful else figure.value), k + 1
    while words.at(last) in SCALES and last - k <= _LONGEST_SCALE:
        value *= SCALES[words.at(last)]
        last += 1
    return Figure(k, last, round(value), scaled=True)


def _digits(words: Text, k: int) -> Figure | None:
    word = words.lower[k]
    if len(word) > _LONGEST_NUMERAL:
        return None
    if _DOTTED.fullmatch(word):
        return Figure(k, k + 1, int(word.replace(".", "")))
    found = _DIGITS.fullmatch(word)
    if found is None or (found[3] and found[3] not in _SUFFIXES):
        return None
    whole, fraction, suffix = found[1].replace(",", ""), found[2], found[3]
    if suffix:  # "5m" may be metres; "26K" is thousands
        value = round(float(f"{whole}.{fraction or 0}") * _SUFFIXES[suffix])
        return Figure(k, k + 1, value, scaled=True, doubtful=suffix == "m" and words.text[words.spans[k][1] - 1] == "m")
    if fraction:  # people come whole: three decimals before people are a group of thousands
        doubtful = len(fraction) == 3 and len(whole) <= 3
        return Figure(k, k + 1, int(whole + fraction) if doubtful else float(f"{whole}.{fraction}"), doubtful=doubtful)
    return _spaced(words, k, whole) or Figure(k, k + 1, int(whole), plain="," not in word)


def _spaced(words: Text, k: int, whole: str) -> Figure | None:
    """ "1 200": groups of three digits after one space each."""
    last = k + 1
    if len(whole) > 3 or whole.startswith("0"):
        return None
    while 3 * (last - k) < _LONGEST_NUMERAL and len(words.at(last)) == 3 and words.at(last).isdecimal() and words.gap(last) in _SPACES:
        last += 1
    if last == k + 1:
        return None
    return Figure(k, last, int(whole + "".join(words.lower[k + 1 : last])))


def _in_words(words: Text, k: int) -> Figure | None:
    half = k + 1 if words.at(k) in ("a", "an") and words.at(k + 1) == "half" else k
    if words.at(half) == "half":
        return _half(words, k, half + 1)
    if words.at(k) in ("a", "an"):
        return _spelled(words, k, k + 1) if words.at(k + 1) in SCALES else None
    return _spelled(words, k, k)


def _half(words: Text, first: int, k: int) -> Figure | None:
    """ "half a million", "half-dozen"."""
    k += words.at(k) in ("a", "-")
    return Figure(first, k + 1, SCALES[words.at(k)] // 2, scaled=True) if words.at(k) in SCALES else None


def _spelled(words: Text, first: int, k: int) -> Figure | None:
    """Adds up number words while each still fits below what stands before it: `room` is the greatest that does."""
    total, group, room, limit, end = 0, 0, 999, max(SCALES.values()) + 1, k
    while word := words.at(k):
        if word in UNITS and UNITS[word] <= room and (UNITS[word] or k == first):
            group, room = group + UNITS[word], 0
        elif word in _TENS and _TENS[word] <= room:
            group, room = group + _TENS[word], 9
        elif word == "dozen" and total == 0 and group < 100:
            return Figure(first, k + 1, max(group, 1) * SCALES[word], scaled=True)
        elif word == "hundred" and group < 100 and (room < 999 or total == 0):
            group, room = max(group, 1) * SCALES[word], 99
        elif 100 < SCALES.get(word, 0) < limit:
            total, group, room, limit = total + max(group, 1) * SCALES[word], 0, 999, SCALES[word]
        elif end == k and _joins(words, k, room):
            k += 1
            continue
        else:
            break
        k = end = k + 1
    with_half = _and_a_half(words, first, end, total + group)
    return with_half or (Figure(first, end, total + group, scaled=limit <= max(SCALES.values())) if end > first else None)


def _joins(words: Text, k: int, room: int) -> bool:
    """Whether word `k` ties two number words: "twenty-one", "two hundred and fifty"."""
    following = words.at(k + 1)
    if words.at(k) in _HYPHENS:
        return words.glued(k) and words.glued(k + 1) and following in NUMERALS
    return words.at(k) == "and" and room >= 99 and (following in UNITS or following in _TENS)


def _and_a_half(words: Text, first: int, k: int, group: int) -> Figure | None:
    """ "two and a half million"."""
    if words.lower[k : k + 3] != ("and", "a", "half") or words.at(k + 3) not in SCALES:
        return None
    return Figure(first, k + 4, round((group + 0.5) * SCALES[words.at(k + 3)]), scaled=True)
