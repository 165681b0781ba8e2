"""A date as a source writes it -> a stamp that says no more than the words do.

Zones stay: the day of "Fri, 26 Jan 2024 23:30:00 +0200" is the 26th, also where it was another day in Greenwich. Day and month in figures
only are read where they can mean one day only: 23/01/2024, but not 03/04/2024.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from counterclaim.fetching.facts import Stamp

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_CLOCK = r"(?:[T,\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>[+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_CLOCK}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}|\d{{2}}){_CLOCK}",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_CLOCK}",
        rf"(?P<one>\d{{1,2}})[/.-](?P<two>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}",
    )
)
_ASCTIME = re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+(?P<clock>\d\d:\d\d:\d\d)\s+(?P<year>\d{{4}})", re.IGNORECASE | re.ASCII)
# The zones that RFC 822 gives a meaning; any other name has several ("IST") or none, and the moment stays without offset.
_ZONES = {"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_CENTURY_TURNS = 50  # RFC 2822: 49 means 2049, 50 means 1950


def read_stamp(raw: str | None) -> Stamp | None:
    """The stamp of a date as written; `at` and `day` are `None` where it fixes no single day. None where nothing is written."""
    words = (raw or "").strip()
    if not words:
        return None
    asctime = _ASCTIME.fullmatch(words)
    plain = f"{asctime['day']} {asctime['name']} {asctime['year']} {asctime['clock']}" if asctime else words
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _stamp(words, found.groupdict())
    return Stamp(words)


def _stamp(raw: str, found: dict[str, str | None]) -> Stamp:
    day_and_month = _day_and_month(found)
    year = int(found["year"] or 0)
    if len(found["year"] or "") == 2:
        year += 2000 if year < _CENTURY_TURNS else 1900
    try:
        day = date(year, day_and_month[1], day_and_month[0]).isoformat() if day_and_month else None
        clock = _clock(found)
    except ValueError:  # the 31st of February; 25 o'clock
        return Stamp(raw)
    return Stamp(raw, f"{day}T{clock}" if day and clock else day, day)


def _day_and_month(found: dict[str, str | None]) -> tuple[int, int] | None:
    if found.get("one"):
        one, two = int(found["one"] or 0), int(found["two"] or 0)
        if one == two or two > 12:
            return two, one
        return (one, two) if one > 12 else None
    name = found.get("name")
    month = _MONTHS.index(name.lower()) + 1 if name else int(found["month"] or 0)
    return int(found["day"] or 0), month


def _clock(found: dict[str, str | None]) -> str | None:
    """The time of day with its offset. Raises `ValueError` where there is no such time."""
    if not found.get("hour"):
        return None
    seconds = min(int(found["second"] or 0), 59)  # a leap second
    return time(int(found["hour"] or 0), int(found["minute"] or 0), seconds).isoformat() + _offset(found["zone"])


def _offset(zone: str | None) -> str:
    if zone is None or not (zone.upper() in _ZONES or zone[1:2].isdigit()):
        return ""
    if zone.upper() in _ZONES:
        hours = _ZONES[zone.upper()]
        return f"{'-' if hours < 0 else '+'}{abs(hours):02}:00"
    digits = zone[1:].replace(":", "")
    if timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) >= timedelta(days=1):
        raise ValueError(zone)
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
