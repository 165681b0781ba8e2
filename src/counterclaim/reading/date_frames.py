"""What a date is read against, and what reading it gives."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Precision
from counterclaim.reading.date_grammar import Form, table
from counterclaim.reading.other_uses import PERSONS

BACK = frozenset({"last", "previous", "preceding", "past"})
ON = frozenset({"next", "following", "coming", "ensuing"})
FROM_REPORT = frozenset({"last", "this", "next", "coming", "current", "past"})
PARTS_OF_DAY = table("part of day")
_AHEAD = re.compile(r"\b(?:" + "|".join(table("ahead")) + r")\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a bare date is read against: the report's day, the date before it in the text, the words on either side.

    `year` is the year of the date that it is joined to ("5 May to 8 June 2023").
    """

    published: date
    before: str
    after: str
    anchor: str | None = None
    history: bool = False
    year: int | None = None

    def ahead(self) -> bool:
        """Whether the words before speak of what is to come."""
        return bool(_AHEAD.search(self.before[max(self.before.rfind(". "), self.before.rfind("\n"), 0) :]))

    def word_before(self) -> str:
        """The word just before, in lower case."""
        words = self.before.rsplit(None, 1)
        return words[-1].lower().strip('("“') if words else ""

    def word_follows(self) -> bool:
        """Whether the words go on without a mark."""
        return self.after.lstrip()[:1].isalpha()

    def people_follow(self) -> bool:
        """Whether one of the next two words is one for people."""
        words = self.after.split(None, 2)[:2] if self.word_follows() else []
        return any(word.strip(".,;:)").lower() in PERSONS for word in (words[:1] if words and words[0][-1] in ".,;:)" else words))


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of one expression; `start` and `end` are `None` where it does not resolve."""

    value: str | None
    start: str | None
    end: str | None
    precision: Precision


def point(value: str, precision: Precision, *, suffix: str = "") -> Reading:
    """A value whose first and last day are itself; `suffix` is the part of the day."""
    return Reading(value + suffix, value, value, precision)


def unresolved(value: str | None, precision: Precision) -> Reading:
    """A value without days."""
    return Reading(value, None, None, precision)


def on_day(year: int, month: int, day: int, suffix: str = "") -> Reading | None:
    """A day, or nothing where the calendar has no such day."""
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return point(f"{year:04}-{month:02}-{day:02}", Precision.DAY, suffix=suffix)


def hours_of(form: Form) -> str:
    """The part of the day that a form names, as TIMEX3 writes it."""
    hours = form.parts.get("hours", "")
    return f"T{PARTS_OF_DAY[hours]}" if hours else ""
