"""How many marked events come out with their type: weighted F1 over ACLED's sub-events, by half, and what is told of those found.

    python evals/events.py                the figures; `tuned` and `second` may be looked at, of `held` only its totals
    python evals/events.py --wrong second also every sentence of `second` whose types come out otherwise
    python evals/events.py --parties second   the same for who did it and to whom

`events.jsonl` holds one event a line, or a sentence without one: item, corpus, sentence and marks as offsets into the item's text, no text.
A type counts once a sentence; `uncoded` is an event on which no sub-event is forced. F1 of each type is weighted by how often it is marked.
`trigger`: marked events one of whose words we have; of these, `realis`, `actor` and `target` are right where told (one character counts).
`silent`: sentences without an event in which we find none. The items lie in `../shared/corpora`; where it is absent, nothing is measured.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.model import Claim, Event, Report
from counterclaim.pipeline import extract

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parents[1] / "shared" / "corpora"
UNCODED = "uncoded"
LOOKED_AT = ("tuned", "second")  # halves whose sentences may be read
MUC_HEADER = re.compile(r"^(?:DEV|TST\d)-MUC\d-\d{4}", re.M)

Mark = dict[str, Any]
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence with its events, and what we made of it."""

    item: str
    text: str
    marks: list[Mark]
    found: list[Claim]

    @property
    def wanted(self) -> set[str]:
        """The types that are marked."""
        return {mark["acled"] or UNCODED for mark in self.marks if mark["trigger"]}

    @property
    def given(self) -> set[str]:
        """The types that came out."""
        return {event_of(claim).acled or UNCODED for claim in self.found}


def event_of(claim: Claim) -> Event:
    """The body of an event."""
    assert isinstance(claim.body, Event)
    return claim.body


# ---------------------------------------------------------------- the texts


def load_marks() -> list[Mark]:
    """The lines of `events.jsonl`."""
    return [json.loads(line) for line in (HERE / "events.jsonl").read_text(encoding="utf-8").splitlines()]


def load_reports(wanted: set[str]) -> dict[str, Report]:
    """The marked items as reports."""
    texts = {item: (text, day) for item, text, day in (*portal(wanted), *wikinews(wanted), *muc(wanted))}
    return {item: Report(id=item, key=item, text=text, published=day) for item, (text, day) in texts.items()}


def portal(wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Items of Current Events."""
    with gzip.open(CORPORA / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from ((item["id"], item["text"], item["date"]) for item in map(json.loads, lines) if item["id"] in wanted)


def wikinews(wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Paragraphs of Wikinews, named by article and the offset at which they begin."""
    csv.field_size_limit(sys.maxsize)
    offsets = defaultdict(list)
    for item in wanted:
        article, _, at = item.rpartition(":")
        offsets[article].append((item, at))
    for path in sorted((CORPORA / "wikinews").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for item, at in offsets.get(row["url"].rsplit("/wiki/", 1)[-1], ()):
                    yield item, row["text"][int(at) :].split("\n", 1)[0], row["date"][:10]


def muc(wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Documents of MUC-3 and 4, each from its header line to the next; their day stands in the dateline."""
    for path in sorted((CORPORA / "muc34").glob("*/*-muc[34]*")):
        if path.name.startswith("key"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        heads = [*MUC_HEADER.finditer(text)]
        for head, after in zip(heads, [*(h.start() for h in heads[1:]), len(text)], strict=True):
            if head.group() in wanted:
                yield head.group(), text[head.start() : after], "1990-01-01"


def read_sentences(marks: Iterable[Mark]) -> Iterator[tuple[str, Sentence]]:
    """Each marked sentence with its half, and the events that we tell in it."""
    marks = list(marks)
    reports = load_reports({mark["item"] for mark in marks})
    by_sentence = defaultdict(list)
    for mark in marks:
        by_sentence[mark["item"], mark["start"], mark["end"]].append(mark)
    events = {item: [c for c in extract(report).claims if isinstance(c.body, Event)] for item, report in reports.items()}
    for (item, start, end), own in by_sentence.items():
        found = [c for c in events[item] if any(e.field == "trigger" and start <= e.start < end for e in c.evidence)]
        yield own[0]["half"], Sentence(item, reports[item].text[start:end], own, found)


def read_halves(only: str | None = None) -> dict[str, list[Sentence]]:
    """The marked sentences by half."""
    halves: dict[str, list[Sentence]] = {}
    for half, sentence in read_sentences(mark for mark in load_marks() if only in (None, mark["half"])):
        halves.setdefault(half, []).append(sentence)
    return halves


# ---------------------------------------------------------------- the figures


def weighted_f1(sentences: Iterable[Sentence]) -> tuple[float, dict[str, tuple[int, int, int]]]:
    """F1 of the types weighted by their number of marks, and (right, marked, ours) of each type."""
    right, marked, ours = Counter[str](), Counter[str](), Counter[str]()
    for sentence in sentences:
        marked.update(sentence.wanted)
        ours.update(sentence.given)
        right.update(sentence.wanted & sentence.given)
    f1 = {kind: 200 * right[kind] / (marked[kind] + ours[kind]) for kind in marked}
    total = sum(marked.values())
    return sum(f1[kind] * marked[kind] for kind in marked) / max(1, total), {k: (right[k], marked[k], ours[k]) for k in marked}


def is_told(mark: Mark, claim: Claim, field: str) -> bool:
    """Whether a claim's evidence for a field shares a character with the mark's."""
    if mark[field] is None:
        return not any(e.field == field for e in claim.evidence)
    start, end = mark[field]
    return any(e.field == field and e.start < end and start < e.end for e in claim.evidence)


def figures(sentences: list[Sentence]) -> Figures:
    """Every figure of some sentences, in per cent."""
    pairs = [
        (m, next((c for c in s.found if is_told(m, c, "trigger")), None), s) for s in sentences for m in s.marks if m["trigger"] is not None
    ]
    found = [(m, c) for m, c, _ in pairs if c is not None]
    none = [s for s in sentences if not s.wanted]
    told = {field: [is_told(m, c, field) for m, c in found if m[field] is not None] for field in ("actor", "target")}
    return {
        "type_f1": weighted_f1(sentences)[0],
        "trigger": share([c is not None for _, c, _ in pairs]),
        "realis": share([event_of(c).realis == m["realis"] for m, c in found]),
        **{field: share(right) for field, right in told.items()},
        "silent": share([not s.found for s in none]),
    }


def share(right: list[bool]) -> float:
    """How many are right, in per cent."""
    return 100 * sum(right) / max(1, len(right))


def print_wrong(sentences: Iterable[Sentence]) -> None:
    """Print the sentences whose types come out otherwise."""
    for sentence in sentences:
        if sentence.wanted != sentence.given:
            words = [event_of(claim).trigger.text for claim in sentence.found]
            print(f"{sentence.item}  marked {sorted(sentence.wanted)}  ours {sorted(sentence.given)} {words}\n    {sentence.text}")


def print_parties(sentences: Iterable[Sentence]) -> None:
    """Print the marked events that we have with another actor or target."""
    for sentence in sentences:
        for mark in (m for m in sentence.marks if m["trigger"]):
            claim = next((c for c in sentence.found if is_told(mark, c, "trigger")), None)
            wrong = [] if claim is None else [field for field in ("actor", "target") if mark[field] and not is_told(mark, claim, field)]
            extra = [] if claim is None else [field for field in ("actor", "target") if not mark[field] and not is_told(mark, claim, field)]
            if claim is None or not (wrong or extra):
                continue
            event, start = event_of(claim), mark["start"]
            print(f"{sentence.text}\n    {event.trigger.text} wrong {wrong} extra {extra}")
            for field, ours in (("actor", event.actors), ("target", event.targets)):
                told = mark[field] and sentence.text[mark[field][0] - start : mark[field][1] - start]
                print(f"      {field}: marked {told!r} ours {[a.span.text for a in ours if a.span]}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure events on marked sentences.")
    parser.add_argument("--half", help="only this half")
    parser.add_argument("--wrong", choices=LOOKED_AT, help="also print the sentences of a half whose types come out otherwise")
    parser.add_argument("--parties", choices=LOOKED_AT, help="also print those whose actors or targets come out otherwise")
    options = parser.parse_args()
    if not CORPORA.exists():
        print(f"{CORPORA} is absent: nothing measured.")
        return
    halves = read_halves(options.half or options.wrong or options.parties)
    if options.wrong:
        print_wrong(halves[options.wrong])
        for kind, (right, marked, ours) in sorted(weighted_f1(halves[options.wrong])[1].items()):
            print(f"    {kind:22} right {right:3} of {marked:3} marked, {ours:3} ours")
    if options.parties:
        print_parties(halves[options.parties])
    for half, sentences in sorted(halves.items(), reverse=True):
        print(f"{half:6} {len(sentences):4} sentences  " + "  ".join(f"{name} {value:.1f}" for name, value in figures(sentences).items()))


if __name__ == "__main__":
    main()
