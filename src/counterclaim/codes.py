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


class Realis(StrEnum):
    """Whether an event is told as a fact."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Acled(StrEnum):
    """ACLED's sub-events."""

    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    ARMED_CLASH = "armed_clash"
    SUICIDE_BOMB = "suicide_bomb"
    REMOTE_EXPLOSIVE = "remote_explosive"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION = "abduction"
    ARRESTS = "arrests"
    TERRITORY_GOVERNMENT = "territory_government"
    TERRITORY_NON_STATE = "territory_non_state"
    GRENADE = "grenade"
    CHEMICAL_WEAPON = "chemical_weapon"
    SEXUAL_VIOLENCE = "sexual_violence"
    PEACEFUL_PROTEST = "peaceful_protest"
    PROTEST_INTERVENTION = "protest_intervention"
    EXCESSIVE_FORCE = "excessive_force"
    VIOLENT_DEMONSTRATION = "violent_demonstration"
    MOB_VIOLENCE = "mob_violence"
    LOOTING_DESTRUCTION = "looting_destruction"
    AGREEMENT = "agreement"
    HEADQUARTERS = "headquarters"
    DISRUPTED_WEAPONS = "disrupted_weapons"
    GROUP_CHANGE = "group_change"
    TERRITORY_TRANSFER = "territory_transfer"
    OTHER_STRATEGIC = "other_strategic"


class Side(StrEnum):
    """What somebody is in an event, as far as its type asks: by the text's own words, or by who they were found to be."""

    STATE = "state"
    FOREIGN = "foreign"
    REBEL = "rebel"
    PROTEST = "protest"
    MOB = "mob"
    CIVIL = "civil"
    PLACE = "place"
    UNKNOWN = "unknown"


class WeaponKind(StrEnum):
    """What sort of attack a weapon makes."""

    AIR = "air"
    ARTILLERY = "artillery"
    EXPLOSIVE = "explosive"
    SUICIDE = "suicide"
    GRENADE = "grenade"
    CHEMICAL = "chemical"
    FIREARM = "firearm"
    BLADE = "blade"
    CROWD = "crowd"
