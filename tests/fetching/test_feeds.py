"""RSS and Atom: entries with their dates as written, also out of broken and hostile feeds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from counterclaim.errors import UnreadableFile
from counterclaim.fetching import Entry, Feed, read_feed

URL = "https://wire.example/feed"


def rss(*items: str, head: str = "", end: str = "</channel></rss>", title: str = "Demo Wire A") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0"><channel><title>{title}</title>{body}{end}'.encode()


def atom(*entries: str) -> bytes:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Demo Wire B</title>{body}</feed>'.encode()


def read(content: bytes) -> Feed:
    return read_feed(content, URL)


def one(content: bytes) -> Entry:
    (entry,) = read(content).entries
    return entry


def entries_or_none(content: bytes) -> tuple[Entry, ...]:
    """The entries; none where this is refused as no feed."""
    try:
        return read(content).entries
    except UnreadableFile:
        return ()


def test_rss_entry() -> None:
    item = (
        "<title>Shelling in &lt;i&gt;Northtown&lt;/i&gt;</title><link>/2024/shelling</link><guid isPermaLink='false'>7</guid>"
        "<pubDate>Fri, 26 Jan 2024 23:30:00 +0200</pubDate><category>Conflict</category>"
        "<description>&lt;p&gt;At least 11 were killed.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;"
        "&lt;p&gt;R&amp;amp;D, 5 &amp;lt; 6.&lt;/p&gt;</description>"
        "<enclosure url='https://wire.example/report.pdf' type='application/pdf' length='1'/>"
    )
    entry = one(rss(item, title="Demo Wire A &amp; Co"))
    assert entry.title == "Shelling in Northtown"
    assert entry.text == "At least 11 were killed.\n\nR&D, 5 < 6."
    assert entry.url == "https://wire.example/2024/shelling"
    assert entry.published is not None
    assert (entry.published.raw, entry.published.at) == ("Fri, 26 Jan 2024 23:30:00 +0200", "2024-01-26T23:30:00+02:00")
    assert (entry.publisher, entry.carried_by) == ("Demo Wire A & Co", ("Demo Wire A & Co",))
    assert (entry.topics, entry.files, entry.source) == (("Conflict",), ("https://wire.example/report.pdf",), URL)


def test_atom_entry() -> None:
    entry = one(
        atom(
            "<id>tag:wire.example,2024:7</id><title type='html'>Shelling &amp;amp; strikes</title><link href='https://wire.example/7'/>"
            "<published>2024-01-26T23:30:00+02:00</published><updated>2024-01-28T08:00:00Z</updated><summary>Short.</summary>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>At least 11 were killed.</p></div></content>"
            "<source><title>Demo Wire C</title></source>"
        )
    )
    assert (entry.title, entry.text, entry.day) == ("Shelling & strikes", "At least 11 were killed.", "2024-01-26")
    assert entry.updated is not None
    assert entry.updated.raw == "2024-01-28T08:00:00Z"
    assert entry.publisher == "Demo Wire C"


@pytest.mark.parametrize(
    ("dates", "raw", "day"),
    [
        pytest.param("<pubDate>03/04/2024 09:00</pubDate>", "03/04/2024 09:00", None, id="March or April"),
        pytest.param("<pubDate>Fri, 26 Jan 2024 14:03:00 IST</pubDate>", "Fri, 26 Jan 2024 14:03:00 IST", "2024-01-26", id="odd zone"),
        pytest.param("<pubDate>last night</pubDate>", "last night", None, id="words"),
        pytest.param("", None, None, id="none"),
    ],
)
def test_date_as_written(dates: str, raw: str | None, day: str | None) -> None:
    entry = one(rss(f"<title>Shelling</title>{dates}"))
    assert (entry.published.raw if entry.published else None, entry.day) == (raw, day)
    record = entry.record()
    assert (record.get("published"), record.get("published_at")) == (day, raw)


def test_day_of_the_change_where_no_other_is_given() -> None:
    entry = one(atom("<id>urn:7</id><title>Shelling</title><updated>2024-01-28T08:00:00Z</updated>"))
    assert (entry.published, entry.day) == (None, "2024-01-28")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param("<guid>7</guid><title>A</title>", "<guid>7</guid><title>B</title>", True, id="a corrected entry"),
        pytest.param("<guid>7</guid><title>A</title>", "<guid>8</guid><title>A</title>", False, id="another"),
        pytest.param(
            "<link>https://wire.example/7</link><title>A</title>", "<link>https://wire.example/7</link><title>B</title>", True, id="link"
        ),
        pytest.param("<title>A</title>", "<title>A</title>", True, id="words alone"),
        pytest.param("<title>A</title>", "<title>B</title>", False, id="other words"),
    ],
)
def test_identity(first: str, second: str, same: bool) -> None:
    assert (one(rss(first)).id == one(rss(second)).id) is same


def test_number_means_something_in_its_own_feed_only() -> None:
    item = rss("<guid isPermaLink='false'>7</guid><title>A</title>")
    assert read_feed(item, URL).entries[0].id != read_feed(item, "https://other.example/feed").entries[0].id


# ---------------------------------------------------------------- broken and hostile


def test_entry_that_was_cut_is_left_out() -> None:
    feed = read(rss("<title>Whole</title>", "<title>Cut</title><description>At least 1,200 people", end="")[: -len("</item>")])
    assert [entry.title for entry in feed.entries] == ["Whole"]
    assert feed.problem == "the feed breaks off; its last entry was left out"
    assert not feed.whole


@given(st.integers(0, 600))
def test_wherever_a_feed_is_cut_no_entry_is_half(at: int) -> None:
    texts = [f"At least {number},200 people were killed." for number in range(1, 6)]
    content = rss(*(f"<guid>{text}</guid><description>{text}</description>" for text in texts))[: 60 + at]
    assert {entry.text for entry in entries_or_none(content)} <= set(texts)


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        pytest.param(rss("<title>R&D costs</title>", "<title>Two</title>"), ["R&D costs", "Two"], id="bare ampersand"),
        pytest.param(rss("<title>One</title><b>", "<title>Two</title>"), ["One", "Two"], id="tag left open"),
        pytest.param(rss("<title>One</title>") + b"<!-- made in 3 ms -->\n", ["One"], id="comment at the end"),
        pytest.param(b"\n\n" + rss("<title>One</title>"), ["One"], id="lines before the declaration"),
        pytest.param(
            "<rss><channel><item><title>Café</title></item></channel></rss>".encode("latin-1"), ["Café"], id="Latin-1, undeclared"
        ),
    ],
)
def test_broken_feed_is_read(content: bytes, titles: list[str]) -> None:
    feed = read(content)
    assert [entry.title for entry in feed.entries] == titles
    assert feed.whole


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<!doctype html><html><body><p>At least 11</p></body></html>", id="page"),
        pytest.param(b"At least 11 people were killed.", id="text"),
        pytest.param(b"\x00\xff\x89PNG" * 100, id="binary"),
        pytest.param(b"%PDF-1.7", id="PDF"),
        pytest.param(b"https://other.example/feed", id="an address, which must not be followed"),
        pytest.param(b"/etc/passwd", id="a path, which must not be opened"),
        pytest.param(b" " * (5 * 1024 * 1024 + 1), id="too large"),
    ],
)
def test_no_feed(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(content)


def doubling(times: int) -> str:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, times))
    return f'<!DOCTYPE rss [<!ENTITY e0 "boom">{lines}]>'


@pytest.mark.parametrize(
    ("head", "title"),
    [
        pytest.param(doubling(12), "&e11;", id="a billion laughs"),
        pytest.param(f'<!DOCTYPE rss [<!ENTITY e "{"boom" * 10_000}">]>', "&e;" * 10_000, id="one long entity, often"),
        pytest.param('<!DOCTYPE rss [<!ENTITY % e SYSTEM "https://other.example/e.dtd"> %e;]>', "x", id="outside declarations"),
        pytest.param('<!DOCTYPE rss SYSTEM "https://other.example/rss.dtd">', "x", id="outside grammar"),
    ],
)
def test_entities_do_not_grow_and_reach_nothing(head: str, title: str) -> None:
    start = time.monotonic()
    entry = one(rss(f"<title>At least 11 {title}</title>", head=head))
    assert len(entry.title or "") < 100_000
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("system", ["file://{}", "{}", "https://other.example/secret"])
def test_nothing_outside_is_read_in(system: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    head = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{system.format(tmp_path / "secret")}">]>'
    feed = read(rss("<title>One &e;</title><description>Two &e;</description>", head=head))
    assert feed.entries
    assert "secret" not in " ".join(f"{entry.title} {entry.text}" for entry in feed.entries)


@pytest.mark.parametrize(
    "body",
    ["<b>" * 30_000, "&lt;div&gt;" * 30_000, "&lt;a href='" * 10_000, "&amp;#" * 20_000, "&lt;!--" * 20_000],
    ids=["open tags", "deep markup", "open attribute", "half entities", "open comments"],
)
def test_hostile_markup_costs_little(body: str) -> None:
    start = time.monotonic()
    read(rss(f"<title>At least 11</title><description>{body}</description>"))
    assert time.monotonic() - start < 20


@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_a_reason(noise: bytes) -> None:
    for content in (noise, b"<rss version='2.0'><channel><item><title>" + noise, rss("<title>One</title>") + noise):
        assert all(entry.text for entry in entries_or_none(content))
