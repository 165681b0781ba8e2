"""Draws the PDFs that the tests read: styles, frames, footnotes and boxes, and a font whose shapes stand for Arabic letters."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph, Table

rl_config.invariant = 1  # the same bytes at every run

WIDTH, HEIGHT = A4


@dataclass(frozen=True, slots=True)
class Figure:
    """What a reader of the page sees: the figure in its sentence (or line), the footnote to it, and the page."""

    number: str
    sentence: str
    page: int = 1
    note: str | None = None
    runs_on: bool = False
    """Whether the sentence goes on on the next page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A report as a PDF and what must be read from it."""

    name: str
    draw: Callable[[], bytes]
    figures: tuple[Figure, ...]
    published: str | None = "2024-01-27"
    title: str | None = None


def style(size: float = 10, **values: Any) -> ParagraphStyle:
    given = {"fontSize": size, "leading": size * 1.2, "spaceAfter": size * 0.6, "fontName": "Helvetica", **values}
    return ParagraphStyle(f"s{size}", **given)


TITLE = style(18, fontName="Helvetica-Bold")
HEAD = style(12.5, fontName="Helvetica-Bold", spaceBefore=6)
RUN_IN = style(10, fontName="Helvetica-Bold")
BODY = style()
JUSTIFIED = style(alignment=4)
SMALL = style(7.5)
NUMBER = style(24, fontName="Helvetica-Bold", spaceAfter=0)
LABEL = style(8, spaceAfter=0)
BULLETS = style(leftIndent=14, bulletIndent=2, spaceAfter=2)


def p(text: str, how: ParagraphStyle = BODY, bullet: str | None = None) -> Paragraph:
    """A paragraph; `^1^` is a raised mark."""
    pieces = text.split("^")
    raised = "".join(f'<super rise="3.5" size="6">{piece}</super>' if i % 2 else piece for i, piece in enumerate(pieces))
    return Paragraph(raised, how, bulletText=bullet)


def frame(x: float, y: float, width: float, height: float) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def build(story: list[Any], *templates: tuple[list[Frame], Callable[[Any, int], None] | None], size: tuple[float, float] = A4) -> bytes:
    """A document of these page templates, in turn; the last one holds for the rest."""
    sink = io.BytesIO()
    document = BaseDocTemplate(sink, pagesize=size, title="", author="")
    for number, (frames, decorate) in enumerate(templates):

        def on_page(canvas: Any, doc: Any, draw: Callable[[Any, int], None] | None = decorate) -> None:
            if draw:
                canvas.saveState()
                draw(canvas, doc.page)
                canvas.restoreState()

        document.addPageTemplates(PageTemplate(id=str(number), frames=frames, onPage=on_page, pagesize=size))
    document.build([*(NextPageTemplate(str(number)) for number in range(len(templates) - 1, 0, -1)), *story])
    return sink.getvalue()


ONE = frame(60, 70, WIDTH - 120, HEIGHT - 140)
LEFT = frame(50, 60, 235, HEIGHT - 210)
RIGHT = frame(310, 60, 235, HEIGHT - 210)
TOP = frame(50, HEIGHT - 140, WIDTH - 100, 90)


def small_lines(canvas: Any, x: float, y: float, *lines: str, size: float = 7.5) -> None:
    """Footnotes drawn at the foot of a page; a mark before a bar is raised."""
    for number, line in enumerate(lines):
        text = canvas.beginText(x, y - number * size * 1.2)
        mark, bar, words = line.rpartition("|")
        if bar:
            text.setFont("Helvetica", 5)
            text.setRise(2.5)
            text.textOut(mark)
            text.setRise(0)
        text.setFont("Helvetica", size)
        text.textOut(words)
        canvas.drawText(text)


def filler(words: int, start: int = 0) -> str:
    """Neutral prose without figures, of about so many words."""
    bank = (
        "Roads in the valley stayed closed for most of the week.",
        "Water was brought by lorry to the shelters in the south, where the pipes had burst.",
        "Schools in both towns remained shut and teachers met in the open.",
        "Talks about a truce went on in the capital without a result.",
        "Power came back for some hours in the evening.",
        "Clinics along the river reported that they were short of fuel and of dressings.",
    )
    text, at = "", start
    while len(text.split()) < words:
        text += (" " if text else "") + bank[at % len(bank)]
        at += 1
    return text


def strip(*pairs: tuple[str, str], above: bool = False, widths: float = 118) -> Table:
    numbers, labels = [p(number, NUMBER) for number, _ in pairs], [p(label, LABEL) for _, label in pairs]
    return Table(
        [labels, numbers] if above else [numbers, labels], colWidths=[widths] * len(pairs), style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


ARABIC = "قتل عشرة أشخاص"


def arabic_font() -> str:
    """A font whose Latin shapes stand for Arabic letters, so that no font file is needed: what counts is the text layer."""
    if "Stand-in" not in pdfmetrics.getRegisteredFontNames():
        font = TTFont("Stand-in", "Vera.ttf")
        for number, letter in enumerate(sorted(set(ARABIC) - {" "})):
            font.face.charToGlyph[ord(letter)] = font.face.charToGlyph[ord("a") + number]
            font.face.charWidths[ord(letter)] = font.face.charWidths[ord("a") + number]
        pdfmetrics.registerFont(font)
    return "Stand-in"
