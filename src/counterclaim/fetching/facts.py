"""What this room hands on: an answer as it came, and the dated entries in it. And the limits that every request keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from counterclaim.model import Capture

# The size of the largest file that the reports room reads; situation reports with photographs stay below 30 MB.
MAX_BYTES = 64 * 1024 * 1024
# For one request, from the look-up of its host to the last byte of its answer. 64 MB need 9 Mbit/s.
MAX_SECONDS = 60.0
# For finding the host and for its first answer to a call; a healthy host takes well under a second.
CONNECT_SECONDS = 10.0
# Browsers follow 20; feeds and papers need one to three (http to https, an added slash, a short link).
MAX_REDIRECTS = 5
# Between the end of one request to a host and the start of the next, as crawlers that behave well do without being asked.
HOST_DELAY_SECONDS = 2.0
# How often one address is tried in a row where the host is busy or the line fails, and the first pause; each next is twice as long.
MAX_TRIES = 3
BACK_OFF_SECONDS = 4.0
# A host that wants a longer pause is not waited for: the error says when to ask again.
MAX_WAIT_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may cost us and the host."""

    bytes: int = MAX_BYTES
    seconds: float = MAX_SECONDS
    connect_seconds: float = CONNECT_SECONDS
    redirects: int = MAX_REDIRECTS
    host_delay: float = HOST_DELAY_SECONDS
    tries: int = MAX_TRIES
    back_off: float = BACK_OFF_SECONDS
    wait: float = MAX_WAIT_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer: its bytes after transfer and content coding, and where, when and how they came.

    `url` is what was asked for, `final_url` where the last redirect led, `via` the addresses between, `address` the numeric address that
    answered, `taken_at` the moment in UTC. `headers` are as sent, without cookies: those tell about the asker. `status` is 304, and
    `content` empty, where the host says that nothing changed.
    """

    content: bytes = field(repr=False)
    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    taken_at: str
    address: str
    via: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of this name, in whatever case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def media_type(self) -> str:
        """The type that the host declares, such as `application/pdf`; empty where it declares none."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    def capture(self, *, how: str = "http", tool: str = "", extractor: str = "", collector: str | None = None) -> Capture:
        """The capture that the archive keeps beside the bytes."""
        return Capture(
            sha256=hashlib.sha256(self.content).hexdigest(),
            taken_at=self.taken_at,
            origin=self.url,
            how=how,
            headers=self.headers,
            collector=collector,
            tool=tool,
            extractor=extractor,
        )

    @property
    def unchanged(self) -> bool:
        """Whether the host says that nothing changed since the last visit."""
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as the source wrote it (`raw`, zone included), and what it says for certain.

    `at` is the moment in ISO form with the offset that was written; without offset where none, or no known one, was written. `day` is the
    day in the source's own zone. Both are `None` where the words can mean more than one day, as in 03/04/2024.
    """

    raw: str
    at: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One report in a feed, in a service's answer or on a Current Events page.

    `id` is stable: the same entry has it on the next visit, and so has its corrected version. `source` is the address of the answer that
    it was in. `url` is where the entry itself lives, `files` what is attached and `cited` what it cites: none of these is fetched.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    url: str | None = None
    published: Stamp | None = None
    updated: Stamp | None = None
    publisher: str | None = None
    carried_by: tuple[str, ...] = ()
    language: str | None = None
    topics: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def day(self) -> str | None:
        """The day of publication, else the day of the change that made this text; `None` where neither is certain."""
        stamps = (self.published, self.updated)
        return next((stamp.day for stamp in stamps if stamp), None)

    def record(self) -> dict[str, object]:
        """The entry as an input record of the output contract ("Input JSONL"); `published_at` and `updated_at` are the dates as written."""
        record: dict[str, object] = {
            "id": self.id,
            "published": self.day,
            "published_at": self.published.raw if self.published else None,
            "updated_at": self.updated.raw if self.updated else None,
            "publisher": self.publisher,
            "carried_by": list(self.carried_by),
            "url": self.url,
            "title": self.title,
            "language": self.language,
            "topics": list(self.topics),
            "text": self.text,
        }
        return {name: value for name, value in record.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One answer and the entries in it that are wanted. `problem` tells what was broken in it and what was left out."""

    fetched: Fetched
    entries: tuple[Entry, ...]
    problem: str | None = None
