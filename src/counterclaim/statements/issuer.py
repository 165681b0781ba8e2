"""Who "we" is outside quotations: the body that issues a report, where its name stands in the head or the text."""

from __future__ import annotations

import re

from counterclaim.model import Report, Span, Spans

HEAD = 400  # code points in which a statement, notice or briefing names who issues it
SPEAKS = re.compile(r"^(?:We|Our)\b|[.;,:] (?:[Ww]e|[Oo]ur) |\b(?:that|and|as|which|whom) we ", re.MULTILINE)
FEWEST = 2  # places where "we" must stand outside quotations; once may be a phrase
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


def issuer_of(report: Report, spans: Spans) -> Span | None:
    """The first name of a body or an office in the head of a report that speaks as "we"; `None` where it does not speak so."""
    if len(SPEAKS.findall(QUOTED.sub("", report.text))) < FEWEST:
        return None
    return next((n.span for n in spans.names if n.span.start < HEAD and n.label in ("org", "office")), None)
