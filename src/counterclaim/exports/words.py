"""Values of the model -> plain English, the same in every output for people. Nothing here says who is right."""

from __future__ import annotations

from counterclaim.model import Basis, Event, LinkKind, Measure, Quantifier, Realis, RelationKind, Scope, Toll, Unit, Voice

NOT_SAID = "not said"
DOUBT = "report adds doubt"
WITHHELD_PERSON = "a named person (name withheld)"

STANDING = ("Every figure is somebody's word. This page does not decide who is right.", "Nothing here is for targeting.")
"""Printed on every brief; `docs/why.md` says why."""

INVENTED = "synthetic: invented examples"
UNCHANGED = "Unchanged since read, not since publication."

NOBODY_NAMED = {Voice.REPORT: "the report itself", Voice.UNNAMED: "somebody not named", Voice.UNRESOLVED: "somebody, unclear who"}

MEASURES = {measure: measure.value for measure in Measure} | {Measure.CASUALTIES: "killed or injured"}

FIGURES = {
    Quantifier.EXACT: "{low}",
    Quantifier.AT_LEAST: "at least {low}",
    Quantifier.MORE_THAN: "more than {low}",
    Quantifier.UP_TO: "up to {high}",
    Quantifier.FEWER_THAN: "fewer than {high}",
    Quantifier.ABOUT: "about {low}",
    Quantifier.NEARLY: "nearly {low}",
    Quantifier.RANGE: "{low} to {high}",
}

BASES = {
    Basis.AS_REPORTED: "as reported",
    Basis.IDENTIFIED: "identified by name",
    Basis.VERIFIED: "verified by the teller",
    Basis.APPROVED_LATER: "approved later",
    Basis.MODELLED: "estimated by a model",
    Basis.UNSTATED: NOT_SAID,
}

RELATIONS = {
    RelationKind.ALLY_OF: "is an ally of",
    RelationKind.PART_OF: "is part of",
    RelationKind.SUPPORTS: "supports",
    RelationKind.OPPOSES: "opposes",
    RelationKind.CONTROLS: "controls",
}

LINKS = {
    LinkKind.DENIES: ("denies", "is denied by"),
    LinkKind.DISPUTES: ("disputes", "is disputed by"),
    LinkKind.COUNTERS: ("counters", "is countered by"),
    LinkKind.CORROBORATES: ("says the same as", "has the same said by"),
    LinkKind.CORRECTS: ("corrects", "is corrected by"),
    LinkKind.UPDATES: ("updates", "is updated by"),
    LinkKind.PART_OF: ("is part of", "includes"),
    LinkKind.REPEATS: ("passes on", "is passed on by"),
}
"""What a link says of its first end, and of its second."""

# Control characters could move a terminal's cursor or end a page early; direction overrides could make a line read backwards.
_CONTROLS = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_OVERRIDES = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE = dict.fromkeys((*_CONTROLS, *_OVERRIDES), "\N{REPLACEMENT CHARACTER}")


def reports(count: int, these: str = "") -> str:
    """How many reports: "1 report", "1,200 reports"; "this report" and "these 1,200 reports" with `these` said."""
    if count == 1:
        return "this report" if these else "1 report"
    return f"{these} {count:,} reports".lstrip()


def visible(text: str) -> str:
    """The text with control characters and direction overrides shown as U+FFFD, for terminals and pages."""
    return text.translate(_VISIBLE)


def one_line(text: str, limit: int) -> str:
    """The text on one line, cut with an ellipsis after `limit` characters."""
    joined = " ".join(text.split())
    return joined if len(joined) <= limit else joined[: limit - 1].rstrip() + "…"


def figure(toll: Toll) -> str:
    """The figure with its bound: "at least 11", "5 to 8", "about 40 households"; the report's own words where it is vague.

    Holds the words of the report (`number`) for vague figures: withhold before showing, or use `toll.person` first.
    """
    if toll.person:
        return WITHHELD_PERSON
    if toll.share is not None and (toll.share.low is not None or toll.share.high is not None):
        return _share(toll)
    counted = _counted(toll)
    return f"{counted} households" if toll.unit is Unit.HOUSEHOLD else counted


def count(toll: Toll) -> str:
    """The figure with its measure: "at least 11 killed"."""
    return f"{figure(toll)} {MEASURES[toll.measure]}"


def _counted(toll: Toll) -> str:
    pattern = FIGURES.get(toll.quantifier)
    needed = [value for name, value in (("{low}", toll.low), ("{high}", toll.high)) if pattern and name in pattern]
    if toll.vague or pattern is None or None in needed:
        return f"“{one_line(toll.number.text, 60)}”"
    words = pattern.format(low=_thousands(toll.low), high=_thousands(toll.high))
    return f"about {words}" if toll.approx and toll.quantifier in (Quantifier.EXACT, Quantifier.RANGE) else words


def _share(toll: Toll) -> str:
    share = toll.share
    assert share is not None
    low, high = (None if value is None else f"{value:g}" for value in (share.low, share.high))
    part = low if low == high else f"{low} to {high}" if low and high else f"at least {low}" if low else f"up to {high}"
    return f"{part} per cent of {share.of}" if share.of else f"{part} per cent"


def _thousands(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def scope(toll: Toll) -> str:
    """Over what the figure counts, in plain words."""
    match toll.scope:
        case Scope.INCIDENT:
            return "one event"
        case Scope.PERIOD:
            return f"a period, {_stretch(toll.since, toll.until)}" if toll.since or toll.until else "a period"
        case Scope.CUMULATIVE:
            return f"since {toll.since}" if toll.since else "a running total, start not said"
        case Scope.STOCK:
            return f"at a moment, {toll.as_of}" if toll.as_of else "at a moment"
        case Scope.UNKNOWN:
            return "time not said"  # shown wherever a figure stands: it may count one day or a whole war


def when(told: Toll | Event) -> str:
    """When it happened, only as precise as known."""
    return _stretch(told.date_start, told.date_end) if told.date_start or told.date_end else NOT_SAID


def event(told: Event, trigger: str) -> str:
    """The report's own word for an event, its sub-event, and whether it happened: "“pounded” (shelling)", "“march” (planned)"."""
    kept = (told.acled, None if told.realis is Realis.HAPPENED else told.realis)
    noted = "; ".join(reason(code.value) for code in kept if code)
    return f"“{trigger}” ({noted})" if noted else f"“{trigger}”"


def _stretch(first: str | None, last: str | None) -> str:
    if first == last or last is None:
        return first if first == last and first else f"from {first}"
    return f"{first} to {last}" if first else f"until {last}"


def group(toll: Toll) -> str:
    """The text's word for who they were, as a code, with women, children … and trades beside it."""
    named = [] if toll.group.value == "unspecified" else [toll.group.value]
    parts = [*named, *(word for word in (*toll.demographic, *toll.occupation) if word not in named)]
    return ", ".join(parts) if parts else NOT_SAID


def reason(code: str) -> str:
    """A reason's code as words."""
    return code.replace("_", " ")
