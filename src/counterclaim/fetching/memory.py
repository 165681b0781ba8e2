"""What `watch` has seen of each feed, in one small file that is written whole or not at all."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from counterclaim.errors import UnreadableFile
from counterclaim.fetching.facts import Entry
from counterclaim.model import digest

_FORM = 1  # of the file; a newer one is refused, not guessed at
# Entries remembered for each feed, the latest seen last: 20 times the longest feed in common use.
MOST_REMEMBERED = 5_000
# The longest pause after failures in a row: a feed that is down for a week is then asked once a day.
MAX_BACK_OFF_SECONDS = 86_400.0


@dataclass(slots=True)
class FeedMemory:
    """One feed: what its host said about the last answer, when it may be asked again, and its entries with a digest of each."""

    etag: str | None = None
    last_modified: str | None = None
    not_before: str | None = None
    failures: int = 0
    entries: dict[str, str] = field(default_factory=dict)

    def is_new(self, entry: Entry) -> bool:
        """Whether the entry was never seen, or has other words or another day than last time."""
        return self.entries.get(entry.id) != _print(entry)

    def remember(self, entries: tuple[Entry, ...]) -> None:
        """Counts the entries as seen."""
        for entry in entries:
            self.entries.pop(entry.id, None)
            self.entries[entry.id] = _print(entry)
        for old in list(self.entries)[:-MOST_REMEMBERED]:
            del self.entries[old]

    def wait(self, now: datetime) -> float:
        """The seconds until the feed may be asked again."""
        return max(0.0, (datetime.fromisoformat(self.not_before) - now).total_seconds()) if self.not_before else 0.0

    def succeeded(self) -> None:
        """Forgets earlier failures."""
        self.failures, self.not_before = 0, None

    def failed(self, now: datetime, *, pause: float, retry_after: float | None) -> None:
        """Puts the next request off: for as long as the host asked, and twice as long after each failure in a row."""
        doubled = min(pause * 2.0 ** min(self.failures, 20), MAX_BACK_OFF_SECONDS)
        self.failures += 1
        self.not_before = (now + timedelta(seconds=max(doubled, retry_after or 0.0))).isoformat(timespec="seconds")


class Memory:
    """The feeds of one file. Use `open_memory`."""

    def __init__(self, path: Path, feeds: dict[str, FeedMemory]) -> None:
        self._path = path
        self._feeds = feeds

    def feed(self, url: str) -> FeedMemory:
        """What is known of a feed; nothing at first."""
        return self._feeds.setdefault(url, FeedMemory())

    def save(self) -> None:
        """Writes the file whole: to a neighbour first, onto the disk, then renamed. Only the owner may read it: it tells who is watched."""
        rows = {url: asdict(feed) for url, feed in self._feeds.items()}
        draft = self._path.with_name(f".{self._path.name}.part")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"form": _FORM, "feeds": rows}, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)


@contextmanager
def open_memory(path: Path) -> Iterator[Memory]:
    """The memory in a file, which need not be there yet; while it is open nobody else can open it.

    Raises `UnreadableFile` where the file is another's or damaged, or where another `watch` has it open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f".{path.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            reason = "another `watch` is using this file. Stop it, or give this one a file of its own."
            raise UnreadableFile(reason, source=str(path)) from None
        yield Memory(path, _load(path))


def _load(path: Path) -> dict[str, FeedMemory]:
    if not path.exists():
        return {}
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["form"] != _FORM:
            raise ValueError("another version's form")
        return {url: _feed(row) for url, row in stored["feeds"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        reason = "this is no file of `watch`, or it is damaged. Move it away: what is in the feeds now then counts as new."
        raise UnreadableFile(reason, source=str(path)) from None


def _feed(row: dict[str, Any]) -> FeedMemory:
    if not (isinstance(row["entries"], dict) and isinstance(row["failures"], int)):
        raise TypeError("entries or failures")
    feed = FeedMemory(**row)
    feed.wait(datetime.now(UTC))  # a damaged moment shows here
    return feed


def _print(entry: Entry) -> str:
    # Not the moment: some feeds give every entry the moment of the request.
    return digest("en", entry.title, entry.text, entry.day)
