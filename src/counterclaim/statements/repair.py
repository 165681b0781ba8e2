"""Mends the tags of words that the cue vocabulary knows better than a general tagger: "the military say", "police claim that …".

A wrong tag there would hide the cue and glue the speaker to it, so phrases are cut at the verbs that come to light.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from counterclaim.inflect import verb_forms
from counterclaim.model import Phrase, Sentence, Token
from counterclaim.statements.answers import ANSWERING, sayings
from counterclaim.statements.counts import STANDS
from counterclaim.statements.cues import BE, irregular, lexicon
from counterclaim.statements.words import words_of
from counterclaim.vocabulary import load_vocabulary

QUOTED_NAME = 3  # tokens of a name in quotation marks inside a phrase; longer ones are quoted speech
FIGURE_REACH = 12  # tokens between "put" and the figure at which something is put
SUBJECT_END = frozenset({"NOUN", "PROPN", "PRON", "DATE"})
STRONG_NEXT = frozenset({"DET", "PRON", "NUM", "PROPN", "QUOTE"})
GROUPS = frozenset(
    {
        "police",
        "media",
        "people",
        "men",
        "women",
        "militia",
        "troops",
        "gunmen",
        "staff",
        "military",
        "army",
        "government",
        "opposition",
        "both",
        "who",
    }
)
# what a body does, between whose it is and what it is; elsewhere such a participle opens a clause ("the navy bombing villages")
BODY_WORK = frozenset(
    "monitoring peacekeeping observing verifying coordinating governing ruling mediating stabilising stabilizing investigating".split()
)
POINTING = frozenset({"this", "that", "these", "those", "it", "him", "her", "them", "us", "me"})
FINITE = frozenset({"VERB", "AUX", "VED"})


@cache
def plain_nouns() -> frozenset[str]:
    """Verb forms that are common nouns too ("reports", "calls", "states"), which neighbours must settle."""
    nouns = {form for form, entries in lexicon().items() if any(e.form == "noun" for e in entries)}
    nouns |= {row["word"] for row in load_vocabulary("words") if row["tag"] == "NOUN"}
    return frozenset(nouns) | words_of("both")


def mend(sentence: Sentence) -> tuple[tuple[Token, ...], tuple[Phrase, ...]]:
    """The sentence's tokens with mended tags, its phrases cut where a verb came to light and grown where a noun did."""
    tokens = list(sentence.tokens)
    verbs, nouns = set(), set()
    for k, token in enumerate(tokens):
        if token.tag in ("NOUN", "PROPN") and is_hidden_verb(tokens, k):
            tokens[k] = replace(token, tag="VERB")
            verbs.add(k)
            if k and tokens[k - 1].tag == "ADJ":
                tokens[k - 1] = replace(tokens[k - 1], tag="NOUN")  # "the military", "an official"
        elif token.lower in ("thereby", "thereafter", "hereby", "thereupon", "afterwards", "afterward") and token.tag != "ADV":
            tokens[k] = replace(token, tag="ADV")
            verbs.add(k)  # no verb, but it ends a phrase as one does
        elif token.text == "US" and token.tag == "PRON":
            tokens[k] = replace(token, tag="PROPN")
            nouns.add(k)
        elif is_hidden_noun(tokens, k):
            tokens[k] = replace(token, tag="NOUN")
            nouns.add(k)
    phrases = cut(sentence.phrases, verbs) if verbs else sentence.phrases
    phrases = grow(tokens, phrases, sorted(nouns)) if nouns else phrases
    return tuple(tokens), join(tokens, split_pointers(tokens, split_answers(tokens, phrases)))


def is_hidden_noun(tokens: list[Token], k: int) -> bool:
    """Whether a word tagged as a verb is a noun here: "denies reports of", "to state media", "fighting was"."""
    token, before = tokens[k], tokens[k - 1] if k else None
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if after is None:
        return False
    if token.lower in ("state", "states") and token.tag == "VERB":
        modifies = after.tag == "NOUN" and (before is None or before.tag in ("PUNCT", "CC", "PREP", "ADJ"))
        if modifies or after.lower == "of" or (token.lower == "states" and after.lower in (",", ".")):
            return True  # "; state television", "the Coast states, A and B"
    if token.tag == "ADV" and before is not None and before.tag == "DET" and after.tag == "POSS":
        return True  # "the family's"
    if token.tag == "ADJ" and before is not None and before.tag == "POSS" and after.tag in FINITE:
        return True  # "the drivers' collective replied"
    if token.tag in ("VING", "ADV") and before is not None and before.tag == "POSS":
        return token.lower in words_of("reckoning")
    if token.tag in ("VERB", "VED", "VING") and token.lower in words_of("reckoning") | words_of("books") and counts_by(tokens, k):
        return True  # "by an ICRC tally", "by their own count"
    if token.tag == "VING":
        opens = before is None or before.tag in ("CC", "SUB", "PUNCT", "QUOTE", "PREP")
        return opens and after.lower in ("is", "was", "has", "had", "continues", "continued", "erupted", "broke")
    if token.tag != "VERB" or before is None:
        return False
    if k > 2 and before.tag == "NOUN" and [t.tag for t in tokens[k - 3 : k - 1]] == ["TO", "VERB"] and after.tag == "PUNCT":
        return True  # "to guide peace talks,"
    if before.tag == "TO" and token.lower in ("state", "police", "media"):
        return True
    nominal = any(e.form == "noun" for e in lexicon().get(token.lower, ()))
    if not nominal or before.tag in ("PRON", "TO") or (before.tag == "AUX" and before.lower not in BE):
        return False
    if after.lower in ("of", "by") or (after.tag == "VING" and token.lower == "reports"):
        return True
    return before.tag in ("VERB", "VED", "VING") and after.lower in ("that", "from", "against", "about", "for")


def counts_by(tokens: list[Token], k: int) -> bool:
    """Whether "by", "in" or "on" and only words of one noun phrase stand before `k`."""
    first = k - 1
    while first > 0 and tokens[first].tag in ("DET", "POSS", "ADJ", "PROPN", "NOUN") and k - first < QUOTED_NAME + 3:
        first -= 1
    owned = any(t.tag in ("DET", "POSS") for t in tokens[first + 1 : k])
    return first < k - 1 and (tokens[first].lower == "by" or (owned and tokens[first].lower in ("in", "on")))


def is_hidden_verb(tokens: list[Token], k: int) -> bool:
    """Whether a word tagged as a noun is a cue verb here."""
    token = tokens[k]
    if token.tag == "PROPN" and token.text[:1].isupper():
        return False
    if token.lower in words_of("reckoning") | words_of("books") and (counts_by(tokens, k) or tokens[k - 1].lower == "own"):
        return False  # "by its count", "his own tally is"
    if tokens[k - 1].lower in words_of("reckoning") and verb_forms().base.get(token.lower) in STANDS:
        return True  # "the union's tally stands at 40"
    entries = [e for e in lexicon().get(token.lower, ()) if e.form == "verb" and e.tag == "VERB"]
    if not entries or k == 0:
        return False
    before = k - 1
    while before > 0 and tokens[before].tag in ("ADV", "NEG"):
        before -= 1
    prior = tokens[before]
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if prior.tag == "ADJ" and before > 1 and verb_forms().base.get(tokens[before - 2].lower) in words_of("light") | {"come"}:
        return False  # "made the controversial claim that"
    subject = (
        prior.tag in SUBJECT_END or prior.lower == ")" or (prior.tag == "ADJ" and tokens[max(0, before - 1)].tag in ("DET", "PROPN", "ADJ"))
    )
    if token.lower not in plain_nouns():
        named = prior.tag in ("VED", "ADJ") and tokens[max(0, before - 1)].lower == "the"  # "a council of the displaced revises"
        return subject or named or prior.tag in ("CC", "PUNCT", "ADV", "QUOTE", "AUX", "NEG") or prior.lower in ("who", "which", "both")
    if after is None:
        return False
    if prior.tag == "CC" and token.lower.endswith("s") and after.tag in STRONG_NEXT:
        return any(t.tag == "VERB" and t.lower.endswith("s") for t in tokens[:before])
    if not subject and not (prior.text == "," and closes_aside(tokens, k) and token.lower.endswith("s") and after.tag in STRONG_NEXT):
        return False
    if after.lower == "that" or (after.tag == "TO" and k + 2 < len(tokens) and tokens[k + 2].lower in ("have", "be")):
        return True
    words = {t.lower for t in tokens[max(0, before - 8) : before]}
    same_past = irregular().get(token.lower, ("", ""))[0] == token.lower  # "the mayor cast doubt"
    plural = same_past or prior.lower.endswith(("s", "people", "men", "women", "folk")) or prior.lower in GROUPS or "and" in words
    agrees = not prior.lower.endswith("s") or prior.tag == "PROPN" if token.lower.endswith("s") else plural
    if not agrees:
        return False
    if any("figure" in e.frames for e in entries) and gives_figure(tokens, k):
        return True
    if after.tag in STRONG_NEXT or any(len(e.words) > 1 and e.words[1] == after.lower for e in entries):
        return True
    lonely = not any(t.tag in FINITE for j, t in enumerate(tokens) if j != k and t.tag != "VED")
    return lonely and (after.tag in ("ADJ", "NOUN", "VING") or is_verb_after_to(tokens, k + 1))


def gives_figure(tokens: list[Token], k: int) -> bool:
    """Whether "at" and a figure follow in the clause: "a charity put violent deaths at 40"."""
    near = range(k + 1, min(k + FIGURE_REACH, len(tokens) - 1))
    end = next((j for j in near if tokens[j].tag == "PUNCT"), len(tokens))
    return any(tokens[j].lower == "at" and tokens[j + 1].tag == "NUM" for j in near if j < end)


def closes_aside(tokens: list[Token], k: int) -> bool:
    """Whether the comma before `k` closes an aside behind the subject, with no finite verb before: "the aide, back in town, calls"."""
    return any(t.text == "," for t in tokens[: k - 1]) and not any(t.tag in ("VERB", "AUX") for t in tokens[:k])


def is_verb_after_to(tokens: list[Token], k: int) -> bool:
    """Whether "to" and a base form stand at `k`."""
    return tokens[k].lower == "to" and k + 1 < len(tokens) and verb_forms().tag.get(tokens[k + 1].lower) == "VERB"


def cut(phrases: tuple[Phrase, ...], verbs: set[int]) -> tuple[Phrase, ...]:
    """The phrases without the tokens that are verbs now."""
    kept = []
    for phrase in phrases:
        first = phrase.first
        for k in (*sorted(v for v in verbs if phrase.first <= v < phrase.last), phrase.last):
            if k > first:
                kept.append(Phrase(first, k, phrase.head if first <= phrase.head < k else k - 1))
            first = k + 1
    return tuple(kept)


def grow(tokens: list[Token], phrases: tuple[Phrase, ...], nouns: list[int]) -> tuple[Phrase, ...]:
    """The phrases with the tokens that are nouns now: added to the phrase that ends before, or after which one begins."""
    grown = list(phrases)
    for k in nouns:
        before = next((p for p in grown if p.last == k), None)
        opens = tokens[k + 1].tag in ("NUM", "DET", "PRON") if k + 1 < len(tokens) else True
        after = None if opens else next((p for p in grown if p.first == k + 1), None)
        kept = [p for p in grown if p is not before and p is not after and not p.first <= k < p.last]
        first, last = before.first if before else k, after.last if after else k + 1
        while before is None and first > 0 and tokens[first - 1].tag in ("ADJ", "POSS"):
            first -= 1
        owner = next((p for p in kept if p.last == first), None) if first < k else None
        if owner is not None and tokens[first].tag == "POSS":
            first, kept = owner.first, [p for p in kept if p is not owner]
        grown = [*kept, Phrase(first, last, after.head if after else k)]
    return tuple(sorted(grown, key=lambda p: p.first))


def split_answers(tokens: list[Token], phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases with a bare relative clause cut off: "a claim | Highland" before "denies"."""
    split: list[Phrase] = []
    for phrase in phrases:
        names = phrase.last - 1
        while names > phrase.first and tokens[names].tag == "PROPN":
            names -= 1
        answers = phrase.last < len(tokens) and any(e.stance in ANSWERING for e in lexicon().get(tokens[phrase.last].lower, ()))
        if answers and phrase.first <= names < phrase.last - 1 and tokens[names].lower in sayings():
            split += [Phrase(phrase.first, names + 1, names), Phrase(names + 1, phrase.last, phrase.last - 1)]
        else:
            split.append(phrase)
    return tuple(split)


def split_pointers(tokens: list[Token], phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases with a pronoun cut off that an article follows: "to this | the envoy replied", "to this | Highland replied"."""
    split: list[Phrase] = []
    for phrase in phrases:
        at = phrase.first + 1
        named = tokens[at].tag == "PROPN" and phrase.first > 0 and tokens[phrase.first - 1].lower == "to" if at < phrase.last else False
        if at < phrase.last and (named or tokens[at].lower in ("the", "a", "an")) and tokens[phrase.first].lower in POINTING:
            split += [Phrase(phrase.first, at, phrase.first), Phrase(at, phrase.last, max(phrase.head, at))]
        else:
            split.append(phrase)
    return tuple(split)


def join(tokens: list[Token], phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases with those joined that a hyphen, a name in quotation marks or a participle cut in two."""
    joined: list[Phrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        if before is not None and is_cut(tokens, before, phrase):
            joined[-1] = Phrase(before.first, phrase.last, phrase.head)
        elif len(joined) > 1 and is_quoted_name(tokens, joined[-2], joined[-1], phrase):
            joined[-2:] = [Phrase(joined[-2].first, phrase.last, phrase.head)]
        else:
            joined.append(phrase)
    return tuple(joined)


def is_cut(tokens: list[Token], before: Phrase, after: Phrase) -> bool:
    """Whether two phrases are one: "Port D.C. | - | area sniper", "The U.N. | -backed | mission", "an ISIL | affiliated | source"."""
    between = tokens[before.last : after.first]
    if not between:
        return False
    if len(between) == 1 and between[0].tag == "QUOTE" and sum(t.tag == "QUOTE" for t in tokens[before.first : before.last]) % 2:
        return True  # "the local “Amba | ” | fighters": the name took in its opening mark
    glued = between[0].text == "-" and tokens[before.last - 1].end == between[0].start and between[0].end == tokens[before.last + 1].start
    if glued:
        return len(between) == 1 or (len(between) == 2 and between[1].tag in ("VED", "VING"))
    if len(between) == 1 and between[0].tag == "VING" and tokens[before.last - 1].tag in ("DET", "ADJ", "POSS"):
        return tokens[after.first].tag == "NOUN"  # "a lunar mining robot"
    indefinite = tokens[before.first].lower in ("a", "an") and tokens[before.last - 1].tag == "PROPN"
    if len(between) == 1 and between[0].text == "Without" and tokens[after.first].text[0].isupper():
        return True  # "Doctors Without Borders"
    if len(between) == 1 and between[0].lower in BODY_WORK and tokens[before.last - 1].tag == "PROPN" and tokens[after.first].tag == "NOUN":
        return True  # "the UN monitoring mission"
    return indefinite and len(between) == 1 and between[0].tag == "VED" and tokens[after.first].tag in ("NOUN", "ADJ")


def is_quoted_name(tokens: list[Token], before: Phrase, name: Phrase, after: Phrase) -> bool:
    """Whether a quoted name stands inside a phrase: "the local | “Amba” | fighters"."""
    marks = [tokens[before.last : name.first], tokens[name.last : after.first]]
    quoted = all(len(m) == 1 and m[0].tag == "QUOTE" for m in marks)
    return quoted and tokens[before.last - 1].tag in ("DET", "ADJ", "POSS") and name.last - name.first <= QUOTED_NAME
