"""The example reports: well formed, marked as synthetic, and traceable figure by figure to a public source."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
REQUIRED = {"id": str, "published": str, "publisher": str, "title": str, "text": str}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b\d{{4}}-\d\d-\d\d\b|\b(?:\d{{1,2}} )?(?:{MONTHS})(?: (?:19|20)\d\d)?\b|\b(?:19|20)\d\d\b")
FIGURE = re.compile(r"\d[\d,.]*\d")
NGRAM = 8
# A report is written about the news of its days; five days to either side hold what it could have been copied from.
NEIGHBOUR_DAYS = 5

Example = tuple[str, str, str]  # id, day, text with the title


def jsonl_lines() -> list[dict[str, object]]:
    paths = sorted(EXAMPLES.glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def pages() -> Iterator[Example]:
    for path in sorted(EXAMPLES.glob("synthetic-*")):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = html.unescape(re.sub(r"<[^>]+>", " ", text[text.index("<article>") : text.index("</article>")]))
        found = re.search(r"\d{4}-\d\d-\d\d", text)
        assert found, path.name
        yield path.stem, found.group(), text


def examples() -> list[Example]:
    lines = [(str(r["id"]), str(r["published"]), f"{r['title']}\n\n{r['text']}") for r in jsonl_lines()]
    return lines + list(pages())


def figures(text: str) -> set[str]:
    return set(FIGURE.findall(DATE.sub(" ", text)))


def ngrams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + NGRAM]) for i in range(len(words) - NGRAM + 1)}


@pytest.fixture(scope="module")
def origins() -> dict[str, list[str]]:
    rows: dict[str, list[str]] = defaultdict(list)
    for line in (EXAMPLES / "ORIGINS.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].startswith(("demo-", "synthetic-")):
            assert all(cells), line
            rows[cells[0]].append(cells[1])
    return rows


@pytest.mark.parametrize("report", jsonl_lines(), ids=lambda report: str(report["id"]))
def test_line_has_the_required_fields(report: dict[str, object]) -> None:
    for name, kind in REQUIRED.items():
        assert isinstance(report.get(name), kind), name
    assert report["synthetic"] is True
    assert str(report["publisher"]).startswith("Demo ")
    date.fromisoformat(str(report["published"]))
    assert "synthetic" not in str(report["text"])


def test_ids_are_unique() -> None:
    ids = [example[0] for example in examples()]
    assert len(ids) == len(set(ids))


def test_corrections_replace_an_earlier_report_of_the_same_outlet() -> None:
    reports = {str(report["id"]): report for report in jsonl_lines()}
    corrections = [report for report in reports.values() if "version_of" in report]
    assert corrections
    for report in corrections:
        earlier = reports[str(report["version_of"])]
        assert earlier["publisher"] == report["publisher"]
        assert str(earlier["published"]) <= str(report["published"])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")) + sorted(EXAMPLES.glob("*.html")), ids=lambda path: path.name)
def test_file_says_that_it_is_synthetic(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name.startswith("synthetic-")
    assert re.search(r"Demo \w+", text)
    if path.suffix == ".html":
        assert '<meta name="synthetic" content="true">' in text
    else:
        assert re.match(r"date \d{4}-\d\d-\d\d synthetic\n", text)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example[0])
def test_every_figure_has_an_origin(example: Example, origins: dict[str, list[str]]) -> None:
    name, _, text = example
    assert origins[name], f"{name} has no row in ORIGINS.md"
    assert figures(text) <= set().union(*map(figures, origins[name]))


def test_origins_name_no_unknown_report(origins: dict[str, list[str]]) -> None:
    assert set(origins) == {example[0] for example in examples()}


def neighbours(path: Path, days: set[str]) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = re.search(r'"date": "(\d{4}-\d\d-\d\d)"', line)
            if found and found.group(1) in days:
                yield json.loads(line)["text"]


def test_no_eight_words_are_copied() -> None:
    corpus, seed = SHARED / "corpora" / "current_events.jsonl.gz", SHARED / "seed_report.txt"
    if not (corpus.exists() and seed.exists()):
        pytest.skip("the corpora that the facts come from are not beside this checkout")
    ours = {name: ngrams(text) for name, _, text in examples()}
    span = range(-NEIGHBOUR_DAYS, NEIGHBOUR_DAYS + 1)
    days = {str(date.fromisoformat(day) + timedelta(days=n)) for _, day, _ in examples() for n in span}
    theirs = set().union(*map(ngrams, neighbours(corpus, days)), ngrams(seed.read_text(encoding="utf-8")))
    assert {name: shared for name, grams in ours.items() if (shared := grams & theirs)} == {}
