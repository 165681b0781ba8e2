"""Which texts are refused as not English: every language of the table, and no English text however short."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from counterclaim.reports.language import foreign_language, known_language
from counterclaim.vocabulary import load_vocabulary

LANGUAGES = load_vocabulary("languages")


@pytest.mark.parametrize("row", LANGUAGES, ids=[row["code"] for row in LANGUAGES])
def test_example_of_every_language(row: Mapping[str, str]) -> None:
    assert (foreign_language(row["example"]) or "English") == row["language"]
    assert (known_language(row["code"]) or "English") == row["language"]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling in Northtown",
        "SEVEN KILLED, 32 WOUNDED IN SOUTHTOWN",
        "🔴 Killed: 11\n• Injured: 32\n• Missing: 4",
        "12,345",
        "🇵🇸 🇮🇱",
        "President Luiz Inácio da Silva meets Ursula von der Leyen, Recep Tayyip Erdoğan.",
        "Médecins Sans Frontières and Jihad al-Islami fi Filastin differ.",
        "The party Die Linke and the paper El País del Sur said that “les morts sont nombreux dans la ville”.",
        "Killed: محمد, علي, حسن (names as published by the ministry)",
        "Kyiv (Київ), Kharkiv (Харків) and Mykolaiv (Миколаїв) were hit.",
        "\n".join(f"{number}. Demo Person, {number + 20}" for number in range(1, 200)),
    ],
)
def test_english_is_not_refused(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Onze morts dans une frappe, selon le ministère", "French", id="headline"),
        pytest.param("LE MINISTÈRE A DÉCLARÉ QUE DEUX PERSONNES ONT ÉTÉ TUÉES DANS LA VILLE", "French", id="capitals"),
        pytest.param("ވެރިންނަކީ ކޮބާ", "a language in Thaana script", id="script that the table lacks"),
        pytest.param("مرحبا", "a language in Arabic script", id="script of several languages, no word known"),
        pytest.param("Breaking: قالت الوزارة إن شخصين قتلا في المدينة.", "Arabic", id="one English word"),
        pytest.param("mbwa zanu tiru kopa " * 40, "a language that is not known here", id="long prose without any word known"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    ("label", "language"),
    [("en", None), ("en-GB", None), ("English", None), ("eng", None), ("fr_CA", "French"), ("AR", "Arabic"), ("Klingon", "Klingon")],
)
def test_labels(label: str, language: str | None) -> None:
    assert known_language(label) == language


def _gold(shared: Path) -> Iterator[str]:
    for name in ("dev.jsonl", "bulletins.jsonl"):
        with (shared / "gold" / name).open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def _current_events(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "corpora" / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if line.strip()]
    yield from (json.loads(line)["text"] for line in random.Random(1).sample(kept, 5000))


def _newswire_in_capitals(shared: Path) -> Iterator[str]:
    for folder in ("dev", "tst1", "tst2"):
        for path in sorted((shared / "corpora" / "muc34" / folder).iterdir()):
            if "key" not in path.name:
                yield from (text for text in re.split(r"\n(?=\w+-MUC)", path.read_text(encoding="latin-1")) if len(text) > 100)


def _articles(shared: Path) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    for path in sorted((shared / "corpora" / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield from (row["text"], row["title"])


@pytest.mark.parametrize(
    ("corpus", "least"),
    [(_gold, 289), (_current_events, 5000), (_newswire_in_capitals, 1400), (_articles, 590)],
    ids=["gold", "current events", "newswire in capitals", "articles"],
)
def test_no_english_report_is_refused(shared: Path, corpus: Callable[[Path], Iterator[str]], least: int) -> None:
    texts = list(corpus(shared))
    assert len(texts) >= least
    assert [(foreign_language(text), text[:80]) for text in texts if foreign_language(text)] == []
