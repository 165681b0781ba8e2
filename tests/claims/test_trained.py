"""What the trained reader may add to the tolls of the rules, and what it may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.model import Claim, Report, Scored, ScoredCue, ScoredFigure, Span, Spans, Toll
from counterclaim.pipeline import extract

TEXT = "The ministry said that 12 workers were killed in Arad. Of the convoy's 40 drivers, about 9 never came home. A cook was with them."
RULES = {"12": "killed"}


def figure(words: str, *measures: tuple[str, float], scope: tuple[str, float] = ("incident", 0.3), named: float = 0.3) -> ScoredFigure:
    """A figure with these measures, and nothing else that anybody may rest on."""
    return ScoredFigure(
        at=TEXT.index(words),
        measures=measures,
        group=(("press", 0.99),),
        scope=(scope,),
        voice=(("named", named),),
        stance=(("", 0.3),),
    )


def tolls(*figures: ScoredFigure, cues: tuple[ScoredCue, ...] = ()) -> dict[str, Claim]:
    """The tolls of the text with these scores, by their number's words."""

    def scorer(_report: Report, _spans: Spans) -> Scored:
        return Scored(figures=tuple(sorted(figures, key=lambda f: f.at)), cues=cues)

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
    assert added.confidence == 0.65


@pytest.mark.parametrize(
    ("chance", "scope"), [pytest.param(0.995, "period", id="all but certain"), pytest.param(0.9, "incident", id="less than that")]
)
def test_scope_changes_only_where_it_is_all_but_certain(chance: float, scope: str) -> None:
    toll = tolls(figure("12", ("killed", 0.99), scope=("period", chance)))["12"]
    assert isinstance(toll.body, Toll)
    assert toll.body.scope == scope


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words), words)


@pytest.mark.parametrize(
    ("named", "speaker"), [pytest.param(0.99, "A cook", id="somebody's word"), pytest.param(0.5, None, id="an invented speaker is worse")]
)
def test_a_speaker_whom_only_the_network_saw(named: float, speaker: str | None) -> None:
    aims = {"speaker": ((span("A cook"), 0.9),), "content": ((span("about 9 never came home"), 0.9),), "target": ((None, 0.9),)}
    cue = ScoredCue(cue=span("came"), score=0.99, voice=(("named", 0.9),), stance=(("reports", 0.9),), hedged=0.0, **aims)
    toll = tolls(figure("9 never", ("missing", 0.99), named=named), cues=(cue,))["about 9"]
    assert (toll.speaker.text if toll.speaker else None) == speaker


@pytest.mark.parametrize(
    ("chance", "confidence"),
    [pytest.param(0.99, 0.98, id="agrees"), pytest.param(0.6, 0.94, id="likely"), pytest.param(0.1, 0.83, id="unlikely"), (0.01, 0.73)],
)
def test_confidence_of_a_toll_of_the_rules(chance: float, confidence: float) -> None:
    assert tolls(figure("12", ("killed", chance)))["12"].confidence == confidence


COUNTS = "The ministry said that 12 workers were killed in Arad. The army put the number at 7."


@pytest.mark.parametrize(
    ("chance", "found"),
    [
        pytest.param(0.01, ["12"], id="all but sure that it counts nothing"),
        pytest.param(0.1, ["12", "7"], id="less than that"),
        pytest.param(None, ["12", "7"], id="not asked"),
    ],
)
def test_a_bare_figure_counts_nothing_where_the_network_is_all_but_sure(chance: float | None, found: list[str]) -> None:
    def scorer(_report: Report, _spans: Spans) -> Scored | None:
        chances = () if chance is None else (replace(figure("12", ("killed", chance)), at=COUNTS.index("7")),)
        return Scored(figures=chances) if chances else None

    claims = extract(Report(id="r", key="r", text=COUNTS, published="2024-01-27"), scorer=scorer).claims
    assert [claim.body.number.text for claim in claims if isinstance(claim.body, Toll)] == found
