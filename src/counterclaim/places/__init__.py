"""spans → spans whose names are places on the map, where the text settles which.

Only readings change: no span moves and no name is added, but by `name_lands`, which runs when all claims are made. What the text does
not settle stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from counterclaim.model import Place, Spans
from counterclaim.places.adding import add
from counterclaim.places.building import build
from counterclaim.places.entries import OTHER, Candidate, Entry, demonyms
from counterclaim.places.fold import fold
from counterclaim.places.gazetteer import BuiltGazetteer, Gazetteer, bundled_gazetteer, default_gazetteer, default_path
from counterclaim.places.lands import with_lands
from counterclaim.places.mentions import Mention, find_mentions, surnames
from counterclaim.places.ranking import Scene, choose, shares
from counterclaim.places.words import DIRECTIONS

__all__ = ["Gazetteer", "add", "build", "bundled_gazetteer", "default_gazetteer", "default_path", "find", "name_lands", "resolve_spans"]

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
    settled = settle(mentions, choices, countries, settle(mentions, choices, countries, {}))
    places = {m.index: placed(m, settled[m.index]) for m in mentions if m.index in settled}
    places |= {m.index: housed(m, settled[m.inside]) for m in facilities if m.inside in settled and m.index not in places}
    return replace(spans, names=tuple(replace(name, place=places[k]) if k in places else name for k, name in enumerate(spans.names)))


def name_lands(spans: Spans, gazetteer: Gazetteer | None = None) -> Spans:
    """The same spans with the countries inside other names ("President of X", "X–Y border"), for who lists or maps the names."""
    return with_lands(spans, gazetteer or default_gazetteer())


def find(name: str, path: Path | None = None) -> list[Entry]:
    """What a name may stand for in the gazetteer at `path`, else in the user's; the largest first."""
    gazetteer = BuiltGazetteer(path) if path else default_gazetteer()
    return sorted((c.entry for c in gazetteer.find(fold(name))), key=lambda entry: (-entry.population, entry.id))


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


def settle(mentions: list[Mention], choices: dict[int, Choices], countries: Counter[str], before: dict[int, Entry]) -> dict[int, Entry]:
    """The place of each mention that has one; names that say where they lie settle others that are written the same."""
    found: dict[int, Entry] = {}
    by_form: dict[str, Entry] = {}
    earlier = {m.forms[0]: before[m.index] for m in mentions if m.index in before}
    holding: dict[int, list[Entry]] = {}
    for mention in mentions:
        if mention.inside is not None:
            holding.setdefault(mention.inside, []).extend(c.entry for c, _ in choices[mention.index] if c.how != OTHER)
    for mention in sorted(mentions, key=lambda m: (m.inside is None and m.of is None, m.index)):
        form = mention.forms[0]
        if form not in by_form:
            scene = replace(around(form, earlier, countries), held=tuple(holding.get(mention.index, ())))
            entry = choose(mention, choices[mention.index], container_of(mention, choices, before), scene)
            if entry is None:
                continue
            by_form[form] = entry
        found[mention.index] = by_form[form]
    return found


def around(form: str, settled: dict[str, Entry], countries: Counter[str]) -> Scene:
    """What the rest of the report says of where it is: nothing speaks for itself."""
    others = tuple(entry for other, entry in settled.items() if other != form)
    told = Counter(country for entry in others for country in entry.country.split("|") if country)
    return Scene(shares(countries + told), others)


def container_of(mention: Mention, choices: dict[int, Choices], before: dict[int, Entry]) -> Entry | None:
    """The place that a mention is said to lie in: the one settled, else a country of that name."""
    if mention.inside is None:
        return None
    lands = (c.entry for c, _ in choices.get(mention.inside, ()) if c.entry.kind == "country")
    return before.get(mention.inside) or next(lands, None)


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
