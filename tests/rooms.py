"""Runs the reading rooms on a text and says what they found in few words, for tables of text and expectation."""

from __future__ import annotations

from typing import Any

from factories import make_report

from counterclaim.model import Claim, Event, Extraction, Position, Span, Toll
from counterclaim.pipeline import extract
from counterclaim.reconciliation import link

Expected = dict[str, Any]


def read_text(text: str, **values: Any) -> Extraction:
    """A text as one report of 2024-01-27, read."""
    return extract(make_report(text, **values))


def tolls_of(extraction: Extraction) -> list[Claim]:
    """The tolls of a report in text order."""
    found = [claim for claim in extraction.claims if isinstance(claim.body, Toll)]
    return sorted(found, key=lambda claim: (claim.body.number.start, claim.body.measure))


def toll(number: str, low: int | None, high: int | None, measure: str = "killed", **fields: Any) -> Expected:
    """What a case expects of one toll: the figure's words and bounds, the measure, and only the fields that the case is about."""
    return {"number": number, "low": low, "high": high, "measure": measure, **fields}


def words(span: Span | None) -> str | None:
    """The words of a span."""
    return span.text if span else None


def found_toll(claim: Claim, by_id: dict[str, Claim]) -> Expected:
    """A toll as `toll()` writes one, with every field that a case may ask for; `part_of` is the words of the whole's number."""
    body = claim.body
    assert isinstance(body, Toll)
    plain = ("low", "high", "approx", "vague", "since", "date_start", "date_end", "person")
    coded = ("measure", "quantifier", "group", "scope", "unit")
    whole = by_id[body.part_of].body if body.part_of else None
    return {
        "number": body.number.text,
        **{field: getattr(body, field) for field in plain},
        **{field: getattr(body, field).value for field in coded},
        "victims": words(body.victims),
        "place": words(body.place),
        "part_of": whole.number.text if isinstance(whole, Toll) else None,
        "voice": claim.voice.value,
        "speaker": words(claim.speaker),
        "stance": claim.stance.value if claim.stance else None,
        "hedged": claim.hedged,
        "polarity": claim.polarity.value,
    }


def assert_tolls(text: str, *expected: Expected, **values: Any) -> None:
    """The text's tolls are these and no others, in text order, each in the fields that the case names."""
    extraction = read_text(text, **values)
    by_id = {claim.id: claim for claim in extraction.claims}
    found = [found_toll(claim, by_id) for claim in tolls_of(extraction)]
    marks = [(f["number"], f["measure"]) for f in found]
    assert marks == [(e["number"], e["measure"]) for e in expected], f"found {marks}"
    for f, e in zip(found, expected, strict=True):
        assert {key: f[key] for key in e} == e, f"found {f}"


def claim_words(claim: Claim) -> str:
    """A claim's anchor: the number of a toll, the speaker and cue of a position."""
    if isinstance(claim.body, Toll):
        return claim.body.number.text
    speaker = claim.speaker.text if claim.speaker else "-"
    return f"{speaker} {words(claim.cue)}"


def links_of(text: str, **values: Any) -> set[tuple[str, str, str]]:
    """The links of one report as (from, kind, to) in the words of `claim_words`."""
    extraction = read_text(text, **values)
    by_id = {claim.id: claim for claim in extraction.claims}
    return {(claim_words(by_id[k.source]), k.kind.value, claim_words(by_id[k.target])) for k in link([extraction])}


def positions_of(extraction: Extraction) -> list[tuple[Claim, Position]]:
    """The positions of a report, each with its body."""
    return [(claim, claim.body) for claim in extraction.claims if isinstance(claim.body, Position)]


def events_of(extraction: Extraction) -> list[tuple[Claim, Event]]:
    """The events of a report, each with its body."""
    return [(claim, claim.body) for claim in extraction.claims if isinstance(claim.body, Event)]
