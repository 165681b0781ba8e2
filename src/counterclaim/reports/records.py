"""A record as a format gave it, and the report that comes of it: dates, ids and the title as first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from counterclaim.errors import InvalidReport, UnknownLanguage, UnreadableFile
from counterclaim.model import Report, digest
from counterclaim.reports.language import foreign_language, known_language
from counterclaim.reports.normalise import normalise, one_line

# A long book has about a million characters; a "report" of two million is a damaged export or many reports in one.
MAX_CHARACTERS = 2_000_000

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One record before anything is checked. `remedy` tells how to give a date in this format.

    `pages` are places in `text`, which must then be normalised already.
    """

    text: str
    source: str
    remedy: str
    place: str | None = None
    published: str | None = None
    id: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    version_of: str | None = None
    carried_by: tuple[str, ...] = ()
    synthetic: bool = False
    published_at: str | None = None
    part_of: str | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds where a record says nothing, and the last day on which a report can have been published."""

    published: str | None
    publisher: str | None
    today: date


def check_day(value: str, *, source: str, place: str | None = None, today: date) -> str:
    """The day of an ISO date or date and time, `YYYY-MM-DD`. Raises `InvalidReport` where there is none or it lies ahead."""
    match = _DAY.fullmatch(value.strip())
    try:
        day = date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise InvalidReport(f"the date {value!r} is not a day of the form 2024-01-27.", source=source, place=place) from None
    if day > today:
        reason = f"the date {day} lies in the future (it is no later than {today} anywhere). Correct it: it must be the day of publication."
        raise InvalidReport(reason, source=source, place=place)
    return day.isoformat()


def make_report(draft: Draft, defaults: Defaults) -> Report:
    """The report of a draft. Raises `InvalidReport`, `UnreadableFile` (too long) or `UnknownLanguage`.

    `id` is the external id; a version that bears the id of what it is a version of is known by its key instead.
    """
    title = one_line(draft.title) if draft.title else None
    text = _stored_text(draft, title)
    _check_language(draft, text)
    published = _published(draft, defaults)
    publisher = one_line(draft.publisher or defaults.publisher or "") or None
    key = digest("rp", draft.id, publisher, published, draft.url, text)
    return Report(
        id=key if draft.id is None or draft.id == draft.version_of else draft.id,
        key=key,
        text=text,
        published=published,
        publisher=publisher,
        url=draft.url,
        title=title or None,
        version_of=draft.version_of,
        carried_by=draft.carried_by or ((publisher,) if publisher else ()),
        synthetic=draft.synthetic,
        source=f"{draft.source}, {draft.place}" if draft.place else draft.source,
        published_at=draft.published_at,
        part_of=draft.part_of,
        pages=tuple(len(text) - len(draft.text) + start if start else 0 for start in draft.pages),
    )


def _stored_text(draft: Draft, title: str | None) -> str:
    if len(draft.text) > MAX_CHARACTERS:
        reason = f"{len(draft.text):,} characters, and one report may have {MAX_CHARACTERS:,}. Split it into the reports that it holds."
        raise UnreadableFile(reason, source=draft.source, place=draft.place)
    text = normalise(draft.text)
    if not text:
        raise InvalidReport("there is no text.", source=draft.source, place=draft.place)
    return text if not title or _begins_with(text, title) else f"{title}\n\n{text}"


def _begins_with(text: str, title: str) -> bool:
    """Whether the title stands at the head of the text already; a title that ends inside a word does not."""
    return text[: len(title)].casefold() == title.casefold() and not text[len(title) : len(title) + 1].isalnum()


def _check_language(draft: Draft, text: str) -> None:
    found = (known_language(draft.language) if draft.language else None) or foreign_language(text)
    if found:
        reason = f"the text is in {found}, and only English can be read. It was left out; give an English translation of it."
        raise UnknownLanguage(reason, source=draft.source, place=draft.place)


def _published(draft: Draft, defaults: Defaults) -> str:
    if draft.published:
        return check_day(draft.published, source=draft.source, place=draft.place, today=defaults.today)
    if defaults.published:
        return defaults.published
    reason = f"no date of publication. {draft.remedy}, or give the option `--date 2024-01-27`."
    raise InvalidReport(reason, source=draft.source, place=draft.place)
