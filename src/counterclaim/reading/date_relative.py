"""Dates that are counted from the report's day, and lengths of time: form and frame -> reading, or none where it is no date.

A weekday is the last such day, the report's own included; "last Monday" is before that day. "Two days later", "the next day" count from the
date before them in a history and stay unresolved elsewhere: a report may speak of any day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from counterclaim.model import Precision
from counterclaim.reading.date_frames import BACK, FROM_REPORT, ON, PARTS_OF_DAY, Frame, Reading, hours_of, point, unresolved
from counterclaim.reading.date_grammar import Form, table

_WEEKDAYS = {day: int(value) for day, value in table("weekday").items()}
_COUNTS = {count.lower(): value for count, value in table("count").items()}
_UNITS = table("unit") | {f"{unit}s": value for unit, value in table("unit").items()} | {"centuries": "CE"}
_DAYS = {word: int(value) for word, value in table("day").items()}
_REFERENCES, _SETS = table("reference"), table("set")
_BEFORE_WEEKDAY = frozenset(table("before weekday"))


def _word(form: Form, frame: Frame) -> Reading | None:
    if frame.history:
        return unresolved("PRESENT_REF", Precision.UNKNOWN)
    word = form.parts["word"].lower()
    day = frame.published + timedelta(days=_DAYS[word])
    return point(day.isoformat(), Precision.DAY, suffix=hours_of(form) or ("TNI" if word == "tonight" else ""))


def _overnight(form: Form, frame: Frame) -> Reading | None:
    """From the evening before the report to its own day."""
    if frame.history:
        return unresolved("XXXX-XX-XXTNI", Precision.DAY)
    before = (frame.published - timedelta(days=1)).isoformat()
    return Reading(f"{before}TNI", before, frame.published.isoformat(), Precision.DAY)


def _part_of_day(form: Form, frame: Frame) -> Reading | None:
    """ "Last night", "this morning"; "that afternoon", "the next morning" only in a history."""
    which, suffix = form.parts["which"].lower().split()[-1], hours_of(form)
    report = which in ("last", "this") and not frame.history
    base = frame.published.isoformat() if report else frame.anchor if frame.history else None
    if base is None or len(base) < 10:
        return unresolved(None, Precision.DAY)
    step = -1 if which == "last" else 1 if which in ON else 0
    day = (date.fromisoformat(base) + timedelta(days=step)).isoformat()
    return point(day, Precision.DAY, suffix=suffix)


def _weekday(form: Form, frame: Frame) -> Reading | None:
    """The last such day, the report's own included; "last" before it, "next", or words of what is to come, after it."""
    if frame.word_before().capitalize() in _BEFORE_WEEKDAY:
        return None
    which = form.parts["which"].lower().split()[-1:] or [""]
    if frame.history or which[0] in ("that", "same", "previous", "preceding", "following", "ensuing"):
        return unresolved(None, Precision.DAY)
    back = (frame.published.weekday() - _WEEKDAYS[form.parts["weekday"]]) % 7
    if which[0] in ("last", "past") and back == 0:
        back = 7
    if which[0] in ("next", "coming") or (which[0] in ("", "this") and back and frame.ahead()):
        back -= 7
    return point((frame.published - timedelta(days=back)).isoformat(), Precision.DAY, suffix=hours_of(form))


def _count(words: str) -> int | None:
    """How many, or nothing for "several"."""
    parts = [re.sub(r"\s+", " ", part) for part in words.lower().split("-")]
    values = [part if part.isdecimal() else _COUNTS[part] for part in parts]
    return None if "X" in values else sum(int(value) for value in values)


def _period(count: int | str | None, unit: str) -> str:
    number = "X" if count is None else count
    return f"PT{number}{unit[1]}" if unit in ("TS", "TM", "TH") else f"P{number}{unit}"


def _shift(base: str, unit: str, step: int) -> Reading | None:
    """The day, week, month, year or decade `step` units from `base`; nothing where `base` is not as precise."""
    if unit == "DE":
        decade = int(base[:3]) + step
        return Reading(f"{decade}", f"{decade}0", f"{decade}9", Precision.PERIOD)
    if unit == "Y":
        return point(f"{int(base[:4]) + step:04}", Precision.YEAR)
    if unit == "M" and len(base) >= 7:
        months = int(base[:4]) * 12 + int(base[5:7]) - 1 + step
        return point(f"{months // 12:04}-{months % 12 + 1:02}", Precision.MONTH)
    if len(base) < 10 or unit not in ("D", "W", "WE"):
        return None
    if unit == "D":
        return point((date.fromisoformat(base) + timedelta(days=step)).isoformat(), Precision.DAY)
    return _week(date.fromisoformat(base) + timedelta(weeks=step), weekend=unit == "WE")


def _week(day: date, *, weekend: bool) -> Reading:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    first, last = monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)
    return Reading(f"{year:04}-W{week:02}" + ("-WE" if weekend else ""), first.isoformat(), last.isoformat(), Precision.WEEK)


_PRECISIONS = {
    "D": Precision.DAY,
    "W": Precision.WEEK,
    "WE": Precision.WEEK,
    "M": Precision.MONTH,
    "Y": Precision.YEAR,
    "TH": Precision.HOUR,
}


def _away(form: Form, frame: Frame) -> Reading | None:
    """ "Three days ago" counts from the report, "two days later" from the date before it in a history; "a few days later" is not known."""
    unit, way = _UNITS[form.parts["unit"].lower()], form.parts["way"].lower()
    back = way in ("ago", "earlier", "before", "previously")
    count = _count(form.parts["count"]) if form.parts["count"] else None
    if count is None:
        return unresolved("PAST_REF" if back else "FUTURE_REF", _PRECISIONS.get(unit, Precision.PERIOD))
    base = frame.published.isoformat() if way == "ago" else frame.anchor if frame.history else None
    reading = _shift(base, unit, -count if back else count) if base and count < 1000 else None
    return reading or unresolved(None, _PRECISIONS.get(unit, Precision.PERIOD))


def _stretch(form: Form, frame: Frame) -> Reading | None:
    """ "The past 24 hours", "the last two weeks", "the next three days"; no finer than its unit."""
    unit, which, count = _UNITS[form.parts["unit"].lower()], form.parts["which"].lower(), _count(form.parts["count"])
    return _stretch_of(which, count, unit, frame)


def _stretch_of(which: str, count: int | None, unit: str, frame: Frame) -> Reading:
    value, today = _period(count, unit), frame.published.isoformat()
    if frame.history or which not in ("last", "past", "next", "coming") or count is None or count > 500:
        return unresolved(value, Precision.PERIOD)
    days = {"TS": 1, "TM": 1, "TH": max(1, round(count / 24)), "D": count, "W": 7 * count}.get(unit)
    sign = 1 if which in ON else -1
    far = (frame.published + timedelta(days=sign * days)).isoformat() if days else None
    if far is None:
        reading = _shift(today, unit, sign * count)
        far = reading.start if reading else None
    start, end = (far, today) if sign < 0 else (today, far)
    return Reading(value, start, end, Precision.PERIOD) if far else unresolved(value, Precision.PERIOD)


def _unit(form: Form, frame: Frame) -> Reading | None:
    """ "Last week", "this year", "the end of the month", "the following day"."""
    words, unit, way = form.parts["which"].lower().split(), _UNITS[form.parts["unit"].lower()], form.parts["way"].strip().lower()
    which = next((word for word in reversed(words) if word not in ("the", "same")), "same" if "same" in words else "the")
    plural = form.parts["unit"].lower() not in table("unit")
    if unit[0] == "T" or (which == "the" and not way and not form.parts["part"]):
        return None
    if plural:
        return unresolved(_period(None, unit), Precision.PERIOD)
    if which == "past":
        return _stretch_of("past", 1, unit, frame)
    if frame.after.lstrip().startswith("of "):
        return unresolved(_period(1, unit), Precision.PERIOD)  # "the last week of the siege"
    if way:
        which = "following" if way in ("after", "following") else "previous"
        if frame.word_follows():
            return unresolved(None, _PRECISIONS.get(unit, Precision.PERIOD))
    report = not frame.history and (which in FROM_REPORT or which == "the") and not (words[0] == "the" and which == "next")
    base = frame.published.isoformat() if report else frame.anchor if frame.history else None
    step = -1 if which in BACK else 1 if which in ON else 0
    return (_shift(base, unit, step) if base else None) or unresolved(None, _PRECISIONS.get(unit, Precision.PERIOD))


def _duration(form: Form, frame: Frame) -> Reading | None:
    unit, count = _UNITS[form.parts["unit"].lower()], _count(form.parts["count"])
    if form.parts["count"].lower() == "a" and form.parts["unit"].endswith("s"):
        count = None  # "a months-long siege"
    if unit == "TS" and count == 1:
        return None  # "a second blast"
    return unresolved(_period(f"{count}.5" if form.parts["half"] else count, unit), Precision.PERIOD)


def _bare_duration(form: Form, frame: Frame) -> Reading | None:
    return unresolved(_period(None, _UNITS[form.parts["unit"].lower()]), Precision.PERIOD)


def _set(form: Form, frame: Frame) -> Reading | None:
    word = form.parts["word"].lower()
    unit = _UNITS.get(word.split()[-1], "")
    return unresolved(_SETS[word] if word in _SETS else _period(1, unit), Precision.PERIOD)


def _reference(form: Form, frame: Frame) -> Reading | None:
    return unresolved(_REFERENCES[re.sub(r"\s+", " ", form.parts["word"].lower())] or None, Precision.UNKNOWN)


def _clock(form: Form, frame: Frame) -> Reading | None:
    hour, minute, half = (
        int(form.parts["hour"]),
        form.parts["minute"] or form.parts["past"] or "00",
        form.parts["half"] or form.parts["noon"],
    )
    hour += 12 if half == "p" and hour < 12 else -12 if half == "a" and hour == 12 else 0
    day = frame.anchor if frame.history and frame.anchor and len(frame.anchor) == 10 else "XXXX-XX-XX" if frame.history else ""
    return unresolved(f"{day}T{hour:02}:{minute}", Precision.HOUR)


def _night(form: Form, frame: Frame) -> Reading | None:
    hours = PARTS_OF_DAY[form.parts["hours"]] if form.parts["hours"] else "NI" if form.parts["time"].startswith("night") else "DT"
    return unresolved(f"XXXX-XX-XXT{hours}", Precision.DAY)


RELATIVE: dict[str, Callable[[Form, Frame], Reading | None]] = {
    "clock": _clock,
    "word": _word,
    "overnight": _overnight,
    "part_of_day": _part_of_day,
    "weekday": _weekday,
    "away": _away,
    "stretch": _stretch,
    "unit": _unit,
    "set": _set,
    "duration": _duration,
    "bare_duration": _bare_duration,
    "reference": _reference,
    "night": _night,
}
"""The reader of each form that counts from another day, or names a length of time."""
