"""Links inside one report: who denies, disputes, counters, confirms or corrects what, each with its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.model import AGAINST, Claim, Extraction, Link, LinkKind, Position, Span, Stance, Statement, Toll, Voice, digest
from counterclaim.reconciliation.words import content_stems, same_speaker, speaks_of, stems

ANSWERS = {Stance.DENIES: LinkKind.DENIES, Stance.DISPUTES: LinkKind.DISPUTES}
ALLEGATIONS = frozenset({Stance.ACCUSES, Stance.ALLEGES})
FIGURE_WORDS = re.compile(
    r"^(?:the|this|that|these|those|such|a|its|his|her|their|both|all)?\s*(?:\w+ ){0,2}"
    r"(?:figures?|tolls?|numbers?|counts?|estimates?|tall(?:y|ies))\b",
    re.I,
)
POINTS_BACK = re.compile(
    r"^(?:the|this|that|these|those|such|any|all|its|his|her|their|any such)?\s*(?:\w+ ){0,2}"
    r"(?:claims?|allegations?|accusations?|charges?|reports?|statements?|assertions?|suggestions?|findings?|assessment|version|account|this|it|that|them|so|involvement|responsibility|wrongdoing|role|blame|attack|strike|incident)\b",
    re.I,
)
COUNTERING = re.compile(r"\bcounter(?:s|ed|ing)?\b|\bin turn\b|\binstead\b", re.I)
RISING = re.compile(r"\b(?:ris(?:es|en|ing)|rose|climb\w*|increas\w*|updat\w*|now|grown|grew|up from)\b", re.I)
REVISING = re.compile(r"\b(?:correct(?:s|ed|ing|ion)|revis(?:es|ed|ing|ion)|retract\w*|amend\w*|lower(?:s|ed|ing))\b", re.I)
REACH = 3  # sentences back that "the claims" can point to; further back nothing on the marked items was right
SHARED = 2  # content stems that a denial must share with the statement before it where no word points back


@dataclass(frozen=True, slots=True)
class Page:
    """One report's statements and claims, ready to be looked up."""

    extraction: Extraction
    position: dict[str, Claim]
    tolls: tuple[Claim, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements in text order."""
        return self.extraction.statements

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds a code point."""
        sentences = self.extraction.spans.sentences
        return next((k for k, s in enumerate(sentences) if s.start <= at < s.end), len(sentences))

    def words_around(self, at: int) -> str:
        """The sentence that holds a code point."""
        sentence = next((s for s in self.extraction.spans.sentences if s.start <= at < s.end), None)
        return self.extraction.report.text[sentence.start : sentence.end] if sentence else ""


def make_page(extraction: Extraction) -> Page:
    """An extraction with its claims by statement."""
    positions = {c.statement: c for c in extraction.claims if isinstance(c.body, Position) and c.statement}
    return Page(extraction, positions, tuple(c for c in extraction.claims if isinstance(c.body, Toll)))


def links_inside(extraction: Extraction) -> Iterator[Link]:
    """Every link inside one report; a pair is joined once for and once against at most."""
    page = make_page(extraction)
    seen: set[tuple[str, str, bool]] = set()
    for rule in RULES:
        for source, target, kind, evidence in rule(page):
            key = (source.id, target.id, kind in AGAINST)
            if source.id != target.id and key not in seen:
                seen.add(key)
                yield Link(
                    id=digest("ln", source.id, target.id, kind),
                    source=source.id,
                    target=target.id,
                    kind=kind,
                    rule=rule.__name__,
                    evidence=evidence,
                    report=extraction.report.id,
                )


Found = Iterator[tuple[Claim, Claim, LinkKind, Span | None]]


def parts(page: Page) -> Found:
    """A figure is counted inside another one of the same sentence."""
    by_id = {c.id: c for c in page.tolls}
    for claim in page.tolls:
        if isinstance(claim.body, Toll) and claim.body.part_of in by_id:
            yield claim, by_id[claim.body.part_of], LinkKind.PART_OF, None


def nested_words(page: Page) -> Found:
    """A speaker denies, disputes or confirms words that stand inside the same sentence ("denies reports that …")."""
    kinds = {**ANSWERS, Stance.CONFIRMS: LinkKind.CORROBORATES, Stance.REFUSES: LinkKind.DENIES}
    by_id = {s.id: s for s in page.statements}
    for inner in page.statements:
        outer = by_id.get(inner.inside or "")
        if outer and outer.stance in kinds and not same_speaker(outer.speaker, inner.speaker):
            yield page.position[outer.id], page.position[inner.id], kinds[outer.stance], outer.cue


def answered_figure(page: Page) -> Found:
    """A speaker denies or disputes a figure that stands before ("a figure disputed by …")."""
    for statement in page.statements:
        kind = ANSWERS.get(statement.stance)
        if kind is None or not statement.content or not FIGURE_WORDS.match(statement.content[0].text):
            continue
        before = [
            t for t in page.tolls if t.evidence[0].start < statement.content[0].start and not same_speaker(t.speaker, statement.speaker)
        ]
        near = [t for t in before if page.sentence_of(t.evidence[0].start) >= page.sentence_of(statement.cue.start) - REACH]
        if near:
            yield page.position[statement.id], near[-1], kind, statement.cue


def rejected_figure(page: Page) -> Found:
    """A speaker says of a figure that it is not so; another speaker, or the report, gave one of the same kind before."""
    for claim in page.tolls:
        if claim.stance is not Stance.DENIES or not isinstance(claim.body, Toll):
            continue
        before = [
            t
            for t in page.tolls
            if t.evidence[0].start < claim.evidence[0].start
            and isinstance(t.body, Toll)
            and agrees(t.body, claim.body)
            and not same_speaker(t.speaker, claim.speaker)
        ]
        if before:
            yield claim, before[-1], LinkKind.DENIES, claim.cue


def agrees(earlier: Toll, denied: Toll) -> bool:
    """Whether a denial can be about a figure: the same measure, or any harm where casualties are denied."""
    return earlier.measure is denied.measure or denied.measure == "casualties"


def answered_words(page: Page) -> Found:
    """A speaker denies or disputes what another one said before, by words that point back or by shared words."""
    for k, statement in enumerate(page.statements):
        kind = ANSWERS.get(statement.stance)
        if kind is None or any(s.inside == statement.id for s in page.statements):
            continue
        if statement.content and FIGURE_WORDS.match(statement.content[0].text):
            continue
        target = answered(page, k)
        if target is not None:
            yield page.position[statement.id], page.position[target.id], kind, statement.cue


def answered(page: Page, k: int) -> Statement | None:
    """The statement that the denial at `k` answers, or `None` where none fits."""
    denial = page.statements[k]
    here = page.sentence_of(denial.cue.start)
    others = [
        s for s in page.statements[:k] if s.id != denial.inside and not same_speaker(s.speaker, denial.speaker) and s.stance not in ANSWERS
    ]
    near = [s for s in others if here - REACH <= page.sentence_of(s.cue.start)]
    later = [
        s
        for s in page.statements[k + 1 :]
        if page.sentence_of(s.cue.start) == here and not same_speaker(s.speaker, denial.speaker) and s.stance in ALLEGATIONS
    ]
    words = denial.content[0].text if denial.content else ""
    if not words or POINTS_BACK.match(words):
        aimed = [s for s in near if s.stance in ALLEGATIONS and speaks_of(s, denial.speaker)]
        alleged = [s for s in near if s.stance in ALLEGATIONS]
        chosen = aimed or alleged or later or near
        return chosen[-1] if chosen else None
    shared = content_stems(denial)
    ranked = sorted(near, key=lambda s: (len(shared & content_stems(s)), s.cue.start))
    if ranked and len(shared & content_stems(ranked[-1])) >= SHARED:
        return ranked[-1]
    adjacent = [s for s in near if page.sentence_of(s.cue.start) >= here - 1]
    return adjacent[-1] if adjacent else None


def counter_claims(page: Page) -> Found:
    """A speaker answers an accusation or a claim with another claim."""
    for k, statement in enumerate(page.statements):
        if statement.stance in ANSWERS or statement.speaker is None:
            continue
        earlier = [s for s in page.statements[:k] if not same_speaker(s.speaker, statement.speaker) and s.stance not in ANSWERS]
        back = [
            s
            for s in earlier
            if s.stance is Stance.ACCUSES
            and statement.stance in ALLEGATIONS
            and speaks_of(s, statement.speaker)
            and speaks_of(statement, s.speaker)
        ]
        lead = page.extraction.report.text[max(0, statement.cue.start - 30) : statement.cue.end]
        if back:
            yield page.position[statement.id], page.position[back[-1].id], LinkKind.COUNTERS, statement.cue
        elif earlier and COUNTERING.search(lead) and statement.stance in ALLEGATIONS | {Stance.REPORTS}:
            yield page.position[statement.id], page.position[earlier[-1].id], LinkKind.COUNTERS, statement.cue


def confirmed_words(page: Page) -> Found:
    """A speaker confirms what another one said before."""
    for k, statement in enumerate(page.statements):
        if statement.stance is not Stance.CONFIRMS:
            continue
        shared = content_stems(statement)
        earlier = [
            s
            for s in page.statements[:k]
            if not same_speaker(s.speaker, statement.speaker) and s.stance not in ANSWERS and s.id != statement.inside
        ]
        fitting = [s for s in earlier if shared and 2 * len(shared & content_stems(s)) >= len(shared)]
        if fitting:
            yield page.position[statement.id], page.position[fitting[-1].id], LinkKind.CORROBORATES, statement.cue


def same_figure(page: Page) -> Found:
    """Two named speakers give the same figure of the same kind."""
    for k, claim in enumerate(page.tolls):
        for earlier in page.tolls[:k]:
            a, b = earlier.body, claim.body
            if not (isinstance(a, Toll) and isinstance(b, Toll)) or claim.voice is not Voice.NAMED or earlier.voice is not Voice.NAMED:
                continue
            same = (a.measure, a.low, a.high, a.scope, a.since) == (b.measure, b.low, b.high, b.scope, b.since) and not a.vague
            alike = a.group is b.group and not (a.place and b.place and not stems(a.place.text) & stems(b.place.text))
            if same and alike and not same_speaker(earlier.speaker, claim.speaker) and (a.low or 0) > 1:
                yield claim, earlier, LinkKind.CORROBORATES, None


def new_counts(page: Page) -> Found:
    """The same teller gives a later count: it rises, or it is corrected."""
    for k, claim in enumerate(page.tolls):
        body = claim.body
        words = page.words_around(claim.evidence[0].start)
        rising, revising = RISING.search(words), REVISING.search(words)
        if not isinstance(body, Toll) or body.vague or body.part_of or not (rising or revising):
            continue
        for earlier in reversed(page.tolls[:k]):
            before = earlier.body
            if (
                not isinstance(before, Toll)
                or before.vague
                or before.measure is not body.measure
                or before.part_of
                or before.group is not body.group
            ):
                continue
            if earlier.speaker and claim.speaker and not same_speaker(earlier.speaker, claim.speaker):
                continue
            if revising and before.low != body.low:
                yield claim, earlier, LinkKind.CORRECTS, None
            elif (before.low or 0) < (body.low or 0) and page.sentence_of(earlier.evidence[0].start) != page.sentence_of(
                claim.evidence[0].start
            ):
                yield claim, earlier, LinkKind.UPDATES, None
            break


RULES = (parts, nested_words, answered_figure, rejected_figure, answered_words, counter_claims, confirmed_words, same_figure, new_counts)
