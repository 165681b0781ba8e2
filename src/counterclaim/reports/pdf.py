"""A PDF -> a draft: running text, key figures and footnotes, with the place of each page in the text.

Only the text layer is read. Nothing in the file is run or fetched: PDFium is built without scripts, and forms and links are not opened.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium

from counterclaim.errors import InputError, UnreadableFile
from counterclaim.reports.pdf_text import compose
from counterclaim.reports.pdf_words import MOST_UNKNOWN, Sheet, read_sheet
from counterclaim.reports.records import MAX_CHARACTERS, Draft
from counterclaim.reports.stated_day import stated_day

# The longest report of an inquiry has about that many pages; a situation report has ten.
MAX_PAGES = 1_000
# A page takes a twentieth of a second. The clock is looked at between pages.
SECONDS_FOR_ALL = 20.0
SECONDS_A_PAGE = 1.0
# What one packed part of the file may grow to, and how many times its size: pictures grow tenfold, a bomb a thousandfold.
MAX_STREAM_BYTES = 100 * 1024 * 1024
MAX_RATIO = 200

_REMEDY = "The first page does not say on which day the report came out"
_OCR = "make its text readable first (`ocrmypdf scan.pdf report.pdf`) and give the result"


def read_pdf(raw: bytes, *, source: str) -> Iterator[Draft | InputError]:
    """The report in a PDF, and an `UnreadableFile` for each page that is a picture without text.

    Raises `UnreadableFile` where the file is broken, locked with a password, a scan, or beyond the limits named in this file.
    """
    _refuse_bombs(raw, source)
    sheets = _sheets(raw, source)
    letters, unknown = sum(sheet.letters for sheet in sheets), sum(sheet.unknown for sheet in sheets)
    if not any(sheet.upright for sheet in sheets):
        raise UnreadableFile(f"there is no text in its {len(sheets)} pages: it is a scan or empty. If a scan, {_OCR}.", source=source)
    if unknown > MOST_UNKNOWN * letters:
        raise UnreadableFile(f"its fonts do not say which letters they draw ({unknown:,} of {letters:,}); {_OCR}.", source=source)
    if letters > MAX_CHARACTERS:
        raise UnreadableFile(f"{letters:,} letters, and one report may have {MAX_CHARACTERS:,}. Split it up.", source=source)
    found = compose(sheets)
    if not found.text:
        raise UnreadableFile("there is no text in it but page numbers.", source=source)
    yield Draft(
        text=found.text,
        title=found.title,
        published=stated_day(found.first_page),
        pages=found.pages,
        source=source,
        remedy=_REMEDY,
    )
    for sheet in sheets:
        if sheet.pictures:
            yield UnreadableFile(
                f"this page is a picture without text and was left out; {_OCR}.", source=source, place=f"page {sheet.number}"
            )


def _sheets(raw: bytes, source: str) -> list[Sheet]:
    document = _open(raw, source)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(f"{count:,} pages, and one report may have {MAX_PAGES:,}. Split it up.", source=source)
        end = time.monotonic() + SECONDS_FOR_ALL + SECONDS_A_PAGE * count
        sheets = []
        for at in range(count):
            if time.monotonic() > end:
                raise UnreadableFile(
                    "it takes too long to read. Save it again with another program.", source=source, place=f"page {at + 1}"
                )
            sheets.append(_sheet(document, at, source))
        return sheets
    finally:
        document.close()


def _open(raw: bytes, source: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(raw)
        if len(document) == 0:
            raise UnreadableFile("the PDF has no pages.", source=source)
        return document
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            reason = "the PDF is encrypted: it needs a password. Save a copy without one."
        else:
            reason = f"the PDF is broken and cannot be opened ({error}). Save it again from the program that made it."
        raise UnreadableFile(reason, source=source) from None


def _sheet(document: pdfium.PdfDocument, at: int, source: str) -> Sheet:
    try:
        page = document[at]
        try:
            return read_sheet(page, at + 1)
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise UnreadableFile(f"the page cannot be read ({error}).", source=source, place=f"page {at + 1}") from None


def _refuse_bombs(raw: bytes, source: str) -> None:
    """Unpacks every packed part of the file in small steps and throws it away, so that none can fill the memory later."""
    at = raw.find(b"stream")
    while at >= 0:
        start = at + len(b"stream")
        start += 2 if raw[start : start + 2] == b"\r\n" else 1
        end = raw.find(b"endstream", start)
        if end < 0:
            return
        if raw[at - 3 : at] != b"end" and raw[start : start + 1] in (b"\x78", b"\x58", b"\x68", b"\x48"):
            size = _unpacked_size(raw[start:end])
            if size > MAX_STREAM_BYTES and size > MAX_RATIO * (end - start):
                reason = (
                    f"a part of the PDF unpacks to more than {MAX_RATIO} times its size ({size // 1024**2} MB): it looks like an attack."
                )
                raise UnreadableFile(reason, source=source)
        at = raw.find(b"stream", end + len(b"endstream"))


def _unpacked_size(packed: bytes) -> int:
    unpacker, size = zlib.decompressobj(), 0
    try:
        while packed and not unpacker.eof and size <= max(MAX_STREAM_BYTES, MAX_RATIO * len(packed)):
            size += len(unpacker.decompress(packed, 1024 * 1024))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
