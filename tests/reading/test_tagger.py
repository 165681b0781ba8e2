"""A network is loaded only where it is the one that this program was made for, says the same every time, and calls nobody."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.errors import DataError
from counterclaim.model import Report, Scored
from counterclaim.reading import ask_network, heads, read_spans, rules_alone
from counterclaim.reading.tagger import INPUTS, check

LONG = "On Monday the ministry in Arad said that 12 workers had been killed, and a spokesman for the rebels denied it. " * 8


def other_digest(folder: Path) -> None:
    (folder / "pieces.txt").write_text("other\n", encoding="utf-8")


def other_labels(folder: Path) -> None:
    described = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    described["labels"]["measure"].reverse()
    (folder / "reader.json").write_text(json.dumps(described), encoding="utf-8")


def other_inputs(folder: Path) -> None:
    described = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    (folder / "reader.json").write_text(json.dumps(described | {"inputs": ["pieces"]}), encoding="utf-8")


def no_network(folder: Path) -> None:
    (folder / "reader.onnx").unlink()


@pytest.mark.parametrize("change", [other_digest, other_labels, other_inputs, no_network])
def test_another_network_is_refused(change: Callable[[Path], None], tmp_path: Path) -> None:
    files = {"reader.onnx": b"network", "pieces.txt": b"[UNK]\n"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    described = {"files": digests, "inputs": INPUTS, "labels": heads.labels()}
    (tmp_path / "reader.json").write_text(json.dumps(described), encoding="utf-8")
    check(tmp_path)
    change(tmp_path)
    with pytest.raises(DataError, match="Reinstall the package"):
        check(tmp_path)


def asked(text: str) -> Scored | None:
    """What the network that ships says about a text."""
    report = Report(id="r", key="r", text=text, published="2024-01-27")
    return ask_network(report, read_spans(report, rules_alone))


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        pytest.param(LONG, True, id="a long report of harm"),
        pytest.param(LONG[:110], False, id="a short one: the rules read those well"),
        pytest.param("The river runs through a valley with many trees and small lakes. " * 20, False, id="no word of harm or speech"),
    ],
)
def test_whom_it_is_asked_about(text: str, is_asked: bool) -> None:
    assert (asked(text) is not None) is is_asked


def test_it_says_the_same_whatever_was_read_before() -> None:
    first = asked(LONG)
    asked(LONG.replace("12", "forty"))
    assert asked(LONG) == first
    assert first is not None
    assert first.figures[0].measures[0][0] == "killed"


READ = """
import sys
from counterclaim.model import Report
from counterclaim.pipeline import extract
extract(Report(id="r", key="r", text=sys.argv[1], published="2024-01-27"))
print("onnxruntime" in sys.modules)
"""


@pytest.mark.parametrize(("text", "loaded"), [pytest.param(LONG, "True", id="long"), pytest.param(LONG[:110], "False", id="short")])
def test_the_engine_is_loaded_where_needed_and_leaves_nothing_behind(text: str, loaded: str, tmp_path: Path) -> None:
    """Later builds of the engine write a number for the machine into the home folder when they are imported, unless they run in CI."""
    here = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [sys.executable, "-c", READ, text], env={**here, "HOME": str(tmp_path)}, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == loaded
    assert list(tmp_path.rglob("*")) == []
