"""A number near a word of harm that made no toll is listed with the reason; nothing is listed twice or lost."""

from __future__ import annotations

import pytest
from rooms import read_text, tolls_of

UNREAD = {
    "a share": ("About 70 per cent of the town was displaced.", "70", "share_of_a_population"),
    "hypothetical": ("A dam break could kill 5,000 people.", "5,000", "hypothetical"),
    "planned release": ("The group will release 40 hostages on Friday.", "40", "hypothetical"),
    "no people": ("After the killing the army sent 300 trucks.", "300", "number_without_measure"),
}


@pytest.mark.parametrize(("text", "number", "reason"), list(UNREAD.values()), ids=list(UNREAD))
def test_a_number_near_harm_is_listed(text: str, number: str, reason: str) -> None:
    found = [(left.span.text, left.reason) for left in read_text(text).unread]
    assert [why for words, why in found if number in words] == [reason]


@pytest.mark.parametrize("text", ["The shelling killed 12 people.", "The ministry bought 300 trucks.", "Killed: 12\nWounded: 30\n"])
def test_what_was_read_or_is_far_from_harm_is_not_listed(text: str) -> None:
    assert not read_text(text).unread


def test_every_number_of_a_mixed_text_is_accounted_for() -> None:
    text = "A blast killed 12 people and could displace 400. The army, which lost 7 trucks, reported 3 dead soldiers and 40 arrests."
    extraction = read_text(text)
    used = [claim.body.number for claim in tolls_of(extraction)] + [left.span for left in extraction.unread]
    assert all(any(number.core.overlaps(span) for span in used) for number in extraction.spans.numbers)
