"""Wikipedia's Current Events pages -> one entry an item, with the outlets that the item cites as its carriers.

A page comes as wikitext or as HTML, by request or saved by the user. Both are brought to lines with a depth, in which links are marked;
from there on there is one way. A bullet that only links to articles, or that has bullets below it and is no sentence, is a topic.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlsplit

from counterclaim.errors import InvalidReport, UnreadableFile
from counterclaim.fetching.facts import Batch, Entry, Stamp
from counterclaim.fetching.fetcher import Fetcher

PUBLISHER = "Wikipedia, Portal:Current events"
# Wikipedia's service for programs: a page's HTML, with a tag for conditional requests.
SERVICE = "https://en.wikipedia.org/api/rest_v1/page/html/"
PAGE = "https://en.wikipedia.org/wiki/Portal:Current_events/"
_MONTHS = "January February March April May June July August September October November December".split()
# Signs of the private range, which no text uses, around what links: to the outside (address, mark, words) and to other articles.
OUT, SAYS, END, IN, OFF = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_LINK = re.compile(rf"{OUT}([^{END}]*?){SAYS}([^{END}]*){END}")
_BETWEEN = r"(?:[\s,;()\[\]]|\band\b|\bvia\b)*"
_CITED_AT_END = re.compile(rf"(?:{_BETWEEN}{OUT}[^{END}]*{END})+{_BETWEEN}\.?\s*$")
_CITED_INSIDE = re.compile(rf"\s*\(\s*{OUT}[^{END}]*{END}\s*\)|\s*{OUT}[^{END}]*?{SAYS}\s*[(\[][^{END}]*[)\]]\s*{END}")
_ARTICLE = re.compile(rf"{IN}[^{OFF}]*{OFF}")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*$")
_WHITE = re.compile(r"\s+")
_DIGITS_OF_ID = 6  # of SHA-1, as in other collections of these items, so that an item has one id wherever it was taken from


@dataclass(frozen=True, slots=True)
class Line:
    """One bullet (depth 1 and more) or heading (depth 0) of a day, with its links marked."""

    day: str | None
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class _Bullet:
    text: str
    outlets: tuple[str, ...]
    cited: tuple[str, ...]
    only_links: bool


def current_events(day: date, *, fetcher: Fetcher, etag: str | None = None, service: str = SERVICE) -> Batch:
    """The items of one day's page, asked of Wikipedia; none where nothing changed since the answer that had this `etag`.

    Raises `FetchFailed`, and what `read_current_events` raises.
    """
    fetched = fetcher.fetch(service + quote(f"Portal:Current_events/{_page_name(day)}", safe=""), accept="text/html", etag=etag)
    if fetched.unchanged:
        return Batch(fetched=fetched, entries=())
    return Batch(fetched=fetched, entries=read_current_events(fetched.content, source=fetched.final_url, day=day.isoformat()))


def page_address(day: date) -> str:
    """The address of a day's page, to look at."""
    return PAGE + _page_name(day)


def _page_name(day: date) -> str:
    return f"{day.year}_{_MONTHS[day.month - 1]}_{day.day}"


def read_current_events(content: bytes, *, source: str, day: str | None = None) -> tuple[Entry, ...]:
    """The items of a Current Events page (wikitext or HTML; a day or a month), in its order.

    `day` is for a page that does not say which day it is. Raises `UnreadableFile` where the page is not of this kind, and
    `InvalidReport` where its day is not known or not the one asked for.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"byte {error.start + 1} is not UTF-8. Save the page again.", source=source) from None
    if re.search(r"<li\b", text, re.IGNORECASE):
        from counterclaim.fetching.portal_html import html_lines

        lines = tuple(html_lines(text))
    else:
        from counterclaim.fetching.portal_wikitext import wikitext_lines

        lines = tuple(wikitext_lines(text))
    if not lines:
        raise UnreadableFile("no items of Wikipedia's Current Events were found in it.", source=source)
    return tuple(_entries(lines, source, day))


def iso_day(year: str, month: str, day: str, *, source: str) -> str:
    """The ISO day of a page's own words; the month may be a number or an English name. Raises `InvalidReport` where there is none such."""
    try:
        number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month[:3].title()) + 1
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        raise InvalidReport(f"the page gives the day {year}-{month}-{day}, which does not exist.", source=source) from None


def _entries(lines: tuple[Line, ...], source: str, asked: str | None) -> Iterator[Entry]:
    seen: set[str] = set()
    heading: str | None = None
    topics: list[tuple[int, str]] = []
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        bullet = _bullet(line.text)
        if line.depth == 0:
            heading, topics = bullet.text or None, []
            continue
        topics = [topic for topic in topics if topic[0] < line.depth]
        deeper = below is not None and below.depth > line.depth
        if bullet.only_links or (deeper and not bullet.outlets and not _SENTENCE_END.search(bullet.text)):
            topics.append((line.depth, bullet.text.rstrip(" :")))
            continue
        entry = _entry(bullet, _day(line, asked, source), source, (heading, *(words for _, words in topics)))
        if entry.id not in seen and bullet.text:
            seen.add(entry.id)
            yield entry


def _day(line: Line, asked: str | None, source: str) -> str:
    if line.day and asked and line.day != asked:
        raise InvalidReport(f"the page is of {line.day}, not of {asked}.", source=source)
    day = line.day or asked
    if day is None:
        raise InvalidReport("the page does not say which day it is. Give the day with it.", source=source)
    return day


def _entry(bullet: _Bullet, day: str, source: str, topics: Iterable[str | None]) -> Entry:
    short = hashlib.sha1(bullet.text.encode(), usedforsecurity=False).hexdigest()[:_DIGITS_OF_ID]
    return Entry(
        id=f"{day}-{short}",
        text=bullet.text,
        source=source,
        url=page_address(date.fromisoformat(day)),
        published=Stamp(day, day, day),
        publisher=PUBLISHER,
        carried_by=bullet.outlets,
        language="en",
        topics=tuple(filter(None, topics)),
        cited=bullet.cited,
    )


def _bullet(marked: str) -> _Bullet:
    """The words of a bullet without its citations, and the outlets that these name."""
    marked = _WHITE.sub(" ", marked).strip()
    cited: list[tuple[str, str]] = []
    at_end = _CITED_AT_END.search(marked)
    if at_end:
        cited += _LINK.findall(at_end[0])
        marked = marked[: at_end.start()]
    for inside in _CITED_INSIDE.finditer(marked):
        cited += _LINK.findall(inside[0])
    marked = _CITED_INSIDE.sub("", marked)
    if not cited:  # a citation that is part of the sentence: its words stay
        cited = [(address, "") for address, _ in _LINK.findall(marked)]
    marked = _LINK.sub(lambda link: link[2], marked)
    only_links = not cited and not re.search(r"\w", _ARTICLE.sub("", marked))
    text = re.sub(f"[{IN}{OFF}]", "", marked).strip()
    outlets = dict.fromkeys(_outlet(address, words) for address, words in cited)
    return _Bullet(text, tuple(outlets), tuple(dict.fromkeys(address for address, _ in cited)), only_links)


def _outlet(address: str, words: str) -> str:
    """The outlet as the item names it; where it is only numbered, the host of the address."""
    name = re.sub(f"[{IN}{OFF}]", "", words).strip(" ()[]'\"“”.,;")
    if name and not name.isdigit():
        return name
    return (urlsplit(address).hostname or address).removeprefix("www.")
