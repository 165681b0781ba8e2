"""Figures at which a toll stands ("the death toll rises to 45"), and bare figures that answer one before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.claims.clause import Clause, beside_after, counts
from counterclaim.claims.harms import PERHAPS, UNREAL, find_harms
from counterclaim.claims.mention import STANDS_AT, Mention
from counterclaim.model import Measure, Phrase

TOLL_TO = frozenset(
    "to at of is was stands stood reached reaches exceeds exceeded passes passed surpasses surpassed tops topped as : now "
    "were number numbered numbers are".split()
)
PUTTING = frozenset("put puts putting place places placed set sets estimated estimates gave gives".split())
SPEAKING = frozenset("spoken spoke speaks speak talked talks wrote writes knew knows know boasts boasted instead".split())
COUNTING = frozenset(
    "count counted counts verified verifies acknowledged acknowledges acknowledge admitted admits confirmed confirms documented documents "
    "recorded records claimed claims gives give gave giving list lists listed listing holds holding registers registered reports reported "
    "thinks estimates estimated".split()
)
# what a bare figure can be said of: "the figure was 40", "in March they were 51,000", "there was one"
POINTING = frozenset({"it", "they", "there", "that", "this"})
COUNT_NOUNS = frozenset("number numbers figure figures total totals count counts toll tolls tally balance".split())
REACH = 6  # words between such a subject and its verb: "the number of arrivals in May was 900"
# words that set a figure beside another: "up from 9", "compared with 40"
COMPARING = frozenset(
    (before, earlier)
    for before, words in (
        ("from", "up down revised corrected"),
        ("to", "up down corrected revised compared rose risen rises"),
        ("with", "compares compared"),
        ("than", "rather"),
    )
    for earlier in words.split()
)
IN_HOSPITAL = re.compile(
    r"(?:are |is |remain |remains |still )*in (?:an? |the )?(?:critical|serious|stable|grave)? ?(?:condition|hospital|intensive care)\b"
)
COUNTS = frozenset({"number", "count", "tally"})
STATES = {
    "dead": Measure.KILLED,
    "killed": Measure.KILLED,
    "wounded": Measure.INJURED,
    "injured": Measure.INJURED,
    "missing": Measure.MISSING,
    "displaced": Measure.DISPLACED,
    "losses": Measure.KILLED,
}


def standing_tolls(clause: Clause) -> Iterator[Mention]:
    """ "the death toll rises to 45", "bringing the number of injured to 60"."""
    for k, token in enumerate(clause.tokens):
        if token.lower == "toll" and clause.word(k - 1) not in ("heavy", "a"):
            measure = Measure.INJURED if clause.word(k - 1) in ("injury", "injured") else Measure.KILLED
        elif token.lower in STATES and (is_head(clause, k) or counts_next(clause, k)):
            measure = STATES[token.lower]
        elif token.lower in COUNTS and clause.word(k + 1) == "of":
            found = next((h for h in find_harms(clause) if k < h.at <= k + 8), None)
            if found is None:
                continue
            measure = found.measure
        else:
            continue
        phrase = figure_after(clause, k)
        if phrase is not None:
            yield Mention(phrase, measure, k, STANDS_AT)
            yield from (Mention(p, measure, k, STANDS_AT) for p in beside_after(clause, phrase) if counts(clause, p))


def figure_after(clause: Clause, k: int) -> Phrase | None:
    """The phrase with the figure at which a toll stands; of "from 30 to 45" the second."""
    for phrase in clause.sentence.phrases:
        if phrase.first <= k or not counts(clause, phrase):
            continue
        before = clause.skip(phrase.first - 1, -1)
        if clause.word(before) in TOLL_TO or before == k:
            return phrase
        if clause.word(before) != "from":
            return None
    return None


def in_hospital(clause: Clause) -> Iterator[Mention]:
    """People in hospital are injured: "with 19 in critical condition", "169 in hospital"."""
    for phrase in clause.sentence.phrases:
        after = " ".join(clause.word(k) for k in range(phrase.last, phrase.last + 4))
        if counts(clause, phrase) and IN_HOSPITAL.match(after):
            yield Mention(phrase, Measure.INJURED, phrase.last, "in hospital")


def counts_next(clause: Clause, k: int) -> bool:
    """Whether a state stands before its bare figure, as in notes: "dead 8 so far, wounded 14"."""
    following = clause.begins.get(k + 1)
    bare = following is not None and clause.tag(following.last - 1) == "NUM"
    return bare and clause.word(k) in ("dead", "missing") and clause.tag(k - 1) in ("PUNCT", "", "CC")


def is_head(clause: Clause, k: int) -> bool:
    """Whether a state is a noun here: "put [the dead] at 31", "the bakery's [dead] number 19"."""
    return (clause.tag(k - 1) == "POSS" or clause.word(k - 1) in ("the", "its", "their", "own")) and clause.tag(k + 1) not in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
    )


def bare_figures(clause: Clause, said: frozenset[int]) -> Iterator[Phrase]:
    """Figures without a noun or a word of harm, answering one before: "the army puts it at 10,000", "by noon it was 21", "up from 9".

    `said` holds the code points where what somebody says begins: a figure that opens it ("the union, [160]") answers too.
    """
    for phrase in clause.sentence.phrases:
        if is_bare(clause, phrase) and is_real(clause, phrase) and (opens_words(clause, phrase, said) or answers_before(clause, phrase)):
            yield phrase


def is_real(clause: Clause, phrase: Phrase) -> bool:
    """Whether no word near a figure makes it one that may come: "it could be 40"."""
    return not any(clause.word(k) in UNREAL for k in range(max(0, phrase.first - REACH), phrase.last + 3))


def is_bare(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a figure and nothing else, and counts no hours, per cent or parts of something."""
    after = clause.word(phrase.last)
    of_them = after == "of" and clause.word(phrase.last + 1) in ("them", "these", "those")
    if not counts(clause, phrase) or clause.tag(phrase.last - 1) != "NUM" or (after == "of" and not of_them) or after in PERHAPS:
        return False
    return after not in ("%", "-", "–", "/", "per", "percent", "x", "°", "°C") and clause.word(phrase.first - 1) not in (
        "$",
        "€",
        "£",
        "#",
        "aged",
        "-",
    )


def opens_words(clause: Clause, phrase: Phrase, said: frozenset[int]) -> bool:
    """Whether what somebody says begins with the figure, a quotation mark aside."""
    first = clause.skip(phrase.first - 1, -1, ("QUOTE",)) + 1
    return any(clause.tokens[k].start in said for k in range(first, phrase.first + 1))


def answers_before(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words before a bare figure set it beside a count that stands before."""
    j = clause.skip(phrase.first - 1, -1)
    before, earlier = clause.word(j), clause.word(clause.skip(j - 1, -1))
    if before == "at":
        return any(clause.word(i) in PUTTING for i in range(max(0, j - 6), j))
    if before == "of":
        return earlier in SPEAKING
    if before in ("is", "was", "were", "are", "be", "been", "read", "reads"):
        return earlier in POINTING or any(clause.word(i) in COUNT_NOUNS for i in range(max(0, j - REACH), j))
    if before in ("from", "against", "with", "to", "than"):
        return (before, earlier) in COMPARING or (before == "against" and clause.word(j - 1) in (",", "as", ""))
    if before == "not":
        return clause.word(j - 1) in (",", "and")
    return (
        before in COUNTING
        or (before == "that" and earlier in ("make", "makes"))
        or (before == "makes" and earlier in ("that", "it", "this"))
    )
