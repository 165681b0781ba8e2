"""An extraction -> the private persons whose names it prints: victims, kin, witnesses, minors, detainees, speakers without an office.

A toll that counts somebody by name names a private person, and so does a table's column of names. So do the words around a name: an age,
kin ("his wife A B"), what a person is without holding an office ("A B, a farmer"; `data/persons.tsv`), and "identified as A B". A name
with an office or a rank anywhere in the report stays: whose word a claim is must be shown. Where no such word stands, a private person's
name is not recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counterclaim.model import Extraction, Span, Toll
from counterclaim.vocabulary import load_vocabulary

_CAPITAL = r"[^\W\d_a-z][\w'’-]*"
_PARTICLE = r"(?:(?:abu|al|bin|da|de|den|der|di|el|ibn|la|le|van|von)[ -])*"
CAPITALISED = re.compile(rf"(?<![\w-]){_CAPITAL}(?:\s+{_PARTICLE}{_CAPITAL})*")

# At most five words: "Anna Maria van der Example". Longer runs of capitals are headings.
_NAME = rf"(?P<name>(?<![\w-]){_CAPITAL}(?: {_PARTICLE}{_CAPITAL}){{0,4}})"
# In a table, a row a person: the cell under "name", "victim", "full name" …, whatever stands in it.
_NAME_CELL = re.compile(
    r"(?:^|\| )(?:(?:full |victim'?s? |person'?s? )?names?(?: of (?:the )?victims?)?|victims?|person): (?P<name>[^|]+)", re.I
)
_CLOSED = r"(?=[,.;:)]| of\b| from\b| in\b| who\b| and\b| at\b| with\b| whose\b| near\b|$)"  # not "Milltown, a resident said"
_AGE = r"\d{1,3}"
# A single capitalised word may be a people or a place ("a Swiss driver"): it counts beside kin or behind an age only.
_FULL = rf"(?P<name>(?<![\w-]){_CAPITAL}(?: {_PARTICLE}{_CAPITAL}){{1,4}})"
# What begins a sentence or a line with a capital and is no name.
_NO_NAME = frozenset(
    "a an the he she they we i it his her their our my its this that these those on in at but and then when while after "
    "one two three four five six seven eight nine ten eleven twelve some many most several all both each no".split()
)
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "father"})  # "father" is kin far more often than clergy
_OF_PLACES = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Ff]rom|[Tt]o|[Aa]round|[Aa]cross|"
    r"(?:village|town|city|district|province|region|port|camp|county|state) of) $"
)
_OFFICE_AFTER = 8  # words behind a name in which its office stands: "A B, the acting deputy head of the regional health office"


def person_spans(extraction: Extraction) -> list[Span]:
    """The words of each toll that is a person by name ("journalist A B, 40")."""
    return [claim.body.number for claim in extraction.claims if isinstance(claim.body, Toll) and claim.body.person]


def names_in(extraction: Extraction, span: Span) -> list[str]:
    """The name inside the words of a toll ("journalist A B, 40" -> "A B"): as tagged, else the last capitalised words before a comma."""
    tagged = [name.span.text for name in extraction.spans.names if span.overlaps(name.span) and name.label == "person"]
    runs = CAPITALISED.findall(span.text.split(",")[0])
    return tagged or runs[-1:] or [span.text]


def person_names(extraction: Extraction) -> list[str]:
    """Every name of a private person that the report prints, as far as tolls and the words around names tell."""
    counted = [name for span in person_spans(extraction) for name in names_in(extraction, span)]
    return list(dict.fromkeys([*counted, *_named(extraction)]))


def _named(extraction: Extraction) -> Iterator[str]:
    text = extraction.report.text
    if extraction.report.cells:
        yield from (match["name"].strip() for match in _NAME_CELL.finditer(text))
    figures = {claim.body.number.start for claim in extraction.claims if isinstance(claim.body, Toll)}
    others = [name.span for name in extraction.spans.names if name.label in ("place", "org", "facility", "outlet")]
    for pattern in _patterns():
        for match in pattern.finditer(text):
            name, start, end = match["name"], match.start("name"), match.end("name")
            if name.split()[0].lower() in _NO_NAME or any(span.start < end and start < span.end for span in others):
                continue
            if _OF_PLACES.search(text[max(0, start - 20) : start]):
                continue  # "In Milltown, a resident of …"
            if match.groupdict().get("age") and match.start("age") in figures:
                continue  # "Northtown (12), Southtown (5)"
            if not _holds_office(text, name):
                yield name


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words: dict[str, list[str]] = {"relation": [], "role": []}
    for row in load_vocabulary("persons"):
        words[row["kind"]].append(re.escape(row["word"]))
    relation, role = ("|".join(sorted(found, key=len, reverse=True)) for found in words.values())
    aged = rf"(?:,? (?:aged )?(?P<age>{_AGE}),?|,? \((?P<age>{_AGE})\),?|,)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # "his wife Anna Example", "the minister's younger brother, Anna Example"
            rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Ww]hose|\w+['’]s) (?:[a-z-]+ ){{0,2}}(?:{relation})s?,? {_NAME}",
            # "Anna Example, his wife"; "Anna Example, mother of five"
            rf"{_NAME}, (?:(?:his|her|their|the|a|an|whose) (?:[a-z-]+ ){{0,3}}(?:{relation})|(?:{relation}) of)\b",
            # "the farmer Anna Example"; "villagers Anna Example and …"
            rf"\b(?:{role})s?,? {_FULL}",
            # "Anna Example, a farmer", "Anna Example (34), a farmer", "Anna Example, 34, one of the survivors"
            rf"{_FULL}{aged.replace('(?P<age>', '(?:')} (?:(?:a|an|the|another|one of the) )?(?:[a-z-]+ ){{0,4}}(?:{role})s?{_CLOSED}",
            # "Anna Example, 34, was …"; "Anna Example (34)": the age is no figure of a toll, which is looked up
            rf"{_NAME}, (?:aged )?(?P<age>{_AGE}), (?=[a-z])",
            rf"{_NAME}, aged {_AGE}\b",
            rf"{_FULL} \((?P<age>{_AGE})\),? (?:said|says|told|was|is|who|fled|lost|left|from|had|has)\b",
            # "34-year-old Anna Example"; "Anna Example, a 34-year-old"
            rf"\b{_AGE}-year-old (?:[a-z-]+ ){{0,2}}{_FULL}",
            rf"{_NAME}, (?:a|an) {_AGE}-(?:year|month)-old\b",
            # "identified him as Anna Example", "the body of Anna Example"
            rf"\b(?:identified|named) (?:[a-z-]+ ){{0,3}}as {_FULL}",
            rf"\b(?:body|remains|funeral) of {_FULL}",
        )
    )


@cache
def _offices() -> frozenset[str]:
    """Words of an office or a rank; a form of address is none."""
    return frozenset(row["word"] for row in load_vocabulary("names") if row["label"] in ("office", "title")) - _COURTESY


def _holds_office(text: str, name: str) -> bool:
    """Whether the report gives the name an office or a rank anywhere: in it, before it, or behind a comma after it."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        before = re.findall(r"\w+", text[: match.start()][-40:].rpartition(".\n")[2])[-2:]
        after = text[match.end() :][:120]
        behind = re.findall(r"\w+", re.split(r"[.;\n]", after)[0])[:_OFFICE_AFTER] if after.startswith(",") else []
        if _offices() & {word.lower() for word in (*name.split(), *before, *behind)}:
            return True
    return False
