"""The commands that fill a ledger and look into it: add, reread, rebuild, search, show, tolls, statements, history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.terminal import show

if TYPE_CHECKING:
    from counterclaim.custody import Added
    from counterclaim.ledger import Filters, Ledger
    from counterclaim.views import Loaded

FAILED = 1  # exit status where something could not be read, or a check found a fault
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
BY = click.option("--by", "who", envvar="COUNTERCLAIM_USER", show_envvar=True, metavar="NAME", help="Who decides; your login unless given.")
WHY = click.option("--why", required=True, metavar="TEXT", help="The reason. It is kept with the decision.")
JOBS = click.option("--jobs", type=click.IntRange(1), help="Processes that read at once; one a processor unless given.")


def filters(command: _Command) -> _Command:
    """The options that narrow a list."""
    for option in (
        click.option("--speaker", metavar="WORDS", help="Words in the speaker's name."),
        click.option("--measure", metavar="CODE", help="killed, injured, casualties, missing, displaced, detained, abducted or released."),
        click.option("--stance", metavar="CODE", help="reports, confirms, alleges, accuses, admits, denies, disputes, demands, warns …"),
        click.option("--place", metavar="WORDS", help="Words in the place of the toll."),
        click.option("--since", metavar="DATE", help="First day of publication: 2024, 2024-01 or 2024-01-27."),
        click.option("--until", metavar="DATE", help="Last day of publication."),
        click.option("--limit", type=click.IntRange(1), help="At most so many."),
        click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="How to print."),
    ):
        command = option(command)
    return command


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
@JOBS
def add_command(
    paths: tuple[str, ...], address: str, published: str | None, publisher: str | None, collector: str | None, jobs: int | None
) -> int:
    """Add reports to a ledger: the original files, their texts and every claim in them.

    PATH is what `counterclaim read` takes, or a table of figures (.csv, .tsv, .xlsx) whose rows are updated when it comes again.
    Adding the same again changes nothing, so a run that was interrupted is simply repeated.

    \b
    counterclaim add reports/
    counterclaim add news.txt --date 2024-01-27 --ledger gaza-ledger
    """
    from counterclaim.custody import add, open_or_make

    ledger = open_or_make(address)
    with counted() as advance:
        done = add(
            ledger,
            paths,
            published=published,
            publisher=publisher,
            collector=collector or login() or None,
            jobs=jobs,
            on_error=lambda error: click.echo(f"Not read: {error}", err=True),
            on_batch=advance,
        )
    click.echo(f"{done.new} new reports with {done.claims} claims, {done.known} known already. Ledger: {ledger.store.address}")
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


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@LEDGER
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many sentences.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="How to print.")
def search_command(query: tuple[str, ...], address: str, limit: int, form: str) -> int:
    """Find sentences by their words, those of the latest reports first.

    \b
    aid convoy           both words in one sentence      "aid convoy"     in this order (quote for the shell)
    strike OR shelling   one of them                     -hospital        not this word (after --)
    displac*             words that begin so             speaker:ministry in a sentence with such a speaker
    publisher:wire       reports of such an outlet       since:2024-01  until:2024-02-15
    report:ID            in this report                  measure:killed   stance:denies

    \b
    counterclaim search 'hospital "health ministry"'
    counterclaim search -- 'strike -hospital since:2024-01'
    """
    from counterclaim.exports.kept import hit_lines, ledger_veil
    from counterclaim.views import search

    found, hits, hidden = search(opened(address), " ".join(query), limit=limit)
    veil = ledger_veil(found.extractions, found.names)
    lines = list(hit_lines(found.extractions, hits, hidden, veil))
    for published, outlet, name, sentence in lines:
        if form == "jsonl":
            click.echo(json.dumps({"published": published, "publisher": outlet, "report": name, "sentence": sentence}, ensure_ascii=False))
        else:
            click.echo(f"{published}  {outlet}  {name}\n    {sentence}")
    notice(found, len(hits) - len(lines))
    if not lines:
        click.echo("Nothing found.", err=True)
    elif len(hits) == limit:
        click.echo(f"The first {limit}; --limit shows more.", err=True)
    return 0


def notice(found: Loaded, left_out: int = 0) -> None:
    """Says what was left out because it is withheld."""
    for subject, reason in found.hidden.items():
        click.echo(f"Left out: {subject}, {reason}.", err=True)
    if left_out and not found.hidden:
        click.echo(f"{left_out} left out: withheld.", err=True)


@click.command("show")
@click.argument("name", metavar="CLAIM|REPORT")
@LEDGER
def show_command(name: str, address: str) -> int:
    """Show a claim with its sentence, values and links, or a report with its text, captures and versions.

    CLAIM is an id (cl:… or st:…), REPORT an id or key (rp:…); the beginning is enough.
    """
    from counterclaim.views import load

    ledger = opened(address)
    is_claim = name.startswith(("cl:", "st:"))
    anchor, key = ledger.find_anchor(name) if is_claim else ("", ledger.find_report(name))
    found = load(ledger, [key])
    print_subject(ledger, found, key, anchor, veiled=True)
    return 0


def print_subject(ledger: Ledger, found: Loaded, key: str, anchor: str, *, veiled: bool) -> None:
    """Prints a report, or a claim or statement of it, unless it is withheld."""
    from counterclaim.exports.explain import explain
    from counterclaim.exports.kept import kept_rows, ledger_veil, report_text
    from counterclaim.views import hidden_stretches

    notice(found)
    veil = ledger_veil(found.extractions, found.names, opened=not veiled)
    for extraction in found.extractions:
        there = {claim.id for claim in extraction.claims}
        if not anchor:
            places = ledger.places(name for name in found.hidden if name.startswith(("cl:", "st:")))
            silent = hidden_stretches(extraction, [(begins, ends) for _, begins, ends in places])
            for line in report_text(extraction, ledger.captures(key), ledger.versions(key), ledger.document_of(key), veil, silent):
                click.echo(line)
        elif anchor in there:
            show(explain(extraction, found.links, anchor, veil=veil))
        elif anchor not in found.hidden:
            shown = [s.id for s in extraction.statements if s.id == anchor]
            for row in kept_rows([extraction], shown, {}, veil):
                click.echo(json.dumps(row, ensure_ascii=False, indent=1))
    if anchor and found.extractions and anchor not in found.hidden:
        print_judgements(ledger, anchor)


def print_judgements(ledger: Ledger, anchor: str) -> None:
    """What reviewers said of a claim, and that the ledger attests only what came after adding."""
    from counterclaim.exports.kept import STANDING

    for judged in ledger.judged([anchor]).get(anchor, []):
        stands = "" if judged.stands else " (the value read is no longer the one that was seen)"
        value = json.dumps(judged.value, ensure_ascii=False)
        click.echo(f"judged: {judged.field} {judged.verdict.value} {value} by {judged.who} at {judged.at}: {judged.why}{stands}")
    click.echo(STANDING)


def print_list(address: str, kind: str, chosen: Filters, limit: int | None, form: str) -> int:
    """Prints claims or statements, each with its sentence and what reviewers said of it."""
    ledger = opened(address)
    count = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in listed(ledger, kind, chosen, limit):
            count += 1
            yield row

    if form == "jsonl":
        for row in rows():
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        print_table(rows())
    click.echo(f"{count} {kind}{'s' * (count != 1)}.", err=True)
    return 0


def listed(ledger: Ledger, kind: str, chosen: Filters, limit: int | None) -> Iterator[dict[str, Any]]:
    """The rows of a list; what is withheld is named on standard error."""
    from counterclaim.exports.kept import kept_rows, ledger_veil
    from counterclaim.ledger import plain_judgements
    from counterclaim.views import find

    for found, order in find(ledger, kind, chosen, limit=limit):
        notice(found)
        judged = {name: list(plain_judgements(each)) for name, each in ledger.judged(order).items()}
        yield from kept_rows(found.extractions, order, judged, ledger_veil(found.extractions, found.names))


def print_table(rows: Iterator[dict[str, Any]]) -> None:
    """Rows as a table."""
    from counterclaim.exports.kept import kept_table

    show(kept_table(rows))


@click.command("tolls")
@LEDGER
@filters
def tolls_command(address: str, form: str, limit: int | None, **chosen: str | None) -> int:
    """List tolls: who says how many were killed, injured, displaced …, each with its sentence.

    \b
    counterclaim tolls --speaker ministry --measure killed --since 2024-01
    """
    from counterclaim.ledger import Filters

    return print_list(address, "toll", Filters(**chosen), limit, form)


@click.command("statements")
@LEDGER
@filters
def statements_command(address: str, form: str, limit: int | None, **chosen: str | None) -> int:
    """List statements: who says what and how firmly, each with its sentence.

    \b
    counterclaim statements --stance denies --since 2024-01
    """
    from counterclaim.ledger import Filters

    return print_list(address, "statement", Filters(**chosen), limit, form)


@click.command("history")
@click.argument("claim")
@LEDGER
def history_command(claim: str, address: str) -> int:
    """Show every reading of a claim, what was decided on it, and where its report came from."""
    from counterclaim.exports.kept import STANDING, capture_lines, decision_line, ledger_veil, reading_lines
    from counterclaim.views import load

    ledger = opened(address)
    anchor, key = ledger.find_anchor(claim)
    found = load(ledger, [key])
    notice(found)
    if not found.extractions or anchor in found.hidden:
        return 0
    past = ledger.history(anchor)
    veil = ledger_veil(found.extractions, found.names)
    click.echo(f"{past.kind} {anchor} in report {veil.address(past.report, past.report.id)} ({past.report.key})")
    lines: Sequence[str] = [
        *(line for capture in past.captures for line in capture_lines(past.report, capture, veil)),
        *(line for reading in past.readings for line in reading_lines(reading.at, reading.tool, reading.run, reading.value)),
        *(f"read by {run} at {at}" for run, at in past.seen_by),
        *(decision_line(d.seq, d.kind.value, d.at, d.subject, d.content) for d in past.decisions),
    ]
    for line in lines:
        click.echo(line)
    click.echo(STANDING)
    return 0


COMMANDS = (
    add_command,
    reread_command,
    rebuild_command,
    search_command,
    show_command,
    tolls_command,
    statements_command,
    history_command,
)
