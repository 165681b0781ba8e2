"""The page is whole, safe, still and readable: parsed, searched for what must not be there, and driven in a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from factories import make_claim, make_extraction, make_report, make_statement, make_toll

from counterclaim.exports.brief import make_brief
from counterclaim.exports.brief_html import brief_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Parsed(HTMLParser):
    """Elements, ids, addresses, marks and text of a page; unbalanced tags are errors. SVG's empty elements close themselves."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.errors: list[str] = []
        self.text: list[str] = []
        self.quotes: list[list[tuple[str | None, str]]] = []
        self.feed(page)
        self.close()
        self.errors += [f"never closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "blockquote":
            self.quotes.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.errors.append(f"{self.getpos()}: </{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "blockquote" in self.open:
            last = next((values for tag, values in reversed(self.tags) if tag == "mark"), {})
            self.quotes[-1].append((last.get("title") if "mark" in self.open else None, data))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [values for tag, values in self.tags if tag == name]


def page_of(case: Any) -> str:
    return brief_html(make_brief(case.extractions, case.links))


@pytest.fixture(params=["case", "hostile", "empty"])
def page(request: pytest.FixtureRequest) -> str:
    if request.param == "empty":
        return brief_html(make_brief((), ()))
    return page_of(request.getfixturevalue(request.param))


def test_the_page_is_well_formed_and_has_its_landmarks(page: str) -> None:
    parsed = Parsed(page)
    assert parsed.errors == []
    assert page.startswith("<!DOCTYPE html>")
    assert parsed.all("html") == [{"lang": "en"}]
    assert [len(parsed.all(tag)) for tag in ("h1", "main", "header", "footer", "nav", "title")][:5] == [1] * 5
    ids = [values["id"] for _, values in parsed.tags if "id" in values]
    assert len(ids) == len(set(ids))
    assert all(parsed.tags[k + 1][0] == "caption" for k, (tag, _) in enumerate(parsed.tags) if tag == "table")
    assert all(values.get("scope") in ("col", "row") for values in parsed.all("th"))


def test_headings_step_down_one_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Parsed(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_comes_from_outside_and_nothing_runs(page: str) -> None:
    parsed = Parsed(page)
    policy = [values["content"] for values in parsed.all("meta") if values.get("http-equiv") == "Content-Security-Policy"]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert {tag for tag, _ in parsed.tags} & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "use", "image"} == set()
    names = ("href", "src", "action", "xlink:href", "srcset")
    addresses = [value for _, values in parsed.tags for name, value in values.items() if name in names]
    assert all(value and value.startswith("#") for value in addresses)
    assert [name for _, values in parsed.tags for name in values if name.startswith("on") or name == "style"] == []
    assert not re.search(r"url\(|@import", page)


def test_every_link_in_the_page_leads_somewhere(page: str) -> None:
    parsed = Parsed(page)
    ids = {values["id"] for _, values in parsed.tags if "id" in values}
    assert {(values["href"] or "")[1:] for values in parsed.all("a")} <= ids


def test_what_stands_on_every_page(page: str) -> None:
    text = "".join(Parsed(page).text)
    for sentence in (
        "Every figure is somebody's word. This page does not decide who is right.",
        "Nothing here is for targeting.",
        "Unchanged since read, not since publication.",
    ):
        assert sentence in text


def test_every_part_says_that_the_examples_are_invented(case: Any) -> None:
    page = page_of(case)
    parts = re.findall(r"<section.*?</section>", page, re.DOTALL)
    assert [part for part in parts if "synthetic: invented examples" not in part and 'id="how"' not in part] == []
    assert "synthetic" in page.split("</header>")[0]


def test_pages_of_real_reports_do_not_say_synthetic() -> None:
    report = make_report("11 died.")
    assert "synthetic" not in brief_html(make_brief([make_extraction(report)], ())).split("<body>")[1]


def test_every_toll_opens_its_sentence_with_marks_on_the_right_words(case: Any) -> None:
    quotes = Parsed(page_of(case)).quotes
    joined = ["".join(data for _, data in quote) for quote in quotes]
    marked = [{(field, data) for field, data in quote if field} for quote in quotes]
    for extraction in case.extractions:
        for claim in extraction.claims:
            if claim.kind == "toll" and not claim.body.person:
                sentence = next(each for each in extraction.spans.sentences if each.start <= claim.body.number.start < each.end)
                words = extraction.report.text[sentence.start : sentence.end]
                number = ("number", claim.body.number.text)
                assert any(words in text and number in marks for text, marks in zip(joined, marked, strict=True)), claim.body.number.text


def test_withheld_names_are_not_in_the_bytes(case: Any) -> None:
    page = page_of(case)
    assert not re.search(r"dana", page, re.IGNORECASE)
    assert re.findall(r"Orlov.{5}", page) == []
    assert "[name withheld]" in page
    assert "a named person (name withheld) killed" in page
    assert "[withheld: holds a person&#39;s name]" in page


def test_hostile_text_is_shown_as_text(hostile: Any) -> None:
    page = page_of(hostile)
    text = "".join(Parsed(page).text)
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }} <h1>" in text
    assert "🕊️" in text
    assert not set("\u202e\u202c\x1b") & set(page)


def test_the_same_input_gives_the_same_bytes(case: Any) -> None:
    assert page_of(case) == page_of(case)


def test_no_word_takes_a_side(case: Any) -> None:
    words = {word.casefold() for word in re.findall(r"\w+", "".join(Parsed(page_of(case)).text))}
    assert words & {"true", "false", "lie", "lies", "truth", "terrorist", "terrorists", "debunked", "fake", "proven"} == set()


# ---------------------------------------------------------------- colours


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PAIRS = ["ink/page", "soft/page", "link/page", "ink/panel", "soft/panel", "mark-ink/mark", "notice-ink/notice"]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
def test_contrast_is_at_least_4_5_to_1(theme: int, pair: str) -> None:
    styles = re.findall(r":root \{([^}]*)\}", brief_html(make_brief((), ())))
    assert len(styles) == 3
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", styles[theme]))
    ink, page = sorted((luminance(colours[name]) for name in pair.split("/")), reverse=True)
    assert (ink + 0.05) / (page + 0.05) >= 4.5


# ---------------------------------------------------------------- many reports


def test_a_thousand_reports_give_a_page_that_opens() -> None:
    extractions = []
    for k in range(1000):
        speaker = f"Spokesperson {'abcdefghij'[k % 10]}{'abcdefghij'[k // 100]}"
        report = make_report(f"{speaker} said at least {k + 2} people were killed in Northtown on the day of the fair.", id=f"r{k:04}")
        said = make_statement(report, "said", "people were killed in Northtown", speaker=speaker)
        claim = make_claim(report, make_toll(report, f"at least {k + 2}", k + 2, None, place="Northtown"), statement=said)
        extractions.append(make_extraction(report, claims=(claim,), statements=(said,)))
    page = brief_html(make_brief(extractions, ()))
    assert len(page.encode()) < 4_000_000
    assert "and 75 more speakers: use <code>counterclaim read</code>" in page


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def opened(browser: Browser, case: Any, tmp_path: Path) -> Any:
    """The page on a phone's screen, and the addresses that it asked for."""
    path = tmp_path / "brief.html"
    path.write_text(page_of(case), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page, asked, path.as_uri()
    page.close()


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_on_a_phone_nothing_is_wider_than_the_screen_and_nothing_is_fetched(opened: Any) -> None:
    page, asked, address = opened
    assert not wide(page)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert not wide(page)
    assert asked == [address]


def test_by_keyboard_tab_reaches_a_line_and_enter_opens_it(opened: Any) -> None:
    page, _, _ = opened
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert page.evaluate("document.activeElement.parentElement.open") is False
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open") is True
    assert page.locator("blockquote:visible").count() > 0


def test_a_point_of_the_chart_opens_its_sentence(opened: Any) -> None:
    page, _, _ = opened
    page.locator("svg a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("blockquote:visible").count() == 1
    assert "1 March" in page.locator("blockquote:visible").inner_text()


def test_in_print_every_sentence_is_open(opened: Any) -> None:
    page, _, _ = opened
    page.emulate_media(media="print")
    assert page.locator("blockquote").count() > 10
    # The browser lays the page out anew before the next frame, not at once.
    page.wait_for_function("[...document.querySelectorAll('blockquote')].every(each => each.checkVisibility())", timeout=5000)
