"""Answers hung on behind what somebody said: ", a claim the army denies", ", a figure disputed by the union", ", which they reject"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from counterclaim.inflect import verb_forms
from counterclaim.model import Stance
from counterclaim.statements.cues import lexicon, matched
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import VERBS, Range, View, skip_back, skip_on
from counterclaim.statements.words import words_of

ANSWERING = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.REFUSES})
POINTERS = frozenset({"which", "that", "whom", "what"})
COUNTERS = frozenset({"counter", "answer", "respond", "reply", "retort", "react"})
# verbs that set a claim against another with "with": "meets this with the allegation that"; those that need "back" or another word
MEETING = frozenset({"counter", "answer", "respond", "reply", "retort", "react", "meet", "rebut", "parry", "return"})
MEETING_WITH = {"hit": "back", "strike": "back", "fire": "back", "shoot": "back", "come": "out"}
WITH_REACH = 8  # tokens between such a verb and "with": "hits back at the ministry in the port with"
BESIDE = frozenset({"AUX", "ADV", "NEG"})
ALONE = frozenset({"this", "that", "it", "these", "those", "them", "him", "her", "both", "such"})
MEDIA = frozenset({"in", "on", "at", "via", "through", "by", "to"})
JOINS = frozenset({"of", "for", "in", "and", "from", "at"})
# An object relative leaves its verb bare: these may follow.
ENDS = frozenset({".", ",", ";", ":", ")", "", "as", "by", "and", "but", "for", "while", "without", "–", "—"})


class Relative(NamedTuple):
    """An object relative: what it hangs on, its pronoun (`None` in "a claim they deny"), and its subject."""

    antecedent: Range | None
    pronoun: int | None
    subject: Range


@cache
def sayings() -> frozenset[str]:
    """Nouns for what can be denied, disputed or turned down: claims, figures, offers, decisions."""
    return words_of("claim") | words_of("figure") | words_of("request") | words_of("act") | frozenset({"something"})


def is_bare(view: View, p: int) -> bool:
    """Whether nothing that could be an object stands at `p`, behind a verb."""
    if view.lower(p) == "by" and view.tag(p + 1) == "VING":
        return False  # "counters by alleging": the words that follow are the answer
    said_in = view.over_at(p + 1) if view.tag(p) == "PREP" else None
    spoken = said_in is not None and (view.tag(said_in.first) == "DATE" or view.lower(said_in.head) in words_of("occasion"))
    return view.lower(p) in ENDS or view.tag(p) in ("DATE", "ADV") or (view.tag(p) == "PREP" and view.tag(p + 1) == "DATE") or spoken


def object_relative(view: View, verb: int) -> Relative | None:
    """The relative clause whose verb stands at `verb`, or `None` where its subject opens no relative clause."""
    end = skip_back(view, verb - 1, BESIDE)
    if not view.ends_phrase(end):
        return None
    first = view.over[end].first  # type: ignore[union-attr]
    while True:
        before = first - 1
        pronoun = before - 1 if view.lower(before) == "both" else before
        if view.lower(pronoun) in POINTERS and view.tag(pronoun - 1) not in VERBS:
            return Relative(antecedent_of(view, pronoun), pronoun, (first, end + 1))
        if view.ends_phrase(before) and names_saying(view, before):
            return Relative((view.over[before].first, before + 1), None, (first, end + 1))  # type: ignore[union-attr]
        linked = view.lower(before) in JOINS and view.ends_phrase(before - 1)
        if not linked:
            return None
        first = view.over[before - 1].first  # type: ignore[union-attr]


def antecedent_of(view: View, pronoun: int) -> Range | None:
    """The noun phrase right before a relative pronoun, with those that it hangs on ("[the offer of a truce], which …")."""
    last = pronoun - 1 if view.lower(pronoun - 1) == "," else pronoun
    if not view.ends_phrase(last - 1):
        return None
    first = view.over[last - 1].first  # type: ignore[union-attr]
    while True:
        infinitive = view.tag(first - 1) == "VERB" and view.tag(first - 2) == "TO"  # "[principles to guide talks], which …"
        before = first - (3 if infinitive else 2)
        if not (infinitive or view.lower(first - 1) in ("of", "for", "by", "to")) or not view.ends_phrase(before):
            return (first, last)
        first = view.over[before].first  # type: ignore[union-attr]


def names_saying(view: View, head: int) -> bool:
    """Whether the noun at `head` names something said, counted, asked or decided."""
    return view.lower(head) in sayings()


def said_of(view: View, relative: Relative, stance: Stance) -> Range | None:
    """What a relative clause answers: the antecedent where it names a saying or a deed, else the pronoun, which points at the whole."""
    if relative.pronoun is None:
        return relative.antecedent
    pointing = (relative.pronoun, relative.pronoun + 1)
    if relative.antecedent is None or view.lower(relative.pronoun - 1) != ",":
        return relative.antecedent or pointing
    heads = [view.over[k].head for k in (relative.antecedent[0], relative.antecedent[1] - 1)]  # type: ignore[union-attr]
    for k, head in zip((relative.antecedent[0], view.over[heads[1]].first), heads, strict=True):  # type: ignore[union-attr]
        if names_saying(view, head) or view.lower(head) in words_of("attack"):
            return (k, relative.antecedent[1])
    return relative.antecedent if stance is Stance.REFUSES else pointing


def answers_at(view: View, verb: int) -> int | None:
    """One past the answering verb at `verb` ("denies", "turned down"), or `None` where there is none."""
    ends = [
        last
        for entry in lexicon().get(view.lower(verb), ())
        if entry.form == "verb" and entry.stance in ANSWERING and (last := matched(view, verb, entry.words)) is not None
    ]
    return max(ends, default=None)


def answer_follows(view: View, k: int) -> bool:
    """Whether an answer begins at `k`, right after a comma: from there on somebody else's word is told."""
    if view.lower(k) in ("which", "something"):
        return answered_by_subject(view, k + 1) and not goes_on(view, k)
    phrase = view.over_at(k)
    if phrase is not None and phrase.first == k and names_saying(view, phrase.last - 1):
        q = phrase.last + (view.lower(phrase.last) in POINTERS)
        return answered_by_subject(view, q) or agent_follows(view, q, ANSWERING)
    return agent_follows(view, k, ANSWERING | {Stance.CONFIRMS}) and not goes_on(view, k)


def answered_by_subject(view: View, q: int) -> bool:
    """Whether a subject with an answering verb, and no object, stands at `q`: "(which) the rebels denied"."""
    if not view.opens_phrase(q):
        return False
    verb = skip_on(view, phrase_from(view, q), BESIDE)
    if (last := answers_at(view, verb)) is not None:
        return is_bare(view, last) or counters_by(view, last + 1)
    return counters_by(view, verb + 2) or (meets(view, verb) and view.lower(verb + 1) == "with")


def counters_by(view: View, k: int) -> bool:
    """Whether the participle at `k` tells how somebody answers: "counters by alleging"."""
    return view.tag(k) == "VING" and view.lower(k - 1) == "by" and verb_forms().base.get(view.lower(k - 2)) in COUNTERS


def meets(view: View, verb: int) -> bool:
    """Whether the verb at `verb` sets a claim of its own against another: "answers (that charge) with", "hits back with"."""
    base = verb_forms().base.get(view.lower(verb), view.lower(verb))
    return base in MEETING or (base in MEETING_WITH and view.lower(verb + 1) == MEETING_WITH[base])


def meeting_verb(view: View, preposition: int) -> int | None:
    """The verb that "with" at `preposition` goes with in "meets this with the allegation that", or `None`."""
    if view.lower(preposition) != "with":
        return None
    for k in range(preposition - 1, max(view.body, preposition - WITH_REACH) - 1, -1):
        if view.tag(k) in VERBS or view.lower(k) in (",", ";", ":"):
            return k if meets(view, k) else None
    return None


def agent_follows(view: View, k: int, stances: frozenset[Stance]) -> bool:
    """Whether "disputed by the union" stands at `k`."""
    passive = any(e.form == "passive" and "by" in e.frames and e.stance in stances for e in lexicon().get(view.lower(k), ()))
    return passive and view.lower(k + 1) == "by" and view.over_at(k + 2) is not None


def goes_on(view: View, k: int) -> bool:
    """Whether the clause goes on behind the aside that opens at `k`: ", confirmed by the navy, were freed"."""
    closing = next((j for j in range(k + 1, len(view.tokens)) if view.lower(j) == ","), None)
    after = closing + 1 if closing is not None else len(view.tokens)
    return view.tag(after) in VERBS or verb_forms().tag.get(view.lower(after)) == "VERB"


def is_alone(view: View, k: int) -> bool:
    """Whether a pronoun at `k` is all that is answered: "this", "it as well", but not "this charge", "it as fiction"."""
    if view.lower(k) not in ALONE or view.tag(k + 1) in ("NOUN", "ADJ", "PROPN", "NUM", "VED", "VERB", "AUX", "POSS"):
        return False
    phrase = view.over_at(k)
    return (phrase is None or phrase.last == k + 1) and (
        view.lower(k + 1) != "as" or view.lower(k + 2) == "well" or view.tag(k + 2) == "PRON"
    )


def answered_end(view: View, start: int, end: int) -> int:
    """One past what is denied or disputed from `start` on: a pronoun alone, or a phrase up to where and when it was said."""
    if is_alone(view, start):
        return start + 1
    end = predicate_end(view, start, end)
    object_end = phrase_from(view, start, lists=False)
    said_in = view.over_at(object_end + 1) if view.lower(object_end) in MEDIA else None
    timed = said_in is not None and (view.lower(said_in.head) in words_of("occasion") or view.tag(said_in.head) == "DATE")
    contrasted = view.lower(object_end) == "," and view.lower(object_end + 1) == "not"
    return object_end if (timed or contrasted) and start < object_end < end else end


def predicate_end(view: View, start: int, end: int) -> int:
    """One past "as a fiction" behind a pronoun at `start`, else `end`."""
    if view.lower(start) not in ALONE or view.lower(start + 1) != "as":
        return end
    if view.tag(start + 2) == "QUOTE":
        return next((k + 1 for k in range(start + 3, end) if view.tag(k) == "QUOTE"), end)
    return max(phrase_from(view, start + 2), start + 3)
