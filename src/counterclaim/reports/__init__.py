"""Files -> dated reports, with their text stored once and for all."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from counterclaim.errors import InputError, InvalidReport, UnreadableFile
from counterclaim.model import Capture, Report, Taken
from counterclaim.reports.formats import read_file, read_stream
from counterclaim.reports.records import Defaults, Draft, check_day, make_report
from counterclaim.reports.sources import KINDS, MEDIA_TYPES, STANDARD_INPUT, find_files

__all__ = ["read_fetched", "read_reports", "read_taken"]

# Bytes that are kept are held in memory once: what is archived is then what is read, even where the file changes meanwhile.
MAX_KEPT_BYTES = 512 * 1024 * 1024

_Beside = TypeVar("_Beside")  # what comes with a draft on its way to a report
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
    drafts = ((found, None) for source in sources for found in _drafts(source, stdin))
    return (report for report, _ in _reports(drafts, defaults, on_error or _raise))


def read_taken(
    sources: Iterable[str],
    *,
    taken_at: str,
    collector: str | None = None,
    tool: str = "",
    extractor: str = "",
    on_error: Callable[[InputError], None] | None = None,
    published: str | None = None,
    publisher: str | None = None,
    today: date | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Taken]:
    """The same as `read_reports`, each report with the bytes of its file and the capture that says where they came from.

    `taken_at` (UTC), `collector`, `tool` and `extractor` go into the captures. A file of more than 512 MB is an `UnreadableFile`.
    """
    last_day = today or datetime.now(_EASTERNMOST).date()
    given = check_day(published, source="option --date", today=last_day) if published else None
    defaults = Defaults(published=given, publisher=publisher, today=last_day)

    def drafts() -> Iterator[tuple[Draft | InputError, tuple[Capture, bytes] | None]]:
        for origin, how, raw in _originals(sources, stdin):
            if isinstance(raw, InputError):
                yield raw, None
                continue
            sha256 = hashlib.sha256(raw).hexdigest()
            capture = Capture(sha256=sha256, taken_at=taken_at, origin=origin, how=how, collector=collector, tool=tool, extractor=extractor)
            kind = KINDS.get(Path(origin).suffix.lower()) if how == "file" else None
            yield from ((found, (capture, raw)) for found in _drafts_in(raw, origin, kind))

    for report, taken in _reports(drafts(), defaults, on_error or _raise):
        if taken:
            yield Taken(report=report, capture=taken[0], raw=taken[1])


def read_fetched(
    raw: bytes,
    capture: Capture,
    *,
    media_type: str = "",
    on_error: Callable[[InputError], None] | None = None,
    published: str | None = None,
    publisher: str | None = None,
    today: date | None = None,
) -> Iterator[Taken]:
    """The reports in the answer of a web address, with the capture of that answer.

    A page, PDF or text that names no address of its own has the one that it was taken from; what comes from there later is a version
    of the same document. `media_type` is the type that the host declares; without one the first bytes tell. Errors as `read_reports`.
    """
    last_day = today or datetime.now(_EASTERNMOST).date()
    given = check_day(published, source="option --date", today=last_day) if published else None
    kind = MEDIA_TYPES.get(media_type)
    found = (
        (replace(each, url=each.url or capture.origin) if isinstance(each, Draft) and kind not in ("json", "jsonl") else each, None)
        for each in _drafts_in(raw, capture.origin, kind)
    )
    defaults = Defaults(published=given, publisher=publisher, today=last_day)
    for report, _ in _reports(found, defaults, on_error or _raise):
        yield Taken(report=report, capture=capture, raw=raw)


def _drafts_in(raw: bytes, source: str, kind: str | None) -> Iterator[Draft | InputError]:
    return read_stream(cast(BinaryIO, io.BytesIO(raw)), source=source, kind=kind)


def _raise(error: InputError) -> None:
    raise error


def _originals(sources: Iterable[str], stdin: BinaryIO | None) -> Iterator[tuple[str, str, bytes | InputError]]:
    """Each file as (path, how, its bytes), or what is wrong with it."""
    for source in sources:
        if source == STANDARD_INPUT:
            yield "standard input", "stdin", _whole(stdin or sys.stdin.buffer, "standard input")
            continue
        for found in find_files(source):
            if isinstance(found, InputError):
                yield source, "file", found
                continue
            try:
                with found.open("rb") as stream:
                    yield str(found), "file", _whole(stream, str(found))
            except OSError as error:
                yield str(found), "file", UnreadableFile(f"it cannot be read ({error.strerror or error}).", source=str(found))


def _whole(stream: BinaryIO, source: str) -> bytes | InputError:
    raw = stream.read(MAX_KEPT_BYTES + 1)
    if len(raw) > MAX_KEPT_BYTES:
        return UnreadableFile(f"more than {MAX_KEPT_BYTES // 1024**2} MB, too much to keep as one file. Split it up.", source=source)
    return raw


def _reports(
    drafts: Iterable[tuple[Draft | InputError, _Beside]], defaults: Defaults, on_error: Callable[[InputError], None]
) -> Iterator[tuple[Report, _Beside]]:
    seen: dict[str, tuple[str, str]] = {}
    for found, beside in drafts:
        try:
            if isinstance(found, InputError):
                raise found
            report = make_report(found, defaults)
            fresh = _is_fresh(report, seen, found)
        except InputError as error:
            on_error(error)
        else:
            if fresh:
                yield report, beside


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
