"""ReliefWeb's interface, version 2 -> its reports. It needs an `appname` of the user's own, which ReliefWeb approves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from counterclaim.errors import FetchFailed, InvalidReport
from counterclaim.fetching.facts import Batch, Entry, Fetched
from counterclaim.fetching.fetcher import Fetcher
from counterclaim.fetching.markup import plain_text
from counterclaim.fetching.stamps import read_stamp

SERVICE = "https://api.reliefweb.int/v2/reports"
PAGE_SIZE = 50  # ReliefWeb allows 1,000; fifty reports with their whole text have about 1 MB
MAX_PAGES = 20  # 1,000 reports: who wants more should narrow the query; ReliefWeb allows 1,000 calls a day
_FIELDS = (
    "title",
    "body-html",
    "date.original",
    "date.changed",
    "source.name",
    "url",
    "url_alias",
    "language.code",
    "file.url",
    "primary_country.name",
)
_UNAPPROVED = frozenset({401, 403})


def reliefweb(
    query: str,
    *,
    appname: str,
    filters: Mapping[str, str] | None = None,
    most: int = PAGE_SIZE,
    fetcher: Fetcher,
    service: str = SERVICE,
    page_size: int = PAGE_SIZE,
) -> Iterator[Batch]:
    """The reports that match a query, newest first, `page_size` at a time and `most` at most.

    The `appname` is the user's own and is left out of every address that is kept and shown; the bytes of the answer may repeat it.
    `filters` hold a field to a value, such as `{"country.iso3": "sdn"}`. The first request goes out when the first page is asked for.
    Raises `InvalidReport` where there is no `appname`, `FetchFailed` where ReliefWeb refuses it or answers with something else.
    """
    if not appname.strip():
        reason = "ReliefWeb wants an application name of your own: ask for one at https://apidoc.reliefweb.int/parameters#appname."
        raise InvalidReport(reason, source=service)
    for page in range(MAX_PAGES):
        offset = page * page_size
        asked = _parameters(query, filters or {}, min(page_size, most - offset), offset)
        fetched = _ask(f"{service}?{urlencode([('appname', appname.strip()), *asked])}", fetcher)
        shown = f"{service}?{urlencode(asked)}"
        answer = _answer(fetched, shown)
        entries = tuple(entry for item in answer["data"] if (entry := _entry(item, shown)))
        lost = len(answer["data"]) - len(entries)
        problem = f"reports without a number or title were left out: {lost}" if lost else None
        yield Batch(fetched=replace(fetched, url=shown, final_url=shown), entries=entries, problem=problem)
        done = offset + len(answer["data"])
        if not answer["data"] or done >= min(most, answer["totalCount"]):
            return


def _parameters(query: str, filters: Mapping[str, str], limit: int, offset: int) -> list[tuple[str, str]]:
    chosen: list[tuple[str, str]] = [("query[value]", query)] if query else []
    if filters:
        chosen.append(("filter[operator]", "AND"))
    for number, (field, value) in enumerate(filters.items()):
        chosen += [(f"filter[conditions][{number}][field]", field), (f"filter[conditions][{number}][value]", value)]
    chosen += [("fields[include][]", field) for field in _FIELDS]
    return [*chosen, ("sort[]", "date.original:desc"), ("limit", str(limit)), ("offset", str(offset))]


def _ask(url: str, fetcher: Fetcher) -> Fetched:
    try:
        return fetcher.fetch(url, accept="application/json")
    except FetchFailed as error:
        reason = error.reason
        if error.status in _UNAPPROVED:
            reason = "ReliefWeb does not know this application name. It approves names within one working day of being asked."
        source = url.partition("?")[0]
        raise FetchFailed(reason, source=source, status=error.status, retry_after=error.retry_after, passing=error.passing) from None


def _answer(fetched: Fetched, shown: str) -> dict[str, Any]:
    """The answer, with `data` a list and `totalCount` a number. Raises `FetchFailed` where it is not of this form."""
    try:
        answer = json.loads(fetched.content)
        data, total = answer["data"], answer.get("totalCount", 0)
        if isinstance(data, list) and isinstance(total, int):
            return {"data": data, "totalCount": total}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise FetchFailed("this is not an answer in the form of ReliefWeb's version 2.", source=shown)


def _entry(item: Any, shown: str) -> Entry | None:
    fields = item.get("fields") if isinstance(item, dict) else None
    if not isinstance(fields, dict) or not item.get("id") or not fields.get("title"):
        return None
    sources = tuple(_each(fields, "source", "name"))
    return Entry(
        id=f"reliefweb-{item['id']}",
        text=plain_text(_words(fields, "body-html") or ""),
        source=shown,
        title=str(fields["title"]),
        url=_words(fields, "url_alias") or _words(fields, "url"),
        published=read_stamp(next(_each(fields, "date", "original"), None)),
        updated=read_stamp(next(_each(fields, "date", "changed"), None)),
        publisher=sources[0] if sources else None,
        carried_by=sources,
        language=next(_each(fields, "language", "code"), None),
        topics=tuple(_each(fields, "primary_country", "name")),
        files=tuple(_each(fields, "file", "url")),
    )


def _words(fields: dict[str, Any], field: str) -> str | None:
    value = fields.get(field)
    return value if isinstance(value, str) and value else None


def _each(fields: dict[str, Any], field: str, name: str) -> Iterator[str]:
    """The names in a field that holds one object or a list of them."""
    value = fields.get(field)
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and isinstance(item.get(name), str) and item[name]:
            yield item[name]
