"""Which links the trained reader may add."""

from __future__ import annotations

import pytest

from counterclaim.model import Report, Scored, ScoredLink
from counterclaim.pipeline import extract
from counterclaim.reconciliation import link

PLAIN = "The army said that 12 men died. Later the mayor warned that the road was shut."
ANSWERED = "The army said that 40 men were wounded. The union said that 12 men died. The mayor denied that 12 men died."


def links(text: str, source: str, target: str, score: float) -> list[tuple[str, str]]:
    """The kinds and rules of the links of a text that go against somebody."""
    scored = Scored(links=(ScoredLink(text.index(source), text.index(target), score),))
    found = link([extract(Report(id="r", key="r", text=text, published="2024-01-27"), scorer=lambda _r, _s: scored)])
    return [(str(each.kind), each.rule) for each in found if each.rule == "scored_links"]


@pytest.mark.parametrize(
    ("text", "source", "target", "score", "expected"),
    [
        pytest.param(PLAIN, "warned", "12", 0.9, [("counters", "scored_links")], id="an answer that no rule saw"),
        pytest.param(PLAIN, "warned", "12", 0.5, [], id="none that it is not sure of"),
        pytest.param(PLAIN, "Later", "12", 0.9, [], id="none from words that claim nothing"),
        pytest.param(ANSWERED, "denied", "40", 0.9, [], id="none from whom the rules let answer"),
    ],
)
def test_what_it_links(text: str, source: str, target: str, score: float, expected: list[tuple[str, str]]) -> None:
    assert links(text, source, target, score) == expected
