"""An extraction -> the private persons whose names it prints: those that a toll counts by name."""

from __future__ import annotations

import re

from counterclaim.model import Extraction, Span, Toll

_CAPITAL = r"[^\W\d_a-z][\w'’-]*"
_PARTICLE = r"(?:(?:abu|al|bin|da|de|den|der|di|el|ibn|la|le|van|von)[ -])*"
CAPITALISED = re.compile(rf"(?<![\w-]){_CAPITAL}(?:\s+{_PARTICLE}{_CAPITAL})*")


def person_spans(extraction: Extraction) -> list[Span]:
    """The words of each toll that is a person by name ("journalist A B, 40")."""
    return [claim.body.number for claim in extraction.claims if isinstance(claim.body, Toll) and claim.body.person]


def names_in(extraction: Extraction, span: Span) -> list[str]:
    """The name inside the words of a toll ("journalist A B, 40" -> "A B"): as tagged, else the last capitalised words before a comma."""
    tagged = [name.span.text for name in extraction.spans.names if span.overlaps(name.span) and name.label == "person"]
    runs = CAPITALISED.findall(span.text.split(",")[0])
    return tagged or runs[-1:] or [span.text]


def person_names(extraction: Extraction) -> list[str]:
    """Every name of a private person that the tolls give."""
    return [name for span in person_spans(extraction) for name in names_in(extraction, span)]
