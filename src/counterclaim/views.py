"""What a ledger holds, as an output may show it: what is sensitive is left out, unless somebody opens it and that is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from counterclaim.ledger import Filters, Kind, Ledger, Withheld, document_id
from counterclaim.model import Claim, Extraction, Link, Report, Statement

PAGE = 500  # claims that are loaded at once
Place = tuple[str, int, int]  # report, first and last code point


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Reports of a ledger as an output may show them.

    `hidden` are the subjects left out, with the reason; `names` those to veil; `newer` the later version of a report that has one
    (empty where a row of a table was taken back).
    """

    extractions: tuple[Extraction, ...]
    links: tuple[Link, ...]
    hidden: dict[str, str]
    names: tuple[str, ...]
    newer: dict[str, str]


def load(ledger: Ledger, keys: Sequence[str], *, opened: bool = False) -> Loaded:
    """Reports by key with their links; what was marked as sensitive is left out unless `opened`, which the caller has recorded."""
    withheld = Withheld({}, ()) if opened else ledger.withheld(date.today().isoformat())
    found, hidden = [], {}
    for extraction in ledger.extractions(list(dict.fromkeys(keys))):
        reason = _reason(extraction.report, withheld)
        if reason:
            hidden[extraction.report.id] = reason
            continue
        own = [*(claim.id for claim in extraction.claims), *(statement.id for statement in extraction.statements)]
        dropped = {name: withheld.subjects[name] for name in own if name in withheld.subjects}
        hidden |= dropped
        found.append(_without(extraction, set(dropped)) if dropped else extraction)
    shown = {claim.id for extraction in found for claim in extraction.claims}
    links = ledger.links(extraction.report.key for extraction in found)
    kept = tuple(each for each in links if each.source in shown and each.target in shown)
    newer = ledger.newer([extraction.report for extraction in found])
    return Loaded(tuple(found), kept, hidden, withheld.names, newer)


def _reason(report: Report, withheld: Withheld) -> str | None:
    return withheld.subjects.get(report.key) or withheld.subjects.get(document_id(report))


def _without(extraction: Extraction, dropped: set[str]) -> Extraction:
    """The extraction without some claims and statements, and without everything else that would show their sentences."""
    items: tuple[Statement | Claim, ...] = (*extraction.statements, *extraction.claims)
    spans = [_extent(item) for item in items if item.id in dropped]
    silent = hidden_stretches(extraction, spans)
    return replace(
        extraction,
        statements=tuple(s for s in extraction.statements if s.id not in dropped and not _touches(_extent(s), silent)),
        claims=tuple(c for c in extraction.claims if c.id not in dropped and not _touches(_extent(c), silent)),
    )


def _extent(item: Statement | Claim) -> tuple[int, int]:
    """From the first to the last word that a claim or statement rests on."""
    marks = [(e.start, e.end) for e in item.evidence] if isinstance(item, Claim) else [(s.start, s.end) for s in (item.cue, *item.content)]
    return min((start for start, _ in marks), default=0), max((end for _, end in marks), default=0)


def hidden_stretches(extraction: Extraction, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that hold any of the spans; the spans themselves where no sentence does."""
    found = [(s.start, s.end) for s in extraction.spans.sentences if _touches((s.start, s.end), spans)]
    return found or list(spans)


def _touches(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def find(ledger: Ledger, kind: str, filters: Filters, *, limit: int | None = None) -> Iterator[tuple[Loaded, list[str]]]:
    """The reports that hold the claims or statements asked for, and the ids of those, in order, some hundreds at a time.

    What is hidden is left out.
    """
    rows = ledger.find(kind, filters, limit=limit)
    for first in range(0, len(rows), PAGE):
        part = rows[first : first + PAGE]
        loaded = load(ledger, [report for report, _ in part])
        there = {s.id for each in loaded.extractions for s in each.statements} | {c.id for each in loaded.extractions for c in each.claims}
        yield loaded, [anchor for _, anchor in part if anchor in there]


def subject_of(ledger: Ledger, name: str) -> str:
    """The claim, report or document that a name stands for. Raises `NotFound`."""
    if name.startswith("dc:"):
        return name
    return ledger.find_anchor(name)[0] if name.startswith(("cl:", "st:")) else ledger.find_report(name)


def open_subject(ledger: Ledger, name: str, *, who: str, why: str) -> Loaded:
    """Records that somebody opens a report or a claim, and why; gives it with every name in it."""
    subject = subject_of(ledger, name)
    key = ledger.find_anchor(subject)[1] if subject.startswith(("cl:", "st:")) else subject
    ledger.decide(Kind.OPENING, subject, {"who": who, "why": why}, at=now())
    return load(ledger, [key], opened=True)


def search(ledger: Ledger, typed: str, *, page: int) -> Iterator[tuple[Loaded, list[Place], list[Place]]]:
    """The sentences found with their reports, and the places of what is withheld in those reports, `page` sentences at a time.

    Raises `InvalidQuery`.
    """
    after = 0
    while found := ledger.search(typed, limit=page, after=after):
        hits = [(hit.report, hit.begins, hit.ends) for hit in found]
        loaded = load(ledger, [key for key, _, _ in hits])
        yield loaded, hits, ledger.places(name for name in loaded.hidden if name.startswith(("cl:", "st:")))
        after += len(found)
