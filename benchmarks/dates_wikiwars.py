"""Dates against WikiWars: `python benchmarks/dates_wikiwars.py [CORPORA] [--part dev|test|all] [--errors N]`.

The corpus (15 histories with TIMEX2 marks, CC BY-SA 3.0) is not part of the repository; CORPORA is `../shared/corpora` unless given.
`dev` are the eight documents with the lowest names, where errors may be looked at; `test` are the other seven, which are only scored.
Prints precision, recall and F1 of spans that share a character with the mark (relaxed) and of spans whose value is right too.
A stretch of ours ("1937 to 1945") is two marks of theirs, so it is taken apart first.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

from counterclaim.reading.dates import find_dates

DEV = 8  # documents
JOINER = re.compile(r"\s?[-–—/]\s?|\s(?:to|and|until|till|through)\s")


@dataclass(frozen=True, slots=True)
class Mark:
    """A time expression with its TIMEX2 value."""

    start: int
    end: int
    value: str | None
    text: str


def read_text(path: Path) -> tuple[str, int]:
    """The document without its tags, and where the article begins in it."""
    raw = path.read_text(encoding="utf-8")
    return re.sub(r"<[^>]*>", "", raw), len(re.sub(r"<[^>]*>", "", raw[: raw.index("<TEXT>")]))


def read_marks(path: Path, text: str, begin: int) -> list[Mark]:
    """The marks inside the article, in text order; their offsets are bytes in the file and become code points here."""
    raw, marks = text.encode(), []
    for timex in ElementTree.parse(path).iter("timex2"):
        extent = timex.find("timex2_mention/extent/charseq")
        if extent is None:
            continue
        start = len(raw[: int(extent.attrib["START"])].decode())
        end = len(raw[: int(extent.attrib["END"]) + 1].decode())
        if start >= begin:
            marks.append(Mark(start, end, timex.get("VAL"), text[start:end]))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def find_marks(text: str, begin: int, published: str) -> list[Mark]:
    """What our grammar finds, stretches taken apart."""
    marks: list[Mark] = []
    for found in find_dates(text[begin:], published):
        start, end = found.span.start + begin, found.span.end + begin
        joiner = JOINER.search(found.span.text) if found.value and "/" in found.value else None
        if joiner is None or found.value is None:
            marks.append(Mark(start, end, found.value, found.span.text))
            continue
        first, last = found.value.split("/")
        marks.append(Mark(start, start + joiner.start(), first, text[start : start + joiner.start()]))
        marks.append(Mark(start + joiner.end(), end, last, text[start + joiner.end() : end]))
    return marks


def pair(gold: list[Mark], ours: list[Mark]) -> list[tuple[Mark | None, Mark | None]]:
    """Each mark with the one of the other side that overlaps it, the same value preferred."""
    pairs: list[tuple[Mark | None, Mark | None]] = []
    free = list(ours)
    for mark in gold:
        near = [other for other in free if other.start < mark.end and mark.start < other.end]
        best = max(near, key=lambda other: other.value == mark.value, default=None)
        if best is not None:
            free.remove(best)
        pairs.append((mark, best))
    return pairs + [(None, other) for other in free]


def figures(right: int, gold: int, ours: int) -> str:
    """Precision, recall and F1 in per cent."""
    precision, recall = right / max(ours, 1), right / max(gold, 1)
    return f"P {100 * precision:.1f}  R {100 * recall:.1f}  F1 {200 * precision * recall / max(precision + recall, 1e-9):.1f}"


def shown(mark: Mark | None) -> str:
    """A mark as text."""
    return f"{mark.text} = {mark.value}" if mark else "-"


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description="Dates against WikiWars")
    parser.add_argument("corpora", nargs="?", default="../shared/corpora", type=Path)
    parser.add_argument("--part", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    paths = sorted((options.corpora / "wikiwars" / "in").glob("*.sgm"))
    if not paths:
        sys.exit(f"no WikiWars under {options.corpora}: give the folder that holds wikiwars/")
    pairs = []
    for path in {"dev": paths[:DEV], "test": paths[DEV:], "all": paths}[options.part]:
        text, begin = read_text(path)
        published = re.search(r"\d{4}-\d{2}-\d{2}", text)
        key = path.parent.parent / "key" / f"{path.stem}.key.apf.xml"
        pairs += [
            (path.stem, text, *two)
            for two in pair(read_marks(key, text, begin), find_marks(text, begin, published[0] if published else ""))
        ]
    gold, ours = sum(p[2] is not None for p in pairs), sum(p[3] is not None for p in pairs)
    both = [(mark, other) for _, _, mark, other in pairs if mark and other]
    print(f"{options.part}: {gold} marks, {ours} found")
    print(f"relaxed span  {figures(len(both), gold, ours)}")
    print(f"value         {figures(sum(mark.value == other.value for mark, other in both), gold, ours)}")
    wrong = [p for p in pairs if not (p[2] and p[3] and p[2].value == p[3].value)]
    for name, text, mark, other in wrong[: options.errors if options.part == "dev" else 0]:
        start = min(one.start for one in (mark, other) if one)
        print(name, shown(mark), shown(other), " ".join(text[max(0, start - 40) : start + 60].split()), sep="\t")


if __name__ == "__main__":
    main()
