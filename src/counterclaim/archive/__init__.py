"""Raw bytes -> their SHA-256, and back: kept once, never overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import LedgerDamaged, NotFound

__all__ = ["Archive", "Kept"]

SHA256 = re.compile(r"[0-9a-f]{64}")
WITHHELD = ".withheld"  # stands in place of bytes that a redaction took away
PART = ".part"  # a file that was not finished; nothing ever reads it


@dataclass(frozen=True, slots=True)
class Kept:
    """How one kept file stands: `whole`, `changed` (its hash does not fit its name) or `withheld` (redacted)."""

    sha256: str
    state: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Bytes by their SHA-256, one file each, in a folder: `ab/cdef…`.

    A file comes into being whole (a temporary name, written through to the disk, renamed) and is never written again.
    """

    folder: Path

    def store(self, raw: bytes) -> str:
        """Keeps the bytes; gives their SHA-256. Bytes that are kept already, or that were redacted, change nothing."""
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self._path(sha256)
        if not path.exists() and not self._marker(sha256).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_through(path, raw)
        return sha256

    def fetch(self, sha256: str) -> bytes:
        """The bytes. Raises `NotFound` where they are not kept, `LedgerDamaged` where they are not what was stored."""
        try:
            raw = self._path(sha256).read_bytes()
        except FileNotFoundError:
            gone = "were withheld by a redaction" if self._marker(sha256).exists() else "are not in the archive"
            raise NotFound(f"The bytes {sha256[:12]}… {gone}. `counterclaim verify` lists what is missing.") from None
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise LedgerDamaged(f"{self._path(sha256)} is not what was stored: its SHA-256 does not fit. Take it from a backup.")
        return raw

    def state(self, sha256: str) -> str:
        """`whole`, `changed`, `withheld` or `missing`, from the bytes themselves."""
        path = self._path(sha256)
        if path.exists():
            return "whole" if _hash_of(path) == sha256 else "changed"
        return "withheld" if self._marker(sha256).exists() else "missing"

    def verify(self) -> Iterator[Kept]:
        """Every kept file with its hash computed anew, in the order of the hashes."""
        for sha256 in self.names():
            yield Kept(sha256, self.state(sha256))

    def names(self) -> list[str]:
        """The SHA-256 of everything that is or was kept."""
        found = (path.parent.name + path.name.removesuffix(WITHHELD) for path in self.folder.glob("??/*") if path.suffix != PART)
        return sorted({name for name in found if SHA256.fullmatch(name)})

    def is_withheld(self, sha256: str) -> bool:
        """Whether a redaction took the bytes away, and nothing of them is there."""
        return self._marker(sha256).exists() and not self._path(sha256).exists()

    def withhold(self, sha256: str) -> None:
        """Takes bytes away for good and leaves a mark in their place. The decision that says why stands in the ledger."""
        marker = self._marker(sha256)
        marker.parent.mkdir(parents=True, exist_ok=True)
        if not marker.exists():
            _write_through(marker, b"")
        self._path(sha256).unlink(missing_ok=True)
        _sync_folder(marker.parent)

    def _path(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise NotFound(f"{sha256!r} is no SHA-256: 64 digits and letters a to f.")
        return self.folder / sha256[:2] / sha256[2:]

    def _marker(self, sha256: str) -> Path:
        path = self._path(sha256)
        return path.with_name(path.name + WITHHELD)


def _write_through(path: Path, raw: bytes) -> None:
    """Writes a file whole or not at all, and has it on the disk before this returns."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=PART)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Has a rename on the disk, for the folder holds the name."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
