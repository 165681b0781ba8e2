"""Invented reports with key figures: a strip on top, labels above their figures, boxes at the side."""

from __future__ import annotations

from typing import Any

from pdf_drawing import BULLETS, HEAD, HEIGHT, ONE, RUN_IN, SMALL, TITLE, TOP, Figure, build, filler, frame, p, strip
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import FrameBreak, Spacer


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
            "The interior ministry of Southland said that 23 police officers had been killed in an attack on a post near the bridge, "
            "and that it held a group from the north responsible."
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
        "The interior ministry of Southland said that 23 police officers had been killed in an attack on a post near the bridge, "
        "and that it held a group from the north responsible.",
    ),
    Figure("14", "Residents said that 14 fishermen were abducted on the lake, which the group denied.", page=1),
    Figure("92", "The number of people missing stands at 92, the two local councils said in a common note.", page=2),
)
