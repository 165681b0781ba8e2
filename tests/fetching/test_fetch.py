"""One address: what is kept, what is refused, and how long anybody may take. Every answer comes from a real server on this machine."""

from __future__ import annotations

import gzip
import hashlib
import random
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from webserver import ALSO_PUBLIC, PUBLIC, QUICK, Answer, Server, World, Write, moved, reply

from counterclaim.errors import AddressRefused, FetchFailed
from counterclaim.fetching import Fetcher, Limits, fetch
from counterclaim.fetching.fetcher import retry_after

PAGE = "<p>At least 11 people were killed, the health ministry of Northland said.</p>"
SMALL = Limits(host_delay=0.0, back_off=0.0, bytes=100_000, seconds=1.0, tries=1)
NOISE = random.Random(1).randbytes(200_000)


def small() -> Fetcher:
    return Fetcher(limits=SMALL, allow_private=True)


# ---------------------------------------------------------------- what is kept


def test_answer_is_kept_with_its_circumstances(server: Server, near: Fetcher) -> None:
    url = server.say("/a", reply(PAGE, Content_Type="text/html; charset=utf-8", ETag='"1"', Set_Cookie="who=me"))
    fetched = near.fetch(f"{url}#top")
    assert fetched.content.decode() == PAGE
    assert (fetched.url, fetched.final_url, fetched.status, fetched.address, fetched.via) == (url, url, 200, "127.0.0.1", ())
    assert (fetched.media_type, fetched.header("etag"), fetched.header("set-cookie")) == ("text/html", '"1"', None)
    assert abs(datetime.now(UTC) - datetime.fromisoformat(fetched.taken_at)) < timedelta(minutes=1)


def test_capture(server: Server, near: Fetcher) -> None:
    fetched = near.fetch(server.say("/a", reply(PAGE, ETag='"1"')))
    capture = fetched.capture(tool="counterclaim 0")
    assert capture.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert (capture.origin, capture.how, capture.taken_at) == (fetched.url, "http", fetched.taken_at)
    assert ("ETag", '"1"') in capture.headers


def test_request_names_the_product_and_nothing_else(server: Server) -> None:
    Fetcher(limits=QUICK, allow_private=True, contact="desk@wire.example").fetch(server.say("/a", reply(PAGE)))
    (asked,) = server.asked
    assert asked.headers.pop("user-agent").startswith("Counterclaim/")
    assert asked.headers == {"host": f"127.0.0.1:{server.port}", "accept": "*/*", "accept-encoding": "gzip", "connection": "close"}


def test_contact_is_shown(server: Server) -> None:
    Fetcher(limits=QUICK, allow_private=True, contact="desk@wire.example").fetch(server.say("/a", reply(PAGE)))
    assert server.asked[0].headers["user-agent"].endswith("(desk@wire.example)")


def test_packed_answer_is_unpacked(server: Server, near: Fetcher) -> None:
    body = gzip.compress(PAGE.encode() * 5_000) + gzip.compress(b"end")
    assert near.fetch(server.say("/a", reply(body, Content_Encoding="gzip"))).content == PAGE.encode() * 5_000 + b"end"


def test_chunked_answer_is_joined(server: Server, near: Fetcher) -> None:
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nAt le\r\n6\r\nast 11\r\n0\r\n\r\n"
    assert near.fetch(server.say("/a", raw)).content == b"At least 11"


def test_redirects_are_followed_and_recorded(world: World) -> None:
    world.server.say("/old", moved("/new"))
    world.server.say("/new", moved("http://other.example/third", "301 Moved Permanently"))
    world.server.say("/third", reply(PAGE))
    fetched = world.fetcher().fetch("http://wire.example/old")
    assert fetched.final_url == "http://other.example/third"
    assert fetched.via == ("http://wire.example/old", "http://wire.example/new")
    assert world.called == [*PUBLIC, *PUBLIC, *ALSO_PUBLIC]
    assert [asked.headers["host"] for asked in world.server.asked] == ["wire.example", "wire.example", "other.example"]


def test_address_in_other_letters_in_a_redirect(server: Server, near: Fetcher) -> None:
    server.say("/stra%C3%9Fe", reply(PAGE))
    assert near.fetch(server.say("/a", moved("/straße".encode().decode("latin-1")))).final_url == server.url("/stra%C3%9Fe")


def test_unchanged(server: Server, near: Fetcher) -> None:
    url = server.say("/a", reply(status="304 Not Modified", ETag='"1"'))
    fetched = near.fetch(url, etag='"1"', last_modified="Fri, 26 Jan 2024 09:00:00 GMT")
    assert fetched.unchanged
    assert fetched.content == b""
    sent = server.asked[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"1"', "Fri, 26 Jan 2024 09:00:00 GMT")


# ---------------------------------------------------------------- where nobody may be sent


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
        "http://inside.example/",
        "http://mixed.example/",
        "//127.0.0.1/",
        "file:///etc/passwd",
        "ftp://wire.example/",
        "http://user:secret@other.example/",
        "http://wire.example:25/",
    ],
)
def test_redirect_to_a_place_that_is_not_public(world: World, place: str) -> None:
    world.names |= {"localhost": [("127.0.0.1",)], "inside.example": [("10.1.2.3",)], "mixed.example": [(*PUBLIC, "127.0.0.1")]}
    world.server.say("/a", moved(place))
    with pytest.raises(AddressRefused):
        world.fetcher().fetch("http://wire.example/a")
    assert world.server.paths == ["/a"]
    assert world.called == [*PUBLIC]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://2130706433:{}/", "http://0x7f.1:{}/"])
def test_this_machine_is_refused_unless_permitted(server: Server, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the system itself reads odd forms of a number; no call follows
    server.say("/", reply(PAGE))
    with pytest.raises(AddressRefused, match="not a public address"):
        fetch(url.format(server.port))
    assert server.paths == []


def test_metadata_is_refused_even_where_private_is_permitted(world: World) -> None:
    with pytest.raises(AddressRefused):
        world.fetcher(allow_private=True).fetch("http://169.254.169.254/latest/meta-data/")
    assert world.called == []


def test_name_that_changes_its_meaning(world: World) -> None:
    """The number that was checked is the number that is called; the next look-up is checked anew."""
    world.names["wire.example"] = [PUBLIC, ("127.0.0.1",)]
    world.server.say("/a", moved("/b"))
    world.server.say("/b", reply(PAGE))
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        world.fetcher().fetch("http://wire.example/a")
    assert world.called == [*PUBLIC]


def test_next_number_of_a_host_is_called_where_one_is_silent(world: World) -> None:
    world.names["wire.example"] = [(*PUBLIC, *ALSO_PUBLIC)]
    world.server.say("/a", reply(PAGE))

    def first_fails(address: str, port: int, seconds: float) -> socket.socket:
        if address == PUBLIC[0]:
            raise ConnectionRefusedError("refused")
        return world.dial(address, port, seconds)

    fetcher = Fetcher(limits=QUICK, resolver=world.resolve, transport=first_fails)
    assert fetcher.fetch("http://wire.example/a").address == ALSO_PUBLIC[0]


def test_too_many_redirects(server: Server, near: Fetcher) -> None:
    url = server.say("/a", moved("/a"))
    with pytest.raises(FetchFailed, match="more than 5 redirects"):
        near.fetch(url)
    assert len(server.asked) == 6


def test_unknown_host(world: World) -> None:
    def unknown(host: str, port: int, seconds: float) -> tuple[str, ...]:
        raise OSError("the host's name is not known")

    with pytest.raises(FetchFailed, match="name is not known"):
        Fetcher(limits=QUICK, resolver=unknown).fetch("http://nowhere.example/")


# ---------------------------------------------------------------- what is too much, too slow or broken


def drip(head: bytes, piece: bytes) -> Answer:
    def send(write: Write) -> None:
        write(head)
        for _ in range(200):
            write(piece)
            time.sleep(0.05)

    return send


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n", b"."), id="body"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nX: ", b"."), id="one header"),
        pytest.param(drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n"), id="chunks"),
        pytest.param(drip(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"), id="promises"),
        pytest.param(lambda write: time.sleep(3), id="silence"),
    ],
)
def test_drip_is_cut_off_in_time(server: Server, answer: Answer) -> None:
    url, start = server.say("/a", answer), time.monotonic()
    with pytest.raises(FetchFailed, match="too slow"):
        small().fetch(url)
    assert time.monotonic() - start < 2.5


def flood(write: Write) -> None:
    write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(1_000):
        write(b"." * 100_000)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(b"." * 100_001), "larger than", id="larger, as told"),
        pytest.param(flood, "larger than", id="larger, untold"),
        pytest.param(reply(gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip"), "larger than", id="bomb"),
        pytest.param(
            reply(gzip.compress(b"0" * 99_000) + gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip"), "larger than", id="second bomb"
        ),
        pytest.param(reply(gzip.compress(NOISE)[:5_000], Content_Encoding="gzip"), "cut short", id="packed, cut"),
        pytest.param(reply(b"no gzip", Content_Encoding="gzip"), "broken", id="not packed at all"),
        pytest.param(reply(PAGE, Content_Encoding="br"), "not asked for", id="packed otherwise"),
        pytest.param(reply(gzip.compress(gzip.compress(b"0")), Content_Encoding="gzip, gzip"), "not asked for", id="packed twice"),
        pytest.param(reply(PAGE, length=500), "cut short: 77 of 500", id="shorter than told"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "contradicts", id="two lengths"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "not asked for", id="sent otherwise"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabcdef", "contradicts", id="negative length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nAt l", "no usable answer", id="cut in a chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "no usable answer", id="too many headers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000, "no usable answer", id="too long a header"),
        pytest.param(b"220 mail.example ESMTP\r\n", "no usable answer", id="not HTTP"),
        pytest.param(b"", "no usable answer", id="nothing"),
        pytest.param(reply(status="204 No Content"), "answer 204", id="no content"),
        pytest.param(reply(PAGE, status="206 Partial Content"), "answer 206", id="a part"),
        pytest.param(reply(status="304 Not Modified"), "answer 304", id="unchanged, though nobody asked"),
        pytest.param(reply(PAGE, status="404 Not Found"), "no such page", id="not found"),
        pytest.param(reply(PAGE, status="403 Forbidden"), "save the page by hand", id="forbidden"),
        pytest.param(reply(PAGE, status="410 Gone"), "removed for good", id="gone"),
        pytest.param(reply(PAGE, status="302 Found"), "answer 302", id="redirect to nowhere"),
        pytest.param(moved("http://[::1"), "no web address|no address", id="redirect to no address"),
    ],
)
def test_nothing_is_kept(server: Server, answer: Answer, reason: str) -> None:
    url = server.say("/a", answer)
    with pytest.raises(FetchFailed, match=reason) as failed:
        small().fetch(url)
    assert failed.value.source == url


def test_any_damage_gives_an_answer_or_a_reason(server: Server) -> None:
    """Whole answers of every kind with bytes changed, dropped or doubled: a damaged one raises nothing but `FetchFailed`."""
    chance = random.Random(7)
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nAt le\r\n6\r\nast 11\r\n0\r\n\r\n"
    whole = [chunked, reply(gzip.compress(PAGE.encode()), Content_Encoding="gzip"), reply(PAGE), moved("/b"), reply(status="304 No")]
    fetcher = Fetcher(limits=Limits(host_delay=0.0, back_off=0.0, bytes=1_000, seconds=2.0, tries=1), allow_private=True)
    for _ in range(200):
        raw = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        with suppress(FetchFailed):
            assert len(fetcher.fetch(server.say("/a", bytes(raw))).content) <= 1_000


def test_longer_than_told_is_cut_where_told(server: Server, near: Fetcher) -> None:
    assert near.fetch(server.say("/a", reply(PAGE + "smuggled", length=len(PAGE)))).content.decode() == PAGE


def test_nobody_there(server: Server) -> None:
    with pytest.raises(FetchFailed, match="no usable answer") as failed:
        small().fetch("http://127.0.0.1:1025/")
    assert failed.value.passing


# ---------------------------------------------------------------- manners


def test_busy_host_is_asked_again_when_it_says(server: Server) -> None:
    url = server.say("/a", reply(status="429 Too Many Requests", Retry_After="7"), reply(status="503 Busy"), reply(PAGE))
    paused: list[float] = []
    fetcher = Fetcher(limits=Limits(host_delay=0.0, back_off=2.0), allow_private=True, sleep=paused.append)
    assert fetcher.fetch(url).content.decode() == PAGE
    assert round(paused[0]) == 7
    assert len(server.asked) == 3


def test_pauses_grow_and_end(server: Server) -> None:
    url, paused = server.say("/a", reply(status="503 Busy")), list[float]()
    fetcher = Fetcher(limits=Limits(host_delay=0.0, back_off=100.0, wait=500.0), allow_private=True, sleep=paused.append)
    with pytest.raises(FetchFailed, match="answer 503"):
        fetcher.fetch(url)
    assert [round(pause) for pause in paused] == [100, 200]


def test_long_pause_is_not_waited_for(server: Server, near: Fetcher) -> None:
    url = server.say("/a", reply(status="429 Too Many Requests", Retry_After="3600"))
    with pytest.raises(FetchFailed, match="asked again in 3600 seconds") as failed:
        near.fetch(url)
    assert failed.value.retry_after == 3600
    assert len(server.asked) == 1


def test_page_that_is_not_there_is_asked_once(server: Server, near: Fetcher) -> None:
    with pytest.raises(FetchFailed):
        near.fetch(server.url("/none"))
    assert len(server.asked) == 1


def test_pause_between_requests_to_one_host(server: Server) -> None:
    url, paused = server.say("/a", reply(PAGE)), list[float]()
    fetcher = Fetcher(limits=Limits(host_delay=50.0), allow_private=True, sleep=paused.append)
    fetcher.fetch(url)
    assert paused == []
    fetcher.fetch(url)
    assert [round(pause) for pause in paused] == [50]


def test_one_request_at_a_time(server: Server, near: Fetcher) -> None:
    running: list[Write] = []
    most: list[int] = []

    def slowly(write: Write) -> None:
        running.append(write)
        most.append(len(running))
        time.sleep(0.05)
        running.pop()  # before the answer: whoever has it may ask again
        write(reply(PAGE))

    url = server.say("/a", slowly)
    workers = [threading.Thread(target=near.fetch, args=(url,)) for _ in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(server.asked) == 5
    assert max(most) == 1


NOW = datetime(2024, 1, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Fri, 26 Jan 2024 12:01:00 GMT", 60.0),
        ("Fri, 26 Jan 2024 11:00:00 GMT", 0.0),
        ("999999999", 86_400.0),
        ("Wed, 01 Jan 3024 00:00:00 GMT", 86_400.0),
        ("-5", None),
        ("soon", None),
        ("1e9", None),
        ("٣", None),
        ("9" * 400, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=NOW) == seconds
