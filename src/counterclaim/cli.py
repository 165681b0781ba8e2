"""The commands: each parses, calls one workflow and prints.

What a command needs is imported inside it, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim import __version__, cli_custody, cli_ledger, cli_looks, cli_places, cli_sources
from counterclaim.errors import CounterclaimError
from counterclaim.terminal import show

if TYPE_CHECKING:
    from counterclaim.model import Extraction
    from counterclaim.places import Gazetteer
    from counterclaim.workflows import Reading

FAILED = 1  # exit status where something could not be read; the rest was
INTERRUPTED = 130

PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
DATE = click.option("--date", "published", metavar="YYYY-MM-DD", help="Day of publication for reports that name none.")
PUBLISHER = click.option("--publisher", metavar="NAME", help="Outlet for reports that name none.")


def main(args: list[str] | None = None) -> None:
    """Runs the command line; an error is one line that says what to do next."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 shows an escape where it lacks a letter
    try:
        status = commands.main(args=args, prog_name="counterclaim", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Stopped. What is printed above is complete up to here; nothing was half written.", err=True)
        sys.exit(INTERRUPTED)
    except CounterclaimError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe went away, as `head` does
        sys.exit(FAILED)
    sys.exit(status if isinstance(status, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="counterclaim")
def commands() -> None:
    """Read dated reports about an armed conflict: who says what, how firmly, and who disputes it.

    Every line leads back to its sentence. Counterclaim never decides who is right.

    \b
    Start with:
      counterclaim demo                         the example reports, as a brief
      counterclaim brief reports/               the same for your own
      counterclaim read reports/ --format table one line a claim

    \b
    Keep them, with where they came from and what people decided:
      counterclaim add reports/                 into the ledger in ./counterclaim-ledger
      counterclaim search 'hospital strike'     sentences in it
      counterclaim tolls --measure killed       figures in it, each with its sentence

    \b
    Know more places:
      counterclaim places build                 every town of the world, once
      counterclaim places add villages.csv      and those of your own
    """


for command in (*cli_ledger.COMMANDS, *cli_looks.COMMANDS, *cli_sources.COMMANDS, *cli_custody.COMMANDS, *cli_places.COMMANDS):
    commands.add_command(command)


@commands.command("read")
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a line, or a table.",
)
@click.option("--unread", is_flag=True, help="Also print numbers and cues that made no claim, with the reason.")
@click.option("--spans", is_flag=True, help="Also print places, dates, numbers and names with their values.")
@click.option("--per-report", is_flag=True, help="Leave out links between reports.")
@click.option("--names", is_flag=True, help="Print the names of persons who came to harm; they are withheld otherwise.")
@click.option("--fast", is_flag=True, help="Read long reports by the rules alone, without the trained reader.")
@DATE
@PUBLISHER
@cli_ledger.ACTORS
def read_command(
    paths: tuple[str, ...],
    form: str,
    unread: bool,
    spans: bool,
    per_report: bool,
    names: bool,
    fast: bool,
    published: str | None,
    publisher: str | None,
) -> int:
    """Read reports and print their claims.

    PATH is a file (.txt, .jsonl, .html), a folder, a pattern such as 'reports/*.txt', or - for standard input. Each report
    needs a date: its own, a first line `date 2024-01-27`, or --date.

    \b
    counterclaim read reports/ > claims.jsonl
    counterclaim read news.txt --date 2024-01-27 --format table
    """
    reading = read_with_progress(paths, published=published, publisher=publisher, fast=fast)
    links = tuple(k for k in reading.links if not (per_report and k.across))
    if form == "table":
        from counterclaim.exports.table import table

        show(table(reading.extractions, links))
    else:
        from counterclaim.exports.jsonl import jsonl_rows

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 wherever it is printed
        for row in jsonl_rows(reading.extractions, links, unread=unread, spans=spans, names=names):
            click.echo(row)
    return finish(reading)


@commands.command("brief")
@PATHS
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write the brief to this file, to open in a browser.")
@DATE
@PUBLISHER
@cli_ledger.ACTORS
def brief_command(paths: tuple[str, ...], html: Path | None, published: str | None, publisher: str | None) -> int:
    """Sum reports up: tolls by who says so, what is disputed, what nobody answered, how much was not read.

    \b
    counterclaim brief reports/ --html brief.html
    """
    reading = read_with_progress(paths, published=published, publisher=publisher)
    if not reading.extractions:
        return finish(reading)
    print_brief(reading, html)
    return finish(reading)


@commands.command("explain")
@click.argument("claim")
@click.argument("paths", nargs=-1, required=True, metavar="REPORT…")
@DATE
@PUBLISHER
@cli_ledger.ACTORS
def explain_command(claim: str, paths: tuple[str, ...], published: str | None, publisher: str | None) -> int:
    """Show one claim: its sentence, each value with the words and the rule behind it, and its links.

    CLAIM is an id that `read` printed (cl:…); its first letters are enough. REPORT is where it was read.
    """
    from counterclaim.exports.explain import explain
    from counterclaim.workflows import find_claim

    reading = read_with_progress(paths, published=published, publisher=publisher)
    extraction = find_claim(reading, claim)
    whole = next(c.id for c in extraction.claims if c.id.startswith(claim))
    show(explain(extraction, reading.links, whole))
    return finish(reading)


@commands.command("demo")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("build/demo-brief.html"),
    show_default=True,
    help="Where to write the brief.",
)
def demo_command(html: Path) -> int:
    """Read the example reports (synthetic) and write their brief."""
    from counterclaim.places import bundled_gazetteer
    from counterclaim.workflows import demo_folder

    reading = read_with_progress((str(demo_folder()),), gazetteer=bundled_gazetteer())  # the same on every machine
    print_brief(reading, html)
    return finish(reading)


def print_brief(reading: Reading, html: Path | None) -> None:
    """Prints the brief and writes the page where one is asked for."""
    from counterclaim.exports.brief import make_brief
    from counterclaim.exports.brief_html import brief_html
    from counterclaim.exports.brief_text import brief_text
    from counterclaim.workflows import write_whole

    brief = make_brief(reading.extractions, reading.links)
    show(brief_text(brief))
    if html is not None:
        try:
            write_whole(html, brief_html(brief))
        except OSError as error:
            raise click.ClickException(f"{html} cannot be written: {error.strerror}. Name another file with --html.") from error
        click.echo(f"The brief with every sentence: {html}")


def read_with_progress(
    paths: tuple[str, ...],
    *,
    published: str | None = None,
    publisher: str | None = None,
    gazetteer: Gazetteer | None = None,
    fast: bool = False,
) -> Reading:
    """Reads with a line of progress on a terminal; errors are printed at once and the rest goes on."""
    from counterclaim.workflows import read

    with progress() as advance:
        return read(
            paths,
            published=published,
            publisher=publisher,
            gazetteer=gazetteer,
            fast=fast,
            on_report=advance,
            on_error=lambda error: click.echo(f"Not read: {error}", err=True),
        )


@contextmanager
def progress() -> Iterator[Callable[[Extraction], None]]:
    """A count of reports and claims on standard error, only where a person watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} reports, {task.fields[claims]} claims"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, claims=0)
        claims = 0

        def advance(extraction: Extraction) -> None:
            nonlocal claims
            claims += len(extraction.claims)
            bar.update(task, advance=1, claims=claims)

        yield advance


def finish(reading: Reading) -> int:
    """The exit status, with a closing line where something was not read."""
    if not reading.failed:
        return 0
    done = len(reading.extractions)
    click.echo(f"{done} report{'s' * (done != 1)} read, {len(reading.failed)} not (named above).", err=True)
    return FAILED
