"""Words, pieces and windows: what the network is shown of a text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from counterclaim.reading import wordpieces as wp
from counterclaim.reading.dates import find_dates
from counterclaim.reading.numbers import find_numbers

VOCABULARY = {piece: k for k, piece in enumerate("[PAD] [UNK] [CLS] [SEP] kill ##ed ##s men 11 at least zeynep , . café cafe in".split())}


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        pytest.param("killed", ["kill", "##ed"], id="longest piece first"),
        pytest.param("KILLS", ["kill", "##s"], id="upper case is read as lower"),
        pytest.param("Zéynep", ["zeynep"], id="accents fall off"),
        pytest.param("killed!", ["[UNK]"], id="one unknown piece where a rest fits none"),
        pytest.param("k" * 101, ["[UNK]"], id="too long"),
    ],
)
def test_pieces(word: str, pieces: list[str]) -> None:
    assert wp.WordPieces(VOCABULARY).pieces_of(word) == tuple(VOCABULARY[p] for p in pieces)


@pytest.mark.parametrize(
    ("word", "case"),
    [("men", wp.LOWER), ("Men", wp.TITLE), ("UN", wp.UPPER), ("11", wp.DIGITS), ("A", wp.TITLE), (",", wp.OTHER)],
)
def test_case(word: str, case: int) -> None:
    assert wp.case_of(word) == case


def test_features_tell_lines_and_what_the_grammars_found() -> None:
    text = "At least 11 men\nkilled in May 2024"
    dates = find_dates(text, "2024-06-01")
    words = wp.find_words(text, find_numbers(text), dates, wp.WordPieces(VOCABULARY))
    shown = [(text[a:b], line - 1, kind) for a, b, line, kind in zip(words.starts, words.ends, words.line, words.grammar, strict=True)]
    assert shown == [
        ("At", 1, wp.PLAIN),
        ("least", 0, wp.PLAIN),
        ("11", 0, wp.NUMBER),
        ("men", 0, wp.PLAIN),
        ("killed", 1, wp.PLAIN),
        ("in", 0, wp.PLAIN),
        ("May", 0, wp.DATE),
        ("2024", 0, wp.DATE),
    ]


@pytest.mark.parametrize("count", [0, 1, 509, 510, 511, 700, 2000])
def test_windows_cover_every_word_and_overlap(count: int) -> None:
    vocabulary = wp.WordPieces(VOCABULARY)
    words = wp.find_words("men " * count, (), (), vocabulary)
    windows = wp.find_windows(words, vocabulary)
    assert all(len(w.pieces) <= wp.WINDOW for w in windows)
    assert {k for w in windows for k in range(w.first, w.last)} == set(range(count))
    assert windows[-1].last == count
    assert all(b.first < a.last for a, b in pairwise(windows))


def test_heads_point_at_first_pieces() -> None:
    vocabulary = wp.WordPieces(VOCABULARY)
    (window,) = wp.find_windows(wp.find_words("killed men", (), (), vocabulary), vocabulary)
    assert [window.pieces[k] for k in window.heads] == [VOCABULARY["kill"], VOCABULARY["men"]]
    assert len(window.features) == len(window.pieces)
