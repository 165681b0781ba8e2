"""A Word document -> a draft: paragraphs, numbered and plain lists, tables as lines, text boxes and footnotes.

What was deleted with changes tracked, hidden text and comments are left out. Nothing in the document is run or fetched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from counterclaim.errors import UnreadableFile
from counterclaim.reports.normalise import one_line
from counterclaim.reports.records import Draft
from counterclaim.reports.stated_day import stated_day
from counterclaim.reports.zipped import open_parts, read_xml

MAX_DEPTH = 100  # boxes in tables in boxes; Word itself stops far below

_REMEDY = "The head of the document does not say on which day it came out"
_SKIPPED = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Document:
    """What the paragraphs refer to, and how far the counting of items and notes has come."""

    styles: dict[str, tuple[str, str | None, tuple[str, str] | None]]
    formats: dict[tuple[str, str], str]
    notes: dict[tuple[str, str], str]
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    order: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    title: str | None = None


def read_docx(raw: bytes, *, source: str) -> Draft:
    """The text of a document. Raises `UnreadableFile` where it is broken, encrypted, empty or beyond the limits."""
    with open_parts(raw, source=source) as archive:
        main = read_xml(archive, "word/document.xml", source=source)
        if main is None:
            raise UnreadableFile("there is no text part in it, so it is no Word document.", source=source)
        parts = {name: read_xml(archive, f"word/{name}.xml", source=source) for name in ("styles", "numbering", "footnotes", "endnotes")}
        margins = [name for name in archive.namelist() if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")]
        edges = [read_xml(archive, name, source=source) for name in sorted(margins)]
    try:
        document = _Document(_styles(parts["styles"]), _formats(parts["numbering"]), {})
        for kind in ("footnotes", "endnotes"):
            document.notes |= _notes(parts[kind], kind[:-1])
        blocks = list(_blocks(main, document, 0))
        around = list(dict.fromkeys(text for edge in edges if edge is not None for text in _blocks(edge, document, 0)))
    except RecursionError:
        raise UnreadableFile(f"boxes and tables are nested more than {MAX_DEPTH} deep in it.", source=source) from None
    if not blocks:
        raise UnreadableFile("there is no text in the document. If its pages are pictures, make their text readable first.", source=source)
    text = "\n\n".join([*blocks, *around])
    day = stated_day("\n".join([*around, *blocks]))
    return Draft(text=text, title=document.title, published=day, source=source, remedy=_REMEDY)


def _tag(node: Element) -> str:
    """The name without its namespace: the transitional and the strict form of the format differ in nothing else here."""
    return node.tag.rpartition("}")[2]


def _children(node: Element, name: str) -> Iterator[Element]:
    return (child for child in node if _tag(child) == name)


def _value(node: Element | None, name: str = "val") -> str | None:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), None) if node is not None else None


def _first(node: Element | None, *path: str) -> Element | None:
    for name in path:
        node = next(_children(node, name), None) if node is not None else None
    return node


# ---------------------------------------------------------------- blocks


def _blocks(node: Element, document: _Document, depth: int) -> Iterator[str]:
    """The paragraphs and tables under a node, each with its notes and then the text boxes that hang on it."""
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in node:
        name = _tag(child)
        if name in ("p", "tbl"):
            before = len(document.order)
            text = _paragraph(child, document, depth) if name == "p" else _table(child, document, depth)
            notes = [_note(document, number) for number in range(before, len(document.order))]
            boxes, document.boxes = document.boxes, []
            if text:
                yield "\n".join([text, *notes])
            yield from boxes
        elif name not in _SKIPPED:
            yield from _blocks(child, document, depth + 1)


def _table(table: Element, document: _Document, depth: int) -> str:
    rows = []
    for row in _children(table, "tr"):
        cells = [one_line(" ".join(_cell(cell, document, depth + 1))) for cell in _children(row, "tc")]
        if any(cells):
            rows.append(" | ".join(cells))
    return "\n".join(rows)


def _cell(cell: Element, document: _Document, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in cell:
        if _tag(child) == "p":
            yield _paragraph(child, document, depth)
        elif _tag(child) == "tbl":
            yield _table(child, document, depth).replace("\n", "; ")
        elif _tag(child) not in _SKIPPED:
            yield from _cell(child, document, depth + 1)


def _paragraph(node: Element, document: _Document, depth: int) -> str:
    text = "\n".join(filter(None, map(one_line, "".join(_runs(node, document, depth)).split("\n"))))
    style = _value(_first(node, "pPr", "pStyle")) or ""
    if document.title is None and text and document.styles.get(style, ("", None, None))[0] == "title":
        document.title = text
    return _bullet(node, style, document) + text if text else ""


def _runs(node: Element, document: _Document, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise RecursionError
    for child in node:
        name = _tag(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("footnoteReference", "endnoteReference"):
            document.order.append((name.removesuffix("Reference"), _value(child, "id") or ""))
            yield f"[{_mark(document, len(document.order) - 1)}]"
        elif name == "txbxContent":
            inside = list(_blocks(child, document, depth + 1))
            document.boxes.extend(inside)
        elif name not in _SKIPPED and not (name == "r" and _is_hidden(child)):
            yield from _runs(child, document, depth + 1)


def _is_hidden(run: Element) -> bool:
    hidden = _first(run, "rPr", "vanish")
    return hidden is not None and _value(hidden) not in ("0", "false", "off")


# ---------------------------------------------------------------- lists, styles and notes


def _styles(part: Element | None) -> dict[str, tuple[str, str | None, tuple[str, str] | None]]:
    """Style id -> its name in small letters, the style it is based on, and the list it stands in."""
    found = {}
    for style in _children(part, "style") if part is not None else ():
        name = (_value(_first(style, "name")) or "").lower()
        found[_value(style, "styleId") or ""] = (name, _value(_first(style, "basedOn")), _list(_first(style, "pPr", "numPr")))
    return found


def _list(node: Element | None) -> tuple[str, str] | None:
    if node is None:
        return None
    return _value(_first(node, "numId")) or "0", _value(_first(node, "ilvl")) or "0"


def _formats(part: Element | None) -> dict[tuple[str, str], str]:
    """List and level -> how its items are numbered (`bullet`, `decimal`, …)."""
    if part is None:
        return {}
    abstract = {
        _value(node, "abstractNumId"): {_value(level, "ilvl"): _value(_first(level, "numFmt")) for level in _children(node, "lvl")}
        for node in _children(part, "abstractNum")
    }
    found = {}
    for number in _children(part, "num"):
        for level, form in abstract.get(_value(_first(number, "abstractNumId")), {}).items():
            found[_value(number, "numId") or "", level or "0"] = form or "bullet"
    return found


def _bullet(node: Element, style: str, document: _Document) -> str:
    """What stands before an item: its number, or a bullet. Only plain numbers are counted; letters and Roman numerals become bullets."""
    place = _list(_first(node, "pPr", "numPr"))
    for _ in range(MAX_DEPTH):
        if place or style not in document.styles:
            break
        _, based_on, place = document.styles[style]
        style = based_on or ""
    if place is None or place[0] == "0":
        return ""
    form = document.formats.get(place, "bullet")
    document.counts[place] += 1
    for other in [key for key in document.counts if key[0] == place[0] and int(key[1]) > int(place[1])] if place[1].isdecimal() else ():
        del document.counts[other]
    return "" if form == "none" else f"{document.counts[place]}. " if form == "decimal" else "• "


def _notes(part: Element | None, kind: str) -> dict[tuple[str, str], str]:
    """Kind and id of a note -> its text."""
    empty = _Document({}, {}, {})
    found = {}
    for note in _children(part, kind) if part is not None else ():
        if _value(note, "type") is None:  # those with a type are the line above the notes
            found[kind, _value(note, "id") or ""] = one_line(" ".join(_blocks(note, empty, 0)))
    return found


def _mark(document: _Document, at: int) -> str:
    """Footnotes are counted 1, 2, 3; endnotes i, ii, iii, as Word prints them."""
    kind = document.order[at][0]
    number = sum(other == kind for other, _ in document.order[: at + 1])
    return str(number) if kind == "footnote" else _roman(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _note(document: _Document, at: int) -> str:
    return f"[{_mark(document, at)}] {document.notes.get(document.order[at], '')}".rstrip()
