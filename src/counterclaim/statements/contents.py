"""What is said, and to or about whom: reads the frames of `data/cues.tsv` around a cue.

A content is the whole contiguous clause without the cue (codebook, "Rulings on hard cases").
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.inflect import verb_forms
from counterclaim.statements.clauses import FLOATING, OCCASIONS, before_relative, phrase_from
from counterclaim.statements.cues import Cue, Entry, Form
from counterclaim.statements.ends import BACKGROUND, content_end, quote_end, trim
from counterclaim.statements.people import is_person
from counterclaim.statements.view import VERBS, Range, View, skip_on

DEEDS = frozenset(
    "war action actions strike strikes attack attacks retaliation reprisal reprisals revenge response sanctions force boycott violence escalation tariffs protests "
    "closure withdrawal consequences".split()
)
QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
KEPT = frozenset({"to", "guilty", "innocent"})  # words that belong to the content they open
BRIDGE_TAGS = frozenset({"PREP", "DET", "NOUN", "PROPN", "ADJ", "NUM", "DATE", "ADV", "POSS", "PUNCT", "TO", "PRON", "CC"})
BRIDGE_LENGTH = 14  # tokens between a cue and its "that": "said in a statement carried by the agency late on Monday that"
TARGET_LENGTH = 25  # tokens of a target: "accused the ministries of A, B and C of …"


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a cue: the frame that fitted, and the token ranges of what it names."""

    entry: Entry
    frame: str
    content: tuple[Range, ...] = ()
    target: Range | None = None
    speaker: Range | None = None
    told: Range | None = None
    subject_is_target: bool = False


def after_adverbials(view: View, p: int) -> int:
    """The next token that may open a content: adverbs, dates and "in a statement" are passed over."""
    while p < len(view.tokens):
        if view.tag(p) in ("ADV", "DATE") and view.tag(p) != "":
            p += 1
        elif view.lower(p) in ("on", "in", "at", "during") and view.tag(p + 1) == "DATE":
            p += 1
        elif view.lower(p) in ("in", "at", "on", "during", "via", "through") and occasion(view, p + 1):
            p = phrase_from(view, p + 1)
        else:
            break
    return p


def occasion(view: View, k: int) -> bool:
    """Whether the noun phrase at `k` is where one speaks: a statement, an interview, a briefing."""
    phrase = view.over_at(k)
    return phrase is not None and view.lower(phrase.head) in OCCASIONS


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


def find_match(view: View, cue: Cue, entry: Entry, subject: Range | None) -> Match | None:
    """The content and target of a cue under one row, or `None` where no frame of the row fits."""
    if cue.form is Form.NOUN:
        return noun_match(view, cue, entry)
    if entry.form == "passive":
        return passive_match(view, cue, entry, subject)
    q = after_adverbials(view, cue.last)
    if "back" in entry.frames and inverted(view, cue, q):
        return None
    for attempt in (match_target, match_that, match_marked, match_object):
        match = attempt(view, cue, entry, q)
        if match is not None:
            return match
    return Match(entry, "none") if "none" in entry.frames else relative_match(view, cue, entry, q, subject)


def relative_match(view: View, cue: Cue, entry: Entry, q: int, subject: Range | None) -> Match | None:
    """ "an attack which the group denied", "a town that they say was taken": the antecedent, or the clause after the cue, is said."""
    if subject is None or view.lower(subject[0] - (2 if view.lower(subject[0] - 1) == "both" else 1)) not in ("which", "that", "whom", "what"):
        return None
    if "that" in entry.frames and view.tag(q) in VERBS:
        return clause_match(view, cue, entry, q, "that")
    pronoun = subject[0] - (2 if view.lower(subject[0] - 1) == "both" else 1)
    antecedent = before_relative(view, pronoun)
    stranded = view.lower(q) in (".", ",", "", "for", ")")
    if antecedent is None or not stranded or not {"np", "thing", "for"} & set(entry.frames):
        return None
    return Match(entry, "relative", (antecedent,))


def inverted(view: View, cue: Cue, q: int) -> bool:
    """Whether the speaker follows a cue that closes what is said: "…", said the mayor."""
    before = view.lower(cue.first - 1)
    opens = view.over_at(q) is not None and q == cue.last
    if not opens or cue.form is not Form.ACTIVE:
        return False
    if view.tag(cue.first - 1) == "QUOTE":
        return cue.first - 1 > view.body and not view.ends_phrase(cue.first - 2)
    if before != "," or cue.first <= view.body + 2:
        return before == "" and view.sentence.start == view.tokens[cue.first].start and False
    end = phrase_from(view, q)
    return view.tag(cue.first - 2) == "QUOTE" or view.lower(end) in (".", ",", "") or end >= len(view.tokens)


def marker(view: View, p: int, word: str, *, infinitive: bool) -> int | None:
    """The index of the preposition, "to" or "that" which ends a target that begins at `p`."""
    found: list[int] = []
    reach = phrase_from(view, p)
    for k in range(p + 1, min(p + TARGET_LENGTH, len(view.tokens))):
        inside = view.over_at(k)
        if view.lower(k - 1) == "," and k - 1 >= reach and view.lower(k) != word and not any(view.lower(j) == "," and view.lower(j + 1) == word for j in range(k, k + 14)):
            break
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
            return reported_speaker(view, cue, entry, q)
        at = told_clause(view, q) if word == "that" else told_quote(view, q) if word == "quote" else marker(view, q, word, infinitive=kind != "X")
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
        return Match(entry, frame, ((start, end),), **party)  # type: ignore[arg-type]
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


def bridge_to_quote(view: View, p: int) -> int | None:
    """The colon or comma before a quotation which a cue reaches over prepositional phrases: "said of the raid: “…”"."""
    for k in range(p, min(p + BRIDGE_LENGTH, len(view.tokens))):
        if view.lower(k) in (":", ",") and view.tag(k + 1) == "QUOTE":
            return k
        if view.tag(k) not in BRIDGE_TAGS or view.lower(k) in (".", ";"):
            return None
    return None


def reported_speaker(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """Who is quoted "as saying": the object of an active cue is the speaker."""
    end = phrase_from(view, q)
    if view.lower(end) != "as" or view.lower(end + 1) not in ("saying", "stating", "telling"):
        return None
    start = end + 2 + (view.lower(end + 2) == "that")
    return Match(entry, "S+saying", ((start, content_end(view, start, cue, clause=True)),), speaker=(q, end))


def trim_target(view: View, first: int, last: int) -> Range:
    """A target without "both" before it and without the aside after its first comma."""
    while view.lower(first) in FLOATING and first + 1 < last:
        first += 1
    comma = next((k for k in range(first, last) if view.lower(k) == ","), None)
    aside = comma is not None and view.lower(comma + 1) in ("a", "an", "the", "former", "who", "which")
    if comma is not None and comma < phrase_from(view, first) and not (aside and view.tag(comma - 1) == "PROPN" and view.lower(last - 1) == ","):
        comma = None
    return (first, last if comma is None else comma)


def match_that(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A clause with or without "that", or a quotation."""
    if "that" in entry.frames:
        at = q if view.lower(q) == "that" else bridge_to_that(view, cue.last)
        if at is not None and not (view.over_at(at) is not None and view.tag(at) == "DET" and view.tag(at + 1) in ("NOUN", "ADJ") and view.lower(q) != "that"):
            return clause_match(view, cue, entry, at + 1, "that")
    if "quote" in entry.frames:
        mark = bridge_to_quote(view, q) if view.tag(q) in ("PREP", "PUNCT") else None
        at = q if mark is None else mark + 1
        if view.tag(at) == "QUOTE" and not (view.lower(q) == "," and view.tag(q + 1) != "QUOTE"):
            return clause_match(view, cue, entry, at, "quote")
    if "that" in entry.frames and view.lower(q) == ":" and q + 1 < len(view.tokens):
        return clause_match(view, cue, entry, q + 1, "that")
    return None


def clause_match(view: View, cue: Cue, entry: Entry, start: int, frame: str, **more: object) -> Match | None:
    """A match whose content runs from `start` to the end of what is said."""
    while view.lower(start) in (",", ":"):
        start += 1
    plain = frame == "to" and cue.tag == "VED"  # "refused to leave and took …": the past form cannot go on with the infinitive
    end = content_end(view, start, cue, clause=frame in ("that", "quote", "to") and not plain)
    if frame == "quote":
        end = closing_quote(view, start, end)
    return Match(entry, frame, ((start, end),), **more) if end > start else None  # type: ignore[arg-type]


def closing_quote(view: View, start: int, end: int) -> int:
    """A quotation ends with its closing mark where only time or place follow it."""
    close = next((k for k in range(start + 1, end) if view.tag(k) == "QUOTE"), None)
    outside = close is not None and view.lower(close + 1) not in ("of", "for", "to") and (view.tag(close + 1) in ("PREP", "DATE", "ADV", "PUNCT") or view.lower(close + 1) in ("as", "when"))
    return close + 1 if close is not None and outside else end


def match_marked(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A to-infinitive, or a content after one of the row's prepositions."""
    if "to" in entry.frames and view.lower(q) == "to":
        if is_infinitive(view, q):
            return clause_match(view, cue, entry, q, "to")
        return clause_match(view, cue, entry, q + 1, "np")
    word = view.lower(q)
    if word in entry.frames and view.tag(q) == "PREP":
        return clause_match(view, cue, entry, q + 1, "np")
    return None


def match_object(view: View, cue: Cue, entry: Entry, q: int) -> Match | None:
    """A clause without "that", or a noun phrase as what is said."""
    tag = view.tag(q)
    if tag in ("PUNCT", "CC", "", "AUX", "TO", "POSS") or (tag == "SUB" and view.lower(q) not in QUESTION):
        return None
    if tag in ("PREP", "VED", "VERB") and not ("that" in entry.frames and tag == "PREP" and view.lower(q) in ("in", "at", "on", "after", "during", "despite")):
        return None
    bare = "bare" in entry.frames and tag != "PREP"
    loose = "strict" not in entry.frames and not (cue.form is Form.PARTICIPLE and cue.first == view.body)
    if "that" in entry.frames and loose and (bare or view.lower(q) in QUESTION or clause_follows(view, q)):
        return clause_match(view, cue, entry, q, "that")
    if cue.tag == "VED" and "that" not in entry.frames and view.tag(phrase_from(view, q)) in ("AUX", "VERB"):
        return None  # "a camp called Al Hol was closed": a reduced relative clause
    if "deed" in entry.frames and (named := view.over_at(q)) is not None and view.lower(named.head) in DEEDS:
        return clause_match(view, cue, entry, q, "np")
    if "np" in entry.frames and (view.over_at(q) is not None or tag in ("VING", "QUOTE", "ADJ")):
        return clause_match(view, cue, entry, q, "np")
    if "thing" in entry.frames and is_thing(view, q):
        return clause_match(view, cue, entry, q, "np")
    if "figure" in entry.frames and any(view.lower(k) == "at" and view.tag(k + 1) in ("NUM", "QUOTE") for k in range(q + 1, min(q + 12, len(view.tokens)))):
        return clause_match(view, cue, entry, q, "np")
    if "num" in entry.frames and any(view.tag(k) == "NUM" for k in range(q, min(q + 4, len(view.tokens)))):
        return clause_match(view, cue, entry, q, "np")
    return None


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
        elif tag in ("ADV", "NEG", "QUOTE", "POSS") or (tag == "PREP" and view.lower(k) not in BACKGROUND) or view.over_at(k) is not None or (tag == "CC" and view.lower(k) == "or"):
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


def is_thing(view: View, q: int) -> bool:
    """Whether the object at `q` is something said or done, not somebody: the police question a man, a paper questions a figure."""
    phrase = view.over_at(q)
    if phrase is None:
        return False
    head = view.lower(phrase.head)
    return view.tag(phrase.head) in ("NOUN", "PRON", "DET") and head not in ("him", "her", "them", "us", "me") and not is_person(head)


def is_infinitive(view: View, k: int) -> bool:
    """Whether "to" with a base form stands at `k`."""
    if view.lower(k) != "to":
        return False
    after = skip_on(view, k + 1, frozenset({"ADV", "NEG"}))
    base = verb_forms().tag.get(view.lower(after)) == "VERB"
    unknown = view.tag(after) in ("NOUN", "ADJ") and view.tag(after + 1) in ("DET", "PRON", "ADV", "POSS")  # "to crack down"
    return view.tag(after) == "AUX" or base or unknown


# ---------------------------------------------------------------- passives and nouns


def passive_match(view: View, cue: Cue, entry: Entry, subject: Range | None) -> Match | None:
    """ "X was accused by Y of Z", "X is believed to …", "Z was reported": who is named after "by" speaks."""
    q = after_adverbials(view, cue.last)
    speaker = None
    if view.lower(q) == "by" and view.over_at(q + 1) is not None:
        end = phrase_from(view, q + 1)
        speaker = (q + 1, end)
        q = after_adverbials(view, end)
    if "that" in entry.frames and view.lower(q) == "that":
        return clause_match(view, cue, entry, q + 1, "that", speaker=speaker)
    for frame in entry.frames:
        kind, _, word = frame.partition("+")
        if word == "saying" and view.lower(q) == "as" and view.lower(q + 1) == "saying":
            return clause_match(view, cue, entry, q + 2 + (view.lower(q + 2) == "that"), "that", speaker=subject)
        if word and view.lower(q) == word and (word != "to" or is_infinitive(view, q) or entry.words == ("sentence",)):
            if kind == "X":
                return Match(entry, frame, (subject,), target=(q + 1, phrase_from(view, q + 1)), speaker=speaker) if subject else None
            start = q if word in KEPT or word == "responsible" else q + 1
            return clause_match(view, cue, entry, start, "to" if word == "to" else "np", speaker=speaker, target=subject)
    if "that" in entry.frames and cue.form is Form.PASSIVE and view.over_at(q) is not None and subject and view.lower(subject[0]) == "it" and clause_follows(view, q):
        return clause_match(view, cue, entry, q, "that", speaker=speaker)
    if "by" in entry.frames and speaker and subject:
        return Match(entry, "by", (subject,), speaker=speaker)
    if "whole" in entry.frames and subject and not speaker:
        end = max(content_end(view, cue.last, cue, clause=False), cue.last)
        return Match(entry, "whole", ((subject[0], end),))
    return None


def noun_match(view: View, cue: Cue, entry: Entry) -> Match | None:
    """ "claims by X that …", "allegations of …", "calls from X for …": the maker may stand between."""
    q, speaker = after_adverbials(view, cue.last), None
    if view.lower(q) in ("by", "from") and view.over_at(q + 1) is not None:
        end = phrase_from(view, q + 1)
        speaker, q = (q + 1, end), end
    elif view.lower(q) in ("in", "on", "against") and view.over_at(q + 1) is not None:
        q = phrase_from(view, q + 1, lists=False)
    q = after_adverbials(view, q)
    word = view.lower(q)
    if word not in entry.frames and not (word == "on" and view.tag(q + 1) == "DATE"):
        return None
    if word == "to":
        if is_infinitive(view, q):
            return clause_match(view, cue, entry, q, "to", speaker=speaker)
        return clause_match(view, cue, entry, q + 1, "np", speaker=speaker) if entry.words == ("confession",) else None
    if word == "that" and (view.tag(q + 1) in ("AUX", "VED") or (view.tag(q + 1) == "VERB" and view.tag(q + 2) not in VERBS)):
        return None  # "the report that was published": a relative clause
    start = q + 1
    return clause_match(view, cue, entry, start, "that" if word == "that" else "np", speaker=speaker)


# ---------------------------------------------------------------- contents that come first


def back_content(view: View, before: int, after: int) -> tuple[Range, ...]:
    """The content of a cue that stands behind or inside it: what precedes token `before`, and what goes on at `after`."""
    first = view.body
    last = before
    while last > first and view.lower(last - 1) in (",", "-", "–", "—"):
        last -= 1
    first, last = trim(view, first, last)
    if last <= first:
        return ()
    ranges: list[Range] = [(first, last)]
    marked = view.lower(after) in (",", "-", "–", "—")
    speaks_on = marked and view.tag(after + 1) == "QUOTE"
    goes_on = marked and (view.tag(after + 1) in VERBS or not any(view.tag(k) in VERBS for k in range(first, last)))
    if speaks_on or goes_on:
        end = quote_end(view, after + 1)
        if end > after + 1:
            ranges.append((after + 1, end))
    return tuple(ranges)
