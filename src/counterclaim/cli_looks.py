"""The commands that look into a ledger: search, show, tolls, statements, history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli_ledger import LEDGER, counting, opened
from counterclaim.terminal import show

if TYPE_CHECKING:
    from counterclaim.ledger import Filters, Ledger
    from counterclaim.views import Loaded

_Command = TypeVar("_Command", bound=Callable[..., Any])


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
    from counterclaim.exports.kept import older_words

    count = 0
    for row in islice(found_rows(opened(address), " ".join(query), limit), limit):
        count += 1
        if form == "jsonl":
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            older = older_words(row["superseded_by"])
            click.echo(f"{row['published']}  {row['publisher']}  {row['report']}{older}\n    {row['sentence']}")
    if not count:
        click.echo("Nothing found.", err=True)
    elif count == limit:
        click.echo(f"The first {limit}; --limit shows more.", err=True)
    return 0


def found_rows(ledger: Ledger, typed: str, page: int) -> Iterator[dict[str, Any]]:
    """Each sentence that a search finds and an output may show; what is withheld is named on standard error."""
    from counterclaim.exports.kept import hit_rows, ledger_veil
    from counterclaim.ledger import parse
    from counterclaim.views import search

    query = parse(typed)
    for found, hits, hidden in search(ledger, typed, page=page):
        notice(found)
        yield from hit_rows(query, found.extractions, hits, hidden, ledger_veil(found.extractions, found.names), found.newer)


def notice(found: Loaded) -> None:
    """Says what was left out because it is withheld."""
    for subject, reason in found.hidden.items():
        click.echo(f"Left out: {subject}, {reason}.", err=True)


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
    from counterclaim.exports.kept import kept_rows, ledger_veil, older_words, report_text
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
            for row in kept_rows([extraction], shown, {}, veil, found.newer):
                click.echo(json.dumps(row, ensure_ascii=False, indent=1))
    if anchor and found.extractions and anchor not in found.hidden:
        print_judgements(ledger, anchor)
    if key in found.newer:
        click.echo(older_words(found.newer[key], "").strip("()"))


def print_judgements(ledger: Ledger, anchor: str) -> None:
    """What reviewers said of a claim, and that the ledger attests only what came after adding."""
    from counterclaim.exports.kept import STANDING, judged_words
    from counterclaim.ledger import plain_judgements

    for judged in plain_judgements(ledger.judged([anchor]).get(anchor, [])):
        click.echo(f"judged: {judged_words(judged)} at {judged['at']}: {judged['why']}")
    click.echo(STANDING)


def print_list(address: str, kind: str, chosen: Filters, limit: int | None, form: str) -> int:
    """Prints claims or statements, each with its sentence and what reviewers said of it."""
    ledger = opened(address)
    count = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in islice(listed(ledger, kind, chosen, limit), limit):
            count += 1
            yield row

    if form == "jsonl":
        for row in rows():
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        print_table(rows())
    click.echo(f"{counting(count, kind)}.", err=True)
    return 0


def listed(ledger: Ledger, kind: str, chosen: Filters, limit: int | None) -> Iterator[dict[str, Any]]:
    """The rows of a list; what is withheld is named on standard error."""
    from counterclaim.exports.kept import kept_rows, ledger_veil, shows
    from counterclaim.ledger import plain_judgements
    from counterclaim.views import find

    # Where a name may be what was asked for, rows are left out after the database has counted: the limit is kept here.
    for found, order in find(ledger, kind, chosen, limit=None if chosen.speaker or chosen.place else limit):
        notice(found)
        judged = {name: list(plain_judgements(each)) for name, each in ledger.judged(order).items()}
        rows = kept_rows(found.extractions, order, judged, ledger_veil(found.extractions, found.names), found.newer)
        yield from (row for row in rows if shows(row, chosen))


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


COMMANDS = (search_command, show_command, tolls_command, statements_command, history_command)
