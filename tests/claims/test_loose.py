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

NOT_COUNTED = {
    "an age": "A driver, 33, was killed there.",
    "an age after of": "A boy of nine was killed there.",
    "under ten": "Both boys who were killed were under ten.",
    "a share": "The raid killed cattle; one in six of the pens burned.",
    "a vote": "By six votes to one the court spoke of a killing.",
    "what may come": "The storm killed cattle. It could be 40 by night.",
    "who is carried": "A guard was killed when a boat carrying 27 people sank.",
    "a death penalty": "The court upheld the death penalty for the six nurses.",
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
