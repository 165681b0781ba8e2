"""Events, rulings and relations -> parts of a brief: what is said to have happened, been decided, and who belongs with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.exports import words
from counterclaim.exports.lines import Liner, Lines
from counterclaim.model import Claim, Event, Extraction, Relation, Report, Ruling

# How much a page shows before it says "and N more", in step with the figures and statements of `brief.py`.
GROUPS = 40
LINES_PER_GROUP = 10

TITLES = {
    "event": ("Events", "What is said to have happened"),
    "ruling": ("Rulings", "What courts and councils are said to have decided"),
    "relation": ("Ties", "Who is said to belong with whom"),
}
"""The parts in their order, by the kind of claim that they show: in short, and in full."""
NO_TYPE = "no type told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """All claims of one kind: events by their type, rulings by who decides, relations by the tie."""

    kind: str
    short: str
    title: str
    groups: tuple[Lines, ...]
    more_groups: int

    @property
    def count(self) -> int:
        """How many lines there are in the groups, shown or not."""
        return sum(group.count for group in self.groups)


def make_parts(liner: Liner, found: Iterable[tuple[Extraction, Claim]]) -> tuple[Part, ...]:
    """One part a kind, empty where nothing of it was read; groups by how much they hold, then by name."""
    found = tuple(found)
    return tuple(_part(liner, kind, [each for each in found if each[1].kind == kind]) for kind in TITLES)


def _part(liner: Liner, kind: str, found: Iterable[tuple[Extraction, Claim]]) -> Part:
    groups: dict[str, list[tuple[Extraction, Claim]]] = defaultdict(list)
    for extraction, claim in found:
        groups[_name(liner, extraction.report, claim)].append((extraction, claim))
    order = sorted(groups, key=lambda name: (name == NO_TYPE, -len(groups[name]), name))
    short, title = TITLES[kind]
    return Part(
        kind=kind,
        short=short,
        title=title,
        groups=tuple(_lines(liner, name, groups[name]) for name in order[:GROUPS]),
        more_groups=max(0, len(order) - GROUPS),
    )


def _lines(liner: Liner, name: str, found: list[tuple[Extraction, Claim]]) -> Lines:
    return Lines(name, tuple(liner.claim(*each) for each in found[:LINES_PER_GROUP]), max(0, len(found) - LINES_PER_GROUP))


def _name(liner: Liner, report: Report, claim: Claim) -> str:
    match claim.body:
        case Event(acled=acled) if acled:
            return words.reason(acled.value)
        case Ruling(body=body):
            return liner.actor(report, body)
        case Relation(relation=relation):
            return words.RELATIONS[relation]
    return NO_TYPE
