"""What every test may use. With `COUNTERCLAIM_NO_SKIP=1`, as in `.ci/run`, a skipped test is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["COUNTERCLAIM_PLACES"] = "bundled"  # whatever gazetteer this machine has, the tests read with the one in the package
ROOT = Path(__file__).resolve().parents[1]
NO_SKIP = os.environ.get("COUNTERCLAIM_NO_SKIP") == "1"

# No deadline: a busy machine is no failure. The same examples at every run: a red test stays red until it is mended.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def forbid_skip(report: Any) -> None:
    """Turn the report of a skipped test or module into a failure that gives the reason."""
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (COUNTERCLAIM_NO_SKIP is set: nothing may be skipped)"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    forbid_skip(report)
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora and gold marks, beside the repository; it is not part of it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the corpora in {folder.name}/ beside the repository")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, the one that this machine has."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("needs a browser: on Debian, apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    flags = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to start as root otherwise
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()
