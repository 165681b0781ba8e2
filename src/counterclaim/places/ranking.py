"""Which of the places that bear a name is meant: how well the name fits, what the words around say, where else the report is, size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.places.entries import OTHER, OWN, REPORTS, Candidate, Entry
from counterclaim.places.mentions import Mention
from counterclaim.vocabulary import load_vocabulary

# All weights were set by hand on the half of evals/places.tsv that may be looked at; one unit is a tenfold population.
NAMED = {OTHER: 0.3, OWN: 1.5, REPORTS: 4.0}
SHORTENED = -0.4
KIND = {"country": 8.2, "sea": 7.0, "region": 5.5, "province": 3.4, "district": 3.5, "facility": 3.5, "town": 0.0}
SIZE, PROVINCE_SIZE = 0.9, 0.2  # per tenfold population of a town, of a province
COMMON = -2.0  # a word of the language that no word of place leads to
HINTED = 3.0
CONTAINED, OUTSIDE = 5.0, -4.0
REPORTED = 2.5  # in a country that the report speaks of
HOLDS = 2.0  # said to hold another name, and there is a place of that name in it
CLOSE = 1.5  # near another place of the report
ADDED = 2.5  # a place that the user added
NEEDED_LED, NEEDED = 4.4, 6.2  # least score where a word of place leads to the name, and elsewhere
NEEDED_TOWN_OF = 6.0  # where a facility is only called after a town
MARGIN = 0.5  # least distance to the next best that lies elsewhere
SEAT = 30_000  # people
SAME_KM = 161.0
CLOSE_KM = 200.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What the report says of where it is: how much it speaks of each country, and the places settled so far."""

    countries: Mapping[str, float]
    settled: tuple[Entry, ...] = ()
    held: tuple[Entry, ...] = ()  # what a name may stand for that is said to lie in the one to be settled


def choose(mention: Mention, candidates: Sequence[tuple[Candidate, bool]], container: Entry | None, scene: Scene) -> Entry | None:
    """The best place for a name, or `None` where none is good enough or two are as good; `candidates` come with whether shortened."""
    scored = sorted(
        ((score(mention, c, short, container, scene), c.entry, c.how) for c, short in candidates), key=lambda s: (-s[0], s[1].id)
    )
    if not scored:
        return None
    best, entry, how = scored[0]
    if mention.name.label == "facility" and entry.kind == "town":
        return entry if best >= NEEDED_TOWN_OF and how != OTHER else None
    needed = NEEDED_LED if mention.led or mention.name.label in ("place", "facility") or container or mention.of else NEEDED
    if best < needed:
        return None
    if entry.kind == "province" and how != REPORTS and not mention.hints & {"province", "district"}:
        entry = next((c.entry for c, short in candidates if is_seat(c.entry, entry) and not short), entry)
    rival = next((value for value, other, _ in scored[1:] if is_elsewhere(entry, other)), -math.inf)
    return entry if best - rival >= MARGIN else None


def score(mention: Mention, candidate: Candidate, short: bool, container: Entry | None, scene: Scene) -> float:
    """How well a place fits a name where it stands."""
    entry = candidate.entry
    value = NAMED[candidate.how] + (SHORTENED if short else 0.0) + KIND[entry.kind]
    if entry.kind == "town":
        value += SIZE * math.log10(entry.population + 10)
        if candidate.how == OTHER and not mention.led:
            value += SHORTENED * 2
    elif entry.kind == "province":
        value += PROVINCE_SIZE * math.log10(entry.population + 10)
    if mention.forms[0] in common_words() and not (mention.led or mention.hints or entry.kind == "country"):
        value += COMMON
    if mention.hints and entry.kind in mention.hints:
        value += HINTED
    elif mention.hints & {"province", "district"} and entry.kind == "town":
        value -= HINTED / 2
    if entry.source.startswith("user "):
        value += ADDED
    return value + context(mention, entry, container, scene)


def context(mention: Mention, entry: Entry, container: Entry | None, scene: Scene) -> float:
    """What the place's country and neighbours add."""
    value = 0.0
    if container is not None:
        value += CONTAINED if entry.id == container.id or lies_in(entry, container) else OUTSIDE
    elif mention.of and entry.kind != "country":
        value += CONTAINED if mention.of in entry.country.split("|") else OUTSIDE / 2
    if any(other.id != entry.id and other.kind != "country" and lies_in(other, entry) for other in scene.held):
        value += HOLDS
    shares = [scene.countries.get(country, 0.0) for country in entry.country.split("|")]
    if entry.kind != "country":
        value += REPORTED * max(shares)
        if any(other.id != entry.id and kilometres(entry, other) < CLOSE_KM for other in scene.settled if other.kind != "country"):
            value += CLOSE
    return value


def is_elsewhere(entry: Entry, other: Entry) -> bool:
    """Whether two places are not one for a reader: far apart, and not parts of one province that was divided."""
    divided = entry.kind == other.kind == "province" and (entry.country, entry.name) == (other.country, other.name)
    return not divided and kilometres(entry, other) > SAME_KM


@cache
def common_words() -> frozenset[str]:
    """Words of the language that are names of places too."""
    return frozenset(row["word"] for row in load_vocabulary("words"))


def is_seat(entry: Entry, province: Entry) -> bool:
    """Whether a place is the large town after which a province is called: its bare name is the town's."""
    return entry.kind == "town" and entry.population >= SEAT and (entry.country, entry.admin1) == (province.country, province.admin1)


def lies_in(entry: Entry, container: Entry) -> bool:
    """Whether one place is inside, or a little way from, another."""
    if container.kind == "country":
        return container.country in entry.country.split("|")
    if container.kind == "province":
        return (entry.country, entry.admin1) == (container.country, container.admin1) and entry.id != container.id
    return kilometres(entry, container) < CLOSE_KM


def shares(countries: Counter[str]) -> dict[str, float]:
    """Weights of the countries that a report speaks of, the most spoken of being 1; the others at least a half."""
    top = max(countries.values(), default=0)
    return {country: 0.5 + 0.5 * count / top for country, count in countries.items()}


def kilometres(one: Entry, other: Entry) -> float:
    """The distance over the globe; without end where a place has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(one.lon - other.lon)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
