"""A sentence with words of events → what each of them tells: who, to whom, where, when, with what, and whether it is a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from counterclaim.claims.clause import VERBAL, Clause, make_clause
from counterclaim.claims.event_parties import Parties, parties_of, phrase_of
from counterclaim.claims.event_shared import CROWDS, shared
from counterclaim.claims.event_sides import Range, party_words, side_of_words
from counterclaim.claims.mended import mend
from counterclaim.claims.occurrence import Telling
from counterclaim.claims.places import DEMONYM, LOCATING, located, places_of
from counterclaim.claims.realis import realis_of
from counterclaim.claims.scene import after_topic, said_in
from counterclaim.claims.triggers import FLYING_TOGETHER, Trigger, find_triggers, lexicon, weapon_kinds
from counterclaim.claims.victims import is_person_word
from counterclaim.claims.voices import Word, whose_word
from counterclaim.claims.whereabouts import place_of
from counterclaim.model import (
    Actor,
    DateSpan,
    Layout,
    Name,
    Phrase,
    Precision,
    Report,
    Sentence,
    Side,
    Span,
    Spans,
    Stance,
    Statement,
    Told,
    Weapon,
    WeaponKind,
    within,
)

EFFECTS = frozenset({"killing"})  # acts that may only tell what came of an event
POINTING = frozenset("the this that these those its their his".split())
NEW = frozenset({"a", "an"})
ANOTHER = frozenset("another second third separate other further more fresh new similar latest subsequent earlier previous".split())
BESIDE_FACILITY = LOCATING | {
    "on",
    "of",
    "at",
    "by",
    "including",
    ",",
    "and",
    "toward",
    "towards",
    "to",
    "hit",
    "struck",
    "attacked",
    "the",
}
ARMING = frozenset(
    {WeaponKind.AIR, WeaponKind.ARTILLERY, WeaponKind.EXPLOSIVE, WeaponKind.SUICIDE, WeaponKind.GRENADE, WeaponKind.CHEMICAL}
)
MOVING = frozenset({"spread", "transfer", "offensive", "deploy", "capture"})  # acts that are told with where they lead
LEADING = frozenset({"to", "into", "from", "on", "of", "towards", "toward"})
TAKING = frozenset({"capture", "retake"})  # acts whose object may be a place
AIMLESS = frozenset({"protest", "riot"})  # acts whose "against" names no party by itself
LEFT = frozenset({"from"})
OUT_OF = frozenset({"from", "out", "outside"})
SOIL = frozenset({"soil", "homeland", "mission", "operations", "exercise"})
GIVEN_UP = frozenset(
    "hand hands handed handing handover leave leaves left leaving vacate vacated vacates evacuate evacuated enter entered take took".split()
)
FAR = 9  # tokens after "withdraw" in which "from" tells where somebody leaves
PEOPLE = frozenset({Side.REBEL, Side.PROTEST, Side.MOB})
CONTROL = frozenset({"control", "territory", "ground", "possession"})
NOBODYS = frozenset({"spread"})  # acts that nobody in particular does
PAIRED = frozenset({WeaponKind.AIR, WeaponKind.ARTILLERY})
WITH = frozenset({"with", "using", "by", "from", "involving"})


def find_tellings(report: Report, spans: Spans, statements: tuple[Statement, ...]) -> Iterator[Telling]:
    """Everything that the sentences of a report tell of events, in text order."""
    said = said_in(spans, statements)
    for k, sentence in enumerate(spans.sentences):
        if sentence.layout is Layout.LINE or not (has_word_of_event(sentence) or has_pair(spans, sentence)):
            continue
        clause = make_clause(mend(sentence))
        triggers = after_heading(clause, find_triggers(report, clause), after_topic(report, sentence))
        around = Around(report, clause, k, spans, tuple(said.get(k, ()))) if triggers or has_pair(spans, sentence) else None
        if around is not None:
            yield from around.pairs()
            yield from shared(clause, triggers, [around.telling(trigger) for trigger in triggers])


def has_word_of_event(sentence: Sentence) -> bool:
    """Whether a word of the vocabulary stands in a sentence."""
    words = lexicon()
    return any(token.lower in words for token in sentence.tokens)


def after_heading(clause: Clause, triggers: list[Trigger], topic: int) -> list[Trigger]:
    """The words of events without those that only head the sentence: "Sectarian [violence] in Doru: …"; a clause before a colon is none."""
    told = {trigger.at for trigger in triggers}
    if any(t.tag in VERBAL for k, t in enumerate(clause.tokens) if t.start < topic and k not in told):
        return triggers
    return [trigger for trigger in triggers if clause.tokens[trigger.first].start >= topic]


def has_pair(spans: Spans, sentence: Sentence) -> bool:
    """Whether two sorts of weapons stand in a sentence."""
    return len({w.kind for w in within(spans.weapons, sentence.start, sentence.end)} & PAIRED) > 1


class Around:
    """What stands around the words of events in one sentence."""

    def __init__(self, report: Report, clause: Clause, number: int, spans: Spans, statements: tuple[Statement, ...]) -> None:
        sentence = clause.sentence
        self.report, self.clause, self.number, self.statements = report, clause, number, statements
        self.names = within(spans.names, sentence.start, sentence.end)
        self.weapons = within(spans.weapons, sentence.start, sentence.end)
        self.dates = within(spans.dates, after_topic(report, sentence), sentence.end)
        self.places = tuple(places_of(report, clause, self.names))
        self.aims: list[Span] = []  # what the words before were aimed at: no weapon of the next

    def pairs(self) -> Iterator[Telling]:
        """An event for each of two sorts of weapons that are at work together: "[Warplanes] and [tanks] are at work"."""
        for first, second in pairwise(self.weapons):
            between = self.report.text[first.span.end : second.span.start].split()
            before = next((t.lower for t in reversed(self.clause.tokens) if t.end <= first.span.start and t.tag != "ADJ"), "")
            salvo = {first.span.text.lower(), second.span.text.lower()} <= FLYING_TOGETHER
            if (
                {first.kind, second.kind} == PAIRED
                and not salvo
                and between[:1] == ["and"]
                and len(between) < PAIR_REACH
                and before not in WITH | {"of"}
            ):
                for weapon in (first, second):
                    inside = [k for k, t in enumerate(self.clause.tokens) if weapon.span.start <= t.start < weapon.span.end]
                    trigger = Trigger(inside[0], inside[-1], "attack", True, weapon.kind)
                    yield replace(self.telling(trigger), pair=True, weapon=weapon.span)

    def telling(self, trigger: Trigger) -> Telling:
        """What one word tells."""
        clause, at = self.clause, trigger.at
        span = self.span((trigger.first, at + 1))
        parties = Parties() if trigger.act in NOBODYS else self.known(trigger, parties_of(clause, trigger))
        weapon = self.weapon(trigger, span, [self.span(words) for words in (*parties.targets, *parties.losers)])
        self.aims += [self.span(words) for words in parties.targets]
        kind = trigger.kind or self.kind(trigger, weapon) or (WeaponKind.AIR if self.is_air_force(parties) else None)
        doers = [side_of_words(clause, words, self.names, doing=True) for words in parties.doers]
        targets = [side_of_words(clause, words, self.names) for words in parties.targets]
        if trigger.act == "clash" and not targets and len(doers) > 1:
            targets = doers[1:]
        if trigger.act == "clash" and first_known([*doers, *targets]) is Side.UNKNOWN and self.tells_protest():
            doers = [Side.PROTEST]  # "clashes in the capital as protesters march"
        place = self.place(trigger, span)
        if trigger.act in TAKING:
            targets = [
                Side.PLACE if side not in PEOPLE and self.is_site(words) else side
                for words, side in zip(parties.targets, targets, strict=True)
            ]
            if not targets and CONTROL & {clause.word(k) for k in range(at + 1, at + 4)}:
                targets = [Side.PLACE]
        elif trigger.act == "transfer":
            targets = [self.left(trigger, place)]
        word = whose_word(clause, span, at, self.statements)
        date = self.date(span)
        own = () if parties.doers else self.teller(trigger, word)
        doers = doers or [self.side(actor.span) for actor in own if actor.span]
        return Telling(
            trigger=span,
            sentence=self.number,
            told=Told(trigger.act, kind, first_known(doers), first_known(targets)),
            actors=self.actors(parties.doers, doers) or own,
            targets=() if trigger.act in AIMLESS and first_known(targets) is Side.UNKNOWN else self.aimed_at(parties, targets),
            place=place,
            facility=self.facility(span),
            weapon=weapon.span if weapon else None,
            date=date.span if date else None,
            dates=(date.start, date.end) if date else (None, None),
            realis=realis_of(self.report, clause, trigger, word),
            word=word,
            definite=trigger.noun and self.leads(trigger, POINTING),
            new=trigger.noun and self.leads(trigger, NEW),
            pair=trigger.pair,
            another=self.leads(trigger, ANOTHER),
            effect=trigger.act in EFFECTS and not trigger.noun,
            tail=trigger.act in EFFECTS and clause.tag(at) == "VING" and clause.word(clause.skip(trigger.first - 1, -1)) == ",",
        )

    def known(self, trigger: Trigger, parties: Parties) -> Parties:
        """The parties without a name in front of a noun that only tells where it was or what about: "the Doru [bombing]"."""
        doers = tuple(d for d in parties.doers if not (trigger.noun and d[1] <= trigger.first and self.tells_where(trigger, d)))
        return replace(parties, doers=doers) if doers != parties.doers else parties

    def tells_where(self, trigger: Trigger, words: Range) -> bool:
        """Whether a name right in front of a noun is no party: "the Doru bombing", not "a Kalim raid"; a protest's never is."""
        clause, span = self.clause, self.span(words)
        beside = all(clause.tag(k) in ("ADJ", "PROPN", "NOUN") for k in range(words[1], trigger.first))
        if not beside or any(clause.tag(k) != "PROPN" or DEMONYM.search(clause.tokens[k].text) for k in range(*words)):
            return False
        if side_of_words(clause, words, (), doing=True) is not Side.UNKNOWN:
            return False
        known = any(n.label == "org" or n.place for n in self.names if n.span.overlaps(span))
        definite = clause.word(words[0] - 1) in POINTING or clause.tag(words[0] - 1) in ("DATE", "POSS")
        return trigger.act in CROWDS or (definite and not known)

    def span(self, words: Range) -> Span:
        """The words of a token range."""
        return self.report.span(self.clause.tokens[words[0]].start, self.clause.tokens[words[1] - 1].end)

    def place(self, trigger: Trigger, span: Span) -> Span | None:
        """Where it happened; of a movement where it leads."""
        leads = LEFT if trigger.act == "transfer" else LEADING
        reach = range(trigger.at + 1, trigger.at + (FAR if trigger.act == "transfer" else 2))
        at = (
            next((k for k in reach if self.clause.word(k) in leads), None if trigger.noun else trigger.at)
            if trigger.act in MOVING
            else None
        )
        moved = located(self.report, self.clause, at, self.names) if at is not None else None
        return moved or place_of(self.clause, Phrase(trigger.first, trigger.at + 1, trigger.at), self.places, (), span.start)

    def actors(self, found: tuple[Range, ...], sides: list[Side]) -> tuple[Actor, ...]:
        """The parties as the text names them; a town is where it was, and no party."""
        if not found:
            return ()
        kept = [self.span(words) for words, side in zip(found, sides, strict=False) if side is not Side.PLACE]
        people = [span for span in kept if not any(n.place and n.span == span for n in self.names)]
        return tuple(Actor(span) for span in (people if len(people) > 0 and len(kept) > 1 and kept[-1] in people else kept))

    def aimed_at(self, parties: Parties, sides: list[Side]) -> tuple[Actor, ...]:
        """To whom it was done, and from whom something was taken."""
        if not parties.losers:
            return self.actors(parties.targets, sides)
        losers = [side_of_words(self.clause, words, self.names, doing=True) for words in parties.losers]
        return (*self.actors(parties.targets, sides), *self.actors(parties.losers, losers))

    def tells_protest(self) -> bool:
        """Whether the sentence speaks of protesters."""
        return any(party_words().get(t.lower) is Side.PROTEST for t in self.clause.tokens)

    def is_site(self, words: Range) -> bool:
        """Whether what was taken is no people: a town, a base, a name that is no person's."""
        last = next((k for k in range(*words) if self.clause.word(k) == "of"), words[1])
        span = self.span(words)
        return not is_person_word(self.clause.word(last - 1)) and not any(n.label == "person" and n.span.overlaps(span) for n in self.names)

    def left(self, trigger: Trigger, place: Span | None) -> Side:
        """What somebody withdraws from: a land, whose state it is, or a part of it; unknown where only troops are told to go."""
        land = any(n.place and n.place.kind == "country" and place and n.span.overlaps(place) for n in self.names)
        if land:
            return Side.STATE
        after = {self.clause.word(k) for k in range(trigger.at + 1, trigger.at + FAR)}
        given = self.clause.word(trigger.at) in GIVEN_UP
        return Side.PLACE if given or (after & OUT_OF and not after & SOIL) else Side.UNKNOWN

    def teller(self, trigger: Trigger, word: Word) -> tuple[Actor, ...]:
        """Who speaks of an act of their own ("says that it opened fire", "denies firing"), or is accused of it ("of shelling the town")."""
        said, k = word.statement, self.clause.skip(trigger.at - 1, -1, ("ADV", "AUX", "NEG"))
        gerund = self.clause.tokens[trigger.at].tag == "VING" and self.clause.tag(k) in ("PREP", "VERB", "VED", "TO")
        own = self.clause.word(k) in ("it", "they", "he", "she", "we", "i") or gerund
        content = next((c for c in said.content if c.start <= self.clause.tokens[trigger.at].start < c.end), None) if said else None
        if said is None or content is None or trigger.noun:
            return ()
        leads = self.clause.tokens[trigger.first].start - content.start <= SHORT_LEAD
        if said.stance is Stance.ACCUSES and said.target and own and leads:
            return (Actor(said.target),)
        return (Actor(said.speaker),) if own and leads and said.speaker and said.stance is not Stance.ACCUSES else ()

    def side(self, span: Span) -> Side:
        """The side of a party that the sentence names elsewhere."""
        inside = [k for k, t in enumerate(self.clause.tokens) if span.start <= t.start < span.end]
        return side_of_words(self.clause, (inside[0], inside[-1] + 1), self.names, doing=True) if inside else Side.UNKNOWN

    def leads(self, trigger: Trigger, words: frozenset[str]) -> bool:
        """Whether one of some words stands in the phrase of a noun before it."""
        phrase = phrase_of(self.clause, trigger)
        first = phrase.first if phrase and trigger.noun else trigger.first
        return any(self.clause.word(k) in words for k in range(first, trigger.first))

    def kind(self, trigger: Trigger, weapon: Weapon | None) -> WeaponKind | None:
        """The sort of weapon: told in front of the word ("suicide attack"), else that of the weapon that is named."""
        if (
            weapon
            and weapon.span.overlaps(self.span((trigger.first, trigger.at + 1)))
            and weapon.kind in ARMING
            and " " in weapon.span.text
        ):
            return weapon.kind  # "glide bombs"
        kinds = [weapon_kinds().get(self.clause.word(k)) for k in range(trigger.at, trigger.first - 1, -1)]
        told = [kind for kind in kinds if kind in ARMING]
        if told:
            return next((kind for kind in told if kind is not WeaponKind.EXPLOSIVE), told[0])  # "mortar bombs"
        return weapon.kind if weapon and weapon.kind in ARMING else None

    def is_air_force(self, parties: Parties) -> bool:
        """Whether an air force does it."""
        return any(
            self.clause.word(k) in ("air", "aerospace") and self.clause.word(k + 1).startswith("force")
            for r in parties.doers
            for k in range(*r)
        )

    def weapon(self, trigger: Trigger, span: Span, aims: list[Span]) -> Weapon | None:
        """The weapon named in the trigger, else the one that acts or is used, else the only one of the sentence; never one that is hit."""
        if trigger.kind is not None:
            return next((w for w in self.weapons if span.overlaps(w.span)), None)
        weapons = [w for w in self.weapons if not any(w.span.overlaps(aim) for aim in (*aims, *self.aims))]
        if trigger.act in DOWNING_TELLS:
            weapons = [w for w in weapons if not self.is_hit(w)]
        own = [w for w in weapons if span.overlaps(w.span)]
        used = [w for w in weapons if w.span.start >= span.end and self.is_used(w, span)]
        flying = [w for kind in (WeaponKind.CHEMICAL, WeaponKind.AIR) for w in used if w.kind is kind]
        before = [w for w in weapons if w.span.end <= span.start and w.kind in ARMING and not self.is_apart(w.span, span)]
        kinds = {w.kind for w in weapons if trigger.act not in EFFECTS and not self.is_apart(span, w.span)}
        return next(iter([*own, *flying[:1], *used[:1], *before[-1:], *(weapons[:1] if len(kinds) == 1 else ())]), None)

    def is_hit(self, weapon: Weapon) -> bool:
        """Whether a weapon is what was brought down: "shot down a [helicopter], killing both pilots"."""
        words = [t.lower for t in self.clause.tokens]
        down = any(word in DOWNED or (word == "down" and words[max(0, k - 1)] in DOWNING) for k, word in enumerate(words))
        return down and weapon.kind is WeaponKind.AIR

    def is_apart(self, first: Span, second: Span) -> bool:
        """Whether a word that begins another clause stands between two spans."""
        return any(first.end <= t.start < second.start and (t.tag == "SUB" or t.lower in APART) for t in self.clause.tokens)

    def is_used(self, weapon: Weapon, span: Span) -> bool:
        """Whether a weapon behind a word of an event is what it was done with."""
        between = [t for t in self.clause.tokens if span.end <= t.start < weapon.span.start]
        return any(t.lower in WITH for t in between) or len(between) <= SHORT

    def date(self, span: Span) -> DateSpan | None:
        """The date of an event: the only one of its sentence, else the nearest behind it, else before it; never a start or an end."""
        dates = [d for d in self.dates if d.start and not d.since and not d.until and d.precision is not Precision.UNKNOWN]
        dates = [d for d in dates if d.precision is not Precision.PERIOD or d.start == d.end] or dates
        after = [d for d in dates if d.span.start >= span.end]
        return after[0] if after and (len(dates) == 1 or self.is_near(span, after[0])) else dates[-1] if len(dates) == 1 else None

    def is_near(self, span: Span, date: DateSpan) -> bool:
        """Whether no verb stands between an event and a date behind it."""
        return not any(t.tag in ("VERB", "VED", "AUX") for t in self.clause.tokens if span.end <= t.start < date.span.start)

    def facility(self, span: Span) -> Span | None:
        """The facility that is told beside an event, two of them where "and" joins them."""
        speakers = [s.speaker for s in self.statements if s.speaker]
        named = [
            n.span for n in self.names if n.label == "facility" and self.is_beside(n) and not any(n.span.overlaps(s) for s in speakers)
        ]
        if not named:
            return None
        nearest = min(named, key=lambda s: abs(s.start - span.start))
        joined = next((s for s in named if self.report.text[nearest.end : s.start].strip() == "and"), None)
        return self.report.span(nearest.start, joined.end) if joined else nearest

    def is_beside(self, name: Name) -> bool:
        """Whether the words before a facility's name tell where something is, or what it is done to."""
        before = [t for t in self.clause.tokens if t.end <= name.span.start][-1:]
        return bool(before) and before[0].lower in BESIDE_FACILITY


DOWNING = frozenset("shot shoot shoots shooting bring brings brought".split())
DOWNING_TELLS = EFFECTS | {"disrupt"}
DOWNED = frozenset("downed downing intercepted intercepts shootdown".split())
APART = frozenset({"after", "before", "when", "while", "as", "following", ";"})
PAIR_REACH = 3  # words between two weapons of a pair: "jets and heavy guns"
SHORT_LEAD = 24  # code points from the beginning of what is said in which a verb is its first: "that it had not", "of deliberately"
SHORT = 6  # tokens behind a word of an event in which a weapon is its own: "fired several rockets"


def first_known(sides: list[Side]) -> Side:
    """The first side that is known."""
    return next((side for side in sides if side is not Side.UNKNOWN), Side.UNKNOWN)
