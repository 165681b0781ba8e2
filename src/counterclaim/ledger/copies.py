"""A ledger <-> one file: every kept table as JSON lines, every original, and a manifest with their SHA-256. Either database reads it."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from counterclaim.archive import Archive
from counterclaim.errors import LedgerDamaged, LedgerError, NotFound
from counterclaim.ledger.migrations import schema_version
from counterclaim.ledger.rows import add_rows, batches, flowing
from counterclaim.ledger.seals import SEALED, seal
from counterclaim.ledger.tables import KEPT

FORMAT = 1  # of the file; the manifest names it
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Copied:
    """What a backup holds: rows by table, and how many originals."""

    rows: dict[str, int]
    originals: int


def write_backup(connection: sa.Connection, archive: Archive, path: Path, *, at: str) -> Copied:
    """Writes the whole ledger, as the open transaction sees it, into one new file: whole or not at all.

    Raises `LedgerError` where the file cannot be written, `LedgerDamaged` where an original is not what was stored.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as stream:
            copied = _write(stream, connection, archive, at)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror or error}. Name another file.") from None
    finally:
        draft.unlink(missing_ok=True)
    return copied


def _write(stream: Any, connection: sa.Connection, archive: Archive, at: str) -> Copied:
    digests: dict[str, str] = {}
    rows: dict[str, int] = {}
    names = archive.names()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        for table in KEPT:
            member = f"tables/{table.name}.jsonl"
            sha, rows[table.name] = hashlib.sha256(), 0
            with zipped.open(member, "w", force_zip64=True) as out:
                for line in _lines(connection, table):
                    sha.update(line)
                    out.write(line)
                    rows[table.name] += 1
            digests[member] = sha.hexdigest()
        for name in names:
            if archive.state(name) == "withheld":
                zipped.writestr(f"withheld/{name}", b"")
            else:
                zipped.writestr(f"archive/{name}", archive.fetch(name))
        manifest = {"format": FORMAT, "schema": schema_version(connection), "at": at, "rows": rows, "sha256": digests, "originals": names}
        zipped.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return Copied(rows, len(names))


def _lines(connection: sa.Connection, table: sa.TableClause) -> Iterator[bytes]:
    # By all columns: a backup of the same ledger is the same whichever database it comes from.
    for row in flowing(connection, sa.select(table).order_by(table.c[0], *table.c[1:3])).mappings():
        yield (json.dumps(dict(row), ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def check_backup(path: Path) -> dict[str, Any]:
    """The manifest of a backup in which every hash fits. Raises `NotFound` or `LedgerDamaged`."""
    try:
        with zipfile.ZipFile(path) as zipped:
            manifest: dict[str, Any] = json.loads(zipped.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise LedgerError(f"{path} was written by another version of the program (format {manifest.get('format')}).")
            for member, expected in manifest["sha256"].items():
                with zipped.open(member) as stream:
                    if hashlib.file_digest(stream, "sha256").hexdigest() != expected:  # type: ignore[arg-type]
                        raise LedgerDamaged(f"{path}: {member} is not what was backed up. Use another backup.")
            inside = set(zipped.namelist())
            for name in manifest["originals"]:
                if f"withheld/{name}" not in inside and hashlib.sha256(zipped.read(f"archive/{name}")).hexdigest() != name:
                    raise LedgerDamaged(f"{path}: the original {name[:12]}… is not what was backed up. Use another backup.")
            return manifest
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.") from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise LedgerDamaged(f"{path} is no whole backup ({error}). Use another one.") from None


def restore_originals(path: Path, archive: Archive) -> int:
    """Puts the originals of a checked backup into the archive; gives how many."""
    with zipfile.ZipFile(path) as zipped:
        names = [name for name in zipped.namelist() if name.startswith(("archive/", "withheld/"))]
        for name in names:
            folder, _, sha256 = name.partition("/")
            if folder == "archive":
                archive.store(zipped.read(name))
            else:
                archive.withhold(sha256)
    return len(names)


def restore_tables(connection: sa.Connection, path: Path) -> None:
    """Fills the kept tables of an empty ledger. Raises `LedgerError` where something is in it already."""
    if any(connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in KEPT):
        raise LedgerError("The ledger is not empty. Restore into a new one: --ledger NEW-FOLDER.")
    with zipfile.ZipFile(path) as zipped:
        for table in KEPT:
            if f"tables/{table.name}.jsonl" not in zipped.namelist():
                continue  # a table that is younger than the backup
            with zipped.open(f"tables/{table.name}.jsonl") as stream:
                rows = map(json.loads, stream)
                # A backup from before there were seals.
                for batch in batches(seal(row) if table in SEALED and "digest" not in row else row for row in rows):
                    add_rows(connection, table, batch)
    if connection.dialect.name == "postgresql":
        for name in ("readings", "stamps"):
            next_number = f"SELECT coalesce(max(seq), 0) + 1 FROM {name}"
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{name}', 'seq'), ({next_number}), false)")
