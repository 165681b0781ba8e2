"""The words that say of a figure that another one takes its place, or that it takes the place of another."""

from __future__ import annotations

import re

from counterclaim.reconciliation.page import Counted, Page

LEAD = 80  # code points before a figure in which the words about it stand
TRAIL = 45  # behind it
QUOTE = r"[“”\"'‘’(]?"
COUNT = r"(?:counts?|figures?|tolls?|tall(?:y|ies)|numbers?|totals?|estimates?)"
# what an author corrects: texts of one's own
TEXT = (
    r"(?:versions?|messages?|reports?|bulletins?|posts?|dispatch\w*|alerts?|editions?|minutes|notes?|summar\w+|notices?|cop(?:y|ies)"
    r"|letters?|circulars?|sheets?|logs?|issues?|cables?|flash\w*|updates?|communiqu\w+|statements?|releases?|digests?|briefs?|stor(?:y|ies))"
)
EARLIER = r"(?:earlier|previous|first|advance|initial|preliminary|yesterday's|(?:mon|tues|wednes|thurs|fri|satur|sun)day's)"
TOLD = r"(?:had|gave|said|showed|put|carried|listed|stated|referred|spoke|printed|brought|mentioned|reported)"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# to the figure, over no end of a sentence; "07.18" holds none
ON = r"\b(?:[^.;]|\.(?=\d))*$"

# Words right before an earlier figure.
FROM = re.compile(
    rf"\bfrom\s+(?:an? )?(?:earlier|previous|initial|first|old|preliminary)?\s*(?:the )?{QUOTE}$"
    rf"|\b(?:rais|lift|updat|revis|lower|cut)ing (?:an?|the|its|his|her|their) (?:\w+ )?{COUNT} of\s+{QUOTE}$",
    re.I,
)
UP = re.compile(r"\b(?:up|rais\w+|ris(?:es|en|ing)|rose|climb\w*|grow\w*|grew|lift\w*)\b[^.;]{0,40}$", re.I)
NOT = re.compile(rf"(?:\bnot|\binstead of|\brather than)\s+(?:the )?{QUOTE}$", re.I)
REPLACED = re.compile(
    rf"\b(?:in place of|replac\w+|withdr(?:ew|aws|awing))\s+(?:(?:the|its|his|her|their|our|that|those|an?|of|{COUNT}) ){{0,4}}{QUOTE}$",
    re.I,
)
FOR = re.compile(rf"\bfor:?\s+{QUOTE}(?:[\w:]+ ){{0,2}}{QUOTE}$", re.I)
READ = re.compile(r"^[^.;]{0,40}\bread\b", re.I)
OWN_TEXT = re.compile(
    rf"\b(?:(?:an?|the|our) {EARLIER}\s+{TEXT}|(?:our|the) last (?:\w+ )?{TEXT}|our (?:own )?(?:[\w.:]+ )?{TEXT}(?: #?\d+)? {TOLD}"
    rf"|(?:the|our) {TEXT} of (?:\d+ {MONTH}|{MONTH} \d+|\w+day|yesterday) {TOLD})" + ON,
    re.I,
)
SAID_BEFORE = re.compile(
    r"\b(?:(?:we|i|us) (?:had |have )?(?:said|reported|gave|given|wrote|mentioned|had|spoke|printed|stated|announced)"
    r"|(?:had|having) (?:first |at first |earlier |only |already )?(?:said|given|put|had|spoken of|mentioned|reported|counted|listed"
    r"|announced|shown|been (?:given|put|shown|reported))"
    rf"|(?:it|there|they|that|{COUNT}) had been|(?:ago|earlier|yesterday),? (?:\w+ )?had|at first|replaces (?:the|that)"
    rf"|was (?:given|shown|put)(?: as| at| with)?|(?:{EARLIER}|last)\s+(?:\w+ ){{0,3}}?{TEXT}|{EARLIER}\s+(?:\w+ ){{0,3}}?{COUNT})" + ON,
    re.I,
)
# "that replaces his 47 and 110": what is said of the first holds for the second
JOINED = re.compile(rf"(?: \w+){{0,2}} and {QUOTE}")
# "the 6 entered should read 1": the first is the earlier figure, the second the one that takes its place
SHOULD = re.compile(rf"\b(?:should (?:have )?(?:be|been|read|said)|(?:please|must) read)\s+{QUOTE}$|\bfor\b[^.;]*\bread\s+{QUOTE}$", re.I)
BUT = re.compile(rf"^{QUOTE}[^.;\d]{{0,20}}\bbut\b", re.I)
SHOULD_BE = re.compile(rf"^{QUOTE}[^.;\d]{{0,70}}\bshould (?:have )?(?:be|been|read|said)\b", re.I)
# Words behind an earlier figure.
MISTAKEN = re.compile(
    rf"^{QUOTE}[^.;:\d]{{0,40}}"
    r"(?:\b(?:is|was|are|were) (?:wrong|a slip|an error|a mistake|a misprint|in truth|in fact)\b|: an? (?:slip|misprint|error)\b)",
    re.I,
)
SAID_AFTER = re.compile(
    r"^[^.;:]{0,25}\b(?:a (?:day|week|month) (?:earlier|ago|before)|which we (?:mentioned|gave|reported)|circulated"
    r"|we (?:gave|reported|had)|when we (?:left|spoke|paused)|(?:by|in) (?:the )?(?:first|early|initial) (?:accounts?|reports?|counts?))",
    re.I,
)
AGAINST = re.compile(rf"\bagainst\s+(?:the )?{QUOTE}$", re.I)
WHEN = re.compile(
    r"^[^.;:,]{0,25}\b(?:earlier|before|ago|yesterday|(?:at )?first|initially|last (?:night|week|month)|(?:on|by) \w+day"
    rf"|in {MONTH})\b",
    re.I,
)
COMPARES = re.compile(r"\b(?:with|compared|same (?:week|month|period)|last year|year before|of (?:a|the) year)\b", re.I)
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
# Words right before a later count.
CORRECTED_TO = re.compile(rf"\b(?:correct|revis|amend|lower|drop|reduc|soften|scal)\w*\b[^.;]*\bto\s+{QUOTE}$", re.I)
PUT_RIGHT = re.compile(
    rf"\bshould (?:have )?(?:be|been|read|said)\s+{QUOTE}$|^\W*(?:\d[\d:.h]*\W+)?correction\b[^.;:]{{0,40}}:\s+{QUOTE}$", re.I
)
ANEW = re.compile(
    r"(?:\b(?:now|latest|(?:has|have|had) since)\b[^.;:]{0,25}"
    r"|\b(?:tolls?|counts?|numbers?|totals?|tall(?:y|ies)|figures?|dead|balance)\b[^.;:]{0,60}"
    r"\b(?:is|are|to|at|reached|stands?|stood|passed|climbed|rose)\b(?: \w+)?"
    rf"|\bmakes? (?:that|it)|\bupdat\w+\b[^.;]{{0,25}})\s+{QUOTE}$",
    re.I,
)
BRINGING = re.compile(r"\b(?:bring(?:s|ing)?|brought|tak(?:es|ing)|took) (?:the|its|their) [^.;:]{0,60}$", re.I)


def told_as_earlier(page: Page, k: int) -> str | None:
    """Why another figure takes the place of toll `k`: it is `wrong` or to be `read` otherwise, `own`, `from` or `before`."""
    return told_so(page, k) or opens_correction(page, k) or told_with_earlier(page, k)


def told_so(page: Page, k: int) -> str | None:
    """The same by the words around the figure itself; what stands before another figure is said of that one."""
    text, number = page.extraction.report.text, page.tolls[k].toll.number
    first = page.tolls[k - 1].toll.number.end if k else 0
    line, after = words_before(page, k, in_line=True), text[number.end : number.end + LEAD].partition("\n")[0]
    before, near = line[-max(1, number.start - first) :], after[:TRAIL]
    if SHOULD.search(line):
        return None
    if SHOULD_BE.match(after) or (FOR.search(before) and READ.match(near)):
        return "read"
    if MISTAKEN.match(after) or NOT.search(before):
        return "wrong"
    if OWN_TEXT.search(before):
        return "own"
    if (FROM.search(before) and not COMPARES.search(before[-30:])) or (AGAINST.search(before) and WHEN.match(near)):
        return "from"
    return "before" if REPLACED.search(before) or SAID_BEFORE.search(before) or SAID_AFTER.match(near) else None


def told_with_earlier(page: Page, k: int) -> str | None:
    """What is said of the figure before, where one "and" joins both."""
    between = page.extraction.report.text[page.tolls[k - 1].toll.number.end : page.tolls[k].at] if k else ""
    return told_so(page, k - 1) if JOINED.fullmatch(between) else None


def opens_correction(page: Page, k: int) -> str | None:
    """`before` where a figure is the first of the two that a paragraph headed as a correction gives: the wrong one."""
    text, here = page.extraction.report.text, page.tolls[k]
    first = text.rfind("\n", 0, here.at) + 1
    if not HEADED.match(text, first):
        return None
    last = text.find("\n", here.at)
    inside = [
        j for j, t in enumerate(page.tolls) if first <= t.at < (last if last > 0 else len(text)) and t.toll.measure is here.toll.measure
    ]
    wrong = len(inside) == 2 and inside[0] == k and told_so(page, inside[1]) is None
    return "before" if wrong else None


def is_corrected(page: Page, counted: Counted) -> bool:
    """Whether the sentence of a figure, or the one before it, speaks of a mistake."""
    sentences, here = page.extraction.spans.sentences, page.sentence_of(counted.at)
    first = sentences[max(0, here - 1)].start if sentences else 0
    return bool(WRONG.search(page.extraction.report.text[first : sentences[max(0, here)].end if sentences else None]))


def stated_right(page: Page, earlier: Counted) -> int | None:
    """Where the words behind an earlier figure give the right one: "it should have been 21", "38 is correct"."""
    text = page.extraction.report.text
    end = text.find("\n", earlier.toll.number.end)
    found = RIGHT.search(text, earlier.toll.number.end, end if end > 0 else len(text))
    return found.start(found.lastindex or 0) if found and found.start() - earlier.toll.number.end <= LEAD / 2 else None


def words_before(page: Page, k: int, *, in_line: bool = False) -> str:
    """The words right before toll `k`, in its sentence or in its line."""
    text, at = page.extraction.report.text, page.tolls[k].at
    first = 0 if in_line else page.extraction.spans.sentences[max(0, page.sentence_of(at))].start
    return text[max(first, at - LEAD) : at].rpartition("\n")[2]


def follows(page: Page, k: int) -> bool:
    """Whether the right figure stands behind the wrong one: "not 20,000 but 7,643", not "25, not 250"."""
    end = page.tolls[k].toll.number.end
    return not NOT.search(words_before(page, k)) or BUT.match(page.extraction.report.text[end : end + LEAD]) is not None
