"""A ledger of 100,000 short news items: how fast they are added, what a claim weighs, how fast a search and a command answer."""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from counterclaim import custody
from counterclaim.ledger import Filters, Ledger

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "current_events.jsonl.gz"
# Rare and frequent words, a phrase, a choice, an exclusion, a beginning, and each kind of filter.
SEARCHES = (
    "killed",
    "hospital",
    "ceasefire violation",
    '"health ministry"',
    "earthquake OR flood",
    "airstrike -hospital",
    "displac*",
    "killed since:2015 until:2015-06",
    "speaker:ministry killed",
    "measure:injured hospital",
    "stance:denies strike",
    "convoy",
)


def write_items(path: Path, count: int) -> None:
    """The first items of the corpus as lines of the product's input."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
        for item in map(json.loads, islice(lines, count)):
            publisher = (item["outlets"] or [None])[0]
            out.write(json.dumps({"id": item["id"], "published": item["date"], "publisher": publisher, "text": item["text"]}) + "\n")


def median_ms(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return 1000 * (time.perf_counter() - start)

    return statistics.median(once() for _ in range(runs))


def weight(ledger: Ledger) -> int:
    """What the database weighs, in bytes; the originals are not in it."""
    with ledger.store.reading() as connection:
        if ledger.store.dialect == "postgresql":
            return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0)
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)


def report(ledger: Ledger, address: str, runs: int) -> Iterator[str]:
    """What is measured on a filled ledger."""
    counts = ledger.counts()
    claims = sum(len(ledger.find(kind, Filters())) for kind in ("toll", "position"))
    size = weight(ledger)
    yield f"{counts['reports']:,} reports, {claims:,} claims, {size / 1e6:,.0f} MB: {size / max(claims, 1):,.0f} bytes a claim"
    times = {typed: median_ms(lambda typed=typed: ledger.search(typed, limit=50), runs) for typed in SEARCHES}  # type: ignore[misc]
    yield f"search: median {statistics.median(times.values()):.0f} ms, slowest {max(times.values()):.0f} ms"
    yield from (f"  {milliseconds:6.1f} ms  {typed}" for typed, milliseconds in times.items())
    command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "search", "convoy", "--ledger", address]
    yield f"start to answer of `counterclaim search convoy`: {median_ms(lambda: subprocess.run(command, capture_output=True), 5):.0f} ms"


def main() -> None:
    """Fill a ledger and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--ledger", help="an empty folder or an address; a temporary folder unless told")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--runs", type=int, default=7, help="runs of each search")
    options = parser.parse_args()
    if not CORPUS.exists():
        sys.exit("The corpus is not beside the checkout; nothing was measured.")
    with tempfile.TemporaryDirectory() as folder:
        address = options.ledger or f"{folder}/ledger"
        ledger = custody.open_or_make(address)
        path = Path(folder) / "items.jsonl"
        write_items(path, options.items)
        start = time.perf_counter()
        added = custody.add(ledger, [str(path)], jobs=options.jobs)
        seconds = time.perf_counter() - start
        print(f"added {added.new:,} items in {seconds:,.0f} s: {added.new / seconds:,.0f} items a second; {len(added.failed)} not read")
        start = time.perf_counter()
        again = custody.add(ledger, [str(path)], jobs=options.jobs)
        print(f"added again: {again.new} new, {again.known:,} known, in {time.perf_counter() - start:,.0f} s")
        for line in report(ledger, address, options.runs):
            print(line, flush=True)


if __name__ == "__main__":
    main()
