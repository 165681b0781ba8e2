"""What a user sets going: reading with errors on the way, finding a claim, writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import InputError, NotFound
from counterclaim.model import Extraction
from counterclaim.workflows import demo_folder, find_claim, read, write_whole

GOOD = "date 2024-01-27\nThe mayor said 17 people were killed in Northtown. The army denied the claim.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "undated.txt").write_text("Rain fell on the valley for a week and the roads closed.", encoding="utf-8")
    return tmp_path


def test_what_can_be_read_is_read_and_the_rest_is_named(folder: Path) -> None:
    done: list[Extraction] = []
    failed: list[InputError] = []
    reading = read([str(folder)], on_report=done.append, on_error=failed.append)
    assert [extraction.report.source for extraction in reading.extractions] == [str(folder / "good.txt")]
    assert list(reading.extractions) == done
    assert list(reading.failed) == failed
    assert [Path(error.source).name for error in failed] == ["undated.txt"]


def test_links_come_with_the_reading(folder: Path) -> None:
    reading = read([str(folder / "good.txt")])
    claims = {claim.id for extraction in reading.extractions for claim in extraction.claims}
    # "The claim" is all that the mayor said: his statement and the figure in it.
    assert [found.kind.value for found in reading.links] == ["denies", "denies"]
    assert len({found.target for found in reading.links}) == 2
    assert all({found.source, found.target} <= claims for found in reading.links)


def test_a_date_and_an_outlet_hold_for_reports_that_name_none(folder: Path) -> None:
    reading = read([str(folder / "undated.txt")], published="2024-01-28", publisher="Demo Wire A")
    report = reading.extractions[0].report
    assert (report.published, report.carried_by) == ("2024-01-28", ("Demo Wire A",))


def test_nothing_to_read_gives_an_empty_reading() -> None:
    assert read([]).extractions == ()


def test_the_beginning_of_an_id_finds_the_claim(folder: Path) -> None:
    reading = read([str(folder / "good.txt")])
    claim = reading.extractions[0].claims[0]
    assert find_claim(reading, claim.id) is reading.extractions[0]
    assert find_claim(reading, claim.id[:12]) is reading.extractions[0]


@pytest.mark.parametrize(("claim_id", "message"), [("cl:none", "No claim cl:none"), ("cl:", "claims begin with cl:")])
def test_an_id_that_finds_no_claim_or_more_than_one(folder: Path, claim_id: str, message: str) -> None:
    with pytest.raises(NotFound, match=message):
        find_claim(read([str(folder / "good.txt")]), claim_id)


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "brief.html", "🕊️ قتلى")
    assert (tmp_path / "new" / "brief.html").read_text(encoding="utf-8") == "🕊️ قتلى"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["brief.html"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert [left.name for left in tmp_path.iterdir()] == ["brief.html"]


def test_a_folder_that_is_a_file_cannot_hold_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    with pytest.raises(OSError, match=r"a\.txt"):
        write_whole(tmp_path / "a.txt" / "brief.html", "new")


def test_the_example_reports_are_there_and_marked_synthetic() -> None:
    reading = read([str(demo_folder())])
    assert reading.extractions
    assert not reading.failed
    assert all(extraction.report.synthetic for extraction in reading.extractions)
