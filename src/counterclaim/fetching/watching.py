"""Feeds that a user follows -> what is new in them, at a polite pace, from where the last visit stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from counterclaim.errors import FetchFailed, InputError
from counterclaim.fetching.facts import Batch
from counterclaim.fetching.feeds import MAX_FEED_BYTES, read_feed
from counterclaim.fetching.fetcher import Fetcher
from counterclaim.fetching.memory import FeedMemory, Memory, open_memory

# Between two visits to a feed: news feeds change every few minutes, and their hosts ask for no more than four visits an hour.
INTERVAL_SECONDS = 900.0
MIN_INTERVAL_SECONDS = 300.0
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"


def watch(
    feeds: Iterable[str],
    *,
    memory: Path,
    fetcher: Fetcher,
    once: bool = False,
    interval: float = INTERVAL_SECONDS,
    on_error: Callable[[InputError], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Batch]:
    """The new and changed entries of the feeds, a feed at a time, with the answer that they stand in.

    A batch counts as seen when the caller comes back for the next one: whoever is stopped before that gets it again, and so loses
    nothing. What goes wrong with a feed goes to `on_error`, without which it is raised; the other feeds go on, and the failing one is
    asked ever more rarely. With `once` each feed is asked once, unless its host asked for a longer pause; without it, for ever. Links in
    entries are not followed: whoever wants the pages fetches `entry.url`. `memory` is the file of what was seen.

    Raises `UnreadableFile` where the file cannot be used.
    """
    urls, pause = tuple(dict.fromkeys(feeds)), max(interval, MIN_INTERVAL_SECONDS)
    with open_memory(memory) as seen:
        while True:
            for url in urls:
                feed = seen.feed(url)
                wait = feed.wait(datetime.now(UTC))
                if wait > 0 and not once:
                    continue
                try:
                    if wait > 0:
                        raise _too_early(url, wait)
                    yield from _visit(url, feed, seen, fetcher, pause)
                except InputError as error:
                    (on_error or _raise)(error)
            if once:
                return
            sleep(pause)


def _raise(error: InputError) -> None:
    raise error


def _too_early(url: str, wait: float) -> FetchFailed:
    reason = f"it failed or was busy last time and is asked again in {wait:.0f} seconds."
    return FetchFailed(reason, source=url, retry_after=wait, passing=True)


def _visit(url: str, feed: FeedMemory, seen: Memory, fetcher: Fetcher, pause: float) -> Iterator[Batch]:
    try:
        fetched = fetcher.fetch(url, accept=_ACCEPT, etag=feed.etag, last_modified=feed.last_modified, most_bytes=MAX_FEED_BYTES)
        kind = fetched.header("Content-Type") or ""
        found = None if fetched.unchanged else read_feed(fetched.content, fetched.final_url, media_type=kind)
    except InputError as error:
        feed.failed(datetime.now(UTC), pause=pause, retry_after=error.retry_after if isinstance(error, FetchFailed) else None)
        seen.save()
        raise
    feed.succeeded()
    if found:
        batch = Batch(fetched=fetched, entries=tuple(filter(feed.is_new, found.entries)), problem=found.problem)
        if batch.entries or batch.problem:
            yield batch
        feed.remember(found.entries)
        if found.whole:  # a cut answer is asked for again in full
            feed.etag, feed.last_modified = fetched.header("ETag"), fetched.header("Last-Modified")
    seen.save()
