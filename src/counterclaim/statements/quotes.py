"""Quotations that go beyond one sentence keep their speaker; "I" and "we" in them are the speaker too."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace

from counterclaim.model import Report, Span, Spans, Stance, Statement, Voice, digest

QUOTATION = re.compile(r"“[^“”\n]*(?:”|$)|\"[^\"\n]*\"|„[^“\n]*“|«[^»\n]*»", re.MULTILINE)
WHOLE_WORDS = 4  # shorter quotations are quoted words, not speech that goes on by itself
SELF = frozenset({"i", "we", "my", "our"})


def follow_quotes(report: Report, spans: Spans, said: list[Statement]) -> list[Statement]:
    """The statements with contents that reach the end of their quotation, and one for each quotation that goes on after its cue.

    No quotation crosses a line, so each line is looked at by itself.
    """
    lines = [m.start() for m in re.finditer("\n", report.text)]
    by_line: dict[int, list[Statement]] = defaultdict(list)
    quoted: dict[int, list[Span]] = defaultdict(list)
    for statement in said:
        by_line[bisect_left(lines, statement.cue.start)].append(statement)
    for m in QUOTATION.finditer(report.text):
        inner = report.span(m.start() + 1, m.end() - (m.group()[-1] in '”"“»' and len(m.group()) > 1))
        quoted[bisect_left(lines, m.start())].append(inner)
    opened = frozenset(s.start for s in spans.sentences)
    found: list[Statement] = []
    for line, statements in by_line.items():
        found += follow_line(report, opened, statements, quoted[line])
    return found


def follow_line(report: Report, opened: frozenset[int], said: list[Statement], quotations: list[Span]) -> list[Statement]:
    """The statements of one line, with its quotations; `opened` holds where sentences begin."""
    found = list(said)
    for quotation in quotations:
        if len(quotation.text.split()) < WHOLE_WORDS:
            continue
        owner = owner_of(found, quotation)
        if owner is not None:
            found[found.index(owner)] = stretched(report, owner, quotation)
            continue
        alone = not opened.isdisjoint((quotation.start, quotation.start - 1))
        before = (said_before(report, found, quotation) if alone else None) or answered_with(report, found, quotation)
        if before is not None:
            found.append(continued(report, before, quotation, sum(s.cue == before.cue for s in found)))
    return [with_self(found, quotations, s) for s in found]


def owner_of(said: list[Statement], quotation: Span) -> Statement | None:
    """The statement whose cue stands outside a quotation and whose content holds part of it."""
    holders = [s for s in said if not quotation.covers(s.cue) and any(c.overlaps(quotation) for c in s.content)]
    return min(holders, key=lambda s: sum(len(c.text) for c in s.content), default=None)


def stretched(report: Report, owner: Statement, quotation: Span) -> Statement:
    """A content that stops inside its quotation, widened to the whole of it where the cue stays outside."""
    content = []
    for part in owner.content:
        start, end = min(part.start, quotation.start), max(part.end, quotation.end)
        wide = part.overlaps(quotation) and not start < owner.cue.end <= end
        text = report.text[start:end].rstrip(" ,.") if wide else ""
        content.append(report.span(start, start + len(text)) if (wide and end > part.end) or (wide and start < part.start) else part)
    return replace(owner, content=tuple(content))


def said_before(report: Report, said: list[Statement], quotation: Span) -> Statement | None:
    """Who speaks on in a quotation that is a sentence of its own: the last quoted speaker of the same paragraph."""
    before = [s for s in said if s.cue.end <= quotation.start]
    last = max(before, key=lambda s: s.cue.start, default=None)
    if last is None or last.speaker is None or "\n" in report.text[last.cue.end : quotation.start]:
        return None
    begin = min([last.cue.start, *(c.start for c in last.content)])
    quoted = any(mark in report.text[max(0, begin - 1) : quotation.start - 1] for mark in '“"«„')
    return last if quoted else None


def answered_with(report: Report, said: list[Statement], quotation: Span) -> Statement | None:
    """Whose words a quotation gives right behind an answer, with a colon or as the next sentence: "The guard disputes this: “…”"."""
    before = [s for s in said if s.cue.end <= quotation.start and s.speaker is not None]
    last = max(before, key=lambda s: s.cue.start, default=None)
    if last is None or last.rule.startswith("noun:") or quotation.text.rstrip().endswith(","):
        return None  # after a comma its own speaker follows
    end = max([last.cue.end, *(c.end for c in last.content)])
    between = report.text[end : quotation.start - 1].strip() if end < quotation.start else "…"
    return last if between == ":" or (between == "." and last.stance in (Stance.DENIES, Stance.DISPUTES)) else None


def continued(report: Report, before: Statement, quotation: Span, number: int) -> Statement:
    """The statement that a speaker's next quotation makes, hung on the same cue."""
    text = quotation.text.rstrip(" ,.")
    return replace(
        before,
        id=digest("st", report.key, before.cue.start, before.cue.end, number),
        content=(report.span(quotation.start, quotation.start + len(text)),),
        target=None,
        rule="quote:continued",
    )


def with_self(said: list[Statement], quotations: list[Span], statement: Statement) -> Statement:
    """A statement made inside a quotation by "I" or "we" is the quoted speaker's."""
    if statement.voice is not Voice.UNRESOLVED:
        return statement
    around = next((q for q in quotations if q.covers(statement.cue)), None)
    owner = owner_of(said, around) if around else None
    if owner is None or owner.speaker is None or not statement.rule.endswith(":self"):
        return statement
    return replace(statement, speaker=owner.speaker, voice=Voice.NAMED)
