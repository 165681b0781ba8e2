"""Tables of figures: typed by tags, headers or the user; a cell is evidence; a row that comes again is the same claim."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook

from counterclaim.errors import InputError, InvalidReport, UnreadableFile
from counterclaim.exports.jsonl import jsonl_rows
from counterclaim.model import Claim, Group, Measure, Quantifier, Scope, Toll, Unit, Voice
from counterclaim.tables import Table, grid as grids, read_table
from counterclaim.tables.columns import letter
from counterclaim.tables.values import day, day_order, figure
from counterclaim.vocabulary import Row, load_vocabulary

TODAY = date(2026, 1, 1)

SERIES = """Date,Province,Killed,Injured,Source,Report date
2024-01-25,North Bank,12,"1,340",Health Ministry of Northland,2024-01-26
2024-01-25,Lake District,≥ 5,,Council of Lakeside,2024-01-26
2024-01-26,North Bank,n/a,3-7,Health Ministry of Northland,2024-01-27
"""

TAGGED = """Casualties of the river valley;;;;
Day;Where;Number one;Number two;Told by
#date;#adm1+name;#affected+killed+children;#affected+displaced+hh;#meta+source
2024-01-25;North Bank;4;300;Health Ministry of Northland
"""


def table(folder: Path, content: str | bytes, name: str = "deaths.csv", **options: Any) -> Table:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, today=TODAY, **options)


def tolls(read: Table) -> list[tuple[Claim, Toll]]:
    return [(claim, claim.body) for extraction in read.extractions for claim in extraction.claims if isinstance(claim.body, Toll)]


def test_speakers_and_parties_are_actors(tmp_path: Path) -> None:
    rows = "Date,Killed,Party,Attributed to,Source\n2024-01-25,12,Hamas,Israeli army,UNRWA\n2024-01-26,3,,,a resident\n"
    (claim, toll), (other, unnamed) = tolls(table(tmp_path, rows, published="2024-01-27"))
    (blame,) = toll.attributed_to
    actors = (claim.speaker_actor, toll.victims_party, blame.actor)
    assert [actor and actor.id for actor in actors] == ["united-nations-relief-and-works-agency", "hamas", "israel-military"]
    assert (blame.speaker, blame.stance) == (claim.speaker, claim.stance)
    assert (other.speaker_actor, unnamed.victims_party, unnamed.attributed_to) == (None, None, ())


def workbook(*rows: list[Any], title: str = "Series") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


# ---------------------------------------------------------------- rows


def test_series(tmp_path: Path) -> None:
    read = table(tmp_path, SERIES)
    assert read.failed == ()
    assert [(column.letter, column.field, column.how) for column in read.columns] == [
        ("A", "date", "header"),
        ("B", "place", "header"),
        ("C", "toll", "header"),
        ("D", "toll", "header"),
        ("E", "source", "header"),
        ("F", "published", "header"),
    ]
    found = [
        (toll.measure, toll.low, toll.high, toll.quantifier, toll.date_start, toll.place and toll.place.text) for _, toll in tolls(read)
    ]
    assert found == [
        (Measure.KILLED, 12, 12, Quantifier.EXACT, "2024-01-25", "North Bank"),
        (Measure.INJURED, 1340, 1340, Quantifier.EXACT, "2024-01-25", "North Bank"),
        (Measure.KILLED, 5, None, Quantifier.AT_LEAST, "2024-01-25", "Lake District"),
        (Measure.INJURED, 3, 7, Quantifier.RANGE, "2024-01-26", "North Bank"),
    ]
    claim, _ = tolls(read)[0]
    assert (claim.voice, claim.speaker and claim.speaker.text) == (Voice.NAMED, "Health Ministry of Northland")
    assert [extraction.report.published for extraction in read.extractions] == ["2024-01-26", "2024-01-26", "2024-01-27"]


def test_evidence_is_the_cell(tmp_path: Path) -> None:
    read = table(tmp_path, SERIES)
    for extraction in read.extractions:
        report = extraction.report
        for claim in extraction.claims:
            for evidence in claim.evidence:
                cell = report.cell(evidence.start)
                assert cell is not None
                assert (cell.start, cell.end, cell.dataset) == (evidence.start, evidence.end, read.dataset)
    report = read.extractions[1].report
    (claim, _) = tolls(read)[2]
    cell = report.cell(claim.evidence[0].start)
    assert cell is not None
    assert (cell.row, cell.column, report.text[cell.start : cell.end]) == (3, "C", "≥ 5")
    assert report.cell(0) is None


def test_a_changed_figure_is_the_same_claim(tmp_path: Path) -> None:
    old, new = table(tmp_path, SERIES), table(tmp_path, SERIES.replace(",12,", ",14,"))
    assert [claim.id for claim, _ in tolls(old)] == [claim.id for claim, _ in tolls(new)]
    reports = [(a.report, b.report) for a, b in zip(old.extractions, new.extractions, strict=True)]
    assert [a.id == b.id for a, b in reports] == [True, True, True]
    assert [a.key == b.key for a, b in reports] == [False, True, True]


def test_rows_and_columns_in_another_order_are_the_same_claims(tmp_path: Path) -> None:
    lines = [line.split(",", 1) for line in SERIES.replace('"1,340"', "1340").splitlines()]
    turned = "\n".join(f"{rest},{first}" for first, rest in [lines[0], *reversed(lines[1:])])
    assert {claim.id for claim, _ in tolls(table(tmp_path, SERIES))} == {claim.id for claim, _ in tolls(table(tmp_path, turned))}


def test_tags(tmp_path: Path) -> None:
    read = table(tmp_path, TAGGED, published="2024-01-27")
    ((killed, first), (_, second)) = tolls(read)
    assert {column.how for column in read.columns} == {"hxl"}
    assert (first.measure, first.group, first.low) == (Measure.KILLED, Group.CHILDREN, 4)
    assert (second.measure, second.unit, second.low) == (Measure.DISPLACED, Unit.HOUSEHOLD, 300)
    assert read.extractions[0].report.text.startswith("Day: 2024-01-25 | Where: North Bank | Number one: 4")
    assert (killed.voice, read.extractions[0].report.published) == (Voice.NAMED, "2024-01-27")


def test_mapping_of_the_user(tmp_path: Path) -> None:
    content = "code,when,best,low,high,who\n7,2024-01-25,20,15,30,Council of Lakeside\n"
    mapping = {"code": "id", "when": "date", "best": "killed", "low": "killed:low", "high": "killed:high", "who": "source"}
    read = table(tmp_path, content, mapping=mapping, published="2024-01-27", name="events.csv")
    assert [(toll.low, toll.high, toll.quantifier) for _, toll in tolls(read)] == [(20, 20, Quantifier.EXACT), (15, 30, Quantifier.RANGE)]
    assert read.extractions[0].report.id == "events#7"
    assert [evidence.field for evidence in tolls(read)[1][0].evidence] == ["number", "speaker", "number"]


def test_long_form(tmp_path: Path) -> None:
    content = "date,measure,value\n2024-01-25,killed,12\n2024-01-25,injured,30\n2024-01-25,hungry,900\n"
    read = table(tmp_path, content, published="2024-01-27")
    assert [(toll.measure, toll.low) for _, toll in tolls(read)] == [(Measure.KILLED, 12), (Measure.INJURED, 30)]
    assert [left.reason for extraction in read.extractions for left in extraction.unread] == ["cell_not_understood"]


@pytest.mark.parametrize(
    ("header", "row", "scope", "days"),
    [
        pytest.param("date,killed", "2024-01-25,12", Scope.UNKNOWN, ("2024-01-25", "2024-01-25", None, None), id="one day"),
        pytest.param(
            "start date,end date,killed", "2024-01-20,2024-01-25,9", Scope.PERIOD, ("2024-01-20", "2024-01-25", None, None), id="period"
        ),
        pytest.param("date,killed_cumulative", "2024-01-25,912", Scope.CUMULATIVE, (None, None, None, "2024-01-25"), id="running total"),
        pytest.param(
            "start date,end date,cumulative deaths",
            "2024-01-20,2024-01-25,912",
            Scope.CUMULATIVE,
            (None, None, "2024-01-20", "2024-01-25"),
            id="since",
        ),
        pytest.param("killed", "12", Scope.UNKNOWN, (None, None, None, None), id="no day"),
    ],
)
def test_scope(header: str, row: str, scope: Scope, days: tuple[str | None, ...], tmp_path: Path) -> None:
    ((_, toll),) = tolls(table(tmp_path, f"{header}\n{row}\n", published="2024-01-27"))
    assert (toll.scope, (toll.date_start, toll.date_end, toll.since, toll.as_of)) == (scope, days)


def test_what_is_not_understood_is_listed(tmp_path: Path) -> None:
    read = table(tmp_path, "date,killed,injured\n2024-01-25,1.204,many\n", published="2024-01-27")
    assert tolls(read) == []
    assert [left.span.text for extraction in read.extractions for left in extraction.unread] == ["1.204", "many"]


def test_rows_that_are_refused(tmp_path: Path) -> None:
    content = "date,killed\n2024-01-25,1\n2024-01-25,2\n03/04/2024,3\n2034-01-01,4\n"
    read = table(tmp_path, content, published="2024-01-27")
    assert [error.place for error in read.failed] == ["row 3", "row 4"]
    assert "named by the same cells as row 2" in str(read.failed[0])
    assert "can be read two ways" in str(read.failed[1])


def test_undated_rows_are_refused(tmp_path: Path) -> None:
    read = table(tmp_path, "date,killed\n2024-01-25,1\n")
    assert read.extractions == ()
    assert "--date 2024-01-27" in str(read.failed[0])


def test_days_of_a_column_show_their_order(tmp_path: Path) -> None:
    read = table(tmp_path, "date,killed\n03/04/2024,1\n25/04/2024,2\n", published="2024-05-01")
    assert [toll.date_start for _, toll in tolls(read)] == ["2024-04-03", "2024-04-25"]


def test_rows_of_the_contract(tmp_path: Path) -> None:
    rows = list(jsonl_rows(table(tmp_path, SERIES).extractions, [], unread=True, spans=True))
    assert len(rows) == 4


# ---------------------------------------------------------------- workbooks


def test_workbook_is_read_like_csv(tmp_path: Path) -> None:
    raw = workbook(["Date", "Killed", "Source"], [date(2024, 1, 25), 12, "Council"], [datetime(2024, 1, 26), 7.0, "Council"])
    read = table(tmp_path, raw, "deaths.xlsx", published="2024-01-27")
    assert [(toll.low, toll.date_start) for _, toll in tolls(read)] == [(12, "2024-01-25"), (7, "2024-01-26")]
    cell = read.extractions[1].report.cells[1]
    assert (cell.sheet, cell.row, cell.column) == ("Series", 3, "B")
    assert read.extractions[0].report.source.endswith("deaths.xlsx, Series, row 2")
    same = table(tmp_path, "Date,Killed,Source\n2024-01-25,12,Council\n2024-01-26,7,Council\n", published="2024-01-27")
    assert [claim.id for claim, _ in tolls(read)] == [claim.id for claim, _ in tolls(same)]


def test_sheet_by_name(tmp_path: Path) -> None:
    raw = workbook(["Date", "Killed"], ["2024-01-25", 12], title="Deaths")
    assert len(tolls(table(tmp_path, raw, "a.xlsx", sheet="Deaths", published="2024-01-27"))) == 1
    with pytest.raises(UnreadableFile, match="no sheet 'Other' in it; it has Deaths"):
        table(tmp_path, raw, "a.xlsx", sheet="Other", published="2024-01-27")


def spoilt(part: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["killed"], [1]))) as old, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return sink.getvalue()


ENTITIES = b'<!DOCTYPE w [<!ENTITY a "1"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "name", "error", "message"),
    [
        pytest.param("", "a.csv", UnreadableFile, "no row with words", id="empty"),
        pytest.param("a,b\n1,2\n", "a.csv", InvalidReport, "no column holds a number of people (columns: a, b)", id="no figures"),
        pytest.param("killed %,b\n1,2\n", "a.csv", InvalidReport, "no column holds a number of people", id="a share is no count"),
        pytest.param(b"killed\n\x00", "a.csv", UnreadableFile, "NUL bytes", id="binary"),
        pytest.param("killed\n" + "1," * 600, "a.csv", UnreadableFile, "columns, and a table may have 500", id="wide"),
        pytest.param("killed\n" + "a" * 40_000, "a.csv", UnreadableFile, "row 2: a cell has more than 32,767", id="long cell"),
        pytest.param(workbook(["killed"])[:-30], "a.xlsx", UnreadableFile, "cannot be unpacked", id="cut off"),
        pytest.param(b"PK\x03\x04", "a.xlsx", UnreadableFile, "cannot be unpacked", id="no archive"),
        pytest.param(spoilt("xl/worksheets/sheet1.xml", ENTITIES), "a.xlsx", UnreadableFile, "is broken", id="entities"),
        pytest.param(spoilt("xl/worksheets/sheet1.xml", b"<a><b>"), "a.xlsx", UnreadableFile, "is broken", id="broken sheet"),
        pytest.param(
            spoilt("xl/worksheets/sheet1.xml", b" " * 50_000_000), "a.xlsx", UnreadableFile, "unpacks to more than 200 times", id="bomb"
        ),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.xls", UnreadableFile, "an old office document", id="old"),
    ],
)
def test_refused(content: str | bytes, name: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    with pytest.raises(error) as caught:
        table(tmp_path, content, name, published="2024-01-27")
    assert message in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"x": "killed"}, "there is no column 'x'"),
        ({"killed": "slain"}, "cannot be 'slain'"),
        ({"killed": "killed:old"}, "cannot be 'killed:old'"),
    ],
    ids=["header", "field", "detail"],
)
def test_mapping_that_is_wrong(mapping: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidReport, match=message):
        table(tmp_path, "killed\n1\n", mapping=mapping, published="2024-01-27")


def test_more_rows_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MAX_ROWS", 2)
    with pytest.raises(UnreadableFile, match="row 3: more than 2 rows"):
        table(tmp_path, "killed\n1\n2\n", published="2024-01-27")


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", (12, 12, "exact")),
        ("12.0", (12, 12, "exact")),
        ("1,204", (1204, 1204, "exact")),
        ("1 204", (1204, 1204, "exact")),
        ("≥12", (12, None, "at_least")),
        ("12+", (12, None, "at_least")),
        ("> 12", (12, None, "more_than")),
        ("up to 12", (None, 12, "up_to")),
        ("<5", (None, 5, "fewer_than")),
        ("~50", (50, 50, "about")),
        ("10-12", (10, 12, "range")),
        ("10 – 1,200", (10, 1200, "range")),
        ("0", (0, 0, "exact")),
        ("12-10", None),
        ("1.204", None),
        ("12.5", None),
        ("-3", None),
        ("1,20", None),
        ("several", None),
        ("≥ 3-5", None),
    ],
)
def test_figure(cell: str, value: tuple[int | None, int | None, str] | None) -> None:
    found = figure(cell)
    assert (found and (found.low, found.high, found.quantifier.value)) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2024-01-27", "2024-01-27"),
        ("2024-01-27 14:05", "2024-01-27"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("27 January 2024", "2024-01-27"),
        ("27-Jan-2024", "2024-01-27"),
        ("January 27, 2024", "2024-01-27"),
        ("Jan 2024", "2024-01"),
        ("27/01/2024", "2024-01-27"),
        ("01/27/2024", "2024-01-27"),
        ("03/04/2024", None),
        ("03/03/2024", "2024-03-03"),
        ("2024-02-31", None),
        ("yesterday", None),
    ],
)
def test_day(cell: str, value: str | None) -> None:
    assert day(cell, month_first=None) == value


@pytest.mark.parametrize(
    ("cells", "order"),
    [(["03/04/2024"], None), (["03/04/2024", "25/04/2024"], False), (["04/25/2024"], True), (["25/04/2024", "04/25/2024"], None)],
    ids=["nothing shows it", "day first", "month first", "both"],
)
def test_day_order(cells: list[str], order: bool | None) -> None:
    assert day_order(cells) is order


@given(st.text(max_size=12))
def test_no_cell_is_a_figure_without_a_digit(cell: str) -> None:
    found = figure(cell)
    assert found is None or any(character.isdecimal() for character in cell)


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    errors: list[InputError] = []
    try:
        errors.extend(table(tmp_path_factory.mktemp("t"), b"killed,date\n" + raw, published="2024-01-27").failed)
    except InputError as error:
        errors.append(error)
    assert all("deaths.csv" in str(error) for error in errors)


def test_letters_of_columns() -> None:
    assert [letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("row", load_vocabulary("columns"), ids=lambda row: f"{row['by']} {row['field']} {row['value']} {row['example']}")
def test_example_of_a_column(row: Row, tmp_path: Path) -> None:
    example = row["example"]
    lines = f"Head,Deaths\n{example},#affected+killed\nx,1\n" if row["by"] == "hxl" else f"{example},deaths\nx,1\n"
    column = table(tmp_path, lines, published="2024-01-27").columns[0]
    shown = {"field": column.field, "group": column.group, "bound": column.bound, "scope": column.scope, "unit": column.unit}
    if row["field"] in ("group", "bound", "scope", "unit"):
        assert shown[row["field"]] == row["value"]
    else:
        assert column.field == row["field"]
        assert (column.measure or "") == row["value"]
