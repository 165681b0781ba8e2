"""Invented situation reports in the layouts that real ones have, drawn as PDFs, with each figure's sentence, footnote and page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table

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


# ---------------------------------------------------------------- one column


def one_column() -> bytes:
    story = [
        p("Northland: Situation Report No. 12", TITLE),
        p("As of 27 January 2024"),
        p("Highlights", HEAD),
        p("At least 11 people were killed in Northtown on 25 January, the health ministry of Northland said.", BULLETS, "•"),
        p(
            "Some 2,300 families have fled the villages along the river since the shelling began, according to local authorities, and more "
            "are on the road.",
            BULLETS,
            "•",
        ),
        p("The army of Southland denied that 30 of its soldiers were captured.", BULLETS, "•"),
        p("Situation overview", HEAD),
        p(
            "Shelling went on for a third day. The health ministry of Northland said that 41 civilians were injured when a market was hit on "
            "Friday. The army of Southland said that it had fired at a depot and that nobody but fighters was there."
        ),
        p("In the east, 7 aid workers are missing. Their office lost contact with them on Thursday."),
    ]
    return build(story, ([ONE], None))


ONE_COLUMN = (
    Figure("11", "• At least 11 people were killed in Northtown on 25 January, the health ministry of Northland said."),
    Figure(
        "2,300",
        "• Some 2,300 families have fled the villages along the river since the shelling began, according to local authorities, and more "
        "are on the road.",
    ),
    Figure("30", "• The army of Southland denied that 30 of its soldiers were captured."),
    Figure("41", "The health ministry of Northland said that 41 civilians were injured when a market was hit on Friday."),
    Figure("7", "In the east, 7 aid workers are missing."),
)

# ---------------------------------------------------------------- two columns

LEFT = frame(50, 60, 235, HEIGHT - 210)
RIGHT = frame(310, 60, 235, HEIGHT - 210)
TOP = frame(50, HEIGHT - 140, WIDTH - 100, 90)


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


def two_columns() -> bytes:
    story = [
        p("Northland: Flash Update #3", TITLE),
        p("Published on 27 January 2024"),
        FrameBreak(),
        p("Overview", HEAD),
        p(filler(120), JUSTIFIED),
        p(
            "The health ministry of Northland said that at least 57 people had been killed since the fighting began on 20 January. "
            + filler(110, 2),
            JUSTIFIED,
        ),
        p("Displacement", RUN_IN),
        p(
            filler(130, 4)
            + " By the evening some 4,200 people, most of them women and children, had reached the two camps that were set up west of the "
            "river in the last week, according to the agency that runs both of them and counts those who come. " + filler(30, 1),
            JUSTIFIED,
        ),
        p("Health", RUN_IN),
        p("The army of Southland said that 9 of its soldiers were wounded. " + filler(60, 3), JUSTIFIED),
    ]
    return build(story, ([TOP, LEFT, RIGHT], None))


TWO_COLUMNS = (
    Figure("57", "The health ministry of Northland said that at least 57 people had been killed since the fighting began on 20 January."),
    Figure(
        "4,200",
        "By the evening some 4,200 people, most of them women and children, had reached the two camps that were set up west of the "
        "river in the last week, according to the agency that runs both of them and counts those who come.",
    ),
    Figure("9", "The army of Southland said that 9 of its soldiers were wounded."),
)

# ---------------------------------------------------------------- key figures


def strip(*pairs: tuple[str, str], above: bool = False, widths: float = 118) -> Table:
    numbers, labels = [p(number, NUMBER) for number, _ in pairs], [p(label, LABEL) for _, label in pairs]
    return Table(
        [labels, numbers] if above else [numbers, labels], colWidths=[widths] * len(pairs), style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def key_figure_strip() -> bytes:
    story = [
        p("Northland Humanitarian Update", TITLE),
        p("27 January 2024"),
        strip(
            ("1,204*", "people killed since 20 January"),
            ("3,911", "people injured"),
            ("48,000", "people displaced within the two northern provinces"),
            ("1.2M", "people in need"),
        ),
        Spacer(1, 4),
        p("* includes 40 bodies that are not identified", SMALL),
        p("Highlights", HEAD),
        p("Of those killed, 312 were children, the health ministry of Northland said.", BULLETS, "•"),
        p("At least 6 ambulance drivers were detained at a crossing on Friday.", BULLETS, "•"),
        p(filler(60)),
    ]
    return build(story, ([ONE], None))


KEY_FIGURES = (
    Figure("1,204", "people killed since 20 January: 1,204[*]", note="[*] includes 40 bodies that are not identified"),
    Figure("3,911", "people injured: 3,911"),
    Figure("48,000", "people displaced within the two northern provinces: 48,000"),
    Figure("1.2M", "people in need: 1.2M"),
    Figure("312", "• Of those killed, 312 were children, the health ministry of Northland said."),
    Figure("6", "• At least 6 ambulance drivers were detained at a crossing on Friday."),
)


def labels_above() -> bytes:
    wide, high = landscape(A4)
    third = (wide - 160) / 3
    columns = [frame(60 + i * (third + 20), 60, third, high - 260) for i in range(3)]
    story = [
        p("River Valley Snapshot", TITLE),
        p("As of 26 January 2024, 18:00"),
        strip(("212", "Killed"), ("1,480", "Wounded"), ("37", "Missing"), ("26,500+", "Displaced"), above=True, widths=150),
        FrameBreak(),
        p("Casualties", RUN_IN),
        p(filler(70) + " Officials in Northtown said that 19 people were killed by mines in the fields. " + filler(110, 1)),
        p("Shelter", RUN_IN),
        p(filler(90, 2) + " About 1,100 households sleep in public buildings. " + filler(60, 3)),
    ]
    return build(story, ([frame(60, high - 190, wide - 120, 140), *columns], None), size=landscape(A4))


LABELS_ABOVE = (
    Figure("212", "Killed: 212"),
    Figure("1,480", "Wounded: 1,480"),
    Figure("37", "Missing: 37"),
    Figure("26,500+", "Displaced: 26,500+"),
    Figure("19", "Officials in Northtown said that 19 people were killed by mines in the fields."),
    Figure("1,100", "About 1,100 households sleep in public buildings."),
)


def side_boxes() -> bytes:
    def box(canvas: Any, page: int) -> None:
        canvas.rect(415, HEIGHT - 420, 130, 300)
        for row, (number, label, more) in enumerate(
            [("860", "people killed", "since 20 January"), ("2,745", "people injured", ""), ("15", "health workers", "detained")]
        ):
            at = HEIGHT - 160 - row * 90
            canvas.setFont("Helvetica-Bold", 22)
            canvas.drawString(425, at, number)
            canvas.setFont("Helvetica", 8.5)
            canvas.drawString(425, at - 14, label)
            canvas.drawString(425, at - 24.5, more)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(425, HEIGHT - 135 + 3, "KEY FIGURES")

    story = [
        p("Two Rivers: Situation Report 7", TITLE),
        p("Date: 27 January 2024"),
        FrameBreak(),
        p("Overview", HEAD),
        p(filler(140)),
        p(
            "The interior ministry of Southland said that 23 police officers had been killed in an attack on a post near the bridge, and that it "
            "held a group from the north responsible."
        ),
        p(filler(330, 1) + " Residents said that 14 fishermen were abducted on the lake, which the group denied. " + filler(170, 3)),
        p("The number of people missing stands at 92, the two local councils said in a common note."),
    ]
    return build(story, ([TOP, frame(50, 60, 340, HEIGHT - 210)], box), ([frame(50, 60, 340, HEIGHT - 120)], None))


SIDE_BOXES = (
    Figure("860", "people killed since 20 January: 860"),
    Figure("2,745", "people injured: 2,745"),
    Figure("15", "health workers detained: 15"),
    Figure(
        "23",
        "The interior ministry of Southland said that 23 police officers had been killed in an attack on a post near the bridge, and that it "
        "held a group from the north responsible.",
    ),
    Figure("14", "Residents said that 14 fishermen were abducted on the lake, which the group denied.", page=1),
    Figure("92", "The number of people missing stands at 92, the two local councils said in a common note.", page=2),
)

# ---------------------------------------------------------------- footnotes


def footnotes() -> bytes:
    def notes(canvas: Any, page: int) -> None:
        canvas.line(60, 128, 200, 128)
        if page == 1:
            small_lines(
                canvas,
                60,
                118,
                "1|Figure of the health ministry of Northland, which does not tell civilians from fighters in its counts and",
                "gives new totals at noon.",
                "2|Counted by the two councils; 12 reports are still to be checked.",
            )
        else:
            small_lines(canvas, 60, 118, "3|Not verified by others.", "4|As told to the paper by two officers.")

    story = [
        p("Northland: Situation Report No. 15", TITLE),
        p("Situation Report No. 15 | 27 January 2024"),
        p("Casualties", HEAD),
        p("Since 20 January 1,345^1^ people have been killed in the north of the country. " + filler(432)),
        p("In the lake district the number of displaced rose to 17,800 people^2^ within a week. " + filler(345, 2)),
        p(
            filler(48, 4)
            + " On the other bank of the river, where the road to the capital crosses it and the fighting was heaviest in the last "
            "days before the truce, the army of Southland counted 64 fighters killed^3^ and took 18 prisoners. " + filler(40)
        ),
        p("Its own losses, it said, were 5 soldiers killed.^4^ Nobody else could count them."),
    ]
    return build(story, ([frame(60, 140, WIDTH - 120, HEIGHT - 210)], notes))


FOOTNOTES = (
    Figure(
        "1,345",
        "Since 20 January 1,345[1] people have been killed in the north of the country.",
        note="[1] Figure of the health ministry of Northland, which does not tell civilians from fighters in its counts and gives new totals "
        "at noon.",
    ),
    Figure(
        "17,800",
        "In the lake district the number of displaced rose to 17,800 people[2] within a week.",
        note="[2] Counted by the two councils; 12 reports are still to be checked.",
    ),
    Figure(
        "64",
        "On the other bank of the river, where the road to the capital crosses it and the fighting was heaviest in the last "
        "days before the truce, the army of Southland counted 64 fighters killed[3] and took 18 prisoners.",
        note="[3] Not verified by others.",
        runs_on=True,
    ),
    Figure("5", "Its own losses, it said, were 5 soldiers killed.[4]", page=2, note="[4] As told to the paper by two officers."),
)

# ---------------------------------------------------------------- tables


def table() -> bytes:
    rows = [
        ["Province", "Killed", "Injured", "Displaced"],
        ["North Bank", "112", "340", "12,400"],
        ["Lake District", "58*", "201", "8,050"],
        ["South Bank", "9", "27", "1,300"],
        ["Total", "179", "568", "21,750"],
    ]
    story = [
        p("Northland: Casualties by Province", TITLE),
        p("As of 27 January 2024"),
        p("The health ministry of Northland said that 179 people were killed between 20 and 26 January."),
        Table(rows, colWidths=[140, 80, 80, 80], hAlign="LEFT"),
        Spacer(1, 4),
        p("* without the town of Lakeside, from which there is no report", SMALL),
        p("A week before, the ministry had counted 96 people killed."),
    ]
    return build(story, ([ONE], None))


TABLE = (
    Figure("179", "The health ministry of Northland said that 179 people were killed between 20 and 26 January."),
    Figure("112", "North Bank | 112 | 340 | 12,400"),
    Figure("58", "Lake District | 58[*] | 201 | 8,050", note="[*] without the town of Lakeside, from which there is no report"),
    Figure("21,750", "Total | 179 | 568 | 21,750"),
    Figure("96", "A week before, the ministry had counted 96 people killed."),
)

# ---------------------------------------------------------------- heads, feet and sides


def running_heads() -> bytes:
    def decorate(canvas: Any, page: int) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, HEIGHT - 40, "Example Relief Office")
        canvas.drawRightString(WIDTH - 60, HEIGHT - 40, "Northland Situation Report #21 | 27 January 2024")
        canvas.drawString(60, 35, "www.relief.example")
        canvas.drawRightString(WIDTH - 60, 35, f"Page {page} of 3")
        canvas.translate(30, 400)
        canvas.rotate(90)
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(0, 0, "NORTHLAND CRISIS")

    story = [
        p("Fighting moves to the lake", TITLE),
        p(filler(972)),
        p(
            filler(95, 1)
            + " The council of Lakeside said that 31 people, among them the crew of a ferry that had been hit when it left the "
            "harbour in the fog, were killed on Saturday. " + filler(600, 5)
        ),
        p("The army of Southland put its losses at 12 soldiers killed and 40 wounded. " + filler(1000, 2)),
        p("A total of 640 houses burnt down, and 2,100 people are without a roof."),
    ]
    return build(story, ([frame(60, 70, WIDTH - 120, HEIGHT - 140)], decorate))


RUNNING_HEADS = (
    Figure(
        "31",
        "The council of Lakeside said that 31 people, among them the crew of a ferry that had been hit when it left the "
        "harbour in the fog, were killed on Saturday.",
        runs_on=True,
    ),
    Figure("12", "The army of Southland put its losses at 12 soldiers killed and 40 wounded.", page=2),
    Figure("2,100", "A total of 640 houses burnt down, and 2,100 people are without a roof.", page=3),
)

# ---------------------------------------------------------------- Arabic, hyphens, a bulletin

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


def mixed_scripts() -> bytes:
    def line(canvas: Any, page: int) -> None:
        canvas.setFont(arabic_font(), 10)
        canvas.drawRightString(WIDTH - 60, HEIGHT - 118, ARABIC[::-1])  # as most programs write it: the shapes from left to right

    story = [
        p("Lakeside: Daily Update", TITLE),
        p("Issued on 27 January 2024"),
        Spacer(1, 24),
        p("The health ministry of Northland said that 10 people were killed in the harbour. " + filler(40)),
        p("The army of Southland said that 3 of them were fighters, which the ministry denied."),
    ]
    return build(story, ([ONE], line))


MIXED_SCRIPTS = (
    Figure("10", "The health ministry of Northland said that 10 people were killed in the harbour."),
    Figure("3", "The army of Southland said that 3 of them were fighters, which the ministry denied."),
)


def hyphens() -> bytes:
    lines = [
        "The health ministry of Northland said on Sat-",
        "urday that 88 people had been killed in the bom-",
        "bardment of the harbour. A long-term truce is not",
        "in sight. Both sides spoke of a three-day cease-",
        "fire, and of a long-",
        "term one, and a convoy left Al-",
        "Nahr with 45 wounded people at mid-",
        "day.",
    ]

    def draw(canvas: Any, page: int) -> None:
        for x, shift in ((60, 0), (320, 7)):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(x, HEIGHT - 150 - shift, "Harbour" if x < 300 else "Hills")
            canvas.setFont("Helvetica", 10)
            for number, words in enumerate(
                lines if x < 300 else ["In the hills 6 shepherds went missing when snow fell.", "Nobody searched."]
            ):
                canvas.drawString(x, HEIGHT - 165 - shift - 12 * number, words)

    return build([p("Harbour Bulletin", TITLE), p("Saturday, 27 January 2024")], ([ONE], draw))


HYPHENS = (
    Figure("88", "The health ministry of Northland said on Saturday that 88 people had been killed in the bombardment of the harbour."),
    Figure(
        "45",
        "Both sides spoke of a three-day ceasefire, and of a long-term one, and a convoy left Al-Nahr with 45 wounded people at midday.",
    ),
    Figure("6", "In the hills 6 shepherds went missing when snow fell."),
)


def bulletin() -> bytes:
    lines = [
        "Last 24 hours:",
        "Killed: 14",
        "Wounded: 33",
        "Bodies recovered from under rubble: 5",
        "Since 20 January:",
        "Total killed: 1,022",
        "Total wounded: 3,470",
    ]
    story = [
        p("Health Ministry of Northland: Daily Bulletin", TITLE),
        p("Bulletin 8, 27 January 2024"),
        *(p(line, style(spaceAfter=0)) for line in lines),
    ]
    story += [PageBreak(), p("Since the truce (24 January):"), p("Killed: 3", style(spaceAfter=0)), p("Wounded: 8", style(spaceAfter=0))]
    return build(story, ([ONE], None))


BULLETIN = (
    Figure("14", "Killed: 14"),
    Figure("5", "Bodies recovered from under rubble: 5"),
    Figure("1,022", "Total killed: 1,022"),
    Figure("3,470", "Total wounded: 3,470"),
    Figure("8", "Wounded: 8", page=2),
)

LAYOUTS = (
    Layout("one column with highlights", one_column, ONE_COLUMN, title="Northland: Situation Report No. 12"),
    Layout("two columns, sentences across them", two_columns, TWO_COLUMNS, title="Northland: Flash Update #3"),
    Layout("strip of key figures on top", key_figure_strip, KEY_FIGURES, title="Northland Humanitarian Update"),
    Layout("labels above key figures, three columns", labels_above, LABELS_ABOVE, "2024-01-26", "River Valley Snapshot"),
    Layout("boxes at the side", side_boxes, SIDE_BOXES, title="Two Rivers: Situation Report 7"),
    Layout("footnotes, a sentence across pages", footnotes, FOOTNOTES, title="Northland: Situation Report No. 15"),
    Layout("table", table, TABLE, title="Northland: Casualties by Province"),
    Layout("heads, feet and a label up the side", running_heads, RUNNING_HEADS, title="Fighting moves to the lake"),
    Layout("a line of Arabic", mixed_scripts, MIXED_SCRIPTS, title="Lakeside: Daily Update"),
    Layout("divided words, columns not level", hyphens, HYPHENS, title="Harbour Bulletin"),
    Layout("bulletin of lines, two pages", bulletin, BULLETIN, title="Health Ministry of Northland: Daily Bulletin"),
)
