"""Tokens and their coarse part of speech: the second pass settles words by their neighbours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st
from rooms import read_text

from counterclaim.model import Token
from counterclaim.reading.words import tag_words

TOKENS = {
    "marks are apart": ("Rain, then wind.", ["Rain", ",", "then", "wind", "."]),
    "initials": ("The U.S. envoy", ["The", "U.S.", "envoy"]),
    "possessive": ("Northtown's mayor", ["Northtown", "'s", "mayor"]),
    "curly possessive": ("Northtown’s mayor", ["Northtown", "’s", "mayor"]),
    "plural possessive": ("the rebels' camp", ["the", "rebels", "'", "camp"]),
    "not": ("It didn't rain", ["It", "did", "n't", "rain"]),
    "thousands": ("26,000 people", ["26,000", "people"]),
    "hyphen": ("a 23-year-old man", ["a", "23-year-old", "man"]),
    "Arabic article": ("al-Muhajir spoke", ["al-Muhajir", "spoke"]),
    "emoji": ("rain 🕊 fell", ["rain", "🕊", "fell"]),
}

# one word in context: (text, word, tag)
IN_CONTEXT = [
    ("The attack began.", "attack", "NOUN"),
    ("The rebels attack the town.", "attack", "VERB"),
    ("They will attack the town.", "attack", "VERB"),
    ("The raid killed a nurse.", "killed", "VED"),
    ("The disputed figure grew.", "disputed", "ADJ"),
    ("The killing of a nurse was condemned.", "killing", "NOUN"),
    ("The army is killing rebels.", "killing", "VING"),
    ("The remaining men left.", "remaining", "ADJ"),
    ("The town hired a police recruit there.", "recruit", "NOUN"),
    ("The fire ruined one building.", "building", "NOUN"),
    ("The fire left 20 missing.", "missing", "VING"),
    ("The lawmaker, who was hurt on Monday, dies in hospital.", "dies", "VERB"),
    ("Police in Northtown arrest Ilan Doro.", "arrest", "VERB"),
    ("Clerks and alleged thieves left.", "alleged", "ADJ"),
    ("They saw the top floor.", "top", "ADJ"),
    ("The security forces left.", "forces", "NOUN"),
    ("He said that rain fell.", "that", "SUB"),
    ("He said that raids killed 11 people.", "raids", "NOUN"),
    ("The group that raids villages fled.", "raids", "VERB"),
    ("At least 11 people left.", "11", "NUM"),
    ("They left on Monday.", "Monday", "DATE"),
    ("The mayor of Northtown left.", "Northtown", "PROPN"),
    ("A Palestinian in the town spoke.", "Palestinian", "PROPN"),
    ("The Palestinian farmer spoke.", "farmer", "NOUN"),
    ("Officials count 40 dead in the east.", "dead", "ADJ"),
    ("The mayor said he would not go.", "not", "NEG"),
    ("The rebels say rain fell.", "say", "VERB"),
    ("The raid hurt the nurse.", "the", "DET"),
]


def tokens_of(text: str) -> list[Token]:
    return [token for sentence in read_text(text).spans.sentences for token in sentence.tokens]


@pytest.mark.parametrize(("text", "expected"), list(TOKENS.values()), ids=list(TOKENS))
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens_of(text)] == expected


@pytest.mark.parametrize(("text", "word", "tag"), IN_CONTEXT, ids=[f"{word}: {text}" for text, word, _ in IN_CONTEXT])
def test_tag_in_context(text: str, word: str, tag: str) -> None:
    assert next(token.tag for token in tokens_of(text) if token.text == word) == tag


def test_capitals_say_nothing_in_a_text_of_capitals() -> None:
    tags = {token.text: token.tag for token in tokens_of("THE MAYOR SAID THAT RAIN FELL ON THE VALLEY.")}
    assert (tags["MAYOR"], tags["SAID"], tags["VALLEY"]) == ("NOUN", "VED", "NOUN")


@given(st.text(alphabet="aB é'’-.,1\n\"“ عد🕊️İ", max_size=60))
def test_tokens_quote_the_text_in_order_and_leave_no_letter_out(text: str) -> None:
    tokens = tag_words(text, 0, len(text), (), ())
    assert all(text[token.start : token.end] == token.text and token.tag for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert all(at in covered for at, letter in enumerate(text) if letter.isalnum())
