"""What is called untrue or unsound, and where a short answer ends."""

from __future__ import annotations

import pytest
from statements.marked import found_in, unmark


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[S The mayor] [C rejects] [X that account].", "denies"),
        ("[S The mayor] [C rejects] that [X boats were sunk].", "denies"),
        ("[S The mayor] [C rejected] that [X he should leave].", "refuses"),
        ("[S The navy] [C rejects] as slander [X the charge that it sank boats].", "denies"),
        ('[S The navy] [C dismissed] as "theatre" [X the claim of a raid].', "denies"),
        ("[S The navy] [C rejected] [X this as fiction].", "denies"),
        ("[S The navy] [C rejected] [X the first of these findings].", "denies"),
        ("[S The union] [C calls] [X the anecdote an invention].", "denies"),
        ("[S The union] [C called] [X that account naive] and left.", "disputes"),
        ("[S The union] [C termed] [X this a lie]: the port was calm, it said.", "denies"),
        ('The army put its dead at 40, [X a tally] [S the union] [C called] "invented".', "disputes"),
        ("The report was [C refuted] by [S the navy].", "denies"),
        ("[S The union] [C doubts] [X the figure].", "disputes"),
        ("[S The union] [C denied] [X it] as well.", "denies"),
        ("[S The union] [C denied] [X the raid] in a message.", "denies"),
        ("[S The union] [C disputes] [X these figures]: it says that nine died.", "disputes"),
        ("[S The union] [C disputes] [X this]: nobody but a guard died.", "disputes"),
        ("[S The union] [C questions] [X the breakdown], not the total.", "disputes"),
        ("[S The union] [C replied] that [X not one of its men had been there].", "disputes"),
        ("[S The union] [C replied] that [X it could not confirm the report].", "reports"),
        ("[S The union] [C denies] [X responsibility] and, in turn, accuses the navy.", "denies"),
        ('"[X Nonsense]," [S the mayor] [C replied].', "denies"),
        ("The Front, to which [S survivors] [C attribute] [X the raid], disowned it.", "accuses"),
        ("[S The Front], to which survivors attribute the raid, [C disowned] [X it].", "denies"),
        ("[X Five deaths] for which [S the mayor] [C blames] the army were reported.", "accuses"),
        ("The envoy saw [X the raid] of which [S the governor] [C speaks].", "reports"),
        ('"[X There is no such list]," [S the mayor] [C said].', "denies"),
        ("[S The army] [C says] that [X there was no attack on the port].", "denies"),
        ("[S The clinic] [C says] that [X there were no casualties].", "reports"),
        ("[S Counsel] [C objected] that [X the boat was not insured].", "disputes"),
        ("[S Each] [C says] [X it was the crew].", "reports"),
        ("0952 [S Harbour Ministry] [C says] [X two boats are lost].", "reports"),
    ],
)
def test_verdicts_and_short_answers(marked: str, stance: str) -> None:
    text, marks = unmark(marked)
    said = next(s for s in found_in(text) if s.cue.text == marks["C"][0])
    assert said.stance == stance
    assert said.speaker is not None
    assert said.speaker.text == marks["S"][0]
    if "X" in marks:
        assert said.content[0].text == marks["X"][0]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ('The governor called the truce "a first step".', "reports"),
        ("The governor called the trial absurd.", "reports"),  # no answer: nobody said the trial
        ("The union rejected the plan for a truce.", "refuses"),
        ("The governor called the wedding ridiculous.", "reports"),
    ],
)
def test_no_answer(text: str, stance: str) -> None:
    assert [s.stance for s in found_in(text)] == [stance]


@pytest.mark.parametrize(
    "text", ["The army considered the road.", "The army labelled the boxes.", "The union treated the wounded as guests."]
)
def test_no_statement_without_a_verdict(text: str) -> None:
    assert found_in(text) == ()
