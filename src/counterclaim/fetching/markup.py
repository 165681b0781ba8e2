"""A fragment of HTML, as feeds and services carry it -> its text. The one file that imports the HTML parser, when it is first needed.

Nothing is fetched, no entity is looked up outside and no script is run: only the words are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_PARAGRAPHS = frozenset("p div section article blockquote h1 h2 h3 h4 h5 h6 ul ol dl table pre figure".split())
_LINES = frozenset({"li", "tr", "dt", "dd", "br", "figcaption"})
_CELLS = frozenset({"td", "th"})
_SILENT = frozenset("script style template noscript iframe object embed svg math head title form button".split())
_WHITE = re.compile(r"[ \t\r\n\f]+")
_MARKED = re.compile(r"<[a-z/!]|&#?\w+;", re.IGNORECASE | re.ASCII)
_AROUND_LINES = re.compile(r" *\n *")
_BLANK = re.compile(r"\n{3,}")


def parse_html(text: str) -> Any:
    """The root of the tree of a page or fragment. Raises `ValueError` where there is nothing in it."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Explicit, though these are the defaults: no network, and no tree deeper than 256, whatever the page says.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise ValueError(str(error)) from None


def plain_text(fragment: str) -> str:
    """The words of a fragment: paragraphs apart by a blank line, items and rows on lines, cells apart by a bar."""
    if not _MARKED.search(fragment):
        return fragment.strip()
    try:
        root = parse_html(fragment)
    except ValueError:  # a comment and nothing else
        return ""
    text = "".join(_render(root))
    return _BLANK.sub("\n\n", _AROUND_LINES.sub("\n", text)).strip()


def _render(node: Any) -> Iterator[str]:
    tag = node.tag if isinstance(node.tag, str) else "script"  # a comment says nothing
    if tag not in _SILENT:
        around = "\n\n" if tag in _PARAGRAPHS else ""
        yield around or ("\n" if tag in _LINES else " | " if tag in _CELLS and node.getprevious() is not None else "")
        yield _WHITE.sub(" ", node.text or "")
        for child in node:
            yield from _render(child)
        yield around
    yield _WHITE.sub(" ", node.tail or "")
