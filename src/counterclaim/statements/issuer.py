"""Who "we" is outside quotations: the body that issues a report, where its name stands in the head or the text."""

from __future__ import annotations

import re

from counterclaim.model import Report, Span, Spans
from counterclaim.statements.words import is_person, name_labels, words_of

HEAD = 400  # code points in which a statement, notice or briefing names who issues it
SPEAKS = re.compile(r"^(?:We|Our)\b|[.;,:] [Oo]ur |\b[Ww]e (?=[a-z])", re.MULTILINE)
LINE = re.compile(r"^\S[^\n]{1,160}$", re.MULTILINE)
HEADINGS = 5  # lines among which a heading may stand: title, issuer, kind of document, place and date, subject
FEWEST = 2  # places where "we" must stand outside quotations; once may be a phrase
FIRST = 700  # code points in which a release has said whose it is
OPENS = re.compile(r"(?:[A-Z][^.\n]{0,40}\d{4}\. )?(?:[Tt]he )?")  # "Port Town, 8 April 2021. The …"
CAPITALS = r"[A-Z][\w-]+(?: (?:of|for|the|and|[A-Z][\w-]+))*"  # "Harbour Centre for the Law of War"
ISSUED = re.compile(rf"(?:[Ss]tatement|[Cc]ommuniqu[eé]|[Nn]ote|[Rr]elease|[Ll]etter) (?:of|by|from) (?P<who>the {CAPITALS})")
TODAY = re.compile(rf", (?P<who>(?:the )?{CAPITALS}) said (?:today|in a (?:statement|report) today)")
SHORT = re.compile(  # "Port Town, 8 April 2021. The Harbour Rights Circle (HRC) has learned …"
    rf"^(?:[A-Z][^.\n]{{0,40}}\d{{4}}\. )?(?P<who>The {CAPITALS}) \([A-Z]{{2,8}}\)", re.MULTILINE
)
RELEASE = re.compile(r"^(?:(?:Public |Press |Joint )?[Ss]tatement|(?:Press|News|Media) [Rr]elease)\b", re.MULTILINE)
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")


def issuer_of(report: Report, spans: Spans) -> Span | None:
    """The body that a heading of a report names, or that opens its text, where the report speaks as "we"; `None` where there is none.

    Whoever is named only after the first "we", or inside a sentence, may be anybody.
    """
    spoken = list(SPEAKS.finditer(QUOTED.sub(lambda m: " " * len(m.group()), report.text)))
    if len(spoken) < FEWEST:
        return None
    bodies = [n.span for n in spans.names if n.span.start < min(HEAD, spoken[0].start()) and n.label in ("org", "office")]
    named = heading_of(report, bodies) or next((b for b in bodies if opens_line(report, b.start)), None)
    return named or told_today(report)


def heading_of(report: Report, bodies: list[Span]) -> Span | None:
    """The body that one of the first lines names which are no sentences; or such a line itself, where the text goes on about it."""
    for match in list(LINE.finditer(report.text, 0, min(HEAD, len(report.text))))[:HEADINGS]:
        words = match.group().rstrip()
        if words.endswith((".", "?", "!")):
            continue
        named = next((b for b in bodies if match.start() <= b.start < match.end()), None) or headed(report, match)
        if named is None and " " in words and words[0].isupper() and f"The {words}" in report.text[match.end() :]:
            named = report.span(
                match.start(), match.start() + len(words)
            )  # "Harbour Rights Circle", and later "The Harbour Rights Circle holds …"
        if named is not None:
            return named
    return None


def headed(report: Report, line: re.Match[str]) -> Span | None:
    """The body that a heading names up to its first comma: "HARBOUR ACCESS GROUP, PORT TOWN", "Statement of the Harbour Centre on …"."""
    found = ISSUED.match(line.group())
    if found:
        return report.span(line.start() + found.start("who"), line.start() + found.end("who"))
    words = line.group().split(",")[0].rstrip()
    head = re.split(r" (?:of|for) ", words.lower())[0].split()[-1]
    body = (name_labels().get(head) in ("org", "office") or head in words_of("voice")) and not is_person(head)
    return report.span(line.start(), line.start() + len(words)) if body and words.isupper() and ":" not in words else None


def told_today(report: Report) -> Span | None:
    """The body that a statement or release says it is from, in the words of such papers: "…, the Harbour Centre said today"."""
    found = (TODAY.search(report.text, 0, FIRST) if RELEASE.search(report.text, 0, HEAD) else None) or SHORT.search(report.text, 0, HEAD)
    return report.span(*found.span("who")) if found else None


def opens_line(report: Report, start: int) -> bool:
    """Whether nothing but a place, a date and an article stand before a name in its line."""
    return OPENS.fullmatch(report.text[report.text.rfind("\n", 0, start) + 1 : start]) is not None
