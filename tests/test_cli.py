"""The commands as a user types them: output, exit status, and what happens with bad input, Ctrl-C and closed pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counterclaim.cli import main

GOOD = (
    "date 2024-01-27\nThe mayor said 17 people were killed in Northtown on Monday. The army denied the claim. "
    "Some 40 trucks and the dead stayed.\n"
)
ROW = {"published": "2024-01-27", "text": "The mayor said 17 people were killed in Northtown."}
ARABIC = "date 2024-01-27\nقالت الوزارة إن عشرة أشخاص قتلوا في المدينة يوم الاثنين وأصيب آخرون بجروح في القصف.\n"
COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()"]
PATIENCE = 60  # seconds until a command that hangs is a failure


def run(*args: str | Path, stdin: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    given = stdin if isinstance(stdin, bytes) else stdin.encode()
    environment = {**os.environ, **env}
    return subprocess.run([*COMMAND, *map(str, args)], input=given, capture_output=True, timeout=PATIENCE, env=environment, check=False)


def start(*args: str | Path) -> subprocess.Popen[bytes]:
    """The command as a process that is talked to while it runs."""
    pipe = subprocess.PIPE
    # A shell has what it starts in the background ignore Ctrl-C, and its children inherit that; a user's terminal does not.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*COMMAND, *map(str, args)], bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe)
    finally:
        signal.signal(signal.SIGINT, before)


def jsonl(text: str | bytes) -> list[dict[str, Any]]:
    """The rows of JSON lines; every line is one object."""
    whole = text if isinstance(text, str) else text.decode("utf-8")
    assert whole == "" or whole.endswith("\n")
    rows = [json.loads(line) for line in whole.splitlines()]
    assert all(isinstance(row, dict) for row in rows)
    return rows


class Here:
    """The command in this process: quicker, for all that needs no pipe or signal."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *args: str | Path) -> tuple[int | str | None, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        out, err = self.capsys.readouterr()
        return stopped.value.code, out, err


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(capsys)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


# ---------------------------------------------------------------- what the commands print


def test_read_prints_json_lines(here: Here, good: Path) -> None:
    status, out, err = here("read", good)
    assert (status, err) == (0, "")
    rows = jsonl(out)
    assert {row["type"] for row in rows} == {"statement", "claim", "link"}
    (toll,) = [row for row in rows if row.get("kind") == "toll"]
    assert (toll["toll"]["low"], toll["speaker"]["text"]) == (17, "The mayor")


@pytest.mark.parametrize(("option", "kind"), [("--unread", "unread"), ("--spans", "span")])
def test_read_prints_more_on_request(here: Here, good: Path, option: str, kind: str) -> None:
    _, plain, _ = here("read", good)
    _, more, _ = here("read", good, option)
    assert kind not in {row["type"] for row in jsonl(plain)}
    assert kind in {row["type"] for row in jsonl(more)}
    assert [row for row in jsonl(more) if row["type"] != kind] == jsonl(plain)


def test_spans_quote_the_text(here: Here, good: Path) -> None:
    _, out, _ = here("read", good, "--spans")
    text = GOOD.split("\n", 1)[1]
    spans = [row for row in jsonl(out) if row["type"] == "span"]
    assert {"number", "date", "place"} <= {row["kind"] for row in spans}
    assert all(text[row["start"] : row["end"]] == row["text"] for row in spans)


def test_per_report_leaves_only_links_between_reports_out(here: Here, good: Path) -> None:
    _, every, _ = here("read", good)
    _, alone, _ = here("read", good, "--per-report")
    assert jsonl(alone) == [row for row in jsonl(every) if not row.get("across")]


def test_read_prints_a_table(here: Here, good: Path) -> None:
    status, out, _ = here("read", good, "--format", "table")
    assert status == 0
    assert all(words in out for words in ("The mayor", "17 killed", "Northtown", "cl:"))


@pytest.mark.parametrize("content", [GOOD, json.dumps(ROW) + "\n"], ids=["text", "JSON lines"])
def test_read_from_standard_input(content: str) -> None:
    done = run("read", "-", stdin=content)
    assert (done.returncode, done.stderr) == (0, b"")
    assert any(row.get("kind") == "toll" for row in jsonl(done.stdout))


def test_brief_sums_up_and_writes_one_page(here: Here, good: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "brief.html"
    status, out, err = here("brief", good, "--html", page)
    assert (status, err) == (0, "")
    assert "The mayor" in out
    assert str(page) in out.replace("\n", "")
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


def test_brief_without_a_page_writes_none(here: Here, good: Path) -> None:
    status, out, _ = here("brief", good)
    assert status == 0
    assert "17" in out
    assert [path.name for path in good.parent.iterdir()] == ["good.txt"]


def test_explain_shows_the_sentence_and_the_rule(here: Here, good: Path) -> None:
    _, rows, _ = here("read", good)
    claim = next(row["id"] for row in jsonl(rows) if row.get("kind") == "toll")
    status, out, _ = here("explain", claim, good)
    assert status == 0
    assert all(words in out for words in (claim, "The mayor", "number grammar"))
    assert here("explain", claim[:12], good)[1] == out


def test_demo_reads_the_examples_and_says_that_they_are_synthetic(here: Here, tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    status, out, err = here("demo", "--html", page)
    assert (status, err) == (0, "")
    assert "synthetic" in out.lower()
    assert "synthetic" in page.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("args", [("--help",), ("read", "--help"), ("brief", "-h"), ("explain", "--help"), ("demo", "--help")])
def test_help(here: Here, args: tuple[str, ...]) -> None:
    status, out, err = here(*args)
    assert (status, err) == (0, "")
    assert out.startswith("Usage: counterclaim")


def test_version(here: Here) -> None:
    status, out, _ = here("--version")
    assert status == 0
    assert out.startswith("counterclaim, version ")


def test_ids_and_readings_are_the_same_in_every_process(root: Path) -> None:
    first, second = (run("read", root / "examples", "--unread", "--spans", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == 0
    assert first.stdout == second.stdout


# ---------------------------------------------------------------- bad input


@pytest.fixture
def bad_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({**ROW, "id": f"r{k}", "text": f"{ROW['text']} Note {k}."}) for k in range(1, 11)]
    lines[6] = '{"published": "2024-01-27", "text": '
    files: dict[str, bytes] = {
        "a-good.txt": GOOD.encode(),
        "b-empty.txt": b"",
        "c-binary.txt": bytes(range(256)) * 4,
        "d-long.txt": b"date 2024-01-27 " + b"rain fell on the valley " * (50 * 1024**2 // 24),
        "e-undated.txt": b"Rain fell on the valley for a week and the roads closed.\n",
        "f-future.txt": b"date 2999-01-01\nRain fell on the valley for a week and the roads closed.\n",
        "g-lines.jsonl": "\n".join(lines).encode(),
        "h-arabic.txt": ARABIC.encode(),
        "z-good.txt": GOOD.replace("17", "18").encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_bad_input_is_named_with_its_place_and_the_rest_goes_on(here: Here, bad_folder: Path) -> None:
    status, out, err = here("read", bad_folder)
    assert status == 1
    assert len([row for row in jsonl(out) if row.get("kind") == "toll"]) == 1 + 9 + 1
    said = dict(zip("bcdefgh", [line for line in err.splitlines() if line.startswith("Not read: ")], strict=True))
    assert all(f"{bad_folder}{os.sep}{letter}-" in line for letter, line in said.items())
    for letter, words in {
        "b": "empty",
        "c": "binary",
        "d": "characters",
        "e": "--date 2024-01-27",
        "f": "future",
        "g": "line 7",
        "h": "Arabic",
    }.items():
        assert words in said[letter]
    assert err.splitlines()[-1] == "11 reports read, 7 not (named above)."


def test_brief_of_nothing_readable_prints_no_brief(here: Here, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    status, out, err = here("brief", tmp_path / "empty.txt", "--html", tmp_path / "brief.html")
    assert (status, out) == (1, "")
    assert "empty.txt" in err
    assert not (tmp_path / "brief.html").exists()


def test_a_path_that_is_not_there(here: Here, tmp_path: Path) -> None:
    status, out, err = here("read", tmp_path / "none.txt")
    assert (status, out) == (1, "")
    assert f"{tmp_path / 'none.txt'}: there is no such file or folder" in err


def test_a_page_that_cannot_be_written(here: Here, good: Path) -> None:
    status, _, err = here("brief", good, "--html", good / "brief.html")
    assert status == 1
    assert str(good / "brief.html") in err
    assert "--html" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("claim", ["cl:none", "cl:"], ids=["unknown", "ambiguous"])
def test_a_claim_that_cannot_be_told(here: Here, good: Path, claim: str) -> None:
    status, out, err = here("explain", claim, good)
    assert (status, out) == (1, "")
    assert err.startswith("Error: ")
    assert claim in err


@pytest.mark.parametrize(
    "args",
    [("read",), ("brief",), ("explain", "cl:1"), ("read", "a.txt", "--format", "xml"), ("read", "--nothing", "a.txt"), ("reed", "a.txt")],
    ids=" ".join,
)
def test_usage_errors(here: Here, args: tuple[str, ...]) -> None:
    status, out, err = here(*args)
    assert (status, out) == (2, "")
    assert err.startswith("Usage: ")


@pytest.mark.parametrize("day", ["tomorrow", "2024-02-30", "2999-01-01"])
def test_a_date_that_is_none_is_refused_before_anything_is_read(here: Here, good: Path, day: str) -> None:
    status, out, err = here("read", good, "--date", day)
    assert status in (1, 2)
    assert out == ""
    assert "--date" in err


# ---------------------------------------------------------------- signals, pipes and terminals


def begun(command: subprocess.Popen[bytes]) -> None:
    """Waits until the command has read from standard input: it names a broken line at once."""
    assert command.stdin
    assert command.stderr
    command.stdin.write(json.dumps(ROW).encode() + b"\n{broken\n")
    command.stdin.flush()
    assert b"line 2" in command.stderr.readline()


def test_ctrl_c_in_the_middle_of_a_read() -> None:
    with start("read", "-") as command:
        begun(command)
        command.send_signal(signal.SIGINT)
        out, err = command.communicate(timeout=PATIENCE)
    assert command.returncode == 130
    jsonl(out)
    assert b"Stopped." in err
    assert b"Traceback" not in err


def test_ctrl_c_leaves_an_old_brief_as_it_was(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    page.write_text("old", encoding="utf-8")
    with start("brief", "-", "--html", page) as command:
        begun(command)
        command.send_signal(signal.SIGINT)
        command.communicate(timeout=PATIENCE)
    assert command.returncode == 130
    assert page.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.html"]


def test_ctrl_c_while_printing_leaves_whole_lines(root: Path) -> None:
    with start("read", root / "examples", "--spans") as command:
        assert command.stdout
        first = command.stdout.read(10)  # from here on the pipe fills up and the command waits for us
        command.send_signal(signal.SIGINT)
        rest, err = command.communicate(timeout=PATIENCE)
    assert command.returncode in (0, 130)
    assert jsonl(first + rest)
    assert b"Traceback" not in err


def test_a_closed_pipe_is_no_error_to_show(root: Path) -> None:
    with start("read", root / "examples", "--spans") as command:
        assert command.stdout
        assert command.stderr
        line = command.stdout.readline()
        command.stdout.close()
        err = command.stderr.read()
        command.wait(timeout=PATIENCE)
    assert json.loads(line)
    assert err == b""


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}], ids=str)
def test_json_lines_where_the_terminal_has_no_utf_8(tmp_path: Path, locale: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text(GOOD + "The rebels said “قتلى” 🕊️ were 18 people killed.\n", encoding="utf-8")
    done = run("read", tmp_path / "a.txt", **locale)
    assert (done.returncode, done.stderr) == (0, b"")
    assert jsonl(done.stdout)


def test_a_users_own_actors_come_first(here: Here, tmp_path: Path) -> None:
    own, text = tmp_path / "own.tsv", tmp_path / "news.txt"
    own.write_text("id\tname\tkinds\nriver-guard\tRiver Guard\tbelligerent\n", encoding="utf-8")
    text.write_text("date 2024-01-27\nThe River Guard said 17 people were killed in Northtown on Monday.\n", encoding="utf-8")
    for command in (["add", text, "--ledger", tmp_path / "ledger", "--actors", own], ["read", text, "--actors", own]):
        status, out, _ = here(*command)
        assert status == 0
    said = [row for row in jsonl(out) if row["type"] == "statement"]
    assert (said[0]["speaker_actor"]["id"], said[0]["speaker_kind"]) == ("river-guard", ["belligerent"])
    assert "COUNTERCLAIM_ACTORS" not in os.environ
    _, kept, _ = here("statements", "--ledger", tmp_path / "ledger", "--format", "jsonl")
    assert "river-guard" in kept
