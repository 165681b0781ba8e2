"""What else somebody holds: one position a statement, what a denial denies, and health care only where somebody alleges it."""

from __future__ import annotations

import pytest
from rooms import positions_of, read_text

from counterclaim.model import DeniesWhat, HealthCare, Stance

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


def test_only_a_denial_denies() -> None:
    bodies = [position for text, _ in STANCES.values() for claim, position in positions_of(read_text(text)) if claim.stance != "denies"]
    assert bodies
    assert not any(position.denies_what for position in bodies)


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
