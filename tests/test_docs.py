"""The documentation says what is there: commands, options, targets, files, links and versions."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("evals/*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("examples/*.md")]
)
FENCE = re.compile(r"^```(?:sh|bash)?\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.M)


def page_id(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def make_reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "docs" / "make_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands_of(path: Path, word: str) -> Iterator[list[str]]:
    """The lines of a page's code blocks that begin with `word`, as typed words."""
    for block in FENCE.findall(path.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith(f"{word} "):
                yield shlex.split(line, comments=True)


SHOWN = [(page, words) for page in PAGES for words in commands_of(page, "counterclaim")]
TARGETS = [(page, words) for page in PAGES for words in commands_of(page, "make")]
# A line with an id left open ("cl:…") shows a form; the others run.
RUNNABLE = [(page, words) for page, words in SHOWN if not any("…" in word for word in words) and page.name != "ledger.md"]


def cases(shown: list[tuple[Path, list[str]]]) -> list[object]:
    return [pytest.param(words[1:], id=f"{page_id(page)}: {shlex.join(words)}") for page, words in shown]


@pytest.mark.parametrize("words", cases(SHOWN))
def test_shown_command_exists_with_its_options(words: list[str]) -> None:
    command: click.Command = make_reference().find_group()
    rest = words
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        assert rest[0] in command.commands
        command, rest = command.commands[rest[0]], rest[1:]
    known = {option for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]} | {"--help"}
    used = {word.partition("=")[0] for word in rest if word.startswith("-") and word != "-"}
    assert used <= known


@pytest.mark.parametrize("words", cases(RUNNABLE))
def test_shown_command_runs(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "build").mkdir()
    script = "from counterclaim.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_page_on_ledgers_runs_from_its_first_command_to_its_last(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    script, names = "from counterclaim.cli import main; main()", dict[str, str]()
    shown = list(commands_of(ROOT / "docs" / "ledger.md", "counterclaim"))
    assert len(shown) > 15
    for _, *words in shown:
        typed = [sys.executable, "-c", script, *(names.get(word, word) for word in words)]
        done = subprocess.run(typed, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, bool(done.stdout)) == (0, True), (words, done.stderr)
        if words[0] == "tolls":
            assert "cl:" in done.stdout
            names["CLAIM"] = next(word for word in done.stdout.split() if word.startswith("cl:"))
            listed = subprocess.run([*typed, "--format", "jsonl"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
            names["REPORT"] = next(json.loads(line)["report_key"] for line in listed.splitlines())


@pytest.mark.parametrize("words", cases(TARGETS))
def test_shown_make_target_exists(words: list[str]) -> None:
    assert re.search(rf"^{re.escape(words[0])}:.* ## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_internal_links_resolve(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            headings = HEADING.findall(target.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, link


@pytest.mark.parametrize("name", ["cli.md", "fields.md"])
def test_generated_reference_is_current(name: str) -> None:
    reference = make_reference()
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == reference.PAGES[name](), "write it anew with: make format"


def test_every_command_and_option_says_what_it_does() -> None:
    silent = []
    for name, command in make_reference().walk(make_reference().find_group()):
        silent += [] if command.help else [name]
        silent += [f"{name} {p.opts[0]}" for p in command.params if isinstance(p, click.Option) and not p.help and not p.hidden]
    assert silent == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in sorted(folder.glob("[0-9]*.md")) if f"({p.name})" not in index] == []


def test_changelog_names_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
