"""How many marked rulings and relations are found, and how right their parts are, by half.

    python evals/rulings.py                      the figures; `tuned` was looked at while the rules were made, `held_out` was not
    python evals/rulings.py --wrong              also every error on `tuned`

A ruling is found where a claim rests on the marked cue, a relation where kind and both sides agree; spans agree where they share the
start or more than half of their characters. Marks with `?` count neither way: rulings of long ago in a clause beside the point, ties
that say too little. The marks are in `rulings.tsv` and `relations.tsv`, by item and offset. Without the corpus nothing is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from counterclaim.model import Actor, Claim, Relation, Report, Ruling, Span
from counterclaim.pipeline import extract
from counterclaim.places import bundled_gazetteer

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "shared" / "corpora" / "current_events.jsonl.gz"
ENOUGH = 0.5  # of the characters of two spans together that they share
NONE, OPEN = "-", "?"
FIELDS = ("body", "addressee", "instrument", "orders", "declines")

Mark = dict[str, str]
Counts = Counter[tuple[str, str]]
Range = tuple[int, int]


def load_marks(name: str) -> dict[str, list[Mark]]:
    """The lines of a table of marks, by item."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    head = lines[0].split("\t")
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for line in lines[1:]:
        mark = dict(zip(head, line.split("\t"), strict=True))
        marks[mark["item"]].append(mark)
    return marks


def read_reports(items: Iterable[str]) -> Iterator[Report]:
    """The marked items as reports."""
    wanted = set(items)
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, lines):
            if item["id"] in wanted:
                yield Report(id=item["id"], key=item["id"], text=item["text"], published=item["date"])


def spans_of(cell: str) -> list[Range]:
    """The ranges of a cell: "10-20 25-30"."""
    ranges = (part.lstrip(OPEN).split("-") for part in cell.split() if part not in (NONE, OPEN))
    return [(int(start), int(end)) for start, end in ranges]


def agree(marked: Range, found: Span | None) -> bool:
    """Whether two spans share the start or enough of their characters."""
    if found is None:
        return False
    shared = min(marked[1], found.end) - max(marked[0], found.start)
    return shared > 0 and (marked[0] == found.start or shared / (max(marked[1], found.end) - min(marked[0], found.start)) > ENOUGH)


# ---------------------------------------------------------------- rulings


def score_rulings(counts: Counts, marks: list[Mark], claims: tuple[Claim, ...]) -> Iterator[str]:
    """Count the rulings of one item; gives a line for each error."""
    half = marks[0]["half"]
    ours = [(claim, claim.body) for claim in claims if isinstance(claim.body, Ruling)]
    used: set[str] = set()
    for mark in marks:
        if mark["cue"] == NONE:
            continue
        (cue,) = spans_of(mark["cue"])
        hit = next(((c, b) for c, b in ours if rests_on(c, cue)), None)
        used |= {hit[0].id} if hit else set()
        if mark["cue"].startswith(OPEN):
            continue
        counts[half, "marked"] += 1
        counts[half, "found"] += hit is not None
        if hit is None:
            yield f"missing {cue}"
        else:
            yield from score_parts(counts, mark, hit[1])
    invented = [claim for claim, _ in ours if claim.id not in used]
    counts[half, "invented"] += len(invented)
    yield from (f"invented {[(e.start, e.end) for e in claim.evidence[:1]]}" for claim in invented)


def rests_on(claim: Claim, cue: Range) -> bool:
    """Whether a ruling rests on the words of a cue."""
    return any(e.start < cue[1] and cue[0] < e.end for e in claim.evidence if e.field in ("ruling", "orders"))


def score_parts(counts: Counts, mark: Mark, ruling: Ruling) -> Iterator[str]:
    """Count the fields of a ruling that was found."""
    for field in FIELDS:
        if mark[field] == OPEN:
            continue
        value = getattr(ruling, field)
        if field == "instrument":
            right = (value or NONE) == mark[field]
        else:
            found = [value.span if isinstance(value, Actor) else value] if field in ("body", "addressee") else list(value)
            found = [span for span in found if span is not None]
            marked = spans_of(mark[field])
            right = len(found) == len(marked) and all(agree(m, f) for m, f in zip(marked, found, strict=True))
        counts[mark["half"], f"{field} marked"] += 1
        counts[mark["half"], f"{field} right"] += right
        if not right:
            yield f"{field}: {value}"


# ---------------------------------------------------------------- relations


def score_relations(counts: Counts, marks: list[Mark], claims: tuple[Claim, ...]) -> Iterator[str]:
    """Count the relations of one item; gives a line for each error."""
    half = marks[0]["half"]
    ours = [body for claim in claims if isinstance(body := claim.body, Relation)]
    left = list(ours)
    for mark in marks:
        if mark["subject"] == NONE:
            continue
        (subject,) = spans_of(mark["subject"])
        if mark["subject"].startswith(OPEN):
            left = [b for b in left if not touches(subject, b)]
            continue
        (other,) = spans_of(mark["object"])
        alike = [b for b in ours if b.relation == mark["relation"] and agree(subject, b.subject.span)]
        hit = next((b for b in alike if agree(other, b.object.span)), None)
        counts[half, "marked"] += 1
        counts[half, "found"] += hit is not None
        if hit is None:
            yield f"missing {subject} {mark['relation']} {other}"
        else:
            left = [b for b in left if b is not hit]
    counts[half, "invented"] += len(left)
    yield from (f"invented {b.subject.span} {b.relation} {b.object.span}" for b in left)


def touches(marked: Range, relation: Relation) -> bool:
    """Whether one side of a relation lies over an open mark."""
    sides = (relation.subject.span, relation.object.span)
    return any(side is not None and side.start < marked[1] and marked[0] < side.end for side in sides)


# ---------------------------------------------------------------- figures


SCORES: dict[str, Callable[[Counts, list[Mark], tuple[Claim, ...]], Iterator[str]]] = {
    "rulings": score_rulings,
    "relations": score_relations,
}


def measure(name: str, halves: Iterable[str] = ("tuned", "held_out")) -> tuple[Counts, list[str]]:
    """The counts of one table of marks, and the errors on `tuned`."""
    marks = {item: found for item, found in load_marks(f"{name}.tsv").items() if found[0]["half"] in halves}
    counts: Counts = Counter()
    wrong: list[str] = []
    for report in read_reports(marks):
        errors = list(SCORES[name](counts, marks[report.id], extract(report, bundled_gazetteer()).claims))
        if marks[report.id][0]["half"] == "tuned":
            wrong += [f"{name}\t{report.id}\t{error}\t{report.text[:160]}" for error in errors]
    return counts, wrong


def held_figures(name: str) -> dict[str, float]:
    """The figures of the held-out half, for the gate."""
    counts, _ = measure(name, ["held_out"])
    return {measure: round(value, 1) for measure, value in figures(counts, "held_out").items()}


def figures(counts: Counts, half: str) -> dict[str, float]:
    """Recall, precision and the share of right fields, in per cent."""
    share = {"recall": ("found", "marked"), **{field: (f"{field} right", f"{field} marked") for field in FIELDS}}
    found = {name: 100 * counts[half, top] / counts[half, under] for name, (top, under) in share.items() if counts[half, under]}
    ours = counts[half, "found"] + counts[half, "invented"]
    return {**found, "precision": 100 * counts[half, "found"] / ours if ours else 0.0}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="also print every error on the tuned half")
    options = parser.parse_args()
    if not CORPUS.exists():
        raise SystemExit("The corpus is not beside the checkout; nothing was measured.")
    for name in SCORES:
        counts, wrong = measure(name)
        for half in ("tuned", "held_out"):
            line = "  ".join(f"{measure} {value:.1f}" for measure, value in figures(counts, half).items())
            print(f"{name} {half}: {counts[half, 'marked']} marked, {counts[half, 'invented']} invented  {line}")
        if options.wrong:
            print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
