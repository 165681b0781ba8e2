"""What a user names -> the files that it means."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from counterclaim.errors import InputError, UnreadableFile

STANDARD_INPUT = "-"

KINDS = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}


# What hosts call these kinds; anything else is known by its first bytes.
MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "text/plain": "text",
}


def find_files(source: str) -> Iterator[Path | InputError]:
    """The files behind a path, a folder or a glob, in sorted order; an error for each that cannot be found or opened.

    A path that exists is taken as it is, whatever its suffix and even with `*` in its name. In a folder only files of known
    suffixes count; others, and hidden files and folders, are passed over without a word.
    """
    if os.path.lexists(source):
        yield from _expand(Path(source))
        return
    if not glob.has_magic(source):
        yield UnreadableFile("there is no such file or folder. Check the path.", source=source)
        return
    matches = sorted(glob.glob(source, recursive=True))
    if not matches:
        yield UnreadableFile("no file matches this pattern. Check it, and quote it so that the shell leaves it alone.", source=source)
    for match in matches:
        yield from _expand(Path(match))


def _expand(path: Path) -> Iterator[Path | InputError]:
    if not path.is_dir():
        yield path
        return
    empty = True
    for found in _walk(path):
        empty = False
        yield found
    if empty:
        yield UnreadableFile(f"no reports in this folder. Known suffixes: {', '.join(KINDS)}.", source=str(path))


def _walk(folder: Path) -> Iterator[Path | InputError]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield UnreadableFile(f"the folder cannot be opened ({error.strerror}).", source=str(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link to a folder above would never end
                yield from _walk(entry)
        elif entry.suffix.lower() in KINDS:
            yield entry
