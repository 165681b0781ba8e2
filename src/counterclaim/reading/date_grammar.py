"""The forms of date expressions, as one pattern; a form's name is the key of its reader (`date_calendar.py`, `date_relative.py`).

Every repetition in a pattern is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from counterclaim.vocabulary import load_vocabulary


def table(kind: str) -> dict[str, str]:
    """The words of one kind in `data/dates.tsv` with their values."""
    return {row["words"]: row["value"] for row in load_vocabulary("dates") if row["kind"] == kind}


def _any(words: Iterable[str]) -> str:
    """A pattern for one of `words`, the longest first."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True)) + ")"


MONTHS = {month: int(value) for month, value in table("month").items()}
SHORT_MONTHS = [month for month in MONTHS if any(other != month and other.startswith(month) for other in MONTHS)]
_S = r"\s{1,2}"
_MONTH = rf"(?:{_any(SHORT_MONTHS)}\.|{_any([*MONTHS, *(month.upper() for month in MONTHS)])}\b)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:1\d|20)\d\d(?!\d|,\d)"
_OF_YEAR = rf"(?:,?{_S}(?:of{_S})?(?P<year>{_YEAR})|{_S}of{_S}(?P<that>(?:that|the{_S}same){_S}year))"
_WEEKDAY = _any(table("weekday"))
_ON_WEEKDAY = rf"(?:(?:{_WEEKDAY}|{_any(table('short weekday'))}\.?)(?:{_S}{_any(table('part of day'))}{_S}of|,)?{_S})?"
_PART = (
    rf"(?:(?i:the{_S})?(?i:beginning|start|middle|end|first{_S}half|second{_S}half|latter{_S}half|latter{_S}part|early{_S}part|rest){_S}of{_S}"
    rf"|(?i:early|late|mid|later)(?:{_S}in{_S}|-|{_S}))"
)
_PART_OF_DAY = _any(table("part of day"))
_NIGHT_OF = rf"(?:(?i:the{_S})?(?P<hours>{_PART_OF_DAY}){_S}of{_S}(?:the{_S})?)?"
_SEASON = _any([*table("season"), *(season.title() for season in table("season"))])
_COUNTS = [*table("count"), *(count.capitalize() for count in table("count"))]
_COUNT = rf"(?:\d{{1,3}}|{_any(_COUNTS)}(?:-{_any(_COUNTS)})?)"
_UNITS = table("unit")
_UNIT = _any([*_UNITS, *(f"{unit}s" for unit in _UNITS), "centuries"])
_WHICH = r"(?i:last|past|previous|preceding|next|coming|following|this|that|current|same|ensuing)"
_JOINER = rf"(?:\s?[-–—/]\s?|{_S}(?:to|and|or|until|till|through){_S}|,\s)"
_CENTURY_WORDS = ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first")
_CENTURY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{_any(_CENTURY_WORDS)}))"

# In order: the first form that fits at a place is taken.
_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>(?:1\d|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?:T\d\d:\d\d(?::\d\d)?Z?)?(?!\d|-)"),
    ("slashed", r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"),
    (
        "clock",
        rf"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:hrs|(?P<half>[ap])\.?m\b\.?|GMT|UTC|local{_S}time))?"
        rf"|(?:\.(?P<past>[0-5]\d))?\s?(?P<noon>[ap])\.?m\b\.?)",
    ),
    ("days", rf"(?:the{_S})?(?P<day>{_DAY})(?P<joiner>{_JOINER})(?:the{_S})?(?P<last>{_DAY})(?:{_S}of)?{_S}(?P<month>{_MONTH}){_OF_YEAR}?"),
    ("days_after", rf"(?P<month>{_MONTH}){_S}(?P<day>{_DAY})(?P<joiner>{_JOINER})(?P<last>{_DAY})(?!{_S}{_MONTH}){_OF_YEAR}?"),
    ("day", rf"{_NIGHT_OF}{_ON_WEEKDAY}(?i:the{_S})?(?P<day>{_DAY})(?:{_S}of)?{_S}(?P<month>{_MONTH}){_OF_YEAR}?"),
    ("day_after", rf"{_NIGHT_OF}{_ON_WEEKDAY}(?P<month>{_MONTH}){_S}(?:the{_S})?(?P<day>{_DAY}){_OF_YEAR}?"),
    ("day_number", rf"the{_S}(?P<day>\d{{1,2}}(?:st|nd|rd|th))(?=\s?[,.;)]|{_S}(?:and|of{_S}(?:that|the){_S}(?:same{_S})?month))"),
    ("holiday", rf"(?P<holiday>{_any(table('holiday'))})(?:{_S}(?:Day|night))?{_OF_YEAR}?"),
    ("month", rf"(?P<which>(?:the{_S})?{_WHICH}{_S})?(?P<part>{_PART})?(?P<month>{_MONTH}){_OF_YEAR}?"),
    ("season", rf"(?P<which>(?i:the{_S})?(?:{_WHICH}{_S})?)(?P<part>{_PART})?(?:the{_S})?(?P<season>{_SEASON})(?:-time|time)?{_OF_YEAR}?"),
    ("decade", rf"(?:{_PART})?(?i:the{_S})?(?:{_PART})?(?P<decade>(?:1\d|20)\d0)['’]?s"),
    ("century", rf"(?:{_PART})?(?i:the{_S})?(?:(?:early|mid|late)[-\s])?(?P<ordinal>{_CENTURY})[-\s]century"),
    ("years", rf"(?P<year>{_YEAR})(?:[-–—/]|\s–\s)(?P<last>(?:1\d|20)\d\d|\d\d)(?!\d|-)"),
    ("before_christ", rf"(?:{_PART})?(?i:the{_S}year{_S})?(?P<year>\d{{1,4}}){_S}BCE?"),
    ("year", rf"(?P<part>{_PART})?(?P<lead>(?i:the{_S}years?{_S}))?(?P<year>{_YEAR})(?!-\d|/\d|\.\d|[-–]\w)"),
    ("word", rf"(?P<word>(?i:{_any(table('day'))}))(?:{_S}(?P<hours>{_PART_OF_DAY}))?"),
    ("overnight", r"(?i:overnight)"),
    (
        "part_of_day",
        rf"(?:(?i:early|late|later){_S})?(?P<which>(?i:last|this|that|the{_S}next|the{_S}same|the{_S}following)){_S}(?P<hours>{_PART_OF_DAY})",
    ),
    (
        "weekday",
        rf"(?:(?i:early|late){_S}(?:on{_S})?)?(?P<which>(?:the{_S})?{_WHICH}{_S})?(?P<weekday>{_WEEKDAY})(?:{_S}(?P<hours>{_PART_OF_DAY}))?",
    ),
    (
        "away",
        rf"(?i:(?:only|just|about|some|around|nearly|over|more{_S}than|less{_S}than){_S})?(?P<count>{_COUNT}|)\s?(?P<unit>(?i:{_UNIT})){_S}"
        rf"(?P<way>ago|earlier|later|before(?!{_S}\w)|previously|afterwards?|after(?!{_S}\w))",
    ),
    (
        "stretch",
        rf"(?:the{_S}|The{_S})?(?P<which>(?i:last|past|previous|preceding|next|coming|following|first|final)){_S}(?P<count>{_COUNT})[-\s](?P<unit>{_UNIT})",
    ),
    (
        "unit",
        rf"(?P<part>(?i:early|late|later|earlier)(?:{_S}in)?{_S}|{_PART})?(?P<which>(?:the{_S}|The{_S})?{_WHICH}(?:{_S}same)?|(?i:the)){_S}"
        rf"(?P<unit>{_UNIT})(?P<way>{_S}(?:before|after|following|earlier)(?!{_S}(?:of|by)\b))?",
    ),
    ("set", rf"(?P<word>(?i:{_any(table('set'))}|(?:every|each|per){_S}(?:day|night|week|month|year|hour)))"),
    (
        "duration",
        rf"(?P<bound>(?i:more{_S}than|less{_S}than|fewer{_S}than|at{_S}least|up{_S}to|about|around|nearly|almost|over|under|roughly|some|just|only|another|"
        rf"the{_S}first|the{_S}last){_S})?(?P<count>{_COUNT})(?:-|{_S}(?P<half>and{_S}(?:a{_S})?half{_S})?(?:full{_S}|more{_S}|long{_S})?)(?P<unit>(?i:{_UNIT}))"
        rf"(?!-old|{_S}old|-of)(?:-long|{_S}long)?",
    ),
    ("bare_duration", r"(?P<unit>seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)(?:-long)?"),
    ("reference", rf"(?P<word>(?i:{_any(table('reference'))}))(?!{_S}(?:{_COUNT}{_S})?{_UNIT}\b)"),
    ("night", r"(?<=\bat )(?P<hours>night|dawn|dusk|noon|midnight|midday)|(?P<time>daytime|night-?time)"),
)
_GROUP = re.compile(r"\(\?P<\w+>")
_BACK = re.compile(r"\(\?P=\w+\)")
_FORM = re.compile(
    r"(?<![\w$£€#.,/])(?<![A-Z\d]-)(?:"
    + "|".join(f"(?P<{name}>{_BACK.sub('[/.]', _GROUP.sub('(?:', form))})" for name, form in _FORMS)
    + r")(?!\w)"
)
_PARTS = {name: re.compile(form + r"(?!\w)") for name, form in _FORMS}

# Forms are tried only where a word can begin one, which is three times as fast:
# a strong word, or a weak one with a strong word not far behind it.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_REACH = 6  # words from the first of a form to its first strong one: "the latter half of the night of 20 June"


def _first_words(phrases: Iterable[str]) -> set[str]:
    return {_WORD.findall(phrase)[0].lower() for phrase in phrases}


_STRONG = frozenset(
    _first_words([*MONTHS, *table("weekday"), *table("short weekday"), *_UNITS, *(f"{unit}s" for unit in _UNITS), "centuries", "daytime"])
    | _first_words([*table("part of day"), *table("season"), *table("day"), *table("holiday"), *table("set"), "overnight"])
    | {_WORD.findall(phrase)[-1].lower() for phrase in table("reference")}
)
_WEAK = frozenset(
    _first_words([*table("count"), *table("reference"), *_CENTURY_WORDS])
    | {
        "the",
        "this",
        "that",
        "last",
        "past",
        "previous",
        "preceding",
        "next",
        "coming",
        "following",
        "current",
        "same",
        "ensuing",
        "first",
        "final",
    }
    | {
        "beginning",
        "start",
        "middle",
        "end",
        "second",
        "latter",
        "early",
        "late",
        "mid",
        "later",
        "earlier",
        "rest",
        "every",
        "each",
        "per",
    }
    | {
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "over",
        "under",
        "more",
        "less",
        "fewer",
        "at",
        "up",
        "roughly",
        "just",
        "only",
        "another",
    }
)


def _starts(text: str) -> Iterator[int]:
    """Where a form may begin."""
    words = list(_WORD.finditer(text))
    lower = [word[0].lower() for word in words]
    strong = [word in _STRONG or word[0].isdecimal() for word in lower]
    for k, word in enumerate(lower):
        if strong[k] or (word in _WEAK and any(strong[k + 1 : k + 1 + _REACH])):
            yield words[k].start()


@dataclass(frozen=True, slots=True)
class Form:
    """An expression of the form `name` at `[start, end)` with its named parts; a part that is not there is empty."""

    name: str
    start: int
    end: int
    parts: dict[str, str]


def find_forms(text: str) -> Iterator[Form]:
    """The expressions in `text` that look like dates, in order, none overlapping."""
    end = 0
    for start in _starts(text):
        found = _FORM.match(text, start) if start >= end else None
        name = found.lastgroup if found else None
        parts = _PARTS[name].match(text, start) if name else None
        if name and parts:
            end = parts.end()
            yield Form(name, start, end, {key: value or "" for key, value in parts.groupdict().items()})
