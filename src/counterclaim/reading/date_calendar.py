"""Dates that name a day, month, season, year or longer: form and frame -> reading, or none where it is no date ("may").

A bare day or month of a report is the last one before it was published; it lies ahead only where words such as "will" stand before it
and it is near. In a history (most of whose years are long past) it has the year of the date before it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

from counterclaim.model import Precision
from counterclaim.reading.date_frames import BACK, FROM_REPORT, ON, Frame, Reading, hours_of, on_day, point, unresolved
from counterclaim.reading.date_grammar import MONTHS, SHORT_MONTHS, Form, table

AHEAD_DAYS = 31  # a bare day may lie so far ahead of the report, where words say that it is to come
_LONG_BACK = (
    9  # months: further back than this from the date before it, a bare month of a history is next year's (6 to 12 tried on WikiWars)
)
_LAST_YEAR = 2099
_MODERN = 1900  # four digits from here on are a year unless people follow

_MONTHS = {month.lower(): number for month, number in MONTHS.items()}
_CUT_SHORT = frozenset(month.lower() for month in SHORT_MONTHS)
_SEASONS, _HOLIDAYS = table("season"), table("holiday")
_BEFORE_MONTH = frozenset(table("before month"))
_AMBIGUOUS_MONTHS = frozenset({"may", "march"})
_BEFORE_YEAR = frozenset({"in", "since", "until", "the"})
_BEFORE_COUNT = frozenset({"over", "than", "least", "nearly", "almost", "some", "approximately", "roughly", "estimated", "another"})
_CENTURIES = {"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def _iso(form: Form, frame: Frame) -> Reading | None:
    year, month, day = form.parts["year"], form.parts["month"], form.parts["day"]
    return on_day(int(year), int(month), int(day)) if day else point(f"{int(year):04}-{int(month):02}", Precision.MONTH)


def _slashed(form: Form, frame: Frame) -> Reading | None:
    """ "24/01/2024", "24.01.2024"; "03/04/2024" is not known."""
    first, second, year = int(form.parts["first"]), int(form.parts["second"]), int(form.parts["year"])
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    if first == second or first > 12 or form.parts["mark"] == ".":
        return on_day(year, second, first) if second <= 12 else None
    return on_day(year, first, second) if second > 12 else unresolved(None, Precision.DAY)


def _year_of(form: Form, frame: Frame, month: int, day: int | None) -> int | None:
    """The year of a day or month: written, joined, that of the date before (history), or the last one before the report."""
    if form.parts.get("year"):
        return int(form.parts["year"])
    if form.parts.get("that"):
        return int(frame.anchor[:4]) if frame.anchor else None
    if frame.year:
        return frame.year
    if frame.history:
        if not frame.anchor:
            return None
        year, anchor_month = int(frame.anchor[:4]), int(frame.anchor[5:7] or 0)
        return year + (bool(anchor_month) and month - anchor_month < -_LONG_BACK)
    return _last_before(frame, month, day)


def _last_before(frame: Frame, month: int, day: int | None) -> int:
    """The year of the last such day or month before the report, or of the next where words say that it is near and to come."""
    published = frame.published
    later = (month, day) > (published.month, published.day) if day else month > published.month
    year = published.year - later
    following = date(year + 1, month, min(day or 1, calendar.monthrange(year + 1, month)[1]))
    return year + (0 < (following - published).days <= AHEAD_DAYS and frame.ahead())


def _day(form: Form, frame: Frame) -> Reading | None:
    """ "7 October", "Monday, October 7th, 2023", "the night of 20 June 1791"."""
    if form.name == "day_after" and frame.word_before() == "in" and frame.people_follow():
        return None  # "in March 12 people"
    month, day = _MONTHS[form.parts["month"].lower().rstrip(".")], int(re.sub(r"\D", "", form.parts["day"]))
    year = _year_of(form, frame, month, day)
    return on_day(year, month, day, hours_of(form)) if year else unresolved(None, Precision.DAY)


def _days(form: Form, frame: Frame) -> Reading | None:
    """ "5 to 8 May", "May 5-8, 2024"."""
    first = _day(form, frame)
    last = _day(Form("day", form.start, form.end, form.parts | {"day": form.parts["last"]}), frame)
    if first is None or last is None or not first.start or not last.start or first.start > last.start:
        return None
    return Reading(f"{first.start}/{last.start}", first.start, last.start, Precision.PERIOD)


def _day_number(form: Form, frame: Frame) -> Reading | None:
    """ "On the 13th": of the month before it in a history, else the last one before the report."""
    if frame.word_before() not in {"on", "until", "by", "since", "of", "to"}:
        return None
    day = int(form.parts["day"][:-2])
    if frame.history:
        return (
            on_day(int(frame.anchor[:4]), int(frame.anchor[5:7]), day)
            if frame.anchor and len(frame.anchor) > 4
            else unresolved(None, Precision.DAY)
        )
    year, month = frame.published.year, frame.published.month
    if day > frame.published.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return on_day(year, month, day)


def _holiday(form: Form, frame: Frame) -> Reading | None:
    month, day = (int(part) for part in _HOLIDAYS[form.parts["holiday"]].split("-"))
    year = _year_of(form, frame, month, day)
    return on_day(year, month, day) if year else unresolved(None, Precision.DAY)


def _month(form: Form, frame: Frame) -> Reading | None:
    """ "In November", "early December 2023", "last May"; a month that is also a word, or cut short, needs words around it."""
    name, which, year_given = form.parts["month"].lower(), form.parts["which"].lower().split(), form.parts["year"] or form.parts["that"]
    month = _MONTHS[name.rstrip(".")]
    bare = not which and not year_given and frame.year is None
    if bare and name in _CUT_SHORT:
        return None
    if bare and name in _AMBIGUOUS_MONTHS and not form.parts["part"] and frame.word_before() not in _BEFORE_MONTH:
        return None
    year = _year_of(form, frame, month, None)
    if which and not year_given:
        year = _which_year(which[-1], frame, month)
    return point(f"{year:04}-{month:02}", Precision.MONTH) if year else unresolved(f"XXXX-{month:02}", Precision.MONTH)


def _which_year(which: str, frame: Frame, month: int) -> int | None:
    """The year of "last May", "the following April"."""
    report = which in FROM_REPORT and not frame.history
    if not report and not (frame.history and frame.anchor):
        return None
    base = frame.published.isoformat() if report else frame.anchor or ""
    year, now = int(base[:4]), int(base[5:7] or (12 if which in BACK else 1))
    if which in BACK:
        return year - (month >= now)
    return year + (month <= now) if which in ON else year


def _season(form: Form, frame: Frame) -> Reading | None:
    """ "Spring 2022", "the winter": a season's months differ by hemisphere, so only its year is given."""
    word, which = form.parts["season"], form.parts["which"].lower().split()
    code, year = _SEASONS[word.lower()], form.parts["year"]
    dated = year or form.parts["that"]
    article = which[:1] == ["the"]
    if not dated and (
        word.lower() == "fall"
        or (word.lower() == "spring" and not which and not form.parts["part"])
        or (word[0].isupper() and not frame.history)
    ):
        return None
    if (
        word.lower() == "fall"
        and frame.word_before() not in {"in", "of", "by", "during", "until", "since", "the"}
        and not article
        and not year
    ):
        return None
    if year:
        return _season_of(int(year), code)
    if frame.history and frame.anchor:
        late = code == "WI" and int(frame.anchor[5:7] or 1) >= 8
        step = 1 if which and which[-1] in ON else -1 if which and which[-1] in BACK else 0
        return _season_of(int(frame.anchor[:4]) + (step or late), code)
    if which and which[-1] == "this" and code != "WI":
        return _season_of(frame.published.year, code)
    return unresolved(f"XXXX-{code}", Precision.SEASON)


def _season_of(year: int, code: str) -> Reading:
    """A winter begins in one year and ends in the next, and reports name it by either."""
    return Reading(f"{year:04}-{code}", f"{year - (code == 'WI'):04}", f"{year + (code == 'WI'):04}", Precision.SEASON)


def _decade(form: Form, frame: Frame) -> Reading | None:
    decade = f"{int(form.parts['decade']) // 10:03}"
    return Reading(decade, f"{decade}0", f"{decade}9", Precision.PERIOD)


def _century(form: Form, frame: Frame) -> Reading | None:
    word = form.parts["ordinal"].lower()
    number = _CENTURIES.get(word) or int(re.sub(r"\D", "", word) or 0)
    return Reading(f"{number - 1:02}", f"{number - 1:02}01", f"{number:02}00", Precision.PERIOD) if 1 < number <= 21 else None


def _years(form: Form, frame: Frame) -> Reading | None:
    first, last = form.parts["year"], form.parts["last"]
    first, last = f"{int(first):04}", f"{int(first[:2] + last if len(last) == 2 else last):04}"
    return Reading(f"{first}/{last}", first, last, Precision.PERIOD) if first < last <= str(_LAST_YEAR) else None


def _before_christ(form: Form, frame: Frame) -> Reading | None:
    return unresolved(f"BC{int(form.parts['year']):04}", Precision.YEAR)


def _year(form: Form, frame: Frame) -> Reading | None:
    """Four digits where no people follow; before 1900 only after words that lead to a year, or in a history."""
    year, word = int(form.parts["year"]), frame.word_before()
    leads = word in _BEFORE_MONTH or bool(form.parts["part"]) or bool(form.parts["lead"])
    if word in _BEFORE_COUNT or not (leads or frame.history or year >= _MODERN):
        return None
    if frame.people_follow() and word not in _BEFORE_YEAR:
        return None
    return point(f"{year:04}", Precision.YEAR)


CALENDAR: dict[str, Callable[[Form, Frame], Reading | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "days": _days,
    "days_after": _days,
    "day": _day,
    "day_after": _day,
    "day_number": _day_number,
    "holiday": _holiday,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "before_christ": _before_christ,
    "year": _year,
}
"""The reader of each form that names a date."""
