"""Typed rows -> reports of one line and the tolls in their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counterclaim.actors import Register, resolve_actors
from counterclaim.errors import InputError, InvalidReport
from counterclaim.model import (
    Actor,
    Attribution,
    Cell,
    Claim,
    Evidence,
    Extraction,
    Measure,
    Quantifier,
    Report,
    Scope,
    Span,
    Spans,
    Stance,
    Toll,
    Unread,
    Voice,
    digest,
)
from counterclaim.tables.columns import Column
from counterclaim.tables.grid import Grid, Row
from counterclaim.tables.values import Figure, day, figure, is_missing

_BETWEEN = " | "
_DAYS = ("date", "date_start", "date_end", "published")
_NAMING = ("date", "date_start", "date_end", "place", "place_id", "source", "measure", "party")  # what tells rows apart that have no id


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What holds for all rows of a table."""

    digest: str
    name: str
    source: str
    sheet: str | None
    published: str | None
    publisher: str | None
    today: date
    month_first: bool | None
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as a report, with the span of each of its cells by column."""

    report: Report
    spans: dict[int, Span]
    days: dict[str, str]


def read_rows(grid: Grid, columns: tuple[Column, ...], dataset: Dataset) -> tuple[tuple[Extraction, ...], tuple[InputError, ...]]:
    """The rows that hold a figure, and what is wrong with the others: no day of publication, a bad day, the same key twice."""
    extractions: list[Extraction] = []
    failed: list[InputError] = []
    seen: dict[str, int] = {}
    for row in grid.rows:
        place = f"{dataset.sheet}, row {row.number}" if dataset.sheet else f"row {row.number}"
        try:
            line = _line(grid, row, columns, dataset, place)
            if line.report.id in seen:
                reason = f"it is named by the same cells as row {seen[line.report.id]}. Add a column `id` that tells the rows apart."
                raise InvalidReport(reason, source=dataset.source, place=place)
            seen[line.report.id] = row.number
            extractions.append(resolve_actors(_extraction(line, columns), dataset.register))
        except InputError as error:
            failed.append(error)
    return tuple(extractions), tuple(failed)


# ---------------------------------------------------------------- the report


def _line(grid: Grid, row: Row, columns: tuple[Column, ...], dataset: Dataset, place: str) -> _Line:
    text, spans, cells = "", {}, []
    for column in columns:
        words = row.cells[column.index]
        if not words:
            continue
        text += f"{_BETWEEN if text else ''}{column.header or column.letter}: "
        start = len(text)
        text += words
        spans[column.index] = Span(start, len(text), words)
        cells.append(Cell(dataset=dataset.digest, row=row.number, column=column.letter, start=start, end=len(text), sheet=dataset.sheet))
    days = _days(row, columns, dataset, place)
    published = _published(days, dataset, place)
    url = _only(row, columns, "url")
    report = Report(
        id=f"{dataset.name}#{_key(row, columns, days)}",
        key=digest("rp", dataset.name, dataset.publisher, published, url, text),
        text=text,
        published=published,
        publisher=dataset.publisher,
        url=url,
        carried_by=(dataset.publisher,) if dataset.publisher else (),
        source=f"{dataset.source}, {place}",
        cells=tuple(cells),
    )
    return _Line(report, spans, days)


def _only(row: Row, columns: tuple[Column, ...], field: str) -> str | None:
    return next((row.cells[c.index] for c in columns if c.field == field and row.cells[c.index]), None)


def _key(row: Row, columns: tuple[Column, ...], days: dict[str, str]) -> str:
    """The id that the row bears, else a hash of the cells that name it, whatever their order: never of its figures, which change."""
    given = _only(row, columns, "id")
    naming = sorted((c.field, c.header.casefold(), days.get(c.field, row.cells[c.index])) for c in columns if c.field in _NAMING)
    return given or digest("row", *(f"{field}={words}" for field, _, words in naming))


def _days(row: Row, columns: tuple[Column, ...], dataset: Dataset, place: str) -> dict[str, str]:
    found = {}
    for column in columns:
        words = row.cells[column.index]
        if column.field not in _DAYS or is_missing(words):
            continue
        value = day(words, month_first=dataset.month_first)
        if value is None:
            reason = f"{words!r} in column {column.letter} ({column.header}) is no day, or can be read two ways. Write it as 2024-01-27."
            raise InvalidReport(reason, source=dataset.source, place=place)
        found[column.field] = value
    return found


def _published(days: dict[str, str], dataset: Dataset, place: str) -> str:
    value = days.get("published") or dataset.published
    if value is None or len(value) < len("2024-01-27"):
        reason = "no day of publication. Map a column to `published`, or give the option `--date 2024-01-27`."
        raise InvalidReport(reason, source=dataset.source, place=place)
    if value > dataset.today.isoformat():
        raise InvalidReport(
            f"the date {value} lies in the future (it is no later than {dataset.today} anywhere).", source=dataset.source, place=place
        )
    return value


# ---------------------------------------------------------------- the claims


def _extraction(line: _Line, columns: tuple[Column, ...]) -> Extraction:
    claims: list[Claim] = []
    unread: list[Unread] = []
    for column, partner, measure in _figures(line, columns):
        span = line.spans[column.index]
        value = figure(span.text)
        other = figure(line.spans[partner.index].text) if partner else None
        value = _joined(column, value, other) if value else None
        if value is None or measure is None:
            unread.append(Unread(line.report.id, span, "cell_not_understood"))
        else:
            claims.append(_claim(line, columns, column, partner, measure, value))
    spans = Spans(sentences=(), numbers=(), dates=(), names=())
    return Extraction(report=line.report, spans=spans, statements=(), claims=tuple(claims), unread=tuple(unread))


def _figures(line: _Line, columns: tuple[Column, ...]) -> Iterator[tuple[Column, Column | None, Measure | None]]:
    """The columns with a figure in this row, the high end beside the low one, and what they count."""
    named = next((line.spans[c.index].text for c in columns if c.field == "measure" and c.index in line.spans), "")
    named_measure = next((measure for measure in Measure if measure.value == named.casefold()), None)
    present = [c for c in columns if c.index in line.spans and not is_missing(line.spans[c.index].text)]
    tolls = [c for c in present if c.field == "toll"]
    paired: set[int] = set()
    for column in tolls:
        if column.index in paired:
            continue
        partner = next((c for c in tolls if column.bound == "low" and c.bound == "high" and _counts(c) == _counts(column)), None)
        paired.update({partner.index} if partner and partner.index > column.index else ())
        if not (column.bound == "high" and any(c.bound == "low" and _counts(c) == _counts(column) for c in tolls)):
            yield column, partner, column.measure
    for column in present:
        if column.field == "number":
            yield column, None, named_measure


def _counts(column: Column) -> tuple[object, ...]:
    return column.measure, column.group, column.scope, column.unit


def _joined(column: Column, value: Figure, other: Figure | None) -> Figure | None:
    """The figure of a column that is the low or high end of another's."""
    if column.bound is None:
        return value
    if value.quantifier is not Quantifier.EXACT or (other and (other.quantifier is not Quantifier.EXACT or other.low is None)):
        return None
    if other is None:
        low = value.low if column.bound == "low" else None
        return Figure(
            low, None if column.bound == "low" else value.high, Quantifier.AT_LEAST if column.bound == "low" else Quantifier.UP_TO
        )
    if other.high == value.low:
        return value
    return Figure(value.low, other.high, Quantifier.RANGE) if value.low is not None and value.low < (other.high or 0) else None


def _said(line: _Line, columns: tuple[Column, ...], field: str) -> Span | None:
    """The words of the first column of a field that says something in this row."""
    said = (line.spans[c.index] for c in columns if c.field == field and c.index in line.spans)
    return next((span for span in said if not is_missing(span.text)), None)


def _claim(line: _Line, columns: tuple[Column, ...], column: Column, partner: Column | None, measure: Measure, value: Figure) -> Claim:
    report, spans = line.report, line.spans
    fields = {"number": spans[column.index]}
    place = next((c for c in reversed(columns) if c.field == "place" and c.index in spans), None)
    speaker, party, doer = (_said(line, columns, field) for field in ("source", "party", "attributed_to"))
    named = (("place", spans[place.index] if place else None), ("speaker", speaker), ("victims_party", party), ("attributed_to", doer))
    fields |= {name: span for name, span in named if span}
    start, end = line.days.get("date_start") or line.days.get("date"), line.days.get("date_end") or line.days.get("date")
    cumulative = column.scope is Scope.CUMULATIVE
    evidence = [Evidence(name, span.start, span.end) for name, span in fields.items()]
    if partner:
        evidence.append(Evidence("number", spans[partner.index].start, spans[partner.index].end))
    toll = Toll(
        number=spans[column.index],
        low=value.low,
        high=value.high,
        quantifier=value.quantifier,
        approx=value.approx,
        unit=column.unit,
        measure=measure,
        group=column.group,
        scope=Scope.PERIOD if column.scope is Scope.UNKNOWN and start != end and start and end else column.scope,
        since=line.days.get("date_start") if cumulative else None,
        as_of=end if cumulative else None,
        date_start=None if cumulative else start,
        date_end=None if cumulative else end,
        place=spans[place.index] if place else None,
        victims_party=Actor(party) if party else None,
        attributed_to=(Attribution(Actor(doer), speaker, Stance.REPORTS if speaker else None),) if doer else (),
        place_id=next((spans[c.index].text for c in columns if c.field == "place_id" and c.index in spans), None),
    )
    return Claim(
        id=digest("cl", report.id, "toll", measure, column.group, column.bound, column.scope, column.header),
        report=report.id,
        statement=None,
        voice=Voice.NAMED if speaker else Voice.REPORT,
        speaker=speaker,
        cue=None,
        stance=Stance.REPORTS if speaker else None,
        body=toll,
        evidence=tuple(evidence),
        carried_by=report.carried_by,
        rules=(("number", f"column {column.letter}, known by {column.how}"),),
    )
