"""Word documents: lists, tables, footnotes and boxes as lines; tracked deletions and hidden text left out; attacks refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from counterclaim.errors import InputError, UnreadableFile
from counterclaim.model import Report
from counterclaim.reports import read_reports, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TODAY = date(2026, 1, 1)


def p(text: str, *, style: str = "", inside: str = "", item: tuple[int, int] | None = None) -> str:
    """A paragraph; `inside` is put after its words."""
    place = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{look}{place}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraphs)}</w:tc>"


def note(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind: str, *texts: str) -> str:
    found = "".join(f'<w:{kind} w:id="{i}">{p(text)}</w:{kind}>' for i, text in enumerate(texts, 1))
    return f'<w:{kind}s {W}><w:{kind} w:type="separator" w:id="0">{p("line")}</w:{kind}>{found}</w:{kind}s>'


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="5">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num></w:numbering>"""

STYLES = f"""<w:styles {W}><w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Dots"><w:name w:val="Dots"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="More"><w:name w:val="More"/><w:basedOn w:val="Dots"/></w:style></w:styles>"""


def document(*body: str, **parts: str) -> bytes:
    """A document with these blocks; further parts by name (`footnotes`, `header1`)."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{''.join(body)}</w:body></w:document>")
        for name, xml in {"styles": STYLES, "numbering": NUMBERING, **parts}.items():
            archive.writestr(f"word/{name}.xml", xml)
    return sink.getvalue()


def read(path: Path, raw: bytes) -> tuple[list[Report], list[InputError]]:
    path.write_bytes(raw)
    errors: list[InputError] = []
    return list(read_reports([str(path)], on_error=errors.append, today=TODAY)), errors


DATED = p("As of 27 January 2024")


@pytest.mark.parametrize(
    ("blocks", "parts", "text"),
    [
        pytest.param([p("At least 11 people were "), p("killed.")], {}, "At least 11 people were\n\nkilled.", id="paragraphs"),
        pytest.param(
            [p("First", item=(1, 0)), p("Inner", item=(1, 1)), p("Second", item=(1, 0))],
            {},
            "1. First\n\n• Inner\n\n2. Second",
            id="numbered list",
        ),
        pytest.param([p("Item", style="More")], {}, "• Item", id="list by the style of its style"),
        pytest.param(
            [f"<w:tbl><w:tr>{cell(p('Place'))}{cell(p('Killed'))}</w:tr><w:tr>{cell(p('North'), p('Bank'))}{cell(p('12'))}</w:tr></w:tbl>"],
            {},
            "Place | Killed\nNorth Bank | 12",
            id="table",
        ),
        pytest.param(
            [p("Some 41 people", inside=note(1) + "<w:r><w:t> died.</w:t></w:r>"), p("Later", inside=note(2))],
            {"footnotes": notes("footnote", "Not verified.", "At noon.")},
            "Some 41 people[1] died.\n[1] Not verified.\n\nLater[2]\n[2] At noon.",
            id="footnotes",
        ),
        pytest.param(
            [p("Some 41 people", inside=note(1, "endnote"))],
            {"endnotes": notes("endnote", "Not verified.")},
            "Some 41 people[i]\n[i] Not verified.",
            id="endnotes",
        ),
        pytest.param(
            [p("Killed: ", inside="<w:del><w:r><w:delText>14</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins>")],
            {},
            "Killed: 12",
            id="tracked changes",
        ),
        pytest.param([p("Seen", inside="<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>")], {}, "Seen", id="hidden text"),
        pytest.param(
            [p("cease", inside="<w:r><w:noBreakHyphen/><w:t>fire</w:t><w:tab/><w:t>now</w:t></w:r>")], {}, "cease-fire now", id="signs"
        ),
        pytest.param([p("Killed:", inside="<w:r><w:br/><w:t>12</w:t></w:r>")], {}, "Killed:\n12", id="line break"),
        pytest.param(
            [
                p(
                    "Text",
                    inside="<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
                    + p("Killed: 9")
                    + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
                    + p("Killed: 9")
                    + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
                )
            ],
            {},
            "Text\n\nKilled: 9",
            id="text box once",
        ),
        pytest.param([f"<w:sdt><w:sdtContent>{p('Inside')}</w:sdtContent></w:sdt>"], {}, "Inside", id="content control"),
        pytest.param([p("Text")], {"header1": f"<w:hdr {W}>{p('Relief Office')}</w:hdr>"}, "Text\n\nRelief Office", id="header at the end"),
    ],
)
def test_text(blocks: list[str], parts: dict[str, str], text: str, tmp_path: Path) -> None:
    (report,), errors = read(tmp_path / "r.docx", document(DATED, *blocks, **parts))
    assert errors == []
    assert report.text == f"As of 27 January 2024\n\n{text}"
    assert report.published == "2024-01-27"


def test_title_and_day_in_the_header(tmp_path: Path) -> None:
    header = f"<w:hdr {W}>{p('Situation Report #3 | 27 January 2024')}</w:hdr>"
    (report,), _ = read(tmp_path / "r.docx", document(p("Fighting at the lake", style="Title"), p("At least 11 died."), header1=header))
    assert (report.title, report.published) == ("Fighting at the lake", "2024-01-27")
    assert report.text.startswith("Fighting at the lake\n\nAt least")


def test_undated_is_refused(tmp_path: Path) -> None:
    reports, (error,) = read(tmp_path / "r.docx", document(p("At least 11 people were killed.")))
    assert reports == []
    assert "--date 2024-01-27" in str(error)


# ---------------------------------------------------------------- attacks and broken files


def archive(**parts: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as found:
        for name, raw in parts.items():
            found.writestr(name.replace("__", "/") + ".xml", raw)
    return sink.getvalue()


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="w"><w:body>&b;</w:body></w:document>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document xmlns:w="w"><w:body>&a;</w:body></w:document>'
DEEP = b'<w:document xmlns:w="w"><w:body>' + b"<w:sdt>" * 50_000 + b"</w:sdt>" * 50_000 + b"</w:body></w:document>"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(archive(word__document=ENTITIES), "document type or entities", id="entities"),
        pytest.param(archive(word__document=OUTSIDE), "document type or entities", id="entity from outside"),
        pytest.param(archive(word__document=DEEP), "nested more than 100 deep", id="deep"),
        pytest.param(archive(word__document=b"<a>" + b" " * 50_000_000), "unpacks to more than 200 times its size", id="bomb"),
        pytest.param(archive(word__document=b"<a><b></a>"), "word/document.xml: this part is broken", id="broken XML"),
        pytest.param(archive(word__document=b"<a/>"), "there is no text in the document", id="empty"),
        pytest.param(archive(other=b"<a/>"), "looks like a ZIP archive", id="other archive"),
        pytest.param(document(DATED)[:-40], "cannot be unpacked", id="cut off"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "is encrypted", id="encrypted"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old office document", id="old"),
    ],
)
def test_refused(raw: bytes, message: str, tmp_path: Path) -> None:
    reports, (error,) = read(tmp_path / "r.docx", raw)
    assert reports == []
    assert isinstance(error, UnreadableFile)
    assert message in str(error)


def test_limits_on_parts_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_PARTS", 2)
    assert "3 parts in it" in str(read(tmp_path / "r.docx", document(DATED))[1][0])
    monkeypatch.setattr(zipped, "MAX_PARTS", 3)
    monkeypatch.setattr(zipped, "MAX_UNPACKED_BYTES", 100)
    assert "it unpacks to" in str(read(tmp_path / "r.docx", document(DATED))[1][0])


RAW = document(DATED, p("Some 41 people", inside=note(1)), footnotes=notes("footnote", "Not verified."))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(RAW) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_mutated_files_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(RAW)
    for at, value in changes:
        raw[at] = value
    errors: list[InputError] = []
    reports = list(read_reports(["-"], on_error=errors.append, today=TODAY, published="2024-01-27", stdin=io.BytesIO(bytes(raw))))
    assert reports or errors
