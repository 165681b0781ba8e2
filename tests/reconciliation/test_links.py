"""Links inside one report: each kind with its own words, and the pairs that must stay apart (codebook, "links between claims")."""

from __future__ import annotations

import pytest
from rooms import links_of, read_text

from counterclaim.model import AGAINST
from counterclaim.reconciliation import link

Links = set[tuple[str, str, str]]

LINKED: dict[str, tuple[str, Links]] = {
    "a denial answers what was said": (
        "The ministry said the army had shelled a school. The army denied the claim.",
        {("The army denied", "denies", "The ministry said")},
    ),
    "a denial answers an accusation of the denier": (
        "The governor accused the rebels of burning the mill. The rebels denied involvement.",
        {("The rebels denied", "denies", "The governor accused")},
    ),
    "a figure disputed": (
        "The army claimed it had killed 80 rebels, a figure disputed by the rebels.",
        {("the rebels disputed", "disputes", "80")},
    ),
    "a figure disputed in a sentence of its own": (
        "The army said it had killed 80 rebels. The rebels disputed the figure.",
        {("The rebels disputed", "disputes", "80")},
    ),
    "a denied figure": (
        "The rebels said they had killed 30 soldiers. The army denied that 30 soldiers were killed.",
        {("30", "denies", "30"), ("The army denied", "denies", "The rebels said")},
    ),
    "should read": ("The 25 dead of the first note should read 31.", {("31", "corrects", "25")}),
    "a figure taken back": ("The blast killed 25 people, not 250.", {("25", "corrects", "250")}),
    "a count that rose": ("The blast killed 31 people, up from 25.", {("31", "updates", "25")}),
    "none against some": (
        "The rebels said they had killed 30 soldiers. The army said that no soldier was killed.",
        {("no", "disputes", "30")},
    ),
    "a figure set against another": (
        "The union said 12 people were killed. The army disputed that, countering that 30 people were killed.",
        {("30", "disputes", "12"), ("The army countering", "disputes", "The union said")},
    ),
    "a counter-accusation": (
        "The army accused the rebels of shelling the port. The rebels accused the army of shelling the port.",
        {("The rebels accused", "counters", "The army accused")},
    ),
    "the nearer of two figures of one kind": (
        "The mayor said two people were killed at the bridge and 61 people in the port. The army disputed this: 58 people were killed.",
        {("58", "disputes", "61"), ("The army disputed", "disputes", "The mayor said")},
    ),
    "a charge met with a charge of one's own": (
        "The army accused the rebels of shelling the port. "
        "The rebels answered that charge with one of their own, alleging that the army had mined the road.",
        {("The rebels alleging", "counters", "The army accused")},
    ),
    "an allegation hit back at": (
        "The governor alleged that the rebels had shelled the port. The rebels hit back, accusing the army of mining the road.",
        {("The rebels accusing", "counters", "The governor alleged")},
    ),
    "a figure rejected as false": (
        "The mayor said 17 people were killed. The army rejected that figure as false.",
        {("The army rejected", "disputes", "17")},
    ),
    "two speakers, one figure": (
        "The mayor said 17 people were killed. The hospital director said 17 people were killed.",
        {("17", "corroborates", "17")},
    ),
    "a fact confirmed by another": (
        "The rebels said they had seized the dam. The army confirmed that the rebels had seized the dam.",
        {("The army confirmed", "corroborates", "The rebels said")},
    ),
    "a count corrected": (
        "The ministry said 40 people were killed. The ministry later corrected the number of people killed to 32.",
        {("32", "corrects", "40")},
    ),
    "a count that rises": (
        "The mayor said 20 people were killed. The death toll later rose to 25, the mayor said.",
        {("25", "updates", "20")},
    ),
    "a count up from another": (
        "The mayor said 32 people were killed, up from 21 people killed on Monday.",
        {("32", "updates", "21")},
    ),
    "what was said before was wrong": (
        "The strike killed 26 people. Correction: an earlier version of this report said that 62 people were killed.",
        {("26", "corrects", "62")},
    ),
    "a count against an earlier one": (
        "The mayor said 57 people had been killed, against 16 confirmed on Monday night.",
        {("57", "updates", "16")},
    ),
    "a paragraph headed as a correction": (
        "The storm passed.\n\nRECTIFICATION. The cable of Monday placed 30 wounded in Northtown. They were three wounded.",
        {("three", "corrects", "30")},
    ),
    "what is printed in place of another": (
        "The mayor said 20 people were killed. The number of the wounded was changed at noon: 9 were wounded, in place of 7.",
        {("9", "updates", "7")},
    ),
    "two earlier figures under one verb": (
        "The mayor said 54 people were killed and 143 wounded. That replaces his 47 killed and 110 wounded.",
        {("54", "corrects", "47"), ("143", "corrects", "110")},
    ),
    "what the same people had said": (
        "Nine people are now known to have died in the blast, valley health officials said. "
        "On Monday the same officials had spoken of five people killed.",
        {("Nine", "updates", "five")},
    ),
    "for this read that": (
        "For 67 killed on Monday read 75.",
        {("75", "corrects", "67")},
    ),
    "a note under the figures": (
        "Killed: 41 people [a]\nUprooted: 2,300 people [b]\n\n[a] Hospital.\n[b] Corrected from 2,700 people uprooted in the advance copy.",
        {("2,300", "corrects", "2,700")},
    ),
    "what should have been said": (
        "The shelling wounded 31 people. The mayor spoke of rain. The wounded at the depot should read 37.",
        {("37", "corrects", "31")},
    ),
    "another speaker's figure is called wrong": (
        "The union said 11 people were killed. The army said that it had killed four people, not eleven.",
        {("eleven", "denies", "11")},
    ),
    "a death elsewhere raises the count": (
        "The raid killed seven villagers at Northtown. One man died in Eastbridge on Monday, bringing the death toll to eight.",
        {("eight", "updates", "seven"), ("One", "part_of", "eight")},
    ),
    "both figures are disputed": (
        "The mayor said 20 people were killed and 31 people were wounded. The army disputed both numbers.",
        {("The army disputed", "disputes", "20"), ("The army disputed", "disputes", "31")},
    ),
    "the first of two figures is doubted": (
        "The mayor said 20 people were killed and 31 people were wounded. The army doubts the first figure.",
        {("The army doubts", "disputes", "20")},
    ),
    "what the report tells is denied": (
        "Two women were abducted on Monday. The militia denies it.",
        {("The militia denies", "denies", "Two")},
    ),
    "a denial looks past another topic": (
        "The mayor accused the army of burning the mill. The governor spoke of rain in the valley. The army denied burning the mill.",
        {("The army denied", "denies", "The mayor accused")},
    ),
    "a part": (
        "The strike killed 11 people, including three children.",
        {("three", "part_of", "11")},
    ),
}

APART: dict[str, str] = {
    "different scope": (
        "The ministry said 557 soldiers had been killed since 7 October. The army said 220 soldiers had been killed in the past two weeks."
    ),
    "different measure": "The mayor said 17 people were killed. The hospital director said 17 people were wounded.",
    "different place": "The mayor said 17 people were killed in Northtown. The governor said 17 people were killed in Eastbridge.",
    "different group": "The mayor said 17 soldiers were killed. The governor said 17 villagers were killed.",
    "a vague figure agrees with none": "The mayor said dozens were killed. The governor said dozens were killed.",
    "one speaker twice": "The mayor said 17 people were killed. The mayor said 17 people were killed.",
    "two figures that differ": "The mayor said 17 people were killed. The governor said 21 people were killed.",
    "a comparison with another year": "The mayor said 32 people were killed this year, compared with 21 people killed last year.",
    "an earlier count of another teller": "The mayor said 40 people were killed. The rebels had said that 12 people were killed.",
    "nobody answers": "The ministry accused the army of shelling a school. The council called for calm.",
    "a refused offer denies no fact": "The council proposed a truce on Monday. The rebels rejected the proposal.",
}


@pytest.mark.parametrize(("text", "expected"), list(LINKED.values()), ids=list(LINKED))
def test_linked(text: str, expected: Links) -> None:
    found = links_of(text)
    assert found == expected, f"found {found}"


@pytest.mark.parametrize("text", list(APART.values()), ids=list(APART))
def test_kept_apart(text: str) -> None:
    assert links_of(text) == set()


def test_a_disputed_figure_is_joined_to_that_figure_only() -> None:
    text = "The army reported the deaths of 22 soldiers and claimed to have killed over 900 rebels, a figure disputed by the rebels."
    assert links_of(text) == {("the rebels disputed", "disputes", "over 900")}


def test_an_unrelated_denial_of_another_speaker_is_joined_to_nothing() -> None:
    text = (
        "The mayor said 17 people were killed in the flood. The road to the valley stayed closed. Rain fell all week. "
        "Schools opened again on Monday. A bank denied that it had sold its vineyard."
    )
    assert links_of(text) == set()


def test_a_link_says_why() -> None:
    extraction = read_text("The army claimed it had killed 80 rebels, a figure disputed by the rebels.")
    (found,) = link([extraction])
    assert found.evidence
    assert found.evidence.text == "disputed"
    assert found.kind in AGAINST
    assert found.rule
    assert (found.report, found.across) == (extraction.report.id, False)


def test_reports_are_not_mixed() -> None:
    said = read_text("The ministry said the army had shelled a school.", id="r1")
    denied = read_text("The army denied the claim.", id="r2")
    assert not list(link([said, denied]))
