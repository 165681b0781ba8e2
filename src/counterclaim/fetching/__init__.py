"""Addresses and feeds that a user names -> bytes as they came, and the dated entries in them. The only room that opens connections.

    fetcher = Fetcher(contact="desk@example.org")          one for a whole run: it remembers when each host was last asked
    fetcher.fetch(url)                                     -> Fetched: a page or a file, for the archive and the reports room
    watch(feeds, memory=path, fetcher=fetcher, once=True)  -> Batch after Batch: what is new in RSS and Atom feeds
    reliefweb("sudan", appname="…", fetcher=fetcher)       -> Batch after Batch: reports of ReliefWeb's version 2
    current_events(day, fetcher=fetcher)                   -> Batch: the items of a day on Wikipedia
    read_feed(bytes, url), read_current_events(bytes, …)   -> the same from a file that was saved by hand

A `Batch` is one answer (`fetched`: bytes, headers, where, when) and its entries; `Entry.record()` is the reports room's input record.
Nothing is asked for that the user did not name: links, images and attachments in what comes are left alone, and private addresses are
refused. The limits stand in `facts.py`. Everything raised is an `InputError`: `FetchFailed`, `AddressRefused`, `UnreadableFile`,
`InvalidReport`.
"""

from __future__ import annotations

from counterclaim.fetching.facts import Batch, Entry, Fetched, Limits, Stamp
from counterclaim.fetching.feeds import Feed, read_feed
from counterclaim.fetching.fetcher import Fetcher
from counterclaim.fetching.portal import current_events, read_current_events
from counterclaim.fetching.relief import reliefweb
from counterclaim.fetching.watching import watch

__all__ = [
    "Batch",
    "Entry",
    "Feed",
    "Fetched",
    "Fetcher",
    "Limits",
    "Stamp",
    "current_events",
    "fetch",
    "read_current_events",
    "read_feed",
    "reliefweb",
    "watch",
]


def fetch(url: str, *, fetcher: Fetcher | None = None) -> Fetched:
    """The answer at one address: `Fetcher.fetch`, which says what is refused and raised, with the usual limits."""
    return (fetcher or Fetcher()).fetch(url)
