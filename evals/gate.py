"""The quality gate: reads every marked set and fails where a measure falls below its floor.

    python evals/gate.py             measure, floor and present figure of every set; exit status 1 where one is below its floor
    python evals/gate.py --raise     lift the floors to the present figures; never lowers one
    python evals/gate.py --raise --decision docs/decisions/NNNN-title.md
                                     set the floors to the present figures, also lower ones; the page must say why

Floors stand in `baseline.json` with the digest of the data that they were measured on. README.md says what the sets are.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
BASELINE = HERE / "baseline.json"
LOWER_IS_BETTER = frozenset({"invented"})
# What is held to a floor: whole tolls and statements, whose word they are, the two classes that decide what may be compared, and links.
# The scorer's finer measures move against each other by a word or two; a change may trade them.
FLOORED = frozenset("toll toll_full said invented group scope statement st_full link_inside figures all_right".split())
EVENT_FLOORS = frozenset({"type_f1", "trigger", "realis"})

Item = dict[str, Any]
Figures = dict[str, float]
Baseline = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MarkedSet:
    """Some marks, their digest and the function that scores how they are read now."""

    name: str
    sha256: str
    measure: Callable[[], Figures]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `floor` is `None` where none was pinned, `now` where the set no longer gives the measure."""

    name: str
    measure: str
    floor: float | None
    now: float | None

    @property
    def below(self) -> bool:
        """Whether the present figure is worse than the floor, or gone."""
        if self.floor is None:
            return False
        return self.now is None or worse(self.measure, self.now, self.floor)


def worse(measure: str, figure: float, than: float) -> bool:
    """Whether `figure` is worse than `than`: higher for what should be rare, lower for the rest."""
    return figure > than if measure in LOWER_IS_BETTER else figure < than


# ---------------------------------------------------------------- the sets


def load_scorer() -> Any:
    """The scorer that comes with the gold marks, as a module."""
    return load_module(SHARED / "tools" / "score.py")


def load_module(path: Path) -> Any:
    """A file of Python code, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be imported.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def load_sets(scorer: Any) -> list[MarkedSet]:
    """Every set that is there: the two in the shared folder, our own, and those that have a scorer of their own."""

    def score(gold: list[Item]) -> Figures:
        return flatten(scorer.score(gold, read(gold)))

    def count_figures(gold: list[Item]) -> Figures:
        found, _, whole, _ = map(float, re.findall(r"\d+", scorer.figures(gold, read(gold))))
        return {"figures": found, "all_right": whole}

    gold = SHARED / "gold"
    items, reports = HERE / "items.jsonl", sorted((HERE / "reports").glob("*.jsonl"))
    sets = [
        MarkedSet("dev", digest(gold / "dev.jsonl"), partial(score, read_lines(gold / "dev.jsonl"))),
        MarkedSet("bulletins", digest(gold / "bulletins.jsonl"), partial(count_figures, read_lines(gold / "bulletins.jsonl"))),
    ]
    if items.exists():
        sets.append(MarkedSet(items.stem, digest(items), partial(score, with_texts(read_lines(items)))))
    sets += [MarkedSet(path.stem, digest(path), partial(score, read_lines(path))) for path in reports]
    return [*sets, *held_sets()]


def held_sets() -> list[MarkedSet]:
    """The held-out halves of the marks that have a scorer of their own beside this file."""
    actors, places, rulings = (load_module(HERE / f"{name}.py") for name in ("actors", "places", "rulings"))
    return [
        MarkedSet("actors", digest(HERE / "actors.tsv"), actors.held_figures),
        MarkedSet("places", digest(HERE / "places.tsv"), places.held_figures),
        MarkedSet("rulings", digest(HERE / "rulings.tsv"), partial(rulings.held_figures, "rulings")),
        MarkedSet("relations", digest(HERE / "relations.tsv"), partial(rulings.held_figures, "relations")),
    ]


def read_lines(path: Path) -> list[Item]:
    """The objects of a JSON Lines file."""
    return parse_lines(path.read_text(encoding="utf-8"))


def parse_lines(text: str) -> list[Item]:
    """The objects of some JSON lines. A line ends at a line feed only: a report may hold other line separators."""
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def with_texts(marks: list[Item]) -> list[Item]:
    """Marks that name corpus items, with text, date and outlets looked up: the corpus itself is not ours to ship."""
    wanted = {item["id"] for item in marks}
    with gzip.open(SHARED / "corpora" / "current_events.jsonl.gz", "rt", encoding="utf-8") as lines:
        corpus = {item["id"]: item for item in map(json.loads, lines) if item["id"] in wanted}
    if missing := sorted(wanted - corpus.keys()):
        raise SystemExit(f"evals/items.jsonl names items that the corpus does not hold: {', '.join(missing)}")
    return [quote(corpus[item["id"]] | item, corpus[item["id"]]["text"]) for item in marks]


def quote(value: Any, text: str) -> Any:
    """The same value with the words put into every span."""
    if isinstance(value, list):
        return [quote(element, text) for element in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= {"start", "end"}:
        return value | {"text": text[value["start"] : value["end"]]}
    return {key: quote(element, text) for key, element in value.items()}


# ---------------------------------------------------------------- measuring


def flatten(scores: dict[str, Any]) -> Figures:
    """One figure a floored measure: F1 where the scorer gives precision and recall. What had nothing to measure is left out."""
    flat = {}
    for name, value in scores.items():
        if isinstance(value, dict):
            value = value["F1"] if value["gold"] else None
        if value is not None and name in FLOORED:
            flat[name] = value
    return flat


def read(items: list[Item]) -> list[Item]:
    """What `counterclaim read` prints about the items, all read together so that links between them count."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(as_report(item), ensure_ascii=False) + "\n" for item in items), encoding="utf-8")
        command = [sys.executable, "-c", "from counterclaim.cli import main; main()", "read", str(path), "--format", "jsonl"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"counterclaim read failed with status {done.returncode}:\n{done.stderr[-2000:]}")
    return parse_lines(done.stdout)


def as_report(item: Item) -> Item:
    """A marked item in the form of the product's input."""
    return {"id": item["id"], "published": item["date"], "publisher": (item.get("outlets") or [None])[0], "text": item["text"]}


def measure(sets: list[MarkedSet]) -> Baseline:
    """Digest and present figures of each set, in the form of `baseline.json`."""
    return {s.name: {"sha256": s.sha256, "floors": s.measure()} for s in sets}


def measure_events() -> Baseline:
    """The same of the marked events, by half."""
    events = load_module(HERE / "events.py")
    sha256 = digest(HERE / "events.jsonl")
    halves = events.read_halves().items()
    floored = {half: {name: round(v, 1) for name, v in events.figures(found).items() if name in EVENT_FLOORS} for half, found in halves}
    return {f"events_{half}": {"sha256": sha256, "floors": floors} for half, floors in floored.items()}


def compare(floors: Baseline, now: Baseline) -> list[Row]:
    """One row for each measure that has a floor or a present figure."""
    rows = []
    for name in [*now, *(n for n in floors if n not in now)]:
        pinned, present = floors.get(name, {}).get("floors", {}), now.get(name, {}).get("floors", {})
        rows += [Row(name, m, pinned.get(m), present.get(m)) for m in [*present, *(m for m in pinned if m not in present)]]
    return rows


# ---------------------------------------------------------------- the verdict


def verdict(floors: Baseline, now: Baseline) -> list[str]:
    """What is wrong, one sentence each; empty where the gate is passed."""
    problems = [f"{r.name} {r.measure}: {r.now} is worse than its floor {r.floor}." for r in compare(floors, now) if r.below]
    problems += [f"{name}: no floors yet. Pin them with: python evals/gate.py --raise" for name in now if name not in floors]
    problems += [
        f"{name}: the marks are not those that the floors were measured on. Look at the figures, then: python evals/gate.py --raise"
        for name in now
        if name in floors and floors[name]["sha256"] != now[name]["sha256"]
    ]
    return problems


def lift(floors: Baseline, now: Baseline, *, decision: str | None) -> Baseline:
    """The floors at the present figures. Exits where one would be lowered and no decision page is named."""
    lowered = [row for row in compare(floors, now) if row.below]
    if lowered and decision is None:
        names = ", ".join(f"{r.name} {r.measure} {r.floor} -> {r.now}" for r in lowered)
        raise SystemExit(f"This would lower floors: {names}.\nWrite a page in docs/decisions that says why and name it with --decision.")
    return {name: entry | ({"decision": decision} if lowered and decision else {}) for name, entry in now.items()}


def print_table(rows: list[Row]) -> None:
    """Print measure, floor and present figure; `!` marks what is below its floor."""
    print(f"{'set':13} {'measure':20} {'floor':>7} {'now':>7}")
    for row in rows:
        floor, now = ("-" if v is None else f"{v:.1f}" for v in (row.floor, row.now))
        print(f"{row.name:13} {row.measure:20} {floor:>7} {now:>7}{'  !' if row.below else ''}")


def main() -> int:
    """Run the gate; the exit status is 1 where it is not passed."""
    parser = argparse.ArgumentParser(description="Compare the present figures with their floors.")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to the present figures")
    parser.add_argument("--decision", metavar="PAGE", help="the page in docs/decisions that says why a floor goes down")
    options = parser.parse_args()
    if options.decision and not (ROOT / options.decision).is_file():
        parser.error(f"{options.decision} is not there: write the decision first")
    if not SHARED.is_dir():
        print("quality gate skipped: the marked sets are not beside the repository (evals/README.md)")
        return int(os.environ.get("COUNTERCLAIM_NO_SKIP") == "1")
    floors: Baseline = json.loads(BASELINE.read_text(encoding="utf-8"))
    now = measure(load_sets(load_scorer())) | measure_events()
    print_table(compare(floors, now))
    if options.lift:
        BASELINE.write_text(json.dumps(lift(floors, now, decision=options.decision), indent=2) + "\n", encoding="utf-8")
        return 0
    problems = verdict(floors, now)
    print(*problems, sep="\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
