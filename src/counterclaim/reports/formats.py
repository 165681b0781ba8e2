"""One file or stream -> the drafts in it, or what is wrong with it: plain text, JSON lines, JSON, saved web pages, PDF and Word."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from counterclaim.errors import InputError, InvalidReport, UnreadableFile
from counterclaim.reports.normalise import decode, has_mark, one_line
from counterclaim.reports.records import Draft
from counterclaim.reports.sources import KINDS

# What one report, page or JSON file may weigh; JSON lines are read line by line and have no limit as a whole.
MAX_FILE_BYTES = 64 * 1024 * 1024
# A page costs about a second a megabyte to take apart, and the text of the largest saved articles is far below this.
MAX_PAGE_BYTES = 10 * 1024 * 1024
# Holds a report of the greatest length with every character escaped as \uXXXX.
MAX_LINE_BYTES = 16 * 1024 * 1024

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted office document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
)
_DOCUMENTS = frozenset({"pdf", "docx"})
_DOCUMENT_HEADS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PDF_HEAD_WITHIN = 1024  # where readers of PDF look for its mark; mail programs put lines before it
_SNIFF = (
    (re.compile(rb"<(!doctype\s+html|html|\?xml)", re.IGNORECASE), "html"),
    (re.compile(rb"\{\s*\n|\[\s*\{"), "json"),
    (re.compile(rb"\{"), "jsonl"),
)
_DATE_LINE = re.compile(r"\s*date:?[ \t]+(\d{4}-\d{1,2}-\d{1,2})(?![\w-])(?:[ \t]+(synthetic)\b)?", re.IGNORECASE)
_TEXT_REMEDY = "Begin the text with the line `date 2024-01-27`"
_JSON_REMEDY = 'Add `"published": "2024-01-27"` to it'


def read_file(path: Path) -> Iterator[Draft | InputError]:
    """The drafts in a file. Its suffix tells the format; where that is not known the first bytes do."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, source=str(path), kind=KINDS.get(path.suffix.lower()))
    except OSError as error:
        yield UnreadableFile(f"it cannot be read ({error.strerror or error}).", source=str(path))


def read_stream(stream: BinaryIO, *, source: str, kind: str | None = None) -> Iterator[Draft | InputError]:
    """The drafts in a stream of bytes, of the given kind (a value of `KINDS`) or of what the first bytes look like."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = buffered.peek(1)
    if kind in _DOCUMENTS or head.startswith(_DOCUMENT_HEADS):
        try:
            yield from _read_document(buffered, source)
        except InputError as error:
            yield error
        return
    binary = _binary_format(head)
    if binary:
        yield UnreadableFile(f"this looks like {binary}, not text. Save its text as .txt, .html or .jsonl.", source=source)
        return
    kind = kind or _sniff(head)
    if kind == "jsonl" and not (has_mark(head) and b"\0" in head):  # a file in UTF-16 cannot be cut at the byte of a line's end
        yield from _read_lines(buffered, source)
        return
    try:
        yield from _read_whole(buffered, source, kind)
    except InputError as error:
        yield error


def _read_document(stream: io.BufferedReader, source: str) -> Iterator[Draft | InputError]:
    """A PDF or an office document; what it is its bytes say, whatever its suffix. Its parser is loaded only now."""
    raw = stream.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        raise UnreadableFile(f"more than {MAX_FILE_BYTES // 1024**2} MB, too much for one document. Split it up.", source=source)
    if not raw:
        raise UnreadableFile("the file is empty.", source=source)
    if b"%PDF-" in raw[:_PDF_HEAD_WITHIN]:
        from counterclaim.reports.pdf import read_pdf

        yield from read_pdf(raw, source=source)
        return
    from counterclaim.reports.zipped import kind_of_zip, refuse_old_document

    refuse_old_document(raw, source=source)
    kind = kind_of_zip(raw, source=source) if raw.startswith(b"PK") else None
    if kind == "docx":
        from counterclaim.reports.docx import read_docx

        yield read_docx(raw, source=source)
    elif kind == "xlsx":
        raise UnreadableFile("this is a workbook: a table of figures, not a report.", source=source)
    else:
        looks = _binary_format(raw[:8192]) or "text"
        raise UnreadableFile(f"this looks like {looks}, not a PDF or a Word document. Check its name.", source=source)


def _binary_format(head: bytes) -> str | None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return "a binary file (or UTF-16 without its byte order mark)" if b"\0" in head and not has_mark(head) else None


def _sniff(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if has_mark(head) and b"\0" in head:
        start = head[2:].replace(b"\0", b"").lstrip()
    return next((kind for pattern, kind in _SNIFF if pattern.match(start)), "text")


def _read_whole(stream: io.BufferedReader, source: str, kind: str) -> Iterator[Draft | InputError]:
    limit = MAX_PAGE_BYTES if kind == "html" else MAX_FILE_BYTES
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise UnreadableFile(f"more than {limit // 1024**2} MB, too much for one {kind} file. Split it up.", source=source)
    if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
        raise UnreadableFile("the file is empty.", source=source)
    if kind == "html":
        # Imported here because its parsers take longer to load than the start of the program may last.
        from counterclaim.reports.html import read_page
        from counterclaim.reports.liveblog import read_posts

        yield from read_posts(raw, source=source) or [read_page(raw, source=source)]
        return
    text = _decode(raw, source)
    if kind == "text":
        yield _read_text(text, source)
    elif kind == "jsonl":
        yield from _read_lines(io.BytesIO(text.encode("utf-8", "surrogatepass")), source)
    else:
        yield from _read_json(text, source)


def _decode(raw: bytes, source: str) -> str:
    if b"\0" in raw and not has_mark(raw):
        raise UnreadableFile("there are NUL bytes in it, so it is not text.", source=source)
    try:
        return decode(raw)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} fits no encoding known here ({error.encoding}: {error.reason}). Save the file again as UTF-8."
        raise UnreadableFile(reason, source=source) from None


def _read_text(text: str, source: str) -> Draft:
    match = _DATE_LINE.match(text.removeprefix("\ufeff"))
    body = text.removeprefix("\ufeff")[match.end() :] if match else text
    return Draft(text=body, published=match[1] if match else None, synthetic=bool(match and match[2]), source=source, remedy=_TEXT_REMEDY)


def _read_lines(stream: io.BufferedReader | io.BytesIO, source: str) -> Iterator[Draft | InputError]:
    number, empty = 0, True
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        place = f"line {number}"
        if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
            reason = f"the line is longer than {MAX_LINE_BYTES // 1024**2} MB, too long for one report. Split it up."
            yield UnreadableFile(reason, source=source, place=place)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _read_line(line, source, place)
        else:
            continue
        empty = False
    if empty:
        yield UnreadableFile("the file is empty.", source=source)


def _skip_line(stream: io.BufferedReader | io.BytesIO) -> None:
    while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _read_line(line: bytes, source: str, place: str) -> Draft | InputError:
    try:
        return _draft(_load(decode(line.rstrip(b"\r\n")), source, place), source, place)
    except UnicodeDecodeError:
        return InvalidReport("the line is not UTF-8. Save the file again as UTF-8.", source=source, place=place)
    except InputError as error:
        return error


def _read_json(text: str, source: str) -> Iterator[Draft | InputError]:
    loaded = _load(text.removeprefix("\ufeff"), source, None)
    if isinstance(loaded, list) and not loaded:
        raise UnreadableFile("the list is empty.", source=source)
    items = loaded if isinstance(loaded, list) else [loaded]
    for number, item in enumerate(items, 1):
        try:
            yield _draft(item, source, f"item {number}")
        except InputError as error:
            yield error


def _load(text: str, source: str, place: str | None) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"character {error.colno}" if place else f"line {error.lineno}, character {error.colno}"
        raise InvalidReport(f"broken JSON ({error.msg} at {where}). Correct it.", source=source, place=place) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets nested too deep
        raise InvalidReport(f"JSON that cannot be read ({error}).", source=source, place=place) from None


def _draft(record: Any, source: str, place: str) -> Draft:
    try:
        if not isinstance(record, dict):
            raise ValueError('this is not a JSON object such as {"published": "2024-01-27", "text": "…"}.')
        return Draft(
            text=_words(record, "text") or "",
            title=_words(record, "title"),
            published=_words(record, "published"),
            publisher=_words(record, "publisher"),
            language=_words(record, "language"),
            id=_name(record, "id"),
            url=_name(record, "url"),
            version_of=_name(record, "version_of"),
            carried_by=_outlets(record),
            synthetic=_is_synthetic(record),
            source=source,
            place=place,
            remedy=_JSON_REMEDY,
        )
    except ValueError as error:
        raise InvalidReport(str(error), source=source, place=place) from None


def _words(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"`{field}` must be text, not {json.dumps(value)[:40]}.")
    return value or None


def _name(record: dict[str, Any], field: str) -> str | None:
    """An id or address: kept letter for letter, so what cannot be seen or written (controls, half characters) has no place in it."""
    if type(record.get(field)) is int:
        return str(record[field])
    value = _words(record, field)
    if value and not value.isprintable():
        raise ValueError(f"`{field}` has characters in it that cannot be seen. Remove them.")
    return value


def _outlets(record: dict[str, Any]) -> tuple[str, ...]:
    value = record.get("carried_by") or []
    if not isinstance(value, list) or not all(isinstance(outlet, str) for outlet in value):
        raise ValueError("`carried_by` must be a list of names.")
    return tuple(filter(None, map(one_line, value)))


def _is_synthetic(record: dict[str, Any]) -> bool:
    value = record.get("synthetic") or False
    if not isinstance(value, bool):
        raise ValueError("`synthetic` must be true or false.")
    return value
