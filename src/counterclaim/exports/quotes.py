"""Claims -> the sentences they rest on, cut into pieces that say what each word is evidence for, with private names withheld."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.model import Claim, Event, Evidence, Extraction, Name, Report, Span, Statement, Toll
from counterclaim.persons import person_names, person_spans

WITHHELD = "[name withheld]"
WITHHELD_ADDRESS = "[withheld: holds a person's name]"

# Most sentences of news are under 400 characters; one of 1,500 is a list or a page without line ends, where a window round each mark
# is enough.
QUOTE_LIMIT = 1500
WINDOW = 200

# Shorter parts of a name (Al, Bin, de) are parts of other names too.
SHORTEST_PART = 3

WORD = re.compile(r"\w+")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quote and the fields it is evidence for; a withheld piece holds no words of the report."""

    text: str
    fields: tuple[str, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a report's text, `[start, end)`, in pieces. Joined they are the text, but for withheld names."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Veil:
    """Knows where reports print the names of persons that a toll counts by name.

    A full name is withheld wherever any report prints it, its parts in the report that counts the person: a family name alone may be
    a town elsewhere. Parts inside other names (of a place, an office, an outlet) stay.
    """

    hidden: Mapping[str, tuple[Range, ...]]
    parts: Mapping[str, frozenset[str]]
    full: Mapping[str, tuple[tuple[str, ...], ...]]

    def quote(self, report: Report, start: int, end: int, marks: Iterable[Evidence] = ()) -> tuple[Piece, ...]:
        """The text from `start` to `end` in pieces, split where a mark or a withheld name begins or ends."""
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        names = [(max(a, start), min(b, end)) for a, b in self.hidden.get(report.id, ()) if a < end and start < b]
        edges = {start, end} | {edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end}
        edges = {edge for edge in edges if not any(a < edge < b for a, b in names)} | {edge for name in names for edge in name}
        cuts = sorted(edges)
        return tuple(_piece(report, a, b, inside, names) for a, b in pairwise(cuts))

    def words(self, report: Report, span: Span | None) -> str:
        """The words of a span, with names withheld; empty where there is no span."""
        return "" if span is None else "".join(piece.text for piece in self.quote(report, span.start, span.end))

    def clean(self, report: Report, text: str | None) -> str:
        """A title, or other text beside the report's own, with names withheld."""
        shown, last = "", 0
        for start, end in _mentions(text or "", self.full, self.parts.get(report.id, frozenset())):
            shown, last = shown + (text or "")[last:start] + WITHHELD, end
        return shown + (text or "")[last:]

    def address(self, report: Report, text: str | None) -> str:
        """An id, file name or address: all of it is withheld where it spells a name, as half an address helps nobody."""
        return text or "" if self.clean(report, text) == (text or "") else WITHHELD_ADDRESS


def _piece(report: Report, start: int, end: int, marks: list[Evidence], names: list[Range]) -> Piece:
    found = tuple(dict.fromkeys(mark.field for mark in marks if mark.start < end and start < mark.end))
    withheld = any(a <= start and end <= b for a, b in names)
    return Piece(WITHHELD if withheld else report.text[start:end], found, withheld)


# ---------------------------------------------------------------- whose names


def make_veil(extractions: Iterable[Extraction], *, also: Iterable[str] = ()) -> Veil:
    """Learn the names from the tolls that count a person by name, then find them in every report.

    `also` are full names known from elsewhere: other reports of a ledger, or persons that somebody marked.
    """
    extractions = tuple(extractions)
    full: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for words in (tuple(_folded(name)) for name in also):
        if words:
            full[words[0]].add(words)
    parts: dict[str, frozenset[str]] = {}
    for extraction in extractions:
        names = person_names(extraction)
        for words in (tuple(_folded(name)) for name in names):
            if len(words) > 1:
                full[words[0]].add(words)
        own = {word for name in names for word in WORD.findall(name) if word[0].isupper() or not word[0].islower()}
        if names:
            parts[extraction.report.id] = frozenset(word.casefold() for word in own if len(word) >= SHORTEST_PART)
    longest = {first: tuple(sorted(found, key=lambda words: (-len(words), words))) for first, found in full.items()}
    hidden = {each.report.id: _hidden(each, longest, parts.get(each.report.id, frozenset())) for each in extractions}
    return Veil({report: ranges for report, ranges in hidden.items() if ranges}, parts, longest)


def _hidden(extraction: Extraction, full: Mapping[str, tuple[tuple[str, ...], ...]], parts: frozenset[str]) -> tuple[Range, ...]:
    text = extraction.report.text
    persons = [(span.start, span.end) for span in person_spans(extraction)]
    others = [name for name in extraction.spans.names if name.label in ("place", "org", "facility", "outlet")]
    whole = list(_mentions(text, full, frozenset()))
    alone = [(a, b) for a, b in _mentions(text, {}, parts) if text[a].isupper() and not _inside(a, b, others)] if parts else []
    return tuple(_merged([*persons, *whole, *alone]))


def _inside(start: int, end: int, names: list[Name]) -> bool:
    return any(name.span.start <= start and end <= name.span.end for name in names)


def _mentions(text: str, full: Mapping[str, tuple[tuple[str, ...], ...]], parts: frozenset[str]) -> Iterator[Range]:
    """Where the text prints a name, word by word, whatever stands between its words (a space, a line end, a hyphen)."""
    if not full and not parts:
        return
    found = [(match.start(), match.end(), match.group().casefold()) for match in WORD.finditer(text)]
    k = 0
    while k < len(found):
        length = next((len(name) for name in full.get(found[k][2], ()) if _spelt(found, k, name)), 0) or int(found[k][2] in parts)
        if length:
            yield found[k][0], found[k + length - 1][1]
        k += max(length, 1)


def _spelt(found: list[tuple[int, int, str]], k: int, name: tuple[str, ...]) -> bool:
    return tuple(word for _, _, word in found[k : k + len(name)]) == name


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """Overlapping or touching ranges as one, in order."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# ---------------------------------------------------------------- sentences


def claim_marks(claim: Claim) -> tuple[Evidence, ...]:
    """The words that a claim rests on, in text order: its evidence, and its own spans where evidence does not name them."""
    marks = list(claim.evidence)
    known = {mark.field for mark in marks}
    own: dict[str, Span | None] = {"speaker": claim.speaker, "cue": claim.cue}
    if isinstance(claim.body, Toll):
        toll = claim.body
        own |= {"number": toll.number, "victims": toll.victims, "group_by": toll.group_by, "place": toll.place}
    if isinstance(claim.body, Event):
        own |= {"trigger": claim.body.trigger}
    marks += [Evidence(field, span.start, span.end) for field, span in own.items() if span and field not in known]
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.field)))


def statement_marks(statement: Statement) -> tuple[Evidence, ...]:
    """The words of a statement's speaker, cue and target, in text order."""
    own = {"speaker": statement.speaker, "cue": statement.cue, "target": statement.target}
    marks = [Evidence(field, span.start, span.end) for field, span in own.items() if span]
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.field)))


def quotes(veil: Veil, extraction: Extraction, marks: Iterable[Evidence], *, also: Iterable[Span] = ()) -> tuple[Quote, ...]:
    """The sentences that hold the marks (and the spans of `also`), neighbours joined, very long ones cut round the marks."""
    marks = tuple(marks)
    report, around = extraction.report, [*((mark.start, mark.end) for mark in marks), *((span.start, span.end) for span in also)]
    found = []
    for start, end in _joined(report.text, (_sentence(extraction, a, b) for a, b in around)):
        parts = [(start, end)] if end - start <= QUOTE_LIMIT else _windows(start, end, around)
        found += [Quote(a, b, veil.quote(report, a, b, marks), a > start, b < end) for a, b in parts]
    return tuple(found)


def _sentence(extraction: Extraction, start: int, end: int) -> Range:
    """The sentence or sentences over `[start, end)`; the words themselves where no sentence covers them."""
    sentences = extraction.spans.sentences
    k = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    first, last = start, end
    while 0 <= k < len(sentences) and sentences[k].start < end:
        if sentences[k].end > start:
            first, last = min(first, sentences[k].start), max(last, sentences[k].end)
        k += 1
    return first, last


def _joined(text: str, ranges: Iterable[Range]) -> list[Range]:
    """Ranges that overlap, or have only blanks of one line between them, as one."""
    joined: list[Range] = []
    for start, end in sorted(set(ranges)):
        between = text[joined[-1][1] : start] if joined else ""
        if joined and not between.strip() and "\n" not in between:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _windows(start: int, end: int, around: Iterable[Range]) -> list[Range]:
    inside = [(a, min(b, a + QUOTE_LIMIT)) for a, b in around if start <= a < end]
    return _merged((max(start, a - WINDOW), min(end, b + WINDOW)) for a, b in inside)
