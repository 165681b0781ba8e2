"""What the trained reader may add to the statements of the rules."""

from __future__ import annotations

import pytest

from counterclaim.model import Report, Scored, ScoredCue, Span, Stance, Voice
from counterclaim.pipeline import extract

TEXT = "The army said that the road was open. To the guard of the northern gate the road looked shut."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words), words)


def cue(
    words: str, score: float, *, sure: float = 0.9, speaker: str | None = "the guard", content: str = "the road looked shut"
) -> ScoredCue:
    """A cue with what the network points at from it."""
    return ScoredCue(
        cue=at(words),
        score=score,
        voice=(("report", 0.9),),
        stance=(("disputes", 0.9),),
        hedged=0.1,
        speaker=((at(speaker) if speaker else None, 0.9),),
        content=((at(content), sure),),
        target=((None, 0.9),),
    )


def seen(*cues: ScoredCue) -> list[tuple[str, str | None, Voice, Stance]]:
    """The statements that only the network saw."""
    found = extract(Report(id="r", key="r", text=TEXT, published="2024-01-27"), scorer=lambda _r, _s: Scored(cues=cues)).statements
    return [(s.cue.text, s.speaker.text if s.speaker else None, s.voice, s.stance) for s in found if s.rule.startswith("trained reader")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(cue("looked", 0.99), [("looked", "the guard", Voice.NAMED, Stance.DISPUTES)], id="a cue that the rules left"),
        pytest.param(cue("looked", 0.9), [], id="none that it is not sure of"),
        pytest.param(cue("looked", 0.99, sure=0.1), [], id="none whose content it is not sure of"),
        pytest.param(cue("said", 0.99), [], id="none at a cue of the rules"),
        pytest.param(cue("looked", 0.99, content="the road was open"), [], id="none with what is said already"),
        pytest.param(
            cue("looked", 0.99, speaker=None),
            [("looked", None, Voice.UNRESOLVED, Stance.DISPUTES)],
            id="without a speaker nobody is invented",
        ),
    ],
)
def test_what_it_adds(given: ScoredCue, expected: list[tuple[str, str | None, Voice, Stance]]) -> None:
    assert seen(given) == expected
