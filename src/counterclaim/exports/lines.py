"""Claims and statements -> the lines of a brief: who, how, what, over what, with the sentences and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.exports import words
from counterclaim.exports.quotes import Quote, Veil, claim_marks, quotes, statement_marks
from counterclaim.model import (
    Actor,
    Attribution,
    Basis,
    Body,
    Claim,
    Event,
    Evidence,
    Extraction,
    Polarity,
    Position,
    Relation,
    Report,
    Ruling,
    Span,
    Statement,
    Toll,
    Unread,
    Voice,
)

# What is said is shown in the line up to here; the whole sentence opens below it.
SAID_LIMIT = 180
TOLD_AT_ONCE = dict.fromkeys(("answer", "who they were", "counts", "place"), False) | dict.fromkeys(
    ("aimed at", "denies", "by", "against"), True
)
"""Facts that the closed line shows, and whether it must name them to be understood."""
OUTLET_NOT_SAID = "outlet not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The report that a line stands in. Withheld names are out of every field."""

    id: str
    published: str
    outlet: str
    title: str
    url: str
    synthetic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim or statement as a reader sees it. `wording` is the report's own cue; `facts` are (name, words), `not said` included."""

    id: str
    who: str
    stance: str
    wording: str
    doubt: bool
    what: str
    facts: tuple[tuple[str, str], ...]
    carried_by: tuple[str, ...]
    rejected: bool
    confidence: float | None
    source: Source
    quotes: tuple[Quote, ...]

    @property
    def short(self) -> str:
        """The facts that a figure means nothing without, on one line."""
        told = [(name, value) for name, value in self.facts if name in TOLD_AT_ONCE and value != words.NOT_SAID]
        return "; ".join(f"{name} {value}" if TOLD_AT_ONCE[name] else value for name, value in told)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines under one name: a speaker, a sort of event, a court; `more` were cut."""

    name: str
    lines: tuple[Line, ...]
    more: int

    @property
    def count(self) -> int:
        """How many lines there are, shown or not."""
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """Something that made no claim, in its sentence."""

    reason: str
    words: str
    source: Source
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Liner:
    """Makes lines; holds what every line needs: the withheld names and the statements by id."""

    veil: Veil
    statements: dict[str, Statement]

    def claim(self, extraction: Extraction, claim: Claim) -> Line:
        """A claim's line."""
        report, body = extraction.report, claim.body
        statement = self.statements.get(claim.statement or "")
        return Line(
            id=claim.id,
            who=self.who(report, claim.voice, claim.speaker),
            stance=claim.stance.value if claim.stance else "",
            wording=self.veil.words(report, claim.cue),
            doubt=claim.hedged,
            what=self.what(report, body, statement),
            facts=self.facts(report, claim, statement),
            carried_by=self.carriers(report, claim.carried_by),
            rejected=claim.polarity is Polarity.REJECTS,
            confidence=claim.confidence,
            source=self.source(report),
            quotes=quotes(self.veil, extraction, claim_marks(claim), also=statement.content if statement else ()),
        )

    def statement(self, extraction: Extraction, statement: Statement) -> Line:
        """A statement's line."""
        report = extraction.report
        return Line(
            id=statement.id,
            who=self.who(report, statement.voice, statement.speaker),
            stance=statement.stance.value,
            wording=self.veil.words(report, statement.cue),
            doubt=statement.hedged,
            what=self.said(report, statement),
            facts=self._target(report, statement),
            carried_by=self.carriers(report, statement.carried_by),
            rejected=False,
            confidence=statement.confidence,
            source=self.source(report),
            quotes=quotes(self.veil, extraction, statement_marks(statement), also=statement.content),
        )

    def unread(self, extraction: Extraction, left: Unread) -> UnreadLine:
        """The line of something that made no claim."""
        marks = (Evidence("not read", left.span.start, left.span.end),)
        found = quotes(self.veil, extraction, marks)
        shown = words.one_line(self.veil.words(extraction.report, left.span), SAID_LIMIT)
        return UnreadLine(reason=words.reason(left.reason), words=shown, source=self.source(extraction.report), quotes=found)

    def source(self, report: Report) -> Source:
        """The report, for citing."""
        return Source(
            id=self.veil.address(report, report.id),
            published=report.published,
            outlet=self.veil.clean(report, report.publisher) or OUTLET_NOT_SAID,
            title=self.veil.clean(report, report.title),
            url=self.veil.address(report, report.url),
            synthetic=report.synthetic,
        )

    def who(self, report: Report, voice: Voice, speaker: Span | None) -> str:
        """Whose word it is: the speaker as named in the text, or what an absent speaker means."""
        if speaker is not None:
            return words.one_line(self.veil.words(report, speaker), SAID_LIMIT)
        return words.NOBODY_NAMED.get(voice, words.NOBODY_NAMED[Voice.UNRESOLVED])

    def what(self, report: Report, body: Body, statement: Statement | None) -> str:
        """What a claim says, on one line."""
        match body:
            case Toll():
                return self.figure(report, body)
            case Event():
                return words.event(body, self.veil.words(report, body.trigger))
            case Relation():
                sides = (self.actor(report, side) for side in (body.subject, body.object))
                return words.one_line(f" {words.RELATIONS[body.relation]} ".join(sides), SAID_LIMIT)
            case Ruling() if body.orders or body.declines:
                told = (("orders", body.orders), ("does not order", body.declines))
                said = (f"{verb} “{self.veil.words(report, span)}”" for verb, spans in told for span in spans)
                return words.one_line("; ".join(said), SAID_LIMIT)
        return self.said(report, statement)

    def facts(self, report: Report, claim: Claim, statement: Statement | None) -> tuple[tuple[str, str], ...]:
        """What a claim of its kind tells beside that, as names and words."""
        match claim.body:
            case Toll() as toll:
                return self.toll_facts(report, toll)
            case Position() as position:
                return self.position_facts(report, position, statement)
            case Ruling() as ruling:
                return self.ruling_facts(report, ruling)
            case Event() as event:
                return self.event_facts(report, event)
        return ()

    def event_facts(self, report: Report, event: Event) -> tuple[tuple[str, str], ...]:
        """Who did it and to whom, as the report names them; where, when, with what."""
        told_by_few = (
            ("facility", self.veil.words(report, event.facility)),
            ("weapon", self.veil.words(report, event.weapon)),
            ("code", event.plover or ""),
        )
        return (
            ("told as", event.realis.value),
            ("by", self._actors(report, event.actors)),
            ("against", self._actors(report, event.targets)),
            ("place", self.veil.words(report, event.place) or words.NOT_SAID),
            ("when", words.when(event)),
            *((name, value) for name, value in told_by_few if value),
        )

    def ruling_facts(self, report: Report, ruling: Ruling) -> tuple[tuple[str, str], ...]:
        """Who decides on whom, and by what."""
        addressee = self.actor(report, ruling.addressee) if ruling.addressee else words.NOT_SAID
        return (
            ("decided by", self.actor(report, ruling.body)),
            ("instrument", ruling.instrument or words.NOT_SAID),
            ("addressed to", addressee),
            ("when", ruling.date or words.NOT_SAID),
        )

    def figure(self, report: Report, toll: Toll) -> str:
        """The figure with its measure; a person's name never shows."""
        return self.veil.clean(report, words.count(toll))

    def said(self, report: Report, statement: Statement | None) -> str:
        """What is said, cut to fit a line."""
        if statement is None or not statement.content:
            return ""
        return words.one_line(" … ".join(self.veil.words(report, span) for span in statement.content), SAID_LIMIT)

    def carriers(self, report: Report, outlets: Iterable[str]) -> tuple[str, ...]:
        """The outlets that print it, nearest first."""
        return tuple(self.veil.clean(report, outlet) for outlet in outlets)

    def toll_facts(self, report: Report, toll: Toll) -> tuple[tuple[str, str], ...]:
        """Who they were, over what the figure counts, where and when; then what few reports tell, where this one does."""
        victims = self.veil.words(report, toll.victims)
        told_by_few = (
            ("called so by", self.veil.words(report, toll.group_by)),
            ("attributed to", "; ".join(self._attribution(report, each) for each in toll.attributed_to)),
            ("counted", "" if toll.basis is Basis.UNSTATED else words.BASES[toll.basis]),
            ("part of", toll.part_of or ""),
        )
        return (
            ("who they were", _victims(words.group(toll), "" if toll.person else victims)),
            ("counts", words.scope(toll)),
            ("place", self.veil.words(report, toll.place) or words.NOT_SAID),
            ("when", words.when(toll)),
            *((name, value) for name, value in told_by_few if value),
        )

    def position_facts(self, report: Report, position: Position, statement: Statement | None) -> tuple[tuple[str, str], ...]:
        """At whom it is aimed; what a denial denies; an alleged attack on health care."""
        denied, care = position.denies_what, position.health_care
        return (
            *(self._target(report, statement) if statement else ()),
            *((("denies", denied.value),) if denied else ()),
            *((("about", position.about),) if position.about else ()),
            *((("alleged attack on health care", words.reason(care.value)),) if care else ()),
        )

    def _attribution(self, report: Report, each: Attribution) -> str:
        by = f", by {self.veil.words(report, each.speaker)}" if each.speaker else ""
        return self.actor(report, each.actor) + by + (f" ({each.stance.value})" if each.stance else "")

    def actor(self, report: Report, actor: Actor) -> str:
        """Who somebody is in the register, else the words that name them."""
        return self.veil.clean(report, actor.name) or self.veil.words(report, actor.span) or words.NOT_SAID

    def _actors(self, report: Report, actors: Iterable[Actor]) -> str:
        return ", ".join(self.veil.words(report, actor.span) or self.actor(report, actor) for actor in actors) or words.NOT_SAID

    def _target(self, report: Report, statement: Statement) -> tuple[tuple[str, str], ...]:
        return (("aimed at", self.veil.words(report, statement.target)),) if statement.target else ()


def _victims(group: str, victims: str) -> str:
    """The group's code with the report's own words; the words alone where they name no group."""
    if not victims or victims.casefold() == group:
        return group
    return f"“{victims}”" if group == words.NOT_SAID else f"{group} (“{victims}”)"


def speaker_key(said: Claim | Statement) -> tuple[int, str]:
    """What makes two speakers one: the same party where that is known, else the same words, articles and case aside.

    Sorts named speakers first, then the report itself, then those whose name is not known.
    """
    if said.speaker is None:
        return 1 + list(Voice).index(said.voice), ""
    name = " ".join(said.speaker.text.casefold().split()).removeprefix("the ")
    return 0, (said.speaker_actor and said.speaker_actor.id) or name
