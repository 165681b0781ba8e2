"""What an import costs and reaches: `import counterclaim` and `--help` load nothing heavy, and no command opens a connection."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# Raised as an ordinary error at the first attempt, so that the traceback names who tried.
NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(refuse)
"""
LOADED = "\nimport json, sys; print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
TEXT = "date 2024-01-27\n\nThe health ministry said at least 11 people were killed. The army denied it.\n"


def run(script: str, *arguments: str) -> str:
    """What the script prints in a fresh interpreter that may not use the network."""
    done = subprocess.run([sys.executable, "-c", NO_NETWORK + script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("script", "heavy"),
    [
        pytest.param("import counterclaim", {"click", "htmldate", "jinja2", "lxml", "rich", "trafilatura"}, id="the package"),
        pytest.param(
            "from counterclaim.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
            {"htmldate", "jinja2", "lxml", "trafilatura"},
            id="the command's help",
        ),
    ],
)
def test_loads_nothing_heavy(script: str, heavy: set[str]) -> None:
    loaded = set(json.loads(run(script + LOADED).splitlines()[-1]))
    assert loaded & heavy == set()


@pytest.mark.parametrize(("command", "options"), [("read", ["--format", "jsonl"]), ("brief", [])])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report.txt", TEXT),
        (
            "report.html",
            f"<html><head><meta name='date' content='2024-01-27'></head><body><article><p>{TEXT[17:]}</p></article></body></html>",
        ),
    ],
    ids=["text", "page"],
)
def test_reading_opens_no_connection(command: str, options: list[str], name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert run("from counterclaim.cli import main; main()", command, str(path), *options)
