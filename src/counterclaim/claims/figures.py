"""The figure of a phrase of people: its number, or one for "a soldier" and for a named person."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.claims.clause import Clause
from counterclaim.claims.mention import Mention
from counterclaim.claims.victims import HARM_NOUNS, described_as, group_of, is_person_word, is_thing_word, victim_tokens
from counterclaim.model import Group, Measure, Name, Number, Phrase, Quantifier, Report, Span

ONE_WORDS = frozenset({"a", "an", "the", "another", "his", "her", "its", "their", "my", "our", "your", "one", "this", "that"})
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
ONE_MORE = (["another"], ["one"], ["the", "other"], *([article, word] for word in ORDINALS for article in ("a", "an")))
PAIRS = frozenset({"couple", "pair", "duo", "twins"})  # two people where nothing is counted behind them
VAGUE_WORDS = (["most"], ["some"], ["many"], ["others"])
UNKNOWN = frozenset({"known", "unknown", "unclear"})
LONGEST_DOUBT = 5  # words behind "casualties" in which a text says that it does not know: "are not yet known"
PLURAL_WORDS = frozenset(
    "people men women children police troops policemen servicemen gunmen staff crew personnel military others media "
    "casualties family".split()
)
DEATHS = frozenset({"deaths", "fatalities", "bodies"})
BARE_VAGUE = frozenset({"casualties", "fatalities", "losses"})
# words of harm that make news of one person where they stand before the noun
ATTRIBUTIVE = frozenset("kidnapped abducted captured detained jailed imprisoned slain murdered assassinated arrested".split())
# what a name alone can be counted for; "Russia was injured" is not among the things that are said of persons
OF_NAMED = frozenset({Measure.KILLED, Measure.INJURED, Measure.DETAINED, Measure.ABDUCTED, Measure.RELEASED})
NAME_SIZES = (2, 3)  # words in most names of persons; longer ones may be a body's
NO_PERSON = frozenset({"place", "facility", "org", "outlet"})


@dataclass(frozen=True, slots=True)
class Figure:
    """The words of a figure with its bounds; `person` where a named person is counted as one."""

    span: Span
    low: int | None
    high: int | None
    quantifier: Quantifier
    approx: bool = False
    vague: bool = False
    person: bool = False
    core: Span | None = None


def figure_of(report: Report, clause: Clause, mention: Mention, numbers: tuple[Number, ...], names: tuple[Name, ...]) -> Figure | None:
    """The figure that a phrase states, or `None` where it states none ("killing civilians")."""
    phrase = mention.phrase
    start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
    if is_thing(clause, phrase) or (clause.word(phrase.first - 1) in ("but", "except") and clause.word(phrase.first - 2) == "all"):
        return None
    for number in numbers:
        if start <= number.core.start < end and number.share is None and not is_age(clause, phrase):
            return Figure(number.span, number.low, number.high, number.quantifier, number.approx, number.vague, core=number.core)
    if (worded := figure_in_words(report, clause, phrase)) is not None:
        return worded
    return figure_of_persons(report, clause, phrase, names) if is_one(clause, phrase, mention, names) else None


def figure_in_words(report: Report, clause: Clause, phrase: Phrase) -> Figure | None:
    """The figure of a phrase that counts without a numeral: "casualties", "some villagers", "another", "both men", "one of the men"."""
    first, head, words = clause.tokens[phrase.first], clause.word(phrase.head), words_of(clause, phrase)
    whole = report.span(first.start, clause.tokens[phrase.last - 1].end)
    if is_bare_loss(report, clause, phrase):
        before = clause.tokens[phrase.first - 1] if phrase.first else None
        if before is not None and before.lower == "without":
            return Figure(report.span(before.start, whole.end), 0, 0, Quantifier.EXACT)
        return Figure(whole, None, None, Quantifier.VAGUE, vague=True)
    if first.lower == "some" and first.tag == "DET" and is_person_word(head) and is_plural(head):
        return Figure(report.span(first.start, first.end), None, None, Quantifier.VAGUE, vague=True)
    if words in VAGUE_WORDS:
        return Figure(whole, None, None, Quantifier.VAGUE, vague=True)
    if words in ONE_MORE or (head == "one" and clause.word(phrase.last) == "of"):
        return Figure(whole, 1, 1, Quantifier.EXACT)
    if head in PAIRS and clause.word(phrase.last) != "of":
        return Figure(whole, 2, 2, Quantifier.EXACT)
    if first.lower == "both" and (is_person_word(head) or head in DEATHS):
        return Figure(report.span(first.start, first.end), 2, 2, Quantifier.EXACT)
    return None


def is_bare_loss(report: Report, clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is "casualties" or the like, of which a text says neither whose nor that it knows of none."""
    words = words_of(clause, phrase)
    after = {clause.word(k) for k in range(phrase.last, phrase.last + LONGEST_DOUBT)}
    return (
        clause.word(phrase.head) in BARE_VAGUE
        and clause.word(phrase.last) != "at"  # "put fatalities at 40"
        and not (UNKNOWN & (after | set(words)) or "how" in words)
        and not report.text[clause.sentence.start : clause.sentence.end].endswith(":")
        and clause.tag(phrase.first) not in ("DET", "POSS")
        and "'s" not in words
    )


def figure_of_persons(report: Report, clause: Clause, phrase: Phrase, names: tuple[Name, ...]) -> Figure:
    """One for "a soldier" and for each person named; a name that touches its description belongs to the words."""
    start, end = clause.tokens[phrase.first].start, clause.tokens[phrase.last - 1].end
    named = clause.tag(phrase.last - 1) == "PROPN" and any(n.span.start < end and start < n.span.end and is_persons(n) for n in names)
    who = victim_tokens(clause, phrase)
    named = named and not (who and group_of(clause, *who) is Group.OFFICIALS)  # an office-holder is no private person
    end = max(end, clause.tokens[who[1] - 1].end) if who else end
    if clause.word(phrase.last) in ("named", "called") and (name := clause.begins.get(phrase.last + 1)):
        named, end = True, clause.tokens[name.last - 1].end  # "a boy named …"
    size = names_in(clause, phrase)
    return Figure(report.span(start, end), size, size, Quantifier.EXACT, person=named)


def names_in(clause: Clause, phrase: Phrase) -> int:
    """How many persons a phrase names: "A, B and C"."""
    marks = [k for k in range(phrase.first, phrase.last) if clause.word(k) in (",", "and")]
    return 1 + sum(k + 1 not in marks for k in marks)


def words_of(clause: Clause, phrase: Phrase) -> list[str]:
    """The lower-case words of a phrase."""
    return [clause.word(k) for k in range(phrase.first, phrase.last)]


def is_thing(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase, or what it counts ("thousands of chickens"), is no people."""
    head = clause.word(phrase.head)
    if clause.tag(phrase.last - 1) == "NUM" and clause.word(phrase.last) == "of":
        inner = clause.begins.get(clause.skip(phrase.last + 1, 1))
        head = clause.word(inner.head) if inner else head
    return is_thing_word(head)


def is_one(clause: Clause, phrase: Phrase, mention: Mention, names: tuple[Name, ...]) -> bool:
    """Whether a phrase without a number is one person: a singular noun with its article, or a name."""
    head = clause.word(phrase.head)
    words = words_of(clause, phrase)
    if mention.rule == "word of harm inside the phrase" and not ATTRIBUTIVE & set(words):
        return False  # "the missing person" is spoken of before; "a kidnapped mayor" is news
    if clause.tag(phrase.head) == "PRON" or head in HARM_NOUNS:
        return False
    people = [w for w in words if is_person_word(w)]
    if clause.tag(phrase.head) == "PROPN":
        if len(people) == len(words):
            return False  # "put Somali dead at 40"
        return is_named_person(clause, phrase, mention, names, bool(people))
    compound = is_person_word(" ".join(words[-2:]))  # "a flight attendant"
    if not (is_person_word(head) or compound or head.endswith("-year-old")) or is_plural(head):
        return False
    return words[0] in ONE_WORDS or clause.tag(phrase.first) in ("PROPN", "ADJ") or "'s" in words


def is_plural(word: str) -> bool:
    """Whether a word for people names several."""
    return word in PLURAL_WORDS or (word.endswith("s") and not word.endswith("ss")) or word.endswith(("men", "women"))


def is_age(clause: Clause, phrase: Phrase) -> bool:
    """Whether a figure stands alone in brackets behind a name, as ages do: "Ali Hasan (45) and his wife"."""
    alone = phrase.last == phrase.first + 1 and clause.word(phrase.first - 1) == "(" and clause.word(phrase.last) == ")"
    return alone and clause.tag(phrase.first - 2) == "PROPN"


def is_named_person(clause: Clause, phrase: Phrase, mention: Mention, names: tuple[Name, ...], described: bool) -> bool:
    """Whether the name that a phrase ends in is a person's: a title or description before it, or two words of unknown kind."""
    if mention.measure not in OF_NAMED:
        return False
    last = clause.tokens[phrase.last - 1]
    name = next((n for n in names if n.span.start <= last.start < n.span.end), None)
    if name is None:
        return False
    if name.label in NO_PERSON or (is_person_word(last.lower) and is_plural(last.lower)):
        return False  # "captured Ukrainians" are no person
    size = len(name.span.text.split())
    apposed = described_as(clause, phrase) is not None
    return (
        described
        or name.label == "person"
        or (apposed and size > 1)
        or (size in NAME_SIZES and clause.tag(phrase.first) == "PROPN" and clause.word(phrase.first) != "the")
    )


def is_persons(name: Name) -> bool:
    """Whether a name can be a person's: not a place's or body's, and more than a word for a people ("a Palestinian")."""
    return name.label not in NO_PERSON and not is_person_word(name.span.text.lower())
