"""Figures in a text: numerals with their bounds, ranges, shares, zero, and words without a numeral (codebook, "toll").

A numeral that counts nothing (a year, a time, an age, money, a distance, part of a name) is no figure; nor are "a couple of" and "a few":
they are words without a numeral. Articles that stand for one ("a soldier was killed") are read elsewhere.
"""

from __future__ import annotations

from functools import cache

from counterclaim.model import Number, Quantifier, Unit
from counterclaim.reading.numerals import NUMERALS, SCALES, UNITS, Figure, Text, cut, figure_at, table, words_of
from counterclaim.reading.other_uses import DASHES, PERSONS, other_use, people_follow, skip_joined
from counterclaim.vocabulary import load_vocabulary

_BEFORE, _AFTER = ({words: Quantifier(value) for words, value in table(kind).items()} for kind in ("before", "after"))
_VAGUE, _MULTIPLIERS, _ZERO = (table(kind) for kind in ("vague", "multiplier", "zero"))
_FRACTIONS = {words[0]: int(value) for words, value in table("fraction").items()}
_BETWEEN, _PLURALS, _BEFORE_HARM, _HARM, _MEASURES, _HOUSEHOLDS = (
    words_of(kind) for kind in ("between", "plural", "before harm", "harm", "measure", "household")
)
_LONGEST_BOUND = max(map(len, _BEFORE))
_ARTICLES = frozenset({"a", "an", "the"})
_FIRST_WORDS = (
    frozenset(words[0] for phrases in (_VAGUE, _MULTIPLIERS, _ZERO) for words in phrases)
    | {"no"}
    | NUMERALS
    | frozenset(_FRACTIONS)
    | _PLURALS
    | _BEFORE_HARM
) - _ARTICLES
_AFTER_ARTICLE = (
    frozenset(words[1] for phrases in (_VAGUE, _MULTIPLIERS) for words in phrases if words[0] in _ARTICLES)
    | frozenset(SCALES)
    | frozenset(_FRACTIONS)
)

_APPROX = frozenset({Quantifier.ABOUT, Quantifier.NEARLY})
_OPEN_ABOVE = frozenset({Quantifier.AT_LEAST, Quantifier.MORE_THAN})
_OPEN_BELOW = frozenset({Quantifier.UP_TO, Quantifier.FEWER_THAN})

_GROWTH, _SPREAD = (words_of(kind) for kind in ("growth", "spread"))
_CHARGES = frozenset(table("charge"))
_AFTER_VAGUE = PERSONS | {"of", "more", "feared", "are", "were", "was", "is", "have", "has", "had", "remain", "remained", "died", "die"}
_NO_NOUN = frozenset(
    {"of", "on", "about", "in", "from", "for", "that", "to", "the", "at", "by", "with", "and", "or", "but", "longer", "more", "than"}
)


def find_numbers(text: str) -> tuple[Number, ...]:
    """text -> its figures in text order, none overlapping (codebook, "toll": quantifier, low, high, approx, vague).

    `span` holds the bound words, `core` the figure alone. "Another 30", "30 more" are 30; "a couple of" and "a few" are vague.
    """
    words = cut(text)
    found: list[Number] = []
    unread = floor = 0  # words before `unread` are done with; bounds reach back to `floor`
    for k, word in enumerate(words.lower):
        if k >= unread and (word in _FIRST_WORDS or word[0].isdecimal() or (word in _ARTICLES and words.at(k + 1) in _AFTER_ARTICLE)):
            number, unread = _number_at(words, k, floor)
            if number is not None:
                found.append(number)
                floor = unread
    return tuple(found)


def _number_at(words: Text, k: int, floor: int) -> tuple[Number | None, int]:
    """The number that begins at word `k`, and the first word after what was read."""
    if not words.lower[k][0].isdecimal():
        for read in (_zero, _fraction, _vague):
            number = read(words, k, floor)
            if number is not None:
                return number
    figure = figure_at(words, k)
    return (None, k) if figure is None else _counted(words, figure, floor)


# ---------------------------------------------------------------- words without a numeral


def _zero(words: Text, k: int, floor: int) -> tuple[Number, int] | None:
    """ "No one", "nobody", and "no" before people or casualties, with a word between at most two."""
    known = words.phrase(_ZERO, k, 3)
    if known is None and words.lower[k] == "no":
        for noun in range(k + 1, min(k + 5, len(words.lower))):
            if words.at(noun) in PERSONS or words.at(noun) in _people():
                known = k + 1, ""
                break
            if words.at(noun) == "or" and noun > k + 1:
                continue  # "no military or civilian casualties"
            if words.at(noun) in _NO_NOUN or not words.at(noun).isalpha() or words.at(noun) in NUMERALS:
                break
    if known is None:
        return None
    span = words.span(k, known[0])
    return Number(span, span, 0, 0, Quantifier.EXACT), known[0]


@cache
def _people() -> frozenset[str]:
    """The words for people of `data/groups.tsv`."""
    return frozenset(row["word"] for row in load_vocabulary("groups"))


def _vague(words: Text, k: int, floor: int) -> tuple[Number, int] | None:
    last = _vague_end(words, k)
    if last is None:
        return None
    following = last + 1 if words.at(last) == "of" else last
    if words.at(following) in _MEASURES:
        return None
    span = words.span(k, last)
    return Number(span, span, None, None, Quantifier.VAGUE, vague=True), last


def _vague_end(words: Text, k: int) -> int | None:
    if words.at(k) == "scores" and words.at(k + 1) not in _AFTER_VAGUE:
        return None  # the verb
    if words.at(k) in _PLURALS:
        return _plurals(words, k)
    multiplier = words.phrase(_MULTIPLIERS, k, 3)
    if multiplier:
        last = multiplier[0]
        if words.at(last) in _PLURALS:
            return _plurals(words, last)
        if words.at(last) in SCALES:
            while words.at(last) in SCALES:
                last += 1
            return last
    if words.at(k) == "many" and words.at(k - 1) in ("how", "as"):
        return None
    known = words.phrase(_VAGUE, k, 4)
    if known and (not known[1] or words.at(known[0]) in _AFTER_VAGUE):
        return known[0]
    return k + 1 if words.at(k) in _BEFORE_HARM and _before_harm(words, k) else None


def _plurals(words: Text, k: int) -> int:
    """ "Hundreds of thousands": where it ends."""
    while words.at(k + 1) == "of" and words.at(k + 2) in _PLURALS:
        k += 2
    return k + 1


def _before_harm(words: Text, k: int) -> bool:
    """ "Mass casualties", "any civilian deaths"; not the "more" of "15 more deaths"."""
    if words.at(k - 1) in NUMERALS or words.at(k - 1)[:1].isdecimal():
        return False
    return words.at(k + 1) in _HARM or (words.at(k + 1).isalpha() and words.at(k + 1) not in _NO_NOUN and words.at(k + 2) in _HARM)


def _fraction(words: Text, k: int, floor: int) -> tuple[Number, int] | None:
    """ "Two thirds of", "half the", "a quarter of", "one in five people": a share in per cent."""
    if words.at(k) == "one" and words.at(k + 1) == "in":
        figure = figure_at(words, k + 2) if k + 2 < len(words.lower) else None
        if figure and figure.value >= 2 and words.at(figure.last) in PERSONS:
            return _shared(words, k, figure.last, 100 / figure.value, floor)
        return None
    over, part = (1, k) if words.at(k) == "half" else (1 if words.at(k) == "a" else UNITS.get(words.at(k), 0), k + 1)
    part += words.at(part) in DASHES
    under = _FRACTIONS.get(words.at(part))
    if under is None or not 0 < over < under or words.at(part + 1) not in (("of", "the", "its", "their") if under == 2 else ("of",)):
        return None
    return _shared(words, k, part + 1, 100 * over / under, floor)


def _shared(words: Text, first: int, last: int, value: float, floor: int) -> tuple[Number, int]:
    value = round(value, 1)
    return _built(words, first, last, (value, value), floor, share=True)


# ---------------------------------------------------------------- numerals


def _counted(words: Text, figure: Figure, floor: int) -> tuple[Number | None, int]:
    """A figure or a range with its bounds; nothing where it counts nothing, with all that is joined to it ("aged 3, 5 and 8")."""
    upper = _range(words, figure)
    last = upper or figure
    use = other_use(words, figure, last, bounded=bool(_bounds(words, figure.first, floor)[1]))
    if use:
        return None, skip_joined(words, last.last, use)
    if upper and figure.value >= upper.value:
        return None, upper.last  # a vote or a score
    share = _percent(words, last.last)
    if share:
        return _built(words, figure.first, share, (float(figure.value), float(last.value)), floor, share=True)
    if (figure.doubtful or last.doubtful) and not people_follow(words, last.last):
        return None, last.last
    low, high = _scaled(words, figure, last), last.value
    if low != int(low) or high != int(high):
        return None, last.last
    return _built(words, figure.first, last.last, (int(low), int(high)), floor)


def _percent(words: Text, k: int) -> int | None:
    """Where a per cent sign or word at `k` ends."""
    if words.at(k) in ("%", "percent", "pct"):
        return k + 1
    return k + 2 if words.lower[k : k + 2] == ("per", "cent") else None


def _scaled(words: Text, low: Figure, high: Figure) -> float:
    """The lower end of a range; in "2 to 3 million" the scale word holds for both."""
    scale = SCALES.get(words.at(high.last - 1), 1)
    return low.value * scale if low is not high and not low.scaled and low.value * scale < high.value else low.value


def _range(words: Text, low: Figure) -> Figure | None:
    """The upper end of a range that `low` begins: "5 to 8", "5-8", "between 5 and 8", "two or three"."""
    joint = _percent(words, low.last) or low.last
    joiner, opener = words.at(joint), words.at(low.first - 1)
    dash = joiner in DASHES and words.glued(joint) and words.glued(joint + 1)
    if not (dash or joiner in ("to", "or") or (joiner == "and" and opener == "between")):
        return None
    high = figure_at(words, joint + 1) if joint + 1 < len(words.lower) else None
    if high is None or words.at(joint + 1) in ("a", "an", "half"):
        return None
    if dash:
        return high
    changes = opener in ("by", "to") or (opener == "from" and not _spreads(words, low.first))
    return None if changes or _scaled(words, low, high) >= high.value else high


def _spreads(words: Text, k: int) -> bool:
    """Whether "from … to …" at `k` spans a range of estimates, not a change ("rose from 5 to 8")."""
    before = words.lower[max(0, k - 6) : k]
    return not _SPREAD.isdisjoint(before) and _GROWTH.isdisjoint(before)


def _bounds(words: Text, first: int, floor: int) -> tuple[int, list[Quantifier]]:
    """Where the bound words before a figure begin, and what they say, nearest first ("up to about 40")."""
    marks: list[Quantifier] = []
    last = first
    while last > floor:
        known = _bound_ending(words, last, floor)
        if known:
            first = last = known[0]
            marks.append(known[1])
        elif words.at(last - 1) in _BETWEEN:
            last -= 1
        else:
            break
    return first, marks


def _bound_ending(words: Text, last: int, floor: int) -> tuple[int, Quantifier] | None:
    """The longest bound that ends before word `last`: where it begins, and what it says."""
    for k in range(max(floor, last - _LONGEST_BOUND), last):
        mark = _BEFORE.get(words.lower[k:last])
        if mark:
            return None if words.lower[max(0, k - 1) : last] in _CHARGES else (k, mark)
    return None


def _built(words: Text, first: int, last: int, ends: tuple[float, float], floor: int, *, share: bool = False) -> tuple[Number, int]:
    """The number whose figure is words `[first, last)`, with the bounds around it, and where it ends."""
    ranged = ends[0] != ends[1]
    opener = ranged and (words.at(first - 1) == "between" or (words.at(first - 1) == "from" and _spreads(words, first)))
    start, marks = _bounds(words, first - opener, floor)
    after = words.phrase(_AFTER, last, 2)
    end = last
    if after and (words.at(last) == "or" or words.glued(last)):
        end, mark = after
        marks.append(mark)
    bound = next((mark for mark in marks if mark not in _APPROX), None)
    quantifier = Quantifier.RANGE if ranged else bound or next(iter(marks), Quantifier.EXACT)
    low = None if bound in _OPEN_BELOW and not ranged else ends[0]
    high = None if bound in _OPEN_ABOVE and not ranged else ends[1]
    number = Number(
        span=words.span(start, end),
        core=words.span(first, last),
        low=None if share or low is None else int(low),
        high=None if share or high is None else int(high),
        quantifier=quantifier,
        approx=any(mark in _APPROX for mark in marks),
        unit=Unit.HOUSEHOLD if words.at(end) in _HOUSEHOLDS or words.at(end + 1) in _HOUSEHOLDS else Unit.PERSON,
        share=(low, high) if share else None,
    )
    return number, end
