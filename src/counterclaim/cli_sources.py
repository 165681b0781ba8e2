"""The commands that ask the network, and only for what is named: watch, reliefweb, current-events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli_ledger import CONTACT, FAILED, LEDGER, login, not_read

if TYPE_CHECKING:
    from counterclaim.fetching import Batch
    from counterclaim.ledger import Ledger


def gathered(address: str, batches: Callable[[Ledger], Iterable[Batch]], how: str) -> int:
    """Adds what comes and says how much that was."""
    from counterclaim.custody import open_or_make
    from counterclaim.gathering import add_batches

    ledger = open_or_make(address)
    done = add_batches(
        ledger,
        batches(ledger),
        how=how,
        collector=login() or None,
        on_error=not_read,
        on_batch=lambda so_far: click.echo(f"{so_far.new} new reports, {so_far.claims} claims, {so_far.known} known already.", err=True),
    )
    click.echo(f"{done.new} new reports with {done.claims} claims, {done.known} known already. Ledger: {ledger.store.address}")
    return FAILED if done.failed else 0


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="URL…")
@LEDGER
@click.option("--once", is_flag=True, help="Ask each feed once and end.")
@click.option("--interval", type=click.IntRange(60), default=900, show_default=True, help="Seconds between two visits to a feed.")
@CONTACT
def watch_command(feeds: tuple[str, ...], address: str, once: bool, interval: int, contact: str | None) -> int:
    """Add what is new in RSS and Atom feeds to the ledger, until stopped. Links in entries are not followed.

    \b
    counterclaim watch https://example.org/feed.xml --once
    """
    from counterclaim.fetching import Fetcher, watch

    def batches(ledger: Ledger) -> Iterable[Batch]:
        memory = ledger.store.archive.parent / "watch.json"
        fetcher = Fetcher(contact=contact)
        return watch(feeds, memory=memory, fetcher=fetcher, once=once, interval=interval, on_error=lambda e: click.echo(f"{e}", err=True))

    return gathered(address, batches, "feed")


@click.command("reliefweb")
@click.argument("query")
@LEDGER
@click.option("--appname", envvar="RELIEFWEB_APPNAME", required=True, show_envvar=True, help="Your own, approved by ReliefWeb.")
@click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="At most so many reports.")
@CONTACT
def reliefweb_command(query: str, address: str, appname: str, most: int, contact: str | None) -> int:
    """Add reports that ReliefWeb finds to the ledger, the newest first."""
    from counterclaim.fetching import Fetcher, reliefweb

    return gathered(address, lambda _: reliefweb(query, appname=appname, most=most, fetcher=Fetcher(contact=contact)), "api")


@click.command("current-events")
@click.argument("days", nargs=-1, required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD…")
@LEDGER
@CONTACT
def current_events_command(days: tuple[Any, ...], address: str, contact: str | None) -> int:
    """Add the items of days from Wikipedia's Current Events to the ledger (CC BY-SA 4.0, Wikipedia contributors)."""
    from counterclaim.fetching import Fetcher, current_events

    fetcher = Fetcher(contact=contact)
    return gathered(address, lambda _: (current_events(day.date(), fetcher=fetcher) for day in days), "page")


COMMANDS = (watch_command, reliefweb_command, current_events_command)
