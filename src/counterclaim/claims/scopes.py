"""Over what a figure counts: one incident, a period, a running total, or how many are so at a moment (codebook, scope)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import cache

from counterclaim.model import DateSpan, Measure, Precision, Scope
from counterclaim.vocabulary import load_vocabulary

WAR = (
    "(?:war|conflict|insurgency|genocide|pandemic|epidemic|famine|outbreak|crisis|fighting|offensive|uprising|invasion"
    "|occupation|violence|campaign|intifada|rebellion)"
)
# "the conflict, which was initiated by an incursion on 7 October, has …": the day on which what is counted began
BEGINNING = (
    "(?:began|begun|started|initiated|launched|unleashed|erupted|flared|broke out|triggered|sparked|ignited|kindled|provoked"
    "|set off|touched off|set in motion|opened)"
)
BEGUN = re.compile(rf"\b{WAR}\b.{{0,40}}\b{BEGINNING}\b.{{0,80}}$", re.I | re.S)
# "Begun by a march on 21 September, the war has …"
BEGUN_BY = re.compile(rf"(?:^|[.\n])\W*{BEGINNING} (?:by|with|when|after|in)\b[^.;\n]{{0,120}}$", re.I)
THE_WAR = re.compile(rf"^[^.;\n]{{0,30}}, (?:the|this|their) (?:[\w-]+ ){{0,2}}{WAR}\b", re.I)
# "since the beginning of the operation two days ago": the day of what began
SINCE = re.compile(r"\bsince (?:the|a|an|its|their|it|they)\b[^.,;]{0,100}$", re.I)
# "the war of 1994–1996", "the 1960–1996 civil war": the years of a war, over the whole of which is counted
WAR_OF = re.compile(rf"\b{WAR} (?:of|\()(?: the years)? ?$", re.I)
WAR_BEHIND = re.compile(rf"^\)? (?:[\w-]+ ){{0,2}}{WAR}\b", re.I)
# what somebody counts over a time, not what happened in it: "by our tally 79 people died in 2023, against 53 the year before"
COUNT = re.compile(
    r"\b(?:tall(?:y|ied)|counted|record(?:s|ed)|register(?:s|ed)?|document(?:s|ed)|verif(?:ies|ied)|totals?|totall?ed|statistics"
    r"|(?:month|year|week) (?:before|earlier)|alone)\b",
    re.I,
)
# "the deadliest attack since 2004" compares; it counts nothing since then
RECORD = re.compile(
    r"\b(?:first|worst|deadliest|highest|largest|biggest|bloodiest|lowest|(?<!for the )record|most)\b"
    r"[^;.\d]{0,80}(?:since|so far|this|in the|in recent)[^,;.]*$",
    re.I,
)
COUNTED_OVER = re.compile(r"\b(?:hours?|days?|past|last)\b", re.I)
# "since Monday" is a stretch of the last days, no start of a war
RECENT = re.compile(r"day\b|\b(?:noon|midnight|dawn|morning|night)\b", re.I)
FIGURE = re.compile(r"\d[\d.,]*")
OWN_FIGURE = re.compile(r"(?:\S+ ){0,3}?\d")  # the figure itself at the head of what stands between it and other words
WORD = re.compile(r"[a-z]+")
IN_MONTH = "counted in a named month or year"
HARMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES})
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
        return not is_night(date)
    if date.precision in (Precision.WEEK, Precision.MONTH) and date.span.text.lower().startswith("last "):
        return not tells_occasion(words)
    at = max(0, words.find(date.span.text))
    before = words[:at].lower().split()
    owner = words[at + len(date.span.text) :].startswith(("'s", "’s"))  # "during May's raid"
    if before[-1:] == ["during"] and not owner and date.precision in (Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR):
        return True
    within = before[-1:] in (["in"], ["during"]) and (date.precision is not Precision.YEAR or len(before) == 1 or tells_count(words))
    return date.precision in (Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.YEAR) and within and not tells_occasion(words)


def is_wars(date: DateSpan, before: str, after: str) -> bool:
    """Whether some years are those of a war: "the war of 1994–1996", "the 1960–1996 civil war"; "the 2006 war" mostly names when."""
    years = date.precision in (Precision.PERIOD, Precision.YEAR)
    return years and bool(WAR_OF.search(before) or (date.precision is Precision.PERIOD and WAR_BEHIND.match(after)))


def is_night(date: DateSpan) -> bool:
    """Whether a period is one occasion's two days: "in the night of 23 to 24 February"; "the past 24 hours" is counted over."""
    if not (date.start and date.end and len(date.start) == len(date.end) == 10) or COUNTED_OVER.search(date.span.text):
        return False
    return (Day.fromisoformat(date.end) - Day.fromisoformat(date.start)).days <= 1


def extent_of_words(words: str, dates: list[DateSpan], at: int = 0) -> Extent | None:
    """The extent that some words state, or `None` where they state none; where they state several, the one nearest to character `at`."""
    stated = [*dated(words, dates), *worded(words, dates)]
    # "toll after six days of fighting" says more than the six days in it
    stated = [s for s in stated if not any(o[0] <= s[0] and s[1] <= o[1] and o[:2] != s[:2] for o in stated)]
    if not stated:
        return None
    nearest = min(stated, key=lambda s: abs(s[0] - at))[2]
    # "cumulative since the beginning of the war on 7 October": the one that names its days says the same and more
    alike = [e for _, _, e in stated if e.scope is nearest.scope and e.start]
    return alike[0] if alike and nearest.start is None else nearest


def dated(words: str, dates: list[DateSpan]) -> Iterator[tuple[int, int, Extent]]:
    """Where dates tell a stretch of time or a start that is counted from."""
    for date in dates:
        place = max(0, words.find(date.span.text))
        end = place + len(date.span.text)
        if date.since and RECENT.search(date.span.text):
            yield place, end, Extent(Scope.PERIOD, None, date.start, None, "counted over a stretch of time")
        elif date.since and not RECORD.search(words[:place]):
            yield place, end, Extent(Scope.CUMULATIVE, date.start, date.start, None, "counted since a start")
        elif date.start and is_wars(date, words[:place], words[end:]):
            yield place, end, Extent(Scope.CUMULATIVE, None, date.start, date.end, "counted over a whole war")
        elif date.start and is_stretch(date, words) and not RECORD.search(words[:end]):
            mid = place > 0 and words[:place].rstrip().endswith(" in") and date.precision in (Precision.MONTH, Precision.YEAR)
            rule = IN_MONTH if mid and not date.span.text.islower() else "counted over a stretch of time"
            yield place, end, Extent(Scope.PERIOD, None, date.start, date.end, rule)


def worded(words: str, dates: list[DateSpan]) -> Iterator[tuple[int, int, Extent]]:
    """Where words tell a running total or a stretch of time."""
    found = words_of(Scope.CUMULATIVE).search(words)
    if found and not RECORD.search(words[: found.end()]):
        begun = next((date.start for date in dates if is_beginning(date, words)), None)
        yield *found.span(), Extent(Scope.CUMULATIVE, begun, begun, rule="a running total by its words")
    found = words_of(Scope.PERIOD).search(words)
    if found and not RECORD.search(words[: found.end()]):
        yield *found.span(), Extent(Scope.PERIOD, rule="counted over a stretch of time")


def is_beginning(date: DateSpan, words: str) -> bool:
    """Whether a date is the day on which what is counted began."""
    lead, _, rest = words.partition(date.span.text)
    return bool(BEGUN.search(lead) or SINCE.search(lead) or (BEGUN_BY.search(lead) and THE_WAR.search(rest)))


@cache
def occasions() -> frozenset[str]:
    """The words of `data/occasions.tsv`."""
    return frozenset(row["word"] for row in load_vocabulary("occasions"))


def tells_occasion(words: str) -> bool:
    """Whether some words name an occasion: an attack, a crash, "when …"."""
    return bool(occasions() & set(WORD.findall(words.lower())))


def tells_count(words: str) -> bool:
    """Whether some words speak of a count that somebody keeps."""
    return bool(COUNT.search(words))


def another_between(words: str) -> bool:
    """Whether another figure stands among the words from a figure on: "[4,100] people fled, on top of 212,000 displaced already"."""
    return len(FIGURE.findall(words)) > bool(OWN_FIGURE.match(words))


def extent_of(clause_words: str, dates: list[DateSpan], measure: Measure, at: int = 0) -> Extent:
    """The extent of a figure in prose, from the words of its own sentence; a start is never taken from another sentence."""
    held = words_of(Scope.STOCK).finditer(clause_words) if measure in STOCK_MEASURES else ()
    if any(not another_between(clause_words[at : found.start()]) for found in held):
        return Extent(Scope.STOCK, rule="how many are so at a moment")
    stated = extent_of_words(clause_words, dates, at)
    if stated is not None:
        return stated
    days = [d for d in dates if d.precision is Precision.DAY and d.start and d.start == d.end and not d.until]
    if len(days) == 1:
        return Extent(Scope.INCIDENT, None, days[0].start, days[0].end)
    return Extent()
