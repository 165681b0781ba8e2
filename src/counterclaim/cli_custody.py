"""The commands that decide, withhold, check and carry a ledger over: judge, mark, open, redact, verify, audit, backup, restore, migrate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli_ledger import BY, CONTACT, FAILED, LEDGER, WHY, counting, login, opened
from counterclaim.cli_looks import print_subject

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

DAY = click.DateTime(["%Y-%m-%d"])
PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("judge")
@click.argument("claim")
@LEDGER
@click.option("--field", required=True, metavar="NAME", help="The field, as `history` prints it: low, high, measure, speaker, scope …")
@click.option(
    "--verdict",
    type=click.Choice(["accept", "correct", "reject", "unsure"]),
    help="correct with --value, otherwise accept, reject or unsure.",
)
@click.option("--value", metavar="JSON", help='What is right: 12, null, "killed", or [start, end] for words of the text.')
@WHY
@BY
def judge_command(claim: str, address: str, field: str, verdict: str | None, value: str | None, why: str, who: str | None) -> int:
    """Say of one field of a claim that it is right, wrong or doubtful.

    The judgement binds to the claim, the field and the value that you saw. It never changes what was read, survives new rules, and
    can be followed by another one; none is ever deleted.

    \b
    counterclaim judge cl:85ce --field low --value 12 --why 'the sentence says a dozen'
    counterclaim judge cl:85ce --field measure --verdict accept --why 'checked against the original'
    """
    from counterclaim.ledger import Verdict
    from counterclaim.views import now

    chosen = verdict or ("correct" if value is not None else None)
    if chosen is None or (chosen == "correct") != (value is not None):
        raise click.UsageError("Give --value with what is right, or --verdict accept, reject or unsure.")
    ledger = opened(address)
    anchor, _ = ledger.find_anchor(claim)
    done = ledger.judge(anchor, field, Verdict(chosen), parsed(value), who=who or login(), why=why, at=now())
    seen = json.dumps((done.content or {})["seen"], ensure_ascii=False)
    click.echo(f"Decision {done.seq}: {field} of {anchor}, seen as {seen}: {chosen}{f' {value}' if value is not None else ''}.")
    if field in ("low", "high") and (both := ends(ledger, anchor)) and both[0] > both[1]:
        click.echo(f"With this, low is {both[0]} and high {both[1]}. Correct the other end too.", err=True)
    return 0


def ends(ledger: Ledger, anchor: str) -> tuple[int, int] | None:
    """The low and high end of a toll as reviewers leave them; none where one is open or was not read."""
    read = next((reading.value for reading in reversed(ledger.history(anchor).readings) if reading.value), {})
    found = {name: read.get("body", {}).get(name) for name in ("low", "high")}
    found |= {each.field: each.value for each in ledger.judged([anchor]).get(anchor, []) if each.field in found}
    low, high = found["low"], found["high"]
    return (low, high) if isinstance(low, int) and isinstance(high, int) else None


def parsed(value: str | None) -> Any:
    """A value as JSON, or as the text that it is."""
    try:
        return None if value is None else json.loads(value)
    except json.JSONDecodeError:
        return value


@click.command("mark")
@click.argument("name", required=False, metavar="[CLAIM|REPORT|DOCUMENT]")
@LEDGER
@click.option("--person", metavar="NAME", help="A person whose name no output may show.")
@click.option("--level", type=click.Choice(["withheld", "open"]), default="withheld", show_default=True, help="open takes a mark back.")
@click.option("--until", type=DAY, help="An embargo: withheld until this day.")
@WHY
@BY
def mark_command(name: str | None, address: str, person: str | None, level: str, until: Any, why: str, who: str | None) -> int:
    """Withhold a claim, a report, all versions of a document (dc:…) or a person's name from every output.

    Names of victims and other private persons that tolls count by name are withheld without being marked.
    """
    from counterclaim.ledger import Kind
    from counterclaim.views import now, subject_of

    if bool(name) == bool(person):
        raise click.UsageError("Name a claim, report or document, or give --person.")
    ledger = opened(address)
    subject = subject_of(ledger, name) if name else "person"
    content: dict[str, Any] = {"who": who or login(), "why": why, **({"name": person} if person else {})}
    kind = Kind.EMBARGO if until else Kind.SENSITIVITY
    content |= {"until": until.date().isoformat()} if until else {"level": level}
    done = ledger.decide(kind, subject, content, at=now())
    outcome = f"withheld until {content['until']}" if until else level
    click.echo(f"Decision {done.seq}: {subject} {outcome}.")
    return 0


@click.command("open")
@click.argument("name", metavar="CLAIM|REPORT")
@LEDGER
@WHY
@BY
def open_command(name: str, address: str, why: str, who: str | None) -> int:
    """Show a claim or report with the names in it. Who opened it, when and why is recorded first."""
    from counterclaim.views import open_subject

    ledger = opened(address)
    is_claim = name.startswith(("cl:", "st:"))
    anchor, key = ledger.find_anchor(name) if is_claim else ("", ledger.find_report(name))
    print_subject(ledger, open_subject(ledger, name, who=who or login(), why=why), key, anchor, veiled=False)
    return 0


@click.command("redact")
@click.argument("name", metavar="REPORT|NUMBER")
@LEDGER
@click.option("--words", metavar="TEXT", help="The words to take out of the report, as it prints them.")
@WHY
@BY
@click.confirmation_option(
    prompt="This cannot be undone, and takes the report's original file out of the archive. Go on?", help="Do not ask."
)
def redact_command(name: str, address: str, words: str | None, why: str, who: str | None) -> int:
    """Take words out of a stored report for good, or empty the decision with this NUMBER.

    A tombstone says who did it, when and why; every hash can still be checked. Backups made before still hold the words.
    """
    from counterclaim.custody import redact, redact_decision

    ledger = opened(address)
    if name.isdigit():
        tombstone = redact_decision(ledger, int(name), who=who or login(), why=why)
        click.echo(f"Decision {name} is empty; decision {tombstone.seq} says why.")
        return 0
    if not words:
        raise click.UsageError("Give the words to take out with --words.")
    done = redact(ledger, name, words, who=who or login(), why=why)
    files = counting(len(done.originals), "original file")
    click.echo(f"Decision {done.decision.seq}: {counting(done.places, 'place')} blackened, {files} taken away.")
    click.echo(f"To prove later what was withheld, keep this with the old text; the ledger does not: {done.salt}")
    return 0


@click.command("verify")
@click.option("--derived", is_flag=True, help="Also make lists, links, search and withheld names anew, and compare. Takes longer.")
@LEDGER
def verify_command(derived: bool, address: str) -> int:
    """Compute every hash anew: originals, texts, readings, decisions, and when and where everything came from.

    Exit status 1 where something does not fit.
    """
    from counterclaim.custody import verify
    from counterclaim.exports.kept import STANDING

    found = verify(opened(address), derived=derived)
    for fault in found.faults:
        click.echo(f"FAULT {fault}")
    counted = ((found.reports, "report"), (found.readings, "reading"), (found.chain.rows, "decision"), (len(found.faults), "fault"))
    originals = f"{counting(found.originals, 'original')}, {found.withheld} withheld"
    click.echo(f"{originals}, {', '.join(counting(*each) for each in counted)}.")
    click.echo(STANDING)
    return FAILED if found.faults else 0


@click.group("audit")
def audit() -> None:
    """Look at the chain of decisions and check it."""


@audit.command("verify")
@LEDGER
@click.option("--roots", type=PEM, help="Also check the time stamps, against these root certificates.")
def audit_verify_command(address: str, roots: Path | None) -> int:
    """Compute the chain of decisions anew and name the first broken row.

    Write the last hash down elsewhere: a chain cannot show by itself that rows were cut off at its end.
    """
    ledger = opened(address)
    chain = ledger.audit()
    click.echo(f"{chain.rows} decisions whole, {chain.withheld} of them withheld. Last hash: {chain.head}")
    stamps = ledger.stamps(roots) if roots else []
    for stamp in stamps:
        click.echo(f"{'stamped' if stamp.fits else 'STAMP DOES NOT FIT'}: decision {stamp.decision} at {stamp.at} by {stamp.service}")
    if chain.broken is not None:
        click.echo(f"BROKEN at decision {chain.broken}: {chain.reason}.")
    return FAILED if chain.broken is not None or not all(stamp.fits for stamp in stamps) else 0


@audit.command("request")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@LEDGER
def audit_request_command(file: Path, address: str) -> int:
    """Write a request for a time stamp (RFC 3161) on the last decision, to send to a service of your choice.

    Only a hash is in it. Nothing is sent from here. For example:

    \b
    counterclaim audit request head.tsq
    curl --data-binary @head.tsq -H 'Content-Type: application/timestamp-query' SERVICE > head.tsr
    counterclaim audit stamp head.tsr --service SERVICE --roots service-roots.pem
    """
    request = opened(address).stamp_request()
    try:
        file.write_bytes(request)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}. Name another file.") from error
    click.echo(f"{file}: send it before the next decision is made.")
    return 0


@audit.command("stamp")
@click.argument("answer", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LEDGER
@click.option("--service", required=True, metavar="URL|NAME", help="The service to ask, or whose ANSWER it is.")
@click.option("--roots", type=PEM, required=True, help="The service's root certificates.")
@CONTACT
def audit_stamp_command(answer: Path | None, address: str, service: str, roots: Path, contact: str | None) -> int:
    """Get a time stamp (RFC 3161) on the last decision and keep it: it shows that every decision up to this one was there then.

    Without ANSWER the service is asked: only a hash is sent. With it, the answer to `audit request` is checked and kept.

    \b
    counterclaim audit stamp --service https://tsa.example.org --roots tsa-roots.pem
    """
    from counterclaim.gathering import ask_for_stamp

    ledger = opened(address)
    given = answer.read_bytes() if answer else ask_for_stamp(ledger, service, contact=contact)
    at = ledger.stamp(given, roots.read_bytes(), service=service)
    click.echo(f"The last decision was there at {at}, says {service}.")
    return 0


@audit.command("list")
@LEDGER
def audit_list_command(address: str) -> int:
    """List every decision: who, when, what, why."""
    from counterclaim.exports.kept import decision_line

    for each in opened(address).decisions():
        click.echo(decision_line(each.seq, each.kind.value, each.at, each.subject, each.content))
    return 0


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@LEDGER
def backup_command(file: Path, replace: bool, address: str) -> int:
    """Write the whole ledger into one file: every original, report, reading and decision, with their hashes.

    It can be done while others write, and be restored into either database.
    """
    from counterclaim.views import now

    if file.exists() and not replace:
        raise click.ClickException(f"{file} is there already. Name another file, or write over it with --replace.")
    done = opened(address).backup(file, at=now())
    shown = ((done.rows["reports"], "report"), (done.rows["decisions"], "decision"), (done.originals, "original"))
    click.echo(f"{file}: {', '.join(counting(*each) for each in shown)}.")
    return 0


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LEDGER
def restore_command(file: Path, address: str) -> int:
    """Fill a new, empty ledger from a backup. Every hash is checked before anything is written."""
    from counterclaim.custody import restore

    click.echo(f"{restore(address, file)} reports restored. `counterclaim verify` checks them again.")
    return 0


@click.command("migrate")
@LEDGER
def migrate_command(address: str) -> int:
    """Bring a ledger that an older program made to this program's schema. Make a backup first."""
    from counterclaim.custody import migrate

    done = migrate(address)
    for migration in done:
        click.echo(f"schema {migration.version}: {migration.title}")
    click.echo("The ledger is up to date.")
    return 0


COMMANDS = (
    judge_command,
    mark_command,
    open_command,
    redact_command,
    verify_command,
    audit,
    backup_command,
    restore_command,
    migrate_command,
)
