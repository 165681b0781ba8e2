"""Scores places on evals/places.tsv: how many are found, and how many of those lie within 161 km of the marked one.

    python evals/places.py [CORPORA] [--half dev|held] [--errors N] [--gazetteer FILE|bundled]

CORPORA is `../shared/corpora` unless given. Errors are printed for `dev` only: the other half is scored and not looked
into. `precise` is the share of places given in Current Events items, whose marks are complete, that a mark overlaps.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.model import Name, Report
from counterclaim.places import Gazetteer, bundled_gazetteer, name_lands, resolve_spans
from counterclaim.reading import read_spans

HERE = Path(__file__).resolve().parent
GATE_SHARE = 4  # the gate reads every fourth document of GUM
NEAR_ENOUGH = 161.0  # km, the measure of the published figures


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place."""

    corpus: str
    half: str
    item: str
    start: int
    end: int
    geonames: str
    lat: float
    lon: float


def read_marks() -> list[Mark]:
    """The marks, in file order."""
    lines = [line for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return [
        Mark(r["set"], r["half"], r["item"], int(r["start"]), int(r["end"]), r["geonames"], float(r["lat"]), float(r["lon"])) for r in rows
    ]


def gum_text(path: Path) -> str:
    """The text of a document, from its words and the spaces between them."""
    text = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        elif cells[0].isdigit():
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
    return text


def read_reports(corpora: Path, items: set[str]) -> Iterator[Report]:
    """The marked items as reports."""
    with gzip.open(corpora / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["id"] in items:
                yield Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"])
    for path in sorted((corpora / "gum" / "dep").glob("*.conllu")):
        if path.stem in items:
            yield Report(id=path.stem, key=path.stem, text=gum_text(path), published="2020-01-01")


def kilometres(mark: Mark, lat: float, lon: float) -> float:
    """The distance over the globe."""
    a, b, turn = math.radians(mark.lat), math.radians(lat), math.radians(mark.lon - lon)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def is_right(mark: Mark, name: Name) -> bool:
    """Whether a name that overlaps the mark has the marked place, or one that is near enough."""
    place = name.place
    if place is None or place.lat is None or place.lon is None:
        return False
    return mark.geonames == str(place.geonames) or kilometres(mark, place.lat, place.lon) <= NEAR_ENOUGH


@dataclass(slots=True)
class Count:
    """How the marks of one corpus came out."""

    marks: int = 0
    found: int = 0
    right: int = 0
    ours: int = 0
    marked: int = 0

    def line(self) -> str:
        """The count in per cent."""
        precise = f"  precise {100 * self.marked / self.ours:.1f}" if self.ours else ""
        found, right = 100 * self.found / self.marks, 100 * self.right / max(1, self.found)
        return f"{self.marks} marks  found {found:.1f}  within 161 km of found {right:.1f}{precise}"


def overlaps(name: Name, mark: Mark) -> bool:
    """Whether a name and a mark share a character."""
    return name.span.start < mark.end and mark.start < name.span.end


def score(report: Report, marks: list[Mark], counts: list[Count], gazetteer: Gazetteer | None = None) -> Iterator[tuple[str, ...]]:
    """Counts one report; gives a line for each mark that is not right."""
    names = [name for name in name_lands(resolve_spans(read_spans(report), gazetteer), gazetteer).names if name.place]
    complete = marks[0].corpus == "current_events"
    for count in counts:
        count.ours += len(names) if complete else 0
        count.marked += sum(any(overlaps(n, m) for m in marks) for n in names) if complete else 0
    for mark in marks:
        hits = [name for name in names if overlaps(name, mark)]
        right = any(is_right(mark, name) for name in hits)
        for count in counts:
            count.marks, count.found, count.right = count.marks + 1, count.found + bool(hits), count.right + right
        if not right:
            around = " ".join(report.text[max(0, mark.start - 30) : mark.end + 30].split())
            given = hits[0].place.id if hits and hits[0].place else "-"
            yield report.id, report.text[mark.start : mark.end], given, around


def held_figures(corpora: Path = HERE.parents[1] / "shared" / "corpora") -> dict[str, float]:
    """The figures of the held-out half with the tables that come with the package, for the gate; of GUM every fourth document."""
    marks = marks_of("held")
    documents = sorted(item for item, found in marks.items() if found[0].corpus == "gum")
    left_out = set(documents) - set(documents[::GATE_SHARE])
    counts: defaultdict[str, Count] = defaultdict(Count)
    for report in read_reports(corpora, set(marks) - left_out):
        for _ in score(report, marks[report.id], [counts[marks[report.id][0].corpus]], bundled_gazetteer()):
            pass
    shares = {f"{name}_found": count.found / count.marks for name, count in counts.items()}
    shares |= {f"{name}_near": count.right / max(1, count.found) for name, count in counts.items()}
    return {name: round(100 * share, 1) for name, share in sorted(shares.items())}


def marks_of(half: str) -> defaultdict[str, list[Mark]]:
    """The marks of one half by item."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in read_marks():
        if mark.half == half:
            marks[mark.item].append(mark)
    return marks


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description="Places on the marked set")
    parser.add_argument("corpora", nargs="?", default=HERE.parents[1] / "shared" / "corpora", type=Path)
    parser.add_argument("--half", choices=("dev", "held"), default="held")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--gazetteer", help="a built gazetteer, or `bundled`; the user's own unless given")
    options = parser.parse_args()
    if options.gazetteer:
        os.environ["COUNTERCLAIM_PLACES"] = options.gazetteer
    if not options.corpora.is_dir():
        sys.exit(f"no corpora under {options.corpora}: give the folder")
    marks = marks_of(options.half)
    counts: defaultdict[str, Count] = defaultdict(Count)
    wrong: list[tuple[str, ...]] = []
    for report in read_reports(options.corpora, set(marks)):
        wrong += score(report, marks[report.id], [counts[marks[report.id][0].corpus], counts["both"]])
    for corpus, count in counts.items():
        print(f"{options.half} {corpus}: {count.line()}")
    for line in wrong[: options.errors if options.half == "dev" else 0]:
        print(*line, sep="\t")


if __name__ == "__main__":
    main()
