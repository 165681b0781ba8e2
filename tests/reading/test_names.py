"""Proper names: where they begin and end, and what their own words and the words before them tell of their kind."""

from __future__ import annotations

import pytest
from rooms import read_text

CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a body with of": ("It rained, the Ministry of Health said.", [("Ministry of Health", "org")]),
    "a body with for": ("It rained, the Alder Observatory for Human Rights said.", [("Alder Observatory for Human Rights", "org")]),
    "a title": ("It rained, General Ilan Doro said.", [("General Ilan Doro", "person")]),
    "an office": ("It rained, President Ilan Doro said.", [("President Ilan Doro", "person")]),
    "a facility": ("The storm reached Hill Hospital.", [("Hill Hospital", "facility")]),
    "a place by the word before": ("The storm broke in Northtown.", [("Northtown", "place")]),
    "a place by its own word": ("The storm reached Alder Province.", [("Alder Province", "place")]),
    "an unknown name": ("The storm surprised Ilan Doro.", [("Ilan Doro", "name")]),
    "a particle inside": ("The storm surprised Ilan bin Doro.", [("Ilan bin Doro", "name")]),
    "a land of its own": ("The storm hit the Republic of the Alder.", [("Republic of the Alder", "place")]),
    "two names": ("The storm surprised Doro and Feld.", [("Doro", "name"), ("Feld", "name")]),
    "a possessive ends it": ("The storm broke on Northtown's mayor.", [("Northtown", "name")]),
    "none": ("The storm broke on the valley.", []),
}


@pytest.mark.parametrize(("text", "expected"), list(CASES.values()), ids=list(CASES))
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(name.span.text, name.label) for name in read_text(text).spans.names]
    assert found == expected
