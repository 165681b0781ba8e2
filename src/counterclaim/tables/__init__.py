"""A table of figures that people made -> its rows as reports, each with the claims in its cells.

A row is a report of one line (`Date: 2024-01-25 | Province: North Bank | Killed: 12`) whose words are tied to the cells that they come
from. Its id is made of the table's name and of what names the row (an id column, else day, place, source and what is counted): a
table that comes again with a changed figure gives the same claims with new values, never a second set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from counterclaim.actors import Register
from counterclaim.errors import InputError, InvalidReport, UnreadableFile
from counterclaim.model import Extraction
from counterclaim.tables.columns import Column, map_columns
from counterclaim.tables.grid import Grid, read_grid
from counterclaim.tables.pdf_tables import pdf_grids
from counterclaim.tables.rows import Dataset, read_rows
from counterclaim.tables.values import day_order

__all__ = ["Column", "Table", "read_pdf_tables", "read_table"]

MAX_FILE_BYTES = 64 * 1024 * 1024
_EASTERNMOST = timezone(timedelta(hours=14))  # where a day begins first


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was read: how its columns were understood, a row an extraction, and the rows that could not be read."""

    dataset: str
    name: str
    columns: tuple[Column, ...]
    extractions: tuple[Extraction, ...]
    failed: tuple[InputError, ...]


def read_table(
    path: Path,
    *,
    name: str | None = None,
    mapping: Mapping[str, str] | None = None,
    published: str | None = None,
    publisher: str | None = None,
    sheet: str | None = None,
    today: date | None = None,
    raw: bytes | None = None,
    register: Register | None = None,
) -> Table:
    """A CSV file or a workbook -> its rows, typed by HXL tags, by a `mapping` (header -> field) or by the words of its headers.

    `name` tells the table from others and must stay the same when it comes again (default: the file's name). `published` is the day
    of publication of rows that bear none. Fields of a mapping: `id`, `date`, `date_start`, `date_end`, `published`, `place`,
    `place_id`, `source`, `url`, `measure`, `number`, `party` (whose the people were), `attributed_to`, `notes`, `ignore`, or a measure
    with its details (`killed`, `killed:children:low:cumulative`). `raw` are the bytes, where they are at hand already; `path` then only
    names them. Speakers and parties are resolved to actors of the `register`, the package's unless given.

    Raises `UnreadableFile` where the file is no table, broken, encrypted or too large, and `InvalidReport` where no column holds a
    figure or the mapping names what is not there. What is wrong with single rows is in `failed`.
    """
    raw = _bytes(path) if raw is None else raw
    grid = read_grid(raw, source=str(path), sheet=sheet)
    return _table(grid, raw, path, name or path.stem, mapping or {}, published, publisher, today, register)


def read_pdf_tables(
    path: Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    today: date | None = None,
    raw: bytes | None = None,
    register: Register | None = None,
) -> tuple[Table, ...]:
    """The ruled tables of a PDF in which a column counts people, each named by the file, the page and its place there.

    Raises `UnreadableFile` where the PDF cannot be read, and `InvalidReport` where none of its tables has such a column.
    """
    raw = _bytes(path) if raw is None else raw
    found, refused = [], None
    for grid in pdf_grids(raw, source=str(path)):
        try:
            found.append(_table(grid, raw, path, f"{path.stem}, {grid.sheet}", {}, published, publisher, today, register))
        except InvalidReport as error:
            refused = error
    if not found:
        raise refused or InvalidReport("there is no ruled table in it.", source=str(path))
    return tuple(found)


def _table(
    grid: Grid,
    raw: bytes,
    path: Path,
    name: str,
    mapping: Mapping[str, str],
    published: str | None,
    publisher: str | None,
    today: date | None,
    register: Register | None,
) -> Table:
    source = str(path)
    columns = map_columns(grid, mapping, source=source)
    last_day = today or datetime.now(_EASTERNMOST).date()
    dataset = Dataset(
        digest=hashlib.sha256(raw).hexdigest(),
        name=name,
        source=source,
        sheet=grid.sheet,
        published=_day(published, last_day),
        publisher=publisher,
        today=last_day,
        month_first=_month_first(grid, columns),
        register=register,
    )
    extractions, failed = read_rows(grid, columns, dataset)
    return Table(dataset=dataset.digest, name=dataset.name, columns=columns, extractions=extractions, failed=failed)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({error.strerror or error}).", source=str(path)) from None
    if len(raw) > MAX_FILE_BYTES:
        raise UnreadableFile(f"more than {MAX_FILE_BYTES // 1024**2} MB, too much for one table. Split it up.", source=str(path))
    return raw


def _day(published: str | None, today: date) -> str | None:
    if published is None:
        return None
    try:
        day = date.fromisoformat(published)
    except ValueError:
        raise InvalidReport(f"the date {published!r} is not a day of the form 2024-01-27.", source="option --date") from None
    if day > today:
        raise InvalidReport(f"the date {day} lies in the future (it is no later than {today} anywhere).", source="option --date")
    return day.isoformat()


def _month_first(grid: Grid, columns: tuple[Column, ...]) -> bool | None:
    """Whether 03/04/2024 is the 4th of March in this table, where one of its days shows it."""
    dated = [column.index for column in columns if column.field in ("date", "date_start", "date_end", "published")]
    return day_order(row.cells[index] for row in grid.rows for index in dated)
