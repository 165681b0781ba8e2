"""The register of actors (`data/actors.tsv` and a user's own file) and of the words for offices, as look-ups by words of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from counterclaim.errors import InvalidReport
from counterclaim.model import ActorKind
from counterclaim.vocabulary import Row, load_vocabulary, read_rows

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+|[^\w\s]")
STATE, REGION, PERSON = "state", "region", "person"
COLUMNS = ("id", "name")  # what a user's file must have; the other columns may be left out
TERM = re.compile(r"(?P<party>[a-z0-9-]+)(?:@(?P<first>[\d-]+)\.\.(?P<last>[\d-]*))?(?P<disputed>\?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Whose an actor is, between the first and the last day on which the sources say so; `disputed` where they do not agree."""

    party: str
    first: str | None = None
    last: str | None = None
    disputed: bool = False

    def holds(self, day: str) -> bool:
        """Whether the term covers a day."""
        return (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register. `sort` is `state`, `region`, `body` or `person`; `country` the state or region that it belongs to.

    `seat` is the town whose name may stand for a state: "Kyiv said".
    """

    id: str
    name: str
    sort: str
    kinds: frozenset[ActorKind]
    group: str
    country: str
    terms: tuple[Term, ...]
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A name of an actor or a word for an office. `letter` is its sort in the grammar of `resolving.py`."""

    tokens: tuple[str, ...]
    letter: str
    entry: Entry | None = None
    row: Row | None = None


Index = dict[str, list[Words]]


@dataclass(frozen=True, slots=True)
class Register:
    """Actors by id, and their names, and words for offices, by first word; the longest comes first."""

    entries: dict[str, Entry] = field(default_factory=dict)
    names: Index = field(default_factory=dict)
    caseless: Index = field(default_factory=dict)
    offices: Index = field(default_factory=dict)
    office_rows: dict[str, Row] = field(default_factory=dict)

    def office(self, name: str) -> Row | None:
        """The first line for an office, by the end of its id."""
        return self.office_rows.get(name)

    def bearers(self, surname: str) -> list[Entry]:
        """The persons whose last name this is."""
        return [entry for entry in self.entries.values() if entry.sort == PERSON and entry.name.split()[-1] == surname]

    def at(self, texts: list[str], lowers: list[str], k: int, *, caseless: bool) -> Words | None:
        """The longest name or office word that begins at token `k`; of two that are equally long the name."""
        if lowers[k] not in self.offices and (lowers[k] not in self.caseless if caseless else texts[k] not in self.names):
            return None
        named = _longest(self.caseless, lowers, k) if caseless else _longest(self.names, texts, k)
        office = _longest(self.offices, lowers, k)
        if named is not None and (office is None or len(named.tokens) >= len(office.tokens)):
            return named
        return office


def _longest(index: Index, tokens: list[str], k: int) -> Words | None:
    for words in index.get(tokens[k], ()):
        size = len(words.tokens)
        if size == 1 or tuple(tokens[k : k + size]) == words.tokens:
            return words
    return None


def tokens_of(text: str) -> tuple[str, ...]:
    """The words and marks of a name, apostrophes alike."""
    return tuple(WORD.findall(text.replace("’", "'")))


def slug(name: str) -> str:
    """A name as an id: "Côte d'Ivoire" is cote-divoire."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower().replace("'", "")).strip("-")


@cache
def load_register(own: Path | None = None) -> Register:
    """The register that comes with the package, with the lines of a user's file before it: an id of theirs replaces ours.

    Raises `InvalidReport` where the file lacks a column or a line has a kind that is none.
    """
    rows = [*(_own_rows(own) if own else ()), *load_vocabulary("actors")]
    return make_register(rows, load_vocabulary("offices"))


def make_register(actors: Iterable[Row], offices: Iterable[Row]) -> Register:
    """A register of these lines; of two lines with one id the first counts, and so with names."""
    register = Register()
    for row in actors:
        entry = _entry(row)
        if entry.id in register.entries:
            continue
        register.entries[entry.id] = entry
        for name, letter in _names(row, entry):
            _add(register.names, Words(tokens_of(name), letter, entry=entry))
            if name.lower() not in _common():
                _add(register.caseless, Words(tokens_of(name.lower()), letter, entry=entry))
    for row in offices:
        if row["role"] in ("office", "portfolio"):
            register.office_rows.setdefault(row["office"], row)
        for word in _forms(row):
            _add(register.offices, Words(tokens_of(word), LETTERS[row["role"]], row=row))
    for index in (register.names, register.caseless, register.offices):
        for found in index.values():
            found.sort(key=lambda words: -len(words.tokens))
    return register


LETTERS = {
    "office": "O",
    "portfolio": "O",
    "state": "S",
    "official": "F",
    "voice": "V",
    "nominal": "M",
    "fighters": "G",
    "group": "H",
    "country": "K",
    "ministry": "Y",
    "kind": "W",
    "skip": "d",
    "bar": "b",
}
SORTS = {STATE: "C", REGION: "C", PERSON: "P", "body": "E"}


MINISTRIES = ("ministry of {}", "ministry for {}", "department of {}", "{} ministry", "{} department")
MINISTERS = ("minister of {}", "minister for {}", "secretary of {}", "{} minister", "{} secretary")
DEPUTIES = ("", "deputy ", "vice ")


def _forms(row: Row) -> list[str]:
    """The words that a line stands for: a portfolio's ministry and minister in every form, any other as it is."""
    if row["role"] != "portfolio":
        return [row["word"]]
    ministers = [deputy + form for deputy in DEPUTIES for form in MINISTERS]
    return [form.format(row["word"]) for form in (*MINISTRIES, *ministers)]


def _add(index: Index, words: Words) -> None:
    """Adds a name; where one comes twice the first counts, as sorting by length keeps their order."""
    index.setdefault(words.tokens[0], []).append(words)


def _names(row: Row, entry: Entry) -> list[tuple[str, str]]:
    """Every name of a line with its letter: adjectives and places are not names of the actor itself."""
    own = [(name, SORTS[entry.sort]) for name in (row["name"], *_list(row, "aliases"))]
    return [*own, *((word, "A") for word in _list(row, "adjectives")), *((word, "T") for word in _list(row, "places"))]


def _list(row: Row, column: str) -> list[str]:
    return [part for part in row.get(column, "").split("|") if part]


def _entry(row: Row) -> Entry:
    terms = [TERM.fullmatch(part) for part in row.get("allegiance", "").split(";") if part]
    return Entry(
        id=row["id"],
        name=row["name"],
        sort=row.get("sort") or "body",
        kinds=frozenset(map(ActorKind, row.get("kinds", "").split())),
        group=row.get("group", ""),
        country=row.get("country", ""),
        seat=next(iter(_list(row, "places")), None),
        terms=tuple(Term(m["party"], m["first"], m["last"] or None, bool(m["disputed"])) for m in terms if m),
    )


@cache
def _common() -> frozenset[str]:
    """Common words that are names in capitals only: "WHO", "US"."""
    return frozenset(row["word"] for row in load_vocabulary("words"))


def _own_rows(path: Path) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidReport(f"it cannot be read ({error}).", source=str(path)) from None
    try:
        rows = read_rows(text)
        if any(not row.get(column) for row in rows for column in COLUMNS):
            raise ValueError("a line has no id or no name")
        for row in rows:
            if _entry(row).sort not in SORTS:
                raise ValueError(f"{row['sort']!r} is no sort of actor; there are {', '.join(SORTS)}")
    except ValueError as error:
        needed = "It needs tab-separated columns as in data/actors.tsv; id and name suffice"
        raise InvalidReport(f"{error}. {needed}.", source=str(path)) from None
    return list(rows)
