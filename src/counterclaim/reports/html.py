"""A saved web page -> a draft. The one file that imports the article extractor; it is loaded only when a page is read.

Nothing is fetched: the page is parsed from its bytes, and links, images and styles in it are never followed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from counterclaim.errors import UnreadableFile
from counterclaim.reports.normalise import decode, tidy
from counterclaim.reports.records import Draft

# The extractor logs what it cannot parse; the error raised here says it to whom it concerns.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

# The first date of publication, not the last change. The extensive search is off because it makes a day out of a year, a month or
# any day that the article speaks of. No upper bound, so that a date in the future is seen and refused.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
_REMEDY = 'The page does not say on which day it was published: add `<meta name="date" content="2024-01-27">` to its head'

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4096  # HTML asks for it within the first 1,024 bytes; some pages are late
SYNTHETIC = re.compile(r"""<meta\s+name=["']synthetic["']\s+content=["']true["']""", re.IGNORECASE)  # invented examples say so
_WHITE = re.compile(r"\s+")
_AFTER = dict.fromkeys(("p", "head", "quote", "list", "table", "code"), "\n\n")
_BEFORE = _AFTER | dict.fromkeys(("item", "row", "lb"), "\n")
_CELL = " | "
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_page(raw: bytes, *, source: str) -> Draft:
    """The article of a page, with title, day, outlet and address from its metadata.

    Raises `UnreadableFile` where the encoding is broken or there is no article.
    """
    page = decode_page(raw, source)
    found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    text = tidy("".join(_render(found.body))) if isinstance(found, Document) and found.body is not None else ""
    if not isinstance(found, Document) or not text.strip():
        raise UnreadableFile("no article was found in the page. Save its text as .txt.", source=source)
    return Draft(
        text=text,
        title=found.title,
        published=found.date if found.date and states_day(page, found.date) else None,
        publisher=found.sitename,
        url=found.url,
        synthetic=SYNTHETIC.search(page) is not None,
        source=source,
        remedy=_REMEDY,
    )


def decode_page(raw: bytes, source: str) -> str:
    """The page as text, in the encoding that it declares. Raises `UnreadableFile` where that does not fit."""
    charset = _CHARSET.search(raw[:_CHARSET_WITHIN])
    try:
        return decode(raw, declared=charset[1].decode("ascii", "ignore") if charset else None)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} does not fit the page's encoding ({error.encoding}). Save the page again as UTF-8."
        raise UnreadableFile(reason, source=source) from None


def _render(node: Any) -> Iterator[str]:
    """The text of an extracted tree: paragraphs apart by a blank line; items and rows are lines, cells apart by a bar."""
    tag = node.tag if isinstance(node.tag, str) else ""
    before = _CELL if tag == "cell" and node.getprevious() is not None else _BEFORE.get(tag, "")
    yield before
    yield _WHITE.sub(" ", node.text or "")
    for child in node:
        yield from _render(child)
        yield _WHITE.sub(" ", child.tail or "")
    yield _AFTER.get(tag, "")


def states_day(page: str, day: str) -> bool:
    """Whether the page itself writes this day out in full.

    The date finder completes "2024-03" with today's day, and takes 03/04/2024 for the 3rd of April: neither is a day that the page gives.
    """
    at = date.fromisoformat(day)
    year, month, number = f"{at.year:04}", f"0?{at.month}", rf"0?{at.day}"
    name = rf"{_MONTHS[at.month - 1]}[a-z]*\.?"
    ordinal = rf"(?<!\d){number}(?:st|nd|rd|th)?"
    forms = [
        rf"(?<!\d){year}[-/.]?{month}[-/.]?{number}(?!\d)",
        rf"{ordinal}[\s.,/-]+(?:of\s+)?{name}[\s,/-]+{year}(?!\d)",
        rf"\b{name}[\s/-]+{ordinal}[\s,/-]+{year}(?!\d)",
    ]
    if at.day > 12 or at.day == at.month:
        forms.append(rf"(?<!\d)(?:{number}[-/.]{month}|{month}[-/.]{number})[-/.]{year}(?!\d)")
    return re.search("|".join(forms), page, re.IGNORECASE) is not None
