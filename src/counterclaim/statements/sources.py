"""Sources named beside what they say: "according to X", "by X's count", "in X's words", "X's tally stands at 40"."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.inflect import verb_forms
from counterclaim.statements.contents import back_content, opening_before
from counterclaim.statements.counts import STANDS, brings_in, end_of_count, owner_of_count, start_of_count, verb_of_count
from counterclaim.statements.cues import COUNT, Cue, verb_cues
from counterclaim.statements.ends import content_end
from counterclaim.statements.frames import Match
from counterclaim.statements.speakers import right_speaker
from counterclaim.statements.view import DASHES, VERBS, Range, View, skip_back, skip_on

SOURCES = frozenset({"according", "by", "per"})
BEFORE_NAME = frozenset({"VING", "ADJ", "QUOTE", "VED"})
BEFORE_FIGURE = frozenset({"PREP", "TO", "ADV", "AUX", "ADJ", "QUOTE", "DATE"})


class Source(NamedTuple):
    """Where a source stands, from its first to past its last token, and who it is."""

    first: int
    last: int
    who: Range


def source_at(view: View, cue: Cue) -> Source | None:
    """The source that a cue like "according to" or the noun of "by X's count" names."""
    if cue.entries[0] is not COUNT:
        who = skip_on(view, cue.last, BEFORE_NAME)
        if view.over_at(who) is None or (cue.entries[0].words == ("per",) and not may_tell(view, cue, who)):
            return None
        end = right_speaker(view, who)
        return Source(cue.first, end, (cue.last, end))
    owner = owner_of_count(view, cue.first) if brings_in(view, cue.first) else None
    return Source(start_of_count(view, cue.first) - 1, end_of_count(view, cue.first), owner) if owner else None


def may_tell(view: View, cue: Cue, who: int) -> bool:
    """Whether "per" names a teller ("per the union"), not a rate ("per day")."""
    opens = cue.first == view.body or view.lower(cue.first - 1) in (",", "(")
    return opens and view.tag(who) in ("DET", "PROPN")


def match_source(view: View, cue: Cue, source: Source) -> Match | None:
    """What a source says: the clause that it leads, the figure that it stands at, or the clause before it."""
    content: tuple[Range, ...]
    if leads(view, source.first):
        content = (led_clause(view, source.last, cue),)
    elif (figure := figure_before(view, source.first)) is not None:
        content = (figure,)
    elif view.lower(source.first - 1) == view.lower(source.last) == "," and view.tag(source.last + 1) == "NUM":
        content = ((source.last + 1, content_end(view, source.last + 1, cue, clause=True)),)  # "among them, by its count, 40 boats"
    else:
        content = back_content(view, source.first, source.last)
        if view.tag(source.first - 1) not in ("PUNCT", "QUOTE") and any(
            view.tag(k) in VERBS for k in range(*content[0] if content else (0, 0))
        ):
            content = content[:1]  # "40 died according to the union, and a truce began": no aside, what follows is the report's
    content = tuple(r for r in content if r[1] > r[0])
    return Match(cue.entries[0], "back", content) if content else None


def led_clause(view: View, last: int, cue: Cue) -> Range:
    """The clause behind a source that opens it."""
    start = last + (view.lower(last) in (",", ":"))
    end = content_end(view, start, cue, clause=True) if start < len(view.tokens) else start
    while view.lower(end) == ";" and not has_teller(view, end + 1):
        end = content_end(view, end + 1, cue, clause=True)  # what follows the semicolon is the source's too
    return (start, end)


def has_teller(view: View, k: int) -> bool:
    """Whether the clause at `k` names a teller of its own, or is none."""
    end = next((j for j in range(k, len(view.tokens)) if view.lower(j) == ";"), len(view.tokens))
    told = any((view.tag(j) in VERBS and view.lower(j) in verb_cues()) or view.lower(j) in SOURCES for j in range(k, end))
    return told or not any(view.tag(j) in VERBS for j in range(k, end))


def leads(view: View, first: int) -> bool:
    """Whether a source opens its clause: nothing but a connective or a date stands before it."""
    joined = first - (2 if view.lower(first - 1) == "," else 1)
    start = opening_before(view, first)
    return first <= start + 1 or view.tag(joined) in ("CC", "SUB") or not any(view.tag(k) in VERBS | {"NUM"} for k in range(start, first))


def figure_before(view: View, first: int) -> Range | None:
    """A figure alone right before its source: "left dozens dead – 30 according to the union", "with 40 dead by the mayor's count"."""
    last = first - (view.lower(first - 1) == ",")
    head = skip_back(view, last - 1, frozenset({"QUOTE", "ADJ"}))
    phrase = view.over_at(head)
    if phrase is None or not any(view.tag(k) == "NUM" for k in range(phrase.first, phrase.last)):
        return None
    start = phrase.first - (view.tag(phrase.first - 1) == "QUOTE")
    listed = view.lower(start - 1) in ("and", "with") and last == first
    return (start, last) if listed or view.lower(start - 1) in DASHES | {",", ":", "("} else None


def match_tally(view: View, cue: Cue) -> tuple[Match, Range] | None:
    """What "the union's tally stands at 40" says, and who: the figure behind the verb, and the owner."""
    owner = owner_of_count(view, cue.first) if cue.entries[0] is COUNT else None
    verb = verb_of_count(view, cue.first) if owner else None
    if verb is None:
        return None
    verb = skip_on(view, verb, frozenset({"ADV", "AUX", "DATE"}))
    verb = verb if view.tag(verb) in VERBS else skip_back(view, verb - 1, frozenset({"ADV", "DATE"}))
    start = skip_on(view, verb + 1, BEFORE_FIGURE)
    base = "be" if view.tag(verb) == "AUX" else verb_forms().base.get(view.lower(verb))
    if owner is None or base not in STANDS or view.tag(start) != "NUM":
        return None
    end = content_end(view, start, cue, clause=True)
    return Match(COUNT, "tally", ((start, end),)), owner
