"""What a reading of a cue is, and the small steps that every frame takes: adverbials passed over, "that" and quotations reached."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.inflect import verb_forms
from counterclaim.statements.answers import ANSWERING, answered_end
from counterclaim.statements.cues import Cue, Entry
from counterclaim.statements.ends import BACKGROUND, TIME_UNITS, content_end
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import VERBS, Range, View, skip_on
from counterclaim.statements.words import words_of

BRIDGE_TAGS = frozenset({"PREP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "DATE", "ADV", "POSS", "PUNCT", "TO", "PRON", "CC"})
JUDGING = "verdict"  # the frame of a verb that says what something is
ASIDE_LENGTH = 14  # tokens of an aside or a description between a cue and its object
BRIDGE_LENGTH = 14  # tokens between a cue and its "that": "said in a statement carried by the agency late on Monday that"


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a cue: the frame that fitted, and the token ranges of what it names."""

    entry: Entry
    frame: str
    content: tuple[Range, ...] = ()
    target: Range | None = None
    speaker: Range | None = None
    told: Range | None = None


def after_adverbials(view: View, p: int) -> int:
    """The next token that may open a content: adverbs, dates and "in a statement" are passed over."""
    while p < len(view.tokens):
        if (view.tag(p) in ("ADV", "DATE") and view.tag(p) != "") or (
            view.lower(p) in ("on", "in", "at", "during") and view.tag(p + 1) == "DATE"
        ):
            p += 1
        elif view.lower(p) in ("in", "at", "on", "during", "via", "through") and (occasion(view, p + 1) or tells_time(view, p + 1)):
            p = phrase_from(view, p + 1)
        else:
            break
    return p


def after_aside(view: View, q: int, subject: Range | None) -> int:
    """One past an aside between a cue and its object: "recorded, in the year of the siege, 40 deaths"; `q` itself where there is none.

    A cue whose subject stands behind what is said has no object: "The road was open, police said, after the storm".
    """
    behind = subject is not None and view.tag(subject[0] - 1) in ("PUNCT", "QUOTE") and subject[0] > view.body
    if view.lower(q) != "," or behind or not (view.tag(q + 1) == "PREP" or view.lower(q + 1) in ("if", "as", "when")):
        return q
    closing = next((k for k in range(q + 2, min(q + ASIDE_LENGTH, len(view.tokens))) if view.lower(k) == ","), None)
    return closing + 1 if closing is not None and goes_on_with(view, closing + 1) else q


def goes_on_with(view: View, k: int) -> bool:
    """Whether an object may begin at `k`: a figure, "that", "of", a quotation, a noun phrase with its article."""
    return view.tag(k) in ("NUM", "QUOTE", "DET") or view.lower(k) in ("that", "of", "at")


def shifted(view: View, q: int) -> int | None:
    """Where an object stands that "as …" was put before: "rejected as baseless [the charge that …]"."""
    if view.lower(q) != "as":
        return None
    k = q + 1
    if view.tag(k) == "QUOTE":
        closing = next((j for j in range(k + 1, min(k + ASIDE_LENGTH, len(view.tokens))) if view.tag(j) == "QUOTE"), None)
        k = closing + 1 if closing is not None else k
    else:
        k = phrase_from(view, k, lists=False) if view.over_at(k) is not None else skip_on(view, k, frozenset({"ADV", "ADJ", "VED"}))
    return k if k > q + 1 and view.opens_phrase(k) else None


def tells_time(view: View, k: int) -> bool:
    """Whether the noun phrase at `k` is a stretch of time: "in its first week", "at that hour"."""
    phrase = view.over_at(k)
    return phrase is not None and view.lower(phrase.head) in TIME_UNITS


def occasion(view: View, k: int) -> bool:
    """Whether the noun phrase at `k` is where one speaks: a statement, an interview, a briefing."""
    phrase = view.over_at(k)
    return phrase is not None and view.lower(phrase.head) in words_of("occasion")


def bridge_to_that(view: View, p: int) -> int | None:
    """The index of the "that" which a cue reaches over prepositional phrases: "said on Monday in Geneva that"."""
    if view.tag(p) not in ("PREP", "TO", "DATE", "ADV", "PUNCT") or view.lower(p) in (".", ";"):
        return None
    for k in range(p, min(p + BRIDGE_LENGTH, len(view.tokens))):
        if view.lower(k) == "that" and not (view.ends_phrase(k - 1) and view.tag(k + 1) in VERBS):
            return k
        if view.tag(k) not in BRIDGE_TAGS:
            return None
    return None


def bridge_to_quote(view: View, p: int) -> int | None:
    """The colon or comma before a quotation which a cue reaches over prepositional phrases: "said of the raid: “…”"."""
    for k in range(p, min(p + BRIDGE_LENGTH, len(view.tokens))):
        if view.lower(k) in (":", ",") and view.tag(k + 1) == "QUOTE":
            return k
        if view.tag(k) not in BRIDGE_TAGS or view.lower(k) in (".", ";"):
            return None
    return None


def clause_match(view: View, cue: Cue, entry: Entry, start: int, frame: str, **more: object) -> Match | None:
    """A match whose content runs from `start` to the end of what is said."""
    while view.lower(start) in (",", ":"):
        start += 1
    plain = frame == "to" and cue.tag == "VED"  # "refused to leave and took …": the past form cannot go on with the infinitive
    end = content_end(view, start, cue, clause=frame in ("that", "quote", "to") and not plain)
    if frame == "quote":
        end = closing_quote(view, start, end)
    if frame == "np" and entry.stance in ANSWERING and end > start:
        end = answered_end(view, start, end)
    return Match(entry, frame, ((start, end),), **more) if end > start else None  # type: ignore[arg-type]


def closing_quote(view: View, start: int, end: int) -> int:
    """A quotation ends with its closing mark where only time or place follow it."""
    close = next((k for k in range(start + 1, end) if view.tag(k) == "QUOTE"), None)
    outside = (
        close is not None
        and view.lower(close + 1) not in ("of", "for", "to")
        and (view.tag(close + 1) in ("PREP", "DATE", "ADV", "PUNCT") or view.lower(close + 1) in ("as", "when"))
    )
    return close + 1 if close is not None and outside else end


def clause_follows(view: View, q: int) -> bool:
    """Whether a finite verb comes before the clause that begins at `q` ends."""
    k = q
    while k < len(view.tokens):
        tag = view.tag(k)
        if tag in ("VERB", "AUX"):
            return True
        if tag == "VED":
            return view.lower(k + 1) not in ("by", "of", "with", "as")
        if view.lower(k) == "," and (closing := aside_end(view, k)) is not None:
            k = closing
        elif (
            tag in ("ADV", "NEG", "QUOTE", "POSS")
            or (tag == "PREP" and view.lower(k) not in BACKGROUND)
            or view.over_at(k) is not None
            or (tag == "CC" and view.lower(k) == "or")
        ):
            k += 1
        else:
            return False
    return False


def aside_end(view: View, k: int) -> int | None:
    """One past the comma that closes the aside which the one at `k` opens, if a verb follows it: "Ali, the mayor, left"."""
    for j in range(k + 1, min(k + 14, len(view.tokens))):
        if view.lower(j) == "," and view.tag(j + 1) in VERBS:
            return j + 1
    return None


def is_infinitive(view: View, k: int) -> bool:
    """Whether "to" with a base form stands at `k`."""
    if view.lower(k) != "to":
        return False
    after = skip_on(view, k + 1, frozenset({"ADV", "NEG"}))
    base = verb_forms().tag.get(view.lower(after)) == "VERB"
    unknown = view.tag(after) in ("NOUN", "ADJ") and view.tag(after + 1) in ("DET", "PRON", "ADV", "POSS")  # "to crack down"
    return view.tag(after) == "AUX" or base or unknown
