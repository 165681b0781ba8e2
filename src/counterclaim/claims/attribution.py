"""Who is said to have done what a toll tells: by the grammar of its sentence, by an accusation around it, or in the words that follow it.

"Soldiers killed 12", "12 were killed in a Northern air strike"; "accused the army of killing 12"; "12 were killed. The front claimed
responsibility." Each with whose word it is. A figure that its speaker says is not so is blamed on nobody, and a denial blames nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims.clause import Clause, is_passive, make_clause, previous_verb, subject
from counterclaim.claims.victims import groups
from counterclaim.model import (
    Actor,
    Attribution,
    Claim,
    Evidence,
    Measure,
    Phrase,
    Polarity,
    Report,
    Scope,
    Sentence,
    Span,
    Spans,
    Stance,
    Statement,
    Toll,
    within,
)

DONE_TO = frozenset({Measure.KILLED, Measure.INJURED, Measure.CASUALTIES, Measure.ABDUCTED, Measure.DETAINED, Measure.DISPLACED})
# attacks that are called by the state whose forces make them; "an Iraqi bombing" is only where it was
STATES_OWN = frozenset(
    "airstrike airstrikes strike strikes raid raids bombardment bombardments shelling missile missiles drone drones "
    "warplane warplanes jet jets artillery helicopter helicopters aircraft tank tanks".split()
)
ATTACKS = (
    frozenset(
        "attack attacks bombing bombings rocket rockets fire gunfire ambush offensive operation operations assault assaults "
        "mortar mortars".split()
    )
    | STATES_OWN
)
ARMED = frozenset(
    "forces force army troops militia militias police group rebels coalition guards government regime authorities navy".split()
)
MEMBERS = frozenset({"members", "member", "supporters", "elements", "units", "soldiers", "fighters", "group", "faction"})
DEMONYM = re.compile(r"(?:i|an|ese|ish|ch|S\.?)$")  # "Northern", not "Twin", at the head of a sentence
OWN = re.compile(r"(?:it|we|they)\b", re.I)  # how a speaker begins to tell what it did itself
IN_DOUBT = re.compile(r"(?:suspected|alleged|presumed|purported)\b", re.I)
ALLEGING = frozenset({Stance.ACCUSES, Stance.ALLEGES})
BLAMED = re.compile(r"\b(?:responsib\w+|behind|blam\w+|carried out|credit)\b", re.I)
THE_ACT = re.compile(
    r"\b(?:the|this|that|these|those|today's|it)\b(?: [\w-]+){0,2}? ?"
    r"(?:attacks?|bombings?|strikes?|airstrikes?|blasts?|explosions?|shootings?|killings?|raids?|assaults?|ambush|massacre|violence|deaths?"
    r"|incident|shelling)?\b",
    re.I,
)
ANSWER_REACH = 2  # sentences after a toll in which somebody may own up or be blamed for it
REACH = 9  # tokens after a passive verb in which "by …" or "in a … strike" stands


def attributed(report: Report, spans: Spans, claims: list[Claim], statements: tuple[Statement, ...]) -> list[Claim]:
    """The tolls with who is said to have done it."""
    later = claimed_later(report, spans, claims, statements)
    return [with_doers(claim, [*doers(report, spans, claim, statements), *later.get(claim.id, ())]) for claim in claims]


def with_doers(claim: Claim, found: list[Attribution]) -> Claim:
    """A claim with its attributions, each once."""
    once = {(a.actor.span and a.actor.span.text, a.speaker and a.speaker.start): a for a in reversed(found)}
    if not isinstance(claim.body, Toll) or not once:
        return claim
    kept = tuple(reversed(once.values()))
    marks = tuple(Evidence("attributed_to", a.actor.span.start, a.actor.span.end) for a in kept if a.actor.span)
    return replace(claim, body=replace(claim.body, attributed_to=kept), evidence=(*claim.evidence, *marks))


# ---------------------------------------------------------------- in the sentence, and around it


def doers(report: Report, spans: Spans, claim: Claim, statements: tuple[Statement, ...]) -> Iterator[Attribution]:
    """Who the toll's own sentence says did it, in the word of whoever tells the toll; and who is accused of it."""
    toll = claim.body
    if not isinstance(toll, Toll) or claim.polarity is Polarity.REJECTS or toll.measure not in DONE_TO:
        return
    for statement in statements:
        if statement.stance in ALLEGING and statement.target and any(c.covers(toll.number) for c in statement.content):
            yield Attribution(Actor(statement.target), statement.speaker, statement.stance)
    harm = next((e for e in claim.evidence if e.field == "measure"), None)
    sentence = spans.sentences[sentence_of(spans, harm.start)] if harm else None
    if harm is None or sentence is None:
        return
    clause = make_clause(sentence)
    at = next((k for k, t in enumerate(sentence.tokens) if t.start == harm.start), None)
    words = doer_words(report, spans, clause, at) if at is not None else None
    words = words or own_deed(report, clause, at, claim, statements)
    if words is not None and not words.overlaps(toll.number) and not (toll.victims and words.overlaps(toll.victims)):
        doubted = claim.stance is None and IN_DOUBT.match(words.text)
        yield Attribution(Actor(words), claim.speaker, Stance.ALLEGES if doubted else claim.stance)


def own_deed(report: Report, clause: Clause, at: int | None, claim: Claim, statements: tuple[Statement, ...]) -> Span | None:
    """The speaker who tells of a deed of its own: "the army said [it] killed 80"."""
    content = next((c for s in statements if s.id == claim.statement for c in s.content), None)
    if at is None or content is None or claim.speaker is None or not OWN.match(content.text) or clause.tag(at) not in ("VERB", "VED"):
        return None
    begins = [phrase for phrase in subject(clause, at) if clause.tokens[phrase.first].start == content.start]
    return claim.speaker if begins and not is_passive(clause, at) else None


def sentence_of(spans: Spans, at: int) -> int:
    """The number of the sentence that holds a code point."""
    return max(0, bisect_right(spans.sentences, at, key=lambda sentence: sentence.start) - 1)


def doer_words(report: Report, spans: Spans, clause: Clause, at: int) -> Span | None:
    """The words for who did what the verb at `at` tells."""
    if clause.tag(at) not in ("VERB", "VED", "VING", "ADJ"):
        return None
    if is_passive(clause, at) or clause.tag(at) == "ADJ":
        return by_whom(report, spans, clause, at)
    verb = at
    if clause.tag(at) == "VING":
        before = previous_verb(clause, at)
        if before is None or clause.word(at - 1) != ",":
            return None
        if is_passive(clause, before):
            return by_whom(report, spans, clause, before)
        verb = before
    found = [words for phrase in subject(clause, verb) if (words := who(report, spans, clause, phrase)) is not None]
    return found[0] if len(found) == 1 else None


def by_whom(report: Report, spans: Spans, clause: Clause, at: int) -> Span | None:
    """Who stands after "by", or owns the strike after "in": "were killed [in an Israeli air strike]"."""
    for k in range(at + 1, min(len(clause.tokens) - 1, at + REACH)):
        if clause.word(k) in (";", ".", ":") or clause.tag(k) in ("VERB", "SUB"):
            return None
        phrase = clause.begins.get(k + 1)
        if phrase is None or clause.word(k) not in ("by", "in", "during", "after", "from"):
            continue
        if clause.word(phrase.last) in ATTACKS and is_adjective(clause, phrase.last - 1):
            return owner(
                report, spans, clause, Phrase(phrase.first, phrase.last + 1, phrase.last)
            )  # "in a [Northern] shelling of": the word for the attack looked like a verb
        is_attack = clause.word(phrase.last - 1) in ATTACKS
        if (clause.word(k) == "by" or is_attack) and (words := who(report, spans, clause, phrase)) is not None:
            return words
    return None


def who(report: Report, spans: Spans, clause: Clause, phrase: Phrase) -> Span | None:
    """Who a noun phrase names as a doer: people, a force or a party; of a strike whoever owns it or made it."""
    if clause.word(phrase.last) in ARMED and is_adjective(clause, phrase.last - 1):
        phrase = Phrase(phrase.first, phrase.last + 1, phrase.last)  # "by Northern [forces]": the word looked like a verb
    first, last = clause.tokens[phrase.first], clause.tokens[phrase.last - 1]
    if clause.word(phrase.first - 1) in ("to", "with", "against"):
        return None  # "forces loyal to [the president]"
    if last.lower in ATTACKS:
        after = clause.begins.get(phrase.last + 1) if clause.word(phrase.last) == "by" else None
        return who(report, spans, clause, after) if after is not None else owner(report, spans, clause, phrase)
    whole = report.span(clause.tokens[begins_at(clause, phrase)].start, last.end)
    if last.lower in MEMBERS and clause.word(phrase.last) == "of" and (body := clause.begins.get(phrase.last + 1)) is not None:
        return report.span(first.start, clause.tokens[body.last - 1].end)
    if last.lower in ARMED or last.lower in groups():
        return whole
    names = [n for n in within(spans.names, first.start, last.end) if n.span.end == last.end]
    sided = any(n.label in ("org", "person") or (n.place is not None and n.place.kind == "country") for n in names)
    return whole if last.tag == "PROPN" and sided else None


def begins_at(clause: Clause, phrase: Phrase) -> int:
    """Where a phrase begins that a bracket divides: "[Suspected Northern Front (NF)] militants"."""
    if clause.word(phrase.first - 1) != ")":
        return phrase.first
    opened = next((k for k in range(phrase.first - 2, max(-1, phrase.first - 6), -1) if clause.word(k) == "("), None)
    before = clause.ends.get(opened) if opened is not None else None
    return before.first if before is not None else phrase.first


def owner(report: Report, spans: Spans, clause: Clause, phrase: Phrase) -> Span | None:
    """The name or party before a word for an attack: "[Northern] air strikes", "[the army]'s shelling", "[rebel forces] attack"."""
    inside = range(phrase.first, phrase.last - 1)
    possessor = next((k for k in inside if clause.tag(k) == "POSS"), None)
    if possessor is not None and possessor > phrase.first:
        return span_of(report, clause, phrase.first, possessor)
    named = [k for k in inside if clause.tag(k) == "PROPN" or is_adjective(clause, k)]
    forces = [k for k in inside if clause.word(k) in ARMED]
    if forces:
        return span_of(report, clause, min([*named, *forces]), forces[-1] + 1)
    named = [k for k in named if clause.word(k) not in STATES_OWN and clause.word(k) != "air"]
    initial = named == [0] and not DEMONYM.search(clause.tokens[0].text)
    if not named or initial:
        return None
    words = span_of(report, clause, named[0], named[-1] + 1)
    body = len(named) > 1 or any(n.label == "org" and n.span.covers(words) for n in within(spans.names, words.start, words.end))
    return words if body or clause.word(phrase.last - 1) in STATES_OWN else None


def is_adjective(clause: Clause, k: int) -> bool:
    """Whether a token is a state's adjective or a name: a capital tells."""
    return clause.tokens[k].text[0].isupper() and clause.tag(k) in ("ADJ", "PROPN")


def span_of(report: Report, clause: Clause, first: int, last: int) -> Span:
    """The words of tokens `[first, last)`."""
    return report.span(clause.tokens[first].start, clause.tokens[last - 1].end)


# ---------------------------------------------------------------- in the words that follow


def claimed_later(report: Report, spans: Spans, claims: list[Claim], statements: tuple[Statement, ...]) -> dict[str, list[Attribution]]:
    """By toll, who owns up or is blamed in the same or the next sentences: "The front claimed responsibility"."""
    found: dict[str, list[Attribution]] = {}
    for statement in statements:
        doer = owning_up(statement) or blamed(statement)
        if doer is None or any(c.covers(claim.body.number) for claim in claims if isinstance(claim.body, Toll) for c in statement.content):
            continue
        for claim in told_before(report, spans, claims, statement):
            found.setdefault(claim.id, []).append(Attribution(Actor(doer), statement.speaker, statement.stance))
    return found


def owning_up(statement: Statement) -> Span | None:
    """Whoever claims responsibility."""
    words = " ".join([statement.cue.text, *(c.text for c in statement.content)])
    return statement.speaker if statement.stance is Stance.ADMITS and BLAMED.search(words) else None


def blamed(statement: Statement) -> Span | None:
    """Whoever is blamed for "the attack": an accusation of something else says nothing of a toll before it."""
    words = " ".join(c.text for c in statement.content)
    about_it = not words or THE_ACT.match(words) or BLAMED.search(words)
    return statement.target if statement.stance is Stance.ACCUSES and statement.target and about_it else None


def told_before(report: Report, spans: Spans, claims: list[Claim], statement: Statement) -> list[Claim]:
    """The tolls of one event in the nearest sentence up to a statement; none where a paragraph ends between."""
    here = sentence_of(spans, statement.cue.start)
    for k in range(here, max(-1, here - ANSWER_REACH - 1), -1):
        sentence: Sentence = spans.sentences[k]
        if "\n\n" in report.text[sentence.end : statement.cue.start]:
            return []
        told = [
            c for c in claims if isinstance(c.body, Toll) and sentence.start <= c.body.number.start < min(sentence.end, statement.cue.start)
        ]
        if told:
            return [c for c in told if is_of_one_event(c)]
    return []


def is_of_one_event(claim: Claim) -> bool:
    """Whether a toll tells what one attack did."""
    toll = claim.body
    return (
        isinstance(toll, Toll)
        and toll.scope in (Scope.INCIDENT, Scope.UNKNOWN)
        and toll.measure in DONE_TO
        and claim.polarity is Polarity.ASSERTS
    )
