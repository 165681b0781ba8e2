"""Answers of feeds and services in a ledger: the answer is the original, an entry that changed is a version, and nothing comes twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from webserver import QUICK, reply, serve

from counterclaim import gathering
from counterclaim.errors import InputError
from counterclaim.fetching import Batch, Fetched, Fetcher, read_current_events, read_feed
from counterclaim.ledger import Ledger

URL = "https://example.org/feed.xml"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire A</title>
<item><guid>https://example.org/1</guid><link>https://example.org/1</link><title>Toll in Milltown</title>
<pubDate>{when}</pubDate><description>The health ministry said {number} people were killed in Milltown.</description></item>
<item><guid>https://example.org/2</guid><link>https://example.org/2</link><title>No day</title>
<description>Officials said that people were killed in Hilltown.</description></item>
</channel></rss>"""


def batch(number: int, when: str = "Fri, 26 Jan 2024 10:00:00 +0200") -> Batch:
    content = FEED.format(number=number, when=when).encode()
    fetched = Fetched(
        content=content,
        url=URL,
        final_url=URL,
        status=200,
        headers=(("ETag", "x"),),
        taken_at="2024-01-27T00:00:00Z",
        address="203.0.113.1",
    )
    return Batch(fetched=fetched, entries=read_feed(content, URL).entries)


def test_a_feed_is_added_once_and_its_changes_are_versions(ledger: Ledger) -> None:
    failed: list[InputError] = []
    first = gathering.add_batches(ledger, [batch(11)], how="feed", on_error=failed.append)
    again = gathering.add_batches(ledger, [batch(11)], how="feed", on_error=failed.append)
    changed = gathering.add_batches(ledger, [batch(12)], how="feed", on_error=failed.append)
    assert [(done.new, done.known) for done in (first, again, changed)] == [(1, 0), (0, 1), (1, 0)]
    assert {str(error).partition(":")[0] for error in failed} == {"https"}
    key = ledger.report_keys()[0]
    assert len(ledger.versions(key)) == 2
    (capture,) = ledger.captures(key)
    assert (capture.origin, capture.how, capture.headers, capture.taken_at) == (URL, "feed", (("ETag", "x"),), "2024-01-27T00:00:00Z")
    assert ledger.archive.fetch(capture.sha256) in (batch(11).fetched.content, batch(12).fetched.content)
    assert ledger.verify().faults == ()


def test_a_recorded_page_of_current_events(ledger: Ledger, root: Path) -> None:
    content = (root / "tests" / "fetching" / "recorded" / "portal-2024-01-26.html").read_bytes()
    url = "https://en.wikipedia.org/wiki/Portal:Current_events/2024_January_26"
    fetched = Fetched(
        content=content, url=url, final_url=url, status=200, headers=(), taken_at="2024-01-27T00:00:00Z", address="203.0.113.1"
    )
    entries = read_current_events(content, source=url, day="2024-01-26")
    done = gathering.add_batches(
        ledger, [Batch(fetched=fetched, entries=entries)], how="page", on_error=lambda error: pytest.fail(str(error))
    )
    assert done.new == len(entries) > 0
    assert ledger.archive.names() == [ledger.captures(ledger.report_keys()[0])[0].sha256]


def test_what_is_broken_in_an_answer_is_said(ledger: Ledger) -> None:
    failed: list[InputError] = []
    broken = Batch(fetched=batch(11).fetched, entries=(), problem="half of it is missing.")
    done = gathering.add_batches(ledger, [broken], how="feed", on_error=failed.append)
    assert [str(error) for error in failed] == [f"{URL}: half of it is missing."]
    assert done.failed == tuple(failed)


PAGE = (
    "<html><head><title>Toll in Milltown</title><meta name='date' content='2024-01-27'></head><body><article><h1>Toll in Milltown</h1>"
    "<p>The health ministry said {number} people were killed in Milltown, and that rescue work went on in the night. "
    "<a href='/other'>More</a></p></article></body></html>"
)


def test_a_page_is_asked_for_once_and_its_changes_are_versions(ledger: Ledger) -> None:
    failed: list[InputError] = []
    with serve() as server:
        first, second = (reply(PAGE.format(number=number), Content_Type="text/html", ETag="x") for number in (11, 12))
        url = server.say("/page", first, first, second)
        missing = server.url("/missing")
        done = [
            gathering.add_pages(ledger, [url, missing], fetcher=Fetcher(limits=QUICK, allow_private=True), on_error=failed.append)
            for _ in range(3)
        ]
        assert server.paths == ["/page", "/missing"] * 3
    assert [(each.new, each.known, len(each.failed)) for each in done] == [(1, 0, 1), (0, 1, 1), (1, 0, 1)]
    assert all("there is no such page" in str(error) for error in failed)
    key = next(key for key, report in ledger.reports(ledger.report_keys()).items() if "12" in report.text)
    (before, after) = sorted(ledger.versions(key), key=lambda report: report.text)
    assert (before.url, after.url, ledger.newer([before, after])) == (url, url, {before.key: after.key})
    (capture,) = ledger.captures(key)
    assert (capture.origin, capture.how, dict(capture.headers)["ETag"]) == (url, "http", "x")
    assert ledger.archive.fetch(capture.sha256) == PAGE.format(number=12).encode()
    assert ledger.verify().faults == ()


@pytest.mark.parametrize(
    ("body", "media_type", "words"),
    [
        pytest.param("id,killed\na,11\n", "text/csv", "no date", id="a table"),
        pytest.param("Nothing is dated here.", "text/plain", "no date", id="a text without a day"),
        pytest.param(b"PK\x03\x04", "application/zip", "", id="an archive"),
        pytest.param("", "text/html", "empty", id="nothing"),
    ],
)
def test_an_answer_that_is_no_report_is_said(body: str | bytes, media_type: str, words: str, ledger: Ledger) -> None:
    failed: list[InputError] = []
    with serve() as server:
        url = server.say("/page", reply(body, Content_Type=media_type))
        done = gathering.add_pages(ledger, [url], fetcher=Fetcher(limits=QUICK, allow_private=True), on_error=failed.append)
    assert (done.new, len(failed), failed[0].source) == (0, 1, url)
    assert words in str(failed[0])


def test_addresses_of_this_machine_are_refused(ledger: Ledger) -> None:
    with serve() as server:
        done = gathering.add_pages(ledger, [server.url("/page")], fetcher=Fetcher(limits=QUICK), on_error=lambda _: None)
        assert (done.new, len(done.failed), server.asked) == (0, 1, [])
