"""Every row of the cue vocabulary is an example that runs."""

from __future__ import annotations

import pytest
from statements.marked import found_in, unmark

from counterclaim.vocabulary import Row, load_vocabulary

ROWS = load_vocabulary("cues")
STANDS_FOR = {"S": "speaker", "C": "cue", "X": "content", "T": "target"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['cue']}-{row['form']}-{row['stance']}" for row in ROWS])
def test_example_of_a_cue(row: Row) -> None:
    text, marks = unmark(row["example"])
    statement = next((s for s in found_in(text) if marks["C"][0] in s.cue.text or s.cue.text in marks["C"][0]), None)
    assert statement is not None, text
    assert statement.stance == row["stance"]
    got = {
        "S": [statement.speaker.text] if statement.speaker else [],
        "C": [statement.cue.text],
        "X": [c.text for c in statement.content],
        "T": [statement.target.text] if statement.target else [],
    }
    assert {k: got[k] for k in marks} == dict(marks)
    if "S" not in marks and row["form"] != "noun":
        assert statement.speaker is None or row["form"] == "verb"
