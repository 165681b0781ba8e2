"""Small questions about one reading of a cue: is it negated or only possible, a permit, a consequence; which row of a cue fits."""

from __future__ import annotations

from counterclaim.statements.contents import QUESTION, find_match
from counterclaim.statements.cues import Cue, Entry, has_have
from counterclaim.statements.ends import ASIDE, CONSEQUENCE
from counterclaim.statements.frames import Match, after_adverbials
from counterclaim.statements.objects import HARMED
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import Range, View
from counterclaim.statements.words import common_words, is_teller, words_of

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
HYPOTHETICAL = frozenset({"would", "could", "may", "might", "should", "must", "will", "shall", "can", "cannot"})
NOBODY = frozenset({"no", "nobody", "none", "neither"})
IMPERATIVE = frozenset({"please", "stop", "do", "let"})  # "please read": a request to the reader has no speaker
UNITS = frozenset("times days weeks months years hours minutes percent metres meters kilometres kilometers km miles dollars euros".split())
QUANTIFIERS = frozenset({"both", "all", "some", "others", "many", "each", "several", "another"})  # they speak alone


def unquoted(view: View, tokens: Range) -> Range:
    """A content that is one quotation, without its marks and the comma before the closing one."""
    first, last = tokens
    marks = [k for k in range(first, last) if view.tag(k) == "QUOTE"]
    if marks[:1] == [first] and (len(marks) == 1 or marks[1:] == [last - 1]) and last - first > 2:
        first += 1
        last -= view.tag(last - 1) == "QUOTE"
        while last - 1 > first and view.lower(last - 1) in (",", "."):
            last -= 1
    return first, last


def is_permit(view: View, match: Match) -> bool:
    """Whether "denied" and "refused" are about leave to enter, to stay, to see: "denied the convoy entry"."""
    if match.entry.words not in (("deny",), ("refuse",)) or match.entry.court or match.frame != "np" or not match.content:
        return False
    first, last = match.content[0]
    return any(view.lower(k) in words_of("permit") for k in range(first, min(last, first + 6)))


def first_match(view: View, cue: Cue, subject: Range | None, *, court: bool = False) -> Match | None:
    """The first row of a cue whose frames fit; rows for courts only where a court is the subject."""
    entries: list[Entry] = [e for e in cue.entries if e.court] if court else []
    entries += [e for e in cue.entries if not e.court]
    q = after_adverbials(view, cue.last)
    active = {frame for e in entries if e.form == "verb" for frame in e.frames}
    marked = [
        e
        for e in entries
        if e.form == "passive" and view.lower(q) not in active | {"that"} and any(f.partition("+")[2] == view.lower(q) for f in e.frames)
    ]
    for entry in (*marked, *sorted(entries, key=lambda e: e.form == "passive")):
        match = find_match(view, cue, entry, subject)
        if match is not None:
            return match
    return None


def is_consequence(view: View, cue: Cue) -> bool:
    """Whether a participle goes on with what the report sees follow: ", increasing tensions and threatening the truce"."""
    if view.tag(cue.first - 1) != "CC":
        return False
    return any(view.lower(k) in CONSEQUENCE for k in range(max(0, cue.first - 10), cue.first))


def is_erratum(view: View, cue: Cue) -> bool:
    """Whether "read" brings in what should have stood: "for “72 dead” read “86 dead”"."""
    if cue.entries[0].words != ("read",):
        return False
    opened = next((k for k in range(cue.first - 1, view.body - 1, -1) if view.lower(k) in ("for", ":", ";")), None)
    return opened is not None and view.lower(opened) == "for"


def unreal(view: View, cue: Cue) -> str | None:
    """Why a verb states nothing here: negated, or only possible."""
    k = cue.first - 1
    if view.lower(k) == ",":  # "has not, as of Monday, announced"
        opened = next((j for j in range(k - 1, max(view.body, k - ASIDE) - 1, -1) if view.lower(j) == ","), None)
        k = opened - 1 if opened is not None and view.tag(opened - 1) in ("AUX", "NEG") else k
    while k >= view.body and view.tag(k) in ("AUX", "ADV", "NEG"):
        if view.lower(k) in NEGATIONS:
            return "negated"
        if view.lower(k) in HYPOTHETICAL:
            return "hypothetical"
        k -= 1
    return None


def is_question(view: View, cue: Cue) -> bool:
    """Whether "asked" brings in a question, which asserts and demands nothing: "asked whether", "asked the navy how many"."""
    if cue.entries[0].words[0] != "ask":
        return False
    q = after_adverbials(view, cue.last)
    return any(view.lower(k) in QUESTION or view.lower(k) == "about" for k in (q, phrase_from(view, q)))


def is_reduced(view: View, cue: Cue) -> bool:
    """Whether a bare past form tells how a figure is known: "160 people confirmed dead", "8,265 cases reported on Monday"."""
    phrase = view.over_at(cue.first - 1)
    if (
        cue.tag != "VED"
        or phrase is None
        or has_have(view, cue.first)
        or not any(view.tag(k) == "NUM" for k in range(phrase.first, phrase.last))
    ):
        return False
    return view.lower(cue.last) in HARMED or view.tag(cue.last) == "DATE" or view.lower(cue.last) in (".", "", ",")


def is_naming(view: View, cue: Cue, subject: Range | None) -> bool:
    """Whether a bare "called" gives a thing its name: "a robot called the Digger"."""
    if cue.entries[0].words != ("call",) or cue.tag != "VED" or subject is None or has_have(view, cue.first):
        return False
    thing, name = view.over_at(cue.first - 1), view.over_at(cue.last)
    if thing is None or name is None or view.tag(thing.head) != "NOUN" or is_teller(view.lower(thing.head), ""):
        return False
    return view.tag(name.head) == "PROPN"


def is_bare_quantity(view: View, subject: Range) -> bool:
    """Whether a subject is only adjectives and determiners, or a measure ("40 times"), which name nobody."""
    only = view.lower(subject[0]) if subject[1] - subject[0] == 1 else ""
    if only.endswith("ly") and (only[:-2] in common_words() or only[:-1] + "e" in common_words()):
        return True  # "Newly released cables": the tagger takes an opening adverb for a name
    if view.tag(subject[0]) == "NUM" and view.lower(subject[1] - 1) in UNITS:
        return True  # "a note shared more than 40 times says"
    bare = all(view.tag(k) in ("ADJ", "DET", "ADV") for k in range(*subject)) and view.lower(subject[0]) not in QUANTIFIERS
    return bare and not is_teller(view.lower(subject[1] - 1), "")
