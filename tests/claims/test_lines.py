"""Bulletins and key-figure strips: a line is a label and a figure and takes its time from the line above it (codebook, scope)."""

from __future__ import annotations

import pytest
from rooms import Expected, assert_tolls, toll

BULLETIN = """Daily bulletin of the ministry

In the past 24 hours:
• Martyrs: 41
• Injured: 118

Since 3 May 2023:
• Total number of martyrs: 992
• Total number of injured: 3,401
"""

CASES: dict[str, tuple[str, list[Expected]]] = {
    "a table with bars": (
        "Last 24 hours:\nDistrict | Martyrs | Wounded\nSouth | 13 | 32\nTotal | 13 | 32",
        [
            toll("13", 13, 13, scope="period", place="South"),
            toll("32", 32, 32, "injured", place="South"),
            toll("13", 13, 13, place=None),
            toll("32", 32, 32, "injured", place=None),
        ],
    ),
    "a table whose first row tells the columns": (
        "- North clinic: 21 dead / 40 wounded\n- South clinic: 12 / 33",
        [toll("21", 21, 21), toll("40", 40, 40, "injured"), toll("12", 12, 12, place="South clinic"), toll("33", 33, 33, "injured")],
    ),
    "people who are somewhere in a bulletin about a week": (
        "Weekly bulletin, 3-9 May 2023\n\nKey figures this week\nKilled: 41\nDisplaced: 5,000\nNewly displaced: 200",
        [
            toll("41", 41, 41, scope="period"),
            toll("5,000", 5000, 5000, "displaced", scope="stock"),
            toll("200", 200, 200, "displaced", scope="period"),
        ],
    ),
    "a paragraph of a list tells its own time": (
        "Since the start of the war:\nDead: 41\n\n- The road is cut at the mill, the mayor says. On the ridge a shell killed seven guards.",
        [toll("41", 41, 41, scope="cumulative"), toll("seven", 7, 7, scope="incident")],
    ),
    "rows of parts": (
        "Lives lost ....... 33\n – residents ....... 24\n – police ....... 9\nWounded ....... 19",
        [
            toll("33", 33, 33),
            toll("24", 24, 24, victims="residents", group="civilians", part_of="33"),
            toll("9", 9, 9, victims="police", group="police", part_of="33"),
            toll("19", 19, 19, "injured", part_of=None),
        ],
    ),
    "labels before the parts": (
        "Martyrs 1,912 (women 261, children 119)\nWounded 9,080",
        [
            toll("1,912", 1912, 1912),
            toll("261", 261, 261, group="women", part_of="1,912"),
            toll("119", 119, 119, group="children", part_of="1,912"),
            toll("9,080", 9080, 9080, "injured"),
        ],
    ),
    "a people and what they are": (
        "Key figures\nTamil civilians killed: 287",
        [toll("287", 287, 287, victims="Tamil civilians", group="civilians")],
    ),
    "two kinds in one label": (
        "Key figures\nSoldiers and police killed: 214",
        [toll("214", 214, 214, victims="Soldiers and police", group="mixed")],
    ),
    "whose health": (
        "Wounded: 90\nHealth workers among the martyrs: 96",
        [toll("90", 90, 90, "injured"), toll("96", 96, 96, victims="Health workers", group="medical")],
    ),
    "a numbered note takes no time from the lines above": (
        "Since the start of the war:\nDead: 41\n\nNotes\n1. The navy said that seven guards were killed when a shell hit the old gate.",
        [toll("41", 41, 41, scope="cumulative"), toll("seven", 7, 7, scope="incident")],
    ),
    "bulletin under its headings": (
        BULLETIN,
        [
            toll("41", 41, 41, scope="period", since=None),
            toll("118", 118, 118, "injured", scope="period"),
            toll("992", 992, 992, scope="cumulative", since="2023-05-03"),
            toll("3,401", 3401, 3401, "injured", scope="cumulative", since="2023-05-03"),
        ],
    ),
    "strip with bars": (
        "Key figures\nKilled: 41 | Wounded: 118 | Missing: 7\n",
        [toll("41", 41, 41), toll("118", 118, 118, "injured"), toll("7", 7, 7, "missing")],
    ),
    "label and figure without a mark": (
        "Key figures\nDeaths 2,205\nInjuries 6,010\n",
        [toll("2,205", 2205, 2205), toll("6,010", 6010, 6010, "injured")],
    ),
    "figure before the label": (
        "Key figures\n41 killed\n118 wounded\n",
        [toll("41", 41, 41), toll("118", 118, 118, "injured")],
    ),
    "parts in brackets": (
        "Key figures\nKilled: 9 (5 men, 3 women, 1 child)\n",
        [
            toll("9", 9, 9),
            toll("5", 5, 5, part_of="9"),
            toll("3", 3, 3, group="women", part_of="9"),
            toll("1", 1, 1, group="children", part_of="9"),
        ],
    ),
    "households": (
        "Key figures\nDisplaced: 2,300 households\n",
        [toll("2,300", 2300, 2300, "displaced", unit="household")],
    ),
    "killed and wounded in one label": (
        "Key figures\nKilled and wounded: 700\n",
        [toll("700", 700, 700, "casualties")],
    ),
    "a table by place": (
        "Key figures\nKilled: 41\nBy district, dead / wounded\nNorthtown 4 / 11\nEastbridge 5 / 16\n",
        [
            toll("41", 41, 41),
            toll("4", 4, 4, place="Northtown", part_of="41"),
            toll("11", 11, 11, "injured", place="Northtown", part_of=None),
            toll("5", 5, 5, place="Eastbridge", part_of="41"),
            toll("16", 16, 16, "injured", place="Eastbridge"),
        ],
    ),
    "a label of something else": ("Key figures\nTrucks: 41\nSchools closed: 118\n", []),
}


@pytest.mark.parametrize(("text", "expected"), list(CASES.values()), ids=list(CASES))
def test_lines(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)
