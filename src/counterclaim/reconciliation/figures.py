"""Which figure is meant: "the number", "both figures", "the 54", "9,000, which …", "deny it" of what the report tells."""

from __future__ import annotations

import re

from counterclaim.model import Polarity, Statement, Voice
from counterclaim.reconciliation.page import Counted, Page
from counterclaim.reconciliation.words import same_speaker

REACH = 3  # sentences back; on the marked items nothing further back was right
NEAR = 1  # the same for a figure that the report itself tells
DETERMINER = r"(?:the|this|that|these|those|such|any|any such|a|its|his|her|their|both|all|either)"
FIGURE_WORDS = re.compile(
    rf"^{DETERMINER}?\s*(?:[\w'’]+ ){{0,2}}"
    r"(?:figures?|tolls?|numbers?|counts?|estimates?|tall(?:y|ies)|sums?|totals?|data|statistics)\b",
    re.I,
)
VALUE = re.compile(r"^(?:the|that|this|those) ([\d,.]*\d)$", re.I)
EACH = re.compile(r"^(?:both|all|either|these|those)\b", re.I)
FIRST = re.compile(r"^the (?:first|former|earlier)\b", re.I)
POINTING = re.compile(r"^(?:it|this|that|which)$", re.I)


def figures_meant(page: Page, statement: Statement) -> list[Counted]:
    """The figures that a denial or dispute speaks of by a word for a figure, by value or by pointing at the words right before."""
    if not statement.content:
        return []
    words, text = statement.content[0], statement.content[0].text
    before = [t for t in page.tolls_before(words.start, reach=REACH) if not is_own(t, statement)]
    if (value := VALUE.match(text)) is not None:
        return [t for t in before if t.toll.number.text.endswith(value[1])][-1:]
    if not before:
        return []
    if FIGURE_WORDS.match(text):
        last = page.sentence_of(before[-1].at)
        near = [t for t in before if page.sentence_of(t.at) == last]
        whole = [t for t in near if t.toll.part_of is None] or near
        return whole if EACH.match(text) else whole[:1] if FIRST.match(text) else whole[-1:]
    return before[-1:] if POINTING.match(text) and told_beside(page, before[-1], statement) else []


def is_own(counted: Counted, statement: Statement) -> bool:
    """Whether a figure is the speaker's own, or a rejected one."""
    return same_speaker(counted.claim.speaker, statement.speaker) or counted.claim.polarity is Polarity.REJECTS


def told_beside(page: Page, counted: Counted, statement: Statement) -> bool:
    """Whether a pronoun points at a figure: ", which …" in its own sentence, "deny it" after what the report tells."""
    same = page.sentence_of(counted.at) == page.sentence_of(statement.cue.start)
    if statement.content[0].text.lower() == "which":
        return same
    near = page.sentence_of(counted.at) >= page.sentence_of(statement.cue.start) - NEAR
    between = (s for s in page.statements if counted.at < s.cue.start < statement.cue.start)
    return near and counted.claim.voice is Voice.REPORT and all(same_speaker(s.speaker, statement.speaker) for s in between)
