"""Sources told in a bracket or a note: "Killed: 88 [per the hospitals]", "Killed: 41 [a]" with "[a] Source: the directorate" below.

Who the bracket or note names says the figure before it; the words that bring in the name are the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model import Report, Span, Stance, Statement, Voice, digest
from counterclaim.statements.words import is_outlet, is_person, name_labels, words_of

NAMED = r"(?P<who>(?:the |The |our |Our )?[^\W\d_][^\n.;,:()\[\]]{1,60}?)"
BRINGS = (
    r"(?:per|sources?:|according to|given by|(?:as )?(?:announced|reported|compiled|claimed|counted|registered|stated) by|verified by"
    r"|data of|figures? (?:of|from|by)|count (?:of|by)|from)"
)
INLINE = re.compile(rf"[\[(](?P<cue>{BRINGS}) {NAMED}[\])]", re.IGNORECASE)
MARK = re.compile(r"(?<=[\w%\")+]) ?(?:[\[(](?P<mark>[a-z]|\d{1,2}|[ivx]{1,4})[\])]|(?P<star>\*{1,3}))(?![\w-])")
NOTE = re.compile(r"^[ \t]*(?:[\[(]?(?P<mark>[a-z]|\d{1,2}|[ivx]{1,4})[\])./]|(?P<star>\*{1,3}))[ \t]+(?P<words>\S[^\n]*)$", re.MULTILINE)
TOLD = re.compile(rf"(?P<cue>{BRINGS}) {NAMED}(?=[.;,:(]|$| which | who )", re.IGNORECASE)
OWNED = re.compile(rf"{NAMED}(?:'s|’s|'|’)? (?P<cue>estimates?|figures?|counts?|data|registers?|census|tally|records)\b")
ALONE = re.compile(rf"{NAMED}(?P<cue>[;.,])")
# a wire's flash: "Port toll now 34 – harbour ministry"
FLASH = re.compile(r"^[^\n]{0,160}[^\s.?!] (?P<cue>[–—]|--) (?P<who>[^\n.;:,()–—]{3,50})$", re.MULTILINE)
# a line under a table, or its head: "Source: the harbour directorate. Boats sunk: 4"
SOURCED = re.compile(r"^[ \t]*(?P<cue>Sources?): (?P<who>[^\n.;:,()]{3,60})\. (?P<said>[^\n]*\w)", re.MULTILINE)
SEGMENT = re.compile(r"[^|\n/]+")
FIGURE = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|no|none)\b", re.IGNORECASE)
STANCES = {"verified": Stance.CONFIRMS, "claimed": Stance.ALLEGES}


def find_noted(report: Report) -> Iterator[Statement]:
    """The statements that brackets and notes of a report make."""
    for match in INLINE.finditer(report.text):
        yield from statement_of(report, match.span("who"), match.span("cue"), match.start())
    for match in FLASH.finditer(report.text):
        if can_count(match["who"]) and FIGURE.search(match.group()[: match.start("cue") - match.start()]):
            yield from statement_of(report, match.span("who"), match.span("cue"), match.start("cue"))
    for match in SOURCED.finditer(report.text):
        if can_count(match["who"]) and FIGURE.search(match["said"]):
            yield made(report, match.span("who"), match.span("cue"), report.span(*match.span("said")))
    notes = {m["mark"] or m["star"]: m for m in NOTE.finditer(report.text)}
    for mark in MARK.finditer(report.text) if notes else ():
        note = notes.get(mark["mark"] or mark["star"])
        if note is None or note.start() <= mark.start() < note.end() or "\n" not in report.text[mark.end() : note.end()]:
            continue
        source = source_of(note["words"])
        if source is not None:
            base = note.start("words")
            who, cue = ((base + a, base + b) for a, b in (source.span("who"), source.span("cue")))
            yield from statement_of(report, who, cue, mark.start())


def source_of(words: str) -> re.Match[str] | None:
    """Who a note names as its source: "Source: X", "Given by X", "X's estimate", or a body alone before a mark."""
    told = TOLD.match(words)
    if told is not None:
        return told
    for pattern in (OWNED, ALONE):
        found = pattern.match(words)
        if found is not None and can_count(found["who"]):
            return found
    return None


def can_count(name: str) -> bool:
    """Whether a name is that of somebody who counts: a body, an office, a person, an outlet."""
    words = re.findall(r"[\w-]+", name.lower().replace("'s", "").replace("’s", ""))
    acronym = re.fullmatch(r"[A-Z]{2,8}", name) is not None
    known = any(name_labels().get(w) in ("org", "office", "outlet", "title") or is_person(w) or w in words_of("voice") for w in words)
    return acronym or known or is_outlet(name)


def statement_of(report: Report, who: tuple[int, int], cue: tuple[int, int], end: int) -> Iterator[Statement]:
    """The statement that somebody makes of the figure whose part of a line ends at a code point."""
    content = noted(report, end)
    if content is not None:
        yield made(report, who, cue, content)


def made(report: Report, who: tuple[int, int], cue: tuple[int, int], content: Span) -> Statement:
    """The statement of somebody named beside a figure."""
    first = report.text[cue[0] : cue[1]].split()[0].lower()
    return Statement(
        id=digest("st", report.key, *cue, content.start),
        report=report.id,
        voice=Voice.NAMED,
        speaker=report.span(*who),
        cue=report.span(*cue),
        content=(content,),
        stance=STANCES.get(first, Stance.REPORTS),
        carried_by=tuple(dict.fromkeys(p for p in (report.publisher, *report.carried_by) if p)),
        rule="note:source",
    )


def noted(report: Report, end: int) -> Span | None:
    """The part of a line before a bracket, from its bar or sentence on; `None` where it holds no figure."""
    line = report.text.rfind("\n", 0, end) + 1
    part = [m.start() for m in SEGMENT.finditer(report.text, line, end)]
    start = max(part, default=line)
    start = max(start, report.text.rfind(". ", start, end) + 2 if report.text.rfind(". ", start, end) > 0 else start)
    words = report.text[start:end]
    start += len(words) - len(words.lstrip(" \t-–•*>["))
    words = report.text[start:end].rstrip()
    return report.span(start, start + len(words)) if FIGURE.search(words) else None
