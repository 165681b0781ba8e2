"""Figures of people that no rule of grammar placed, in a sentence that tells harm: they count the nearest harm of their part of it.

Long reports set figures loosely beside what they count ("Dead 8 so far, 14 hurt"). A figure is left alone where it may be an age, a time, a
share, a vote, a number in a list, or belong to something that has not happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.claims.clause import BE, Clause, counts, has_own_verb, is_age_of_one
from counterclaim.claims.harms import UNREAL, Harm, find_harms, is_hypothetical
from counterclaim.claims.mention import LEFT_OVER, Mention
from counterclaim.claims.victims import ADULT, HARM_NOUNS, is_person_word, is_thing_word
from counterclaim.model import Number, Phrase, Span

NO_FIGURE = frozenset({"one", "none", "nobody", "nothing", "zero", "another", "a", "an"})  # alone these are pronouns as often as figures
COUNT_WORDS = frozenset("total toll count number figure tally balance now only just another least most some nearly about".split())
TIME = re.compile(r"\d{1,2}[.:]\d\d$|\d{1,2}(?:st|nd|rd|th)$|0\d")
OLDEST = 110  # years; larger figures are no ages
# what stands before people who are told beside others: "…, eight farmers", "with 40 civilians"; behind a verb they may be anybody
BESIDE = frozenset(
    ["", ",", "and", "or", "(", ":", "–", "—", "-", "|", "[", "with", "plus", "where", "while", "that", "including", "therein"]
)
PENALTY = frozenset({"penalty", "sentence", "sentences", "sentenced", "row"})
CLOSE = 4  # words behind a figure in which its own word of harm stands
ROOM = frozenset("room built space capacity beds meant designed made".split())  # "a ward built for 90"
DEALT_WITH = frozenset("downed intercepted launched destroyed fired detonated".split())  # drones and shells, no people
SETTLEMENTS = frozenset("town village city hamlet island settlement township suburb".split())  # "a town of 9,000"
FAR = 14  # words between a figure and a word of harm; farther ones belong to something else


def left_over(clause: Clause, numbers: tuple[Number, ...], taken: set[int], tellers: tuple[Span, ...]) -> Iterator[Mention]:
    """The figures of a sentence that count people harmed and whose number does not begin at a code point in `taken`."""
    harms = [h for h in find_harms(clause) if not is_hypothetical(clause, h.at)]
    for phrase in clause.sentence.phrases if harms else ():
        start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
        number = next((n for n in numbers if start <= n.core.start < end and n.share is None), None)
        if number is None or number.span.start in taken or any(t.start < end and start < t.end for t in tellers):
            continue
        harm = nearest_harm(clause, phrase, harms)
        described = clause.tag(phrase.last) in ("VED", "VING", "ADJ") and phrase.last not in {h.at for h in harms}
        if harm is not None and not described and may_count(clause, phrase, number):
            yield Mention(phrase, harm.measure, harm.at, LEFT_OVER)


def nearest_harm(clause: Clause, phrase: Phrase, harms: list[Harm]) -> Harm | None:
    """The word of harm right behind a figure, else the nearest in its part of the sentence; parts end at a semicolon."""
    first = max((k for k in range(phrase.first) if clause.word(k) == ";"), default=-1)
    last = next((k for k in range(phrase.last, len(clause.tokens)) if clause.word(k) == ";"), len(clause.tokens))
    inside = any(phrase.first <= h.at < phrase.last for h in harms)
    if inside or any(clause.word(k) in UNREAL | PENALTY for k in range(first + 1, last)):
        return None
    near = [h for h in harms if first < h.at < last and abs(h.at - phrase.head) <= FAR]
    behind = next((h for h in near if phrase.last <= h.at < phrase.last + CLOSE), None)
    return behind or min(near, key=lambda h: abs(h.at - phrase.head), default=None)


def may_count(clause: Clause, phrase: Phrase, number: Number) -> bool:
    """Whether a figure can count people: it stands with a word for people, or alone and is no age, time, share or mark."""
    before, after = clause.word(clause.skip(phrase.first - 1, -1)), clause.skip(phrase.last, 1)
    if clause.tag(phrase.last - 1) == "NUM":
        of_people = clause.word(phrase.last) == "of" and clause.word(phrase.last + 1) not in ("them", "these", "those", "whom", "which")
        return stands_alone(clause, phrase, number) and not (of_people and before not in BESIDE)
    if not is_person_word(clause.word(phrase.head)) or before not in BESIDE or is_one_and_one(clause, phrase):
        return False
    return clause.word(after) in BE or not (has_own_verb(clause, phrase) or clause.tag(after) in ("VERB", "VED"))


def is_one_and_one(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase only describes two who are counted already: "two workers – one Irish and [one Kenyan] – were seized"."""
    k = phrase.first
    return clause.word(k) == "one" and clause.word(k - 1) == "and" and "one" in (clause.word(k - 3), clause.word(k - 4))


def stands_alone(clause: Clause, phrase: Phrase, number: Number) -> bool:
    """Whether a figure without a noun is a count by what stands around it."""
    word, before, after = number.core.text.lower(), clause.word(phrase.first - 1), clause.word(phrase.last)
    if word in NO_FIGURE or TIME.match(number.core.text) or after in ("%", "/", "|", ")", ":", "per", "x", "times"):
        return False
    measured = (before == "of" and clause.word(phrase.first - 2) in SETTLEMENTS) or (
        before == "for" and clause.word(phrase.first - 2) in ROOM
    )
    if after in DEALT_WITH or measured or is_share(clause, phrase) or is_years(clause, phrase, number):
        return False
    following = clause.begins.get(phrase.last)
    if following is not None and is_thing_word(clause.word(following.head)):
        return False
    named = clause.tag(phrase.first - 1) in ("NOUN", "PROPN") and before not in COUNT_WORDS | HARM_NOUNS and not is_person_word(before)
    return not named and before not in ("$", "€", "£", "#", "(", "than", "under", "aged")


def is_share(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure is part of a share or a vote: "one in six", "13 votes to none", "6 of 19"."""
    after, beyond = clause.word(phrase.last), clause.tag(phrase.last + 1)
    before, farther = clause.word(phrase.first - 1), clause.tag(phrase.first - 2)
    return (after in ("in", "to", "of") and beyond == "NUM") or (before in ("in", "to", "of") and farther == "NUM")


def is_years(clause: Clause, phrase: Phrase, number: Number) -> bool:
    """Whether a figure may be somebody's age: "a driver, 33, sleeps", "a boy of nine", "he was 22", "was 83 when"."""
    years = number.low if number.low is not None else number.high
    if years is None or years > OLDEST:
        return False
    if number.low is None and years <= ADULT:
        return True  # "six of them were under ten"
    before, after, at = clause.word(phrase.first - 1), clause.word(phrase.last), phrase.first - 2
    between = before == "," and after in (",", "", ".") and not counts_before(clause, at)
    owned = before in BE and (clause.word(at) in ("he", "she", "youngest", "oldest") or clause.tag(at) == "PROPN" or after == "when")
    return between or is_age_of_one(clause, phrase) or owned or are_ages(clause, phrase)


def are_ages(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure is one of "brothers of 16 and 17"."""
    k = phrase.first - 1
    k -= 2 * (clause.word(k) == "and" and clause.tag(k - 1) == "NUM" and clause.word(k - 2) == "of")
    paired = k < phrase.first - 1 or (clause.word(phrase.last) == "and" and clause.tag(phrase.last + 1) == "NUM")
    return (
        paired and clause.word(k) == "of" and is_person_word(clause.word(k - 1)) and clause.word(k - 1).endswith(("s", "men", "children"))
    )


def counts_before(clause: Clause, at: int) -> bool:
    """Whether the phrase that ends at a token holds a figure: "three dead, 14, …"."""
    phrase = clause.ends.get(at + 1)
    return phrase is not None and counts(clause, phrase)
