"""What else somebody holds: one position a statement, what a denial denies, and health care only where somebody alleges it."""

from __future__ import annotations

import pytest
from rooms import positions_of, read_text

from counterclaim.model import DeniesWhat, Event, HealthCare, Stance, Toll, Voice

STANCES = {
    "accuses": ("The ministry accused the army of shelling a school.", "The ministry"),
    "demands": ("The council called for an end to the siege.", "The council"),
    "warns": ("The agency warned of a famine in the valley.", "The agency"),
    "denies": ("The rebels denied the allegations.", "The rebels"),
    "alleges": ("The governor alleged that rebels had mined the road.", "The governor"),
    "admits": ("The rebels claimed responsibility for the raid.", "The rebels"),
    "refuses": ("The army rejected the ceasefire proposal.", "The army"),
    "rules": ("The court ordered the state to release the archive.", "The court"),
    "confirms": ("The mayor confirmed the attack.", "The mayor"),
    "disputes": ("The rebels disputed the figure.", "The rebels"),
}

DENIALS = {
    "occurrence": "The army denied that the convoy had been attacked.",
    "responsibility": "The army denied any involvement in the attack.",
    "figure": "The army denied any casualties.",
    "intent": "The army denied deliberately targeting civilians.",
    "status": "The family denied that the boy was armed.",
}

HEALTH_CARE = {
    "militarization": "The army alleged that the rebels operate from hospitals.",
    "obstruction": "The ministry accused the army of blocking ambulances from the town.",
    "violence_heavy_weapons": "The ministry accused the army of shelling a hospital.",
    "violence_individual_weapons": "The ministry accused the rebels of opening fire on an ambulance.",
    "unspecified": "The ministry accused the army of endangering lives by compromising health facilities.",
}


ABOUT = {
    "the event of what is said": ("The ministry accused the army of shelling a hospital.", "shelling"),
    "the first of several": ("The ministry confirmed the strike, which came after a raid.", "strike"),
    "the figure that is denied": ("The army denied that 30 of its men were killed.", "30"),
    "the only figure": ("The army alleged that 30 people were missing.", "30"),
    "nothing that is named": ("The army denied it.", None),
    "two figures and no event": ("The mayor feared for 12 missing and 30 displaced.", None),
}


@pytest.mark.parametrize(("stance", "text", "speaker"), [(s, *case) for s, case in STANCES.items()], ids=list(STANCES))
def test_a_statement_is_a_position(stance: str, text: str, speaker: str) -> None:
    extraction = read_text(text)
    ((claim, _),) = positions_of(extraction)
    assert (claim.stance, claim.speaker and claim.speaker.text) == (Stance(stance), speaker)
    assert claim.statement == extraction.statements[0].id


@pytest.mark.parametrize(("what", "text"), list(DENIALS.items()), ids=list(DENIALS))
def test_what_a_denial_denies(what: str, text: str) -> None:
    ((claim, position),) = positions_of(read_text(text))
    assert claim.stance is Stance.DENIES
    assert position.denies_what is DeniesWhat(what)


@pytest.mark.parametrize(("text", "word"), list(ABOUT.values()), ids=list(ABOUT))
def test_what_a_stand_is_taken_on(text: str, word: str | None) -> None:
    extraction = read_text(text)
    anchors = {
        c.id: c.body.trigger.text if isinstance(c.body, Event) else c.body.number.text
        for c in extraction.claims
        if isinstance(c.body, Event | Toll)
    }
    ((_, position), *_) = positions_of(extraction)
    assert (anchors[position.about] if position.about else None) == word


def test_only_a_denial_denies() -> None:
    bodies = [position for text, _ in STANCES.values() for claim, position in positions_of(read_text(text)) if claim.stance != "denies"]
    assert bodies
    assert not any(position.denies_what for position in bodies)


ALLEGED_ACTS = [
    pytest.param("The ministry alleged that the rebels billet themselves inside the clinics.", "militarization", id="billeted"),
    pytest.param("The ministry alleged that the army parks its howitzers beside the maternity ward.", "militarization", id="parked"),
    pytest.param("The ministry accused the army of turning its guns on places of healing.", "unspecified", id="guns turned on it"),
    pytest.param("The ministry accused the army of putting blood banks out of action.", "unspecified", id="out of action"),
    pytest.param("The ministry accused the army of using drones against a hospital.", "violence_heavy_weapons", id="used against it"),
    pytest.param("The ministry alleged that the rebels keep rockets in the electoral wards.", None, id="wards of a town"),
    pytest.param("The ministry alleged that the rebels keep rockets in barns.", None, id="no place of care"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), ALLEGED_ACTS)
def test_acts_against_health_care(text: str, kind: str | None) -> None:
    ((_, position),) = positions_of(read_text(text))
    assert position.health_care == kind


CONCERNS = [
    pytest.param("The raid stirred fears for the nurses, and for the supply of insulin.", "the nurses, and for the supply of insulin"),
    pytest.param("Worries have been voiced about the surgeons.", "the surgeons"),
    pytest.param("Anxiety is rising over the sick and over whether they can leave.", "the sick and over whether they can leave"),
    pytest.param("The raids have prompted alarm about the flow of medicine.", "the flow of medicine"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content"), CONCERNS)
def test_concern_of_nobody_named(text: str, content: str) -> None:
    ((claim, _),) = positions_of(read_text(text))
    said = [e for e in claim.evidence if e.field == "content"]
    assert (claim.stance, claim.speaker, claim.voice) == (Stance.WARNS, None, Voice.UNNAMED)
    assert [text[e.start : e.end] for e in said] == [content]


def test_a_thing_that_is_a_concern_for_somebody_warns_of_nothing() -> None:
    assert not positions_of(read_text("Water is a growing concern for the port."))


ANSWERED = [
    pytest.param("The army accused Lowland of theft, a charge that Lowland meets with the allegation that troops looted it.", "Lowland"),
    pytest.param("The mayor hits back at the army with the allegation that soldiers looted the port.", "The mayor"),
    pytest.param("From Highland comes the questionable claim that soldiers looted the port.", "Highland"),
    pytest.param("The army's contested claim is that rebels looted the port.", "The army"),
    pytest.param("Highland has made the controversial claim that rebels looted the port.", "Highland"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), ANSWERED)
def test_who_makes_a_claim_that_a_noun_brings_in(text: str, speaker: str) -> None:
    claim, _ = positions_of(read_text(text))[-1]
    assert (claim.stance, claim.speaker and claim.speaker.text) == (Stance.ALLEGES, speaker)
    assert claim.hedged is ("questionable" in text or "cont" in text)


@pytest.mark.parametrize(("kind", "text"), list(HEALTH_CARE.items()), ids=list(HEALTH_CARE))
def test_alleged_attack_on_health_care(kind: str, text: str) -> None:
    ((_, position),) = positions_of(read_text(text))
    assert position.health_care is HealthCare(kind)


@pytest.mark.parametrize(
    "text",
    [
        "The agency warned that patients in the hospital need water.",
        "The ministry accused the army of shelling a school near a bridge.",
        "The ministry praised the staff of the hospital.",
    ],
)
def test_nearness_to_a_hospital_alleges_nothing(text: str) -> None:
    assert not any(position.health_care for _, position in positions_of(read_text(text)))
