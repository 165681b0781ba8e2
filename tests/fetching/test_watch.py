"""Following feeds: what is new, from where the last visit stopped, without asking too often."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from webserver import QUICK, Server, reply

from counterclaim.errors import FetchFailed, InputError, UnreadableFile
from counterclaim.fetching import Batch, Entry, Fetcher, Stamp, watch
from counterclaim.fetching.memory import MOST_REMEMBERED, FeedMemory, open_memory
from counterclaim.fetching.watching import INTERVAL_SECONDS


def feed(*entries: tuple[str, str], end: str = "</channel></rss>", **headers: str) -> bytes:
    items = "".join(f"<item><guid>{guid}</guid><title>{title}</title></item>" for guid, title in entries)
    return reply(f"<rss version='2.0'><channel><title>Demo Wire A</title>{items}{end}", Content_Type="application/rss+xml", **headers)


ONE, TWO, TWO_AGAIN = ("1", "At least 11 killed"), ("2", "Strike denied"), ("2", "Strike denied, then confirmed")


class Visit:
    """One round of `watch` after another over the same file of what was seen."""

    def __init__(self, fetcher: Fetcher, memory: Path) -> None:
        self.fetcher, self.memory = fetcher, memory
        self.errors: list[InputError] = []

    def __call__(self, *urls: str) -> list[Batch]:
        return list(watch(urls, memory=self.memory, fetcher=self.fetcher, once=True, on_error=self.errors.append))


@pytest.fixture
def visit(near: Fetcher, tmp_path: Path) -> Visit:
    return Visit(near, tmp_path / "state" / "seen.json")


def titles(batches: list[Batch]) -> list[str | None]:
    return [entry.title for batch in batches for entry in batch.entries]


def test_new_entries_only(server: Server, visit: Visit) -> None:
    url = server.say("/feed", feed(ONE), feed(TWO, ONE), feed(TWO, ONE))
    assert titles(visit(url)) == [ONE[1]]
    assert titles(visit(url)) == [TWO[1]]
    assert visit(url) == []


def test_corrected_entry_comes_again_under_its_id(server: Server, visit: Visit) -> None:
    url = server.say("/feed", feed(TWO), feed(TWO_AGAIN))
    ((first,), (second,)) = (batch.entries for batch in (*visit(url), *visit(url)))
    assert (first.id == second.id, second.title) == (True, TWO_AGAIN[1])


def test_batch_carries_the_answer(server: Server, visit: Visit) -> None:
    (batch,) = visit(server.say("/feed", feed(ONE, ETag='"1"')))
    assert batch.fetched.header("ETag") == '"1"'
    assert b"At least 11 killed" in batch.fetched.content


def test_conditional_request(server: Server, visit: Visit) -> None:
    url = server.say("/feed", feed(ONE, ETag='"1"', Last_Modified="Fri, 26 Jan 2024 09:00:00 GMT"), reply(status="304 Not Modified"))
    visit(url)
    assert visit(url) == []
    first, second = (asked.headers for asked in server.asked)
    assert "if-none-match" not in first
    assert (second["if-none-match"], second["if-modified-since"]) == ('"1"', "Fri, 26 Jan 2024 09:00:00 GMT")
    assert visit.errors == []


def test_cut_feed_is_asked_for_in_full_again(server: Server, visit: Visit) -> None:
    url = server.say("/feed", feed(ONE, TWO, end="", ETag='"1"'), feed(ONE, TWO))
    (batch,) = visit(url)
    assert ([entry.title for entry in batch.entries], batch.problem) == ([ONE[1]], "the feed breaks off; its last entry was left out")
    assert titles(visit(url)) == [TWO[1]]
    assert "if-none-match" not in server.asked[1].headers


def test_whoever_stops_in_mid_batch_gets_it_again(server: Server, near: Fetcher, tmp_path: Path) -> None:
    first, second = server.say("/1", feed(ONE)), server.say("/2", feed(TWO))
    rounds = watch([first, second], memory=tmp_path / "seen.json", fetcher=near, once=True)
    next(rounds)
    next(rounds)  # coming back for the second says that the first is kept
    rounds.close()  # type: ignore[attr-defined]
    again = watch([first, second], memory=tmp_path / "seen.json", fetcher=near, once=True)
    assert titles(list(again)) == [TWO[1]]


def test_one_bad_feed_does_not_stop_the_others(server: Server, visit: Visit) -> None:
    bad, page = server.url("/none"), server.say("/page", reply("<html>no feed</html>"))
    good = server.say("/feed", feed(ONE))
    assert titles(visit(bad, page, good)) == [ONE[1]]
    assert ["404" in str(visit.errors[0]), "no RSS or Atom" in str(visit.errors[1])] == [True, True]


def test_error_is_raised_where_nobody_takes_it(server: Server, near: Fetcher, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        list(watch([server.url("/none")], memory=tmp_path / "seen.json", fetcher=near, once=True))


def test_pause_that_the_host_asked_for_is_kept_by_the_next_run(server: Server, visit: Visit) -> None:
    url = server.say("/feed", reply(status="429 Too Many Requests", Retry_After="7200"), feed(ONE))
    assert visit(url) == []
    assert visit(url) == []
    assert len(server.asked) == 1
    last = visit.errors[-1]
    assert isinstance(last, FetchFailed)
    assert last.retry_after == pytest.approx(7200, abs=60)


def test_feed_that_fails_is_asked_ever_more_rarely() -> None:
    memory, now, waits = FeedMemory(), datetime.now(UTC), []
    for _ in range(12):
        memory.failed(now, pause=900.0, retry_after=None)
        waits.append(round(memory.wait(now) / 900))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 96, 96, 96, 96, 96]
    memory.succeeded()
    assert (memory.wait(now), memory.failures) == (0.0, 0)


def test_rounds_go_on_with_a_pause(server: Server, near: Fetcher, tmp_path: Path) -> None:
    url, pauses = server.say("/feed", feed(ONE), feed(TWO, ONE)), list[float]()
    rounds = watch([url, url], memory=tmp_path / "seen.json", fetcher=near, interval=1.0, sleep=pauses.append)
    assert [next(rounds).entries[0].title, next(rounds).entries[0].title] == [ONE[1], TWO[1]]
    rounds.close()  # type: ignore[attr-defined]
    assert pauses == [300.0]
    assert INTERVAL_SECONDS > 300.0


def test_nothing_is_asked_before_the_first_round(server: Server, near: Fetcher, tmp_path: Path) -> None:
    watch([server.say("/feed", feed(ONE))], memory=tmp_path / "seen.json", fetcher=near)
    assert server.asked == []


def test_links_are_not_followed(server: Server, visit: Visit) -> None:
    item = f"<item><title>A</title><link>{server.url('/a')}</link><enclosure url='{server.url('/a.pdf')}' type='application/pdf'/></item>"
    visit(server.say("/feed", reply(f"<rss version='2.0'><channel>{item}</channel></rss>")))
    assert server.paths == ["/feed"]


# ---------------------------------------------------------------- the file of what was seen


def entry(number: int, **values: object) -> Entry:
    given = {"id": f"en:{number}", "text": "At least 11 killed", "source": "https://wire.example/feed", **values}
    return Entry(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "new"),
    [
        pytest.param({}, False, id="the same"),
        pytest.param({"text": "At least 12 killed"}, True, id="other words"),
        pytest.param({"published": Stamp("2024-01-26", day="2024-01-26")}, True, id="another day"),
        pytest.param({"published": Stamp("10:00")}, False, id="another moment without a day"),
        pytest.param({"url": "https://wire.example/1?from=feed"}, False, id="another address"),
    ],
)
def test_what_counts_as_new(values: dict[str, object], new: bool) -> None:
    memory = FeedMemory()
    memory.remember((entry(1),))
    assert memory.is_new(entry(1, **values)) is new


def test_memory_does_not_grow_for_ever() -> None:
    memory = FeedMemory()
    memory.remember(tuple(entry(number) for number in range(MOST_REMEMBERED)))
    memory.remember((entry(0), entry(-1)))
    assert len(memory.entries) == MOST_REMEMBERED
    assert (memory.is_new(entry(1)), memory.is_new(entry(0)), memory.is_new(entry(-1))) == (True, False, False)


def test_file_is_written_whole_and_for_its_owner(server: Server, visit: Visit) -> None:
    visit(server.say("/feed", feed(ONE, ETag='"1"')))
    assert [path.name for path in visit.memory.parent.iterdir() if path.name.endswith(".part")] == []
    assert visit.memory.stat().st_mode & 0o077 == 0
    assert json.loads(visit.memory.read_text())["feeds"][server.url("/feed")]["etag"] == '"1"'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"form": 2, "feeds": {}}',
        '{"form": 1, "feeds": {"u": {"entries": []}}}',
        '{"form": 1, "feeds": {"u": 3}}',
        "\x00",
    ],
)
def test_damaged_file_is_left_alone(text: str, visit: Visit) -> None:
    visit.memory.parent.mkdir()
    visit.memory.write_text(text)
    with pytest.raises(UnreadableFile, match="Move it away"):
        visit("https://wire.example/feed")
    assert visit.memory.read_text() == text


def test_two_at_once(visit: Visit) -> None:
    with open_memory(visit.memory), pytest.raises(UnreadableFile, match="another `watch`"):
        visit("https://wire.example/feed")


def test_quick_limits_are_for_tests_only() -> None:
    assert Fetcher().limits.host_delay > QUICK.host_delay
