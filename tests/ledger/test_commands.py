"""The commands as a person types them: what they print, what they refuse, and their exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.cli import main
from counterclaim.ledger import Filters, open_ledger

STANDING = "nothing of the time before, since publication"


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Types a command and gives its exit status and everything that it printed."""
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", str(tmp_path / "ledger"))
    monkeypatch.setenv("COUNTERCLAIM_USER", "A. Reviewer")

    def run(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stopped:
            main(list(words))
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out + printed.err

    return run


@pytest.fixture
def filled(type_in: Callable[..., tuple[int, str]], reports: Path, tmp_path: Path) -> Callable[[str], str]:
    """A ledger with reports; gives the id of the first toll of a measure."""
    assert type_in("add", str(reports))[0] == 0
    return lambda measure: open_ledger(str(tmp_path / "ledger")).find("toll", Filters(measure=measure))[0][1]


def test_adding_twice(type_in: Callable[..., tuple[int, str]], reports: Path) -> None:
    assert "5 new reports" in type_in("add", str(reports))[1]
    assert "0 new reports with 0 claims, 5 known" in type_in("add", str(reports))[1]


def test_what_cannot_be_read_is_named_and_the_rest_is_added(type_in: Callable[..., tuple[int, str]], reports: Path) -> None:
    (reports.parent / "undated.txt").write_text("Officials said that people were killed.", encoding="utf-8")
    status, printed = type_in("add", str(reports.parent))
    assert status == 1
    assert "undated.txt" in printed
    assert "5 new reports" in printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["search", "hospital"], "Milltown", id="search"),
        pytest.param(["search", "--format", "jsonl", "hospital"], '"report": "w1"', id="search as JSON"),
        pytest.param(["search", "submarine"], "Nothing found", id="search in vain"),
        pytest.param(["search", "--limit", "1", "said"], "--limit shows more", id="search, cut"),
        pytest.param(["show", "w3"], "other version: 2024-01-25 w4", id="show a report: versions"),
        pytest.param(["show", "w3"], "older version; the latest is rp:", id="show a report: it is not the latest"),
        pytest.param(["tolls", "--until", "2024-01-23"], "(older version;", id="tolls: not the latest"),
        pytest.param(["search", "12 people"], "w3 (older version; the latest is rp:", id="search: not the latest"),
        pytest.param(["search", "12 people", "--format", "jsonl"], '"superseded_by": "rp:', id="search: rows say so too"),
        pytest.param(["search", "14 people", "--format", "jsonl"], '"superseded_by": null', id="search: the latest"),
        pytest.param(["show", "w3"], STANDING, id="show a report: what is attested"),
        pytest.param(["tolls", "--measure", "injured"], "20", id="tolls"),
        pytest.param(["statements", "--stance", "denies"], "Southland", id="statements"),
        pytest.param(["reread"], "0 changed, 0 new, 0 gone", id="reread"),
        pytest.param(["reread", "--dry-run", "--all"], "5 reports", id="reread without writing"),
        pytest.param(["rebuild"], "Rebuilt from 5 reports", id="rebuild"),
        pytest.param(["verify"], "0 faults", id="verify"),
        pytest.param(["verify"], STANDING, id="verify: what is attested"),
        pytest.param(["audit", "verify"], "0 decisions whole", id="audit verify"),
        pytest.param(["migrate"], "up to date", id="migrate"),
    ],
)
def test_looks(words: list[str], expected: str, type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    status, printed = type_in(*words)
    assert status == 0
    assert expected in printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["show", "w99"], "no report w99", id="no such report"),
        pytest.param(["show", "cl:99999"], "no claim cl:99999", id="no such claim"),
        pytest.param(["search", '"hospital'], "no partner", id="a search that cannot be"),
        pytest.param(["search", "measure:dead"], "There are: killed, injured", id="a search for a measure that is none"),
        pytest.param(["tolls", "--measure", "dead"], "There are: killed, injured", id="no such measure"),
        pytest.param(["statements", "--stance", "denied"], "denies", id="no such stance"),
        pytest.param(["tolls", "--since", "yesterday"], "takes a day", id="no such day"),
        pytest.param(["tolls", "--ledger", "nowhere"], "counterclaim add", id="no ledger"),
        pytest.param(["restore", "pyproject.toml"], "pyproject.toml", id="no backup"),
    ],
)
def test_refuses(words: list[str], expected: str, type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    status, printed = type_in(*words)
    assert status != 0
    assert expected in printed


def test_judging(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    claim = filled("injured")
    status, printed = type_in("judge", claim[:8], "--field", "low", "--value", "21", "--why", "counted again")
    assert (status, "seen as 20" in printed) == (0, True)
    for words in (["show", claim], ["history", claim], ["audit", "list"]):
        assert "counted again" in type_in(*words)[1]
    assert "low is 21 and high 20" in printed
    assert "low 20 corrected to 21 by A. Reviewer" in type_in("show", claim)[1]
    assert "Correct the other end" not in type_in("judge", claim, "--field", "high", "--value", "21", "--why", "counted again")[1]
    rows = [json.loads(line) for line in type_in("tolls", "--measure", "injured", "--format", "jsonl")[1].splitlines() if line[0] == "{"]
    assert [(each["field"], each["seen"], each["value"], each["who"]) for each in rows[0]["judgements"]] == [
        ("high", 20, 21, "A. Reviewer"),
        ("low", 20, 21, "A. Reviewer"),
    ]
    assert rows[0]["toll"]["low"] == 20


def test_judging_needs_a_verdict(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    assert type_in("judge", filled("injured"), "--field", "low", "--why", "x")[0] == 2


def test_marking_and_opening(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    claim = filled("injured")
    type_in("mark", claim, "--why", "a child")
    for words in (["show", claim], ["show", "w1"], ["tolls"], ["statements"], ["search", "injured"]):
        assert "20 injured" not in type_in(*words)[1]
    assert "20 injured" in type_in("open", claim, "--why", "asked by a court")[1]
    assert "asked by a court" in type_in("audit", "list")[1]
    type_in("mark", claim, "--level", "open", "--why", "published by the family")
    assert "20 injured" in type_in("search", "injured")[1]


def test_names_are_withheld_until_opened(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    for words in (["show", "w5"], ["tolls"], ["tolls", "--format", "jsonl"], ["search", "photographer"], ["statements"]):
        assert "Anna" not in type_in(*words)[1]
    assert "Anna Example" in type_in("open", "w5", "--why", "asked by the family")[1]


def test_redacting(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    assert "2 places blackened" in type_in("redact", "w5", "--words", "Anna Example", "--why", "asked by the family", "--yes")[1]
    assert type_in("open", "w5", "--why", "look")[1].count("█") > 0
    assert "0 faults" in type_in("verify")[1]
    assert "is empty" in type_in("redact", "2", "--why", "names somebody", "--yes")[1]
    assert type_in("audit", "verify")[0] == 0


def test_a_tombstone_stays(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    type_in("redact", "w5", "--words", "Anna Example", "--why", "asked by the family", "--yes")
    status, printed = type_in("redact", "1", "--why", "x", "--yes")
    assert (status, "it stays" in printed) == (1, True)
    assert "asked by the family" in type_in("audit", "list")[1]


def test_a_fault_is_an_exit_status(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str], tmp_path: Path) -> None:
    open_ledger(str(tmp_path / "ledger")).store.write(lambda c: c.exec_driver_sql("UPDATE reports SET text = 'x' WHERE id = 'w1'"))
    status, printed = type_in("verify")
    assert (status, "FAULT report rp:" in printed) == (1, True)


def test_carrying_over(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str], tmp_path: Path) -> None:
    copy, other = str(tmp_path / "copy.zip"), str(tmp_path / "other")
    assert "5 reports" in type_in("backup", copy)[1]
    assert (type_in("backup", copy)[0], "--replace" in type_in("backup", copy)[1]) == (1, True)
    assert type_in("backup", copy, "--replace")[0] == 0
    assert "5 reports restored" in type_in("restore", copy, "--ledger", other)[1]
    assert "not empty" in type_in("restore", copy)[1]
    assert "0 faults" in type_in("verify", "--ledger", other)[1]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["search", "Anna"], id="the first name"),
        pytest.param(["search", '"Anna Example"'], id="the whole name"),
        pytest.param(["search", "Exam*"], id="its beginning"),
        pytest.param(["search", "photographer Anna"], id="with a word that is shown"),
        pytest.param(["search", "Anna OR nobody"], id="as one of two"),
        pytest.param(["search", "speaker:Rescuers"], id="a marked speaker"),
        pytest.param(["tolls", "--speaker", "rescuers", "--format", "jsonl"], id="a list by a marked speaker"),
    ],
)
def test_a_withheld_name_finds_nothing(words: list[str], type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    type_in("mark", "--person", "Rescuers", "--why", "known in a small town")
    assert not [line for line in type_in(*words)[1].splitlines() if "withheld" in line or "report" in line]


def test_what_is_found_goes_on_after_what_is_left_out(type_in: Callable[..., tuple[int, str]], filled: Callable[[str], str]) -> None:
    assert "photographer" in type_in("search", "photographer OR Anna", "--limit", "1")[1]
    assert "12 people" in type_in("search", "Anna OR 12", "--limit", "1")[1]
