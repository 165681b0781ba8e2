"""Whose word a figure is: voice, speaker, stance, hedge and polarity of tolls (codebook, "voice" and "stance")."""

from __future__ import annotations

import pytest
from rooms import Expected, assert_tolls, read_text, toll, tolls_of

CASES: dict[str, tuple[str, list[Expected]]] = {
    "the report's own word": (
        "The shelling killed 12 people.",
        [toll("12", 12, 12, voice="report", speaker=None, stance=None, polarity="asserts")],
    ),
    "a named speaker": (
        "The health ministry said 12 people were killed.",
        [toll("12", 12, 12, voice="named", speaker="The health ministry", stance="reports")],
    ),
    "according to": (
        "At least 12 people were killed, according to the Alder Observatory.",
        [toll("At least 12", 12, None, voice="named", speaker="the Alder Observatory", stance="reports")],
    ),
    "speaker after the words": (
        "Twelve people were killed, the mayor of Northtown said.",
        [toll("Twelve", 12, 12, voice="named", speaker="the mayor of Northtown")],
    ),
    "of them is the same teller's": (
        "The lawyers list 1,300 villagers as missing, of whom 211 have since been let out.",
        [toll("1,300", 1300, 1300, "missing", speaker="The lawyers"), toll("211", 211, 211, "released", speaker="The lawyers")],
    ),
    "a claim": (
        "The army claimed that it had killed 80 rebels.",
        [toll("80", 80, 80, voice="named", speaker="The army", stance="alleges")],
    ),
    "confirmed": ("The army confirmed the deaths of four soldiers.", [toll("four", 4, 4, speaker="The army", stance="confirms")]),
    "it is believed": (
        "It is believed that about 300 people were killed.",
        [toll("about 300", 300, 300, voice="unnamed", speaker=None)],
    ),
    "a pronoun without a name": ("They said 12 people were killed.", [toll("12", 12, 12, voice="unresolved", speaker=None)]),
    "reportedly hedges, nobody speaks": (
        "A drone reportedly killed 12 people.",
        [toll("12", 12, 12, voice="report", speaker=None, hedged=True)],
    ),
    "a bound is no hedge": ("At least 12 people were killed.", [toll("At least 12", 12, None, hedged=False)]),
    "what a court itself does": ("The court jailed 12 men.", [toll("12", 12, 12, "detained", voice="report", speaker=None)]),
    "background inside what somebody says": (
        "The minister said that the bombing that killed 102 people was the work of outsiders.",
        [toll("102", 102, 102, voice="unresolved", speaker=None)],
    ),
    "another figure is put in its place": (
        "The clinic said that the dead were 36, not 28.",
        [toll("36", 36, 36, stance="reports", polarity="asserts"), toll("28", 28, 28, stance="denies", polarity="rejects")],
    ),
    "whom one is held responsible for": (
        "The union holds the 21st Battalion responsible for the unlawful killing of seven residents.",
        [toll("seven", 7, 7, voice="named", speaker="The union", stance="accuses")],
    ),
    "an arrest over deaths takes them for granted": (
        "The minister confirmed the arrest of four guards over the deaths of three civilians.",
        [
            toll("four", 4, 4, "detained", voice="named", stance="confirms"),
            toll("three", 3, 3, voice="unresolved", speaker=None),
        ],
    ),
    "those who lost": (
        "The embassy rejected the estimate as invented by those who lost 58,000 men in the same forests.",
        [toll("58,000", 58000, 58000, voice="unresolved", speaker=None)],
    ),
    "two speakers, two figures": (
        "The army said 80 rebels were killed. The rebels said 9 of their men died.",
        [toll("80", 80, 80, speaker="The army"), toll("9", 9, 9, speaker="The rebels")],
    ),
    "a denied figure is rejected": (
        "The army denied that 30 of its men were killed.",
        [toll("30", 30, 30, stance="denies", polarity="rejects", speaker="The army")],
    ),
    "denied any casualties": (
        "The army denied any casualties.",
        [toll("any", None, None, "casualties", vague=True, stance="denies", polarity="rejects")],
    ),
    "the report's word beside a speaker's": (
        "Shelling killed 12 people on Friday. The mayor called for help.",
        [toll("12", 12, 12, voice="report", speaker=None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), list(CASES.values()), ids=list(CASES))
def test_whose_word(text: str, expected: list[Expected]) -> None:
    assert_tolls(text, *expected)


def test_a_denial_without_a_figure_makes_no_toll() -> None:
    assert_tolls("The rebels denied involvement in the raid.")


def test_the_carrier_is_the_outlet_and_not_the_speaker() -> None:
    text = "Health officials told Example News Agency that 12 people had died."
    (claim,) = tolls_of(read_text(text, publisher="Demo Wire A"))
    assert claim.speaker
    assert claim.speaker.text == "Health officials"
    assert claim.carried_by == ("Example News Agency", "Demo Wire A")


def test_an_outlet_that_is_cited_is_the_speaker() -> None:
    assert_tolls("According to Example Wire, 12 people died.", toll("12", 12, 12, voice="named", speaker="Example Wire"))


def test_a_report_without_an_outlet_is_carried_by_nobody() -> None:
    (claim,) = tolls_of(read_text("The shelling killed 12 people.", publisher=None))
    assert claim.carried_by == ()


def test_a_claim_names_the_statement_that_says_it() -> None:
    extraction = read_text("The health ministry said 12 people were killed.")
    (claim,) = tolls_of(extraction)
    assert [claim.statement] == [s.id for s in extraction.statements]
