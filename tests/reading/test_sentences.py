"""Where sentences, bulletin lines and headings begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from counterclaim.model import Layout
from counterclaim.reading.sentences import split_text

PROSE, LINE, HEADING = Layout.PROSE, Layout.LINE, Layout.HEADING

CASES: dict[str, tuple[str, list[tuple[str, Layout]]]] = {
    "one sentence": ("Rain fell.", [("Rain fell.", PROSE)]),
    "one sentence without a full stop": ("Rain fell on the valley", [("Rain fell on the valley", PROSE)]),
    "two sentences": ("Rain fell. Roads closed.", [("Rain fell.", PROSE), ("Roads closed.", PROSE)]),
    "initials do not end one": ("The U.S. envoy left. Talks ended.", [("The U.S. envoy left.", PROSE), ("Talks ended.", PROSE)]),
    "titles do not end one": ("Gen. Doro met Dr. Feld.", [("Gen. Doro met Dr. Feld.", PROSE)]),
    "decimals do not end one": ("It cost 2.5 million. It rained.", [("It cost 2.5 million.", PROSE), ("It rained.", PROSE)]),
    "a closing quote belongs to its sentence": (
        '"We held the bridge." Then it rained.',
        [('"We held the bridge."', PROSE), ("Then it rained.", PROSE)],
    ),
    "a heading": ("Night of shelling\n\nRain fell.", [("Night of shelling", HEADING), ("Rain fell.", PROSE)]),
    "a paragraph": ("Rain fell.\n\nRoads closed.", [("Rain fell.", PROSE), ("Roads closed.", PROSE)]),
    "bullets": ("• Killed: 4\n• Wounded: 9", [("• Killed: 4", LINE), ("• Wounded: 9", LINE)]),
    "label and figure": ("Key figures\nKilled: 4", [("Key figures", HEADING), ("Killed: 4", LINE)]),
    "figure and label": ("Key figures\n41 killed", [("Key figures", HEADING), ("41 killed", LINE)]),
    "a strip with bars": ("Key figures\nKilled: 4 | Wounded: 9", [("Key figures", HEADING), ("Killed: 4 | Wounded: 9", LINE)]),
    "only spaces": (" \n \n", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), list(CASES.values()), ids=list(CASES))
def test_sentences_and_their_layout(text: str, expected: list[tuple[str, Layout]]) -> None:
    assert [(text[start:end], layout) for start, end, layout in split_text(text)] == expected


@given(st.text(alphabet='ab C.!?"“”’•|:1\n،؟ع🕊️', max_size=80))
def test_every_letter_is_in_one_sentence_and_order_is_kept(text: str) -> None:
    found = list(split_text(text))
    assert all(0 <= start < end <= len(text) and text[start:end] == text[start:end].strip() for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    covered = {at for start, end, _ in found for at in range(start, end)}
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())


def test_an_unclosed_quote_does_not_take_long() -> None:
    text = "\n".join(f'The mayor said "rain fell on day {day} and roads closed.' for day in range(500))
    assert len(list(split_text(text))) == 500
