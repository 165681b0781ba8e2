"""Every claim says how often such a claim is right, by what it rests on."""

from __future__ import annotations

import pytest
from rooms import read_text

TOLLS = {
    "a numeral and a verb of harm": ("The ministry said 12 people were killed in Doru.", 0.97),
    "no number": ("Dozens of people were killed in Doru.", 0.94),
    "one by an article": ("A soldier was killed in Doru.", 0.77),
    "an idiom": ("Twelve people lost their lives in Doru.", 0.74),
}

POSITIONS = {
    "a whole clause": ("The ministry said that 12 people were killed in Doru.", 0.92),
    "part of one": ("The army denied the claim.", 0.80),
}


@pytest.mark.parametrize(("text", "confidence"), list(TOLLS.values()), ids=list(TOLLS))
def test_a_figure_is_as_sure_as_what_counts_it(text: str, confidence: float) -> None:
    assert [claim.confidence for claim in read_text(text).claims if claim.kind == "toll"] == [confidence]


@pytest.mark.parametrize(("text", "confidence"), list(POSITIONS.values()), ids=list(POSITIONS))
def test_a_position_is_as_sure_as_its_statement(text: str, confidence: float) -> None:
    extraction = read_text(text)
    assert [claim.confidence for claim in extraction.claims if claim.kind == "position"] == [confidence]
    assert [statement.confidence for statement in extraction.statements] == [confidence]


def test_no_claim_of_any_kind_is_without() -> None:
    text = (
        "The International Court of Justice ordered Ruritania to let aid in. The Doru Front is an ally of the Vela Brigade. "
        "Jets bombed Doru, killing 12, the mayor said."
    )
    claims = read_text(text).claims
    assert {claim.kind for claim in claims} == {"toll", "position", "ruling", "relation", "event"}
    assert all(claim.confidence for claim in claims)
