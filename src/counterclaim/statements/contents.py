"""What is said, and to or about whom: reads the frames of `data/cues.tsv` around a cue.

A content is the whole contiguous clause without the cue (codebook, "Rulings on hard cases").
"""

from __future__ import annotations

from counterclaim.statements.answers import ANSWERING, is_bare, object_relative, said_of
from counterclaim.statements.clauses import FLOATING, RELATIVE, before_aside
from counterclaim.statements.cues import Cue, Entry, Form, verb_cues
from counterclaim.statements.ends import SUBORDINATE, closes, content_end, quote_end, trim, trim_end
from counterclaim.statements.frames import (
    Match,
    after_adverbials,
    after_aside,
    bridge_to_quote,
    bridge_to_that,
    clause_follows,
    clause_match,
    is_infinitive,
    shifted,
)
from counterclaim.statements.fronted import fronted_match
from counterclaim.statements.objects import is_change, is_lone, is_thing, is_toll, may_be_owned
from counterclaim.statements.passives import KEPT, noun_match, passive_match
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.verdicts import points_at_saying, verdict_match
from counterclaim.statements.view import VERBS, Range, View
from counterclaim.statements.words import is_teller, words_of

ADVERBIAL = frozenset({"where", "when"})  # they open a relative clause as "which" does: "in the port, where, it admits, …"
JOINTS = frozenset({"and", "or", "but"})  # "left with two boats and, the crews claimed, [40 others]"
BOUNDS = frozenset({"least", "most"})  # "the dead number at least 40": nobody puts them at it
FIGURE = frozenset({"num", "toll", "figure", "lone"})  # frames of verbs that give a figure
QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
PRONOUN_ENDS = frozenset({".", ",", ";", ":", "", "as", "and", "but", "too", "–", "—"})  # "that" before these is a pronoun
TARGET_LENGTH = 25  # tokens of a target: "accused the ministries of A, B and C of …"


def find_match(view: View, cue: Cue, entry: Entry, subject: Range | None) -> Match | None:
    """The content and target of a cue under one row, or `None` where no frame of the row fits."""
    if cue.form is Form.NOUN:
        return noun_match(view, cue, entry)
    if entry.form == "passive":
        return passive_match(view, cue, entry, subject)
    q = after_adverbials(view, cue.last)
    if "back" in entry.frames and inverted(view, cue, q):
        return None
    q = after_aside(view, q, subject)
    if "change" in entry.frames and is_change(view, cue, q, subject):
        return clause_match(view, cue, entry, q, "np")
    for attempt in (fronted_match, verdict_match, match_target, match_that, match_marked, match_object):
        match = attempt(view, cue, entry, q)
        if match is not None:
            return match
    return Match(entry, "none") if "none" in entry.frames else relative_match(view, cue, entry, q)


def relative_match(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """Reads "a claim the group denies", "a town that they say was taken": the antecedent, or the clause after the cue, is said."""
    relative = object_relative(view, cue.first)
    if relative is None:
        return None
    if "that" in entry.frames and view.tag(q) in VERBS and relative.pronoun is not None:
        comma = next((k for k in range(q, len(view.tokens)) if view.lower(k) == "," and view.tag(k + 1) in VERBS), None)
        end = min(content_end(view, q, cue, clause=True), len(view.tokens) if comma is None else comma)  # the main clause goes on
        return Match(entry, "that", ((q, end),), speaker=relative.subject)
    answered = said_of(view, relative, entry.stance)
    blamed = next((f for f in entry.frames if f in ("X+on", "X+to") and f.endswith(f"+{view.lower(q)}")), None)
    if blamed is not None and answered is not None and view.over_at(q + 1) is not None:  # "a raid that the union blames on the army"
        return Match(entry, blamed, (answered,), target=(q + 1, phrase_from(view, q + 1)), speaker=relative.subject)
    counted = answered is not None and any(view.tag(k) == "NUM" for k in range(*answered))  # "the 4,700 whom the ministry lists"
    if answered is None or not is_bare(view, cue.last) or not {"np", "thing", "for", *(FIGURE if counted else ())} & set(entry.frames):
        return None
    return Match(entry, "relative", (answered,), speaker=relative.subject)


def inverted(view: View, cue: Cue, q: int) -> bool:
    """Whether the speaker follows a cue that closes what is said: "…", said the mayor."""
    before = view.lower(cue.first - 1)
    opens = view.over_at(q) is not None and q == cue.last
    if not opens or cue.form is not Form.ACTIVE:
        return False
    if view.tag(cue.first - 1) == "QUOTE":
        return cue.first - 1 > view.body and not view.ends_phrase(cue.first - 2) and closes(view, cue.first - 1)
    if before != "," or cue.first <= view.body + 2:
        return False
    if view.lower(q) in ("it", "him", "them", "this", "that", "these"):
        return False  # "the army, which lost it, denied it"
    end = phrase_from(view, q)
    if view.tag(cue.first - 2) == "QUOTE":
        return True
    head = view.over[q].head  # type: ignore[union-attr]
    told = before_aside(view, cue.first - 1)
    if told is not None and told[0] == view.body and not (view.lower(end) == "," and view.tag(end + 1) in VERBS):
        return False  # "Ali, the head of the port, told reporters": the subject stands before its aside
    teller = cue.entries[0].words == ("say",) or view.tag(head) in ("PROPN", "PRON") or is_teller(view.lower(head), "")
    teller = teller or view.lower(head) in words_of("voice")
    closed = view.lower(end) in {".", ",", ";", ":", ""} | RELATIVE or view.tag(end) == "PREP"
    return teller and (closed or end >= len(view.tokens))


def marker(view: View, p: int, word: str, *, infinitive: bool) -> int | None:
    """The index of the preposition, "to" or "that" which ends a target that begins at `p`."""
    found: list[int] = []
    reach = phrase_from(view, p)
    for k in range(p + 1, min(p + TARGET_LENGTH, len(view.tokens))):
        inside = view.over_at(k)
        if (
            view.lower(k - 1) == ","
            and k - 1 >= reach
            and view.lower(k) != word
            and not any(view.lower(j) == "," and view.lower(j + 1) == word for j in range(k, k + 14))
        ):
            break
        if view.tag(k - 1) == "CC" and (view.tag(k) == "VED" or view.lower(k) == "to"):
            break  # "criticized the policy and called for …": a second predicate
        if view.lower(k) == word and (inside is None or inside.first == k or word not in ("of", "for")):
            if word != "to" or not infinitive or is_infinitive(view, k):
                found.append(k)
            if word not in ("of",):
                break
        if view.tag(k) in ("VERB", "AUX", "SUB") or view.lower(k) in (";", ".", ":"):
            break
    if not found:
        return None
    gerund = next((k for k in found if view.tag(k + 1) == "VING"), None)
    phrase = view.over_at(p)
    if gerund is not None:
        return gerund
    common = phrase is not None and view.tag(phrase.head) == "NOUN" and found[0] == phrase.last and len(found) > 1
    return found[1] if common else found[0]


def match_target(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """Frames with a party before the content: accuse X of, urge X to, warn X that, tell X that, blame Y on X."""
    if view.over_at(q) is None or view.lower(q) == "that":
        return None
    for frame in entry.frames:
        kind, _, word = frame.partition("+")
        if kind not in ("T", "A", "X", "S") or not word:
            continue
        if kind == "S":
            return reported_speaker(view, cue, entry, q)  # "quoted a guard as saying"
        at = (
            told_clause(view, q)
            if word == "that"
            else told_quote(view, q)
            if word == "quote"
            else marker(view, q, word, infinitive=kind != "X")
        )
        if at is None:
            continue
        if word == "to" and view.lower(at - 1) == "not" and at - 1 > q:
            at -= 1  # "urged residents not to return"
        named = trim_target(view, q, at)
        if kind == "X":
            if view.over_at(at + 1) is None:
                continue
            return Match(entry, frame, ((q, at),), target=(at + 1, phrase_from(view, at + 1)))
        start = at if word in KEPT or view.lower(at) == "not" else at + 1
        if word == "responsible":
            start = at + 2
        elif word == "that" and view.lower(at) != "that":
            start = at
        end = content_end(view, start, cue, clause=word in ("that", "to"))
        if end <= start:
            continue
        party = {"target": named} if kind == "T" else {"told": named}
        return Match(entry, frame, ((start, end),), **party)
    return None


def told_clause(view: View, q: int) -> int | None:
    """Where the clause begins that somebody is told: at "that", or at a new subject with a verb of its own."""
    end = phrase_from(view, q)
    k = after_adverbials(view, end)
    if view.lower(k) == "that" and view.tag(phrase_from(view, q)) not in VERBS:
        return k
    if view.tag(k) in VERBS or k >= len(view.tokens) or view.over_at(k) is None:
        return None
    after = phrase_from(view, k)
    return k if view.tag(after) in VERBS else None


def told_quote(view: View, q: int) -> int | None:
    """The mark before the quotation that somebody is told: "told reporters on Monday: “…”"."""
    return bridge_to_quote(view, phrase_from(view, q))


def reported_speaker(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """Who is quoted "as saying": the object of an active cue is the speaker."""
    end = phrase_from(view, q)
    mark = end
    if view.lower(end) == ",":  # "cited Ali, the head of the port, as saying"
        mark = next((k + 1 for k in range(end + 1, min(end + TARGET_LENGTH, len(view.tokens))) if view.lower(k) == ","), end)
    if view.lower(mark) != "as" or view.lower(mark + 1) not in ("saying", "stating", "telling"):
        return None
    start = mark + 2 + (view.lower(mark + 2) == "that")
    return Match(entry, "S+saying", ((start, content_end(view, start, cue, clause=True)),), speaker=(q, end))


def trim_target(view: View, first: int, last: int) -> Range:
    """A target without "both" before it and without the aside after its first comma."""
    while view.lower(first) in FLOATING and first + 1 < last:
        first += 1
    comma = next((k for k in range(first, last) if view.lower(k) == ","), None)
    aside = comma is not None and view.lower(comma + 1) in ("a", "an", "the", "former", "who", "which")
    if (
        comma is not None
        and comma < phrase_from(view, first)
        and not (aside and view.tag(comma - 1) == "PROPN" and view.lower(last - 1) == ",")
    ):
        comma = None
    return (first, last if comma is None else comma)


def match_that(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A clause with or without "that", or a quotation."""
    if "that" in entry.frames and not (entry.stance in ANSWERING and points_at_saying(view, q)):
        at = q if view.lower(q) == "that" else bridge_to_that(view, cue.last)
        if at is not None and not (
            view.over_at(at) is not None and view.tag(at) == "DET" and view.tag(at + 1) in ("NOUN", "ADJ") and view.lower(q) != "that"
        ):
            return clause_match(view, cue, entry, at + 1, "that")
    if "quote" in entry.frames:
        mark = bridge_to_quote(view, q) if view.tag(q) in ("PREP", "PUNCT") else None
        at = q if mark is None else mark + 1
        if view.tag(at) == "QUOTE" and not (view.lower(q) == "," and view.tag(q + 1) != "QUOTE"):
            return clause_match(view, cue, entry, at, "quote")
    if "that" in entry.frames and view.lower(q) == ":" and q + 1 < len(view.tokens):
        return clause_match(view, cue, entry, q + 1, "that")
    return None


def match_marked(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A to-infinitive, or a content after one of the row's prepositions."""
    if "to" in entry.frames and view.lower(q) == "to":
        if is_infinitive(view, q):
            return clause_match(view, cue, entry, q, "to")
        if entry.words == ("admit",) and not may_be_owned(view, q + 1):
            return None
        return clause_match(view, cue, entry, q + 1, "np")
    word = view.lower(q)
    if word in entry.frames and view.tag(q) == "PREP":
        return clause_match(view, cue, entry, q + 1, "np")
    return None


def match_object(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A clause without "that", or a noun phrase as what is said."""
    tag = view.tag(q)
    if {"np", "thing"} & set(entry.frames) and (object_at := shifted(view, q)) is not None:
        return clause_match(view, cue, entry, object_at, "np")
    if "figure" in entry.frames and view.lower(q) == "at" and view.tag(q + 1) in ("NUM", "QUOTE") and view.lower(q + 1) not in BOUNDS:
        relative = object_relative(view, cue.first)
        if relative is None or relative.pronoun is None:
            return clause_match(view, cue, entry, q, "np")  # "puts at 40 the number of …"
        end = next((k for k in range(q, len(view.tokens)) if view.lower(k) in (",", ";", ".")), len(view.tokens))
        return Match(entry, "relative", ((q, end),), speaker=relative.subject)  # "the number, which the clinic put at 40, fell"
    pronoun = points_at_saying(view, q) or (view.lower(q) == "that" and view.lower(q + 1) in PRONOUN_ENDS)
    if pronoun and {"np", "thing"} & set(entry.frames):
        return clause_match(view, cue, entry, q, "np")  # "rejected that as slander"
    gerund = view.lower(q) in ("having", "being")
    if (tag in ("PUNCT", "CC", "", "AUX", "TO", "POSS") and not gerund) or (tag == "SUB" and view.lower(q) not in QUESTION):
        return None
    if tag in ("PREP", "VED", "VERB") and not (
        "that" in entry.frames and tag == "PREP" and view.lower(q) in ("in", "at", "on", "after", "during", "despite")
    ):
        return None
    bare = "bare" in entry.frames and tag not in ("PREP", "VING")
    loose = "strict" not in entry.frames and not (cue.form is Form.PARTICIPLE and cue.first == view.body)
    if "that" in entry.frames and loose and (bare or view.lower(q) in QUESTION or clause_follows(view, q)):
        return clause_match(view, cue, entry, q, "that")
    if cue.tag == "VED" and "that" not in entry.frames and view.tag(phrase_from(view, q)) in ("AUX", "VERB"):
        return None  # "a camp called Al Hol was closed": a reduced relative clause
    if "deed" in entry.frames and (named := view.over_at(q)) is not None and view.lower(named.head) in words_of("deed"):
        return clause_match(view, cue, entry, q, "np")
    if "np" in entry.frames and (view.over_at(q) is not None or gerund or tag in ("VING", "QUOTE", "ADJ")):
        return clause_match(view, cue, entry, q, "np")
    if "thing" in entry.frames and is_thing(view, q):
        return clause_match(view, cue, entry, q, "np")
    if "figure" in entry.frames and gives_figure(view, q):
        return clause_match(view, cue, entry, q, "np")
    if "toll" in entry.frames and is_toll(view, q):
        return clause_match(view, cue, entry, q, "np")
    if "lone" in entry.frames and is_lone(view, q):
        return clause_match(view, cue, entry, q, "np")
    if "num" in entry.frames and any(view.tag(k) == "NUM" for k in range(q, min(q + 4, len(view.tokens)))):
        return clause_match(view, cue, entry, q, "np")
    return None


def gives_figure(view: View, q: int) -> bool:
    """Whether a thing is given a figure: "put the dead at 40", not "put 40 men ashore at 6"."""
    near = range(q + 1, min(q + 12, len(view.tokens)))
    return view.tag(q) != "NUM" and any(view.lower(k) == "at" and view.tag(k + 1) in ("NUM", "QUOTE") for k in near)


def back_content(view: View, before: int, after: int) -> tuple[Range, ...]:
    """The content of a cue that stands behind or inside it: what precedes token `before`, and what goes on at `after`.

    A semicolon bounds it; inside a relative clause only what goes on is said ("officers who, she says, left").
    """
    first, last = opening_before(view, before), before
    while last > first and view.lower(last - 1) in (",", "-", "–", "—"):
        last -= 1
    first, last = trim(view, first, last)
    if last <= first:
        return ()
    ranges: list[Range] = [(first, last)]
    marked = view.lower(after) in (",", "-", "–", "—", ":")
    if marked and view.lower(last - 1) in RELATIVE | ADVERBIAL | JOINTS:
        whose = relative_start(view, last - 1)
        return ((after + 1, quote_end(view, after + 1)),) if whose is None else ((whose, last), (after + 1, quote_end(view, after + 1)))
    speaks_on = marked and (view.tag(after + 1) == "QUOTE" or view.lower(after) == ":")
    goes_on = (
        (marked and is_subordinate(view, first))
        or (marked and joined_clause(view, after + 1))
        or (
            marked
            and view.lower(after + 1) not in RELATIVE
            and (view.tag(after + 1) in VERBS or view.tag(last - 1) in VERBS or not any(view.tag(k) in VERBS for k in range(first, last)))
        )
    )
    if speaks_on or goes_on:
        end = clause_end(view, after + 1)
        if end > after + 1:
            ranges.append((after + 1, end))
            if (
                view.tag(first) in ("PREP", "SUB", "DATE")
                and view.tag(after + 1) not in VERBS
                and not speaks_on
                and view.tag(after + 1) != "CC"
            ):
                del ranges[0]  # "Since the truce ended, the mission says, [40 have died]": the time stands outside what is said
    return tuple(ranges)


def relative_start(view: View, pronoun: int) -> int | None:
    """Where a share of people begins whom a relative pronoun ends: "hospitals took in 90, [about thirty of whom], say surgeons, …"."""
    share = view.over_at(pronoun - 2) if view.lower(pronoun - 1) == "of" else None
    return share.first if share is not None and view.tag(share.last - 1) == "NUM" else None


def is_subordinate(view: View, first: int) -> bool:
    """Whether what stands before a cue is only when or why: "Since the truce ended, the navy says, two boats have sunk"."""
    return view.tag(first) in ("SUB", "PREP") and view.lower(first) in SUBORDINATE


def joined_clause(view: View, k: int) -> bool:
    """Whether "and" with a clause of its own and no further cue goes on at `k`: "…, he said, and nobody was hurt"."""
    if view.lower(k) not in ("and", "but") or not view.opens_phrase(k + 1):
        return False
    end = next((j for j in range(k, len(view.tokens)) if view.lower(j) == ";"), len(view.tokens))
    verbs = [j for j in range(k + 1, end) if view.tag(j) in VERBS]
    return bool(verbs) and not any(view.lower(j) in verb_cues() for j in verbs)


def clause_end(view: View, start: int) -> int:
    """One past the end of what goes on behind a cue: a semicolon outside quotation marks ends it."""
    quoted = False
    for k in range(start, len(view.tokens)):
        quoted ^= view.tag(k) == "QUOTE"
        if view.lower(k) == ";" and not quoted:
            return trim_end(view, start, k)
    return quote_end(view, start)


def opening_before(view: View, k: int) -> int:
    """The first token of the clause that ends before `k`: one past the last semicolon or colon that stands outside quotation marks."""
    quoted = False
    for j in range(k - 1, view.body - 1, -1):
        quoted ^= view.tag(j) == "QUOTE"
        if (view.lower(j) == ";" or opens_clause(view, j, k)) and not quoted:
            return j + 1
    return view.body


def opens_clause(view: View, colon: int, end: int) -> bool:
    """Whether a clause of its own stands between a colon and `end`: "On the raid in the port: nobody was hurt, the doctors say"."""
    if view.tokens[colon].text != ":" or view.tag(colon) != "PUNCT":
        return False
    begun = view.tag(colon + 1) == "NUM" or view.opens_phrase(
        colon + 1
    )  # "disputes it: 40, an aide said", "denied it: the crew, he wrote, fell"
    split = begun and any(view.tag(k) in VERBS for k in range(view.body, colon))
    return split or any(view.tag(k) in VERBS for k in range(colon + 1, end))
