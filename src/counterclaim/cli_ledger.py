"""The commands that fill a ledger: add, reread, rebuild; and the options that all commands on ledgers share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from counterclaim.custody import Added
    from counterclaim.errors import InputError
    from counterclaim.ledger import Ledger

FAILED = 1  # exit status where something could not be read, or a check found a fault
SHOWN_ROWS = 3  # keys of rows that are named
SHOWN_CHANGES = 50  # lines of changes that `reread` prints unless --all is given

_Command = TypeVar("_Command", bound=Callable[..., Any])

LEDGER = click.option(
    "--ledger",
    "address",
    envvar="COUNTERCLAIM_LEDGER",
    default="counterclaim-ledger",
    show_default=True,
    show_envvar=True,
    metavar="DIR|URL",
    help="Folder of the ledger, or postgresql+psycopg://user@host/name?archive=/folder.",
)
CONTACT = click.option("--contact", metavar="TEXT", help="Who asks, for the hosts' logs: an address of yours.")
BY = click.option("--by", "who", envvar="COUNTERCLAIM_USER", show_envvar=True, metavar="NAME", help="Who decides; your login unless given.")
WHY = click.option("--why", required=True, metavar="TEXT", help="The reason. It is kept with the decision.")
ACTORS = click.option(
    "--actors",
    envvar="COUNTERCLAIM_ACTORS",
    show_envvar=True,
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    metavar="FILE",
    expose_value=False,
    callback=lambda context, option, value: use_actors(context, value),
    help="Your own parties and bodies, tab-separated as in data/actors.tsv; they come before ours.",
)
JOBS = click.option("--jobs", type=click.IntRange(1), help="Processes that read at once; one a processor unless given.")


def use_actors(context: click.Context, path: str | None) -> None:
    """Sets a user's file of actors for this command and the processes that it starts."""
    from counterclaim.settings import ACTORS as NAME

    before = os.environ.get(NAME)
    if path is None or path == before:
        return
    os.environ[NAME] = path
    context.call_on_close(lambda: os.environ.pop(NAME) if before is None else os.environ.update({NAME: before}))


def not_read(error: InputError) -> None:
    """Names what could not be read, on standard error."""
    click.echo(f"Not read: {error}", err=True)


def counting(count: int, name: str) -> str:
    """A count with its name: 1 row, 2 rows."""
    return f"{count} {name}{'s' * (count != 1)}"


def login() -> str:
    """The name of whoever types, for decisions."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def opened(address: str) -> Ledger:
    """The ledger that is there. Raises what `open_ledger` raises."""
    from counterclaim.ledger import open_ledger

    return open_ledger(address)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@LEDGER
@click.option("--date", "published", metavar="YYYY-MM-DD", help="Day of publication for reports that name none.")
@click.option("--publisher", metavar="NAME", help="Outlet for reports that name none.")
@click.option("--collector", metavar="NAME", help="Who collected the files; your login unless given.")
@click.option("--whole", is_flag=True, help="Each table named is all of it: figures of rows that it holds no longer end.")
@click.option("--tables", "pdf_tables", is_flag=True, help="Also the ruled tables in PDFs that are named (counterclaim[tables]).")
@ACTORS
@CONTACT
@JOBS
def add_command(
    paths: tuple[str, ...],
    address: str,
    published: str | None,
    publisher: str | None,
    collector: str | None,
    whole: bool,
    pdf_tables: bool,
    contact: str | None,
    jobs: int | None,
) -> int:
    """Add reports to a ledger: the original files, their texts and every claim in them.

    PATH is what `counterclaim read` takes, a table of figures (.csv, .tsv, .xlsx) whose rows are updated when it comes again, or the
    address of a page, which is asked for once; links in it are not followed. Adding the same again changes nothing, so a run that was
    interrupted is simply repeated.

    \b
    counterclaim add reports/
    counterclaim add news.txt --date 2024-01-27 --ledger gaza-ledger
    counterclaim add https://example.org/statement --contact desk@example.org
    """
    from counterclaim.custody import add, open_or_make, total

    ledger = open_or_make(address)
    urls = [path for path in paths if path.lower().startswith(("http://", "https://"))]
    files = [path for path in paths if path not in urls]
    given: dict[str, Any] = {"published": published, "publisher": publisher, "collector": collector or login() or None}
    with counted() as advance:
        parts = (
            [add(ledger, files, whole=whole, pdf_tables=pdf_tables, jobs=jobs, on_error=not_read, on_batch=advance, **given)]
            if files
            else []
        )
    if urls:
        from counterclaim.fetching import Fetcher
        from counterclaim.gathering import add_pages

        parts.append(add_pages(ledger, urls, fetcher=Fetcher(contact=contact), on_error=not_read, **given))
    done = total(parts)
    fresh = f"{counting(done.new, 'new report')} with {counting(done.claims, 'claim')}"
    click.echo(f"{fresh}, {done.known} known already. Ledger: {ledger.store.address}")
    if done.withdrawn:
        click.echo(f"{counting(done.withdrawn, 'figure')} ended: no longer in the table. `counterclaim history` still shows them.")
    elif done.absent:
        click.echo(
            f"{counting(len(done.absent), 'row')} that the table had before, not in it now: {', '.join(done.absent[:SHOWN_ROWS])}"
            f"{' …' if len(done.absent) > SHOWN_ROWS else ''}. Their figures stay; if the table is whole, add it again with --whole.",
            err=True,
        )
    if done.failed:
        click.echo(f"{len(done.failed)} not read (named above).", err=True)
    return FAILED if done.failed else 0


@contextmanager
def counted() -> Iterator[Callable[[Added], None]]:
    """A count of what is on the disk already, on standard error, only where a person watches."""
    import sys

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[words]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("adding", total=None, words="reading")
        yield lambda done: bar.update(task, words=f"{done.new} new, {done.known} known, {done.claims} claims")


@click.command("reread")
@LEDGER
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--all", "everything", is_flag=True, help=f"Print every change, not the first {SHOWN_CHANGES}.")
@JOBS
@ACTORS
def reread_command(address: str, dry_run: bool, everything: bool, jobs: int | None) -> int:
    """Read the stored texts again with this program's rules, and say what changed.

    Old readings stay; new ones are added beside them. Texts, ids and judgements stay as they are.
    """
    from counterclaim.custody import reread
    from counterclaim.exports.kept import change_line

    done = reread(opened(address), write=not dry_run, jobs=jobs)
    shown = done.changes if everything else done.changes[:SHOWN_CHANGES]
    for change in shown:
        click.echo(change_line(change.kind, change.anchor, change.before, change.after))
    if len(shown) < len(done.changes):
        click.echo(f"… {len(done.changes) - len(shown)} more; --all prints them.")
    for anchor in done.judged_gone:
        click.echo(f"judged and gone: {anchor}. `counterclaim history {anchor}` shows what was decided.")
    click.echo(f"{done.reports} reports: {done.same} same, {done.changed} changed, {done.new} new, {done.gone} gone.")
    return 0


@click.command("rebuild")
@LEDGER
def rebuild_command(address: str) -> int:
    """Drop everything derived (links, search index, lists) and make it anew from what is kept."""
    from counterclaim.custody import rebuild

    click.echo(f"Rebuilt from {rebuild(opened(address))} reports.")
    return 0


COMMANDS = (add_command, reread_command, rebuild_command)
