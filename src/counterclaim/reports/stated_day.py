"""The head of a paged document -> the day on which it says that it came out, where it says so and means one day only."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"(?<![\d–-])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?:of\s+)?(?P<m>{_NAMES})[\s,]+(?P<y>\d{{4}})(?!\d)"
    rf"|\b(?P<m2>{_NAMES})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)"
    r"|(?<![\d/.-])(?P<y3>\d{4})-(?P<n3>\d{2})-(?P<d3>\d{2})(?![\d-])"
    r"|(?<![\d/.])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<y4>\d{4})(?![\d/.])",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:as\s+of|as\s+at|(?:date|day)\s+of\s+(?:issue|publication)|published|publication\s+date|issued|released|date)(?:\s+on)?\s*[:|]?"
)
_WEEKDAY = r"(?:\s*(?:mon|tues?|wednes|thurs?|fri|satur|sun)day,?)?"
_CLOCK = r"(?:\s*\d{1,2}[:.]\d{2}\s*(?:hrs?|h|[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?,?\s*(?:on)?)?"
_LABELLED = re.compile(rf"\b{_LABEL}{_CLOCK}{_WEEKDAY}\s*$", re.IGNORECASE)
_NAME_LINE = re.compile(
    r"\b(?:situation\s+report|sitrep|flash\s+update|(?:humanitarian|daily|weekly)\s+(?:update|bulletin|report)|bulletin|press\s+release|update"
    r"|report|statement|issue)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:next|covers?|covering|period|since|from|until|between|reporting\s+period)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:–|-|to\b)\s*\d", re.IGNORECASE)  # "20 January 2024 – 27 January 2024" is a period
_RANGE_BEFORE = re.compile(r"\d\s*(?:–|-|to)\s*$|(?:–|-|\bto)\s*$", re.IGNORECASE)
_HEAD = 3_000  # code points; what stands farther down is the report's matter


def stated_day(text: str) -> str | None:
    """The day of "As of 27 January 2024" or of a line such as "Situation Report #12 | 5 March 2024"; `None` where days compete.

    A labelled day goes before one that only stands beside the document's name or on a line of its own. Periods, days of other
    reports ("next report on …") and days that could be read two ways (03/04/2024) are passed over.
    """
    labelled: set[str] = set()
    named: set[str] = set()
    for line in text[:_HEAD].splitlines():
        for found in _DAY.finditer(line):
            day = _iso(found)
            before, after = line[: found.start()], line[found.end() :]
            if day is None or _RANGE.match(after) or _RANGE_BEFORE.search(before):
                continue
            if _LABELLED.search(before):
                labelled.add(day)
            elif not _OTHER.search(before) and (_is_alone(before, after) or (_NAME_LINE.search(before) and len(line) < 160)):
                named.add(day)
    best = labelled or named
    return best.pop() if len(best) == 1 else None


def _is_alone(before: str, after: str) -> bool:
    """Whether there is nothing beside the day but a weekday, a clock or a place such as "Geneva,"."""
    return (
        len(re.findall(r"[^\W\d]{2,}", before)) <= 2 and len(re.findall(r"[^\W\d]{2,}", after)) <= 2 and not before.rstrip().endswith(".")
    )


def _iso(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    year = int(part["y"] or part["y2"] or part["y3"] or part["y4"])
    name = part["m"] or part["m2"]
    if name:
        month, day = _MONTHS.index(name[:3].lower()) + 1, int(part["d"] or part["d2"])
    elif part["n3"]:
        month, day = int(part["n3"]), int(part["d3"])
    else:
        first, second = int(part["a"]), int(part["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if first > 12 or first == second else (second, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
