"""Who belongs with whom: only what is said to be so now, of parties, in the word of whoever says it."""

from __future__ import annotations

import pytest
from rooms import read_text, words

from counterclaim.model import Claim, Polarity, Relation, Voice

NONE = [
    pytest.param("The front is a former ally of Iran.", id="no longer"),
    pytest.param("The militia is no longer backed by Iran.", id="not now"),
    pytest.param("A US-backed peace plan was signed.", id="a plan"),
    pytest.param("Thousands joined an anti-war march.", id="no party"),
    pytest.param("Twelve hostages held by the rebels were freed.", id="people are held otherwise than places"),
    pytest.param("The mayor opposes the plan of the ministry.", id="a plan is opposed"),
    pytest.param("The battle of Mosul, backed by Iran, went on.", id="who is backed stays open"),
    pytest.param("An Anti-Terrorism Court sits in the town.", id="a thing, not a party"),
    pytest.param("The men who killed the mayor were members of the front.", id="an object is no subject"),
    pytest.param("They named a president, while three members of the front left.", id="something new begins"),
    pytest.param("Shells fell on non-government-held areas.", id="not theirs"),
    pytest.param("Four people held in Yemen belong to the front.", id="a place belongs to nobody"),
    pytest.param("A man was held in Yemen, a member of Hezbollah.", id="whoever was in a place"),
]

WHOSE = [
    pytest.param("Iran-backed fighters left the valley.", Voice.REPORT, None, Polarity.ASSERTS, id="the report says it"),
    pytest.param("The mayor said the fighters are backed by Iran.", Voice.NAMED, "The mayor", Polarity.ASSERTS, id="it is what is said"),
    pytest.param("Iran denied that the fighters are backed by Iran.", Voice.NAMED, "Iran", Polarity.REJECTS, id="it is denied"),
    pytest.param("The mayor denied that Iran-backed fighters left.", Voice.UNRESOLVED, None, Polarity.ASSERTS, id="beside the point"),
]  # fmt: skip


def relations_of(text: str) -> list[tuple[Claim, Relation]]:
    return [(claim, claim.body) for claim in read_text(text).claims if isinstance(claim.body, Relation)]


@pytest.mark.parametrize("text", NONE)
def test_no_relation(text: str) -> None:
    assert not relations_of(text)


@pytest.mark.parametrize(("text", "voice", "speaker", "polarity"), WHOSE)
def test_whose_word_it_is(text: str, voice: Voice, speaker: str | None, polarity: Polarity) -> None:
    ((claim, relation),) = relations_of(text)
    assert (claim.voice, words(claim.speaker), claim.polarity) == (voice, speaker, polarity)
    assert relation.subject.id == "iran"


def test_an_article_or_a_number_is_no_part_of_a_tied_name() -> None:
    found = [relations_of(text)[0][1].subject for text in ("The Iran-backed Houthis left.", "Six Turkish-backed fighters left.")]
    assert [words(side.span) for side in found] == ["Iran", "Turkish"]


def test_an_adjective_is_its_state_and_members_are_their_party() -> None:
    ((_, relation),) = relations_of("Turkish-backed Hamas fighters left the valley.")
    assert (relation.subject.id, relation.object.id) == ("turkey", "hamas")


def test_a_name_that_holds_both_sides_is_each_of_them() -> None:
    ((_, relation),) = relations_of("The Hamas-run Health Ministry in Gaza said 5 people died.")
    assert (relation.subject.id, relation.object.id) == ("hamas", "gaza-health-ministry")
