"""Tables in a PDF: a figure's evidence is its cell on its page, in the one original that also gave the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pdf_drawing import BODY, TITLE
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from counterclaim import custody
from counterclaim.errors import InputError
from counterclaim.ledger import Filters, Ledger
from counterclaim.model import Toll

RULED = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
PROVINCES = [["Province", "Killed", "Injured"], ["North Bank", "112", "1,340"], ["Lake District", "58", ""]]
TENTS = [["Province", "Tents"], ["North Bank", "300"]]
DAYS = [["Date", "Killed"], ["2024-01-20", "11"], ["2024-01-21", "at least 12"]]


def draw(path: Path, *tables: list[list[str]], ruled: bool = True) -> Path:
    story: list[Any] = [Paragraph("Northland: casualties", TITLE), Paragraph("27 January 2024", BODY)]
    for table in tables:
        story += [
            Paragraph("The ministry said that 179 people were killed.", BODY),
            Table(table, style=RULED if ruled else []),
            PageBreak(),
        ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)
    return path


def add(ledger: Ledger, path: Path, failed: list[InputError]) -> custody.Added:
    return custody.add(ledger, [str(path)], published="2024-01-27", pdf_tables=True, on_error=failed.append)


def cells(ledger: Ledger) -> list[tuple[str | None, int, str, int | None]]:
    """Sheet, row, words and low end of each figure that rests on a cell."""
    found = [(e.report, c.body) for e in ledger.extractions(ledger.report_keys()) for c in e.claims if e.report.cells]
    tolls = [(report, body) for report, body in found if isinstance(body, Toll)]
    return sorted((r.cells[0].sheet, r.cells[0].row, body.number.text, body.low) for r, body in tolls)


def test_figures_in_a_pdf_rest_on_their_cells(ledger: Ledger, tmp_path: Path) -> None:
    failed: list[InputError] = []
    path = draw(tmp_path / "report.pdf", PROVINCES, TENTS, DAYS)
    assert add(ledger, path, failed).new == 5
    assert failed == []
    assert cells(ledger) == [
        ("page 1, table 1", 2, "1,340", 1340),
        ("page 1, table 1", 2, "112", 112),
        ("page 1, table 1", 3, "58", 58),
        ("page 3, table 1", 2, "11", 11),
        ("page 3, table 1", 3, "at least 12", 12),
    ]
    assert {c.sha256 for key in ledger.report_keys() for c in ledger.captures(key)} == set(ledger.archive.names())
    assert len(ledger.archive.names()) == 1
    assert add(ledger, path, failed).new == 0
    assert custody.reread(ledger).changes == ()
    assert ledger.verify().faults == ()


def test_the_text_alone_is_read_unless_tables_are_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    custody.add(ledger, [str(draw(tmp_path / "report.pdf", PROVINCES))], published="2024-01-27")
    assert cells(ledger) == []
    assert ledger.find("toll", Filters(measure="killed"))


@pytest.mark.parametrize(
    ("tables", "ruled", "words"),
    [
        pytest.param([TENTS], True, "no column", id="no column counts people"),
        pytest.param([PROVINCES], False, "no ruled table", id="no lines"),
        pytest.param([], True, "no ruled table", id="no table"),
    ],
)
def test_a_pdf_without_such_a_table_is_named_and_its_text_is_added(
    tables: list[list[list[str]]], ruled: bool, words: str, ledger: Ledger, tmp_path: Path
) -> None:
    failed: list[InputError] = []
    done = add(ledger, draw(tmp_path / "report.pdf", *tables, ruled=ruled), failed)
    assert (done.new, len(failed), words in str(failed[0])) == (1, 1, True)


def test_a_broken_pdf_is_named(ledger: Ledger, tmp_path: Path) -> None:
    failed: list[InputError] = []
    path = draw(tmp_path / "report.pdf", PROVINCES)
    path.write_bytes(path.read_bytes()[:900])
    assert add(ledger, path, failed).new == 0
    assert {error.source for error in failed} == {str(path)}
