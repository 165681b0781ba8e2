"""Speakers named by a label before their words: turns of an interview ("DIRECTOR: …"), posts ("@handle — …"), a list of versions.

The label speaks, the mark after it is the cue, the whole turn is the content. Labels of tables ("Killed: 41") speak not: a report must
have at least two turns, each with a handle, a label that comes back, or a body's name before a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from counterclaim.model import Report, Spans, Stance, Statement, Voice, digest
from counterclaim.statements.stance import DENIAL
from counterclaim.statements.words import is_person, name_labels

TURN = re.compile(r"^[ \t]*(?P<label>@\w+|[A-Z][^\n:—–@]{0,60}?)[ \t]*(?P<mark>:|[—–](?= ))[ \t]*(?P<words>\S[^\n]*)$", re.MULTILINE)
HANGS = re.compile(r"(?<=\w) (?:by|of|for|from|to|on|in|at)\b")
LABEL_WORDS = 6  # longer runs before a colon are prose
FEWEST_TURNS = 2
ASKS = frozenset({"q", "question", "a", "answer"})  # these name nobody
BODIES = frozenset({"org", "outlet", "office", "title"})


def find_turns(report: Report, spans: Spans) -> list[Statement]:
    """A statement for each labelled turn of a report; none where labels are those of a table."""
    turns = [m for m in TURN.finditer(report.text) if len(m["label"].split()) <= LABEL_WORDS and m["label"].lower() not in ASKS]
    often = Counter(m["label"] for m in turns)
    spoken = [m for m in turns if speaks(m["label"], often[m["label"]]) and has_clause(spans, *m.span("words"))]
    return [turn(report, m) for m in spoken] if len(spoken) >= FEWEST_TURNS else []


def speaks(label: str, times: int) -> bool:
    """Whether a label can be a speaker: a handle, a name that comes back in capitals, or an office or body by its last word."""
    last = HANGS.split(label.lower())[0].split()[-1]  # "Note by the editors" is a note
    return label.startswith("@") or (times >= FEWEST_TURNS and label.isupper()) or name_labels().get(last) in BODIES or is_person(last)


def has_clause(spans: Spans, start: int, end: int) -> bool:
    """Whether the words of a turn hold a finite verb or a quotation; figures alone are a table."""
    first = max(0, bisect_right(spans.sentences, start, key=lambda s: s.start) - 1)
    last = bisect_left(spans.sentences, end, key=lambda s: s.start)
    tokens = (t for s in spans.sentences[first:last] for t in s.tokens if start <= t.start < end)
    return any(t.tag in ("VERB", "AUX", "QUOTE") for t in tokens)


def turn(report: Report, match: re.Match[str]) -> Statement:
    """The statement that one labelled turn makes."""
    start, end = match.span("mark")
    denied = DENIAL.search(match["words"][:120]) is not None
    return Statement(
        id=digest("st", report.key, start, end, 0),
        report=report.id,
        voice=Voice.NAMED,
        speaker=report.span(*match.span("label")),
        cue=report.span(start, end),
        content=(report.span(match.start("words"), match.start("words") + len(match["words"].rstrip(" ."))),),
        stance=Stance.DENIES if denied else Stance.REPORTS,
        carried_by=tuple(dict.fromkeys(p for p in (report.publisher, *report.carried_by) if p)),
        rule="label:turn",
    )
