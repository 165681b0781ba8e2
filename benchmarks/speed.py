"""How long `counterclaim read` takes for short news items, in seconds, from start to exit."""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "current_events.jsonl.gz"
# Every hundredth item: all years of the corpus, so that both terse early and long late items count.
STEP = 100


def reports(count: int) -> Iterator[str]:
    """The items as lines of the product's input."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for item in map(json.loads, islice(lines, 0, count * STEP, STEP)):
            publisher = (item["outlets"] or [None])[0]
            yield json.dumps({"id": item["id"], "published": item["date"], "publisher": publisher, "text": item["text"]}) + "\n"


def main() -> None:
    """Print the median and the range."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not CORPUS.exists():
        sys.exit("The corpus is not beside the checkout; nothing was measured.")
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.jsonl"
        path.write_text("".join(reports(options.items)), encoding="utf-8")
        command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "read", str(path), "--format", "jsonl"]
        for _ in range(options.runs):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            seconds.append(time.perf_counter() - start)
    print(f"{options.items} items: {statistics.median(seconds):.2f} s (median of {options.runs}; {min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    main()
