"""Finds the words that bring somebody's word into a sentence, from `data/cues.tsv`, and how each stands: active, passive, noun …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from counterclaim.inflect import inflect
from counterclaim.model import Stance
from counterclaim.statements.counts import is_count
from counterclaim.statements.view import View, skip_back
from counterclaim.vocabulary import load_vocabulary

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s"})
BESIDE_VERB = frozenset({"ADV", "NEG"})
SINGULAR = frozenset({"a", "an", "this", "that", "each", "every", "another"})
GAP_TAGS = frozenset({"ADJ", "ADV", "DET"})  # "claimed full responsibility"
PREPOSITIONS = frozenset({"of", "for", "on", "to", "at", "upon", "as"})
STARTS_CONTENT = frozenset({"DET", "PRON", "NUM", "PROPN", "QUOTE", "TO", "NOUN", "ADJ"})


class Form(StrEnum):
    """How a cue stands in its sentence."""

    ACTIVE = "active"
    PARTICIPLE = "participle"  # ", saying …"
    INFINITIVE = "infinitive"
    PASSIVE = "passive"
    NOUN = "noun"
    PREPOSITION = "preposition"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the vocabulary, with the inflected first word that was met."""

    words: tuple[str, ...]
    form: str
    stance: Stance
    frames: tuple[str, ...]
    court: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Tokens `[first, last)` of a sentence with the rows that they may stand for."""

    first: int
    last: int
    form: Form
    entries: tuple[Entry, ...]

    @property
    def tag(self) -> str:
        """The verb form: VERB, VED or VING; NOUN or PREP else."""
        return self.entries[0].tag


COUNT = Entry(("count",), "preposition", Stance.REPORTS, ("np", "back"), False, "PREP")  # the cue in "by the union's count"


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Past and participle of the verbs that do not form them by rule."""
    return {row["verb"]: (row["past"], row["participle"]) for row in load_vocabulary("verbs")}


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """Entries by the form of their first word."""
    found: dict[str, list[Entry]] = {}
    for row in load_vocabulary("cues"):
        words = tuple(row["cue"].split())
        forms: dict[str, str] = {words[0]: "PREP"}
        if row["form"] in ("verb", "passive"):
            forms = inflect(words[0], *irregular().get(words[0], ("", "")))
        elif row["form"] == "noun":
            forms = {words[0]: "NOUN", inflect_plural(words[0]): "NOUN"}
        for form, tag in forms.items():
            if row["form"] != "passive" or tag == "VED":
                entry = Entry(words, row["form"], Stance(row["stance"]), tuple(row["frames"].split()), row["by"] == "court", tag)
                found.setdefault(form, []).append(entry)
    return {form: tuple(entries) for form, entries in found.items()}


@cache
def verb_cues() -> frozenset[str]:
    """Every form that may be an active cue."""
    return frozenset(form for form, entries in lexicon().items() if any(e.form == "verb" for e in entries))


def inflect_plural(noun: str) -> str:
    """The plural of a regular noun."""
    return noun + "s"


def find_cues(view: View) -> Iterator[Cue]:
    """The cues of a sentence, in order; a longer one hides what it holds."""
    k = 0
    while k < len(view.tokens):
        cue = cue_at(view, k)
        if cue is None:
            k += 1
            continue
        yield cue
        k = cue.last


def cue_at(view: View, k: int) -> Cue | None:
    """The cue that begins with token `k`: the rows with the most words that fit here."""
    if takes_lives(view, k):
        return None
    if is_count(view, k):
        return Cue(k, k + 1, Form.PREPOSITION, (COUNT,))
    matches = [(entry, last) for entry in lexicon().get(view.lower(k), ()) if (last := matched(view, k, entry.words)) is not None]
    matches = [(entry, last) for entry, last in matches if may_stand(view, k, entry)]
    if not matches:
        return None
    longest = max(len(entry.words) for entry, _ in matches)
    kept = [(entry, last) for entry, last in matches if len(entry.words) == longest]
    kinds = {entry.form for entry, _ in kept}
    last = kept[0][1]
    entries = tuple(entry for entry, _ in kept)
    if "preposition" in kinds:
        return Cue(k, last, Form.PREPOSITION, entries)
    if "noun" in kinds and not kinds & {"verb", "passive"}:
        return None if view.tokens[k].text[0].isupper() and k > view.body and not view.caseless else Cue(k, last, Form.NOUN, entries)
    verbs = tuple(entry for entry in entries if entry.form != "noun")
    form = verb_form(view, k, verbs[0].tag)
    bare_past = form is Form.ACTIVE and verbs[0].tag == "VED" and not has_have(view, k)
    side = "passive" if form is Form.PASSIVE else "verb"
    fitting = verbs if bare_past else tuple(e for e in verbs if e.form == side)  # a bare past form may be a reduced passive
    return Cue(k, last, form, fitting) if fitting else None


def takes_lives(view: View, k: int) -> bool:
    """Whether "claim" takes lives and says nothing: "the storm claims at least 40 lives"."""
    if not view.lower(k).startswith("claim"):
        return False
    return any(view.lower(j) in ("life", "lives") for j in range(k + 1, k + 7))


def has_have(view: View, k: int) -> bool:
    """Whether a have-form makes a past form surely active: "has confirmed"."""
    return view.lower(skip_back(view, k - 1, BESIDE_VERB)) in ("has", "have", "had", "having")


def matched(view: View, k: int, words: tuple[str, ...]) -> int | None:
    """One past the last token of the phrase `words` from `k` on, small words between them passed over."""
    at = k + 1
    for word in words[1:]:
        while word not in PREPOSITIONS and view.lower(at) != word and view.tag(at) in GAP_TAGS and at - k < len(words) + 1:
            at += 1
        if view.lower(at) != word:
            return None
        at += 1
    return at


def may_stand(view: View, k: int, entry: Entry) -> bool:
    """Whether the row's part of speech fits the place; the tagger is not trusted alone."""
    if entry.form == "preposition":
        return True
    nominal = is_nominal(view, k, entry)
    return nominal if entry.form == "noun" else not nominal


def is_nominal(view: View, k: int, entry: Entry) -> bool:
    """Whether a word that may be noun or verb is a noun here."""
    tag, before, after = view.tag(k), view.tag(k - 1), view.tag(k + 1)
    if entry.tag == "VED":
        newly = before == "ADV" and view.tag(k - 2) in ("DET", "PREP", "POSS")  # "a newly proposed bill"
        modifies = after in ("NOUN", "ADJ") and (newly or before in ("VING", "PREP", "DET", "POSS", "ADJ", "NUM", ""))
        return modifies or (tag == "ADJ" and after not in ("PREP", "TO") and view.lower(k + 1) != "that")
    if entry.tag == "VING":
        return tag in ("NOUN", "ADJ") and before in ("DET", "POSS", "ADJ")
    subject = view.over_at(k - 1)
    base = view.lower(k) == entry.words[0] and irregular().get(entry.words[0], ("", ""))[0] != entry.words[0]
    if base and subject is not None and view.lower(subject.first) in SINGULAR and view.tag(k - 1) == "NOUN" and before != "PROPN":
        return view.lower(subject.last - 1) not in (
            "majority",
            "number",
            "couple",
            "group",
        )  # "an executive order": no subject of a base form
    phrase = view.over_at(k)
    if tag == "NOUN" and after == "NOUN" and phrase is not None and phrase.last > k + 1:
        return True  # "state television"
    if before in ("VERB", "VED", "VING") and entry.tag == "VERB" and view.lower(k + 1) in ("of", "that", "by", "from"):
        return True
    if before in ("DET", "POSS", "ADJ") and view.lower(k - 1) not in ("that", "both", "all", "each"):
        return True
    if tag == "VERB" and before not in ("PREP", "NUM"):
        base = view.lower(k) == entry.words[0] and irregular().get(entry.words[0], ("", ""))[0] != entry.words[0]
        return base and before == "PROPN" and after == "NOUN" and view.tag(k + 2) not in ("VED",)  # "the Coast state emblem"
    if tag == "PROPN" and k > view.body:
        return True
    if entry.words[0].endswith("ed") and before == "AUX":
        return False  # "is concerned that"
    after_subject = view.ends_phrase(k - 1) or before in ("ADV", "DATE", "PUNCT") or (view.over[k] is not None and view.over[k].first < k)  # type: ignore[union-attr]
    opens = view.lower(k + 1) == "that" or (after in STARTS_CONTENT and not (after == "TO" and entry.form == "noun"))
    return not (after_subject and opens and before not in ("PREP", "NUM", ""))


def goes_on_passive(view: View, before: int) -> bool:
    """Whether a participle after "and" goes on with a passive: "was elected and admitted"."""
    if view.tag(before) != "CC":
        return False
    k = before - 1
    while k >= view.body and view.tag(k) not in ("VED", "VERB", "AUX", "SUB") and view.lower(k) not in (",", ";"):
        k -= 1
    return view.tag(k) == "VED" and view.lower(skip_back(view, k - 1, BESIDE_VERB)) in BE


def verb_form(view: View, k: int, tag: str) -> Form:
    """Active, passive or a participle, by the auxiliaries before the verb; a bare past form stays active until its frames speak."""
    before = skip_back(view, k - 1, BESIDE_VERB)
    word = view.lower(before)
    if tag == "VING":
        return Form.ACTIVE if word in BE else Form.PARTICIPLE
    if view.tag(before) == "TO":
        return Form.INFINITIVE
    if tag == "VED" and (word in BE or goes_on_passive(view, before)):
        return Form.PASSIVE
    return Form.ACTIVE
