"""The codes of the output contract: what a stance, a measure, a bound, a scope … may be. `docs/reference/fields.md` explains them."""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """Whose word a claim is when one looks at the speaker."""

    REPORT = "report"
    NAMED = "named"
    UNNAMED = "unnamed"
    UNRESOLVED = "unresolved"


class Stance(StrEnum):
    """How the report presents the speaker's relation to the content."""

    REPORTS = "reports"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    ACCUSES = "accuses"
    ADMITS = "admits"
    DENIES = "denies"
    DISPUTES = "disputes"
    DEMANDS = "demands"
    WARNS = "warns"
    REFUSES = "refuses"
    RULES = "rules"


class Polarity(StrEnum):
    """Whether the speaker holds the figure to be so; a rejected figure enters no count."""

    ASSERTS = "asserts"
    REJECTS = "rejects"


class Measure(StrEnum):
    """What happened to the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    RELEASED = "released"


class Quantifier(StrEnum):
    """The bound that the words put on a figure."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    NEARLY = "nearly"
    RANGE = "range"
    VAGUE = "vague"


class Group(StrEnum):
    """The text's word for who the people were; not a legal status."""

    UNSPECIFIED = "unspecified"
    CIVILIANS = "civilians"
    MILITARY = "military"
    MILITANTS = "militants"
    POLICE = "police"
    CHILDREN = "children"
    WOMEN = "women"
    MEDICAL = "medical"
    PRESS = "press"
    AID = "aid"
    OFFICIALS = "officials"
    PRISONERS = "prisoners"
    MIXED = "mixed"


class Scope(StrEnum):
    """Over what a figure counts."""

    INCIDENT = "incident"
    PERIOD = "period"
    CUMULATIVE = "cumulative"
    STOCK = "stock"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How the teller came to the figure."""

    AS_REPORTED = "as_reported"
    IDENTIFIED = "identified"
    VERIFIED = "verified"
    APPROVED_LATER = "approved_later"
    MODELLED = "modelled"
    UNSTATED = "unstated"


class Unit(StrEnum):
    """What is counted."""

    PERSON = "person"
    HOUSEHOLD = "household"


class DeniesWhat(StrEnum):
    """What exactly a denial says is not so."""

    OCCURRENCE = "occurrence"
    RESPONSIBILITY = "responsibility"
    FIGURE = "figure"
    STATUS = "status"
    INTENT = "intent"


class RelationKind(StrEnum):
    """How the subject of a relation stands to its object."""

    ALLY_OF = "ally_of"
    PART_OF = "part_of"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONTROLS = "controls"


class HealthCare(StrEnum):
    """An attack on health care that somebody alleges (WHO's SSA types); never implied by nearness to a hospital."""

    VIOLENCE_HEAVY_WEAPONS = "violence_heavy_weapons"
    VIOLENCE_INDIVIDUAL_WEAPONS = "violence_individual_weapons"
    OBSTRUCTION = "obstruction"
    MILITARIZATION = "militarization"
    UNSPECIFIED = "unspecified"


class LinkKind(StrEnum):
    """How one claim stands to another."""

    DENIES = "denies"
    DISPUTES = "disputes"
    COUNTERS = "counters"
    CORROBORATES = "corroborates"
    CORRECTS = "corrects"
    UPDATES = "updates"
    PART_OF = "part_of"
    REPEATS = "repeats"


AGAINST = frozenset({LinkKind.DENIES, LinkKind.DISPUTES, LinkKind.COUNTERS})


class Layout(StrEnum):
    """What a stretch of text is on the page: bulletins and key-figure strips are lines, not prose."""

    PROSE = "prose"
    LINE = "line"
    HEADING = "heading"


class Precision(StrEnum):
    """How finely a date expression fixes its day."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    PERIOD = "period"
    UNKNOWN = "unknown"


class ActorKind(StrEnum):
    """What a speaker is, as far as the register of actors and the report tell; no judgement on what they say or do."""

    BELLIGERENT = "belligerent"
    AUTHORITY = "authority"
    HEALTH_AUTHORITY = "health_authority"
    INTERNATIONAL_BODY = "international_body"
    COURT = "court"
    MONITOR = "monitor"
    MEDIA = "media"
    WITNESS = "witness"
    THIRD_STATE = "third_state"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"
