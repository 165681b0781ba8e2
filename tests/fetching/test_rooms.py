"""How this room meets the others: its records are input of the reports room, and it costs nothing until it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.fetching import Entry, Stamp, read_current_events
from counterclaim.model import Report
from counterclaim.reports import read_reports

HEAVY = {"email", "feedparser", "http.client", "importlib.metadata", "lxml", "ssl"}


def reports(tmp_path: Path, *entries: Entry) -> tuple[list[Report], list[InputError]]:
    path, errors = tmp_path / "entries.jsonl", list[InputError]()
    path.write_text("\n".join(json.dumps(entry.record()) for entry in entries), encoding="utf-8")
    return list(read_reports([str(path)], on_error=errors.append, today=date(2026, 1, 1))), errors


def test_entry_becomes_a_report(tmp_path: Path) -> None:
    entry = Entry(
        id="en:1",
        text="At least 11 people were killed, the health ministry said.",
        source="https://wire.example/feed",
        title="Shelling in Northtown",
        url="https://wire.example/1",
        published=Stamp("Fri, 26 Jan 2024 23:30:00 +0200", "2024-01-26T23:30:00+02:00", "2024-01-26"),
        publisher="Demo Wire A",
        carried_by=("Demo Wire A",),
        language="en-GB",
    )
    ((report,), errors) = reports(tmp_path, entry)
    assert errors == []
    assert (report.id, report.published, report.publisher, report.url) == ("en:1", "2024-01-26", "Demo Wire A", "https://wire.example/1")
    assert report.text == f"Shelling in Northtown\n\n{entry.text}"


def test_items_of_a_day_become_reports_with_their_outlets(tmp_path: Path) -> None:
    page = (Path(__file__).parent / "recorded" / "portal-2024-01-26.html").read_bytes()
    found, errors = reports(tmp_path, *read_current_events(page, source="page"))
    assert errors == []
    assert [report.carried_by for report in found[:2]] == [("Demo Wire A", "Demo Wire B via Demo Wire C"), ("Demo Wire A", "Demo Wire B")]


@pytest.mark.parametrize("stamp", [None, Stamp("03/04/2024 09:00")], ids=["no date", "March or April"])
def test_entry_without_a_certain_day_is_refused_and_named(stamp: Stamp | None, tmp_path: Path) -> None:
    text = "At least 11 people were killed, the health ministry said."
    found, errors = reports(tmp_path, Entry(id="en:1", text=text, source="https://wire.example/feed", published=stamp))
    assert found == []
    assert "no date of publication" in str(errors[0])


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    script = (
        "import json, sys; before = set(sys.modules); import counterclaim.fetching; print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", f"import counterclaim; {script}"], capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()
