"""Makes a position of every statement that is more than a neutral report: an accusation, a denial, a demand, a warning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from counterclaim.model import (
    Actor,
    Claim,
    DeniesWhat,
    Event,
    Evidence,
    HealthCare,
    Polarity,
    Position,
    Report,
    Span,
    Stance,
    Statement,
    Toll,
    digest,
)
from counterclaim.vocabulary import load_vocabulary

# where care is given, and who gives it
PLACE = (
    r"(?:hospitals?|clinics?|ambulances?|infirmar(?:y|ies)|dispensar(?:y|ies)|sanatori(?:um|a|ums)|hospices?|polyclinics?"
    r"|health ?care|health (?:facilit\w+|cent(?:re|er)s?|posts?|units?)|places? of (?:care|healing)"
    r"|medical (?:facilit\w+|cent(?:re|er)s?|points?|posts?|stations?|units?|complex(?:es)?|convoys?|vehicles?)"
    r"|(?:hospital|maternity|p(?:a)?ediatric|surgical|casualty|emergency|burns|neonatal|dialysis|isolation) (?:wards?|units?|homes?|rooms?)"
    r"|(?:intensive|primary) care(?: units?)?|(?:operating|surgical) (?:theat(?:re|er)s?|rooms?)"
    r"|(?:dialysis|trauma|transfusion) cent(?:re|er)s?"
    r"|blood banks?|first[- ]aid (?:posts?|stations?|points?)|(?<!electoral )(?<!council )(?<!city )wards)"
)
CARE = (
    rf"(?:{PLACE}|health (?:workers?|staff)|medical (?:staff|personnel|workers?|teams?|crews?)|(?:para)?medics?"
    r"|doctors?|nurses?|surgeons?|midwi(?:fe|ves))"
)
NEARNESS = re.compile(r"\b(?:near|nearby|around|outside|close to|next to|not far|vicinity|towards?)\b", re.I)  # implies no attack on it
SUCH_FACILITIES = re.compile(
    r"\b(?:these|those|such|the (?:very )?same) (?:facilities|buildings|sites|premises|centers|centres|institutions|places)\b", re.I
)
REACH_BACK = 200  # code points before a statement that "these facilities" can point to: about a sentence
ALLEGING = frozenset({Stance.ACCUSES, Stance.ALLEGES, Stance.CONFIRMS, Stance.REPORTS, Stance.DISPUTES, Stance.ADMITS})


def make_positions(report: Report, statements: tuple[Statement, ...], told: Iterable[Claim]) -> list[Claim]:
    """One position for each statement; its anchor is the cue. Of `told`, the report's tolls and events, it may be about one."""
    parts: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in told:
        parts[claim.statement].append(claim)
    return [position(report, s, about=subject(s, parts[s.id])) for s in statements]


def subject(statement: Statement, told: Iterable[Claim]) -> str | None:
    """What somebody takes a stand on: the figure that is denied, else the first event of what is said, else the only figure in it."""
    tolls = [claim for claim in told if isinstance(claim.body, Toll) and is_said(statement, claim.body.number)]
    events = [claim for claim in told if isinstance(claim.body, Event) and is_said(statement, claim.body.trigger)]
    only = tolls if len(tolls) == 1 else []
    rejected = [claim for claim in only if claim.polarity is Polarity.REJECTS]
    return next((claim.id for claim in (*rejected, *events, *only)), None)


def is_said(statement: Statement, words: Span) -> bool:
    """Whether words stand in what is said: elsewhere they are beside the point."""
    return any(part.covers(words) for part in statement.content)


def position(report: Report, statement: Statement, *, about: str | None) -> Claim:
    """The position of a statement, with what is denied and an alleged attack on health care where its words say so."""
    words = " ".join(c.text for c in statement.content)
    spans: tuple[tuple[str, Span | None], ...] = (("cue", statement.cue), ("speaker", statement.speaker), ("target", statement.target))
    evidence = tuple(Evidence(f, s.start, s.end) for f, s in spans if s) + tuple(
        Evidence("content", c.start, c.end) for c in statement.content
    )
    return Claim(
        id=digest("cl", report.key, "position", statement.id),
        report=report.id,
        statement=statement.id,
        voice=statement.voice,
        speaker=statement.speaker,
        cue=statement.cue,
        stance=statement.stance,
        body=Position(
            about=about,
            denies_what=denied(words) if statement.stance is Stance.DENIES else None,
            health_care=health_care(statement.stance, spelled_out(report, statement, words)),
            target_actor=Actor(statement.target) if statement.target else None,
        ),
        evidence=evidence,
        hedged=statement.hedged,
        polarity=Polarity.ASSERTS,
        carried_by=statement.carried_by,
        rules=(("statement", statement.rule),),
    )


@cache
def patterns(vocabulary: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The (value, pattern) pairs of `data/denials.tsv` or `data/health_care.tsv`, in their order."""
    column = "denies_what" if vocabulary == "denials" else vocabulary
    lines = ((row[column], row["pattern"].replace("{CARE}", CARE).replace("{PLACE}", PLACE)) for row in load_vocabulary(vocabulary))
    return tuple((value, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for value, pattern in lines)


def denied(words: str) -> DeniesWhat:
    """What a denial says is not so; that it happened, where its words name nothing narrower."""
    return DeniesWhat(next((what for what, pattern in patterns("denials") if pattern.search(words)), DeniesWhat.OCCURRENCE))


def spelled_out(report: Report, statement: Statement, words: str) -> str:
    """The words with "these facilities" read as the health facilities that the text spoke of just before."""
    start = statement.content[0].start if statement.content else statement.cue.start
    spoken_of = re.search(CARE, report.text[max(0, start - REACH_BACK) : start], re.IGNORECASE)
    return SUCH_FACILITIES.sub(spoken_of.group(), words) if spoken_of else words


def health_care(stance: Stance, words: str) -> HealthCare | None:
    """The alleged attack on health care (WHO SSA types); `None` unless the words themselves allege one."""
    if stance not in ALLEGING:
        return None
    for kind, pattern in patterns("health_care"):
        found = pattern.search(words)
        if found and (kind == HealthCare.MILITARIZATION or not NEARNESS.search(found.group())):
            return HealthCare(kind)
    return None
