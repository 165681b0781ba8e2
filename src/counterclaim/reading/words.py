"""Splits a sentence into tokens and gives each a coarse part of speech.

Tags: DET PRON PREP CC SUB AUX NEG TO ADV ADJ NOUN PROPN VERB (base or -s form) VED (past or participle) VING
NUM DATE POSS ('s) QUOTE PUNCT. A word's own tag comes from `data/words.tsv` and `data/verbs.tsv` or from its ending;
a second pass settles words that are noun and verb by their neighbours.
"""

from __future__ import annotations

import re
from functools import cache

from counterclaim.inflect import verb_forms
from counterclaim.model import DateSpan, Number, Token
from counterclaim.vocabulary import load_vocabulary

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|\b[A-Z]\.(?=\s[A-Z])"  # George W. Bush
    r"|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|St|Sen|Rep|Gov|Brig|Adm|Prof|Rev|Jr|Sr|No)\."
    r"|\d+(?:[.,]\d+)*(?:[-‑][A-Za-z]+)+"  # 23-year-old
    r"|\d+(?:[.,]\d+)*(?:\w+)?"
    r"|\w+?(?=n['’]t\b)|n['’]t\b"
    r"|['’]s\b|(?<=s)['’](?=\s)"
    r"|\w+(?:[-‑–/.&]\w+|['’‘](?!s\b)\w+)*"
    r"|[^\w\s]"
)
QUOTES = frozenset('"“”„«»‘')
ADJ_ENDINGS = ("ous", "ful", "ive", "ical", "able", "ible", "less", "ian", "ish", "ese", "nal", "ral", "tary")
PROFESSION = "cian"  # technician, clinician: a noun that the endings above would take for an adjective
SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "you", "i", "who", "which", "that", "whom"})
MODALS = frozenset({"will", "would", "can", "could", "may", "might", "must", "shall", "should", "do", "does", "did", "cannot"})
ARABIC_NAME = re.compile(r"(?:al|el|as|ash|ad|an|ar|az|ez|bin|ibn|ul)-[A-Z]")  # "al-Muhajir"
# base forms that are hardly ever nouns: verbs even where their subject's head stands far away ("members of the Guard flee")
ONLY_VERBS = frozenset(
    "flee say deny accuse allege injure detain kidnap abduct kill assassinate confirm announce condemn reject refuse urge tell admit "
    "put let capture destroy enter leave remain die begin become occur".split()
)
THIRD_PERSONS = frozenset({"dies", "says", "flees", "arrests"})
# adjectives that say how people are; after a figure they stay what they are ("52 dead in the east")
STATES = frozenset(
    "dead missing injured wounded hurt displaced homeless detained alive safe free hospitalised hospitalized unhurt unharmed".split()
)
CASELESS_SHARE = 0.6  # MUC-like capitals: above this share of upper-case letters, case says nothing


@cache
def word_tags() -> dict[str, str]:
    """The words of `data/words.tsv` with their tags."""
    return {row["word"]: row["tag"] for row in load_vocabulary("words")}


@cache
def unchanged_pasts() -> frozenset[str]:
    """Verbs whose past is their base: hurt, hit, put."""
    return frozenset(row["verb"] for row in load_vocabulary("verbs") if row["past"] == row["verb"])


def own_tag(word: str, lower: str, first: bool, caseless: bool) -> str:
    """The tag that a word has by itself; `VERB` here means "could be a verb"."""
    if not word[0].isalnum() and lower not in ("n't", "n’t"):
        return "POSS" if lower in ("'s", "’s", "'", "’") else "QUOTE" if word in QUOTES else "PUNCT"
    if ARABIC_NAME.match(word):
        return "PROPN"
    known = word_tags().get(lower)
    if known == "PRON" and len(word) > 1 and word.isupper() and not caseless:
        return "PROPN"  # "the US", "the WHO", "IT"
    if word[0].isupper() and not caseless and (not first or (known is None and lower not in verb_forms().tag)):
        return "PROPN" if known in (None, "NOUN", "ADJ", "ADV") else known
    verb = verb_forms().tag.get(lower)
    if verb and known in (None, "NOUN", "ADJ"):
        return verb  # settled by its neighbours
    if known:
        return known
    if lower[0].isdigit():
        return "NUM" if "-" not in lower else "NOUN" if lower.endswith("-old") else "ADJ"
    if lower.endswith("ly"):
        return "ADV"
    if lower.endswith("ing") and len(lower) > 5:
        return "VING"
    if lower.endswith("ed") and len(lower) > 4:
        return "VED"
    return "ADJ" if lower.endswith(ADJ_ENDINGS) and not lower.endswith(PROFESSION) else "NOUN"


def tag_words(text: str, start: int, end: int, numbers: tuple[Number, ...], dates: tuple[DateSpan, ...]) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, tagged; words inside `numbers` and `dates` are NUM and DATE."""
    letters = [c for c in text[start:end] if c.isalpha()]
    caseless = len(letters) > 20 and sum(c.isupper() for c in letters) > CASELESS_SHARE * len(letters)
    covered = {k: "NUM" for n in numbers for k in range(n.span.start, n.span.end)}
    covered |= {k: "DATE" for d in dates for k in range(d.span.start, d.span.end)}
    words = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, start, end)]
    first = True
    tags = []
    for a, _, word in words:
        tag = covered.get(a) or own_tag(word, word.lower(), first, caseless)
        first = tag in ("QUOTE", "PUNCT") and (first or word == ":")
        tags.append(tag)
    lowers = [w.lower() for _, _, w in words]
    for k in range(len(words)):
        tags[k] = in_context(k, tags, lowers)
    return tuple(Token(a, b, w, low, tag) for (a, b, w), low, tag in zip(words, lowers, tags, strict=True))


def neighbour(k: int, step: int, tags: list[str]) -> tuple[int, str]:
    """The index and tag of the next word in a direction, adverbs and quotation marks passed over."""
    k += step
    while 0 <= k < len(tags) and tags[k] in ("ADV", "QUOTE"):
        k += step
    return (k, tags[k]) if 0 <= k < len(tags) else (-1, "")


def in_context(k: int, tags: list[str], lowers: list[str]) -> str:
    """The tag of word `k` once its neighbours have spoken; earlier tags are settled already."""
    tag = tags[k]
    if lowers[k] in ("either", "both") and neighbour(k, 1, tags)[1] == "VED":
        return "ADV"
    before_at, before = neighbour(k, -1, tags)
    after_at, after = neighbour(k, 1, tags)
    if tag == "VERB":
        return finite(k, before, after, before_at, lowers, tags)
    if tag == "VED":
        return participle(k, before, after, lowers)
    if tag == "VING" and before == "NUM" and after in ("", "PUNCT", "AUX") and lowers[k] not in STATES:
        return "NOUN"  # "one building"
    if tag == "VING":
        return gerund(before, after, after_at, lowers)
    if (
        tag == "ADJ"
        and lowers[k] not in STATES
        and before in ("DET", "NUM", "ADJ", "POSS", "PROPN")
        and after not in ("NOUN", "PROPN", "ADJ", "NUM", "VED", "VING", "CC", "VERB", "PUNCT")
    ):
        return "NOUN"  # "one civilian is", "a Palestinian in"
    if lowers[k] == "that" and before in ("", "PREP", "CC", "VERB") and after in ("NOUN", "ADJ"):
        return "DET" if before == "PREP" else tag
    if tag == "NOUN" and lowers[k].endswith("s") and before == "PROPN" and after in ("DET", "NUM") and lowers[k] not in word_tags():
        return "VERB"  # an unknown verb in the third person: "Boko Haram overruns the town"
    return tag


def finite(k: int, before: str, after: str, before_at: int, lowers: list[str], tags: list[str]) -> str:
    """Whether a word that may be a verb is one here."""
    prior = lowers[before_at] if before_at >= 0 else ""
    if lowers[k] == "forces" and before == "NOUN":
        return "NOUN"  # "security forces"
    if before == "NUM" and lowers[k] in ONLY_VERBS:
        return "VERB"  # "7,300 flee"
    if before == "NUM" and lowers[k] in STATES and after in ("", "PUNCT", "CC", "PREP", "DATE", "ADV"):
        return "VED"  # "14 hurt"
    if before in ("DET", "POSS", "ADJ", "PREP") or (before == "NUM" and after not in ("DET", "NUM")):
        return "ADJ" if word_tags().get(lowers[k]) == "ADJ" and after in ("NOUN", "PROPN", "ADJ") else "NOUN"
    said = prior == "that" and before_at > 0 and tags[before_at - 1] in ("VED", "VERB", "VING")
    if said and lowers[k].endswith("s") and after in ("AUX", "VED", "VERB"):
        return "NOUN"  # "said that raids killed"
    if before in ("TO", "NEG") or prior in MODALS or prior in SUBJECT_PRONOUNS or before == "PRON":
        return "VERB"
    if before == "AUX":
        return "VED" if lowers[k] in unchanged_pasts() else "VERB"
    if before == "NOUN" and before_at and tags[before_at - 1] == "NUM" and not prior.endswith("s") and lowers[k].endswith("s"):
        return "NOUN"  # "12 border guards": what is counted is a plural
    opens = after in ("DET", "PRON", "NUM", "PROPN", "TO", "SUB", "AUX", "POSS") or (after == "ADJ")
    third = lowers[k].endswith("s")
    if after == "NUM" and before in ("NOUN", "PROPN") and not third and prior not in unchanged_pasts():
        return "VERB"  # "police in Bangladesh arrest eight people"
    if lowers[k] in ONLY_VERBS or lowers[k] in THIRD_PERSONS or (third and before == "PUNCT" and after in ("NUM", "DET")):
        return "VERB"
    if before == "NOUN" and not third and before_at and lowers[before_at - 1] in ("a", "an"):
        return "NOUN"  # "a police recruit"
    if before in ("NOUN", "PROPN", "DATE"):
        if after == "AUX" or (after == "VERB" and not third):
            return "NOUN"
        head = headed(before_at, lowers, tags)
        plural = head.endswith("s") or head in PLURALS or "and" in lowers[max(0, before_at - 4) : before_at]
        agrees = third or plural
        if after == "NOUN" and not third and not (prior.endswith("s") or prior in PLURALS):
            return "NOUN"  # "one security force member"
        return "VERB" if agrees and (opens or after in ("PREP", "NOUN", "PUNCT", "", "QUOTE", "DATE", "VING", "VED", "CC")) else "NOUN"
    if before in ("CC", "PUNCT", "NUM", "SUB", "VED"):
        return "VERB" if (opens or after in ("PREP", "NOUN")) and ("VERB" in tags[:k] or before == "SUB") else "NOUN"
    return "NOUN" if before != "" else ("VERB" if opens and not third else "NOUN")


def headed(at: int, lowers: list[str], tags: list[str]) -> str:
    """The noun that a name or noun at `at` stands behind with a preposition: "[police] in the capital"; else the word itself."""
    j = at
    while j >= 0 and tags[j] == "PROPN":
        j -= 1
    return lowers[j - 1] if 0 < j < at and tags[j] == "PREP" and tags[j - 1] == "NOUN" else lowers[at]


PLURALS = frozenset({"police", "people", "men", "women", "children", "gunmen", "policemen", "troops", "both", "media"})


HELD_TO_BE = frozenset({"alleged", "suspected"})


def participle(k: int, before: str, after: str, lowers: list[str]) -> str:
    """A past form before a noun and after a determiner is an adjective: "the disputed figure"."""
    if lowers[k] in HELD_TO_BE and after in ("NOUN", "PROPN", "ADJ") and before != "AUX":
        return "ADJ"
    if after in ("NOUN", "PROPN", "ADJ") and before in ("DET", "PREP", "NUM", "ADJ", "POSS", "", "CC"):
        return "ADJ" if before != "CC" else "VED"
    return "VED"


def gerund(before: str, after: str, after_at: int, lowers: list[str]) -> str:
    """An -ing form is a noun after a determiner ("the killing of"), an adjective before a noun ("the remaining men")."""
    if before in ("DET", "POSS", "ADJ"):
        return "ADJ" if after in ("NOUN", "PROPN") else "NOUN"
    if before in ("PREP", "NUM") and after == "PREP" and after_at >= 0 and lowers[after_at] == "of":
        return "NOUN"
    return "VING"
