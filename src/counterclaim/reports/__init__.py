"""Files -> dated reports, with their text stored once and for all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import BinaryIO

from counterclaim.errors import InputError, InvalidReport
from counterclaim.model import Report
from counterclaim.reports.formats import read_file, read_stream
from counterclaim.reports.records import Defaults, Draft, check_day, make_report
from counterclaim.reports.sources import STANDARD_INPUT, find_files

__all__ = ["read_reports"]

_EASTERNMOST = timezone(timedelta(hours=14))  # where a day begins first: a report of today's date there is not from the future


def read_reports(
    sources: Iterable[str],
    *,
    on_error: Callable[[InputError], None] | None = None,
    published: str | None = None,
    publisher: str | None = None,
    today: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Report]:
    """Files, folders, globs and `-` (standard input) -> reports, in the order given, one at a time.

    Plain text may begin with `date 2024-01-27`; JSON lines hold one report each; of a saved page (.html) the article is taken. In a
    folder, files of other suffixes and hidden ones are passed over silently; a file that is named itself is read whatever its suffix.
    `published` and `publisher` hold for reports that name none; a file's own date on disk is never used. A report that comes again
    is given once. `today` is the last day that a report may bear.

    Each `InputError` (`UnreadableFile`, `InvalidReport`, `UnknownLanguage`) goes to `on_error` and the rest goes on; without it the
    first one is raised. A `published` that is no day is raised at once. Format: the output contract, "Input JSONL".
    """
    last_day = today or datetime.now(_EASTERNMOST).date()
    given = check_day(published, source="option --date", today=last_day) if published else None
    defaults = Defaults(published=given, publisher=publisher, today=last_day)
    return _reports(sources, defaults, on_error or _raise, stdin)


def _raise(error: InputError) -> None:
    raise error


def _reports(
    sources: Iterable[str], defaults: Defaults, on_error: Callable[[InputError], None], stdin: BinaryIO | None
) -> Iterator[Report]:
    seen: dict[str, tuple[str, str]] = {}
    for source in sources:
        for found in _drafts(source, stdin):
            try:
                if isinstance(found, InputError):
                    raise found
                report = make_report(found, defaults)
                fresh = _is_fresh(report, seen, found)
            except InputError as error:
                on_error(error)
            else:
                if fresh:
                    yield report


def _drafts(source: str, stdin: BinaryIO | None) -> Iterator[Draft | InputError]:
    if source == STANDARD_INPUT:
        yield from read_stream(stdin or sys.stdin.buffer, source="standard input")
        return
    for found in find_files(source):
        if isinstance(found, InputError):
            yield found
        else:
            yield from read_file(found)


def _is_fresh(report: Report, seen: dict[str, tuple[str, str]], draft: Draft) -> bool:
    """Whether the report did not come before. Raises `InvalidReport` where its id was another report's: output rows carry the id."""
    if report.id not in seen:
        seen[report.id] = (report.key, report.source)
        return True
    key, where = seen[report.id]
    if key != report.key:
        reason = (
            f"the id {report.id!r} is that of another report already ({where}). Give it an id of its own; "
            f'if it is a later version of that report, also `"version_of": "{report.id}"`.'
        )
        raise InvalidReport(reason, source=draft.source, place=draft.place)
    return False
