"""Bytes -> text, and text -> stored text: the only place where characters change.

Everything after this room counts code points in the result, so a text that is clean already must come out as it went in:
lines stay lines, one space of indentation stays, emoji and every script stay.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

# UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Controls, soft hyphen, zero-width space, marks of direction, word joiner, byte order mark. Joiners are treated apart.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# A joiner means something between two emoji and between letters of Arabic, the Indic scripts, Burmese and Khmer; elsewhere it is litter.
_JOINED = (
    "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc"
    "\xa9\xae\u2190-\u2bff\u3030-\u303d\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_JOINERS = re.compile("[\u200c\u200d]")
_STRAY_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
# Most texts have nothing of this kind, and one search is faster than four replacements.
_ODD = re.compile(f"[\r\x0b\x0c\x85\u2028\u2029\ud800-\udfff]|{_ODD_SPACES.pattern}|{_INVISIBLE.pattern}")
# Composing letters takes time with the square of the marks on one letter; 30 are more than any language needs (Unicode's annex 15,
# "stream-safe"). The pattern finds where so many may be; what is no mark there (a rule of dashes, a row of emoji) stays.
_MOST_MARKS = 30
_MANY_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_SPACE_RUNS = re.compile(" {2,}")
_BLANK_LINES = re.compile("\n{3,}")


def has_mark(raw: bytes) -> bool:
    """Whether the bytes begin with the byte order mark of UTF-8, UTF-16 or UTF-32."""
    return any(raw.startswith(mark) for mark, _ in _MARKS)


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The bytes as text: by byte order mark, else as UTF-8, else as `declared`, else as Windows-1252.

    A guesser of encodings is left out on purpose: on short texts it is often wrong, and wrong letters are worse than a refusal.
    Raises `UnicodeDecodeError` where nothing fits, and where the bytes are UTF-8 but for a few broken ones.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(raw):
            raise error
    return raw.decode(_eight_bit(declared))


def _eight_bit(declared: str | None) -> str:
    """The encoding that a declaration means for bytes that are not UTF-8; browsers too read "Latin-1" as Windows-1252."""
    try:
        name = codecs.lookup(declared or "cp1252").name
    except LookupError:
        return "cp1252"
    return "cp1252" if name.startswith("utf") or name in ("ascii", "iso8859-1") else name


def _mostly_utf8(raw: bytes) -> bool:
    """Whether more characters beyond ASCII are good UTF-8 than bytes are broken: then Windows-1252 would garble the good ones."""
    good = raw.decode("utf-8", "ignore")
    beyond_ascii = len(good) - len(good.encode("ascii", "ignore"))
    return beyond_ascii > len(raw) - len(good.encode())


def normalise(text: str) -> str:
    """The text as it is stored. Doing it twice changes nothing, and a clean text is returned as it is.

    Line ends become `\\n`, a space of any width a plain one; runs of spaces and blank lines stay, so that offsets into a plain text are
    those of the file. Characters without width or for direction go, except joiners that hold emoji or Arabic and Indic letters
    together; letters are composed (NFC).
    """
    if _ODD.search(text):
        text = _LINE_ENDS.sub("\n", text)
        text = _ODD_SPACES.sub(" ", text)
        text = _INVISIBLE.sub("", text)
        text = _LONE_SURROGATES.sub("\ufffd", text)
    text = _compose(text)
    if _JOINERS.search(text):
        text = _compose(_STRAY_JOINERS.sub("", text))
        if _STRAY_JOINERS.search(text):  # composing puts marks in order, and now another joiner stands beside the wrong one
            text = _compose(_JOINERS.sub("", text))
    return text.strip(" \n")


def tidy(text: str) -> str:
    """A text that was put together from a page's pieces, without the runs of spaces and blank lines that the pieces leave."""
    return _BLANK_LINES.sub("\n\n", _SPACE_RUNS.sub(" ", text).replace(" \n", "\n"))


def _compose(text: str) -> str:
    """The text in NFC, without the marks on a letter that are more than a letter can have."""
    thin = _MANY_MARKS.sub(_keep_first_marks, text)
    return _MANY_MARKS.sub(_keep_first_marks, unicodedata.normalize("NFC", thin))


def _keep_first_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in found[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """A title or a name, normalised, on one line."""
    return " ".join(normalise(text).split())
