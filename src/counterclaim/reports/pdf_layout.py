"""The words of a page -> its lines, in the order in which a person reads them: columns, boxes and tables kept whole.

A page is cut where white runs across it and down it. Strips that share a white gutter belong together, so that two columns are read
one after the other although their lines stand side by side. What the strips then are (columns, a table, key figures) shows in how
their cells are filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from counterclaim.reports.pdf_words import Word, is_backwards

# All in parts of the type size; tried on the layouts in tests/reports/layouts.py.
GUTTER = 1.0  # the least white between two columns; justified spaces are narrower, but for one line now and then
LONE_GUTTER = 2.0  # the least between cells where no line above or below has the same gutter
_SAME_LINE = 0.5  # how much of the lower of two words must stand beside the other
_DEEPEST = 8  # boxes inside boxes; nobody lays a page out deeper
_FEW_WORDS = 4  # a cell of a table has no more, as a rule; a line of a column has more
_LINE_SPACE = 1.9  # from baseline to baseline inside a column at most

_BULLET_GAP = 4.0
_LONE_LINES = 4  # how many lines one column may begin before the other

BULLET = re.compile(r"[-–•▪◦‣·○●►▶✔◆■□➢✓o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]")
FIGURE = re.compile(r"[~≈<>±]?\s?\d[\d.,\u00a0 ]*(?:\s?(?:k|m|mn|bn|million|thousand))?\+?\s?%?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline inside one column; `cells` where it is a row of a table."""

    words: tuple[Word, ...]
    cells: tuple[tuple[Word, ...], ...] = ()

    @property
    def left(self) -> float:
        """Where the line begins."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(word.right for word in self.words)

    @property
    def size(self) -> float:
        """The size that most of its letters have."""
        return main_size(self.words)

    @property
    def base(self) -> float:
        """The baseline of the words of that size."""
        size = self.size
        return next(word.base for word in self.words if word.size == size)

    @property
    def bold(self) -> bool:
        """Whether the whole line is bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one column, from top to bottom, between `left` and `right`."""

    lines: tuple[Line, ...]
    left: float
    right: float


@dataclass(slots=True, eq=False)
class _Piece:
    """Words that stand side by side without a gutter between them."""

    words: list[Word]
    left: float
    right: float
    bottom: float
    top: float

    def add(self, words: Sequence[Word]) -> None:
        self.words.extend(words)
        self.left, self.right = min(self.left, *(w.left for w in words)), max(self.right, *(w.right for w in words))
        self.bottom, self.top = min(self.bottom, *(w.bottom for w in words)), max(self.top, *(w.top for w in words))


_Gap = tuple[float, float]


def main_size(words: Sequence[Word]) -> float:
    """The type size that most letters have."""
    sizes: dict[float, int] = {}
    for word in words:
        sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def read_blocks(words: Sequence[Word], body: float) -> list[Block]:
    """The columns, tables and lines of a page in reading order; `body` is the type size of the document's running text."""
    return list(_cut(_pieces(words), body, 0)) if words else []


def read_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of words that are known to be rows: cells where wide white is between them."""
    return [line for block in read_blocks(words, main_size(words)) for line in block.lines]


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    """Words joined to those beside them: first in the order of the page's content, then whatever touches."""
    pieces: list[_Piece] = []
    for word in words:
        if pieces and _touch(pieces[-1], word):
            pieces[-1].add([word])
        else:
            pieces.append(_Piece([word], word.left, word.right, word.bottom, word.top))
    merged: list[_Piece] = []
    for piece in sorted(pieces, key=lambda p: (-p.top, p.left)):
        tallest = piece.top - piece.bottom
        near = (old for old in reversed(merged[-60:]) if old.bottom < piece.top and _touch(old, piece, tallest))
        old = next(near, None)
        if old:
            old.add(piece.words)
        else:
            merged.append(piece)
    return _with_bullets(merged)


def _with_bullets(pieces: list[_Piece]) -> list[_Piece]:
    """Bullets and numbers of a list joined to their item, however far it is set off from them."""
    bullets = [piece for piece in pieces if len(piece.words) == 1 and BULLET.fullmatch(piece.words[0].text)]
    others = [piece for piece in pieces if piece not in bullets]
    for bullet in bullets:
        level = (p for p in others if p.bottom < bullet.top and bullet.bottom < p.top and p.left > bullet.right)
        item = min(level, key=lambda p: p.left, default=None)
        if item and item.left - bullet.right < _BULLET_GAP * bullet.words[0].size:
            item.add(bullet.words)
        else:
            others.append(bullet)
    return others


def _touch(piece: _Piece, other: Word | _Piece, tallest: float | None = None) -> bool:
    height = min(piece.top - piece.bottom, other.top - other.bottom)
    beside = min(piece.top, other.top) - max(piece.bottom, other.bottom)
    gap = max(other.left - piece.right, piece.left - other.right)
    return beside >= _SAME_LINE * height and gap < GUTTER * (height if tallest is None else min(height, tallest))


def _cut(pieces: list[_Piece], body: float, depth: int) -> Iterator[Block]:
    """The blocks of a region, gutter by gutter."""
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    for strips, gutters in _groups(_bands(pieces), left, right, body):
        inside = [piece for strip in strips for piece in strip]
        if not gutters or depth == _DEEPEST:
            yield Block(tuple(_lines(inside)), left, right)
            continue
        if _is_table(strips, gutters, body):
            yield Block(tuple(_row(strip, gutters) for strip in strips), left, right)
            continue
        for column in _columns(inside, gutters):
            yield from _cut(column, body, depth + 1)


def _bands(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that stand side by side, from top to bottom; between two bands white runs all the way across."""
    bands: list[list[_Piece]] = []
    lowest = float("inf")
    for piece in sorted(pieces, key=lambda p: -p.top):
        if not bands or piece.top <= lowest + 0.01:
            bands.append([])
            lowest = piece.bottom
        bands[-1].append(piece)
        lowest = min(lowest, piece.bottom)
    return bands


def _gaps(band: list[_Piece], left: float, right: float, least: float) -> list[_Gap]:
    """Where a band is white, its open sides included."""
    at, gaps = left - 2 * least, []
    for piece in sorted(band, key=lambda p: p.left):
        if piece.left - at >= least:
            gaps.append((at, piece.left))
        at = max(at, piece.right)
    return [*gaps, (at, right + 2 * least)] if right + 2 * least - at >= least else gaps


def _shared(some: list[_Gap], others: list[_Gap], least: float) -> list[_Gap]:
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return [(a, b) for a, b in both if b - a >= least]


def _inner(gaps: list[_Gap], pieces: list[_Piece]) -> list[_Gap]:
    """The gaps that have words on both sides."""
    left, right = min(p.right for p in pieces), max(p.left for p in pieces)
    return [(a, b) for a, b in gaps if left <= a + 0.01 and b - 0.01 <= right]


def _groups(bands: list[list[_Piece]], left: float, right: float, body: float) -> Iterator[tuple[list[list[_Piece]], list[_Gap]]]:
    """Bands in a row that share a gutter, with their gutters; without one, a run of bands that have none."""
    at = 0
    while at < len(bands):
        stop, gutters = _longest(bands, at, left, right, body)
        if gutters:
            yield bands[at:stop], gutters
            at = stop
            continue
        stop = at + 1
        while stop < len(bands) and not _longest(bands, stop, left, right, body)[1]:
            stop += 1
        yield bands[at:stop], []
        at = stop


def _longest(bands: list[list[_Piece]], at: int, left: float, right: float, body: float) -> tuple[int, list[_Gap]]:
    """How far the bands from `at` on share a gutter. A line of its own at the head or the foot of them is left out."""
    if len(bands[at]) == 1 and not _leads(bands, at, left, right, body):
        return at, []
    least = GUTTER * body
    gaps = [_gaps(bands[at], left, right, least)]
    inside = list(bands[at])
    stop = at + 1
    while stop < len(bands):
        common = _shared(gaps[-1], _gaps(bands[stop], left, right, least), least)
        lost = any(not _shared([gap], common, least) for gap in _inner(gaps[-1], inside))
        if not common or _is_between(bands, stop, body) or (lost and _is_apart(bands[stop - 1], bands[stop], body)):
            break
        gaps.append(common)
        inside.extend(bands[stop])
        stop += 1
    while stop > at + 1 and len(bands[stop - 1]) == 1 and not _follows(bands, stop - 1, body):
        stop -= 1
    group = bands[at:stop]
    found = _inner(gaps[stop - at - 1], [piece for band in group for piece in band])
    if sum(len(band) > 1 for band in group) < 2 and not any(_is_deep(band, body) for band in group):
        found = [(a, b) for a, b in found if b - a >= LONE_GUTTER * body]
    return stop, found


def _is_apart(upper: list[_Piece], lower: list[_Piece], body: float) -> bool:
    """Whether a band that closes a gutter is no part of the columns above: a line alone, other type, or white above it."""
    white = min(p.bottom for p in upper) - max(p.top for p in lower)
    sizes = [main_size([word for piece in band for word in piece.words]) for band in (upper, lower)]
    return len(lower) == 1 or white > body or abs(sizes[0] - sizes[1]) > 0.1 * body


def _is_deep(band: list[_Piece], body: float) -> bool:
    """Whether a band is a whole stretch of columns whose lines do not stand level."""
    return max(p.top for p in band) - min(p.bottom for p in band) > 2 * _LINE_SPACE * body


def _is_between(bands: list[list[_Piece]], at: int, body: float) -> bool:
    """Whether a lone band is a heading across the columns below it."""
    (piece, *more) = bands[at]
    if more or not (main_size(piece.words) > 1.1 * body or all(word.bold for word in piece.words)):
        return False
    return any(len(band) > 1 for band in bands[at + 1 :])


def _leads(bands: list[list[_Piece]], at: int, left: float, right: float, body: float) -> bool:
    """Whether a lone band begins a column below it: of the same type, no farther than a line, and not across a gutter."""
    (piece,) = bands[at]
    below = next((k for k in range(at + 1, min(at + 1 + _LONE_LINES, len(bands))) if len(bands[k]) > 1), None)
    if below is None or not all(
        any(_belongs(upper, lower, body) for upper in bands[k] for lower in bands[k + 1]) for k in range(at, below)
    ):
        return False
    gutters = _longest(bands, below, left, right, body)[1]
    return bool(gutters) and all(piece.right <= a + 0.01 or piece.left >= b - 0.01 for a, b in gutters)


def _follows(bands: list[list[_Piece]], at: int, body: float) -> bool:
    """Whether a lone band belongs to a column above it."""
    (piece,) = bands[at]
    return any(_belongs(above, piece, body) for above in bands[at - 1])


def _belongs(upper: _Piece, lower: _Piece, body: float) -> bool:
    """Whether two lines are of one column."""
    a, b = main_size(upper.words), main_size(lower.words)
    over = min(upper.right, lower.right) - max(upper.left, lower.left)
    return abs(a - b) < 0.1 * body and upper.bottom - lower.top < (_LINE_SPACE - 1) * body and over > 0


def _columns(pieces: list[_Piece], gutters: list[_Gap]) -> list[list[_Piece]]:
    columns: list[list[_Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in pieces:
        columns[_column(piece, gutters)].append(piece)
    return [column for column in columns if column]


def _column(piece: _Piece, gutters: list[_Gap]) -> int:
    middle = (piece.left + piece.right) / 2
    return sum(middle > (a + b) / 2 for a, b in gutters)


def _is_table(strips: list[list[_Piece]], gutters: list[_Gap], body: float) -> bool:
    """Whether the cells are rows of a table (short, side by side on one line) rather than columns or a strip of key figures."""
    cells = [piece for strip in strips for piece in strip]
    if any(main_size(piece.words) > 1.5 * body for piece in cells) or any(_is_deep(strip, body) for strip in strips):
        return False
    if len(strips) == 1:
        return len(cells) > 1
    full = sum(len(strip) > 1 for strip in strips)
    short = median(len(piece.words) for piece in cells) <= _FEW_WORDS
    figures = sum(bool(FIGURE.match(piece.words[0].text)) for piece in cells)
    return short and full >= 0.6 * len(strips) and (len(gutters) > 1 or figures >= 0.25 * len(cells))


def _row(strip: list[_Piece], gutters: list[_Gap]) -> Line:
    cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for piece in sorted(strip, key=lambda p: (-round(p.bottom), p.left)):
        cells[_column(piece, gutters)].extend(_ordered(piece.words))
    return Line(tuple(word for cell in cells for word in cell), tuple(map(tuple, cells)))


def _lines(pieces: list[_Piece]) -> list[Line]:
    """The lines of one column, from top to bottom."""
    lines: list[list[Word]] = []
    bases: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda p: -_base(p.words)):
        base, size = _base(piece.words), main_size(piece.words)
        if bases and abs(bases[-1][0] - base) < 0.3 * max(size, bases[-1][1]):
            lines[-1].extend(piece.words)
        else:
            lines.append(list(piece.words))
            bases.append((base, size))
    return [Line(tuple(_ordered(words))) for words in lines]


def _base(words: list[Word]) -> float:
    size = main_size(words)
    return next(word.base for word in words if word.size == size)


def _ordered(words: Sequence[Word]) -> list[Word]:
    """Words from left to right; runs of a script from right to left in their own order."""
    ordered = sorted(words, key=lambda word: word.left)
    flags = [any(map(is_backwards, word.text)) for word in ordered]
    if not any(flags):
        return ordered
    for (a, _), (b, _) in pairwise([(i, f) for i, f in enumerate(flags) if f]):
        if not any(word.text[:1].isascii() and word.text[:1].isalpha() for word in ordered[a:b]):
            flags[a:b] = [True] * (b - a)
    result: list[Word] = []
    at = 0
    while at < len(ordered):
        stop = at + 1
        while stop < len(ordered) and flags[stop] == flags[at]:
            stop += 1
        result.extend(reversed(ordered[at:stop]) if flags[at] else ordered[at:stop])
        at = stop
    return result
