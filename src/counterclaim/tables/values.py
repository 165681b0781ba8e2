"""Cells -> figures and days. A cell that is not understood is `None`, never a guess; an empty one is not zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Quantifier

_NUMBER = r"\d{1,3}(?:[,\u2019' ]\d{3})+|\d+"
_FIGURE = re.compile(
    rf"(?P<sign>≥|>=|≤|<=|>|<|~|≈|about |at least |more than |over |up to |nearly )?\s?(?P<low>{_NUMBER})(?:\.0+)?(?P<plus>\+)?"
    rf"(?:\s?(?:-|–|to)\s?(?P<high>{_NUMBER})(?:\.0+)?)?",
    re.IGNORECASE,
)
_SIGNS = {
    "≥": Quantifier.AT_LEAST,
    ">=": Quantifier.AT_LEAST,
    "at least": Quantifier.AT_LEAST,
    ">": Quantifier.MORE_THAN,
    "more than": Quantifier.MORE_THAN,
    "over": Quantifier.MORE_THAN,
    "≤": Quantifier.UP_TO,
    "<=": Quantifier.UP_TO,
    "up to": Quantifier.UP_TO,
    "<": Quantifier.FEWER_THAN,
    "~": Quantifier.ABOUT,
    "≈": Quantifier.ABOUT,
    "about": Quantifier.ABOUT,
    "nearly": Quantifier.NEARLY,
}
_MISSING = frozenset(
    ("", "-", "–", "—", "n/a", "na", "n.a.", "nan", "null", "none", "unknown", "?", "nd", "not known", "no data", "..", "…")
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ]\d{2}:\d{2}.*)?")
_NAMED = re.compile(r"(?:(\d{1,2})[ -])?([a-z]{3,9})\.?[ -](?:(\d{1,2}),? )?(\d{4})", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people with its bound."""

    low: int | None
    high: int | None
    quantifier: Quantifier
    approx: bool = False


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is no figure."""
    return cell.casefold() in _MISSING


def figure(cell: str) -> Figure | None:
    """The figure of `12`, `1,204`, `≥ 12`, `12+`, `<5`, `~50` or `10-12`. Halves, signs and `1.204`, which may be two numbers, are none."""
    found = _FIGURE.fullmatch(cell)
    if not found or (found["high"] and (found["sign"] or found["plus"])) or (found["sign"] and found["plus"]):
        return None
    low = _whole(found["low"])
    if found["high"]:
        high = _whole(found["high"])
        return Figure(low, high, Quantifier.RANGE) if low < high else None
    sign = _SIGNS[found["sign"].strip().lower()] if found["sign"] else Quantifier.AT_LEAST if found["plus"] else Quantifier.EXACT
    match sign:
        case Quantifier.AT_LEAST | Quantifier.MORE_THAN:
            return Figure(low, None, sign)
        case Quantifier.UP_TO | Quantifier.FEWER_THAN:
            return Figure(None, low, sign)
        case _:
            return Figure(low, low, sign, approx=sign is not Quantifier.EXACT)


def _whole(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def day_order(cells: Iterable[str]) -> bool | None:
    """Whether days such as 03/04/2024 begin with the month: `None` where no cell shows it, or cells of both kinds are there."""
    orders = set()
    for cell in cells:
        found = _SLASHED.fullmatch(cell)
        if found and (int(found[1]) > 12) != (int(found[3]) > 12):
            orders.add(int(found[3]) > 12)
    return orders.pop() if len(orders) == 1 else None


def day(cell: str, *, month_first: bool | None) -> str | None:
    """The day, month or year of a cell, as an ISO prefix only as precise as the cell; `None` where it can be read two ways."""
    if found := _ISO.fullmatch(cell):
        return _iso(found[1], found[2], found[3])
    if found := _NAMED.fullmatch(cell):
        name = found[2][:3].lower()
        number = found[1] or found[3]
        return _iso(found[4], str(_MONTHS.index(name) + 1), number) if name in _MONTHS and not (found[1] and found[3]) else None
    if found := _SLASHED.fullmatch(cell):
        first, second = found[1], found[3]
        if int(first) > 12 or first == second:
            return _iso(found[4], second, first)
        if int(second) > 12 or month_first:
            return _iso(found[4], first, second)
        return _iso(found[4], second, first) if month_first is False else None
    return None


def _iso(year: str, month: str | None, number: str | None) -> str | None:
    try:
        at = date(int(year), int(month or 1), int(number or 1))
    except ValueError:
        return None
    return at.isoformat() if month and number else at.isoformat()[:7] if month else at.isoformat()[:4]
