"""A ledger in each database: SQLite in a folder, PostgreSQL started for the tests on a free port, as its own user."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres
import pytest

from counterclaim import custody
from counterclaim.ledger import Ledger

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives the address of a new ledger at each call."""
    if not postgres.BINARIES:
        pytest.skip("needs PostgreSQL: on Debian, apt install postgresql")
    pytest.importorskip("psycopg", reason="needs psycopg 3: pip install 'psycopg[binary]'")
    with postgres.server() as server:
        addresses = server.schemas()
        yield lambda: next(addresses)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of a ledger that is not there yet, in each database in turn."""
    if request.param == "postgresql":
        create: Callable[[], str] = request.getfixturevalue("postgresql")
        return create
    return lambda: str(tmp_path / f"ledger{next(NUMBERS)}")


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """An address in each database in turn."""
    return new_address()


@pytest.fixture
def ledger(address: str) -> Ledger:
    """An empty ledger in each database in turn."""
    return custody.open_or_make(address)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A file of invented reports with a dispute across reports, a person by name, and versions of one document."""
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(REPORTS) + "\n", encoding="utf-8")
    return path


REPORTS = (
    '{"id": "w1", "published": "2024-01-20", "publisher": "Wire A", "synthetic": true, "text": "Northland accused Southland of shelling a hospital in Milltown. The health ministry said at least 11 people were killed and 20 injured."}',  # noqa: E501
    '{"id": "w2", "published": "2024-01-22", "publisher": "Wire B", "synthetic": true, "text": "Southland denied shelling the hospital in Milltown and accused Northland of hiding weapons there."}',  # noqa: E501
    '{"id": "w3", "published": "2024-01-23", "publisher": "Wire A", "synthetic": true, "text": "The health ministry said 12 people were killed in Milltown. Rescuers said dozens were missing."}',  # noqa: E501
    '{"id": "w4", "published": "2024-01-25", "publisher": "Wire A", "synthetic": true, "version_of": "w3", "text": "The health ministry said 14 people were killed in Milltown. Officials said 3 soldiers were captured."}',  # noqa: E501
    '{"id": "w5", "published": "2024-02-01", "publisher": "Daily C", "synthetic": true, "text": "Anna Example, a photographer, was killed in Milltown on Monday, the union said. Anna Example was 40."}',  # noqa: E501
)
