"""The marked items that the reader is trained on, with their texts, and the check that none of them is near anything that is scored.

Marks name items of the corpora beside the checkout; reports bring their own text. `silver` items are marked by the rules of the product:
they teach the encoder what the rules know before it learns from marks what they do not.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpora" / "current_events.jsonl.gz"
NEAR_DAYS = 7  # a training item within these days of a scored one …
NEAR_WORDS = 8  # … may not share so many words in a row with it
HARM_OR_SPEECH = re.compile(
    r"\b(?:kill|dead|die[sd]|death|wound|injur|miss(?:ing)|displac|flee|fled|arrest|detain|captur|abduct|kidnap|hostage|releas|freed|"
    r"sa(?:y|id)|claim|den(?:y|ies)|accus|report|confirm|according|warn|demand|condemn|court|order)\w*",
    re.I,
)

Item = dict[str, Any]


def read_lines(path: Path) -> list[Item]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def load_corpus() -> dict[str, Item]:
    """Every item of the portal by its id, and the paragraphs of Wikinews by article."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        return {item["id"]: item for item in map(json.loads, lines)}


def load_wikinews() -> dict[str, Item]:
    """The articles by the last part of their address."""
    csv.field_size_limit(sys.maxsize)
    articles = {}
    for path in sorted((SHARED / "corpora" / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                articles[row["url"].rsplit("/wiki/", 1)[-1]] = row
    return articles


def load_marks(folders: list[Path], corpus: dict[str, Item]) -> Iterator[Item]:
    """The marked items of some folders, with text; second readings are left out."""
    wikinews = load_wikinews()
    for path in sorted(p for folder in folders for p in folder.glob("*.jsonl")):
        if "second" in path.stem:
            continue
        for item in read_lines(path):
            text = item.get("text") or text_of(item["id"], corpus, wikinews)
            if text is None:
                print(f"{path.name}: no text for {item['id']}", file=sys.stderr)
                continue
            yield item | {"text": text, "origin": path.stem}


def text_of(name: str, corpus: dict[str, Item], wikinews: dict[str, Item]) -> str | None:
    """The text that an item's id names: an item of the portal, or a paragraph of an article."""
    if name in corpus:
        return str(corpus[name]["text"])
    article, _, start = name.rpartition(":")
    if article in wikinews and start.isdigit():
        text = str(wikinews[article]["text"])
        return text[int(start) :].split("\n", 1)[0].rstrip()
    return None


def scored_items() -> list[Item]:
    """Date and text of everything that is scored."""
    gold = [SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "bulletins.jsonl"]
    reports = sorted((ROOT / "evals" / "reports").glob("*.jsonl"))
    found = [item for path in [*gold, *reports] for item in read_lines(path)]
    corpus = load_corpus()
    return found + [corpus[item["id"]] for item in read_lines(ROOT / "evals" / "items.jsonl")]


class Neighbours:
    """Runs of words of what is scored, with their days."""

    def __init__(self, scored: list[Item]) -> None:
        self.days: dict[tuple[str, ...], list[int]] = {}
        self.ids = {item["id"] for item in scored}
        for item in scored:
            for run in runs(item["text"]):
                self.days.setdefault(run, []).append(day_of(item["date"]))

    def has(self, item: Item) -> bool:
        """Whether an item is scored itself, or shares a run of words with one that is within a week of it."""
        here = day_of(item["date"])
        near = (abs(d - here) <= NEAR_DAYS for run in runs(item["text"]) for d in self.days.get(run, ()))
        return item["id"] in self.ids or any(near)


def runs(text: str) -> set[tuple[str, ...]]:
    """Every `NEAR_WORDS` words in a row."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + NEAR_WORDS]) for k in range(len(words) - NEAR_WORDS + 1)}


def day_of(date: str) -> int:
    """A day as a number."""
    return Day.fromisoformat(date[:10]).toordinal()


def draw_silver(corpus: dict[str, Item], marked: set[str], scored: Neighbours, *, size: int, seed: int) -> list[Item]:
    """Items of the portal with words of harm or speech, at random, none of them marked or near what is scored."""
    able = [
        i for i in corpus.values() if i["id"] not in marked and 15 <= len(i["text"].split()) <= 150 and HARM_OR_SPEECH.search(i["text"])
    ]
    random.Random(seed).shuffle(able)
    found = []
    for item in able:
        if len(found) == size:
            break
        if not scored.has(item):
            found.append(item)
    return found
