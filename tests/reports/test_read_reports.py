"""Files, folders, globs and standard input: what becomes a report, and what is said about the rest."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import InputError, InvalidReport, UnknownLanguage, UnreadableFile
from counterclaim.model import Report, digest
from counterclaim.reports import read_reports

TODAY = date(2026, 1, 1)
TEXT = "At least 11 people were killed in Northtown, the ministry said."


def read(*sources: Path | str, **options: Any) -> tuple[list[Report], list[InputError]]:
    errors: list[InputError] = []
    return list(read_reports(map(str, sources), on_error=errors.append, today=TODAY, **options)), errors


def line(**fields: Any) -> str:
    return json.dumps({"published": "2024-01-27", "text": TEXT} | fields, ensure_ascii=False)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"date 2024-01-27\n{TEXT}", id="on a line of its own"),
        pytest.param(f" date 2024-01-27 {TEXT}\n", id="on the same line, after a space"),
        pytest.param(f"\n\nDate: 2024-01-27\r\n\r\n{TEXT}", id="capital, colon, empty lines, CRLF"),
        pytest.param(f"\ufeffdate 2024-01-27\n{TEXT}", id="after a byte order mark"),
        pytest.param(f"date 2024-01-27\n{TEXT}".encode("utf-16"), id="UTF-16"),
    ],
)
def test_text_with_its_date(tmp_path: Path, content: str | bytes) -> None:
    (report,), errors = read(write(tmp_path, "report.txt", content))
    assert errors == []
    assert (report.text, report.published) == (TEXT, "2024-01-27")
    assert report.id == report.key
    assert report.title is None
    assert report.source == str(tmp_path / "report.txt")


def test_text_without_a_date_takes_the_one_given(tmp_path: Path) -> None:
    path = write(tmp_path, "report.md", f"{TEXT}\nDate 2024-01-01 is not at the head.")
    (report,), _ = read(path, published="2024-01-28", publisher="Demo Wire A")
    assert (report.published, report.publisher, report.carried_by) == ("2024-01-28", "Demo Wire A", ("Demo Wire A",))
    assert report.text.startswith(TEXT)


def test_own_date_goes_before_the_one_given(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path, "report.txt", f"date 2024-01-27\n{TEXT}"), published="2024-01-28")
    assert report.published == "2024-01-27"


def test_offsets_with_arabic_and_emoji(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path, "report.txt", f"date 2024-01-27\n🔴 (قصف)\u200f\u00a0👩\u200d⚕️ {TEXT}"))
    start = report.text.index("11 people")
    assert report.text == f"🔴 (قصف) 👩\u200d⚕️ {TEXT}"
    assert report.span(start, start + 9).text == "11 people"


# ---------------------------------------------------------------- JSON lines


def test_all_fields(tmp_path: Path) -> None:
    fields = {
        "id": "r1",
        "publisher": "Demo  Wire A",
        "url": "https://demo-wire-a.example/1",
        "title": " Shelling in\u00a0Northtown ",
        "language": "en-GB",
        "version_of": "r0",
        "carried_by": ["Demo Wire B", "Demo Wire A"],
        "synthetic": True,
        "published": "2024-01-27T23:59:59+02:00",
    }
    (report,), errors = read(write(tmp_path, "reports.jsonl", line(**fields)))
    assert errors == []
    assert report == Report(
        id="r1",
        key=report.key,
        text=f"Shelling in Northtown\n\n{TEXT}",
        published="2024-01-27",
        publisher="Demo Wire A",
        url="https://demo-wire-a.example/1",
        title="Shelling in Northtown",
        version_of="r0",
        carried_by=("Demo Wire B", "Demo Wire A"),
        synthetic=True,
        source=f"{tmp_path / 'reports.jsonl'}, line 1",
    )


@pytest.mark.parametrize(
    ("title", "text", "stored"),
    [
        pytest.param("Shelling", "Shelling\nIt began.", "Shelling\nIt began.", id="stands there already"),
        pytest.param("SHELLING", "Shelling. It began.", "Shelling. It began.", id="in other letters"),
        pytest.param("Shell", "Shelling began.", "Shell\n\nShelling began.", id="ends inside a word"),
        pytest.param("", "It began.", "It began.", id="empty title"),
    ],
)
def test_title_is_the_first_paragraph(tmp_path: Path, title: str, text: str, stored: str) -> None:
    (report,), _ = read(write(tmp_path, "reports.jsonl", line(title=title, text=text)))
    assert report.text == stored


def test_broken_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [line(id=f"r{number}") for number in range(1, 11)]
    lines[6] = lines[6][:-5]
    reports, errors = read(write(tmp_path, "reports.jsonl", "\n".join(lines)))
    assert [report.id for report in reports] == [f"r{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9, 10)]
    assert [(type(error), error.place) for error in errors] == [(InvalidReport, "line 7")]
    assert str(errors[0]).startswith(f"{tmp_path / 'reports.jsonl'}, line 7: broken JSON (")


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        pytest.param("[1, 2]", InvalidReport, "not a JSON object", id="no object"),
        pytest.param(line(text=None), InvalidReport, "there is no text", id="no text"),
        pytest.param(line(text="\u200b \n"), InvalidReport, "there is no text", id="nothing to see in the text"),
        pytest.param(line(text=["a"]), InvalidReport, '`text` must be text, not ["a"]', id="text is a list"),
        pytest.param(line(published=None), InvalidReport, 'Add `"published": "2024-01-27"`', id="no date"),
        pytest.param(line(published=20240127), InvalidReport, "`published` must be text", id="date is a number"),
        pytest.param(line(published="2024-02-30"), InvalidReport, "'2024-02-30' is not a day", id="no such day"),
        pytest.param(line(published="2024-01"), InvalidReport, "'2024-01' is not a day", id="a month"),
        pytest.param(line(published="20240127"), InvalidReport, "is not a day", id="a day in another form"),
        pytest.param(line(published="2024-01-271"), InvalidReport, "is not a day", id="a digit too many"),
        pytest.param(
            line(published="2026-01-02"),
            InvalidReport,
            "2026-01-02 lies in the future (it is no later than 2026-01-01 anywhere)",
            id="tomorrow",
        ),
        pytest.param(line(id="r\u202e1"), InvalidReport, "`id` has characters in it that cannot be seen", id="hidden in the id"),
        pytest.param(line(id="r\ud83d"), InvalidReport, "`id` has characters in it that cannot be seen", id="half a character in the id"),
        pytest.param(line(carried_by="Demo Wire A"), InvalidReport, "`carried_by` must be a list", id="carriers not in a list"),
        pytest.param(line(synthetic="no"), InvalidReport, "`synthetic` must be true or false", id="synthetic in words"),
        pytest.param(line(language="fr"), UnknownLanguage, "the text is in French", id="marked as French"),
        pytest.param(line(language="xx"), UnknownLanguage, "the text is in xx", id="marked as something else"),
        pytest.param(line(text="قالت الوزارة إن شخصين قتلا في المدينة."), UnknownLanguage, "the text is in Arabic", id="Arabic"),
        pytest.param(line(text="a" * 2_000_001), UnreadableFile, "2,000,001 characters", id="too long"),
        pytest.param("[" * 100_000, InvalidReport, "JSON", id="nested too deep"),
        pytest.param('{"published": ' + "9" * 5000 + "}", InvalidReport, "JSON that cannot be read", id="a number without end"),
        pytest.param(b'{"text": "\x81\x8d"}', InvalidReport, "not UTF-8", id="bytes of no encoding"),
    ],
)
def test_bad_line(tmp_path: Path, content: str | bytes, error: type[InputError], message: str) -> None:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    reports, errors = read(write(tmp_path, "reports.jsonl", raw + b"\n\n" + line(id="good").encode()))
    assert [report.id for report in reports] == ["good"]
    assert [(type(found), found.place) for found in errors] == [(error, "line 1")]
    assert message in str(errors[0])


def test_half_a_character_in_the_text_is_replaced(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path, "reports.jsonl", '{"published": "2024-01-27", "text": "Killed: 11 \\ud83d"}'))
    assert report.text == "Killed: 11 \ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_json_lines(tmp_path: Path, encoding: str) -> None:
    content = "\r\n".join(line(id=name) for name in ("Ω1", "Ж2")).encode(encoding)
    reports, errors = read(write(tmp_path, "reports.jsonl", content))
    assert errors == []
    assert [report.id for report in reports] == ["Ω1", "Ж2"]


def test_number_as_id(tmp_path: Path) -> None:
    (report,), _ = read(write(tmp_path, "reports.jsonl", line(id=17)))
    assert report.id == "17"


@pytest.mark.parametrize(("content", "ids"), [("[{}, 3, {}]", ["item 1", "item 2", "item 3"]), ("{}", ["item 1"])])
def test_json_names_the_item(tmp_path: Path, content: str, ids: list[str]) -> None:
    reports, errors = read(write(tmp_path, "reports.json", content))
    assert reports == []
    assert [error.place for error in errors] == ids


def test_json_list(tmp_path: Path) -> None:
    reports, errors = read(write(tmp_path, "reports.json", f"[{line(id='r1')},\n{line(id='r2')}]"))
    assert errors == []
    assert [report.id for report in reports] == ["r1", "r2"]


# ---------------------------------------------------------------- ids


def test_a_report_that_comes_again_is_given_once(tmp_path: Path) -> None:
    path = write(tmp_path, "reports.jsonl", f"{line(id='r1')}\n{line(id='r1')}\n{line()}\n{line()}")
    reports, errors = read(path, path, tmp_path)
    assert errors == []
    assert [report.source[-6:] for report in reports] == ["line 1", "line 3"]


def test_one_id_for_two_reports_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "reports.jsonl", f"{line(id='r1')}\n{line(id='r1', text='Six were killed, the army said.')}")
    reports, errors = read(path)
    assert len(reports) == 1
    assert errors[0].place == "line 2"
    assert f"the id 'r1' is that of another report already ({path}, line 1)" in str(errors[0])


@pytest.mark.parametrize("order", [1, -1])
def test_a_version_under_the_same_id_is_known_by_its_key(tmp_path: Path, order: int) -> None:
    lines = [line(id="r1"), line(id="r1", version_of="r1", text="Six were killed, the army said.")]
    reports, errors = read(write(tmp_path, "reports.jsonl", "\n".join(lines[::order])))
    assert errors == []
    assert {report.id for report in reports} == {"r1", next(report.key for report in reports if report.version_of)}


@pytest.mark.parametrize(
    "change",
    [{"id": "r2"}, {"publisher": "Demo Wire B"}, {"published": "2024-01-28"}, {"url": "https://b.example"}, {"text": f"{TEXT} So far."}],
    ids=lambda change: next(iter(change)),
)
def test_the_key_hashes_what_makes_a_report(tmp_path: Path, change: dict[str, str]) -> None:
    first, second = read(write(tmp_path, "reports.jsonl", f"{line()}\n{line(**change)}"))[0]
    assert first.key != second.key


def test_the_key_does_not_depend_on_where_the_report_lies(tmp_path: Path) -> None:
    (first,), _ = read(write(tmp_path, "a.txt", f"date 2024-01-27\n{TEXT}"))
    (second,), _ = read(write(tmp_path, "b/c.txt", f" date 2024-01-27 {TEXT}\r\n\r\n"))
    assert first.key == second.key == digest("rp", None, None, "2024-01-27", None, TEXT)


# ---------------------------------------------------------------- places to find files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "a.txt", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "sub/picture.png", "notes"):
        write(tmp_path, name, f"date 2024-01-27\n{TEXT} ({name})")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        pytest.param(["."], ["a.txt", "b.txt", "sub/c.TXT"], id="folder"),
        pytest.param(["*.txt"], ["a.txt", "b.txt"], id="glob"),
        pytest.param(["**/*.[tT]*"], ["a.txt", "b.txt", "sub/c.TXT"], id="glob through folders"),
        pytest.param(["s*"], ["sub/c.TXT"], id="glob that matches a folder"),
        pytest.param(["notes", "b.txt"], ["notes", "b.txt"], id="named file without suffix, in the order given"),
        pytest.param([".hidden.txt"], [".hidden.txt"], id="named hidden file"),
    ],
)
def test_sources(folder: Path, monkeypatch: pytest.MonkeyPatch, sources: list[str], names: list[str]) -> None:
    monkeypatch.chdir(folder)
    reports, errors = read(*sources)
    assert errors == []
    assert [report.source for report in reports] == names


def test_name_with_the_letters_of_a_pattern(tmp_path: Path) -> None:
    path = write(tmp_path, "wire [2]*.txt", f"date 2024-01-27\n{TEXT}")
    assert len(read(path)[0]) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("missing.txt", "there is no such file or folder", id="missing"),
        pytest.param("*.zzz", "no file matches this pattern", id="pattern without match"),
        pytest.param("empty", "no reports in this folder. Known suffixes: .txt", id="folder without reports"),
        pytest.param("nowhere.txt", "it cannot be read (No such file or directory)", id="link to nowhere"),
    ],
)
def test_sources_that_give_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str) -> None:
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    reports, errors = read(source, "b.txt")
    assert [report.source for report in reports] == ["b.txt"]
    assert [(type(error), error.source) for error in errors] == [(UnreadableFile, source)]
    assert message in str(errors[0])


# ---------------------------------------------------------------- standard input


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(f"date 2024-01-27\n{TEXT}".encode(), id="text"),
        pytest.param(f"\ufeffdate 2024-01-27\n{TEXT}".encode("utf-16-le"), id="text in UTF-16"),
        pytest.param(line().encode(), id="JSON lines"),
        pytest.param(f"\n{line()}\n".encode("utf-16"), id="JSON lines in UTF-16"),
        pytest.param(json.dumps([json.loads(line())], indent=1).encode(), id="JSON list"),
        pytest.param(json.dumps(json.loads(line()), indent=1).encode(), id="JSON object over several lines"),
    ],
)
def test_standard_input(content: bytes) -> None:
    (report,), errors = read("-", stdin=io.BytesIO(content))
    assert errors == []
    assert (report.text, report.published) == (TEXT, "2024-01-27")
    assert report.source.startswith("standard input")


def test_text_in_brackets_is_no_json() -> None:
    (report,), _ = read("-", stdin=io.BytesIO(b"[REPORT] SEVEN WERE KILLED."), published="2024-01-27")
    assert report.text == "[REPORT] SEVEN WERE KILLED."


class Counted(io.RawIOBase):
    """A stream of ever the same bytes that knows how many were taken."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = f"{line()}\n".encode() * 20
        buffer[: len(block)] = block
        self.taken += len(block)
        return len(block)


def test_json_lines_are_read_as_they_come() -> None:
    stream = Counted()
    reports = read_reports(["-"], today=TODAY, stdin=io.BufferedReader(stream))
    assert next(iter(reports)).text == TEXT
    assert stream.taken < 100_000


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        pytest.param("a.txt", "", UnreadableFile, "the file is empty", id="empty text"),
        pytest.param("a.txt", "\ufeff \r\n", UnreadableFile, "the file is empty", id="only white space"),
        pytest.param("a.jsonl", "\n\n", UnreadableFile, "the file is empty", id="empty JSON lines"),
        pytest.param("a.json", "[]", UnreadableFile, "the list is empty", id="empty list"),
        pytest.param(
            "a.json", '[{"text":\n"a"', InvalidReport, "broken JSON (Expecting ',' delimiter at line 2, character 4)", id="broken list"
        ),
        pytest.param("a.txt", "date 2024-01-27\n", InvalidReport, "there is no text", id="date without text"),
        pytest.param("a.txt", TEXT, InvalidReport, "`date 2024-01-27`, or give the option `--date 2024-01-27`", id="no date anywhere"),
        pytest.param(
            "a.txt", f"date 2024-13-01 {TEXT}", InvalidReport, "'2024-13-01' is not a day of the form 2024-01-27", id="no such month"
        ),
        pytest.param("a.txt", f"date 2024-1-5 {TEXT}", InvalidReport, "'2024-1-5' is not a day", id="digits missing"),
        pytest.param("a.txt", f"date 2034-01-27 {TEXT}", InvalidReport, "2034-01-27 lies in the future", id="future"),
        pytest.param("a.pdf", b"%PDF-1.7\n\x00", UnreadableFile, "the PDF is broken", id="PDF"),
        pytest.param("a.txt", b"PK\x03\x04\x14\x00", UnreadableFile, "is broken and cannot be unpacked", id="ZIP"),
        pytest.param("a.jsonl", b"\x1f\x8b\x08\x00", UnreadableFile, "looks like a gzip archive", id="gzip"),
        pytest.param("a.txt", b"{\\rtf1 Killed}", UnreadableFile, "looks like a rich text document", id="RTF"),
        pytest.param("a.txt", "Killed".encode("utf-16-le"), UnreadableFile, "UTF-16 without its byte order mark", id="UTF-16 without mark"),
        pytest.param("a.txt", b"a" * 100_000 + b"\x00", UnreadableFile, "NUL bytes", id="binary further on"),
        pytest.param("a.txt", "Київ, Харків".encode()[:-1], UnreadableFile, "byte 21 fits no encoding known here", id="cut off"),
        pytest.param(
            "a.txt", b"a" * 50_000_000, UnreadableFile, "50,000,000 characters, and one report may have 2,000,000", id="50 MB of one line"
        ),
        pytest.param(
            "a.jsonl", b'{"text": "' + b"a" * 50_000_000, UnreadableFile, "the line is longer than 16 MB", id="50 MB of one JSON line"
        ),
        pytest.param("a.txt", b"a" * (64 * 1024 * 1024 + 1), UnreadableFile, "more than 64 MB", id="larger than any report"),
    ],
)
def test_bad_file(tmp_path: Path, name: str, content: str | bytes, error: type[InputError], message: str) -> None:
    bad = write(tmp_path, name, content)
    good = write(tmp_path, "good.txt", f"date 2024-01-27\n{TEXT}")
    reports, errors = read(bad, good)
    assert [report.source for report in reports] == [str(good)]
    assert [(type(found), found.source) for found in errors] == [(error, str(bad))]
    assert message in str(errors[0])


def test_a_line_too_long_does_not_hide_the_next(tmp_path: Path) -> None:
    path = write(tmp_path, "reports.jsonl", b"x" * 40_000_000 + b"\n" + line(id="next").encode())
    reports, errors = read(path)
    assert [report.id for report in reports] == ["next"]
    assert [error.place for error in errors] == ["line 1"]


def test_a_date_of_the_file_is_never_used(tmp_path: Path) -> None:
    _, errors = read(write(tmp_path, "2024-01-27.txt", TEXT))
    assert isinstance(errors[0], InvalidReport)


def test_without_on_error_the_first_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        list(read_reports([str(tmp_path / "missing.txt")]))


@pytest.mark.parametrize("day", ["27.01.2024", "2034-01-27"])
def test_an_option_that_is_no_day_is_refused_at_once(day: str) -> None:
    with pytest.raises(InvalidReport, match="option --date"):
        read_reports([], published=day, today=TODAY, on_error=lambda error: None)


def test_today_is_a_day_that_a_report_may_bear(tmp_path: Path) -> None:
    today = date.today().isoformat()
    (report,) = read_reports([str(write(tmp_path, "report.txt", f"date {today}\n{TEXT}"))])
    assert report.published == today


def test_seed_report(shared: Path) -> None:
    (report,) = read_reports([str(shared / "seed_report.txt")])
    assert report.published == "2024-01-27"
    assert report.text.startswith("In a significant escalation")
