"""A report all in capitals is read as if it were not, and quotes what it says."""

from __future__ import annotations

import pytest
from rooms import events_of, make_report

from counterclaim.casing import in_letters, lowered
from counterclaim.model import Toll
from counterclaim.pipeline import extract

LETTERS = {
    "a sentence begins": ("THE ARMY CAME. THE REBELS FLED.", "The army came. The rebels fled."),
    "places": ("TROOPS LEFT SAN SALVADOR FOR GUATEMALA.", "Troops left San Salvador for Guatemala."),
    "peoples and days": ("COLOMBIAN SOLDIERS CAME ON MONDAY.", "Colombian soldiers came on Monday."),
    "what an acronym stands for": (
        "THE VALLEY LIBERATION ARMY [VLA] FLED. THE VLA FOUGHT.",
        "The Valley Liberation Army [VLA] fled. The VLA fought.",
    ),
    "an acronym and what it stands for": ("THE VLA [VALLEY LIBERATION ARMY] FLED.", "The VLA [Valley Liberation Army] fled."),
    "unknown words behind a title": ("COLONEL ZORBAN SPOKE. ZORBAN WENT HOME.", "Colonel Zorban spoke. Zorban went home."),
}

TELEX = (
    "THE VALLEY LIBERATION ARMY [VLA] ATTACKED A POLICE STATION IN SAN SALVADOR ON MONDAY, KILLING FOUR POLICEMEN. "
    "COLONEL ZORBAN SAID TWO OTHER POLICEMEN WERE WOUNDED."
)


@pytest.mark.parametrize(("capitals", "letters"), list(LETTERS.values()), ids=list(LETTERS))
def test_letters(capitals: str, letters: str) -> None:
    assert lowered(capitals) == letters


def test_what_is_not_all_in_capitals_stays() -> None:
    report = make_report("The UN said on Monday that NATO and the EU sent aid to the town of DORU and its people.")
    assert in_letters(report) is report


def test_quotes_are_those_of_the_report() -> None:
    report = make_report(TELEX)
    extraction = extract(report)
    assert extraction.report is report
    spans = [e for claim in extraction.claims for e in claim.evidence]
    assert spans
    ((_, event),) = events_of(extraction)
    assert (event.trigger.text, event.acled, [a.span.text for a in event.actors if a.span]) == (
        "ATTACKED",
        "armed_clash",
        ["VALLEY LIBERATION ARMY"],
    )
    tolls = [claim.body for claim in extraction.claims if isinstance(claim.body, Toll)]
    assert [(toll.number.text, toll.victims.text) for toll in tolls if toll.victims] == [("FOUR", "POLICEMEN"), ("TWO", "POLICEMEN")]
    assert all(name.span.text == report.text[name.span.start : name.span.end] for name in extraction.spans.names)
