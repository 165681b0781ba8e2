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
    """The body that a heading of a report names, where the report speaks as "we"; `None` where it does not, or none is named there.

    A heading is a line in the head that is no sentence; a name in the text itself may be anybody's.
    """
    if len(SPEAKS.findall(QUOTED.sub("", report.text))) < FEWEST:
        return None
    lines = [m.span() for m in LINE.finditer(report.text, 0, min(HEAD, len(report.text)))][:HEADINGS]
    for start, end in lines:
        if report.text[start:end].rstrip().endswith((".", "?", "!")):
            continue
        named = next((n.span for n in spans.names if start <= n.span.start < end and n.label in ("org", "office")), None)
        words = report.text[start:end].strip()
        if named is None and len(words.split()) > 1 and words[0].isupper() and f"The {words}" in report.text[end:]:
            named = report.span(start, start + len(words))  # "Harbour Rights Circle", and later "The Harbour Rights Circle holds …"
        if named is not None:
            return named
    return None
