"""Whom a statement is aimed at: the party blamed, asked or warned, whose claim is denied, whom a ruling addresses (codebook, "target")."""

from __future__ import annotations

from counterclaim.model import Phrase, Span, Stance, Statement
from counterclaim.statements.contents import trim_target
from counterclaim.statements.frames import Match
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.rulings import required_party
from counterclaim.statements.view import VERBS, Range, View
from counterclaim.statements.words import is_person, is_teller, words_of

ASSERTING = frozenset({Stance.REPORTS, Stance.ALLEGES, Stance.ACCUSES, Stance.CONFIRMS})
ANSWERING = frozenset({Stance.DENIES, Stance.DISPUTES})
PERSON_FIRST = frozenset({"sentence", "find", "convict", "acquit", "jail", "indict", "free", "remand"})
BLAMING_WORDS = frozenset({"responsible", "behind", "involved", "orchestrated", "planned", "planted", "perpetrated"})
SENTENCES = frozenset({"sentence", "sentences", "penalty", "conviction", "bail", "warrant", "warrants", "sanctions", "verdict", "release"})
ARMED = frozenset(
    "troops forces soldiers fighters rebels militants militiamen gunmen insurgents infiltrators guerrillas jihadists separatists "
    "commanders snipers paramilitaries mercenaries".split()
)
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
ORDERS = frozenset({"order", "require", "demand", "instruct"})
DUTY = frozenset({"must", "should", "shall"})
ANSWER_REACH = 400  # characters between an assertion and the denial that answers it: about two sentences of news prose


def target_range(view: View, match: Match, stance: Stance) -> Range | None:
    """The target that the sentence itself names, by frame and stance."""
    if match.target is not None:
        if match.entry.form == "passive" and stance is Stance.ALLEGES and match.frame != "of":
            return passive_target(view, match)
        if match.entry.form == "passive" and stance in (Stance.REPORTS, Stance.CONFIRMS):
            return None
        return trim_target(view, *match.target)
    if not match.content:
        return None
    first, last = match.content[0]
    if match.entry.form == "noun":
        return acting_party(view, match, first, last) if match.frame == "that" and stance in (Stance.ALLEGES, Stance.ACCUSES) else None
    if match.frame == "that" and (stance is Stance.RULES or match.entry.words == ("allege",)):
        return acting_party(view, match, first, last)
    if match.frame in ("that", "quote", "back") or match.frame.startswith("A"):
        return clause_subject(view, first, last) if stance in (Stance.DEMANDS, Stance.ACCUSES) else None
    if stance is Stance.RULES:
        return ruled_on(view, match, first, last)
    if stance in (Stance.DENIES, Stance.DISPUTES, Stance.REFUSES, Stance.ACCUSES):
        return maker_in(view, first, last)
    if stance is Stance.DEMANDS:
        return after_word(view, first, last, ("against",))
    return None


def passive_target(view: View, match: Match) -> Range | None:
    """Of "is believed to …": who is named after "by", or the subject where the content blames it."""
    first, last = match.content[0] if match.content else (0, 0)
    agent = after_word(view, first, last, ("by",))
    if agent is not None:
        return agent
    blames = match.entry.words == ("suspect",) or any(view.lower(k) in BLAMING_WORDS for k in range(first, last))
    return trim_target(view, *match.target) if match.target and blames else None


def clause_subject(view: View, first: int, last: int) -> Range | None:
    """The subject of the clause that is said, a pronoun excepted."""
    verb = next((k for k in range(first, last) if view.tag(k) in VERBS), None)
    if verb is None or view.over_at(first) is None or view.tag(first) == "PRON":
        return None
    end = min(phrase_from(view, first), verb)
    return (first, end) if end > first else None


def acting_party(view: View, match: Match, first: int, last: int) -> Range | None:
    """Who is said to act in "alleges that the front hid …", "ruled that the navy must …": a party by name, or a person."""
    subject = clause_subject(view, first, last)
    if subject is None or view.lower(subject[0]) in OWN:
        return None
    head = view.over_at(subject[0]).head  # type: ignore[union-attr]
    bound = match.entry.form == "noun" or match.entry.words == ("allege",) or match.entry.words[0] in ORDERS
    bound = bound or any(view.lower(k) in DUTY for k in range(first, last))
    party = view.tag(head) == "PROPN" or is_teller(view.lower(head), "") or view.lower(head) in ARMED
    return subject if party and bound else None


def ruled_on(view: View, match: Match, first: int, last: int) -> Range | None:
    """Whom a ruling is about: the object of "sentences", or the person after "to", "for", "against"."""
    if match.entry.words[0] in PERSON_FIRST:
        end = min([phrase_from(view, first), *(k for k in range(first, last) if view.lower(k) in ("guilty", "innocent", "liable"))])
        return (first, end) if end > first else None
    party = required_party(view, first, last)
    if party is not None:
        return (party, phrase_from(view, party))
    found = after_word(view, first, last, ("to", "for", "against", "on"))
    opening = view.over_at(first)
    if found is None or opening is None:
        return None
    if view.lower(opening.head) in SENTENCES:
        return found  # "upholds the sentence of death for the six nurses"
    head = view.over_at(found[0])
    return found if head and (view.tag(head.head) == "PROPN" or is_person(view.lower(head.head))) else None


def maker_in(view: View, first: int, last: int) -> Range | None:
    """Whose claim, offer or act a noun phrase names: "charges by the union", "the union's plan", "a Union peace plan"."""
    agent = after_word(view, first, last, ("by",))
    if agent is not None:
        return agent
    end, k = min(last, phrase_from(view, first)), first
    while k < end:
        phrase = view.over_at(k)
        found = maker_in_phrase(view, phrase) if phrase and phrase.last <= last else None
        if found is not None:
            return found
        k = phrase.last if phrase else k + 1
    return after_word(view, first, last, ("from",)) if view.lower(first) != "the" or end < last else None


def maker_in_phrase(view: View, phrase: Phrase) -> Range | None:
    """The owner or the name that stands before the head of one noun phrase."""
    first = phrase.first
    owner = next((k for k in range(phrase.first, phrase.last) if view.tag(k) == "POSS"), None)
    if owner is not None and owner > first:
        begin = first + (view.tag(first) == "QUOTE")
        return (begin, owner)
    named = [k for k in range(phrase.first, phrase.head) if view.tag(k) == "PROPN"]
    return (named[0], named[-1] + 1) if named and named[-1] - named[0] == len(named) - 1 and view.tag(phrase.head) == "NOUN" else None


def after_word(view: View, first: int, last: int, words: tuple[str, ...]) -> Range | None:
    """The noun phrase after one of these prepositions in `[first, last)`, if it names somebody."""
    for k in range(first, last - 1):
        phrase = view.over_at(k + 1)
        if view.lower(k) in words and phrase is not None and phrase.first == k + 1:
            head = view.lower(phrase.head)
            if any(view.tag(j) == "PROPN" for j in range(phrase.first, phrase.last)) or is_person(head):
                return (k + 1, min(phrase_from(view, k + 1), last))
    return None


ACTING = frozenset({Stance.ACCUSES, Stance.REFUSES, Stance.DISPUTES})


def names_an_act(view: View, match: Match, stance: Stance) -> bool:
    """Whether the content is "the move", "this decision": its doer is the subject of the sentence before."""
    if stance not in ACTING or not match.content or match.frame not in ("np", "by"):
        return False
    phrase = view.over_at(match.content[0][0])
    return phrase is not None and (view.lower(phrase.head) in words_of("act") or view.lower(phrase.head) in ("it", "this"))


def answered(said: list[Statement], start: int, speaker: Span | None, stance: Stance) -> Span | None:
    """Whose claim a denial answers: the speaker of the nearest assertion before it, if that is somebody else."""
    if stance not in ANSWERING:
        return None
    for earlier in reversed(said):
        if start - earlier.cue.end > ANSWER_REACH:
            return None
        if earlier.cue.start >= start:
            continue
        if earlier.stance in ASSERTING and earlier.speaker and (speaker is None or earlier.speaker.text.lower() != speaker.text.lower()):
            return earlier.speaker
    return None
