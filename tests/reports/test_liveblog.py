"""Saved live blogs: one report a post, with its own day and time; pages that only look like one stay articles."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import InputError
from counterclaim.model import Report
from counterclaim.reports import read_reports
from counterclaim.reports.liveblog import read_posts

TODAY = date(2026, 1, 1)
ADDRESS = "https://demo-wire-a.example/live/northland"
POSTS = (
    (
        "p3",
        "2024-01-28T00:20:00+02:00",
        "Army denies it",
        "The army of Southland denied that its forces had fired at the market in Northtown.",
    ),
    ("p2", "2024-01-27T21:05:00+02:00", "Toll rises", "At least 14 people were killed, the health ministry of Northland said."),
    ("p1", "2024-01-27T18:40:00+02:00", "Market hit", "A market in Northtown was hit. At least 11 people were killed, officials said."),
)


def post(name: str, at: str, title: str, words: str) -> str:
    share = '<ul class="share-bar"><li><a href="#">Send this on</a></li></ul><button>Copy</button>'
    head = f'<header><time datetime="{at}">an hour ago</time><h2>{title}</h2></header>'
    return f'<article class="post" id="{name}">{head}<p>{words}</p>{share}</article>'


def page(body: str, head: str = f'<link rel="canonical" href="{ADDRESS}"><meta property="og:site_name" content="Demo Wire A">') -> str:
    return f"<!doctype html><html><head><title>Live</title>{head}</head><body>{body}</body></html>"


def declared(**values: object) -> str:
    updates = [
        {"@type": "BlogPosting", "headline": title, "datePublished": at, "url": f"{ADDRESS}#{name}", "articleBody": words}
        for name, at, title, words in POSTS
    ]
    item = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": updates, **values}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


LOOKS_SO = page("<main>" + "".join(post(*values) for values in POSTS) + "</main>")
SAYS_SO = page(declared() + "<p>Live: what is known</p>")


def read(path: Path, raw: str) -> tuple[list[Report], list[InputError]]:
    path.write_text(raw, encoding="utf-8")
    errors: list[InputError] = []
    return list(read_reports([str(path)], on_error=errors.append, today=TODAY)), errors


@pytest.mark.parametrize("raw", [pytest.param(LOOKS_SO, id="dated blocks"), pytest.param(SAYS_SO, id="declared")])
def test_posts(raw: str, tmp_path: Path) -> None:
    reports, errors = read(tmp_path / "live.html", raw)
    assert errors == []
    assert [report.published for report in reports] == ["2024-01-28", "2024-01-27", "2024-01-27"]
    assert [report.published_at for report in reports] == [at for _, at, _, _ in POSTS]
    assert [report.url for report in reports] == [f"{ADDRESS}#{name}" for name, _, _, _ in POSTS]
    assert [report.text for report in reports] == [f"{title}\n\n{words}" for _, _, title, words in POSTS]
    assert {(report.part_of, report.publisher) for report in reports} == {(ADDRESS, "Demo Wire A")}
    assert [report.source for report in reports] == [f"{tmp_path / 'live.html'}, post {number}" for number in (1, 2, 3)]


def test_declared_posts_take_the_longer_words_of_the_page(tmp_path: Path) -> None:
    more = "The town's two hospitals are full, and doctors asked for blood."
    printed = f'<div id="p2"><p>{POSTS[1][3]}</p><p>{more}</p></div>'
    reports, _ = read(tmp_path / "live.html", page(declared() + printed))
    assert reports[1].text == f"Toll rises\n\n{POSTS[1][3]}\n\n{more}"


def test_page_without_an_address_is_known_by_its_bytes(tmp_path: Path) -> None:
    raw = page("<main>" + "".join(post(*values) for values in POSTS) + "</main>", head="")
    reports, _ = read(tmp_path / "live.html", raw)
    assert {(report.part_of, report.url) for report in reports} == {(f"sha256:{hashlib.sha256(raw.encode()).hexdigest()}", None)}


def test_the_same_post_in_a_later_copy_of_the_page_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(LOOKS_SO, encoding="utf-8")
    edited = LOOKS_SO.replace("At least 14", "At least 15")
    (tmp_path / "b.html").write_text(edited, encoding="utf-8")
    reports = list(read_reports([str(tmp_path)], today=TODAY))
    assert len(reports) == 4
    assert [report.text.count("15 people") for report in reports] == [0, 0, 0, 1]
    assert reports[3].url == reports[1].url


def test_post_without_a_day_is_refused_by_its_number(tmp_path: Path) -> None:
    reports, (error,) = read(tmp_path / "live.html", LOOKS_SO.replace("2024-01-27T21:05:00+02:00", "21:05"))
    assert len(reports) == 2
    assert error.place == "post 2"
    assert "does not say on which day" in str(error)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param('<section class="comments">{}</section>', id="comments"),
        pytest.param('<div class="related-articles">{}</div>', id="other articles"),
        pytest.param('<aside id="sidebar">{}</aside>', id="beside the article"),
    ],
)
def test_dated_blocks_that_are_no_posts(block: str, tmp_path: Path) -> None:
    article = "<article><h1>Shelling in Northtown</h1>" + f"<p>{POSTS[2][3]}</p>" * 3 + "</article>"
    beside = block.format("".join(post(f"c{i}", at, title, words) for i, (_, at, title, words) in enumerate(POSTS)))
    reports, _ = read(tmp_path / "page.html", page(f'<meta name="date" content="2024-01-27">{article}{beside}'))
    assert [report.part_of for report in reports] == [None]


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[1, null]",
        '{"@type": "LiveBlogPosting"}',
        '{"@type": "LiveBlogPosting", "liveBlogUpdate": ["x", {"articleBody": 7}]}',
        "[" * 50_000,
    ],
    ids=["broken", "no objects", "no posts", "posts of other kinds", "nested without end"],
)
def test_broken_data_is_passed_over(data: str, tmp_path: Path) -> None:
    raw = page(f'<script type="application/ld+json">{data}</script><main>' + "".join(post(*values) for values in POSTS) + "</main>")
    reports, errors = read(tmp_path / "live.html", raw)
    assert (len(reports), errors) == (3, [])


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("<div>" * 20_000 + "<time>" * 50_000, id="nested without end"),
        pytest.param("<div>" + "<p><time datetime='2024-01-27'>1</time>x</p>" * 60_000, id="more times than a page has"),
    ],
)
def test_pages_made_to_be_slow(raw: str) -> None:
    assert read_posts(raw.encode(), source="page.html") == []


def test_a_post_with_two_times_is_a_post(tmp_path: Path) -> None:
    raw = LOOKS_SO.replace("</time>", "</time><time datetime='2024-01-29T01:00:00Z'>changed</time>")
    reports, _ = read(tmp_path / "live.html", raw)
    assert [report.published for report in reports] == ["2024-01-28", "2024-01-27", "2024-01-27"]
