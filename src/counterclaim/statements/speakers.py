"""Whose words they are: cuts the speaker's span and finds the name that a pronoun stands for.

A wrong speaker is worse than none: a pronoun without a fitting name nearby stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.inflect import verb_forms
from counterclaim.model import Span, Statement
from counterclaim.statements.answers import meeting_verb, object_relative
from counterclaim.statements.clauses import FLOATING, is_boundary, is_place_after, phrase_ending, subject_of
from counterclaim.statements.cues import BE
from counterclaim.statements.phrases import phrase_from
from counterclaim.statements.view import VERBS, Range, View, skip_back
from counterclaim.statements.words import is_person, name_labels, words_of

PERSONAL = {
    "he": "person",
    "she": "person",
    "him": "person",
    "her": "person",
    "his": "person",
    "it": "body",
    "its": "body",
    "they": "many",
    "them": "many",
    "their": "many",
}
OTHER_PRONOUNS = frozenset(
    {
        "i",
        "we",
        "you",
        "this",
        "these",
        "those",
        "others",
        "none",
        "nobody",
        "something",
        "everyone",
        "someone",
        "my",
        "our",
        "your",
        "there",
    }
)
SHEETS = frozenset({"data", "figures", "statistics", "information", "estimates"})  # they are whose name follows "of"
DESCRIBING = frozenset({"ADV", "QUOTE", "ADJ", "DET", "POSS", "NOUN"})
OFTEN = frozenset("always often usually sometimes never still also now then again later soon ever".split())  # before the verb
CLOCK = re.compile(r"(?:0\d|1[0-8]|2[1-3])[0-5]\d")  # not 1944 or 2023, which are years
SPOKEN = 60  # statements back among which a name may have spoken: three sentences never hold as many
REACH = 2  # sentences before a pronoun in which its name is sought
PLURALS = frozenset({"men", "women", "people", "children", "policemen", "servicemen"})
NEGATED = frozenset({"no", "none", "nobody", "neither", "not"})  # "no soldier": whoever is not there is not meant later
PLACING = frozenset({"in", "at", "near", "between", "into", "across"})
REGIONS = frozenset({"north", "south", "east", "west", "new", "united", "saudi", "great", "central"})  # "South Highland" is no person
UNCOUNTED = frozenset({"police", "forces", "troops", "people", "militants", "rebels", "media"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that a later pronoun may stand for."""

    sentence: int
    start: int
    span: Span
    kinds: frozenset[str]
    subject: bool
    quoted: int = -1  # the number of the quotation that it stands in


def cut_speaker(view: View, tokens: Range) -> Range:
    """The speaker without "both", and its author where a report speaks: "a report by the union" → "the union"."""
    first, last = tokens
    while (
        first < last - 1
        and (view.lower(first) in FLOATING or view.lower(first) in ("what", "that") or view.tag(first) in ("QUOTE", "PUNCT", "CC"))
        and view.lower(first + 1) != "of"
    ):
        if view.lower(first) in ("both", "all", "each") and view.tag(first + 1) in ("NOUN", "ADJ", "NUM"):
            break
        first += 1
    while last - 1 > first and ((view.tag(last - 1) == "PUNCT" and view.lower(last - 1) != ")") or view.lower(last - 1) in OFTEN):
        last -= 1
    if first == view.body and last - first > 1 and CLOCK.fullmatch(view.tokens[first].text):
        first += 1  # "0952 Harbour Ministry says"
    if view.tag(last - 1) == "NOUN" and view.lower(last - 1) in words_of("figure") | words_of("reckoning"):
        owner = next((k for k in range(first + 1, last - 1) if view.tag(k) == "POSS"), None)
        if owner is not None:
            return (first, owner)  # "the ministry's figures show": the ministry's word
    kept = view.over_at(first)
    if kept is not None and view.lower(kept.head) in SHEETS and view.lower(kept.last) in ("of", "from"):
        return (kept.last + 1, last) if kept.last + 1 < last else (first, last)  # "according to the data of the union": the union's word
    for k in range(first + 1, last - 1):
        if view.lower(k) == "by" and view.lower(k - 1) in words_of("writing"):
            return (k + 1, last)
    return (first, last)


def right_speaker(view: View, first: int) -> int:
    """One past a speaker that follows its cue: "said Ali, a spokesman for the army"."""
    end = phrase_from(view, first)
    head = view.over_at(first)
    if (head is not None and view.lower(end) == "," and view.tag(end + 1) == "PROPN" and is_person(view.lower(head.head))) or (
        view.lower(end) == "," and is_person(view.lower(end + 1)) and view.lower(end + 2) in ("of", "for", "at")
    ):
        end = phrase_from(view, end + 1, lists=False)
    after = view.over_at(end + 1)
    if view.lower(end) == "," and after is not None and is_place_after(view, after.first) and view.lower(after.last) == ",":
        end = after.last  # "according to police in Phoenix, Arizona, …"
    return end


def kinds_of(view: View, tokens: Range) -> frozenset[str]:
    """What a pronoun for this phrase may be: `person`, `body`, `many`; `maybe` a person where a lone name does not tell."""
    first, last = tokens
    phrase = view.over_at(first)
    head_at = phrase.head if phrase else last - 1
    words = [view.lower(k) for k in range(first, phrase.last if phrase else last)]
    joint = next((k for k in range(first, last) if view.tag(k) == "CC"), None)
    if joint is not None and not any(view.tag(k) == "PREP" for k in range(first, joint)):
        return frozenset({"many"})
    if view.tag(head_at) == "PROPN" and view.lower(first - 1) in PLACING and not any(is_person(w) for w in words):
        return frozenset({"body"})  # "at Port Ana": a place, nobody who could be "she"
    head = view.lower(head_at)
    if is_person(head):
        return frozenset({"many" if head.endswith("s") or head in PLURALS else "person"})
    if view.tag(head_at) == "PROPN":
        return kinds_of_name(view, words, [view.tag(k) for k in range(first, phrase.last if phrase else last)])
    if head in UNCOUNTED or (head.endswith("s") and not head.endswith("ss")):
        return frozenset({"many"})
    return frozenset({"body"})


def kinds_of_name(view: View, words: list[str], tags: list[str]) -> frozenset[str]:
    """What a pronoun for a proper name may be."""
    labels = {name_labels().get(w) for w in words}
    names = tags.count("PROPN")
    described = any(is_person(w) for w in words) or (tags[-2:] == ["PROPN", "PROPN"] and "NOUN" in tags)  # "relief fund chair Ana Example"
    if described or (labels & {"office", "title"} and not labels & {"org"}):
        return frozenset({"person"})
    if labels & {"org", "outlet", "facility", "place"} or words[0] in REGIONS or tags[0] == "DET":
        return frozenset({"body", "many"})
    return frozenset({"body", "many", "maybe"} if names == 1 else {"person", "body"})


def candidates_of(view: View, number: int) -> list[Candidate]:
    """The phrases of a sentence that a later pronoun may stand for; subjects are marked."""
    found = []
    for phrase in view.phrases:
        lone = phrase.last - phrase.first == 1 and view.lower(phrase.first) in OTHER_PRONOUNS | PERSONAL.keys()
        if (
            lone
            or view.lower(phrase.first) in NEGATED
            or view.tag(phrase.head) == "PRON"
            or phrase.first < view.body
            or view.tag(phrase.head) in ("NUM", "DATE", "DET")
        ):
            continue
        verb = phrase.last
        while view.tag(verb) in ("ADV",):
            verb += 1
        end = phrase_from(view, phrase.first, lists=False) if view.tag(phrase.last) in ("PREP", "TO") else phrase.last
        opens = phrase.first == view.body and view.lower(end) in (",", "(")
        tokens, subject = (phrase.first, end if opens else phrase.last), opens  # "[An aide at the ministry], who …, said"
        if view.tag(verb) in VERBS:
            tokens = phrase_ending(view, phrase.last - 1) or tokens
            subject = is_boundary(view, tokens[0] - 1)
        tokens = cut_speaker(view, tokens)
        if tokens[0] < phrase.first:  # "the envoy and the mayor": each may be meant alone
            alone = (phrase.first, phrase.last)
            found.append(Candidate(number, view.tokens[alone[0]].start, view.span(*alone), kinds_of(view, alone), False))
        found.append(Candidate(number, view.tokens[tokens[0]].start, view.span(*tokens), kinds_of(view, tokens), subject))
    return found


def resolve(
    word: str, start: int, number: int, known: Mapping[int, list[Candidate]], said: list[Statement], quoted: int = -1
) -> Span | None:
    """The name that a pronoun at `start` in sentence `number` stands for: the nearest sentence that offers exactly one answer.

    In each sentence the speakers come first, then the subjects, then the only phrase that fits. Whom only a quotation names is not
    meant outside it; `quoted` is the one that the pronoun stands in.
    """
    kind = PERSONAL.get(word)
    if kind is None:
        return None
    spoken = {s.speaker.start: s.speaker for s in said[-SPOKEN:] if s.speaker}
    for back in range(REACH + 1):
        before = [c for c in known.get(number - back, ()) if c.start < start and c.quoted in (-1, quoted)]
        near = [c for c in before if kind in c.kinds]
        if not near and kind == "person" and any(c.subject and "maybe" in c.kinds for c in before):
            return None  # a lone name nearer by may be meant
        if not near:
            continue
        spoke = [c for c in near if c.span.start in spoken]
        subjects = [c for c in near if c.subject]
        for group in (spoke, subjects, near):
            spans = {c.span.text: spoken.get(c.span.start, c.span) for c in group}
            if len(spans) == 1:
                return next(iter(spans.values()))
        return None
    return None


def may_mean(word: str, name: str) -> bool:
    """Whether a pronoun can stand for a speaker by the kind of its head: "he" for one person, "it" for a body, "they" for several."""
    kind = PERSONAL.get(word)
    words = [w for w in re.split(r"\W+", re.split(r" (?:of|for|in|from|at|with|on|who|which)\b|,", name)[0].lower()) if w]
    if not words:
        return False
    person = any(is_person(w) and not (w.endswith("s") and is_person(w[:-1])) for w in words)
    many = words[-1] in PLURALS | UNCOUNTED or (words[-1].endswith("s") and not words[-1].endswith("ss"))
    body = bool({name_labels().get(w) for w in words} & {"org", "outlet", "facility", "place"})
    if kind == "person":
        return not many and (
            person or (not body and len(words) > 1 and name.split()[-1][0].isupper() and not name.lower().startswith("the "))
        )
    return kind == "many" and (many or (body and not person)) if kind != "body" else body and not person and not many


def is_pronoun(view: View, tokens: Range) -> bool:
    """Whether a speaker is a pronoun alone."""
    first, last = tokens
    return last - first == 1 and (view.tag(first) == "PRON" or view.lower(first) in PERSONAL or view.lower(first) in OTHER_PRONOUNS)


def maker_of(view: View, k: int) -> tuple[Range | None, str | None]:
    """Who makes a nominal cue at `k`: the owner ("Israel's promise"), or the possessive pronoun ("his claim") as a word."""
    phrase = view.over_at(k)
    if phrase is not None and phrase.first == k and view.tag(k - 1) == "VED" and view.tag(k - 2) == "POSS" and view.ends_phrase(k - 3):
        return phrase_ending(view, k - 3), None  # "the army's contested claim"
    if phrase is None:
        return None, None
    owner = next((j for j in range(k - 1, phrase.first - 1, -1) if view.tag(j) == "POSS"), None)
    if owner is not None and owner > phrase.first:
        return (phrase.first, owner), None
    if view.lower(phrase.first) in ("his", "her", "its", "their"):
        return None, view.lower(phrase.first)
    if view.tag(k - 1) == "PROPN" and phrase.first <= k - 1:
        first = k - 1
        while first - 1 >= phrase.first and view.tag(first - 1) == "PROPN":
            first -= 1
        return (first, k), None
    return None, None


def light_subject(view: View, k: int) -> Range | None:
    """Who makes a nominal cue at `k` by an empty verb: "made the claim that", "has repeated its warning that"."""
    verb = k - 1
    while view.tag(verb) in DESCRIBING or (view.tag(verb) == "VED" and view.tag(verb - 1) in ("DET", "POSS", "ADJ")):
        verb -= 1  # "made the disputed, long denied claim"
    met = meeting_verb(view, verb)
    if met is not None:
        relative = object_relative(view, met)
        return relative.subject if relative else subject_of(view, met)
    base = verb_forms().base.get(view.lower(verb))
    if base == "come" and view.lower(view.body) == "from" and view.ends_phrase(verb - 1):
        return (view.body + 1, verb)  # "From the port comes the claim that"
    before = skip_back(view, verb - 1, frozenset({"ADV", "NEG"}))
    if base not in words_of("light") or view.lower(before) in BE or view.tag(before) == "TO" or view.tag(verb) not in (*VERBS, "VING"):
        return None
    return subject_of(view, verb)
