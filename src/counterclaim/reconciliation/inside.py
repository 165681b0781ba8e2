"""Links inside one report: who denies, disputes, counters, confirms or corrects what, each with its own words.

Every rule is a function in `RULES`; its docstring says in plain words why the link is made.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from counterclaim.model import AGAINST, Claim, Extraction, Group, Link, LinkKind, Polarity, Scope, Span, Stance, Toll, Voice, digest
from counterclaim.reconciliation.answers import ALLEGATIONS, answered
from counterclaim.reconciliation.figures import figures_meant
from counterclaim.reconciliation.page import Counted, Page, make_page
from counterclaim.reconciliation.revision_words import told_as_earlier
from counterclaim.reconciliation.revisions import (
    MOST_GROWTH,
    corrected_to,
    is_brought,
    is_one_teller,
    is_told_anew,
    put_right,
    ratio,
    revised_counts,
)
from counterclaim.reconciliation.trained import scored_links
from counterclaim.reconciliation.words import content_stems, same_speaker, speaks_of, stems

Found = Iterator[tuple[Claim, Claim, LinkKind, Span | None]]

ANSWERS = {Stance.DENIES: LinkKind.DENIES, Stance.DISPUTES: LinkKind.DISPUTES}
# words that point back at all that was said; "involvement", "the attack" point at a part of it
WHOLE = re.compile(
    r"^(?:it|this|that|which|so|them"
    r"|(?:the|this|these|those|such|any|its|their) (?:\w+ )?(?:claims?|reports?|statements?|allegations?))$",
    re.I,
)
COUNTERING = re.compile(r"\bcounter(?:s|ed|ing)?\b|\bin turn\b|\binstead\b", re.I)
# the same with the accusation named: "answers that charge with one of its own, alleging", "meets this with the allegation that"
MEETING = re.compile(
    r"\b(?:answer|meet|met|parr|rebut|return|repl|respond|retort)\w*\b[^.;]{0,50}\bwith\b"
    r"|\b(?:hit|hits|hitting|str(?:ike|ikes|uck)|fir(?:e|es|ed)) back\b",
    re.I,
)
MEETING_LEAD = 80  # code points before a cue in which it stands
# How many sentences back an answer looks. On the marked items nothing further back was right.
ANSWER_REACH = 3
COUNTER_REACH = 6
CONFIRM_REACH = 10
REJECT_REACH = 10
RIVAL_REACH = 1  # sentences back that a figure is set against another
COUNT_REACH = 2  # sentences that a count may go on over without a teller
TELLING = 10  # smaller figures are often alike by chance
LEAD = 30  # code points before a cue in which "counters by" stands
SHARED = 2  # content stems that a confirmation must share with what it confirms


def links_inside(extraction: Extraction) -> Iterator[Link]:
    """Every link inside one report; a pair is joined once for and once against at most."""
    page = make_page(extraction)
    seen: set[tuple[str, str, bool]] = set()
    answering: set[str] = set()  # who has an answer by the rules gets no other one by the trained reader
    for rule in RULES:
        for source, target, kind, evidence in rule(page):
            key = (source.id, target.id, kind in AGAINST)
            if source.id == target.id or key in seen or (rule is scored_links and source.id in answering):
                continue
            if kind in AGAINST and rule is not scored_links:
                answering.add(source.id)
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


def parts(page: Page) -> Found:
    """A figure is counted inside another one of the same sentence."""
    by_id = {t.claim.id: t.claim for t in page.tolls}
    for counted in page.tolls:
        if counted.toll.part_of in by_id:
            yield counted.claim, by_id[counted.toll.part_of], LinkKind.PART_OF, None


def nested_words(page: Page) -> Found:
    """A speaker denies, disputes or confirms words that stand inside the same sentence ("denies reports that …")."""
    kinds = {**ANSWERS, Stance.CONFIRMS: LinkKind.CORROBORATES}  # who refuses a demand denies no fact
    by_id = {s.id: s for s in page.statements}
    for inner in page.statements:
        outer = by_id.get(inner.inside or "")
        turn = outer is not None and not outer.cue.text[0].isalnum()  # "Mr Example: No. …" answers the turn before, not what it holds
        if outer and not turn and outer.stance in kinds and not same_speaker(outer.speaker, inner.speaker):
            yield page.position[outer.id], page.position[inner.id], kinds[outer.stance], outer.cue


def answered_figure(page: Page) -> Found:
    """A speaker denies or disputes a figure that stands before ("a figure disputed by …", "9,000, which … disputes")."""
    for statement in page.statements:
        kind = ANSWERS.get(statement.stance)
        if kind is None:
            continue
        for counted in figures_meant(page, statement):
            yield page.position[statement.id], counted.claim, kind, statement.cue


def rejected_figure(page: Page) -> Found:
    """A speaker says of a figure that it is not so; another speaker, or the report, gave the same one before."""
    for counted in page.tolls:
        if counted.claim.stance is not Stance.DENIES:
            continue
        value = (counted.toll.low, counted.toll.high)
        before = [
            t
            for t in page.tolls_before(counted.at, reach=REJECT_REACH)
            if (t.toll.low, t.toll.high) == value and not same_speaker(t.claim.speaker, counted.claim.speaker)
        ]
        if before and not counted.toll.vague:
            yield counted.claim, before[-1].claim, LinkKind.DENIES, counted.claim.cue


def rival_figure(page: Page) -> Found:
    """A speaker contests a figure by giving another one for the same."""
    for counted in page.tolls:
        if counted.claim.stance is not Stance.DISPUTES or counted.toll.part_of:
            continue
        before = [
            t for t in page.tolls_before(counted.at, reach=ANSWER_REACH) if t.toll.measure is counted.toll.measure and not t.toll.part_of
        ]
        others = [t for t in before if not same_speaker(t.claim.speaker, counted.claim.speaker) and t.claim.stance not in ANSWERS]
        if others:
            named = [t for t in named_beside(page, counted) if t in others] or others
            rival = max(named, key=lambda t: (page.sentence_of(t.at) - ratio(t, counted), t.at))
            yield counted.claim, rival.claim, LinkKind.DISPUTES, counted.claim.cue


def named_beside(page: Page, counted: Counted) -> list[Counted]:
    """The figures that the speaker of another figure contests in its sentence ("disputes the 54, saying fewer than ten")."""
    here = page.sentence_of(counted.at)
    beside = (s for s in page.statements if s.stance in ANSWERS and page.sentence_of(s.cue.start) == here)
    return [t for s in beside if same_speaker(s.speaker, counted.claim.speaker) for t in figures_meant(page, s)]


def none_against_some(page: Page) -> Found:
    """A named speaker says that nobody came to harm; just before another one, or the report, counted some."""
    for counted in page.tolls:
        if counted.claim.voice is not Voice.NAMED or counted.toll.low != 0 or counted.claim.stance in ANSWERS:
            continue
        near = [t for t in page.tolls_before(counted.at, reach=RIVAL_REACH) if t.toll.measure is counted.toll.measure and t.toll.low]
        others = [t for t in near if not same_speaker(t.claim.speaker, counted.claim.speaker)]
        if others:
            yield counted.claim, others[-1].claim, LinkKind.DISPUTES, counted.claim.cue


def answered_words(page: Page) -> Found:
    """A speaker denies or disputes what another one said, by words that point back or by shared words."""
    holding = {s.inside for s in page.statements if s.inside}
    for k, statement in enumerate(page.statements):
        kind = ANSWERS.get(statement.stance)
        if kind is None or statement.id in holding or figures_meant(page, statement) or goes_on(page, k):
            continue
        target = answered(page, k)
        if target is not None:
            yield page.position[statement.id], page.position[target.id], kind, statement.cue
            figures = page.figures_in(target)
            if len(figures) == 1 and statement.content and WHOLE.match(statement.content[0].text):
                yield page.position[statement.id], figures[0], kind, statement.cue


def goes_on(page: Page, k: int) -> bool:
    """Whether a statement is the version behind a colon of the answer before it ("contests this: only three men died"): one answer."""
    return k > 0 and page.statements[k - 1].cue == page.statements[k].cue


def counter_claims(page: Page) -> Found:
    """A speaker answers an accusation or a claim with another claim."""
    text = page.extraction.report.text
    for k, statement in enumerate(page.statements):
        if statement.speaker is None or statement.stance not in ALLEGATIONS | {Stance.REPORTS}:
            continue
        earlier = page.others_before(k, reach=COUNTER_REACH)
        accusing = [s for s in earlier if s.stance is Stance.ACCUSES and statement.stance in ALLEGATIONS]
        back = [s for s in accusing if speaks_of(s, statement.speaker) and same_speaker(statement.target, s.speaker)]
        says_so = earlier and COUNTERING.search(text[max(0, statement.cue.start - LEAD) : statement.cue.end])
        meets = statement.stance in ALLEGATIONS and MEETING.search(text[max(0, statement.cue.start - MEETING_LEAD) : statement.cue.start])
        target = back[-1] if back else earlier[-1] if says_so or (earlier and meets) else None
        if target is not None:
            yield page.position[statement.id], page.position[target.id], LinkKind.COUNTERS, statement.cue


def further_words(page: Page) -> Found:
    """A speaker denies an allegation and sets a version of their own against it in one sentence ("denies this, stating that …")."""
    for k, statement in enumerate(page.statements[1:], start=1):
        denial = page.statements[k - 1]
        same = page.sentence_of(denial.cue.start) == page.sentence_of(statement.cue.start)
        if denial.stance not in ANSWERS or not same or statement.stance not in ALLEGATIONS | {Stance.REPORTS}:
            continue
        participle = statement.cue.text.lower().endswith("ing")
        if not participle or statement.inside == denial.id or not same_speaker(denial.speaker, statement.speaker):
            continue
        target = answered(page, k - 1)
        if target is not None and target.stance in ALLEGATIONS:
            yield page.position[statement.id], page.position[target.id], LinkKind.COUNTERS, statement.cue


def confirmed_words(page: Page) -> Found:
    """A speaker confirms what another one said before."""
    for k, statement in enumerate(page.statements):
        shared = content_stems(statement) if statement.stance is Stance.CONFIRMS else frozenset()
        if not shared:
            continue
        enough = max(SHARED, (len(shared) + 1) // 2)
        fitting = [s for s in page.others_before(k, reach=CONFIRM_REACH) if len(shared & content_stems(s)) >= enough]
        if fitting:
            yield page.position[statement.id], page.position[fitting[-1].id], LinkKind.CORROBORATES, statement.cue


def same_figure(page: Page) -> Found:
    """Two named speakers give the same figure of the same kind."""
    by_value: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for k, counted in enumerate(page.tolls):
        toll = counted.toll
        telling = (toll.low or 0) >= TELLING or counted.claim.stance is Stance.CONFIRMS
        if counted.claim.voice is not Voice.NAMED or toll.vague or not telling or counted.claim.stance in ANSWERS:
            continue
        if told_as_earlier(page, k) == "wrong":
            continue
        alike = by_value[toll.measure, toll.low, toll.high, toll.scope, toll.since, toll.group]
        for earlier in alike:
            if same_place(earlier.toll, toll) and not same_speaker(earlier.claim.speaker, counted.claim.speaker):
                yield counted.claim, earlier.claim, LinkKind.CORROBORATES, None
        alike.append(counted)


def same_place(a: Toll, b: Toll) -> bool:
    """Whether two tolls can be of one place: one names none, or both share a word."""
    return not (a.place and b.place) or bool(stems(a.place.text) & stems(b.place.text))


def new_counts(page: Page) -> Found:
    """The same teller gives a later and higher count ("the toll has risen to", "is now", "make that")."""
    for k, counted in enumerate(page.tolls):
        if counted.toll.vague or counted.toll.part_of or not is_told_anew(page, k):
            continue
        before = (t for t in reversed(page.tolls[:k]) if same_count(page, t, k) and is_followed(page, t, counted))
        earlier = next((t for t in before if (t.toll.low or 0) < (counted.toll.low or 0) <= MOST_GROWTH * (t.toll.low or 0)), None)
        if earlier is not None:
            yield counted.claim, earlier.claim, LinkKind.UPDATES, None


def is_followed(page: Page, earlier: Counted, later: Counted) -> bool:
    """Whether one teller by name gave both figures, or the report gives the later one right after the earlier."""
    near = page.sentence_of(later.at) - page.sentence_of(earlier.at) <= COUNT_REACH
    return same_speaker(earlier.claim.speaker, later.claim.speaker) or (near and later.claim.speaker is None)


def same_count(page: Page, earlier: Counted, k: int) -> bool:
    """Whether a figure and toll `k` can be two states of one count: same measure, scope, people, place and teller."""
    later = page.tolls[k]
    a, b = earlier.toll, later.toll
    if a.vague or a.part_of or a.measure is not b.measure or a.unit is not b.unit:
        return False
    together = page.sentence_of(earlier.at) == page.sentence_of(later.at)
    if a.scope is not b.scope and Scope.UNKNOWN not in (a.scope, b.scope) and not together:
        return False
    people = a.group is b.group or Group.UNSPECIFIED in (a.group, b.group)
    place = same_place(a, b) or is_brought(page, k)
    return people and place and is_one_teller(earlier, later) and earlier.claim.polarity is Polarity.ASSERTS


RULES = (
    parts,
    nested_words,
    answered_figure,
    rejected_figure,
    rival_figure,
    none_against_some,
    answered_words,
    counter_claims,
    further_words,
    confirmed_words,
    same_figure,
    revised_counts,
    corrected_to,
    put_right,
    new_counts,
    scored_links,
)
