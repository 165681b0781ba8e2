"""A Current Events page in HTML (as shown, or from Wikipedia's REST service) -> lines with their links marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from counterclaim.fetching.markup import parse_html
from counterclaim.fetching.portal import END, IN, OFF, OUT, SAYS, Line, iso_day

_LISTS = frozenset({"ul", "ol", "dl"})
_HEADINGS = frozenset({"p", "div", "dt", "h2", "h3", "h4", "h5", "h6"})
_ID = re.compile(r"(\d{4})_([A-Z][a-z]+)_(\d{1,2})")
_BIRTH = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MARKS = re.compile(f"[{OUT}-{OFF}]")


def html_lines(page: str) -> Iterator[Line]:
    """The headings and bullets of every day on the page."""
    root = parse_html(_MARKS.sub("", page))
    for box in root.iter("div", "td"):
        if _has(box, "description") and not any(_has(above, "description") for above in box.iterancestors()):
            yield from _box(box, _day(box))


def _has(node: Any, name: str) -> bool:
    return name in (node.get("class") or "").split()


def _day(box: Any) -> str | None:
    """The day of the frame around a box: its hidden date in figures, else its id."""
    for frame in box.iterancestors():
        if not _has(frame, "vevent"):
            continue
        for mark in frame.iter("span"):
            found = _has(mark, "bday") and _BIRTH.fullmatch((mark.text or "").strip())
            if found:
                return iso_day(found[1], found[2], found[3], source="the page")
        found = _ID.fullmatch(frame.get("id") or "")
        return iso_day(found[1], found[2], found[3], source="the page") if found else None
    return None


def _box(box: Any, day: str | None) -> Iterator[Line]:
    for node in box:
        if node.tag in _LISTS:
            yield from _list(node, day, 1)
        elif node.tag == "section":
            yield from _box(node, day)
        elif node.tag in _HEADINGS:
            words = "".join(_marked(node)).strip()
            if words:
                yield Line(day, 0, words)


def _list(node: Any, day: str | None, depth: int) -> Iterator[Line]:
    for item in node:
        if item.tag in _LISTS:
            yield from _list(item, day, depth + 1)
        elif item.tag == "dt":
            yield Line(day, 0, "".join(_marked(item)))
        elif item.tag in ("li", "dd"):
            yield Line(day, depth, "".join(_marked(item)))
            for below in item:
                if below.tag in _LISTS:
                    yield from _list(below, day, depth + 1)


def _marked(node: Any) -> Iterator[str]:
    """The words of a node, without the lists below it and without footnote marks."""
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _LISTS | {"style", "script"} and not _has(child, "reference"):
            yield _link(child, "".join(_marked(child)))
        yield child.tail or ""


def _link(node: Any, words: str) -> str:
    address = node.get("href") if node.tag == "a" else None
    if not address:
        return words
    if _has(node, "external") or "mw:ExtLink" in (node.get("rel") or ""):
        return f"{OUT}{address}{SAYS}{words}{END}"
    return f"{IN}{words}{OFF}"
