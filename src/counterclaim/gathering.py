"""Answers of feeds and services that a user names -> reports in a ledger, with the answer as their original."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from counterclaim.custody import TOOL, Added, add_taken
from counterclaim.errors import InputError, UnreadableFile
from counterclaim.fetching import Batch
from counterclaim.ledger import Ledger
from counterclaim.model import Taken
from counterclaim.reports import read_reports


def add_batches(
    ledger: Ledger,
    batches: Iterable[Batch],
    *,
    how: str,
    collector: str | None = None,
    on_error: Callable[[InputError], None],
    on_batch: Callable[[Added], None] | None = None,
) -> Added:
    """Adds the entries of each answer, kept whole before the next is asked for; what cannot be read goes to `on_error`.

    `how` is `feed`, `api` or `page`, for the captures.
    """
    done = Added(0, 0, 0, ())
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        on_error(error)

    for batch in batches:
        if batch.problem:
            fail(UnreadableFile(batch.problem, source=batch.fetched.url))
        part = add_taken(ledger, take(batch, how=how, collector=collector, on_error=fail))
        done = Added(done.new + part.new, done.known + part.known, done.claims + part.claims, tuple(failed))
        if on_batch:
            on_batch(done)
    return replace(done, failed=tuple(failed))


def take(
    batch: Batch, *, how: str, collector: str | None = None, today: date | None = None, on_error: Callable[[InputError], None]
) -> Iterator[Taken]:
    """The reports of one answer's entries, each with the answer's bytes and the address it came from."""
    capture = batch.fetched.capture(how=how, tool=TOOL, extractor=TOOL, collector=collector)
    for entry in batch.entries:
        line = json.dumps(entry.record()).encode()
        for report in read_reports(
            ["-"], stdin=io.BytesIO(line), today=today, on_error=lambda error: on_error(_named(error, capture.origin))
        ):
            yield Taken(report=replace(report, source=f"{capture.origin}, {entry.id}"), capture=capture, raw=batch.fetched.content)


def _named(error: InputError, origin: str) -> InputError:
    """The same error with the address instead of the line that the entry was passed on in."""
    return type(error)(error.reason, source=origin)
