"""Over what a figure counts: one incident, a period, a running total, or how many are so at a moment (codebook, scope)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.model import DateSpan, Measure, Precision, Scope
from counterclaim.vocabulary import load_vocabulary

WAR = (
    "(?:war|conflict|insurgency|genocide|pandemic|epidemic|famine|outbreak|crisis|fighting|offensive|uprising|invasion"
    "|occupation|violence|campaign|intifada|rebellion)"
)
# "the conflict, which was initiated by an incursion on 7 October, has …": the day on which what is counted began
BEGUN = re.compile(
    rf"\b{WAR}\b.{{0,40}}\b(?:began|begun|started|initiated|launched|erupted|broke out|triggered|sparked|set off)\b.{{0,80}}$", re.I | re.S
)
WORD = re.compile(r"[a-z]+")
STOCK_MEASURES = frozenset({Measure.DISPLACED, Measure.DETAINED, Measure.ABDUCTED})


@cache
def words_of(scope: Scope) -> re.Pattern[str]:
    """The words of `data/scopes.tsv` that tell one scope."""
    found = [row["pattern"].replace("{WAR}", WAR) for row in load_vocabulary("scopes") if row["scope"] == scope]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Extent:
    """What a figure counts over; `since`, `start` and `end` only where the text gives them."""

    scope: Scope = Scope.INCIDENT
    since: str | None = None
    start: str | None = None
    end: str | None = None
    rule: str = "nothing says otherwise: one incident"


def is_stretch(date: DateSpan, words: str) -> bool:
    """Whether a date is a stretch that is counted over: a period always; "in March" and, at the head of a sentence, "in 2013" where
    no occasion is told that fell into it."""
    if date.precision is Precision.PERIOD:
        return True
    before = words[: max(0, words.find(date.span.text))].lower().split()
    within = before[-1:] in (["in"], ["during"]) and (date.precision is not Precision.YEAR or len(before) == 1)
    return date.precision in (Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR) and within and not tells_occasion(words)


def extent_of_words(words: str, dates: list[DateSpan]) -> Extent | None:
    """The extent that some words state, or `None` where they state none."""
    since = next((d for d in dates if d.since), None)
    if since is not None:
        return Extent(Scope.CUMULATIVE, since.start, since.start, None, "counted since a start")
    if words_of(Scope.CUMULATIVE).search(words):
        begun = next((d for d in dates if BEGUN.search(words[: max(0, words.find(d.span.text))])), None)
        return Extent(Scope.CUMULATIVE, begun.start if begun else None, begun.start if begun else None, rule="a running total by its words")
    spread = next((d for d in dates if d.start and is_stretch(d, words)), None)
    if spread is not None or words_of(Scope.PERIOD).search(words):
        start, end = (spread.start, spread.end) if spread else (None, None)
        return Extent(Scope.PERIOD, None, start, end, "counted over a stretch of time")
    return None


@cache
def occasions() -> frozenset[str]:
    """The words of `data/occasions.tsv`."""
    return frozenset(row["word"] for row in load_vocabulary("occasions"))


def tells_occasion(words: str) -> bool:
    """Whether some words name an occasion: an attack, a crash, "when …"."""
    return bool(occasions() & set(WORD.findall(words.lower())))


def extent_of(clause_words: str, dates: list[DateSpan], measure: Measure) -> Extent:
    """The extent of a figure in prose, from the words of its own sentence; a start is never taken from another sentence."""
    if measure in STOCK_MEASURES and words_of(Scope.STOCK).search(clause_words):
        return Extent(Scope.STOCK, rule="how many are so at a moment")
    stated = extent_of_words(clause_words, dates)
    if stated is not None:
        return stated
    days = [d for d in dates if d.precision is Precision.DAY and d.start and d.start == d.end and not d.until]
    if len(days) == 1:
        return Extent(Scope.INCIDENT, None, days[0].start, days[0].end)
    return Extent()
