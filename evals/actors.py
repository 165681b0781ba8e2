"""How many marked speakers come out as the actor that a reader sees: coverage, precision and kinds, by half.

    python evals/actors.py            the figures; `tuned` was looked at while the rules were made, `held_out` was not
    python evals/actors.py --wrong    also every speaker that comes out otherwise
    python evals/actors.py --sample N print N more speakers to mark, drawn with a fixed seed

Coverage: of the speakers who are somebody, those that come out as any actor. Precision: of all that come out as an actor, those that
come out as the right one. Kind: of all speakers, those whose marked kind is among the kinds given. The items are in
`../shared/corpora/current_events.jsonl.gz`; where it is absent, nothing is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.actors import resolve_actors
from counterclaim.model import Extraction, Report, Stance, Statement, Voice
from counterclaim.pipeline import extract
from counterclaim.reading import read_spans

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpora" / "current_events.jsonl.gz"
FIRST_DAY = "2011"
SEED = 20261124
# Items of later years have no category: their topics tell.
CATEGORIES = re.compile(r"conflict|\bwar\b|attack|insurg|uprising|revolution|Arab Spring|international relations|protests", re.I)
TOPICS = re.compile(
    r"conflict|\bwars?\b|invasion|insurgency|offensive|attack|crisis|crackdown|coup|uprising|campaign|battle|siege|genocide", re.I
)

Item = dict[str, Any]
Mark = dict[str, str]


def load_items() -> Iterator[Item]:
    """The items of the corpus from the first day on."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        yield from (item for item in map(json.loads, lines) if item["date"] >= FIRST_DAY)


def is_about_conflict(item: Item) -> bool:
    """Whether category or topics tell of a conflict or of relations between states."""
    if item["category"] == "Uncategorized":
        return any(TOPICS.search(topic) for topic in item["topics"])
    return bool(CATEGORIES.search(item["category"]))


def as_report(item: Item) -> Report:
    """An item in the form that is read."""
    return Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"])


def load_marks() -> list[Mark]:
    """The lines of `actors.tsv`."""
    lines = [line for line in (HERE / "actors.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def resolved(report: Report, marks: list[Mark]) -> tuple[Statement, ...]:
    """Statements at the marked places, with their speakers resolved: what the reader finds is not measured here."""
    said = tuple(
        Statement(
            id=str(k),
            report=report.id,
            voice=Voice.NAMED,
            speaker=report.span(int(mark["start"]), int(mark["end"])),
            cue=report.span(0, 1),
            content=(),
            stance=Stance.REPORTS,
        )
        for k, mark in enumerate(marks)
    )
    return resolve_actors(Extraction(report=report, spans=read_spans(report), statements=said, claims=(), unread=())).statements


def measure(halves: tuple[str, ...] = ("tuned", "held_out")) -> tuple[Counter[tuple[str, str]], list[str]]:
    """The counts of each half, and every speaker that comes out otherwise than marked."""
    by_item: dict[str, list[Mark]] = {}
    for mark in load_marks():
        if mark["half"] in halves:
            by_item.setdefault(mark["item"], []).append(mark)
    counts: Counter[tuple[str, str]] = Counter()
    wrong = []
    for item in load_items():
        found = by_item.pop(item["id"], [])
        for mark, said in zip(found, resolved(as_report(item), found) if found else (), strict=True):
            problem = count(counts, mark, said)
            if problem:
                wrong.append(f"{mark['half']}\t{problem}\t{said.speaker.text if said.speaker else ''}")
    if by_item:
        raise SystemExit(f"evals/actors.tsv names items that the corpus does not hold: {', '.join(by_item)}")
    return counts, wrong


def count(counts: Counter[tuple[str, str]], mark: Mark, said: Statement) -> str | None:
    """Count one mark; what is wrong in words, if something is."""
    half, wanted, given = mark["half"], mark["actor"], said.speaker_actor.id if said.speaker_actor else None
    kinds = [kind.value for kind in said.speaker_kind]
    right = given is not None and given in wanted.split("|")
    counts[half, "marked"] += 1
    counts[half, "somebody"] += wanted != "-"
    counts[half, "covered"] += wanted != "-" and given is not None
    counts[half, "given"] += given is not None
    counts[half, "right"] += right
    counts[half, "kind"] += mark["kind"] in kinds
    if given != (None if wanted == "-" else given) or (wanted != "-" and not right):
        return f"{wanted} -> {given}"
    return None if mark["kind"] in kinds else f"{mark['kind']} -> {' '.join(kinds)}"


SHARES = {"coverage": ("covered", "somebody"), "precision": ("right", "given"), "kind": ("kind", "marked")}


def print_half(half: str, counts: Counter[tuple[str, str]]) -> None:
    """Print coverage, precision and kinds of one half."""

    def share(part: str, whole: str) -> str:
        top, under = counts[half, part], counts[half, whole]
        return f"{100 * top / under:.1f} % ({top}/{under})" if under else "-"

    figures = ", ".join(f"{name} {share(*parts)}" for name, parts in SHARES.items())
    print(f"{half}: {counts[half, 'marked']} speakers, {figures}")


def held_figures() -> dict[str, float]:
    """The figures of the held-out half, for the gate."""
    counts, _ = measure(("held_out",))
    return {name: round(100 * counts["held_out", top] / counts["held_out", under], 1) for name, (top, under) in SHARES.items()}


def sample(size: int) -> None:
    """Print speakers to mark, each with its item."""
    said = [(item, s) for item in load_items() if is_about_conflict(item) for s in extract(as_report(item)).statements if s.speaker]
    for item, statement in random.Random(SEED).sample(said, size):
        speaker = statement.speaker
        if speaker:
            print(f"{item['id']}\t{speaker.start}\t{speaker.end}\t{speaker.text}\t{item['text']}")


def main() -> None:
    """Measure, or draw a sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="also print every speaker that comes out otherwise than marked")
    parser.add_argument("--sample", type=int, metavar="N", help="print N speakers to mark")
    options = parser.parse_args()
    if not CORPUS.exists():
        raise SystemExit("The corpus is not beside the checkout; nothing was measured.")
    if options.sample:
        sample(options.sample)
    else:
        counts, wrong = measure()
        print(*(wrong if options.wrong else ()), sep="\n", end="\n" if options.wrong else "")
        for half in ("tuned", "held_out"):
            print_half(half, counts)


if __name__ == "__main__":
    main()
