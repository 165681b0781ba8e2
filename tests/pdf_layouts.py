"""Invented situation reports in the layouts that real ones have, drawn as PDFs, with each figure's sentence, footnote and page."""

from __future__ import annotations

from typing import Any

from pdf_drawing import (
    ARABIC,
    BULLETS,
    HEAD,
    HEIGHT,
    JUSTIFIED,
    LEFT,
    ONE,
    RIGHT,
    RUN_IN,
    SMALL,
    TITLE,
    TOP,
    WIDTH,
    Figure,
    Layout,
    arabic_font,
    build,
    filler,
    frame,
    p,
    small_lines,
    style,
)
from pdf_key_figures import KEY_FIGURES, LABELS_ABOVE, SIDE_BOXES, key_figure_strip, labels_above, side_boxes
from reportlab.platypus import FrameBreak, PageBreak, Spacer, Table

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
            "Shelling went on for a third day. The health ministry of Northland said that 41 civilians were injured "
            "when a market was hit on Friday. The army of Southland said that it had fired at a depot "
            "and that nobody but fighters was there."
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
        note="[1] Figure of the health ministry of Northland, which does not tell civilians from fighters in its counts "
        "and gives new totals at noon.",
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
