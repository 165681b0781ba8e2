"""A short soak: the program is killed at a few random points. `benchmarks/crash.py` does it at 200 on each database."""

from __future__ import annotations

from pathlib import Path

import crash

POINTS = 10  # two of each task; about ten seconds


def test_nothing_is_lost_doubled_or_half_written(tmp_path: Path) -> None:
    with crash.sqlite(tmp_path) as create:
        found = list(crash.soak(create, tmp_path, POINTS, seed=7))
    assert [faults for _, _, _, faults in found if faults] == []
    assert {task for task, _, _, _ in found} == set(crash.TASKS)
    assert any(at_work for _, _, at_work, _ in found)
