"""What a person types into the search -> a small tree -> a condition of either database.

aid convoy            both words in one sentence           "aid convoy"      the words in this order
strike OR shelling    one of them                          -hospital         not this word
displac*              words that begin so                  speaker:ministry  in a sentence that holds a claim of such a speaker
publisher:"Wire A"    in reports of such an outlet         since:2024-01  until:2024-02-15   date of the report
report:ID             in this report                       measure:killed  stance:denies     with such a claim in the sentence
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counterclaim.codes import Measure, Stance
from counterclaim.errors import InvalidQuery
from counterclaim.ledger.terms import ascii_word, tokens

LONGEST = 10_000  # characters; a person types fewer than a hundred
MOST_TERMS = 64  # words and filters; more than a person types, few enough for any planner
FIELDS = ("speaker", "publisher", "report", "since", "until", "measure", "stance")
HELP = 'Type words, "a phrase", -not, this OR that, begin*, and filters: ' + ", ".join(f"{field}:…" for field in FIELDS) + "."

CODES = {"measure": tuple(Measure), "stance": tuple(Stance)}

_PIECE = re.compile(
    r"""(?P<field>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]*))"""
    r"""|(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*?)"""
)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row; `prefix` where the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A field with the words, code or day that it must have."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` (each a choice of terms), none of `unwanted`, all filters."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...]
    filters: tuple[Filter, ...]


def parse(typed: str) -> Query:
    """The tree of a search. Raises `InvalidQuery` where nothing can be looked for."""
    if len(typed) > LONGEST:
        raise InvalidQuery(f"The search has {len(typed):,} characters; {LONGEST:,} are the most.")
    if typed.count('"') % 2:
        raise InvalidQuery('A quotation mark has no partner. A phrase stands between two: "aid convoy".')
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    filters: list[Filter] = []
    joined = False
    for match in _PIECE.finditer(typed):
        if match["word"] == "OR" and not match["minus"]:
            if not wanted or joined:
                raise InvalidQuery(f"OR stands between two words or phrases. {HELP}")
            joined = True
            continue
        found = _filter(match) if match["field"] and match["field"].lower() in FIELDS else _term(match)
        if found is None:
            continue
        if joined and (isinstance(found, Filter) or match["minus"]):
            raise InvalidQuery("OR joins words and phrases; filters and -words stand for themselves.")
        if isinstance(found, Filter):
            filters.append(found)
        elif match["minus"]:
            unwanted.append(found)
        elif joined:
            wanted[-1] = (*wanted[-1], found)
        else:
            wanted.append((found,))
        joined = False
    return _checked(Query(tuple(wanted), tuple(unwanted), tuple(filters)), joined)


def _checked(query: Query, joined: bool) -> Query:
    if joined:
        raise InvalidQuery(f"OR stands between two words or phrases. {HELP}")
    if not query.wanted and not query.filters:
        raise InvalidQuery(f"There is nothing to look for. {HELP}")
    if sum(map(len, query.wanted)) + len(query.unwanted) + len(query.filters) > MOST_TERMS:
        raise InvalidQuery(f"More than {MOST_TERMS} words and filters in one search. Leave some out.")
    return query


def _term(match: re.Match[str]) -> Term | None:
    """The words of a piece; a word such as al-Shifa or Gaza's is several in a row. None where there is no letter and no digit in it."""
    written = match["phrase"] if match["phrase"] is not None else match["word"]
    if match["field"]:
        written = match[0]
    prefix = bool(match["star"]) or bool(written and written.endswith("*"))
    words = tuple(tokens(written or ""))
    return Term(words, prefix) if words else None


def _filter(match: re.Match[str]) -> Filter:
    field = match["field"].lower()
    value = match["quoted"] if match["quoted"] is not None else match["bare"]
    if field in ("speaker", "publisher") and not tokens(value):
        raise InvalidQuery(f"{field}: takes words: {field}:ministry.")
    if not value:
        raise InvalidQuery(f"{field}: stands before a value, without a blank between.")
    check_value(field, value)
    return Filter(field, value)


def check_value(field: str, value: str) -> None:
    """Raises `InvalidQuery` where no claim can have this value, so that a slip is not taken for an empty ledger."""
    if field in ("since", "until") and not _DAY.fullmatch(value):
        raise InvalidQuery(f"{field} takes a day, a month or a year: 2024-01-27, 2024-01 or 2024.")
    if field in CODES and value not in CODES[field]:
        raise InvalidQuery(f"No {field} {value!r}. There are: {', '.join(CODES[field])}.")


def matches(query: Query, pieces: Iterable[str]) -> bool:
    """Whether a text still has the words of a query where it is in pieces: what stood between them is withheld and must not match."""
    words = [word for piece in pieces for word in (*tokens(piece), "")]
    return all(any(_stands(term, words) for term in choice) for choice in query.wanted)


def _stands(term: Term, words: list[str]) -> bool:
    *first, last = term.words
    for k in range(len(words) - len(first)):
        end = words[k + len(first)]
        if words[k : k + len(first)] == first and (end.startswith(last) if term.prefix else end == last):
            return True
    return False


# ---------------------------------------------------------------- the two dialects


def for_fts5(choices: tuple[tuple[Term, ...], ...]) -> str:
    """All of the choices, as an FTS5 expression."""

    def term(term: Term) -> str:
        return '"' + " ".join(map(ascii_word, term.words)) + '"' + (" *" if term.prefix else "")

    return " AND ".join(_any(choice, term, " OR ") for choice in choices)


def for_tsquery(choices: tuple[tuple[Term, ...], ...]) -> str:
    """The same as a tsquery, written out."""

    def term(term: Term) -> str:
        return "(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") + ")"

    return " & ".join(_any(choice, term, " | ") for choice in choices)


def _any(terms: tuple[Term, ...], write: Callable[[Term], str], separator: str) -> str:
    return f"({separator.join(map(write, terms))})"
