"""Makes a relation of words that say who belongs with whom: "X-backed Y", "Y, backed by X", "X's armed wing, Y", "forces loyal to X".

Only what is said to be so now: former allies, plans and hopes make none. Such words mostly stand beside the point. Inside what somebody
says they are that speaker's only where they are what is said ("the rebels are backed by X"); elsewhere it stays unresolved whose they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.victims import groups
from counterclaim.claims.voices import NOT_TELLING, Word, extent_said, word_of
from counterclaim.model import (
    Actor,
    Claim,
    Evidence,
    Phrase,
    Relation,
    RelationKind,
    Report,
    Sentence,
    Span,
    Spans,
    Statement,
    Token,
    Voice,
    digest,
    within,
)
from counterclaim.vocabulary import load_vocabulary

TIED = r"(?<![\w-])(?P<tied>(?:[A-Z][\w.’']*\s)*(?:[\w’']+-)*(?:[A-Z][\w.’']*|rebel|government|opposition|militant|insurgent|regime))"
NOW = r"(?:\s(?:also|reportedly|allegedly|largely|mostly|currently|now|still|both|partly|formally|openly))*"
COPULA = rf"(?:,?\s(?:who|which|that))?\s(?:is|are|was|were){NOW}"
# "as part of" tells how something is done; ", and three members of" begins something new
NOT_NOW = (
    r"(?!former|previous|ex-|erstwhile|onetime|once|not\b|no\b|never|longer|as\b|for\b|to\b|and\b|but\b|or\b|while\b|when\b|where\b|after\b"
    r"|with\b|by\b|two\b|three\b|four\b|five\b|six\b|several\b|some\b|many\b|all\b|most\b|\d|[\w-]+ing\b)"
)
KIN = rf"(?:\s(?:an?|the|its|their|one of the))?(?:\s{NOT_NOW}[\w-]+){{0,2}}"
FORMS = {
    "compound": TIED + r"-(?P<cue>{words})(?=\s[\w“\"])",
    "prefix": r"(?<![\w-])(?P<cue>(?i:{words}))-(?P<tied>(?:[A-Z][\w.’'-]*|government|regime|opposition))(?=\s\w)",
    "behind": rf"(?:{COPULA}|,?\s(?:who|which|that){NOW}|,{NOW}|{NOW})\s(?P<cue>{{words}})\s",
    "noun": rf"(?:{COPULA}|,){KIN}\s(?P<cue>{{words}})\s",
    "people": r"(?P<cue>(?<=\b){words})\s",
    "owner": r"(?:['’]s|['’])\s(?:" + NOT_NOW + r"[\w-]+\s)?(?P<cue>{words})(?:\sin\s[A-Z]\w+)?,?\s(?=(?:the\s)?[A-Z])",
    "shared": r",?\sand\s(?:its|their|his|her)\s(?:" + NOT_NOW + r"[\w-]+\s)??(?P<cue>{words})\s(?=(?:the\s)?[A-Z])",
    "verb": rf"(?:\s(?:who|which|that))?{NOW}\s(?P<cue>{{words}})\s",
}
COUNTING = re.compile(r"(?:(?:The|A|An|Some|Several|Many|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Twelve|Hundreds|Other)\s)+")
AFTER_PREPOSITION = re.compile(r"\b(?:of|in|from|at|on|near|against|to|for|with|by|into|inside)\s+$", re.IGNORECASE)
MAIN = re.compile(r"(?:who|which|that)\b|,|[’']")  # a clause beside the point
NO_PARTY = frozenset(
    "semitic semitism muslim muslims mafia islam islamic jewish christian western fascist nazi terrorism terror apartheid corruption "
    "narcotics".split()
)
PARTIES = frozenset(
    "force forces group groups movement government governments regime army armies militia militias coalition alliance faction "
    "factions party parties administration authorities council organization organisation front troops side gang network cell "
    "cells media channel newspaper outlet lawmaker lawmakers legislator legislators politician politicians president minister "
    "leader leaders people brigade brigades battalion unit units parliament state states country countries bloc bodies body "
    "wing navy police".split()
)
PLACES = frozenset(
    "town towns city cities village villages area areas region regions territory territories position positions district "
    "districts province provinces base bases airport prison hospital hospitals camp camps school schools station building "
    "buildings enclave part parts land lands neighbourhood neighborhood suburb suburbs hilltop hill hills hills border "
    "crossing road site island islands port capital valley airbase stronghold ministry ministries".split()
)
VERBAL = frozenset({"VERB", "VED", "VING", "AUX", "ADV"})
UNDERTAKINGS = frozenset("operation battle war treaty plan festival summit day night series celebrations project".split())
COUNTRY = 6  # UCDP's precision of a country: what is finer is no party
LONGEST = 90  # code points of one side; a longer one was cut wrongly


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation as it stands in a sentence; `told` where it is what the sentence says and not beside the point."""

    subject: Span
    relation: RelationKind
    object: Span
    cue: Span
    told: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of `data/relations.tsv` as a pattern."""

    regex: re.Pattern[str]
    words: re.Pattern[str]  # what of it every match holds: quick to look for
    form: str
    relation: RelationKind
    subject_left: bool
    left: str
    right: str
    name: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns, in file order."""
    return tuple(
        Pattern(
            re.compile(FORMS[row["form"]].replace("{words}", row["words"])),
            re.compile(row["words"], re.IGNORECASE),
            row["form"],
            RelationKind(row["relation"]),
            row["subject"] == "left",
            row["left"],
            row["right"],
            f"{row['form']}:{row['words']}",
        )
        for row in load_vocabulary("relations")
    )


def make_relations(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> list[Claim]:
    """Every relation of a report, in text order; of two at one cue the first line of the vocabulary counts."""
    found: dict[tuple[int, int], Tie] = {}
    for sentence in spans.sentences:
        for tie in ties(report, sentence):
            if tie.relation is RelationKind.CONTROLS or not (is_somewhere(spans, tie.subject) or is_somewhere(spans, tie.object)):
                found.setdefault((tie.cue.start, tie.cue.end), tie)
    return [relation(report, found[at], statements) for at in sorted(found)]


def is_somewhere(spans: Spans, side: Span) -> bool:
    """Whether one side is a town or a province, or an undertaking: these side with nobody."""
    if set(side.text.lower().split()) & UNDERTAKINGS:
        return True
    named = [n for n in within(spans.names, side.start, side.end) if n.span.end == side.end and n.place is not None]
    return any(n.place is not None and n.place.precision < COUNTRY and n.label in ("place", "facility") for n in named)


def relation(report: Report, tie: Tie, statements: tuple[Statement, ...]) -> Claim:
    """The claim of one relation."""
    word = whose(tie, statements)
    spans = (("relation", tie.cue), ("subject", tie.subject), ("object", tie.object), ("speaker", word.speaker))
    said = word.statement
    return Claim(
        id=digest("cl", report.key, "relation", tie.cue.start, tie.cue.end),
        report=report.id,
        statement=said.id if said else None,
        voice=word.voice,
        speaker=word.speaker,
        cue=said.cue if said and word.speaker else None,
        stance=word.stance,
        body=Relation(subject=Actor(tie.subject), relation=tie.relation, object=Actor(tie.object)),
        evidence=tuple(Evidence(field, span.start, span.end) for field, span in spans if span),
        hedged=word.hedged,
        polarity=word.polarity,
        carried_by=said.carried_by if said else tuple(p for p in (report.publisher, *report.carried_by) if p),
        rules=(("relation", tie.rule), ("voice", word.rule)),
    )


def whose(tie: Tie, statements: tuple[Statement, ...]) -> Word:
    """Whose word a relation is: the speaker's where it is what is said, unresolved beside the point of what somebody says."""
    covering = [s for s in statements if any(c.covers(tie.cue) for c in s.content)]
    inner = min(covering, key=extent_said, default=None)
    if inner is None:
        return Word()
    if tie.told and inner.stance not in NOT_TELLING and any(c.covers(tie.subject) and c.covers(tie.object) for c in inner.content):
        return word_of(inner, doubt=False)
    return Word(Voice.UNRESOLVED, inner, hedged=inner.hedged, rule="beside the point of what somebody says")


# ---------------------------------------------------------------- where they stand


def ties(report: Report, sentence: Sentence) -> Iterator[Tie]:
    """The relations of one sentence."""
    text = report.text[sentence.start : sentence.end]
    for pattern in patterns():
        for match in pattern.regex.finditer(text) if pattern.words.search(text) else ():
            left, right = sides(report, sentence, pattern, match)
            if left is None or right is None or max(len(left.text), len(right.text)) > LONGEST:
                continue
            if left.overlaps(right) and pattern.form != "prefix":
                continue
            subject, other = (left, right) if pattern.subject_left else (right, left)
            start = sentence.start + match.start("cue")
            cue = report.span(start, start + len(match["cue"]))
            yield Tie(subject, pattern.relation, other, cue, is_told(pattern, match), pattern.name)


def is_told(pattern: Pattern, match: re.Match[str]) -> bool:
    """Whether the words are a predicate of their own: "are backed by", "is an ally of", "supports"."""
    before = match.group()[: match.start("cue") - match.start()]
    if pattern.form == "verb":
        return not MAIN.match(before.strip())
    return pattern.form in ("behind", "noun") and bool(re.search(r"\b(?:is|are|was|were)\b", before)) and not MAIN.match(before.strip())


def sides(report: Report, sentence: Sentence, pattern: Pattern, match: re.Match[str]) -> tuple[Span | None, Span | None]:
    """What stands left and right of the words, where it is of the sort that the line asks for."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if pattern.form in ("compound", "prefix"):
        tied = tied_name(report, sentence.start + match.start("tied"), match["tied"])
        if tied.text.lower() in NO_PARTY or tied.text.lower().startswith("non-"):
            return None, None
        right = phrase_from(report, sentence, end + 1, pattern.right, owner=True)
        if right is not None and pattern.form == "prefix":
            right = report.span(start, right.end)
        return tied, right
    if pattern.form == "people":
        left = phrase_over(report, sentence, sentence.start + match.start("cue"))
    else:
        left = phrase_until(report, sentence, start, pattern.left)
    loose = "," in match.group() or (pattern.form == "verb" and not MAIN.match(match.group().strip()))
    if loose and left is not None and AFTER_PREPOSITION.search(report.text[sentence.start : left.start]):
        return None, None  # "the battle of X, backed by Y", "men held in X belong to Y": who it is stays open
    if re.match(COPULA, match.group()) and left is not None and is_object(sentence, left):
        return None, None  # "those who killed X were members of Y"
    return left, phrase_from(report, sentence, end, pattern.right)


def is_object(sentence: Sentence, side: Span) -> bool:
    """Whether a phrase stands behind the verb of a relative clause: "those who killed [the mayor] were …"."""
    before = [token for token in sentence.tokens if token.end <= side.start and token.tag not in ("AUX", "ADV")][-2:]
    return len(before) == 2 and before[0].lower in ("who", "which", "that") and before[1].tag in ("VERB", "VED", "VING")


def tied_name(report: Report, start: int, words: str) -> Span:
    """The name before a hyphen, without an article or a number at the head of the sentence: "The [Iran]-backed"."""
    lead = COUNTING.match(words)
    skipped = lead.end() if lead else 0
    return report.span(start + skipped, start + len(words))


def phrase_until(report: Report, sentence: Sentence, at: int, kind: str) -> Span | None:
    """The noun phrase up to where the words begin: "[forces] loyal to"."""
    for phrase in sentence.phrases:
        inside = [k for k in range(phrase.first, phrase.last) if sentence.tokens[k].end <= at]
        if inside and at <= sentence.tokens[phrase.last - 1].end:
            return report.span(sentence.tokens[phrase.first].start, at) if fits(sentence.tokens[inside[-1]], kind) else None
    return None


def phrase_over(report: Report, sentence: Sentence, at: int) -> Span | None:
    """The noun phrase around a word, up to its end: "20 supporters"."""
    for phrase in sentence.phrases:
        first, last = sentence.tokens[phrase.first], sentence.tokens[phrase.last - 1]
        if first.start <= at < last.end:
            return report.span(first.start, last.end)
    return None


def phrase_from(report: Report, sentence: Sentence, at: int, kind: str, *, owner: bool = False) -> Span | None:
    """The noun phrase from a place on; of "town of X" with the name, and with `owner` only X of "X's commander"."""
    tokens = sentence.tokens
    k = next((k for k, phrase in enumerate(sentence.phrases) if tokens[phrase.last - 1].end > at), None)
    if k is None or tokens[sentence.phrases[k].first].start > at:
        return None
    phrase = sentence.phrases[k]
    ends = owner_end(sentence, phrase, at) if owner else phrase.last
    while ends - 1 > phrase.first and tokens[ends - 1].tag in VERBAL:
        ends -= 1  # "the cleric continue"
    following = next((p for p in sentence.phrases[k + 1 : k + 2] if goes_on(sentence, ends, p)), None)
    last = following.last if following else ends
    head = ends if following is None or tokens[following.first - 1].lower == "of" else last
    return report.span(at, tokens[last - 1].end) if fits(tokens[head - 1], kind) else None


def owner_end(sentence: Sentence, phrase: Phrase, at: int) -> int:
    """One past the owner in a phrase: "[X]'s commander"; else its end."""
    owners = (k for k in range(phrase.first, phrase.last) if sentence.tokens[k].tag == "POSS" and sentence.tokens[k].start > at)
    return next(owners, phrase.last)


def goes_on(sentence: Sentence, at: int, after: Phrase) -> bool:
    """Whether the next phrase belongs to one that ends at a token: "town [of Douma]", "the U.S.[-led coalition]"."""
    between = [token.lower for token in sentence.tokens[at : after.first]]
    return (between == ["of"] and sentence.tokens[after.head].tag == "PROPN") or between == ["-", "led"]


def fits(token: Token, kind: str) -> bool:
    """Whether the last word of a noun phrase is of a sort."""
    named = token.tag == "PROPN"
    if kind == "place":
        return named or token.lower in PLACES
    known = token.lower in PARTIES or (kind == "party" and token.lower in groups())
    return not kind or named or known
