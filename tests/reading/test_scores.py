"""From the network's numbers to what is said about figures, cues and pairs."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.model import Report
from counterclaim.reading import read_spans, scores
from counterclaim.reading.heads import GROUPS, LINKS, MEASURES, POINTER_SIZE, POINTERS, SCORES, STANCES, TAGS, slices
from counterclaim.reading.wordpieces import WordPieces, find_windows, find_words
from counterclaim.spans import Scored

TEXT = "The army said 12 men died. A rebel denied it."
AT = slices()
YES, NO = 12.0, -12.0


class Numbers:
    """The network's numbers for `TEXT`: nothing anywhere until a test says so."""

    def __init__(self) -> None:
        self.spans = read_spans(Report(id="r", key="r", text=TEXT, published="2024-01-27"))
        vocabulary = WordPieces({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2})
        self.words = find_words(TEXT, self.spans.numbers, self.spans.dates, vocabulary)
        (self.window,) = find_windows(self.words, vocabulary)
        rows = len(self.words.starts) + 1
        self.scores = np.zeros((rows, sum(SCORES.values())), dtype=np.float32)
        self.scores[:, AT["roles"]] = NO
        self.scores[:, AT["tags"]][:, ::3] = YES
        self.vectors = np.zeros((rows, len(POINTERS) + len(LINKS), 2, POINTER_SIZE), dtype=np.float32)
        self.vectors[0, : len(POINTERS), 1, 0] = 1.0

    def row(self, word: str) -> int:
        return self.words.starts.index(TEXT.index(word)) + 1

    def say(self, word: str, kind: str, value: int, number: float = YES) -> None:
        self.scores[self.row(word), AT[kind]][value] = number

    def point(self, source: str, pointer: str, target: str) -> None:
        k = (*POINTERS, *LINKS).index(pointer)
        self.vectors[self.row(source), k, 0, 1] = 30.0
        self.vectors[self.row(target), k, 1, 1] = 30.0

    def cue(self, word: str) -> None:
        k = 3 * TAGS.index("cue")
        self.scores[self.row(word), AT["tags"]][k : k + 3] = (NO, YES, NO)

    def read(self) -> Scored:
        seen = [scores.Seen(self.window, self.scores, self.vectors)]
        found = scores.read_scores(scores.Sight(TEXT, self.words, seen), self.spans.numbers, self.spans.sentences)
        assert isinstance(found, Scored)
        return found


def test_a_number_is_always_scored_a_phrase_only_where_it_may_count() -> None:
    numbers = Numbers()
    assert [TEXT[f.at :][:2] for f in numbers.read().figures] == ["12"]
    numbers.say("A rebel", "roles", MEASURES.index("killed"), 0.0)
    assert [TEXT[f.at :][:2] for f in numbers.read().figures] == ["12", "A "]


def test_codes_come_likeliest_first() -> None:
    numbers = Numbers()
    numbers.say("12", "roles", MEASURES.index("killed"))
    numbers.say("12", "group", GROUPS.index("police"), 4.0)
    (figure,) = numbers.read().figures
    assert figure.measures[0] == ("killed", 1.0)
    assert figure.group[0][0] == "police"
    assert figure.group[0][1] > figure.group[1][1]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        pytest.param("The", "army", "The army", id="two words"),
        pytest.param("army", "army", "army", id="one word"),
        pytest.param("army", "The", "The", id="never backwards: rather one end"),
    ],
)
def test_speaker(first: str, last: str, words: str) -> None:
    numbers = Numbers()
    numbers.cue("denied")
    numbers.point("denied", "speaker_first", first)
    numbers.point("denied", "speaker_last", last)
    aim = numbers.read().cues[0].speaker[0][0]
    assert (aim.text if aim else None) == words


def test_a_cue_with_its_stance_and_content() -> None:
    numbers = Numbers()
    numbers.cue("denied")
    numbers.say("denied", "saying_stance", STANCES.index("denies"))
    numbers.point("denied", "content_first", "it")
    numbers.point("denied", "content_last", "it")
    (cue,) = numbers.read().cues
    assert (cue.cue.text, cue.stance[0][0], cue.content[0][0] and cue.content[0][0].text) == ("denied", "denies", "it")


def test_a_link_joins_two_of_what_was_found() -> None:
    numbers = Numbers()
    numbers.cue("denied")
    numbers.point("denied", "against", "12")
    assert [(TEXT[e.source :][:6], TEXT[e.target :][:2]) for e in numbers.read().links] == [("denied", "12")]


def test_reading_the_same_numbers_gives_the_same() -> None:
    assert Numbers().read() == Numbers().read()
