"""Office documents -> their parts: ZIP archives of XML, opened under limits that no honest document reaches."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from counterclaim.errors import UnreadableFile

# A report of 200 pages has some hundred parts and 20 MB of XML; packed prose shrinks tenfold, empty table cells sixtyfold.
MAX_PARTS = 5_000
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_RATIO = 200
SMALL_BYTES = 1024 * 1024  # below this the ratio says nothing

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def open_parts(raw: bytes, *, source: str) -> zipfile.ZipFile:
    """The archive of a document. Raises `UnreadableFile` where it is broken, encrypted, or unpacks to more than it may."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"the document is broken and cannot be unpacked ({error}). Save it again.", source=source) from None
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise UnreadableFile(f"{len(parts):,} parts in it, and a document may have {MAX_PARTS:,}: it looks like an attack.", source=source)
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED_BYTES:
        reason = f"it unpacks to {total // 1024**2:,} MB, and {MAX_UNPACKED_BYTES // 1024**2} MB are allowed. Split it up."
        raise UnreadableFile(reason, source=source)
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableFile("the document is encrypted. Save a copy without a password.", source=source, place=part.filename)
        if part.file_size > SMALL_BYTES and part.file_size > MAX_RATIO * max(1, part.compress_size):
            reason = f"a part unpacks to more than {MAX_RATIO} times its size: it looks like an attack."
            raise UnreadableFile(reason, source=source, place=part.filename)
    return archive


def read_xml(archive: zipfile.ZipFile, name: str, *, source: str) -> Element | None:
    """The XML of a part, `None` where there is no such part. Raises `UnreadableFile` for a document type, entities or broken XML."""
    try:
        return fromstring(archive.read(name), forbid_dtd=True)
    except KeyError:
        return None
    except DefusedXmlException:
        reason = "a document type or entities are declared in it, which no office program writes: refused."
        raise UnreadableFile(reason, source=source, place=name) from None
    except (ParseError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError, RuntimeError) as error:
        raise UnreadableFile(f"this part is broken ({error}). Save the document again.", source=source, place=name) from None


def kind_of_zip(raw: bytes, *, source: str) -> str | None:
    """`docx` or `xlsx`, `None` for another archive. Raises `UnreadableFile` like `open_parts`."""
    with open_parts(raw, source=source) as archive:
        names = set(archive.namelist())
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None


def refuse_old_document(raw: bytes, *, source: str) -> None:
    """Raises `UnreadableFile` for the container of old office documents, which also holds encrypted new ones."""
    if raw.startswith(_OLD_OR_LOCKED):
        if _LOCKED in raw:
            raise UnreadableFile("the document is encrypted. Save a copy without a password.", source=source)
        raise UnreadableFile("this is an old office document (.doc, .xls). Save it as .docx or .xlsx.", source=source)
