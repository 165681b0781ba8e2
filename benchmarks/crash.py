"""Kills the program (signal 9) at random points of add, judge, migrate, backup and restore, and looks for what is lost or half written.

The work that is killed writes only (what was read is prepared before), so that the points fall where something can go wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import postgres
import sqlalchemy as sa

from counterclaim import custody, runs, views
from counterclaim.errors import LedgerDamaged
from counterclaim.ledger import Entry, Filters, Ledger, Verdict, find_ledger, open_ledger
from counterclaim.ledger.copies import check_backup
from counterclaim.ledger.migrations import MIGRATIONS, apply
from counterclaim.ledger.store import open_store
from counterclaim.ledger.tables import DERIVED, KEPT
from counterclaim.model import Report, Taken
from counterclaim.pipeline import extract
from counterclaim.reports import read_taken

TASKS = ("add", "judge", "migrate", "backup", "restore")
TIMES = {"at", "added_at", "first_at", "taken_at", "seq", "id_number", "origin", "digest"}  # differ between two ledgers of the same reports
REPORTS = 60
BATCH = 5  # reports in a transaction: many commits, so that many points lie between two of them
DECISIONS = 60
TEXTS = (
    "Northland accused Southland of shelling a hospital in Milltown. The health ministry said at least {n} people were killed.",
    "Southland denied shelling the hospital in Milltown and accused Northland of hiding weapons there. {n} people were injured.",
    "Anna Example, a photographer, was killed in Milltown, the union said. Officials said {n} soldiers were captured.",
)

State = dict[str, list[str]]
Create = Callable[[str | None], str]  # the address of a new ledger: nothing there, or a copy of another one


@dataclass(frozen=True, slots=True)
class World:
    """What every trial starts from and is compared with."""

    create: Create
    folder: Path
    taken: tuple[Taken, ...]
    entries: tuple[Entry, ...]
    full: str
    old: str
    state: State
    backup: Path


def write_reports(path: Path) -> None:
    """Invented reports on many days, with answers across reports and a person by name."""
    with path.open("w", encoding="utf-8") as out:
        for n in range(REPORTS):
            text = TEXTS[n % len(TEXTS)].format(n=n + 11)
            row = {"id": f"r{n}", "published": f"2024-01-{n // 3 + 1:02}", "publisher": f"Wire {n % 4}", "synthetic": True, "text": text}
            out.write(json.dumps(row) + "\n")


def make_world(create: Create, folder: Path) -> World:
    """A filled ledger, the same with the first schema, its rows and its backup."""
    path = folder / "reports.jsonl"
    write_reports(path)
    taken = tuple(read_taken([str(path)], taken_at="2024-02-02T00:00:00Z"))
    entries = tuple(Entry(record=custody.record_of(extract(each.report)), capture=each.capture, place=line(each.report)) for each in taken)
    full, old = create(None), create(None)
    ledger = custody.open_or_make(full)
    add_all(ledger, taken, entries)
    make_old(old, ledger)
    ledger.backup(folder / "full.zip", at=views.now())
    return World(create, folder, taken, entries, full, old, state(ledger), folder / "full.zip")


def line(report: Report) -> str:
    """Where in the file a report stands."""
    return report.source.rpartition(", ")[2]


def add_all(ledger: Ledger, taken: tuple[Taken, ...], entries: tuple[Entry, ...], tell: Callable[[str], object] = str) -> None:
    """Archives and adds the reports in small batches and tells the keys of each when it is done."""
    run = runs.make_run()
    for k in range(0, len(entries), BATCH):
        ledger.archive.store(taken[k].raw)
        ledger.add(run, entries[k : k + BATCH])
        for entry in entries[k : k + BATCH]:
            tell(entry.record.report.key)
    custody.finish(ledger)


def make_old(address: str, full: Ledger) -> None:
    """The same reports in a ledger of the first schema."""
    store = open_store(address)
    shutil.copytree(full.archive.folder, store.archive)
    with full.store.reading() as connection:
        rows = {t.name: [dict(row) for row in connection.execute(sa.select(t)).mappings()] for t in KEPT}

    def work(connection: sa.Connection) -> None:
        apply(connection, MIGRATIONS[0], at="2024-01-01T00:00:00Z", tool="old")
        inspector = sa.inspect(connection)
        for table in KEPT:
            if inspector.has_table(table.name) and rows[table.name]:
                names = {column["name"] for column in inspector.get_columns(table.name)}
                connection.execute(table.insert(), [{k: v for k, v in row.items() if k in names} for row in rows[table.name]])

    store.write(work)


def state(ledger: Ledger, tables: tuple[sa.TableClause, ...] = (*KEPT, *DERIVED)) -> State:
    """Every row but for times and running numbers."""
    with ledger.store.reading() as connection:
        there = {t.name: [dict(row) for row in connection.execute(sa.select(t)).mappings()] for t in tables}
    return {name: sorted(json.dumps({k: v for k, v in row.items() if k not in TIMES}) for row in rows) for name, rows in there.items()}


# ---------------------------------------------------------------- what is killed


def work(world: World, task: str, address: str, tell: Callable[[str], object]) -> None:
    """Does the task and tells each part of it that is done."""
    if task == "add":
        add_all(custody.open_or_make(address), world.taken, world.entries, tell)
    elif task == "judge":
        ledger = open_ledger(address)
        claim = ledger.find("toll", Filters())[0][1]
        for k in range(DECISIONS):
            done = ledger.judge(claim, "high", Verdict.CORRECT, 1000 + k, who="A", why="soak", at=views.now())
            tell(str(done.seq))
    elif task == "migrate":
        custody.migrate(address)
        tell("done")
    elif task == "backup":
        open_ledger(address).backup(copy_of(world, address), at=views.now())
        tell("done")
    else:
        custody.restore(address, world.backup)
        tell("done")


def copy_of(world: World, address: str) -> Path:
    """Where a trial writes its backup."""
    return world.folder / f"{sum(map(ord, address))}-{address.partition('?')[0].rpartition('/')[2]}.zip"


def start(world: World, task: str) -> str:
    """A new ledger as the task needs it."""
    return world.create({"add": None, "restore": None, "migrate": world.old}.get(task, world.full))


def child(world: World, task: str, address: str, pipe: Connection) -> None:
    """The process that is killed."""
    work(world, task, address, pipe.send)
    pipe.send("finished")
    pipe.close()


def killed_after(world: World, task: str, address: str, seconds: float) -> list[str]:
    """Starts the task, kills it after so many seconds, and gives what it had told by then."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=child, args=(world, task, address, writer))
    process.start()
    writer.close()
    time.sleep(seconds)
    if process.pid and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    told = []
    with contextlib.suppress(EOFError):
        while True:
            told.append(str(reader.recv()))
    settle(address)
    return told


def settle(address: str) -> None:
    """Waits until PostgreSQL has noticed that its client is gone."""
    if "://" not in address:
        return
    store = open_store(address)
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    for _ in range(200):
        with store.reading() as connection:
            if connection.exec_driver_sql(query).scalar() == 0:
                return
        time.sleep(0.02)


# ---------------------------------------------------------------- what must hold


def faults(world: World, task: str, address: str, told: list[str]) -> Iterator[str]:
    """Everything lost, doubled or half written after the kill, and after the task was simply done again."""
    check = {"add": after_add, "judge": after_judge, "migrate": after_migrate, "backup": after_backup, "restore": after_restore}
    yield from check[task](world, address, told)


def after_add(world: World, address: str, told: list[str]) -> Iterator[str]:
    """Told reports are there, each whole; adding again completes the ledger."""
    if find_version(address):
        ledger = open_ledger(address)
        keys = set(ledger.report_keys())
        yield from (f"lost: {key}" for key in set(told) - keys - {"finished"})
        yield from (f"fault: {fault}" for fault in ledger.verify().faults)
        for name, rows in state(ledger, (*KEPT, *DERIVED)).items():
            known = Counter(world.state[name])
            yield from (f"doubled or strange in {name}: {row[:80]}" for row in (Counter(rows) - known) if name != "unlinked")
        whole = Counter(json.loads(row)["report"] for row in world.state["readings"])
        there = Counter(json.loads(row)["report"] for row in state(ledger)["readings"])
        yield from (f"half written: {key}" for key in keys if whole[key] != there[key])
    elif told:
        yield "lost: the whole ledger"
    ledger = custody.open_or_make(address)
    add_all(ledger, world.taken, world.entries)
    yield from same(world, ledger)


def after_judge(world: World, address: str, told: list[str]) -> Iterator[str]:
    """Told decisions are there, one more at most, and the chain is whole."""
    ledger = open_ledger(address)
    chain, made = ledger.audit(), len([each for each in told if each != "finished"])
    values = [decision.content["value"] for decision in ledger.decisions() if decision.content]
    if chain.broken is not None:
        yield f"half written: decision {chain.broken}: {chain.reason}"
    if not made <= chain.rows <= made + 1:
        yield f"lost or doubled: {made} told, {chain.rows} there"
    if values != [1000 + k for k in range(chain.rows)]:
        yield "doubled: the values are not in a row"


def after_migrate(world: World, address: str, told: list[str]) -> Iterator[str]:
    """The schema is the old one or the new one, whole; migrating again completes it."""
    version = find_ledger(address).version()
    if told and version != MIGRATIONS[-1].version:
        yield "lost: the migration was told to be done"
    custody.migrate(address)
    yield from same(world, open_ledger(address))


def after_backup(world: World, address: str, told: list[str]) -> Iterator[str]:
    """The file is whole or not there, and the ledger is as it was."""
    path = copy_of(world, address)
    if path.exists():
        try:
            check_backup(path)
        except LedgerDamaged as error:
            yield f"half written: {error}"
    elif told:
        yield "lost: the backup was told to be done"
    yield from same(world, open_ledger(address))
    path.unlink(missing_ok=True)


def after_restore(world: World, address: str, told: list[str]) -> Iterator[str]:
    """The ledger is empty or whole; restoring again completes it."""
    filled = find_version(address) and any(open_ledger(address).counts().values())
    if told and not filled:
        yield "lost: the restore was told to be done"
    if not filled:
        custody.restore(address, world.backup)
    else:
        custody.finish(open_ledger(address))
    yield from same(world, open_ledger(address))


def find_version(address: str) -> int:
    """The schema of a ledger; 0 where there is none."""
    return Ledger(open_store(address)).version()


def same(world: World, ledger: Ledger) -> Iterator[str]:
    """What differs from the ledger that nobody killed."""
    there = state(ledger)
    for name, rows in world.state.items():
        missing, extra = Counter(rows) - Counter(there[name]), Counter(there[name]) - Counter(rows)
        yield from ([f"lost in {name}: {sum(missing.values())} rows"] if missing else [])
        yield from ([f"doubled in {name}: {sum(extra.values())} rows"] if extra else [])
    yield from (f"fault: {fault}" for fault in ledger.verify().faults)


# ---------------------------------------------------------------- the soak


def soak(create: Create, folder: Path, points: int, seed: int) -> Iterator[tuple[str, float, bool, list[str]]]:
    """So many kills, in turn over the tasks, as (task, seconds, whether it was still at work, faults)."""
    world, chance = make_world(create, folder), random.Random(seed)
    lasts = {task: timed(world, task) for task in TASKS}
    for k in range(points):
        task = TASKS[k % len(TASKS)]
        address, seconds = start(world, task), chance.uniform(0, lasts[task])
        told = killed_after(world, task, address, seconds)
        yield task, seconds, "finished" not in told, list(faults(world, task, address, told))


def timed(world: World, task: str) -> float:
    """How long a task lasts when nobody kills it."""
    address, begin = start(world, task), time.perf_counter()
    work(world, task, address, str)
    return time.perf_counter() - begin


@contextlib.contextmanager
def sqlite(folder: Path) -> Iterator[Create]:
    """Ledgers in folders."""
    numbers = iter(range(1_000_000))

    def create(template: str | None = None) -> str:
        path = folder / f"ledger{next(numbers)}"
        if template:
            shutil.copytree(template, path)
        return str(path)

    yield create


@contextlib.contextmanager
def postgresql(_: Path) -> Iterator[Create]:
    """Ledgers in databases of a server of our own."""
    with postgres.server() as running:
        yield running.create


def main() -> None:
    """Kill, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=100, help="kills on each database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kinds = [("sqlite", sqlite)] + ([("postgresql", postgresql)] if postgres.BINARIES else [])
    found = 0
    for name, kind in kinds:
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as folder, kind(Path(folder)) as create:
            for task, seconds, at_work, wrong in soak(create, Path(folder), options.points, options.seed):
                counts[f"{task}, killed at work" if at_work else f"{task}, had finished"] += 1
                for fault in wrong:
                    found += 1
                    print(f"{name} {task} killed after {seconds:.3f} s: {fault}", flush=True)
        print(f"{name}: {sum(counts.values())} kills; " + "; ".join(f"{what} {n}" for what, n in sorted(counts.items())), flush=True)
    print(f"{found} lost, doubled or half written")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
