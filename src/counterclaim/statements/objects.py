"""What stands as the object of a cue: a figure alone, a toll, a figure given anew, a thing that is nobody."""

from __future__ import annotations

from counterclaim.model import Phrase
from counterclaim.statements.cues import Cue, Form
from counterclaim.statements.view import Range, View, skip_on
from counterclaim.statements.words import is_person, is_teller, words_of

HARMED = frozenset({"dead", "deaths", "killed", "wounded", "injured", "missing", "disappeared", "casualties", "fatalities", "victims"})
LOSSES = frozenset({"loss", "losses", "death", "deaths", "casualties", "fatalities"})
FIGURE_REACH = 12  # tokens between "the number of …" and the figure that it is given as
TARGET_LENGTH = 25  # tokens of a target: "accused the ministries of A, B and C of …"


def is_lone(view: View, q: int) -> bool:
    """Whether a figure stands at `q` with no noun behind it: "gives 76", "said "at least nine"", not "has 40 boats"."""
    first = skip_on(view, q, frozenset({"QUOTE"}))
    phrase = view.over_at(first)
    if phrase is None or view.tag(phrase.last - 1) != "NUM" or view.lower(first) in ("one", "nobody", "none"):
        return False
    after = skip_on(view, phrase.last, frozenset({"QUOTE"}))
    return view.tag(after) in ("PUNCT", "", "CC", "DATE") or view.lower(after) in ("for", "by", "on", "in", "at", "since", "but", "while")


def is_toll(view: View, q: int) -> bool:
    """Whether the object at `q` is a figure of people harmed: "the toll as 40", "a lower count for the port, 19", "39 dead"."""
    phrase = view.over_at(q)
    if phrase is None:
        return False
    if view.lower(phrase.head) in words_of("figure") | LOSSES:
        near = range(phrase.last, min(phrase.last + FIGURE_REACH, len(view.tokens)))
        return any(view.lower(k) in ("as", "at", ":", ",") and view.tag(k + 1) == "NUM" for k in near)
    return view.tag(q) == "NUM" and any(view.lower(k) in HARMED for k in range(q, min(q + 4, len(view.tokens))))


def is_change(view: View, cue: Cue, q: int, subject: Range | None) -> bool:
    """Whether somebody gives a figure anew: "raised the toll from 29 to 33", "corrects this to six"; an attack says nothing."""
    head = view.over_at(subject[0]) if subject and cue.form is Form.ACTIVE else None
    if head is None or not (view.tag(head.head) == "PROPN" or is_pronoun_of_body(view, head.head) or may_count(view, head)):
        return False
    phrase = view.over_at(q)
    names = phrase is not None and (view.lower(phrase.head) in words_of("figure") | words_of("reckoning") | {"this", "it", "that"})
    ends = next((k for k in range(q, min(q + TARGET_LENGTH, len(view.tokens))) if view.lower(k) in (";", ".")), len(view.tokens))
    to = [k for k in range(q, min(ends, q + TARGET_LENGTH)) if view.lower(k) == "to" and view.tag(k + 1) in ("NUM", "QUOTE")]
    anew = any(view.lower(k) == "from" and view.tag(k + 1) == "NUM" for k in range(q, to[0])) if to else False
    return bool(to) and (names or anew or (to[0] == q and phrase_is_figure(view, q + 1)))


def phrase_is_figure(view: View, k: int) -> bool:
    """Whether a figure word follows the numeral at `k`: "brought to 18 [the toll]"."""
    after = view.over_at(skip_on(view, k, frozenset({"NUM"})))
    return after is not None and view.lower(after.head) in words_of("figure")


def is_pronoun_of_body(view: View, k: int) -> bool:
    """Whether the token at `k` is a pronoun that may stand for a teller."""
    return view.tag(k) == "PRON" and view.lower(k) in ("he", "she", "it", "they", "we", "which", "who")


def may_count(view: View, phrase: Phrase) -> bool:
    """Whether a noun phrase is somebody who counts: a person, a body, an office, whoever speaks in a label."""
    words = [view.lower(k) for k in range(phrase.first, phrase.last)]
    return any(is_teller(w, "") or w in words_of("voice") for w in words)


def may_be_owned(view: View, q: int) -> bool:
    """Whether one owns up to it: an act, a figure, a blame; the wounded are admitted to a hospital."""
    phrase = view.over_at(q)
    named = phrase is not None and view.lower(phrase.head) in words_of("attack") | words_of("claim") | LOSSES
    return named or view.tag(q) in ("VING", "NUM")


def is_thing(view: View, q: int) -> bool:
    """Whether the object at `q` is something said or done, not somebody: the police question a man, a paper questions a figure."""
    phrase = view.over_at(q)
    if phrase is None:
        return False
    head = view.lower(phrase.head)
    return view.tag(phrase.head) in ("NOUN", "PRON", "DET") and head not in ("him", "her", "them", "us", "me") and not is_person(head)
