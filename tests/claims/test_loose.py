"""Figures that long reports set loosely beside what they count, and what one figure takes from another."""

from __future__ import annotations

import pytest
from rooms import Expected, assert_tolls, read_text, toll, tolls_of

from counterclaim.model import Toll

Case = tuple[str, list[Expected]]

ANSWERS: dict[str, Case] = {
    "up from": ("The blast killed 31 people, up from 25.", [toll("31", 31, 31), toll("25", 25, 25, measure="killed", victims="people")]),
    "not": ("The mayor said that 25 people were killed, not 250.", [toll("25", 25, 25), toll("250", 250, 250, speaker="The mayor")]),
    "it was": ("The blast killed nine people. By noon it was 21.", [toll("nine", 9, 9), toll("21", 21, 21, measure="killed")]),
    "a teller without a verb": (
        "Monitors count 52 dead in the east; state television, 8 in the west.",
        [toll("52", 52, 52), toll("8", 8, 8, speaker="state television")],
    ),
    "a teller's bare figure": (
        "The blast killed 19 people. The navy gives 40.",
        [toll("19", 19, 19), toll("40", 40, 40, speaker="The navy", stance="reports")],
    ),
    "said to be": (
        "The raid killed five people. The navy says that all five were militants.",
        [toll("five", 5, 5), toll("five", 5, 5, victims="militants", group="militants", speaker="The navy")],
    ),
    "stood at": ("The blast killed nine people. By dawn the count stood at 21.", [toll("nine", 9, 9), toll("21", 21, 21)]),
    "from and to": (
        "The blast killed nine people. The mayor revised the figure from nine to 12.",
        [toll("nine", 9, 9), toll("nine", 9, 9), toll("12", 12, 12)],
    ),
    "should have been": (
        "The blast killed 24 people. It should have been 21.",
        [toll("24", 24, 24), toll("21", 21, 21, measure="killed")],
    ),
    "had": ("The blast killed 24 people. The advance copy had 31.", [toll("24", 24, 24), toll("31", 31, 31)]),
    "one verb for two tellers": (
        "The blast killed 70 people. The union says 71 and the inspectorate 59.",
        [toll("70", 70, 70), toll("71", 71, 71), toll("59", 59, 59)],
    ),
    "a figure is disputed": (
        "The raid displaced 700 people. The governor disputes this figure: 300.",
        [toll("700", 700, 700, "displaced"), toll("300", 300, 300, "displaced")],
    ),
    "a question": ("The blast killed 17 people. Eighteen?", [toll("17", 17, 17), toll("Eighteen", 18, 18)]),
    "of the same size": (
        "The war displaced 40,000 people. A shell killed nine men there. The office lists 52,000.",
        [toll("40,000", 40000, 40000, "displaced"), toll("nine", 9, 9), toll("52,000", 52000, 52000, "displaced")],
    ),
    "what its sentence names": (
        "The blast killed 19 people and wounded 30. The wounded are 34.",
        [toll("19", 19, 19), toll("30", 30, 30, "injured"), toll("34", 34, 34, "injured")],
    ),
    "the dead, not the hurt, are answered": (
        "The blast killed 19 people and wounded 30. The navy speaks of 40.",
        [toll("19", 19, 19), toll("30", 30, 30, "injured"), toll("40", 40, 40, "killed")],
    ),
}

LOOSE: dict[str, Case] = {
    "hurt told beside dead": ("Dead 8 so far, 14 hurt.", [toll("8", 8, 8), toll("14", 14, 14, "injured")]),
    "people told beside others": (
        "The shell wounded a guard and, in the next ward, four farmers.",
        [toll("a guard", 1, 1, "injured"), toll("four", 4, 4, "injured", victims="farmers")],
    ),
    "behind bars": (
        "By its count 40 villagers were killed and over 200 still behind bars.",
        [toll("40", 40, 40), toll("over 200", 200, None, "detained", scope="stock")],
    ),
    "all of them": (
        "The mission verified 91 deaths, all of them detainees.",
        [toll("91", 91, 91, victims="detainees", group="prisoners")],
    ),
}

PARTS: dict[str, Case] = {
    "of them": (
        "The blast killed nine people. Six of them were children.",
        [toll("nine", 9, 9), toll("Six", 6, 6, part_of="nine", group="children")],
    ),
    "a bare figure": (
        "The blast killed 19 people. Twelve were minors.",
        [toll("19", 19, 19), toll("Twelve", 12, 12, part_of="19", group="children")],
    ),
    "among them": (
        "The raid killed 19 people. Among them were seven gendarmes and a driver.",
        [
            toll("19", 19, 19),
            toll("seven", 7, 7, part_of="19", group="police"),
            toll("a driver", 1, 1, part_of="19", group="civilians"),
        ],
    ),
    "of the dead": (
        "The raid killed 30 people. The embassy identified 11 of the dead.",
        [toll("30", 30, 30), toll("11", 11, 11, part_of="30")],
    ),
    "of so many": (
        "The raid killed 14 people and wounded 30. The court heard that eight of the fourteen carried no weapon.",
        [toll("14", 14, 14), toll("30", 30, 30, "injured"), toll("eight", 8, 8, part_of="14")],
    ),
    "told before the word for it": (
        "The raid killed 19 people, two commanders among them.",
        [toll("19", 19, 19), toll("two", 2, 2, victims="commanders", part_of="19")],
    ),
    "included": (
        "The raid killed 19 people, ten women and three infants included.",
        [toll("19", 19, 19), toll("ten", 10, 10, part_of="19"), toll("three", 3, 3, part_of="19")],
    ),
    "the nearer whole": (
        "The list gives 30 wounded and 12 dead, five of them women.",
        [toll("30", 30, 30, "injured"), toll("12", 12, 12), toll("five", 5, 5, part_of="12")],
    ),
}

NOT_COUNTED = {
    "shells downed": "A guard was killed; 35 drones came, 28 downed.",
    "a ward's room": "A guard was killed near a ward built for 90.",
    "an age": "A driver, 33, was killed there.",
    "an age after of": "A boy of nine was killed there.",
    "an age before when": "The clockmaker of the port, a guard, was 83 when a shell killed him.",
    "an age in an idiom": "They brought a boy of 8 to the ward with burns.",
    "under ten": "Both boys who were killed were under ten.",
    "a share": "The raid killed cattle; one in six of the pens burned.",
    "a vote": "By six votes to one the court spoke of a killing.",
    "what may come": "The storm killed cattle. It could be 40 by night.",
    "who is carried": "A guard was killed when a boat carrying 27 people sank.",
    "a death penalty": "The court upheld the death penalty for the six nurses.",
    "somebody's age": "A guard was killed. An earlier version gave her age as 24.",
    "another order of size": "A guard was killed. The ministry lists 19,546.",
    "two who are counted already": "A guard was killed near the two nurses – one Irish and one Kenyan – there.",
    "agents": "A guard was killed after two hooded raiders shot at the gate.",
}

CARRIED: dict[str, Case] = {
    "a part is told by whoever tells the whole": (
        "The office lists twelve dead, five of them women, and 44 hurt.",
        [
            toll("twelve", 12, 12, speaker="The office"),
            toll("five", 5, 5, speaker="The office", group="women"),
            toll("44", 44, 44, "injured", speaker="The office"),
        ],
    ),
    "a part counts over what the whole counts over": (
        "Since fighting began the army has lost 73 soldiers, six of them in accidents.",
        [toll("73", 73, 73, scope="cumulative"), toll("six", 6, 6, scope="cumulative")],
    ),
    "whose men": (
        "The army said that it had lost seven men.",
        [toll("seven", 7, 7, victims="men", group="military", speaker="The army")],
    ),
    "the report takes back what it said": (
        "A correction: on Monday we said that two pupils were killed.",
        [toll("two", 2, 2, voice="report", speaker=None)],
    ),
}


def table(cases: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), list(cases.values()), ids=list(cases))


@table(ANSWERS)
def test_a_bare_figure_counts_what_the_one_before_counts(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(PARTS)
def test_a_part_may_be_told_in_a_sentence_of_its_own(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@table(LOOSE)
def test_a_loose_figure_counts_the_nearest_harm(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


@pytest.mark.parametrize("text", list(NOT_COUNTED.values()), ids=list(NOT_COUNTED))
def test_what_counts_nobody(text: str) -> None:
    figures = [
        n
        for c in tolls_of(read_text(text))
        if isinstance(c.body, Toll) and (n := c.body.number.text) not in ("A driver", "A boy", "A boy of nine", "Both", "A guard")
    ]
    assert figures == []


@table(CARRIED)
def test_what_one_toll_takes_from_another(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)
