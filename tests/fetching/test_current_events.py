"""Wikipedia's Current Events pages: items with the outlets that they cite, the same from wikitext and from HTML."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from webserver import World, reply

from counterclaim.errors import InputError, InvalidReport, UnreadableFile
from counterclaim.fetching import Entry, current_events, read_current_events

RECORDED = Path(__file__).parent / "recorded"
CONFLICT = ("Armed conflicts and attacks", "Northland–Southland conflict")
TOWNS = (*CONFLICT, "Northtown, Southtown")
ITEMS = [
    (
        "At least 11 people are killed in shelling in Northtown, the health ministry says. The army of Southland denies it.",
        ("Demo Wire A", "Demo Wire B via Demo Wire C"),
        TOWNS,
    ),
    ("Southland's army says that two soldiers were wounded.", ("Demo Wire A", "Demo Wire B"), (*TOWNS, "In the south")),
    ("A convoy is hit 10 km from Southtown.", ("wire-d.example",), TOWNS),
    ("The two sides agree on a pause of 25 days. Talks go on.", ("Demo Wire A",), CONFLICT),
    ("Northland confirms the pause.", ("Demo Wire B",), CONFLICT),
    ("Protesters march in Eastport.", (), CONFLICT[:1]),
    ("United wins the cup & the league.", ("Demo Wire A",), ("Sports", "2024 Northland Cup")),
]


def read(content: str | bytes, day: str | None = None) -> tuple[Entry, ...]:
    raw = content.encode() if isinstance(content, str) else content
    return read_current_events(raw, source="https://en.wikipedia.org/page", day=day)


def wikitext(*lines: str, frame: str = "{{Current events|year=2024|month=01|day=26|top=yes}}") -> str:
    return "\n".join([frame, *lines])


@pytest.mark.parametrize("form", ["wikitext", "html"])
def test_recorded_page(form: str) -> None:
    entries = read((RECORDED / f"portal-2024-01-26.{form}").read_bytes())
    # A template that is not known stays as it is written; the HTML has its result.
    expected = [(text.replace("25", "{{age|2024|1|1}}") if form == "wikitext" else text, *rest) for text, *rest in ITEMS]
    assert [(entry.text, entry.carried_by, entry.topics) for entry in entries] == expected
    assert entries[0].cited == ("https://www.wire-a.example/1", "https://wire-b.example/2?x=1&y=2")
    assert {entry.day for entry in entries} == {"2024-01-26"}


def test_id_is_day_and_digest() -> None:
    (entry,) = read(wikitext("*Protesters march in [[Eastport]]."))
    assert entry.id == f"2024-01-26-{hashlib.sha1(b'Protesters march in Eastport.').hexdigest()[:6]}"
    assert entry.url == "https://en.wikipedia.org/wiki/Portal:Current_events/2024_January_26"


def test_record_is_an_input_record() -> None:
    (entry,) = read(wikitext("*Protesters march. [https://wire-a.example/1 (Demo Wire A)]"))
    record = entry.record()
    assert (record["published"], record["text"], record["carried_by"]) == ("2024-01-26", "Protesters march.", ["Demo Wire A"])


@pytest.mark.parametrize(
    ("frame", "day"),
    [
        pytest.param("{{Current events|year=2024|month=1|day=6|content=", "2024-01-06", id="short numbers"),
        pytest.param("{{current events | year = 2024 | month = 01 | day = 26 | top = yes }}", "2024-01-26", id="spaces"),
        pytest.param("{{Current events header|2005|01|08}}", "2005-01-08", id="before 2006"),
        pytest.param("{{Current events header|2005|January|8}}", "2005-01-08", id="month in words"),
    ],
)
def test_day_of_the_page(frame: str, day: str) -> None:
    assert [entry.day for entry in read(wikitext("*Protesters march.", frame=frame))] == [day]


def test_page_without_a_day() -> None:
    assert [entry.day for entry in read("*Protesters march.", day="2024-01-26")] == ["2024-01-26"]
    with pytest.raises(InvalidReport, match="does not say which day"):
        read("*Protesters march.")


def test_page_of_another_day() -> None:
    with pytest.raises(InvalidReport, match="of 2024-01-26, not of 2024-01-27"):
        read(wikitext("*Protesters march."), day="2024-01-27")


def test_page_of_a_month() -> None:
    day = (
        '<div id="2024_January_{0}" class="vevent"><div class="current-events-content description"><ul><li>March {0}.</li></ul></div></div>'
    )
    assert [(entry.day, entry.text) for entry in read(day.format(6) + day.format(26))] == [
        ("2024-01-06", "March 6."),
        ("2024-01-26", "March 26."),
    ]


@pytest.mark.parametrize(
    ("line", "text", "outlets"),
    [
        pytest.param("*A [[b|c]] d.[https://x.example/ (X)]", "A c d.", ("X",), id="no space"),
        pytest.param("*A. [https://x.example/ (X)], [https://y.example/ (Y)].", "A.", ("X", "Y"), id="comma between"),
        pytest.param("*A ([https://x.example/ X]).", "A", ("X",), id="full stop after"),
        pytest.param("*A [https://x.example/ (X)] and B.", "A and B.", ("X",), id="in the middle"),
        pytest.param("*The army [https://www.x.example/ said] so.", "The army said so.", ("x.example",), id="part of the sentence"),
        pytest.param("*A [[Category:Northland]].", "A .", (), id="category"),
        pytest.param("* '''A''' <small>b</small>&nbsp;c.", "A b c.", (), id="markup"),
        pytest.param("*A. [https://x.example/ (X)] [https://x.example/2 (X)]", "A.", ("X",), id="one outlet twice"),
    ],
)
def test_bullet(line: str, text: str, outlets: tuple[str, ...]) -> None:
    ((found_text, found_outlets),) = ((entry.text, entry.carried_by) for entry in read(wikitext(line)))
    assert (found_text, found_outlets) == (text, outlets)


def test_same_item_twice_is_given_once() -> None:
    assert len(read(wikitext("*Protesters march.", "*Protesters march."))) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"At least 11 people were killed.", b"<html><ul><li>At least 11</li></ul></html>", b"\xff\xfe*", b"%PDF-1.7"],
    ids=["empty", "text", "another page", "not UTF-8", "PDF"],
)
def test_another_kind_of_page(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(content, day="2024-01-26")


@pytest.mark.parametrize(
    "frame", ["{{Current events|year=2024|month=13|day=26|top=yes}}", "{{Current events|year=0|month=1|day=1|top=yes}}"]
)
def test_day_that_does_not_exist(frame: str) -> None:
    with pytest.raises(InvalidReport, match="does not exist"):
        read(wikitext("*Protesters march.", frame=frame))


@given(st.text(alphabet="*[]{}|'<>&; \n:ab.https/\ue000\ue001\ue002\ue003", max_size=120))
def test_any_wikitext_gives_items_or_a_reason(noise: str) -> None:
    try:
        entries = read(noise, day="2024-01-26")
    except InputError:
        return
    assert all(entry.text and not any("\ue000" <= sign <= "\ue004" for sign in entry.text) for entry in entries)


def test_fetched_day(world: World) -> None:
    page = (RECORDED / "portal-2024-01-26.html").read_bytes()
    world.names["en.wikipedia.org"] = [("93.184.215.14",)]
    asked = "/api/rest_v1/page/html/Portal%3ACurrent_events%2F2024_January_26"
    world.server.say(asked, reply(page, ETag='"1"'), reply(status="304 Not Modified"))
    # The line ends at this machine, without the TLS that the real service has.
    batch = current_events(date(2024, 1, 26), fetcher=world.fetcher(), service="http://en.wikipedia.org/api/rest_v1/page/html/")
    assert (len(batch.entries), batch.fetched.header("ETag")) == (len(ITEMS), '"1"')
    again = current_events(date(2024, 1, 26), fetcher=world.fetcher(), etag='"1"', service="http://en.wikipedia.org/api/rest_v1/page/html/")
    assert (again.entries, again.fetched.unchanged) == ((), True)
    assert world.server.paths == [asked, asked]
