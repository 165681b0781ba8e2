"""Every row of the word table `said.tsv` is an example that runs."""

from __future__ import annotations

import pytest
from statements.marked import found_in

from counterclaim.vocabulary import Row, load_vocabulary

STANCES = {
    "claim": "denies",
    "figure": "disputes",
    "request": "refuses",
    "attack": "admits",
    "deed": "warns",
    "act": "accuses",
    "person": "reports",
    "occasion": "reports",
    "writing": "reports",
    "reckoning": "reports",
    "books": "reports",
    "light": "alleges",
    "untrue": "denies",
    "unsound": "disputes",
}
ROWS = load_vocabulary("said")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['word']}-{row['kind']}" for row in ROWS])
def test_example_of_a_word(row: Row) -> None:
    if row["kind"] == "voice":
        *_, turn = found_in(f"The army: two boats sank.\n{row['example']}")
        assert turn.speaker is not None
        assert turn.speaker.text == row["example"].split(":")[0]
        return
    statements = found_in(row["example"])
    if row["kind"] in ("permit", "both"):
        assert statements == ()
        return
    assert [s.stance for s in statements] == [STANCES[row["kind"]]]
    statement = statements[0]
    if row["kind"] == "act":
        assert statement.target is not None
        assert statement.target.text == "The army"
    if row["kind"] == "writing":
        assert statement.speaker is not None
        assert statement.speaker.text == "the mission"
    if row["kind"] == "light":
        assert statement.speaker is not None
        assert statement.speaker.text == "The crews"
    if row["kind"] in ("person", "occasion", "writing", "reckoning", "books", "light"):
        assert [c.text for c in statement.content] == ["the road was open"]
