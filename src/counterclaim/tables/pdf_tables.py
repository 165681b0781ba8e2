"""The ruled tables in a PDF -> grids, named by page and place. pdfplumber finds them; it is loaded only when tables are asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator

from counterclaim.errors import UnreadableFile
from counterclaim.tables.grid import Grid, make_grid

MAX_PAGES = 200  # situation reports have 2 to 40; a page takes up to 0.1 s
SMALLEST = 2  # rows and columns: less is a frame round a text


def pdf_grids(raw: bytes, *, source: str) -> Iterator[Grid]:
    """Each table of at least two rows and columns, in the order of the pages; its `sheet` is "page 2, table 1".

    Raises `UnreadableFile` where the file is no whole PDF, has too many pages, or where the package for tables is not installed.
    """
    try:
        import pdfplumber
        from pdfminer.pdfexceptions import PDFException
        from pdfplumber.utils.exceptions import PdfminerException
    except ModuleNotFoundError:
        raise UnreadableFile("tables in a PDF need one more package: pip install 'counterclaim[tables]'.", source=source) from None
    try:
        with pdfplumber.open(io.BytesIO(raw)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                reason = f"{len(pdf.pages)} pages, and tables are looked for in {MAX_PAGES} at most. Split the file up."
                raise UnreadableFile(reason, source=source)
            for page in pdf.pages:
                for number, rows in enumerate(_tables(page.extract_tables()), 1):
                    yield make_grid(enumerate(rows, 1), source=source, sheet=f"page {page.page_number}, table {number}")
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"its tables cannot be read ({type(error).__name__}).", source=source) from None


def _tables(found: list[list[list[str | None]]]) -> Iterator[list[list[str]]]:
    for table in found:
        rows = [[" ".join((cell or "").split()) for cell in row] for row in table]
        if len(rows) >= SMALLEST and max(map(len, rows)) >= SMALLEST:
            yield rows
