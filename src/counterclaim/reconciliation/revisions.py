"""A count that takes the place of an earlier one: corrected where the earlier one was wrong, updated where it grew old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log2

from counterclaim.model import Claim, LinkKind, Span, Stance
from counterclaim.reconciliation.page import Counted, Page
from counterclaim.reconciliation.revision_words import (
    ANEW,
    BRINGING,
    CORRECTED_TO,
    LEAD,
    PUT_RIGHT,
    UP,
    follows,
    is_corrected,
    stated_right,
    told_as_earlier,
    told_so,
    words_before,
)
from counterclaim.reconciliation.words import same_speaker, stems

Found = Iterator[tuple[Claim, Claim, LinkKind, Span | None]]

MOST_GROWTH = 10  # a count that is told anew as more than so many times the old one is another count
NEAR = 2  # sentences between a later and an earlier count that no other word ties together
PUT_RIGHT_REACH = 3  # sentences back that "it should be 37" looks for what was wrong
# the mark of a note, at the head of its line or in brackets, and behind the figure that it is about
NOTE = re.compile(r"[\[(]([a-z\d]{1,2})[\])]|^\W{0,2}([a-z]|\d{1,2})[.):\s]")
NOTED = r"^[^\n|/]{0,30}?(?:[\[(\s])%s(?:[\])]|\s*[|/\]])"


def revised_counts(page: Page) -> Found:
    """A later count takes the place of an earlier one: "raised from 29 to 33", "not 20,000 but 7,643", "we had said nine"."""
    for k, earlier in enumerate(page.tolls):
        how = told_as_earlier(page, k)
        if earlier.toll.vague or earlier.claim.stance is Stance.DENIES or how is None:
            continue
        later = successor(page, k, how)
        if later is None:
            continue
        amended = is_corrected(page, earlier) or is_corrected(page, later)
        if how == "wrong" and (said := said_before(page, k)) is not None:
            own = amended if said.claim.speaker is None else is_one_teller(said, later)
            yield later.claim, said.claim, LinkKind.CORRECTS if own else LinkKind.DISPUTES, None
        elif how in ("read", "own") or amended or (how == "wrong" and later.claim.speaker is None):
            yield later.claim, earlier.claim, LinkKind.CORRECTS, None
        elif (later.toll.low or 0) > (earlier.toll.low or 0) and goes_on(page, earlier, later):
            yield later.claim, earlier.claim, LinkKind.UPDATES, None


def corrected_to(page: Page) -> Found:
    """A count is said to be corrected, revised or lowered to another: the last one of the same teller before it was wrong."""
    for k, later in enumerate(page.tolls):
        if later.toll.vague or not CORRECTED_TO.search(words_before(page, k, in_line=True)):
            continue
        earlier = [j for j, t in enumerate(page.tolls[:k]) if can_be_wrong(t, later)]
        if earlier and told_so(page, earlier[-1]) is None:
            yield later.claim, page.tolls[earlier[-1]].claim, LinkKind.CORRECTS, None


def put_right(page: Page) -> Found:
    """A count is given as what should have been said ("should read 37", "Correction: two"): the last one before it was wrong."""
    for k, later in enumerate(page.tolls):
        if later.toll.vague or not PUT_RIGHT.search(words_before(page, k, in_line=True)):
            continue
        near = [t for t in page.tolls_before(later.at, reach=PUT_RIGHT_REACH) if can_be_wrong(t, later)]
        same = [t for t in near if page.sentence_of(t.at) == page.sentence_of(later.at)]
        if near and not same:
            yield later.claim, near[-1].claim, LinkKind.CORRECTS, None


def said_before(page: Page, k: int) -> Counted | None:
    """Where the figure that is called wrong was given first."""
    wrong = page.tolls[k].toll
    alike = [t for t in page.tolls[:k] if t.toll.measure is wrong.measure and (t.toll.low, t.toll.high) == (wrong.low, wrong.high)]
    return alike[-1] if alike else None


def successor(page: Page, k: int, how: str) -> Counted | None:
    """The count that took the place of toll `k`: in its sentence, else the nearest one that can be the same count."""
    earlier, here = page.tolls[k], page.sentence_of(page.tolls[k].at)
    fitting = [t for j, t in enumerate(page.tolls) if j != k and can_follow(t, earlier)]
    if (right := stated_right(page, earlier)) is not None:
        return next((t for t in fitting if t.toll.number.start <= right < t.toll.number.end), None)
    if (noted := noted_figure(page, earlier)) is not None:
        return noted if noted in fitting else None
    same = [t for t in fitting if page.sentence_of(t.at) == here]
    if how == "from" and UP.search(words_before(page, k)):
        same = [t for t in same if (t.toll.low or 0) > (earlier.toll.low or 0)]
    same = [t for t in same if is_part(t) == is_part(earlier)] or same
    if how in ("wrong", "read", "from"):
        behind = how == "from" or follows(page, k)
        return min(same, key=lambda t: (not behind and t.at > earlier.at, abs(t.at - earlier.at)), default=None)
    fitting = [t for t in fitting if is_part(t) == is_part(earlier)]
    close = [t for t in (*fitting, *same) if abs(page.sentence_of(t.at) - here) <= NEAR]
    alike = [t for t in fitting if is_alike(t, earlier)] if how == "own" or is_corrected(page, earlier) else []
    return min(close or alike, key=lambda t: (abs(page.sentence_of(t.at) - here) + ratio(t, earlier), abs(t.at - earlier.at)), default=None)


def ratio(a: Counted, b: Counted) -> float:
    """How many times two counts must be doubled to be equal: a new count of the same is of the same order."""
    return abs(log2(((a.toll.low or 0) + 1) / ((b.toll.low or 0) + 1)))


def noted_figure(page: Page, earlier: Counted) -> Counted | None:
    """The figure with the mark of the note in which an earlier one is told: "2,300 [b]" and, below, "[b] Corrected from 2,700"."""
    text = page.extraction.report.text
    first = text.rfind("\n", 0, earlier.at) + 1
    marks = [found[1] or found[2] for found in NOTE.finditer(text[first : earlier.at])]
    if not marks:
        return None
    behind = re.compile(NOTED % re.escape(marks[-1]))
    return next((t for t in page.tolls if t.at < first and behind.match(text[t.toll.number.end : t.toll.number.end + LEAD])), None)


def can_follow(later: Counted, earlier: Counted) -> bool:
    """Whether two figures can be states of one count: one measure, another value or unit, neither rejected."""
    a, b = earlier.toll, later.toll
    if b.vague or a.measure is not b.measure or later.claim.stance is Stance.DENIES:
        return False
    return (a.low, a.high, a.unit) != (b.low, b.high, b.unit) or same_speaker(earlier.claim.speaker, later.claim.speaker)


def can_be_wrong(earlier: Counted, later: Counted) -> bool:
    """Whether a figure can be the wrong one of which another is the right one: one teller's, and both or neither a part."""
    own = is_one_teller(earlier, later) and is_part(earlier) == is_part(later)
    return own and can_follow(later, earlier) and earlier.claim.stance is not Stance.DENIES


def is_part(counted: Counted) -> bool:
    """Whether a figure is counted inside another one."""
    return counted.toll.part_of is not None


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


def is_told_anew(page: Page, k: int) -> bool:
    """Whether the words right before toll `k` say that it is a later state of a count."""
    return ANEW.search(words_before(page, k)) is not None


def is_brought(page: Page, k: int) -> bool:
    """Whether a death elsewhere brings the count to toll `k` ("bringing the toll to eight"): its place is not the count's."""
    return BRINGING.search(words_before(page, k)) is not None
