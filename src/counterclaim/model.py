"""The facts that flow through the product: frozen values, tuples, code-point offsets into one stored text.

A `Report` is read into `Spans`; spans give `Statement`s; both give `Claim`s; claims are joined by `Link`s.
Fields mean what `docs/reference/fields.md` says. A value that the text does not give is `None`, never a guess.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from counterclaim.codes import (
    AGAINST as AGAINST,
    Acled as Acled,
    ActorKind as ActorKind,
    Basis as Basis,
    DeniesWhat as DeniesWhat,
    Group as Group,
    HealthCare as HealthCare,
    Layout as Layout,
    LinkKind as LinkKind,
    Measure as Measure,
    Polarity as Polarity,
    Precision as Precision,
    Quantifier as Quantifier,
    Realis as Realis,
    RelationKind as RelationKind,
    Scope as Scope,
    Side as Side,
    Stance as Stance,
    Unit as Unit,
    Voice as Voice,
    WeaponKind as WeaponKind,
)
from counterclaim.spans import (
    SEEN as SEEN,
    DateSpan as DateSpan,
    Name as Name,
    Number as Number,
    Phrase as Phrase,
    Place as Place,
    Scored as Scored,
    ScoredCue as ScoredCue,
    ScoredFigure as ScoredFigure,
    ScoredLink as ScoredLink,
    Sentence as Sentence,
    Span as Span,
    Spans as Spans,
    Token as Token,
    Weapon as Weapon,
    within as within,
)

# ---------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where words of a row come from; `dataset` is the SHA-256 of the file, `row` and `column` as a spreadsheet shows them (7, `C`)."""

    dataset: str
    row: int
    column: str
    start: int
    end: int
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One stored text with its date and its carrier; the text was normalised once and never changes again.

    `id` is the external id where the input gave one, else `key`. `published` is `YYYY-MM-DD`.
    `carried_by` are the outlets that print it, nearest first. `synthetic` marks invented examples.
    `published_at` is the time of publication with its zone as the source wrote it, where it gave one. `part_of` names the page that
    a post of a live blog stands on. `pages` tells for each page of a paged document where it begins in the text; `cells` which words
    come from which cell where the report is a row of a table.
    """

    id: str
    key: str
    text: str
    published: str
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str = "en"
    version_of: str | None = None
    carried_by: tuple[str, ...] = ()
    synthetic: bool = False
    source: str = ""
    published_at: str | None = None
    part_of: str | None = None
    pages: tuple[int, ...] = ()
    cells: tuple[Cell, ...] = ()

    def cell(self, at: int) -> Cell | None:
        """The cell that code point `at` comes from, where the report is a row of a table."""
        return next((cell for cell in self.cells if cell.start <= at < cell.end), None)

    def page(self, at: int) -> int | None:
        """The number of the page on which code point `at` stands, from 1; `None` where the document has no pages."""
        return bisect_right(self.pages, at) or None

    def span(self, start: int, end: int) -> Span:
        """The words from `start` to `end`, as a span."""
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One taking of a document: which bytes, when, from where and by what. The bytes lie in the archive under `sha256`.

    `taken_at` is UTC (`2024-01-27T10:00:00Z`). `origin` is the path or address, `how` is `file`, `stdin`, `http`, `feed`, `api` or
    `page`. `headers` are what the server sent. `collector` is the person or machine that took it, `tool` the program with its version,
    `extractor` what made the text out of the bytes, with its version: a better one makes a new report.
    """

    sha256: str
    taken_at: str
    origin: str
    how: str
    headers: tuple[tuple[str, str], ...] = ()
    collector: str | None = None
    tool: str = ""
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report with the capture that it was read from and the bytes that were captured.

    Several reports may come of one capture (JSON lines, a live blog, a feed); they share one `raw`.
    """

    report: Report
    capture: Capture
    raw: bytes


def digest(prefix: str, *parts: object) -> str:
    """A short stable id: `prefix:` and 16 hex digits of SHA-256 over the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}:{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


# ---------------------------------------------------------------- what is said


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, office, court or place behind some words; `how` is `named`, `resolved` or `inferred`."""

    span: Span | None
    id: str | None = None
    name: str | None = None
    how: str = "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody says something. `target` is the party blamed, asked or warned. `inside` is the statement around it.

    `speaker` is the name that a pronoun stands for where the text has it; `voice` tells what an absent speaker means.
    `speaker_actor` is who that is in the register of actors, `speaker_kind` what they are; both empty without a speaker.
    `target_actor` is who the target is.
    `rule` names the rule that found it, for `explain`.
    """

    id: str
    report: str
    voice: Voice
    speaker: Span | None
    cue: Span
    content: tuple[Span, ...]
    stance: Stance
    target: Span | None = None
    hedged: bool = False
    inside: str | None = None
    speaker_actor: Actor | None = None
    speaker_kind: tuple[ActorKind, ...] = ()
    target_actor: Actor | None = None
    carried_by: tuple[str, ...] = ()
    confidence: float | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that one field of a claim rests on."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a population, in per cent."""

    low: float | None
    high: float | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have done it, by whom and how; without a speaker it is the report's own word."""

    actor: Actor
    speaker: Span | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many people were killed, injured, displaced …: the codebook's section "toll".

    `place` is what the report calls it; `place_id` to `place_disputed` are what that is on the map, where the text settles it (`Place`).
    Coordinates are given for towns and what is near them only: a province's or country's middle is no place where something happened.
    """

    number: Span
    low: int | None
    high: int | None
    quantifier: Quantifier
    measure: Measure
    approx: bool = False
    vague: bool = False
    unit: Unit = Unit.PERSON
    share: Share | None = None
    death_kind: str | None = None
    victims: Span | None = None
    group: Group = Group.UNSPECIFIED
    group_by: Span | None = None
    victims_party: Actor | None = None
    demographic: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    scope: Scope = Scope.UNKNOWN
    basis: Basis = Basis.UNSTATED
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    place: Span | None = None
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = None
    place_word: str | None = None
    place_disputed: bool = False
    attributed_to: tuple[Attribution, ...] = ()
    cause: str | None = None
    event: str | None = None
    part_of: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Anything else that somebody is said to hold; for a denial also what is denied.

    `about` is the toll or the event that the stand is taken on, where one stands in what is said. `target_actor` is at whom it is aimed.
    """

    about: str | None = None
    denies_what: DeniesWhat | None = None
    health_care: HealthCare | None = None
    target_actor: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a court or council decided; the claim's head tells whose word that is. An order to prevent is no finding of guilt.

    `body` has no words and no name where the text names no court. `orders` are the obligations, each by its own words, `declines` what
    the body stopped short of.
    """

    body: Actor
    instrument: str | None = None
    addressee: Actor | None = None
    orders: tuple[Span, ...] = ()
    declines: tuple[Span, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Who belongs with whom in somebody's words, on the report's day."""

    subject: Actor
    relation: RelationKind
    object: Actor


@dataclass(frozen=True, slots=True)
class Told:
    """What an event's type rests on: the sort of act that the word tells, the weapon, and who did it to whom."""

    act: str
    weapon: WeaponKind | None = None
    doer: Side = Side.UNKNOWN
    target: Side = Side.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened: ACLED's sub-event (`None` where none is told) with PLOVER's type and mode beside it, who, to whom, where, with what.

    `trigger` is the first word that tells it; other words for the same event are evidence. The dates are the event's own, never the
    report's. `place` and `facility` are what the report calls them; nearness to a facility says nothing about who was meant.
    """

    trigger: Span
    told: Told
    acled: Acled | None = None
    plover: str | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    place: Span | None = None
    place_id: str | None = None
    facility: Span | None = None
    weapon: Span | None = None
    date_start: str | None = None
    date_end: str | None = None
    realis: Realis = Realis.HAPPENED


Body = Toll | Position | Ruling | Relation | Event
"""What a claim may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said, made comparable: one toll, position, ruling, relation or event, with its evidence.

    `id` hashes report, kind and anchor, never the values in `body`: those are readings of the anchor.
    `rules` name what found each value, as (field, rule) pairs, for `explain`.
    """

    id: str
    report: str
    statement: str | None
    voice: Voice
    speaker: Span | None
    cue: Span | None
    stance: Stance | None
    body: Body
    evidence: tuple[Evidence, ...]
    hedged: bool = False
    polarity: Polarity = Polarity.ASSERTS
    speaker_actor: Actor | None = None
    speaker_kind: tuple[ActorKind, ...] = ()
    carried_by: tuple[str, ...] = ()
    confidence: float | None = None
    rules: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """`toll`, `position`, `ruling`, `relation` or `event`."""
        return type(self.body).__name__.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One claim's relation to another, with the words that say so and the rule that found it."""

    id: str
    source: str
    target: str
    kind: LinkKind
    rule: str
    evidence: Span | None = None
    report: str | None = None
    across: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A number near a word of harm, or a cue, that made no claim, with the reason."""

    report: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One report with everything that was read from it."""

    report: Report
    spans: Spans
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    unread: tuple[Unread, ...]
