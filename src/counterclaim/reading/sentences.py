"""Splits a report into sentences, bulletin lines and headings.

Bulletins and key-figure strips are layout, not prose: there each line stands for itself and takes its meaning from the line
above it. A line ending without a full stop is a heading when it is short, a `LINE` when it begins with a bullet or carries a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from counterclaim.model import Layout

BULLET = re.compile(r"\s*(?:[-*•▪◦‣·○●⭕🔴🔵⚫⚪►▶✔◆]|\d{1,2}[.)]\s|–\s)\s*")
# "label: figure", "figure label", "label figure", and strips of them set apart by bars
PAIR = re.compile(
    r"[^:]{2,60}:\s*\S.{0,80}$|^\s*[\d,.+~]+[KkMm]?\s+\D{3,60}$|^\s*\D{3,60}[\s.][\d,.+~]+\s*$|^[^|]{2,80}(?:\|[^|]{2,80})+\|?$|^\(.{3,80}\)$"
)
ENDS = re.compile(r"[.!?…][\"'”’)\]\s]*$")
INITIAL = re.compile(r"\b[A-Z][\w'-]+ [A-Z]\.$")
INITIAL_REACH = 40  # longest name before an initial that is looked at
HEADING_WORDS = 12  # longer lines without a full stop are prose cut short (one-sentence items without a full stop)


def split_text(text: str) -> Iterator[tuple[int, int, Layout]]:
    """Start, end and layout of every sentence or line, in text order, without surrounding spaces."""
    for line in re.finditer(r"[^\n]+", text):
        start, end = trim(text, line.start(), line.end())
        if start == end:
            continue
        words = text[start:end]
        alone = "\n" not in text.strip()
        if BULLET.match(words) or (not ENDS.search(words) and not alone and PAIR.match(words)):
            yield from ((a, b, Layout.LINE) for a, b in sentences(text, start, end))
        elif not ENDS.search(words) and not alone and len(words.split()) <= HEADING_WORDS:
            yield start, end, Layout.HEADING
        else:
            yield from ((a, b, Layout.PROSE) for a, b in sentences(text, start, end))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one paragraph; an initial ("George W. Bush") ends none."""
    first: int | None = None
    for boundary in get_sentence_boundaries("en", text[start:end]):
        a, b = trim(text, start + boundary["start_index"], start + boundary["end_index"])
        first = a if first is None else first
        if INITIAL.search(text[max(first, b - INITIAL_REACH) : b]) and text[b:end].strip():
            continue
        if first < b:
            yield first, b
        first = None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without spaces at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
