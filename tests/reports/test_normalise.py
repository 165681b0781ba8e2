"""The stored text: what changes, and that a clean text does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from counterclaim.reports.normalise import decode, normalise, one_line

LITTER = "\r\n\t \xa0\u2009\u3000\u200b\u200c\u200d\u200f\u202e\u2066\ufeff\x00\x07\x0c\x85\xad\u2028"
LETTERS = "e\u0301\u0323\u0653\u06cc\u0915\u094d👩🇵️ab.\ud83d"
MARKS = st.text(st.sampled_from("e\u0301\u0323\u0344\u200c\u0653"), min_size=40)
TEXTS = st.text(st.sampled_from(LITTER + LETTERS)) | st.text(st.characters(exclude_categories=())) | MARKS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("one\r\ntwo\rthree\n", "one\ntwo\nthree", id="line ends of Windows and old Macs"),
        pytest.param("one\u2028two\x0cthree\x85four\x0bfive", "one\ntwo\nthree\nfour\nfive", id="rare line ends"),
        pytest.param("11\xa0people\u202fand\u2009more\u3000here", "11 people and more here", id="spaces of every width"),
        pytest.param("a\tb   c \t d", "a b   c   d", id="tabs are spaces, runs of spaces stay"),
        pytest.param("one  \n\n \n\n\ntwo", "one  \n\n \n\n\ntwo", id="blank lines stay: offsets are those of the file"),
        pytest.param(
            "Killed: 7\n 🔴 Since Sunday:\n• Killed: 9", "Killed: 7\n 🔴 Since Sunday:\n• Killed: 9", id="indented line of a bulletin"
        ),
        pytest.param("\n\n  text \n", "text", id="edges"),
        pytest.param("—" * 70 + "🔴" * 40, "—" * 70 + "🔴" * 40, id="rules and rows of emoji"),
        pytest.param("b" + "\u0323\u0301" * 100_000 + "c", normalise("b" + "\u0323\u0301" * 15 + "c"), id="marks without end"),
        pytest.param("\ufeffkil\u200bled\xad \u2066five\u2069\u200e", "killed five", id="characters without width or for direction"),
        pytest.param("bell\x07 and escape\x1b[0m", "bell and escape[0m", id="control characters"),
        pytest.param("cafe\u0301", "café", id="composed letters"),
        pytest.param("e\u200b\u0301", "é", id="composed after the litter is gone"),
        pytest.param("doctors 👩\u200d⚕️ and 🏴\u200d☠️", "doctors 👩\u200d⚕️ and 🏴\u200d☠️", id="joiner inside an emoji"),
        pytest.param("🇵🇸 🇮🇱 🇺🇦 👍🏽 ❤️ 1️⃣", "🇵🇸 🇮🇱 🇺🇦 👍🏽 ❤️ 1️⃣", id="flags, skin tones, variants"),
        pytest.param("می\u200cرود", "می\u200cرود", id="joiner inside a Persian word"),
        pytest.param("a\u200db\u200c", "ab", id="stray joiners"),
        pytest.param("👩\u200c\u0653\u200f\u0323", "👩\u0323\u0653", id="joiner that is stray once the marks are in order"),
        pytest.param("قالت الوزارة، إن ١١ شخصاً", "قالت الوزارة، إن ١١ شخصاً", id="Arabic script and digits"),
        pytest.param("half \ud83d emoji", "half \ufffd emoji", id="half of a pair"),
        pytest.param("“quotes” – dashes — … ½ №", "“quotes” – dashes — … ½ №", id="typography stays"),
    ],
)
def test_normalise(before: str, after: str) -> None:
    assert normalise(before) == after


@given(TEXTS)
def test_normalise_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(TEXTS)
def test_stored_text_can_be_written_and_has_no_litter(text: str) -> None:
    stored = normalise(text)
    stored.encode()
    assert stored == stored.strip(" \n")
    assert not set(stored) & set("\r\t\xa0\u200b\ufeff\x00")


@pytest.mark.parametrize("name", ["dev.jsonl", "bulletins.jsonl"])
def test_clean_text_stays_as_it_is(shared: Path, name: str) -> None:
    with (shared / "gold" / name).open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert [text for text in texts if normalise(text) != text] == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("Żołnierze 🇺🇦".encode(), "Żołnierze 🇺🇦", id="UTF-8"),
        pytest.param("\ufeffkilled".encode(), "killed", id="UTF-8 with byte order mark"),
        pytest.param("قتل".encode("utf-16"), "قتل", id="UTF-16"),
        pytest.param(b"\xfe\xff" + "five".encode("utf-16-be"), "five", id="UTF-16, big end first"),
        pytest.param("five 🔴".encode("utf-32"), "five 🔴", id="UTF-32"),
        pytest.param(b"\x93Five\x94 \x96 caf\xe9", "“Five” – café", id="Windows-1252"),
    ],
)
def test_decode(raw: bytes, text: str) -> None:
    assert decode(raw) == text


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        pytest.param("windows-1251", "Київ", id="as declared"),
        pytest.param("ISO-8859-1", "Êè¿â", id="Latin-1 means Windows-1252"),
        pytest.param("utf-8", "Êè¿â", id="declared UTF-8, which it is not"),
        pytest.param("klingon-8", "Êè¿â", id="no such encoding"),
        pytest.param(None, "Êè¿â", id="not declared"),
    ],
)
def test_decode_as_declared(declared: str | None, text: str) -> None:
    assert decode("Київ".encode("cp1251"), declared=declared) == text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Київ, Харків".encode()[:-1], id="UTF-8 that is cut off"),
        pytest.param(b"\xff\xfe\x41", id="UTF-16 that is cut off"),
        pytest.param(b"\x81\x8d", id="bytes that no encoding has"),
    ],
)
def test_decode_refuses(raw: bytes) -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(raw)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_every_unicode_encoding_gives_the_same_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_one_line() -> None:
    assert one_line(" Five\r\n killed\xa0in  Northtown ") == "Five killed in Northtown"
