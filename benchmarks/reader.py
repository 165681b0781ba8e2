"""How many pieces of words the product reads in a second from end to end, beside the bare encoder on the same whole texts."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from counterclaim.model import Report
from counterclaim.pipeline import extract
from counterclaim.reading import read_spans, rules_alone
from counterclaim.reading.tagger import default_tagger
from counterclaim.reading.wordpieces import Window, find_windows, find_words

REPORTS = sorted((Path(__file__).resolve().parents[1] / "training" / "reports").glob("*.jsonl"))
QUIET = "The river runs through a valley with many trees and small lakes, and in summer the boats carry visitors to the islands. "


def main() -> None:
    """Print pieces a second for the encoder, for all of the product, and for texts that it does not ask about."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    tagger = default_tagger()
    texts = [json.loads(line) for path in REPORTS for line in path.open(encoding="utf-8")]
    reports = [Report(id=t["id"], key=t["id"], text=t["text"], published=t["date"]) for t in texts]
    quiet = [Report(id=r.id, key=r.id, text=QUIET * 18, published=r.published) for r in reports]

    def windows(report: Report) -> list[Window]:
        spans = read_spans(report, rules_alone)
        return find_windows(find_words(report.text, spans.numbers, spans.dates, tagger.vocabulary), tagger.vocabulary)

    cut = {report.id: windows(report) for report in [*reports, *quiet[:1]]}
    pieces = sum(len(w.pieces) for r in reports for w in cut[r.id])
    still = len(quiet) * sum(len(w.pieces) for w in windows(quiet[0]))
    timed("the encoder alone", pieces, options.runs, lambda: [tagger.run(w) for r in reports for w in cut[r.id]])
    timed("the product", pieces, options.runs, lambda: [extract(r) for r in reports])
    timed("the product, rules alone", pieces, options.runs, lambda: [extract(r, scorer=rules_alone) for r in reports])
    timed("the product, nothing of harm or speech in the text", still, options.runs, lambda: [extract(r) for r in quiet])


def timed(what: str, pieces: int, runs: int, work: Callable[[], object]) -> None:
    """Print how many pieces a second some work reads: the median."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    print(f"{what}: {pieces / statistics.median(seconds):,.0f} pieces/s")


if __name__ == "__main__":
    main()
