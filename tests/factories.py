"""Tiny factories: a report from its text, spans by quoting it, and facts with only the values that a test is about."""

from __future__ import annotations

import re
from typing import Any

from counterclaim.model import (
    Claim,
    Evidence,
    Extraction,
    Layout,
    Link,
    LinkKind,
    Measure,
    Name,
    Position,
    Quantifier,
    Report,
    Sentence,
    Span,
    Spans,
    Stance,
    Statement,
    Toll,
    Unread,
    Voice,
    digest,
)


def make_report(text: str, **values: Any) -> Report:
    """A report with this text; its id is `r1` and its day 2024-01-27 unless told."""
    given = {"id": "r1", "published": "2024-01-27", "publisher": "Demo Wire A", **values}
    return Report(key=digest("r", text), text=text, **given)


def span(report: Report, words: str, nth: int = 1) -> Span:
    """Where the report prints these words, for the `nth` time."""
    start = -1
    for _ in range(nth):
        start = report.text.index(words, start + 1)
    return report.span(start, start + len(words))


def _maybe(report: Report, words: str | None) -> Span | None:
    return span(report, words) if words else None


def make_spans(report: Report, *, persons: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> Spans:
    """Sentences by full stop and line end, and the names that a test gives."""
    found = re.finditer(r"[^\s].*?(?:[.!?]+[\"”’]?(?=\s|$)|(?=\n)|$)", report.text)
    sentences = tuple(Sentence(match.start(), match.end(), Layout.PROSE, (), ()) for match in found)
    labelled = [(words, "person") for words in persons] + [(words, "place") for words in places]
    names = tuple(Name(span(report, words), label) for words, label in labelled)
    return Spans(sentences=sentences, numbers=(), dates=(), names=names)


def make_statement(
    report: Report, cue: str, content: str, *, speaker: str | None = None, stance: Stance = Stance.REPORTS, **values: Any
) -> Statement:
    """A statement; without a speaker it is somebody's who is not named, unless told."""
    said = span(report, cue)
    voice = values.pop("voice", Voice.NAMED if speaker else Voice.UNNAMED)
    target = _maybe(report, values.pop("target", None))
    return Statement(
        id=digest("st", report.id, said.start),
        report=report.id,
        voice=voice,
        speaker=_maybe(report, speaker),
        cue=said,
        content=(span(report, content),),
        stance=stance,
        target=target,
        **values,
    )


def make_toll(report: Report, number: str, low: int | None, high: int | None, **values: Any) -> Toll:
    """A toll of people killed; the quantifier follows the bounds unless told."""
    bound = Quantifier.EXACT if low == high else Quantifier.RANGE
    if low is None or high is None:
        bound = Quantifier.AT_LEAST if low is not None else Quantifier.UP_TO if high is not None else Quantifier.VAGUE
    given = {"quantifier": bound, "vague": bound is Quantifier.VAGUE, "measure": Measure.KILLED, **values}
    for field in ("victims", "place", "group_by"):
        if isinstance(given.get(field), str):
            given[field] = span(report, given[field])
    return Toll(number=span(report, number), low=low, high=high, **given)


def make_claim(
    report: Report,
    body: Toll | Position,
    *,
    speaker: str | None = None,
    cue: str | None = None,
    statement: Statement | None = None,
    **values: Any,
) -> Claim:
    """A claim with evidence for its number, speaker and cue; a statement lends it speaker, cue, stance and voice."""
    who = statement.speaker if statement else _maybe(report, speaker)
    said = statement.cue if statement else _maybe(report, cue)
    voice = statement.voice if statement else Voice.NAMED if who else Voice.REPORT
    spans = {"number": body.number, "victims": body.victims, "place": body.place} if isinstance(body, Toll) else {}
    marks = [(field, found) for field, found in {**spans, "speaker": who, "cue": said}.items() if found]
    anchor = body.number if isinstance(body, Toll) else said
    measure = body.measure if isinstance(body, Toll) else None
    given = {"voice": voice, "stance": statement.stance if statement else Stance.REPORTS if who else None, **values}
    return Claim(
        id=digest("cl", report.id, measure, anchor and anchor.start, anchor and anchor.end),
        report=report.id,
        statement=statement.id if statement else None,
        speaker=who,
        cue=said,
        body=body,
        evidence=tuple(Evidence(field, found.start, found.end) for field, found in marks),
        **given,
    )


def make_link(source: Claim, target: Claim, kind: LinkKind = LinkKind.DENIES, **values: Any) -> Link:
    """A link from one claim to another."""
    given = {"rule": "denial", "report": source.report, "across": source.report != target.report, **values}
    return Link(id=digest("ln", source.id, target.id, kind), source=source.id, target=target.id, kind=kind, **given)


def make_unread(report: Report, words: str, reason: str = "number_without_measure") -> Unread:
    """Words that made no claim."""
    return Unread(report.id, span(report, words), reason)


def make_extraction(
    report: Report,
    *,
    claims: tuple[Claim, ...] = (),
    statements: tuple[Statement, ...] = (),
    unread: tuple[Unread, ...] = (),
    spans: Spans | None = None,
) -> Extraction:
    """A report with what a test says was read from it."""
    return Extraction(report=report, spans=spans or make_spans(report), statements=statements, claims=claims, unread=unread)
