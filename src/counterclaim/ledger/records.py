"""An extraction -> the rows that the ledger keeps of it, and back. Pure, so that it can run beside the one writer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.ledger.codec import canonical, decode, encode
from counterclaim.ledger.terms import UNIT, tokens
from counterclaim.model import (
    Capture,
    Claim,
    DateSpan,
    Event,
    Extraction,
    Layout,
    Link,
    Name,
    Number,
    Report,
    Sentence,
    Span,
    Spans,
    Statement,
    Toll,
    Unread,
    Weapon,
    digest,
)

PAGE = "page"  # the kind of anchor that holds a report's sentences, names, dates, numbers, weapons and what was not read


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a report something was read, and the value read there as canonical JSON."""

    id: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report as rows: its anchors with their values, and everything derived from them."""

    report: Report
    anchors: tuple[Anchor, ...]
    links: tuple[Link, ...]
    facts: tuple[dict[str, Any], ...]
    sentences: tuple[tuple[int, int, tuple[str, ...]], ...]
    names: tuple[str, ...]

    @property
    def claims(self) -> tuple[Anchor, ...]:
        """The anchors that are claims."""
        return tuple(anchor for anchor in self.anchors if anchor.kind not in (PAGE, "statement"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A record with the capture that its report came from; none where a report is read again."""

    record: Record
    capture: Capture | None = None
    place: str = ""


def make_record(extraction: Extraction, links: Iterable[Link], names: Iterable[str]) -> Record:
    """The rows of one extraction. `names` are the private persons that its tolls count by name."""
    report = extraction.report
    claims = [Anchor(c.id, c.kind, canonical(encode(c))) for c in extraction.claims]
    said = [Anchor(s.id, "statement", canonical(encode(s))) for s in extraction.statements]
    page = Anchor(digest("pg", report.key), PAGE, canonical(_encode_page(extraction)))
    return Record(
        report=report,
        anchors=(page, *said, *claims),
        links=tuple(links),
        facts=tuple(_facts(extraction)),
        sentences=tuple(_units(extraction)),
        names=tuple(sorted(set(names))),
    )


def read_record(report: Report, values: Iterable[tuple[str, str]]) -> Extraction:
    """The extraction behind (kind, value) rows. Tokens and phrases are not kept; they are read anew where they are needed."""
    statements, claims, page = [], [], None
    for kind, value in values:
        loaded = json.loads(value)
        if kind == PAGE:
            page = loaded
        elif kind == "statement":
            statements.append(decode(Statement, loaded, report.text))
        else:
            claims.append(decode(Claim, loaded, report.text))
    spans, unread = _decode_page(page or {}, report)
    return Extraction(report=report, spans=spans, statements=tuple(statements), claims=tuple(claims), unread=unread)


def words_of(text: str | None) -> str:
    """Words as a filter compares them: folded, each between blanks."""
    return f" {' '.join(tokens(text))} " if text else ""


def claim_span(claim: Claim) -> tuple[int, int]:
    """Where a claim's anchor stands: a toll's number, an event's trigger, else the cue."""
    match claim.body:
        case Toll(number=span) | Event(trigger=span):
            anchor: Span | None = span
        case _:
            anchor = claim.cue
    first = anchor or (claim.evidence[0] if claim.evidence else Span(0, 0, ""))
    return first.start, first.end


def _encode_page(extraction: Extraction) -> dict[str, Any]:
    spans = extraction.spans
    return {
        "sentences": [[s.start, s.end, s.layout.value] for s in spans.sentences],
        "names": [encode(name) for name in spans.names],
        "dates": [encode(date) for date in spans.dates],
        "numbers": [encode(number) for number in spans.numbers],
        "weapons": [encode(weapon) for weapon in spans.weapons],
        "unread": [[u.span.start, u.span.end, u.reason] for u in extraction.unread],
    }


def _decode_page(page: dict[str, Any], report: Report) -> tuple[Spans, tuple[Unread, ...]]:
    text = report.text
    spans = Spans(
        sentences=tuple(Sentence(start, end, Layout(layout), (), ()) for start, end, layout in page.get("sentences", [])),
        numbers=tuple(decode(Number, number, text) for number in page.get("numbers", [])),
        dates=tuple(decode(DateSpan, date, text) for date in page.get("dates", [])),
        names=tuple(decode(Name, name, text) for name in page.get("names", [])),
        weapons=tuple(decode(Weapon, weapon, text) for weapon in page.get("weapons", [])),
    )
    return spans, tuple(Unread(report.id, report.span(start, end), reason) for start, end, reason in page.get("unread", []))


def _facts(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """One flat row a claim and a statement, for filters."""
    for statement in extraction.statements:
        yield {**_fact(statement, extraction.report, "statement"), "begins": statement.cue.start, "ends": statement.cue.end}
    for claim in extraction.claims:
        begins, ends = claim_span(claim)
        yield {**_fact(claim, extraction.report, claim.kind), "begins": begins, "ends": ends, "polarity": claim.polarity.value}


def _fact(item: Statement | Claim, report: Report, kind: str) -> dict[str, Any]:
    actor = item.speaker_actor
    body = item.body if isinstance(item, Claim) and isinstance(item.body, Toll) else None
    told = item.body if isinstance(item, Claim) and isinstance(item.body, Toll | Event) else None
    return {
        "anchor": item.id,
        "kind": kind,
        "report": report.key,
        "published": report.published,
        "speaker": words_of(" ".join(part for part in (item.speaker.text if item.speaker else "", actor.name if actor else "") if part)),
        "voice": item.voice.value,
        "stance": item.stance.value if item.stance else None,
        "polarity": None,
        "measure": body.measure.value if body else None,
        "low": body.low if body else None,
        "high": body.high if body else None,
        "scope": body.scope.value if body else None,
        "place": words_of(told.place.text) if told and told.place else "",
        "person": bool(body and body.person),
    }


def _units(extraction: Extraction) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The stretches that a search looks at one by one: sentences, else the row of a table; a very long one in several parts."""
    text = extraction.report.text
    for begins, ends in [(s.start, s.end) for s in extraction.spans.sentences] or [(0, len(text))]:
        found = tokens(text[begins:ends])
        for first in range(0, len(found), UNIT):
            yield begins, ends, tuple(found[first : first + UNIT])
