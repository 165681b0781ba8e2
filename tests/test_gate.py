"""The quality gate notices what gets worse, and floors go down only with a decision."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", ROOT / "evals" / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def figures(sha256: str = "a", **floors: float) -> dict[str, Any]:
    return {"dev": {"sha256": sha256, "floors": floors}}


FLOORS = figures(toll=60.0, invented=3.0)


@pytest.mark.parametrize(
    ("now", "problems"),
    [
        pytest.param(figures(toll=60.0, invented=3.0), [], id="the same"),
        pytest.param(figures(toll=61.0, invented=2.0), [], id="better"),
        pytest.param(figures(toll=59.9, invented=3.0), ["dev toll"], id="worse"),
        pytest.param(figures(toll=60.0, invented=3.1), ["dev invented"], id="more invented"),
        pytest.param(figures(invented=3.0), ["dev toll"], id="a measure is gone"),
        pytest.param(figures("b", toll=60.0, invented=3.0), ["dev: the marks"], id="other data"),
        pytest.param({}, ["dev toll", "dev invented"], id="the set is gone"),
        pytest.param(FLOORS | {"new": {"sha256": "c", "floors": {"toll": 1.0}}}, ["new: no floors"], id="a set without floors"),
    ],
)
def test_verdict(gate: ModuleType, now: dict[str, Any], problems: list[str]) -> None:
    said = gate.verdict(FLOORS, now)
    assert len(said) == len(problems)
    assert all(sentence.startswith(start) for sentence, start in zip(said, problems, strict=True))


def test_lifting_takes_the_present_figures(gate: ModuleType) -> None:
    better = figures(toll=62.0, invented=1.0, said=50.0)
    assert gate.lift(FLOORS, better, decision=None) == better


@pytest.mark.parametrize(
    "worse", [figures(toll=50.0, invented=3.0), figures(toll=70.0, invented=4.0), figures("b", toll=50.0, invented=3.0)]
)
def test_lowering_needs_a_decision(gate: ModuleType, worse: dict[str, Any]) -> None:
    with pytest.raises(SystemExit, match="docs/decisions"):
        gate.lift(FLOORS, worse, decision=None)
    assert gate.lift(FLOORS, worse, decision="docs/decisions/0009-why.md")["dev"]["decision"] == "docs/decisions/0009-why.md"


def test_marks_without_text_get_the_words_of_every_span(gate: ModuleType) -> None:
    marks = {"tolls": [{"number": {"start": 4, "end": 6}, "victims": None}], "statements": []}
    assert gate.quote(marks, "The 11 🕊 died") == {
        "tolls": [{"number": {"start": 4, "end": 6, "text": "11"}, "victims": None}],
        "statements": [],
    }
