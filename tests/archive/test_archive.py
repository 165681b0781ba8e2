"""Bytes are kept once, whole or not at all, and their hashes are checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from counterclaim.archive import Archive, Kept
from counterclaim.errors import LedgerDamaged, NotFound


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "archive")


def path_of(archive: Archive, sha256: str) -> Path:
    return archive.folder / sha256[:2] / sha256[2:]


@pytest.mark.parametrize("raw", [b"", b"text", bytes(range(256)) * 1000], ids=["empty", "text", "binary"])
def test_gives_back_what_was_stored(raw: bytes, archive: Archive) -> None:
    sha256 = archive.store(raw)
    assert sha256 == hashlib.sha256(raw).hexdigest()
    assert archive.fetch(sha256) == raw
    assert path_of(archive, sha256).is_file()


def test_storing_again_writes_nothing(archive: Archive) -> None:
    first = path_of(archive, archive.store(b"text"))
    written = first.stat().st_mtime_ns, first.stat().st_ino
    archive.store(b"text")
    assert (first.stat().st_mtime_ns, first.stat().st_ino) == written
    assert archive.names() == [hashlib.sha256(b"text").hexdigest()]


def test_changed_bytes_are_found_and_not_given_out(archive: Archive) -> None:
    whole, changed = sorted((archive.store(b"a"), archive.store(b"b")))
    path_of(archive, changed).write_bytes(b"c")
    assert sorted(archive.verify(), key=lambda kept: kept.sha256) == [Kept(whole, "whole"), Kept(changed, "changed")]
    with pytest.raises(LedgerDamaged, match="backup"):
        archive.fetch(changed)


def test_withheld_bytes_are_gone_for_good(archive: Archive) -> None:
    sha256 = archive.store(b"text")
    archive.withhold(sha256)
    assert archive.store(b"text") == sha256
    assert list(archive.verify()) == [Kept(sha256, "withheld")]
    with pytest.raises(NotFound, match="withheld"):
        archive.fetch(sha256)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", "", "ABC"])
def test_what_is_not_there(name: str, archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.fetch(name)


def test_an_unfinished_file_is_never_read(archive: Archive) -> None:
    sha256 = archive.store(b"text")
    path_of(archive, sha256).with_name("tmpabc.part").write_bytes(b"te")
    assert archive.names() == [sha256]
