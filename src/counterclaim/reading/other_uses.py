"""Numeral -> what else it is when it counts nobody.

Part of a word or of a name, a measure, money, a date, a time of day, an age, the mark of a list item, a pronoun.
"""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.reading.numerals import Figure, Text, figure_at, table, words_of
from counterclaim.vocabulary import load_vocabulary

_LAST_YEAR = 2099  # four plain digits up to here may be a year
_MODERN = 1900  # from here on they are one unless people follow
_FIRST_YEAR = 1000
_LAST_DAY = 31
_OLDEST = 120  # a greater figure is nobody's age
_LONGEST_LIST = 99

DASHES = frozenset("-–—‑")
_MEASURES, _MONEY, _AGE = (words_of(kind) for kind in ("measure", "money", "age"))
_NOUNS = words_of("person") - words_of("harm")
PERSONS = words_of("person") | words_of("household") | words_of("befell")
_AFTER = table("after")
_DESIGNATORS = {row["words"].lower(): row["words"][0].isupper() for row in load_vocabulary("numbers") if row["kind"] == "designator"}
_MONTHS = frozenset(row["words"].lower().rstrip(".") for row in load_vocabulary("dates") if row["kind"] == "month")

_JOINERS = DASHES | {"and", "to", "or", ","}
_LEADS_TO_AGE = frozenset({"from", "between", "about", "around", "only", "just", "and", "to", "or", ",", "-", "–"})
_LEADS_TO_YEAR = frozenset(
    {
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "the",
        "early",
        "late",
        "mid",
        "from",
        "before",
        "after",
        "between",
        "year",
        "summer",
        "spring",
        "autumn",
        "winter",
        "fall",
    }
)
_BE = frozenset({"are", "were", "was", "have", "had", "remain", "remained", "died", "die"})
_NOT_AFTER = frozenset({"this", "that", "the", "no", "any", "every", "each", "which", "another"})  # "this one" is a pronoun
_NOT_BEFORE = frozenset(
    {"of", "another", "can", "could", "may", "might", "must", "should", "would", "thing", "such", "side", "way", "who", "that"}
)  # and so is "one of"
_OPENERS = frozenset('.!?:;"“”‘(-–—•*')


def people_follow(words: Text, k: int) -> bool:
    """Whether a word for people, or for what befell them, is word `k` or the one after it."""
    return words.at(k) in PERSONS or (words.at(k).isalpha() and words.at(k + 1) in PERSONS) or words.at(k) in _BE


def other_use(words: Text, low: Figure, high: Figure, *, bounded: bool) -> str | None:
    """What a numeral is that is no count, or none; `high` is `low` itself, or the upper end of a range.

    `bounded` says that words such as "at least" stand before it: years and days of a month have none.
    """
    for name, holds in _USES:
        if holds(words, low, high) and not (bounded and name == "year"):
            return name
    return None


def _part_of_word(words: Text, low: Figure, high: Figure) -> bool:
    """ "Two-day", "F-16", "COVID-19", "007"."""
    k = high.last
    after = words.at(k) in DASHES and words.glued(k) and words.glued(k + 1) and words.at(k + 1)[:1].isalpha()
    before = words.at(low.first - 1) in ("-", "‑") and words.glued(low.first) and words.glued(low.first - 1)
    zeros = words.lower[low.first].startswith("0") and len(words.lower[low.first]) > 1
    return (after and not words.phrase(_AFTER, k, 2)) or before or zeros


def _measure(words: Text, low: Figure, high: Figure) -> bool:
    return words.at(high.last) in _MEASURES


def _money(words: Text, low: Figure, high: Figure) -> bool:
    return words.at(low.first - 1) in _MONEY or (words.at(high.last) in _MONEY and words.glued(high.last))


def _clock(words: Text, low: Figure, high: Figure) -> bool:
    """ "9:30", "24/7"."""
    after, before = high.last, low.first - 1
    return (words.at(after) in (":", "/") and words.glued(after) and words.glued(after + 1) and words.at(after + 1)[:1].isdecimal()) or (
        words.at(before) in (":", "/") and words.glued(before) and words.glued(before + 1) and words.at(before - 1)[-1:].isdecimal()
    )


def _month(words: Text, k: int) -> bool:
    return words.at(k) in _MONTHS and words.capital(k)


def _day_of_month(words: Text, low: Figure, high: Figure) -> bool:
    """ "7 October", "October 7", "12 and 18 January"; not "in March 12 people"."""
    if not (low.plain and low.value <= _LAST_DAY):
        return False
    after = high.last
    if _month(words, after):
        return True
    if words.at(after) in _JOINERS and words.at(after + 1).isdecimal() and len(words.at(after + 1)) <= 2 and _month(words, after + 2):
        return True
    before = low.first - 1 - (words.at(low.first - 1) == ".")
    return _month(words, before) and not (words.at(before - 1) == "in" and people_follow(words, after))


def _year(words: Text, low: Figure, high: Figure) -> bool:
    return _is_year(words, low) or (high is not low and _is_year(words, high))


def _is_year(words: Text, figure: Figure) -> bool:
    if not (figure.plain and figure.last - figure.first == 1 and _FIRST_YEAR <= figure.value <= _LAST_YEAR):
        return False
    before = words.at(figure.first - 1)
    if before in _LEADS_TO_YEAR or _month(words, figure.first - 1):
        return True
    return figure.value >= _MODERN and not people_follow(words, figure.last)


def _list_mark(words: Text, low: Figure, high: Figure) -> bool:
    """ "1. …" at the start of a line, "[12]"."""
    closes = words.at(high.last)
    if words.at(low.first - 1) == "[" and closes == "]":
        return True
    starts = "\n" in words.gap(low.first) or low.first == 0
    alone = "\n" in words.gap(high.last + 1)
    return starts and closes in (".", ")") and words.glued(high.last) and low.plain and low.value <= _LONGEST_LIST and not alone


def _age(words: Text, low: Figure, high: Figure) -> bool:
    """ "Aged 13", "children under 5", and the figure between commas after a name."""
    if low.value > _OLDEST:
        return False
    k = low.first - 1
    if words.at(k) in ("under", "over") and words.at(k - 1) in _NOUNS:
        return True
    if words.at(k) == "," and words.capital(k - 1) and words.at(high.last) == "," and low.plain and low is high:
        return True
    while words.at(k) in _LEADS_TO_AGE:
        k -= 1
    return words.at(k) in _AGE or (words.at(k) == "of" and words.at(k - 1) in _AGE)


def _name(words: Text, low: Figure, high: Figure) -> bool:
    """ "Flight 17", "No. 5", "Group of 7", "the Three Gorges"."""
    k = low.first - 1
    if words.at(k) == "." and words.at(k - 1) == "no":
        return True
    capital = _DESIGNATORS.get(words.at(k))
    if capital is not None and (words.capital(k) or not capital) and not (words.at(k) == "no" and not low.plain):
        return True
    if words.at(k) == "of" and words.at(k - 1) == "group" and words.capital(k - 1):
        return True
    spelled = words.at(low.first)[:1].isalpha() and words.capital(low.first)
    inside = k >= 0 and words.at(k) not in _OPENERS and "\n" not in words.gap(low.first)
    return spelled and inside and words.capital(high.last) and (not words.capital(k) or words.at(k) == "the")


def _pronoun(words: Text, low: Figure, high: Figure) -> bool:
    """ "This one", "one another", "one of"."""
    if high is not low or words.lower[low.first : low.last] != ("one",):
        return False
    return words.at(low.first - 1) in _NOT_AFTER or words.at(low.last) in _NOT_BEFORE


Test = Callable[[Text, Figure, Figure], bool]
_USES: tuple[tuple[str, Test], ...] = (
    ("word", _part_of_word),
    ("measure", _measure),
    ("money", _money),
    ("clock", _clock),
    ("day", _day_of_month),
    ("year", _year),
    ("list", _list_mark),
    ("age", _age),
    ("name", _name),
    ("pronoun", _pronoun),
)
_RUNS = frozenset({"day", "age", "money", "year"})


def skip_joined(words: Text, k: int, use: str) -> int:
    """Past what is joined to a numeral of another use that ends at `k`: "aged 3, 5 and 8", "1986-91", "9:30"."""
    while k + 1 < len(words.lower):
        joiner = words.at(k)
        tight = words.glued(k) and words.glued(k + 1) and (joiner in DASHES or joiner in (":", "/"))
        loose = use in _RUNS and joiner in _JOINERS and not (joiner == "," and use != "age")
        following = figure_at(words, k + 1) if tight or loose else None
        if following is None or (not tight and (people_follow(words, following.last) or following.value > _LAST_YEAR)):
            return k
        k = following.last
    return k
