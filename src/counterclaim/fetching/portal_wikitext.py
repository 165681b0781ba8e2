"""A Current Events page in wikitext -> lines with their links marked.

Templates that hold words keep these; a template that is not known stays as it is written, so that nobody takes the rest for the sentence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from counterclaim.fetching.portal import END, IN, OFF, OUT, SAYS, Line, iso_day

_FRAME = re.compile(r"\{\{\s*current events\s*\|([^{}]*?)(?:\|\s*content\s*=|\}\})", re.IGNORECASE)
_OLD_FRAME = re.compile(r"\{\{\s*current events header\s*\|\s*(\d{4})\s*\|\s*(\w+)\s*\|\s*(\d{1,2})\s*[^{}]*\}\}", re.IGNORECASE)
_PART = re.compile(r"\b(year|month|day)\s*=\s*(\w+)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FOOTNOTE = re.compile(r"<ref\b[^>]*/>|<ref\b[^>]*>.*?</ref>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BULLET = re.compile(r"([*#:]+)\s*(.*)")
_HEADING = re.compile(r"'''(?P<bold>[^']+)'''|;\s*(?P<term>.+)|==+\s*(?P<title>[^=]+?)\s*==+")
_FILE = re.compile(r"\[\[(?:File|Image|Category):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]", re.IGNORECASE)
_ARTICLE = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_OUTSIDE = re.compile(r"\[(https?://[^\s\[\]]+)\s*([^\[\]]*)\]")
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}")
_QUOTES = re.compile(r"''+")
_MARKS = re.compile(f"[{OUT}-{OFF}]")
# Templates about the sentence, which say nothing in it; and those whose words are shown, with the position of these words.
_ABOUT = frozenset("webarchive,dead link,cbignore,citation needed,cn,better source needed,failed verification,update inline".split(","))
_SHOWN = {"nowrap": 1, "nobr": 1, "flag": 1, "flagcountry": 1, "lang": 2, "transl": 2, "abbr": 1, "em": 1}


def wikitext_lines(text: str) -> Iterator[Line]:
    """The headings and bullets of the page."""
    day: str | None = None
    for raw in _words(text).splitlines():
        day = _day(raw) or day
        line = _OLD_FRAME.sub("", _FRAME.sub("", raw)).strip()
        bullet, heading = _BULLET.fullmatch(line), _HEADING.fullmatch(line)
        if bullet:
            yield Line(day, len(bullet[1]), _marked(_without_frame_end(bullet[2])))
        elif heading:
            yield Line(day, 0, _marked(next(filter(None, heading.groups()))))


def _without_frame_end(line: str) -> str:
    """The last bullet without the end of the template that may hold the whole day."""
    return line.rstrip().removesuffix("}}") if line.count("{{") < line.count("}}") else line


def _words(text: str) -> str:
    return _FOOTNOTE.sub("", _COMMENT.sub("", _MARKS.sub("", text)))


def _day(line: str) -> str | None:
    old, frame = _OLD_FRAME.search(line), _FRAME.search(line)
    if old:
        return iso_day(old[1], old[2], old[3], source="the page")
    parts = {name.lower(): value for name, value in _PART.findall(frame[1])} if frame else {}
    return iso_day(parts["year"], parts["month"], parts["day"], source="the page") if len(parts) == 3 else None


def _marked(line: str) -> str:
    """The words of a line, links marked, from the innermost template outwards."""
    line = _FILE.sub("", line)
    line = _ARTICLE.sub(lambda found: f"{IN}{found[1]}{OFF}", line)
    for _ in range(line.count("{{")):
        line = _TEMPLATE.sub(_template, line)
    line = _OUTSIDE.sub(lambda found: f"{OUT}{found[1]}{SAYS}{found[2]}{END}", line)
    return html.unescape(_TAG.sub("", _QUOTES.sub("", line)))


def _template(found: re.Match[str]) -> str:
    name, *values = (part.strip() for part in found[1].split("|"))
    name = name.lower()
    if name in _ABOUT or name.startswith("cite "):
        return ""
    if name in _SHOWN and len(values) >= _SHOWN[name]:
        return values[_SHOWN[name] - 1]
    if name in ("convert", "cvt") and len(values) > 1:
        return f"{values[0]} {values[1]}"
    return found[0]
