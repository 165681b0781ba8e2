"""PDF situation reports: every figure's sentence, footnote and page; and what is refused, by name."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import example, given, settings, strategies as st
from pdf_drawing import Layout
from pdf_layouts import LAYOUTS, one_column
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from counterclaim.errors import InputError, UnreadableFile
from counterclaim.model import Report
from counterclaim.reading import read_spans
from counterclaim.reports import pdf, pdf_words, read_reports
from counterclaim.reports.normalise import normalise
from counterclaim.reports.records import Defaults, Draft, make_report

TODAY = date(2026, 1, 1)


def read(path: Path, raw: bytes, **options: str) -> tuple[list[Report], list[InputError]]:
    path.write_bytes(raw)
    errors: list[InputError] = []
    return list(read_reports([str(path)], on_error=errors.append, today=TODAY, **options)), errors


def sheet(*lines: str, encrypt: StandardEncryption | None = None, pages: int = 1) -> bytes:
    """A plain PDF with these lines on each page."""
    sink = io.BytesIO()
    canvas = Canvas(sink, encrypt=encrypt, invariant=1)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return sink.getvalue()


def picture(*, with_text: bool) -> bytes:
    """A page that is a picture, after a page with text if told."""
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1)
    if with_text:
        canvas.drawString(72, 760, "As of 27 January 2024")
        canvas.drawString(72, 740, "At least 11 people were killed in Northtown.")
        canvas.showPage()
    bitmap = pdfium.PdfBitmap.new_native(20, 20, pdfium.raw.FPDFBitmap_BGR)
    canvas.drawImage(ImageReader(bitmap.to_pil()), 0, 0, 500, 700)
    canvas.save()
    return sink.getvalue()


# ---------------------------------------------------------------- what is read


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_figures(layout: Layout, tmp_path: Path) -> None:
    (report,), errors = read(tmp_path / "report.pdf", layout.draw())
    assert errors == []
    assert (report.published, report.title) == (layout.published, layout.title)
    sentences = [report.text[s.start : s.end] for s in read_spans(report).sentences]
    lines = report.text.split("\n")
    for figure in layout.figures:
        assert sentences.count(figure.sentence) == 1, figure
        start = report.text.index(figure.sentence)
        number = report.text.index(figure.number, start)
        assert number < start + len(figure.sentence)
        assert report.page(start) == figure.page
        assert (report.page(start + len(figure.sentence) - 1) != figure.page) is figure.runs_on
        assert figure.note is None or lines.count(figure.note) == 1


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_laws_of_the_text(layout: Layout, tmp_path: Path) -> None:
    raw = layout.draw()
    (report,), _ = read(tmp_path / "report.pdf", raw)
    assert normalise(report.text) == report.text
    assert report.pages[0] == 0
    assert list(report.pages) == sorted(report.pages)
    assert len(report.pages) == len(pdfium.PdfDocument(raw))
    words = {word.strip("-") for page in pdfium.PdfDocument(raw) for word in page.get_textpage().get_text_range().split() if word.isalpha()}
    assert {word for word in words if word not in report.text and word not in ("Page", "urday", "bardment", "Sat")} == set()


def test_lines_at_head_and_foot_are_given_once(tmp_path: Path) -> None:
    (layout,) = (layout for layout in LAYOUTS if layout.name.startswith("heads"))
    (report,), _ = read(tmp_path / "report.pdf", layout.draw())
    for line in ("Example Relief Office | Northland Situation Report #21 | 27 January 2024", "www.relief.example", "NORTHLAND CRISIS"):
        assert report.text.split("\n").count(line) == 1
        assert report.page(report.text.index(line)) == 1
    assert "Page 1" not in report.text


def test_figures_at_the_head_of_pages_are_no_running_heads(tmp_path: Path) -> None:
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1)
    for killed in (14, 15):
        canvas.drawString(72, 800, "Daily Bulletin")
        canvas.drawString(72, 780, f"Killed: {killed}")
        canvas.setFont("Helvetica", 30)
        for number in range(3):
            canvas.drawString(72 + 150 * number, 740, f"{killed}{number}")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(72 + 150 * number, 728, ("dead", "hurt", "missing")[number])
            canvas.setFont("Helvetica", 30)
        canvas.showPage()
    canvas.save()
    (report,), _ = read(tmp_path / "r.pdf", sink.getvalue(), published="2024-01-27")
    lines = report.text.split("\n")
    assert [lines.count(line) for line in ("Daily Bulletin", "Killed: 14", "Killed: 15", "dead: 140", "missing: 152")] == [1, 1, 1, 1, 1]


def test_letters_drawn_twice_are_read_once(tmp_path: Path) -> None:
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1)
    for shift in (0, 0.4):
        canvas.drawString(72 + shift, 760, "At least 11 people were killed.")
    canvas.save()
    (report,), _ = read(tmp_path / "r.pdf", sink.getvalue(), published="2024-01-27")
    assert report.text == "At least 11 people were killed."


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_lie_on_their_side(turn: int, tmp_path: Path) -> None:
    sink = io.BytesIO()
    canvas = Canvas(sink, invariant=1)
    canvas.translate(300, 400)
    canvas.rotate(turn)
    canvas.drawString(-200, 0, "At least 11 people were killed in the harbour")
    canvas.drawString(-200, -12, "of Northtown on Friday.")
    canvas.save()
    (report,), _ = read(tmp_path / "r.pdf", sink.getvalue(), published="2024-01-27")
    assert report.text == "At least 11 people were killed in the harbour of Northtown on Friday."


def test_arabic_stands_in_its_own_order(tmp_path: Path) -> None:
    (layout,) = (layout for layout in LAYOUTS if "Arabic" in layout.name)
    (report,), _ = read(tmp_path / "report.pdf", layout.draw())
    assert "قتل عشرة أشخاص" in report.text


def test_pages_hold_where_the_title_is_put_before_the_text() -> None:
    draft = Draft(text="As of today\n\nSecond page.", title="A title", published="2024-01-27", pages=(0, 13), source="a.pdf", remedy="")
    report = make_report(draft, Defaults(published=None, publisher=None, today=TODAY))
    assert report.text[report.pages[1] :] == "Second page."
    assert report.page(0) == 1


def test_page_of_a_report_without_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2024-01-27\nAt least 11 people were killed.", encoding="utf-8")
    (report,) = read_reports([str(tmp_path / "a.txt")], today=TODAY)
    assert report.page(0) is None


def test_pdf_is_known_by_its_bytes(tmp_path: Path) -> None:
    (report,), errors = read(tmp_path / "download", one_column())
    assert errors == []
    assert report.page(0) == 1


# ---------------------------------------------------------------- the day


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        pytest.param(("As of 27 January 2024",), "2024-01-27", id="as of"),
        pytest.param(("as of 18:00, 27 Jan 2024",), "2024-01-27", id="as of, with a clock"),
        pytest.param(("Situation Report #12 | 5 March 2024",), "2024-03-05", id="beside the number"),
        pytest.param(("Published on Saturday, January 27, 2024",), "2024-01-27", id="month first"),
        pytest.param(("27/01/2024",), "2024-01-27", id="a line of its own"),
        pytest.param(("03/04/2024",), None, id="March or April"),
        pytest.param(("This report covers the period 20 – 27 January 2024.",), None, id="a period"),
        pytest.param(("Next report on 5 April 2024",), None, id="the next report"),
        pytest.param(("As of 27 January 2024", "Next report on 3 February 2024"), "2024-01-27", id="as of, and the next"),
        pytest.param(("5 March 2024", "6 March 2024"), None, id="two days"),
        pytest.param(("The war began on 7 October 2023, the ministry said.",), None, id="a day that it speaks of"),
        pytest.param(("As of 31 February 2024",), None, id="no such day"),
    ],
)
def test_day(lines: tuple[str, ...], day: str | None, tmp_path: Path) -> None:
    reports, errors = read(tmp_path / "r.pdf", sheet("Northland Update", "", *lines, "", "At least 11 people were killed in Northtown."))
    assert [report.published for report in reports] == ([day] if day else [])
    assert ["--date 2024-01-27" in str(error) for error in errors] == ([] if day else [True])


def test_undated_takes_the_day_given(tmp_path: Path) -> None:
    (report,), _ = read(tmp_path / "r.pdf", sheet("At least 11 people were killed in Northtown."), published="2024-01-28")
    assert report.published == "2024-01-28"


# ---------------------------------------------------------------- what is refused


def bomb() -> bytes:
    """A page whose content unpacks to 300 MB of spaces."""
    packed = zlib.compress(b" " * (300 * 1024 * 1024), 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    return (
        head
        + page
        + b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\ntrailer<</Root 1 0 R>>" % (len(packed), packed)
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"%PDF-1.7\n\x00", "is broken and cannot be opened", id="head only"),
        pytest.param(one_column()[:700], "broken", id="cut off"),
        pytest.param(sheet("Text", encrypt=StandardEncryption("secret")), "is encrypted: it needs a password", id="password"),
        pytest.param(picture(with_text=False), "there is no text in its 1 pages: it is a scan", id="scan"),
        pytest.param(sheet(), "there is no text", id="empty page"),
        pytest.param(sheet("1"), "there is no text", id="page number only"),
        pytest.param(bomb(), "unpacks to more than 200 times its size", id="bomb"),
        pytest.param(b"plain words", "this looks like text, not a PDF", id="text"),
        pytest.param(b"", "the file is empty", id="nothing"),
    ],
)
def test_refused(raw: bytes, message: str, tmp_path: Path) -> None:
    reports, errors = read(tmp_path / "report.pdf", raw)
    assert reports == []
    (error,) = errors
    assert isinstance(error, UnreadableFile)
    assert message in str(error)
    assert str(tmp_path / "report.pdf") in str(error)


def test_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    (report,), (error,) = read(tmp_path / "r.pdf", picture(with_text=True))
    assert "At least 11 people were killed in Northtown." in report.text
    assert error.place == "page 2"
    assert "picture without text" in str(error)


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = sheet("As of 27 January 2024", pages=3)
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert "3 pages, and one report may have 2" in str(read(tmp_path / "a.pdf", raw)[1][0])
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    monkeypatch.setattr(pdf_words, "MAX_PAGE_CHARACTERS", 5)
    (error,) = read(tmp_path / "a.pdf", raw)[1]
    assert error.place == "page 1"
    assert "characters on one page" in str(error)
    monkeypatch.setattr(pdf, "SECONDS_FOR_ALL", -10.0)
    assert "takes too long" in str(read(tmp_path / "a.pdf", raw)[1][0])


RAW = one_column()


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_mutated_files_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(RAW)
    for at, value in changes:
        raw[at] = value
    check(bytes(raw))


@settings(max_examples=100)
@given(st.binary(max_size=400))
@example(b"%PDF-1.4\n%%EOF")
def test_random_bytes_are_refused(tail: bytes) -> None:
    check(b"%PDF-1.7\n" + tail)


def check(raw: bytes) -> None:
    """Whatever the bytes: a report whose pages are in order, or an error that names the file."""
    errors: list[InputError] = []
    reports = list(read_reports(["-"], on_error=errors.append, today=TODAY, published="2024-01-27", stdin=io.BytesIO(raw)))
    assert reports or errors
    for report in reports:
        assert list(report.pages) == sorted(report.pages)
        assert normalise(report.text) == report.text
    assert all(str(error).startswith("standard input") for error in errors)


def test_the_parser_is_loaded_for_pdfs_only() -> None:
    code = "import sys, counterclaim.reports; print([m for m in ('pypdfium2', 'defusedxml', 'openpyxl') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
