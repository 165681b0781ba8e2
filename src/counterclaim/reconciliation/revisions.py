"""A count that takes the place of an earlier one: corrected where the earlier one was wrong, updated where it grew old."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model import Claim, LinkKind, Span, Stance
from counterclaim.reconciliation.page import Counted, Page
from counterclaim.reconciliation.words import same_speaker, stems

Found = Iterator[tuple[Claim, Claim, LinkKind, Span | None]]

LEAD = 80  # code points before a figure in which the words about it stand
TRAIL = 45  # behind it
QUOTE = r"[“”\"'‘’(]?"
ADVERB = r"(?:an? )?(?:earlier|previous|initial|first|old|preliminary)?\s*"
# Words right before an earlier figure.
FROM = re.compile(rf"\bfrom\s+{ADVERB}(?:the )?{QUOTE}$", re.I)
NOT = re.compile(rf"(?:\bnot|\binstead of|\brather than)\s+(?:the )?{QUOTE}$", re.I)
FOR = re.compile(rf"\bfor\s+{QUOTE}$", re.I)
SAID_BEFORE = re.compile(
    r"\b(?:(?:we|i|us) (?:had |have )?(?:said|reported|gave|given|wrote|mentioned|put|had|spoke|counted)"
    r"|had (?:said|given|put|had|spoken of|mentioned|reported|counted|listed|announced|shown|been (?:given|put|shown|reported))"
    r"|(?:earlier|previous|first|advance|initial|preliminary|yesterday's|last)\s+(?:\w+ ){0,3}?"
    r"(?:versions?|messages?|reports?|bulletins?|counts?|figures?|tolls?|posts?|dispatch\w*|alerts?|editions?|minutes|notes?|summar\w+|tall\w+)"
    r"|at first|was (?:given|shown|put)(?: as| at| with)?|replaces (?:the|that))\b[^.;]*$",
    re.I,
)
# "the 6 entered should read 1": the first is the earlier figure, the second the one that takes its place
SHOULD = re.compile(rf"\bshould (?:have )?(?:be|been|read|said)\s+{QUOTE}$", re.I)
SHOULD_BE = re.compile(rf"^{QUOTE}[^.;\d]{{0,70}}\bshould (?:have )?(?:be|been|read|said)\b", re.I)
# Words behind an earlier figure.
SAID_AFTER = re.compile(
    r"^[^.;:]{0,25}\b(?:a (?:day|week|month) (?:earlier|ago|before)|which we (?:mentioned|gave|reported)|circulated"
    r"|we (?:gave|reported|had))",
    re.I,
)
AGAINST = re.compile(rf"\bagainst\s+(?:the )?{QUOTE}$", re.I)
WHEN = re.compile(
    r"^[^.;:,]{0,25}\b(?:earlier|before|ago|yesterday|last (?:night|week|month)|(?:on|by) \w+day"
    r"|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.I,
)
HEADED = re.compile(r"\W*(?:\d[\d:.h]*\W+)?(?:correct(?:ion|ed)|corrigend\w+|errat\w+|rectif\w+|refinement|refiled|amend\w+)\b", re.I)
# Words of correction, in the sentence of either figure or the one before it.
WRONG = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions|ing)?|rectif\w+|refinement|amend(?:s|ed|ment)?|withdraw(?:s|n)?|withdrew"
    r"|corrigend\w+|errat\w+|refiled|should (?:have (?:been|read|said)|be|read)|in fact"
    r"|mis(?:print|counted|took)"
    r"|retract\w*|wrong\w*|error|mistak\w+|replaces|conceded|turns? out|counted twice|twice|read [“\"'])",
    re.I,
)
RIGHT = re.compile(
    rf"\bshould (?:have )?(?:been|be|read|said)\s+{QUOTE}(\w+)|\b([\d,.]+|\w+) (?:is|was) (?:correct|right)\b"
    rf"|\bread\s+{QUOTE}([\d,.]+)",
    re.I,
)
CORRECTED_TO = re.compile(rf"\b(?:correct|revis|amend|lower)\w*\b[^.;]*\bto\s+{QUOTE}$", re.I)
# Words right before a later count.
ANEW = re.compile(
    r"(?:\b(?:now|since|latest)\b[^.;:]{0,25}"
    r"|\b(?:tolls?|counts?|numbers?|totals?|tall(?:y|ies)|figures?|dead|balance)\b[^.;:]{0,60}"
    r"\b(?:is|are|to|at|reached|stands?|stood|passed|climbed|rose)\b(?: \w+)?"
    r"|\bmake (?:that|it)|\bupdat\w+\b[^.;]{0,25})\s+[“”\"'‘’(]?$",
    re.I,
)
COMPARES = re.compile(r"\b(?:with|compared|same (?:week|month|period)|last year|year before|of (?:a|the) year)\b", re.I)
MOST_GROWTH = 10  # a count that is told anew as more than so many times the old one is another count
NEAR = 2  # sentences between a later and an earlier count that no other word ties together


def revised_counts(page: Page) -> Found:
    """A later count takes the place of an earlier one: "raised from 29 to 33", "not 20,000 but 7,643", "we had said nine"."""
    for k, earlier in enumerate(page.tolls):
        how = told_as_earlier(page, earlier) or opens_correction(page, earlier)
        if earlier.toll.vague or earlier.claim.stance is Stance.DENIES or how is None:
            continue
        later = successor(page, k, how)
        if later is None:
            continue
        if how == "not" or is_corrected(page, earlier) or is_corrected(page, later):
            yield later.claim, earlier.claim, LinkKind.CORRECTS, None
        elif (later.toll.low or 0) > (earlier.toll.low or 0) and goes_on(page, earlier, later):
            yield later.claim, earlier.claim, LinkKind.UPDATES, None


def corrected_to(page: Page) -> Found:
    """A count is said to be corrected, revised or lowered to another: the last one of the same teller before it was wrong."""
    text = page.extraction.report.text
    for k, later in enumerate(page.tolls):
        before = text[max(0, later.at - LEAD) : later.at].rpartition("\n")[2]
        if later.toll.vague or not CORRECTED_TO.search(before):
            continue
        earlier = [t for t in page.tolls[:k] if can_follow(later, t) and is_one_teller(t, later) and t.claim.stance is not Stance.DENIES]
        if earlier and told_as_earlier(page, earlier[-1]) is None:
            yield later.claim, earlier[-1].claim, LinkKind.CORRECTS, None


def told_as_earlier(page: Page, counted: Counted) -> str | None:
    """`not`, `from` or `before` where the words around a figure say that another one has taken its place."""
    text, start, end = page.extraction.report.text, counted.toll.number.start, counted.toll.number.end
    before, after = text[max(0, start - LEAD) : start].rpartition("\n")[2], text[end : end + TRAIL].partition("\n")[0]
    if SHOULD.search(before):
        return None
    if SHOULD_BE.match(text[end : end + LEAD].partition("\n")[0]):
        return "not"
    if NOT.search(before) or (FOR.search(before) and re.search(r"\bread\b", after)):
        return "not"
    if FROM.search(before) and not COMPARES.search(before[-30:]):
        return "from"
    if AGAINST.search(before) and WHEN.match(after):
        return "from"
    return "before" if SAID_BEFORE.search(before) or SAID_AFTER.match(after) else None


def opens_correction(page: Page, counted: Counted) -> str | None:
    """`before` where a figure is the first of the two that a paragraph headed as a correction gives: the wrong one."""
    text = page.extraction.report.text
    first = text.rfind("\n", 0, counted.at) + 1
    if not HEADED.match(text, first):
        return None
    last = text.find("\n", counted.at)
    inside = [t for t in page.tolls if first <= t.at < (last if last > 0 else len(text)) and t.toll.measure is counted.toll.measure]
    wrong = len(inside) == 2 and inside[0] is counted and told_as_earlier(page, inside[1]) is None
    return "before" if wrong else None


def successor(page: Page, k: int, how: str) -> Counted | None:
    """The count that took the place of toll `k`: in its sentence, else the nearest one that can be the same count."""
    earlier, here = page.tolls[k], page.sentence_of(page.tolls[k].at)
    fitting = [t for j, t in enumerate(page.tolls) if j != k and can_follow(t, earlier)]
    if (right := stated_right(page, earlier)) is not None:
        return next((t for t in fitting if t.toll.number.start <= right < t.toll.number.end), None)
    same = [t for t in fitting if page.sentence_of(t.at) == here]
    if how in ("not", "from") or same:
        return min(same, key=lambda t: abs(t.at - earlier.at), default=None)
    close = [t for t in fitting if abs(page.sentence_of(t.at) - here) <= NEAR]
    alike = [t for t in fitting if is_alike(t, earlier)] if is_corrected(page, earlier) else []
    return min(close or alike, key=lambda t: (abs(page.sentence_of(t.at) - here), abs(t.at - earlier.at)), default=None)


def stated_right(page: Page, earlier: Counted) -> int | None:
    """Where the words behind an earlier figure give the right one: "it should have been 21", "38 is correct"."""
    text = page.extraction.report.text
    end = text.find("\n", earlier.toll.number.end)
    found = RIGHT.search(text, earlier.toll.number.end, end if end > 0 else len(text))
    return found.start(found.lastindex or 0) if found and found.start() - earlier.toll.number.end <= LEAD else None


def can_follow(later: Counted, earlier: Counted) -> bool:
    """Whether two figures can be states of one count: one measure, another value or unit, neither rejected."""
    a, b = earlier.toll, later.toll
    if b.vague or a.measure is not b.measure or later.claim.stance is Stance.DENIES or (a.part_of is None) != (b.part_of is None):
        return False
    return (a.low, a.high, a.unit) != (b.low, b.high, b.unit) or same_speaker(earlier.claim.speaker, later.claim.speaker)


def is_one_teller(a: Counted, b: Counted) -> bool:
    """Whether nothing says that two counts are of different tellers."""
    return not (a.claim.speaker and b.claim.speaker) or same_speaker(a.claim.speaker, b.claim.speaker)


def goes_on(page: Page, a: Counted, b: Counted) -> bool:
    """Whether a count grew: given twice by one teller, or twice in one sentence by nobody else."""
    if (b.toll.low or 0) > MOST_GROWTH * (a.toll.low or 0):
        return False
    named = same_speaker(a.claim.speaker, b.claim.speaker) or (a.claim.speaker is None and b.claim.speaker is None)
    return named or (is_one_teller(a, b) and page.sentence_of(a.at) == page.sentence_of(b.at))


def is_alike(a: Counted, b: Counted) -> bool:
    """Whether two counts name one place or one kind of people."""
    places = bool(a.toll.place and b.toll.place and stems(a.toll.place.text) & stems(b.toll.place.text))
    people = bool(a.toll.victims and b.toll.victims and stems(a.toll.victims.text) & stems(b.toll.victims.text))
    return places or people


def is_corrected(page: Page, counted: Counted) -> bool:
    """Whether the sentence of a figure, or the one before it, speaks of a mistake."""
    sentences, here = page.extraction.spans.sentences, page.sentence_of(counted.at)
    first = sentences[max(0, here - 1)].start if sentences else 0
    return bool(WRONG.search(page.extraction.report.text[first : sentences[max(0, here)].end if sentences else None]))


def is_told_anew(page: Page, counted: Counted) -> bool:
    """Whether the words right before a figure say that it is a later state of a count."""
    first = page.extraction.spans.sentences[max(0, page.sentence_of(counted.at))].start
    return ANEW.search(page.extraction.report.text[max(first, counted.at - LEAD) : counted.at]) is not None
