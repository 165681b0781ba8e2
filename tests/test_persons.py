"""Whose names are withheld: private persons by what is said around their names, and never a speaker in office, a place or a body."""

from __future__ import annotations

import pytest
from factories import make_report

from counterclaim.persons import person_names
from counterclaim.pipeline import extract
from counterclaim.vocabulary import load_vocabulary


def names(text: str) -> list[str]:
    return person_names(extract(make_report(text)))


@pytest.mark.parametrize("row", load_vocabulary("persons"), ids=lambda row: f"{row['kind']} {row['word']}")
def test_words_that_make_a_name_private(row: dict[str, str]) -> None:
    assert names(row["example"]) == ["Anna Example"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"We ran," said Anna Example, a resident of Milltown.', "Anna Example", id="a speaker without office"),
        pytest.param("Anna Example, 34, said the shelling began at dawn.", "Anna Example", id="an age"),
        pytest.param("Anna Example (34) fled Milltown with two bags.", "Anna Example", id="an age in brackets"),
        pytest.param("Anna Example, aged 9, survived.", "Anna Example", id="a child"),
        pytest.param("The 16-year-old student Anna Example was arrested on Monday.", "Anna Example", id="a minor"),
        pytest.param("Anna Example, a 70-year-old from Milltown, stayed.", "Anna Example", id="an age after a comma"),
        pytest.param("Police identified the woman as Anna Example.", "Anna Example", id="identified"),
        pytest.param("They carried the body of Anna Example home.", "Anna Example", id="a body"),
        pytest.param("The shopkeeper's younger sister, Anna Example, lost her house.", "Anna Example", id="kin of another"),
        pytest.param("Anna Example, mother of five, queued for water.", "Anna Example", id="a mother"),
        pytest.param("Anna van der Example, a nurse, treated them.", "Anna van der Example", id="particles"),
        pytest.param("Amina, 9, lost a leg.", "Amina", id="one name only"),
        pytest.param("“It burned all night,” said Mr Anna Example, a farmer.", "Mr Anna Example", id="a form of address"),
    ],
)
def test_private_persons(text: str, expected: str) -> None:
    assert expected in names(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Example, the mayor of Milltown, said 12 people were killed.", id="an office"),
        pytest.param("Health minister Anna Example, 54, said 12 people were killed.", id="an office and an age"),
        pytest.param("General Anna Example, a father of three, denied it.", id="a rank"),
        pytest.param("Anna Example, 44, said so. Anna Example, a spokeswoman for the army, gave no figure.", id="an office elsewhere"),
        pytest.param("In Milltown, 12, and in Hilltown, 5, were killed.", id="figures behind places"),
        pytest.param("Northland (12), Southland (5): killed.", id="figures in brackets"),
        pytest.param("On Monday, 14, people were killed.", id="a day"),
        pytest.param("In Milltown, a resident said, the shelling went on.", id="a place and a speaker"),
        pytest.param("Near Milltown, a resident of the town, who fled, said so.", id="a place and a described speaker"),
        pytest.param("The town of Milltown, a driver in the convoy said, was shelled.", id="a town"),
        pytest.param("The Northland Army, a neighbour said, shelled Milltown.", id="a body"),
        pytest.param("Rescue workers said the Red Crescent had buried the dead.", id="workers of a body"),
    ],
)
def test_names_that_stay(text: str) -> None:
    assert names(text) == []
