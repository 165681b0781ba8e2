"""What happened, who did it, to whom, where, when and with what; told in three sentences it is one event, and its tolls point to it."""

from __future__ import annotations

from typing import Any

import pytest
from rooms import events_of, read_text, tolls_of, words

from counterclaim.model import Actor, Claim, Event, Extraction, Toll
from counterclaim.pipeline import extract

Expected = dict[str, Any]


def event(trigger: str, acled: str | None, **fields: Any) -> Expected:
    """What a case expects of one event: the first word that tells it, its sub-event, and only the fields that the case is about."""
    return {"trigger": trigger, "acled": acled, **fields}


def named(actors: tuple[Actor, ...]) -> list[str | None]:
    """The words of some parties."""
    return [words(actor.span) for actor in actors]


def found_event(claim: Claim, body: Event) -> Expected:
    """An event as `event()` writes one, with every field that a case may ask for."""
    return {
        "trigger": body.trigger.text,
        "acled": body.acled.value if body.acled else None,
        "plover": body.plover,
        "actors": named(body.actors),
        "targets": named(body.targets),
        "ids": [actor.id for actor in body.actors],
        "place": words(body.place),
        "facility": words(body.facility),
        "weapon": words(body.weapon),
        "dates": (body.date_start, body.date_end),
        "realis": body.realis.value,
        "voice": claim.voice.value,
        "speaker": words(claim.speaker),
        "stance": claim.stance.value if claim.stance else None,
        "polarity": claim.polarity.value,
    }


def assert_events(text: str, *expected: Expected) -> None:
    """The text's events are these and no others, in text order, each in the fields that the case names."""
    found = [found_event(claim, body) for claim, body in events_of(read_text(text))]
    marks = [(f["trigger"], f["acled"]) for f in found]
    assert marks == [(e["trigger"], e["acled"]) for e in expected], f"found {marks}"
    for f, e in zip(found, expected, strict=True):
        assert {key: f[key] for key in e} == e, f"found {f}"


TYPES = {
    "pounded by what pounds": ("Warplanes pounded the town of Doru.", event("pounded", "air_strike", weapon="Warplanes")),
    "pounded by guns": ("Artillery pounded the town of Doru.", event("pounded", "shelling")),
    "pounded by nobody knows what": ("The army pounded the town of Doru.", event("pounded", None, plover="ASSAULT")),
    "attack on the armed": ("Gunmen attacked an army convoy.", event("attacked", "armed_clash", targets=["army convoy"])),
    "attack on the unarmed": ("Gunmen attacked a funeral.", event("attacked", "attack_on_civilians", actors=["Gunmen"])),
    "offensive has no code": ("The army launched an offensive in the valley.", event("offensive", None, actors=["army"])),
    "protest met with gas": ("Police fired tear gas at protesters in the square.", event("tear gas", "protest_intervention")),
    "protest met with bullets": ("Police shot two people during a protest.", event("shot", "excessive_force")),
    "protest that turns": ("A protest in the capital ended in clashes with police.", event("protest", "violent_demonstration")),
    "taken from the state": ("Rebels seized the town of Doru.", event("seized", "territory_non_state", place="Doru")),
    "taken back": ("The army recaptured the town of Doru.", event("recaptured", "territory_government")),
    "left": ("The rebels withdrew from the town of Doru.", event("withdrew", "territory_transfer")),
    "people taken are arrests": ("The army captured four rebels.", event("captured", "arrests")),
    "clash of neighbours": ("Herders clashed with farmers near Doru.", event("clashed", "mob_violence")),
    "shot down": ("The navy shot down three drones.", event("shot", "disrupted_weapons")),
    "crew of what was shot down": ("Rebels shot down a helicopter, killing both pilots.", event("shot", "disrupted_weapons")),
    "blown up in peace": ("The army carried out a controlled explosion.", event("controlled explosion", "disrupted_weapons")),
    "troops brought home": ("The state will withdraw its troops.", event("withdraw", "group_change", realis="planned")),
    "crowd against police": ("Youths clashed with police in Doru.", event("clashed", "violent_demonstration")),
    "died as it was taken": ("Rebels captured the town of Doru, killing four soldiers.", event("captured", "territory_non_state")),
    "taken over": ("The town of Doru was taken over by rebels.", event("taken", "territory_non_state")),
    "chlorine in shells": ("Rebels fired shells containing chlorine at Doru.", event("fired", "chemical_weapon")),
}

APART = {
    "a protest that a killing sparked": (
        "Police shot a teacher, sparking protests in Doru.",
        [event("shot", "attack_on_civilians"), event("protests", "peaceful_protest")],
    ),
    "arrests beside a riot": (
        "Police arrested four bakers after protesters attacked the ministry.",
        [event("arrested", "arrests"), event("attacked", "violent_demonstration")],
    ),
    "each side kills": (
        "Militants killed four soldiers before soldiers killed six militants.",
        [event("killed", "armed_clash", actors=["Militants"]), event("killed", "armed_clash", actors=["soldiers"])],
    ),
}

FALSE_FRIENDS = {
    "heart attack": "The governor died of a heart attack.",
    "workers' strike": "Nurses began a general strike on Monday.",
    "storm": "A storm struck the coast on Monday.",
    "deal of traders": "They signed a trade deal with the bank.",
    "film": "They shot a film in the old town.",
    "stocks": "Stocks rallied on Monday.",
    "bomb threat": "The school got a bomb threat.",
    "what heads a sentence": "Valley civil war clashes: The bank opened a branch in Doru.",
    "a court's murder": "A baker was sentenced for the murder of his wife.",
    "an attack in words": "The judge spoke of an attack on the judiciary.",
    "won in a vote": "The party captured control of the parliament.",
    "for want of heat": "The mayor declared a state of emergency for the floods.",
    "oneself": "The man shot himself.",
}

REALIS = {
    "happened": "The army shelled the town.",
    "ongoing": "The army is shelling the town.",
    "planned": "The army plans to attack the rebels.",
    "hypothetical": "The army could attack the rebels.",
    "denied": "The army denied that it had shelled the town.",
}

PARTIES = {
    "active": ("Rebels ambushed a police patrol.", ["Rebels"], ["police patrol"]),
    "passive": ("A priest was abducted by gunmen.", ["gunmen"], ["priest"]),
    "noun with by and on": ("An attack by militants on a convoy was reported.", ["militants"], ["convoy"]),
    "noun with an owner": ("The army's air strike hit the camp.", ["army"], ["camp"]),
    "noun with a light verb": ("The militia carried out a series of air strikes.", ["militia"], []),
    "both sides of a fight": ("Clashes between the army and the rebels went on.", ["army", "rebels"], []),
    "one who promises": ("The army promised to carry out air strikes.", ["army"], []),
    "one who owns up": ("The rebels said that they had shelled the base.", ["The rebels"], ["base"]),
    "one who is accused": ("The ministry accused the army of shelling a school.", ["army"], ["school"]),
    "shared by and": ("Protesters stormed the court and set it on fire.", ["Protesters"], ["court"]),
    "those who came to harm": ("A blast in Doru killed 12 soldiers.", [], ["soldiers"]),
    "backed by others": ("Rebels backed by Kalim took control of the town.", ["Rebels"], []),
    "from whom it was taken": ("The army recaptured the town of Doru from the rebels.", ["army"], ["rebels"]),
    "lost to others": ("The army lost the town of Doru to the rebels.", ["rebels"], ["army"]),
    "sent to do it": ("The ministry told soldiers to arrest the editor.", ["soldiers"], ["editor"]),
    "with somebody doing it": ("The march ended with soldiers opening fire on students.", ["soldiers"], ["students"]),
    "who claims it": ("The militia claimed responsibility for the bombing.", ["militia"], []),
    "who denies it": ("The militia denied responsibility for the bombing.", [], []),
    "who is behind it": ("Militants are behind the kidnapping of four nurses.", ["Militants"], ["nurses"]),
    "what hit a mine": ("A bus struck a landmine.", [], ["bus"]),
    "where it was": ("The court spoke of the Lockerby bombing.", [], []),
    "where it went off": ("A bomb exploded near a hotel, killing four guests.", [], ["guests"]),
    "captives are no captors": ("Two farmers held captive since May are free.", [], ["farmers"]),
}

ONE_EVENT = """A suicide bomber struck a mosque in Doru on Monday, killing 12 worshippers. The attack wounded 30 more people.

Officials said the bombing was the third this year."""

DATES = {
    "its own day": ("On 5 January rebels attacked an army base.", ("2024-01-05", "2024-01-05")),
    "never the report's": ("Rebels attacked an army base.", (None, None)),
    "only as precise as known": ("In January 2023 rebels attacked an army base.", ("2023-01", "2023-01")),
    "no start of a count": ("Since 7 October the army has shelled the town.", (None, None)),
}


@pytest.mark.parametrize(("text", "expected"), list(APART.values()), ids=list(APART))
def test_two_events(text: str, expected: list[Expected]) -> None:
    assert_events(text, *expected)


@pytest.mark.parametrize(("text", "expected"), list(TYPES.values()), ids=list(TYPES))
def test_what_happened(text: str, expected: Expected) -> None:
    assert_events(text, expected)


@pytest.mark.parametrize("text", list(FALSE_FRIENDS.values()), ids=list(FALSE_FRIENDS))
def test_no_event(text: str) -> None:
    assert_events(text)


@pytest.mark.parametrize(("realis", "text"), list(REALIS.items()), ids=list(REALIS))
def test_whether_it_is_a_fact(realis: str, text: str) -> None:
    ((claim, body),) = events_of(read_text(text))
    assert body.realis == realis
    assert claim.polarity == ("rejects" if realis == "denied" else "asserts")


def test_who_denies_a_part_in_it_does_not_deny_that_it_happened() -> None:
    assert_events("The rebels denied involvement in the attack on the convoy.", event("attack", "armed_clash", realis="happened"))


@pytest.mark.parametrize(("text", "actors", "targets"), list(PARTIES.values()), ids=list(PARTIES))
def test_who_and_to_whom(text: str, actors: list[str], targets: list[str]) -> None:
    found = [(named(body.actors), named(body.targets)) for _, body in events_of(read_text(text))]
    assert found[0] == (actors, targets)


@pytest.mark.parametrize(("text", "days"), list(DATES.values()), ids=list(DATES))
def test_when(text: str, days: tuple[str | None, str | None]) -> None:
    ((_, body),) = events_of(read_text(text))
    assert (body.date_start, body.date_end) == days


def test_actors_are_resolved_and_tell_the_type() -> None:
    assert_events("Turkish air strikes hit a camp.", event("air strikes", "air_strike", ids=["turkey"]))
    assert_events("Boko Haram seized the town of Doru.", event("seized", "territory_non_state", ids=["boko-haram"]))


def test_whose_word_an_event_is() -> None:
    text = "The ministry said that the army had shelled the town."
    assert_events(text, event("shelled", "shelling", voice="named", speaker="The ministry", stance="reports"))


def test_nearness_to_a_facility_alleges_nothing() -> None:
    text = "Warplanes struck around Al Doru Hospital."
    assert_events(text, event("struck", "air_strike", facility="Al Doru Hospital"))
    assert not any(getattr(claim.body, "health_care", None) for claim in read_text(text).claims)


def test_two_arms_are_two_events() -> None:
    text = "The navy relied on aerial and artillery fire around two schools."
    assert_events(text, event("aerial", "air_strike"), event("artillery fire", "shelling", weapon="artillery"))


REPORT = (
    "The Sudanese army has widened its offensive against the armed group, Kalim, in Doru, a town in the east. The army used air and "
    "artillery strikes, most of them around two clinics, Mira Hospital and Sola Hospital.\n\n"
    "The Sudanese strikes near Mira Hospital and Sola Hospital raised fears for nurses.\n\n"
    "The war, which began with a Kalim raid on Khartoum on 15 April, has spread to the region of Kordofan, with more casualties."
)


def test_a_report_of_many_parts() -> None:
    """An offensive that goes on, two arms beside facilities, told again, the start of a war with a day and no year, and where it spread."""
    assert_events(
        REPORT,
        event("offensive", None, realis="ongoing", actors=["Sudanese army"], ids=["sudan-military"], targets=["Kalim"], place="Doru"),
        event("air", "air_strike", facility="Mira Hospital and Sola Hospital"),
        event("artillery strikes", "shelling", facility="Mira Hospital and Sola Hospital"),
        event("raid", None, dates=("2023-04-15", "2023-04-15"), actors=["Kalim"], place="Khartoum"),
        event("spread", None, place="Kordofan"),
    )


def test_three_sentences_tell_one_event() -> None:
    ((claim, body),) = events_of(read_text(ONE_EVENT))
    assert (body.trigger.text, body.acled, words(body.place)) == ("suicide bomber", "suicide_bomb", "Doru")
    assert sum(e.field == "trigger" for e in claim.evidence) > 2


def test_another_is_another() -> None:
    text = "A bomb exploded in Doru, killing four. Another bomb exploded in the town of Kalim."
    assert [words(body.place) for _, body in events_of(read_text(text))] == ["Doru", "Kalim"]


def events_of_tolls(extraction: Extraction) -> dict[str, str | None]:
    """The trigger that each toll's event has, by the toll's figure."""
    triggers = {claim.id: body.trigger.text for claim, body in events_of(extraction)}
    bodies = [claim.body for claim in tolls_of(extraction)]
    return {body.number.text: triggers.get(body.event or "") for body in bodies if isinstance(body, Toll)}


POINTING = {
    "shared word": ("Gunmen killed four teachers in Doru.", {"four": "killed"}),
    "one event of a sentence": ("A car bomb in Doru killed 12 people and wounded 30.", {"12": "car bomb", "30": "car bomb"}),
    "a count of the war has none": ("The army shelled the town; 12,000 people have been killed since 7 October.", {"12,000": None}),
    "each its own clause": (
        "A blast in Doru killed four people, while gunmen shot seven people in Kalim.",
        {"four": "blast", "seven": "shot"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), list(POINTING.values()), ids=list(POINTING))
def test_tolls_point_to_their_event(text: str, expected: dict[str, str | None]) -> None:
    assert events_of_tolls(read_text(text)) == expected


def test_an_id_hashes_report_kind_and_trigger() -> None:
    first, again = read_text(ONE_EVENT), read_text(ONE_EVENT)
    assert [c.id for c, _ in events_of(first)] == [c.id for c, _ in events_of(again)]
    other = extract(first.report.__class__(id="r2", key="r2", text=first.report.text, published="2024-01-27"))
    assert {c.id for c, _ in events_of(first)}.isdisjoint(c.id for c, _ in events_of(other))


def test_weapons_are_spans() -> None:
    found = read_text("Two roadside bombs and a drone hit the convoy.").spans.weapons
    assert [(weapon.span.text, weapon.kind) for weapon in found] == [("roadside bombs", "explosive"), ("drone", "air")]
