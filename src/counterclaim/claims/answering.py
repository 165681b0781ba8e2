"""Bare figures that answer a count before them ("the army puts it at 10,000", "up from 9", "A says 71 and B 59"), and parts of it that are
told in a sentence of their own ("six of them were children").

Such a figure has no word of harm beside it: it counts what the figure before counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.claims.clause import BE, HAVE, Clause, counts
from counterclaim.claims.harms import PERHAPS, UNREAL
from counterclaim.inflect import verb_forms
from counterclaim.model import Phrase

REACH = 6  # words between a count's name and its verb: "the number of arrivals in May was 900"
FAR = 14  # words between a verb of change and the second of its figures: "raises the number of its soldiers who fell from 29 to 33"
PUTTING = frozenset("put place set estimate give number reckon".split())
# verbs whose bare object is a figure of the count before: "the ministry lists 17"
COUNTING = frozenset(
    "count verify acknowledge admit confirm document record claim give list hold register report think estimate say accept concede "
    "recognise recognize publish announce cite quote tally reckon declare insist deny dispute contest reject question doubt assess "
    "believe suggest name show state maintain have read reach exceed pass top total withdraw retract".split()
)
# verbs that lead to a figure with a preposition: "admits to 16", "settled for 600", "an aide arrives at 40,000"
LEADING = {
    "to": "admit own confess rise climb grow swell mount fall drop revise correct amend raise lift cut lower reduce soften bring increase "
    "update change come amount stick keep get run",
    "at": "arrive end stand stop close remain stay start begin hover",
    "with": "counter work end close answer respond reply open begin start",
    "for": "settle vouch account",
    "on": "settle insist",
    "of": "speak talk write know boast tell hear dream",
    "from": "revise correct raise cut amend reduce lower change",
}
LEADS = {preposition: frozenset(verbs.split()) for preposition, verbs in LEADING.items()}
CHANGING = LEADS["to"] - {"admit", "own", "confess", "amount", "stick", "keep", "run"}
# what a bare figure can be said of: "the figure was 40", "in March they were 51,000", "there was one"
POINTING = frozenset({"it", "they", "there", "that", "this"})
COUNT_NOUNS = frozenset("number numbers figure figures total totals count counts toll tolls tally balance sum reckoning".split())
# what a count is kept as: "a list of nineteen names"
KEPT_AS = frozenset({"names"})
# words that set a figure beside another: "up from 9", "compared with 40"
COMPARING = frozenset(
    (before, earlier)
    for before, words in (
        ("from", "up down"),
        ("to", "compared closer nearer"),
        ("with", "compares compared"),
        ("than", "rather"),
        ("of", "instead"),
    )
    for earlier in words.split()
)
INSTEAD = frozenset({"instead", "nearer", "closer"})
NOT_BEHIND = frozenset("% - – / per percent x ° °C".split())
NOT_BEFORE = frozenset("$ € £ # aged -".split())
PASSED = ("ADV", "QUOTE", "DATE")  # what may stand between a verb and its figure: "is now 31"
OPENERS = frozenset({"PUNCT", "QUOTE", ""})


def base_of(clause: Clause, k: int) -> str:
    """The verb of which a form stands at `k`, else the word itself."""
    return verb_forms().base.get(clause.word(k), clause.word(k))


def bare_figures(clause: Clause, said: frozenset[int]) -> Iterator[Phrase]:
    """Figures without a noun or a word of harm that answer one before, in text order.

    `said` holds the code points where what somebody says begins: a figure that opens it ("the union, [160]") answers too.
    """
    answered = False
    for phrase in clause.sentence.phrases:
        if is_bare(clause, phrase) and is_real(clause, phrase):
            answers = opens_words(clause, phrase, said) or answers_before(clause, phrase) or stands_by_itself(clause, phrase)
            if answers or (answered and leaves_verb_out(clause, phrase)):
                answered = True
                yield phrase


def is_real(clause: Clause, phrase: Phrase) -> bool:
    """Whether no word near a figure makes it an age or one that may come: "it could be 40"; "it should have been 40" corrects."""
    near = range(max(0, phrase.first - REACH), phrase.last + 3)
    if any(clause.word(k) == "age" for k in near):
        return False
    return not any(clause.word(k) in UNREAL and not (clause.word(k) == "should" and clause.word(k + 1) in ("have", "read")) for k in near)


def is_rate(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure is a rate: "two in three residents"; "from 29 to 33" is none."""
    return clause.word(phrase.last) == "in" and clause.tag(phrase.last + 1) == "NUM"


def is_bare(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a figure and nothing else, or of names, and counts no hours, per cent or parts of something."""
    after = clause.word(phrase.last)
    of_them = after == "of" and clause.word(phrase.last + 1) in ("them", "these", "those")
    bare = clause.tag(phrase.last - 1) == "NUM" or (clause.word(phrase.last - 1) in KEPT_AS and clause.tag(phrase.last - 2) == "NUM")
    if not counts(clause, phrase) or not bare or is_rate(clause, phrase) or (after == "of" and not of_them) or after in PERHAPS:
        return False
    return after not in NOT_BEHIND and clause.word(phrase.first - 1) not in NOT_BEFORE


def opens_words(clause: Clause, phrase: Phrase, said: frozenset[int]) -> bool:
    """Whether what somebody says begins with the figure, a quotation mark aside."""
    first = clause.skip(phrase.first - 1, -1, ("QUOTE",)) + 1
    return any(clause.tokens[k].start in said for k in range(first, phrase.first + 1))


def answers_before(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words before a bare figure set it beside a count that stands before."""
    j = clause.skip(phrase.first - 1, -1, PASSED)
    before, i = clause.word(j), clause.skip(j - 1, -1)
    earlier = clause.word(i)
    if before == "not":
        return earlier in (",", "and", "-", "–", "—")
    if before == "that":
        return base_of(clause, i) == "make"
    if before in INSTEAD:
        return True
    if base_of(clause, j) in COUNTING or before in HAVE or (before in ("makes", "make", "made") and earlier in ("that", "it", "this")):
        return True
    if before in BE or before in ("read", "reads"):
        said_of = clause.word(clause.skip(j - 1, -1, ("ADV", "QUOTE", "AUX")))
        return said_of in POINTING or any(clause.word(k) in COUNT_NOUNS for k in range(max(0, j - REACH), j))
    if before in (":", ","):  # "the government disputes this figure: 130,000", "gave a lower figure for Kalim, 19"
        return clause.tag(clause.skip(phrase.last, 1, ("QUOTE",))) in OPENERS and names_count(clause, j)
    if before == "as":
        return any(base_of(clause, k) == "give" for k in range(max(0, j - REACH), j))
    return leads_to(clause, j, i)


def names_count(clause: Clause, k: int) -> bool:
    """Whether a figure is spoken of shortly before `k`."""
    return any(clause.word(i) in ("figure", "number", "count", "toll", "tally", "total") for i in range(max(0, k - REACH), k))


def leads_to(clause: Clause, j: int, i: int) -> bool:
    """Whether the preposition at `j`, with `i` the word before it, leads from a count or its verb to a figure."""
    before, earlier = clause.word(j), clause.word(i)
    if (before, earlier) in COMPARING or (before == "against" and earlier in (",", "as", "")):
        return True
    if before == "of" and earlier in COUNT_NOUNS | {"list"}:
        return True
    if before == "at" and any(base_of(clause, k) in PUTTING for k in range(max(0, j - REACH), j)):
        return True
    if before in ("from", "to") and (clause.tag(i) == "NUM" or clause.tag(j + 1) == "NUM"):
        return any(base_of(clause, k) in CHANGING for k in range(max(0, j - FAR), j)) or earlier in ("up", "down")
    verb = i if clause.word(i) not in ("it", "this", "that", "them", "up", "out") else clause.skip(i - 1, -1)
    return base_of(clause, verb) in LEADS.get(before, frozenset())


def stands_by_itself(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure is a sentence of its own: "Eighteen?", "One hundred and eighty, not one more", "Sixteen is a fantasy"."""
    if any(clause.tag(k) != "QUOTE" for k in range(phrase.first)):
        return False
    after = clause.skip(phrase.last, 1, ("QUOTE",))
    if clause.word(after) == "," or clause.word(after) in BE:
        return clause.word(after + 1) in ("not", "a", "an") if clause.word(after) != "," else clause.word(after + 1) == "not"
    return clause.word(after) in ("?", "!") or (clause.word(after) == "should" and clause.word(after + 1) in ("have", "read"))


def leaves_verb_out(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure shares the verb of the one before: "A said seventy-one and [B fifty-nine]", "A of 10,000, and B of [2,000]"."""
    end = clause.skip(phrase.last, 1, ("QUOTE",))
    j = clause.skip(phrase.first - 1, -1)
    j = clause.skip(j - 1, -1) if clause.word(j) in ("of", "to", "at") else j
    if clause.word(j) in ("and", "or", "then", "not"):
        return clause.tag(end) in (*OPENERS, "PREP")
    teller = clause.ends.get(j + 1)
    joined = teller is not None and clause.word(clause.skip(teller.first - 1, -1)) in ("and", ",", ";", "while", "but")
    return joined and clause.tag(end) in (*OPENERS, "CC") and clause.word(end) not in ("(", ":")
