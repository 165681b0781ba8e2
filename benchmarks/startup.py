"""How long `counterclaim --help` takes, in seconds: the median of several fresh processes, after one to warm the disk cache."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 11
COMMAND = [sys.executable, "-c", "from counterclaim.cli import main; main()", "--help"]


def main() -> None:
    """Print the median and the range."""
    seconds = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run(COMMAND, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    del seconds[0]
    print(f"counterclaim --help: {statistics.median(seconds):.3f} s (median of {RUNS}; {min(seconds):.3f} to {max(seconds):.3f})")


if __name__ == "__main__":
    main()
