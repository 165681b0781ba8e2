"""Walks a tagged sentence: who is the subject of a verb, who its object, what stands beside a phrase with "and"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.inflect import only_pasts
from counterclaim.model import Phrase, Sentence, Token

MODALS = frozenset("will would can could may might must shall should do does did cannot".split())
# nouns that hold a figure after "of": "a total of nine", "a group of nine"
COUNTED_IN = frozenset(
    "total group toll figure number team family crowd party record band crew gang convoy count average minimum maximum".split()
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'re", "gets", "get", "got"})
STAYING = frozenset({"remain", "remains", "remained", "remaining"})  # "120 people remain displaced"
HAVE = frozenset({"has", "have", "had", "having"})
# prepositions that go on inside a subject: "members of the force in the town were"
INSIDE_SUBJECT = frozenset(
    "of from in at near inside on aboard around outside across with between among through along for including".split()
)
# participles that stand between an auxiliary and the word of harm: "are feared dead", "were reported killed"
LEAVING = frozenset({"leave", "leaves", "leaving", "left"})
BETWEEN = frozenset(
    "reported feared believed confirmed thought found presumed said declared pronounced left known understood considered listed".split()
)
# what stands between a verb and its object: "shot dead 12", "let go nine", "rounded up 15"
PARTICLES = frozenset("dead off down up out away go free over back alive alight".split())
VERBAL = frozenset({"VERB", "VED", "VING", "AUX"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with a table from token to the phrase that begins or ends there."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    size: int
    caseless: bool
    begins: dict[int, Phrase]
    ends: dict[int, Phrase]

    def tag(self, k: int) -> str:
        """The tag of token `k`; empty outside the sentence."""
        return self.tokens[k].tag if 0 <= k < self.size else ""

    def word(self, k: int) -> str:
        """The lower-case word at `k`; empty outside the sentence."""
        return self.tokens[k].lower if 0 <= k < self.size else ""

    def skip(self, k: int, step: int, tags: tuple[str, ...] = ("ADV", "QUOTE")) -> int:
        """The first index from `k` in a direction whose tag is not among `tags`."""
        while 0 <= k < self.size and self.tokens[k].tag in tags:
            k += step
        return k

    def edges(self, phrase: Phrase) -> tuple[int, int]:
        """Where a phrase begins and ends in the text, in code points."""
        return self.tokens[phrase.first].start, self.tokens[phrase.last - 1].end


def make_clause(sentence: Sentence) -> Clause:
    """The sentence, ready to be walked."""
    letters = sum(t.text.isalpha() for t in sentence.tokens)
    caseless = letters > 5 and sum(t.text.isupper() for t in sentence.tokens) > letters // 2
    tokens = sentence.tokens
    return Clause(sentence, tokens, len(tokens), caseless, {p.first: p for p in sentence.phrases}, {p.last: p for p in sentence.phrases})


def is_passive(clause: Clause, k: int) -> bool:
    """Whether the participle at `k` is passive: "were killed", "people killed in", not "have killed", "killed 12"."""
    if clause.tag(k) not in ("VED", "ADJ") or clause.word(k) in only_pasts():
        return False
    j = k - 1
    while clause.tag(j) in ("ADV", "NEG", "TO", "CC", "DATE") or clause.word(j) in BETWEEN or clause.tag(j) == "VED":
        if clause.tag(j) == "CC" and clause.tag(j - 1) != "VED":
            break
        j -= 1
    if clause.word(j) in BE or clause.word(j) in STAYING:
        return True
    if clause.word(j) in HAVE or clause.word(j) in MODALS:
        return False
    after = clause.skip(k + 1, 1)
    if clause.word(k) == "shot" and clause.word(after) in ("at", "into", "back"):
        return False  # "two raiders shot at the gate"
    beyond = clause.begins.get(clause.skip(after + 1, 1)) if clause.word(after) in PARTICLES else None
    if beyond is not None and counts(clause, beyond):
        return False  # "rounded up 15 men"; "taken off the bus" is passive
    if clause.tag(after) == "CC" and clause.tag(after + 1) == "VED":
        after = clause.skip(after + 2, 1)
    return after not in clause.begins or clause.tag(after) == "DATE"


def group_start(clause: Clause, k: int) -> int:
    """The first token of the verb group that ends at `k`."""
    j = k
    while (
        clause.tag(j - 1) in ("AUX", "ADV", "NEG", "TO", "DATE")
        or clause.word(j - 1) in BETWEEN | STAYING
        or (clause.word(j - 1) == "since" and clause.tag(j - 2) == "AUX")  # "have since died"
    ):
        j -= 1
    return j


def subject(clause: Clause, k: int) -> list[Phrase]:
    """The noun phrases that are the subject of the verb group ending at `k`, coordinated ones included."""
    start = group_start(clause, k)
    j = clause.skip(start - 1, -1)
    if clause.tag(j) == "CC" or (clause.word(j) == "," and clause.tag(j - 1) in ("VED", "VERB")):
        shared = previous_verb(clause, j)
        return subject(clause, shared) if shared is not None else []
    if clause.tag(j) == "SUB" or clause.word(j) in ("who", "which"):
        j = clause.skip(j - 1, -1, ("ADV", "QUOTE", "PUNCT"))
        if clause.word(j) == "of":
            j -= 1
    if clause.word(j) == "whom" and clause.word(j - 1) == "of":
        counted = clause.ends.get(j - 1)
        return [counted] if counted is not None else []  # "[two] of whom have died"
    head = leftmost(clause, j)
    return [*beside_before(clause, head), head] if head else []


def previous_verb(clause: Clause, k: int) -> int | None:
    """The nearest verb left of `k` in the same clause, for predicates that share a subject."""
    for j in range(k - 1, -1, -1):
        if clause.tag(j) in ("VERB", "VED", "VING") or (clause.tag(j) == "AUX" and clause.tag(j + 1) not in VERBAL):
            return j
        if clause.tag(j) == "SUB":
            return None
    return None


def leftmost(clause: Clause, j: int) -> Phrase | None:
    """The head phrase of "five members of the force in the town", read from its right end at token `j`."""
    phrase = None
    best: Phrase | None = None
    while j >= 0:
        if clause.word(j) in (",", ")", "]", "–", "—"):
            j = before_parenthesis(clause, j)
            continue
        phrase = clause.ends.get(j + 1)
        if phrase is None:
            dated = clause.tag(j) == "PREP" and clause.tag(j + 1) == "DATE"
            if clause.tag(j) in ("DATE", "ADV", "QUOTE") or dated or (clause.tag(j) == "VED" and j in clause.ends):
                j -= 1  # "a man arrested on Monday [was killed]"
                continue
            break
        if is_age_of_one(clause, phrase):
            j = phrase.first - 2
            continue  # "a boy of nine"
        best = phrase if best is None or counts(clause, phrase) or not counts(clause, best) else best
        j = clause.skip(phrase.first - 1, -1, ("ADV", "QUOTE"))
        if clause.word(j) in INSIDE_SUBJECT and not (counts(clause, best) and clause.word(j) in ("for", "with")):
            j -= 1
            if clause.tag(j) in ("VED", "VING"):  # "people travelling in a bus"
                j = clause.skip(j - 1, -1)
        elif (clause.tag(j) == "VING" or clause.word(j) in ("named", "called")) and j in clause.ends:  # "a worker collecting samples"
            j -= 1
        elif (antecedent := before_relative(clause, j)) is not None:
            j = antecedent
        elif clause.word(j) == "be" and clause.word(j - 1) == "to" and clause.tag(j - 2) == "VED":
            j -= 3  # "civilians alleged to be members [are killed]"
        else:
            break
    return best


def before_relative(clause: Clause, j: int) -> int | None:
    """The end of the phrase that a relative clause reaching to `j` belongs to: "men [who kidnapped X] are"."""
    for i in range(j, max(-1, j - 12), -1):
        if clause.word(i) in ("who", "which") and clause.tag(i - 1) in ("NOUN", "PROPN", "NUM", "PUNCT"):
            return clause.skip(i - 1, -1, ("PUNCT",))
        if clause.tag(i) in ("PUNCT", "SUB"):
            return None
    return None


def is_age_of_one(clause: Clause, phrase: Phrase) -> bool:
    """Whether a bare figure after "of" is the age of one person: "a boy of [nine]"; "one of 12" is no age."""
    one = clause.ends.get(phrase.first - 1) if clause.word(phrase.first - 1) == "of" else None
    bare = phrase.last - phrase.first == 1 and clause.tag(phrase.first) == "NUM"
    if one is None or not bare or clause.word(one.first) not in ("a", "an", "the", "his", "her", "their"):
        return False
    return clause.tag(one.head) == "NOUN" and not clause.word(one.head).endswith("s") and clause.word(one.head) not in COUNTED_IN


def counts(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase holds a number."""
    one_of = clause.word(phrase.last - 1) == "one" and clause.word(phrase.last) == "of"
    return one_of or any(clause.tag(k) == "NUM" for k in range(phrase.first, phrase.last))


def before_parenthesis(clause: Clause, j: int) -> int:
    """The token before the insertion that ends at `j`: "people, including children, were"."""
    opener = {")": "(", "]": "["}.get(clause.word(j), clause.word(j))
    for i in range(j - 1, max(-1, j - 25), -1):
        if clause.word(i) == opener:
            return i - 1
    return -1


def beside_before(clause: Clause, phrase: Phrase) -> list[Phrase]:
    """Phrases joined to `phrase` from the left: "five soldiers and two civilians"."""
    found: list[Phrase] = []
    j = phrase.first - 1
    while clause.word(j) in ("and", "or", ",", "nor"):
        apart = clause.word(j) in ("and", "or") and clause.word(j - 1) == ","
        j = clause.skip(j, -1, ("CC", "ADV")) if clause.word(j) in ("and", "or", "nor") else j
        j = clause.skip(j - 1, -1, ("ADV",)) if clause.word(j) == "," else j
        j = before_parenthesis(clause, j) if clause.word(j) == ")" else j
        if (apart and ends_clause(clause, j)) or clause.tag(j) == "VED":
            break
        earlier = leftmost(clause, j)
        if earlier is not None and is_listed(clause, earlier):
            j = earlier.first - 1
            continue  # "100 soldiers, [guards] and employees"
        if earlier is None or not is_told_apart(clause, earlier) or (clause.word(phrase.first - 1) == "," and leads_in(clause, earlier)):
            break
        if clause.word(clause.skip(earlier.first - 1, -1)) in ("including", "among", "("):
            break  # a part of something counted before
        found.insert(0, earlier)
        j = earlier.first - 1
    if found and clause.tag(j) in ("VERB", "VED", "VING") and clause.word(j) not in LEAVING:
        # "killing five soldiers, and two civilians were hurt": the earlier one has a verb of its own
        return []
    return found


def leads_in(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase belongs to what introduces a clause: "According to [a cousin], five men", "Of [12 pupils], nine"."""
    k = phrase.first - 1
    k -= clause.word(k) == "to" and clause.word(k - 1) == "according"
    before = clause.skip(k - 1, -1)
    return clause.tag(k) in ("PREP", "VING") and (before < 0 or clause.tag(before) in ("PUNCT", "SUB"))


def is_told_apart(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase joined by "and" counts people of its own: a figure, "a man", a name of several words."""
    if counts(clause, phrase) or clause.word(phrase.first) in ("a", "an", "another", "one"):
        return True
    return clause.tag(phrase.last - 1) == clause.tag(phrase.last - 2) == "PROPN" and clause.tag(phrase.first - 1) != "PREP"


def is_listed(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is one bare plural in a list, counted by the figure at its head."""
    bare = phrase.last - phrase.first == 1 and clause.tag(phrase.first) == "NOUN" and clause.word(phrase.first).endswith("s")
    return bare and clause.word(phrase.first - 1) == ","


def ends_clause(clause: Clause, j: int) -> bool:
    """Whether "…, and" after token `j` opens a new clause: a verb or "including" stands on its left without a list between."""
    for i in range(j, max(-1, j - 15), -1):
        if clause.word(i) == ",":
            return False
        if clause.tag(i) in ("VERB", "VED", "AUX") or clause.word(i) == "including":
            return True
    return False


def objects(clause: Clause, k: int) -> list[Phrase]:
    """The noun phrases that are the object of the verb at `k`, coordinated ones included."""
    j = clause.skip(k + 1, 1)
    while clause.tag(j) == "CC" and clause.tag(j + 1) in VERBAL:
        j = clause.skip(j + 2, 1)
    if clause.word(j) in PARTICLES and clause.tag(j) != "NUM":
        j = clause.skip(j + 1, 1)
    if clause.word(j) == "to" and clause.word(j + 1) == "death":
        j += 2
    first = clause.begins.get(j)
    return [first, *beside_after(clause, first)] if first else []


def beside_after(clause: Clause, phrase: Phrase) -> Iterator[Phrase]:
    """Phrases joined to `phrase` from the right, unless they begin a clause of their own."""
    while True:
        j = after_complements(clause, phrase.last)
        jumped = j > phrase.last
        if clause.word(j) == "," and clause.tag(j + 1) == "CC":
            j += 2
        elif clause.tag(j) == "CC" or (clause.word(j) == "," and (not jumped or is_bare_figure(clause, j + 1))):
            j += 1
        elif " ".join(clause.word(i) for i in (j, j + 1, j + 2)) == "as well as":
            j += 3
        elif clause.word(j) in ("along", "together") and clause.word(j + 1) == "with":
            j += 2
        else:
            return
        j = clause.skip(j, 1)
        following = clause.begins.get(j)
        if following is None or has_own_verb(clause, following) or of_them(clause, following.last):
            return
        if is_apposition(clause, phrase, following, j):
            return
        if jumped and not (counts(clause, following) or clause.word(following.first) in ("a", "an", "another", "one")):
            return
        yield following
        phrase = following


def is_bare_figure(clause: Clause, k: int) -> bool:
    """Whether a figure without a noun begins at `k`, with a place behind it: "eight in X, [six] in Y"."""
    phrase = clause.begins.get(k)
    return phrase is not None and clause.tag(phrase.last - 1) == "NUM" and clause.word(phrase.last) in ("in", "at", "near")


def is_apposition(clause: Clause, phrase: Phrase, following: Phrase, j: int) -> bool:
    """Whether ", …" names the same person again: "Ali Hasan, a member of the group", "a top militant, Ali Hasan"."""
    if clause.word(j - 1) != "," or counts(clause, phrase) or counts(clause, following):
        return False
    named, named_next = clause.tag(phrase.head) == "PROPN", clause.tag(following.head) == "PROPN"
    return named != named_next


def after_complements(clause: Clause, k: int) -> int:
    """The token after the prepositional phrases that follow a phrase: "[12] in the town of X [and]"."""
    j = k
    for _ in range(3):
        if clause.tag(j) != "PREP" or clause.word(j) in ("including", "after", "before", "since"):
            break
        inner = clause.begins.get(clause.skip(j + 1, 1))
        if inner is None:
            break
        j = inner.last
    return j


def of_them(clause: Clause, k: int) -> bool:
    """Whether "of them" or "of whom" stands at `k`."""
    return clause.word(k) == "of" and clause.word(k + 1) in ("them", "whom", "these", "those")


def has_own_verb(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of what follows: "and four were hurt", "and four wounded"."""
    j = clause.skip(after_complements(clause, phrase.last), 1)
    return (
        clause.tag(j) in ("AUX", "VERB")
        or (clause.tag(j) == "VED" and (clause.word(phrase.last - 1) == "another" or clause.skip(j + 1, 1) not in clause.begins))
        or clause.word(j) in ("dead", "missing")
    )
