"""Reading what is on the disk makes no connection, whatever addresses stand in it."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from counterclaim.cli import main
from counterclaim.fetching import read_current_events, read_feed, reliefweb, watch
from counterclaim.fetching.fetcher import Fetcher

SENTENCE = "At least 11 people were killed, the health ministry of Northland said. The army of Southland denied it."
LINKS = "https://wire.example/next http://169.254.169.254/"
PAGE = (
    "<html><head><meta name='date' content='2024-01-27'><meta http-equiv='refresh' content='0;url=https://wire.example/'>"
    "<base href='https://wire.example/'><link rel='stylesheet' href='https://wire.example/a.css'>"
    "<script src='https://wire.example/a.js'></script></head><body><article>"
    f"<p>{SENTENCE} <a href='https://wire.example/b'>More</a><img src='https://wire.example/a.png'></p><p>{SENTENCE}</p></article></body></html>"
)
XHTML = (
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"'
    f' [<!ENTITY e SYSTEM "https://wire.example/e">]>{PAGE.replace("More", "&e;")}'
)
FEED = (
    b"<rss version='2.0'><channel><item><title>A</title><link>http://a.example/</link>"
    b"<enclosure url='http://a.example/a.pdf' type='application/pdf'/></item></channel></rss>"
)
FILES = {
    "report.txt": f"date 2024-01-27\n\n{SENTENCE} {LINKS}\n",
    "reports.jsonl": json.dumps({"published": "2024-01-27", "url": "https://wire.example/a", "text": f"{SENTENCE} {LINKS}"}) + "\n",
    "page.html": PAGE,
    "page.xhtml": XHTML,
}


@pytest.fixture(autouse=True)
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way to a socket fails, loudly."""

    def refuse(*arguments: object, **_options: object) -> NoReturn:
        raise AssertionError(f"a connection was about to be made: {arguments}")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize("command", [["read", "--unread", "--spans"], ["read", "--format", "table"], ["brief"], ["brief", "--html"]])
def test_commands_that_read(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = [str(tmp_path / "brief.html")] if command[-1] == "--html" else []
    with pytest.raises(SystemExit) as left:
        main([*command, *made, str(folder)])
    shown = capsys.readouterr()
    assert left.value.code == 0, shown.err
    assert "11" in shown.out


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda: read_feed(FEED, "http://a.example/feed"), id="feed"),
        pytest.param(lambda: read_current_events(b"*March. [https://a.example/ (A)]", source="a", day="2024-01-26"), id="Current Events"),
        pytest.param(
            lambda: watch(["https://wire.example/feed"], memory=Path("unused"), fetcher=Fetcher()), id="watch, before the first batch"
        ),
        pytest.param(lambda: reliefweb("killed", appname="desk", fetcher=Fetcher()), id="ReliefWeb, before the first batch"),
    ],
)
def test_saved_answers(read: Callable[[], object]) -> None:
    assert read()
