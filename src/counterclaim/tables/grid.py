"""Bytes of a CSV file or a workbook -> a grid of texts, with the numbers of its rows."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from counterclaim.errors import UnreadableFile
from counterclaim.reports.normalise import decode, one_line
from counterclaim.reports.zipped import kind_of_zip, refuse_old_document

MAX_ROWS = 200_000  # twenty years of a daily series for each of 25 provinces
MAX_COLUMNS = 500
MAX_CELL_CHARACTERS = 32_767  # what a cell of a spreadsheet can hold
HEAD_ROWS = 25  # HXL looks for its tags so far down

_HXL_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+[a-z][a-z0-9_]*)*", re.IGNORECASE)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The headers of a table, its HXL tags where it has them, and its rows; every row has as many cells as there are headers."""

    headers: tuple[str, ...]
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str | None = None


def read_grid(raw: bytes, *, source: str, sheet: str | None = None) -> Grid:
    """The table in a file. Raises `UnreadableFile` where it is broken, encrypted, empty, or beyond the limits of this file."""
    refuse_old_document(raw, source=source)
    if raw.startswith(b"PK"):
        if kind_of_zip(raw, source=source) != "xlsx":
            raise UnreadableFile("this is an archive without a workbook in it. Save the table as .xlsx or .csv.", source=source)
        name, found = _workbook(raw, source, sheet)
    else:
        name, found = None, _separated(raw, source)
    return make_grid(found, source=source, sheet=name)


def make_grid(found: Iterable[tuple[int, list[str]]], *, source: str, sheet: str | None) -> Grid:
    """The table of numbered rows. Raises `UnreadableFile` where there is none, or beyond the limits of this file."""
    rows = list(_limited(found, source, sheet))
    if not rows:
        raise UnreadableFile("there is no row with words in it.", source=source, place=sheet)
    return _grid(rows, sheet)


def _limited(rows: Iterable[tuple[int, list[str]]], source: str, sheet: str | None) -> Iterator[Row]:
    kept = 0
    for number, cells in rows:
        place = f"{sheet}, row {number}" if sheet else f"row {number}"
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        kept += 1
        if kept > MAX_ROWS:
            raise UnreadableFile(f"more than {MAX_ROWS:,} rows. Split the table up.", source=source, place=place)
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(f"{len(cells):,} columns, and a table may have {MAX_COLUMNS}.", source=source, place=place)
        if max(map(len, cells)) > MAX_CELL_CHARACTERS:
            raise UnreadableFile(f"a cell has more than {MAX_CELL_CHARACTERS:,} characters.", source=source, place=place)
        yield Row(number, tuple(map(one_line, cells)))


def _grid(rows: list[Row], sheet: str | None) -> Grid:
    """Headers above the tags where there are tags, else the first row that has as many cells as most."""
    tagged = next((at for at, row in enumerate(rows[:HEAD_ROWS]) if _is_tagged(row)), None)
    if tagged is not None:
        head = tagged - 1 if tagged else tagged
        tags: tuple[str, ...] = rows[tagged].cells
        body = rows[tagged + 1 :]
    else:
        width = max(sum(map(bool, row.cells)) for row in rows[:HEAD_ROWS])
        head = next(at for at, row in enumerate(rows) if sum(map(bool, row.cells)) >= 0.6 * width)
        tags, body = (), rows[head + 1 :]
    size = max(len(rows[head].cells), len(tags))
    filled = tuple(Row(row.number, _padded(row.cells, size)) for row in body)
    return Grid(_padded(rows[head].cells, size), _padded(tags, size), filled, sheet)


def _is_tagged(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell]
    return bool(cells) and sum(bool(_HXL_TAG.fullmatch(cell)) for cell in cells) > len(cells) / 2


def _padded(cells: tuple[str, ...], size: int) -> tuple[str, ...]:
    return (*cells[:size], *[""] * (size - len(cells)))


# ---------------------------------------------------------------- CSV


def _separated(raw: bytes, source: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = decode(raw)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} fits no encoding known here ({error.encoding}). Save the table again as UTF-8."
        raise UnreadableFile(reason, source=source) from None
    if "\0" in text:
        raise UnreadableFile("there are NUL bytes in it, so it is no table of text.", source=source)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(f"the row cannot be taken apart ({error}).", source=source, place=f"row {number}") from None
        yield number, cells
        number += 1


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most cells, as many in each as a rule."""
    lines = [line for line in text[:65_536].splitlines() if line.strip()][:HEAD_ROWS]

    def score(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=score)


# ---------------------------------------------------------------- workbooks


def _workbook(raw: bytes, source: str, sheet: str | None) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    # Loaded here because it takes a quarter of a second, and only workbooks need it.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it leaves out: charts, pictures, rules for input
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library lets every error of its parsers through
        raise UnreadableFile(f"the workbook is broken ({type(error).__name__}: {error}). Save it again.", source=source) from None
    names = book.sheetnames
    if sheet is not None and sheet not in names:
        raise UnreadableFile(f"there is no sheet {sheet!r} in it; it has {', '.join(names)}.", source=source)
    name = sheet or names[0]
    return name, _sheet(book[name], source, name)


def _sheet(sheet: Any, source: str, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1):
                yield number, [_shown(cell) for cell in cells]
    except UnreadableFile:
        raise
    except Exception as error:  # as above
        raise UnreadableFile(f"the sheet is broken ({type(error).__name__}: {error}). Save it again.", source=source, place=name) from None


def _shown(value: Any) -> str:
    """A cell's value as text: days in ISO form, whole numbers without a point."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
