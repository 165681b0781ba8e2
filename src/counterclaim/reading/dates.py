"""Date expressions of a text, joined where two make one stretch ("from 5 May to 8 June"), with `since` and `until` from the words before.

The forms stand in `date_grammar.py`, the rules for bare dates in `date_calendar.py`, for counted ones in `date_relative.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from counterclaim.model import DateSpan, Precision, Span
from counterclaim.reading.date_calendar import CALENDAR
from counterclaim.reading.date_frames import Frame, Reading
from counterclaim.reading.date_grammar import MONTHS, Form, find_forms
from counterclaim.reading.date_relative import RELATIVE

_AROUND = 80  # characters on either side that can change what a date means
_HISTORY_YEARS = 5  # so many years, half of them this old or older, make a text a history; news items rarely have more than two
_HISTORY_AGE = 2
# one of these for every five years makes it none
_NEWS = re.compile(r"\b(?:yesterday|tonight|[Oo]n\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")

_A_YEAR = re.compile(r"(?<![\d,.$£€])(?:1[0-9]|20)\d\d(?![\d,.]?\d)|\b\d{1,3}\sBCE?\b")
_STRETCH = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s(?:the\s)?")
_LIST = re.compile(r",\s|,?\s(?:and|or|to|until|till|through)\s(?:in\s|on\s)?(?:the\s)?|\s?[-–—]\s?")
_OPENER = re.compile(r"\b(?:from|between)\s(?:the\s)?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b(?:[^.;:,!?()\n]{0,60}?(?:\(|\s(?:on|of|in)\s))?\s?(?:the\s)?$", re.IGNORECASE)
_FROM_ON = re.compile(r"\s(?:on\b(?!\s(?:the|a)\b)|onwards?\b|to\s(?:now|date|the\spresent|present)\b)", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|up\sto|through|as\sof)\s(?:the\s)?$", re.IGNORECASE)
_ASIDES = frozenset({"year", "years"})  # in parentheses they do not move the story on
_READERS = CALENDAR | RELATIVE
_MONTHS = {month.lower(): number for month, number in MONTHS.items()}
_DATED = frozenset({"day", "day_after", "month", "season"})  # forms whose year may stand at the date that they are joined to


@dataclass(frozen=True, slots=True)
class _Date:
    form: Form
    reading: Reading


def find_dates(text: str, published: str) -> tuple[DateSpan, ...]:
    """text, day of publication -> its date expressions in text order, none overlapping (contract, "dates").

    A day is given only where the words give one: "in November" is a month, "03/04/2024" and "two days later" are not resolved.
    Lengths of time ("two months") and words such as "now" are expressions without a start and an end.
    """
    forms = [part for form in find_forms(text) for part in _split(form, text)]
    day, history = date.fromisoformat(published[:10]), _is_history(text, int(published[:4]))
    dates: list[_Date] = []
    anchor: str | None = None
    for k, form in enumerate(forms):
        before, after = text[max(0, form.start - _AROUND) : form.start], text[form.end : form.end + _AROUND]
        year = _joined_year(forms, k, text) if form.name in _DATED else None
        reading = _READERS[form.name](form, Frame(published=day, before=before, after=after, anchor=anchor, history=history, year=year))
        if reading is not None:
            dates.append(_Date(form, reading))
            if not (form.name in _ASIDES and before.endswith("(")):
                anchor = reading.start or anchor
    return tuple(_flagged(text, item) for item in _joined(text, dates))


def _split(form: Form, text: str) -> tuple[Form, ...]:
    """ "7 and 8 October" is two days, "7 to 8 October" one stretch, and so is "between 7 and 8 October"."""
    joiner = form.parts.get("joiner", "").strip()
    if joiner not in ("and", "or", ",") or (joiner == "and" and _OPENER.search(text[max(0, form.start - _AROUND) : form.start])):
        return (form,)
    cut = text.index(form.parts["joiner"], form.start)
    first, last = form.parts, form.parts | {"day": form.parts["last"]}
    return Form("day", form.start, cut, first), Form("day", cut + len(form.parts["joiner"]), form.end, last)


def _is_history(text: str, published: int) -> bool:
    years = [0 if "B" in word else int(word) for word in _A_YEAR.findall(text)]
    return (
        len(years) >= _HISTORY_YEARS
        and median(years) <= published - _HISTORY_AGE
        and len(_NEWS.findall(text)) * _HISTORY_YEARS < len(years)
    )


def _joined_year(forms: Sequence[Form], k: int, text: str) -> int | None:
    """The year written at the date that this one is joined to: "5 May to 8 June 2023", "in April and May 2023"."""
    form = forms[k]
    if form.parts.get("year") or k + 1 == len(forms):
        return None
    following = forms[k + 1]
    if following.name not in _DATED or not following.parts.get("year") or not _LIST.fullmatch(text, form.end, following.start):
        return None
    year = int(following.parts["year"])
    months = [_MONTHS.get(item.parts.get("month", "").lower().rstrip("."), 0) for item in (form, following)]
    return year - (0 < months[1] < months[0])


def _joined(text: str, dates: Sequence[_Date]) -> list[_Date]:
    """Two dates with "to" or a dash between them, or "between … and …", become one stretch."""
    joined: list[_Date] = []
    for item in dates:
        last = joined[-1] if joined else None
        if last and _stretches(text, last, item):
            first, end = last.reading, item.reading
            whole = Reading(f"{first.value}/{end.value}", first.start, end.end, Precision.PERIOD)
            joined[-1] = _Date(replace(last.form, end=item.form.end), whole)
        else:
            joined.append(item)
    return joined


def _stretches(text: str, first: _Date, last: _Date) -> bool:
    if (
        not (first.reading.start and last.reading.end and first.reading.start <= last.reading.end)
        or "/" in f"{first.reading.value}{last.reading.value}"
    ):
        return False
    between = text[first.form.end : last.form.start]
    opened = _OPENER.search(text[max(0, first.form.start - _AROUND) : first.form.start])
    return bool(_STRETCH.fullmatch(between) and (opened or len(between) <= 3)) or bool(opened and between.strip() == "and")


def _flagged(text: str, item: _Date) -> DateSpan:
    """The date with what the words before it say: an open start ("since 7 October", "since the ceasefire (11 October)"), or an end."""
    form, reading = item.form, item.reading
    before = text[max(0, form.start - _AROUND) : form.start]
    since = bool(_SINCE.search(before)) or (bool(_OPENER.search(before)) and bool(_FROM_ON.match(text, form.end)))
    return DateSpan(
        span=Span(form.start, form.end, text[form.start : form.end]),
        value=reading.value,
        start=reading.start,
        end=reading.end,
        precision=reading.precision,
        since=since,
        until=not since and bool(_UNTIL.search(before)),
    )
