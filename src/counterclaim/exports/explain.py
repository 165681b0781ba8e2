"""One claim -> everything behind it: its sentence, each value with the words and the rule it rests on, its links, its statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from enum import Enum
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.errors import NotFound
from counterclaim.exports import words
from counterclaim.exports.lines import Liner
from counterclaim.exports.quotes import Veil, claim_marks, make_veil, quotes
from counterclaim.model import Actor, Attribution, Claim, Extraction, Link, Report, Share, Span, Statement, Toll

HEAD = ("voice", "speaker", "speaker_actor", "cue", "stance", "hedged", "polarity", "carried_by", "confidence")
TOLD = "told"  # what an event's type rests on: the rule says it in words
STATEMENT = ("voice", "speaker", "cue", "stance", "content", "target", "target_actor", "hedged", "inside", "rule")


def explain(extraction: Extraction, links: Iterable[Link], claim_id: str, *, veil: Veil | None = None) -> RenderableType:
    """The claim, laid open, for `rich.console.Console.print`. A private person's name stays withheld; `veil` knows those of a whole ledger.

    Raises `NotFound` where the report has no such claim.
    """
    claim = next((each for each in extraction.claims if each.id == claim_id), None)
    if claim is None:
        raise NotFound(f"{claim_id} is no claim of report {extraction.report.id}. `counterclaim read --format table` lists the claims.")
    statements = {each.id: each for each in extraction.statements}
    veil = veil or make_veil([extraction])
    statement = statements.get(claim.statement or "")
    return Group(
        _head(Liner(veil, statements), extraction, claim),
        *_sentences(veil, extraction, claim, statement),
        *_part("Values", _values(veil, extraction.report, claim)),
        *_scored(veil, extraction, claim),
        *_part("Links", _links(veil, extraction, links, claim_id)),
        *_part("Statement", _statement(veil, extraction.report, statement)),
        Text("\n" + " ".join(words.STANDING)),
    )


def _head(liner: Liner, extraction: Extraction, claim: Claim) -> Text:
    line = liner.claim(extraction, claim)
    said = f"said not to be so: {line.what}" if line.rejected else line.what
    parts = [f"{claim.kind} {claim.id}", said, f"who says so: {line.who}"]
    source = f"{line.source.published}, {line.source.outlet}, report {line.source.id}\n{line.source.title}".rstrip()
    invented = [words.INVENTED] if line.source.synthetic else []
    return Text(words.visible("\n".join([*invented, *(part for part in parts if part), source])), style="bold")


def _sentences(veil: Veil, extraction: Extraction, claim: Claim, statement: Statement | None) -> Iterator[RenderableType]:
    yield Text("\nSentence", style="bold underline")
    for quote in quotes(veil, extraction, claim_marks(claim), also=statement.content if statement else ()):
        text = Text("… " if quote.before else "")
        for piece in quote.pieces:
            label = f" ⟨{', '.join(piece.fields)}⟩" if piece.fields else ""
            text.append(words.visible(piece.text), style="reverse" if piece.fields else "")
            text.append(label, style="italic")
        text.append(" …" if quote.after else "")
        yield Padding(text, (0, 0, 0, 2))
        yield Padding(Text(f"characters {quote.start}–{quote.end}", style="dim"), (0, 0, 0, 2))


def _part(title: str, body: RenderableType | None) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold underline")
    yield Padding(body if body is not None else Text(words.NOT_SAID), (0, 0, 0, 2))


def _values(veil: Veil, report: Report, claim: Claim) -> Table:
    """Every field: its value, the words, the rule."""
    rules = dict(claim.rules)
    shown = _columns("field", "value", "words", "rule")
    for name, value in _fields(claim):
        marks = [Span(mark.start, mark.end, "") for mark in claim_marks(claim) if mark.field == name]
        quoted = ", ".join(f"“{veil.words(report, span)}” {span.start}–{span.end}" for span in marks)
        _add(shown, name, _value(veil, report, value), quoted, rules.get(name, ""))
    return shown


def _scored(veil: Veil, extraction: Extraction, claim: Claim) -> Iterator[RenderableType]:
    """What the trained reader holds likely about a toll's figure, its second choices beside; nothing where it was not asked."""
    number = claim.body.number if isinstance(claim.body, Toll) else None
    figure = extraction.spans.scored.figure(number.start, number.end) if extraction.spans.scored and number else None
    if figure is None:
        return
    shown = _columns("field", "likeliest", "second choice")
    for name in ("measures", "group", "scope", "voice", "stance"):
        codes = [f"{words.reason(code) if code else words.NOT_SAID} {chance:.2f}" for code, chance in getattr(figure, name)[:2]]
        _add(shown, name.removesuffix("s"), *codes)
    yield from _part("Trained reader", shown)


def _fields(claim: Claim) -> Iterator[tuple[str, Any]]:
    for name in HEAD:
        yield name, getattr(claim, name)
    for field in fields(claim.body):
        if field.name != TOLD:
            yield field.name, getattr(claim.body, field.name)
    named = {*HEAD, *(field.name for field in fields(claim.body))}
    for name, _ in claim.rules:
        if name not in named:
            yield name, None
            named.add(name)


def _value(veil: Veil, report: Report, value: Any) -> str:
    """A value in words; unknown is "not said", never a blank."""
    match value:
        case None | ():
            return words.NOT_SAID
        case bool():
            return "yes" if value else "no"
        case Enum():
            return words.reason(str(value.value))
        case Span():
            return veil.words(report, value)
        case Actor():
            return f"{veil.clean(report, value.name or value.id) or veil.words(report, value.span) or words.NOT_SAID} ({value.how})"
        case Attribution():
            by = f", by {veil.words(report, value.speaker)}" if value.speaker else ""
            return _value(veil, report, value.actor) + by + (f" ({value.stance.value})" if value.stance else "")
        case Share():
            return ", ".join(f"{name} {_value(veil, report, getattr(value, name))}" for name in ("low", "high", "of"))
        case tuple():
            return "; ".join(_value(veil, report, item) for item in value)
        case _:
            return veil.clean(report, f"{value:,}" if isinstance(value, int) else str(value))


def _links(veil: Veil, extraction: Extraction, links: Iterable[Link], claim_id: str) -> Table | None:
    shown = _columns("this claim", "other claim", "rule", "words")
    for link in sorted(links, key=lambda link: (link.kind, link.source, link.target)):
        if claim_id not in (link.source, link.target):
            continue
        outward = link.source == claim_id
        evidence = link.evidence if link.report in (None, extraction.report.id) else None
        other = (link.target if outward else link.source) + (" (another report)" if link.across else "")
        _add(shown, words.LINKS[link.kind][0 if outward else 1], other, link.rule, veil.words(extraction.report, evidence))
    return shown if shown.rows else None


def _statement(veil: Veil, report: Report, statement: Statement | None) -> Table | None:
    if statement is None:
        return None
    shown = _columns("field", "value")
    _add(shown, "id", statement.id)
    for name in STATEMENT:
        _add(shown, name, _value(veil, report, getattr(statement, name) or None if name == "rule" else getattr(statement, name)))
    return shown


def _columns(*names: str) -> Table:
    shown = Table(box=box.SIMPLE, pad_edge=False, show_edge=False)
    for name in names:
        shown.add_column(name, overflow="fold", vertical="top")
    return shown


def _add(shown: Table, *cells: str) -> None:
    """Add a row of plain text: a report's words are never markup."""
    shown.add_row(*(Text(words.visible(cell)) for cell in cells))
