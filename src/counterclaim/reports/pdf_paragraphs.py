"""The lines of a block -> paragraphs, key figures and rows, with the marks of footnotes in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import quantiles

from counterclaim.reports.normalise import one_line
from counterclaim.reports.pdf_layout import BULLET, FIGURE, Block, Line, main_size
from counterclaim.reports.pdf_words import Word

# In parts of the type size, or of what is usual in the block; tried on the layouts in tests/reports/layouts.py.
BIG = 1.4  # a key figure is set so much larger than the running text, at least
_HEADING = 1.12
_SMALL = 0.8  # a raised mark is so small, at most
_RAISED = 0.15
_PARAGRAPH_SPACE = 1.3  # from paragraph to paragraph against from line to line
_LABEL_SPACE = 1.7  # white between a key figure and its label
_PROSE_WORDS = 7  # a line with so many words shows how wide its column is

_MARK = re.compile(r"\(?(\d{1,3}|[a-z]|[*†‡§]{1,4})[),.]?")
_STARS = re.compile(r"(?<=[\w%)”’.,])([*†‡§]{1,4})(?=$|[\s.,;:)])")
_NOTE = re.compile(r"\[(\d{1,3}|[a-z]|[*†‡§]{1,4})\] ?(?=\S)")
_BARE_NOTE = re.compile(r"(\d{1,2}|[a-z]|[*†‡§]{1,4})(?:[.)]|(?<=[*†‡§]))? ?(?=[^\W\d_])")
_UNITS = re.compile(r"(?:^|\d)[ck]?m")  # "km²" is no mark
_HYPHENATED = re.compile(r"(\w+)-$")
# Words that keep their hyphen at the end of a line.
_KEEP_HYPHEN = frozenset(
    "al el an ar as at ex non self anti pro co cross half well long short high low so then war north south east west "
    "one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text with the page on which each part of it stands. `kind` is `prose`, `heading`, `item`, `row`, `figure` or `note`.

    `full`: its last line reaches the edge of its column. `mark`: of a note, the mark that leads to it.
    """

    parts: tuple[tuple[int, str], ...]
    kind: str
    size: float
    full: bool = False
    mark: str | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(words for _, words in self.parts)


def read_paragraphs(block: Block, *, page: int, body: float, compounds: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of a block from top to bottom; `compounds` are the words that the document writes with a hyphen."""
    found: list[Paragraph] = []
    for cells, lines in groupby(block.lines, key=lambda line: bool(line.cells)):
        if cells:
            found.extend(_row(line, page) for line in lines)
        else:
            found.extend(_running(list(lines), block, page, body, compounds))
    return [paragraph for paragraph in found if paragraph.text]


def _row(line: Line, page: int) -> Paragraph:
    cells = [one_line(words_text(cell)) for cell in line.cells]
    return Paragraph(parts=((page, one_line(" | ".join(cells))),), kind="row", size=line.size)


def _running(lines: list[Line], block: Block, page: int, body: float, compounds: frozenset[str]) -> Iterator[Paragraph]:
    usual = _usual_space(lines)
    rest: list[Line] = []
    for item in _key_figures(lines, body):
        if isinstance(item, Line):
            rest.append(item)
            continue
        yield from _prose(rest, block, page, body, usual, compounds)
        rest = []
        label, figure = item
        text = join_lines([words_text(line.words) for line in label], compounds).rstrip(" :")
        yield Paragraph(parts=((page, f"{text}: {one_line(words_text(figure.words))}"),), kind="figure", size=figure.size)
    yield from _prose(rest, block, page, body, usual, compounds)


def _usual_space(lines: Sequence[Line]) -> float:
    """From baseline to baseline inside paragraphs: among the closer ones of the block."""
    spaces = sorted(a.base - b.base for a, b in pairwise(lines) if abs(a.size - b.size) < 0.1 * a.size)
    if len(spaces) < 3:
        return min(spaces, default=0.0)
    return quantiles(spaces, n=10)[2]


# ---------------------------------------------------------------- key figures


def _key_figures(lines: list[Line], body: float) -> Iterator[Line | tuple[list[Line], Line]]:
    """The lines, and for each big number its label's lines with it."""
    at = [i for i, line in enumerate(lines) if _is_key_figure(line, body)]
    above = bool(at) and at[0] > 0 and at[-1] == len(lines) - 1
    labels = {i: _label(lines, i, -1 if above else 1, at) for i in at}
    taken = {k for found in labels.values() for k in found}
    for i, line in enumerate(lines):
        if labels.get(i):
            yield [lines[k] for k in labels[i]], line
        elif i not in taken:
            yield line


def _is_key_figure(line: Line, body: float) -> bool:
    text = re.sub(r"\[[^\]]*\]$", "", words_text(line.words).rstrip("*†‡§"))
    return line.size >= BIG * body and FIGURE.fullmatch(text.strip()) is not None


def _label(lines: list[Line], at: int, step: int, figures: list[int]) -> list[int]:
    """The lines below (or above) a key figure that are its label: of one size, and close."""
    found: list[int] = []
    k = at + step
    while 0 <= k < len(lines) and k not in figures:
        upper, lower = (lines[k - step], lines[k]) if step > 0 else (lines[k], lines[k - step])
        white = (upper.base - 0.25 * upper.size) - (lower.base + 0.75 * lower.size)
        if white > _LABEL_SPACE * lines[k].size or (found and abs(lines[k].size - lines[found[0]].size) > 0.1 * lines[k].size):
            break
        found.append(k)
        k += step
    return sorted(found)


# ---------------------------------------------------------------- running text


def _prose(lines: list[Line], block: Block, page: int, body: float, usual: float, compounds: frozenset[str]) -> Iterator[Paragraph]:
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or _begins(lines[start:i], lines[i], _edge(lines, lines[i], block), body, usual):
            yield _paragraph(lines[start:i], _edge(lines, lines[start], block), page, body, compounds)
            start = i


def _edge(lines: list[Line], line: Line, block: Block) -> float:
    """Where the column ends on the right: shown by its long lines, else by the region around it."""
    long = [other.right for other in lines if len(other.words) >= _PROSE_WORDS and abs(other.size - line.size) < 0.1 * line.size]
    return max(long, default=block.right)


def _begins(before: list[Line], line: Line, edge: float, body: float, usual: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = before[-1]
    space = last.base - line.base
    if abs(last.size - line.size) > 0.08 * last.size or (usual and space > _PARAGRAPH_SPACE * max(usual, line.size)):
        return True
    if BULLET.fullmatch(line.words[0].text) or _is_note(line):
        return True
    if line.size > _HEADING * body or _HYPHENATED.search(words_text(last.words)):
        return False
    first = line.words[0]
    would_fit = last.right + 0.25 * line.size + (first.right - first.left) < edge - 0.5 * line.size
    indented = line.left > last.left + 0.8 * line.size and len(before) > 1 and _ends(words_text(last.words))
    return would_fit or indented


def _is_note(line: Line) -> bool:
    return _NOTE.match(words_text(line.words)) is not None


def _ends(text: str) -> bool:
    return re.search(r"[.!?:;…][\"'”’)\]\d]*$", text.rstrip()) is not None


def _paragraph(lines: list[Line], edge: float, page: int, body: float, compounds: frozenset[str]) -> Paragraph:
    text = join_lines([words_text(line.words) for line in lines], compounds)
    size = lines[0].size
    kind = "prose"
    if size > _HEADING * body or (len(lines) == 1 and lines[0].bold and not _ends(text)):
        kind = "heading"
    elif BULLET.fullmatch(lines[0].words[0].text):
        kind = "item"
    note = _NOTE.match(text)
    full = lines[-1].right > edge - 4 * size
    paragraph = Paragraph(parts=((page, text),), kind=kind, size=size, full=full)
    return replace(paragraph, kind="note", mark=note[1]) if note else paragraph


def as_note(paragraph: Paragraph, marks: frozenset[str]) -> Paragraph:
    """The paragraph as a note, where it begins with one of the marks though not raised ("1 Source: …", "* includes …")."""
    found = _BARE_NOTE.match(paragraph.text)
    if paragraph.kind in ("note", "heading", "row", "figure") or not found or found[1] not in marks:
        return paragraph
    (page, text), *more = paragraph.parts
    return replace(paragraph, parts=((page, f"[{found[1]}] {text[found.end() :]}"), *more), kind="note", mark=found[1])


# ---------------------------------------------------------------- words


def words_text(words: Sequence[Word]) -> str:
    """The words of a line or cell, with raised marks in brackets: `41,000[1] people`."""
    if not words:
        return ""
    size = main_size(words)
    base = next(word.base for word in words if word.size == size)
    text, last = "", None
    for word in words:
        mark = _raised_mark(word, size, base, last)
        gap = word.left - last.right if last else 0.0
        apart = last is not None and (word.spaced or abs(gap) >= 0.18 * min(word.size, last.size))
        if mark:
            text = f"{text.rstrip()}[{mark}]" if last is not None else f"[{mark}] "
        elif text.endswith("]") and word.text[0].isalnum():
            text += f" {word.text}"
        else:
            text += f" {word.text}" if apart and not text.endswith(" ") else word.text
        last = word
    return _STARS.sub(r"[\1]", text)


def _raised_mark(word: Word, size: float, base: float, last: Word | None) -> str | None:
    """The mark of a footnote that a word is, where it is small and raised; "km²" and "5th" are none."""
    if word.size > _SMALL * size or word.base < base + _RAISED * size:
        return None
    found = _MARK.fullmatch(word.text)
    if not found or (last is not None and found[1] in ("2", "3") and _UNITS.fullmatch(last.text)):
        return None
    return found[1]


def join_lines(lines: Sequence[str], compounds: frozenset[str]) -> str:
    """Lines as one, with words that were divided at a line's end made whole."""
    text = one_line(lines[0]) if lines else ""
    for line in map(one_line, lines[1:]):
        text = join(text, line, compounds)
    return text


def join(text: str, line: str, compounds: frozenset[str]) -> str:
    """Two lines as one: `out-` and `break` give `outbreak`, `long-` and `term` stay a compound, `Al-` and `Shifa` too."""
    divided = _HYPHENATED.search(text)
    if not divided or not line[:1].isalnum():
        return f"{text} {line}" if text and line else text or line
    first = re.match(r"\w+", line)
    compound = f"{divided[1]}-{first[0] if first else ''}".casefold()
    keep = not line[0].islower() or divided[1][-1].isdigit() or divided[1].casefold() in _KEEP_HYPHEN or compound in compounds
    return text + line if keep else text[:-1] + line
