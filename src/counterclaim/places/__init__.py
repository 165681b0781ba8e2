"""spans → spans whose names are places on the map, where the text settles which.

Only readings change: no span moves and no name is added. What the text does not settle stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from counterclaim.model import Place, Spans
from counterclaim.places.entries import OTHER, Candidate, Entry, demonyms
from counterclaim.places.gazetteer import Gazetteer, bundled_gazetteer, default_gazetteer
from counterclaim.places.mentions import Mention, find_mentions, surnames
from counterclaim.places.ranking import Scene, choose, shares
from counterclaim.places.words import DIRECTIONS

__all__ = ["Gazetteer", "bundled_gazetteer", "default_gazetteer", "resolve_spans"]

PART_OF_LAND = 5  # UCDP's precision of "northern X"
GREAT = 500_000  # people
Choices = tuple[tuple[Candidate, bool], ...]


def resolve_spans(spans: Spans, gazetteer: Gazetteer | None = None) -> Spans:
    """The same spans; a name that the text settles as a place has it. Without a gazetteer the user's is used, else the bundled one."""
    known = gazetteer or default_gazetteer()
    mentions = find_mentions(spans)
    choices = {m.index: candidates_of(m, known) for m in mentions}
    facilities = [m for m in mentions if m.name.label == "facility" and m.inside is not None]
    named = surnames(spans, frozenset(k for k, found in choices.items() if found))
    mentions = [m for m in mentions if choices[m.index] and (m.name.span.text not in named or is_great(choices[m.index]))]
    if not mentions:
        return spans
    countries = countries_of(spans, mentions, choices)
    settled = settle(mentions, choices, Scene(shares(countries)), {})
    for entry in settled.values():
        for country in filter(None, entry.country.split("|")):
            countries[country] += 1
    settled = settle(mentions, choices, Scene(shares(countries), tuple(settled.values())), settled)
    places = {m.index: placed(m, settled[m.index]) for m in mentions if m.index in settled}
    places |= {m.index: housed(m, settled[m.inside]) for m in facilities if m.inside in settled and m.index not in places}
    return replace(spans, names=tuple(replace(name, place=places[k]) if k in places else name for k, name in enumerate(spans.names)))


def candidates_of(mention: Mention, gazetteer: Gazetteer) -> Choices:
    """What the first form that is known may stand for, with whether the name was shortened to it."""
    for k, form in enumerate(mention.forms):
        if form and (found := gazetteer.find(form)):
            people = form in demonyms()  # "Somali" is no town
            town = k > 0 and mention.name.label == "facility"  # which is called after it
            kinds = {"country"} if people else {"town"} if town else None
            return tuple((candidate, k > 0) for candidate in found if kinds is None or candidate.entry.kind in kinds)
    return ()


def is_great(found: Choices) -> bool:
    """Whether a name is one of a country, a province or a great city, which it most likely means even where somebody bears it too."""
    return any(c.entry.kind in ("country", "province") or c.entry.population > GREAT for c, _ in found)


def countries_of(spans: Spans, mentions: list[Mention], choices: dict[int, Choices]) -> Counter[str]:
    """How often the report names each country, or its people."""
    found: Counter[str] = Counter()
    for mention in mentions:
        entry = next((c.entry for c, _ in choices[mention.index] if c.entry.kind == "country"), None)
        if entry is not None:
            found[entry.country] += 1
    for sentence in spans.sentences:
        for token in sentence.tokens:
            if token.text[0].isupper() and (country := demonyms().get(token.lower) or demonyms().get(token.lower.removesuffix("s"))):
                found[country] += 1
    return found


def settle(mentions: list[Mention], choices: dict[int, Choices], scene: Scene, before: dict[int, Entry]) -> dict[int, Entry]:
    """The place of each mention that has one; names that say where they lie settle others that are written the same."""
    found: dict[int, Entry] = {}
    by_form: dict[str, Entry] = {}
    holding: dict[int, list[Entry]] = {}
    for mention in mentions:
        if mention.inside is not None:
            holding.setdefault(mention.inside, []).extend(c.entry for c, _ in choices[mention.index] if c.how != OTHER)
    ordered = sorted(mentions, key=lambda m: (m.inside is None and m.of is None, m.index))
    for mention in ordered:
        container = before.get(mention.inside) if mention.inside is not None else None
        if container is None and mention.inside is not None:
            container = next((c.entry for c, _ in choices.get(mention.inside, ()) if c.entry.kind == "country"), None)
        here = replace(scene, held=tuple(holding.get(mention.index, ())))
        entry = by_form.get(mention.forms[0]) or choose(mention, choices[mention.index], container, here)
        if entry is not None:
            found[mention.index] = entry
            by_form.setdefault(mention.forms[0], entry)
    return found


def placed(mention: Mention, entry: Entry) -> Place:
    """The place as the report speaks of it."""
    precision = entry.precision
    if precision == 1 and mention.near:
        precision = 2
    elif precision in (4, 6) and (mention.part or is_part(mention, entry)):
        precision = PART_OF_LAND
    elif mention.name.label == "facility" and entry.kind == "town":
        precision = 2  # somewhere in the town after which it is called, or by it
    number = entry.id.removeprefix("geonames:")
    return Place(
        id=entry.id,
        name=entry.town or entry.name,
        kind="facility" if mention.name.label == "facility" and entry.kind == "town" else entry.kind,
        country=None if entry.disputed or "|" in entry.country else entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        precision=precision,
        geonames=int(number) if number.isdigit() else None,
        disputed=entry.disputed,
        literal=mention.literal,
    )


def housed(mention: Mention, town: Entry) -> Place:
    """A facility in the town that the text names with it."""
    return replace(placed(mention, town), kind="facility")


def is_part(mention: Mention, entry: Entry) -> bool:
    """Whether the name is a land's or province's with a direction that is not its own: "Northern Ruritania"."""
    first = mention.name.span.text.split()[0].lower()
    return first in DIRECTIONS and not entry.name.lower().startswith(first)
