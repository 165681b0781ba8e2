"""Saved web pages: the article with its title, its outlet and its day, or no day where the page gives none."""

from __future__ import annotations

import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.model import Report
from counterclaim.reports import read_reports

PARAGRAPH = (
    "<p>At least 11 people were killed in the town, the health ministry of Northland said. "
    "The army of Southland denied that its forces had fired at the town, and both sides spoke of a truce.</p>"
)

JSON_LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-01-27T10:00:00Z"}</script>'


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page was about to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def page(head: str = "", body: str = "") -> str:
    return (
        f"<!doctype html><html><head><title>Shelling in Northtown</title>{head}</head>"
        f"<body><article><h1>Shelling in Northtown</h1>{body}{PARAGRAPH * 3}</article></body></html>"
    )


def read(path: Path, raw: str | bytes) -> tuple[list[Report], list[InputError]]:
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    errors: list[InputError] = []
    return list(read_reports([str(path)], on_error=errors.append, today=date(2026, 1, 1))), errors


def test_article(root: Path) -> None:
    (report,) = read_reports([str(root / "tests" / "reports" / "pages")])
    assert report.title == "Shelling reported in Northtown"
    assert report.published == "2024-01-27"
    assert report.publisher == "Demo Wire A"
    assert report.url == "https://demo-wire-a.example/shelling"
    assert report.text == (
        "Shelling reported in Northtown\n\n"
        "At least 11 people were killed on Friday, the health ministry of Northland said. "
        "The army of Southland denied that its forces fired at the town.\n\n"
        "Figures so far\n\n"
        "Killed: 11\nInjured: 32\n\n"
        "Residents said the shelling began\nbefore dawn & lasted an hour. "
        "Both sides accused each other of breaking the truce that was agreed a week ago.\n\n"
        "Day | Killed\n25 January | 3\n\n"
        "We are still counting, the ministry said. 🔴"
    )


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        pytest.param('<meta name="date" content="2024-01-27">', "", "2024-01-27", id="meta"),
        pytest.param(JSON_LD, "", "2024-01-27", id="JSON-LD"),
        pytest.param("", '<time datetime="2024-01-27">Saturday</time>', "2024-01-27", id="time element"),
        pytest.param("", '<p class="byline">Published 27 January 2024</p>', "2024-01-27", id="day and month in words"),
        pytest.param("", '<p class="byline">Published January 27th, 2024</p>', "2024-01-27", id="month first"),
        pytest.param("", '<div class="date">27/01/2024</div>', "2024-01-27", id="numbers that can mean one day only"),
        pytest.param("", '<div class="date">03/04/2024</div>', None, id="March or April"),
        pytest.param('<meta name="date" content="2024-03">', "", None, id="month without day"),
        pytest.param('<meta name="date" content="2024">', "", None, id="year only"),
        pytest.param("", "<footer>© 2024 Demo Wire A</footer>", None, id="copyright line"),
        pytest.param("", "<p>The war began on 7 October 2023, the ministry said.</p>", None, id="day that the article speaks of"),
        pytest.param('<link rel="canonical" href="https://demo-wire-a.example/2024/01/shelling">', "", None, id="month in the address"),
    ],
)
def test_day(tmp_path: Path, head: str, body: str, day: str | None) -> None:
    reports, errors = read(tmp_path / "page.html", page(head, body))
    assert [report.published for report in reports] == ([day] if day else [])
    assert all("--date 2024-01-27" in str(error) for error in errors)
    assert len(errors) == (not day)


def test_day_in_the_future(tmp_path: Path) -> None:
    reports, errors = read(tmp_path / "page.html", page('<meta property="article:published_time" content="2034-01-27T08:00:00Z">'))
    assert reports == []
    assert "2034-01-27 lies in the future" in str(errors[0])


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-16", "utf-16")],
)
def test_encodings(tmp_path: Path, declared: str, encoding: str) -> None:
    head = f'<meta charset="{declared}"><meta name="date" content="2024-01-27">'
    reports, errors = read(
        tmp_path / "page.htm", page(head, "<p>The café “Étoile” was hit – twice, the owners of it said.</p>").encode(encoding)
    )
    assert errors == []
    assert "The café “Étoile” was hit – twice" in reports[0].text


def test_arabic_page_is_refused_by_name(tmp_path: Path) -> None:
    body = "<p>قالت وزارة الصحة في المدينة إن أحد عشر شخصا قتلوا في القصف الذي وقع بعد ظهر يوم الجمعة على الحي.</p>" * 9
    raw = page('<meta charset="windows-1256"><meta name="date" content="2024-01-27">').replace(PARAGRAPH * 3, body).encode("cp1256")
    reports, errors = read(tmp_path / "page.html", raw)
    assert reports == []
    assert "the text is in Arabic" in str(errors[0])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param("", "the file is empty", id="empty"),
        pytest.param("https://demo-wire-a.example/shelling", "no article was found", id="an address only"),
        pytest.param("<html><body></body></html>", "no article was found", id="no words"),
        pytest.param("<div>" * 20_000, "no article was found", id="nested without end"),
        pytest.param("<p>" + "a " * 6_000_000, "more than 10 MB", id="too large"),
        pytest.param("<html>\x00\x01", "binary file", id="binary"),
        pytest.param(
            page().encode() + "<p>Київ Харків".encode()[:-1], "does not fit the page's encoding (utf-8)", id="cut off within a letter"
        ),
    ],
)
def test_pages_that_cannot_be_read(tmp_path: Path, raw: str | bytes, message: str) -> None:
    reports, errors = read(tmp_path / "page.html", raw)
    assert reports == []
    assert len(errors) == 1
    assert message in str(errors[0])


def test_the_extractor_is_loaded_for_pages_only() -> None:
    code = "import sys, counterclaim.reports; print([m for m in ('trafilatura', 'htmldate', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
