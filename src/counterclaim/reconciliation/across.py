"""Answers that stand in another report than the claim: a denial or dispute, days later, by the party that was spoken of.

Only what names both sides is joined; series, incidents and copies of figures come with their own rooms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.model import Claim, Extraction, Link, LinkKind, Position, Stance, Statement, digest
from counterclaim.reconciliation.words import content_stems, same_speaker, speaks_of, stems

ANSWERS = {Stance.DENIES: LinkKind.DENIES, Stance.DISPUTES: LinkKind.DISPUTES}
CLAIMS = frozenset({Stance.ACCUSES, Stance.ALLEGES, Stance.REPORTS, Stance.CONFIRMS})
WINDOW = 10  # days that an answer may come after the claim; older claims share words by chance
SHARED = 2  # content stems beside the parties' names that claim and answer must share


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its position, its report's day and the words that it is about."""

    claim: Claim
    statement: Statement
    report: str
    day: date
    about: frozenset[str]


def links_across(extractions: Iterable[Extraction]) -> Iterator[Link]:
    """Links from answers to the claims in earlier or same-day reports that they answer."""
    said = [item for extraction in extractions for item in statements_of(extraction)]
    by_day: dict[date, list[Said]] = defaultdict(list)
    for item in said:
        if item.statement.stance in CLAIMS:
            by_day[item.day].append(item)
    for answer in said:
        kind = ANSWERS.get(answer.statement.stance)
        if kind is None or answer.statement.speaker is None:
            continue
        for back in range(WINDOW + 1):
            for claim in by_day.get(answer.day - timedelta(days=back), ()):
                if claim.report != answer.report and is_answered(claim, answer):
                    yield Link(
                        id=digest("ln", answer.claim.id, claim.claim.id, kind),
                        source=answer.claim.id,
                        target=claim.claim.id,
                        kind=kind,
                        rule="answered_elsewhere",
                        evidence=answer.statement.cue,
                        report=answer.report,
                        across=True,
                    )


def statements_of(extraction: Extraction) -> Iterator[Said]:
    """The statements of a report with what they are about, the names of their parties left out."""
    day = date.fromisoformat(extraction.report.published[:10])
    positions = {c.statement: c for c in extraction.claims if isinstance(c.body, Position)}
    for statement in extraction.statements:
        parties = frozenset().union(*(stems(s.text) for s in (statement.speaker, statement.target) if s))
        yield Said(positions[statement.id], statement, extraction.report.id, day, content_stems(statement) - parties)


def is_answered(claim: Said, answer: Said) -> bool:
    """Whether an answer is aimed at a claim: the claim speaks of who answers, or the answer names who claimed, and both share words."""
    said, reply = claim.statement, answer.statement
    if said.speaker is None or same_speaker(said.speaker, reply.speaker):
        return False
    aimed = same_speaker(reply.target, said.speaker) or (said.stance is not Stance.REPORTS and speaks_of(said, reply.speaker))
    return aimed and len(claim.about & answer.about) >= SHARED
