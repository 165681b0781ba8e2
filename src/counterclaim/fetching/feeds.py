"""An RSS or Atom feed -> its entries. The one file that imports the feed reader, when a feed is first read.

The reader is given bytes, never an address: it fetches nothing. It drops declarations of entities, so nothing outside is read in and
nothing grows. Dates are taken as written, because the reader would turn them into its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from counterclaim.errors import UnreadableFile
from counterclaim.fetching.facts import Entry
from counterclaim.fetching.markup import plain_text
from counterclaim.fetching.stamps import read_stamp
from counterclaim.model import digest

# A feed of 200 full articles has about 2 MB. A feed made to be slow costs some 20 seconds a megabyte, an honest one less than one.
MAX_FEED_BYTES = 5 * 1024 * 1024

_ROOT_ENDS = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
# The commonest fault. The reader's second parser would make "R&D;" of "R&D".
_BARE_AMPERSAND = re.compile(rb"<!\[CDATA\[.*?\]\]>|&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)", re.IGNORECASE | re.DOTALL)
_TAIL_BYTES = 4096  # where the root's end is looked for; longer comments after it were never seen
_EVERYWHERE = re.compile(r"(?:https?|urn|tag|uuid):", re.IGNORECASE)  # what such an id names, it names in every feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed in its order. `problem` tells what was left out and why; `whole` is false where the feed breaks off."""

    title: str | None
    entries: tuple[Entry, ...]
    problem: str | None = None
    whole: bool = True


def read_feed(content: bytes, url: str, *, media_type: str = "") -> Feed:
    """The entries of an RSS or Atom feed, with their dates as written.

    Where the feed is cut, the entry that was cut is left out: half a sentence can say the opposite. Raises `UnreadableFile` where this is
    no feed, or is too large.
    """
    if len(content) > MAX_FEED_BYTES:
        raise UnreadableFile(f"more than {MAX_FEED_BYTES // 1024**2} MB, too much for a feed.", source=url)
    found = _parse(content, url, media_type)
    if found.get("bozo") and (mended := _BARE_AMPERSAND.sub(_mend, content)) != content:
        found = _parse(mended, url, media_type)
    items = list(found.entries)
    if not found.get("version") and not items:
        raise UnreadableFile("this is no RSS or Atom feed. Look for the feed's own address on the site.", source=url)
    whole = not found.get("bozo") or _ROOT_ENDS.search(content[-_TAIL_BYTES:]) is not None
    if not whole:
        items = items[:-1]
    title = plain_text(found.feed.get("title") or "") or None
    entries = tuple(_entry(item, url, title, found.feed.get("language")) for item in items)
    worded = tuple(entry for entry in entries if entry.text)
    lost = [] if whole else ["the feed breaks off; its last entry was left out"]
    if len(worded) < len(entries):
        lost.append(f"entries without words were left out: {len(entries) - len(worded)}")
    return Feed(title=title, entries=worded, problem="; ".join(lost) or None, whole=whole)


def _mend(found: re.Match[bytes]) -> bytes:
    return b"&amp;" if found[0] == b"&" else found[0]


def _parse(content: bytes, url: str, media_type: str) -> Any:
    import feedparser

    headers = {"content-location": url, "content-type": media_type or "application/xml"}
    try:
        # The words alone are taken, so cleaning the markup would be work for nothing.
        return feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its parsers raise on hostile bytes, one broken feed must not stop the others
        raise UnreadableFile(f"the feed cannot be read ({type(error).__name__}).", source=url) from error


def _entry(item: Any, feed_url: str, feed_title: str | None, language: str | None) -> Entry:
    link = _web_address(item.get("link"))
    title = " ".join(plain_text(item.get("title") or "").split()) or None
    text = max(map(plain_text, _bodies(item)), key=len, default="")
    named = item.get("id") or link
    publisher = plain_text((item.get("source") or {}).get("title") or "") or feed_title
    return Entry(
        id=digest("en", "" if named and _EVERYWHERE.match(named) else feed_url, named or f"{title}\n{text}"),
        text=text or title or "",
        source=feed_url,
        title=title,
        url=link,
        published=read_stamp(_written(item, "published")),
        updated=read_stamp(_written(item, "updated")),
        publisher=publisher,
        carried_by=(publisher,) if publisher else (),
        language=item.get("language") or language or None,
        topics=tuple(dict.fromkeys(filter(None, (tag.get("term") for tag in item.get("tags") or ())))),
        files=tuple(filter(None, (_web_address(file.get("href")) for file in item.get("enclosures") or ()))),
    )


def _bodies(item: Any) -> Iterator[str]:
    yield item.get("summary") or ""
    for content in item.get("content") or ():
        yield content.get("value") or ""


def _written(item: Any, field: str) -> str | None:
    """The date that the entry itself gives under this name; the reader would hand out the other one in its place."""
    value = dict.get(item, field)
    return value if isinstance(value, str) else None


def _web_address(value: str | None) -> str | None:
    if not value or not value.isprintable():
        return None
    try:
        return value if urlsplit(value).scheme.lower() in ("http", "https") else None
    except ValueError:
        return None
