"""A PDF page -> its words with their places. The one file that speaks to PDFium.

Coordinates are those of a reader: the origin is below on the left, and text that runs up the side of the page is a frame of its own.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Ten times the fullest page of small print that was seen; more is a drawing made of letters, or an attack.
MAX_PAGE_CHARACTERS = 100_000
# Where so large a part of the letters is unknown, the fonts do not say which letters they draw.
MOST_UNKNOWN = 0.2

# PDFium writes these for a hyphen at the end of a line.
_HYPHENS = frozenset("\x02\ufffe\xad")
# Bullets of the old symbol fonts have no character of their own.
_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf0a8\uf06c\uf06e", "•")
_LETTERS = _BULLETS | {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
# In parts of the type size. Spaces are a quarter or more; kerning moves letters by a tenth at most.
_WORD_GAP = 0.18
_SAME_BASELINE = 0.1
_SAME_SIZE = 0.12
_TWICE_DRAWN = 0.2  # bold by drawing a letter twice shifts the second by less than this
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; `spaced` where a space was before them. `top` runs 0.75 of the size over the baseline."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spaced: bool

    @property
    def bottom(self) -> float:
        """Where letters with tails end."""
        return self.base - 0.25 * self.size

    @property
    def top(self) -> float:
        """Where capitals end."""
        return self.base + 0.75 * self.size


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page in the order of its content: those that stand upright, and those that run up or down its side."""

    number: int
    height: float
    upright: tuple[Word, ...]
    sideways: tuple[tuple[Word, ...], ...] = ()
    unknown: int = 0
    letters: int = 0
    pictures: bool = False


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    index: int
    spaced: bool


def read_sheet(page: pdfium.PdfPage, number: int) -> Sheet:
    """The words of a page. Raises `ValueError` where it has more characters than a page can."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count > MAX_PAGE_CHARACTERS:
            raise ValueError(f"{count:,} characters on one page, and a page may have {MAX_PAGE_CHARACTERS:,}")
        frames, unknown = _letters(text, count)
        words = {turn: tuple(_words(text, letters)) for turn, letters in frames.items()}
        main = max(words, key=lambda turn: len(frames[turn]), default=0)
        return Sheet(
            number=number,
            height=page.get_height(),
            upright=words.pop(main, ()),
            sideways=tuple(found for _, found in sorted(words.items())),
            unknown=unknown,
            letters=sum(map(len, frames.values())),
            pictures=not frames and any(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3)),
        )
    finally:
        text.close()


def _letters(text: pdfium.PdfTextPage, count: int) -> tuple[dict[int, list[_Letter]], int]:
    """Letters by the direction in which they run (in quarter turns), and how many have no known character."""
    frames: dict[int, list[_Letter]] = {}
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    unknown, spaced = 0, False
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text, index)
        character = chr(code) if code <= 0x10FFFF else "\ufffd"
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1 or character.isspace():
            spaced = True
            continue
        if (
            pdfium_c.FPDFText_HasUnicodeMapError(text, index) == 1
            or character in "\0\ufffd"
            or ("\ue000" <= character <= "\uf8ff" and character not in _BULLETS)
        ):
            unknown += 1
        if character in _HYPHENS:
            character = "-"
        elif code < 32 or 0xD800 <= code <= 0xDFFF:
            continue
        found = pdfium_c.FPDFText_GetLooseCharBox(text, index, box) and pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        if not found or not pdfium_c.FPDFText_GetMatrix(text, index, matrix):
            continue
        size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 2000 or not all(map(math.isfinite, (box.left, box.right, box.top, box.bottom, x.value, y.value))):
            continue
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        left, right, base = _turned(turn, box, x.value, y.value)
        letter = _Letter(_LETTERS.get(character, character), left, right, base, size, index, spaced)
        frames.setdefault(turn, []).append(letter)
        spaced = False
    return frames, unknown


def _turned(turn: int, box: pdfium_c.FS_RECTF, x: float, y: float) -> tuple[float, float, float]:
    """Left, right and baseline in a frame where the letter stands upright."""
    match turn:
        case 0:
            return box.left, box.right, y
        case 1:
            return box.bottom, box.top, -x
        case 2:
            return -box.right, -box.left, -y
        case _:
            return -box.top, -box.bottom, x


def _words(text: pdfium.PdfTextPage, letters: list[_Letter]) -> Iterator[Word]:
    """The letters as words; a word drawn a second time in the same place, to look bold, is left out."""
    drawn: dict[tuple[str, int], list[float]] = {}
    run: list[_Letter] = []
    for letter in [*letters, None]:
        if run and (letter is None or letter.spaced or not _goes_on(run[-1], letter)):
            word = _word(text, run)
            before = drawn.setdefault((word.text, round(word.base)), [])
            if not any(abs(word.left - left) < _TWICE_DRAWN * word.size for left in before):
                before.append(word.left)
                yield word
            run = []
        if letter is not None:
            run.append(letter)


def _goes_on(last: _Letter, letter: _Letter) -> bool:
    """Whether a letter belongs to the word of the one before; both halves of a ligature have its whole box."""
    if (letter.left, letter.right, letter.base) == (last.left, last.right, last.base):
        return True
    gap = max(letter.left - last.right, last.left - letter.right)  # letters from right to left stand left of the one before
    same = abs(letter.base - last.base) < _SAME_BASELINE * last.size and abs(letter.size - last.size) < _SAME_SIZE * last.size
    return same and -0.5 * last.size < gap < _WORD_GAP * last.size


def _word(text: pdfium.PdfTextPage, run: list[_Letter]) -> Word:
    left, right = min(letter.left for letter in run), max(letter.right for letter in run)
    size = Counter(round(letter.size, 1) for letter in run).most_common(1)[0][0]
    in_order = sorted(run, key=lambda letter: -letter.right) if any(is_backwards(letter.text) for letter in run) else run
    return Word("".join(letter.text for letter in in_order), left, right, run[0].base, size, _is_bold(text, run[0].index), run[0].spaced)


def is_backwards(character: str) -> bool:
    """Whether a letter is of a script that runs from right to left (Hebrew, Arabic, Syriac and their presentation forms); digits do not."""
    return (
        ("\u0590" <= character <= "\u08ff" and not character.isdecimal())
        or "\ufb1d" <= character <= "\ufdff"
        or "\ufe70" <= character <= "\ufeff"
    )


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(text, index, name, 128, flags)
    bold = b"bold" in name.value.lower() or b"black" in name.value.lower() if 0 < length <= 128 else False
    return bold or pdfium_c.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT
