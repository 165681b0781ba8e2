"""The pages of a PDF -> one text with the place where each page begins in it.

Lines at the head or foot of most pages are given once, and page numbers not at all. A sentence that runs on in the next column or on
the next page is one sentence. A footnote stands on a line of its own after the paragraph with its mark; where that paragraph runs on
to the next page, before it, so that the text is in the order of the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.reports.normalise import one_line
from counterclaim.reports.pdf_layout import main_size, read_blocks, read_lines
from counterclaim.reports.pdf_paragraphs import Paragraph, as_note, join, read_paragraphs, words_text
from counterclaim.reports.pdf_words import Sheet, Word

_MARGIN = 0.13  # of the page's height, above and below: heads and feet stand there
_OUTERMOST = 3  # lines above and below that may be heads and feet
_REPEATED = 0.5  # of the pages, or
_OFTEN = 4  # pages, where each chapter has its own head
_SAME_LEVEL = 6  # points
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–|]?\s*\d{1,4}(?:\s*(?:/|of|\|)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE)
_MARKED = re.compile(r"(?<=\S)\[(\d{1,3}|[a-z]|[*†‡§]{1,4})\]")
_COMPOUND = re.compile(r"\w+(?:-\w+)+")
_TERMINAL = re.compile(r"[.!?:;…][\"'”’)]*(?:\[[^\]]{1,4}\])*$")
_OPEN_WORDS = 6  # a line of fewer words that ends without a full stop is a label or heading, not half a sentence
_TIGHT = frozenset({"item", "row", "figure", "note"})


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text, where each page begins in it, its title where the first paragraph is one, and the first page's words."""

    text: str
    pages: tuple[int, ...]
    title: str | None
    first_page: str


def compose(sheets: Sequence[Sheet]) -> PdfText:
    """The text of all pages; at least one of them has words."""
    words = [word for sheet in sheets for word in sheet.upright]
    body = main_size(words)
    compounds = frozenset(m.casefold() for word in words for m in _COMPOUND.findall(word.text.strip("-")))
    repeated = _repeated(sheets, body)
    flow: list[Paragraph] = []
    asides: dict[int, list[Paragraph]] = {}
    given: set[str] = set()
    for sheet in sheets:
        upright, furniture = _furniture(sheet, repeated, body)
        sideways = [words_text(line.words) for side in sheet.sideways for block in read_blocks(side, body) for line in block.lines]
        fresh = [text for text in dict.fromkeys([*furniture, *map(one_line, sideways)]) if text and text not in given]
        given.update(fresh)
        asides[sheet.number] = [Paragraph(parts=((sheet.number, text),), kind="aside", size=body) for text in fresh]
        for block in read_blocks(upright, body):
            for place, paragraph in enumerate(read_paragraphs(block, page=sheet.number, body=body, compounds=compounds)):
                _append(flow, paragraph, compounds, first=place == 0)
    return _laid_out(flow, asides, sheets)


# ---------------------------------------------------------------- heads and feet


@dataclass(frozen=True, slots=True)
class _Row:
    """One of the outermost lines of a page: its words, its text without the page number, and where it stands."""

    text: str
    words: tuple[Word, ...]
    level: int

    def alike(self, page: int) -> tuple[str, int]:
        """What it has in common with the same line on other pages."""
        return re.sub(rf"\b{page}\b", "#", self.text).casefold(), self.level


def _margin_rows(sheet: Sheet, body: float) -> Iterator[_Row]:
    """The outermost lines in the margins above and below, cells apart by a bar."""
    rows: list[list[Word]] = []
    for word in sorted(sheet.upright, key=lambda word: -word.base):
        if rows and rows[-1][0].base - word.base < 0.5 * max(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in dict.fromkeys(map(tuple, [*rows[:_OUTERMOST], *rows[-_OUTERMOST:]])):
        if not _MARGIN * sheet.height < row[-1].base < (1 - _MARGIN) * sheet.height:
            cells = [cell for line in read_lines(row) for cell in line.cells or (line.words,)]
            texts = [one_line(words_text(cell)) for cell in cells]
            numbers = [i for i, text in enumerate(texts) if _PAGE_NUMBER.fullmatch(text)]
            if len(numbers) == 1 and main_size(cells[numbers[0]]) < 1.2 * body:
                texts.pop(numbers[0])
            yield _Row(" | ".join(texts), row, round(row[0].base / _SAME_LEVEL))


def _repeated(sheets: Sequence[Sheet], body: float) -> frozenset[tuple[str, int]]:
    counts = Counter(row for sheet in sheets for row in {row.alike(sheet.number) for row in _margin_rows(sheet, body)})
    return frozenset(row for row, count in counts.items() if count >= min(_OFTEN, max(2, _REPEATED * len(sheets))))


def _furniture(sheet: Sheet, repeated: frozenset[tuple[str, int]], body: float) -> tuple[list[Word], list[str]]:
    """The words of the page itself, and the lines that stand on most pages, without page numbers."""
    removed: set[int] = set()
    texts: list[str] = []
    for row in _margin_rows(sheet, body):
        if not row.text or row.alike(sheet.number) in repeated:
            removed.update(map(id, row.words))
            texts.extend([row.text] if row.text else [])
    return [word for word in sheet.upright if id(word) not in removed], texts


# ---------------------------------------------------------------- sentences that run on


def _append(flow: list[Paragraph], paragraph: Paragraph, compounds: frozenset[str], *, first: bool) -> None:
    """Adds a paragraph; the first of a block may be the rest of one that stands before."""
    at = _open(flow, paragraph) if first and paragraph.kind == "prose" else None
    if at is None:
        flow.append(paragraph)
        return
    begun = flow.pop(at)
    (page, text), *_ = paragraph.parts
    (last_page, last_text) = begun.parts[-1]
    whole = join(last_text, text, compounds)
    stem = whole[: len(whole) - len(text)]
    parts = ((last_page, whole),) if page == last_page else ((last_page, stem), (page, text))
    flow.append(replace(begun, parts=(*begun.parts[:-1], *parts), full=paragraph.full))


def _open(flow: list[Paragraph], paragraph: Paragraph) -> int | None:
    """Where the paragraph stands whose sentence goes on in this one: on the same page or the one before, with nothing later between."""
    page = paragraph.parts[0][0]
    lower = paragraph.text[:1].islower()
    for at in range(len(flow) - 1, -1, -1):
        begun = flow[at]
        if begun.parts[-1][0] < page - 1 or (begun.parts[-1][0] < page and any(p.parts[-1][0] == page for p in flow[at + 1 :])):
            return None
        if begun.kind not in ("prose", "item"):
            continue
        alike = abs(begun.size - paragraph.size) < 0.08 * paragraph.size
        unfinished = not _TERMINAL.search(begun.text) and len(begun.text.split()) >= _OPEN_WORDS
        if alike and unfinished and (begun.full or lower):
            return at
        if alike and begun.kind == "prose":
            return None
    return None


# ---------------------------------------------------------------- the whole


def _laid_out(flow: list[Paragraph], asides: dict[int, list[Paragraph]], sheets: Sequence[Sheet]) -> PdfText:
    order = _with_asides(_with_notes(flow), asides)
    pieces: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    last: Paragraph | None = None
    for paragraph in order:
        between = "" if last is None else "\n" if paragraph.kind in _TIGHT and (paragraph.kind in ("note", last.kind)) else "\n\n"
        for number, (page, words) in enumerate(paragraph.parts):
            length += len(between) if number == 0 else 0
            starts.setdefault(page, length)
            length += len(words)
        pieces.append(between + paragraph.text)
        last = paragraph
    pages = [starts.get(sheet.number, length) for sheet in sheets]
    for at in range(len(pages) - 2, -1, -1):
        pages[at] = min(pages[at], pages[at + 1])
    pages[0] = 0  # what stands before the first words of a page belongs to it
    return PdfText("".join(pieces), tuple(pages), _title(order), _head(order, sheets[0].number))


def _head(order: Sequence[Paragraph], page: int) -> str:
    """The first page, what stands in its margins first."""
    here = [p for p in order if p.parts[0][0] == page]
    return "\n".join(p.text for p in sorted(here, key=lambda p: p.kind != "aside"))


def _title(order: list[Paragraph]) -> str | None:
    if not order:
        return None
    first = order[0]
    largest = max((p.size for p in order if p.parts[0][0] == first.parts[0][0] and p.kind != "figure"), default=0.0)
    return first.text if first.kind == "heading" and first.size >= largest else None


def _with_notes(flow: list[Paragraph]) -> list[Paragraph]:
    """Footnotes moved to the paragraph with their mark, where it stands on the same page."""
    marks: dict[int, set[str]] = {}
    for paragraph in flow:
        for page, text in paragraph.parts:
            marks.setdefault(page, set()).update(_MARKED.findall(text))
    flow = [as_note(paragraph, frozenset(marks[paragraph.parts[0][0]])) for paragraph in flow]
    order = [paragraph for paragraph in flow if paragraph.kind != "note"]
    for note in (paragraph for paragraph in flow if paragraph.kind == "note"):
        page = note.parts[0][0]
        home = next((i for i, p in enumerate(order) if any(n == page and f"[{note.mark}]" in text for n, text in p.parts)), None)
        order.insert(_end_of(order, page) if home is None else _beside(order, home, page), note)
    return order


def _beside(order: list[Paragraph], home: int, page: int) -> int:
    """After the paragraph, the rows or figures with it, and its other notes; before it where it runs on to the next page."""
    if order[home].parts[-1][0] > page:
        return home
    kind, at = order[home].kind, home + 1
    while at < len(order) and order[at].parts[0][0] == page and (order[at].kind == kind and kind in ("row", "figure")):
        at += 1
    while at < len(order) and order[at].kind == "note" and order[at].parts[0][0] == page:
        at += 1
    return at


def _with_asides(order: list[Paragraph], asides: dict[int, list[Paragraph]]) -> list[Paragraph]:
    for page, found in asides.items():
        at = _end_of(order, page)
        order[at:at] = found
    return order


def _end_of(order: list[Paragraph], page: int) -> int:
    """Where something of a page goes that has no place of its own: after all that begins and ends on it."""
    after = [i for i, p in enumerate(order) if p.parts[-1][0] <= page]
    return after[-1] + 1 if after else 0
