"""Searches and lists: a condition made of bound values only, and what it finds in one order on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from counterclaim.ledger.query import Filter, Query, Term, check_value, for_fts5, for_tsquery, parse
from counterclaim.ledger.tables import facts, reports, sentences
from counterclaim.ledger.terms import tokens

FIRST_DAY, LAST_DAY = "0000-01-01", "0000-12-31"  # what completes a month or a year at the start and at the end of a stretch of days


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found: code points of a report's text."""

    report: str
    begins: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of claims or statements is narrowed to; `None` leaves a field open. Words must stand in the field in this order.

    Raises `InvalidQuery` where no claim can have such a measure, stance or day.
    """

    speaker: str | None = None
    measure: str | None = None
    stance: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    report: str | None = None

    def __post_init__(self) -> None:
        for field in ("measure", "stance", "since", "until"):
            if (value := getattr(self, field)) is not None:
                check_value(field, value)


def search(connection: sa.Connection, typed: str, *, limit: int, after: int = 0) -> list[Hit]:
    """The sentences that a search finds, those of the latest reports first, without the first `after`. Raises `InvalidQuery`."""
    query = parse(typed)
    found = sa.select(sentences.c.report, sentences.c.begins, sentences.c.ends, sentences.c.published).distinct()
    conditions = [*_words(connection, query), *(_sentence_filter(connection, each) for each in query.filters), *_fact_filters(query)]
    ordered = found.where(*conditions).order_by(sentences.c.published.desc(), sentences.c.report, sentences.c.begins)
    return [Hit(row.report, row.begins, row.ends) for row in connection.execute(ordered.limit(limit).offset(after))]


def list_anchors(connection: sa.Connection, kind: str, filters: Filters, *, limit: int | None) -> Iterator[tuple[str, str]]:
    """The (report, anchor) of claims or statements of one kind, by date, report and place in the text."""
    query = sa.select(facts.c.report, facts.c.anchor).where(facts.c.kind == kind, *_conditions(filters))
    ordered = query.order_by(facts.c.published, facts.c.report, facts.c.begins, facts.c.anchor).limit(limit)
    for row in connection.execute(ordered):
        yield row.report, row.anchor


def _words(connection: sa.Connection, query: Query) -> list[Any]:
    found = []
    if query.wanted:
        found.append(_match(connection, "wanted", query.wanted))
    if query.unwanted:
        found.append(_match(connection, "unwanted", (query.unwanted,)))
    return found


def _match(connection: sa.Connection, name: str, choices: tuple[tuple[Term, ...], ...]) -> sa.TextClause:
    """Which sentences match, or do not where the name is `unwanted`. The expression is a bound value made of folded words only."""
    if connection.dialect.name == "postgresql":
        condition, expression = f"sentences.words @@ CAST(:{name} AS tsquery)", for_tsquery(choices)
    else:
        condition = f"sentences.id_number IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH :{name})"
        expression = for_fts5(choices)
    return sa.text(f"NOT ({condition})" if name == "unwanted" else condition).bindparams(**{name: expression})


def _sentence_filter(connection: sa.Connection, each: Filter) -> sa.ColumnElement[bool]:
    match each.field:
        case "since":
            return sentences.c.published >= each.value + FIRST_DAY[len(each.value) :]
        case "until":
            return sentences.c.published <= each.value + LAST_DAY[len(each.value) :]
        case "report":
            return sentences.c.report.in_(sa.select(reports.c.key).where(sa.or_(reports.c.id == each.value, reports.c.key == each.value)))
        case "publisher":
            outlets = _outlets(connection, each.value)
            return sentences.c.report.in_(sa.select(reports.c.key).where(reports.c.publisher.in_(outlets)))
        case _:
            return sa.true()


def _outlets(connection: sa.Connection, words: str) -> list[str]:
    """The outlets whose names have these words in a row."""
    named = connection.scalars(sa.select(reports.c.publisher).distinct().where(reports.c.publisher.is_not(None)))
    return [name for name in named if f" {' '.join(tokens(words))} " in f" {' '.join(tokens(name))} "]


def _fact_filters(query: Query) -> list[sa.ColumnElement[bool]]:
    """Speaker, measure and stance must hold of one and the same claim or statement in the sentence."""
    found = [each for each in query.filters if each.field in ("speaker", "measure", "stance")]
    if not found:
        return []
    here = [facts.c.report == sentences.c.report, facts.c.begins < sentences.c.ends, facts.c.ends > sentences.c.begins]
    named = [
        _holds(facts.c.speaker, each.value) if each.field == "speaker" else facts.c[each.field] == each.value.lower() for each in found
    ]
    return [sa.exists(sa.select(sa.literal(1)).select_from(facts).where(*here, *named))]


def _conditions(filters: Filters) -> Iterator[sa.ColumnElement[bool]]:
    exact: dict[str, Any] = {"measure": filters.measure, "stance": filters.stance, "report": filters.report}
    yield from (facts.c[name] == value for name, value in exact.items() if value is not None)
    words = {"speaker": filters.speaker, "place": filters.place}
    yield from (_holds(facts.c[name], value) for name, value in words.items() if value is not None)
    if filters.since:
        yield facts.c.published >= filters.since + FIRST_DAY[len(filters.since) :]
    if filters.until:
        yield facts.c.published <= filters.until + LAST_DAY[len(filters.until) :]


def _holds(column: Any, words: str) -> sa.ColumnElement[bool]:
    """Whether the folded words of a column have these in a row. They hold letters and digits only, so LIKE reads no sign in them."""
    condition: sa.ColumnElement[bool] = column.like(f"% {' '.join(tokens(words))} %")
    return condition
