"""Noun phrases: which words belong together, and which of them is the head."""

from __future__ import annotations

import pytest
from rooms import read_text

# (text, a phrase of it, its head)
CASES = [
    ("The besieged town held out.", "The besieged town", "town"),
    ("The blast killed at least 11 gunmen.", "at least 11 gunmen", "gunmen"),
    ("Police met Northtown's defence minister.", "Northtown's defence minister", "minister"),
    ("The monitors count 52 dead.", "The monitors", "monitors"),
    ("The Ministry of Health spoke.", "The Ministry of Health", "Health"),
    ("They left the town.", "They", "They"),
    ("Thousands more adults left.", "Thousands more adults", "adults"),
    ("The blast hurt three other people.", "three other people", "people"),
    ("One left while the other stayed.", "the other", "other"),
    ("The death toll stands at 50.", "50", "50"),
    ("Three Northtown police officers spoke.", "Three Northtown police officers", "officers"),
    ("The blast hurt 12 people and a nurse.", "a nurse", "nurse"),
]


@pytest.mark.parametrize(("text", "phrase", "head"), CASES, ids=[phrase for _, phrase, _ in CASES])
def test_phrase_and_head(text: str, phrase: str, head: str) -> None:
    found = {}
    for sentence in read_text(text).spans.sentences:
        for p in sentence.phrases:
            words = text[sentence.tokens[p.first].start : sentence.tokens[p.last - 1].end]
            found[words] = sentence.tokens[p.head].text
    assert found.get(phrase) == head, f"found {found}"


def test_phrases_do_not_overlap_and_hold_their_head() -> None:
    text = "On Monday the mayor of Northtown's old town met 12 army officers, two nurses and Dr. Mara Feld of the Alder Health Agency."
    for sentence in read_text(text).spans.sentences:
        assert all(p.first <= p.head < p.last for p in sentence.phrases)
        assert all(a.last <= b.first for a, b in zip(sentence.phrases, sentence.phrases[1:], strict=False))
