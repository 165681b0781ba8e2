"""Who "we" is outside quotations: the body that issues a report, where its name stands in the head or the text."""

from __future__ import annotations

import re

from counterclaim.model import Report, Span, Spans

HEAD = 400  # code points in which a statement, notice or briefing names who issues it
SPEAKS = re.compile(r"^(?:We|Our)\b|[.;,:] (?:[Ww]e|[Oo]ur) |\b(?:that|and|as|which|whom) we ", re.MULTILINE)
LINE = re.compile(r"^\S[^\n]{1,160}$", re.MULTILINE)
HEADINGS = 5  # lines among which a heading may stand: title, issuer, kind of document, place and date, subject
FEWEST = 2  # places where "we" must stand outside quotations; once may be a phrase
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


def issuer_of(report: Report, spans: Spans) -> Span | None:
    """The body that a heading of a report names, or that opens its text, where the report speaks as "we"; `None` where there is none.

    Whoever is named only after the first "we", or inside a sentence, may be anybody.
    """
    spoken = list(SPEAKS.finditer(QUOTED.sub(lambda m: " " * len(m.group()), report.text)))
    if len(spoken) < FEWEST:
        return None
    bodies = [n.span for n in spans.names if n.span.start < min(HEAD, spoken[0].start()) and n.label in ("org", "office")]
    return heading_of(report, bodies) or next((b for b in bodies if opens_line(report, b.start)), None)


def heading_of(report: Report, bodies: list[Span]) -> Span | None:
    """The body that one of the first lines names which are no sentences; or such a line itself, where the text goes on about it."""
    for match in list(LINE.finditer(report.text, 0, min(HEAD, len(report.text))))[:HEADINGS]:
        words = match.group().rstrip()
        if words.endswith((".", "?", "!")):
            continue
        named = next((b for b in bodies if match.start() <= b.start < match.end()), None)
        if named is None and " " in words and words[0].isupper() and f"The {words}" in report.text[match.end() :]:
            named = report.span(
                match.start(), match.start() + len(words)
            )  # "Harbour Rights Circle", and later "The Harbour Rights Circle holds …"
        if named is not None:
            return named
    return None


def opens_line(report: Report, start: int) -> bool:
    """Whether nothing but an article stands before a name in its line."""
    return report.text[report.text.rfind("\n", 0, start) + 1 : start] in ("", "The ", "the ")
