"""What the trained reader may add to the tolls of the rules, and what it may not."""

from __future__ import annotations

import pytest

from counterclaim.model import Claim, Report, Scored, ScoredFigure, Spans, Toll
from counterclaim.pipeline import extract

TEXT = "The ministry said that 12 workers were killed in Arad. Of the convoy's 40 drivers, about 9 never came home. A cook was with them."
RULES = {"12": "killed"}


def figure(words: str, *measures: tuple[str, float]) -> ScoredFigure:
    """A figure with these measures, and nothing else that anybody may rest on."""
    unsure = (("incident", 0.3),)
    return ScoredFigure(
        at=TEXT.index(words),
        measures=measures,
        group=(("press", 0.99),),
        scope=unsure,
        voice=(("report", 0.3),),
        stance=(("", 0.3),),
    )


def tolls(*figures: ScoredFigure) -> dict[str, Claim]:
    """The tolls of the text with these scores, by their number's words."""

    def scorer(_report: Report, _spans: Spans) -> Scored:
        return Scored(figures=tuple(sorted(figures, key=lambda f: f.at)))

    claims = extract(Report(id="r", key="r", text=TEXT, published="2024-01-27"), scorer=scorer).claims
    return {c.body.number.text: c for c in claims if isinstance(c.body, Toll)}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param((), RULES, id="asked, and says nothing"),
        pytest.param((figure("9 never", ("missing", 0.99)),), {**RULES, "about 9": "missing"}, id="adds a figure that the rules left"),
        pytest.param((figure("9 never", ("missing", 0.5)),), RULES, id="adds none that it is not sure of"),
        pytest.param((figure("12 workers", ("injured", 0.99)),), RULES, id="never counts a figure of the rules otherwise"),
        pytest.param((figure("A cook", ("killed", 0.85)),), RULES, id="a phrase without a number needs more"),
    ],
)
def test_what_it_adds(figures: tuple[ScoredFigure, ...], expected: dict[str, str]) -> None:
    assert {words: claim.body.measure for words, claim in tolls(*figures).items() if isinstance(claim.body, Toll)} == expected


def test_values_stay_with_the_grammars() -> None:
    added = tolls(figure("9 never", ("missing", 0.99)))["about 9"]
    assert isinstance(added.body, Toll)
    assert (added.body.low, added.body.high, added.body.quantifier, added.body.group) == (9, 9, "about", "unspecified")
    assert dict(added.rules)["measure"] == "trained reader, 0.99"
