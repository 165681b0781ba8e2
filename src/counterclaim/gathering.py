"""Answers of feeds and services that a user names -> reports in a ledger, with the answer as their original."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from counterclaim.custody import Added, add_taken
from counterclaim.errors import InputError, UnreadableFile
from counterclaim.fetching import Batch, Fetcher
from counterclaim.ledger import Ledger
from counterclaim.model import Taken
from counterclaim.reports import read_fetched, read_reports
from counterclaim.runs import TOOL

# RFC 3161, section 3.4
QUERY, ANSWER = "application/timestamp-query", "application/timestamp-reply"


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


def add_pages(
    ledger: Ledger,
    urls: Iterable[str],
    *,
    fetcher: Fetcher,
    published: str | None = None,
    publisher: str | None = None,
    collector: str | None = None,
    on_error: Callable[[InputError], None],
) -> Added:
    """Adds the page or file at each address, one after the other; what cannot be fetched or read goes to `on_error`.

    Links in it are not followed. An address that is asked again gives a new capture, and a version where its text has changed.
    """
    failed: list[InputError] = []

    def fail(error: InputError) -> None:
        failed.append(error)
        on_error(error)

    def taken() -> Iterator[Taken]:
        for url in urls:
            try:
                fetched = fetcher.fetch(url)
            except InputError as error:
                fail(error)
                continue
            capture = fetched.capture(tool=TOOL, extractor=TOOL, collector=collector)
            yield from read_fetched(
                fetched.content, capture, media_type=fetched.media_type, on_error=fail, published=published, publisher=publisher
            )

    return replace(add_taken(ledger, taken()), failed=tuple(failed))


def ask_for_stamp(ledger: Ledger, url: str, *, fetcher: Fetcher | None = None, contact: str | None = None) -> bytes:
    """A service's answer (RFC 3161) to the request for a stamp on the last decision. Only a hash is sent.

    Raises `FetchFailed` or `AddressRefused`, and `LedgerError` where the package for it is not installed.
    """
    request = ledger.stamp_request()
    return (fetcher or Fetcher(contact=contact)).send(url, request, media_type=QUERY, accept=ANSWER).content


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
