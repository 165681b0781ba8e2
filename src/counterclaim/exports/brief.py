"""Extractions and links -> `Brief`: what a reader needs to know of a set of reports, as data; two modules draw it.

It groups and counts what reports say; it adds up no figures, picks none and decides nothing. Long parts are cut, with the number
left out beside them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from typing import TypeVar

from counterclaim.exports import words
from counterclaim.exports.chart import Chart, make_charts
from counterclaim.exports.lines import Line, Liner, Lines, Source, UnreadLine, speaker_key
from counterclaim.exports.quotes import make_veil
from counterclaim.exports.told import Part, make_parts
from counterclaim.model import AGAINST, Claim, Extraction, Link, LinkKind, Measure, Polarity, Stance, Statement, Toll

# How much a page shows before it says "and N more". Chosen so that 1,000 short reports give a page of a few MB, which a phone still opens.
SPEAKERS_PER_MEASURE = 25
TOLLS_PER_SPEAKER = 20
REJECTED_PER_MEASURE = 20
DISPUTES = 100
UNANSWERED = 100
SPEAKERS = 40
STATEMENTS_PER_SPEAKER = 10
UNREAD = 150
REPORTS = 300
OUTLETS = 20

ASKS_FOR_A_REPLY = frozenset({Stance.ACCUSES, Stance.ALLEGES})

Found = tuple[Extraction, Claim]
Said = TypeVar("Said", Claim, Statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What was read. Days are the reports' own."""

    reports: int
    synthetic: int
    first_day: str
    last_day: str
    outlets: tuple[str, ...]
    more_outlets: int
    claims: int
    tolls: int
    statements: int
    unread: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTolls:
    """All figures of one measure, by who says so; `rejected` are figures that somebody says are not so."""

    measure: str
    speakers: tuple[Lines, ...]
    more_speakers: int
    rejected: tuple[Line, ...]
    more_rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The claim `target` "is denied by" the claim `source`; `rule` joined them."""

    verb: str
    source: Line
    target: Line
    across: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that the page and the terminal summary show."""

    head: Head
    tolls: tuple[MeasureTolls, ...]
    disputes: tuple[Dispute, ...]
    more_disputes: int
    unanswered: tuple[Line, ...]
    more_unanswered: int
    told: tuple[Part, ...]
    speakers: tuple[Lines, ...]
    more_speakers: int
    charts: tuple[Chart, ...]
    unread_counts: tuple[tuple[str, int], ...]
    unread: tuple[UnreadLine, ...]
    more_unread: int
    sources: tuple[Source, ...]
    more_sources: int


def make_brief(extractions: Iterable[Extraction], links: Iterable[Link]) -> Brief:
    """Group what the reports say. The same input gives the same brief; the order of the input does not matter."""
    extractions = tuple(sorted(extractions, key=lambda each: (each.report.published, each.report.id)))
    links = tuple(sorted(links, key=lambda link: (link.kind, link.source, link.target)))
    claims = {claim.id: (each, claim) for each in extractions for claim in each.claims}
    liner = Liner(make_veil(extractions), {each.id: each for extraction in extractions for each in extraction.statements})
    against = [link for link in links if link.kind in AGAINST and link.source in claims and link.target in claims]
    answers = _answers(liner, claims, against)
    unanswered = _unanswered(claims, links)
    speakers, more_speakers = _statements(liner, extractions)
    sources = [liner.source(each.report) for each in extractions]
    left = [(each, item) for each in extractions for item in each.unread]
    return Brief(
        head=_head(extractions, sources),
        tolls=tuple(_tolls(liner, measure, claims.values(), answers) for measure in Measure if _has(measure, claims.values())),
        disputes=tuple(_dispute(liner, claims, link) for link in against[:DISPUTES]),
        more_disputes=max(0, len(against) - DISPUTES),
        unanswered=tuple(liner.claim(*found) for found in unanswered[:UNANSWERED]),
        more_unanswered=max(0, len(unanswered) - UNANSWERED),
        told=make_parts(liner, claims.values()),
        speakers=speakers,
        more_speakers=more_speakers,
        charts=make_charts(liner, claims.values()),
        unread_counts=tuple(sorted(Counter(words.reason(item.reason) for _, item in left).items(), key=lambda pair: (-pair[1], pair[0]))),
        unread=tuple(liner.unread(*found) for found in left[:UNREAD]),
        more_unread=max(0, len(left) - UNREAD),
        sources=tuple(sources[:REPORTS]),
        more_sources=max(0, len(sources) - REPORTS),
    )


def _head(extractions: Sequence[Extraction], sources: Sequence[Source]) -> Head:
    days = [each.report.published for each in extractions]
    outlets = sorted({source.outlet for source in sources})
    claims = [claim for each in extractions for claim in each.claims]
    return Head(
        reports=len(extractions),
        synthetic=sum(each.report.synthetic for each in extractions),
        first_day=min(days, default=words.NOT_SAID),
        last_day=max(days, default=words.NOT_SAID),
        outlets=tuple(outlets[:OUTLETS]),
        more_outlets=max(0, len(outlets) - OUTLETS),
        claims=len(claims),
        tolls=sum(isinstance(claim.body, Toll) for claim in claims),
        statements=sum(len(each.statements) for each in extractions),
        unread=sum(len(each.unread) for each in extractions),
        version=_version(),
    )


def _version() -> str:
    try:
        return metadata.version("counterclaim")
    except metadata.PackageNotFoundError:
        return "(not installed)"


# ---------------------------------------------------------------- tolls


def _has(measure: Measure, found: Iterable[Found]) -> bool:
    return any(isinstance(claim.body, Toll) and claim.body.measure is measure for _, claim in found)


def _answers(liner: Liner, claims: dict[str, Found], against: Iterable[Link]) -> dict[str, str]:
    """What stands against each figure, to be shown wherever the figure is: "is denied by the army"."""
    said: dict[str, list[str]] = defaultdict(list)
    for link in against:
        extraction, source = claims[link.source]
        said[link.target].append(f"{words.LINKS[link.kind][1]} {liner.who(extraction.report, source.voice, source.speaker)}")
    return {claim: "; ".join(dict.fromkeys(answers)) for claim, answers in said.items()}


def _answered(liner: Liner, found: Found, answers: dict[str, str]) -> Line:
    line = liner.claim(*found)
    answer = answers.get(found[1].id)
    return replace(line, facts=(("answer", answer), *line.facts)) if answer else line


def _tolls(liner: Liner, measure: Measure, found: Iterable[Found], answers: dict[str, str]) -> MeasureTolls:
    mine = [(each, claim) for each, claim in found if isinstance(claim.body, Toll) and claim.body.measure is measure]
    rejected = [(each, claim) for each, claim in mine if claim.polarity is Polarity.REJECTS]
    asserted = [(each, claim) for each, claim in mine if claim.polarity is not Polarity.REJECTS]
    groups = _by_speaker(asserted)
    return MeasureTolls(
        measure=words.MEASURES[measure],
        speakers=tuple(
            _speaker_lines([_answered(liner, each, answers) for each in group[:TOLLS_PER_SPEAKER]], len(group))
            for group in groups[:SPEAKERS_PER_MEASURE]
        ),
        more_speakers=max(0, len(groups) - SPEAKERS_PER_MEASURE),
        rejected=tuple(liner.claim(*item) for item in rejected[:REJECTED_PER_MEASURE]),
        more_rejected=max(0, len(rejected) - REJECTED_PER_MEASURE),
    )


def _by_speaker(items: Iterable[tuple[Extraction, Said]]) -> list[list[tuple[Extraction, Said]]]:
    """Items of one speaker together: named speakers by how much they say, then the report itself, then who is not known."""
    groups: dict[tuple[int, str], list[tuple[Extraction, Said]]] = defaultdict(list)
    for extraction, item in items:
        groups[speaker_key(item)].append((extraction, item))
    order = sorted(groups, key=lambda key: (key[0], -len(groups[key]), key[1]))
    return [groups[key] for key in order]


def _speaker_lines(lines: Sequence[Line], total: int) -> Lines:
    """Lines under the speaker's name as most of them print it."""
    names = Counter(line.who for line in lines)
    return Lines(min(names, key=lambda name: (-names[name], name)), tuple(lines), total - len(lines))


# ---------------------------------------------------------------- disputes, replies, statements


def _dispute(liner: Liner, claims: dict[str, Found], link: Link) -> Dispute:
    _, verb = words.LINKS[link.kind]
    source, target = (liner.claim(*claims[end]) for end in (link.source, link.target))
    return Dispute(verb=verb, source=source, target=target, across=link.across, rule=words.reason(link.rule))


def _unanswered(claims: dict[str, Found], links: Iterable[Link]) -> list[Found]:
    """Accusations and allegations that no link of these reports speaks against, one line a statement.

    A reply to any claim of the statement, or to another outlet's copy of it, counts as a reply.
    """
    links = tuple(links)
    replied = {link.target for link in links if link.kind in AGAINST}
    copies = [(link.source, link.target) for link in links if link.kind is LinkKind.REPEATS]
    reached = replied
    while reached:
        near = {b for a, b in copies if a in reached} | {a for a, b in copies if b in reached}
        reached = near - replied
        replied = replied | reached
    answered = {claims[each][1].statement or each for each in replied if each in claims}
    open_: dict[str, Found] = {}
    for found in sorted(claims.values(), key=lambda found: isinstance(found[1].body, Toll)):
        claim = found[1]
        if claim.stance in ASKS_FOR_A_REPLY and (claim.statement or claim.id) not in answered:
            open_.setdefault(claim.statement or claim.id, found)
    return sorted(open_.values(), key=lambda found: (found[0].report.published, found[0].report.id, found[1].id))


def _statements(liner: Liner, extractions: Iterable[Extraction]) -> tuple[tuple[Lines, ...], int]:
    said = [(each, statement) for each in extractions for statement in each.statements]
    groups = _by_speaker(said)
    shown = [_speaker_lines([liner.statement(*item) for item in group[:STATEMENTS_PER_SPEAKER]], len(group)) for group in groups[:SPEAKERS]]
    return tuple(shown), max(0, len(groups) - SPEAKERS)
