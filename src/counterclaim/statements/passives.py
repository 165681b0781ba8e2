"""Cues that are passives ("X was accused by Y of Z", "is believed to") and nouns ("claims by X that")."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Stance
from counterclaim.statements.answers import answered_by_subject
from counterclaim.statements.cues import BE, Cue, Entry, Form
from counterclaim.statements.ends import content_end
from counterclaim.statements.frames import Match, after_adverbials, clause_follows, clause_match, is_infinitive
from counterclaim.statements.phrases import phrase_end, phrase_from
from counterclaim.statements.view import VERBS, Range, View, skip_back, skip_on
from counterclaim.statements.words import name_labels

MEANS = frozenset("phone telephone radio email text letter video satellite post fax".split())  # "said by phone": nobody's word
GUILT = frozenset({"guilty", "innocent"})
# what is done with a word of concern before its object follows: "worries have been voiced about", "anxiety is rising over"
VOICED = frozenset(
    "voiced raised expressed aired growing grown grows grew rising risen rises rose mounting mounted deepening deepened increasing "
    "increased spreading spread heightened intensifying surfaced surfacing".split()
)
KEPT = GUILT | {"to"}  # words that belong to the content they open


def passive_match(view: View, cue: Cue, entry: Entry, subject: Range | None) -> Match | None:
    """Reads "X was accused by Y of Z", "X is believed to …", "Z was reported": who is named after "by" speaks."""
    q = after_adverbials(view, cue.last)
    speaker = None
    if view.lower(q) == "by" and view.over_at(q + 1) is not None and view.lower(q + 1) not in MEANS:
        bare, markers = phrase_end(view, q + 1), {frame.partition("+")[2] for frame in entry.frames}
        end = bare if view.lower(bare) in markers else phrase_from(view, q + 1)  # "accused by the navy of theft"
        speaker = (q + 1, end)
        q = after_adverbials(view, end)
    if "by" in entry.frames and speaker and view.lower(q) in (",", ":") and opens_with_as(view, cue.first):
        return clause_match(view, cue, entry, q + 1, "that", speaker=speaker)  # "As reported by the navy, two boats sank"
    if "that" in entry.frames and view.lower(q) == "that":
        speaker = speaker or house_before(view, subject)
        return clause_match(view, cue, entry, q + 1, "that", speaker=speaker)
    for frame in entry.frames:
        kind, _, word = frame.partition("+")
        if word == "saying" and view.lower(q) == "as" and view.lower(q + 1) == "saying":
            return clause_match(view, cue, entry, q + 2 + (view.lower(q + 2) == "that"), "that", speaker=subject)
        opens = q + (word in GUILT and view.lower(q) == "not")  # "found [not guilty of fraud]"
        if word and view.lower(opens) == word and (word != "to" or is_infinitive(view, q) or entry.words == ("sentence",)):
            if kind == "X":
                return Match(entry, frame, (subject,), target=(q + 1, phrase_from(view, q + 1)), speaker=speaker) if subject else None
            start = q if word in KEPT or word == "responsible" else q + 1
            return clause_match(view, cue, entry, start, "to" if word == "to" else "np", speaker=speaker, target=subject)
    if (
        "that" in entry.frames
        and cue.form is Form.PASSIVE
        and view.over_at(q) is not None
        and subject
        and view.lower(subject[0]) == "it"
        and clause_follows(view, q)
    ):
        return clause_match(view, cue, entry, q, "that", speaker=speaker)
    if "as" in entry.frames and speaker and view.lower(q) == "as":
        return clause_match(view, cue, entry, q + 1, "np", speaker=speaker)  # "confirmed by the navy as having sunk"
    if "by" in entry.frames and speaker and subject:
        return Match(entry, "by", (subject,), speaker=speaker)
    reduced = view.tag(q) in ("ADJ", "VED") and not clause_follows(view, q)  # "six miners reported dead"
    if "whole" in entry.frames and subject and not speaker and (cue.form is Form.PASSIVE or reduced):
        end = max(content_end(view, cue.last, cue, clause=False), cue.last)
        return Match(entry, "whole", ((subject[0], end),))
    return None


def opens_with_as(view: View, k: int) -> bool:
    """Whether "as", "as it is", "as has been" opens the clause of the participle at `k`."""
    first = skip_back(view, k - 1, frozenset({"AUX", "ADV", "PRON"}))
    return view.lower(first) == "as" and (first <= view.body or view.tag(first - 1) in ("PUNCT", "CC"))


def house_before(view: View, subject: Range | None) -> Range | None:
    """The body in whose house something is told: "In [the ministry of ports] it was declared that …"."""
    if subject is None or view.lower(subject[0]) != "it" or not view.ends_phrase(subject[0] - 1):
        return None
    first = view.body + 1
    house = view.over_at(first) if view.lower(view.body) in ("in", "at") else None
    named = house is not None and any(name_labels().get(view.lower(k)) in ("org", "office") for k in range(house.first, subject[0]))
    return (first, subject[0]) if named and phrase_from(view, first, lists=False) == subject[0] else None


def noun_match(view: View, cue: Cue, entry: Entry) -> Match | None:
    """Reads "claims by X that …", "allegations of …", "calls from X for …": the maker may stand between."""
    q, speaker = after_adverbials(view, cue.last), None
    if view.lower(q) in ("by", "from") and view.over_at(q + 1) is not None:
        end = phrase_from(view, q + 1)
        speaker, q = (q + 1, end), end
    elif view.lower(q) in ("in", "on", "against") and view.over_at(q + 1) is not None:
        q = phrase_from(view, q + 1, lists=False)
    q = after_adverbials(view, after_voicing(view, q) if entry.stance is Stance.WARNS else q)
    if view.lower(q) in BE and view.lower(q + 1) == "that":
        q += 1  # "the army's claim is that …"
    word = view.lower(q)
    if word == "for" and is_predicate(view, cue.first):
        return None  # "is a main concern for": theirs, not for them
    if word not in entry.frames and not (word == "on" and view.tag(q + 1) == "DATE"):
        return None
    if word == "to":
        if is_infinitive(view, q):
            return clause_match(view, cue, entry, q, "to", speaker=speaker)
        return clause_match(view, cue, entry, q + 1, "np", speaker=speaker) if entry.words == ("confession",) else None
    if word == "that" and (view.tag(q + 1) in ("AUX", "VED") or (view.tag(q + 1) == "VERB" and view.tag(q + 2) not in VERBS)):
        return None  # "the report that was published": a relative clause
    if word == "that" and answered_by_subject(view, q + 1):
        return None  # "a claim that the army denies": the army's answer, not the claim
    match = clause_match(view, cue, entry, q + 1, "that" if word == "that" else "np", speaker=speaker)
    return with_same_word(view, match, cue, q) if match and word != "that" and entry.stance is Stance.WARNS else match


def after_voicing(view: View, q: int) -> int:
    """One past "have been voiced", "is rising" at `q`, else `q`."""
    verb = skip_on(view, q, frozenset({"AUX", "ADV"}))
    return verb + 1 if view.lower(verb) in VOICED and view.tag(verb) != "NOUN" else q


def is_predicate(view: View, k: int) -> bool:
    """Whether the noun at `k` is what something is said to be: "is a growing concern"."""
    first = skip_back(view, k - 1, frozenset({"ADJ", "ADV", "NOUN", "VED", "VING"}))
    return view.lower(first) in ("a", "an", "the", "another") and view.lower(first - 1) in BE


def with_same_word(view: View, match: Match, cue: Cue, preposition: int) -> Match:
    """A content that goes on behind "and" and the same preposition: "over [the nurses, and over whether the ward can open]"."""
    first, last = match.content[0]
    while True:
        k = last + (view.lower(last) == ",")
        if view.tag(k) != "CC" or view.lower(k + 1) != view.lower(preposition):
            return replace(match, content=((first, last),))
        last = content_end(view, k + 2, cue, clause=view.lower(k + 2) in ("whether", "how", "what"))
