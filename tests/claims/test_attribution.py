"""Who is said to have done it: by the sentence's grammar, by an accusation, by words that follow; with whose word that is."""

from __future__ import annotations

import pytest
from rooms import read_text, tolls_of, words

from counterclaim.model import Attribution, Toll

Blame = tuple[str | None, str | None, str | None]

CASES = [
    pytest.param("Soldiers killed 12 people.", [("Soldiers", None, None)], id="subject"),
    pytest.param("Twelve people were killed by Israeli forces.", [("Israeli forces", None, None)], id="by whom"),
    pytest.param("Twelve people were killed in an Israeli air strike.", [("Israeli", None, None)], id="whose strike"),
    pytest.param("Israeli warplanes bombed the town, killing 12 people.", [("Israeli", None, None)], id="whose planes"),
    pytest.param("Twelve people were killed in a strike by the army.", [("the army", None, None)], id="a strike by somebody"),
    pytest.param("The ministry said soldiers killed 12 people.", [("soldiers", "The ministry", "reports")], id="in a speaker's word"),
    pytest.param("The army claimed that it had killed 80 rebels.", [("The army", "The army", "alleges")], id="a deed of one's own"),
    pytest.param("Suspected rebels killed 12 people.", [("Suspected rebels", None, "alleges")], id="suspected"),
    pytest.param("The ministry accused the army of killing 12 people.", [("the army", "The ministry", "accuses")], id="accused"),
    pytest.param("The army was accused of killing 12 people.", [("The army", None, "accuses")], id="accused by nobody named"),
    pytest.param(
        "A bomb killed 12 people in the port. Hamas claimed responsibility for the attack.", [("Hamas", "Hamas", "admits")],
        id="claimed later",
    ),
    pytest.param(
        "A bomb killed 12 people in the port. The mayor blamed the rebels for the attack.", [("the rebels", "The mayor", "accuses")],
        id="blamed later",
    ),
    pytest.param("A bomb killed 12 people in the port. No group has claimed responsibility.", [], id="nobody claims it"),
    pytest.param("A bomb killed 12 people in the port. The rebels denied responsibility for the attack.", [], id="a denial blames nobody"),
    pytest.param("The army denied that its soldiers had killed 12 people.", [], id="a denied figure is nobody's deed"),
    pytest.param("An Iraqi bombing left 12 people dead. Twelve were killed in an Iraqi bombing.", [], id="where a bombing was"),
    pytest.param("Twin strikes killed 12 people.", [], id="no name"),
    pytest.param("Typhoon Haiyan killed 12 people.", [], id="no party"),
]  # fmt: skip


def blame(each: Attribution) -> Blame:
    return words(each.actor.span), words(each.speaker), each.stance.value if each.stance else None


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_is_said_to_have_done_it(text: str, expected: list[Blame]) -> None:
    bodies = [claim.body for claim in tolls_of(read_text(text)) if isinstance(claim.body, Toll)]
    assert bodies
    assert [blame(each) for body in bodies for each in body.attributed_to] == expected


def test_a_doer_is_an_actor_of_the_register() -> None:
    (toll,) = (claim.body for claim in tolls_of(read_text("Twelve people were killed in a Hamas attack.")))
    assert isinstance(toll, Toll)
    assert [each.actor.id for each in toll.attributed_to] == ["hamas"]
